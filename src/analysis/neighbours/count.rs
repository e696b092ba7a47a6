//! Counting what stands near the hits: two passes over their neighbourhoods.
//!
//! The first sums every type in one counter each, and tells which types are frequent enough; the
//! second counts those alone by outlet, article and slot, in counters small enough for the cache.
//! Hits are gone through outlet by outlet, so that one set of counters does for all of them.

use std::ops::Range;

use rayon::prelude::*;

use super::reach::{self, Counting, Reach, SLOTS, Side};
use crate::corpus::{ArticleId, Corpus, TypeId};
use crate::query::Hit;
use crate::task::{Cancelled, Task};

/// Hits between two questions whether to go on.
const STRIDE: usize = 1 << 12;

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
}

/// One wanted type in one column.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Found {
    pub(super) row: u32,
    pub(super) column: u32,
    pub(super) together: u64,
    /// Occurrences within the node itself.
    pub(super) within_node: u32,
    pub(super) articles: u32,
}

/// What the second pass found, by column, then by row.
pub(super) struct Details {
    pub(super) found: Vec<Found>,
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
            let mut together = vec![0_u64; types];
            let (mut within_reach, mut node_words) = (vec![0; self.columns], vec![0; self.columns]);
            for segment in *segments {
                task.check()?;
                let mut near = 0;
                self.each_near(segment, |word, _, times| {
                    if let Some(sum) = together.get_mut(word as usize) {
                        *sum += times;
                    }
                    near += times;
                });
                let mut own = 0;
                self.each_own(segment, |_| own += 1);
                if let (Some(all), Some(words)) =
                    (within_reach.get_mut(segment.column), node_words.get_mut(segment.column))
                {
                    *all += near;
                    *words += own;
                }
            }
            Ok(Totals { together, within_reach, node_words })
        };
        let parts: Result<Vec<Totals>, Cancelled> = self.parts().par_iter().map(part).collect();
        let mut parts = parts?.into_iter();
        let mut all = parts.next().unwrap_or_else(|| Totals {
            together: vec![0; types],
            within_reach: vec![0; self.columns],
            node_words: vec![0; self.columns],
        });
        for part in parts {
            add(&mut all.together, &part.together);
            add(&mut all.within_reach, &part.within_reach);
            add(&mut all.node_words, &part.node_words);
        }
        Ok(all)
    }

    /// The second pass, over the types that have a row.
    pub(super) fn details(&self, row_of: &[u32], rows: usize, task: &Task) -> Result<Details, Cancelled> {
        let part = |segments: &&[Segment]| {
            let mut counters = Counters::new(rows);
            let mut found = Vec::new();
            for of_column in segments.chunk_by(|one, next| one.column == next.column) {
                for segment in of_column {
                    task.check()?;
                    self.each_near(segment, |word, slot, times| {
                        let row = row_of.get(word as usize).copied().unwrap_or(NO_ROW);
                        if row != NO_ROW {
                            counters.add(row, segment.article, slot, times);
                        }
                    });
                    self.each_own(segment, |word| {
                        let row = row_of.get(word as usize).copied().unwrap_or(NO_ROW);
                        if row != NO_ROW {
                            counters.add_own(row);
                        }
                    });
                }
                let column = of_column.first().map_or(0, |segment| segment.column as u32);
                counters.flush(column, &mut found);
            }
            Ok(Details { found, slots: counters.slots })
        };
        let parts: Result<Vec<Details>, Cancelled> = self.parts().par_iter().map(part).collect();
        let mut all = Details { found: Vec::new(), slots: vec![[0; SLOTS]; rows] };
        for part in parts? {
            for (sum, more) in all.slots.iter_mut().zip(&part.slots) {
                add(sum, more);
            }
            all.found.extend(part.found);
        }
        // A column can be cut in two: its halves are added up.
        all.found.par_sort_unstable_by_key(|one| (one.row, one.column));
        all.found.dedup_by(|next, kept| {
            let is_same = (next.row, next.column) == (kept.row, kept.column);
            if is_same {
                kept.together += next.together;
                kept.within_node += next.within_node;
                kept.articles += next.articles;
            }
            is_same
        });
        Ok(all)
    }
}

fn add(sums: &mut [u64], more: &[u64]) {
    for (sum, more) in sums.iter_mut().zip(more) {
        *sum += more;
    }
}

#[derive(Clone, Copy)]
struct Counter {
    together: u64,
    within_node: u32,
    articles: u32,
    /// The article counted last.
    last: ArticleId,
}

const BLANK: Counter = Counter { together: 0, within_node: 0, articles: 0, last: ArticleId::MAX };

/// The counters of one column at a time.
struct Counters {
    rows: Vec<Counter>,
    touched: Vec<u32>,
    slots: Vec<[u64; SLOTS]>,
}

impl Counters {
    fn new(rows: usize) -> Self {
        Self { rows: vec![BLANK; rows], touched: Vec::new(), slots: vec![[0; SLOTS]; rows] }
    }

    #[inline]
    fn add(&mut self, row: u32, article: ArticleId, slot: usize, times: u64) {
        let (Some(one), Some(slots)) = (self.rows.get_mut(row as usize), self.slots.get_mut(row as usize))
        else {
            return;
        };
        if one.together == 0 && one.within_node == 0 {
            self.touched.push(row);
        }
        one.together += times;
        if one.last != article {
            one.last = article;
            one.articles += 1;
        }
        if let Some(slot) = slots.get_mut(slot) {
            *slot += times;
        }
    }

    fn add_own(&mut self, row: u32) {
        let Some(one) = self.rows.get_mut(row as usize) else { return };
        if one.together == 0 && one.within_node == 0 {
            self.touched.push(row);
        }
        one.within_node += 1;
    }

    /// Writes down what was counted in `column` and begins anew.
    fn flush(&mut self, column: u32, found: &mut Vec<Found>) {
        for row in self.touched.drain(..) {
            let Some(one) = self.rows.get_mut(row as usize) else { continue };
            let Counter { together, within_node, articles, .. } = std::mem::replace(one, BLANK);
            found.push(Found { row, column, together, within_node, articles });
        }
    }
}
