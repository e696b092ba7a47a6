//! Figures and their captions.

use parallax::analysis::figures::{self, Looks};
use parallax::analysis::word_figures::{Shown, distinctive};
use parallax::analysis::{
    Bin, Chosen, DistinctiveRecipe, DistinctiveSettings, FrequencyRecipe, Grouping, Per, Scope, TrendRecipe,
    Unit,
};
use parallax::figure::{FigureKind, Ink, Series};
use parallax::task::Task;

use super::{assert_close, query, scope};
use crate::fixtures::{corpus, times};

const ROWS: &[(&str, &str, &str)] = &[
    ("Norvia Daily", "2024-05-02", "The islands are ours"),
    ("Norvia Daily", "2024-05-16", "Nothing here today at all"),
    ("The Lantern", "", "Talks about islands islands"),
];

/// With one article each there would be nothing but an empty axis.
#[test]
fn outlets_of_one_article_are_shown_by_their_counts() {
    let corpus = corpus(&[
        ("Norvia Daily", "2024-05-02", "The islands are our islands"),
        ("The Lantern", "2024-05-09", "Talks about the islands"),
    ]);
    let recipe = FrequencyRecipe { queries: vec![query("islands")], ..FrequencyRecipe::default() };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let figure = figures::frequency(&found, &recipe, Unit::PerThousand, Looks::default());
    let FigureKind::Bars(bars) = &figure.kind else { panic!("no bars") };
    let values: Vec<_> = bars.bars.iter().map(|bar| bar.estimate.value()).collect();
    assert_eq!((values, bars.axis.label.as_str()), (vec![Some(2.0), Some(1.0)], "Hits"));
    assert!(
        figure.caption.contains("counts, since an outlet with one article has no rate"),
        "{}",
        figure.caption
    );
}

