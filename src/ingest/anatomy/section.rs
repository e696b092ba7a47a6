//! The section of the outlet, and whether the piece is opinion.

use std::sync::Arc;

use super::menus::{breadcrumb, is_home};
use super::page::{Page, Role, evidence};
use super::titles::title_key;
use super::words::{Theme, words};
use crate::corpus::{Confidence, EvidenceKind, FurnitureKind, Inferred, Span};

type Section = Option<Inferred<Arc<str>>>;

/// The section, out of what stands above the body. `named` is what a byline or title line said.
pub(super) fn decide(
    page: &mut Page<'_>,
    headline: Option<usize>,
    start: usize,
    named: Option<&str>,
) -> Section {
    let conclude = |value: &str, quote: &str, confidence| {
        Some(Inferred {
            value: value.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, ')' | '）')).into(),
            evidence: evidence(EvidenceKind::NamedInText, quote),
            confidence,
        })
    };
    if let Some(named) = named {
        return conclude(named, named, Confidence::High);
    }
    let anchor = headline.unwrap_or(start);
    let mut best: Option<(usize, usize)> = None;
    for at in 0..start.min(page.units.len()) {
        let unit = &page.units[at];
        if unit.shape.size > 60
            || !(unit.role == Role::Open || matches!(unit.role, Role::Furniture(FurnitureKind::Menu, _)))
        {
            continue;
        }
        if page.registry.section(page.text(at)).is_none() || in_menu(page, at) {
            continue;
        }
        let distance = anchor.abs_diff(at) + usize::from(at > anchor);
        if best.is_none_or(|(_, d)| distance < d) {
            best = Some((at, distance));
        }
    }
    if let Some((at, _)) = best {
        let text = page.text(at);
        page.set(at, Role::Section);
        return conclude(text, text, Confidence::High);
    }
    for at in 0..start.min(page.units.len()) {
        let unit = &page.units[at];
        if unit.shape.size > 200 {
            continue;
        }
        let text = page.text(at);
        let lower = text.to_lowercase();
        if let Some(label) = words().lists.section_labels.iter().find(|l| lower.starts_with(l.as_str())) {
            let value = text.get(label.len()..).unwrap_or("").trim();
            if !value.is_empty() && value.len() < 60 {
                page.set(at, Role::Section);
                return conclude(value, text, Confidence::High);
            }
        }
        if let Some(parts) = breadcrumb(page, text, &unit.shape)
            && let Some(value) = last_section(page, &parts, headline)
        {
            return conclude(value, text, Confidence::High);
        }
    }
    // "Politics | March 19, 2018": a part of the line of credits.
    for at in 0..start.min(page.units.len()) {
        let unit = &page.units[at];
        if !matches!(unit.role, Role::Date | Role::Credit | Role::Open) || unit.shape.size > 160 {
            continue;
        }
        let text = page.text(at);
        let parts: Vec<&str> = text
            .split(['|', '/', '•', '·', '｜', '／'])
            .flat_map(|p| p.split(" - "))
            .map(str::trim)
            .collect();
        if let Some(value) =
            parts.iter().find(|p| page.registry.section(p).is_some()).filter(|_| parts.len() > 1)
        {
            return conclude(value, text, Confidence::Medium);
        }
    }
    // A line that is an item of the page's own menu.
    let rows: Vec<usize> = (0..start.min(page.units.len()))
        .filter(|&u| {
            matches!(page.units[u].role, Role::Furniture(..) | Role::Open)
                && page.units[u].shape.words >= 4
                && page.units[u].shape.size < 300
                && page.units[u].prose == super::page::Prose::No
        })
        .collect();
    for at in 0..anchor.min(page.units.len()) {
        let unit = &page.units[at];
        if unit.role != Role::Open || unit.shape.size > 30 || unit.shape.length() > 4 || in_menu(page, at) {
            continue;
        }
        let text = page.text(at);
        if rows.iter().any(|&row| row != at && items(page.text(row)).any(|item| item == text)) {
            page.set(at, Role::Section);
            return conclude(text, text, Confidence::Medium);
        }
    }
    // "OPINION | COMMENTARY" right above the headline.
    if let Some(above) = headline.and_then(|h| h.checked_sub(1)) {
        let text = page.text(above);
        let parts: Vec<&str> = text.split(['|', '/', '｜', '／', '•', '·']).map(str::trim).collect();
        if (2..=3).contains(&parts.len()) && parts.iter().all(|p| page.registry.section(p).is_some()) {
            page.set(above, Role::Section);
            return conclude(parts.first().copied().unwrap_or(""), text, Confidence::High);
        }
    }
    // "Video", "Liveticker" above the headline: what the page is, where it names nothing else.
    let above = headline.unwrap_or(0).saturating_sub(2)..headline.unwrap_or(0);
    if let Some(at) = above.rev().find(|&u| !in_menu(page, u) && super::kind::is_mark(page.text(u))) {
        let text = page.text(at);
        page.set(at, Role::Section);
        return conclude(text, text, Confidence::Medium);
    }
    kicker(page, headline).and_then(|at| {
        let text = page.text(at).rsplit(['/', '／']).next().unwrap_or("").trim();
        page.set(at, Role::Section);
        conclude(text, text, Confidence::Low)
    })
}

