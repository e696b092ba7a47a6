//! Where the body begins and ends, and what its units are.
//!
//! The body is the running text. Above it stand headline and credits, below it what the page adds.
//! It begins with a dateline or with the first paragraph below the credits, and ends where
//! furniture closes it and running text does not resume. In the middle, what is in doubt stays body.

use super::date;
use super::page::{Page, Prose, Role};
use super::service::is_service;
use super::shape::Shape;
use super::wire;

/// The first and the last unit of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Extent {
    /// First unit.
    pub start: usize,
    /// Last unit.
    pub end: usize,
}

/// Finds the body. `None` on a page without any sentence.
pub(super) fn locate(page: &Page<'_>) -> Option<Extent> {
    if let Some((start, end)) = page.located {
        return Some(Extent { start, end });
    }
    let start = start(page)?;
    Some(Extent { start, end: super::ending::end(page, start) })
}

/// Whether a unit is a line of credits: a stamp of a date, a byline, an agency.
pub(super) fn is_meta(page: &Page<'_>, at: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    if unit.shape.size > 240 || unit.prose == Prose::Strong {
        return false;
    }
    if matches!(unit.role, Role::Date | Role::Credit) {
        return true;
    }
    date::stamp(page, at).is_some()
        || date::is_day_alone(page, at)
        || unit.shape.size < 160
            && (wire::is_credit_line(page, at) || page.byline(at).is_some_and(|c| c.said))
}

/// Whether a unit may be running text of the article.
pub(super) fn is_text(page: &Page<'_>, at: usize, least: Prose) -> bool {
    page.units.get(at).is_some_and(|u| u.role == Role::Open && u.prose >= least)
}

fn start(page: &Page<'_>) -> Option<usize> {
    let strong = (0..page.units.len()).find(|&u| {
        is_text(page, u, Prose::Strong)
            && !is_service(page, u)
            && !is_meta(page, u)
            && !looks_like_title(page, u)
    });
    let Some(mut start) = strong else { return weak_start(page) };
    // A dateline says where the text begins: what stands above it is standfirst or caption.
    if wire::dateline(page.text(start)).is_none() {
        let mut between = 0;
        for u in start + 1..page.units.len().min(start + 8) {
            if !is_text(page, u, Prose::Weak) {
                continue;
            }
            if wire::dateline(page.text(u)).is_some() && is_text(page, u, Prose::Strong) {
                start = u;
                break;
            }
            between += 1;
            if between > 2 || page.units[u].shape.size > 320 || page.units[start].shape.size > 420 {
                break;
            }
        }
    }
    // Credits below a paragraph: it was the standfirst.
    let stamped = (0..start).any(|u| page.is_open(u) && date::stamp(page, u).is_some());
    let mut size = 0;
    let mut paragraphs = 0;
    let first = start;
    for u in first..page.units.len().min(first + 10) {
        let unit = &page.units[u];
        if unit.role != Role::Open {
            continue;
        }
        if unit.prose > Prose::No && !is_meta(page, u) {
            paragraphs += 1;
            size += unit.shape.size;
            if paragraphs > 2 || size > 560 {
                break;
            }
        } else if u > first && is_meta(page, u) && !(stamped && date::stamp(page, u).is_some_and(|s| s.pure))
        {
            let after =
                (u + 1..page.units.len()).find(|&v| is_text(page, v, Prose::Weak) && !is_meta(page, v));
            let mass: u32 = (u + 1..page.units.len())
                .filter(|&v| is_text(page, v, Prose::Weak))
                .map(|v| page.units[v].shape.size)
                .sum();
            if let Some(after) = after
                && mass > size
                && page.units[after].prose == Prose::Strong
            {
                start = after;
            }
        }
    }
    start = below_lead(page, start);
    start = below_credits(page, start);
    // Short sentences right above belong to the body where nothing parts them from it.
    while start > 0 && belongs_to(page, start - 1, start) {
        start -= 1;
    }
    Some(start)
}

/// The start, moved up over short sentences to the line of credits above them: what stands below
/// the credits is body, however short.
fn below_credits(page: &Page<'_>, start: usize) -> usize {
    if wire::dateline(page.text(start)).is_some() {
        return start;
    }
    let mut first = start;
    while first > 0 && start - first < 12 {
        let above = first - 1;
        if is_meta(page, above) {
            return first;
        }
        let sentence = is_text(page, above, Prose::Weak) && page.units[above].shape.ends();
        if !sentence || is_service(page, above) || super::byline::in_note(page.text(above)).is_some() {
            return start;
        }
        first = above;
    }
    start
}

/// The start of a marked-up text whose first paragraph, right below the title, is much shorter than
/// the next: there it is the standfirst.
fn below_lead(page: &Page<'_>, start: usize) -> usize {
    let titled =
        start.checked_sub(1).is_some_and(|above| page.headline_mark(page.units[above].span).is_some());
    let next = page.units.get(start + 1).filter(|u| u.role == Role::Open && u.prose == Prose::Strong);
    match next {
        Some(next)
            if titled
                && page.units[start].shape.size * 2 < next.shape.size
                && page.units[start].shape.size < 160 =>
        {
            start + 1
        }
        _ => start,
    }
}

/// Whether a long line is a title after all: no sentence end, and a copy of it stands elsewhere.
fn looks_like_title(page: &Page<'_>, at: usize) -> bool {
    let unit = &page.units[at];
    if unit.shape.size > 220 || unit.shape.stops > 1 {
        return false;
    }
    let text = page.text(at);
    (0..page.units.len())
        .any(|u| u != at && page.units[u].span.len() == unit.span.len() && page.text(u) == text)
}

/// Whether the short sentence at `at` is the body's beginning rather than a standfirst.
fn belongs_to(page: &Page<'_>, at: usize, start: usize) -> bool {
    let (unit, next) = (&page.units[at], &page.units[start]);
    if unit.role != Role::Open
        || unit.prose != Prose::Weak
        || !unit.shape.ends()
        || is_meta(page, at)
        || is_service(page, at)
        || super::byline::in_note(page.text(at)).is_some()
    {
        return false;
    }
    if wire::dateline(page.text(at)).is_some() {
        return true;
    }
    if wire::dateline(page.text(start)).is_some() || unit.shape.size < 24 {
        return false;
    }
    // Something that can be the headline must be left above.
    let above = (0..at).any(|u| {
        page.is_open(u)
            && page.units[u].shape.length() >= 3
            && page.units[u].shape.size < 260
            && !is_meta(page, u)
    });
    let same_block = !next.gap_before && unit.gap_before;
    above && !same_block && !looks_like_title(page, at) && !is_question_title(&unit.shape, page, at)
}

/// "Who pays?" right above the text is a title.
fn is_question_title(s: &Shape, page: &Page<'_>, at: usize) -> bool {
    s.size < 90 && page.text(at).ends_with(['?', '？', '!', '！'])
}

/// Where a page of short sentences only begins.
fn weak_start(page: &Page<'_>) -> Option<usize> {
    let open: Vec<usize> = (0..page.units.len())
        .filter(|&u| is_text(page, u, Prose::Weak) && !is_meta(page, u) && !is_service(page, u))
        .collect();
    let first = *open.first()?;
    // The headline may be a sentence too.
    let above = (0..first).any(|u| page.is_open(u) && page.units[u].shape.length() >= 3 && !is_meta(page, u));
    match open.get(1) {
        Some(&second) if !above && page.units[first].shape.size < 160 && page.units[first].gap_after => {
            Some(second)
        }
        _ => Some(first),
    }
}
