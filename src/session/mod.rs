//! Decisions and state: what is open, where the user is, what is asked and answered.
//!
//! Views read a [`Session`] and send [`Command`]s; [`Session::apply`] is the only way to change it.
//! Long work runs as [`Jobs`]; their results land in [`Results`] when
//! [`Session::take_in`] is called. Nothing here draws.

mod act;
pub mod action;
mod amending;
mod apply;
mod changing;
pub mod coding;
pub mod command;
mod describe;
pub mod dialogs;
pub mod effect;
mod fields;
mod folders;
mod glancing;
pub mod importing;
pub mod jobs;
pub mod journal;
mod keep;
pub mod keeping_up;
mod lanes;
pub mod layers;
pub mod lens_choices;
pub mod library;
mod line_layout;
mod lines;
mod marking;
pub mod notice;
mod numbers;
mod pages;
mod path_prompt;
pub mod place;
mod put_right;
mod read;
pub mod reading;
mod recipe;
mod relating;
pub mod renaming;
mod reporting;
mod results;
mod said;
mod save;
mod saving;
pub mod selection;
pub mod slot;
pub mod steps;
mod telling_choices;
mod told;
mod trouble;
mod versions;
mod wanted;
mod word_choices;
pub mod workbench;

use std::path::PathBuf;
use std::sync::Arc;
use std::time::{Duration, Instant};

pub use action::{Action, Group};
pub use coding::{CodingFile, Desk, DeskPane, DeskStep, standing_of};
pub use command::Command;
pub use describe::{describe, describe_change, describe_target};
pub use dialogs::{Answer, Ask, Dialogs, NoDialogs};
pub use effect::{Effect, Field, Picture};
pub use importing::{FactStep, Facts, FillFrom, ImportPage, ImportReport, LineReach, by_hand, pages_by_hand};
pub use jobs::{JobKind, JobView, Wake};
pub use journal::Journal;
pub use keeping_up::KeepingUp;
pub use layers::{ReaderLayer, ReaderLayers};
pub use lens_choices::LensChoices;
pub use library::{Library, inks_of};
pub use line_layout::{LineLayout, LineText, MarkedOnly};
pub use notice::{Notice, Notices, Weight};
pub use pages::PageEdit;
pub use path_prompt::{PathPrompt, PathPurpose};
pub use place::{ComparePane, Lens, Pick, Place, View};
pub use reading::{Find, Marked};
pub use relating::StoryEdit;
pub use reporting::recipe_of;
pub use results::{Answered, Results, Role};
pub use selection::{Select, Selection, Which};
pub use telling_choices::TellingChoices;
pub use told::{Told, sentence_at};
pub use versions::VersionEdit;
pub use word_choices::{MOST_FLOOR, MOST_PERMUTATIONS, MOST_WEIGHT, WordChoices};
pub use workbench::{FigureTitle, NamedFilter, PhraseLayout, Series, Workbench};

use crate::corpus::Corpus;
use crate::figure::{Figure, Numbers};
use crate::problem::Problem;
use crate::project::Amendments;
use crate::project::settings::{Settings, ThemeChoice};
use jobs::Jobs;
use keep::{Keeping, RecipeFound};
pub use keep::{LEAVING, Recipe, from_day};
use place::History;
use results::Key;
use said::Said;
use workbench::Undo;

/// What lies over the window; at most one thing does.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Overlay {
    /// Nothing.
    #[default]
    None,
    /// The command palette.
    Palette,
    /// Shortcuts and help.
    Help,
    /// What reading gave.
    ImportReport,
    /// All notices.
    Notices,
    /// The path field.
    Path,
    /// What the project is made of.
    Project,
    /// Where a folder of the project is now.
    Moved,
    /// Version and licences.
    About,
    /// Where the log lies, and its last lines.
    Log,
    /// Theme, size, dates and the like.
    Settings,
    /// As what articles are to be saved.
    SaveArticles,
    /// How the figure is to be saved.
    SaveFigure,
    /// The figure alone, over the whole window.
    FigureAlone,
    /// Outlets and groups of them.
    Outlets,
    /// What was put right by hand.
    Corrections,
    /// What fields of data files hold.
    Fields,
    /// Codebooks and their words.
    Codebooks,
    /// The desk where samples are coded by hand.
    Coding,
}

/// How the reader shows an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum ReaderMode {
    /// Without what the page had around it.
    #[default]
    Clean,
    /// With the furniture in place, greyed.
    Furniture,
    /// The file as it is.
    Raw,
}

/// Where the program keeps its own files.
#[derive(Debug, Clone, Default)]
pub struct Places {
    /// The settings file; `None` keeps nothing.
    pub settings: Option<PathBuf>,
    /// The folder for the sample.
    pub data: Option<PathBuf>,
    /// The folder for work on folders without a project file of their own, and for the version before the last
    /// of every project; `None` keeps no work at all, not even in a project file that is open.
    pub projects: Option<PathBuf>,
}

