//! What is kept between runs: settings, and what the user lays out and puts right. User files are never written to.

pub mod amend;
mod coding;
pub mod corrections;
pub mod file;
pub mod import;
pub mod journal;
mod keys;
pub mod line_remarks;
mod open;
pub mod outlets;
pub mod parts;
pub mod paths;
pub mod reading_limits;
mod recent;
pub mod rekey;
mod relate;
pub mod remarks;
pub mod sample;
pub mod settings;
mod story_book;
mod version_book;
pub mod writer;

pub use amend::{Amended, Amendments};
pub use coding::{Coding, CodingBook, Located, UnitKey, read_codebook};
pub use corrections::{ArticleKey, Change, Corrected, Correction, Corrections, HandRole, Target};
pub use file::{ProjectFile, Said};
pub(crate) use keys::find as find_articles;
pub use line_remarks::{LineRemark, LineSpot, LinesSaid, Mark};
pub use open::{Opened, is_project, of_recipe, open, written_root};
pub use outlets::{OutletBook, OutletEntry, OutletGroup};
pub use parts::Part;
pub use relate::Related;
pub use remarks::{Remark, Remarks};
pub use story_book::StoryBook;
pub use version_book::VersionBook;
pub use writer::{Refused, Writer, set_aside, working_file};
