//! Results as figures: what the screen, a picture and a CSV file show.
//!
//! A figure says all a reader needs to cite it: its caption states measure and unit, how the
//! intervals are made, outlets, dates, articles and words, filters, how wire texts are counted,
//! and the version of the program. Where there is no number, the figure carries the reason.

use std::sync::Arc;

use super::cells::{Cell, FEW_ARTICLES};
use super::cells::{IntervalMethod, LEAST_ARTICLES};
use super::coverage::Coverage;
use super::events::TimeEvent;
use super::frequency::{Frequency, FrequencyRecipe};
use super::grouping::GroupRow;
use super::scope::{Chosen, Scope};
use super::units::Unit;
use crate::figure::{
    Axis, Bar, BarShape, Bars, Caption, Category, Counts, Estimate, Figure, FigureKind, Ink, Series, format,
};
use crate::query::{Query, WireTexts};
use crate::stats::{Stat, Undefined};

mod over_time;
mod places;

pub use over_time::trend;
pub use places::{MOST_ROWS, dispersion, spread};

/// In which order outlets stand in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum OutletOrder {
    /// As the corpus has them.
    #[default]
    Corpus,
    /// The highest value of the first series first; those without a value last.
    Value,
    /// By name.
    Name,
    /// By country, then name; those of no known country last.
    Country,
}

impl OutletOrder {
    /// All orders, as the menu has them.
    pub const ALL: [Self; 4] = [Self::Corpus, Self::Value, Self::Name, Self::Country];

    /// In words for the person at the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Corpus => "as read",
            Self::Value => "by value",
            Self::Name => "by name",
            Self::Country => "by country",
        }
    }
}

/// What the person at the screen chose of how figures look: names, colours, orders, marks.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks<'a> {
    /// By query of the recipe. A query without one goes by its text.
    pub series: &'a [Series],
    /// By outlet of the corpus. An outlet without one has the ink of its number.
    pub outlets: &'a [Ink],
    /// By outlet of the corpus its country; for [`OutletOrder::Country`].
    pub countries: &'a [Option<Arc<str>>],
    /// By outlet: bars or dots.
    pub shape: BarShape,
    /// By outlet: the order.
    pub order: OutletOrder,
    /// Over time: what is marked.
    pub events: &'a [TimeEvent],
    /// Over time: lines run through the mean of so many bins; 0 and 1 leave them as they are.
    pub smoothing: u8,
    /// Dispersion: rows at most; 0 is [`MOST_ROWS`].
    pub most_rows: u32,
}

impl Looks<'_> {
    pub(super) fn series(&self, at: usize, query: &Query) -> Series {
        let given = self.series.get(at).cloned();
        given.unwrap_or_else(|| Series::new(query.text.clone(), query.text.clone(), Ink::of_series(at)))
    }

    fn all_series(&self, queries: &[Query]) -> Vec<Series> {
        queries.iter().enumerate().map(|(at, query)| self.series(at, query)).collect()
    }

    /// A group as a series: outlets have colours of their own, other groups those of their places.
    pub(super) fn group(&self, row: &GroupRow, at: usize) -> Series {
        let ink = match row.outlet.map(usize::from) {
            Some(outlet) => self.outlets.get(outlet).copied().unwrap_or_else(|| Ink::nth(outlet)),
            None => Ink::nth(at),
        };
        Series::new(row.shown(), "", ink)
    }
}

/// Bars or dots by outlet, one a query.
pub fn frequency(found: &Frequency, recipe: &FrequencyRecipe, unit: Unit, looks: Looks<'_>) -> Figure {
    let series = looks.all_series(&recipe.queries);
    // Where every group is a single article there is no rate to show at all: then the counts are the figure.
    let asked = unit;
    let are_single = found.groups.iter().all(|row| row.articles == 1)
        && found.cells.iter().flatten().any(|cell| cell.value(unit).is_ok());
    let unit = if are_single { Unit::Count } else { unit };
    let order = group_order(found, unit, looks);
    let categories = order.iter().filter_map(|&at| Some((at, found.groups.get(at)?))).map(|(at, row)| {
        let category = Category::new(row.shown(), articles(row.articles)).badged(few_badge(row.articles));
        // Only outlets have colours of their own; articles of no known outlet are nobody's.
        match row.outlet.filter(|_| !row.name.is_empty()) {
            Some(_) => category.inked(looks.group(row, at).ink),
            None => category,
        }
    });
    let rows = found.cells.iter().enumerate();
    let bars = rows.flat_map(|(at, cells)| {
        let cells = order.iter().filter_map(|&place| cells.get(place)).enumerate();
        cells.map(move |(category, cell)| Bar {
            category,
            series: at,
            estimate: estimate(cell, unit, cell.value_of_group(unit)),
            counts: counts(cell),
        })
    });
    let cells = || found.cells.iter().flatten();
    let has_intervals = cells().any(|cell| cell.interval_in(unit).is_ok());
    let intervals = if has_intervals || !unit.has_interval() {
        intervals(unit, recipe.intervals)
    } else {
        format!("no intervals, since they need at least {LEAST_ARTICLES} articles of {}", recipe.by.one())
    };
    let few = if unit != asked {
        format!("counts, since {} with one article has no rate", recipe.by.one())
    } else if unit.has_interval() && found.groups.iter().any(|row| row.articles < FEW_ARTICLES) {
        FEW_RULE.to_owned()
    } else {
        String::new()
    };
    let intervals =
        [intervals, few].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("; ");
    let caption = Caption {
        measure: measured(unit, &found.coverage),
        intervals,
        ..caption(&found.coverage, &recipe.scope)
    };
    Figure {
        title: format!("{} by {}", names(&series), recipe.by.label()),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Bars(Bars {
            axis: Axis::new(unit.label()),
            categories: categories.collect(),
            bars: bars.collect(),
            series,
            shape: looks.shape,
        }),
    }
}

