//! LexisNexis Academic and nexis.com, to 2019: "1 of 250 DOCUMENTS", outlet and date in the middle of the
//! line, fields with labels in capitals, the text, fields again, rights. As TXT (broken to 78 characters),
//! HTML, RTF; the labels in English, German or French.
//!
//! Learned from the sample TXT of the R package `LexisNexisTools` (J. Gruber) and its patterns, the test pages
//! of `newspapers` (K. Watanabe: AFP, The Guardian, The Irish Times, Der Spiegel) and `tm.plugin.lexisnexis`
//! (T. Gurciullo, M. Bouchet-Valat; French labels), an export of 161 articles published with a course of
//! 2015, and the patterns of AmCAT ("Print Request:", "Printopdracht:", "FOCUS - 1 of 3 DOCUMENTS").

use super::lines::{Line, Lines, is_dated, is_page_number, is_rights, label, plain};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of LexisNexis Academic.
pub(super) struct LexisNexis;

/// Fields above the text.
const HEAD: [(&str, Field); 21] = [
    ("SECTION", Field::Section),
    ("RUBRIK", Field::Section),
    ("RUBRIQUE", Field::Section),
    ("LENGTH", Field::Words),
    ("LÄNGE", Field::Words),
    ("LONGUEUR", Field::Words),
    ("HEADLINE", Field::Title),
    ("ÜBERSCHRIFT", Field::Title),
    ("TITRE", Field::Title),
    ("BYLINE", Field::Author),
    ("AUTOR", Field::Author),
    ("AUTEUR", Field::Author),
    ("HIGHLIGHT", Field::Standfirst),
    ("ENCART", Field::Standfirst),
    ("DATELINE", Field::Other("dateline")),
    ("ORT", Field::Other("dateline")),
    ("DISTRIBUTION", Field::Other("distribution")),
    ("SERIES", Field::Other("series")),
    ("COLUMN", Field::Other("column")),
    ("EDITION", Field::Other("edition")),
    ("URL", Field::Url),
];

/// Fields below the text.
const TAIL: [&str; 44] = [
    "LOAD-DATE",
    "UPDATE",
    "DATE-CHARGEMENT",
    "LANGUAGE",
    "SPRACHE",
    "LANGUE",
    "PUBLICATION-TYPE",
    "TYPE-PUBLICATION",
    "DOCUMENT-TYPE",
    "JOURNAL-CODE",
    "ZEITUNGS-CODE",
    "SUBJECT",
    "SUJET",
    "THEMA",
    "ORGANIZATION",
    "ORGANISATION",
    "COMPANY",
    "SOCIETE",
    "FIRMA",
    "TICKER",
    "SYMBOLE-BOURSIER",
    "INDUSTRY",
    "SECTEUR-ACTIVITE",
    "BRANCHE",
    "PERSON",
    "PERSONNE",
    "GEOGRAPHIC",
    "LOCALISATION-GEO",
    "PUB-SUBJECT",
    "CORRECTION",
    "CORRECTION-DATE",
    "GRAPHIC",
    "GRAFIK",
    "GRAPHIQUE",
    "BIBLIOGRAPHIE",
    "NOTES",
    "CITY",
    "STATE",
    "COUNTRY",
    "ISSN",
    "DATUM",
    "DOCUMENT-ID",
    "ANMERKUNGEN",
    "GEOGRAFIE",
];

