//! Where a part of a query matches, to the byte.

use crate::corpus::Corpus;

/// Words `first..end`, less some bytes at either side where there are no spaces between words.
/// The derived order is by start, then by end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) first: u32,
    pub(super) lead: u16,
    pub(super) end: u32,
    pub(super) tail: u16,
}

/// A point between two characters: a word and how many of its bytes lie before.
pub(super) type Point = (u32, u32);

impl Place {
    /// Whole words.
    pub(super) fn words(first: u32, end: u32) -> Self {
        Self { first, lead: 0, end, tail: 0 }
    }

    pub(super) fn start(&self) -> Point {
        (self.first, u32::from(self.lead))
    }

    /// Where the next place begins if it follows at once. The end of a word is the start of the next.
    pub(super) fn follower(&self, corpus: &Corpus) -> Point {
        if self.tail == 0 {
            return (self.end, 0);
        }
        let last = self.end.saturating_sub(1);
        (last, (corpus.span_at(last).len() as u32).saturating_sub(u32::from(self.tail)))
    }

    /// Whether `other` begins at or after this one's end.
    pub(super) fn is_before(&self, other: &Self, corpus: &Corpus) -> bool {
        self.end <= other.first || (self.tail > 0 && self.follower(corpus) <= other.start())
    }

    /// By start, then by end.
    pub(super) fn key(&self) -> (u32, u16, u32, u16) {
        (self.first, self.lead, self.end, u16::MAX - self.tail)
    }

    /// Whether no paragraph begins between its words.
    pub(super) fn is_in_one_paragraph(&self, corpus: &Corpus) -> bool {
        in_one_paragraph(corpus, self.first, self.end)
    }
}

/// Whether no paragraph begins after `first` and before `end`.
pub(super) fn in_one_paragraph(corpus: &Corpus, first: u32, end: u32) -> bool {
    end <= first + 1 || corpus.paragraph_starts().next(first + 1).is_none_or(|start| start >= end)
}

/// The first of sorted `places` that begins at `point` or after it; `from` is where the search before ended.
/// Searches that go from left to right take one pass over the places together.
pub(super) fn first_from(places: &[Place], point: Point, from: usize) -> usize {
    let rest = match from.checked_sub(1).and_then(|before| places.get(before)) {
        Some(before) if before.start() >= point => 0,
        _ => from,
    };
    let mut step = 1;
    let mut low = rest;
    while places.get(low + step - 1).is_some_and(|p| p.start() < point) {
        low += step;
        step *= 2;
    }
    let high = (low + step).min(places.len());
    low + places.get(low..high).unwrap_or(&[]).partition_point(|p| p.start() < point)
}

/// Sorts by start, then end, and drops repetitions. Of more places than a query with a meaning can have, only
/// the longest of each start are kept, so that alternatives within sequences cannot grow without bound.
pub(super) fn bound(corpus: &Corpus, places: &mut Vec<Place>) {
    if places.len() <= most(corpus) {
        return;
    }
    sort(places);
    places.dedup_by(|place, last| {
        let same = place.start() == last.start();
        if same {
            *last = *place;
        }
        same
    });
}

fn most(corpus: &Corpus) -> usize {
    2 * corpus.stream().len() + (1 << 20)
}

/// Sorts by start, then end, and drops repetitions.
pub(super) fn sort(places: &mut Vec<Place>) {
    if !places.is_sorted_by_key(Place::key) {
        places.sort_unstable_by_key(Place::key);
    }
    places.dedup();
}
