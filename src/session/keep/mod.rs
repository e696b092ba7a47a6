//! The work that outlives the program: kept as it changes, and brought back where it was.
//!
//! Folders that are opened have a working file in the program's own folder; *Save project as…* moves the work
//! into a file of the user's. Where neither may be written (pictures, tests) nothing is kept.

mod enter;
mod held;
mod hold;
mod keeper;
mod lens_choices;
mod recipe;
mod runs;
mod state;
mod tellings;
mod told_back;
mod word_choices;
mod words;

use std::path::{Path, PathBuf};
use std::time::Duration;

pub use enter::from_day;
pub(super) use held::{Called, Found, Held, Names, keys_of};
use keeper::{Answer, Keeper, Request};
pub(super) use recipe::Found as RecipeFound;
pub use recipe::{Recipe, names_of};
use state::{Extra, Restored, State};

use super::{Action, Ask, Command, PathPurpose, Place, ReaderLayers, ReaderMode, Session};
use crate::analysis::Chosen;
use crate::problem::{Cause, Problem};
use crate::project::file::{ENDING, v1};
use crate::project::{is_project, working_file};

/// What the session knows of keeping the work.
pub struct Keeping {
    keeper: Keeper,
    /// The program's folder for work; `None` keeps nothing.
    projects: Option<PathBuf>,
    /// The folders that the working file is named after.
    base: Vec<PathBuf>,
    /// The user's own project file, where there is one.
    project: Option<PathBuf>,
    /// Where changes are written.
    target: Option<PathBuf>,
    /// Folders and files of the project that are not there.
    gone: Vec<v1::Root>,
    extra: Extra,
    held: Option<Held>,
    /// Choices of which articles are gone, of now and of the steps that can be undone.
    named: Vec<Called>,
    /// The work as it was when it was last handed over to be kept.
    seen: Option<Mark>,
    order: u64,
    /// The number of the last state that is on the disk.
    kept: u64,
    /// Whether the user knows that the work cannot be kept.
    is_told: bool,
    /// While the work on a folder is being looked for: what was asked for meanwhile.
    waiting: Option<Vec<Command>>,
    moved: Option<Moved>,
}

/// Tells one state of the work from the next.
#[derive(Debug, Clone, PartialEq)]
struct Mark {
    changes: u64,
    place: Place,
    reader_mode: ReaderMode,
    reader_layers: ReaderLayers,
    /// So many outlets have a colour.
    inks: usize,
    target: Option<PathBuf>,
}

/// A project whose folders are not all where they were.
#[derive(Debug)]
pub struct Moved {
    path: PathBuf,
    work: Box<Restored>,
    /// What was asked for while it was read.
    waiting: Vec<Command>,
}

impl Moved {
    /// The folder that is looked for: where it was.
    pub fn wanted(&self) -> Option<PathBuf> {
        self.work.missing.first().map(|root| crate::project::paths::from_text(&root.absolute))
    }
}

impl Keeping {
    pub(super) fn new(projects: Option<PathBuf>, wake: super::Wake, is_inline: bool) -> Self {
        let own = projects.clone();
        let keeper = if is_inline { Keeper::inline(own, wake) } else { Keeper::new(own, wake) };
        Self {
            keeper,
            projects,
            base: Vec::new(),
            project: None,
            target: None,
            gone: Vec::new(),
            extra: Extra::default(),
            held: None,
            named: Vec::new(),
            seen: None,
            order: 0,
            kept: 0,
            is_told: false,
            waiting: None,
            moved: None,
        }
    }

    /// Another project begins.
    fn begin(&mut self, base: Vec<PathBuf>) {
        self.base = base;
        self.project = None;
        self.target = None;
        self.gone.clear();
        self.extra = Extra::default();
        self.held = None;
        self.named.clear();
        self.seen = None;
        self.is_told = false;
        self.waiting = None;
        self.moved = None;
    }

    /// Whether the work on what was opened is still being looked for.
    pub(super) fn is_looking(&self) -> bool {
        self.waiting.is_some()
    }

