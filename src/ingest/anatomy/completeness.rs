//! Whether the file holds the whole article: page numbers, walls, texts that stop in mid-sentence.
//!
//! A wall after a text that ends is no truncation: most pages sell something below the article.

use super::page::{Page, Prose, Role, evidence};
use super::shape::{Ending, sign};
use super::words::{Theme, words};
use super::wordset::WordSet;

use crate::corpus::{Completeness, Confidence, EvidenceKind, Inferred};
use crate::text::address::page_number;
use crate::text::runs::{has_any, has_three};

/// Page numbers of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Paging {
    /// This page and how many there are.
    Part(u16, u16),
    /// A further page, nobody knows of how many.
    More,
    /// Turning pages, but nothing that says where we are.
    Turn,
}

/// The page numbers of a line that holds nothing else.
pub(super) fn paging(text: &str) -> Option<Paging> {
    if text.len() > 160 {
        return None;
    }
    let mut numbers: Vec<u16> = Vec::new();
    let mut marked = None;
    let (mut next, mut previous, mut turning) = (false, false, false);
    let mut pair = None;
    let mut word = String::new();
    let mut rest = text;
    while let Some(c) = rest.chars().next() {
        if c.is_numeric() {
            let end = rest.find(|c: char| !c.is_numeric()).unwrap_or(rest.len());
            let (figures, after) = rest.split_at_checked(end)?;
            let number: u16 =
                figures.chars().map(narrow).collect::<String>().parse().ok().filter(|&n| n < 1000)?;
            if rest.len() < text.len()
                && text
                    .get(..text.len() - rest.len())
                    .is_some_and(|b| b.trim_end().ends_with(['[', '【', '<', '«']))
                && after.trim_start().starts_with([']', '】', '>', '»'])
            {
                marked = Some(number);
            }
            numbers.push(number);
            rest = after;
            let link = after.trim_start();
            if link.starts_with(['/', '／']) {
                pair = Some(numbers.len() - 1);
            }
        } else if c.is_alphabetic() {
            let end = rest.find(|c: char| !c.is_alphabetic()).unwrap_or(rest.len());
            let (letters, after) = rest.split_at_checked(end)?;
            rest = after;
            word.clear();
            word.extend(letters.chars().flat_map(char::to_lowercase));
            let known = |list: &WordSet| list.contains(word.as_str());
            if known(&words().next) {
                next = true;
            } else if known(&words().previous) {
                previous = true;
            } else if known(&words().paging) {
                turning = true;
                if matches!(word.as_str(), "of" | "из" | "von" | "sur" | "de" | "di") && !numbers.is_empty()
                {
                    pair = Some(numbers.len() - 1);
                }
            } else if matches!(word.as_str(), "页共" | "页次" | "共有") {
                turning = true;
            } else {
                return None;
            }
        } else if c == '\n' || lines_mark(c) {
            rest = rest.get(c.len_utf8()..)?;
        } else {
            return None;
        }
    }
    if let Some(at) = pair
        && let (Some(&part), Some(&of)) = (numbers.get(at), numbers.get(at + 1))
    {
        let plausible = part >= 1 && part <= of && (2..=99).contains(&of);
        // "1/3" alone could be a date or a score: a word, brackets or an arrow must say that it counts pages.
        let said = turning || next || previous || text.starts_with(['(', '（', '[']);
        return (plausible && said).then_some(Paging::Part(part, of));
    }
    if text.contains('第') && text.contains('共') && numbers.len() == 2 {
        let (a, b) = (numbers[0], numbers[1]);
        return (a.min(b) >= 1 && a.max(b) >= 2).then_some(Paging::Part(a.min(b), a.max(b)));
    }
    let counts_up = numbers.first().is_some_and(|&n| n <= 2) && numbers.windows(2).all(|w| w[0] < w[1]);
    if numbers.len() >= 2
        && counts_up
        && (next || previous || turning || numbers.windows(2).all(|w| w[1] - w[0] == 1))
    {
        let mut of = numbers.last().copied().unwrap_or(2);
        let mut part = marked.unwrap_or(1);
        if marked.is_none() && previous && !next {
            part = of;
        }
        // A list that lacks its first number stands on it.
        if numbers.first() == Some(&2) {
            part = 1;
        }
        of = of.max(part);
        return Some(Paging::Part(part, of));
    }
    match (next, previous) {
        (true, false) if numbers.len() <= 1 => Some(Paging::More),
        (_, true) if numbers.len() <= 1 => Some(Paging::Turn),
        _ => None,
    }
}

