//! How differently outlets use the labels of one concept.
//!
//! METHODS.md, section 11: the generalised Jensen-Shannon divergence of their shares.

use super::ConceptCounts;
use crate::stats::divergence::{Weights, generalised_jensen_shannon};
use crate::stats::{Stat, Undefined};

/// The counts of all labels in each column that has any of them.
fn columns(counts: &ConceptCounts) -> Vec<Vec<u64>> {
    (0..counts.words.len())
        .filter(|&column| counts.column_total(column) > 0)
        .map(|column| {
            counts.labels.iter().map(|label| label.columns.get(column).map_or(0, |c| c.count)).collect()
        })
        .collect()
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

/// By what concepts are put in order: their divergence times their hits. Something no two outlets tell of has 0.
pub fn contrast(counts: &ConceptCounts) -> f64 {
    divergence(counts).unwrap_or(0.0) * counts.total() as f64
}