impl Layout for LexisNexis {
    fn name(&self) -> &'static str {
        "LexisNexis"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let mut numbered = 0;
        let mut seen: Vec<&str> = Vec::new();
        let mut request = false;
        for line in &lines.all {
            numbered += usize::from(separator(line.text).is_some());
            let Some((name, value)) = label(line.text) else { continue };
            let is_known =
                HEAD.iter().any(|(known, _)| *known == name) || TAIL.contains(&name) || name == "BODY";
            if is_known && !seen.contains(&name) {
                seen.push(name);
            }
            request |=
                matches!(name, "Download Request" | "Time Of Request" | "Print Request" | "Printopdracht")
                    && !value.is_empty();
        }
        let signs = seen.len() + usize::from(request);
        let has_length = seen.iter().any(|name| matches!(*name, "LENGTH" | "LÄNGE" | "LONGUEUR"));
        numbered > 0 && signs >= 2 || has_length && signs >= 5
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let lines = &Lines { all: parted(&lines.all), width: lines.width };
        let mut export = Export::default();
        let starts: Vec<usize> = lines
            .all
            .iter()
            .enumerate()
            .filter(|(_, l)| separator(l.text).is_some())
            .map(|(at, _)| at)
            .collect();
        let Some(&first) = starts.first() else {
            export.records.push(record(&lines.all, lines.width));
            return export;
        };
        export.aside = first;
        export.promised = starts.last().and_then(|&at| separator(lines.all.get(at)?.text)).map(|(_, of)| of);
        // A selection keeps the numbers of the whole: "3 of 250", "7 of 250".
        let whole =
            lines.all.get(first).and_then(|l| separator(l.text)).is_some_and(|(number, _)| number == 1);
        if !whole || export.aside > 0 && lines.part(0, first).iter().any(|l| l.text.contains("Selected")) {
            export.promised = None;
        }
        for (number, &from) in starts.iter().enumerate() {
            if task.is_cancelled() {
                break;
            }
            let to = starts.get(number + 1).copied().unwrap_or(lines.all.len());
            export.records.push(record(lines.part(from, to), lines.width));
        }
        let several = export.records.len() > 1;
        if let Some(last) = export.records.last_mut() {
            let closed = lines
                .all
                .iter()
                .rev()
                .take(60)
                .any(|l| label(l.text).is_some_and(|(name, _)| TAIL.contains(&name)));
            last.is_cut = !closed && several;
        }
        export
    }
}

/// The lines, those parted that hold several fields: in a PDF, fields that stand close are one paragraph.
fn parted<'a>(lines: &[Line<'a>]) -> Vec<Line<'a>> {
    const NAME: usize = 24;
    let is_known =
        |name: &str| name == "BODY" || TAIL.contains(&name) || HEAD.iter().any(|(known, _)| *known == name);
    let mut out = Vec::with_capacity(lines.len());
    for line in lines {
        let mut rest = *line;
        let mut from = 0;
        let opens = label(line.text).is_some_and(|(name, _)| is_known(name) && name != "BODY");
        for (colon, _) in line.text.match_indices(':').filter(|_| opens) {
            // More than the longest name; what has no space in it is none.
            let start =
                (colon.saturating_sub(NAME).max(from)..colon).find(|&at| line.text.is_char_boundary(at));
            let before = line.text.get(start.unwrap_or(colon)..colon).unwrap_or("");
            let name = before.rsplit(' ').next().unwrap_or("");
            let at = colon - name.len();
            if at > from && is_known(name) {
                let own = line.text.get(from..at).unwrap_or("").trim_end();
                out.push(Line { text: own, ..rest });
                rest.gap = true;
                from = at;
                if name == "BODY" {
                    break;
                }
            }
        }
        out.push(Line { text: line.text.get(from..).unwrap_or(line.text), ..rest });
    }
    out
}

/// "3 of 250 DOCUMENTS", "Dokument 3 von 250", "Document 3 de 250": which, and of how many.
fn separator(text: &str) -> Option<(u32, u32)> {
    if text.len() > 60 || !text.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let text = text.strip_prefix("FOCUS - ").unwrap_or(text);
    let mut words = text.split_whitespace();
    let mut first = words.next()?;
    let named = matches!(first, "Dokument" | "Document" | "DOKUMENT" | "DOCUMENT" | "Documento");
    if named {
        first = words.next()?;
    }
    let number = first.parse().ok()?;
    let of = words.next()?;
    if !matches!(of, "of" | "von" | "de" | "van" | "di" | "sur") {
        return None;
    }
    let all = words.next()?.parse().ok()?;
    let unit = words.next();
    let is_unit = matches!(
        unit,
        Some("DOCUMENTS" | "DOCUMENT" | "DOKUMENTEN" | "DOKUMENTE" | "DOCUMENTEN" | "DOCUMENTOS")
    );
    (words.next().is_none() && (is_unit || named && unit.is_none()) && number >= 1 && number <= all)
        .then_some((number, all))
}

fn is_length(name: &str) -> bool {
    matches!(name, "LENGTH" | "LÄNGE" | "LONGUEUR")
}

fn field(text: &str) -> Option<(&str, Field, &str)> {
    let (name, value) = label(text)?;
    HEAD.iter().find(|(known, _)| *known == name).map(|(_, field)| (name, *field, value))
}

