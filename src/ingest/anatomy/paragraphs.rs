//! What the units of the body are: paragraphs, subheads, list items, quotations; and what furniture
//! stands between them. What is in doubt stays body.

use super::body::{Extent, is_meta};
use super::ending::{Closer, closer, prose_run};
use super::page::{Page, Prose, Role};
use super::shape::Ending;
use super::{captions, completeness, wire};
use crate::corpus::{FurnitureKind, ParagraphKind, Span};

/// Whether a line is an item of a list.
pub(super) fn is_item(text: &str) -> bool {
    if text.starts_with(['•', '●', '▪', '◦', '‣', '■', '◆', '★', '✔', '➤', '·', '・', '○', '◇', '◎'])
    {
        return true;
    }
    for bullet in ["- ", "* ", "– ", "— "] {
        if text.starts_with(bullet) {
            // A dash opens speech in Russian and French; an item is short.
            return text.len() < 200 || bullet == "* ";
        }
    }
    let figures = text.bytes().take_while(u8::is_ascii_digit).count();
    (1..=2).contains(&figures)
        && text.get(figures..).is_some_and(|rest| {
            (rest.starts_with(". ") || rest.starts_with(") ") || rest.starts_with('、')) && rest.len() < 300
        })
}

/// Gives the units of the body their roles; what furniture enclosed in the middle is put aside.
pub(super) fn assign(page: &mut Page<'_>, extent: Extent) {
    let Extent { start, end } = extent;
    if page.located.is_some() {
        as_marked(page, extent);
        return;
    }
    let mut closed = None;
    let mut at = start;
    while at <= end && at < page.units.len() {
        let unit = &page.units[at];
        match &unit.role {
            Role::Furniture(..) => {
                let firm = closer(page, at);
                closed = closed.max(Some(firm));
                at += 1;
            }
            Role::Open if unit.prose > Prose::No => {
                let inside_list =
                    closed >= Some(Closer::Strong) && unit.prose == Prose::Weak && follows_list(page, at);
                if inside_list {
                    page.put_aside(at, FurnitureKind::Related, "between links to other articles");
                } else {
                    closed = None;
                    let kind = kind_of(page, at);
                    page.set(at, Role::Body(kind));
                }
                at += 1;
            }
            Role::Open => {
                let run = (at..=end)
                    .take_while(|&u| page.units[u].role == Role::Open && page.units[u].prose == Prose::No)
                    .count();
                titles(page, at, run, closed >= Some(Closer::Strong));
                at += run;
            }
            _ => at += 1,
        }
    }
}

/// Gives the units of a body that the reader has found the roles that its marks say.
fn as_marked(page: &mut Page<'_>, extent: Extent) {
    for at in extent.start..=extent.end.min(page.units.len().saturating_sub(1)) {
        if !page.is_open(at) {
            continue;
        }
        match marked(page, at) {
            Some(kind) => page.set(at, Role::Body(kind)),
            None if is_meta(page, at) => page.set(at, Role::Credit),
            None => page.put_aside(at, FurnitureKind::AfterEnd, "between the paragraphs"),
        }
    }
}

fn follows_list(page: &Page<'_>, at: usize) -> bool {
    at > 0
        && matches!(page.units[at - 1].role, Role::Furniture(FurnitureKind::Related, _))
        && prose_run(page, at) < 2
}

/// Roles of `run` units without sentences in the middle of the body.
fn titles(page: &mut Page<'_>, at: usize, run: usize, closed: bool) {
    for u in at..at + run {
        let text = page.text(u);
        let s = page.units[u].shape;
        if closed && !is_item(text) && (run > 1 || !page.units[u].gap_before) {
            page.put_aside(u, FurnitureKind::Related, "between links to other articles");
        } else if is_signature(page, u) {
            page.set(u, Role::Credit);
        } else if let Some(kind) = marked(page, u) {
            page.set(u, Role::Body(kind));
        } else if s.ending == Ending::Colon && text.starts_with(['—', '–', '―']) {
            // Somebody begins to speak.
            page.set(u, Role::Body(ParagraphKind::Paragraph));
        } else if is_item(text) && !is_numbered_heading(page, u) {
            page.set(u, Role::Body(ParagraphKind::ListItem));
        } else if captions::credit(page, u).is_some() {
            page.set(u, Role::Caption);
        } else if s.ending == Ending::Colon || is_torn(page, u) {
            page.set(u, Role::Body(ParagraphKind::Paragraph));
        } else if s.size <= 130 && s.ending != Ending::Comma && run <= 2 && s.letters > s.digits {
            page.set(u, Role::Body(ParagraphKind::Subhead));
        } else if run >= 3 && s.size <= 130 {
            page.set(u, Role::Body(ParagraphKind::ListItem));
        } else {
            page.set(u, Role::Body(ParagraphKind::Paragraph));
        }
    }
}

