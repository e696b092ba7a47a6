//! The one thread that reads and writes project files and settings, in the order in which it is asked.
//!
//! States of the work are put into a mailbox that holds the newest; the thread writes it when things have been
//! quiet for a moment, and at the latest a second after the first change. Nothing here waits for a frame: a
//! window that is hidden keeps its work too.

use std::collections::VecDeque;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};
use std::sync::mpsc::{Receiver, Sender, channel};
use std::sync::{Arc, Condvar, Mutex, MutexGuard, PoisonError};
use std::thread::Builder;
use std::time::{Duration, Instant};

use super::state::{Restored, State};
use crate::problem::{Cause, Problem};
use crate::project::file::Unreadable;
use crate::project::settings::Settings;
use crate::project::{Opened, Writer, paths, set_aside, working_file};
use crate::session::Wake;

/// So long things have to be quiet before the work is written.
const QUIET: Duration = Duration::from_millis(300);
/// So long a change waits at most.
const LONGEST: Duration = Duration::from_millis(900);

/// What the thread is asked.
#[derive(Debug)]
pub enum Request {
    /// Bring back the work on these folders, kept in this folder.
    Recall {
        /// The program's folder for work.
        projects: PathBuf,
        /// The folders.
        roots: Vec<PathBuf>,
    },
    /// Read a project file; the folders beside it are to be added.
    Read {
        /// The project file.
        path: PathBuf,
        /// Folders to be added.
        more: Vec<PathBuf>,
    },
    /// Write the state into a file that the user names.
    SaveAs {
        /// The state; its target is the file.
        state: Box<State>,
        /// Whether a file that is there may be replaced.
        may_replace: bool,
        /// The file in which the work was kept before.
        before: Option<PathBuf>,
        /// The working file that leads to the new one from now on.
        working: Option<PathBuf>,
    },
    /// Keep the settings.
    Settings(Box<Settings>, PathBuf),
}

/// What it answers.
#[derive(Debug)]
pub enum Answer {
    /// The work on folders, if there is some.
    Recalled {
        /// The folders that were asked about.
        roots: Vec<PathBuf>,
        /// The file it is kept in, whether that is the user's own project, and the work.
        found: Option<(PathBuf, bool, Box<Restored>)>,
        /// What gave trouble.
        problem: Option<Problem>,
    },
    /// A project was read.
    Read {
        /// The project file.
        path: PathBuf,
        /// Folders to be added.
        more: Vec<PathBuf>,
        /// The work.
        read: Result<Box<Restored>, Problem>,
        /// Where it could not be read: the version before it, if that can be.
        before: Option<Box<Restored>>,
    },
    /// The state was saved where the user said.
    Saved {
        /// The file.
        path: PathBuf,
        /// The number of the state.
        order: u64,
        /// How it went.
        saved: Result<(), Problem>,
    },
    /// A state was kept.
    Kept {
        /// Its number.
        order: u64,
        /// How it went.
        kept: Result<(), Problem>,
    },
    /// A fault of the program.
    Fault,
}

/// Reads and writes on a thread of its own, or, for tests, at once.
pub struct Keeper {
    mailbox: Arc<Mailbox>,
    answers: Receiver<Answer>,
    inline: Option<Desk>,
}

#[derive(Default)]
struct Mailbox {
    waits: Mutex<Waits>,
    changed: Condvar,
}

#[derive(Default)]
struct Waits {
    /// The newest state, with the times of the first and the last change it has.
    state: Option<(Box<State>, Instant, Instant)>,
    /// What is to be done before that state is looked at.
    queue: VecDeque<Work>,
    is_working: bool,
    is_hurried: bool,
    is_closed: bool,
}

/// What the thread works with.
struct Desk {
    writer: Writer,
    /// Work that was saved elsewhere: its file before, and its file now. The session may still hand over states
    /// for the one before until it has heard of it.
    moved: Option<(PathBuf, PathBuf)>,
    answers: Sender<Answer>,
    wake: Wake,
}

enum Work {
    Keep(Box<State>),
    Do(Request),
}

