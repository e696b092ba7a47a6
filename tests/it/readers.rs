//! Readers of file formats, one a module: the smallest good file, one cut short, wrong encodings,
//! hostile ones, and what holds for whatever bytes.

mod csv;
mod html;
mod json;
mod mhtml;
mod sheet;
