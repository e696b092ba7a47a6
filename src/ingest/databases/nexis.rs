//! Nexis Uni, Lexis Advance, Lexis+ and Nexis Advance: headline, outlet, date, rights, labelled fields,
//! "Body", paragraphs, "Classification" or "Load-Date:", "End of Document"; before them, in most downloads,
//! a cover with the query and a numbered list of titles. As it comes out of DOCX, RTF and PDF.
//!
//! Learned from the sample DOCX of the R package `LexisNexisTools` (J. Gruber), the test files of the R
//! package `newspapers` (K. Watanabe: The Guardian, The New York Times, USA Today, The Washington Post and
//! others, 2018 to 2020) and the labels that these and `tm.plugin.lexisnexis` name.

use super::lines::{Line, Lines, count, is_dated, is_page_number, is_rights, label, plain};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::corpus::FurnitureKind;
use crate::ingest::readers::Mark;
use crate::task::Task;

/// The layout of Nexis Uni.
pub(super) struct Nexis;

/// Fields between rights and text.
const HEAD: [(&str, Field); 20] = [
    ("section", Field::Section),
    ("rubrik", Field::Section),
    ("rubrique", Field::Section),
    ("length", Field::Words),
    ("länge", Field::Words),
    ("longueur", Field::Words),
    ("byline", Field::Author),
    ("author", Field::Author),
    ("autor", Field::Author),
    ("auteur", Field::Author),
    ("highlight", Field::Standfirst),
    ("encart", Field::Standfirst),
    ("dateline", Field::Other("dateline")),
    ("distribution", Field::Other("distribution")),
    ("edition", Field::Other("edition")),
    ("series", Field::Other("series")),
    ("column", Field::Other("column")),
    ("link to image", Field::Other("link to image")),
    ("link to original story", Field::Url),
    ("url", Field::Url),
];

/// Fields below the text that no text has at the beginning of a line, as they are written.
const TAIL: [&str; 8] = [
    "Load-Date",
    "Language",
    "Publication-Type",
    "Journal Code",
    "Correction-Date",
    "Pub-Subject",
    "Document-Type",
    "Ladedatum",
];

/// Fields of the cover.
const COVER: [&str; 14] = [
    "User Name",
    "Date and Time",
    "Job Number",
    "Client/Matter",
    "Search Terms",
    "Search Type",
    "Narrowed by",
    "Content Type",
    "Sources",
    "Source",
    "Quellen",
    "Publisher",
    "Timeline",
    "Publication Type",
];

impl Layout for Nexis {
    fn name(&self) -> &'static str {
        "Nexis Uni"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let (mut end, mut length, mut body, mut load, mut cover, mut rights) =
            (false, false, false, false, 0, false);
        for line in &lines.all {
            end |= is_end(line.text);
            rights |= line.text.starts_with("Copyright ");
            body |= length && is_body(line.text);
            match label(line.text) {
                Some(("Length" | "Länge" | "Longueur", value)) => length |= count(value).is_some(),
                Some(("Load-Date" | "Ladedatum", value)) => load |= is_dated(value),
                Some(("Job Number" | "Client/Matter" | "Search Terms", _)) => cover += 1,
                _ => {}
            }
        }
        let signs = [end, length, body, load, cover >= 2, rights].into_iter().filter(|sign| *sign).count();
        signs >= 3 && (end || length && body)
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let (start, promised) = cover(lines);
        export.aside = start;
        export.promised = promised;
        let mut from = start;
        for (at, line) in lines.all.iter().enumerate().skip(start) {
            if task.is_cancelled() {
                break;
            }
            if is_end(line.text) {
                export.records.push(record(lines.part(from, at + 1), lines.width));
                from = at + 1;
            }
        }
        let rest = lines.part(from, lines.all.len());
        let starts =
            rest.iter().any(|l| is_body(l.text) || label(l.text).is_some_and(|(l, _)| l == "Length"));
        match export.records.last_mut() {
            Some(last) if !starts => last.lines(rest, None, Role::Aside),
            _ if !rest.is_empty() => {
                let mut last = record(rest, lines.width);
                last.is_cut = true;
                export.records.push(last);
            }
            _ => {}
        }
        export
    }
}

