//! Something that went wrong, in words for the person at the screen.

use std::fmt;
use std::sync::{Arc, Mutex, PoisonError};

/// One problem: what happened, to what, and what to do about it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Problem {
    /// The group it belongs to in a report.
    pub cause: Cause,
    /// What happened and what to do, as a plain sentence without the path.
    pub text: String,
    /// The file or folder it happened to, as the user knows it.
    pub path: Option<String>,
}

/// Causes by which an import report groups its problems, worst first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Cause {
    /// The file could not be opened or read.
    Unreadable,
    /// The file was read, but no article was found in it.
    NoArticle,
    /// The encoding had to be guessed, or some bytes made no sense in it.
    Encoding,
    /// The file or folder was passed over on purpose.
    Skipped,
    /// Part of an article could not be decided.
    Undecided,
    /// A file could not be written.
    Unwritable,
    /// The user stopped it.
    Stopped,
    /// Something in the program itself failed.
    Internal,
}

impl Cause {
    /// The heading of this group in a report.
    pub fn heading(self) -> &'static str {
        match self {
            Self::Unreadable => "Could not be read",
            Self::NoArticle => "No article found",
            Self::Encoding => "Encoding in doubt",
            Self::Skipped => "Passed over",
            Self::Undecided => "Parts in doubt",
            Self::Unwritable => "Could not be written",
            Self::Stopped => "Stopped on request",
            Self::Internal => "Stopped by a fault in Parallax",
        }
    }
}

impl Problem {
    /// A problem of `cause`, described by `text`.
    pub fn new(cause: Cause, text: impl Into<String>) -> Self {
        Self { cause, text: text.into(), path: None }
    }

    /// The same problem, said of `path`.
    #[must_use]
    pub fn at(mut self, path: impl Into<String>) -> Self {
        self.path = Some(path.into());
        self
    }
}

impl fmt::Display for Problem {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.path {
            Some(path) => write!(f, "{}: {path}", self.text),
            None => f.write_str(&self.text),
        }
    }
}

/// Collects problems while work goes on; a bad file is reported here and costs itself alone.
#[derive(Debug, Clone, Default)]
pub struct Problems {
    list: Vec<Problem>,
    listener: Option<Listener>,
}

/// Hears of problems while they are reported, for somebody who does not wait for the end.
#[derive(Debug, Clone, Default)]
pub struct Listener(Arc<Mutex<Vec<Problem>>>);

impl Listener {
    /// What was reported since this was asked last, in order.
    pub fn take(&self) -> Vec<Problem> {
        std::mem::take(&mut *self.0.lock().unwrap_or_else(PoisonError::into_inner))
    }

    fn hear(&self, problems: &[Problem]) {
        self.0.lock().unwrap_or_else(PoisonError::into_inner).extend_from_slice(problems);
    }
}

impl Problems {
    /// An empty reporter.
    pub fn new() -> Self {
        Self::default()
    }

    /// An empty reporter whose problems `listener` hears of as they come.
    pub fn heard_by(listener: Listener) -> Self {
        Self { list: Vec::new(), listener: Some(listener) }
    }

    /// Reports one problem.
    pub fn report(&mut self, problem: Problem) {
        if let Some(listener) = &self.listener {
            listener.hear(std::slice::from_ref(&problem));
        }
        self.list.push(problem);
    }

    /// All problems reported, in the order of reporting.
    pub fn list(&self) -> &[Problem] {
        &self.list
    }

    /// Takes back the problems for which `keep` does not hold. Who listens has heard of them.
    pub fn retain(&mut self, keep: impl FnMut(&Problem) -> bool) {
        self.list.retain(keep);
    }

    /// Takes the problems of another reporter over.
    pub fn extend(&mut self, other: Problems) {
        if let Some(listener) = self.listener.as_ref().filter(|_| !other.list.is_empty()) {
            listener.hear(&other.list);
        }
        self.list.extend(other.list);
    }

    /// Whether nothing was reported.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// The problems as a list, sorted by cause, then path.
    pub fn into_sorted(mut self) -> Vec<Problem> {
        self.list.sort_by(|a, b| (a.cause, &a.path, &a.text).cmp(&(b.cause, &b.path, &b.text)));
        self.list
    }
}
