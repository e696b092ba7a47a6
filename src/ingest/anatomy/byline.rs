//! Who wrote it: names without job titles, out of the byline forms of many newsrooms.
//!
//! A line is read as a byline when a label ("By", "Автор:", "作者：") or a job ("Staff Writer",
//! "корреспондент", "記者") says so, or when it is a bare name in a place where names stand. What
//! stands beside the names (agency, outlet, date, town) is left to the other rules.

use super::find::{Marks, bare, find, with_lower};
use super::lines::is_space;
use super::names::{has_job, is_caseless_name, is_job_word, is_name};
use super::words::words;
use crate::ingest::registry::{OutletKind, Registry};
use crate::text::runs::any_byte;

/// A line read as a byline.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Credit {
    /// Names as written.
    pub names: Vec<String>,
    /// The outlet or agency named beside them, as an index into the registry.
    pub firms: Vec<String>,
    /// Whether a label or job says that it is a byline; a bare name is one only in its place.
    pub said: bool,
    /// The section named before the name: "Opinion / Ada Brandt".
    pub section: Option<String>,
}

/// Longest line that can be a byline, in bytes.
const LONGEST: usize = 360;

/// Longest name of a firm, with a job beside it, in bytes.
const LONGEST_FIRM: usize = 90;

/// Reads a line of the head or tail of a page as a byline.
pub(super) fn read(text: &str, registry: &Registry) -> Option<Credit> {
    if text.len() > LONGEST {
        return None;
    }
    let text = text.trim_matches(is_space);
    if let Some(credit) = super::byline_wide::read_wide(text) {
        return Some(credit);
    }
    // Running text without a label is no byline.
    if text.len() > 70 && is_running(text) && after_label(text).is_none() {
        return None;
    }
    let inner = text.strip_prefix('(').and_then(|t| t.strip_suffix(')')).unwrap_or(text);
    let mut credit = Credit::default();
    let mut labelled = false;
    let segments = segments(inner);
    let several = segments.len() > 1;
    for (at, segment) in segments.iter().enumerate() {
        let segment = segment.trim_matches(|c: char| is_space(c) || matches!(c, ',' | ';' | '-' | '–' | '—'));
        if segment.is_empty() {
            continue;
        }
        if let Some(rest) = after_label(segment) {
            if !credit.names.is_empty() && !labelled {
                credit.names.clear();
            }
            if people(rest, registry, true, None, &mut credit) {
                credit.said = true;
                labelled = true;
            }
            continue;
        }
        if labelled {
            // "By Ada Brandt | The Nelin Post": what follows is no further name.
            firm(segment, registry, &mut credit);
            continue;
        }
        if firm(segment, registry, &mut credit) {
            credit.said |= has_job(segment) && !credit.names.is_empty();
            continue;
        }
        let leads = at + 1 < segments.len() && credit.names.is_empty();
        if several && leads && registry.section(segment).is_some() {
            credit.section = Some(segment.to_owned());
            continue;
        }
        // "Essays / Opinion / Ada Brandt"
        if at == 0 && segments.get(1).is_some_and(|s| segments.len() > 2 && registry.section(s).is_some()) {
            continue;
        }
        if at > 0 && !credit.names.is_empty() && has_job(segment) {
            credit.said = true;
            continue;
        }
        if is_dateish(segment) && !holds_date(segment) {
            // "Ada Brandt | 0 comments"; but "Item AB-12" names nobody.
            if credit.names.is_empty() {
                return None;
            }
            continue;
        }
        let before = credit.names.len();
        let said = people(segment, registry, false, Some(segment), &mut credit);
        if credit.names.len() > before {
            credit.said |= said && has_job(segment);
        } else if !is_dateish(segment) && credit.names.is_empty() && credit.section.is_none() {
            return None;
        }
    }
    if credit.section.is_some() && !credit.names.is_empty() {
        credit.said = true;
    }
    let anything = !credit.names.is_empty() || credit.said && !credit.firms.is_empty();
    anything.then_some(credit)
}

