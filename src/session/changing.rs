//! Changes of the workbench that can be undone, and the place that follows them.

use super::workbench::Typed;
use super::{Lens, Session, Workbench};

impl Session {
    /// Whether the lines of a series of the list were picked.
    pub(super) fn is_pick_a_series(&self) -> bool {
        let picked = self.place().pick.query.as_ref();
        picked.is_some_and(|query| self.bench.series.iter().any(|series| series.query == *query))
    }

    /// A pick whose series is gone shows the first series again.
    pub(super) fn forget_lost_pick(&mut self) {
        // A word that was picked in a figure stays while its lines are looked at.
        let is_frequency_of_series = self.place().lens.follows_series() && self.place().lens != Lens::Lines;
        let known = match &self.place().pick.query {
            Some(query) => self.bench.series.iter().any(|series| series.query == *query),
            None => true,
        };
        if is_frequency_of_series && !known {
            self.history.adjust(|place| place.pick = super::Pick::default());
        }
    }

    /// Makes a change of the workbench that can be undone; a change that changes nothing is no step.
    pub(super) fn change(&mut self, change: impl FnOnce(&mut Workbench)) {
        let before = self.bench.clone();
        change(&mut self.bench);
        if self.bench != before {
            self.changes += 1;
            let words = super::steps::in_words(&before, &self.bench);
            self.undo.remember(before, words);
        }
    }

    /// The same for what is typed letter by letter: letters of one text are one step.
    pub(super) fn change_by_typing(&mut self, typed: Typed, change: impl FnOnce(&mut Workbench)) {
        let before = self.bench.clone();
        change(&mut self.bench);
        if self.bench != before {
            self.changes += 1;
            let words = super::steps::in_words(&before, &self.bench);
            self.undo.remember_typed(before, words, typed);
        }
    }
}
