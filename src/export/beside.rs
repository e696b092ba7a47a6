//! What several stand side by side in, as HTML: a row a question, a column an outlet; on a phone, and on paper where
//! there are many, one under the other.

use super::page::{dot, heading, put};
use super::report::{Beside, BesideRow, Look, Piece};
use crate::figure::svg::escape;

/// The section of one table.
pub(super) fn section(out: &mut String, table: &Beside) {
    out.push_str("<section>\n");
    heading(out, &table.title, &table.detail);
    let many = if table.columns.len() > MOST_ON_PAPER { " many" } else { "" };
    put(out, format_args!("<table class=\"beside{many}\">\n<thead><tr><td></td>"));
    for (name, ink) in &table.columns {
        put(out, format_args!("<th scope=\"col\">{}{}</th>", dot(*ink), escape(name)));
    }
    out.push_str("</tr></thead>\n<tbody>\n");
    for row in &table.rows {
        row_element(out, table, row);
    }
    out.push_str("</tbody>\n</table>\n</section>\n");
}

/// So many columns a sheet of A4 is wide enough for.
const MOST_ON_PAPER: usize = 4;

fn row_element(out: &mut String, table: &Beside, row: &BesideRow) {
    put(out, format_args!("<tr><th scope=\"row\">{}", escape(&row.head)));
    for (class, text) in [("of", &row.of), ("note", &row.note)] {
        if !text.is_empty() {
            put(out, format_args!("<span class=\"{class}\">{}</span>", escape(text)));
        }
    }
    out.push_str("</th>");
    // What is the same for all is said once.
    if let [first, rest @ ..] = row.cells.as_slice()
        && !rest.is_empty()
        && rest.iter().all(|cell| cell == first)
    {
        put(out, format_args!("<td colspan=\"{}\">", table.columns.len()));
        cell(out, first, row.is_list);
        out.push_str("</td></tr>\n");
        return;
    }
    for (at, (name, ink)) in table.columns.iter().enumerate() {
        put(out, format_args!("<td><span class=\"who\">{}{}</span>", dot(*ink), escape(name)));
        cell(out, row.cells.get(at).map_or(&[], Vec::as_slice), row.is_list);
        out.push_str("</td>");
    }
    out.push_str("</tr>\n");
}

fn cell(out: &mut String, pieces: &[Piece], is_list: bool) {
    out.push_str("<div class=\"said\">");
    for (at, one) in pieces.iter().enumerate() {
        let begins = is_list && one.look != Look::Mark;
        match (at, begins) {
            (0, true) => out.push_str("<span class=\"line\">"),
            (_, true) => out.push_str("</span><span class=\"line\">"),
            (0, false) => {}
            (_, false) => out.push_str(&escape(&one.before)),
        }
        piece(out, one);
    }
    if is_list && !pieces.is_empty() {
        out.push_str("</span>");
    }
    out.push_str("</div>");
}

fn piece(out: &mut String, piece: &Piece) {
    let class = match piece.look {
        Look::Plain => "",
        Look::Chief => "chief",
        Look::Print => "print",
        Look::Mark => "mark",
        Look::Quiet => "quiet",
    };
    let text = escape(&piece.text);
    match class {
        "" => out.push_str(&text),
        class => put(out, format_args!("<span class=\"{class}\">{text}</span>")),
    }
    if !piece.after.is_empty() {
        put(out, format_args!(" <span class=\"quiet\">{}</span>", escape(&piece.after)));
    }
}
