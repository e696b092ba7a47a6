//! How often each query occurs, by outlet or by another grouping.
//!
//! Hits divided by the counted words of the group's articles in scope, all of them, those
//! without a hit included. Overlapping queries are counted each for itself.

use rayon::prelude::*;

pub use super::cells::Cell;
use super::cells::{Groups, IntervalMethod, Per};
use super::coverage::{Coverage, OutletRow};
use super::grouping::{GroupRow, Grouping};
use super::scope::Scope;
use crate::corpus::Corpus;
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};

/// The question: how often, by group.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FrequencyRecipe {
    /// The queries, one a series.
    pub queries: Vec<Query>,
    /// Which articles.
    pub scope: Scope,
    /// How the intervals of rates are made.
    pub intervals: IntervalMethod,
    /// By what they are grouped.
    pub by: Grouping,
    /// What rates are of.
    pub per: Per,
}

/// The answer to a [`FrequencyRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// What was counted.
    pub coverage: Coverage,
    /// The groups with articles in scope.
    pub groups: Vec<GroupRow>,
    /// One row a query, one cell a group.
    pub cells: Vec<Vec<Cell>>,
    /// One cell a query, over all groups.
    pub totals: Vec<Cell>,
}

impl FrequencyRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Frequency, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let coverage = Coverage::of(corpus, &subset);
        let grouped = self.by.sort(corpus, &subset);
        let groups = Groups::of(corpus, &grouped, self.per);
        if let IntervalMethod::Bootstrap(_) = self.intervals {
            task.phase("Resampling articles", (self.queries.len() * (grouped.rows.len() + 1)) as u64);
        }
        let measured: Vec<(Vec<Cell>, Cell)> = self
            .queries
            .par_iter()
            .map(|query| {
                let counts = query::counts(corpus, query, &subset, task)?;
                match self.intervals {
                    IntervalMethod::EffectiveWilson => Ok(groups.cells(corpus, &counts)),
                    IntervalMethod::Bootstrap(settings) => groups.resampled(corpus, &counts, settings, task),
                }
            })
            .collect::<Result<_, Cancelled>>()?;
        let (cells, totals) = measured.into_iter().unzip();
        Ok(Frequency { coverage, groups: grouped.rows, cells, totals })
    }
}

/// For each outlet of the corpus, its place among `rows`.
pub(super) fn rows_by_outlet(corpus: &Corpus, rows: &[OutletRow]) -> Vec<Option<usize>> {
    let mut places = vec![None; corpus.outlets().len()];
    for (at, row) in rows.iter().enumerate() {
        if let Some(place) = places.get_mut(usize::from(row.outlet)) {
            *place = Some(at);
        }
    }
    places
}
