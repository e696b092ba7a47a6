//! Neighbours and phrases as figures: the first ones of their list, with one mark an outlet or another group.

use super::Unit;
use super::figures::{FEW_ROWS, Looks, caption, clause, few_badge};
use super::grouping::{GroupRow, Grouping, largest};
use super::neighbours::{Counting, Measure, NeighbourOrder, Neighbours, NeighboursRecipe, Shared};
use super::phrases::{PhraseOrder, Phrases, PhrasesRecipe};
use super::shown_name;
use super::units::of_group;
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

/// So many groups have marks of their own in a figure, and columns in a table; of more, those with most words.
pub const MOST_GROUPS: usize = 12;

/// The first neighbours of the list, in its order.
pub fn neighbours(
    found: &Neighbours,
    recipe: &NeighboursRecipe,
    corpus: &Corpus,
    looks: Looks<'_>,
) -> Figure {
    let settings = &found.settings;
    let node = looks.series(0, &recipe.query);
    // The first series is all groups together, unless there is only one.
    let has_all = found.groups.len() > 1;
    let groups = largest(&found.groups, MOST_GROUPS);
    let mut series = Vec::new();
    if has_all {
        let all = format!("All {} together", recipe.by.plural());
        series.push(Series::new(all, node.query.clone(), Ink::of_series(0)));
    }
    let rows = groups.iter().filter_map(|&at| Some((at, found.groups.get(at)?)));
    series.extend(rows.map(|(at, row)| {
        Series { query: node.query.clone(), ..looks.group(row, at) }.badged(few_badge(row.articles))
    }));
    // Where all there is is one article, the counts are the figure.
    let is_one_article = found.coverage.articles == 1;
    let mut below = 0_u64;
    let (mut categories, mut bars) = (Vec::new(), Vec::new());
    for (category, row) in found.rows.iter().take(NEIGHBOURS_SHOWN).enumerate() {
        let (count, _) = found.ranked(row);
        let mut detail = format::count(count);
        if let (Shared::Only(column), true) = (found.shared(row), has_all) {
            let name = found.groups.get(column).map_or("", GroupRow::shown);
            detail.push_str(&format!(", only {name}"));
        }
        categories.push(Category::new(corpus.vocabulary().form(row.word), detail));
        let columns = groups.iter().enumerate().map(|(place, &column)| Some((place, column)));
        let all = has_all.then_some(None);
        for at in all.into_iter().chain(columns) {
            let column = at.map(|(_, column)| column);
            let counted = match column {
                None => Some((&row.all, &found.node)),
                Some(column) => found.cell(row, column).zip(found.nodes.get(column)),
            };
            let Some((cell, node)) = counted else { continue };
            if column.is_some() && !found.passes((cell.together, cell.articles), node) {
                below += 1;
                continue;
            }
            bars.push(Bar {
                category,
                series: at.map_or(0, |(place, _)| place + usize::from(has_all)),
                estimate: if is_one_article {
                    Estimate::of(cell.together as f64)
                } else {
                    let measured = found.measure(row, column, settings.measure);
                    estimate(of_group(articles_of(found, column), measured))
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
    let below = if below == 0 {
        String::new()
    } else {
        let marks = format::counted(below, "mark", "marks");
        format!("{marks} of {} below these minimums left out", recipe.by.plural())
    };
    let measure = [
        neighbours_measure(found, shown),
        below,
        of_few(&found.groups, is_one_article),
        groups_left_out(&found.groups, recipe.by),
        found.coverage.words_note(),
    ];
    let caption = Caption { measure: told(measure), ..caption(&found.coverage, &recipe.scope) };
    Figure {
        title: titled(format!("Neighbours of {}", node.name), recipe.by),
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

/// Articles of a group, or of all.
fn articles_of(found: &Neighbours, column: Option<usize>) -> u32 {
    let group = column.and_then(|column| found.groups.get(column));
    group.map_or(found.coverage.articles, |row| row.articles)
}

/// What a caption says of groups with few articles; `is_count` where the whole figure is of counts.
fn of_few(groups: &[GroupRow], is_count: bool) -> String {
    let counts = if is_count { "counts, since one article has no rate" } else { "" };
    let few = if groups.iter().any(|row| !few_badge(row.articles).is_empty()) { FEW_ROWS } else { "" };
    told([counts.to_owned(), few.to_owned()])
}

/// Outlets go without saying.
fn titled(title: String, by: Grouping) -> String {
    if by == Grouping::Outlet { title } else { format!("{title}, by {}", by.label()) }
}

fn told<const N: usize>(parts: [String; N]) -> String {
    parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ")
}

/// What is said of groups that have no marks.
fn groups_left_out(groups: &[GroupRow], by: Grouping) -> String {
    if groups.len() <= MOST_GROUPS {
        return String::new();
    }
    let all = format::counted(groups.len() as u64, by.noun(), by.plural());
    format!("the {MOST_GROUPS} with most words of {all} have marks of their own")
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
    let ranked_in =
        settings.group.as_ref().map(|name| match found.column.and_then(|at| found.groups.get(at)) {
            Some(row) => row.shown(),
            None => shown_name(name),
        });
    let whose = ranked_in.map_or_else(String::new, |name| format!(", ranked in {name}"));
    let only = match ranked_in {
        _ if !settings.only_here => String::new(),
        Some(name) => format!(", only those that {name} alone has"),
        None => ", only those that one alone has".into(),
    };
    let order = match settings.order {
        NeighbourOrder::Measure => settings.measure.label(),
        NeighbourOrder::Word => "word",
        NeighbourOrder::Count => "count",
        NeighbourOrder::Articles => "articles",
        NeighbourOrder::Groups => "how many share them",
    };
    let of = format::count(found.rows.len() as u64);
    let first = match (settings.order, settings.is_reversed) {
        (NeighbourOrder::Measure, false) => format!("the strongest {shown} of {of}"),
        (_, is_reversed) => {
            format!("the first {shown} of {of} by {order}{}", if is_reversed { ", turned round" } else { "" })
        }
    };
    format!(
        "{}{whose}; near: {}, {counting}; at least {} in {}{}{only}; {first}",
        settings.measure.full_label(),
        settings.reach.label(),
        times(settings.minimum_count),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
        if settings.keep_stop_words { "" } else { ", without function words" },
    )
}

/// The first phrases of the list, in its order; of one word, the word list.
pub fn phrases(found: &Phrases, recipe: &PhrasesRecipe, corpus: &Corpus, looks: Looks<'_>) -> Figure {
    let around = recipe.around.as_ref().map(|query| looks.series(0, query).name);
    // Where every outlet is a single article there is no rate to show at all: then the counts are the figure.
    let is_count = found.groups.iter().all(|row| row.articles == 1);
    let (mut categories, mut bars) = (Vec::new(), Vec::new());
    let groups = largest(&found.groups, MOST_GROUPS);
    for (category, row) in found.rows.iter().take(PHRASES_SHOWN).enumerate() {
        let detail = match row.groups.as_ref() {
            [only] if found.groups.len() > 1 => {
                let name = found.groups.get(only.group as usize).map_or("", GroupRow::shown);
                format!("{}, only {name}", format::count(row.count.into()))
            }
            _ => format::count(row.count.into()),
        };
        categories.push(Category::new(row.text(corpus), detail));
        for (series, &at) in groups.iter().enumerate() {
            let (count, articles) = row.in_group(at);
            let Some(group) = found.groups.get(at).filter(|group| count > 0 && group.words > 0) else {
                continue;
            };
            bars.push(Bar {
                category,
                series,
                estimate: if is_count {
                    Estimate::of(f64::from(count))
                } else {
                    estimate(of_group(group.articles, Ok(f64::from(count) * 1e3 / group.words as f64)))
                },
                counts: Counts {
                    hits: count.into(),
                    words: group.words,
                    articles: group.articles.into(),
                    articles_with_hits: articles.into(),
                    design_effect: None,
                },
            });
        }
    }
    let shown = categories.len();
    let measure = [
        phrases_measure(found, recipe.by, shown, is_count),
        of_few(&found.groups, is_count),
        groups_left_out(&found.groups, recipe.by),
        found.coverage.unit_note(Unit::PerThousand),
    ];
    let caption = Caption { measure: told(measure), ..caption(&found.coverage, &recipe.scope) };
    let what = if found.settings.longest == 1 { "Words" } else { "Phrases" };
    let title = around.map_or_else(|| what.to_owned(), |name| format!("{what} around {name}"));
    let series = groups.iter().filter_map(|&at| {
        let row = found.groups.get(at)?;
        Some(looks.group(row, at).badged(few_badge(row.articles)))
    });
    let axis =
        if is_count { "times".to_owned() } else { format!("per 1,000 words of the {}", recipe.by.noun()) };
    Figure {
        title: titled(title, recipe.by),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Ranking(Ranking {
            bars: Bars {
                axis: Axis::new(axis),
                categories,
                series: series.collect(),
                bars,
                shape: BarShape::Bars,
            },
            form: RankForm::Bars,
        }),
    }
}

fn phrases_measure(found: &Phrases, by: Grouping, shown: usize, is_count: bool) -> String {
    let settings = &found.settings;
    let mut rules = Vec::new();
    let is_word_list = settings.longest == 1;
    if !is_word_list {
        rules.push(if settings.across_sentences { "across sentences" } else { "within sentences" });
    }
    if !settings.keep_stop_words {
        rules.push(if is_word_list { "without function words" } else { "not of function words alone" });
    }
    if settings.folds && !is_word_list {
        rules.push("without those that stand only within a longer one");
    }
    let rules = if rules.is_empty() { String::new() } else { format!(", {}", rules.join(", ")) };
    let what = match (settings.shortest, settings.longest) {
        (_, 1) => "Words".to_owned(),
        (one, other) if one == other => format!("Phrases of {one} words"),
        (one, other) => format!("Phrases of {one} to {other} words"),
    };
    let of = format::count(found.total);
    let order = match settings.order {
        PhraseOrder::Count => "count",
        PhraseOrder::Words => "the alphabet",
        PhraseOrder::Length => "length",
        PhraseOrder::Articles => "articles",
        PhraseOrder::Groups => "how many share them",
    };
    let of_group = found.column.and_then(|at| found.groups.get(at));
    let order = of_group.map_or_else(|| order.to_owned(), |row| format!("{order} in {}", row.shown()));
    let first = match (settings.order, settings.is_reversed) {
        (PhraseOrder::Count, false) if of_group.is_none() => format!("the most frequent {shown} of {of}"),
        (_, is_reversed) => {
            let turned = if is_reversed { ", turned round" } else { "" };
            let kept = found.rows.len() as u64;
            let kept = if kept < found.total {
                format!("the {} most frequent of {of}", format::count(kept))
            } else {
                of
            };
            format!("the first {shown} of {kept} by {order}{turned}")
        }
    };
    format!(
        "{what} {} {}{rules}; at least {} in {}; {first}",
        if is_count { "by" } else { "per 1,000 words of each" },
        by.noun(),
        times(settings.minimum_count),
        format::counted(settings.minimum_articles.into(), "article", "articles"),
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
