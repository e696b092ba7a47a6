//! What is open: folders, the corpus read from them, and what gave trouble.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::atomic::AtomicBool;
use std::sync::{Arc, Mutex, PoisonError};

use super::wanted::inks_of_outlets;
use crate::corpus::Corpus;
use crate::figure::Ink;
use crate::ingest::ReadSettings;
use crate::ingest::readers::fields::Shapes;
use crate::problem::{Listener, Problem};
use crate::project::{Amended, Amendments, OutletBook};

/// What is open.
#[derive(Debug, Default)]
pub struct Library {
    /// Folders and files as the user chose them.
    pub roots: Vec<PathBuf>,
    /// The newest snapshot, put right; while folders are read, of what is read so far.
    pub corpus: Option<Arc<Corpus>>,
    /// The same with how it was read and what became of each correction.
    pub amended: Option<Arc<Amended>>,
    /// What the user says of articles and outlets, told to the reading job.
    pub said: Arc<Said>,
    /// Whether more is being read.
    pub is_reading: bool,
    /// Whether reading was stopped before its end.
    pub is_partial: bool,
    /// Told to the reading job: when stopped, give what there is.
    pub keeps_what_is_read: Arc<AtomicBool>,
    /// What gave trouble.
    pub problems: Arc<Vec<Problem>>,
    /// Hears of more of it while folders are read.
    pub listener: Listener,
    /// What the records of data files are like, and how they were read.
    pub shapes: Shapes,
    /// With what it was read, or is being read.
    pub settings: ReadSettings,
    /// Colours the program gave outlets, counted through the palette; those of a project come with it.
    pub inks: BTreeMap<Arc<str>, u16>,
}

/// What the user says of articles and outlets, to be asked for by a job whenever it needs it.
#[derive(Debug, Default)]
pub struct Said(Mutex<Amendments>);

impl Said {
    /// What is said now.
    pub fn now(&self) -> Amendments {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).clone()
    }

    /// Says something else from now on.
    pub fn say(&self, amendments: Amendments) {
        *self.0.lock().unwrap_or_else(PoisonError::into_inner) = amendments;
    }
}

impl Library {
    /// Opens other folders; nothing of the former ones stays.
    pub fn open(&mut self, roots: Vec<PathBuf>) {
        *self = Self { roots, is_reading: true, ..Self::default() };
    }

    /// Takes a newer snapshot in. Outlets get their colours in the order in which they first come
    /// up, so that a colour never changes while more is read.
    pub fn take(&mut self, amended: Amended) {
        let corpus = Arc::clone(&amended.corpus);
        give_inks(&mut self.inks, &corpus);
        self.corpus = Some(corpus);
        self.amended = Some(Arc::new(amended));
    }

    /// The colour the program gave an outlet, counted through the palette; `None` for an unknown one.
    /// What the user chose comes before it: see [`Session::ink_of`](super::Session::ink_of).
    pub fn ink(&self, outlet: &str) -> Option<u16> {
        self.inks.get(outlet).copied()
    }

    /// An outlet is called otherwise: its colour goes with it, unless the name has one.
    pub fn carry_ink(&mut self, from: &str, to: &Arc<str>) {
        if let Some(ink) = self.ink(from)
            && !to.is_empty()
        {
            self.inks.entry(Arc::clone(to)).or_insert(ink);
        }
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

/// Gives the outlets that have none a colour, in the order in which they first come up.
fn give_inks(inks: &mut BTreeMap<Arc<str>, u16>, corpus: &Corpus) {
    let is_new = |name: &Arc<str>| !name.is_empty() && !inks.contains_key(name);
    let mut is_waiting: Vec<bool> = corpus.outlets().iter().map(|outlet| is_new(&outlet.name)).collect();
    let mut waiting = is_waiting.iter().filter(|is_waiting| **is_waiting).count();
    for outlet in corpus.outlet_ids().iter().map(|outlet| usize::from(*outlet)) {
        if waiting == 0 {
            break;
        }
        if is_waiting.get(outlet) == Some(&true) {
            is_waiting[outlet] = false;
            waiting -= 1;
            let ink = inks.values().max().map_or(0, |last| last.saturating_add(1));
            inks.insert(Arc::clone(&corpus.outlets()[outlet].name), ink);
        }
    }
}

/// The colours of a corpus' outlets, in their order, as the window has them: those the user chose, those a project
/// `kept`, and for the others in the order in which they first come up.
pub fn inks_of(corpus: &Corpus, mut kept: BTreeMap<Arc<str>, u16>, book: &OutletBook) -> Vec<Ink> {
    give_inks(&mut kept, corpus);
    let own = |name: &str| book.entries.get(name).and_then(|entry| entry.ink);
    inks_of_outlets(corpus, &|name| own(name).or_else(|| kept.get(name).copied()))
}

fn file_name(path: &Path) -> String {
    path.file_name().map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
}
