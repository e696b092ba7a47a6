//! Figures and tables of words where an outlet has one article, or few: they say no more than they know.

use parallax::analysis::figures::Looks;
use parallax::analysis::word_figures::{Shown, distinctive};
use parallax::analysis::{
    Analysis, DistinctiveRecipe, DistinctiveSettings, Grouping, KeynessMeasure, NeighbourSettings,
    NeighboursRecipe, PhraseSettings, PhrasesRecipe, Scope, rankings,
};
use parallax::corpus::Corpus;
use parallax::figure::{Bars, Figure, FigureKind, Options, Ranking, csv, layout, words};
use parallax::stats::Undefined;
use parallax::task::Task;

use super::query;
use crate::fixtures::corpus;

/// Two articles, one article, five articles.
fn rows() -> Vec<(&'static str, &'static str, &'static str)> {
    let mut rows = vec![("Single", "2024-05-03", "grey boats left the harbour, grey boats came back")];
    rows.extend([("Pair", "2024-05-02", "grey boats left the quay and grey boats stayed"); 2]);
    rows.extend([("Many", "2024-05-04", "white boats left the harbour while grey boats sank"); 5]);
    rows
}

fn neighbours(corpus: &Corpus, minimum_count: u32) -> Figure {
    let settings = NeighbourSettings {
        minimum_count,
        minimum_articles: 1,
        keep_stop_words: true,
        ..NeighbourSettings::default()
    };
    let recipe =
        NeighboursRecipe { query: query("boats"), scope: Scope::default(), settings, by: Grouping::Outlet };
    let found = Analysis::Neighbours(recipe.clone()).run(corpus, &Task::none()).unwrap();
    rankings::neighbours(found.as_neighbours().unwrap(), &recipe, corpus, Looks::default())
}

fn phrases(corpus: &Corpus) -> Figure {
    let settings = PhraseSettings { minimum_count: 1, minimum_articles: 1, ..PhraseSettings::default() };
    let recipe = PhrasesRecipe { scope: Scope::default(), around: None, settings, by: Grouping::Outlet };
    let found = Analysis::Phrases(recipe.clone()).run(corpus, &Task::none()).unwrap();
    rankings::phrases(found.as_phrases().unwrap(), &recipe, corpus, Looks::default())
}

fn bars(figure: &Figure) -> &Bars {
    let FigureKind::Ranking(Ranking { bars, .. }) = &figure.kind else { panic!("rows") };
    bars
}

/// What one outlet has: all its marks, as values or as counts.
fn of<'b>(bars: &'b Bars, outlet: &str) -> impl Iterator<Item = &'b parallax::figure::Bar> {
    let at = bars.series.iter().position(|one| one.name == outlet).unwrap();
    bars.bars.iter().filter(move |bar| bar.series == at)
}

fn texts(figure: &Figure) -> Vec<String> {
    layout(figure, &Options::default()).texts().map(|run| run.text.clone()).collect()
}

#[test]
fn an_outlet_of_one_article_has_counts_and_no_rate_in_rows_of_words() {
    let corpus = corpus(&rows());
    for figure in [neighbours(&corpus, 1), phrases(&corpus)] {
        let bars = bars(&figure);
        assert!(of(bars, "Single").count() > 1);
        for bar in of(bars, "Single") {
            assert_eq!(bar.estimate.value(), None);
            assert_eq!(bar.estimate.reason(), "one article gives a count and no rate of its group");
            assert_eq!(bar.counts.articles, 1);
        }
        assert!(of(bars, "Pair").chain(of(bars, "Many")).all(|bar| bar.estimate.value().is_some()));
        let badges: Vec<(&str, &str)> =
            bars.series.iter().map(|one| (one.name.as_str(), one.badge.as_str())).collect();
        for (outlet, badge) in [("Single", ""), ("Pair", "few articles"), ("Many", "")] {
            assert!(badges.contains(&(outlet, badge)), "{badges:?}");
        }
        let texts = texts(&figure);
        for told in ["2×", "few articles", "– Single: one article gives a count and no rate of its group."]
        {
            assert!(texts.iter().any(|text| text == told), "{told} in {texts:?}");
        }
        // The table has the count and the reason, and no value.
        let table = csv::rows(&figure);
        let single: Vec<_> = table.rows.iter().filter(|row| row[1] == "Single").collect();
        assert!(single.iter().all(|row| row[3].is_empty() && row[9] != "0" && !row[14].is_empty()));
        assert!(words::summary(&figure).contains("no number, one article gives a count"));
    }
}

