//! Aligning two texts word by word: what of one stands in the other?
//!
//! Texts are lists of word numbers. For wire copy report containment
//! ([`super::similarity::shingles`]), the longest run and the share aligned; who copied from whom
//! is not to be read from words alone.

use std::ops::Range;

/// What matches, mismatches and gaps are worth in a local alignment.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Scoring {
    /// For two equal words.
    pub matched: i32,
    /// For two different words.
    pub mismatched: i32,
    /// For a word left out on one side.
    pub gap: i32,
}

impl Default for Scoring {
    /// +2, -1, -1.
    fn default() -> Self {
        Self { matched: 2, mismatched: -1, gap: -1 }
    }
}

/// The best local alignment.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LocalAlignment {
    /// Its score; 0 if nothing matches.
    pub score: i64,
    /// Where it lies in the first text.
    pub in_a: Range<usize>,
    /// Where it lies in the second.
    pub in_b: Range<usize>,
}

/// Smith-Waterman: the two stretches that fit best, with linear gap costs.
///
/// Formula: the largest sum of scores over paths that start anywhere and never fall below 0. Work
/// grows with the product of the lengths. Of equally good alignments the first end wins.
/// Reference: Smith & Waterman 1981, *Identification of common molecular subsequences*; Smith,
/// Cordell & Mullen 2015 for reprints. Same figure: Biopython `PairwiseAligner(mode="local")`.
pub fn smith_waterman(a: &[u32], b: &[u32], scoring: Scoring) -> LocalAlignment {
    // Each cell knows its score and where its path began.
    let mut row: Vec<(i64, (usize, usize))> = (0..=b.len()).map(|j| (0, (0, j))).collect();
    let mut best = (0, (0, 0), (0, 0));
    let [matched, mismatched, gap] = [scoring.matched, scoring.mismatched, scoring.gap].map(i64::from);
    for (i, word) in a.iter().enumerate() {
        let mut diagonal = row[0];
        row[0] = (0, (i + 1, 0));
        for (j, other) in b.iter().enumerate() {
            let score = if word == other { matched } else { mismatched };
            let mut cell = (diagonal.0 + score, diagonal.1);
            for (score, began) in [row[j + 1], row[j]] {
                if score + gap > cell.0 {
                    cell = (score + gap, began);
                }
            }
            if cell.0 <= 0 {
                cell = (0, (i + 1, j + 1));
            }
            diagonal = row[j + 1];
            row[j + 1] = cell;
            if cell.0 > best.0 {
                best = (cell.0, cell.1, (i + 1, j + 1));
            }
        }
    }
    let (score, began, ended) = best;
    LocalAlignment { score, in_a: began.0..ended.0, in_b: began.1..ended.1 }
}

/// The length of the longest common subsequence: words in the same order, gaps allowed.
///
/// Reference: Wagner & Fischer 1974. Same figure: textdistance `lcsseq`.
pub fn longest_common_subsequence(a: &[u32], b: &[u32]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    for word in a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if word == other { diagonal + 1 } else { above.max(row[j]) };
            diagonal = above;
        }
    }
    row[b.len()]
}

/// The length of the longest run of words that both texts have without a break.
///
/// Same figure: Python `difflib.SequenceMatcher(autojunk=False).find_longest_match`.
pub fn longest_common_run(a: &[u32], b: &[u32]) -> usize {
    let mut row = vec![0usize; b.len() + 1];
    let mut longest = 0;
    for word in a {
        let mut diagonal = 0;
        for (j, other) in b.iter().enumerate() {
            let above = row[j + 1];
            row[j + 1] = if word == other { diagonal + 1 } else { 0 };
            longest = longest.max(row[j + 1]);
            diagonal = above;
        }
    }
    longest
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 1 2 3 4 in 9 1 2 8 3 4: four matches and one gap.
    #[test]
    fn alignment_over_a_gap_by_hand() {
        let (a, b) = ([1, 2, 3, 4], [9, 1, 2, 8, 3, 4]);
        let found = smith_waterman(&a, &b, Scoring::default());
        assert_eq!(found, LocalAlignment { score: 7, in_a: 0..4, in_b: 1..6 });
        assert_eq!(longest_common_subsequence(&a, &b), 4);
        assert_eq!(longest_common_run(&a, &b), 2);
    }

    /// The textbook pair of Wagner & Fischer's problem (Cormen et al.): ABCBDAB and BDCABA share 4.
    #[test]
    fn textbook_subsequence() {
        let text = |letters: &str| letters.bytes().map(u32::from).collect::<Vec<_>>();
        assert_eq!(longest_common_subsequence(&text("ABCBDAB"), &text("BDCABA")), 4);
        // Smith & Waterman's TGTTACGG and GGTTGACTA with +3 -3 -2 score 13 (the usual example).
        let scoring = Scoring { matched: 3, mismatched: -3, gap: -2 };
        assert_eq!(smith_waterman(&text("TGTTACGG"), &text("GGTTGACTA"), scoring).score, 13);
    }

    #[test]
    fn nothing_in_common() {
        assert_eq!(smith_waterman(&[1], &[2], Scoring::default()).score, 0);
        assert_eq!(smith_waterman(&[], &[2], Scoring::default()).in_a, 0..0);
        assert_eq!((longest_common_run(&[], &[]), longest_common_subsequence(&[1], &[])), (0, 0));
    }
}
