//! Results as figures: what the screen, a picture and a CSV file show.
//!
//! A figure says all a reader needs to cite it: its caption states measure and unit, how the
//! intervals are made, outlets, dates, articles and words, filters, how wire texts are counted,
//! and the version of the program. Where there is no number, the figure carries the reason.

use super::cells::{Cell, FEW_ARTICLES};
use super::coverage::Coverage;
use super::frequency::{Frequency, FrequencyRecipe};
use super::scope::Scope;
use super::trend::{Trend, TrendLine, TrendRecipe};
use super::units::Unit;
use super::{Bin, BinRow, dates};
use crate::corpus::{DatePrecision, OutletId, Published};
use crate::figure::{
    self, Axis, Bar, Bars, Caption, Category, Counts, Estimate, Figure, FigureKind, Ink, Lines, Point,
    Series, format,
};
use crate::query::Query;
use crate::stats::Undefined;

/// The names and colours that the person at the screen gave.
#[derive(Debug, Clone, Copy, Default)]
pub struct Looks<'a> {
    /// By query of the recipe. A query without one goes by its text.
    pub series: &'a [Series],
    /// By outlet of the corpus. An outlet without one has the ink of its number.
    pub outlets: &'a [Ink],
}

impl Looks<'_> {
    fn series(&self, at: usize, query: &Query) -> Series {
        let given = self.series.get(at).cloned();
        given.unwrap_or_else(|| Series::new(query.text.clone(), query.text.clone(), Ink::of_series(at)))
    }

    fn all_series(&self, queries: &[Query]) -> Vec<Series> {
        queries.iter().enumerate().map(|(at, query)| self.series(at, query)).collect()
    }

    pub(super) fn outlet(&self, id: OutletId, name: &str) -> Series {
        let at = usize::from(id);
        Series::new(name, "", self.outlets.get(at).copied().unwrap_or_else(|| Ink::nth(at)))
    }
}

/// Bars by outlet, one a query.
pub fn frequency(found: &Frequency, recipe: &FrequencyRecipe, unit: Unit, looks: Looks<'_>) -> Figure {
    let series = looks.all_series(&recipe.queries);
    let categories = found.groups.iter().map(|row| {
        let category = Category::new(&*row.shown, articles(row.articles));
        // Only outlets have colours of their own; articles of no known outlet are nobody's.
        match row.outlet.filter(|_| !row.name.is_empty()) {
            Some(outlet) => category.inked(looks.outlet(outlet, &row.name).ink),
            None => category,
        }
    });
    let rows = found.cells.iter().enumerate();
    let bars = rows.flat_map(|(at, cells)| {
        cells.iter().enumerate().map(move |(category, cell)| Bar {
            category,
            series: at,
            estimate: estimate(cell, unit),
            counts: counts(cell),
        })
    });
    let few: Vec<&str> =
        found.groups.iter().filter(|row| row.articles < FEW_ARTICLES).map(|row| &*row.shown).collect();
    let has_intervals = found.cells.iter().flatten().any(|cell| cell.interval_in(unit).is_ok());
    let intervals = if has_intervals || !unit.has_interval() {
        intervals(unit, &few)
    } else {
        format!("no intervals, since they need at least two articles of {}", recipe.by.one())
    };
    let caption = Caption { measure: measure(unit), intervals, ..caption(&found.coverage, &recipe.scope) };
    Figure {
        title: format!("{} by {}", names(&series), recipe.by.label()),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Bars(Bars {
            axis: Axis::new(unit.label()),
            categories: categories.collect(),
            bars: bars.collect(),
            series,
        }),
    }
}

/// Lines over time, one a query or one an outlet.
pub fn trend(found: &Trend, recipe: &TrendRecipe, unit: Unit, looks: Looks<'_>) -> Figure {
    let series_of = |line: &TrendLine| match (line.outlet, recipe.queries.get(line.query)) {
        (Some(outlet), _) => looks.outlet(outlet, &line.label),
        (None, Some(query)) => looks.series(line.query, query),
        (None, None) => Series::new(&*line.label, "", Ink::of_series(line.query)),
    };
    let points = found.lines.iter().enumerate().flat_map(|(series, line)| {
        let cells = line.cells.iter().enumerate();
        cells.filter_map(move |(bin, cell)| {
            let cell = cell.as_ref()?;
            Some(Point { bin, series, estimate: estimate(cell, unit), counts: counts(cell) })
        })
    });
    let bin = |row: &BinRow| figure::Bin::new(bin_name(found.bin, row), articles(row.articles));
    let caption = Caption {
        measure: measure(unit),
        intervals: intervals(unit, &[]),
        ..caption(&found.coverage, &recipe.scope)
    };
    let first = looks.all_series(&recipe.queries);
    let shown = if recipe.by_outlet { first.get(..1).unwrap_or_default() } else { &first };
    let by = if recipe.by_outlet { "by outlet and " } else { "by " };
    Figure {
        title: format!("{} {by}{}", names(shown), found.bin.label()),
        subtitle: String::new(),
        caption: caption.to_string(),
        kind: FigureKind::Lines(Lines {
            axis: Axis::new(unit.label()),
            bins: found.bins.iter().map(bin).collect(),
            series: found.lines.iter().map(series_of).collect(),
            points: points.collect(),
        }),
    }
}

/// What every caption states of the articles.
pub fn caption(coverage: &Coverage, scope: &Scope) -> Caption {
    let filter = scope.filter.to_string();
    // A filter on wire texts says itself how they are treated.
    let wire = if filter.contains("wire:") { "" } else { "wire texts counted in full" };
    let mut filters = vec![coverage.outlets_in_words()];
    if scope.chosen.is_some() {
        filters.push("articles chosen by hand".into());
    }
    if !filter.is_empty() {
        filters.push(format!("filter: {filter}"));
    }
    Caption {
        articles: coverage.articles.into(),
        words: coverage.words,
        undated: coverage.undated.into(),
        dates: coverage.first.zip(coverage.last).map(|(first, last)| (first.date, dates::last_day(last))),
        filters,
        wire: wire.into(),
        ..Caption::default()
    }
}

/// The measure, and which words are counted.
fn measure(unit: Unit) -> String {
    format!("{} (headline, standfirst and body; captions not counted)", unit.label())
}

fn intervals(unit: Unit, few: &[&str]) -> String {
    let method = match unit {
        Unit::PerThousand | Unit::PerMillion => {
            "95% intervals by article (Wilson on the effective number of words)"
        }
        Unit::ShareOfArticles => "95% intervals (Wilson)",
        Unit::Count => return String::new(),
    };
    if few.is_empty() {
        return method.into();
    }
    format!("{method}, none or unsure with under {FEW_ARTICLES} articles: {}", format::list(few))
}

fn estimate(cell: &Cell, unit: Unit) -> Estimate {
    let value = match cell.value(unit) {
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

fn bin_name(bin: Bin, row: &BinRow) -> String {
    match bin {
        Bin::Auto | Bin::Day => format::date(row.start),
        Bin::Week => row.label.clone(),
        Bin::Month => format::published(Some(Published { date: row.start, precision: DatePrecision::Month })),
        Bin::Quarter => format!("Q{} {}", (row.start.month() - 1) / 3 + 1, row.start.year()),
        Bin::Year => row.start.year().to_string(),
    }
}
