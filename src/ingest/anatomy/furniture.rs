//! Lines that belong to the page and not to the article, wherever they stand.
//!
//! Phrases come from the registry; what cannot be listed is seen by its form: icon names glued
//! together, templates, breadcrumbs, prices, counters, rows of links. What only its place gives
//! away (above the headline, after the end) is decided in `body`. Rules here are careful with
//! running text: a paragraph is furniture only when a phrase makes up a good part of it.

use super::completeness::paging;
use super::facts::Finding;
use super::find::count_in_any_case;
use super::page::{Page, Prose, Role};
use super::shape::{Shape, sign};
use super::words::{Theme, words};
use crate::corpus::FurnitureKind;
use crate::ingest::readers::Mark;
use crate::ingest::registry::{MentionKind, OutletKind, Place};
use crate::text::runs::has_three;

/// Gives all units that are furniture by themselves their role.
pub(super) fn mark(page: &mut Page<'_>) {
    for at in 0..page.units.len() {
        if let Some((kind, detail)) = look(page, at) {
            page.put_aside(at, kind, detail);
        } else if let Some(kind) = goes_on(page, at) {
            page.put_aside(at, kind, "goes on from the line above");
        }
    }
}

/// Gives the units that the file's format says are furniture or captions their role.
pub(super) fn mark_as_said(page: &mut Page<'_>) {
    for at in 0..page.units.len() {
        match page.mark(at).map(|m| m.mark) {
            Some(Mark::Furniture(kind)) => page.put_aside(at, kind, "by its place in the page"),
            Some(Mark::Caption) => page.set(at, Role::Caption),
            _ => {}
        }
    }
}

/// The kind of the furniture line right above, when this line goes on with its sentence.
fn goes_on(page: &Page<'_>, at: usize) -> Option<FurnitureKind> {
    let (above, unit) = (page.units.get(at.checked_sub(1)?)?, page.units.get(at)?);
    let Role::Furniture(
        kind @ (FurnitureKind::Promotion
        | FurnitureKind::Wall
        | FurnitureKind::Advertising
        | FurnitureKind::Legal),
        _,
    ) = above.role
    else {
        return None;
    };
    let joined = !unit.gap_before && unit.prose < Prose::Strong && !above.shape.ends();
    (joined && page.text(at).starts_with(char::is_lowercase)).then_some(kind)
}

fn look(page: &Page<'_>, at: usize) -> Option<Finding> {
    let facts = &page.units.get(at)?.facts;
    if let Some(found) = facts.sure.get_or_init(|| by_signs(page, at)) {
        return Some(found.clone());
    }
    let phrase = facts.phrase.get_or_init(|| by_phrase(page, at)).as_ref();
    let phrase = phrase.filter(|(kind, _)| !is_part(page, at, *kind));
    phrase.or_else(|| facts.form.get_or_init(|| by_form(page, at)).as_ref()).cloned()
}

/// Furniture by signs that nothing outweighs.
fn by_signs(page: &Page<'_>, at: usize) -> Option<Finding> {
    let unit = page.units.get(at)?;
    let (text, s) = (page.text(at), &unit.shape);
    let found = |kind, detail: &str| Some((kind, detail.into()));
    if s.letters == 0 {
        return found(FurnitureKind::Ornament, "");
    }
    // The sign stands wherever one of these marks does.
    if s.has(sign::TEMPLATE)
        && ((text.contains("{{") || text.contains("${") || text.contains("<%")) && unit.prose < Prose::Strong
            || text.matches("{{").count() > 1)
    {
        return found(FurnitureKind::Template, "unrendered template");
    }
    if is_icons(text, s) {
        return found(FurnitureKind::Template, "icon names");
    }
    if s.size < 120 && (s.has(sign::DIGIT) || s.size < 20) && paging(text).is_some() {
        return found(FurnitureKind::Paging, "page numbers");
    }
    if let Some(detail) = own_phrase(page, at) {
        return found(if s.glued >= 3 { FurnitureKind::Template } else { FurnitureKind::Promotion }, &detail);
    }
    None
}

