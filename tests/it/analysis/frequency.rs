//! Frequency by outlet, units, scope and coverage.

use parallax::analysis::{Analysis, Cell, Chosen, Frequency, FrequencyRecipe, Scope, Unit};
use parallax::corpus::Corpus;
use parallax::stats::Undefined;
use parallax::task::Task;

use super::{assert_close, golden, query, scope};
use crate::fixtures::{self, corpus, times};

fn run(corpus: &Corpus, queries: &[&str], scope: Scope) -> Frequency {
    let recipe = FrequencyRecipe {
        queries: queries.iter().map(|q| query(q)).collect(),
        scope,
        ..FrequencyRecipe::default()
    };
    let outcome = Analysis::Frequency(recipe).run(corpus, &Task::none()).unwrap();
    outcome.as_frequency().unwrap().clone()
}

/// One line a query and outlet: hits/words in articles-with-hits/articles.
fn summary(found: &Frequency) -> Vec<String> {
    let line = |cell: &Cell| {
        format!("{}/{} in {}/{}", cell.hits, cell.words, cell.articles_with_hits, cell.articles)
    };
    let mut lines = Vec::new();
    for (cells, total) in found.cells.iter().zip(&found.totals) {
        lines.extend(
            found.groups.iter().zip(cells).map(|(row, cell)| format!("{}: {}", row.shown(), line(cell))),
        );
        lines.push(format!("all: {}", line(total)));
    }
    lines
}

const THREE: &[(&str, &str, &str)] = &[
    (
        "Norvia Daily",
        "2024-05-02",
        "# The islands\nThe islands are ours. Islands!\n[islands in a caption\n~ islands menu",
    ),
    ("Norvia Daily", "2024-05", "Nothing here today"),
    ("The Lantern", "", "Talks about the islands and the peace treaty"),
    ("", "2024-05-09", "The peace treaty"),
];

#[test]
fn hits_and_words_are_counted_by_outlet() {
    let check = |queries: &[&str], filter: &str, expected: &[&str]| {
        let corpus = corpus(THREE);
        assert_eq!(summary(&run(&corpus, queries, scope(filter))), expected, "{queries:?} {filter:?}");
    };
    check(
        &["islands"],
        "",
        &[
            "Norvia Daily: 3/10 in 1/2",
            "The Lantern: 1/8 in 1/1",
            "Outlet not known: 0/3 in 0/1",
            "all: 4/21 in 2/4",
        ],
    );
    check(
        &["\"peace treaty\"", "nowhere"],
        "-outlet:\"Norvia Daily\"",
        &[
            "The Lantern: 1/8 in 1/1",
            "Outlet not known: 1/3 in 1/1",
            "all: 2/11 in 2/2",
            "The Lantern: 0/8 in 0/1",
            "Outlet not known: 0/3 in 0/1",
            "all: 0/11 in 0/2",
        ],
    );
    check(&["islands"], "outlet:Nobody", &["all: 0/0 in 0/0"]);
    check(&[], "", &[]);
}

#[test]
fn a_choice_by_hand_is_cut_with_the_filter() {
    let corpus = corpus(THREE);
    let chosen = Scope { chosen: Some(Chosen::by_hand([0, 2, 77])), ..scope("outlet:\"The Lantern\"") };
    assert_eq!(summary(&run(&corpus, &["islands"], chosen)), ["The Lantern: 1/8 in 1/1", "all: 1/8 in 1/1"]);
    let none = Scope { chosen: Some(Chosen::by_hand([])), ..Scope::default() };
    assert_eq!(summary(&run(&corpus, &["islands"], none)), ["all: 0/0 in 0/0"]);
}

#[test]
fn coverage_says_what_was_counted() {
    let corpus = corpus(THREE);
    let found = run(&corpus, &["islands"], Scope::default()).coverage;
    assert_eq!(
        (found.articles, found.words, found.outlets.as_slice(), found.undated),
        (4, 21, &[0, 1, 2][..], 1)
    );
    assert_eq!(found.first, fixtures::published("2024-05"), "1 May at the earliest");
    assert_eq!(found.last, fixtures::published("2024-05"), "31 May at the latest");
    let found = run(&corpus, &["islands"], scope("outlet:\"The Lantern\"")).coverage;
    assert_eq!((found.articles, found.first, found.last, found.undated), (1, None, None, 1));
}

