//! When the article was published.
//!
//! `dates` finds dates; this file says what each is for. A stamp of publication counts; stamps of
//! updates, of pictures, of today, of whoever saved the page do not, nor does a date in prose. An
//! update stamp on the byline's own line is all that some sites print: it is taken, less surely.

use super::captions;
use super::dates::{self, FoundDate};
use super::page::{Page, Prose, Role, evidence};
use super::shape::{Shape, sign};
use super::words::{Theme, words};
use crate::corpus::{Confidence, DatePrecision, Evidence, EvidenceKind, Inferred, Published, Span};
use crate::ingest::registry::DateOrder;

/// What a stamp is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    /// Says that it is the date of publication.
    Published,
    /// Says that it is the date of a change.
    Updated,
    /// Says nothing.
    Bare,
}

/// A line that stamps a date.
#[derive(Debug, Clone, Copy)]
pub(super) struct Stamp {
    /// The date.
    pub date: FoundDate,
    /// What it is for.
    pub label: Label,
    /// The line holds nothing but dates, times and labels.
    pub pure: bool,
}

/// Longest line that can be a stamp, in columns.
const LONGEST: u32 = 260;

/// The stamp of a unit, if it is one.
pub(super) fn stamp(page: &Page<'_>, at: usize) -> Option<Stamp> {
    *page.units.get(at)?.facts.stamp(page.order).get_or_init(|| read_stamp(page, at))
}

fn read_stamp(page: &Page<'_>, at: usize) -> Option<Stamp> {
    let unit = page.units.get(at)?;
    let s = &unit.shape;
    if s.digits < 3 && !s.is_wide() || s.size > LONGEST || !s.has(sign::DIGIT) && !s.is_wide() || s.stops > 4
    {
        return None;
    }
    let text = page.text(at);
    if !s.has(sign::DIGIT) && !text.contains('年') {
        return None;
    }
    let mut found = Vec::new();
    dates::scan(text, page.order, &mut found);
    if found.is_empty() {
        return None;
    }
    let base = unit.span.from;
    let mut best: Option<(FoundDate, Label)> = None;
    for (i, date) in found.iter().enumerate() {
        let from = base + if i == 0 { 0 } else { found[i - 1].span.to };
        let place = Span { from: base + date.span.from, to: base + date.span.to };
        // A label stands before its date, in Chinese and Japanese often after it.
        let follows = i + 1 == found.len() || s.wide > 0;
        let to = base
            + if follows {
                found.get(i + 1).map_or(text.len() as u32, |next| next.span.from)
            } else {
                date.span.to
            };
        let label = label(page, from, place, to);
        let Some(label) = label else { continue };
        let rank = |l: Label| match l {
            Label::Published => 2,
            Label::Bare => 1,
            Label::Updated => 0,
        };
        if best.is_none_or(|(_, l)| rank(label) > rank(l)) {
            best = Some((*date, label));
        }
    }
    let (date, label) = best?;
    let rest = residue(page, unit.span, &found);
    let pure = rest == 0;
    if date.short_year && !(pure || label == Label::Published) {
        return None;
    }
    let clock = has_clock(text, &found);
    let parted = s.has(sign::PIPE)
        || s.has(sign::SLASH)
        || text.contains(['•', '·', '—', '–', '/'])
        || text.contains(" - ");
    let named = !page.mentions_in(unit.span).is_empty();
    let said = label != Label::Bare;
    let running = unit.prose == Prose::Strong || unit.prose == Prose::Weak && s.smalls > 3 && !said;
    let fits = pure
        || rest <= 14 && (clock || said) && !running
        || rest <= 6 && (parted || named || s.is_wide()) && !running;
    (fits && !captions::is_credited(page, at)).then_some(Stamp { date, label, pure })
}

