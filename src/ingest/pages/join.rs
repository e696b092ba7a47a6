//! One article out of its pages: texts one after the other, parts shifted, and what a page repeats put aside.

use std::sync::Arc;

use hashbrown::HashSet;

use super::Why;
use crate::corpus::{
    Article, ArticlePage, Completeness, Confidence, Evidence, EvidenceKind, FurnitureKind, FurnitureReason,
    Inferred, Language, Line, LineRole, Lines, Paragraph, ParagraphKind, Span, Turns,
};
use crate::ingest::anatomy;
use crate::text::{normalise, page_names};

/// Paragraphs of fewer bytes may be said twice: "No.", "And why?".
const SHORTEST_REPEATED: usize = 36;

/// The article of `pages`, in their order; `None` where there is nothing to join, or more than spans can point into.
pub(super) fn join(pages: &[&Article], why: Why) -> Option<Article> {
    let [first, _, ..] = pages else { return None };
    let bytes: usize = pages.iter().map(|page| page.raw.len() + 1).sum();
    if u32::try_from(bytes).is_err() {
        return None;
    }
    let mut whole = Whole {
        raw: String::with_capacity(bytes),
        pages: Vec::with_capacity(pages.len()),
        lines: Lines::default(),
        body: Vec::new(),
        captions: Vec::new(),
        seen: HashSet::new(),
        headline: page_names::of_headline(first.headline_text()).or_else(|| key(first.headline_text())),
    };
    for page in pages {
        whole.add(page);
    }
    let language = pages.iter().map(|page| &page.language).find(|one| one.value != Language::UNKNOWN);
    let damaged = pages.iter().find(|page| page.encoding.had_errors);
    let mut article = Article {
        path: Arc::clone(&first.path),
        record: first.record,
        raw: whole.raw.into(),
        address: pages.iter().find_map(|page| page.address.clone()),
        turns: Turns::default(),
        pages: whole.pages,
        encoding: damaged.unwrap_or(first).encoding.clone(),
        lines: whole.lines,
        outlet: known(pages, |page| &page.outlet),
        host: known(pages, |page| &page.host),
        wire: known(pages, |page| &page.wire),
        published: known(pages, |page| &page.published),
        // Those of the first page alone: its text stands first.
        headline: first.headline.clone(),
        standfirst: first.standfirst.clone(),
        byline: pages
            .iter()
            .map(|page| &page.byline)
            .find(|names| !names.is_empty())
            .cloned()
            .unwrap_or_default(),
        section: known(pages, |page| &page.section),
        opinion: known(pages, |page| &page.opinion),
        language: language.unwrap_or(&first.language).clone(),
        completeness: completeness(pages, why),
        body: whole.body,
        captions: whole.captions,
        problems: Vec::new(),
    };
    article.problems = anatomy::problems(&article);
    Some(article)
}

/// A part as the first page that has it says.
fn known<T: Clone>(pages: &[&Article], part: impl Fn(&Article) -> &Option<T>) -> Option<T> {
    pages.iter().find_map(|page| part(page).clone())
}

/// How much of the article its pages are: all of it where they say how many there are, and else what the last says.
fn completeness(pages: &[&Article], why: Why) -> Inferred<Completeness> {
    let kind = match why {
        Why::ByHand => EvidenceKind::ByHand,
        Why::Address => EvidenceKind::Address,
        Why::Headline => EvidenceKind::Layout,
        Why::FileName => EvidenceKind::FileName,
    };
    let of = pages.iter().filter_map(|page| match page.completeness.value {
        Completeness::Part { of, .. } => Some(usize::from(of)),
        _ => None,
    });
    let (count, of) = (pages.len(), of.max());
    let last = pages.last().map_or(Completeness::Unknown, |page| page.completeness.value);
    let (value, quote) = match of {
        Some(of) if count < of => (Completeness::Truncated, format!("{count} of {of} pages")),
        Some(_) => (Completeness::Full, format!("all {count} pages")),
        None => (last, format!("{count} pages")),
    };
    let is_sure = of.is_some() || why == Why::ByHand;
    let confidence = if is_sure { Confidence::High } else { Confidence::Medium };
    Inferred { value, evidence: Evidence { kind, quote: quote.into() }, confidence }
}

/// The letters and figures of a text, to see whether two say the same; `None` where there are none.
fn key(text: &str) -> Option<String> {
    let mut folded = String::new();
    normalise::fold(text, &mut folded);
    folded.retain(char::is_alphanumeric);
    (!folded.is_empty()).then_some(folded)
}

/// What was put together so far.
struct Whole {
    raw: String,
    pages: Vec<ArticlePage>,
    lines: Lines,
    body: Vec<Paragraph>,
    captions: Vec<Span>,
    /// Standfirst, paragraphs, captions, bylines and dates of the pages before.
    seen: HashSet<String>,
    headline: Option<String>,
}

