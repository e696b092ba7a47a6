//! How the lines of the concordance are laid out: order, groups, sample, marks, sides.

use std::sync::Arc;

use crate::analysis::{Boundary, GroupKey, LineSort, Sample, SortKey};
use crate::project::Mark;

/// Which lines are shown by what was marked by hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MarkedOnly {
    /// All, marked or not.
    #[default]
    All,
    /// Those with a mark or a note.
    Any,
    /// Those with this mark.
    One(Mark),
}

impl MarkedOnly {
    /// All choices, in the order of the menu.
    pub fn all() -> impl Iterator<Item = Self> {
        [Self::All, Self::Any].into_iter().chain(Mark::ALL.map(Self::One))
    }
}

/// How lines of the concordance are sorted, grouped, drawn and set.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct LineLayout {
    /// Sorted by the first key, then the second, then the third.
    pub sort: [LineSort; 3],
    /// How far from the hit words are looked for.
    pub boundary: Boundary,
    /// In groups, most frequent first.
    pub group_by: Option<GroupKey>,
    /// Only so many lines, drawn at random.
    pub sample: Option<Sample>,
    /// Only lines that were marked.
    pub marked: MarkedOnly,
    /// Two outlets whose lines face each other.
    pub sides: Option<[Arc<str>; 2]>,
}

impl Default for LineLayout {
    fn default() -> Self {
        Self {
            sort: [SortKey::Right(1), SortKey::Right(2), SortKey::Outlet].map(LineSort::from),
            boundary: Boundary::default(),
            group_by: None,
            sample: None,
            marked: MarkedOnly::All,
            sides: None,
        }
    }
}

/// As what lines go to the clipboard.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum LineText {
    /// Running text, each line with its citation.
    Cited,
    /// A table with tabs, for a spreadsheet.
    Table,
}

/// What leads from one layout to another, as it stands behind "Undone:".
pub(super) fn in_words(before: &LineLayout, after: &LineLayout) -> &'static str {
    if before.sort != after.sort || before.boundary != after.boundary {
        "lines sorted otherwise"
    } else if before.group_by != after.group_by {
        "lines grouped otherwise"
    } else if before.sample != after.sample {
        "lines drawn otherwise"
    } else if before.marked != after.marked {
        "other marked lines shown"
    } else {
        "outlets facing each other changed"
    }
}
