//! Places of hits and how evenly they are spread, against counts by brute force.

use parallax::analysis::dispersion::{self, Over};
use parallax::analysis::figures::{self, Looks};
use parallax::analysis::{Dispersion, DispersionRecipe, Grouping, Scope};
use parallax::corpus::{ArticleId, Corpus};
use parallax::figure::{FigureKind, Options, csv, layout, svg, words};
use parallax::stats::Undefined;
use parallax::stats::dispersion::{LEAST_HITS, Parts};
use parallax::task::Task;

use super::{assert_close, query, scope};
use crate::fixtures::{Draft, corpus, corpus_of};

const ROWS: &[(&str, &str, &str)] = &[
    ("B", "2024-05-09", "islands again and the islands once more for the islands and islands islands"),
    ("B", "2024-05-02", "nothing of the kind is said here today"),
    ("A", "", "undated islands"),
    ("A", "2024-05-03", "a word on peace and a word on islands"),
    ("A", "2024-05", "islands and peace and islands"),
    ("", "2024-05-01", "peace"),
];

fn run(corpus: &Corpus, queries: &[&str], scope: Scope) -> (DispersionRecipe, Dispersion) {
    let recipe = DispersionRecipe {
        queries: queries.iter().map(|one| query(one)).collect(),
        scope,
        by: Grouping::Outlet,
    };
    let found = recipe.run(corpus, &Task::none()).unwrap();
    (recipe, found)
}

#[test]
fn rows_stand_by_outlet_and_date_with_their_hits_in_place() {
    let corpus = corpus(ROWS);
    let check = |queries: &[&str], filter: &str, expected: &[&str]| {
        let (_, found) = run(&corpus, queries, scope(filter));
        let mut lines = Vec::new();
        for group in &found.groups {
            lines.push(format!("{}: {}", group.row.shown(), group.row.articles));
            for row in &found.rows[group.rows.clone()] {
                let places = found.hits_of(row).iter().map(|one| {
                    let words = f64::from(corpus.words_of(row.article));
                    let at = Dispersion::place(&corpus, row.article, &one.hit) * words;
                    format!("{}@{}", one.query, at.round())
                });
                lines.push(format!("{} {}", row.article, places.collect::<Vec<_>>().join(" ")));
            }
        }
        assert_eq!(lines, expected, "{queries:?} {filter:?}");
    };
    check(
        &["islands", "peace"],
        "",
        &[
            "A: 3",
            "4 0@0 1@2 0@4",
            "3 1@3 0@8",
            "2 0@1",
            "B: 2",
            "1 ",
            "0 0@0 0@4 0@9 0@11 0@12",
            "Outlet not known: 1",
            "5 1@0",
        ],
    );
    check(&["islands"], "outlet:B", &["B: 2", "1 ", "0 0@0 0@4 0@9 0@11 0@12"]);
    check(&["islands"], "outlet:Nobody", &[]);
}

/// Hits and words of each article by splitting its text at spaces.
fn by_hand(corpus: &Corpus, word: &str, ids: &[ArticleId]) -> Vec<(u64, u64)> {
    let count = |id: &ArticleId| {
        let text = corpus.article(*id).raw.to_string();
        let found: Vec<&str> = text.split_whitespace().collect();
        (found.iter().filter(|one| **one == word).count() as u64, found.len() as u64)
    };
    ids.iter().map(count).collect()
}

fn drawn() -> Corpus {
    let mut random = parallax::stats::random::Random::new(11);
    let texts: Vec<(String, String)> = (0..160)
        .map(|_| {
            let size = 5 + random.below(60);
            let text: Vec<String> = (0..size)
                .map(|_| {
                    let most = 1 + random.below(40);
                    format!("word{}", random.below(most))
                })
                .collect();
            (format!("Outlet {}", random.below(6)), text.join(" "))
        })
        .collect();
    let drafts: Vec<Draft<'_>> =
        texts.iter().map(|(outlet, text)| Draft { outlet, text, date: "2024", ..Draft::default() }).collect();
    corpus_of(&drafts)
}

#[test]
fn spreads_are_those_counted_by_hand() {
    let corpus = drawn();
    let (_, found) = run(&corpus, &["word3", "nowhere"], Scope::default());
    let all: Vec<ArticleId> = (0..corpus.article_count() as ArticleId).collect();
    let parts = Parts::new(by_hand(&corpus, "word3", &all)).unwrap();
    let spread = found.over_articles[0];
    assert_close(spread.dp.unwrap(), parts.dp().unwrap());
    assert_close(spread.shown().unwrap(), parts.dp_norm().unwrap());
    assert_eq!((u64::from(spread.range), spread.parts), (parts.range(), 160));
    let mut outlets = Vec::new();
    for group in &found.groups {
        let ids: Vec<ArticleId> = found.rows[group.rows.clone()].iter().map(|row| row.article).collect();
        let own = by_hand(&corpus, "word3", &ids);
        outlets.push(own.iter().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1)));
        assert_close(group.spreads[0].dp_norm.unwrap(), Parts::new(own).unwrap().dp_norm().unwrap());
    }
    assert_close(found.over_groups[0].dp_norm.unwrap(), Parts::new(outlets).unwrap().dp_norm().unwrap());
    assert_eq!(found.over_articles[1].shown(), Err(Undefined::NoOccurrence));
}

