//! Counting what stands near a word.
//!
//! There are two ways to count, and programs differ in them:
//!
//! - *pairs*: every (node, word) pair, so where windows overlap a word counts once for each node
//!   (nltk, Sketch Engine, `WordSmith`, LancsBox);
//! - *positions*: every place of the text once, nodes themselves excluded (Evert 2008, *Corpora and
//!   collocations*). Ours for test statistics: only so do the counts form a table.
//!
//! This is the plain definition over lists of word numbers, to hold faster counting against.

use super::collocation::Pair;
use std::collections::BTreeMap;

/// What stands near a node word.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Windows {
    /// Hits of the node.
    pub node: u64,
    /// All words.
    pub words: u64,
    /// Places within reach of a node, nodes left out.
    pub positions: u64,
    /// The words near the node, in order of their number.
    pub near: BTreeMap<u32, Near>,
}

/// One word near the node.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Near {
    /// (node, word) pairs.
    pub pairs: u64,
    /// Places within reach of a node; 0 for the node itself.
    pub positions: u64,
    /// All occurrences of the word.
    pub frequency: u64,
}

impl Windows {
    /// The table of a word under *positions*: R1 places in reach, C1 occurrences, N words that
    /// are not nodes. `None` for words that are not near.
    pub fn pair(&self, word: u32) -> Option<Pair> {
        let near = self.near.get(&word).filter(|near| near.positions > 0)?;
        Some(Pair {
            together: near.positions,
            node: self.positions,
            collocate: near.frequency,
            total: self.words - self.node,
        })
    }

    /// The expected count of a word under *pairs*: f(node) f(word) (left + right) / N.
    ///
    /// Reference: Brezina 2018, *Statistics in Corpus Linguistics*. Same figure: LancsBox.
    pub fn expected_pairs(&self, word: u32, span: usize) -> Option<f64> {
        let near = self.near.get(&word)?;
        Some(self.node as f64 * near.frequency as f64 * span as f64 / self.words as f64)
    }
}

/// Counts the words up to `left` before and `right` after each `node`, within each article.
pub fn windows(articles: &[&[u32]], node: u32, left: usize, right: usize) -> Windows {
    let mut found = Windows::default();
    for article in articles {
        found.words += article.len() as u64;
        // Everything before `covered` has been entered as a position.
        let mut covered = 0;
        for (at, _) in article.iter().enumerate().filter(|(_, word)| **word == node) {
            found.node += 1;
            let (from, to) =
                (at.saturating_sub(left), at.saturating_add(right).saturating_add(1).min(article.len()));
            for (place, &word) in article.iter().enumerate().take(to).skip(from) {
                if place != at {
                    found.near.entry(word).or_default().pairs += 1;
                }
                if word != node && place >= covered {
                    found.near.entry(word).or_default().positions += 1;
                    found.positions += 1;
                }
            }
            covered = covered.max(to);
        }
    }
    for &word in articles.iter().copied().flatten() {
        if let Some(near) = found.near.get_mut(&word) {
            near.frequency += 1;
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: x N y N z with one word of reach: y stands near both nodes.
    #[test]
    fn overlapping_windows_by_hand() {
        let (x, n, y, z) = (1, 0, 2, 3);
        let found = windows(&[&[x, n, y, n, z]], n, 1, 1);
        assert_eq!((found.node, found.words, found.positions), (2, 5, 3));
        assert_eq!(found.near[&y], Near { pairs: 2, positions: 1, frequency: 1 });
        assert_eq!(found.pair(y), Some(Pair { together: 1, node: 3, collocate: 1, total: 3 }));
        assert_eq!(found.expected_pairs(y, 2), Some(2.0 * 2.0 / 5.0));
        assert_eq!(found.pair(n), None);
    }

    #[test]
    fn windows_end_with_the_article() {
        let found = windows(&[&[5, 0], &[7, 0, 0]], 0, 9, 9);
        assert_eq!(found.near[&5], Near { pairs: 1, positions: 1, frequency: 1 });
        assert_eq!(found.near[&7], Near { pairs: 2, positions: 1, frequency: 1 });
        assert_eq!(found.near[&0], Near { pairs: 2, positions: 0, frequency: 3 });
    }
}
