//! Opening: folders with the work kept on them, projects, folders that have moved.

use std::path::{Path, PathBuf};

use jiff::tz::TimeZone;
use jiff::{Timestamp, Zoned};

use super::keeper::Request;
use super::{Held, Moved, Restored};
use crate::figure::format;
use crate::problem::Problem;
use crate::project::paths;
use crate::project::settings::Recent;
use crate::project::{is_project, working_file};
use crate::session::{Action, Answer, Ask, Command, JobKind, Overlay, PathPurpose, Session, Workbench};

impl Session {
    /// Opens folders and files, or the project among them; what was open before is closed.
    pub(in crate::session) fn open(&mut self, paths: Vec<PathBuf>) {
        // A recent folder has to be found again from anywhere.
        let mut paths: Vec<PathBuf> =
            paths.into_iter().map(|path| std::path::absolute(&path).unwrap_or(path)).collect();
        self.take_pictures(&mut paths);
        if let Some(at) = paths.iter().position(|path| is_project(path)) {
            let path = paths.remove(at);
            paths.retain(|path| !is_project(path));
            self.keep_work();
            self.keeping.waiting = Some(Vec::new());
            self.keeping.keeper.ask(Request::Read { path, more: paths });
        } else if !paths.is_empty() {
            self.close();
            self.keeping.begin(paths.clone());
            self.library.open(paths.clone());
            match self.keeping.projects.clone() {
                Some(projects) => {
                    self.keeping.waiting = Some(Vec::new());
                    self.keeping.keeper.ask(Request::Recall { projects, roots: paths });
                }
                None => self.enter_afresh(),
            }
        }
    }

    /// Puts a command off while the work it would change is being looked for; gives it back otherwise.
    pub(in crate::session) fn put_off(&mut self, command: Command) -> Option<Command> {
        let Some(waiting) = &mut self.keeping.waiting else { return Some(command) };
        let is_of_window = matches!(
            &command,
            Command::Open(_)
                | Command::CompletePath(_)
                | Command::SubmitPath(_)
                | Command::CloseNotice(_)
                | Command::CopyText(_)
                | Command::ForgetRecent(_)
                | Command::SetSettings(_)
                | Command::NoteWindow { .. }
                | Command::NotePane(..)
                | Command::Do(Action::Quit | Action::CloseOverlay | Action::StopReading)
        );
        if is_of_window {
            return Some(command);
        }
        waiting.push(command);
        None
    }

    /// Leaves what is open: its last changes are handed over, and nothing of it stays on the screen.
    fn close(&mut self) {
        self.keep_work();
        self.jobs.cancel(JobKind::Label);
        self.let_go();
        self.history.clear();
        self.undo.clear();
    }

    /// What the keeper found of the work on folders.
    pub(super) fn recalled(
        &mut self,
        roots: &[PathBuf],
        found: Option<(PathBuf, bool, Box<Restored>)>,
        problem: Option<Problem>,
    ) {
        if self.keeping.base != roots {
            return;
        }
        let Some(waiting) = self.keeping.waiting.take() else { return };
        if let Some(problem) = problem {
            self.notices.problem(&problem);
        }
        match found {
            Some((project, true, work)) => {
                let name = project.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.notices.note(format!(
                    "Your work on this folder went on in the project “{name}”, which is open now"
                ));
                self.enter(Some(project), *work, Vec::new());
                self.keeping.base = roots.to_vec();
            }
            Some((_, false, mut work)) => {
                let told = self.told_back(&work);
                // A folder that was taken out, and is opened by itself again, is meant.
                if !roots.iter().any(|root| work.roots.contains(root)) {
                    work.roots.extend(roots.iter().cloned());
                }
                work.missing.retain(|root| !roots.contains(&paths::from_text(&root.absolute)));
                let base = roots.to_vec();
                self.enter(None, *work, Vec::new());
                self.keeping.base = base;
                self.keeping.target = self.working();
                if let Some(told) = told {
                    self.notices.offer(told, Action::StartAfresh);
                }
            }
            None => {
                self.enter_afresh();
                self.keeping.target =
                    self.keeping.projects.as_ref().map(|projects| working_file(projects, roots));
            }
        }
        for command in waiting {
            self.apply(command);
        }
    }

    /// Begins with folders on which there is no work yet.
    fn enter_afresh(&mut self) {
        self.bench = std::mem::take(&mut self.bench).of_other_articles();
        let roots = self.library.roots.clone();
        self.read(roots, Held::default());
        self.note_recent();
        self.follow_recipe();
    }

