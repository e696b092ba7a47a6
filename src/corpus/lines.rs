//! The lines of an article: where each stands, and what it is.
//!
//! A corpus of a hundred thousand articles has millions of lines, so they are kept in twelve bytes each, and the reasons
//! of furniture once an article. Lines are taken out by value.

use std::fmt;
use std::ops::Range;

use super::article::{FurnitureReason, Span};

/// What a line of the raw text is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LineRole {
    /// Nothing but white space.
    Blank,
    /// Body, in the paragraph of this index.
    Body(u32),
    /// The headline (its first, counted place).
    Headline,
    /// The standfirst.
    Standfirst,
    /// Byline or agency credit.
    Credit,
    /// The publication date.
    Date,
    /// The section.
    Section,
    /// A caption with its photo credit, of this index.
    Caption(u32),
    /// Furniture, with its reason.
    Furniture(FurnitureReason),
}

/// One line of the raw text and what it is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Line {
    /// Its bytes, without the line break.
    pub span: Span,
    /// What it is.
    pub role: LineRole,
}

/// All lines of an article, in order.
#[derive(Clone, Default)]
pub struct Lines {
    kept: Vec<Kept>,
    /// What furniture is told by; each reason mostly once.
    reasons: Vec<FurnitureReason>,
}

/// A line as it is kept.
#[derive(Debug, Clone, Copy)]
struct Kept {
    span: Span,
    role: KeptRole,
}

/// A role in four bytes: the two highest bits say of which kind, the others which paragraph, caption or reason, or
/// which of the roles that have no number.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct KeptRole(u32);

const PLAIN: u32 = 0;
const BODY: u32 = 1;
const CAPTION: u32 = 2;
const FURNITURE: u32 = 3;
const KIND_SHIFT: u32 = 30;
/// The highest number. A text with more paragraphs is over 2 GiB long, and refused long before.
const HIGHEST: u32 = (1 << KIND_SHIFT) - 1;
/// The roles without a number, by their place.
const PLAIN_ROLES: [LineRole; 6] = [
    LineRole::Blank,
    LineRole::Headline,
    LineRole::Standfirst,
    LineRole::Credit,
    LineRole::Date,
    LineRole::Section,
];
/// Among so many reasons given last an equal one is looked for.
const LOOK_BACK: usize = 32;

impl KeptRole {
    const BLANK: Self = Self(0);

    fn new(kind: u32, number: u32) -> Self {
        Self(kind << KIND_SHIFT | number.min(HIGHEST))
    }
}

impl Lines {
    /// Lines at these places, all of them blank.
    pub fn blank(spans: impl Iterator<Item = Span>) -> Self {
        let kept = spans.map(|span| Kept { span, role: KeptRole::BLANK }).collect();
        Self { kept, reasons: Vec::new() }
    }

    /// How many lines there are.
    pub fn len(&self) -> usize {
        self.kept.len()
    }

    /// Whether there is no line.
    pub fn is_empty(&self) -> bool {
        self.kept.is_empty()
    }

    /// The line of this index; `None` where there are fewer.
    pub fn get(&self, at: usize) -> Option<Line> {
        self.kept.get(at).map(|kept| self.line(kept))
    }

    /// Why the line of this index is furniture; `None` where it is another part, or there are fewer lines.
    pub fn reason(&self, at: usize) -> Option<&FurnitureReason> {
        let role = self.kept.get(at)?.role.0;
        (role >> KIND_SHIFT == FURNITURE).then(|| self.reasons.get((role & HIGHEST) as usize))?
    }

    /// The lines in order.
    pub fn iter(&self) -> Iter<'_> {
        Iter { lines: self, kept: self.kept.iter() }
    }

    /// Adds a line after the others.
    pub fn push(&mut self, line: &Line) {
        let role = self.keep(&line.role);
        self.kept.push(Kept { span: line.span, role });
    }

    /// Says what the line of this index is. Without effect where there are fewer lines.
    pub fn set(&mut self, at: usize, role: &LineRole) {
        self.set_all(at..at.saturating_add(1), role);
    }

    /// Says what the lines of these indices are. Without effect where there are fewer lines.
    pub fn set_all(&mut self, at: Range<usize>, role: &LineRole) {
        if self.kept.get(at.clone()).is_some_and(|lines| !lines.is_empty()) {
            let role = self.keep(role);
            for line in self.kept.get_mut(at).unwrap_or_default() {
                line.role = role;
            }
        }
    }

    /// What furniture among these lines is told by, to be put in other words or shared with other articles. A reason
    /// may stand here that no line has any more.
    pub fn reasons_mut(&mut self) -> &mut [FurnitureReason] {
        &mut self.reasons
    }

    /// Gives back memory that is not needed.
    pub fn shrink_to_fit(&mut self) {
        self.kept.shrink_to_fit();
        self.reasons.shrink_to_fit();
    }

    fn keep(&mut self, role: &LineRole) -> KeptRole {
        match role {
            LineRole::Body(paragraph) => KeptRole::new(BODY, *paragraph),
            LineRole::Caption(caption) => KeptRole::new(CAPTION, *caption),
            LineRole::Furniture(reason) => KeptRole::new(FURNITURE, self.keep_reason(reason)),
            LineRole::Blank => KeptRole::BLANK,
            plain => {
                let place = PLAIN_ROLES.iter().position(|role| role == plain).unwrap_or(0);
                KeptRole::new(PLAIN, place as u32)
            }
        }
    }

    fn keep_reason(&mut self, reason: &FurnitureReason) -> u32 {
        let last = self.reasons.len().saturating_sub(LOOK_BACK);
        let known = self.reasons.iter().skip(last).rposition(|known| known == reason);
        let place = known.map_or(self.reasons.len(), |place| last + place);
        if known.is_none() {
            self.reasons.push(reason.clone());
        }
        u32::try_from(place).unwrap_or(u32::MAX)
    }

    fn line(&self, kept: &Kept) -> Line {
        let number = kept.role.0 & HIGHEST;
        let role = match kept.role.0 >> KIND_SHIFT {
            BODY => LineRole::Body(number),
            CAPTION => LineRole::Caption(number),
            FURNITURE => {
                self.reasons.get(number as usize).cloned().map_or(LineRole::Blank, LineRole::Furniture)
            }
            _ => PLAIN_ROLES.get(number as usize).cloned().unwrap_or(LineRole::Blank),
        };
        Line { span: kept.span, role }
    }
}

