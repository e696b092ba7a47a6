//! Factiva with field codes ("Full Article/Report plus Indexing"): HD, WC, PD, SN and so on in a column of
//! their own, each article closed by AN, its accession number. As HTML, RTF and text.
//!
//! Learned from the test page of the R package `tm.plugin.factiva` (M. Bouchet-Valat) and its table of codes,
//! and the notebook `factiva_parser` (C. Hennesy) on RTF downloads.

use super::lines::{Line, Lines, is_dated, is_rights, plain};
use super::record::{Field, Record, Role};
use super::{Export, Layout, factiva};
use crate::task::Task;

/// The layout of Factiva with codes.
pub(super) struct Tagged;

/// What a code says.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Code {
    /// A field.
    Is(Field),
    /// The headline.
    Headline,
    /// Paragraphs.
    Text,
    /// Captions.
    Art,
    /// The accession number, which ends the article.
    End,
}

const CODES: [(&str, Code); 31] = [
    ("SE", Code::Is(Field::Section)),
    ("CLM", Code::Is(Field::Other("column"))),
    ("HD", Code::Headline),
    ("BY", Code::Is(Field::Author)),
    ("CR", Code::Is(Field::Other("credit"))),
    ("WC", Code::Is(Field::Words)),
    ("PD", Code::Is(Field::Date)),
    ("ET", Code::Is(Field::Other("time"))),
    ("SN", Code::Is(Field::Outlet)),
    ("SC", Code::Is(Field::Other("source code"))),
    ("NGC", Code::Is(Field::Other("group"))),
    ("GC", Code::Is(Field::Other("group code"))),
    ("ED", Code::Is(Field::Other("edition"))),
    ("PG", Code::Is(Field::Other("page"))),
    ("VOL", Code::Is(Field::Other("volume"))),
    ("LA", Code::Is(Field::Language)),
    ("CY", Code::Is(Field::Other("copyright"))),
    ("LP", Code::Text),
    ("TD", Code::Text),
    ("ART", Code::Art),
    ("CT", Code::Is(Field::Other("contact"))),
    ("RF", Code::Is(Field::Other("reference"))),
    ("CX", Code::Is(Field::Other("correction"))),
    ("CO", Code::Is(Field::Other("companies"))),
    ("IN", Code::Is(Field::Other("industries"))),
    ("NS", Code::Is(Field::Other("subjects"))),
    ("RE", Code::Is(Field::Other("regions"))),
    ("IPD", Code::Is(Field::Other("publisher's subjects"))),
    ("IPC", Code::Is(Field::Other("publisher's codes"))),
    ("PUB", Code::Is(Field::Other("publisher"))),
    ("AN", Code::End),
];

impl Layout for Tagged {
    fn name(&self) -> &'static str {
        "Factiva"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let mut seen: Vec<&str> = Vec::new();
        let mut sure = 0;
        for (at, line) in lines.all.iter().enumerate() {
            let Some((name, _, value)) = code(line.text) else { continue };
            if seen.contains(&name) {
                continue;
            }
            let value = if value.is_empty() { lines.all.get(at + 1).map_or("", |l| l.text) } else { value };
            sure += usize::from(match name {
                "WC" => super::lines::count(value).is_some(),
                "PD" => is_dated(value),
                "AN" => factiva::accession(value).is_some(),
                _ => false,
            });
            seen.push(name);
        }
        sure >= 2 && seen.contains(&"HD") && seen.len() >= 6
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let first = lines
            .all
            .iter()
            .position(|l| matches!(code(l.text), Some(("HD" | "SE" | "CLM", ..))))
            .unwrap_or(0);
        let mut current = Open::default();
        current.record.lines(lines.part(0, first), None, Role::Aside);
        for line in lines.all.iter().skip(first) {
            if task.is_cancelled() {
                break;
            }
            let found = code(line.text);
            if let Some((name, what, _)) = found
                && (current.ended && matches!(name, "HD" | "SE" | "CLM")
                    || current.headed && what == Code::Headline)
            {
                export.records.push(std::mem::take(&mut current).close(lines.width));
            }
            match found {
                // Below the accession number nothing has a code any more.
                Some(_) if current.ended => current.lines.push(*line),
                Some((name, what, value)) => current.begin(name, what, value, lines.width),
                None => current.lines.push(*line),
            }
        }
        let is_cut = !current.ended;
        let mut last = current.close(lines.width);
        last.is_cut = is_cut;
        export.records.push(last);
        export
    }
}

/// An article while its codes are met.
struct Open<'a> {
    record: Record,
    code: Option<(&'static str, Code)>,
    value: &'a str,
    lines: Vec<Line<'a>>,
    headed: bool,
    ended: bool,
}