    /// What the keeper read of a project.
    pub(super) fn project_read(
        &mut self,
        path: PathBuf,
        more: Vec<PathBuf>,
        read: Result<Box<Restored>, Problem>,
        before: Option<Box<Restored>>,
    ) {
        let waiting = self.keeping.waiting.take().unwrap_or_default();
        match (read, before) {
            (Ok(mut work), _) => {
                work.roots.extend(more);
                self.uncover(Overlay::Path);
                self.keeping.moved = Some(Moved { path, work, waiting });
                self.go_on_moving();
                return;
            }
            (Err(problem), Some(work)) => {
                self.notices.problem(&problem);
                self.close();
                self.enter(None, *work, more);
                // A name of its own: the work on the same folders, if there is some, stays what it is.
                let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
                self.keeping.target = self.keeping.projects.as_ref().map(|projects| {
                    projects.join(format!(
                        "{stem}-{}.{}",
                        Timestamp::now().as_second(),
                        crate::project::file::ENDING
                    ))
                });
                let text = "This is the version before it. Save project as… keeps it in a file of yours";
                self.notices.offer(text, Action::SaveProjectAs);
            }
            (Err(problem), None) => self.notices.problem(&problem),
        }
        for command in waiting {
            self.apply(command);
        }
    }

    /// Asks for the next folder that is gone, or opens the project when there is none left.
    fn go_on_moving(&mut self) {
        let Some(moved) = &self.keeping.moved else { return };
        if moved.wanted().is_some() {
            self.cover(Overlay::Moved);
            return;
        }
        self.uncover(Overlay::Moved);
        if let Some(Moved { path, work, waiting }) = self.keeping.moved.take() {
            self.close();
            self.enter(Some(path), *work, Vec::new());
            for command in waiting {
                self.apply(command);
            }
        }
    }

    /// The folder that is looked for is here now, or the project goes on without it.
    pub(in crate::session) fn answer_where(&mut self, place: Option<PathBuf>) {
        let Some(moved) = &mut self.keeping.moved else { return };
        if moved.work.missing.is_empty() {
            return;
        }
        let mut root = moved.work.missing.remove(0);
        if let Some(place) = place {
            moved.work.roots.push(std::path::absolute(&place).unwrap_or(place));
        } else {
            root.is_left_out = true;
            moved.work.left_out.push(root);
        }
        self.go_on_moving();
    }

    /// Closes what lies over the window. The question where a folder is comes back from below the path field;
    /// closing it leaves the project unopened.
    pub(in crate::session) fn close_overlay(&mut self) {
        let is_asked = self.wanted_folder().is_some();
        let is_below = self.overlay() == Overlay::Path && is_asked;
        if is_below {
            self.cover(Overlay::Moved);
        } else {
            self.keeping.moved = None;
            self.overlays.pop();
        }
    }

    /// Asks by dialog where the folder is now.
    pub(in crate::session) fn ask_where(&mut self) {
        if self.wanted_folder().is_some() {
            self.ask_to_open(&Ask::Moved);
        }
    }

    /// A dialog's answer about projects and their folders.
    pub(in crate::session) fn hear_project_answer(&mut self, ask: Ask, answer: Answer) {
        let start = || {
            let root = self.library.roots.first().and_then(|root| root.parent());
            root.map_or_else(super::super::read::home, super::super::read::with_slash)
        };
        match (ask, answer) {
            (Ask::Project, Answer::Paths(paths)) => self.open(paths),
            (Ask::AddFolders, Answer::Paths(paths)) => self.add_roots(paths),
            (Ask::Moved, Answer::Paths(paths)) => self.answer_where(paths.into_iter().next()),
            (Ask::SaveProject { .. }, Answer::Paths(paths)) => {
                if let Some(path) = paths.into_iter().next() {
                    self.save_project_to(path, true);
                }
            }
            (Ask::Project, Answer::NoDialog) => self.prompt_for_path(PathPurpose::Open, start()),
            (Ask::AddFolders, Answer::NoDialog) => self.prompt_for_path(PathPurpose::Add, start()),
            (Ask::Moved, Answer::NoDialog) => {
                let near =
                    self.wanted_folder().and_then(|was| was.parent().map(super::super::read::with_slash));
                self.prompt_for_path(PathPurpose::Moved, near.unwrap_or_else(super::super::read::home));
            }
            (Ask::SaveProject { name }, Answer::NoDialog) => self.prompt_to_save_project(&name),
            _ => {}
        }
    }

