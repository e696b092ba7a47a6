//! How differently outlets use the labels of one concept.
//!
//! METHODS.md, section 11: Cramér's V over labels by outlets, the generalised Jensen-Shannon divergence of their
//! shares, and an interval of each share by drawing articles.

use super::ConceptCounts;
use crate::stats::bootstrap::{self, Bootstrap};
use crate::stats::contingency::{self, Contingency};
use crate::stats::divergence::{Weights, generalised_jensen_shannon};
use crate::stats::random::Resampling;
use crate::stats::{ArticleCount, Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The counts of all labels in each column that has any of them.
fn columns(counts: &ConceptCounts) -> Vec<Vec<u64>> {
    (0..counts.words.len())
        .filter(|&column| counts.column_total(column) > 0)
        .map(|column| {
            counts.labels.iter().map(|label| label.columns.get(column).map_or(0, |c| c.count)).collect()
        })
        .collect()
}

/// Chi-squared and Cramér's V of labels by outlets; outlets with none of the labels say nothing and are left out.
///
/// Token-level: the words of an article are no independent draws, so V is to be read as the size of the
/// difference and not as a test.
pub fn association(counts: &ConceptCounts) -> Stat<Contingency> {
    let columns = columns(counts);
    let columns: Vec<&[u64]> = columns.iter().map(Vec::as_slice).collect();
    contingency::table(&columns)
}

/// The generalised Jensen-Shannon divergence of the outlets' shares of labels, in bits, outlets weighing the same:
/// 0 where all use them alike, log2 of their number where no two share a label.
pub fn divergence(counts: &ConceptCounts) -> Stat {
    let columns = columns(counts);
    if columns.len() < 2 {
        return Err(Undefined::EmptyGroup);
    }
    let columns: Vec<&[u64]> = columns.iter().map(Vec::as_slice).collect();
    generalised_jensen_shannon(&columns, Weights::Equal)
}

/// An interval of the share of one label in one column: articles with any label of the concept are drawn anew.
pub fn share_interval(
    counts: &ConceptCounts,
    label: usize,
    column: usize,
    level: f64,
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Bootstrap>, Cancelled> {
    let mut articles: Vec<(u32, ArticleCount)> = Vec::new();
    for entry in counts.tally.iter().filter(|entry| entry.column as usize == column) {
        let hits = if entry.label as usize == label { entry.count } else { 0 };
        match articles.last_mut() {
            Some((article, (label, all))) if *article == entry.article => {
                *label += hits;
                *all += entry.count;
            }
            _ => articles.push((entry.article, (hits, entry.count))),
        }
    }
    let articles: Vec<ArticleCount> = articles.into_iter().map(|(_, n)| n).collect();
    bootstrap::rate(&articles, level, settings, task)
}

/// By what concepts are put in order: their divergence times their hits. Something no two outlets tell of has 0.
pub fn contrast(counts: &ConceptCounts) -> f64 {
    divergence(counts).unwrap_or(0.0) * counts.total() as f64
}
