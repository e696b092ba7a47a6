//! ProQuest: articles between lines of underscores, a headline, fields with labels, "Full text:", and fields
//! again ("Subject:" to "Database:"). As TXT and RTF; cover, list of contents and search strategy are told.
//!
//! Learned from public programs that read such files: `pq_parser` (C. Hennesy, D. Naughton), A. Hanna's
//! parser of Ethnic NewsWatch, and R scripts that list the labels; there is no public sample.

use super::lines::{Line, Lines, label};
use super::record::{Field, Record, Role};
use super::{Export, Layout};
use crate::task::Task;

/// The layout of ProQuest.
pub(super) struct ProQuest;

/// Labels in small letters, and what they say.
const LABELS: [(&str, Field); 48] = [
    ("title", Field::Title),
    ("author", Field::Author),
    ("publication title", Field::Outlet),
    ("publication date", Field::Date),
    ("language of publication", Field::Language),
    ("language", Field::Language),
    ("document url", Field::Url),
    ("section", Field::Section),
    ("abstract", Field::Other("abstract")),
    ("publication info", Field::Other("publication info")),
    ("publication year", Field::Other("publication year")),
    ("publication subject", Field::Other("publication subject")),
    ("proquest document id", Field::Other("accession number")),
    ("pages", Field::Other("page")),
    ("first page", Field::Other("page")),
    ("page", Field::Other("page")),
    ("number of pages", Field::Other("number of pages")),
    ("column", Field::Other("column")),
    ("edition", Field::Other("edition")),
    ("volume", Field::Other("volume")),
    ("issue", Field::Other("issue")),
    ("year", Field::Other("year")),
    ("publisher", Field::Other("publisher")),
    ("place of publication", Field::Other("place of publication")),
    ("country of publication", Field::Other("country of publication")),
    ("issn", Field::Other("issn")),
    ("e-issn", Field::Other("e-issn")),
    ("source type", Field::Other("source type")),
    ("document type", Field::Other("document type")),
    ("document feature", Field::Other("document feature")),
    ("subject", Field::Other("subject")),
    ("business indexing term", Field::Other("business indexing term")),
    ("location", Field::Other("location")),
    ("people", Field::Other("people")),
    ("company / organization", Field::Other("company / organization")),
    ("company/organization", Field::Other("company / organization")),
    ("identifier / keyword", Field::Other("identifier / keyword")),
    ("identifier/keyword", Field::Other("identifier / keyword")),
    ("classification", Field::Other("classification")),
    ("copyright", Field::Other("copyright")),
    ("last updated", Field::Other("last updated")),
    ("database", Field::Other("proquest database")),
    ("links", Field::Other("links")),
    ("linking service", Field::Other("links")),
    ("credit", Field::Other("credit")),
    ("dateline", Field::Other("dateline")),
    ("source attribution", Field::Other("source attribution")),
    ("proquest document link", Field::Other("link")),
];

/// Labels that no article has at the beginning of a line by chance.
const SIGNS: [&str; 9] = [
    "publication title",
    "publication info",
    "publication date",
    "proquest document id",
    "document url",
    "source type",
    "language of publication",
    "last updated",
    "full text",
];

impl Layout for ProQuest {
    fn name(&self) -> &'static str {
        "ProQuest"
    }

    fn fits(&self, lines: &Lines<'_>) -> bool {
        let mut seen = [false; SIGNS.len()];
        let mut named = false;
        for line in &lines.all {
            named |= line.text.contains("ProQuest") || line.text.contains("proquest.com");
            let Some((name, _)) = label(line.text) else { continue };
            let name = name.to_lowercase();
            if let Some(sign) = SIGNS.iter().position(|sign| *sign == name).and_then(|at| seen.get_mut(at)) {
                *sign = true;
            }
        }
        let parted = lines.all.iter().any(|l| is_rule(l.text));
        let signs = seen.into_iter().filter(|s| *s).count();
        named && signs + usize::from(parted) >= 4
    }

    fn take(&self, lines: &Lines<'_>, task: &Task) -> Export {
        let mut export = Export::default();
        let has_rules = lines.all.iter().any(|l| is_rule(l.text));
        let is_break = |l: &Line<'_>| if has_rules { is_rule(l.text) } else { number(l.text).is_some() };
        let mut from = 0;
        let breaks = lines.all.iter().enumerate().filter(|(_, l)| is_break(l)).map(|(at, _)| at);
        for at in breaks.chain(std::iter::once(lines.all.len())) {
            if task.is_cancelled() {
                break;
            }
            // A rule belongs to neither side; a number begins an article.
            let part = lines.part(from, at);
            let is_article = part.iter().any(|l| {
                matches!(known(l.text), Some((name, ..)) if matches!(name.as_str(), "full text" | "publication title" | "publication info" | "proquest document id"))
            });
            if is_article {
                let (record, text) = record(part, lines.width);
                export.abstracts += usize::from(text == Text::Abstract);
                export.bare += usize::from(text == Text::None);
                export.records.push(record);
            } else {
                export.aside += part.len();
            }
            from = if has_rules { at + 1 } else { at };
            export.aside += usize::from(has_rules && at < lines.all.len());
        }
        export
    }
}

