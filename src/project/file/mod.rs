//! The project file: what a user lays out and puts right, as JSON that outlives versions of the program.
//!
//! Types of the running program know nothing of it. A file of a newer layout, or one that makes no sense, is
//! refused with a sentence and never half read: what is not understood cannot be lost by writing it again.

mod coding;
mod convert;
mod fields;
mod migrate;
pub mod recipe;
pub mod v1;

use serde::Deserialize;

pub use convert::{Said, key_of, written_key};
pub use migrate::NEWEST;
pub use v1::File as ProjectFile;

/// The ending of project files.
pub const ENDING: &str = "parallax";

/// A larger file is no project: 100,000 corrections need about 20 MB.
pub const MOST_BYTES: u64 = 512 * 1024 * 1024;

/// Why a file is no project that can be opened, in words for the person at the screen.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// It comes from a later version of the program.
    #[error("This project was written by a newer Parallax ({program}). Open it with that version")]
    Newer {
        /// The version that wrote it.
        program: String,
    },
    /// It is not JSON, or ends too early.
    #[error("This is no Parallax project, or it is damaged (line {line})")]
    Damaged {
        /// Where it stops making sense.
        line: usize,
    },
    /// It is JSON, but of something else.
    #[error("This is no Parallax project")]
    Foreign,
    /// One thing in it cannot be understood.
    #[error("In this project {what} cannot be understood: “{text}”")]
    Part {
        /// Which part.
        what: &'static str,
        /// What is written there.
        text: String,
    },
    /// It is too large to be one.
    #[error("This file is too large to be a Parallax project")]
    TooLarge,
}

impl Unreadable {
    /// A part that cannot be understood.
    pub fn part(what: &'static str, text: &str) -> Self {
        Self::Part { what, text: text.chars().take(80).collect() }
    }
}

/// What every layout has.
#[derive(Deserialize)]
struct Stamp {
    version: u32,
    #[serde(default)]
    program: String,
}

/// Reads a project of any layout there has been.
pub fn read(bytes: &[u8]) -> Result<ProjectFile, Unreadable> {
    // Editors of some systems put a mark before the text.
    let bytes = bytes.strip_prefix(b"\xef\xbb\xbf").unwrap_or(bytes);
    let stamp: Stamp = serde_json::from_slice(bytes).map_err(|error| foreign_or_damaged(&error))?;
    if stamp.version > NEWEST {
        let program = if stamp.program.is_empty() { "version unknown".into() } else { stamp.program };
        return Err(Unreadable::Newer { program: program.chars().take(40).collect() });
    }
    let reader = migrate::reader(stamp.version).ok_or(Unreadable::Foreign)?;
    reader(bytes).map_err(|error| Unreadable::Damaged { line: error.line() })
}

fn foreign_or_damaged(error: &serde_json::Error) -> Unreadable {
    match error.classify() {
        serde_json::error::Category::Data => Unreadable::Foreign,
        _ => Unreadable::Damaged { line: error.line() },
    }
}

/// The bytes of a project file.
pub fn write(file: &ProjectFile) -> Vec<u8> {
    // Nothing in these types can fail to be written: keys are text and numbers are whole.
    serde_json::to_vec_pretty(file).unwrap_or_default()
}