/// Furniture by a phrase that any site may have.
fn by_phrase(page: &Page<'_>, at: usize) -> Option<Finding> {
    let unit = page.units.get(at)?;
    let text = page.text(at);
    // No phrase is long enough to decide about a long paragraph.
    if unit.prose == Prose::Strong && text.len() > LONGEST_SLOGAN {
        return None;
    }
    let (kind, phrase) = page.generic_furniture(at)?;
    covers(phrase, text, unit.prose).then(|| (kind, phrase.into()))
}

/// Longest paragraph that may be furniture by a phrase, in bytes.
const LONGEST_SLOGAN: usize = 280;

/// Names, dates and sections are parts, not furniture, though menus hold the same words.
fn is_part(page: &Page<'_>, at: usize, kind: FurnitureKind) -> bool {
    let text = page.text(at);
    matches!(kind, FurnitureKind::Menu | FurnitureKind::Masthead) && text.len() < 60 && page.registry.section(text).is_some()
        || kind == FurnitureKind::Sharing && is_rubric(page, at)
        || matches!(kind, FurnitureKind::Paging | FurnitureKind::Menu | FurnitureKind::Ticker) && page.units.get(at).is_some_and(|u| u.shape.digits >= 5) && super::date::stamp(page, at).is_some()
        // A credit is not a masthead.
        || kind == FurnitureKind::Masthead && page.units.get(at).is_some_and(|u| u.shape.has(sign::DIGIT))
}

/// Whether the name of an opinion section stands right above a title at the top, not among buttons.
fn is_rubric(page: &Page<'_>, at: usize) -> bool {
    let titled = |u: &super::page::Unit| u.shape.length() >= 3 && u.shape.digits == 0;
    let buttons = at.checked_sub(1).is_some_and(|above| {
        page.units.get(above).is_some_and(|u| matches!(u.role, Role::Furniture(FurnitureKind::Sharing, _)))
    });
    at <= 5
        && !buttons
        && page.registry.section(page.text(at)).is_some_and(|s| s.opinion)
        && page.units.get(at + 1).is_some_and(titled)
}

/// Whether a phrase makes up enough of a line to decide what the line is.
pub(super) fn covers(phrase: &str, text: &str, prose: Prose) -> bool {
    match prose {
        Prose::Strong => phrase.len() * 5 >= text.len() * 2,
        Prose::Weak => phrase.len() * 4 >= text.len() || text.len() < 70,
        Prose::No => true,
    }
}

/// A phrase that only one outlet's or host's pages carry, when the line is little else.
fn own_phrase(page: &Page<'_>, at: usize) -> Option<String> {
    let unit = page.units.get(at)?;
    for mention in page.mentions_in(unit.span) {
        if mention.what == MentionKind::Furniture
            && (unit.prose < Prose::Strong && unit.span.len() < 4000
                || mention.span.len() * 2 >= unit.span.len())
        {
            let name = page.registry.outlet(mention.index).map_or("", |o| o.name.as_str());
            return Some(format!("{} (pages of {name})", mention.span.of(page.raw)));
        }
    }
    None
}

/// `false` where none of "icon", "svg" and "chevron" stands in `text`, whatever the case.
fn may_hold_icons(text: &str) -> bool {
    // Each has three letters that hardly stand together elsewhere.
    [*b"ico", *b"svg", *b"vro"].into_iter().any(|letters| has_three(text.as_bytes(), letters))
}

/// Icon names in a row, glued or not.
fn is_icons(text: &str, s: &Shape) -> bool {
    if text.len() < 8 || (s.stops > 0 || s.ends()) && s.glued < 4 {
        return false;
    }
    if s.capitals >= 2 && super::find::find(text, "Created with Sketch").is_some()
        || s.glued >= 3
            && s.glued * 4 >= s.words
            && !s.is_wide()
            && !s.has(sign::ADDRESS)
            && s.smalls * 3 <= s.words * 2 + 3
    {
        return true;
    }
    if text.len() > 4000 || !may_hold_icons(text) {
        return false;
    }
    let icons: usize = ["icon", "svg", "chevron"].iter().map(|mark| count_in_any_case(text, mark)).sum();
    if icons < 2 {
        return false;
    }
    let lower = text.to_ascii_lowercase();
    let pieces = lower.split(|c: char| !c.is_ascii_alphanumeric()).filter(|w| !w.is_empty());
    let (mut all, mut known) = (0_usize, 0_usize);
    for word in pieces {
        all += 1;
        known += usize::from(words().lists.icons.iter().any(|w| {
            word == w || (w.len() > 3 && (word.starts_with(w.as_str()) || word.ends_with(w.as_str())))
        }));
    }
    known * 5 >= all * 3 || icons * 4 >= all
}

