//! Figures of words: what sets outlets apart, and what makes two sides differ.

use std::sync::Arc;

use super::comparison::{Comparison, ComparisonColumn, ComparisonRecipe};
use super::coverage::OutletRow;
use super::distinctive::{Distinctive, DistinctiveRecipe};
use super::figures::{FEW_ROWS, Looks, articles, caption, clause, few_badge};
use super::grouping::{GroupRow, Grouping};
use super::keyness::DistinctiveWord;
use super::measures::{KeynessMeasure, chance_in_words};
use super::sieve::put_aside_in_words;
use super::word_shift::{Baseline, ShiftSide, WordShift, WordShiftRecipe};
use super::word_test::{MOST_TESTS, WordTest};
use crate::corpus::Corpus;
use crate::figure::{
    Axis, Caption, Counts, Dot, Dots, Figure, FigureKind, Ink, Series, Shift, ShiftBar, format,
};
use crate::stats::Undefined;
use crate::stats::divergence::Direction;

/// Words of each outlet in the figure.
pub const DOTS_EACH: usize = 40;

/// Of these, how many are written beside their dots in one plane, if there is room.
pub const LABELS_EACH: usize = 10;

/// So many groups have a row; more are for the user to choose from.
pub const MOST_ROWS: usize = 8;

/// Words of a shift that are drawn, and that its table has.
const SHIFT_DRAWN: usize = 30;
const SHIFT_LISTED: usize = 500;

/// From this p on nothing is called a find; a smallest p that is not below it can find nothing.
const LEVEL: f64 = 0.05;

/// What of distinctive words is in the figure beside the ranking.
#[derive(Debug, Clone, Copy, Default)]
pub struct Shown<'a> {
    /// Names of the groups that have a row; empty is the program's choice.
    pub groups: &'a [Arc<str>],
    /// What chance does, once it is computed.
    pub test: Option<&'a WordTest>,
}

/// The rows of the figure, as places among the groups: those chosen, or those with most words, at most
/// [`MOST_ROWS`].
pub fn rows_shown(found: &Distinctive, chosen: &[Arc<str>]) -> Vec<usize> {
    let is_tested =
        |at: &usize| found.against != Some(*at) && found.groups.get(*at).is_some_and(|row| row.words > 0);
    let name = |at: usize| found.groups.get(at).map(|row| &row.name);
    let mut rows: Vec<usize> = (0..found.groups.len()).filter(is_tested).collect();
    let is_chosen = |at: &usize| chosen.iter().any(|one| Some(one) == name(*at));
    if rows.iter().any(is_chosen) {
        rows.retain(is_chosen);
        rows.truncate(MOST_ROWS);
        return rows;
    }
    // Articles of no known outlet come last: they are nobody's words.
    let worth = |at: &usize| {
        found.groups.get(*at).map_or((true, 0), |row| (row.name.is_empty(), u64::MAX - row.words))
    };
    rows.sort_by_key(|at| (worth(at), *at));
    rows.truncate(MOST_ROWS);
    rows.sort_unstable();
    rows
}

/// Distinctive words, one row an outlet: how often against how distinctive.
pub fn distinctive(
    found: &Distinctive,
    recipe: &DistinctiveRecipe,
    shown: Shown<'_>,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Figure {
    let rows = rows_shown(found, shown.groups);
    let row = |at: &usize| found.groups.get(*at);
    let details = rows
        .iter()
        .filter_map(row)
        .map(|row| format!("{}, {}", articles(row.articles), format::counted(row.words, "word", "words")));
    let measures: Vec<KeynessMeasure> = KeynessMeasure::ALL
        .into_iter()
        .filter(|measure| {
            !matches!(measure, KeynessMeasure::Count | KeynessMeasure::Articles | KeynessMeasure::Z)
        })
        .collect();
    let mut dots =
        Dots { rows: details.collect(), ..plane(found, &rows, &measures, shown.test, corpus, looks) };
    dots.x = Axis::log(format!("Hits per 1,000 words of the {}", recipe.by.noun()));
    let against = match found.against.and_then(|at| found.groups.get(at)) {
        Some(other) => other.shown().to_owned(),
        None => "all others".to_owned(),
    };
    let hidden = found.groups.iter().filter(|row| row.words > 0).count()
        - rows.len()
        - usize::from(found.against.is_some());
    let mut parts = vec![format!(
        "a circle round a dot: {} has the word",
        match found.against {
            Some(_) => "only this one of the two".to_owned(),
            None => format!("no other {}", recipe.by.noun()),
        }
    )];
    let shown_rows = || rows.iter().filter_map(row);
    if shown_rows().any(|row| row.articles == 1) {
        parts.push(clause(Undefined::OneArticle));
    }
    if shown_rows().any(|row| !few_badge(row.articles).is_empty()) {
        parts.push(FEW_ROWS.to_owned());
    }
    parts.push("each row has its own scale".to_owned());
    if hidden > 0 {
        parts.push(format!(
            "{} not shown",
            format::counted(hidden as u64, recipe.by.noun(), recipe.by.plural())
        ));
    }
    let languages = found.coverage.words_note();
    if !languages.is_empty() {
        parts.push(languages);
    }
    let chance = shown.test.map_or_else(String::new, |test| chance(found, test));
    Figure {
        title: match found.against {
            Some(_) if recipe.by == Grouping::Outlet => format!("Distinctive words against {against}"),
            Some(_) => format!("Distinctive words by {} against {against}", recipe.by.label()),
            None => format!("Distinctive words by {}", recipe.by.label()),
        },
        subtitle: String::new(),
        caption: Caption {
            measure: format!("{}; {}", measured(found, recipe, &against), parts.join("; ")),
            intervals: chance,
            ..caption(&found.coverage, &recipe.scope)
        }
        .to_string(),
        kind: FigureKind::Dots(dots),
    }
}