impl Keeper {
    /// A keeper on a thread; `own` is the program's folder for work.
    pub fn new(own: Option<PathBuf>, wake: Wake) -> Self {
        let mut keeper = Self::inline(own, wake);
        if let Some(desk) = keeper.inline.take() {
            let mailbox = Arc::clone(&keeper.mailbox);
            let thread = Builder::new().name("parallax-keep".to_owned()).spawn(move || serve(&mailbox, desk));
            if let Err(error) = thread {
                log::error!("no thread to keep the work: {error}");
            }
        }
        keeper
    }

    /// A keeper that does at once what it is asked.
    pub fn inline(own: Option<PathBuf>, wake: Wake) -> Self {
        let (answers, inbox) = channel();
        let desk = Desk { writer: Writer::new(own), moved: None, answers, wake };
        Self { mailbox: Arc::default(), answers: inbox, inline: Some(desk) }
    }

    /// Keeps a state soon; the one that waits gives way to it.
    pub fn keep(&mut self, state: State) {
        if let Some(desk) = &mut self.inline {
            desk.work(Work::Keep(Box::new(state)));
            return;
        }
        let now = Instant::now();
        let mut waits = self.mailbox.lock();
        let first = waits.state.as_ref().map_or(now, |(_, first, _)| *first);
        waits.state = Some((Box::new(state), first, now));
        self.mailbox.changed.notify_all();
    }

    /// Asks for something; a state that waits is written before it.
    pub fn ask(&mut self, request: Request) {
        if let Some(desk) = &mut self.inline {
            desk.work(Work::Do(request));
            return;
        }
        let mut waits = self.mailbox.lock();
        if let Some((state, ..)) = waits.state.take() {
            waits.queue.push_back(Work::Keep(state));
        }
        waits.queue.push_back(Work::Do(request));
        drop(waits);
        self.mailbox.changed.notify_all();
    }

    /// The next answer, if one waits.
    pub fn answer(&self) -> Option<Answer> {
        self.answers.try_recv().ok()
    }

    /// Writes all that waits and waits for it, but no longer than `limit`; says whether all is written.
    pub fn finish(&self, limit: Duration) -> bool {
        if self.inline.is_some() {
            return true;
        }
        let mut waits = self.mailbox.lock();
        waits.is_hurried = true;
        self.mailbox.changed.notify_all();
        let is_busy =
            |waits: &mut Waits| waits.is_working || waits.state.is_some() || !waits.queue.is_empty();
        let waited = self.mailbox.changed.wait_timeout_while(waits, limit, is_busy);
        let (mut waits, timeout) = waited.unwrap_or_else(PoisonError::into_inner);
        waits.is_hurried = false;
        !timeout.timed_out()
    }
}

impl Drop for Keeper {
    /// The thread writes what waits and ends by itself.
    fn drop(&mut self) {
        self.mailbox.lock().is_closed = true;
        self.mailbox.changed.notify_all();
    }
}

impl Mailbox {
    fn lock(&self) -> MutexGuard<'_, Waits> {
        self.waits.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Waits for the next thing to do; `None` when there will be none.
    fn next(&self) -> Option<Work> {
        let mut waits = self.lock();
        waits.is_working = false;
        loop {
            if let Some(work) = waits.queue.pop_front() {
                waits.is_working = true;
                return Some(work);
            }
            let is_hurried = waits.is_hurried || waits.is_closed;
            let due = waits.state.as_ref().map(|(_, first, last)| (*last + QUIET).min(*first + LONGEST));
            let now = Instant::now();
            if due.is_some_and(|due| is_hurried || due <= now) {
                waits.is_working = true;
                return waits.state.take().map(|(state, ..)| Work::Keep(state));
            }
            if waits.is_closed {
                return None;
            }
            self.changed.notify_all();
            waits = match due {
                Some(due) => {
                    let waited = self.changed.wait_timeout(waits, due - now);
                    waited.unwrap_or_else(PoisonError::into_inner).0
                }
                None => self.changed.wait(waits).unwrap_or_else(PoisonError::into_inner),
            };
        }
    }
}

