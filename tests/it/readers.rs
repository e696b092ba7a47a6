//! Readers of file formats, one a module: the smallest good file, one cut short, wrong encodings,
//! hostile ones, and what holds for whatever bytes.

mod database_edges;
mod databases;
mod html;
mod mhtml;
mod pdf;
