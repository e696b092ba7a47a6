//! The order of neighbours: by any column, ties by count, then by code point.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::{Neighbour, Neighbours};
use crate::corpus::{Corpus, TypeId};

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
    /// Groups that have it near the node.
    Groups,
}

impl NeighbourOrder {
    /// All orders, in the order of the columns.
    pub const ALL: [Self; 5] = [Self::Measure, Self::Word, Self::Count, Self::Articles, Self::Groups];
}

/// What a row is sorted by; rows themselves are large and are put in order once.
struct Keyed {
    measure: Option<f64>,
    count: u64,
    articles: u32,
    groups: u32,
    word: TypeId,
    /// Its place so far.
    row: u32,
}

impl Neighbours {
    /// Drops the rows that do not pass the minimums, and sorts the others. The other way round ties and rows without a number stay where they are.
    pub(super) fn arrange(&mut self, corpus: &Corpus) {
        let found: &Self = self;
        let key = |(at, row): (usize, &Neighbour)| {
            let (count, articles) = found.ranked(row);
            let measure = found.measure(row, found.column, found.settings.measure).ok();
            let groups = row.cells.len() as u32;
            Keyed { measure, count, articles, groups, word: row.word, row: at as u32 }
        };
        let rows = found.rows.par_iter().enumerate().filter(|(_, row)| found.is_listed(row));
        let mut keyed: Vec<Keyed> = rows.map(key).collect();
        let form = |one: &Keyed| corpus.vocabulary().form(one.word);
        let by_count = |a: &Keyed, b: &Keyed| b.count.cmp(&a.count).then_with(|| form(a).cmp(form(b)));
        let turned = |order: Ordering| if self.settings.is_reversed { order.reverse() } else { order };
        // What has no number comes last.
        let by_measure = |a: &Keyed, b: &Keyed| match (a.measure, b.measure) {
            (Some(one), Some(other)) => other.total_cmp(&one),
            (one, other) => other.is_some().cmp(&one.is_some()),
        };
        let strongest = |a: &Keyed, b: &Keyed| by_measure(a, b).then_with(|| by_count(a, b));
        keyed.par_sort_unstable_by(|a, b| match self.settings.order {
            NeighbourOrder::Measure if a.measure.is_some() && b.measure.is_some() => {
                turned(by_measure(a, b)).then_with(|| by_count(a, b))
            }
            NeighbourOrder::Measure => strongest(a, b),
            NeighbourOrder::Word => turned(form(a).cmp(form(b))),
            NeighbourOrder::Count => turned(b.count.cmp(&a.count)).then_with(|| by_count(a, b)),
            NeighbourOrder::Articles => turned(b.articles.cmp(&a.articles)).then_with(|| strongest(a, b)),
            NeighbourOrder::Groups => turned(b.groups.cmp(&a.groups)).then_with(|| strongest(a, b)),
        });
        let row = |one: &Keyed| found.rows.get(one.row as usize).cloned();
        self.rows = keyed.par_iter().filter_map(row).collect();
    }
}
