//! Readers of file formats, one a module: the smallest good file, one cut short, wrong encodings,
//! hostile ones, and what holds for whatever bytes.

pub mod archive;
mod csv;
mod doc;
mod docx;
mod epub;
mod html;
mod json;
mod mail;
mod mhtml;
mod odt;
mod office;
mod rtf;
mod sheet;
