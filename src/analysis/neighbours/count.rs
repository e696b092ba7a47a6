//! Counting what stands near the hits: two passes over their neighbourhoods.
//!
//! The first sums every type in one counter each, and tells which types are frequent enough; the
//! second counts those alone by outlet, article and slot, in counters small enough for the cache.
//! Hits are gone through outlet by outlet, so that one set of counters does for all of them.
//! Hits lie far apart in the corpus, and waiting for their words is most of the work: the first pass
//! notes what it saw, as far as that is not too much, and the second reads the notes.

use std::ops::Range;

use rayon::prelude::*;

use super::counters::{Counters, Found, Sums, by_row};
use super::reach::{self, Counting, Reach, SLOTS, Side};
use crate::corpus::{ArticleId, Corpus, TypeId};
use crate::query::Hit;
use crate::task::{Cancelled, Task};

/// Hits between two questions whether to go on.
const STRIDE: usize = 1 << 12;

/// Articles whose words are asked for together.
const AHEAD: usize = 32;
/// Hits of an article that are: those of one with more lie close together.
const AHEAD_IN_ARTICLE: usize = 16;

/// Words near nodes that are noted at most, by one part.
const NOTED: usize = 8 << 20;
/// In place of a slot: one of the node's own words.
const OWN: u8 = u8::MAX;

/// The hits of one article.
pub(super) struct Segment {
    pub(super) article: ArticleId,
    pub(super) hits: Range<usize>,
    /// The article's group, as a place in the list of groups.
    pub(super) column: usize,
}

/// What is gone through, and how.
pub(super) struct Pass<'a> {
    pub(super) corpus: &'a Corpus,
    pub(super) reach: Reach,
    pub(super) counting: Counting,
    pub(super) hits: &'a [Hit],
    /// In order of their columns.
    pub(super) segments: &'a [Segment],
    /// The types that may come to have a row.
    pub(super) candidates: &'a [bool],
    pub(super) columns: usize,
}

/// The sums of the first pass.
pub(super) struct Totals {
    /// Times near a node, by type.
    pub(super) together: Vec<u64>,
    /// Places within reach, by column; under pairs all pairs.
    pub(super) within_reach: Vec<u64>,
    /// Words that are the node's own, by column.
    pub(super) node_words: Vec<u64>,
    /// What each part saw; `None` where that was too much to be noted.
    notes: Vec<Option<Notes>>,
}

/// Every candidate that a part saw, in order.
#[derive(Default)]
struct Notes {
    words: Vec<TypeId>,
    /// The slot of each word, or [`OWN`].
    slots: Vec<u8>,
    /// Where the words of each segment end.
    ends: Vec<u32>,
}

impl Notes {
    #[inline]
    fn push(&mut self, word: TypeId, slot: u8) {
        self.words.push(word);
        self.slots.push(slot);
    }

    /// The words of each segment and their slots.
    fn segments(&self) -> impl Iterator<Item = impl Iterator<Item = (TypeId, u8)>> {
        let mut from = 0;
        self.ends.iter().map(move |&end| {
            let range = std::mem::replace(&mut from, end as usize)..end as usize;
            let words = self.words.get(range.clone()).unwrap_or_default();
            words.iter().copied().zip(self.slots.get(range).unwrap_or_default().iter().copied())
        })
    }
}

/// What the second pass found.
pub(super) struct Details {
    /// By row, then by column; every one of them stands near the node.
    pub(super) found: Vec<Found>,
    /// Rows that a column has within the node alone, with how often. By row.
    pub(super) within_alone: Vec<(u32, u64)>,
    /// By row.
    pub(super) slots: Vec<[u64; SLOTS]>,
}

/// A type that is no row.
pub(super) const NO_ROW: u32 = u32::MAX;

