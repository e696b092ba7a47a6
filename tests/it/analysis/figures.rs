//! Figures and their captions.

use parallax::analysis::figures::{self, Looks};
use parallax::analysis::word_figures::{Shown, distinctive};
use parallax::analysis::{
    Bin, DistinctiveRecipe, DistinctiveSettings, FrequencyRecipe, Grouping, Scope, TrendRecipe, Unit,
};
use parallax::figure::{FigureKind, Ink, Series};
use parallax::task::Task;

use super::{assert_close, query, scope};
use crate::fixtures::corpus;

const ROWS: &[(&str, &str, &str)] = &[
    ("Norvia Daily", "2024-05-02", "The islands are ours"),
    ("Norvia Daily", "2024-05-16", "Nothing here today at all"),
    ("The Lantern", "", "Talks about islands islands"),
];

#[test]
fn bars_carry_values_counts_and_a_caption_to_cite() {
    let corpus = corpus(ROWS);
    let recipe =
        FrequencyRecipe { queries: vec![query("islands")], scope: scope("lang:en"), by: Grouping::Outlet };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let series = [Series::new("Contested", "islands", Ink::nth(3))];
    let looks = Looks { series: &series, outlets: &[] };
    let figure = figures::frequency(&found, &recipe, Unit::PerThousand, looks);
    assert_eq!(figure.title, "Contested by outlet");
    assert_eq!(
        figure.caption,
        concat!(
            "Hits per 1,000 words (headline, standfirst and body; captions not counted); 95% intervals by article ",
            "(Wilson on the effective number of words), none or unsure with under 5 articles: Norvia Daily and The Lantern. ",
            "3 articles, 13 words, 2–16 May 2024, 1 without a date, 2 outlets, filter: lang:en, wire texts counted in full. Parallax ",
            env!("CARGO_PKG_VERSION"),
            ".",
        )
    );
    let FigureKind::Bars(bars) = figure.kind else { panic!("bars") };
    assert_eq!(
        (bars.categories[0].name.as_str(), bars.categories[0].detail.as_str()),
        ("Norvia Daily", "2 articles")
    );
    assert_eq!((bars.series.len(), bars.bars.len()), (1, 2));
    assert_close(bars.bars[0].estimate.value().unwrap(), 1_000.0 / 9.0);
    assert!(bars.bars[0].estimate.interval().is_some() && bars.bars[0].estimate.naive().is_some());
    assert!(bars.bars[1].estimate.interval().is_none(), "one article has no interval");
    assert!(bars.bars[1].estimate.naive().is_none(), "the interval by word never stands alone");
    assert_eq!((bars.bars[1].counts.hits, bars.bars[1].counts.articles_with_hits), (2, 1));
}

#[test]
fn captions_differ_with_the_unit_and_the_scope() {
    let corpus = corpus(ROWS);
    let check = |unit: Unit, scope: Scope, expected: &[&str], missing: &str| {
        let recipe = FrequencyRecipe { queries: vec![query("islands")], scope, by: Grouping::Outlet };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        let caption = figures::frequency(&found, &recipe, unit, Looks::default()).caption;
        assert!(
            expected.iter().all(|part| caption.contains(part)) && !caption.contains(missing),
            "{caption}"
        );
    };
    check(Unit::Count, Scope::default(), &["Hits (", "3 articles"], "interval");
    check(
        Unit::ShareOfArticles,
        Scope::default(),
        &["Articles with hits, %", "95% intervals (Wilson)"],
        "effective",
    );
    check(Unit::PerMillion, scope("wire:none"), &["filter: wire:none"], "wire texts");
    let chosen = Scope { chosen: Some([2].into()), ..Scope::default() };
    check(Unit::Count, chosen, &["articles chosen by hand", "1 outlet,", "1 article"], "2024");
}

#[test]
fn what_is_undefined_carries_its_reason() {
    let corpus = corpus(&[("A", "", "…"), ("B", "", "islands")]);
    let recipe =
        FrequencyRecipe { queries: vec![query("islands")], scope: Scope::default(), by: Grouping::Outlet };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let FigureKind::Bars(bars) =
        figures::frequency(&found, &recipe, Unit::PerThousand, Looks::default()).kind
    else {
        panic!("bars")
    };
    assert_eq!(bars.bars[0].estimate.reason(), "there are no words to count in");
}

#[test]
fn lines_leave_gaps_and_name_their_bins() {
    let corpus = corpus(ROWS);
    let check = |bin: Bin, by_outlet: bool, title: &str, bins: &[&str], points: usize| {
        let queries = vec![query("islands"), query("talks")];
        let recipe = TrendRecipe { queries, scope: Scope::default(), bin, by_outlet };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        let figure = figures::trend(&found, &recipe, Unit::PerThousand, Looks::default());
        assert_eq!(figure.title, title);
        assert!(figure.caption.contains("1 without a date"), "{}", figure.caption);
        let FigureKind::Lines(lines) = figure.kind else { panic!("lines") };
        let names: Vec<&str> = lines.bins.iter().map(|bin| bin.name.as_str()).collect();
        assert_eq!((names.as_slice(), lines.points.len()), (bins, points));
    };
    check(Bin::Week, false, "islands and talks by week", &["2024-W18", "2024-W19", "2024-W20"], 4);
    check(Bin::Month, true, "islands by outlet and month", &["May 2024"], 1);
    check(Bin::Quarter, false, "islands and talks by quarter", &["Q2 2024"], 2);
}

#[test]
fn distinctive_words_become_dots_best_first() {
    let corpus =
        corpus(&[("A", "2024", "stolen islands stolen shore"), ("B", "2024", "lovely islands lovely coast")]);
    let settings = DistinctiveSettings { minimum_count: 1, ..Default::default() };
    let recipe = DistinctiveRecipe::new(Scope::default(), settings);
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let figure = distinctive(&found, &recipe, Shown::default(), &corpus, Looks::default());
    assert!(
        figure.caption.starts_with(
            "Weighted log-odds of each outlet against all others, in standard deviations, with a prior of 500 words; \
             5 words tested, in at least 1 place and 2 articles of the outlet (all of them where it has fewer), without function words and numbers; a ring is a word that no other outlet has; each row has its own scale. "
        ),
        "{}",
        figure.caption
    );
    let FigureKind::Dots(dots) = figure.kind else { panic!("dots") };
    let words: Vec<&str> = dots.dots.iter().map(|dot| dot.word.as_str()).collect();
    assert_eq!(words, ["stolen", "lovely", "shore", "coast"]);
    assert!((dots.dots[0].x - 500.0).abs() < 1e-9 && dots.dots[0].is_labelled);
}