/// "2. Who lives there" between paragraphs is a heading, not an item.
fn is_numbered_heading(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    let figures = page.text(at).starts_with(|c: char| c.is_ascii_digit());
    let strong =
        |u: Option<usize>| u.and_then(|u| page.units.get(u)).is_some_and(|u| u.prose == Prose::Strong);
    figures && unit.gap_before && unit.gap_after && strong(at.checked_sub(1)) && strong(Some(at + 1))
}

/// Whether a line without an end is running text that a wall cut off.
fn is_torn(page: &Page<'_>, at: usize) -> bool {
    let s = &page.units[at].shape;
    let running = s.runs() && s.length() >= 8 && (s.is_wide() && s.size >= 30 || s.smalls * 2 >= s.words);
    running && (at + 1..page.units.len().min(at + 3)).any(|u| completeness::offers_rest(page, u))
}

/// An outlet or agency alone on a line in the middle: who wrote the part that follows.
fn is_signature(page: &Page<'_>, at: usize) -> bool {
    wire::is_credit_line(page, at) || super::furniture::is_masthead(page, at, usize::MAX)
}

fn kind_of(page: &Page<'_>, at: usize) -> ParagraphKind {
    let text = page.text(at);
    if let Some(kind) = marked(page, at) {
        return kind;
    }
    if text.starts_with("> ") {
        return ParagraphKind::Quotation;
    }
    if is_item(text) && !text.starts_with(['—', '–']) && neighbour_item(page, at) {
        return ParagraphKind::ListItem;
    }
    // "Why now?" between paragraphs is a heading.
    let s = &page.units[at].shape;
    let numbered = u32::from(text.starts_with(|c: char| c.is_ascii_digit()));
    let asks = s.size <= 60
        && s.stops <= numbered
        && text.ends_with(['?', '？'])
        && !text.contains(['"', '“', '«', '「', '—']);
    let parted = page.units[at].gap_before && page.units[at].gap_after;
    let followed = page.units.get(at + 1).is_some_and(|next| {
        next.prose > Prose::No && next.shape.size > s.size && !page.text(at + 1).ends_with(['?', '？'])
    });
    if asks && parted && followed && at > 0 && page.units[at - 1].prose == Prose::Strong {
        return ParagraphKind::Subhead;
    }
    ParagraphKind::Paragraph
}

/// The words of a unit of the body, without the mark of a list item, a heading or a quotation.
pub(super) fn words_of(page: &Page<'_>, at: usize, kind: ParagraphKind) -> Span {
    let Some(unit) = page.units.get(at) else { return Span::default() };
    let span = unit.span;
    if let Some(mark) = page.mark(at) {
        return mark.span;
    }
    let text = page.text(at);
    let bare = match kind {
        ParagraphKind::ListItem => text.trim_start_matches(|c: char| {
            c.is_whitespace()
                || matches!(
                    c,
                    '•' | '●'
                        | '▪'
                        | '◦'
                        | '‣'
                        | '■'
                        | '◆'
                        | '★'
                        | '✔'
                        | '➤'
                        | '·'
                        | '・'
                        | '○'
                        | '◇'
                        | '◎'
                        | '*'
                        | '-'
                        | '–'
                        | '—'
                )
        }),
        ParagraphKind::Quotation => text.trim_start_matches(['>', ' ']),
        ParagraphKind::Subhead => text.trim_start_matches(['#', ' ']),
        ParagraphKind::Paragraph => text,
    };
    if bare.is_empty() { span } else { Span { from: span.to - bare.len() as u32, to: span.to } }
}

/// One line that begins with a figure is no list.
fn neighbour_item(page: &Page<'_>, at: usize) -> bool {
    page.text(at).starts_with(['•', '●', '▪', '■', '◆'])
        || at > 0 && is_item(page.text(at - 1))
        || at + 1 < page.units.len() && is_item(page.text(at + 1))
}

/// What the file's format says a unit is.
fn marked(page: &Page<'_>, at: usize) -> Option<ParagraphKind> {
    page.mark(at)?.mark.kind()
}
