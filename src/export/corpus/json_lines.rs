//! One JSON object a line and article, every part with its evidence.
//!
//! What is not known is null, an empty list is an answer. Texts are as they read: on one line, their typography kept. A
//! date is written as exactly as it is known: `2016-09-01`, `2016-09`, `2016`.

use std::borrow::Cow;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::{BATCH, Selected};
use crate::corpus::{Article, DatePrecision, Evidence, FurnitureReason, LineRole, Span};
use crate::text::normalise::for_reading;

pub(super) fn write(selected: Selected<'_>, out: &mut dyn Write) -> io::Result<()> {
    for (ids, batch) in selected.articles.chunks(BATCH).zip(selected.batches()) {
        let lines: Vec<Vec<u8>> = ids
            .par_iter()
            .zip(batch?)
            .map(|(&id, (article, words))| {
                let best = selected.corpus.versions_of(id).first().filter(|best| **best != id);
                let best = best.map(|best| selected.corpus.article(*best));
                let version_of = best.map(|best| VersionPart { path: &best.path, record: best.record });
                let mut line = serde_json::to_vec(&Row { version_of, ..Row::of(article, words) })?;
                line.push(b'\n');
                Ok(line)
            })
            .collect::<io::Result<_>>()?;
        lines.iter().try_for_each(|line| out.write_all(line))?;
    }
    Ok(())
}

/// One article. The fields' names and order are the keys of the JSON and never change.
#[derive(Debug, Serialize)]
struct Row<'a> {
    path: &'a str,
    record: u32,
    outlet: Option<OutletPart<'a>>,
    host: Option<&'a str>,
    wire: Option<&'a str>,
    published: Option<DatePart>,
    headline: Option<Cow<'a, str>>,
    standfirst: Option<Cow<'a, str>>,
    byline: Vec<&'a str>,
    section: Option<&'a str>,
    opinion: bool,
    language: Option<&'a str>,
    completeness: String,
    body: Vec<ParagraphPart<'a>>,
    captions: Vec<Cow<'a, str>>,
    furniture: Vec<FurniturePart<'a>>,
    encoding: &'a str,
    words: u32,
    problems: &'a [String],
    /// The files that it was put together of; only where each is a page.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pages: Vec<PagePart<'a>>,
    /// The version that counts in its place; only where another does.
    #[serde(skip_serializing_if = "Option::is_none")]
    version_of: Option<VersionPart<'a>>,
}

#[derive(Debug, Serialize)]
struct PagePart<'a> {
    path: &'a str,
    record: u32,
}

#[derive(Debug, Serialize)]
struct VersionPart<'a> {
    path: &'a str,
    record: u32,
}

#[derive(Debug, Serialize)]
struct OutletPart<'a> {
    name: &'a str,
    evidence: String,
    confidence: &'static str,
}

#[derive(Debug, Serialize)]
struct DatePart {
    date: String,
    precision: &'static str,
    evidence: String,
}

#[derive(Debug, Serialize)]
struct ParagraphPart<'a> {
    kind: &'static str,
    text: Cow<'a, str>,
}

#[derive(Debug, Serialize)]
struct FurniturePart<'a> {
    text: Cow<'a, str>,
    reason: String,
}

impl<'a> Row<'a> {
    fn of(article: &'a Article, words: u32) -> Self {
        let text = |span: Span| for_reading(article.text(span));
        let furniture = |(span, reason): (Span, &FurnitureReason)| FurniturePart {
            text: text(span),
            reason: reason.to_string(),
        };
        Self {
            path: &article.path,
            record: article.record,
            outlet: article.outlet.as_ref().map(|outlet| OutletPart {
                name: &outlet.value,
                evidence: in_words(&outlet.evidence),
                confidence: outlet.confidence.label(),
            }),
            host: article.host.as_ref().map(|host| &*host.value),
            wire: article.wire.as_ref().map(|wire| &*wire.value),
            published: article.published.as_ref().map(|published| DatePart {
                date: published.value.to_string(),
                precision: precision(published.value.precision),
                evidence: in_words(&published.evidence),
            }),
            headline: article.headline.as_ref().map(|headline| text(headline.value)),
            standfirst: article.standfirst.as_ref().map(|standfirst| text(standfirst.value)),
            byline: article.byline.iter().map(|name| &*name.value).collect(),
            section: article.section.as_ref().map(|section| &*section.value),
            opinion: article.is_opinion(),
            language: article.language.value.code(),
            completeness: article.completeness.value.to_string(),
            body: article
                .body
                .iter()
                .map(|one| ParagraphPart { kind: one.kind.label(), text: text(one.span) })
                .collect(),
            captions: article.captions.iter().map(|&span| text(span)).collect(),
            furniture: article
                .lines
                .iter()
                .filter_map(|line| match &line.role {
                    LineRole::Furniture(reason) => Some(furniture((line.span, reason))),
                    _ => None,
                })
                .collect(),
            encoding: article.encoding.name,
            words,
            problems: &article.problems,
            pages: article
                .pages
                .iter()
                .map(|page| PagePart { path: &page.path, record: page.record })
                .collect(),
            version_of: None,
        }
    }
}

/// `page furniture: “…”`.
fn in_words(evidence: &Evidence) -> String {
    let quote = for_reading(&evidence.quote);
    let label = evidence.kind.label();
    if quote.is_empty() { label.to_owned() } else { format!("{label}: “{quote}”") }
}

fn precision(precision: DatePrecision) -> &'static str {
    match precision {
        DatePrecision::Year => "year",
        DatePrecision::Month => "month",
        DatePrecision::Day => "day",
    }
}