/// Everything the program knows and decides.
pub struct Session {
    library: Library,
    bench: Workbench,
    undo: Undo,
    history: History,
    results: Results,
    /// With the question it answers and the count of changes it was drawn at.
    figure: Option<(Key, u64, Arc<Figure>)>,
    /// What the program calls that figure.
    own_title: Option<String>,
    /// Changes of the workbench so far.
    changes: u64,
    /// What is typed to find headlines.
    letters: String,
    /// What the running job puts articles right by; what a fault stopped is not tried again.
    correcting: Option<Amendments>,
    /// What was asked about what belongs together, until it is answered.
    relating: Option<relating::Relating>,
    /// What the screen was asked for last.
    asked: Option<wanted::Asked>,
    notices: Notices,
    /// What lies over the window, the uppermost last; closing it brings back what it covers.
    overlays: Vec<Overlay>,
    prompt: PathPrompt,
    reader_mode: ReaderMode,
    reader_layers: ReaderLayers,
    selection: Selection,
    marked: Option<Marked>,
    told: Told,
    find: Option<Find>,
    /// What is to be saved where a dialog or the path field says.
    saving: Option<saving::Saving>,
    to_be_saved: Option<String>,
    /// The recipe of a picture, until there are articles to follow it in.
    recipe_waiting: Option<Box<RecipeFound>>,
    /// Framing at a glance.
    glancing: glancing::Glancing,
    importing: ImportReport,
    desk: Desk,
    standings: coding::Standings,
    saves: u32,
    /// Notices of saves that did not work, closed by the next that does.
    save_trouble: Vec<u64>,
    settings: Settings,
    /// How numbers are written where the system is set to.
    system_numbers: Numbers,
    /// Light or dark for this run alone.
    shown_theme: Option<ThemeChoice>,
    /// Of what was opened lately, what is gone.
    vanished: Vec<Vec<PathBuf>>,
    keeping: Keeping,
    keeping_up: KeepingUp,
    places: Places,
    dialogs: Box<dyn Dialogs>,
    jobs: Jobs<Said>,
    effects: Vec<Effect>,
    journal: Option<Journal>,
    /// The last notice that stands in the log.
    logged: u64,
}
/// Taking in what jobs say stops after this long; the rest waits for the next frame.
const TAKE_IN: Duration = Duration::from_millis(4);

impl Session {
    /// A session whose jobs run on threads and call `wake` when something waits.
    pub fn new(places: Places, dialogs: Box<dyn Dialogs>, wake: Wake) -> Self {
        let keeping = Keeping::new(places.projects.clone(), Arc::clone(&wake), false);
        let jobs = Jobs::new(Arc::clone(&wake));
        jobs.quietly(crate::ingest::prepare);
        Self::with_jobs(places, dialogs, jobs, keeping, Some(wake))
    }

    /// A session whose jobs run at once where they are started: for tests and headless pictures.
    pub fn inline(places: Places, dialogs: Box<dyn Dialogs>) -> Self {
        let wake: Wake = Arc::new(|| {});
        let keeping = Keeping::new(places.projects.clone(), Arc::clone(&wake), true);
        Self::with_jobs(places, dialogs, Jobs::inline(wake), keeping, None)
    }

    fn with_jobs(
        mut places: Places,
        dialogs: Box<dyn Dialogs>,
        jobs: Jobs<Said>,
        keeping: Keeping,
        wake: Option<Wake>,
    ) -> Self {
        let settings = places.settings.as_deref().map_or_else(|| Some(Settings::default()), Settings::load);
        let mut notices = Notices::default();
        if settings.is_none() {
            // A newer program's settings are not ours to write.
            places.settings = None;
            notices.note("The settings are those of a newer Parallax and stay as they are: changes to them last for this run");
        }
        let mut session = Self {
            library: Library::default(),
            bench: Workbench::default(),
            undo: Undo::default(),
            history: History::default(),
            results: Results::default(),
            figure: None,
            own_title: None,
            changes: 0,
            letters: String::new(),
            correcting: None,
            relating: None,
            asked: None,
            notices,
            overlays: Vec::new(),
            prompt: PathPrompt::default(),
            reader_mode: ReaderMode::Clean,
            reader_layers: ReaderLayers::default(),
            selection: Selection::default(),
            marked: None,
            told: Told::default(),
            find: None,
            saving: None,
            to_be_saved: None,
            recipe_waiting: None,
            glancing: glancing::Glancing::default(),
            importing: ImportReport::default(),
            desk: Desk::default(),
            standings: coding::Standings::default(),
            saves: 0,
            save_trouble: Vec::new(),
            settings: settings.unwrap_or_default(),
            system_numbers: Numbers::ENGLISH,
            shown_theme: None,
            vanished: Vec::new(),
            keeping,
            keeping_up: KeepingUp::new(wake),
            places,
            dialogs,
            jobs,
            effects: Vec::new(),
            journal: None,
            logged: 0,
        };
        session.tame_limits();
        session.look_for_recent();
        session
    }