/// Page numbers and running heads of printed exports, by their words or by their place on the page.
fn is_paging(line: &Line<'_>) -> bool {
    is_page_number(line.text) || line.mark == Some(Mark::Furniture(FurnitureKind::Paging))
}

fn is_end(text: &str) -> bool {
    text.eq_ignore_ascii_case("End of Document")
}

fn is_body(text: &str) -> bool {
    matches!(text, "Body" | "Text" | "BODY" | "Full Text" | "Body:")
}

/// Lines of the cover, and how many articles it lists.
fn cover(lines: &Lines<'_>) -> (usize, Option<u32>) {
    let is_cover = |line: &Line<'_>| {
        line.text == "Content Type"
            || line.text.starts_with("Content Type\t")
            || label(line.text).is_some_and(|(name, _)| COVER.contains(&name))
    };
    // The cover ends where the first article begins: all its labels stand above the first "Body" or "Length:".
    let head =
        lines.all.iter().position(|l| is_body(l.text) || label(l.text).is_some_and(|(l, _)| l == "Length"));
    let head = head.unwrap_or(lines.all.len());
    let front = lines.part(0, head);
    let is_asked = |l: &Line<'_>| {
        label(l.text).is_some_and(|(l, _)| matches!(l, "Client/Matter" | "Job Number" | "Search Terms"))
    };
    if !front.iter().any(is_asked) {
        return (0, None);
    }
    let Some(last) = front.iter().rposition(is_cover) else { return (0, None) };
    let promised = front.iter().find_map(|l| {
        let number = l.text.strip_prefix("Documents (").or_else(|| l.text.strip_prefix("Document ("))?;
        number.strip_suffix(')')?.parse().ok()
    });
    // Below the last label stand its values, then the headline: the first title of the list, or the line
    // above outlet and date.
    let first_title =
        front.iter().find_map(|l| l.text.strip_prefix("1. ").or_else(|| l.text.strip_prefix("1.\t")));
    let below = last + 1..head;
    let named = first_title.map(plain).and_then(|title| {
        below.clone().find(|&at| {
            front.get(at).is_some_and(|l| !l.text.is_empty() && title.starts_with(&plain(l.text)))
        })
    });
    let dated = below.clone().find(|&at| front.get(at).is_some_and(|l| is_dated(l.text)));
    let start = named.or_else(|| dated.map(|at| at.saturating_sub(2).max(last + 1))).unwrap_or(last + 1);
    (start, promised)
}

/// The article of `lines`.
fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("Nexis Uni");
    let body = lines.iter().position(|l| is_body(l.text));
    let is_field = |l: &Line<'_>| field(l.text).is_some();
    let fields = lines.iter().take(body.unwrap_or(lines.len())).position(is_field);
    let head_end = fields.or(body).unwrap_or(lines.len().min(4));
    head(lines.get(..head_end).unwrap_or(&[]), &mut record);

    // Without "Body" the text begins below the last field of the head.
    let text = body.unwrap_or_else(|| {
        lines.iter().take(head_end + HEAD.len()).rposition(is_field).map_or(head_end, |at| at + 1)
    });
    let mut open: Option<(Field, String)> = None;
    for line in lines.get(head_end..text).unwrap_or(&[]) {
        match (field(line.text), &mut open) {
            (Some((field, value)), _) => {
                if let Some((field, value)) = open.take() {
                    record.set(field, &value);
                }
                open = Some((field, value.to_owned()));
            }
            (None, Some((_, value))) if !is_rights(line.text) => {
                value.push(' ');
                value.push_str(line.text);
            }
            _ => {}
        }
        record.say(line.text, if is_rights(line.text) { Role::Legal } else { Role::Fact });
    }
    if let Some((field, value)) = open {
        record.set(field, &value);
    }
    if let Some(line) = body.and_then(|at| lines.get(at)) {
        record.say(line.text, Role::Fact);
    }
    let text = if body.is_some() { text + 1 } else { text };
    let rest = lines.get(text..).unwrap_or(&[]);
    let is_tail = |l: &Line<'_>| {
        l.text == "Classification"
            || is_end(l.text)
            || label(l.text).is_some_and(|(name, _)| TAIL.contains(&name))
    };
    let tail = rest.iter().position(is_tail).unwrap_or(rest.len());
    let (text, tail) = rest.split_at_checked(tail).unwrap_or((rest, &[]));
    let graphic = text.iter().rposition(|l| matches!(l.text, "Graphic" | "Graphics" | "Grafik"));
    let (text, graphic) = graphic.and_then(|at| text.split_at_checked(at)).unwrap_or((text, &[]));
    for part in text.split_inclusive(is_paging) {
        let (own, number) = match part.split_last() {
            Some((last, own)) if is_paging(last) => (own, Some(last)),
            _ => (part, None),
        };
        record.lines(own, width, Role::Body);
        if let Some(number) = number {
            record.say(number.text, Role::Paging);
        }
    }
    if let Some((title, captions)) = graphic.split_first() {
        record.say(title.text, Role::Fact);
        record.lines(captions, width, Role::Caption);
    }
    below(tail, &mut record);
    record
}

