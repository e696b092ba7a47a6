//! From a folder to articles.

pub mod decode;
pub mod readers;
pub mod walk;
