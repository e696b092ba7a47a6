//! Neighbours and phrases as figures: the strongest ones, with one mark an outlet.

use super::figures::{FEW_ROWS, Looks, ONE_ARTICLE, caption, clause, few_badge};
use super::neighbours::{Counting, Measure, Neighbours, NeighboursRecipe, Shared};
use super::phrases::{Phrases, PhrasesRecipe};
use super::{OutletRow, shown_name};
use crate::corpus::Corpus;
use crate::figure::{
    Axis, Bar, BarShape, Bars, Caption, Category, Counts, Estimate, Figure, FigureKind, Ink, RankForm,
    Ranking, Series, format,
};
use crate::stats::Stat;

/// Neighbours in a figure.
pub const NEIGHBOURS_SHOWN: usize = 20;

/// Phrases in a figure.
pub const PHRASES_SHOWN: usize = 15;

/// The strongest neighbours, from the strongest down.
pub fn neighbours(
    found: &Neighbours,
    recipe: &NeighboursRecipe,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Figure {
    let settings = &found.settings;
    let node = looks.series(0, &recipe.query);
    // The first series is all outlets together, unless there is only one.
    let has_all = found.outlets.len() > 1;
    let mut series = Vec::new();
    if has_all {
        series.push(Series::new("All outlets together", node.query.clone(), Ink::of_series(0)));
    }
    let outlet = |row: &OutletRow| {
        let series = Series { query: node.query.clone(), ..looks.outlet(row.outlet, row.shown()) };
        series.badged(few_badge(row.articles))
    };
    series.extend(found.outlets.iter().map(outlet));
    // Where all there is is one article, the counts are the figure.
    let is_one_article = found.coverage.articles == 1;
    let mut below = 0_u64;
    let (mut categories, mut bars) = (Vec::new(), Vec::new());
    let strongest = found.strongest.iter().filter_map(|&at| found.rows.get(at as usize));
    for (category, row) in strongest.take(NEIGHBOURS_SHOWN).enumerate() {
        let (count, _) = found.ranked(row);
        let mut detail = format::count(count);
        if let (Shared::Only(column), true) = (found.shared(row), has_all) {
            let name = found.outlets.get(column).map_or("", OutletRow::shown);
            detail.push_str(&format!(", only {name}"));
        }
        categories.push(Category::new(corpus.vocabulary().form(row.word), detail));
        let columns = (0..found.outlets.len()).filter(|&column| found.cell(row, column).is_some()).map(Some);
        let all = has_all.then_some(None);
        for column in all.into_iter().chain(columns) {
            let (cell, node) = match column {
                None => (Some(&row.all), &found.node),
                Some(column) => (found.cell(row, column), &found.nodes[column]),
            };
            let Some(cell) = cell else { continue };
            if column.is_some() && !found.passes((cell.together, cell.articles), node) {
                below += 1;
                continue;
            }
            let is_single = column.and_then(|at| found.outlets.get(at)).is_some_and(|row| row.articles == 1);
            bars.push(Bar {
                category,
                series: column.map_or(0, |column| column + usize::from(has_all)),
                estimate: match () {
                    () if is_one_article => Estimate::of(cell.together as f64),
                    () if is_single => Estimate::undefined(ONE_ARTICLE),
                    () => estimate(found.measure(row, column, settings.measure)),
                },
                counts: Counts {
                    hits: cell.together,
                    words: node.words,
                    articles: articles_of(found, column).into(),
                    articles_with_hits: cell.articles.into(),
                    design_effect: None,
                },
            });
        }
    }
    let shown = categories.len();
    let mut measure = neighbours_measure(found, shown);
    if below > 0 {
        let marks = format::counted(below, "mark", "marks");
        measure.push_str(&format!("; {marks} of outlets below these minimums left out"));
    }
    measure.push_str(&of_few(&found.outlets, is_one_article));
    let caption = Caption { measure, ..caption(&found.coverage, &recipe.scope) };
    Figure {
        title: format!("Neighbours of {}", node.name),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Ranking(Ranking {
            bars: Bars {
                axis: Axis::new(if is_one_article {
                    "times near".into()
                } else {
                    settings.measure.full_label()
                }),
                categories,
                series,
                bars,
                shape: BarShape::Bars,
            },
            form: if is_one_article || starts_at_zero(settings.measure) {
                RankForm::Bars
            } else {
                RankForm::Dots
            },
        }),
    }
}

/// Articles of an outlet, or of all.
fn articles_of(found: &Neighbours, column: Option<usize>) -> u32 {
    let outlet = column.and_then(|column| found.outlets.get(column));
    outlet.map_or(found.coverage.articles, |row| row.articles)
}

/// What a caption says of outlets with few articles; `is_count` where the whole figure is of counts.
fn of_few(outlets: &[OutletRow], is_count: bool) -> String {
    let mut text = String::new();
    if is_count {
        text.push_str("; counts, since one article has no rate");
    }
    if outlets.iter().any(|row| !few_badge(row.articles).is_empty()) {
        text.push_str("; ");
        text.push_str(FEW_ROWS);
    }
    text
}

/// Whether a bar's length from zero says something.
fn starts_at_zero(measure: Measure) -> bool {
    match measure {
        Measure::Dice | Measure::DeltaPOfNode | Measure::DeltaPOfNeighbour | Measure::ChiSquared => true,
        Measure::LogDice
        | Measure::Mi
        | Measure::Mi2
        | Measure::Mi3
        | Measure::Npmi
        | Measure::T
        | Measure::Z
        | Measure::ZBinomial
        | Measure::G2 => false,
    }
}

fn neighbours_measure(found: &Neighbours, shown: usize) -> String {
    let settings = &found.settings;
    let counting = match settings.counting {
        Counting::Positions => "each place counted once, the node's own words left out",
        Counting::Pairs => "each pair of node and word counted",
    };
    let whose = match &settings.outlet {
        Some(outlet) => format!(", ranked in {}", shown_name(outlet)),
        None => String::new(),
    };
    format!(
        "{}{whose}; near: {}, {counting}; at least {} in {}{}; the strongest {} of {}",
        settings.measure.full_label(),
        settings.reach.label(),
        times(settings.minimum_count),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
        if settings.keep_stop_words { "" } else { ", without function words" },
        format::count(shown as u64),
        format::count(found.rows.len() as u64),
    )
}

/// The most frequent phrases, from the most frequent down.
pub fn phrases(found: &Phrases, recipe: &PhrasesRecipe, corpus: &Corpus, looks: Looks<'_>) -> Figure {
    let around = recipe.around.as_ref().map(|query| looks.series(0, query).name);
    // Where every outlet is a single article there is no rate to show at all: then the counts are the figure.
    let is_count = found.outlets.iter().all(|row| row.articles == 1);
    let (mut categories, mut bars) = (Vec::new(), Vec::new());
    let strongest = found.strongest.iter().filter_map(|&at| found.rows.get(at as usize));
    for (category, row) in strongest.take(PHRASES_SHOWN).enumerate() {
        let detail = match row.outlets.as_ref() {
            [only] if found.outlets.len() > 1 => {
                let name = corpus.outlets().get(usize::from(only.outlet)).map_or("", |one| &*one.name);
                format!("{}, only {}", format::count(row.count.into()), shown_name(name))
            }
            _ => format::count(row.count.into()),
        };
        categories.push(Category::new(row.text(corpus), detail));
        for (series, outlet) in found.outlets.iter().enumerate() {
            let (count, articles) = row.in_outlet(outlet.outlet);
            if count == 0 || outlet.words == 0 {
                continue;
            }
            bars.push(Bar {
                category,
                series,
                estimate: match outlet.articles {
                    _ if is_count => Estimate::of(f64::from(count)),
                    1 => Estimate::undefined(ONE_ARTICLE),
                    _ => Estimate::of(f64::from(count) * 1e3 / outlet.words as f64),
                },
                counts: Counts {
                    hits: count.into(),
                    words: outlet.words,
                    articles: outlet.articles.into(),
                    articles_with_hits: articles.into(),
                    design_effect: None,
                },
            });
        }
    }
    let shown = categories.len();
    let mut measure = phrases_measure(found, shown, is_count);
    measure.push_str(&of_few(&found.outlets, is_count));
    let caption = Caption { measure, ..caption(&found.coverage, &recipe.scope) };
    Figure {
        title: around.map_or_else(|| "Phrases".to_owned(), |name| format!("Phrases around {name}")),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Ranking(Ranking {
            bars: Bars {
                axis: Axis::new(if is_count { "times" } else { "per 1,000 words of the outlet" }),
                categories,
                series: found
                    .outlets
                    .iter()
                    .map(|row| looks.outlet(row.outlet, row.shown()).badged(few_badge(row.articles)))
                    .collect(),
                bars,
                shape: BarShape::Bars,
            },
            form: RankForm::Bars,
        }),
    }
}

fn phrases_measure(found: &Phrases, shown: usize, is_count: bool) -> String {
    let settings = &found.settings;
    let mut rules = Vec::new();
    rules.push(if settings.across_sentences { "across sentences" } else { "within sentences" });
    if !settings.keep_stop_words {
        rules.push("not of function words alone");
    }
    if settings.folds {
        rules.push("without those that stand only within a longer one");
    }
    let lengths = if settings.shortest == settings.longest {
        format!("{} words", settings.shortest)
    } else {
        format!("{} to {} words", settings.shortest, settings.longest)
    };
    format!(
        "Phrases of {lengths}{}, {}; at least {} in {}; the most frequent {} of {}",
        if is_count { " by outlet" } else { " per 1,000 words of each outlet" },
        rules.join(", "),
        times(settings.minimum_count),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
        format::count(shown as u64),
        format::count(found.total),
    )
}

fn times(count: u32) -> String {
    match count {
        0 | 1 => "once".into(),
        2 => "twice".into(),
        more => format!("{} times", format::count(more.into())),
    }
}

fn estimate(value: Stat) -> Estimate {
    value.map_or_else(|reason| Estimate::undefined(clause(reason)), Estimate::of)
}