/// Distinctive words of the columns of a comparison, each against the others, in one plane.
pub fn comparison(
    found: &Comparison,
    recipe: &ComparisonRecipe,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Figure {
    let row = |column: &ComparisonColumn| {
        GroupRow::of_outlet(&OutletRow {
            outlet: column.outlet,
            name: Arc::clone(&column.name),
            articles: column.articles.len() as u32,
            words: column.words,
        })
    };
    let asked = DistinctiveRecipe::new(recipe.scope.clone(), recipe.distinctive);
    let words = Distinctive {
        coverage: found.coverage.clone(),
        groups: found.columns.iter().map(row).collect(),
        words: found.columns.iter().map(|column| column.top.clone()).collect(),
        orders: Vec::new(),
        sides: found.columns.iter().map(|column| found.sides(column)).collect(),
        against: None,
        tested_words: found.tested_words,
        tests: u64::from(found.tested_words) * found.columns.len() as u64,
        undefined: None,
    };
    let rows: Vec<usize> = (0..words.groups.len()).collect();
    Figure {
        title: "Distinctive words of the outlets compared".into(),
        subtitle: String::new(),
        caption: Caption {
            measure: measured(&words, &asked, "all others"),
            ..caption(&words.coverage, &asked.scope)
        }
        .to_string(),
        kind: FigureKind::Dots(plane(&words, &rows, &[], None, corpus, looks)),
    }
}

/// The first words of these outlets in one plane.
fn plane(
    found: &Distinctive,
    rows: &[usize],
    measures: &[KeynessMeasure],
    test: Option<&WordTest>,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Dots {
    let mut ranked = Vec::new();
    let mut series_of = Vec::new();
    for &at in rows {
        let (Some(row), Some(words), Some(sides)) =
            (found.groups.get(at), found.words.get(at), found.sides.get(at))
        else {
            continue;
        };
        let chances = test.and_then(|test| test.rows.get(at)).and_then(Option::as_ref);
        for (rank, word) in words.iter().take(DOTS_EACH).enumerate() {
            let chance = chances.and_then(|row| row.chance(word.word));
            let values = measures.iter().map(|measure| measure.value(word, sides, chance));
            let (measured, reasons): (Vec<_>, Vec<_>) =
                values.map(|value| (value.and_then(Result::ok), value.and_then(Result::err))).unzip();
            let missing = measures.iter().zip(reasons);
            let missing =
                missing.filter_map(|(measure, why)| Some(format!("{}: {}", column(*measure), clause(why?))));
            let mut dot = Dot {
                reason: missing.collect::<Vec<_>>().join("; "),
                measured,
                is_labelled: rank < LABELS_EACH,
                ..dot(word, row, series_of.len(), corpus)
            };
            if sides.is_one_article {
                // Its counts are written; it has no place in the plane.
                (dot.x, dot.y, dot.reason) = (f64::NAN, f64::NAN, clause(Undefined::OneArticle));
            }
            ranked.push((rank, dot));
        }
        series_of.push(looks.group(row, at).badged(few_badge(row.articles)));
    }
    // The first words of all outlets come before the second ones: labels are given in this order.
    ranked.sort_by_key(|(rank, dot)| (*rank, dot.series));
    Dots {
        x: Axis::log("Hits per 1,000 words of the outlet"),
        y: Axis::new("Log-odds, in standard deviations"),
        series: series_of,
        rows: Vec::new(),
        measures: measures.iter().map(|measure| column(*measure)).collect(),
        dots: ranked.into_iter().map(|(_, dot)| dot).collect(),
    }
}

fn dot(word: &DistinctiveWord, row: &GroupRow, series: usize, corpus: &Corpus) -> Dot {
    Dot {
        word: corpus.vocabulary().form(word.word).to_owned(),
        series,
        x: word.count as f64 * 1e3 / row.words.max(1) as f64,
        y: word.z,
        size: f64::from(word.articles.max(1)),
        is_labelled: false,
        is_exclusive: word.exclusive,
        measured: Vec::new(),
        reason: String::new(),
        counts: Counts {
            hits: word.count,
            words: row.words,
            articles: row.articles.into(),
            articles_with_hits: word.articles.into(),
            design_effect: None,
        },
    }
}

/// What a measure's column is called in files.
pub fn column(measure: KeynessMeasure) -> &'static str {
    match measure {
        KeynessMeasure::Count => "count",
        KeynessMeasure::PerThousand => "per_1000",
        KeynessMeasure::Elsewhere => "elsewhere",
        KeynessMeasure::PerThousandElsewhere => "per_1000_elsewhere",
        KeynessMeasure::Z => "z",
        KeynessMeasure::Delta => "delta",
        KeynessMeasure::LogRatio => "log_ratio",
        KeynessMeasure::ConservativeLogRatio => "conservative_log_ratio",
        KeynessMeasure::G2 => "g2",
        KeynessMeasure::G2TwoTerm => "g2_2_terms",
        KeynessMeasure::PercentDifference => "percent_difference",
        KeynessMeasure::Bic => "bic",
        KeynessMeasure::OddsRatio => "odds_ratio",
        KeynessMeasure::SimpleMaths => "simple_maths",
        KeynessMeasure::DifferenceCoefficient => "difference_coefficient",
        KeynessMeasure::Articles => "articles",
        KeynessMeasure::ArticlesElsewhere => "articles_elsewhere",
        KeynessMeasure::Dispersion => "dp_norm",
        KeynessMeasure::P => "p",
        KeynessMeasure::Q => "q",
    }
}

/// What was weighed, how many words were tested, and what was put aside.
fn measured(found: &Distinctive, recipe: &DistinctiveRecipe, against: &str) -> String {
    let settings = recipe.settings;
    let mut parts = vec![
        format!(
            "{} tested (at least {} in all articles)",
            format::counted(found.tested_words.into(), "word", "words"),
            format::counted(settings.minimum_count.into(), "hit", "hits"),
        ),
        put_aside_in_words(&settings, &recipe.aside),
    ];
    parts.retain(|part| !part.is_empty());
    let listed = format!(
        "listed are those in at least {} of the {} (all of them where it has fewer)",
        format::counted(settings.minimum_articles.into(), "article", "articles"),
        recipe.by.noun(),
    );
    let reason = found.undefined.map_or_else(String::new, |reason| format!("; {}", clause(reason)));
    format!(
        "Weighted log-odds of each {} against {against}, in standard deviations, with a prior of {}; {}; {listed}{reason}",
        recipe.by.noun(),
        format::counted(settings.prior_tokens.max(1).into(), "word", "words"),
        parts.join(", "),
    )
}

/// How p was made, and what it could not show.
fn chance(found: &Distinctive, test: &WordTest) -> String {
    let rows =
        || found.groups.iter().zip(&test.rows).filter_map(|(outlet, row)| Some((outlet, row.as_ref()?)));
    if test.is_too_large {
        return format!("p not computed: words times groups are more than {}", format::count(MOST_TESTS));
    }
    if rows().next().is_none() {
        return String::new();
    }
    let drawn = rows().any(|(_, row)| row.all_dealings.is_none());
    let how = if drawn {
        format!(
            "p by {} of articles (seed {})",
            format::counted(test.permutations.into(), "permutation", "permutations"),
            test.seed
        )
    } else {
        "p by all permutations of articles".to_owned()
    };
    let tests = format::counted(test.tests, "test", "tests");
    let smallest = rows().map(|(_, row)| row.smallest_p).fold(1.0, f64::min);
    let mut text = format!(
        "{how}, q by Benjamini–Hochberg over {tests}, smallest reachable p {}",
        exact_chance(smallest)
    );
    let unable: Vec<String> = rows()
        .filter(|(_, row)| row.smallest_p >= LEVEL)
        .map(|(outlet, row)| format!("{} (smallest p {})", outlet.shown(), chance_in_words(row.smallest_p)))
        .collect();
    if !unable.is_empty() {
        text.push_str(&format!(", too few articles for any p below .05: {}", format::list(&unable)));
    }
    text
}

/// A smallest p in full: it is no estimate.
fn exact_chance(p: f64) -> String {
    if p < 0.0005 { format!("1/{}", format::count((1.0 / p).round() as u64)) } else { format::fixed(p, 3) }
}

/// Words that make two sides differ.
pub fn word_shift(found: &WordShift, recipe: &WordShiftRecipe, corpus: &Corpus, looks: Looks<'_>) -> Figure {
    let side = |side: &ShiftSide, at: usize| {
        let row = found.groups.iter().position(|row| Some(&row.name) == side.group.as_ref());
        match row.and_then(|at| Some((at, found.groups.get(at)?))) {
            Some((at, row)) => looks.group(row, at),
            None => Series::new(side.shown(), "", Ink::of_series(at)),
        }
    };
    let total = found.bits.unwrap_or(0.0);
    let mut sum = 0.0;
    let bars = found.words.iter().filter(|word| word.bits > 0.0).take(SHIFT_LISTED).map(|word| {
        let share = word.bits / total * 100.0;
        sum += share;
        ShiftBar {
            word: corpus.vocabulary().form(word.word).to_owned(),
            side: usize::from(word.direction != Direction::First),
            bits: word.bits,
            share,
            cumulative: sum,
            hits: [word.left, word.right],
        }
    });
    let bars: Vec<ShiftBar> = if total > 0.0 { bars.collect() } else { Vec::new() };
    let aside = put_aside_in_words(&recipe.settings, &recipe.aside);
    let mut measure = match found.bits {
        Ok(bits) => format!("Jensen-Shannon divergence {} bits", format::fixed(bits, 3)),
        Err(reason) => format!("Jensen-Shannon divergence: {}", clause(reason)),
    };
    for part in [format!("{} compared", format::counted(found.words.len() as u64, "word", "words")), aside] {
        if !part.is_empty() {
            measure.push_str(", ");
            measure.push_str(&part);
        }
    }
    let drawn = bars.len().min(SHIFT_DRAWN);
    if drawn < found.words.len() {
        measure.push_str(&format!("; the {drawn} that differ most are shown"));
    }
    let languages = found.coverage.words_note();
    if !languages.is_empty() {
        measure.push_str("; ");
        measure.push_str(&languages);
    }
    let (left, right) = (side(&found.left, 0), side(&found.right, 1));
    Figure {
        title: format!(
            "Word shift: {} and {}",
            left.name,
            if found.right.group.is_some() { &right.name } else { "all others" }
        ),
        subtitle: String::new(),
        caption: Caption {
            measure,
            intervals: match found.baseline {
                Ok(baseline) => baseline_in_full(&baseline, recipe.seed),
                Err(_) => String::new(),
            },
            ..caption(&found.coverage, &recipe.scope)
        }
        .to_string(),
        kind: FigureKind::Shift(Shift {
            axis: Axis::new("Percent of the divergence"),
            sides: [left, right],
            words: [found.left.words, found.right.words],
            bars,
            most_drawn: SHIFT_DRAWN,
        }),
    }
}

/// What chance gives, and how it was made.
fn baseline_in_full(baseline: &Baseline, seed: u64) -> String {
    let Baseline { dealings, is_all, .. } = *baseline;
    let how = if is_all {
        format!(
            "all {} of the articles to the two sides",
            format::counted(dealings.into(), "dealing", "dealings")
        )
    } else {
        format!(
            "{} of the articles to the two sides by chance (seed {seed})",
            format::counted(dealings.into(), "dealing", "dealings")
        )
    };
    format!("{how}: {}", baseline_in_words(baseline))
}

/// What chance gives: "0.123 bits on average, 95 % up to 0.150, p .020".
pub fn baseline_in_words(baseline: &Baseline) -> String {
    let Baseline { mean, high, p, .. } = *baseline;
    format!(
        "{} bits on average, 95 % up to {}, p {}",
        format::fixed(mean, 3),
        format::fixed(high, 3),
        chance_in_words(p)
    )
}
