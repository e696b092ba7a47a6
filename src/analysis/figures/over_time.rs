//! A trend as lines: gaps and what is not covered, smoothing, what the user marked, and whether rates rise.

use jiff::civil::Date;

use super::{Looks, articles, caption, clause, counts, estimate, intervals, measured, names};
use crate::analysis::cells::{Cell, IntervalMethod, LEAST_ARTICLES};
use crate::analysis::trend::{Rise, Trend, TrendLine, TrendRecipe};
use crate::analysis::{Bin, BinRow, TimeEvent, Unit};
use crate::corpus::{DatePrecision, Published};
use crate::figure::{
    self, Axis, Caption, Estimate, EventMark, Figure, FigureKind, Ink, Lines, Point, Series, format,
};
use crate::stats::Stat;

/// Why a bin has no point: nothing was read from these days.
const NO_ARTICLE: &str = "no article in the corpus";
/// Why a bin has no point: the line's articles begin later or end earlier.
const NOT_COVERED: &str = "before the first or after the last article, so nothing is known";

/// Lines over time, one a query or one an outlet.
pub fn trend(found: &Trend, recipe: &TrendRecipe, unit: Unit, looks: Looks<'_>) -> Figure {
    let group_of = |line: &TrendLine| Some((line.group?, found.groups.get(line.group?)?));
    let series_of = |line: &TrendLine| match (group_of(line), recipe.queries.get(line.query)) {
        (Some((at, row)), _) => looks.group(row, at),
        (None, Some(query)) => looks.series(line.query, query),
        (None, None) => Series::new(&*line.label, "", Ink::of_series(line.query)),
    };
    let width = smoothing_of(looks.smoothing, found.bins.len());
    let points = found.lines.iter().enumerate().flat_map(|(series, line)| {
        let smooth = width.map(|width| smoothed(&line.cells, width, unit)).unwrap_or_default();
        (0..).zip(&line.cells).map(move |(bin, cell)| {
            if let Some(cell) = cell {
                let smoothed = smooth.get(bin).copied().flatten();
                let estimate = estimate(cell, unit, cell.value(unit));
                return Point { bin, series, estimate, smoothed, counts: counts(cell) };
            }
            let is_covered = line.covers.is_some_and(|(first, last)| (first..=last).contains(&bin));
            let reason = if is_covered { NO_ARTICLE } else { NOT_COVERED };
            Point::new(bin, series, Estimate::undefined(reason))
        })
    });
    let bin = |row: &BinRow| figure::Bin::new(bin_name(found.bin, row), articles(row.articles));
    let mut notes = vec![intervals(unit, IntervalMethod::EffectiveWilson)];
    if unit.has_interval() {
        notes.push(format!("none with under {LEAST_ARTICLES} articles"));
        // What happened in a stretch of time is shown as it is; what it says of its group is told.
        if found.lines.iter().flat_map(|line| &line.cells).flatten().any(|cell| cell.articles == 1) {
            notes.push("a point of one article is the rate of that article".into());
        }
    }
    if let Some(width) = width {
        notes.push(format!(
            "lines smoothed: moving average over {width} {}s, points as counted, intervals not drawn",
            found.bin.label()
        ));
    }
    if found.lines.iter().any(|line| line.cells.iter().any(Option::is_none)) {
        notes.push(
            "0 is an article without a hit, a gap no article; strips: full with articles, a rule without, \
             hatched before the first and after the last"
                .into(),
        );
    }
    if let Some(by) = recipe.by.filter(|_| found.left_out > 0) {
        let shown = found.groups.len() as u64;
        let all = format::counted(shown + u64::from(found.left_out), by.noun(), by.plural());
        notes.push(format!("the {} with most words of {all} shown", format::count(shown)));
    }
    notes.retain(|note| !note.is_empty());
    let stated = Caption {
        measure: measured(unit, &found.coverage),
        intervals: notes.join("; "),
        ..caption(&found.coverage, &recipe.scope)
    };
    let rises =
        found.lines.iter().filter_map(|line| Some(rise(&series_of(line).name, line.rise?, found.bin)));
    let sentences: Vec<String> = [stated.to_string()].into_iter().chain(rises).collect();
    let first = looks.all_series(&recipe.queries);
    let shown = if recipe.by.is_some() { first.get(..1).unwrap_or_default() } else { &first };
    let by = recipe.by.map_or_else(|| "by ".to_owned(), |by| format!("by {} and ", by.label()));
    Figure {
        title: format!("{} {by}{}", names(shown), found.bin.label()),
        subtitle: String::new(),
        caption: sentences.join(" "),
        kind: FigureKind::Lines(Lines {
            axis: Axis::new(unit.label()),
            bins: found.bins.iter().map(bin).collect(),
            series: found.lines.iter().map(series_of).collect(),
            points: points.collect(),
            events: looks.events.iter().map(|event| mark(event, &found.bins)).collect(),
            covers: found.lines.iter().map(|line| line.covers).collect(),
        }),
    }
}