impl Whole {
    fn add(&mut self, page: &Article) {
        if !self.raw.is_empty() && !self.raw.ends_with(['\n', '\r', '\u{2028}', '\u{2029}']) {
            self.raw.push('\n');
        }
        let is_first = self.pages.is_empty();
        let shift = u32::try_from(self.raw.len()).unwrap_or(u32::MAX);
        let moved =
            |span: Span| Span { from: span.from.saturating_add(shift), to: span.to.saturating_add(shift) };
        self.raw.push_str(&page.raw);
        self.pages.push(ArticlePage {
            path: Arc::clone(&page.path),
            record: page.record,
            encoding: page.encoding.clone(),
            span: Span { from: shift, to: shift.saturating_add(Span::new(0, page.raw.len()).to) },
        });

        let mut said: HashSet<String> = HashSet::new();
        let mut is_again = |text: &str, shortest: usize| {
            let Some(key) = key(text) else { return false };
            let is_again = text.len() >= shortest && self.seen.contains(&key);
            said.insert(key);
            is_again
        };
        // What later pages have as headline and standfirst is that of the article once more, or text of theirs.
        let headline = page.headline.as_ref().map(|one| one.value).filter(|_| !is_first);
        let headline = headline.map(|span| {
            let text = page.text(span);
            let is_same = page_names::of_headline(text).or_else(|| key(text)) == self.headline;
            (span, is_same)
        });
        let lead = page.standfirst.as_ref().map(|one| one.value);
        let lead = lead.map(|span| (span, is_again(page.text(span), 0))).filter(|_| !is_first);
        let own = [
            headline.filter(|(_, is_same)| !is_same).map(|(span, _)| (span, ParagraphKind::Subhead)),
            lead.filter(|(_, is_again)| !is_again).map(|(span, _)| (span, ParagraphKind::Paragraph)),
        ];
        let mut body: Vec<(Span, ParagraphKind)> = own.into_iter().flatten().collect();
        let is_repeated: Vec<bool> = page
            .body
            .iter()
            .map(|paragraph| is_again(page.text(paragraph.span), SHORTEST_REPEATED))
            .collect();
        let kept = page.body.iter().zip(&is_repeated).filter(|(_, is_repeated)| !**is_repeated);
        body.extend(kept.map(|(paragraph, _)| (paragraph.span, paragraph.kind)));
        body.sort_by_key(|(span, _)| span.from);
        let is_shown_again: Vec<bool> =
            page.captions.iter().map(|span| is_again(page.text(*span), SHORTEST_REPEATED)).collect();

        let index = |span: Span| {
            let at = body.binary_search_by_key(&span.from, |(own, _)| own.from).ok()?;
            u32::try_from(self.body.len() + at).ok()
        };
        let indices: Vec<Option<u32>> = page
            .body
            .iter()
            .zip(&is_repeated)
            .map(|(one, again)| if *again { None } else { index(one.span) })
            .collect();
        let mut captions: Vec<Option<u32>> = Vec::with_capacity(page.captions.len());
        let mut shown = self.captions.clone();
        for (span, again) in page.captions.iter().zip(&is_shown_again) {
            captions.push(if *again { None } else { u32::try_from(shown.len()).ok() });
            if !*again {
                shown.push(moved(*span));
            }
        }

        let again = |what: &str| {
            LineRole::Furniture(FurnitureReason {
                kind: FurnitureKind::Repetition,
                detail: format!("{what}, on page {}", self.pages.len()).into(),
            })
        };
        // A line of a part that became text of its own is in its paragraph where it lies over it.
        let own_line = |part: Option<(Span, bool)>, line: &Line, what: &str| match part {
            Some((span, false)) if span.from < line.span.to && line.span.from < span.to => {
                index(span).map_or_else(|| again(what), LineRole::Body)
            }
            _ => again(what),
        };
        for line in &page.lines {
            let at = |list: &[Option<u32>], at: u32| list.get(at as usize).copied().flatten();
            let role = match &line.role {
                LineRole::Body(paragraph) => {
                    at(&indices, *paragraph).map_or_else(|| again("a paragraph"), LineRole::Body)
                }
                LineRole::Caption(caption) => {
                    at(&captions, *caption).map_or_else(|| again("a caption"), LineRole::Caption)
                }
                LineRole::Headline if !is_first => own_line(headline, &line, "the headline"),
                LineRole::Standfirst if !is_first => own_line(lead, &line, "the standfirst"),
                LineRole::Credit | LineRole::Date | LineRole::Section
                    if is_again(page.text(line.span), 0) && !is_first =>
                {
                    again(match line.role {
                        LineRole::Credit => "the byline",
                        LineRole::Date => "the date",
                        _ => "the section",
                    })
                }
                other => other.clone(),
            };
            self.lines.push(&Line { span: moved(line.span), role });
        }
        self.body.extend(body.iter().map(|(span, kind)| Paragraph { kind: *kind, span: moved(*span) }));
        self.captions = shown;
        self.seen.extend(said);
    }
}
