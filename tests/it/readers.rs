//! Readers of file formats, one a module: the smallest good file, one cut short, wrong encodings,
//! hostile ones, and what holds for whatever bytes.

pub mod archive;
mod html;
mod mhtml;
