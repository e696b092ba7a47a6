//! Factiva as it is displayed: section, headline, byline, "877 words", date, outlet, code, page, language,
//! rights, the text, and "Document" with the accession number. As HTML, RTF and text.
//!
//! Learned from the test pages of the R package `newspapers` (K. Watanabe; with English, German, Chinese and
//! other interfaces, 2017 to 2018) and the splitting patterns of `roboT`. The words around numbers depend on
//! the interface's language: what is relied on is their order and the form of the accession number.

use super::lines::{Line, Lines, count, is_dated, is_name, is_rights};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of Factiva as displayed.
pub(super) struct Display;

impl Layout for Display {
    fn name(&self) -> &'static str {
        "Factiva"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let mut counted = false;
        let mut prefix = "";
        let (mut closed, mut named, mut rights) = (false, false, false);
        let is_factiva = lines.all.iter().take(3).any(|l| is_banner(l.text));
        for (at, line) in lines.all.iter().enumerate() {
            counted |= is_count(&lines.all, at);
            if counted && is_rights(line.text) {
                rights = true;
            } else if counted && is_code(line.text) {
                prefix = line.text;
            } else if let Some(number) = accession(line.text).filter(|_| counted) {
                closed = true;
                named |= !prefix.is_empty() && number.starts_with(prefix);
            }
        }
        counted && rights && (closed || is_factiva) || counted && closed && named
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let mut from = 0;
        let mut counted = false;
        for (at, line) in lines.all.iter().enumerate() {
            if task.is_cancelled() {
                break;
            }
            if counted && accession(line.text).is_some() {
                export.records.push(record(lines.part(from, at + 1), lines.width));
                (from, counted) = (at + 1, false);
            } else {
                counted |= is_count(&lines.all, at);
            }
        }
        let rest = lines.part(from, lines.all.len());
        let is_article = (0..rest.len()).any(|at| is_count(rest, at));
        match export.records.last_mut() {
            Some(last) if !is_article => last.lines(rest, None, Role::Aside),
            _ if is_article => {
                let mut last = record(rest, lines.width);
                last.is_cut = true;
                export.records.push(last);
            }
            _ => {}
        }
        export
    }
}

/// The accession number of a line that holds nothing else but a word for "document": the code of the outlet
/// filled up with zeros to eight characters, the day, and nine more.
pub(super) fn accession(text: &str) -> Option<&str> {
    let mut words = text.split_whitespace();
    let first = words.next()?;
    let number = words.next().unwrap_or(first);
    let is_number = words.next().is_none()
        && number.len() == 25
        && number.bytes().all(|b| b.is_ascii_alphanumeric())
        && number.get(..8).is_some_and(|c| c.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit()))
        && number.get(8..16).is_some_and(|d| {
            d.bytes().all(|b| b.is_ascii_digit()) && (d.starts_with("19") || d.starts_with("20"))
        });
    is_number.then_some(number)
}

/// Whether the line at `at` states the number of words: figures, one word, and a date below.
fn is_count(lines: &[Line<'_>], at: usize) -> bool {
    let is_number = |text: &str| {
        let unit = text.trim_start_matches(|c: char| {
            c.is_ascii_digit() || matches!(c, ',' | '.' | ' ' | '\u{a0}' | '\u{202f}')
        });
        text.len() <= 40
            && text.starts_with(|c: char| c.is_ascii_digit())
            && !unit.is_empty()
            && unit.chars().all(char::is_alphabetic)
            && count(text).is_some()
            && !is_dated(text)
    };
    lines.get(at).is_some_and(|l| is_number(l.text)) && lines.get(at + 1).is_some_and(|l| is_dated(l.text))
}

/// Whether a line is the code of an outlet: "SDDZ", "NYTF", "J".
fn is_code(text: &str) -> bool {
    text.len() <= 8
        && text.bytes().all(|b| b.is_ascii_uppercase() || b.is_ascii_digit())
        && text.bytes().any(|b| b.is_ascii_uppercase())
}

fn is_banner(text: &str) -> bool {
    matches!(text, "Factiva" | "Dow Jones" | "Dow Jones Factiva")
}

/// The article of `lines`.
fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    /// Fields between date and rights.
    const MOST_FIELDS: usize = 12;
    let mut record = Record::new("Factiva");
    let counted = (0..lines.len()).find(|&at| is_count(lines, at)).unwrap_or(0);
    let banner = lines.iter().take_while(|l| is_banner(l.text)).count().min(counted);
    record.lines(lines.get(..banner).unwrap_or(&[]), None, Role::Aside);
    head(lines.get(banner..counted).unwrap_or(&[]), &mut record);

    let fields = lines.get(counted..).unwrap_or(&[]);
    let rights = fields.iter().take(MOST_FIELDS).position(|l| is_rights(l.text));
    let mut end =
        rights.unwrap_or_else(|| fields.iter().take(MOST_FIELDS).take_while(|l| l.text.len() < 80).count());
    while rights.is_some() && fields.get(end).is_some_and(|l| is_rights(l.text)) {
        end += 1;
    }
    stated(fields.get(..end).unwrap_or(&[]), rights, &mut record);

    let rest = fields.get(end..).unwrap_or(&[]);
    let closed = rest.last().is_some_and(|l| accession(l.text).is_some());
    let text = rest.len() - usize::from(closed);
    // The publisher's name may stand below the text, as in the line about rights.
    let owner = rights.and_then(|at| fields.get(at)).map_or_else(String::new, |l| l.text.to_lowercase());
    let publisher = text > 1
        && rest
            .get(text - 1)
            .is_some_and(|l| l.text.len() > 3 && l.text.len() < 80 && owner.contains(&l.text.to_lowercase()));
    let body = text - usize::from(publisher);
    record.lines(rest.get(..body).unwrap_or(&[]), width, Role::Body);
    if let Some(line) = rest.get(body).filter(|_| publisher) {
        record.set(Field::Other("publisher"), line.text);
        record.say(line.text, Role::Fact);
    }
    if let Some(line) = rest.last().filter(|_| closed) {
        record.set(Field::Other("accession number"), accession(line.text).unwrap_or(line.text));
        record.say(line.text, Role::Fact);
    }
    record
}