/// Whether more words begin small than with a capital, by three at least.
fn is_running(text: &str) -> bool {
    let (mut smalls, mut capitals) = (0, 0);
    let mut begins = true;
    if text.is_ascii() {
        for byte in text.bytes() {
            smalls += usize::from(begins && byte.is_ascii_lowercase());
            capitals += usize::from(begins && byte.is_ascii_uppercase());
            begins = matches!(byte, b' ' | b'\t'..=b'\r');
        }
        return smalls > capitals + 2;
    }
    for c in text.chars() {
        if begins {
            smalls += usize::from(c.is_lowercase());
            capitals += usize::from(c.is_uppercase());
        }
        begins = c.is_whitespace();
    }
    smalls > capitals + 2
}

/// The parts of a line between bars, spaced slashes, bullets and dashes; a slash without spaces
/// separates only where both sides are long.
fn segments(text: &str) -> Vec<&str> {
    if !any_byte(text.as_bytes(), |b| !b.is_ascii() || matches!(b, b'|' | b'/' | b'\n' | b'\t')) {
        return vec![text];
    }
    let mut out = Vec::new();
    for part in text.split(['|', '｜', '•', '·', '\n', '\t']) {
        for part in part.split(" / ") {
            for part in part.split(" — ").flat_map(|p| p.split(" – ")) {
                out.push(part);
            }
        }
    }
    out
}

fn holds_date(segment: &str) -> bool {
    let mut found = Vec::new();
    super::dates::scan(segment, crate::ingest::registry::DateOrder::Dmy, &mut found);
    !found.is_empty()
}

/// "Ada Brandt answers your questions on the draft": the author in the standfirst.
pub(super) fn in_standfirst(text: &str) -> Option<String> {
    const VERBS: &[&str] =
        &["answers", "reports", "explains", "examines", "argues", "writes", "asks", "looks"];
    let at = text.split(' ').position(|w| VERBS.contains(&w))?;
    let name = text.split(' ').take(at).collect::<Vec<_>>().join(" ");
    ((2..=4).contains(&at) && is_name(&name, 2)).then_some(name)
}

/// "Ada Brandt is a columnist of the Post.": the name.
pub(super) fn in_note(text: &str) -> Option<String> {
    if text.len() > 200 {
        return None;
    }
    let at = find(text, " is ").or_else(|| find(text, " — "))?;
    let name = text.get(..at)?.trim();
    (is_name(name, 2) && has_job(text)).then(|| name.to_owned())
}

fn is_dateish(segment: &str) -> bool {
    segment.contains(|c: char| c.is_ascii_digit())
}

/// What follows a byline label at the beginning of `segment`.
fn after_label(segment: &str) -> Option<&str> {
    let first = segment.chars().next()?.to_lowercase().next()?;
    let mut labels = words().byline_labels.with(first).peekable();
    labels.peek()?;
    let label = super::lines::with_lower_start(segment, 32, |lower| {
        let mut best: Option<&str> = None;
        for label in labels {
            if let Some(rest) = lower.strip_prefix(label)
                && (rest.starts_with(|c: char| is_space(c) || c == ':') || label.ends_with(':'))
                && best.is_none_or(|b| b.len() < label.len())
            {
                best = Some(label);
            }
        }
        best
    })?;
    let count = label.chars().count();
    let at = segment.char_indices().nth(count).map_or(segment.len(), |(at, _)| at);
    let rest = segment.get(at..)?.trim_start_matches(|c: char| is_space(c) || c == ':');
    (!rest.is_empty()).then_some(rest)
}

