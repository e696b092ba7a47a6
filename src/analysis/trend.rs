//! How often, over time.
//!
//! Articles are put into bins by their publication date; each bin is measured against the words
//! of its own articles, so that a busy week is not taken for a frequent word. A bin without an
//! article is a gap, not a zero. Articles without a date, or with one too imprecise for the bins,
//! are left out and counted in [`Trend::undated`].

use std::sync::Arc;

use rayon::prelude::*;

use super::bins::{Bin, BinRow};
use super::cells::{Cell, Groups, Per};
use super::coverage::Coverage;
use super::grouping::{GroupRow, Grouping, largest};
use super::scope::Scope;
use crate::corpus::Corpus;
use crate::query::{self, Query};
use crate::stats::trend::{self, KendallTau, PoissonSlope};
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The question: how often, over time.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TrendRecipe {
    /// The queries.
    pub queries: Vec<Query>,
    /// Which articles.
    pub scope: Scope,
    /// The width of the bins.
    pub bin: Bin,
    /// One line for each of these, for the first query; otherwise one line a query.
    pub by: Option<Grouping>,
    /// What rates are of.
    pub per: Per,
    /// Whether rise and fall are measured too.
    pub statistics: bool,
}

/// The answer to a [`TrendRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Trend {
    /// What is in scope, the articles that no bin takes included.
    pub coverage: Coverage,
    /// The width of the bins; never [`Bin::Auto`] when there is a bin.
    pub bin: Bin,
    /// All bins from the first date to the last, without a break.
    pub bins: Vec<BinRow>,
    /// The lines.
    pub lines: Vec<TrendLine>,
    /// The groups that have a line, if lines are of groups: at most [`MOST_LINES`], those with most words.
    pub groups: Vec<GroupRow>,
    /// Groups for which there is no line.
    pub left_out: u32,
    /// Articles in scope that no bin takes: without a date, or with one too imprecise.
    pub undated: u32,
}

/// One line of a trend.
#[derive(Debug, Clone, PartialEq)]
pub struct TrendLine {
    /// The query's text or the group's name.
    pub label: Arc<str>,
    /// Which query of the recipe.
    pub query: usize,
    /// Which of [`Trend::groups`], if the line is about one.
    pub group: Option<usize>,
    /// One cell a bin; `None` where there is no article.
    pub cells: Vec<Option<Cell>>,
    /// The first and the last bin with an article: before and after, nothing is known of the line.
    pub covers: Option<(usize, usize)>,
    /// Whether the rate rises or falls, if that was asked.
    pub rise: Option<Rise>,
}

/// So many lines can be told apart; of more groups those with most words have one.
pub const MOST_LINES: usize = 24;

/// Below this many bins with words a trend is described and not measured.
pub const LEAST_BINS: u32 = 6;

/// Whether a rate rises or falls over the bins. Volume is not rate, and neither says why.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Rise {
    /// Bins with words.
    pub bins: u32,
    /// Kendall's rank correlation of rate and bin.
    pub kendall: Stat<KendallTau>,
    /// The slope of a quasi-Poisson regression.
    pub slope: Stat<PoissonSlope>,
}

impl Rise {
    /// Over the cells of a line.
    pub fn of(cells: &[Option<Cell>]) -> Self {
        let bins: Vec<(u64, u64)> =
            cells.iter().map(|cell| cell.as_ref().map_or((0, 0), |cell| (cell.hits, cell.words))).collect();
        let with_words = bins.iter().filter(|bin| bin.1 > 0).count() as u32;
        if with_words < LEAST_BINS {
            let few = Undefined::TooFewBins(LEAST_BINS);
            return Self { bins: with_words, kendall: Err(few), slope: Err(few) };
        }
        Self { bins: with_words, kendall: trend::kendall_tau(&bins), slope: trend::poisson_slope(&bins) }
    }
}

impl TrendLine {
    fn new(
        label: Arc<str>,
        query: usize,
        group: Option<usize>,
        cells: Vec<Option<Cell>>,
        statistics: bool,
    ) -> Self {
        let first = cells.iter().position(Option::is_some);
        let covers = first.zip(cells.iter().rposition(Option::is_some));
        let rise = statistics.then(|| Rise::of(&cells));
        Self { label, query, group, cells, covers, rise }
    }
}

impl TrendRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Trend, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let coverage = Coverage::of(corpus, &subset);
        let dates: Vec<_> = subset.articles(corpus).filter_map(|id| corpus.date_of(id)).collect();
        let Some((bin, low, high)) = self.bin.resolve(&dates) else {
            let undated = coverage.articles;
            let (bins, lines, groups) = (Vec::new(), Vec::new(), Vec::new());
            return Ok(Trend { coverage, bin: self.bin, bins, lines, groups, left_out: 0, undated });
        };
        task.check()?;
        let mut bins: Vec<BinRow> = (low..=high).map(|number| bin.row(number)).collect();
        let bin_of = |id| corpus.date_of(id).and_then(|date| bin.number(date)).map(|at| (at - low) as usize);
        for at in subset.articles(corpus).filter_map(bin_of) {
            if let Some(row) = bins.get_mut(at) {
                row.articles += 1;
            }
        }
        let undated = coverage.articles - bins.iter().map(|row| row.articles).sum::<u32>();

        let (mut groups, mut left_out) = (Vec::new(), 0);
        let lines = if let Some(by) = self.by {
            let Some(query) = self.queries.first() else {
                return Ok(Trend { coverage, bin, bins, lines: Vec::new(), groups, left_out, undated });
            };
            let grouped = by.sort(corpus, &subset);
            let shown = largest(&grouped.rows, MOST_LINES);
            left_out = (grouped.rows.len() - shown.len()) as u32;
            let mut line_of = vec![None; grouped.rows.len()];
            for (line, &row) in shown.iter().enumerate() {
                if let Some(place) = line_of.get_mut(row) {
                    *place = Some(line);
                }
            }
            let cells = Groups::new(corpus, &subset, shown.len() * bins.len(), self.per, |id| {
                let line = grouped.row_of(corpus, id).and_then(|row| *line_of.get(row)?)?;
                Some(line * bins.len() + bin_of(id)?)
            });
            groups = shown.iter().filter_map(|&row| grouped.rows.get(row).cloned()).collect();
            let mut cells = cells.cells(corpus, &query::counts(corpus, query, &subset, task)?).0.into_iter();
            let line = |(at, row): (usize, &GroupRow)| {
                let cells = gaps(cells.by_ref().take(bins.len()));
                TrendLine::new(row.shown().into(), 0, Some(at), cells, self.statistics)
            };
            groups.iter().enumerate().map(line).collect()
        } else {
            let groups = Groups::new(corpus, &subset, bins.len(), self.per, bin_of);
            let line = |(at, query): (usize, &Query)| {
                let (cells, _) = groups.cells(corpus, &query::counts(corpus, query, &subset, task)?);
                let label = query.text.as_str().into();
                Ok(TrendLine::new(label, at, None, gaps(cells), self.statistics))
            };
            self.queries
                .par_iter()
                .enumerate()
                .map(|(at, query)| line((at, query)))
                .collect::<Result<_, _>>()?
        };
        Ok(Trend { coverage, bin, bins, lines, groups, left_out, undated })
    }
}

/// Cells without an article become gaps.
fn gaps(cells: impl IntoIterator<Item = Cell>) -> Vec<Option<Cell>> {
    cells.into_iter().map(|cell| (cell.articles > 0).then_some(cell)).collect()
}