impl Pass<'_> {
    /// Segments with about equally many hits, one part a thread. Sums do not depend on the parts.
    fn parts(&self) -> Vec<&[Segment]> {
        let each = self.hits.len().div_ceil(rayon::current_num_threads().clamp(1, 64)).max(STRIDE);
        let (mut parts, mut rest) = (Vec::new(), self.segments);
        while !rest.is_empty() {
            let mut hits = 0;
            let is_enough = |one: &Segment| {
                hits += one.hits.len();
                hits >= each
            };
            let len = rest.iter().position(is_enough).map_or(rest.len(), |last| last + 1);
            let (part, others) = rest.split_at(len);
            parts.push(part);
            rest = others;
        }
        parts
    }

    fn article(&self, segment: &Segment) -> Range<u32> {
        let range = self.corpus.article_range(segment.article);
        range.start as u32..range.end as u32
    }

    /// Touches the words around the hits of the next articles, at every [`AHEAD`]th. Hits lie far apart in memory, and
    /// waiting for many of them at once takes no longer than waiting for one.
    fn fetch(&self, at: usize, segments: &[Segment]) {
        if !at.is_multiple_of(AHEAD) {
            return;
        }
        let stream = self.corpus.stream();
        let word = |place: u32| stream.get(place as usize).copied().unwrap_or_default();
        let next = segments.iter().skip(at).take(AHEAD);
        let hits = next.flat_map(|segment| {
            self.hits.get(segment.hits.clone()).unwrap_or_default().iter().take(AHEAD_IN_ARTICLE)
        });
        let (left, right) = self.reach.window().map_or((0, 0), |(left, right)| (left.into(), right.into()));
        let touched = hits.fold(0, |sum: TypeId, hit| {
            sum ^ word(hit.position.saturating_sub(left)) ^ word(hit.end().saturating_add(right))
        });
        std::hint::black_box(touched);
    }

    /// Every word near a node of one article: type, slot, and how many times it counts.
    #[inline]
    fn each_near(&self, segment: &Segment, mut visit: impl FnMut(TypeId, usize, u64)) {
        let (stream, article) = (self.corpus.stream(), self.article(segment));
        let hits = self.hits.get(segment.hits.clone()).unwrap_or_default();
        let zone = |places: Range<u32>, side: Side| {
            let words = stream.get(places.start as usize..places.end as usize).unwrap_or_default();
            for (place, &word) in places.zip(words) {
                visit(word, side.slot(place), 1);
            }
        };
        match (self.counting, self.reach) {
            (Counting::Positions, reach) => reach::each_zone(self.corpus, reach, hits, &article, zone),
            (Counting::Pairs, Reach::Window { .. } | Reach::WindowInSentence { .. }) => {
                reach::each_own_zone(self.corpus, self.reach, hits, &article, zone);
            }
            (Counting::Pairs, Reach::Sentence | Reach::Paragraph) => {
                reach::each_sum(self.corpus, self.reach, hits, &article, |place, slot, times| {
                    if let Some(&word) = stream.get(place as usize) {
                        visit(word, slot, times);
                    }
                });
            }
        }
    }

    /// The node's own words in one article, each once.
    fn each_own(&self, segment: &Segment, mut visit: impl FnMut(TypeId)) {
        let mut from = 0;
        for hit in self.hits.get(segment.hits.clone()).unwrap_or_default() {
            let places = hit.position.max(from) as usize..hit.end() as usize;
            self.corpus.stream().get(places).unwrap_or_default().iter().for_each(|&word| visit(word));
            from = hit.end();
        }
    }

    /// The first pass.
    pub(super) fn totals(&self, task: &Task) -> Result<Totals, Cancelled> {
        let types = self.corpus.vocabulary().len();
        let part = |segments: &&[Segment]| {
            let mut together = Sums::new(types);
            let (mut within_reach, mut node_words) = (vec![0; self.columns], vec![0; self.columns]);
            let mut notes = Some(Notes::default());
            for (at, segment) in segments.iter().enumerate() {
                task.check()?;
                self.fetch(at, segments);
                let mut near = 0;
                let mut is_noted = notes.is_some();
                let is_candidate = |word: TypeId| self.candidates.get(word as usize) == Some(&true);
                self.each_near(segment, |word, slot, times| {
                    together.add(word, times);
                    near += times;
                    if let Some(notes) = &mut notes
                        && is_candidate(word)
                    {
                        notes.push(word, slot as u8);
                        is_noted &= times == 1;
                    }
                });
                let mut own = 0;
                self.each_own(segment, |word| {
                    own += 1;
                    if let Some(notes) = &mut notes
                        && is_candidate(word)
                    {
                        notes.push(word, OWN);
                    }
                });
                if let Some(notes) = &mut notes {
                    notes.ends.push(notes.words.len() as u32);
                    is_noted &= notes.words.len() <= NOTED;
                }
                if !is_noted {
                    notes = None;
                }
                if let (Some(all), Some(words)) =
                    (within_reach.get_mut(segment.column), node_words.get_mut(segment.column))
                {
                    *all += near;
                    *words += own;
                }
            }
            Ok((together, within_reach, node_words, notes))
        };
        let parts: Result<Vec<_>, Cancelled> = self.parts().par_iter().map(part).collect();
        let mut all = Totals {
            together: vec![0; types],
            within_reach: vec![0; self.columns],
            node_words: vec![0; self.columns],
            notes: Vec::new(),
        };
        for (together, within_reach, node_words, notes) in parts? {
            together.add_to(&mut all.together);
            add(&mut all.within_reach, &within_reach);
            add(&mut all.node_words, &node_words);
            all.notes.push(notes);
        }
        Ok(all)
    }

    /// The second pass, over the types that have a row.
    pub(super) fn details(
        &self,
        totals: &Totals,
        row_of: &[u32],
        rows: usize,
        task: &Task,
    ) -> Result<Details, Cancelled> {
        let row = |word: TypeId| row_of.get(word as usize).copied().filter(|&row| row != NO_ROW);
        let part = |(segments, notes): (&[Segment], &Option<Notes>)| {
            let mut counters = Counters::new(rows);
            let mut found = Vec::new();
            let mut noted = notes.as_ref().map(Notes::segments);
            for of_column in segments.chunk_by(|one, next| one.column == next.column) {
                for (at, segment) in of_column.iter().enumerate() {
                    task.check()?;
                    if let Some(noted) = &mut noted {
                        for (word, slot) in noted.next().into_iter().flatten() {
                            match row(word) {
                                Some(row) if slot == OWN => counters.add_own(row),
                                Some(row) => counters.add(row, segment.article, slot.into(), 1),
                                None => {}
                            }
                        }
                        continue;
                    }
                    self.fetch(at, of_column);
                    self.each_near(segment, |word, slot, times| {
                        if let Some(row) = row(word) {
                            counters.add(row, segment.article, slot, times);
                        }
                    });
                    self.each_own(segment, |word| {
                        if let Some(row) = row(word) {
                            counters.add_own(row);
                        }
                    });
                }
                let column = of_column.first().map_or(0, |segment| segment.column as u32);
                counters.flush(column, &mut found);
            }
            let Counters { slots, beyond, .. } = counters;
            Ok((found, slots, beyond))
        };
        let parts = self.parts().into_par_iter().zip(totals.notes.par_iter());
        let parts: Vec<(Vec<_>, Vec<_>, Vec<_>)> = parts.map(part).collect::<Result<_, Cancelled>>()?;
        let mut slots = vec![[0_u64; SLOTS]; rows];
        let mut found = Vec::with_capacity(parts.len());
        for (of_part, counts, beyond) in parts {
            slots.par_iter_mut().zip(&counts).for_each(|(sums, counts)| {
                sums.iter_mut().zip(counts).for_each(|(sum, &count)| *sum += u64::from(count));
            });
            for (row, slot, times) in beyond {
                if let Some(sum) = slots.get_mut(row as usize).and_then(|slots| slots.get_mut(slot)) {
                    *sum += times;
                }
            }
            found.push(of_part);
        }
        task.check()?;
        let mut found = by_row(&found, rows);
        let alone = found.iter().filter(|one| one.together == 0);
        let within_alone: Vec<(u32, u64)> = alone.map(|one| (one.row, one.within_node.into())).collect();
        if !within_alone.is_empty() {
            found.retain(|one| one.together > 0);
        }
        Ok(Details { found, within_alone, slots })
    }
}

fn add(sums: &mut [u64], more: &[u64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}
