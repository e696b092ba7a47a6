//! Out of units with roles the parts of an article: paragraphs, captions, lines, language, problems.

use std::sync::Arc;

use super::page::{Page, Role, evidence};
use super::{captions, headline, paragraphs};
use crate::corpus::{
    Article, Completeness, Confidence, EvidenceKind, FurnitureKind, FurnitureReason, Inferred, Language,
    LineRole, Lines, Paragraph, Span,
};
use crate::text::language;

/// Paragraphs, captions and lines out of the units' roles.
pub(super) fn assemble(
    page: &Page<'_>,
    found: Option<&headline::Found>,
    front: Option<Span>,
) -> (Vec<Paragraph>, Vec<Span>, Lines) {
    let mut body: Vec<Paragraph> = Vec::new();
    let mut captions: Vec<Span> = Vec::new();
    let mut lines = Lines::blank(page.lines.iter().map(|line| line.span));
    let (mut caption_end, mut credit_first) = (usize::MAX, false);
    for (at, unit) in page.units.iter().enumerate() {
        let role = match &unit.role {
            Role::Body(kind) => {
                body.push(Paragraph { kind: *kind, span: paragraphs::words_of(page, at, *kind) });
                LineRole::Body(body.len() as u32 - 1)
            }
            Role::Caption => {
                // A credit right below its caption goes with it.
                let below = caption_end == at && !unit.gap_before;
                let alone = captions::is_credit_alone(page, at);
                // Or a credit stands above its caption.
                let joined = below && (alone || credit_first);
                credit_first = alone && !joined;
                match captions.last_mut() {
                    Some(last) if joined => last.to = unit.span.to,
                    _ => captions.push(unit.span),
                }
                caption_end = at + 1;
                LineRole::Caption(captions.len() as u32 - 1)
            }
            Role::Headline if found.is_some() => LineRole::Headline,
            Role::Standfirst => LineRole::Standfirst,
            Role::Credit => LineRole::Credit,
            Role::Date => LineRole::Date,
            Role::Section => LineRole::Section,
            Role::Furniture(kind, detail) => {
                LineRole::Furniture(FurnitureReason { kind: *kind, detail: Arc::clone(detail) })
            }
            Role::Open | Role::Headline => {
                LineRole::Furniture(FurnitureReason { kind: FurnitureKind::AfterEnd, detail: "".into() })
            }
        };
        lines.set_all(unit.lines.clone(), &role);
    }
    if let Some(front) = front {
        let detail = "front matter of the file".into();
        let aside = LineRole::Furniture(FurnitureReason { kind: FurnitureKind::Template, detail });
        for (at, info) in page.lines.iter().enumerate() {
            if lines.get(at).is_some_and(|line| line.role == LineRole::Blank)
                && !info.trimmed.is_empty()
                && info.span.from >= front.from
                && info.span.to <= front.to
            {
                lines.set(at, &aside);
            }
        }
    }
    (body, captions, lines)
}

/// Most of the body that the language is read from, in bytes.
const LANGUAGE_SAMPLE: usize = 600;

pub(super) fn language_of(page: &Page<'_>, body: &[Paragraph], stated: Option<&str>) -> Inferred<Language> {
    let mut sample = String::with_capacity(LANGUAGE_SAMPLE + 200);
    for paragraph in body {
        if sample.len() >= LANGUAGE_SAMPLE {
            break;
        }
        let text = paragraph.span.of(page.raw);
        let room = LANGUAGE_SAMPLE + 100 - sample.len();
        let cut = if text.len() > room {
            (0..=room).rev().find(|&at| text.is_char_boundary(at)).unwrap_or(0)
        } else {
            text.len()
        };
        sample.push_str(text.get(..cut).unwrap_or(""));
        sample.push(' ');
    }
    if sample.trim().is_empty() {
        for unit in &page.units {
            if matches!(unit.role, Role::Headline | Role::Standfirst) {
                sample.push_str(unit.span.of(page.raw));
            }
        }
    }
    let seen = language::detect(&sample);
    if let Some(stated) = stated
        && seen.confidence < Confidence::High
    {
        let code = stated.trim().split(['-', '_']).next().unwrap_or("").to_lowercase();
        let value = Language::from_code(&code);
        if value != Language::UNKNOWN {
            return Inferred {
                value,
                evidence: evidence(EvidenceKind::FileMetadata, stated),
                confidence: Confidence::High,
            };
        }
    }
    seen
}

/// What could not be decided, in plain sentences.
pub(in crate::ingest) fn problems(article: &Article) -> Vec<String> {
    let mut out: Vec<String> =
        super::kind::of(article).map(|kind| kind.told().to_owned()).into_iter().collect();
    if article.body.is_empty() {
        out.push("No running text was found".to_owned());
    }
    if article.headline.is_none() {
        out.push("No headline was found".to_owned());
    }
    if article.outlet.is_none() {
        out.push("The text does not name its outlet".to_owned());
    }
    match &article.published {
        None => out.push("No date of publication in the text".to_owned()),
        Some(p) if p.confidence == Confidence::Low => {
            out.push("The date could be read in two ways: day and month may be exchanged".to_owned());
        }
        Some(_) => {}
    }
    if article.completeness.value == Completeness::Truncated {
        out.push("The text is cut short".to_owned());
    }
    if article.encoding.had_errors {
        out.push(format!("Some bytes made no sense as {} and were replaced", article.encoding.name));
    }
    out
}
