//! What the session asks the system's dialogs, and what comes back.

use std::path::{Path, PathBuf};

/// A question for a dialog.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Ask {
    /// Which folder to read.
    Folder,
    /// Which files to read.
    Files,
    /// Which project to open.
    Project,
    /// Which figure's recipe to follow.
    Picture,
    /// Which folders to read beside those that are open.
    AddFolders,
    /// Where a folder of the project is now.
    Moved,
    /// Where to save the project.
    SaveProject {
        /// The suggested file name.
        name: String,
    },
    /// Which codebook to take in.
    Codebook,
    /// Which table tells what is known of articles.
    Facts,
    /// Where to save a figure, a table or a codebook.
    Save {
        /// The suggested file name.
        name: String,
        /// The ending of the format.
        extension: &'static str,
    },
}

/// What came back.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// These paths were chosen.
    Paths(Vec<PathBuf>),
    /// The user thought better of it.
    Nothing,
    /// No dialog can come up on this machine: the session offers a path field instead.
    NoDialog,
}

/// The part of a dialog that may take as long as the user likes; runs on a worker.
pub type Waiting = Box<dyn FnOnce() -> Answer + Send>;

/// The system's dialogs, given by the window; tests give their own.
pub trait Dialogs {
    /// Brings a dialog up. Called on the thread of the window, so it must return at once.
    fn ask(&self, ask: &Ask) -> Waiting;

    /// The same, beginning in a folder.
    fn ask_from(&self, ask: &Ask, _folder: &Path) -> Waiting {
        self.ask(ask)
    }
}

/// No dialogs at all: every question leads to the path field.
#[derive(Debug, Clone, Copy, Default)]
pub struct NoDialogs;

impl Dialogs for NoDialogs {
    fn ask(&self, _ask: &Ask) -> Waiting {
        Box::new(|| Answer::NoDialog)
    }
}
