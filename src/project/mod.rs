//! What is kept between runs: settings, and what the user lays out and puts right. User files are never written to.

pub mod corrections;
pub mod file;
mod open;
pub mod outlets;
pub mod paths;
pub mod rekey;
pub mod remarks;
pub mod sample;
pub mod settings;
pub mod writer;

pub use corrections::{ArticleKey, Change, Correction, Corrections, HandRole, Target};
pub use file::{ProjectFile, Said};
pub use open::{Opened, is_project, open, written_root};
pub use outlets::{OutletBook, OutletEntry, OutletGroup};
pub use remarks::{Remark, Remarks};
pub use writer::{Refused, Writer, set_aside, working_file};
