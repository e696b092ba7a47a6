//! Labels: which wordings each outlet uses for a thing.
//!
//! A label is an outlet and a wording as it stands in its texts: a query that finds "eviction" and "evicted" gives two. Wordings are compared without regard to case, a leading "the", curly or
//! straight apostrophes, a possessive ending, and a final "s" of a word of four letters and more (squatter, squatters); the counts
//! are not compared; for a found person, what stands before the name is compared without it. Each true concept is given the found concept that shares most labels with it, one to one,
//! the largest shares first, in doubt the earlier ones. Micro-averaged: right labels are those shared within
//! such couples; found are all labels of the found concepts that share any label with a true one, so that a
//! concept torn in two costs precision; true are all true labels. Found concepts that share no label with any
//! true one are counted apart (`aside`): the truth holds the contested things only, and a well-found set of
//! other wordings is no mistake. Look at them all the same.

use std::collections::BTreeSet;

use super::Score;

/// A thing with its labels: (outlet, wording).
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Concept {
    pub labels: Vec<(String, String)>,
    /// Of a found person: the name.
    pub person: Option<String>,
}

/// The score, and how many found concepts have no partner.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Labels {
    pub score: Score,
    pub aside: usize,
}

/// A wording as it is compared.
fn folded(wording: &str) -> String {
    let text = wording.to_lowercase().replace(['\u{2018}', '\u{2019}'], "'");
    let text = text.strip_prefix("the ").unwrap_or(&text);
    let text = text.strip_suffix("'s").unwrap_or(text);
    if text.rsplit(' ').next().is_some_and(|word| word.chars().count() > 3) {
        text.strip_suffix('s').unwrap_or(text).to_owned()
    } else {
        text.to_owned()
    }
}

/// What is said of a person stands alone: "union boss Aurel Minch" is "union boss".
fn without_name(wording: &str, name: &str) -> String {
    let mut words: Vec<&str> = wording.split(' ').collect();
    while words.len() > 1 && words.last().is_some_and(|last| name.split(' ').any(|part| part == *last)) {
        words.pop();
    }
    words.join(" ").trim_end_matches(',').to_owned()
}

/// The labels as they are compared; `person` is the name of the found person that they are compared for.
fn keys<'a>(concept: &'a Concept, person: Option<&str>) -> BTreeSet<(&'a str, String)> {
    let key = |wording: &str| person.map_or(folded(wording), |name| folded(&without_name(wording, name)));
    concept.labels.iter().map(|(outlet, wording)| (outlet.as_str(), key(wording))).collect()
}

/// Scores `found` against `truth`.
pub(crate) fn labels(truth: &[Concept], found: &[Concept]) -> Labels {
    let persons: Vec<Option<&str>> = found.iter().map(|one| one.person.as_deref()).collect();
    let found: Vec<_> = found.iter().map(|one| keys(one, one.person.as_deref())).collect();
    let mut couples: Vec<(usize, usize, usize)> = Vec::new();
    for (t, of_truth) in truth.iter().enumerate() {
        for (f, of_found) in found.iter().enumerate() {
            couples.push((keys(of_truth, persons[f]).intersection(of_found).count(), t, f));
        }
    }
    let truth: Vec<_> = truth.iter().map(|one| keys(one, None)).collect();
    couples.retain(|couple| couple.0 > 0);
    couples.sort_by_key(|&(shared, t, f)| (std::cmp::Reverse(shared), t, f));
    let related: BTreeSet<usize> = couples.iter().map(|couple| couple.2).collect();
    let mut result = Labels { aside: found.len() - related.len(), ..Labels::default() };
    let (mut taken, mut given) = (BTreeSet::new(), BTreeSet::new());
    for (shared, t, f) in couples {
        if !taken.contains(&t) && !given.contains(&f) {
            taken.insert(t);
            given.insert(f);
            result.score.found_right += shared;
            result.score.truth_right += shared;
        }
    }
    result.score.found = related.iter().map(|&f| found[f].len()).sum();
    result.score.truth = truth.iter().map(BTreeSet::len).sum();
    result
}

#[test]
fn labels_are_compared_within_their_concept() {
    let concept = |text: &str| Concept {
        labels: text
            .split(", ")
            .map(|label| label.split_once(':').unwrap())
            .map(|(outlet, wording)| (outlet.to_owned(), wording.to_owned()))
            .collect(),
        person: None,
    };
    let check = |truth: &[&str], found: &[&str], right, of_found, of_truth, aside| {
        let all = |texts: &[&str]| texts.iter().map(|text| concept(text)).collect::<Vec<_>>();
        let expected = Score { found: of_found, found_right: right, truth: of_truth, truth_right: right };
        assert_eq!(labels(&all(truth), &all(found)), Labels { score: expected, aside }, "{found:?}");
    };
    let truth = ["A:the Arc, B:Halcyon Islands, C:the islands", "A:squatters, B:evacuees"];
    check(&truth, &truth, 5, 5, 5, 0);
    check(&truth, &["A:ARC, B:Halcyon Island", "A:squatter, A:squatters"], 3, 3, 5, 0);
    // The right wording under the wrong outlet is wrong; a concept of other things is put aside.
    check(&truth, &["B:the Arc, B:Halcyon Islands", "C:the bank, D:the lender"], 1, 2, 5, 1);
    // Two things thrown together: the larger share counts. One torn in two: likewise.
    check(&truth, &["A:Arc, B:Halcyon Islands, A:squatters, B:evacuees"], 2, 4, 5, 0);
    check(&truth, &["A:Arc, B:Halcyon Islands", "C:islands"], 2, 3, 5, 0);
    check(&truth, &[], 0, 0, 5, 0);
    // What stands before a person's name is the same with the name and without.
    let told = concept("A:Union boss, B:Opposition leader Mirela Orr");
    let found = concept("A:Union boss Mirela Orr, B:opposition leader Mirela Orr");
    let of_person = Concept { person: Some("Mirela Orr".to_owned()), ..found.clone() };
    let right = |found: Concept| labels(std::slice::from_ref(&told), &[found]).score.found_right;
    assert_eq!((right(of_person), right(found)), (2, 1));
}