/// Takes the firm that `segment` names, with or without a job beside it; `false` when it names none.
fn firm(segment: &str, registry: &Registry, credit: &mut Credit) -> bool {
    let bare = bare(segment);
    if bare.len() > LONGEST_FIRM {
        return false;
    }
    if let Some(outlet) = registry.by_name(bare) {
        credit.firms.push(outlet.name.clone());
        return true;
    }
    // "Nelin Post Staff Writer", "for the Nelin Post".
    let jobs = bare.split_whitespace().rev().take_while(|w| is_job_word(w)).count();
    let skip = usize::from(
        bare.split_whitespace()
            .next()
            .is_some_and(|w| with_lower(w, |w| matches!(w, "for" | "of" | "special" | "in" | "with"))),
    );
    if jobs + skip == 0 {
        return false;
    }
    let words: Vec<&str> = bare.split_whitespace().collect();
    if jobs + skip < words.len() {
        let name = words.get(skip..words.len() - jobs).unwrap_or(&[]).join(" ");
        if let Some(outlet) = registry.by_name(&name) {
            credit.firms.push(outlet.name.clone());
            return true;
        }
    }
    false
}

/// Takes the names out of "Ada Brandt and Jo Lind in Nelin, Staff Writers (The Nelin Post)".
/// `no_firm` is known to name none. `true` when the whole was understood.
fn people(
    text: &str,
    registry: &Registry,
    labelled: bool,
    no_firm: Option<&str>,
    credit: &mut Credit,
) -> bool {
    let mut text = text;
    let signs = Signs::of(text);
    // Brackets hold the outlet, the agency or the town.
    let unbracketed: String;
    if let Some((open, close)) = signs.brackets.then(|| brackets(text)).flatten() {
        let inside = text.get(open + 1..close).unwrap_or("").trim_matches(|c: char| !c.is_alphanumeric());
        firm(inside, registry, credit);
        for part in inside.split([',', '/', ';']) {
            if part.len() < inside.len() {
                firm(part, registry, credit);
            }
        }
        let after =
            text.get(close..).and_then(|t| t.get(t.chars().next().map_or(0, char::len_utf8)..)).unwrap_or("");
        let before = text.get(..open).unwrap_or("");
        let goes_on = after_label(after.trim_start()).is_none()
            && !is_dateish(after)
            && !after.trim().is_empty()
            && !after.contains(':');
        unbracketed = if goes_on { format!("{before} {after}") } else { before.to_owned() };
        text = &unbracketed;
    }
    let text = cut_date(text, signs.digits);
    let mut taken = 0;
    let mut refused = 0;
    for piece in split_people(text, signs.commas) {
        let mut piece =
            piece.trim_matches(|c: char| is_space(c) || matches!(c, ',' | ';' | ':' | '.' | '"' | '“' | '”'));
        let towns = if TOWNS.are_in(piece) { &TOWNS.all[..] } else { &[] };
        for &town in towns {
            if let Some(at) = find(piece, town) {
                let (name, rest) = piece.split_at(at);
                firm(rest.trim_start_matches(town), registry, credit);
                piece = name;
            }
        }
        if piece.is_empty() {
            continue;
        }
        if no_firm.is_none_or(|none| bare(none) != bare(piece)) && firm(piece, registry, credit) {
            continue;
        }
        let name = strip_jobs(piece);
        if name.is_empty() {
            continue;
        }
        // "By Meridian" is an agency that the registry does not know.
        if labelled && taken == 0 && !name.contains(char::is_whitespace) && is_name(name, 1) {
            credit.firms.push(name.to_owned());
            continue;
        }
        let least = 2;
        let plural_staff = name.split_whitespace().count() == 1 && has_job(piece);
        let named = is_name(name, least) || labelled && is_caseless_name(name);
        if named && !plural_staff && registry.section(name).is_none() {
            // After the first name a single word or a known town is a place.
            credit.names.push(name.to_owned());
            taken += 1;
        } else {
            refused += 1;
            if taken == 0 && !labelled {
                return false;
            }
            if refused > 2 {
                break;
            }
        }
    }
    taken > 0 || labelled && !credit.firms.is_empty()
}

/// What a line may have, seen in one look at its bytes: most lines have none of it.
struct Signs {
    brackets: bool,
    digits: bool,
    /// What parts the persons of a list.
    commas: bool,
}