#[test]
fn where_all_outlets_have_one_article_phrases_are_counted() {
    let corpus = corpus(&rows()[..2]);
    let figure = phrases(&corpus);
    let bars = bars(&figure);
    assert_eq!(bars.axis.label, "times");
    assert!(bars.bars.iter().all(|bar| bar.estimate.value() == Some(bar.counts.hits as f64)));
    assert!(figure.caption.contains("; counts, since one article has no rate"), "{}", figure.caption);
    // One article alone: nothing but counts in neighbours too.
    let corpus = crate::fixtures::corpus(&rows()[..1]);
    let figure = neighbours(&corpus, 1);
    let bars = self::bars(&figure);
    assert_eq!(bars.axis.label, "times near");
    assert!(bars.bars.iter().all(|bar| bar.estimate.value() == Some(bar.counts.hits as f64)));
}

#[test]
fn neighbours_leave_out_marks_below_the_minimums_and_say_so() {
    let corpus = corpus(&rows());
    let figure = neighbours(&corpus, 4);
    let bars = bars(&figure);
    let all = bars.series.iter().position(|one| one.name == "All outlets together").unwrap();
    assert!(bars.bars.iter().filter(|bar| bar.series != all).all(|bar| bar.counts.hits >= 4));
    assert!(bars.bars.iter().any(|bar| bar.series == all) && of(bars, "Single").count() == 0);
    let left_out = neighbours(&corpus, 1).caption.contains("of outlets below");
    assert!(
        !left_out && figure.caption.contains(" of outlets below these minimums left out"),
        "{}",
        figure.caption
    );
}

#[test]
fn distinctive_words_of_one_article_are_written_with_their_counts() {
    let corpus = corpus(&rows());
    let settings = DistinctiveSettings { minimum_count: 1, ..DistinctiveSettings::default() };
    let recipe = DistinctiveRecipe::new(Scope::default(), settings);
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let at = |name: &str| found.groups.iter().position(|row| &*row.name == name).unwrap();
    let value = |name: &str, measure: KeynessMeasure| {
        measure.value(&found.words[at(name)][0], &found.sides[at(name)], None).unwrap()
    };
    for measure in
        [KeynessMeasure::PerThousand, KeynessMeasure::Z, KeynessMeasure::LogRatio, KeynessMeasure::G2]
    {
        assert_eq!(value("Single", measure), Err(Undefined::OneArticle));
        assert!(value("Many", measure).is_ok());
    }
    assert!(value("Single", KeynessMeasure::Count).is_ok_and(|count| count >= 1.0));

    let figure = distinctive(&found, &recipe, Shown::default(), &corpus, Looks::default());
    let FigureKind::Dots(dots) = &figure.kind else { panic!("dots") };
    let single = dots.series.iter().position(|one| one.name == "Single").unwrap();
    let (of_single, others): (Vec<_>, Vec<_>) = dots.dots.iter().partition(|dot| dot.series == single);
    assert!(
        !of_single.is_empty() && of_single.iter().all(|dot| !dot.y.is_finite() && !dot.reason.is_empty())
    );
    assert!(others.iter().all(|dot| dot.y.is_finite()));
    let texts = texts(&figure);
    let written = format!("{} {}×", of_single[0].word, of_single[0].counts.hits);
    assert!(texts.contains(&written), "{written} in {texts:?}");
    assert!(texts.iter().any(|text| text == "few articles"));
    let table = csv::rows(&figure);
    let row = table.rows.iter().find(|row| row[1] == "Single").unwrap();
    assert!(row[2].is_empty() && row[4].is_empty() && row[7] != "0", "{row:?}");
}
