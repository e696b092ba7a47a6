//! What is open: folders, the corpus read from them, and what gave trouble.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::AtomicBool;

use crate::corpus::Corpus;
use crate::problem::Problem;

/// What is open.
#[derive(Debug, Default)]
pub struct Library {
    /// Folders and files as the user chose them.
    pub roots: Vec<PathBuf>,
    /// The newest snapshot; while folders are read, of what is read so far.
    pub corpus: Option<Arc<Corpus>>,
    /// Whether more is being read.
    pub is_reading: bool,
    /// Whether reading was stopped before its end.
    pub is_partial: bool,
    /// Told to the reading job: when stopped, give what there is.
    pub keeps_what_is_read: Arc<AtomicBool>,
    /// What gave trouble.
    pub problems: Vec<Problem>,
    inks: BTreeMap<Arc<str>, u16>,
}

impl Library {
    /// Opens other folders; nothing of the former ones stays.
    pub fn open(&mut self, roots: Vec<PathBuf>) {
        *self = Self { roots, is_reading: true, ..Self::default() };
    }

    /// Takes a newer snapshot in. Outlets get their colours in the order in which they first come
    /// up, so that a colour never changes while more is read.
    pub fn take(&mut self, corpus: Arc<Corpus>) {
        let is_new = |name: &Arc<str>| !name.is_empty() && !self.inks.contains_key(name);
        let mut is_waiting: Vec<bool> = corpus.outlets().iter().map(|outlet| is_new(&outlet.name)).collect();
        let mut waiting = is_waiting.iter().filter(|is_waiting| **is_waiting).count();
        for outlet in corpus.outlet_ids().iter().map(|outlet| usize::from(*outlet)) {
            if waiting == 0 {
                break;
            }
            if is_waiting.get(outlet) == Some(&true) {
                is_waiting[outlet] = false;
                waiting -= 1;
                self.inks.insert(Arc::clone(&corpus.outlets()[outlet].name), self.inks.len() as u16);
            }
        }
        self.corpus = Some(corpus);
    }

    /// The colour of an outlet, counted through the palette; `None` for an unknown one.
    pub fn ink(&self, outlet: &str) -> Option<u16> {
        self.inks.get(outlet).copied()
    }

    /// What the title bar calls it: the folder's name, or the number of places read.
    pub fn name(&self) -> String {
        match self.roots.as_slice() {
            [] => String::new(),
            [one] => file_name(one),
            [first, rest @ ..] => format!("{} and {} more", file_name(first), rest.len()),
        }
    }
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
