//! Titles and what they carry: the outlet's name behind a bar, copies of one title, names of
//! outlets by their form.

use super::find::with_lower;
use super::lines::is_space;
use super::page::Page;
use super::words::words;

/// Whether a few words look like the name of an outlet.
pub(super) fn looks_like_outlet(name: &str) -> bool {
    let name = name.trim_matches(|c: char| is_space(c) || matches!(c, '«' | '»' | '"' | '“' | '”'));
    let chars = if name.is_ascii() { name.len() } else { name.chars().count() };
    if !(3..=48).contains(&chars) || name.ends_with(['.', '?', '!', ':']) {
        return false;
    }
    if !name.is_ascii() && name.chars().any(|c| crate::text::script::is_cjk(c) || super::lines::is_hangul(c))
    {
        return chars <= 14
            && words()
                .lists
                .outlet_marks
                .iter()
                .any(|m| name.ends_with(m.as_str()) || name.contains(m.as_str()) && chars <= 10)
            && !name.contains(['，', '。', '、']);
    }
    if is_site(name) {
        return true;
    }
    // Scripts without capitals have nothing to show.
    let is_capital = |c: char| c.is_numeric() || c.is_alphabetic() && !c.is_lowercase();
    let starts = |w: &str| w.trim_start_matches(['«', '"', '“', '„']).chars().next().is_some_and(is_capital);
    let small = |w: &str| {
        let short = ["d'", "l'", "d’", "l’"].iter().any(|p| w.starts_with(p));
        short || words().particles.contains(w) || matches!(w, "of" | "des" | "les")
    };
    let (mut parts, mut fitting) = (0, 1);
    for (at, part) in name.split_whitespace().enumerate() {
        parts += 1;
        fitting += usize::from(starts(part)) + usize::from(at > 0 && small(part));
    }
    let one = parts == 1 && !name.chars().all(char::is_uppercase);
    if parts > 5 || one || fitting < parts {
        return false;
    }
    name.split_whitespace().any(|part| {
        with_lower(part, |lower| {
            let bare = lower.trim_matches(|c: char| !c.is_alphanumeric());
            words().of_outlets.contains(bare)
                || COMPOUNDS.iter().any(|end| bare.len() > end.len() + 2 && bare.ends_with(end))
        })
    })
}

/// What the names of papers end in where words are joined to one: "Bergkurier".
const COMPOUNDS: &[&str] = &[
    "zeitung",
    "kurier",
    "anzeiger",
    "nachrichten",
    "rundschau",
    "tageblatt",
    "tagblatt",
    "wochenblatt",
    "tidende",
    "bladet",
    "posten",
    "avisen",
];

/// "NelinPost.com", "nelin-news.ru".
pub(super) fn is_site(name: &str) -> bool {
    let Some((host, top)) = name.rsplit_once('.') else { return false };
    !name.contains(char::is_whitespace)
        && !name.contains(['@', '/'])
        && host.len() >= 3
        && host.bytes().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'.'))
        && (2..=6).contains(&top.len())
        && top.bytes().all(|b| b.is_ascii_alphabetic())
        && host.bytes().any(|b| b.is_ascii_alphabetic())
}

/// The headline of a title line and what the line adds to it.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Suffix<'t> {
    /// Bytes of the headline proper.
    pub cut: usize,
    /// What follows: outlet, section.
    pub parts: Vec<&'t str>,
}

/// Where the last of the marks stands that part a title from what its line adds to it, the longest where several end.
fn last_mark(text: &str) -> Option<(usize, &'static str)> {
    const MARKS: [&str; 12] = [" | ", " - ", " — ", " – ", "｜", "|", " :: ", " » ", "_", "–", "—", "-"];
    /// What each of them ends in, spaces apart.
    const LAST: [u8; 12] = {
        let mut last = [0; 12];
        let mut at = 0;
        while at < last.len() {
            let mark = MARKS[at].as_bytes();
            let end = mark.len() - 1;
            last[at] = if mark[end] == b' ' { mark[end - 1] } else { mark[end] };
            at += 1;
        }
        last
    };
    const IS_LAST: [bool; 256] = {
        let mut table = [false; 256];
        let mut at = 0;
        while at < LAST.len() {
            table[LAST[at] as usize] = true;
            at += 1;
        }
        table
    };
    let bytes = text.as_bytes();
    let mut end = bytes.len();
    // From where the last byte of a mark stands last, with the space that may follow it, nothing but these marks may end.
    while let Some(at) = bytes.get(..end)?.iter().rposition(|&byte| IS_LAST[usize::from(byte)]) {
        let spaced = text.get(..at + 2).filter(|text| text.ends_with(' '));
        let bare = text.get(..=at);
        let ending = |text: Option<&str>| {
            let marks = MARKS.iter().filter(|mark| text.is_some_and(|text| text.ends_with(**mark)));
            marks.max_by_key(|mark| mark.len()).map(|mark| (text.map_or(0, str::len) - mark.len(), *mark))
        };
        if let Some(found) = ending(spaced).or_else(|| ending(bare)) {
            return Some(found);
        }
        end = at;
    }
    None
}