fn serve(mailbox: &Mailbox, mut desk: Desk) {
    while let Some(work) = mailbox.next() {
        desk.work(work);
    }
}

impl Desk {
    /// Does one thing; a fault in it costs nothing else.
    fn work(&mut self, work: Work) {
        let done = catch_unwind(AssertUnwindSafe(|| self.done(work)));
        if let Some(answer) = done.unwrap_or(Some(Answer::Fault)) {
            self.answers.send(answer).ok();
            (self.wake)();
        }
    }

    fn done(&mut self, work: Work) -> Option<Answer> {
        Some(match work {
            Work::Keep(mut state) => {
                if let Some((before, now)) = &self.moved
                    && state.target == *before
                {
                    state.target.clone_from(now);
                }
                let kept = self.writer.keep(&state.target, &state.file(), state.order);
                Answer::Kept { order: state.order, kept }
            }
            Work::Do(Request::Recall { projects, roots }) => {
                self.moved = None;
                self.recall(&projects, roots)
            }
            Work::Do(Request::Read { path, more }) => {
                self.moved = None;
                let (read, before) = match self.read(&path) {
                    Ok(work) => (Ok(work), None),
                    Err((problem, before)) => (Err(problem), before),
                };
                Answer::Read { path, more, read, before }
            }
            Work::Do(Request::SaveAs { state, may_replace, before, working }) => {
                let mut file = state.file();
                let (path, order) = (state.target.clone(), state.order);
                let saved = self.writer.save_as(&path, &file, order, may_replace);
                if saved.is_ok() {
                    self.moved = before.map(|before| (before, path.clone()));
                }
                if let Some(working) = working.filter(|_| saved.is_ok()) {
                    // From now on the folders lead to the project.
                    file.continued_in = Some(paths::to_text(&path));
                    if let Err(problem) = self.writer.save_as(&working, &file, order, true) {
                        log::warn!("{problem}");
                    }
                }
                Answer::Saved { path, order, saved }
            }
            Work::Do(Request::Settings(settings, path)) => {
                if let Err(error) = settings.save(&path) {
                    log::warn!("settings not kept: {error}");
                }
                return None;
            }
        })
    }

    fn read(&mut self, path: &Path) -> Result<Box<Restored>, (Problem, Option<Box<Restored>>)> {
        let restored = |opened: Opened| Restored::of(opened).map(Box::new);
        match self.writer.read(path) {
            Ok(opened) => restored(opened).map_err(|why| (refused(&why, path), None)),
            Err(refused) => Err((refused.problem, refused.before.and_then(|before| restored(*before).ok()))),
        }
    }

    /// The work on folders: as it was kept, or as it went on in a project of the user's.
    fn recall(&mut self, projects: &Path, roots: Vec<PathBuf>) -> Answer {
        let path = working_file(projects, &roots);
        if !path.exists() {
            return Answer::Recalled { roots, found: None, problem: None };
        }
        let (work, mut problem) = match self.read(&path) {
            Ok(work) => (Some(work), None),
            Err((mut problem, before)) => {
                let aside = set_aside(&path).unwrap_or_else(|_| path.clone());
                "Your earlier work on this folder could not be read and was put aside"
                    .clone_into(&mut problem.text);
                (before, Some(problem.at(aside.display().to_string())))
            }
        };
        if let Some(project) =
            work.as_ref().and_then(|work| work.continued_in.as_deref()).map(paths::from_text)
        {
            match self.read(&project) {
                Ok(work) => return Answer::Recalled { roots, found: Some((project, true, work)), problem },
                Err((mut why, _)) => {
                    why.text = format!(
                        "{}. Your work on this folder is back as it was when you saved it there",
                        why.text
                    );
                    problem = Some(why);
                }
            }
        }
        Answer::Recalled { roots, found: work.map(|work| (path, false, work)), problem }
    }
}

fn refused(why: &Unreadable, path: &Path) -> Problem {
    Problem::new(Cause::Unreadable, format!("{why}. The file is left as it is"))
        .at(path.display().to_string())
}
