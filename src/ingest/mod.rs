//! From a folder to articles.