    /// The work of a project or a working file becomes that of the session.
    fn enter(&mut self, project: Option<PathBuf>, work: Restored, more: Vec<PathBuf>) {
        let Restored {
            bench,
            inks,
            place,
            reader_mode,
            reader_layers,
            held,
            extra,
            saved: _,
            mut roots,
            missing,
            left_out,
            continued_in: _,
        } = work;
        roots.extend(more);
        let mut known = std::collections::BTreeSet::new();
        roots.retain(|root| known.insert(root.clone()));
        let base = if project.is_some() { Vec::new() } else { self.keeping.base.clone() };
        self.keeping.begin(base);
        self.keeping.extra = extra;
        self.keeping.gone = left_out;
        self.keeping.gone.extend(missing);
        if self.keeping.projects.is_some() {
            self.keeping.target.clone_from(&project);
        }
        self.keeping.project = project;
        self.bench = bench;
        self.history.adjust(|here| *here = place);
        self.reader_mode = reader_mode;
        self.reader_layers = reader_layers;
        self.changes += 1;
        if !self.keeping.gone.is_empty() {
            let count = self.keeping.gone.len() as u64;
            let text = format::counted(
                count,
                "folder or file of this project is",
                "folders or files of this project are",
            );
            self.notices.note(format!("{text} not there: {}", names(self.gone_roots())));
        }
        self.library.open(roots.clone());
        self.library.inks = inks;
        if roots.is_empty() {
            self.library.is_reading = false;
            self.keeping.hold(held);
            return;
        }
        self.read(roots, held);
        self.note_recent();
        self.follow_recipe();
    }

    /// Adds folders and files to what is open.
    pub(in crate::session) fn add_roots(&mut self, mut paths: Vec<PathBuf>) {
        self.take_pictures(&mut paths);
        let mut roots = self.library.roots.clone();
        for path in paths {
            let path = std::path::absolute(&path).unwrap_or(path);
            if !is_project(&path) && !roots.contains(&path) {
                roots.push(path);
            }
        }
        self.overlays.clear();
        self.read_others(roots);
    }

    /// Takes a folder or file out of what is open; a project keeps at least one.
    pub(in crate::session) fn take_out(&mut self, root: &Path) {
        let before = self.keeping.gone.len();
        self.keeping.gone.retain(|gone| paths::from_text(&gone.absolute) != root);
        if self.keeping.gone.len() < before {
            self.changes += 1;
            return;
        }
        let roots: Vec<PathBuf> = self.library.roots.iter().filter(|known| *known != root).cloned().collect();
        if !roots.is_empty() {
            self.read_others(roots);
        }
    }

    fn read_others(&mut self, roots: Vec<PathBuf>) {
        if roots != self.library.roots {
            let held = self.held_now();
            self.undo.clear();
            self.read_instead(roots, held);
        }
    }

    /// All that was laid out and put right is taken away; one step of undo brings it back.
    pub(in crate::session) fn start_afresh(&mut self) {
        if let Some(held) = &mut self.keeping.held {
            held.chosen = None;
        }
        self.change(|bench| *bench = Workbench::default());
        self.forget_lost_pick();
    }

    /// Notes what is open among the recent ones, with its numbers.
    pub(in crate::session) fn note_recent(&mut self) {
        let paths = match (&self.keeping.project, self.keeping.base.as_slice()) {
            (Some(project), _) => vec![project.clone()],
            (None, []) => self.library.roots.clone(),
            (None, base) => base.to_vec(),
        };
        let articles = self.library.corpus.as_ref().map_or(0, |corpus| corpus.article_count());
        let when = Timestamp::now().to_string();
        self.settings.opened(Recent { paths, when, articles, series: self.bench.series.len() as u32 });
        self.keep_settings();
    }

    /// Keeps the settings as they are now.
    pub(in crate::session) fn write_settings(&mut self) {
        if let Some(path) = self.places.settings.clone() {
            self.keeping.keeper.ask(Request::Settings(Box::new(self.settings.clone()), path));
        }
    }
}

/// The day of a moment as one says it: "today", "20 November", "20 November 2024".
pub fn from_day(moment: &str) -> Option<String> {
    let moment: Timestamp = moment.parse().ok()?;
    let zone = TimeZone::system();
    let (then, now): (Zoned, Zoned) = (moment.to_zoned(zone.clone()), Timestamp::now().to_zoned(zone));
    Some(match () {
        () if then.date() == now.date() => "today".to_owned(),
        () if then.year() == now.year() => then.strftime("%-d %B").to_string(),
        () => then.strftime("%-d %B %Y").to_string(),
    })
}

fn names(paths: impl Iterator<Item = PathBuf>) -> String {
    let names: Vec<String> = paths
        .map(|path| {
            path.file_name().map_or_else(|| path.display().to_string(), |n| n.to_string_lossy().into_owned())
        })
        .collect();
    names.join(", ")
}
