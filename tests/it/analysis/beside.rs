//! What stands near an article, and what is found in it.

use parallax::analysis::{Analysis, Beside, BesideRecipe, FindingRecipe, MarksRecipe, Outcome};
use parallax::corpus::{Corpus, Versions};
use parallax::task::Task;

use super::query;
use crate::fixtures::{Draft, corpus_of};

fn near(corpus: &Corpus, article: u32) -> Beside {
    match Analysis::Beside(BesideRecipe { article, once: true }).run(corpus, &Task::none()) {
        Ok(Outcome::Beside(near)) => near,
        other => panic!("{other:?}"),
    }
}

fn found(corpus: &Corpus, text: &str, is_whole_page: bool) -> Vec<String> {
    let recipe = FindingRecipe { article: 0, text: text.to_owned(), is_whole_page };
    match Analysis::Finding(recipe).run(corpus, &Task::none()) {
        Ok(Outcome::Finding(found)) => {
            found.spans.iter().map(|span| span.of(&corpus.article(0).raw).to_owned()).collect()
        }
        other => panic!("{other:?}"),
    }
}

#[test]
fn neighbours_are_the_nearest_in_time() {
    let draft = |outlet, date| Draft { outlet, date, text: "# One\nthe quay is open", ..Draft::default() };
    let corpus = corpus_of(&[
        draft("A", "2024-05-10"),
        draft("A", "2024-05-02"),
        draft("A", "2024-05-08"),
        draft("A", "2024-05-20"),
        draft("A", "2024-05-10"),
        draft("B", "2024-05-13"),
        draft("B", "2024-05-14"),
        draft("C", "2024-05-09"),
        draft("C", "2024-05-11"),
        draft("", "2024-05-10"),
        draft("A", ""),
    ]);
    let check = |article, before, after, around: &[u32]| {
        let near = near(&corpus, article);
        assert_eq!((near.before, near.after, near.around.as_slice()), (before, after, around), "{article}");
        assert_eq!(near.more, 0);
    };
    check(0, Some(2), Some(4), &[9, 8, 7, 5]);
    check(4, Some(0), Some(3), &[9, 8, 7, 5]);
    check(1, None, Some(2), &[]);
    check(3, Some(4), None, &[]);
    check(10, None, None, &[]);
    check(9, None, None, &[0, 4, 8, 7, 2, 5]);
}

#[test]
fn of_many_around_a_day_the_rest_is_counted() {
    let mut drafts =
        vec![Draft { outlet: "A", date: "2024-05-10", text: "# One\nthe quay", ..Draft::default() }];
    let other = |_| Draft { outlet: "B", date: "2024-05-12", text: "# Two\nthe quay", ..Draft::default() };
    drafts.extend((0..20).map(other));
    let near = near(&corpus_of(&drafts), 0);
    assert_eq!((near.around.len(), near.more), (8, 12));
    assert_eq!(near.around, (1..=8).collect::<Vec<_>>());
}

#[test]
fn versions_of_one_article_are_one_neighbour_and_its_own_are_none() {
    let draft =
        |outlet| Draft { outlet, date: "2024-05-10", text: "# One\nthe quay is open", ..Draft::default() };
    let corpus = corpus_of(&["A", "B", "B", "C", "C"].map(draft));
    let versions = Versions::new(5, vec![vec![0, 1], vec![4, 3]], Vec::new());
    let corpus = corpus.versioned(versions.into());
    let check = |article, once, expected: &[u32]| {
        let found = Analysis::Beside(BesideRecipe { article, once }).run(&corpus, &Task::none());
        let Ok(Outcome::Beside(near)) = found else { panic!("{found:?}") };
        assert_eq!(near.around, expected, "{article}, {once}");
    };
    check(0, true, &[2, 4]);
    check(0, false, &[1, 2, 3, 4]);
    check(2, true, &[0, 4]);
    check(3, true, &[0, 2]);
}

#[test]
fn text_is_found_as_typed_and_patterns_as_queries() {
    let text = "# The “Quay”\nThe old\nquay isn’t the new quayside of Port-Lorn; quays are.";
    let corpus = corpus_of(&[Draft { text, ..Draft::default() }]);
    let check = |text: &str, expected: &[&str]| assert_eq!(found(&corpus, text, true), expected, "{text}");
    check("quay", &["Quay", "quay", "quay", "quay"]);
    check("OLD QUAY", &["old\nquay"]);
    check("isn't", &["isn’t"]);
    check("port-lorn", &["Port-Lorn"]);
    check("quay*", &["Quay", "quay", "quayside", "quays"]);
    check("=quay", &["quay"]);
    check("  ", &[]);
    check("ferry", &[]);
    check("(", &[]);
}

#[test]
fn hits_of_the_followed_query_are_kept_apart() {
    let corpus = corpus_of(&[Draft { text: "# One\nthe quay, the pier, the quay", ..Draft::default() }]);
    let recipe =
        MarksRecipe { article: 0, queries: vec![query("quay | pier")], followed: Some(query("quay")) };
    let Ok(Outcome::Marks(marks)) = Analysis::Marks(recipe).run(&corpus, &Task::none()) else {
        panic!("answered");
    };
    assert_eq!((marks.len(), marks.followed.len()), (3, 2));
}
