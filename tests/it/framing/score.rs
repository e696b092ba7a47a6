//! How well what Parallax finds agrees with what a careful reader labelled: functions over plain values.
//!
//! Whoever connects them turns the truth files (`tests/data/sample`, `tests/data/stories`) and the program's
//! results into these values. The rules by which a finding counts as right:
//!
//! **Places.** A place is a path and a range; [`locate`] gives the range of a text in an article, both with
//! their white space squeezed, so that a hard-wrapped line is no difference. Two places *overlap* when they
//! share at least half of the shorter one.
//!
//! **Stories** ([`b_cubed`]): for each article the share of its found story that is of its true story
//! (precision) and the share of its true story that is in its found one (recall), averaged over all articles.
//! An article of no story is a group of one, in the truth as in what is found. Articles that may be missed
//! (other languages) are left out by the caller, from both. Bagga and Baldwin 1998.
//!
//! **Wire copies** ([`copies`]): a copy is right when both the agency's article and the one that prints it are.
//! The other way round is wrong, and so are two prints of one text given as copies of each other.
//!
//! **Passages** ([`passages`]): see there.
//!
//! **Labels** ([`labels`]): see there.
//!
//! **Voices** ([`voices`]): see there.
//!
//! What is undefined (no finding has no precision) is `None`, never 0 or 1.

pub(super) mod labels;
pub(super) mod passages;
pub(super) mod voices;

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Right ones among the found and among the true. The two counts of right ones may differ:
/// two findings can be of one true thing, and one finding of two.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) struct Score {
    pub found: usize,
    pub found_right: usize,
    pub truth: usize,
    pub truth_right: usize,
}

impl Score {
    /// Share of the found that is right; `None` when nothing was found.
    pub(super) fn precision(&self) -> Option<f64> {
        share(self.found_right, self.found)
    }

    /// Share of the true that was found; `None` when there is nothing to find.
    pub(super) fn recall(&self) -> Option<f64> {
        share(self.truth_right, self.truth)
    }

    /// Harmonic mean of both; `None` when one of them is.
    pub(super) fn f1(&self) -> Option<f64> {
        Some(harmonic(self.precision()?, self.recall()?))
    }
}

fn share(part: usize, whole: usize) -> Option<f64> {
    (whole > 0).then(|| part as f64 / whole as f64)
}

fn harmonic(p: f64, r: f64) -> f64 {
    if p + r == 0.0 { 0.0 } else { 2.0 * p * r / (p + r) }
}

/// A range of an article: bytes of its text with white space squeezed, or any other unit used throughout.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Place {
    pub path: String,
    pub range: Range<usize>,
}

impl Place {
    fn shared(&self, other: &Self) -> usize {
        if self.path != other.path {
            return 0;
        }
        self.range.end.min(other.range.end).saturating_sub(self.range.start.max(other.range.start))
    }

    /// Whether at least half of the shorter one is shared.
    fn overlaps(&self, other: &Self) -> bool {
        let shared = self.shared(other);
        shared > 0 && shared * 2 >= self.range.len().min(other.range.len())
    }
}