/// Whether a line names who wrote: "By Ada Loven", or a name alone.
fn is_byline(text: &str) -> bool {
    /// Headlines that are set in capitals throughout are longer.
    const MOST_WORDS: usize = 4;
    let first = text.split(' ').next().unwrap_or("");
    let says = ["By", "BY", "Von", "VON", "Par", "PAR", "Por", "POR"].contains(&first);
    is_name(text) && (says || text.split_whitespace().count() <= MOST_WORDS)
}

/// Section, headline, byline, credit.
fn head(lines: &[Line<'_>], record: &mut Record) {
    let by_class = lines.iter().position(|l| l.is_title);
    // Above the byline; without one, below the section.
    let named =
        (1..lines.len()).find(|&at| lines.get(at).is_some_and(|l| l.text.len() < 80 && is_byline(l.text)));
    let title = by_class.or(named.map(|at| at - 1)).unwrap_or(lines.len().saturating_sub(1).min(1));
    for (at, line) in lines.iter().enumerate() {
        if at < title {
            record.set(Field::Section, line.text);
            record.say(line.text, Role::Fact);
        } else if at == title {
            let (number, words) = numbered(line.text);
            record.say(number, Role::Fact);
            record.set(Field::Title, words);
            record.say(words, Role::Headline);
        } else if at == title + 1 {
            record.set(Field::Author, line.text);
            record.say(line.text, Role::Fact);
        } else {
            record.set(Field::Other("credit"), line.text);
            record.say(line.text, Role::Fact);
        }
    }
}

/// The number that some exports set before a headline ("3) Ferry goes twice a day"), and the headline.
fn numbered(title: &str) -> (&str, &str) {
    match title.split_once(") ") {
        Some((number, words))
            if !number.is_empty() && number.len() <= 4 && number.bytes().all(|b| b.is_ascii_digit()) =>
        {
            title.split_at_checked(title.len() - words.len()).unwrap_or(("", title))
        }
        _ => ("", title),
    }
}

/// Words, date, time, outlet, code, edition, page, language, rights.
fn stated(lines: &[Line<'_>], rights: Option<usize>, record: &mut Record) {
    let is_time = |text: &str| {
        text.len() <= 12 && text.contains(':') && text.bytes().filter(u8::is_ascii_digit).count() >= 3
    };
    let mut outlet = None;
    for (at, line) in lines.iter().enumerate() {
        let last = rights.unwrap_or(lines.len());
        let field = match at {
            0 => Field::Words,
            1 => Field::Date,
            at if at >= last => Field::Other("copyright"),
            _ if is_time(line.text) => Field::Other("time"),
            at if outlet.is_none() => {
                outlet = Some(at);
                Field::Outlet
            }
            at if outlet == Some(at - 1) && is_code(line.text) => Field::Other("source code"),
            at if at + 1 == last => Field::Language,
            _ if line.text.bytes().any(|b| b.is_ascii_digit()) && line.text.len() <= 12 => {
                Field::Other("page")
            }
            _ => Field::Other("edition"),
        };
        record.set(field, line.text);
        record.say(line.text, if at >= last { Role::Legal } else { Role::Fact });
    }
}

#[cfg(test)]
mod tests {
    use super::accession;

    #[test]
    fn accession_numbers() {
        for (text, expected) in [
            ("Document NELP000020171125edbp0006f", Some("NELP000020171125edbp0006f")),
            ("文件 NELP000020171125edbp0006f", Some("NELP000020171125edbp0006f")),
            ("NELP000020171125edbp0006f", Some("NELP000020171125edbp0006f")),
            ("Document 12", None),
            ("Document abcdefghi20171125edbp0006", None),
            ("The Document NELP000020171125edbp0006f", None),
        ] {
            assert_eq!(accession(text), expected, "{text}");
        }
    }
}
