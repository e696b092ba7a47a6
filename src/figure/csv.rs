//! The numbers of a figure as a table: one row a mark, with what it was counted from.

use super::barcode_data::{Barcode, BarcodeSpread};
use super::data::{EventMark, Figure, FigureKind, Ranking, Series};
use super::estimate::{Counts, Estimate};
use super::table_data::Table;
use super::words::FEW_ARTICLES;

/// The columns of bars and lines, in order.
pub const COLUMNS: [&str; 19] = [
    "category",
    "series",
    "query",
    "value",
    "unit",
    "low",
    "high",
    "naive_low",
    "naive_high",
    "hits",
    "words",
    "articles",
    "articles_with_hits",
    "design_effect",
    "undefined_reason",
    "interval_reason",
    "note",
    "detail",
    "smoothed",
];

/// The columns of words in a plane, in order.
pub const DOT_COLUMNS: [&str; 11] = [
    "word",
    "series",
    "x",
    "x_unit",
    "y",
    "y_unit",
    "size",
    "hits",
    "words",
    "articles",
    "articles_with_hits",
];

/// The columns of a table of words that has no other form, in order: one row a cell.
pub const TABLE_COLUMNS: [&str; 4] = ["row", "of", "column", "text"];

/// The columns of places of hits, in order; where rows are put together by something else, the first has its name. A
/// row without an article is about its whole outlet, one without an outlet about all of them.
pub const BARCODE_COLUMNS: [&str; 12] = [
    "outlet",
    "date",
    "article",
    "series",
    "query",
    "hits",
    "words",
    "articles",
    "articles_with_hits",
    "dp_norm",
    "undefined_reason",
    "places",
];

/// The columns of a word shift, in order; hits and words of the left side, then of the right one.
pub const SHIFT_COLUMNS: [&str; 11] = [
    "word",
    "more_in",
    "bits",
    "percent",
    "cumulative_percent",
    "left",
    "left_hits",
    "left_words",
    "right",
    "right_hits",
    "right_words",
];

/// One row a mark, under a row of column names.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Rows {
    /// Names of the columns.
    pub columns: Vec<String>,
    /// The rows; each has a cell a column, empty where there is nothing.
    pub rows: Vec<Vec<String>>,
}

/// The table of a figure's numbers.
pub fn rows(figure: &Figure) -> Rows {
    match &figure.kind {
        FigureKind::Bars(chart) | FigureKind::Ranking(Ranking { bars: chart, .. }) => {
            let rows = chart.bars.iter().map(|bar| {
                let category =
                    chart.categories.get(bar.category).map(|one| (one.name.as_str(), one.detail.as_str()));
                row(
                    category,
                    chart.series.get(bar.series),
                    &chart.axis.label,
                    &bar.estimate,
                    None,
                    bar.counts,
                )
            });
            Rows { columns: named(&COLUMNS), rows: rows.collect() }
        }
        FigureKind::Lines(chart) => {
            let rows = chart.points.iter().map(|point| {
                let bin = chart.bins.get(point.bin).map(|one| (one.name.as_str(), one.detail.as_str()));
                let (series, unit) = (chart.series.get(point.series), &chart.axis.label);
                row(bin, series, unit, &point.estimate, point.smoothed, point.counts)
            });
            let rows = rows.chain(chart.events.iter().map(event));
            Rows { columns: named(&COLUMNS), rows: rows.collect() }
        }
        FigureKind::Dots(chart) => {
            let rows = chart.dots.iter().map(|dot| {
                let series = chart.series.get(dot.series).map_or("", |one| one.name.as_str());
                let counts = dot.counts;
                let mut row = vec![
                    dot.word.clone(),
                    series.to_owned(),
                    number(Some(dot.x)),
                    chart.x.label.clone(),
                    number(Some(dot.y)),
                    chart.y.label.clone(),
                    number(Some(dot.size)),
                    counts.hits.to_string(),
                    counts.words.to_string(),
                    counts.articles.to_string(),
                    counts.articles_with_hits.to_string(),
                ];
                if !chart.measures.is_empty() {
                    row.extend(
                        (0..chart.measures.len()).map(|at| number(dot.measured.get(at).copied().flatten())),
                    );
                    row.extend([dot.is_exclusive.to_string(), dot.reason.clone()]);
                }
                row
            });
            let mut columns = named(&DOT_COLUMNS);
            if !chart.measures.is_empty() {
                columns.extend(named(&chart.measures));
                columns.extend(named(&["exclusive", "undefined_reason"]));
            }
            Rows { columns, rows: rows.collect() }
        }
        FigureKind::Shift(chart) => {
            let [left, right] = &chart.sides;
            let rows = chart.bars.iter().map(|bar| {
                let more = chart.sides.get(bar.side).map_or("", |side| side.name.as_str());
                vec![
                    bar.word.clone(),
                    more.to_owned(),
                    number(Some(bar.bits)),
                    number(Some(bar.share)),
                    number(Some(bar.cumulative)),
                    left.name.clone(),
                    bar.hits[0].to_string(),
                    chart.words[0].to_string(),
                    right.name.clone(),
                    bar.hits[1].to_string(),
                    chart.words[1].to_string(),
                ]
            });
            Rows { columns: named(&SHIFT_COLUMNS), rows: rows.collect() }
        }
        FigureKind::Barcode(chart) => barcode(chart),
        FigureKind::Table(chart) => cells(chart),
    }
}

fn named(columns: &[&str]) -> Vec<String> {
    columns.iter().map(|&name| name.to_owned()).collect()
}