    /// What chosen articles are called, where it is known.
    pub(super) fn names_of_choice(&self, chosen: &Chosen) -> Option<&Names> {
        let held = self.held.iter().flat_map(|held| &held.steps);
        self.named.iter().chain(held).find(|called| called.is_of(chosen)).map(|called| &called.names)
    }

    /// From now on no other choices than these are known by name; what was known is given back, to be freed elsewhere.
    pub(super) fn name(&mut self, named: Vec<Called>) -> Vec<Called> {
        std::mem::replace(&mut self.named, named)
    }

    /// Articles are held by name until they are read.
    pub(super) fn hold(&mut self, held: Held) {
        self.held = Some(held);
        self.named.clear();
    }
}

/// Quitting waits so long for the disk, and no longer.
pub const LEAVING: Duration = Duration::from_secs(2);

impl Session {
    /// The project file of the user that is open, if one is.
    pub fn project(&self) -> Option<&Path> {
        self.keeping.project.as_deref()
    }

    /// What the open project or folder is called; empty when nothing is open.
    pub fn title(&self) -> String {
        match self.keeping.project.as_ref().and_then(|path| path.file_stem()) {
            Some(name) => name.to_string_lossy().into_owned(),
            None => self.library.name(),
        }
    }

    /// Folders and files of the project that are not there, where they were.
    pub fn gone_roots(&self) -> impl Iterator<Item = PathBuf> + '_ {
        self.keeping.gone.iter().map(|root| crate::project::paths::from_text(&root.absolute))
    }

    /// Whether all changes are on the disk, or are nowhere kept.
    pub fn is_kept(&self) -> bool {
        let keeping = &self.keeping;
        keeping.target.is_none()
            || (keeping.kept == keeping.order && keeping.seen.as_ref() == Some(&self.mark()))
    }

    /// The folder of a project that is looked for, while the user is asked where it is now.
    pub fn wanted_folder(&self) -> Option<PathBuf> {
        self.keeping.moved.as_ref().and_then(Moved::wanted)
    }

    /// Hands the work over to be kept, when it has changed.
    pub(super) fn keep_work(&mut self) {
        if self.keeping.target.is_none() || self.keeping.waiting.is_some() {
            return;
        }
        let mark = self.mark();
        if self.keeping.seen.as_ref() != Some(&mark)
            && let Some(state) = self.state()
        {
            self.keeping.seen = Some(mark);
            self.keeping.keeper.keep(state);
        }
    }

    /// Writes all that is not written yet, and waits for it at most `limit`; says whether all is on the disk.
    pub fn leave(&mut self, limit: Duration) -> bool {
        if self.keeping.kept < self.keeping.order && self.keeping.is_told {
            // It did not work a moment ago; the last chance is worth another try.
            self.keeping.seen = None;
        }
        self.keep_work();
        let is_finished = self.keeping.keeper.finish(limit);
        self.hear_keeper();
        is_finished
    }

    fn mark(&self) -> Mark {
        Mark {
            changes: self.changes,
            place: self.place().clone(),
            reader_mode: self.reader_mode,
            reader_layers: self.reader_layers,
            inks: self.library.inks.len(),
            target: self.keeping.target.clone(),
        }
    }

    /// The work at this moment, with a number of its own.
    fn state(&mut self) -> Option<State> {
        let (keeping, chosen) = (&mut self.keeping, self.bench.chosen.as_ref());
        keeping.order += 1;
        Some(State {
            target: keeping.target.clone()?,
            order: keeping.order,
            saved: jiff::Timestamp::now().to_string(),
            roots: self.library.roots.clone(),
            gone: keeping.gone.clone(),
            bench: self.bench.clone(),
            inks: self.library.inks.clone(),
            place: self.history.here().clone(),
            reader_mode: self.reader_mode,
            reader_layers: self.reader_layers,
            corpus: self.library.corpus.clone(),
            held: keeping.held.clone(),
            named: chosen.and_then(|chosen| keeping.names_of_choice(chosen)).cloned(),
            extra: keeping.extra.clone(),
        })
    }

    /// Takes in what the keeper has to say.
    pub(super) fn hear_keeper(&mut self) {
        while let Some(answer) = self.keeping.keeper.answer() {
            match answer {
                Answer::Recalled { roots, found, problem } => self.recalled(&roots, found, problem),
                Answer::Read { path, more, read, before } => self.project_read(path, more, read, before),
                Answer::Saved { path, order, saved: Ok(()) } => self.saved_as(path, order),
                Answer::Kept { order, kept: Ok(()) } => {
                    self.keeping.kept = self.keeping.kept.max(order);
                    self.keeping.is_told = false;
                }
                Answer::Kept { kept: Err(problem), .. } => {
                    if !self.keeping.is_told {
                        self.keeping.is_told = true;
                        self.notices.problem_with(&problem, Action::SaveProjectAs);
                    }
                }
                Answer::Saved { saved: Err(problem), .. } => self.notices.problem(&problem),
                Answer::Fault => self.fault(),
            }
        }
    }

    fn fault(&mut self) {
        let text = "Keeping the work stopped by a fault in Parallax. Save the project under another name";
        self.notices.problem_with(&Problem::new(Cause::Internal, text), Action::SaveProjectAs);
        if self.keeping.waiting.is_some() {
            let roots = self.library.roots.clone();
            self.recalled(&roots, None, None);
        }
    }

    /// Says where the work is kept; work without a file of its own gets one.
    pub(super) fn save_project(&mut self) {
        let Some(path) = self.keeping.project.clone() else { return self.ask_to_save_project() };
        if self.keeping.target.is_none() {
            // Where nothing is kept by itself, asking keeps it.
            self.save_project_to(path, true);
        } else if self.keeping.is_told {
            self.keeping.is_told = false;
            self.keeping.seen = None;
            self.keep_work();
        } else {
            self.notices.note(format!("Everything is kept in {}", path.display()));
        }
    }

    /// Asks where to save the project.
    pub(super) fn ask_to_save_project(&mut self) {
        let name = format!("{}.{ENDING}", self.title());
        self.ask_to_open(&Ask::SaveProject { name });
    }

    /// Saves the project where the user says, and goes on there. A dialog has asked whether a file may be
    /// replaced; the path field has not.
    pub(super) fn save_project_to(&mut self, path: PathBuf, may_replace: bool) {
        let path = std::path::absolute(&path).unwrap_or(path);
        let path = if is_project(&path) {
            path
        } else {
            let mut name = path.into_os_string();
            name.push(".");
            name.push(ENDING);
            name.into()
        };
        // What is known to be new is written where it was before it goes on elsewhere.
        self.keep_work();
        let before = self.keeping.target.replace(path);
        let state = self.state();
        self.keeping.target.clone_from(&before);
        let working = self.working();
        if let Some(state) = state {
            self.keeping.keeper.ask(Request::SaveAs { state: Box::new(state), may_replace, before, working });
        }
    }

    /// The working file of the open folders.
    fn working(&self) -> Option<PathBuf> {
        let keeping = &self.keeping;
        Some(working_file(keeping.projects.as_ref()?, &keeping.base)).filter(|_| !keeping.base.is_empty())
    }

    fn saved_as(&mut self, path: PathBuf, order: u64) {
        self.uncover(super::Overlay::Path);
        self.notices.note(format!("Saved {}", path.display()));
        self.keeping.kept = self.keeping.kept.max(order);
        self.keeping.is_told = false;
        self.keeping.project = Some(path.clone());
        if self.keeping.projects.is_some() {
            self.keeping.target = Some(path);
        }
        self.note_recent();
    }

    /// Takes a typed path for a project: saves to it.
    pub(super) fn prompt_to_save_project(&mut self, name: &str) {
        let folder = self.library.roots.first().and_then(|root| root.parent()).map(super::read::with_slash);
        let start = format!("{}{name}", folder.unwrap_or_else(super::read::home));
        self.prompt_for_path(PathPurpose::SaveProject, start);
    }
}
