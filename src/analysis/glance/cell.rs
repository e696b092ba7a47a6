//! A cell of the table: its parts, how many more there are, and what keeps more from being said.

use std::borrow::Cow;
use std::cmp::Reverse;

use super::Evidence;
use crate::figure::Numbers;

/// One cell: a short true sentence, or a small figure.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GlanceCell {
    /// What was found, in order.
    pub parts: Vec<GlancePart>,
    /// How many more things were found that are not among the parts.
    pub beyond: usize,
    /// What keeps more from being said: these stand in every form of the table, however little of it is shown.
    pub limits: Vec<GlancePart>,
    /// A bar of shares under them, the largest first; what is missing to the whole is the rest.
    pub bar: Option<Vec<BarPart>>,
}

/// One piece of a bar.
#[derive(Debug, Clone, PartialEq)]
pub struct BarPart {
    /// What it is a share of.
    pub name: String,
    /// The part.
    pub count: u64,
    /// The whole.
    pub of: u64,
}

/// What leads to its evidence in one click.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct GlancePart {
    /// What stands between it and the part before it.
    pub before: &'static str,
    /// The words.
    pub text: String,
    /// How often, behind the words; may be empty.
    pub count: String,
    /// Said more quietly behind that; may be empty.
    pub after: String,
    /// Whether it is the commonest of its cell.
    pub is_chief: bool,
    /// How it is set.
    pub tone: Tone,
    /// Whether it says more of the part before it, is not counted and goes where that goes.
    pub belongs: bool,
    /// What it rests on.
    pub evidence: Option<Evidence>,
}

/// The first parts of a cell.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct First<'a> {
    /// The parts, each with those that belong to it.
    pub parts: &'a [GlancePart],
    /// How many more things were found.
    pub more: usize,
    /// What keeps more from being said.
    pub limits: &'a [GlancePart],
}

/// How a part is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Tone {
    /// A finding in the program's words.
    #[default]
    Plain,
    /// Words as printed.
    Print,
    /// A small mark beside what stands before it.
    Chip,
    /// Nothing was found, or something could not be compared.
    Quiet,
}

impl GlancePart {
    pub(super) fn plain(text: impl Into<String>) -> Self {
        Self { before: " · ", text: text.into(), ..Self::default() }
    }

    pub(super) fn quiet(text: impl Into<String>) -> Self {
        Self { tone: Tone::Quiet, ..Self::plain(text) }
    }

    /// How many more there are than are shown.
    pub fn more(count: usize, numbers: Numbers) -> Self {
        Self::quiet(format!("and {} more", numbers.count(count as u64)))
    }

    #[must_use]
    pub(super) fn with(mut self, evidence: Evidence) -> Self {
        self.evidence = Some(evidence);
        self
    }

    /// Its words in one line: "Northern Arc 9", "the envoy told by 2".
    pub fn words(&self) -> String {
        joined([&self.text, &self.count, &self.after])
    }

    /// The same without what is said more quietly behind them.
    pub fn loud_words(&self) -> String {
        joined([&self.text, &self.count])
    }
}

/// What is not empty, with spaces between.
fn joined<const N: usize>(words: [&String; N]) -> String {
    let said: Vec<&str> = words.into_iter().filter(|one| !one.is_empty()).map(String::as_str).collect();
    said.join(" ")
}

impl GlanceCell {
    pub(super) fn of(parts: Vec<GlancePart>) -> Self {
        Self { parts, ..Self::default() }
    }

    pub(super) fn quiet(text: &str) -> Self {
        Self::of(vec![GlancePart::quiet(text)])
    }

    /// Of more things than are among its parts.
    #[must_use]
    pub(super) fn and_more(mut self, beyond: usize) -> Self {
        self.beyond = beyond;
        self
    }

    /// With what keeps more from being said.
    #[must_use]
    pub(super) fn within(mut self, limits: impl IntoIterator<Item = GlancePart>) -> Self {
        self.limits.extend(limits);
        self
    }

    /// How many of its parts stand for themselves.
    pub fn own(&self) -> usize {
        self.parts.iter().filter(|part| !part.belongs).count()
    }

    /// Whether it says one thing alone.
    pub fn is_alone(&self) -> bool {
        self.beyond == 0 && self.own() + self.limits.len() == 1
    }

    /// Whether it says nothing at all.
    pub fn is_empty(&self) -> bool {
        self.beyond == 0 && self.parts.is_empty() && self.limits.is_empty()
    }

    /// Its first parts, so many at most that stand for themselves; how many things there are beyond them; and the
    /// limits, which are never left out.
    pub fn first(&self, most: usize) -> First<'_> {
        let starts = self.parts.iter().enumerate().filter(|(_, part)| !part.belongs);
        let cut = starts.map(|(at, _)| at).nth(most).unwrap_or(self.parts.len());
        let (parts, rest) = self.parts.split_at(cut);
        let more = self.beyond + rest.iter().filter(|part| !part.belongs).count();
        First { parts, more, limits: &self.limits }
    }

    /// The part at a place in all it says: what was found, how many more things there are, the limits.
    pub fn part(&self, at: usize, numbers: Numbers) -> Option<Cow<'_, GlancePart>> {
        let found = self.parts.len();
        let more = usize::from(self.beyond > 0);
        match at.checked_sub(found) {
            None => self.parts.get(at).map(Cow::Borrowed),
            Some(0) if more > 0 => Some(Cow::Owned(GlancePart::more(self.beyond, numbers))),
            Some(after) => self.limits.get(after - more).map(Cow::Borrowed),
        }
    }

    /// How many parts all it says has.
    pub fn len(&self) -> usize {
        self.parts.len() + usize::from(self.beyond > 0) + self.limits.len()
    }

    /// All it says, in one line.
    pub fn words(&self, numbers: Numbers) -> String {
        let mut words = String::new();
        for part in (0..self.len()).filter_map(|at| self.part(at, numbers)) {
            if !words.is_empty() {
                words.push_str(part.before);
            }
            words.push_str(&part.words());
        }
        words
    }
}

/// A cell of wordings, the commonest first, each with how often it stands there.
pub(super) fn most_first(mut found: Vec<(u64, GlancePart)>) -> GlanceCell {
    if found.is_empty() {
        return GlanceCell::quiet("not named here");
    }
    found.sort_by_key(|(count, _)| Reverse(*count));
    let (counts, mut parts): (Vec<u64>, Vec<GlancePart>) = found.into_iter().unzip();
    mark_chief(&mut parts, &counts);
    GlanceCell::of(parts)
}

/// Marks the commonest of some parts where one is commoner than the others. They are in falling order of `counts`.
pub(super) fn mark_chief(parts: &mut [GlancePart], counts: &[u64]) {
    if let ([first, ..], [most, rest @ ..]) = (parts, counts) {
        first.is_chief = rest.first().is_none_or(|next| next < most);
    }
}