/// What a date is for by the words before it (`from` to its beginning) and after it (up to `to`);
/// `None` when it is not the article's. All are bytes of the page.
fn label(page: &Page<'_>, from: u32, date: Span, to: u32) -> Option<Label> {
    let last =
        |span: Span, theme: Theme| page.phrases_in(span).filter(|h| h.theme == theme).map(|h| h.from).max();
    let before = Span { from, to: date.from };
    let published = last(before, Theme::Published);
    let updated = last(before, Theme::Updated);
    let other = last(before, Theme::OtherDate);
    if other.is_some() && other > published && other > updated {
        return None;
    }
    match (published, updated) {
        (Some(p), Some(u)) if p >= u => return Some(Label::Published),
        (Some(_), None) => return Some(Label::Published),
        (_, Some(_)) => return Some(Label::Updated),
        _ => {}
    }
    let after = Span { from: date.to, to }.of(page.raw);
    let after = after.split(['/', '|', '(', '（', '／', '｜']).next().unwrap_or("");
    let after = after.char_indices().nth(24).map_or(after, |(at, _)| after.get(..at).unwrap_or(after));
    let near = Span { from: date.to, to: date.to + after.len() as u32 };
    let updated = page.phrases_in(near).filter(|h| h.theme == Theme::Updated).map(|h| h.to).max();
    // "October 30, 2021  Updated 3 years ago": what follows the label is another time.
    let own = |from: u32| {
        let rest = Span { from, to }.of(page.raw);
        rest.chars().any(crate::text::script::is_cjk) || !rest.contains(|c: char| c.is_ascii_digit())
    };
    if updated.is_some_and(own) {
        return Some(Label::Updated);
    }
    if ["まで", "現在", "閲覧", "取得", "アクセス"].iter().any(|w| after.contains(w)) {
        return None;
    }
    if last(near, Theme::Published).is_some() {
        return Some(Label::Published);
    }
    Some(Label::Bare)
}

/// How many words of a line are neither dates nor said of dates, two CJK characters for a word.
fn residue(page: &Page<'_>, line: Span, found: &[FoundDate]) -> usize {
    let text = line.of(page.raw);
    let mut said: Vec<(usize, usize)> =
        found.iter().map(|d| (d.span.from as usize, d.span.to as usize)).collect();
    let labels = page.phrases_in(line).filter(|h| matches!(h.theme, Theme::Published | Theme::Updated));
    said.extend(labels.map(|h| ((h.from - line.from) as usize, (h.to - line.from) as usize)));
    said.sort_unstable();
    said.push((text.len(), text.len()));
    let (mut rest, mut wide, mut from) = (0, 0, 0);
    let mut lower = String::new();
    for (to, next) in said {
        let part = text.get(from..to.max(from)).unwrap_or("");
        from = from.max(next);
        for word in part.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '\''))) {
            let word = word.trim_matches(['.', '-']);
            if word.is_empty() || word.chars().all(char::is_numeric) {
                continue;
            }
            lower.clear();
            lower.extend(word.chars().flat_map(char::to_lowercase));
            if words().beside_dates.contains(lower.as_str()) {
                continue;
            }
            let cjk = lower.chars().filter(|c| crate::text::script::is_cjk(*c)).count();
            if cjk > 0 {
                wide += lower
                    .chars()
                    .filter(|c| crate::text::script::is_cjk(*c) && !OF_CLOCKS.contains(*c))
                    .count();
            } else if !lower
                .trim_matches(|c: char| {
                    c.is_numeric() || matches!(c, 'h' | 't' | 'z' | '.' | 'p' | 'm' | 'a')
                })
                .is_empty()
            {
                // "14h05", "10:12:33z", "5pm" are times.
                rest += 1;
            }
        }
    }
    rest + wide.div_ceil(2)
}

/// Whether a line above the text holds nothing but a day without its year, or of a calendar that is not read:
/// "14 ФЕВРАЛЯ, 11:20", "22 ذو القعدة 1443 هـ".
pub(super) fn is_day_alone(page: &Page<'_>, at: usize) -> bool {
    at <= HEAD
        && page.units.get(at).is_some_and(|unit| {
            *unit.facts.day_alone.get_or_init(|| holds_day_alone(page.text(at), &unit.shape))
        })
        && page.units.iter().take(at).all(|u| u.prose < Prose::Strong)
}

fn holds_day_alone(text: &str, s: &Shape) -> bool {
    if s.digits == 0 || s.digits > 14 || s.size > 60 {
        return false;
    }
    let mut named = false;
    for word in text.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()) {
        if word.chars().all(char::is_numeric) {
            continue;
        }
        let day = || word.contains('月') && word.chars().all(|c| c.is_numeric() || OF_CLOCKS.contains(c));
        if dates::is_month(word) || super::months::HIJRI.contains(&word) || day() {
            named = true;
        } else if !words().beside_dates.contains(word.to_lowercase().as_str()) {
            return false;
        }
    }
    named
}

