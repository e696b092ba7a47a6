//! What is kept between runs: settings, and what the user lays out and puts right. User files are never written to.

pub mod amend;
pub mod corrections;
pub mod journal;
mod keys;
pub mod outlets;
pub mod parts;
pub mod remarks;
pub mod sample;
pub mod settings;

pub use amend::{Amended, Amendments};
pub use corrections::{ArticleKey, Change, Corrected, Correction, Corrections, HandRole, Target};
pub use outlets::{OutletBook, OutletEntry, OutletGroup};
pub use parts::Part;
pub use remarks::{Remark, Remarks};
