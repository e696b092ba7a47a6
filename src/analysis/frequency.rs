//! How often each query occurs, by outlet.
//!
//! Hits divided by the counted words of the outlet's articles in scope, all of them, those
//! without a hit included. Overlapping queries are counted each for itself.

use rayon::prelude::*;

pub use super::cells::Cell;
use super::cells::{Groups, IntervalMethod};
use super::coverage::{Coverage, OutletRow};
use super::scope::Scope;
use crate::corpus::{Corpus, OutletId};
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};

/// The question: how often, by outlet.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct FrequencyRecipe {
    /// The queries, one a series.
    pub queries: Vec<Query>,
    /// Which articles.
    pub scope: Scope,
    /// How the intervals of rates are made.
    pub intervals: IntervalMethod,
}

/// The answer to a [`FrequencyRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Frequency {
    /// What was counted.
    pub coverage: Coverage,
    /// The outlets with articles in scope.
    pub outlets: Vec<OutletRow>,
    /// One row a query, one cell an outlet.
    pub cells: Vec<Vec<Cell>>,
    /// One cell a query, over all outlets.
    pub totals: Vec<Cell>,
}

impl FrequencyRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Frequency, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let (coverage, outlets) = (Coverage::of(corpus, &subset), OutletRow::all(corpus, &subset));
        let row_of = rows_by_outlet(corpus, &outlets);
        let groups = Groups::new(corpus, &subset, outlets.len(), |id| {
            row_of.get(usize::from(corpus.outlet_of(id))).copied().flatten()
        });
        if let IntervalMethod::Bootstrap(_) = self.intervals {
            task.phase("Resampling articles", (self.queries.len() * (outlets.len() + 1)) as u64);
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
        Ok(Frequency { coverage, outlets, cells, totals })
    }
}

impl Frequency {
    /// The cell of a query in an outlet; `None` where the outlet has no article in scope.
    pub fn cell(&self, query: usize, outlet: OutletId) -> Option<&Cell> {
        let row = self.outlets.iter().position(|row| row.outlet == outlet)?;
        self.cells.get(query)?.get(row)
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