/// Units in which a line above the text may stand.
const HEAD: usize = 30;

/// Characters of dates and times.
const OF_CLOCKS: &str = "年月日時分时秒点午前後后上下";

/// Whether a time of day stands beside the dates: "13:14", "14h05", "5時00分".
fn has_clock(text: &str, found: &[FoundDate]) -> bool {
    let bytes = text.as_bytes();
    let inside = |at: usize| found.iter().any(|d| d.span.range().contains(&at));
    let digit = |at: usize| bytes.get(at).is_some_and(u8::is_ascii_digit);
    (1..bytes.len()).any(|at| {
        matches!(bytes[at], b':' | b'h' | b'.')
            && digit(at - 1)
            && digit(at + 1)
            && digit(at + 2)
            && !inside(at)
    }) || text.contains("時") && text.contains('分')
        || text.contains("时") && text.contains('分')
}

/// A candidate for the date of publication.
struct Candidate {
    at: usize,
    stamp: Stamp,
    score: i32,
    confidence: Confidence,
}

/// The date of publication, out of stamps in `head` (units above the body) and below `end` (units
/// after it). Gives the lines that state it their role.
pub(super) fn decide(
    page: &mut Page<'_>,
    headline: Option<usize>,
    start: usize,
    end: usize,
) -> Option<Inferred<Published>> {
    let mut best: Option<Candidate> = None;
    for at in 0..page.units.len() {
        let role = &page.units[at].role;
        let body = matches!(role, Role::Body(_) | Role::Headline | Role::Standfirst | Role::Caption);
        let ticker = matches!(role, Role::Furniture(kind, _) if !matches!(kind, crate::corpus::FurnitureKind::Ticker | crate::corpus::FurnitureKind::Menu | crate::corpus::FurnitureKind::AfterEnd | crate::corpus::FurnitureKind::Sharing | crate::corpus::FurnitureKind::Masthead));
        if body || ticker {
            continue;
        }
        let Some(stamp) = stamp(page, at) else { continue };
        let credit = page.units[at].role == Role::Credit;
        let in_head = at < start;
        let mut score = match stamp.label {
            Label::Published => 60,
            Label::Bare => 40,
            // Beside a byline an update stamp is the only one the site prints.
            Label::Updated if credit => 20,
            Label::Updated => continue,
        };
        let mut confidence = match stamp.label {
            Label::Published => Confidence::High,
            Label::Bare if in_head => Confidence::High,
            _ => Confidence::Medium,
        };
        if in_head {
            score += 10 - headline.map_or(0, |h| i32::try_from(h.abs_diff(at)).unwrap_or(9).min(9));
            // Today's date stands above the menu, far from the headline.
            if stamp.label == Label::Bare && is_page_clock(page, at, headline) {
                continue;
            }
        } else if stamp.label == Label::Bare {
            // Below the body other articles have their dates.
            if at > end + 3 || !stamp.pure || page.is_furniture(at) && at > end + 2 {
                continue;
            }
            score -= 20;
            confidence = Confidence::Medium;
        } else if at > end + 12 || matches!(role_of(page, at), Some(crate::corpus::FurnitureKind::Legal)) {
            continue;
        } else {
            score -= 25;
        }
        if page.is_furniture(at) && !in_head {
            score -= 5;
        }
        if stamp.date.ambiguous {
            confidence = Confidence::Low;
        }
        if stamp.date.published.precision != DatePrecision::Day {
            score -= 15;
            confidence = confidence.min(Confidence::Medium);
        }
        if best.as_ref().is_none_or(|b| score > b.score) {
            best = Some(Candidate { at, stamp, score, confidence });
        }
    }
    let Candidate { at, stamp, confidence, .. } = best?;
    if page.is_open(at) || matches!(page.units[at].role, Role::Furniture(..)) && stamp.pure {
        page.set(at, Role::Date);
    }
    let evidence = evidence(EvidenceKind::NamedInText, page.text(at));
    Some(Inferred { value: stamp.date.published, evidence, confidence })
}