impl Signs {
    fn of(text: &str) -> Self {
        let (mut brackets, mut digits, mut commas) = (false, false, false);
        for byte in text.bytes() {
            // Wide forms of brackets and commas are not told apart here.
            brackets |= matches!(byte, b'(' | b'[') | !byte.is_ascii();
            digits |= byte.is_ascii_digit();
            commas |= matches!(byte, b',' | b';' | b'&') | !byte.is_ascii();
        }
        Self { brackets, digits, commas }
    }
}

/// What stands before a town or a firm.
const TOWNS: Marks<10> =
    Marks::new([" in ", " at ", " for ", " of ", " on ", " в ", " из ", " aus ", " à ", " en "]);

/// What stands between two persons.
const BETWEEN: Marks<9> =
    Marks::new([" and ", " AND ", " with ", " и ", " und ", " et ", " avec ", " mit ", " y "]);

/// Words that introduce a date.
const DATED: Marks<10> = Marks::new([
    "Updated",
    "Published",
    "Posted",
    "updated",
    "published",
    "UPDATED",
    "PUBLISHED",
    "Last",
    "Обновлено",
    "Опубликовано",
]);

/// The first pair of brackets.
fn brackets(text: &str) -> Option<(usize, usize)> {
    let open = text.find(['(', '[', '（'])?;
    let close = text.get(open..)?.find([')', ']', '）'])? + open;
    (text.get(open..)?.starts_with(['(', '['])).then_some((open, close))
}

/// `text` before a date or the word that introduces one.
fn cut_date(text: &str, digits: bool) -> &str {
    let first_digit = if digits { text.find(|c: char| c.is_ascii_digit()) } else { None };
    let mut end = first_digit.unwrap_or(text.len());
    if let Some(at) = DATED.first_in(text) {
        end = end.min(at);
    }
    let head = text.get(..end).unwrap_or(text);
    if end == text.len() {
        return head;
    }
    // "By Ada Brandt March 19": the month before the figure goes too.
    let head = head.trim_end_matches(|c: char| is_space(c) || matches!(c, ',' | '|' | '-' | '.'));
    match head.rsplit_once(' ') {
        Some((rest, last)) if is_calendar_word(last) => {
            rest.trim_end_matches(|c: char| is_space(c) || matches!(c, ',' | '|'))
        }
        _ => head,
    }
}

fn is_calendar_word(word: &str) -> bool {
    let lower = word.trim_matches(|c: char| !c.is_alphabetic()).to_lowercase();
    super::months::MONTHS.iter().any(|(_, words)| words.split(' ').any(|w| w == lower))
        || lower.len() > 2 && words().beside_dates.contains(lower.as_str())
}

/// The persons of a list, one after the other: the first often decides.
fn split_people(text: &str, commas: bool) -> impl Iterator<Item = &str> {
    // Most lines name one person.
    let is_list = commas && text.contains([',', ';', '&', '、']) || BETWEEN.are_in(text);
    let (one, several) = if is_list { (None, Some(text)) } else { (Some(text), None) };
    let several = several
        .into_iter()
        .flat_map(|text| text.split([',', ';', '&', '、']))
        .flat_map(|p| p.split(" and "))
        .flat_map(|p| p.split(" AND "))
        .flat_map(|p| p.split(" with "))
        .flat_map(|p| p.split(" и "))
        .flat_map(|p| p.split(" und "))
        .flat_map(|p| p.split(" et "))
        .flat_map(|p| p.split(" avec "))
        .flat_map(|p| p.split(" mit "))
        .flat_map(|p| p.split(" y "));
    one.into_iter().chain(several).map(|piece| piece.strip_prefix("and ").unwrap_or(piece))
}

/// `piece` without the job words at either end.
fn strip_jobs(piece: &str) -> &str {
    let mut piece = piece.trim();
    while let Some((rest, last)) = piece.rsplit_once(char::is_whitespace) {
        if !is_job_word(last) {
            break;
        }
        piece = rest.trim_end();
    }
    while let Some((first, rest)) = piece.split_once(char::is_whitespace) {
        if !is_job_word(first) {
            break;
        }
        piece = rest.trim_start();
    }
    if is_job_word(piece) { "" } else { piece }
}

