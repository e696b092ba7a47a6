//! Outlets side by side.

use parallax::analysis::{Analysis, Comparison, ComparisonRecipe, DistinctiveSettings, Scope, Shading};
use parallax::corpus::Corpus;
use parallax::task::Task;

use super::{query, scope};
use crate::fixtures::{self, Draft, corpus, corpus_of};

fn run(corpus: &Corpus, outlets: &[&str], scope: Scope) -> Comparison {
    let recipe = ComparisonRecipe {
        scope,
        outlets: outlets.iter().map(|&name| name.into()).collect(),
        queries: vec![query("islands")],
        distinctive: DistinctiveSettings { minimum_count: 1, ..Default::default() },
        ..ComparisonRecipe::default()
    };
    Analysis::Comparison(recipe).run(corpus, &Task::none()).unwrap().as_comparison().unwrap().clone()
}

const ROWS: &[(&str, &str, &str)] = &[
    ("A", "2024-05-04", "The stolen islands"),
    ("A", "", "Stolen again"),
    ("A", "2024-05", "Stolen since"),
    ("B", "2024-05-02", "The disputed islands of peace"),
    ("C", "2024-05-02", "The lovely islands"),
    ("D", "2024-05-02", "One two three four five six seven"),
    ("", "2024-05-02", "Nobody knows the islands of nobody at all really"),
];

#[test]
fn columns_hold_what_was_chosen() {
    let check = |outlets: &[&str], filter: &str, expected: &[&str]| {
        let corpus = corpus(ROWS);
        let found = run(&corpus, outlets, scope(filter));
        let columns = found.columns.iter().map(|column| {
            let cell = &column.query_cells[0];
            format!("{}: {:?}, {} words, {} hits", column.name, column.articles, column.words, cell.hits)
        });
        assert_eq!(columns.collect::<Vec<_>>(), expected);
        assert_eq!(found.coverage.words, found.columns.iter().map(|c| c.words).sum::<u64>());
    };
    check(&["B", "A"], "", &["B: [3], 5 words, 1 hits", "A: [2, 0, 1], 7 words, 1 hits"]);
    check(
        &["B", "Nobody", "B", "A"],
        "date:2024-05-02",
        &["B: [3], 5 words, 1 hits", "A: [], 0 words, 0 hits"],
    );
    check(
        &[],
        "",
        &[
            "A: [2, 0, 1], 7 words, 1 hits",
            "B: [3], 5 words, 1 hits",
            "C: [4], 3 words, 1 hits",
            "D: [5], 7 words, 0 hits",
            ": [6], 9 words, 1 hits",
        ],
    );
    check(&[], "outlet:Nobody", &[]);
    check(&["", "C"], "", &[": [6], 9 words, 1 hits", "C: [4], 3 words, 1 hits"]);
}

/// One page without an outlet is a page; of two nobody knows whether they are of one.
#[test]
fn several_pages_of_unknown_outlets_are_no_column() {
    let rows = [ROWS, &[("", "2024-05-03", "Another page of nobody")]].concat();
    let found = run(&corpus(&rows), &[], scope(""));
    let names: Vec<&str> = found.columns.iter().map(|column| &*column.name).collect();
    assert_eq!(names, ["A", "B", "C", "D"]);
}

#[test]
fn dates_and_distinctive_words_are_those_of_the_columns() {
    let corpus = corpus(ROWS);
    let found = run(&corpus, &["A", "B"], Scope::default());
    let column = &found.columns[0];
    assert_eq!(column.first, fixtures::published("2024-05"));
    assert_eq!(column.last, fixtures::published("2024-05"), "a month may end after its fourth day");
    let forms: Vec<_> = column.top.iter().map(|word| corpus.vocabulary().form(word.word)).collect();
    assert_eq!(forms, ["stolen"]);
    assert_eq!((column.top[0].count, column.top[0].elsewhere), (3, 0));
}

#[test]
fn words_are_shared_own_or_neither() {
    let corpus = corpus(ROWS);
    let shading = |found: &Comparison, form: &str| found.shading(corpus.vocabulary().id(form).unwrap());
    let three = run(&corpus, &["A", "B", "C"], Scope::default());
    assert_eq!(three.all_mask, 0b111);
    assert_eq!(shading(&three, "islands"), Shading::Shared);
    assert_eq!(shading(&three, "stolen"), Shading::Own(0));
    assert_eq!(shading(&three, "peace"), Shading::Own(1));
    assert_eq!(shading(&three, "lovely"), Shading::Own(2));
    assert_eq!(shading(&three, "of"), Shading::Some, "function words are nobody's own");
    assert_eq!(shading(&three, "seven"), Shading::Some, "of no column");
    assert_eq!(three.columns_with(u32::MAX), 0);
    let alone = run(&corpus, &["A"], Scope::default());
    assert_eq!(shading(&alone, "stolen"), Shading::Some, "nobody to share with");
}

#[test]
fn at_most_six_columns() {
    let names: Vec<String> = (0..9).map(|at| format!("Outlet {at}")).collect();
    let drafts: Vec<_> =
        names.iter().map(|outlet| Draft { outlet, text: "islands", ..Draft::default() }).collect();
    let corpus = corpus_of(&drafts);
    let all: Vec<&str> = names.iter().map(String::as_str).collect();
    for outlets in [&[][..], &all] {
        let found = run(&corpus, outlets, Scope::default());
        assert_eq!((found.columns.len(), found.all_mask), (6, 0b11_1111));
        assert_eq!(found.columns[5].name.as_ref(), "Outlet 5");
    }
}

#[test]
fn places_are_of_as_many_articles_as_there_is_room_for() {
    let text = |at: usize| if at == 0 || at > 300 { "The islands" } else { "The sea" };
    let mut rows: Vec<(&str, &str, &str)> = (0..420).map(|at| ("A", "", text(at))).collect();
    rows.extend([("B", "", "No islands, islands"); 2]);
    // The first by date, though not by number.
    rows.push(("A", "2024-05-02", "Islands first"));
    let corpus = corpus(&rows);
    let found = run(&corpus, &["A", "B"], Scope::default());
    let of = |column: usize| -> Vec<u32> {
        found.columns[column].query_places[0].iter().map(|place| place.article).collect()
    };
    let first: Vec<u32> = [422, 0].into_iter().chain(301..397).collect();
    assert_eq!(of(0), first, "398 articles, by date");
    assert_eq!(of(1), [420, 420, 421, 421]);
}
