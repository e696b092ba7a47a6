//! Readers of file formats, one a module: the smallest good file, one cut short, wrong encodings,
//! hostile ones, and what holds for whatever bytes.

pub mod archive;
mod csv;
mod database_edges;
mod databases;
mod doc;
mod docx;
mod epub;
pub mod fields;
mod hostile_xml;
mod html;
mod json;
mod mail;
mod mhtml;
mod nothing_left;
mod odt;
mod office;
mod pdf;
mod rtf;
mod sheet;