/// Headline, outlet, date and rights.
fn head(lines: &[Line<'_>], record: &mut Record) {
    let is_plain = |l: &&Line<'_>| !is_paging(l) && !is_rights(l.text);
    let named: Vec<&Line<'_>> = lines.iter().filter(is_plain).collect();
    let date = named.iter().skip(1).position(|l| is_dated(l.text)).map(|at| at + 1);
    // Headline, outlet, date; what stands between headline and outlet goes on with the headline.
    let titles = match date {
        Some(date) => date.saturating_sub(1).max(1),
        None => 1,
    };
    let title: Vec<Line<'_>> = named.iter().take(titles).map(|l| **l).collect();
    let joined = title.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    record.set(Field::Title, &joined);
    if let Some(date) = date {
        if date >= 2
            && let Some(outlet) = named.get(date - 1)
        {
            record.set(Field::Outlet, outlet.text);
        }
        if let Some(line) = named.get(date) {
            record.set(Field::Date, line.text);
            if let Some((_, edition)) =
                line.text.rsplit_once(", ").filter(|(_, e)| !e.contains(|c: char| c.is_ascii_digit()))
            {
                record.set(Field::Other("edition"), edition);
            }
        }
    } else if let Some(outlet) = named.get(1) {
        record.set(Field::Outlet, outlet.text);
    }
    let mut left = titles;
    let mut said = false;
    for line in lines {
        let role = if is_paging(line) {
            Role::Paging
        } else if is_rights(line.text) {
            record.set(Field::Other("copyright"), line.text);
            Role::Legal
        } else if left > 0 {
            left -= 1;
            if !said {
                record.say(&joined, Role::Headline);
                said = true;
            }
            continue;
        } else {
            Role::Fact
        };
        record.say(line.text, role);
    }
}

/// Fields below the text.
fn below(lines: &[Line<'_>], record: &mut Record) {
    let mut open: Option<(String, String)> = None;
    for line in lines {
        let named =
            label(line.text).filter(|(name, _)| name.len() <= 24 && name.starts_with(char::is_uppercase));
        if let Some((name, value)) = named {
            if let Some((name, value)) = open.take() {
                keep(record, &name, &value);
            }
            open = Some((name.to_owned(), value.to_owned()));
        } else if !is_end(line.text)
            && !is_paging(line)
            && !is_rights(line.text)
            && let Some((_, value)) = &mut open
        {
            value.push(' ');
            value.push_str(line.text);
        }
        let role = if is_paging(line) {
            Role::Paging
        } else if is_rights(line.text) {
            Role::Legal
        } else {
            Role::Fact
        };
        record.say(line.text, role);
    }
    if let Some((name, value)) = open {
        keep(record, &name, &value);
    }
}

fn keep(record: &mut Record, name: &str, value: &str) {
    match name {
        "Language" => record.set(Field::Language, value),
        "Load-Date" | "Ladedatum" => record.set(Field::Other("load date"), value),
        name => record.set_named(name, value),
    }
}

/// The field of a line between rights and text, and its value.
fn field(text: &str) -> Option<(Field, &str)> {
    let (name, value) = label(text)?;
    let name = name.to_lowercase();
    HEAD.iter().find(|(known, _)| *known == name).map(|(_, field)| (*field, value))
}

#[cfg(test)]
mod tests {
    #[test]
    fn every_field_is_in_small_letters() {
        assert!(super::HEAD.iter().all(|(name, _)| name.to_lowercase() == *name));
    }
}