/// White space squeezed to single spaces.
pub(super) fn squeezed(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Where `text` stands for the `nth` time (from 0) in an `article` that is squeezed already.
pub(super) fn locate(article: &str, text: &str, nth: usize) -> Option<Range<usize>> {
    let wanted = squeezed(text);
    article.match_indices(&wanted).nth(nth).map(|(at, _)| at..at + wanted.len())
}

/// Precision, recall and F1 of a grouping: the mean over all items in `truth` or `found`. An item that one
/// side does not name is a group of its own there. `None` without any item.
pub(super) fn b_cubed(truth: &[Vec<String>], found: &[Vec<String>]) -> Option<(f64, f64, f64)> {
    let (true_groups, found_groups) = (by_item(truth), by_item(found));
    let items: BTreeSet<&String> = true_groups.keys().chain(found_groups.keys()).copied().collect();
    let (mut p, mut r) = (0.0, 0.0);
    for item in &items {
        let alone = BTreeSet::from([*item]);
        let of_truth = true_groups.get(item).unwrap_or(&alone);
        let of_found = found_groups.get(item).unwrap_or(&alone);
        let both = of_truth.intersection(of_found).count() as f64;
        p += both / of_found.len() as f64;
        r += both / of_truth.len() as f64;
    }
    let n = items.len() as f64;
    (n > 0.0).then(|| (p / n, r / n, harmonic(p / n, r / n)))
}

fn by_item(groups: &[Vec<String>]) -> BTreeMap<&String, BTreeSet<&String>> {
    let mut all: BTreeMap<_, BTreeSet<_>> = BTreeMap::new();
    for group in groups {
        for item in group {
            let earlier = all.insert(item, group.iter().collect());
            assert!(earlier.is_none(), "{item} is in two groups");
        }
    }
    all
}

/// An agency's article and the article that prints it.
pub(super) type PrintOf<'a> = (&'a str, &'a str);

/// Wire copies as pairs (of, in).
pub(super) fn copies(truth: &[PrintOf<'_>], found: &[PrintOf<'_>]) -> Score {
    let (truth, found): (BTreeSet<_>, BTreeSet<_>) = (truth.iter().collect(), found.iter().collect());
    let right = truth.intersection(&found).count();
    Score { found: found.len(), found_right: right, truth: truth.len(), truth_right: right }
}

#[cfg(test)]
pub(super) fn place(path: &str, range: Range<usize>) -> Place {
    Place { path: path.into(), range }
}

#[test]
fn a_score_says_when_it_is_undefined() {
    let score = Score { found: 4, found_right: 3, truth: 6, truth_right: 2 };
    assert_eq!((score.precision(), score.recall()), (Some(0.75), Some(2.0 / 6.0)));
    assert!((score.f1().unwrap() - 0.461_538_461_5).abs() < 1e-9);
    let none = Score { truth: 6, ..Score::default() };
    assert_eq!((none.precision(), none.recall(), none.f1()), (None, Some(0.0), None));
    let wrong = Score { found: 1, truth: 1, ..Score::default() };
    assert_eq!(wrong.f1(), Some(0.0));
}

#[test]
fn places_overlap_by_half_of_the_shorter() {
    let check = |a: Range<usize>, b: Range<usize>, expected| {
        assert_eq!(place("x", a.clone()).overlaps(&place("x", b.clone())), expected, "{a:?} {b:?}");
    };
    check(0..10, 5..15, true);
    check(0..10, 6..16, false);
    check(0..100, 40..44, true);
    check(0..10, 10..20, false);
    check(3..3, 3..3, false);
    assert!(!place("x", 0..10).overlaps(&place("y", 0..10)));
}

#[test]
fn texts_are_found_across_line_ends() {
    let article = squeezed("One  said\nso. Two said so.");
    assert_eq!(locate(&article, "said so", 0), Some(4..11));
    assert_eq!(locate(&article, "said\n  so", 1), Some(17..24));
    assert_eq!(locate(&article, "said so", 2), None);
}

#[test]
fn stories_are_scored_article_by_article() {
    let groups = |text: &str| -> Vec<Vec<String>> {
        text.split('|').map(|g| g.split_whitespace().map(str::to_owned).collect()).collect()
    };
    let check = |truth: &str, found: &str, p: f64, r: f64| {
        let score = b_cubed(&groups(truth), &groups(found)).unwrap();
        assert!((score.0 - p).abs() < 1e-12 && (score.1 - r).abs() < 1e-12, "{truth} / {found}: {score:?}");
    };
    check("a b c | d e", "a b c | d e", 1.0, 1.0);
    // All in one: three articles have 3/5 of their group right, two have 2/5.
    check("a b c | d e", "a b c d e", 13.0 / 25.0, 1.0);
    // Each alone: recall is 1/3 three times and 1/2 twice.
    check("a b c | d e", "a | b | c | d | e", 1.0, 2.0 / 5.0);
    // c went over: a and b have 2/2 and 2/3; c has 1/3 and 1/3; d and e 2/3 and 2/2.
    check(
        "a b c | d e",
        "a b | c d e",
        (1.0 + 1.0 + 1.0 / 3.0 + 4.0 / 3.0) / 5.0,
        (4.0 / 3.0 + 1.0 / 3.0 + 2.0) / 5.0,
    );
    // What nobody grouped is alone, and joining it to a story costs precision.
    check("a b", "a b c", (2.0 / 3.0 + 2.0 / 3.0 + 1.0 / 3.0) / 3.0, 1.0);
    assert_eq!(b_cubed(&[], &[]), None);
}

#[test]
fn copies_have_a_direction() {
    let score =
        copies(&[("wire", "a"), ("wire", "b"), ("wire 2", "a")], &[("wire", "a"), ("b", "wire"), ("a", "b")]);
    assert_eq!(score, Score { found: 3, found_right: 1, truth: 3, truth_right: 1 });
}
