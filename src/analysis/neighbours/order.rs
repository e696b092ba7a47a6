//! The order of neighbours: by any column, ties by count, then by code point.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::{Neighbour, Neighbours};
use crate::corpus::Corpus;

/// What neighbours are sorted by; numbers from the largest, words from the first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum NeighbourOrder {
    /// The measure that is shown.
    #[default]
    Measure,
    /// The word.
    Word,
    /// Times near the node.
    Count,
    /// Articles.
    Articles,
    /// Outlets that have it near the node.
    Outlets,
}

impl NeighbourOrder {
    /// All orders, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Measure, Self::Word, Self::Count, Self::Articles, Self::Outlets];
}

/// A row with what it is sorted by.
struct Keyed {
    measure: Option<f64>,
    count: u64,
    articles: u32,
    outlets: usize,
    row: Neighbour,
}

impl Neighbours {
    /// Sorts the rows, and notes the strongest by the measure.
    pub(super) fn sort(&mut self, corpus: &Corpus) {
        let rows = std::mem::take(&mut self.rows);
        let found: &Self = self;
        let mut keyed: Vec<Keyed> = rows
            .into_par_iter()
            .map(|row| {
                let (count, articles) = found.ranked(&row);
                let measure = found.measure(&row, found.column, found.settings.measure).ok();
                Keyed { measure, count, articles, outlets: row.cells.len(), row }
            })
            .collect();
        let form = |one: &Keyed| corpus.vocabulary().form(one.row.word);
        let by_count = |a: &Keyed, b: &Keyed| b.count.cmp(&a.count).then_with(|| form(a).cmp(form(b)));
        // What has no number comes last.
        let by_measure = |a: &Keyed, b: &Keyed| match (a.measure, b.measure) {
            (Some(one), Some(other)) => other.total_cmp(&one).then_with(|| by_count(a, b)),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => by_count(a, b),
        };
        keyed.par_sort_unstable_by(|a, b| match self.settings.order {
            NeighbourOrder::Measure => by_measure(a, b),
            NeighbourOrder::Word => form(a).cmp(form(b)),
            NeighbourOrder::Count => by_count(a, b),
            NeighbourOrder::Articles => b.articles.cmp(&a.articles).then_with(|| by_measure(a, b)),
            NeighbourOrder::Outlets => b.outlets.cmp(&a.outlets).then_with(|| by_measure(a, b)),
        });
        let mut strongest: Vec<u32> = (0..keyed.len() as u32).collect();
        if self.settings.order != NeighbourOrder::Measure {
            strongest.sort_unstable_by(|&a, &b| match (keyed.get(a as usize), keyed.get(b as usize)) {
                (Some(a), Some(b)) => by_measure(a, b),
                _ => a.cmp(&b),
            });
        }
        self.strongest = strongest;
        self.rows = keyed.into_iter().map(|one| one.row).collect();
    }
}
