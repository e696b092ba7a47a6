//! What the program has to say to the person at the screen.

use jiff::Zoned;
use jiff::civil::DateTime;

use super::Action;
use crate::problem::Problem;

/// How much a notice matters.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Weight {
    /// Good to know; goes away by itself.
    Note,
    /// Something did not work; stays until it is closed.
    Problem,
}

/// One notice.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Notice {
    /// Number in the order of saying.
    pub id: u64,
    /// How much it matters.
    pub weight: Weight,
    /// The sentence.
    pub text: String,
    /// More words, folded away at first; often the path.
    pub details: Option<String>,
    /// What can be done about it at once.
    pub action: Option<Action>,
    /// When it was said, by the clock on the wall.
    pub at: DateTime,
    /// Whether it still floats over the window.
    pub is_open: bool,
}

impl Notice {
    /// All its words, for the clipboard.
    pub fn full_text(&self) -> String {
        match &self.details {
            Some(details) => format!("{}\n{details}", self.text),
            None => self.text.clone(),
        }
    }

    /// The hour and minute it was said.
    pub fn time_of_day(&self) -> String {
        self.at.strftime("%H:%M").to_string()
    }
}

/// All notices of this run, newest last.
#[derive(Debug, Default)]
pub struct Notices {
    list: Vec<Notice>,
    said: u64,
}

/// So many notices are kept for the list; older ones are dropped.
const KEPT: usize = 500;

impl Notices {
    /// Says something that is good to know.
    pub fn note(&mut self, text: impl Into<String>) {
        self.push(Weight::Note, text.into(), None, None);
    }

    /// Says something that is good to know, and offers something to do about it.
    pub fn offer(&mut self, text: impl Into<String>, action: Action) {
        self.push(Weight::Note, text.into(), None, Some(action));
    }

    /// Says that something did not work.
    pub fn problem(&mut self, problem: &Problem) {
        self.push(Weight::Problem, problem.text.clone(), problem.path.clone(), None);
    }

    /// Says that something did not work, and offers a way out.
    pub fn problem_with(&mut self, problem: &Problem, action: Action) {
        self.push(Weight::Problem, problem.text.clone(), problem.path.clone(), Some(action));
    }

    fn push(&mut self, weight: Weight, text: String, details: Option<String>, action: Option<Action>) {
        self.said += 1;
        let at = Zoned::now().datetime();
        if self.list.len() == KEPT {
            self.list.remove(0);
        }
        self.list.push(Notice { id: self.said, weight, text, details, action, at, is_open: true });
    }

    /// Closes the floating notice `id`; it stays in the list.
    pub fn close(&mut self, id: u64) {
        if let Some(notice) = self.list.iter_mut().find(|notice| notice.id == id) {
            notice.is_open = false;
        }
    }

    /// Closes what offers to do this: it was done, from wherever. What offers to undo goes with its own step.
    pub fn taken_up(&mut self, action: Action) {
        let offers = |notice: &&mut Notice| notice.action == Some(action) && action != Action::Undo;
        self.list.iter_mut().filter(offers).for_each(|notice| notice.is_open = false);
    }

    /// Every notice, oldest first.
    pub fn all(&self) -> &[Notice] {
        &self.list
    }

    /// Those that still float.
    pub fn open(&self) -> impl Iterator<Item = &Notice> {
        self.list.iter().filter(|notice| notice.is_open)
    }
}