fn narrow(c: char) -> char {
    match c {
        '０'..='９' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        _ => c,
    }
}

fn lines_mark(c: char) -> bool {
    super::lines::is_space(c)
        || matches!(
            c,
            '|' | '｜'
                | '/'
                | '／'
                | '<'
                | '>'
                | '«'
                | '»'
                | '‹'
                | '›'
                | '('
                | ')'
                | '（'
                | '）'
                | '['
                | ']'
                | '【'
                | '】'
                | '·'
                | '•'
                | '-'
                | '.'
                | '…'
                | '←'
                | '→'
                | ':'
                | '：'
                | '，'
                | ','
                | '＜'
                | '＞'
                | '≪'
                | '≫'
                | '▶'
                | '◀'
                | '▲'
                | '▼'
                | '*'
        )
}

/// Whether a short line offers the rest of the text.
pub(super) fn offers_rest(page: &Page<'_>, at: usize) -> bool {
    page.units.get(at).is_some_and(|unit| {
        unit.span.len() <= 400
            && page.phrases_in(unit.span).any(|hit| hit.theme == Theme::Wall)
            && !is_pointer(&page.text(at).to_lowercase())
    })
}

/// "Read more from … at …", "Read more: …": a pointer to another place, not to the rest.
fn is_pointer(lower: &str) -> bool {
    ["read more:", "read more from", "read more about", "read more at", "read more on"]
        .iter()
        .any(|p| lower.starts_with(p))
}

/// `false` where a line in ASCII has neither a percent sign nor a bracket nor "words", without which none says so.
fn may_say_how_much(text: &[u8]) -> bool {
    has_any(text, *b"%[") || has_three(text, *b"wor")
}

/// Whether a line says in figures how much is missing: "残り1234文字", "1,234 words left".
pub(super) fn says_how_much(text: &str) -> bool {
    if text.len() > 300 {
        return false;
    }
    if text.is_ascii() && !may_say_how_much(text.as_bytes()) || !text.contains(|c: char| c.is_numeric()) {
        return false;
    }
    let lower = text.to_lowercase();
    (lower.contains("残り") && lower.contains(['字', '%', '％', '枚']))
        || lower.contains("剩余") && lower.contains(['字', '%', '％'])
        || (lower.contains("remaining") || lower.contains(" left"))
            && (lower.contains(" words") || lower.contains("% of"))
        || lower.contains("[+") && lower.contains("chars]")
        || lower.contains("il vous reste") && lower.contains('%')
        || lower.contains("осталось") && (lower.contains("знаков") || lower.contains('%'))
}

/// A line that offers both ways does not say which page it stands on.
const PREVIOUS_AND_NEXT: [&str; 2] = ["prev", "next"];

/// The page in a file's name: "the-night-2.txt", "night_p2.txt".
fn page_of_name(path: &str) -> Option<u16> {
    let name = path.rsplit('/').next()?;
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let lead = stem.trim_end_matches(|c: char| c.is_ascii_digit());
    let figures = stem.get(lead.len()..)?;
    let parted = ["-", "_", " ", "-p", "_p", "page", "part"].iter().any(|p| lead.ends_with(p))
        && !lead.chars().all(|c| !c.is_alphabetic());
    if parted && figures.len() <= 2 { figures.parse().ok().filter(|&n| n > 0) } else { None }
}

/// Whether a line says in words which page this is, and of how many: "Page 2 of 3" and nothing that leads elsewhere.
fn says_page(text: &str) -> bool {
    let numbers = text.split(|c: char| !c.is_numeric()).filter(|number| !number.is_empty());
    if numbers.take(3).count() != 2 {
        return false;
    }
    let mut is_said = false;
    for word in text.split(|c: char| !c.is_alphabetic()).filter(|word| !word.is_empty()) {
        let word = word.to_lowercase();
        if words().next.contains(word.as_str()) || words().previous.contains(word.as_str()) {
            return false;
        }
        is_said = true;
    }
    is_said
}