#[test]
fn an_empty_corpus_and_an_article_without_words_are_no_problem() {
    let empty = run(&corpus(&[]), &["islands"], Scope::default());
    assert_eq!(summary(&empty), ["all: 0/0 in 0/0"]);
    assert_eq!(empty.totals[0].value(Unit::PerThousand), Err(Undefined::NoWords));
    assert_eq!(empty.totals[0].value(Unit::ShareOfArticles), Err(Undefined::EmptyGroup));
    assert_eq!(empty.totals[0].value(Unit::Count), Ok(0.0));
    let wordless = run(&corpus(&[("A", "", "…"), ("A", "", "")]), &["islands"], Scope::default());
    assert_eq!(summary(&wordless), ["A: 0/0 in 0/2", "all: 0/0 in 0/2"]);
    assert_eq!(wordless.cells[0][0].interval, Err(Undefined::NoWords));
}

#[test]
fn one_article_has_a_rate_and_no_interval() {
    let corpus = corpus(&[("A", "", &times("sanction", 2, 400))]);
    let cell = &run(&corpus, &["sanction"], Scope::default()).cells[0][0];
    assert_eq!(cell.value(Unit::PerThousand), Ok(5.0));
    assert_eq!(cell.value(Unit::PerMillion), Ok(5_000.0));
    assert_eq!(cell.value(Unit::ShareOfArticles), Ok(100.0));
    assert_eq!(cell.value(Unit::Count), Ok(2.0));
    assert_eq!(cell.interval_in(Unit::PerThousand), Err(Undefined::TooFewArticles(3)));
    assert!(cell.naive_in(Unit::PerThousand).is_ok() && cell.few_articles);
    assert_eq!(cell.interval_in(Unit::Count), Err(Undefined::NotAnEstimate), "a count is no estimate");
    assert_eq!(cell.interval_in(Unit::ShareOfArticles), Err(Undefined::TooFewArticles(3)));
    // Wilson for 3 of 3 by hand: low = 3 / (3 + z^2) = 0.4385.
    let text = times("sanction", 2, 400);
    let three = fixtures::corpus(&[("A", "", &text), ("A", "", &text), ("A", "", &text)]);
    let (low, high) =
        run(&three, &["sanction"], Scope::default()).cells[0][0].interval_in(Unit::ShareOfArticles).unwrap();
    assert!((low - 43.85).abs() < 0.01 && (high - 100.0).abs() < 1e-9);
}

/// Articles of golden entries, fed through a corpus.
#[test]
fn intervals_are_the_golden_ones() {
    for name in ["01-four-docs-bursty", "02-five-docs-even", "05-all-zero", "07-one-doc-has-all"] {
        let entry = golden(&format!("pub-freq.ci_cluster_wilson-{name}"));
        let texts: Vec<String> = entry["inputs"]["docs"]
            .as_array()
            .unwrap()
            .iter()
            .map(|doc| {
                let number = |key: &str| usize::try_from(doc[key].as_u64().unwrap()).unwrap();
                times("sanction", number("count"), number("tokens"))
            })
            .collect();
        let mut rows: Vec<(&str, &str, &str)> = texts.iter().map(|text| ("A", "", text.as_str())).collect();
        rows.push(("B", "", "another outlet with a sanction of its own"));
        let cell = &run(&corpus(&rows), &["sanction"], Scope::default()).cells[0][0];
        let (low, high) = cell.interval_in(Unit::PerMillion).unwrap();
        assert_close(low, entry["expected"]["low_per_million"].as_f64().unwrap());
        assert_close(high, entry["expected"]["high_per_million"].as_f64().unwrap());
        let ratio = golden(&format!("pub-freq.cluster_ratio-{name}"));
        match ratio["expected"]["design_effect"].as_f64() {
            Some(expected) => assert_close(cell.design_effect.unwrap(), expected),
            None => assert_eq!(cell.design_effect, Err(Undefined::NoOccurrence)),
        }
    }
    for (name, count, words) in [("01-12-of-4310", 12, 4_310), ("02-0-of-2500", 0, 2_500)] {
        let corpus = corpus(&[("A", "", &times("sanction", count, words))]);
        let found = run(&corpus, &["sanction"], Scope::default());
        let (low, high) = found.totals[0].naive_in(Unit::PerMillion).unwrap();
        let expected = &golden(&format!("pub-freq.ci_wilson-{name}"))["expected"];
        assert_close(low, expected["low_per_million"].as_f64().unwrap());
        assert_close(high, expected["high_per_million"].as_f64().unwrap());
        let expected = &golden(&format!("pub-freq.relative-{name}"))["expected"];
        assert_close(
            found.totals[0].value(Unit::PerThousand).unwrap(),
            expected["per_thousand"].as_f64().unwrap(),
        );
    }
}
