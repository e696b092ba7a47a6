//! The corpus: articles as integers, immutable, ready to count.

pub mod article;

pub use article::*;