/// The items of a row of links.
fn items(row: &str) -> impl Iterator<Item = &str> {
    row.split(['|', '｜', '·', '•', '\u{3000}', '\t'])
        .flat_map(|p| p.split("  "))
        .map(str::trim)
        .filter(|p| !p.is_empty())
}

/// The last part of a breadcrumb that is a section: not home, not the headline, not "text".
fn last_section<'t>(page: &Page<'_>, parts: &[&'t str], headline: Option<usize>) -> Option<&'t str> {
    let title = headline.map_or(0, |h| title_key(page.text(h)));
    let head = headline.map_or("", |h| page.text(h));
    let fits = |p: &&&'t str| {
        let cut = p.trim_end_matches(['.', '…', ' ']);
        !is_home(p)
            && p.chars().count() <= 32
            && title_key(p) != title
            && !(cut.len() > 10 && head.starts_with(cut))
            && page.registry.by_name(p).is_none()
            && p.chars().any(char::is_alphabetic)
    };
    let good: Vec<&&str> = parts.iter().filter(fits).collect();
    good.iter().rev().find(|p| page.registry.section(p).is_some()).or_else(|| good.last()).map(|p| **p)
}

/// Lines in a row, without a gap, that make a menu.
const MENU_RUN: usize = 4;

/// Whether a section name stands among other short lines of a menu.
fn in_menu(page: &Page<'_>, at: usize) -> bool {
    let like = |u: usize| {
        page.units.get(u).is_some_and(|unit| {
            let s = &unit.shape;
            let short =
                s.size < 40 && s.length() <= 4 && s.digits == 0 && s.ending == super::shape::Ending::None;
            let short = short && !page.looks_like_outlet(u);
            let role = match &unit.role {
                Role::Open | Role::Section => true,
                Role::Furniture(kind, _) => {
                    !matches!(kind, FurnitureKind::Masthead | FurnitureKind::Repetition)
                }
                _ => false,
            };
            short && role
        })
    };
    let joined = |lower: usize| page.units.get(lower).is_some_and(|u| !u.gap_before);
    let mut run = 1;
    let mut u = at;
    while run < MENU_RUN && u > 0 && joined(u) && like(u - 1) {
        u -= 1;
        run += 1;
    }
    let mut u = at;
    while run < MENU_RUN && joined(u + 1) && like(u + 1) {
        u += 1;
        run += 1;
    }
    run >= MENU_RUN
}

