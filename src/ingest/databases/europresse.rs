//! Europresse (Eureka.cc): outlet, section and date, headline, author, text, illustrations and notes, rights,
//! number, and a certificate that says to whom it was issued. As HTML and the text of it.
//!
//! Learned from the two test pages of the R package `tm.plugin.europresse` (M. Bouchet-Valat; the layouts of
//! 2012 and 2015) and the classes that `EuropressParser` (CERES, Sorbonne) looks for.

use super::lines::{Line, Lines, is_dated, is_name, is_rights, label};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of Europresse.
pub(super) struct Europresse;

impl Layout for Europresse {
    fn name(&self) -> &'static str {
        "Europresse"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let named =
            lines.all.iter().filter(|l| label(l.text).is_some_and(|(_, value)| is_number(value))).count();
        let certified = lines.all.iter().any(|l| is_certificate(l.text));
        let rights = lines.all.iter().any(|l| is_rights(l.text));
        named > 0 && (certified || rights) && lines.all.iter().any(|l| is_dated(l.text))
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let closes = |text: &str| {
            is_certificate(text) || is_number(text) || label(text).is_some_and(|(_, value)| is_number(value))
        };
        // The end of an article whose beginning is in another file.
        let tail = lines.all.iter().take_while(|l| closes(l.text) || is_rights(l.text));
        export.aside = if tail.clone().any(|l| closes(l.text)) { tail.count() } else { 0 };
        let mut from = export.aside;
        let mut closing = false;
        for (at, line) in lines.all.iter().enumerate().skip(from) {
            if task.is_cancelled() {
                break;
            }
            let closes = closes(line.text);
            if closing && !closes {
                export.records.push(record(lines.part(from, at), lines.width));
                (from, closing) = (at, false);
            }
            closing |= closes;
        }
        let rest = lines.part(from, lines.all.len());
        match export.records.last_mut() {
            Some(last) if !closing && !rest.iter().take(4).any(|l| is_dated(l.text)) => {
                last.lines(rest, None, Role::Aside);
            }
            _ if !rest.is_empty() => {
                let mut last = record(rest, lines.width);
                last.is_cut = !closing;
                export.records.push(last);
            }
            _ => {}
        }
        export
    }
}

/// A document's number: "news·20121004·PO·2040056000".
fn is_number(text: &str) -> bool {
    let mut parts = text.split('·');
    let kind = parts.next().unwrap_or("");
    let day = parts.next().unwrap_or("");
    (2..=8).contains(&kind.len())
        && kind.bytes().all(|b| b.is_ascii_lowercase())
        && day.len() == 8
        && day.bytes().all(|b| b.is_ascii_digit())
        && parts.next().is_some()
        && !text.contains(' ')
}

/// Lines of the certificate.
fn is_certificate(text: &str) -> bool {
    const STARTS: [&str; 6] = [
        "Ce certificat est émis",
        "Date d'émission",
        "Le présent document est protégé",
        "This certificate is issued",
        "Issue date",
        "This document is protected",
    ];
    STARTS.iter().any(|s| text.starts_with(s)) || text.starts_with("Date d’émission")
}

/// The article of `lines`.
fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("Europresse");
    let tail = lines
        .iter()
        .position(|l| is_certificate(l.text) || label(l.text).is_some_and(|(_, value)| is_number(value)))
        .unwrap_or(lines.len());
    let tail = (0..tail)
        .rev()
        .take_while(|&at| lines.get(at).is_some_and(|l| is_rights(l.text)))
        .last()
        .unwrap_or(tail);
    let date = lines.iter().take(tail.min(6)).position(|l| is_dated(l.text));
    let from = date.map_or(1, |at| at + 1).min(tail);
    for (at, line) in lines.iter().enumerate().take(from) {
        if Some(at) == date {
            dated(line.text, &mut record);
        } else {
            let name = line.text.split(", no.").next().unwrap_or(line.text);
            record.set(Field::Outlet, name);
        }
        record.say(line.text, Role::Fact);
    }
    let open = lines.get(from..tail).unwrap_or(&[]);
    let (title, text, has_author) = head(open);
    for (at, line) in open.iter().enumerate().take(text) {
        if at == title {
            record.set(Field::Title, line.text);
            record.say(line.text, Role::Headline);
        } else if at < title {
            record.set(Field::Other("kicker"), line.text);
            record.say(line.text, Role::Fact);
        } else if at + 1 == text && has_author {
            record.set(Field::Author, line.text);
            record.say(line.text, Role::Fact);
        } else {
            record.set(Field::Standfirst, line.text);
            record.say(line.text, Role::Open);
        }
    }
    let text = open.get(text..).unwrap_or(&[]);
    let named = |l: &Line<'_>, names: [&str; 2]| label(l.text).is_some_and(|(name, _)| names.contains(&name));
    let aside = text.iter().position(|l| named(l, ["Illustration(s)", "Note(s)"])).unwrap_or(text.len());
    let (text, aside) = text.split_at_checked(aside).unwrap_or((text, &[]));
    record.lines(text, width, Role::Body);
    let mut is_caption = false;
    for line in aside {
        if named(line, ["Illustration(s)", "Note(s)"]) {
            is_caption = named(line, ["Illustration(s)", ""]);
            record.say(line.text, Role::Fact);
        } else if is_caption {
            record.say(line.text, Role::Caption);
        } else {
            record.set(Field::Other("note"), line.text);
            record.say(line.text, Role::Fact);
        }
    }
    for line in lines.get(tail..).unwrap_or(&[]) {
        if let Some((_, number)) = label(line.text).filter(|(_, value)| is_number(value)) {
            record.set(Field::Other("accession number"), number);
        } else if is_rights(line.text) {
            record.set(Field::Other("copyright"), line.text);
        }
        record.say(line.text, Role::Legal);
    }
    record
}

/// "Politique, jeudi 5 octobre 2013, p. 16": section, date, page.
fn dated(text: &str, record: &mut Record) {
    record.set(Field::Date, text);
    let parts: Vec<&str> = text.split(',').map(str::trim).collect();
    if let [section, .., _] = parts.as_slice()
        && !section.bytes().any(|b| b.is_ascii_digit())
    {
        record.set(Field::Section, section);
    }
    if let Some(page) = parts.iter().find(|part| part.starts_with("p. ") || part.starts_with("P. ")) {
        record.set(Field::Other("page"), page);
    }
}

/// Which line is the headline, where the text begins, and whether the line above it names the author.
fn head(lines: &[Line<'_>]) -> (usize, usize, bool) {
    /// What is longer is running text.
    const LONGEST: usize = 160;
    let is_text =
        |l: &Line<'_>| l.text.chars().count() > LONGEST || l.text.ends_with('.') && !is_name(l.text);
    let short = lines.iter().take(5).take_while(|l| !is_text(l)).count();
    if let Some(title) = lines.iter().take(8).position(|l| l.is_title) {
        let author =
            lines.get(title + 1).is_some_and(|l| is_name(l.text) || l.text.len() < 40 && !is_text(l));
        return (title, title + 1 + usize::from(author), author);
    }
    let author = short >= 2 && lines.get(short - 1).is_some_and(|l| is_name(l.text));
    let titles = short - usize::from(author);
    let kicker = titles >= 2
        && lines
            .first()
            .is_some_and(|l| l.text.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase));
    let title = usize::from(kicker);
    let text = if author { short } else { title + 1 };
    (title, text.min(lines.len()).max((title + 1).min(lines.len())), author)
}