    /// Takes in what jobs have said, asks what the screen now needs, and says whether more waits.
    pub fn take_in(&mut self) -> bool {
        let start = Instant::now();
        self.hear_keeper();
        while let Some(event) = self.jobs.next_event() {
            self.hear(event);
            if start.elapsed() > TAKE_IN {
                self.put_right_what_is_said();
                self.ask_what_is_wanted();
                return true;
            }
        }
        self.keep_up();
        self.join_as_said();
        self.hear_problems();
        self.put_right_what_is_said();
        self.relate_what_is_there();
        self.log_problems();
        self.ask_what_is_wanted();
        self.look_who_coded();
        self.ask_for_desk();
        self.ask_for_glance();
        self.ask_for_import();
        self.draw_figure();
        self.keep_work();
        false
    }

    /// Keeps a log from now on, and says so if the run before ended by a fault.
    pub fn keep_log(&mut self, journal: Journal) {
        let folder = journal.folder().to_path_buf();
        self.journal = Some(journal);
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| match crate::project::journal::take_untold(&folder) {
            Ok(Some(report)) => speaker.say(Said::StoppedLastTime(report)),
            Ok(None) => {}
            Err(error) => log::warn!("reports not read: {error}"),
        });
    }

    /// The log, where one is kept.
    pub fn journal(&self) -> Option<&Journal> {
        self.journal.as_ref()
    }

    /// The folder of the program's own files: settings.
    pub fn places(&self) -> &Places {
        &self.places
    }

    /// What is open.
    pub fn library(&self) -> &Library {
        &self.library
    }

    /// The newest snapshot of the corpus, once the first articles are read.
    pub fn corpus(&self) -> Option<&Arc<Corpus>> {
        self.library.corpus.as_ref()
    }

    /// The folders and files that are open.
    pub fn roots(&self) -> &[PathBuf] {
        &self.library.roots
    }

    /// Whether articles are being read.
    pub fn is_reading(&self) -> bool {
        self.library.is_reading
    }

    /// What gave trouble while reading.
    pub fn problems(&self) -> &[Problem] {
        &self.library.problems
    }

    /// Series, filter, units.
    pub fn bench(&self) -> &Workbench {
        &self.bench
    }

    /// Where the user is.
    pub fn place(&self) -> &Place {
        self.history.here()
    }

    /// The number of this visit to the place: views keep their scroll by it.
    pub fn visit(&self) -> u64 {
        self.history.visit()
    }

    /// Answers.
    pub fn results(&self) -> &Results {
        &self.results
    }

    /// Whether some question could not be answered.
    pub fn has_failed(&self) -> bool {
        self.results.has_failed()
            || self.desk.problem().is_some()
            || self.stories_problem().is_some()
            || self.glance_problem().is_some()
            || self.importing.problem().is_some()
    }

    /// What is typed to find headlines.
    pub fn letters(&self) -> &str {
        &self.letters
    }

    /// The figure of the place where the user is, when there is one.
    pub fn figure(&self) -> Option<&Arc<Figure>> {
        self.figure.as_ref().map(|(.., figure)| figure)
    }

    /// All notices.
    pub fn notices(&self) -> &Notices {
        &self.notices
    }

    /// What lies over the window.
    pub fn overlay(&self) -> Overlay {
        self.overlays.last().copied().unwrap_or_default()
    }

    /// What lies below that, and comes back when it is closed.
    pub fn below(&self) -> Overlay {
        self.overlays.iter().rev().nth(1).copied().unwrap_or_default()
    }

    /// Whether this lies over the window, be it uppermost or below something else.
    pub fn lies_over(&self, overlay: Overlay) -> bool {
        self.overlays.contains(&overlay)
    }

    /// The path field.
    pub fn prompt(&self) -> &PathPrompt {
        &self.prompt
    }

    /// How the reader shows an article.
    pub fn reader_mode(&self) -> ReaderMode {
        self.reader_mode
    }

    /// Which layers of the aligned reader are on.
    pub fn reader_layers(&self) -> ReaderLayers {
        self.reader_layers
    }

    /// Settings of the user.
    pub fn settings(&self) -> &Settings {
        &self.settings
    }

    /// Running jobs, for the status line.
    pub fn jobs(&self) -> impl Iterator<Item = JobView> + '_ {
        self.jobs.views()
    }

    /// What the next undo takes back, in words.
    pub fn next_undo(&self) -> Option<&str> {
        self.undo.next_undo()
    }

    /// What the next redo does again, in words.
    pub fn next_redo(&self) -> Option<&str> {
        self.undo.next_redo()
    }

    /// Whether there is a place behind.
    pub fn can_go_back(&self) -> bool {
        self.history.can_go_back()
    }

    /// Whether there is a place ahead.
    pub fn can_go_forward(&self) -> bool {
        self.history.can_go_forward()
    }

    /// What the window has to do: clipboard, focus, leaving.
    pub fn take_effects(&mut self) -> Vec<Effect> {
        std::mem::take(&mut self.effects)
    }
}
