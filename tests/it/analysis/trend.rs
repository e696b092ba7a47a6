//! Frequency over time.

use std::fmt::Write as _;

use parallax::analysis::{Analysis, Bin, Grouping, Per, Scope, Trend, TrendRecipe};
use parallax::corpus::Corpus;
use parallax::task::Task;

use super::query;
use crate::fixtures::corpus;

fn run(corpus: &Corpus, queries: &[&str], bin: Bin, by_outlet: bool) -> Trend {
    let queries = queries.iter().map(|q| query(q)).collect();
    let recipe = TrendRecipe {
        queries,
        scope: Scope::default(),
        bin,
        by: by_outlet.then_some(Grouping::Outlet),
        per: Per::Words,
        statistics: false,
    };
    Analysis::Trend(recipe).run(corpus, &Task::none()).unwrap().as_trend().unwrap().clone()
}

/// One line of text a line: label, then hits/words a bin, `-` for a gap.
fn summary(found: &Trend) -> String {
    let mut out = found
        .bins
        .iter()
        .map(|bin| format!("{} ({})", bin.label, bin.articles))
        .collect::<Vec<_>>()
        .join(", ");
    for line in &found.lines {
        let cells = line.cells.iter().map(|cell| match cell {
            Some(cell) => format!(" {}/{}", cell.hits, cell.words),
            None => " -".into(),
        });
        write!(out, "; {}:{}", line.label, cells.collect::<String>()).unwrap();
    }
    out
}

const FIVE: &[(&str, &str, &str)] = &[
    ("A", "2024-05-02", "islands islands peace"),
    ("B", "2024-05-02", "peace"),
    ("A", "2024-05-05", "islands and peace"),
    ("B", "2024-05", "islands in May"),
    ("B", "", "islands whenever"),
];

#[test]
fn articles_fall_into_bins_and_gaps_stay_gaps() {
    let check = |queries: &[&str], bin: Bin, by_outlet: bool, undated: u32, expected: &str| {
        let found = run(&corpus(FIVE), queries, bin, by_outlet);
        assert_eq!((summary(&found).as_str(), found.undated), (expected, undated));
    };
    check(
        &["islands", "peace"],
        Bin::Day,
        false,
        2,
        "2024-05-02 (2), 2024-05-03 (0), 2024-05-04 (0), 2024-05-05 (1); \
         islands: 2/4 - - 1/3; peace: 2/4 - - 1/3",
    );
    check(
        &["islands", "peace"],
        Bin::Day,
        true,
        2,
        "2024-05-02 (2), 2024-05-03 (0), 2024-05-04 (0), 2024-05-05 (1); A: 2/3 - - 1/3; B: 0/1 - - -",
    );
    check(&["islands"], Bin::Week, false, 2, "2024-W18 (3); islands: 3/7");
    check(&["islands"], Bin::Month, false, 1, "2024-05 (4); islands: 4/10");
    check(&["islands"], Bin::Auto, false, 1, "2024-05 (4); islands: 4/10");
    check(&["islands"], Bin::Quarter, true, 1, "2024 Q2 (4); A: 3/6; B: 1/4");
    check(&["islands"], Bin::Year, false, 1, "2024 (4); islands: 4/10");
    check(&[], Bin::Year, true, 1, "2024 (4)");
    check(&[], Bin::Year, false, 1, "2024 (4)");
}

#[test]
fn without_a_date_there_is_no_line_but_an_answer() {
    let found =
        run(&corpus(&[("A", "", "islands"), ("A", "2024", "islands")]), &["islands"], Bin::Day, false);
    assert_eq!((found.undated, found.bins.len(), found.lines.len(), found.coverage.articles), (2, 0, 0, 2));
    let found = run(&corpus(&[]), &["islands"], Bin::Auto, true);
    assert_eq!((found.undated, found.bins.len(), found.lines.len()), (0, 0, 0));
}

#[test]
fn one_absurd_date_does_not_cost_a_million_bins() {
    let found = run(&corpus(&[("A", "0024-05-02", "x"), ("A", "2024-05-02", "x")]), &["x"], Bin::Day, false);
    assert_eq!((found.bin, found.bins.len()), (Bin::Year, 2_001));
}