/// The width of the moving average, if it is to be one and the bins have room for it.
fn smoothing_of(asked: u8, bins: usize) -> Option<usize> {
    let width = usize::from(asked);
    (width > 1 && bins > 1).then_some(width)
}

/// The mean around each bin that has a value: of rates that of all words together, so that a busy bin weighs more.
/// A gap stays a gap, and at the ends there are fewer bins to take the mean of.
fn smoothed(cells: &[Option<Cell>], width: usize, unit: Unit) -> Vec<Option<f64>> {
    let half = width / 2;
    let mean = |(at, cell): (usize, &Option<Cell>)| {
        cell.as_ref()?;
        let around = cells.get(at.saturating_sub(half)..(at + half + 1).min(cells.len()))?;
        let (mut hits, mut words, mut sentences) = (0, 0, 0);
        let (mut with_hits, mut articles, mut bins) = (0_u64, 0_u64, 0_u32);
        for cell in around.iter().flatten() {
            hits += cell.hits;
            words += cell.words;
            sentences += cell.sentences;
            with_hits += u64::from(cell.articles_with_hits);
            articles += u64::from(cell.articles);
            bins += 1;
        }
        let share =
            |part: u64, whole: u64, times: f64| (whole > 0).then(|| part as f64 / whole as f64 * times);
        match unit {
            Unit::PerThousand => share(hits, words, 1e3),
            Unit::PerMillion => share(hits, words, 1e6),
            Unit::PerThousandSentences => share(hits, sentences, 1e3),
            Unit::ShareOfArticles => share(with_hits, articles, 1e2),
            Unit::Count => share(hits, bins.into(), 1.0),
        }
    };
    cells.iter().enumerate().map(mean).collect()
}

/// Where an event stands among the bins.
fn mark(event: &TimeEvent, bins: &[BinRow]) -> EventMark {
    let at = bins.iter().position(|bin| (bin.start..=bin.end).contains(&event.date));
    let within = at.and_then(|at| {
        let bin = bins.get(at)?;
        let days = |from: Date, to: Date| from.until(to).map_or(0.0, |span| f64::from(span.get_days()));
        // The middle of its day.
        let share = (days(bin.start, event.date) + 0.5) / (days(bin.start, bin.end) + 1.0);
        Some(at as f64 + share)
    });
    EventMark { name: event.name.clone(), when: format::date(event.date), at: within }
}

/// "Northern Arc: Kendall's tau-b 0.45 (p = 0.03) …", or why there is none.
fn rise(name: &str, rise: Rise, bin: Bin) -> String {
    let bins = format::counted(rise.bins.into(), bin.label(), &format!("{}s", bin.label()));
    let (Ok(kendall), Ok(slope)) = (rise.kendall, rise.slope) else {
        let reason = rise.kendall.err().or(rise.slope.err()).map_or_else(String::new, clause);
        return format!("Trend of {name}: –, {reason}.");
    };
    let or_dash = |value: Stat, decimals: usize| {
        value.map_or_else(|_| "–".to_owned(), |value| format::fixed(value, decimals))
    };
    // A factor a bin with its interval, which is what a slope in logarithms says.
    let factor = |slope: f64| format::fixed(slope.exp(), 3);
    let (low, high) =
        (slope.slope - 1.96 * slope.error_quasi_poisson, slope.slope + 1.96 * slope.error_quasi_poisson);
    format!(
        "Trend of {name} over {bins}: Kendall's tau-b {} (p = {}); rate times {} a {} ({} to {}, quasi-Poisson). \
         Volume is not rate, one big story can make a trend, and this says nothing of causes.",
        or_dash(kendall.tau_b, 2),
        or_dash(kendall.p, 3),
        factor(slope.slope),
        bin.label(),
        factor(low),
        factor(high),
    )
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
