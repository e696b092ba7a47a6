//! Where a dialog or the path field begins.

use std::path::{Path, PathBuf};

use super::Session;
use crate::ingest;

impl Session {
    /// Where to look for something to open: beside what is open, beside what was opened last, or among documents.
    pub(super) fn folder_to_open_in(&self) -> PathBuf {
        let recent = self.settings.recent.iter().filter_map(|one| one.paths.first());
        let mut near = self.library.roots.first().into_iter().chain(recent);
        near.find_map(|path| path.parent()).map_or_else(documents, Path::to_path_buf)
    }

    /// Where to save something: where something was saved last, or else where something was opened.
    pub(super) fn folder_to_save_in(&self) -> PathBuf {
        self.settings.saved_in.clone().unwrap_or_else(|| self.folder_to_open_in())
    }
}

/// The user's documents, or the home where there is no such folder.
fn documents() -> PathBuf {
    let home = ingest::complete::expand("~");
    Some(home.join("Documents")).filter(|folder| folder.is_dir()).unwrap_or(home)
}
