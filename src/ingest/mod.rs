//! From a folder to articles.

pub mod anatomy;
pub mod decode;
pub mod readers;
pub mod registry;
pub mod walk;
