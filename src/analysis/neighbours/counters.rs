//! The counters of the two passes, and what they come to, by row.
//!
//! Counting is waiting for memory, so counters are small; what they have no room for stands beside them.

use super::reach::SLOTS;
use crate::corpus::{ArticleId, TypeId};

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

/// How often each type stands near a node. Small counters, of which more are in the cache at once.
pub(super) struct Sums {
    counts: Vec<u32>,
    /// Type and times that a counter has no room for.
    beyond: Vec<(TypeId, u64)>,
}

impl Sums {
    pub(super) fn new(types: usize) -> Self {
        Self { counts: vec![0; types], beyond: Vec::new() }
    }

    #[inline]
    pub(super) fn add(&mut self, word: TypeId, times: u64) {
        if let Some(count) = self.counts.get_mut(word as usize)
            && !fits(count, times)
        {
            self.beyond.push((word, times));
        }
    }

    pub(super) fn add_to(&self, all: &mut [u64]) {
        for (sum, &count) in all.iter_mut().zip(&self.counts) {
            *sum += u64::from(count);
        }
        for &(word, times) in &self.beyond {
            if let Some(sum) = all.get_mut(word as usize) {
                *sum += times;
            }
        }
    }
}

/// One row in one column. Small, since counting is waiting for memory.
#[derive(Clone, Copy)]
struct Counter {
    together: u32,
    within_node: u32,
    articles: u32,
    /// The article counted last.
    last: ArticleId,
}

const BLANK: Counter = Counter { together: 0, within_node: 0, articles: 0, last: ArticleId::MAX };

impl Counter {
    #[inline]
    fn is_blank(&self) -> bool {
        self.last == ArticleId::MAX && self.within_node == 0
    }
}

/// The counters of one column at a time, and the slots of all.
pub(super) struct Counters {
    rows: Vec<Counter>,
    touched: Vec<u32>,
    /// Row and times that a counter of the column has no room for.
    more: Vec<(u32, u64)>,
    pub(super) slots: Vec<[u32; SLOTS]>,
    /// Row, slot and times that a slot has no room for.
    pub(super) beyond: Vec<(u32, usize, u64)>,
}

impl Counters {
    pub(super) fn new(rows: usize) -> Self {
        Self {
            rows: vec![BLANK; rows],
            touched: Vec::new(),
            more: Vec::new(),
            slots: vec![[0; SLOTS]; rows],
            beyond: Vec::new(),
        }
    }

    #[inline]
    pub(super) fn add(&mut self, row: u32, article: ArticleId, slot: usize, times: u64) {
        let Some(one) = self.rows.get_mut(row as usize) else { return };
        if one.is_blank() {
            self.touched.push(row);
        }
        if one.last != article {
            one.last = article;
            one.articles += 1;
        }
        if !fits(&mut one.together, times) {
            self.more.push((row, times));
        }
        if let Some(count) = self.slots.get_mut(row as usize).and_then(|slots| slots.get_mut(slot))
            && !fits(count, times)
        {
            self.beyond.push((row, slot, times));
        }
    }

    pub(super) fn add_own(&mut self, row: u32) {
        let Some(one) = self.rows.get_mut(row as usize) else { return };
        if one.is_blank() {
            self.touched.push(row);
        }
        one.within_node += 1;
    }

    /// Writes down what was counted in `column` and begins anew.
    pub(super) fn flush(&mut self, column: u32, found: &mut Vec<Found>) {
        for row in self.touched.drain(..) {
            let Some(one) = self.rows.get_mut(row as usize) else { continue };
            let Counter { together, within_node, articles, .. } = std::mem::replace(one, BLANK);
            found.push(Found { row, column, together: together.into(), within_node, articles });
        }
        for (row, together) in self.more.drain(..) {
            found.push(Found { row, column, together, within_node: 0, articles: 0 });
        }
    }
}

/// Adds to a counter; `false` where it has no room for that.
#[inline]
fn fits(count: &mut u32, times: u64) -> bool {
    let sum = u64::from(*count).saturating_add(times).try_into();
    sum.map(|sum| *count = sum).is_ok()
}

/// What the parts found, by row: a row's columns are in order already. A column that was cut in two is added up.
pub(super) fn by_row(parts: &[Vec<Found>], rows: usize) -> Vec<Found> {
    let mut next = vec![0_usize; rows + 1];
    for one in parts.iter().flatten() {
        if let Some(after) = next.get_mut(one.row as usize + 1) {
            *after += 1;
        }
    }
    let mut sum = 0;
    for place in &mut next {
        sum += *place;
        *place = sum;
    }
    let blank = Found { row: 0, column: 0, together: 0, within_node: 0, articles: 0 };
    let mut all = vec![blank; sum];
    for &one in parts.iter().flatten() {
        let Some(place) = next.get_mut(one.row as usize) else { continue };
        if let Some(to) = all.get_mut(*place) {
            *to = one;
        }
        *place += 1;
    }
    all.dedup_by(|next, kept| {
        let is_same = (next.row, next.column) == (kept.row, kept.column);
        if is_same {
            kept.together += next.together;
            kept.within_node += next.within_node;
            kept.articles += next.articles;
        }
        is_same
    });
    all
}

#[cfg(test)]
mod tests {
    use super::{Counters, Found, Sums, by_row};

    #[test]
    fn sums_larger_than_a_counter_are_kept() {
        let (mut sums, mut all) = (Sums::new(2), vec![0, 1]);
        let many = u64::from(u32::MAX);
        sums.add(1, many);
        sums.add(1, 3);
        sums.add(0, 2 * many);
        sums.add(0, 5);
        sums.add_to(&mut all);
        assert_eq!(all, [2 * many + 5, many + 4]);
    }

    #[test]
    fn counts_larger_than_a_counter_are_kept() {
        let (mut counters, mut found) = (Counters::new(2), Vec::new());
        let many = u64::from(u32::MAX);
        counters.add(1, 7, 3, many);
        counters.add(1, 8, 3, many);
        counters.add(0, 8, 0, 1);
        counters.flush(5, &mut found);
        let other = Found { row: 1, column: 5, together: 1, within_node: 2, articles: 1 };
        let expected = [
            Found { row: 0, column: 5, together: 1, within_node: 0, articles: 1 },
            Found { row: 1, column: 5, together: 2 * many + 1, within_node: 2, articles: 3 },
        ];
        assert_eq!(by_row(&[found, vec![other]], 2), expected);
        assert_eq!((counters.slots[1][3], counters.beyond), (u32::MAX, vec![(1, 3, many)]));
    }
}