/// Furniture by its form.
fn by_form(page: &Page<'_>, at: usize) -> Option<Finding> {
    let unit = page.units.get(at)?;
    let (text, s) = (page.text(at), &unit.shape);
    let found = |kind, detail: &str| Some((kind, detail.into()));
    if unit.prose == Prose::Strong && s.size > 400 {
        return None;
    }
    if s.has(sign::COPYRIGHT)
        && is_copyright(text, s)
        && !super::lines::with_lower_start(text, 24, |start| words().begins_caption(start))
    {
        return found(FurnitureKind::Legal, "copyright line");
    }
    if is_rights(page, at) {
        return found(FurnitureKind::Legal, "rights");
    }
    if super::menus::is_breadcrumb(page, text, s) {
        return found(FurnitureKind::Menu, "breadcrumb");
    }
    if unit.prose == Prose::No && super::menus::is_row_of_links(page, text, s) {
        return found(FurnitureKind::Menu, "row of links");
    }
    if s.size <= 70
        && s.length() >= 2
        && !s.ends()
        && unit.prose == Prose::No
        && super::completeness::offers_rest(page, at)
    {
        return found(FurnitureKind::Wall, "offers the rest of the text");
    }
    if s.has(sign::DIGIT)
        && unit.prose < Prose::Strong
        && page.phrases_in(unit.span).any(|h| h.theme == Theme::Wall)
        && super::completeness::says_how_much(text)
    {
        return found(FurnitureKind::Wall, "says how much is missing");
    }
    if s.has(sign::MONEY) && is_offer(text, s) {
        return found(FurnitureKind::Wall, "price");
    }
    if s.size < 40 && s.has(sign::DIGIT) && is_counter(text) {
        return found(FurnitureKind::Sharing, "counter");
    }
    if s.has(sign::DIGIT) && s.size < 220 && is_ticker(text, s) {
        return found(FurnitureKind::Ticker, "figures");
    }
    // " - " is a dash as well.
    let parted = sign::COLON | sign::PIPE | sign::ANGLE | sign::DASH | sign::BRACKET;
    if s.size < 160 && s.has(parted) && is_inline_link(text) {
        return found(FurnitureKind::Related, "link to another article");
    }
    if s.size < 200 && s.has(sign::ADDRESS) && is_bare_address(text, s) {
        return found(FurnitureKind::Menu, "web address");
    }
    None
}

/// "© 2018 Somebody": begins with the sign, or is short and says nothing else. A photo credit with
/// the same sign stands at the end of its caption.
fn is_copyright(text: &str, s: &Shape) -> bool {
    let start =
        text.trim_start_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '©' | 'Ⓒ' | 'ⓒ' | '('));
    let begins = start.starts_with(['©', 'Ⓒ', 'ⓒ'])
        || starts_with_ignoring_case(start, "(c)")
        || starts_with_ignoring_case(start, "copyright");
    begins
        && s.size < 300
        && (s.has(sign::DIGIT) || s.size > 24 || starts_with_ignoring_case(start, "copyright"))
        || s.size < 140 && s.has(sign::DIGIT) && !s.runs() && text.contains('©') && s.stops <= 1
}

fn is_rights(page: &Page<'_>, at: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    let s = &unit.shape;
    if s.size > 360 || s.letters < 6 || !page.phrases_in(unit.span).any(|h| h.theme == Theme::Rights) {
        return false;
    }
    let lower = page.text(at).to_lowercase();
    s.size < 200 || ["reserved", "may not be", "материалов", "转载", "転載"].iter().any(|w| lower.contains(w))
}

/// A price with what it buys.
fn is_offer(text: &str, s: &Shape) -> bool {
    if s.size > 240 || !s.has(sign::DIGIT) {
        return false;
    }
    let lower = text.to_lowercase();
    let period = [
        "month",
        "week",
        "year",
        "/mo",
        "per day",
        "annual",
        "месяц",
        "год",
        "月",
        "年",
        "monat",
        "mois",
        "mes ",
        "trial",
        "first ",
    ]
    .iter()
    .any(|p| lower.contains(p));
    let act = [
        "try ",
        "subscribe",
        "subscription",
        "offer",
        "only ",
        "just ",
        "save ",
        "get ",
        "join ",
        "unlimited",
        "access",
        "cancel anytime",
        "подписк",
        "订阅",
        "購読",
        "会員",
        "abo",
        "then ",
    ]
    .iter()
    .any(|p| lower.contains(p));
    period && act && (s.size < 120 || lower.contains("subscri"))
}

