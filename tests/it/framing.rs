//! What compares tellings, measured on labelled articles.

mod hedges;
mod voices;
