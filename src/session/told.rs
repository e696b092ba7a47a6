//! Where the aligned reader of Compare stands: at a sentence, moved from passage to passage.

use super::{Action, Session};
use crate::analysis::SideBySide;
use crate::framing::Place;
use crate::framing::passages::Row;

/// Where the aligned reader stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Told {
    /// The sentence; `None` until one was gone to.
    pub place: Option<Place>,
    /// How often the reader was sent somewhere: when it changes, the sentence is brought to the eye.
    pub moves: u64,
}

impl Session {
    /// Where the aligned reader stands.
    pub fn told_at(&self) -> Told {
        self.told
    }

    /// Brings a sentence to the eye, or none.
    pub(super) fn show_told(&mut self, place: Option<Place>) {
        self.told = Told { place, moves: self.told.moves + 1 };
    }

    /// Whether there is something to go to; if not, why.
    pub(super) fn can_step_told(&self, action: Action) -> Result<(), &'static str> {
        let side = self.results.tellings().and_then(|tellings| tellings.side_by_side.as_ref());
        let side = side.ok_or("Sentences are not held against each other here")?;
        let is_told_alone = |at: usize| side.layers.is_only_here(at);
        match action {
            Action::NextPassage | Action::PreviousPassage if side.alignment.passages.is_empty() => {
                Err("No passage is told twice")
            }
            Action::NextPassage | Action::PreviousPassage => Ok(()),
            _ if (0..side.alignment.sentences.len()).any(is_told_alone) => Ok(()),
            _ => Err("Nothing is told by one alone"),
        }
    }

    /// To the next or previous passage, or to what only one outlet tells; round at the ends.
    pub(super) fn step_told(&mut self, action: Action) {
        let Some(side) = self.results.tellings().and_then(|tellings| tellings.side_by_side.as_ref()) else {
            return;
        };
        let here = self.told.place.and_then(|place| sentence_at(side, place));
        let to = match action {
            Action::NextPassage => step_passage(side, here, false),
            Action::PreviousPassage => step_passage(side, here, true),
            Action::NextOnlyHere => step_only_here(side, here, false),
            _ => step_only_here(side, here, true),
        };
        let place = to.and_then(|to| side.alignment.sentences.get(to)).map(|told| told.sentence.place);
        if place.is_some() {
            self.show_told(place);
        }
    }
}

/// The number of the sentence that a place touches, in the alignment.
pub fn sentence_at(side: &SideBySide, place: Place) -> Option<usize> {
    side.alignment.sentences.iter().position(|told| {
        let at = told.sentence.place;
        at.article == place.article && at.span.from < place.span.to && place.span.from < at.span.to
    })
}

/// The row in which a sentence stands.
fn row_of(rows: &[Row], sentence: usize) -> Option<usize> {
    rows.iter().position(|row| row.cells.iter().any(|cell| cell.contains(&sentence)))
}

/// A sentence of the next row that is a passage, in the same column if it tells it.
fn step_passage(side: &SideBySide, here: Option<usize>, back: bool) -> Option<usize> {
    let rows = &side.rows;
    let column = here.and_then(|here| side.alignment.sentences.get(here)).map(|told| told.column);
    let at = here.and_then(|here| row_of(rows, here));
    let is_passage = |row: &usize| rows.get(*row).is_some_and(|row| row.passage.is_some());
    let next = match (at, back) {
        (Some(at), false) => (at + 1..rows.len()).chain(0..=at).find(is_passage),
        (Some(at), true) => (0..at).rev().chain((at..rows.len()).rev()).find(is_passage),
        (None, false) => (0..rows.len()).find(is_passage),
        (None, true) => (0..rows.len()).rev().find(is_passage),
    };
    let row = rows.get(next?)?;
    let own = column.and_then(|column| row.cells.get(column)).and_then(|cell| cell.first());
    own.or_else(|| row.cells.iter().find_map(|cell| cell.first())).copied()
}

/// The next sentence that nobody else tells: down the rows, and in a row from left to right.
fn step_only_here(side: &SideBySide, here: Option<usize>, back: bool) -> Option<usize> {
    let all = || side.rows.iter().flat_map(|row| row.cells.iter().flatten().copied());
    let is_own = |at: &usize| side.layers.is_only_here(*at);
    let here = here.and_then(|here| all().position(|at| at == here));
    match (here, back) {
        (Some(here), false) => all().skip(here + 1).chain(all()).find(is_own),
        (Some(here), true) => all().take(here).filter(is_own).last().or_else(|| all().rfind(is_own)),
        (None, false) => all().find(is_own),
        (None, true) => all().rfind(is_own),
    }
}