/// The lines of an article one after the other.
#[derive(Debug, Clone)]
pub struct Iter<'a> {
    lines: &'a Lines,
    kept: std::slice::Iter<'a, Kept>,
}

impl Iterator for Iter<'_> {
    type Item = Line;

    fn next(&mut self) -> Option<Line> {
        self.kept.next().map(|kept| self.lines.line(kept))
    }

    fn nth(&mut self, n: usize) -> Option<Line> {
        self.kept.nth(n).map(|kept| self.lines.line(kept))
    }

    fn size_hint(&self) -> (usize, Option<usize>) {
        self.kept.size_hint()
    }
}

impl DoubleEndedIterator for Iter<'_> {
    fn next_back(&mut self) -> Option<Line> {
        self.kept.next_back().map(|kept| self.lines.line(kept))
    }
}

impl ExactSizeIterator for Iter<'_> {}

impl<'a> IntoIterator for &'a Lines {
    type Item = Line;
    type IntoIter = Iter<'a>;

    fn into_iter(self) -> Iter<'a> {
        self.iter()
    }
}

impl Extend<Line> for Lines {
    fn extend<T: IntoIterator<Item = Line>>(&mut self, lines: T) {
        lines.into_iter().for_each(|line| self.push(&line));
    }
}

impl FromIterator<Line> for Lines {
    fn from_iter<T: IntoIterator<Item = Line>>(lines: T) -> Self {
        let mut made = Self::default();
        made.extend(lines);
        made
    }
}

impl PartialEq for Lines {
    fn eq(&self, other: &Self) -> bool {
        self.iter().eq(other)
    }
}

impl Eq for Lines {}

impl fmt::Debug for Lines {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_list().entries(self).finish()
    }
}

#[cfg(test)]
mod tests {
    use super::super::article::FurnitureKind;
    use super::*;

    fn furniture(detail: &str) -> LineRole {
        LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Menu, detail: detail.into() })
    }

    #[test]
    fn a_line_comes_out_as_it_was_put_in() {
        let plain = PLAIN_ROLES.into_iter();
        let numbered =
            [0, 1, 77, HIGHEST].map(|n| [LineRole::Body(n), LineRole::Caption(n)]).into_iter().flatten();
        let reasons = ["", "row of links", "", "row of links"].map(furniture).into_iter();
        let roles: Vec<LineRole> = plain.chain(numbered).chain(reasons).collect();
        let given: Vec<Line> =
            roles.into_iter().enumerate().map(|(n, role)| Line { span: Span::new(n, 2 * n), role }).collect();
        let lines: Lines = given.iter().cloned().collect();
        assert!(lines.iter().eq(given.iter().cloned()) && lines.len() == given.len());
        assert!(lines.iter().rev().eq(given.iter().rev().cloned()));
        assert_eq!(lines.get(3), given.get(3).cloned());
        assert_eq!((lines.get(given.len()), lines.iter().nth(2)), (None, given.get(2).cloned()));
        assert_eq!(lines.reasons.len(), 2, "a reason is kept once");
        assert_eq!(size_of::<Kept>(), 12);
    }

    #[test]
    fn lines_are_the_same_that_say_the_same_whatever_they_said_before() {
        let spans = || (0..4).map(|n| Span::new(n, n + 1));
        let (mut one, mut other) = (Lines::blank(spans()), Lines::blank(spans()));
        one.set(1, &furniture("a"));
        one.set_all(1..3, &furniture("b"));
        one.set_all(3..9, &LineRole::Headline);
        one.set(9, &LineRole::Headline);
        other.set_all(1..3, &furniture("b"));
        assert_eq!(one, other);
        other.set(2, &LineRole::Blank);
        assert_ne!(one, other);
    }

    #[test]
    fn any_number_of_reasons_is_kept() {
        let roles: Vec<LineRole> = (0..LOOK_BACK * 5).map(|n| furniture(&n.to_string())).collect();
        let lines = roles.iter().chain(&roles).map(|role| Line { span: Span::new(0, 0), role: role.clone() });
        let lines: Lines = lines.collect();
        assert!(lines.iter().map(|line| line.role).eq(roles.iter().chain(&roles).cloned()));
    }
}
