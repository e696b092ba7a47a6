//! Passages: pairs of sentences of different outlets.
//!
//! A found pair is of a true pair when both its places overlap those of the true one, in either order. Found
//! pairs of grades 1 and 2 ("same words", "reworded") are held against true pairs of grades 1 and 2, whichever
//! of the two: the border between them is a matter of taste and is not scored. A found pair that is of a true
//! pair of grade 3 ("related") or of a tempting non-pair is wrong, and counted apart as well, since these are
//! the mistakes one expects. Found pairs of grade 3 are not scored: the truth is not complete there. The truth
//! holds sentences of bodies only: pairs with a headline or a standfirst are left out by the caller, and so
//! are pairs of one outlet. Groups of more than two sentences are given as all their pairs.

use super::{Place, Score};

/// Two sentences and how close they are: 1 same words, 2 reworded, 3 related.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Pair {
    pub a: Place,
    pub b: Place,
    pub grade: u8,
}

impl Pair {
    fn is_of(&self, other: &Self) -> bool {
        (self.a.overlaps(&other.a) && self.b.overlaps(&other.b))
            || (self.a.overlaps(&other.b) && self.b.overlaps(&other.a))
    }
}

/// How passages were found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Passages {
    /// Grades 1 and 2 together.
    pub score: Score,
    /// True pairs of grade 1: how many were found, of how many.
    pub same_words: (usize, usize),
    /// True pairs of grade 2: how many were found, of how many.
    pub reworded: (usize, usize),
    /// Wrong ones that are only related.
    pub related_taken: usize,
    /// Wrong ones that the truth warns of.
    pub not_pairs_taken: usize,
}

/// Scores `found` against `truth` and the tempting `not_pairs`.
pub(crate) fn passages(truth: &[Pair], not_pairs: &[Pair], found: &[Pair]) -> Passages {
    let claimed: Vec<&Pair> = found.iter().filter(|pair| pair.grade <= 2).collect();
    let mut result = Passages::default();
    for pair in truth.iter().filter(|pair| pair.grade <= 2) {
        let hit = usize::from(claimed.iter().any(|other| other.is_of(pair)));
        let of_grade = if pair.grade == 1 { &mut result.same_words } else { &mut result.reworded };
        of_grade.0 += hit;
        of_grade.1 += 1;
        result.score.truth += 1;
        result.score.truth_right += hit;
    }
    result.score.found = claimed.len();
    for pair in claimed {
        if truth.iter().any(|other| other.grade <= 2 && pair.is_of(other)) {
            result.score.found_right += 1;
        } else if truth.iter().any(|other| pair.is_of(other)) {
            result.related_taken += 1;
        } else if not_pairs.iter().any(|other| pair.is_of(other)) {
            result.not_pairs_taken += 1;
        }
    }
    result
}

#[test]
fn passages_are_scored_at_grades_1_and_2() {
    use super::place;
    let pair = |a: usize, b: usize, grade| Pair {
        a: place("a", a * 100..a * 100 + 80),
        b: place("b", b * 100..b * 100 + 80),
        grade,
    };
    let truth = [pair(0, 0, 1), pair(1, 1, 2), pair(2, 2, 2), pair(3, 3, 3)];
    let turned = Pair { a: place("b", 100..180), b: place("a", 100..180), grade: 1 };
    // The first half of a sentence is the sentence; its first tenth with what is before it is not.
    let half = Pair { a: place("a", 0..40), ..pair(0, 0, 2) };
    let beside = Pair { a: place("a", 130..208), ..pair(0, 2, 2) };
    let found = [half, turned, beside, pair(3, 3, 2), pair(4, 5, 1), pair(7, 7, 2), pair(2, 2, 3)];
    let expected = Passages {
        score: Score { found: 6, found_right: 2, truth: 3, truth_right: 2 },
        same_words: (1, 1),
        reworded: (1, 2),
        related_taken: 1,
        not_pairs_taken: 1,
    };
    assert_eq!(passages(&truth, &[pair(4, 5, 0)], &found), expected);
    assert_eq!(passages(&truth, &[], &[]).score.precision(), None);
    // A sentence cut in two is found twice and counts once among the true.
    let other_half = Pair { a: place("a", 40..80), ..pair(0, 0, 1) };
    let cut = passages(&truth, &[], &[Pair { a: place("a", 0..40), ..pair(0, 0, 1) }, other_half]);
    assert_eq!(cut.score, Score { found: 2, found_right: 2, truth: 3, truth_right: 1 });
}