/// Cuts " | World | The Nelin Post" off a title. `bare` says whether a text stands on the page as
/// a title of its own, which proves any suffix.
pub(super) fn cut_suffix<'t>(
    page: &Page<'_>,
    text: &'t str,
    bare: impl Fn(&str) -> bool,
) -> Option<Suffix<'t>> {
    if !text.contains(['|', '-', '–', '—', '｜', '_', '»', ':']) {
        return None;
    }
    let mut best: Option<Suffix<'t>> = None;
    let mut end = text.len();
    let mut parts = Vec::new();
    for _ in 0..3 {
        let head = text.get(..end)?;
        let Some((at, mark)) = last_mark(head) else {
            break;
        };
        let part = text.get(at + mark.len()..end)?.trim();
        let left = text.get(..at)?.trim_end();
        // Marks without spaces separate only names that are known and texts in Chinese or Japanese.
        let tight = matches!(mark, "-" | "–" | "—" | "_");
        let wide = left.chars().any(crate::text::script::is_cjk);
        let known = page.registry.by_name(part).is_some();
        let section = page.registry.section(part).is_some();
        let shaped = looks_like_outlet(part)
            && (matches!(mark, " | " | "｜" | "|" | " :: " | "_") || wide || is_site(part));
        let ok = (known || section && mark != "-" || shaped) && (!tight || wide) || bare(left);
        if !ok || left.chars().count() < 4 || part.is_empty() || part.chars().count() > 48 {
            break;
        }
        parts.push(part);
        end = at;
        if known || shaped || bare(left) || best.is_some() {
            best = Some(Suffix { cut: left.len(), parts: parts.clone() });
        }
    }
    best
}

/// A key that is the same for copies of one title: letters and figures in lower case.
pub(super) fn title_key(text: &str) -> u64 {
    let mix = |key: u64, more: u64| (key ^ more).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(29);
    let mut key = 0xcbf2_9ce4_8422_2325_u64;
    let mut any = false;
    // ASCII is gathered, up to seven characters; a bit above them says how many there are.
    let mut gathered = 1_u64;
    let mut add = |c: u32| {
        any = true;
        if c < 0x80 {
            gathered = gathered << 8 | u64::from(c);
        } else {
            key = mix(mix(key, gathered), u64::from(c));
            gathered = 1;
        }
        if gathered >> 56 != 0 {
            key = mix(key, gathered);
            gathered = 1;
        }
    };
    let mut at = 0;
    while let Some(&byte) = text.as_bytes().get(at) {
        if byte.is_ascii() {
            at += 1;
            let counted = COUNTED[usize::from(byte)];
            if counted > 0 {
                add(u32::from(counted));
            }
            continue;
        }
        let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) else { break };
        at += c.len_utf8();
        if c.is_alphanumeric() {
            c.to_lowercase().for_each(|c| add(u32::from(c)));
        }
    }
    // Nothing else has the key 0.
    if any { mix(key, gathered).max(1) } else { 0 }
}

/// ASCII letters and figures as they count in keys; nothing of any other byte.
const COUNTED: [u8; 256] = {
    let mut table = [0; 256];
    let mut byte = 0;
    while byte < 128 {
        if (byte as u8).is_ascii_alphanumeric() {
            table[byte] = (byte as u8).to_ascii_lowercase();
        }
        byte += 1;
    }
    table
};

/// A name as the page itself sets it: with its article where a line is nothing but that, and in small letters where it
/// has them anywhere.
pub(super) fn as_set(page: &Page<'_>, name: &str) -> String {
    let with_article = format!("The {name}");
    let is_line = |text: &str| page.units.iter().enumerate().take(20).any(|(at, _)| page.text(at) == text);
    if !name.starts_with("The ") && is_line(&with_article) {
        return with_article;
    }
    let shouts = name.contains(' ')
        && name.chars().all(|c| !c.is_lowercase())
        && name.split(' ').all(|word| word.chars().count() > 3);
    if !shouts || !name.is_ascii() {
        return name.to_owned();
    }
    let small: String = name
        .split(' ')
        .map(|word| word.get(..1).unwrap_or("").to_owned() + &word.get(1..).unwrap_or("").to_lowercase())
        .collect::<Vec<_>>()
        .join(" ");
    if page.raw.contains(&small) { small } else { name.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn copies_of_a_title_have_one_key() {
        let key = title_key("The talks on Kelvin's island: Ş 2016");
        assert_eq!(title_key("THE TALKS ON \u{212A}ELVIN’S ISLAND — ş, 2016!"), key);
        for other in ["the talks on kelvins island 2016", "the talks on kelvins island ş 201", "", "—"] {
            assert_ne!(title_key(other), key);
        }
        assert_eq!((title_key(""), title_key("— !")), (0, 0));
    }

    #[test]
    fn the_last_mark_is_the_one_that_ends_last() {
        let parts = ["a", " ", "|", "-", "–", "—", "｜", ":", "»", "_", " - ", " :: ", "«", "é", " » "];
        let mut state = 1_u32;
        for length in (0..12).cycle().take(20_000) {
            let mut text = String::new();
            for _ in 0..length {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text += parts[(state >> 16) as usize % parts.len()];
            }
            let expected = [" | ", " - ", " — ", " – ", "｜", "|", " :: ", " » ", "_", "–", "—", "-"]
                .iter()
                .filter_map(|mark| text.rfind(mark).map(|at| (at, *mark)))
                .max_by_key(|(at, mark)| (at + mark.len(), mark.len()));
            assert_eq!(last_mark(&text), expected, "{text:?}");
        }
    }
}
