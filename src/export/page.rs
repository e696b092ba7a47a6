//! A report as one HTML page that holds all it shows and asks nothing of any network.
//!
//! Whatever comes from an article, a file name or a query is escaped: a page never runs what it reports on.

use std::fmt::Write as _;

use super::report::{Cell, Column, ColumnKind, Concordance, Report, Table};
use super::{beside, style};
use crate::figure::svg::{self, escape};
use crate::figure::{Figure, FigureKind, Ink, Options, Pattern, Size, csv, format, program};

/// Rows of numbers under a figure; the CSV has all of them.
const MOST_ROWS: usize = 400;

/// The page.
pub fn to_html(report: &Report) -> String {
    let title = escape(&report.title);
    let mut out = String::with_capacity(64 * 1024);
    out.push_str("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    out.push_str("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    out.push_str("<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src 'unsafe-inline'\">\n");
    put(
        &mut out,
        format_args!("<meta name=\"generator\" content=\"{}\">\n<title>{title}</title>\n", program()),
    );
    put(&mut out, format_args!("<style>\n{}</style>\n</head>\n<body>\n<main>\n", style::sheet()));

    put(&mut out, format_args!("<header>\n<h1>{title}</h1>\n"));
    for line in [&report.made_of, &report.generated_for] {
        if !line.is_empty() {
            put(&mut out, format_args!("<p class=\"muted\">{}</p>\n", escape(line)));
        }
    }
    out.push_str("</header>\n");
    for figure in &report.figures {
        figure_section(&mut out, figure);
    }
    for table in &report.beside {
        beside::section(&mut out, table);
    }
    for table in &report.tables {
        out.push_str("<section>\n");
        heading(&mut out, &table.title, &table.detail);
        table_element(&mut out, table);
        out.push_str("</section>\n");
    }
    for concordance in &report.concordances {
        concordance_section(&mut out, concordance);
    }
    if !report.notes.is_empty() {
        out.push_str("<section>\n<h2>How it was counted</h2>\n<dl>\n");
        for note in &report.notes {
            put(
                &mut out,
                format_args!("<dt>{}</dt>\n<dd>{}</dd>\n", escape(&note.heading), escape(&note.text)),
            );
        }
        out.push_str("</dl>\n</section>\n");
    }
    put(&mut out, format_args!("<footer>Made with {}.</footer>\n</main>\n</body>\n</html>\n", program()));
    out
}

pub(super) fn put(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing to a String cannot fail.
    let _ = out.write_fmt(text);
}

pub(super) fn heading(out: &mut String, title: &str, detail: &str) {
    put(out, format_args!("<h2>{}</h2>\n", escape(title)));
    if !detail.is_empty() {
        put(out, format_args!("<p class=\"detail\">{}</p>\n", escape(detail)));
    }
}

/// A figure laid out twice, for a screen or paper and for a phone: the style sheet shows one of them.
fn figure_section(out: &mut String, figure: &Figure) {
    out.push_str("<section class=\"figure\">\n");
    for (class, width) in [("wide", 960.0), ("narrow", 400.0)] {
        let look = Options { size: Size { width, height: height(figure, width) }, ..Options::default() };
        put(out, format_args!("<div class=\"{class}\">\n{}</div>\n", svg::for_page(figure, &look)));
    }
    out.push_str("<details>\n<summary>The numbers</summary>\n");
    table_element(out, &numbers(figure));
    out.push_str("</details>\n</section>\n");
}

/// How high a figure wants to be; figures in rows grow beyond it by themselves.
fn height(figure: &Figure, width: f64) -> f64 {
    match &figure.kind {
        FigureKind::Dots(_) => width.min(600.0),
        // Room for rows that can be told apart and named, headings and the lines under them.
        FigureKind::Barcode(chart) => {
            let lines = chart.groups.len() * (chart.series.len() + 2) + chart.over_articles.len();
            180.0 + 16.0 * lines as f64 + 13.0 * chart.rows.len() as f64
        }
        FigureKind::Bars(_)
        | FigureKind::Lines(_)
        | FigureKind::Ranking(_)
        | FigureKind::Shift(_)
        | FigureKind::Table(_) => {
            // Narrow ones wrap their words and need room for them.
            if width < 640.0 { 520.0 } else { 460.0 }
        }
    }
}

/// The numbers of a figure as people read them; the columns in which nothing stands are left out.
fn numbers(figure: &Figure) -> Table {
    let csv::Rows { columns, rows } = csv::rows(figure);
    let cell = |row: &[String], index: usize| row.get(index).cloned().unwrap_or_default();
    let is_used = |index: usize| rows.iter().any(|row| !matches!(cell(row, index).as_str(), "" | "0"));
    let reason = columns.iter().position(|name| name == "undefined_reason");
    let mut table = Table { rows: vec![Vec::new(); rows.len().min(MOST_ROWS)], ..Table::default() };
    for (index, name) in columns.iter().enumerate() {
        let Some(heading) = heading_of(figure, name).filter(|_| is_used(index) || name == "value") else {
            continue;
        };
        let is_text = matches!(name.as_str(), "category" | "series" | "query" | "word" | "note");
        // Counts as they are; a measure has its decimals in all rows.
        let all = || rows.iter().filter_map(|row| cell(row, index).parse::<f64>().ok());
        let decimals = if all().all(|number| number.fract() == 0.0) { 0 } else { 2 };
        table.columns.push(if is_text { Column::plain(heading) } else { Column::number(heading) });
        for (row, out) in rows.iter().zip(&mut table.rows) {
            let text = cell(row, index);
            let why = reason.map(|index| cell(row, index)).filter(|why| name == "value" && !why.is_empty());
            out.push(match why {
                Some(why) => Cell::Undefined(why),
                None if is_text => Cell::Text(text),
                None => Cell::Text(text.parse().map_or(text, |number| format::fixed(number, decimals))),
            });
        }
    }
    if rows.len() > MOST_ROWS {
        let more = format::counted((rows.len() - MOST_ROWS) as u64, "row", "rows");
        table.rows.push(vec![Cell::Text(format!("and {more} more"))]);
    }
    table
}

/// A column of the CSV in words; none for what the figure itself says.
fn heading_of(figure: &Figure, column: &str) -> Option<String> {
    let words = match column {
        "category" if matches!(figure.kind, FigureKind::Lines(_)) => "When",
        "category" if matches!(figure.kind, FigureKind::Ranking(_)) => "Words",
        "category" => "Where",
        "value" => match &figure.kind {
            FigureKind::Bars(chart) => return Some(chart.axis.label.clone()),
            FigureKind::Lines(chart) => return Some(chart.axis.label.clone()),
            FigureKind::Ranking(chart) => return Some(chart.bars.axis.label.clone()),
            FigureKind::Dots(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => {
                "Value"
            }
        },
        "x" | "y" => match &figure.kind {
            FigureKind::Dots(chart) => {
                return Some(if column == "x" { &chart.x } else { &chart.y }.label.clone());
            }
            FigureKind::Bars(_)
            | FigureKind::Lines(_)
            | FigureKind::Ranking(_)
            | FigureKind::Barcode(_)
            | FigureKind::Shift(_)
            | FigureKind::Table(_) => column,
        },
        "naive_low" => "Low, by word",
        "naive_high" => "High, by word",
        "articles_with_hits" => "Articles with hits",
        "design_effect" => "Design effect",
        "unit" | "x_unit" | "y_unit" | "detail" | "size" | "undefined_reason" | "interval_reason" => {
            return None;
        }
        "note" => "Note",
        "word" => "Word",
        "series" => "Series",
        "query" => "Query",
        "low" => "Low",
        "high" => "High",
        "hits" => "Hits",
        "words" => "Words",
        "articles" => "Articles",
        _ => column,
    };
    Some(words.to_owned())
}

fn table_element(out: &mut String, table: &Table) {
    out.push_str("<div class=\"scroll\"><table>\n<thead><tr>");
    for column in &table.columns {
        put(out, format_args!("<th scope=\"col\"{}>{}</th>", class(column.kind, ""), escape(&column.name)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        out.push_str("<tr>");
        for (index, column) in table.columns.iter().enumerate() {
            match row.get(index) {
                Some(Cell::Undefined(why)) => {
                    let more = if why.is_empty() { "none" } else { "none why" };
                    put(out, format_args!("<td{}>– {}</td>", class(column.kind, more), escape(why)));
                }
                Some(Cell::Outlet(name, ink)) => {
                    put(out, format_args!("<td class=\"outlet\">{}{}</td>", dot(*ink), escape(name)));
                }
                Some(Cell::Text(text)) => {
                    put(out, format_args!("<td{}>{}</td>", class(column.kind, ""), escape(text)));
                }
                Some(Cell::List(parts)) => {
                    let parts: Vec<String> = parts.iter().map(|part| escape(part)).collect();
                    put(out, format_args!("<td{}>{}</td>", class(column.kind, ""), parts.join("<br>")));
                }
                None => out.push_str("<td></td>"),
            }
        }
        out.push_str("</tr>\n");
    }
    out.push_str("</tbody>\n</table></div>\n");
}

fn class(kind: ColumnKind, more: &str) -> String {
    let name = match kind {
        ColumnKind::Plain => "",
        ColumnKind::Reading => "reading",
        ColumnKind::Number => "number",
    };
    match [name, more].into_iter().filter(|one| !one.is_empty()).collect::<Vec<_>>().join(" ") {
        names if names.is_empty() => names,
        names => format!(" class=\"{names}\""),
    }
}

pub(super) fn dot(ink: Ink) -> String {
    let mark = match ink.pattern {
        Pattern::Solid => "dot",
        Pattern::Hatched => "dot hatched",
        Pattern::Hollow => "dot hollow",
    };
    format!("<span class=\"{mark}\" style=\"--ink:var(--{})\"></span>", ink.role().css_name())
}

fn concordance_section(out: &mut String, concordance: &Concordance) {
    out.push_str("<section>\n");
    heading(out, &concordance.title, &concordance.detail);
    out.push_str("<div class=\"scroll\"><table class=\"concordance\">\n<tbody>\n");
    for line in &concordance.lines {
        let article = escape(&line.article);
        put(
            out,
            format_args!(
                "<tr><td class=\"outlet\" title=\"{article}\">{}{}</td><td class=\"left\">{}</td>\
             <td class=\"hit\"><mark>{}</mark></td><td class=\"right\">{}</td></tr>\n",
                dot(line.ink),
                escape(&line.outlet),
                escape(&line.left),
                escape(&line.hit),
                escape(&line.right),
            ),
        );
    }
    out.push_str("</tbody>\n</table></div>\n</section>\n");
}