#[test]
fn bars_carry_values_counts_and_a_caption_to_cite() {
    let corpus = corpus(ROWS);
    let recipe = FrequencyRecipe {
        queries: vec![query("islands")],
        scope: scope("lang:en"),
        ..FrequencyRecipe::default()
    };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let series = [Series::new("Contested", "islands", Ink::nth(3))];
    let looks = Looks { series: &series, ..Looks::default() };
    let figure = figures::frequency(&found, &recipe, Unit::PerThousand, looks);
    assert_eq!(figure.title, "Contested by outlet");
    assert_eq!(
        figure.caption,
        concat!(
            "Hits per 1,000 words (headline, standfirst and body; captions not counted); no intervals, since they need at least 3 articles of an outlet; ",
            "with under 5 articles an interval is not to be trusted, with two there is none, with one there is a count and no rate. ",
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
    assert_eq!(bars.categories[0].badge, "few articles");
    assert!(bars.bars[0].estimate.interval().is_none(), "two articles have no interval");
    assert_eq!(bars.bars[1].estimate.value(), None, "one article has a count");
    assert!(bars.bars[1].estimate.naive().is_none(), "the interval by word never stands alone");
    assert_eq!((bars.bars[1].counts.hits, bars.bars[1].counts.articles_with_hits), (2, 1));
}

#[test]
fn captions_differ_with_the_unit_and_the_scope() {
    let corpus = corpus(ROWS);
    let check = |unit: Unit, scope: Scope, expected: &[&str], missing: &str| {
        let recipe = FrequencyRecipe { queries: vec![query("islands")], scope, ..FrequencyRecipe::default() };
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
        &["Articles with hits, %", "no intervals, since"],
        "effective",
    );
    check(Unit::PerMillion, scope("wire:none"), &["filter: wire:none"], "wire texts");
    let chosen = Scope { chosen: Some(Chosen::by_hand([2])), ..Scope::default() };
    check(Unit::Count, chosen, &["articles chosen by hand", "1 outlet,", "1 article"], "2024");
    let story = |title: &str| Scope { chosen: Some(Chosen::story(title, [2])), ..Scope::default() };
    check(Unit::Count, story("A pact"), &["articles of the story “A pact”"], "by hand");
    check(Unit::Count, story(""), &["articles of a story without a headline"], "by hand");
}

#[test]
fn what_is_undefined_carries_its_reason() {
    let corpus = corpus(&[("A", "", "…"), ("B", "", "islands"), ("B", "", "boats")]);
    let recipe = FrequencyRecipe { queries: vec![query("islands")], ..FrequencyRecipe::default() };
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
        // One point a bin and line; where there is no article, with the reason.
        let queries = vec![query("islands"), query("talks")];
        let recipe = TrendRecipe {
            queries,
            scope: Scope::default(),
            bin,
            by: by_outlet.then_some(Grouping::Outlet),
            per: Per::Words,
            statistics: false,
        };
        let found = recipe.run(&corpus, &Task::none()).unwrap();
        let figure = figures::trend(&found, &recipe, Unit::PerThousand, Looks::default());
        assert_eq!(figure.title, title);
        assert!(figure.caption.contains("1 without a date"), "{}", figure.caption);
        let FigureKind::Lines(lines) = figure.kind else { panic!("lines") };
        let names: Vec<&str> = lines.bins.iter().map(|bin| bin.name.as_str()).collect();
        assert_eq!((names.as_slice(), lines.points.len()), (bins, points));
        let empty = lines.points.iter().filter(|point| point.counts.articles == 0);
        let reason =
            if by_outlet { "before the first or after the last" } else { "no article in the corpus" };
        assert!(empty.clone().all(|point| point.estimate.reason().starts_with(reason)));
        let expected = match bin {
            Bin::Week => 2,
            Bin::Month => 1,
            _ => 0,
        };
        assert_eq!(empty.count(), expected, "The Lantern's only article has no date");
    };
    check(Bin::Week, false, "islands and talks by week", &["2024-W18", "2024-W19", "2024-W20"], 6);
    check(Bin::Month, true, "islands by outlet and month", &["May 2024"], 2);
    check(Bin::Quarter, false, "islands and talks by quarter", &["Q2 2024"], 2);
}

#[test]
fn distinctive_words_become_dots_best_first() {
    let one = ("A", "2024", "stolen islands stolen shore");
    let other = ("B", "2024", "lovely islands lovely coast");
    let corpus = corpus(&[one, one, other, other]);
    let settings = DistinctiveSettings { minimum_count: 1, ..Default::default() };
    let recipe = DistinctiveRecipe::new(Scope::default(), settings);
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let figure = distinctive(&found, &recipe, Shown::default(), &corpus, Looks::default());
    assert!(
        figure.caption.starts_with(
            "Weighted log-odds of each outlet against all others, in standard deviations, with a prior of 500 words; \
             5 words tested (at least 1 hit in all articles), without function words and numbers; listed are those in at least 2 articles of the outlet (all of them where it has fewer); a circle round a dot: no other outlet has the word; under 5 articles (few articles) say little of their outlet; each row has its own scale. "
        ),
        "{}",
        figure.caption
    );
    let FigureKind::Dots(dots) = figure.kind else { panic!("dots") };
    let words: Vec<&str> = dots.dots.iter().map(|dot| dot.word.as_str()).collect();
    assert_eq!(words, ["stolen", "lovely", "shore", "coast"]);
    assert!((dots.dots[0].x - 500.0).abs() < 1e-9 && dots.dots[0].is_labelled);
}

/// Three months of The Lantern and one of Norvia Daily, with a gap.
const MONTHS: &[(&str, &str, &str)] = &[
    ("The Lantern", "2024-01-05", "islands islands and six words more"),
    ("The Lantern", "2024-03-05", "no such thing"),
    ("The Lantern", "2024-04-05", "islands"),
    ("Norvia Daily", "2024-03-09", "islands and peace"),
];

fn months(looks: Looks<'_>, statistics: bool) -> (parallax::figure::Lines, String, parallax::figure::Figure) {
    let corpus = corpus(MONTHS);
    let queries = vec![query("islands")];
    let recipe = TrendRecipe {
        queries,
        scope: Scope::default(),
        bin: Bin::Month,
        by: Some(Grouping::Outlet),
        per: Per::Words,
        statistics,
    };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let figure = figures::trend(&found, &recipe, Unit::PerThousand, looks);
    let FigureKind::Lines(lines) = figure.kind.clone() else { panic!("lines") };
    (lines, figure.caption.clone(), figure)
}

#[test]
fn a_zero_a_gap_and_no_coverage_are_told_apart() {
    let (lines, caption, figure) = months(Looks::default(), false);
    let says: Vec<String> = lines
        .points
        .iter()
        .map(|point| {
            let value = point.estimate.value().map(|value| value.round().to_string());
            format!(
                "{} {}",
                point.bin,
                value.unwrap_or_else(|| point.estimate.reason().chars().take(6).collect())
            )
        })
        .collect();
    let name = |at: usize| lines.series[at].name.as_str();
    assert_eq!((name(0), name(1)), ("Norvia Daily", "The Lantern"));
    assert_eq!(
        says,
        ["0 before", "1 before", "2 333", "3 before", "0 333", "1 no art", "2 0", "3 1000"],
        "{lines:?}"
    );
    assert_eq!(lines.covers, [Some((2, 2)), Some((0, 3))]);
    assert!(caption.contains("0 is an article without a hit, a gap no article"), "{caption}");
    let drawing = parallax::figure::svg::to_svg(&figure, &parallax::figure::Options::default());
    assert!(
        drawing.contains("Gaps of Norvia Daily: before the first or after the last article"),
        "{drawing}"
    );
}

#[test]
fn lines_are_smoothed_when_asked_and_say_so() {
    let (lines, caption, figure) = months(Looks { smoothing: 3, ..Looks::default() }, false);
    let smooth: Vec<Option<i64>> =
        lines.points.iter().skip(4).map(|point| point.smoothed.map(|value| value.round() as i64)).collect();
    // By hand: 2 of 6 alone; a gap; 0 of 3 and 1 of 1; the same.
    assert_eq!(smooth, [Some(333), None, Some(250), Some(250)]);
    assert!(lines.points[6].estimate.value() == Some(0.0), "the point stays where it was counted");
    assert!(caption.contains("moving average over 3 months"), "{caption}");
    let table = parallax::figure::csv::rows(&figure);
    let column = table.columns.iter().position(|name| *name == "smoothed").unwrap();
    assert_eq!(table.rows[6][column], "250");
    let (lines, caption, _) = months(Looks::default(), false);
    assert!(lines.points.iter().all(|point| point.smoothed.is_none()) && !caption.contains("smoothed"));
}

#[test]
fn events_stand_at_their_day_and_are_told_where_they_cannot() {
    let event = |year, month, day, name: &str| parallax::analysis::TimeEvent {
        date: jiff::civil::date(year, month, day),
        name: name.to_owned(),
    };
    let events = [
        event(2024, 2, 15, "The vote"),
        event(2024, 2, 16, "Its morning after"),
        event(2019, 1, 1, "Long ago"),
    ];
    let (lines, _, figure) = months(Looks { events: &events, ..Looks::default() }, false);
    assert_close(lines.events[0].at.unwrap(), 1.0 + 14.5 / 29.0);
    assert_eq!(lines.events[2].at, None);
    let scene = parallax::figure::layout(&figure, &parallax::figure::Options::default());
    let place =
        |name: &str| scene.texts().find(|run| run.text == name).unwrap_or_else(|| panic!("{name}")).at;
    assert!(
        (place("The vote").y - place("Its morning after").y).abs() > 10.0
            || (place("The vote").x - place("Its morning after").x).abs() > 60.0
    );
    assert!(scene.texts().any(|run| run.text.contains("Outside of the time shown: Long ago (")));
    assert!(parallax::figure::words::summary(&figure).contains("Marked: The vote, 15 Feb"));
    let table = parallax::figure::csv::rows(&figure);
    assert!(table.rows.iter().any(|row| row.contains(&"event: Long ago".to_owned())));
}

#[test]
fn a_trend_is_measured_from_six_bins_on() {
    let (_, caption, _) = months(Looks::default(), true);
    assert!(
        caption.contains("Trend of The Lantern: –, needs at least 6 points in time with words."),
        "{caption}"
    );
    let rows: Vec<(String, String)> =
        (1..=7).map(|month| (format!("2024-{month:02}-03"), times("islands", month, 200))).collect();
    let rows: Vec<(&str, &str, &str)> =
        rows.iter().map(|(date, text)| ("A", date.as_str(), text.as_str())).collect();
    let corpus = corpus(&rows);
    let queries = vec![query("islands")];
    let recipe = TrendRecipe {
        queries,
        scope: Scope::default(),
        bin: Bin::Month,
        by: None,
        per: Per::Words,
        statistics: true,
    };
    let found = recipe.run(&corpus, &Task::none()).unwrap();
    let rise = found.lines[0].rise.unwrap();
    // Every pair of months rises.
    assert_close(rise.kendall.unwrap().tau_b.unwrap(), 1.0);
    let caption = figures::trend(&found, &recipe, Unit::PerThousand, Looks::default()).caption;
    assert!(caption.contains("Trend of islands over 7 months: Kendall's tau-b 1.00"), "{caption}");
    assert!(caption.contains("this says nothing of causes"), "{caption}");
}
