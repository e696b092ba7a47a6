//! When the article was published.
//!
//! `dates` finds dates; this file says what each is for. A stamp of publication counts; stamps of
//! updates, of pictures, of today, of whoever saved the page do not, nor does a date in prose. An
//! update stamp on the byline's own line is all that some sites print: it is taken, less surely.

use super::captions;
use super::dates::{self, FoundDate};
use super::lines::sign;
use super::months;
use super::page::{Page, Prose, Role, evidence};
use crate::corpus::{Confidence, DatePrecision, Evidence, EvidenceKind, Inferred, Published};
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
    let lower = text.to_lowercase();
    let aligned = lower.len() == text.len();
    let mut best: Option<(FoundDate, Label)> = None;
    for (i, date) in found.iter().enumerate() {
        let from = if i == 0 { 0 } else { found[i - 1].span.to as usize };
        let to = found.get(i + 1).map_or(text.len(), |next| next.span.from as usize);
        let source = if aligned { lower.as_str() } else { text };
        let before = source.get(from..date.span.from as usize).unwrap_or("");
        let after = source.get(date.span.to as usize..to).unwrap_or("");
        let label = label(before, if i + 1 == found.len() || is_cjk_line(page, at) { after } else { "" });
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
    let rest = residue(text, &found);
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

fn is_cjk_line(page: &Page<'_>, at: usize) -> bool {
    page.units.get(at).is_some_and(|u| u.shape.wide > 0)
}

/// What a date is for by the words before and after it; `None` when it is not the article's.
fn label(before: &str, after: &str) -> Option<Label> {
    let near = |text: &str, words: &[&str]| words.iter().filter_map(|w| find_word(text, w)).max();
    let published = near(before, months::PUBLISHED);
    let updated = near(before, months::UPDATED);
    let other = near(before, months::OTHER);
    if other.is_some() && other > published && other > updated {
        return None;
    }
    match (published, updated) {
        (Some(p), Some(u)) if p >= u => return Some(Label::Published),
        (Some(_), None) => return Some(Label::Published),
        (_, Some(_)) => return Some(Label::Updated),
        _ => {}
    }
    let after = after.split(['/', '|', '(', '（', '／', '｜']).next().unwrap_or("");
    let after: &str = after.char_indices().nth(24).map_or(after, |(at, _)| after.get(..at).unwrap_or(after));
    if near(after, months::UPDATED).is_some() {
        return Some(Label::Updated);
    }
    if ["まで", "現在", "閲覧", "取得", "アクセス"].iter().any(|w| after.contains(w)) {
        return None;
    }
    if near(after, months::PUBLISHED).is_some() {
        return Some(Label::Published);
    }
    Some(Label::Bare)
}

/// Where `word` stands in `text` as a word of its own (anywhere, in scripts without spaces).
fn find_word(text: &str, word: &str) -> Option<usize> {
    let mut from = 0;
    while let Some(at) = text.get(from..)?.find(word) {
        let at = from + at;
        let wide = word.chars().next().is_some_and(crate::text::script::is_cjk);
        let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphabetic());
        let before = text.get(..at)?.chars().next_back();
        let after = text.get(at + word.len()..)?.chars().next();
        if wide || free(before) && (free(after) || !word.ends_with(char::is_alphabetic)) {
            return Some(at);
        }
        from = at + word.chars().next().map_or(1, char::len_utf8);
    }
    None
}

/// How many words of `text` are neither dates nor said of dates, two CJK characters for a word.
fn residue(text: &str, found: &[FoundDate]) -> usize {
    let mut rest = 0;
    let mut wide = 0;
    let mut from = 0;
    let mut lower = String::new();
    let ends =
        found.iter().map(|d| (d.span.from as usize, d.span.to as usize)).chain([(text.len(), text.len())]);
    for (to, next) in ends {
        let part = text.get(from..to.max(from)).unwrap_or("");
        from = next;
        lower.clear();
        lower.extend(part.chars().flat_map(char::to_lowercase));
        for known in months::PUBLISHED.iter().chain(months::UPDATED) {
            if lower.contains(known) {
                lower = lower.replace(known, " ");
            }
        }
        for word in lower.split(|c: char| !(c.is_alphanumeric() || matches!(c, '.' | '-' | '\''))) {
            let word = word.trim_matches(['.', '-']);
            if word.is_empty()
                || word.chars().all(char::is_numeric)
                || months::BESIDE.split(' ').any(|b| b.trim_end() == word)
            {
                continue;
            }
            if word.chars().any(crate::text::script::is_cjk) {
                wide += word
                    .chars()
                    .filter(|c| {
                        crate::text::script::is_cjk(*c)
                            && !matches!(
                                c,
                                '年' | '月'
                                    | '日'
                                    | '時'
                                    | '分'
                                    | '时'
                                    | '秒'
                                    | '点'
                                    | '午'
                                    | '前'
                                    | '後'
                                    | '后'
                                    | '上'
                                    | '下'
                            )
                    })
                    .count();
            } else if word
                .trim_matches(|c: char| {
                    c.is_numeric() || matches!(c, 'h' | 't' | 'z' | '.' | 'p' | 'm' | 'a')
                })
                .is_empty()
            {
                // 14h05, 10:12:33z, 5pm
            } else {
                rest += 1;
            }
        }
    }
    rest + wide.div_ceil(2)
}

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
        if page.is_open(at) && stamp(page, at).is_some() {
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
