//! From a record and its mapping to the text that a person reads, with what the record states.

use super::text::{self, Line, Text};
use super::{FieldMapping, Part, Record, dates};
use crate::corpus::{EncodingFound, Span};
use crate::ingest::readers::{Input, Mark, Markup, Metadata, RawArticle};
use crate::ingest::registry::DateOrder;

/// Why a record gave no article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Lack {
    /// It has a headline or an address, but no text.
    Text,
    /// It has neither.
    Everything,
}

/// What a record gave.
pub(super) struct Written {
    /// The article.
    pub article: RawArticle,
    /// Whether its text says that a service has cut it.
    pub is_cut_by_service: bool,
    /// What a limit has cut.
    pub cut: Cut,
}

/// What a limit has cut of the body of a record.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Cut {
    /// Values that were longer than is read.
    pub values: bool,
    /// Pages, or pieces of them, that could not be understood as a whole.
    pub pages: bool,
}

/// How records become articles.
pub(super) struct Writer<'a, 'f> {
    /// The file.
    pub file: &'a Input<'f>,
    /// Which field holds what.
    pub mapping: &'a FieldMapping,
    /// How dates in figures are written.
    pub order: Option<DateOrder>,
    /// The file's encoding.
    pub encoding: &'a EncodingFound,
}

/// Values longer than this are not kept under their own name, unless the user wants them.
const SHORT: usize = 300;
/// Values of a record kept under their own names, unless the user wants them.
const MOST_OTHERS: usize = 64;

impl Writer<'_, '_> {
    /// The article of `record`, which is number `number` of its file.
    pub fn write(&self, record: &Record<'_>, number: u32) -> Result<Written, Lack> {
        let mut cut = Cut::default();
        let lines = self.body(record, &mut cut);
        let metadata = self.metadata(record);
        let (page, lines) = match lines {
            Text::Page(page) => (Some(*page), Vec::new()),
            Text::Lines(lines) => (None, lines),
        };
        let has_words = |text: &str| text.chars().any(char::is_alphanumeric);
        let has_text = page.as_ref().map_or_else(
            || lines.iter().any(|(line, mark)| mark.is_of_body() && has_words(line)),
            |page| has_words(&page.raw),
        );
        if !has_text {
            let is_known = metadata.title.is_some() || metadata.url.is_some();
            return Err(if is_known { Lack::Text } else { Lack::Everything });
        }
        let is_cut_by_service = lines.last().is_some_and(|(line, _)| text::cut_mark(line).is_some());
        let (raw, markup, metadata) = if let Some(page) = page {
            (page.raw, page.markup, beside(metadata, page.metadata))
        } else {
            let (raw, markup) = laid_out(&lines, &metadata);
            (raw, markup, metadata)
        };
        let article = RawArticle {
            record: number,
            member: None,
            raw,
            encoding: self.encoding.clone(),
            metadata,
            front_matter: None,
            markup,
        };
        Ok(Written { article, is_cut_by_service, cut })
    }

    /// Values of the fields that hold `part`: those of the first that has any, and of those that are joined.
    fn values<'r>(&self, record: &'r Record<'_>, part: Part) -> Vec<(&'r str, &'r str)> {
        let mut found: Vec<(&str, &str)> = Vec::new();
        let mut parent: Option<&str> = None;
        for one in self.mapping.fields(part) {
            if !found.is_empty() && !one.join {
                continue;
            }
            // Lists in one object are read in the order of the file: a heading, its paragraphs.
            let object = one.field.rsplit_once('.').map(|(object, _)| object);
            if one.join && object.is_some() && object == parent {
                continue;
            }
            let siblings = |name: &str| {
                one.join
                    && object.is_some()
                    && self.mapping.fields(part).any(|other| {
                        other.join
                            && other.field == name
                            && other.field.rsplit_once('.').map(|(o, _)| o) == object
                    })
            };
            let values =
                record.fields.iter().filter(|field| field.name == one.field || siblings(&field.name));
            let before = found.len();
            found.extend(values.map(|field| (field.name.as_ref(), field.text.as_ref())));
            if found.len() > before && one.join {
                parent = object;
            }
        }
        found
    }

    fn body(&self, record: &Record<'_>, is_cut: &mut Cut) -> Text {
        let longest = self.file.limits.field_bytes as usize;
        let mut all: Vec<Line> = Vec::new();
        let mut room = longest;
        for (name, value) in self.values(record, Part::Body) {
            let shown = cut(value, room);
            is_cut.values |= shown.len() < value.len();
            room -= shown.len();
            match text::of_value(shown, self.file, &mut is_cut.pages) {
                Text::Page(page) if all.is_empty() => return Text::Page(page),
                Text::Page(page) => {
                    all.extend(crate::ingest::readers::lines(&page.raw).filter_map(|line| {
                        let line = line.of(&page.raw).trim();
                        (!line.is_empty()).then(|| (line.to_owned(), Mark::Body))
                    }));
                }
                Text::Lines(lines) => {
                    let is_heading = name.rsplit_once('.').is_some_and(|(_, leaf)| {
                        matches!(leaf, "headline" | "heading" | "subheading" | "subhead" | "title")
                    });
                    let marked = |(line, mark): Line| {
                        (line, if is_heading && mark == Mark::Body { Mark::Heading(2) } else { mark })
                    };
                    all.extend(lines.into_iter().map(marked));
                }
            }
        }
        Text::Lines(all)
    }

    fn metadata(&self, record: &Record<'_>) -> Metadata {
        let first = |part| {
            let values = self.values(record, part);
            values
                .first()
                .map(|(_, value)| text::line(cut(value, 4000), self.file))
                .filter(|line| !line.is_empty())
        };
        // Names and sections may be lists, of which none is the first.
        let list = |part| {
            let mut names: Vec<String> = Vec::new();
            for (_, value) in self.values(record, part).iter().take(50) {
                let name = text::line(unlisted(cut(value, 1000)).as_ref(), self.file);
                if !name.is_empty() && !names.contains(&name) {
                    names.push(name);
                }
            }
            (!names.is_empty()).then(|| names.join(", "))
        };
        let date = first(Part::Date);
        let standfirst: Vec<String> = self
            .values(record, Part::Standfirst)
            .iter()
            .take(20)
            .map(|(_, value)| text::line(cut(value, 8000), self.file))
            .filter(|line| !line.is_empty())
            .collect();
        let outlets = self.values(record, Part::Outlet);
        Metadata {
            title: first(Part::Headline),
            date: date.map(|date| dates::iso(&date, self.order).unwrap_or(date)),
            author: list(Part::Author),
            outlet: outlets
                .first()
                .map(|(_, value)| text::line(cut(value, 400), self.file))
                .filter(|name| !name.is_empty()),
            section: list(Part::Section),
            language: first(Part::Language),
            url: first(Part::Url),
            previous: None,
            next: None,
            standfirst: (!standfirst.is_empty()).then(|| standfirst.join(" ")),
            agency: first(Part::Agency),
            other: self.others(record),
        }
    }

    /// What is kept under its own name.
    fn others(&self, record: &Record<'_>) -> Vec<(String, String)> {
        let mut found: Vec<(String, String)> = Vec::new();
        for field in &record.fields {
            let said = self.mapping.uses.iter().find(|one| one.field == field.name).map(|one| one.part);
            let is_kept = match said {
                Some(Part::Other) => true,
                Some(_) => false,
                None => field.text.len() <= SHORT && found.len() < MOST_OTHERS,
            };
            if !is_kept {
                continue;
            }
            match found.last_mut() {
                Some((name, value)) if *name == field.name => {
                    if said.is_some() || value.len() + field.text.len() <= SHORT {
                        value.push_str(", ");
                        value.push_str(&field.text);
                    }
                }
                _ => found.push((field.name.clone().into_owned(), field.text.trim().to_owned())),
            }
        }
        found
    }
}