/// A line of underscores.
fn is_rule(text: &str) -> bool {
    text.len() >= 20 && text.bytes().all(|b| b == b'_')
}

/// "Document 3 of 100".
fn number(text: &str) -> Option<u32> {
    let rest = text.strip_prefix("Document ")?;
    let (number, of) = rest.split_once(" of ")?;
    of.parse::<u32>().ok()?;
    number.parse().ok()
}

/// The label of a line in small letters, what it says, and its value.
fn known(text: &str) -> Option<(String, Option<Field>, &str)> {
    let (name, value) = label(text)?;
    let name = name.to_lowercase();
    if name == "full text" {
        return Some((name, None, value));
    }
    let field = LABELS.iter().find(|(known, _)| *known == name)?.1;
    Some((name, Some(field), value))
}

/// What there is to read of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Text {
    Full,
    Abstract,
    None,
}

/// The article of `lines`, and what there is to read of it.
fn record(lines: &[Line<'_>], width: Option<usize>) -> (Record, Text) {
    let mut record = Record::new("ProQuest");
    let text = lines.iter().position(|l| matches!(known(l.text), Some((name, ..)) if name == "full text"));
    let tail = tail(lines, text.map_or(0, |at| at + 1));
    // A headline without a label stands first.
    let mut at = 0;
    while let Some(line) = lines.get(at).filter(|l| number(l.text).is_some()) {
        record.set(Field::Other("number"), line.text);
        record.say(line.text, Role::Fact);
        at += 1;
    }
    let head = lines
        .get(at..)
        .unwrap_or(&[])
        .iter()
        .take_while(|l| known(l.text).is_none() && !is_link(l.text))
        .count();
    let titles = lines.get(at..at + head.min(3)).unwrap_or(&[]);
    let title = titles.iter().map(|l| l.text).collect::<Vec<_>>().join(" ");
    record.set(Field::Title, &title);
    record.say(&title, Role::Headline);
    let has_title = !title.is_empty();
    at += titles.len();

    fields(lines.get(at..text.unwrap_or(tail)).unwrap_or(&[]), !has_title, text.is_none(), &mut record);
    if let Some(at) = text {
        record.say("Full text:", Role::Fact);
        let value = lines.get(at).and_then(|l| known(l.text)).map_or("", |(.., value)| value);
        record.say(value, Role::Body);
        record.lines(lines.get(at + 1..tail).unwrap_or(&[]), width, Role::Body);
    }
    fields(lines.get(tail..).unwrap_or(&[]), !has_title, text.is_none(), &mut record);
    let has_abstract = || record.metadata.other.iter().any(|(name, _)| name == "abstract");
    let read = match text {
        Some(_) => Text::Full,
        None if has_abstract() => Text::Abstract,
        None => Text::None,
    };
    (record, read)
}

fn is_link(text: &str) -> bool {
    text.starts_with("http") || text.starts_with("ProQuest document link")
}

/// Where the fields below the text begin: from the end upwards, all are fields or go on with one.
fn tail(lines: &[Line<'_>], floor: usize) -> usize {
    let mut from = lines.len();
    let mut at = lines.len();
    while at > floor {
        at -= 1;
        let Some(line) = lines.get(at) else { break };
        if matches!(known(line.text), Some((name, ..)) if name != "full text") {
            from = at;
        } else if line.gap || is_far(lines, at, floor) {
            break;
        }
    }
    from
}

/// Whether no label stands in the few lines above `at`.
fn is_far(lines: &[Line<'_>], at: usize, floor: usize) -> bool {
    /// Lines of a list of subjects that was broken to a width.
    const MOST: usize = 12;
    !(floor.max(at.saturating_sub(MOST))..at).any(|up| lines.get(up).is_some_and(|l| known(l.text).is_some()))
}

/// Labelled fields; `titled` where the title among them is the headline, `open` where an abstract is all.
fn fields(lines: &[Line<'_>], titled: bool, open: bool, record: &mut Record) {
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        let mut end = at + 1;
        while lines.get(end).is_some_and(|l| known(l.text).is_none()) {
            end += 1;
        }
        let below = lines.get(at + 1..end).unwrap_or(&[]);
        at = end;
        let Some((name, Some(field), value)) = known(line.text) else {
            record.say(line.text, Role::Fact);
            record.lines(below, None, Role::Fact);
            continue;
        };
        let whole = std::iter::once(value).chain(below.iter().map(|l| l.text)).collect::<Vec<_>>().join(" ");
        record.set(field, &whole);
        let shown = label(line.text).map_or(name.as_str(), |(name, _)| name);
        if field == Field::Title && titled {
            record.say(&format!("{shown}:"), Role::Fact);
            record.say(&whole, Role::Headline);
        } else if name == "abstract" && open {
            record.say(&format!("{shown}:"), Role::Fact);
            record.say(&whole, Role::Body);
        } else {
            record.say(&format!("{shown}: {whole}"), Role::Fact);
        }
    }
}