/// Which page a line of page numbers stands on: where it counts from the first without saying so, the address or the
/// file's name may say it.
fn page_told(page: &Page<'_>, at: usize, (part, of): (u16, u16), address: Option<&str>) -> u16 {
    if part != 1 {
        return part;
    }
    let by_address = address.and_then(page_number).map(|page| page.number);
    let is_unsaid = PREVIOUS_AND_NEXT.iter().all(|word| page.text(at).to_lowercase().contains(word));
    let by_name = || page_of_name(page.path).filter(|_| is_unsaid);
    by_address.or_else(by_name).filter(|number| *number <= of).unwrap_or(part)
}

/// How much of the article the page holds; `address` is that of the page. Runs when body and furniture are known.
pub(super) fn decide(page: &Page<'_>, address: Option<&str>) -> Inferred<Completeness> {
    let conclude = |value, quote: &str, kind, confidence| Inferred {
        value,
        evidence: evidence(kind, quote),
        confidence,
    };
    let body = |u: &super::page::Unit| matches!(u.role, Role::Body(_));
    let Some(last) = page.units.iter().rposition(body) else {
        return conclude(Completeness::Unknown, "", EvidenceKind::Text, Confidence::Low);
    };
    let first = page.units.iter().position(body).unwrap_or(last);
    let counted = counts_pictures(page) || counts_sheets(page);
    let mut more = None;
    for (at, unit) in page.units.iter().enumerate() {
        if body(unit)
            || !(unit.shape.has(sign::DIGIT) || unit.shape.size < 24)
            || at < first && !says_page(page.text(at))
        {
            continue;
        }
        match paging(page.text(at)) {
            Some(Paging::Part(..)) if counted => {}
            Some(Paging::Part(part, of)) => {
                let part = page_told(page, at, (part, of), address);
                let value = Completeness::Part { part, of };
                return conclude(value, page.text(at), EvidenceKind::Layout, Confidence::High);
            }
            Some(Paging::More) if more.is_none() && at <= last + 3 => more = Some(at),
            _ => {}
        }
    }

    let size: u32 = page.units.iter().filter(|u| body(u)).map(|u| u.shape.size).sum();
    let paragraphs = page.units.iter().filter(|u| body(u)).count();
    let ending = page.units[last].shape.ending;
    let ended = matches!(ending, Ending::Sentence | Ending::Bracket);
    let near = (last + 1..page.units.len().min(last + 7)).filter(|&u| page.is_furniture(u));
    let mut offer = None;
    for unit in near {
        let text = page.text(unit);
        if says_how_much(text) {
            return conclude(Completeness::Truncated, text, EvidenceKind::NamedInText, Confidence::High);
        }
        if offer.is_none() && offers_rest(page, unit) {
            offer = Some(text);
        }
    }
    let tail = page.text(last);
    let tail = tail.char_indices().rev().nth(80).map_or(tail, |(at, _)| tail.get(at..).unwrap_or(tail));
    if says_how_much(tail) {
        return conclude(Completeness::Truncated, tail, EvidenceKind::NamedInText, Confidence::High);
    }
    if let Some(at) = more {
        let sure = if ended { Confidence::Medium } else { Confidence::High };
        return conclude(Completeness::Truncated, page.text(at), EvidenceKind::Layout, sure);
    }
    if let Some(offer) = offer {
        let short = size < 420 || (paragraphs <= 2 && size < 700);
        if !ended {
            return conclude(Completeness::Truncated, offer, EvidenceKind::NamedInText, Confidence::High);
        }
        if short {
            return conclude(Completeness::Truncated, offer, EvidenceKind::NamedInText, Confidence::Medium);
        }
    }
    let prose = page.units[last].prose;
    match ending {
        Ending::Sentence => conclude(Completeness::Full, "", EvidenceKind::Text, Confidence::Medium),
        Ending::Bracket => conclude(Completeness::Full, "", EvidenceKind::Text, Confidence::Low),
        Ending::Ellipsis if size < 700 => {
            conclude(Completeness::Truncated, tail, EvidenceKind::Text, Confidence::Medium)
        }
        Ending::None if is_signed(page.text(last)) => {
            conclude(Completeness::Full, tail, EvidenceKind::Text, Confidence::Low)
        }
        Ending::None | Ending::Comma if prose == Prose::Strong && writes_stops(page) => {
            conclude(Completeness::Truncated, tail, EvidenceKind::Text, Confidence::Medium)
        }
        _ => conclude(Completeness::Unknown, "", EvidenceKind::Text, Confidence::Low),
    }
}

