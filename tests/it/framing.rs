//! How outlets tell the same story, on the sample and on made-up articles.

mod figures_given;
mod passages;
