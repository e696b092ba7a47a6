//! From a folder to articles.

pub mod registry;