/// What few articles do to a figure by outlet.
const FEW_RULE: &str = "with under 5 articles an interval is not to be trusted, with two there is none, \
                        with one there is a count and no rate";

/// The rows of a result in the order of the figure.
pub fn group_order(found: &Frequency, unit: Unit, looks: Looks<'_>) -> Vec<usize> {
    let mut order: Vec<usize> = (0..found.groups.len()).collect();
    let row = |at: usize| found.groups.get(at);
    let name = |at: usize| row(at).map(|row| (row.name.is_empty(), row.shown().to_lowercase()));
    let country = |at: usize| {
        let known = row(at).and_then(|row| looks.countries.get(usize::from(row.outlet?))?.clone());
        (known.is_none(), known)
    };
    let value = |at: usize| {
        let cell = found.cells.first().and_then(|cells| cells.get(at));
        cell.and_then(|cell| cell.value_of_group(unit).ok())
    };
    match looks.order {
        OutletOrder::Corpus => {}
        OutletOrder::Name => order.sort_by_cached_key(|&at| name(at)),
        OutletOrder::Country => order.sort_by_cached_key(|&at| (country(at), name(at))),
        OutletOrder::Value => order.sort_by(|&a, &b| {
            let key = |at| value(at).map_or(f64::NEG_INFINITY, |value| value);
            key(b).total_cmp(&key(a)).then_with(|| name(a).cmp(&name(b)))
        }),
    }
    order
}

/// What the badge of an outlet with two to four articles says of its rates and strengths.
pub(super) const FEW_ROWS: &str = "under 5 articles (few articles) say little of their outlet";

/// The badge of a group with so many articles; empty where there are enough of them, or only one.
pub(super) fn few_badge(articles: u32) -> &'static str {
    if (2..FEW_ARTICLES).contains(&articles) { "few articles" } else { "" }
}

/// What every caption states of the articles.
pub fn caption(coverage: &Coverage, scope: &Scope) -> Caption {
    let filter = scope.filter_in_words();
    // A filter on single agencies says itself how they are treated.
    let wire = scope.filter.wire_texts().map_or("", WireTexts::caption);
    let mut filters = vec![coverage.outlets_in_words()];
    filters.extend(scope.chosen.as_ref().map(Chosen::in_words));
    if !filter.is_empty() {
        filters.push(format!("filter: {filter}"));
    }
    Caption {
        articles: coverage.articles.into(),
        words: coverage.words,
        undated: coverage.undated.into(),
        dates: coverage.first.zip(coverage.last).map(|(first, last)| (first.date, last.last_day())),
        filters,
        wire: wire.into(),
        versions: coverage.versions_in_words(),
        ..Caption::default()
    }
}

/// The measure, and which words are counted.
fn measure(unit: Unit) -> String {
    format!("{} (headline, standfirst and body; captions not counted)", unit.label())
}

/// The same, and what several languages do to it.
fn measured(unit: Unit, coverage: &Coverage) -> String {
    let note = coverage.unit_note(unit);
    if note.is_empty() { measure(unit) } else { format!("{}; {note}", measure(unit)) }
}

fn intervals(unit: Unit, method: IntervalMethod) -> String {
    match (unit, method) {
        (Unit::PerThousand | Unit::PerMillion, IntervalMethod::EffectiveWilson) => {
            "95% intervals by article (Wilson on the effective number of words)".into()
        }
        (Unit::PerThousandSentences, IntervalMethod::EffectiveWilson) => {
            "95% intervals by article (score interval on the effective number of sentences)".into()
        }
        (
            Unit::PerThousand | Unit::PerMillion | Unit::PerThousandSentences,
            IntervalMethod::Bootstrap(settings),
        ) => format!(
            "95% intervals by article (bootstrap, {} resamples, seed {}; too narrow under about 20 articles)",
            format::count(settings.resamples.into()),
            settings.seed
        ),
        (Unit::ShareOfArticles, _) => "95% intervals (Wilson)".into(),
        (Unit::Count, _) => String::new(),
    }
}

/// A value with the interval of its cell.
fn estimate(cell: &Cell, unit: Unit, value: Stat) -> Estimate {
    let value = match value {
        Ok(value) => value,
        Err(reason) => return Estimate::undefined(clause(reason)),
    };
    // The interval by word is never shown alone: by itself it would seem to be the one to trust.
    match (cell.interval_in(unit), cell.naive_in(unit)) {
        (Ok((low, high)), Ok((naive_low, naive_high))) if unit != Unit::ShareOfArticles => {
            Estimate::within(value, low, high).with_naive(naive_low, naive_high)
        }
        (Ok((low, high)), _) => Estimate::within(value, low, high),
        (Err(reason), _) => Estimate::of(value).without_interval(clause(reason)),
    }
}

fn counts(cell: &Cell) -> Counts {
    Counts {
        hits: cell.hits,
        words: cell.words,
        articles: cell.articles.into(),
        articles_with_hits: cell.articles_with_hits.into(),
        design_effect: cell.design_effect.ok(),
    }
}

pub(super) fn articles(count: u32) -> String {
    format::counted(count.into(), "article", "articles")
}

/// A reason as it stands within a sentence, as figures and tables give it.
pub fn clause(reason: Undefined) -> String {
    let text = reason.to_string();
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_lowercase().chain(chars).collect())
}

/// Up to three series by name, more by their number.
fn names(series: &[Series]) -> String {
    let names: Vec<&str> = series.iter().map(|one| one.name.as_str()).collect();
    match names.len() {
        0 => "Nothing".into(),
        1..=3 => format::list(&names),
        more => format!("{more} series"),
    }
}