/// A list that a program wrote as text: `['Ada Kora', 'Jon Tolva']`.
fn unlisted(value: &str) -> std::borrow::Cow<'_, str> {
    let inner = value.trim().strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
    let Some(inner) = inner.filter(|inner| inner.trim_start().starts_with(['\'', '"'])) else {
        return value.into();
    };
    let names = inner.split(['\'', '"']).map(str::trim).filter(|name| !name.is_empty() && *name != ",");
    names.collect::<Vec<_>>().join(", ").into()
}

/// The beginning of `text`, at most so many bytes.
fn cut(text: &str, most: usize) -> &str {
    let mut end = text.len().min(most);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

/// What the record states, and beside it what the page in it does.
fn beside(record: Metadata, page: Metadata) -> Metadata {
    Metadata {
        title: record.title.or(page.title),
        date: record.date.or(page.date),
        author: record.author.or(page.author),
        outlet: record.outlet.or(page.outlet),
        section: record.section.or(page.section),
        language: record.language.or(page.language),
        url: record.url.or(page.url),
        previous: record.previous.or(page.previous),
        next: record.next.or(page.next),
        standfirst: record.standfirst.or(page.standfirst),
        agency: record.agency.or(page.agency),
        other: record.other.into_iter().chain(page.other).collect(),
    }
}

/// Letters and figures of the beginning of a line, to see whether two say the same.
fn key(text: &str) -> String {
    text.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).take(120).collect()
}

/// Headline, standfirst and body, one below the other.
fn laid_out(lines: &[Line], metadata: &Metadata) -> (String, Vec<Markup>) {
    let mut raw = String::with_capacity(lines.iter().map(|(line, _)| line.len() + 2).sum::<usize>() + 256);
    let mut markup = Vec::with_capacity(lines.len() + 1);
    let mut add = |text: &str, mark: Option<Mark>| {
        if !raw.is_empty() {
            raw.push_str("\n\n");
        }
        let from = raw.len();
        raw.push_str(text);
        if let Some(mark) = mark {
            markup.push(Markup { span: Span::new(from, raw.len()), mark });
        }
    };
    let mut rest = lines;
    if let Some(title) = &metadata.title {
        add(title, Some(Mark::Heading(1)));
        // Some texts begin with their headline.
        if let [(first, _), more @ ..] = lines
            && !more.is_empty()
            && first.len() < 400
            && key(first) == key(title)
        {
            rest = more;
        }
    }
    if let Some(lead) = &metadata.standfirst {
        let begin = key(&rest.iter().take(2).map(|(line, _)| line.as_str()).collect::<String>());
        let short = key(lead);
        let is_new = !short.is_empty() && !begin.starts_with(&short) && !short.starts_with(&begin);
        // A teaser that the text begins with, cut somewhere, says nothing of its own.
        let shared = short.chars().zip(begin.chars()).take_while(|(a, b)| a == b).count();
        if is_new && shared < 60 {
            add(lead, None);
        }
    }
    for (line, mark) in rest {
        add(line, Some(*mark));
    }
    raw.push('\n');
    (raw, markup)
}