#[test]
fn the_dispersion_of_every_type_is_that_of_each() {
    let corpus = drawn();
    for filter in ["", "-outlet:\"Outlet 2\""] {
        let scope = scope(filter);
        let subset = scope.subset(&corpus);
        let ids: Vec<ArticleId> = subset.articles(&corpus).collect();
        for over in [Over::Articles, Over::Outlets] {
            let found = dispersion::of_types(&corpus, &scope, over, &Task::none()).unwrap();
            assert_eq!(found.len(), corpus.vocabulary().len());
            for (word, got) in (0..).zip(&found) {
                let mut parts = by_hand(&corpus, corpus.vocabulary().form(word), &ids);
                if over == Over::Outlets {
                    let mut sums = vec![(0, 0); corpus.outlets().len()];
                    for (id, part) in ids.iter().zip(&parts) {
                        let sum = &mut sums[usize::from(corpus.outlet_of(*id))];
                        *sum = (sum.0 + part.0, sum.1 + part.1);
                    }
                    parts = sums;
                }
                let parts = Parts::new(parts).unwrap();
                let hits: u64 =
                    by_hand(&corpus, corpus.vocabulary().form(word), &ids).iter().map(|part| part.0).sum();
                match (got, hits) {
                    (Err(reason), 0) => assert_eq!(*reason, Undefined::NoOccurrence),
                    (Err(reason), hits) => {
                        assert!(hits < LEAST_HITS);
                        assert_eq!(*reason, Undefined::TooFewHits(5));
                    }
                    (Ok(got), _) => assert_close(*got, parts.dp_norm().unwrap()),
                }
            }
        }
    }
}

#[test]
fn nothing_and_next_to_nothing_are_no_problem() {
    for rows in [&[][..], &[("A", "", "…")][..], &[("A", "", "islands"), ("", "", "")][..]] {
        let corpus = corpus(rows);
        let (recipe, found) = run(&corpus, &["islands"], Scope::default());
        assert_eq!(found.rows.len(), rows.len());
        assert!(found.over_articles[0].shown().is_err());
        let figure = figures::dispersion(&found, &recipe, &corpus, Looks::default());
        assert!(!svg::to_svg(&figure, &Options::default()).contains("NaN"));
        assert!(csv::to_csv(&figure, false).is_ok());
        for over in [Over::Articles, Over::Outlets] {
            assert!(dispersion::of_types(&corpus, &Scope::default(), over, &Task::none()).is_ok());
        }
    }
    let corpus = corpus(ROWS);
    let (_, none) = run(&corpus, &[], Scope::default());
    assert_eq!((none.rows.len(), none.hits.len(), none.over_articles.len()), (6, 0, 0));
}

#[test]
fn the_figure_tells_what_it_leaves_out() {
    let corpus = corpus(ROWS);
    let (recipe, found) = run(&corpus, &["islands"], Scope::default());
    let looks = |most_rows| Looks { most_rows, ..Looks::default() };
    let figure = figures::dispersion(&found, &recipe, &corpus, looks(0));
    let FigureKind::Barcode(chart) = &figure.kind else { panic!("a barcode") };
    assert_eq!((chart.rows.len(), chart.left_out, chart.tick_count()), (4, 0, 9));
    assert_eq!(chart.groups[0].spreads[0].reason, "needs at least 5 hits");
    assert!(chart.groups[1].spreads[0].dp_norm.is_some());
    let scene = layout(&figure, &Options::default());
    let marks = scene.targets.iter().filter(|one| matches!(one.kind, parallax::figure::TargetKind::Mark(_)));
    assert_eq!(marks.count(), 9, "a stroke a hit");
    // By hand: all hits in 13 of 21 words: (1 - 13/21) / (1 - 8/21).
    let said = words::summary(&figure);
    assert!(said.contains("islands, B: 5 hits in 1 of 2 articles, DP norm 0.62"), "{said}");

    let short = figures::dispersion(&found, &recipe, &corpus, looks(2));
    let FigureKind::Barcode(chart) = &short.kind else { panic!("a barcode") };
    assert_eq!((chart.rows.len(), chart.left_out), (2, 2));
    assert!(short.caption.contains("2 of 4 articles with hits shown"), "{}", short.caption);
    assert!(svg::to_svg(&short, &Options::default()).contains("2 articles with hits have no row here"));
    let table = csv::rows(&figure);
    assert_eq!(table.columns, csv::BARCODE_COLUMNS);
    let row = table.rows.iter().find(|row| row[0] == "B" && !row[2].is_empty()).unwrap();
    assert_eq!(row[11].split(';').count(), 5);
}