/// A short line of title words right above the headline, in no menu.
fn kicker(page: &Page<'_>, headline: Option<usize>) -> Option<usize> {
    let headline = headline?;
    let at = headline.checked_sub(1)?;
    let unit = page.units.get(at)?;
    let s = &unit.shape;
    let short = s.size <= 36
        && s.length() <= 4
        && s.digits == 0
        && s.ending == super::shape::Ending::None
        && s.letters + 3 > s.size - s.wide;
    let alone = at == 0 || unit.gap_before || page.units[at - 1].role != Role::Open;
    let above = (0..at).filter(|&u| page.is_open(u)).count();
    let capital = s.is_wide() || s.capitals >= 1 && s.capitals + 1 >= s.words.min(2);
    (unit.role == Role::Open && short && alone && capital && above <= 1 && !page.looks_like_outlet(at))
        .then_some(at)
}

/// Whether it is an opinion piece, and why.
pub(super) fn opinion(
    page: &Page<'_>,
    section: &Section,
    headline: Option<&str>,
    start: usize,
    end: usize,
) -> Option<Inferred<bool>> {
    let yes = |quote: &str, confidence| {
        Some(Inferred { value: true, evidence: evidence(EvidenceKind::NamedInText, quote), confidence })
    };
    if let Some(section) = section {
        let known = page.registry.section(&section.value).is_some_and(|s| s.opinion);
        if known || is_opinion_word(&section.value) {
            return yes(&section.value, Confidence::High);
        }
    }
    if let Some(headline) = headline {
        let lead = headline
            .split([':', '：', '|', '｜', '】', '》'])
            .next()
            .unwrap_or("")
            .trim_start_matches(['【', '《', '[', '（', '(', '<', '＜']);
        if lead.len() < headline.len() && is_opinion_word(lead.trim()) {
            return yes(lead, Confidence::High);
        }
    }
    for at in 0..start.min(page.units.len()) {
        let unit = &page.units[at];
        let menu = in_menu(page, at)
            || matches!(&unit.role, Role::Furniture(kind, _) if *kind != FurnitureKind::Menu && *kind != FurnitureKind::Masthead);
        if unit.shape.size > 80 || menu || unit.role == Role::Headline || unit.role == Role::Standfirst {
            continue;
        }
        let text = page.text(at);
        let crumb = unit.shape.has(super::shape::sign::ANGLE)
            || unit.shape.has(super::shape::sign::SLASH)
            || unit.shape.has(super::shape::sign::PIPE);
        let parts = text.split(['>', '/', '|', '›', '»', '｜', '／', '•', '·', '＞']).map(str::trim);
        if unit.shape.words <= 4 && is_opinion_word(text)
            || crumb
                && unit.shape.words <= 14
                && !matches!(&unit.role, Role::Furniture(_, d) if &**d == "row of links")
                && parts.clone().count() <= 5
                && parts.clone().any(is_opinion_word)
        {
            return yes(text, Confidence::High);
        }
        let lower = text.to_lowercase();
        if ["opinion by", "a column by", "commentary by", "opinion piece"].iter().any(|w| lower.contains(w)) {
            return yes(text, Confidence::High);
        }
    }
    for at in (start.max(end.saturating_sub(2))..page.units.len().min(end + 12))
        .chain(0..start.min(page.units.len()))
    {
        let unit = &page.units[at];
        if unit.shape.size > 600 {
            continue;
        }
        let disclaimer = page.phrases_in(unit.span).find(|h| h.theme == Theme::Disclaimer);
        if let Some(hit) = disclaimer {
            // "筆者は" is said in many a report; only a note after the text counts.
            let words = Span { from: hit.from, to: hit.to }.of(page.raw);
            if !matches!(unit.role, Role::Body(_)) || !words.contains('は') && !words.contains('系') {
                return yes(page.text(at), Confidence::Medium);
            }
        }
    }
    None
}

fn is_opinion_word(text: &str) -> bool {
    let lower = text.trim_matches(|c: char| !c.is_alphanumeric()).to_lowercase();
    words().opinion.contains(lower.as_str())
}