/// Whether a bare date at the top is the page's clock: lines of a menu stand between it and the
/// headline, and none before it.
fn is_page_clock(page: &Page<'_>, at: usize, headline: Option<usize>) -> bool {
    let Some(headline) = headline else { return false };
    if at > headline {
        return false;
    }
    let headline = headline.min(at + 60);
    let between = (at + 1..headline).filter(|&u| page.is_furniture(u)).count();
    let opens = (at + 1..headline).filter(|&u| !page.is_furniture(u)).count();
    between >= 3 || between >= 2 && at <= 1 && opens == 0 && page.units[at].gap_after
}

/// A date with its year in the dateline of the body.
pub(super) fn in_dateline(page: &Page<'_>, first: usize) -> Option<Inferred<Published>> {
    let text = page.text(first);
    let end = super::wire::dateline(text)?;
    let head = text.get(..end)?;
    let mut found = Vec::new();
    dates::scan(head, page.order, &mut found);
    let date = found.first().filter(|d| d.published.precision == DatePrecision::Day && !d.short_year)?;
    Some(Inferred {
        value: date.published,
        evidence: evidence(EvidenceKind::NamedInText, head),
        confidence: Confidence::Medium,
    })
}

/// A date of file metadata, in whatever form it is written.
pub(super) fn of_metadata(text: &str, order: DateOrder) -> Option<Inferred<Published>> {
    let mut found = Vec::new();
    dates::scan(text, order, &mut found);
    let evidence: Evidence = evidence(EvidenceKind::FileMetadata, text);
    if let Some(date) = found.first() {
        let confidence = if date.ambiguous { Confidence::Low } else { Confidence::High };
        return Some(Inferred { value: date.published, evidence, confidence });
    }
    let figures = text.trim();
    let number = |range: std::ops::Range<usize>| figures.get(range).and_then(|f| f.parse::<i16>().ok());
    let whole = figures.bytes().all(|b| b.is_ascii_digit());
    let (year, month, day, precision) = match figures.len() {
        4 if whole => (number(0..4)?, 1, 1, DatePrecision::Year),
        8 if whole => (number(0..4)?, number(4..6)?, number(6..8)?, DatePrecision::Day),
        _ => return None,
    };
    let date = jiff::civil::Date::new(year, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()?;
    Some(Inferred { value: Published { date, precision }, evidence, confidence: Confidence::High })
}

/// The date in the folders of an address that stands alone on a line: ".../2016/09/07/...".
pub(super) fn in_address(page: &Page<'_>) -> Option<Inferred<Published>> {
    for at in 0..page.units.len() {
        let unit = &page.units[at];
        if !unit.shape.has(sign::ADDRESS) || !unit.shape.has(sign::DIGIT) || unit.shape.words > 3 {
            continue;
        }
        let text = page.text(at);
        let Some(path) = text.find("://").and_then(|p| text.get(p + 3..)) else { continue };
        let mut found = Vec::new();
        dates::scan(path, DateOrder::Ymd, &mut found);
        let good = |d: &&FoundDate| {
            d.published.precision == DatePrecision::Day
                && path
                    .get(d.span.from as usize..d.span.from as usize + 4)
                    .is_some_and(|y| y.bytes().all(|b| b.is_ascii_digit()))
        };
        if let Some(date) = found.iter().find(good) {
            let quote = evidence(EvidenceKind::Address, text);
            return Some(Inferred { value: date.published, evidence: quote, confidence: Confidence::Medium });
        }
    }
    None
}

/// Marks further stamps of the head (updates, clocks) as what they are.
pub(super) fn other_stamps(page: &mut Page<'_>, start: usize) {
    for at in 0..start.min(page.units.len()) {
        if page.is_open(at) && (stamp(page, at).is_some() || is_day_alone(page, at)) {
            page.put_aside(at, crate::corpus::FurnitureKind::Ticker, "time stamp");
        }
    }
}

fn role_of(page: &Page<'_>, at: usize) -> Option<crate::corpus::FurnitureKind> {
    match page.units.get(at).map(|u| &u.role) {
        Some(Role::Furniture(kind, _)) => Some(*kind),
        _ => None,
    }
}
