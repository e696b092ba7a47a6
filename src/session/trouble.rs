//! What goes into the log, and what is done when something fails.

use std::path::{Path, PathBuf};

use super::jobs::JobKind;
use super::{Said, Session, Weight};
use crate::problem::{Cause, Problem};

impl Session {
    /// Writes a line into the log, where one is kept.
    pub(super) fn log(&self, line: impl FnOnce() -> String) {
        if let Some(journal) = &self.journal {
            journal.say(&line());
        }
    }

    /// Problems the user was told of stand in the log too.
    pub(super) fn log_problems(&mut self) {
        let Some(journal) = &self.journal else { return };
        let before = self.logged;
        for notice in self.notices.all().iter().filter(|notice| notice.id > before) {
            if notice.weight == Weight::Problem {
                journal.say(&format!("problem: {}", notice.full_text()));
            }
            self.logged = notice.id;
        }
    }

    /// A job ended by a fault: its slot says so, and the user is told.
    pub(super) fn hear_fault(&mut self, kind: JobKind, words: &str) {
        let text = format!("“{}” stopped by a fault in Parallax: {words}", kind.title());
        let mut problem = Problem::new(Cause::Internal, text);
        match kind {
            JobKind::Analyse(role) => {
                let slot = self.results.slot_mut(role);
                if let Some(key) = slot.key().cloned() {
                    slot.fail(&key, problem.clone());
                }
            }
            JobKind::Read => self.library.is_reading = false,
            JobKind::Relate => self.fail_relating(problem.clone()),
            JobKind::KeepUp => self.stop_keeping_up(),
            JobKind::Correct
            | JobKind::Dialog
            | JobKind::Save(_)
            | JobKind::Report
            | JobKind::Complete
            | JobKind::Label
            | JobKind::Look
            | JobKind::Name(_)
            | JobKind::Show => {}
            JobKind::Glance => self.fail_glance(problem.clone()),
            JobKind::Import(page) => self.importing.fail(page, problem.clone()),
            JobKind::Facts => self.importing.fail_match(problem.clone()),
            JobKind::Desk(work) => self.desk.fail(work, &problem),
        }
        if let Some(report) = self.journal.as_ref().and_then(super::Journal::last_report) {
            problem = problem.at(format!("A report is at {}", report.display()));
        }
        self.notices.problem(&problem);
    }

    /// Shows a folder in the system's own program for folders.
    pub(super) fn show_folder(&mut self, folder: PathBuf) {
        let kind = self.next_save();
        self.jobs.start(kind, move |_, speaker| {
            if let Err(why) = open_outside(&folder) {
                let text = format!("{} Open the folder by its path", super::importing::why_not_shown(&why));
                let problem = Problem::new(Cause::Unreadable, text).at(folder.display().to_string());
                speaker.say(Said::NotShown(problem));
            }
        });
    }
}

/// Starts the system's own program for a path, and does not wait for the user to leave it.
pub(super) fn open_outside(path: &Path) -> std::io::Result<()> {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let quiet = std::process::Stdio::null;
    let mut child = std::process::Command::new(program)
        .arg(path)
        .stdin(quiet())
        .stdout(quiet())
        .stderr(quiet())
        .spawn()?;
    // These programs hand over and leave; explorer leaves with 1 when all went well.
    let status = child.wait()?;
    if status.success() || cfg!(windows) { Ok(()) } else { Err(std::io::Error::other(status.to_string())) }
}

/// Shows a file where it lies, in the system's own program for folders: marked there where the system can do that.
pub(super) fn reveal(path: &Path) -> std::io::Result<()> {
    if path.is_dir() {
        return open_outside(path);
    }
    let quiet = std::process::Stdio::null;
    let mut command = if cfg!(target_os = "macos") {
        let mut command = std::process::Command::new("open");
        command.arg("-R").arg(path);
        command
    } else if cfg!(windows) {
        let mut marked = std::ffi::OsString::from("/select,");
        marked.push(path);
        let mut command = std::process::Command::new("explorer");
        command.arg(marked);
        command
    } else {
        return open_outside(path.parent().unwrap_or(path));
    };
    let status = command.stdin(quiet()).stdout(quiet()).stderr(quiet()).spawn()?.wait()?;
    if status.success() || cfg!(windows) { Ok(()) } else { Err(std::io::Error::other(status.to_string())) }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::session::{Action, Command, NoDialogs, Places};

    #[test]
    fn a_look_for_stories_that_ends_by_a_fault_is_over() {
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        session.apply(Command::Open(vec![sample]));
        while !session.is_relating() {
            session.take_in();
        }
        session.jobs.cancel(JobKind::Relate);
        session.hear_fault(JobKind::Relate, "out of ink");
        session.take_in();
        assert!(!session.is_relating());
        assert!(session.stories_problem().is_some_and(|problem| problem.text.contains("out of ink")));
        session.apply(Command::Do(Action::TryAgain));
        for _ in 0..9 {
            session.take_in();
        }
        assert!(session.stories().is_some() && session.stories_problem().is_none());
    }

    #[test]
    fn keeping_up_that_ended_by_a_fault_is_said_to_have() {
        let mut session = Session::inline(Places::default(), Box::new(NoDialogs));
        let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("assets/sample");
        session.apply(Command::Open(vec![sample]));
        for _ in 0..9 {
            session.take_in();
        }
        assert!(Action::LookForChanges.available(&session).is_ok());
        session.hear_fault(JobKind::KeepUp, "out of ink");
        let why = Action::LookForChanges.available(&session).expect_err("nothing to hold it against");
        assert_eq!(why, "Keeping up stopped by a fault: read again first");
        session.apply(Command::Do(Action::ReadAgain));
        for _ in 0..9 {
            session.take_in();
        }
        assert!(Action::LookForChanges.available(&session).is_ok());
    }
}
