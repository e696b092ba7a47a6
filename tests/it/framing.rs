//! What compares tellings, measured on labelled articles.

mod voices;