/// "12 comments", "Комментарии (5)", "1,234 views", "コメント 3件".
fn is_counter(text: &str) -> bool {
    let lower: String = text.to_lowercase().chars().filter(|c| c.is_alphabetic() || *c == ' ').collect();
    let counted = lower.split_whitespace().collect::<Vec<_>>().join(" ");
    words().counters.contains(counted.as_str())
}

/// Market figures and weather.
fn is_ticker(text: &str, s: &Shape) -> bool {
    if s.runs() && !s.is_wide() && s.smalls > 4 || s.ends() && s.stops == 0 && s.length() > 8 {
        return false;
    }
    if s.size < 60
        && !text.is_ascii()
        && (text.contains("°C") || text.contains("℃") || text.contains("°F") || text.contains("° C"))
        && s.length() <= 10
    {
        return true;
    }
    let changes = text.matches('%').count() + text.matches(['▲', '▼', '△', '▽', '↑', '↓']).count();
    changes >= 1 && s.digits * 3 >= s.letters && s.digits >= 4
}

/// A label and the title of another article on one line, between paragraphs.
fn is_inline_link(text: &str) -> bool {
    let text = text.trim_start_matches(|c: char| !c.is_alphanumeric() && c != '【');
    let Some(first) = text.chars().next().and_then(|c| c.to_lowercase().next()) else { return false };
    let mut labels = words().inline_labels.with(first).peekable();
    if labels.peek().is_none() {
        return false;
    }
    let lower = text.to_lowercase();
    labels.any(|label| {
        lower.strip_prefix(label).is_some_and(|rest| {
            let rest = rest.trim_start();
            rest.starts_with([':', '：', '|', '｜', '»', '>', '›', '▶', '►', '→'])
                || label.starts_with('【')
                || (rest.starts_with(['-', '–', '—']) && label.len() > 5)
        })
    })
}

/// An address with hardly a word around it.
fn is_bare_address(text: &str, s: &Shape) -> bool {
    let around = text.split_whitespace().filter(|w| !w.contains("://") && !w.starts_with("www.")).count();
    s.words <= 12 && around <= 6 && !s.ends()
}

/// Mastheads: the line is nothing but names of outlets or hosts.
pub(super) fn mark_mastheads(page: &mut Page<'_>, before: usize) {
    for at in 0..page.units.len() {
        if page.is_open(at) && is_masthead(page, at, before) {
            page.put_aside(at, FurnitureKind::Masthead, "name of the outlet");
        }
    }
}

/// Whether the unit is nothing but names of outlets; agencies are credits and stay.
pub(super) fn is_masthead(page: &Page<'_>, at: usize, before: usize) -> bool {
    let Some(unit) = page.units.get(at) else { return false };
    if unit.span.len() > 90 || at > before && !unit.gap_before {
        return false;
    }
    let mentions = page.mentions_in(unit.span);
    let mut covered = 0;
    for m in mentions {
        let Some(outlet) = page.registry.outlet(m.index) else { continue };
        if m.what == MentionKind::Furniture || outlet.kind == OutletKind::Agency && m.place != Place::Line {
            return false;
        }
        if outlet.kind == OutletKind::Agency {
            return false;
        }
        covered += m.span.of(page.raw).chars().filter(|c| c.is_alphanumeric()).count();
    }
    let letters = page.text(at).chars().filter(|c| c.is_alphanumeric()).count();
    covered > 0
        && (covered == letters
            || covered * 10 >= letters * 6
                && page.text(at).contains(['/', '|', '｜', '／'])
                && !unit.shape.has(sign::DIGIT)
                && page.registry.section(page.text(at)).is_none()
                && letters - covered <= 12)
}

/// ASCII prefix without regard to case.
pub(super) fn starts_with_ignoring_case(text: &str, prefix: &str) -> bool {
    text.get(..prefix.len()).is_some_and(|start| start.eq_ignore_ascii_case(prefix))
}