/// Whether lines say of several numbers that it is this page's: "Page 1 of 3" and "Page 2 of 3" in one text number the
/// sheets that it was printed on.
fn counts_sheets(page: &Page<'_>) -> bool {
    let short = |u: &&super::page::Unit| u.shape.size <= 40 && (2..=5).contains(&u.shape.digits);
    let mut first: Option<(u16, u16)> = None;
    for unit in page.units.iter().filter(short) {
        let text = unit.span.of(page.raw);
        if !says_page(text) {
            continue;
        }
        let Some(Paging::Part(part, of)) = paging(text) else { continue };
        match first {
            Some((before, all)) if before != part && all == of => return true,
            Some(_) => {}
            None => first = Some((part, of)),
        }
    }
    false
}

/// Whether several lines count to one number, "1 of 5" and "2 of 5": they number pictures, not pages.
fn counts_pictures(page: &Page<'_>) -> bool {
    let short = |u: &&super::page::Unit| u.shape.size <= 24 && (2..=5).contains(&u.shape.digits);
    let mut seen: Option<(u16, u16)> = None;
    for unit in page.units.iter().filter(short) {
        let text = unit.span.of(page.raw);
        // "Page 2 of 4" counts pages.
        let of = |word: &str| matches!(word, "" | "of" | "из" | "von" | "sur" | "de" | "di");
        if !text.split(|c: char| !c.is_alphabetic()).all(of) {
            continue;
        }
        let numbers = text.split(|c: char| !c.is_ascii_digit()).filter_map(|n| n.parse::<u16>().ok());
        let numbers: Vec<u16> = numbers.collect();
        let [part, all] = numbers[..] else { continue };
        match seen {
            _ if part == 0 || part > all => {}
            Some((first, whole)) if whole == all && first != part => return true,
            None => seen = Some((part, all)),
            Some(_) => {}
        }
    }
    false
}

/// Whether a name signs the text behind its last full stop: "…続く。＝奥林支局・宮地航".
fn is_signed(text: &str) -> bool {
    let Some(at) = text.rfind(['。', '」']) else { return false };
    let rest = text.get(at..).unwrap_or("");
    let rest = rest.trim_start_matches(['。', '」', ' ', '\u{3000}']);
    rest.starts_with(['＝', '=', '―', '—']) && rest.chars().count() <= 24
}

/// Whether the body's sentences end in stops at all; Thai ones do not.
fn writes_stops(page: &Page<'_>) -> bool {
    let body = page.units.iter().filter(|u| matches!(u.role, Role::Body(_)));
    body.map(|u| u.shape.stops + u32::from(u.shape.ends())).sum::<u32>() > 0
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn page_numbers_are_read_in_many_forms() {
        for (text, expected) in [
            ("Previous Page 1 2 Next Page", Some(Paging::Part(1, 2))),
            ("1 2 3 Next", Some(Paging::Part(1, 3))),
            ("Previous 1 2 3", Some(Paging::Part(3, 3))),
            ("Page 2 of 3", Some(Paging::Part(2, 3))),
            ("上一页 1 2 下一页", Some(Paging::Part(1, 2))),
            ("1 | 2 | 3 次ページ", Some(Paging::Part(1, 3))),
            ("(1/3ページ)", Some(Paging::Part(1, 3))),
            ("（2/4ページ）", Some(Paging::Part(2, 4))),
            ("第1页 共3页", Some(Paging::Part(1, 3))),
            ("Страница 1 из 4", Some(Paging::Part(1, 4))),
            ("[1] 2 3 »", Some(Paging::Part(1, 3))),
            ("1 [2] 3", Some(Paging::Part(2, 3))),
            ("次のページ", Some(Paging::More)),
            ("1/3", None),
            ("12 comments", None),
            ("2018", None),
            ("Next week 1 2", None),
        ] {
            assert_eq!(paging(text), expected, "{text}");
        }
    }

    #[test]
    fn a_pointer_elsewhere_offers_no_rest() {
        let offers = |text: &str| {
            let page = Page::new(text, "", crate::ingest::registry::Registry::bundled(), &[], None);
            offers_rest(&page, 0)
        };
        assert!(offers("Continue reading"));
        assert!(offers("続きを読む"));
        assert!(!offers("Read more from The Nelin Post at https://nelinpost.example/"));
    }
}