/// Whether an agency stands among `firms`, and which.
pub(super) fn agency<'a>(firms: &'a [String], registry: &Registry) -> Option<&'a str> {
    firms
        .iter()
        .find(|f| registry.by_name(f).is_some_and(|o| o.kind == OutletKind::Agency))
        .map(String::as_str)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(text: &str) -> Vec<String> {
        read(text, Registry::bundled()).map(|c| c.names).unwrap_or_default()
    }

    #[test]
    fn bylines_of_many_newsrooms_give_names_without_jobs() {
        for (text, expected) in [
            ("By Ada Brandt", &["Ada Brandt"][..]),
            ("By Ada Brandt in Nelin", &["Ada Brandt"]),
            ("By ADA BRANDT and JO LIND", &["ADA BRANDT", "JO LIND"]),
            ("By Ada Brandt, Jo Lind and Kim van der Holt", &["Ada Brandt", "Jo Lind", "Kim van der Holt"]),
            ("By Ada Brandt, Staff Writer", &["Ada Brandt"]),
            ("By Ada Brandt (China Daily) Updated: 2016-09-07 07:48", &["Ada Brandt"]),
            ("Ada Brandt / Yomiuri Shimbun Correspondent", &["Ada Brandt"]),
            ("Ada Brandt, Staff Writer", &["Ada Brandt"]),
            ("Opinion / Ada Brandt", &["Ada Brandt"]),
            ("Text: Ada Brandt", &["Ada Brandt"]),
            ("By Ada Brandt March 19, 2018", &["Ada Brandt"]),
            ("March 19, 2018 | By Ada Brandt", &["Ada Brandt"]),
            ("Par Ada Brandt avec AFP", &["Ada Brandt"]),
            ("بقلم: ليلى البحري", &["ليلى البحري"]),
            ("صحيفة أورين اليوم", &[]),
            ("聞き手・白石悠", &["白石悠"]),
            ("文芸部・大槻みなも", &["大槻みなも"]),
            ("글 백도윤, 사진 문가람", &["백도윤"]),
            ("Автор: Марина Соловьёва", &["Марина Соловьёва"]),
            ("Марина Соловьёва, корреспондент", &["Марина Соловьёва"]),
            ("作者：王小明", &["王小明"]),
            ("本报记者 王小明", &["王小明"]),
            ("（记者王小明 李四方）", &["王小明", "李四方"]),
            ("文／王小明", &["王小明"]),
            ("记者 王小明", &["王小明"]),
            ("記者・山田太郎", &["山田太郎"]),
            ("山田太郎 ワシントン支局長", &["山田太郎"]),
            ("By Reuters", &[]),
            ("责任编辑：王小明", &[]),
            ("Staff Writer", &[]),
        ] {
            assert_eq!(names(text), expected, "{text}");
        }
    }

    #[test]
    fn names_hide_in_datelines_and_tails() {
        assert_eq!(
            super::super::byline_wide::in_dateline("新华社港城3月19日电（记者王小明 李四方）港城市长"),
            ["王小明", "李四方"]
        );
        assert_eq!(super::super::byline_wide::in_dateline("【モスクワ＝山田太郎】会談は"), ["山田太郎"]);
        assert!(super::super::byline_wide::in_dateline("【モスクワ共同】会談は").is_empty());
        assert_eq!(super::super::byline_wide::in_tail("と述べた。（山田太郎）"), ["山田太郎"]);
        assert!(super::super::byline_wide::in_tail("と述べた。（共同）").is_empty());
        assert_eq!(super::super::byline_wide::in_tail("と述べた。（北浜支局　岸田里緒）"), ["岸田里緒"]);
        assert_eq!(super::super::byline_wide::in_dateline("〔記者林望舒／南津報導〕一艘船"), ["林望舒"]);
        assert_eq!(super::super::byline_wide::in_tail("表示。（记者王小明）"), ["王小明"]);
    }
}