/// The article of `lines`.
fn record(lines: &[Line<'_>], width: Option<usize>) -> Record {
    let mut record = Record::new("LexisNexis");
    let fields = lines.iter().position(|l| field(l.text).is_some() || l.text.starts_with("BODY:"));
    let top = fields.unwrap_or(lines.len().min(4));
    let has_headline = lines.iter().any(|l| matches!(field(l.text), Some((_, Field::Title, _))));
    head(lines.get(..top).unwrap_or(&[]), has_headline, &mut record);
    let text = above(lines, top, &mut record);
    let rest = lines.get(text..).unwrap_or(&[]);
    let tail = rest.iter().position(|l| label(l.text).is_some_and(|(name, _)| TAIL.contains(&name)));
    let rights = rest.iter().rposition(|l| !is_rights(l.text)).map_or(0, |at| at + 1);
    let tail = tail.unwrap_or(rights);
    let (text, tail) = rest.split_at_checked(tail).unwrap_or((rest, &[]));
    for part in text.split_inclusive(|l| is_page_number(l.text)) {
        let (own, number) = match part.split_last() {
            Some((last, own)) if is_page_number(last.text) => (own, last.text),
            _ => (part, ""),
        };
        record.lines(own, width, Role::Body);
        record.say(number, Role::Paging);
    }
    below(tail, width, &mut record);
    record
}

/// Rights, outlet, date, edition and, where no label says it, the headline.
fn head(lines: &[Line<'_>], has_headline: bool, record: &mut Record) {
    let date = lines.iter().position(|l| is_dated(l.text));
    let rights = rights(lines, date);
    let is_right = |at: usize| rights.get(at).is_some_and(|is_right| *is_right);
    let outlet = (0..date.unwrap_or(lines.len()))
        .rev()
        .find(|&at| !is_right(at) && lines.get(at).is_some_and(|l| separator(l.text).is_none()));
    let mut title = String::new();
    for (at, line) in lines.iter().enumerate() {
        let role = if separator(line.text).is_some() {
            record.set(Field::Other("number"), line.text);
            Role::Fact
        } else if is_right(at) {
            record.set(Field::Other("copyright"), line.text);
            Role::Legal
        } else if Some(at) == outlet {
            record.set(Field::Outlet, line.text);
            Role::Fact
        } else if Some(at) == date {
            record.set(Field::Date, line.text);
            Role::Fact
        } else if date.is_some_and(|date| at > date) && !has_headline && (line.gap || !title.is_empty()) {
            if !title.is_empty() {
                title.push(' ');
            }
            title.push_str(line.text);
            continue;
        } else if date.is_some_and(|date| at > date) {
            record.set(Field::Other("edition"), line.text);
            Role::Fact
        } else {
            Role::Fact
        };
        record.say(line.text, role);
    }
    if outlet.is_none()
        && let Some(line) = date.and_then(|at| lines.get(at.checked_sub(1)?))
        && let Some(name) = behind_rights(line.text)
    {
        record.set(Field::Outlet, name);
    }
    record.set(Field::Title, &title);
    record.say(&title, Role::Headline);
}

/// Which lines of a head with its date at `date` are about rights.
fn rights(lines: &[Line<'_>], date: Option<usize>) -> Vec<bool> {
    let mut rights: Vec<bool> = lines.iter().map(|line| is_rights(line.text)).collect();
    // Owners go on for some lines below "Copyright", until a line about rights or a blank one.
    let mut owners = vec![false; lines.len()];
    for (at, pair) in lines.windows(2).enumerate() {
        if let [above, line] = pair {
            let goes_on = above.text.starts_with("Copyright") || owners.get(at).is_some_and(|owner| *owner);
            if let Some(owner) = owners.get_mut(at + 1) {
                *owner = goes_on && !line.gap;
            }
        }
    }
    let mut closes = false;
    for (at, line) in lines.iter().enumerate().rev() {
        let is_owner =
            closes && owners.get(at).is_some_and(|owner| *owner) && date.is_none_or(|d| at + 1 < d);
        if let Some(is_right) = rights.get_mut(at) {
            closes = !line.gap && (*is_right || closes);
            *is_right |= is_owner;
        }
    }
    rights
}

/// The outlet, where a PDF joins the line that names it to the one about rights above.
fn behind_rights(text: &str) -> Option<&str> {
    const RIGHTS: [&str; 4] =
        ["All Rights Reserved", "All rights reserved", "Tous Droits Réservés", "Alle Rechte vorbehalten"];
    let name = RIGHTS.iter().find_map(|rights| text.split_once(rights))?.1;
    Some(name.trim_start_matches('.').trim()).filter(|name| name.len() >= 2)
}

/// The fields from `top` on; where the text begins.
fn above(lines: &[Line<'_>], top: usize, record: &mut Record) -> usize {
    let has_body = lines.iter().any(|l| label(l.text).is_some_and(|(name, _)| name == "BODY"));
    let mut at = top;
    let mut after_length = false;
    while let Some(line) = lines.get(at) {
        if let Some(("BODY", value)) = label(line.text) {
            record.say("BODY:", Role::Fact);
            record.say(value, Role::Body);
            return at + 1;
        }
        let Some((name, field, value)) = field(line.text) else {
            // The text begins below the length; where "BODY:" is to come, other lines belong to the head.
            if !has_body && (after_length || line.gap) {
                return at;
            }
            record.say(line.text, Role::Fact);
            at += 1;
            continue;
        };
        after_length |= is_length(name);
        let mut end = at + 1;
        let is_value = |line: &Line<'_>, end: usize| {
            self::field(line.text).is_none()
                && label(line.text).is_none_or(|(name, _)| name != "BODY")
                && (!line.gap || value.is_empty() && end == at + 1 && field == Field::Standfirst)
        };
        while lines.get(end).is_some_and(|line| is_value(line, end)) {
            end += 1;
        }
        let below = lines.get(at + 1..end).unwrap_or(&[]);
        let whole = std::iter::once(value).chain(below.iter().map(|l| l.text)).collect::<Vec<_>>().join(" ");
        let whole = plain(&whole);
        record.set(field, &whole);
        match field {
            Field::Title => {
                record.say(&format!("{name}:"), Role::Fact);
                record.say(&whole, Role::Headline);
            }
            Field::Standfirst => {
                record.say(&format!("{name}:"), Role::Fact);
                record.say(&whole, Role::Open);
            }
            _ => {
                record.say(&format!("{name}: {whole}"), Role::Fact);
            }
        }
        at = end;
    }
    at
}

/// Fields and rights below the text.
fn below(lines: &[Line<'_>], width: Option<usize>, record: &mut Record) {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let mut end = at + 1;
        let is_field = |line: &Line<'_>| label(line.text).is_some_and(|(name, _)| TAIL.contains(&name));
        while lines.get(end).is_some_and(|l| !is_field(l) && !is_rights(l.text)) {
            end += 1;
        }
        let part = lines.get(at + 1..end).unwrap_or(&[]);
        let named = label(line.text).filter(|(name, _)| TAIL.contains(name));
        if let Some((name, value)) = named {
            let whole =
                std::iter::once(value).chain(part.iter().map(|l| l.text)).collect::<Vec<_>>().join(" ");
            match name {
                "GRAPHIC" | "GRAFIK" | "GRAPHIQUE" => {
                    record.say(&format!("{name}:"), Role::Fact);
                    record.say(value, Role::Caption);
                    record.lines(part, width, Role::Caption);
                }
                _ => record.say(&plain(&format!("{name}: {whole}")), Role::Fact),
            }
            match name {
                "LANGUAGE" | "SPRACHE" | "LANGUE" => record.set(Field::Language, &whole),
                "LOAD-DATE" | "UPDATE" | "DATE-CHARGEMENT" => record.set(Field::Other("load date"), &whole),
                name => record.set_named(name, &plain(&whole)),
            }
        } else {
            record.set(Field::Other("copyright"), line.text);
            record.say(line.text, Role::Legal);
            record.lines(part, width, Role::Legal);
        }
        at = end;
    }
}

#[cfg(test)]
mod tests {
    use super::separator;

    #[test]
    fn separators() {
        for (text, expected) in [
            ("1 of 250 DOCUMENTS", Some((1, 250))),
            ("FOCUS - 2 of 3 DOCUMENTS", Some((2, 3))),
            ("Dokument 3 von 4", Some((3, 4))),
            ("Document 3 de 4", Some((3, 4))),
            ("4 of 3 DOCUMENTS", None),
            ("1 of 250", None),
            ("12 of 20 DOCUMENTS were lost", None),
        ] {
            assert_eq!(separator(text), expected, "{text}");
        }
    }
}
