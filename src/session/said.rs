//! What jobs say to the session.

use std::path::PathBuf;
use std::sync::Arc;

use super::dialogs::{Answer, Ask};
use super::effect::Picture;
use super::keep::{Found, RecipeFound};
use super::results::{Answered, Key, Role};
use super::{glancing, marking, selection};
use crate::ingest::OwnFile;
use crate::ingest::again::{Manifest, Numbers};
use crate::ingest::readers::fields::Shapes;
use crate::problem::Problem;
use crate::project::Amended;
use crate::project::rekey::Relabelled;

/// What jobs say to the session.
#[derive(Debug)]
pub(super) enum Said {
    Snapshot(Box<Amended>, Found),
    Read {
        manifest: Box<Manifest>,
        amended: Box<Amended>,
        problems: Vec<Problem>,
        shapes: Shapes,
        found: Found,
        /// The numbers that articles have since pages were joined, where any were.
        joined: Option<Arc<Numbers>>,
    },
    /// What was found of changes in the open folders.
    Followed(Box<super::keeping_up::Followed>),
    Corrected(Box<Amended>),
    /// What was found to belong together, in a corpus that has it.
    Related {
        of: Arc<Amended>,
        related: Box<Amended>,
    },
    StoppedReading {
        amended: Box<Amended>,
        problems: Vec<Problem>,
        shapes: Shapes,
        found: Found,
    },
    Answered {
        role: Role,
        key: Box<Key>,
        answered: Box<Answered>,
    },
    Chosen {
        ask: Ask,
        answer: Answer,
    },
    /// What was saved, and what it is known by.
    Saved(Result<(PathBuf, Option<OwnFile>, String), Problem>),
    /// The report's folder can be written into.
    ReportBegun,
    /// The report was written, or could not be.
    Reported(Box<Result<super::reporting::Reported, Problem>>),
    Picture(Result<Picture, Problem>),
    /// The recipe of a picture, or why there is none.
    Recipe(Result<Box<RecipeFound>, Problem>),
    /// The numbers of the articles that a recipe is about, in the articles of this revision.
    RecipeNamed(Box<RecipeFound>, Vec<crate::corpus::ArticleId>, u64),
    /// Lines of the concordance for the clipboard, and how many.
    LinesCopied(String, usize),
    /// Many lines, marked.
    LinesMarked(Box<marking::Marked>),
    /// A sample was drawn.
    SampleDrawn(Box<crate::project::Coding>),
    /// A codebook was read from a file, or could not be.
    CodebookRead(Box<Result<crate::framing::codebook::Imported, Problem>>),
    /// A job of the desk found something out.
    Desk(Box<super::coding::DeskSaid>),
    /// Framing at a glance was made of this.
    Glance(Box<glancing::MadeOf>, Box<glancing::Made>),
    /// Something for the import report.
    Import(Box<super::importing::ReportKey>, super::importing::Found),
    /// A table of what is known of articles was read, or could not be.
    FactsRead(Box<Result<(PathBuf, crate::ingest::readers::tables::facts::FactTable), Problem>>),
    /// Corrections that fill gaps.
    Filled(Box<super::importing::Filled>),
    /// A table for the clipboard.
    TableCopied(String),
    Completions {
        typed: String,
        completions: Vec<String>,
    },
    /// Whether a typed path leads anywhere.
    Looked {
        path: PathBuf,
        is_there: bool,
    },
    /// Folders were added or taken out: what stands before their paths, before and after.
    Relabelled(Vec<Relabelled>),
    /// Of what was opened lately this is gone.
    Vanished(Vec<Vec<PathBuf>>),
    SampleLies(Result<PathBuf, Problem>),
    /// Articles by the names that a project knows them by, and what is to be done with them.
    Named(Vec<crate::project::ArticleKey>, selection::Naming),
    /// The run before ended by a fault, told in this report.
    StoppedLastTime(PathBuf),
    /// The system's own program for a file or folder could not be started.
    ShownWithin(String),
    /// How many articles would be saved.
    ToBeSaved(String),
    /// A file or folder could not be shown.
    NotShown(Problem),
    /// The machine's fonts are known: figures are laid out by what they measure.
    FontsKnown,
}