impl Default for Open<'_> {
    fn default() -> Self {
        let record = Record::new("Factiva");
        Self { record, code: None, value: "", lines: Vec::new(), headed: false, ended: false }
    }
}

impl<'a> Open<'a> {
    /// A line with a code: what is open is closed.
    fn begin(&mut self, name: &'static str, what: Code, value: &'a str, width: Option<usize>) {
        self.settle(width);
        self.headed |= what == Code::Headline;
        self.ended |= what == Code::End;
        (self.code, self.value) = (Some((name, what)), value);
    }

    /// Writes the open code with its lines.
    fn settle(&mut self, width: Option<usize>) {
        let lines = std::mem::take(&mut self.lines);
        let Some((name, what)) = self.code.take() else {
            self.record.lines(&lines, None, Role::Aside);
            return;
        };
        let joined = || {
            let all =
                std::iter::once(self.value).chain(lines.iter().map(|l| l.text)).collect::<Vec<_>>().join(" ");
            plain(&all)
        };
        match what {
            Code::Headline => {
                let title = joined();
                self.record.say(name, Role::Fact);
                self.record.set(Field::Title, &title);
                self.record.say(&title, Role::Headline);
            }
            Code::Text | Code::Art => {
                let role = if what == Code::Art { Role::Caption } else { Role::Body };
                self.record.say(name, Role::Fact);
                self.record.say(self.value, role);
                self.record.lines(&lines, width, role);
            }
            Code::Is(field) => {
                let value = joined();
                self.record.say(&format!("{name} {value}"), Role::Fact);
                self.record.set(field, &value);
            }
            Code::End => {
                // What stands below the number belongs to the page.
                let own = usize::from(self.value.is_empty());
                let (number, rest) = lines.split_at_checked(own).unwrap_or((&[], &lines));
                let value = number.first().map_or(self.value, |l| l.text);
                self.record.say(&format!("{name} {value}"), Role::Fact);
                let number = factiva::accession(value).unwrap_or(value);
                self.record.set(Field::Other("accession number"), number);
                for line in rest {
                    let role = if is_rights(line.text) { Role::Legal } else { Role::Aside };
                    self.record.say(line.text, role);
                }
            }
        }
    }

    fn close(mut self, width: Option<usize>) -> Record {
        self.settle(width);
        self.record
    }
}

/// The code that a line begins with, and what comes after it. One space after it is enough only for codes
/// that are no words, or where a number follows.
fn code(text: &str) -> Option<(&'static str, Code, &str)> {
    let end = text.find(|c: char| !c.is_ascii_uppercase()).unwrap_or(text.len());
    let (name, rest) = text.split_at_checked(end)?;
    let &(name, what) = CODES.iter().find(|(known, _)| *known == name)?;
    let value = rest.trim();
    let room = rest.len() - rest.trim_start().len();
    let is_apart = rest.is_empty() || room >= 2 || rest.starts_with('\t');
    let is_code = match name {
        "IN" | "BY" | "RE" | "CO" | "LA" | "SE" | "ED" | "ART" | "TD" | "LP" | "CT" | "PG" | "ET" | "VOL"
        | "PUB" => false,
        "AN" => factiva::accession(value).is_some(),
        _ => true,
    };
    (is_apart || rest.starts_with(' ') && is_code).then_some((name, what, value))
}

#[cfg(test)]
mod tests {
    use super::code;

    #[test]
    fn codes() {
        for (text, expected) in [
            ("HD\tBridge closed", Some(("HD", "Bridge closed"))),
            ("HD Bridge closed", Some(("HD", "Bridge closed"))),
            ("LP", Some(("LP", ""))),
            ("IN brief", None),
            ("IN   i8394 : Computers", Some(("IN", "i8394 : Computers"))),
            ("HDTV sold", None),
            ("BY ADA LOVEN", None),
            ("AN OLD ferry sank.", None),
            ("AN Document NELP000020180304ee34000b1", Some(("AN", "Document NELP000020180304ee34000b1"))),
            ("ET LE PONT est fermé.", None),
            ("VOL de nuit.", None),
            ("PUB owners meet.", None),
            ("PUB\tNelin Papers", Some(("PUB", "Nelin Papers"))),
            ("BY\tADA LOVEN", Some(("BY", "ADA LOVEN"))),
            ("BY \tADA LOVEN", Some(("BY", "ADA LOVEN"))),
        ] {
            assert_eq!(code(text).map(|(name, _, value)| (name, value)), expected, "{text}");
        }
    }
}