/// The whole table where it is known: a picture shows its first rows, and these in part. Else one row a cell.
fn cells(chart: &Table) -> Rows {
    if let Some((heads, rows)) = chart.whole.split_first() {
        return Rows { columns: heads.clone(), rows: rows.to_vec() };
    }
    let rows = chart.rows.iter().flat_map(|row| {
        chart.columns.iter().enumerate().map(|(at, column)| {
            let words = row.cells.get(at).map(super::TableCell::words).unwrap_or_default();
            vec![row.name.clone(), row.detail.clone(), column.name.clone(), words]
        })
    });
    Rows { columns: named(&TABLE_COLUMNS), rows: rows.collect() }
}

/// What the user marked in time has a row of its own, without numbers.
fn event(event: &EventMark) -> Vec<String> {
    let note = format!("event: {}", event.name);
    COLUMNS
        .map(|column| match column {
            "category" => event.when.clone(),
            "note" => note.clone(),
            _ => String::new(),
        })
        .to_vec()
}

fn barcode(chart: &Barcode) -> Rows {
    let mut rows = Vec::new();
    let name =
        |at: usize| chart.series.get(at).map_or(("", ""), |one| (one.name.as_str(), one.query.as_str()));
    let mut spread = |outlet: &str, at: usize, spread: &BarcodeSpread| {
        let (series, query) = name(at);
        rows.push(vec![
            outlet.to_owned(),
            String::new(),
            String::new(),
            series.to_owned(),
            query.to_owned(),
            spread.hits.to_string(),
            String::new(),
            spread.parts.to_string(),
            spread.range.to_string(),
            number(spread.dp_norm),
            spread.reason.clone(),
            String::new(),
        ]);
    };
    for (at, over) in chart.over_articles.iter().enumerate() {
        spread("", at, over);
    }
    for group in &chart.groups {
        for (at, over) in group.spreads.iter().enumerate() {
            spread(&group.name, at, over);
        }
    }
    for row in &chart.rows {
        let outlet = chart.groups.get(row.group).map_or("", |group| group.name.as_str());
        for at in 0..chart.series.len() {
            let own = row.ticks.iter().filter(|tick| tick.0 == at);
            let places: Vec<String> = own.map(|tick| format!("{:.4}", tick.1)).collect();
            let (series, query) = name(at);
            rows.push(vec![
                outlet.to_owned(),
                row.when.clone(),
                row.name.clone(),
                series.to_owned(),
                query.to_owned(),
                places.len().to_string(),
                row.words.to_string(),
                String::new(),
                String::new(),
                String::new(),
                String::new(),
                places.join(";"),
            ]);
        }
    }
    let mut columns = named(&BARCODE_COLUMNS);
    chart.called.one.clone_into(&mut columns[0]);
    Rows { columns, rows }
}

fn row(
    category: Option<(&str, &str)>,
    series: Option<&Series>,
    unit: &str,
    estimate: &Estimate,
    smoothed: Option<f64>,
    counts: Counts,
) -> Vec<String> {
    let (category, detail) = category.unwrap_or_default();
    let (name, query) = series.map_or(("", ""), |one| (one.name.as_str(), one.query.as_str()));
    let (interval, naive) = (estimate.interval(), estimate.naive());
    vec![
        category.to_owned(),
        name.to_owned(),
        query.to_owned(),
        number(estimate.value()),
        unit.to_owned(),
        number(interval.map(|one| one.low)),
        number(interval.map(|one| one.high)),
        number(naive.map(|one| one.low)),
        number(naive.map(|one| one.high)),
        counts.hits.to_string(),
        counts.words.to_string(),
        counts.articles.to_string(),
        counts.articles_with_hits.to_string(),
        number(counts.design_effect),
        estimate.reason().to_owned(),
        estimate.no_interval().to_owned(),
        note(counts),
        detail.to_owned(),
        number(smoothed),
    ]
}

/// What a reader of the row might stumble over.
fn note(counts: Counts) -> String {
    let few = (1..FEW_ARTICLES).contains(&counts.articles).then_some(FEW);
    let even = counts.design_effect.filter(|effect| *effect < 1.0).map(|_| EVEN);
    [few, even].into_iter().flatten().collect::<Vec<_>>().join("; ")
}

const FEW: &str = "few articles";
const EVEN: &str = "design effect below 1: hits are spread over the articles more evenly than chance would spread \
                    them, so the interval by article is narrower than the one by word";

/// All digits, so that the number read back is the number written; empty where there is none.
fn number(value: Option<f64>) -> String {
    match value {
        Some(value) if value.is_finite() => value.to_string(),
        // Infinite is a number too: twice as much as nothing.
        Some(value) if value == f64::INFINITY => "∞".to_owned(),
        Some(_) | None => String::new(),
    }
}

/// The table as a CSV file; see [`table`].
pub fn to_csv(figure: &Figure, with_mark: bool) -> Result<Vec<u8>, csv::Error> {
    let Rows { columns, rows } = rows(figure);
    table(columns, rows, with_mark)
}

/// Rows under a head as a CSV file in UTF-8 with the ends of lines that spreadsheets write; `with_mark` puts a byte
/// order mark first, by which Excel knows the encoding.
pub fn table<H, R>(head: H, rows: impl IntoIterator<Item = R>, with_mark: bool) -> Result<Vec<u8>, csv::Error>
where
    H: IntoIterator<Item: AsRef<[u8]>>,
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    let mut bytes = if with_mark { "\u{FEFF}".as_bytes().to_vec() } else { Vec::new() };
    let mut writer = csv::WriterBuilder::new().terminator(csv::Terminator::CRLF).from_writer(&mut bytes);
    writer.write_record(head)?;
    for row in rows {
        writer.write_record(row)?;
    }
    writer.flush()?;
    drop(writer);
    Ok(bytes)
}
