//! Forms under which names, addresses and lines are looked up. Not the folding that counts words:
//! that is `text::normalise`; here whatever does not help to recognise a name is thrown away.

use icu_normalizer::DecomposingNormalizerBorrowed;

use crate::text::runs::{any_byte, any_pair};

/// Gives the look-up key of a name to `take`: letters and digits only, without case, width or accents, without a
/// leading "the". `The Japan-News` and `japan_news` have the same key. A short ASCII name needs no memory of its own.
pub(super) fn with_name_key<T>(name: &str, take: impl FnOnce(&str) -> T) -> T {
    let bare = without_the(name.trim());
    let mut short = [0; 64];
    if bare.len() > short.len() || !bare.is_ascii() {
        return take(&name_key(name));
    }
    let mut len = 0;
    for byte in bare.bytes() {
        let counted = COUNTED[usize::from(byte)];
        if let Some(next) = short.get_mut(len) {
            *next = counted;
        }
        // What is no part of the key is written over.
        len += usize::from(counted > 0);
    }
    take(short.get(..len).and_then(|key| std::str::from_utf8(key).ok()).unwrap_or(""))
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

/// The look-up key of a name: see [`with_name_key`].
pub(super) fn name_key(name: &str) -> String {
    let mut key = String::with_capacity(name.len());
    let name = without_the(name.trim());
    if name.is_ascii() {
        key.extend(name.chars().filter(char::is_ascii_alphanumeric).map(|c| c.to_ascii_lowercase()));
        return key;
    }
    let decomposed = DecomposingNormalizerBorrowed::new_nfkd().normalize(name);
    for c in decomposed.chars().flat_map(char::to_lowercase) {
        if c.is_alphanumeric() && !('\u{300}'..='\u{36F}').contains(&c) {
            key.push(c);
        }
    }
    key
}

/// `name` without a leading "the" that is followed by something.
fn without_the(name: &str) -> &str {
    match (name.get(..3), name.get(3..)) {
        (Some(the), Some(rest))
            if the.eq_ignore_ascii_case("the")
                && rest.starts_with([' ', '-', '_'])
                && rest.chars().any(char::is_alphanumeric) =>
        {
            rest
        }
        _ => name,
    }
}

/// What a host name may measure at most, in bytes.
const LONGEST_HOST: usize = 253;

/// The host in lower case and the first folder of the path, of a host name or an address.
/// `None` when it cannot be one.
pub(super) fn host_and_path(address: &str) -> Option<(String, String)> {
    // Most of what is asked for is a name.
    if !any_byte(address.as_bytes(), |byte| byte == b'.') {
        return None;
    }
    let address = address.trim();
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    let (authority, path) = rest.split_at_checked(end)?;
    let host = authority.rsplit_once('@').map_or(authority, |(_, host)| host);
    let host = host.split_once(':').map_or(host, |(host, _)| host);
    let host = host.trim_end_matches('.').to_lowercase();
    let host = host.strip_prefix("www.").unwrap_or(&host);
    if host.len() > LONGEST_HOST || !host.contains('.') || host.contains(char::is_whitespace) {
        return None;
    }
    let folder = path.strip_prefix('/').unwrap_or("");
    let folder = folder.split(['/', '?', '#']).next().unwrap_or("");
    Some((host.to_owned(), folder.to_lowercase()))
}

/// A line for comparing with furniture phrases, written into `out`: lower case, full-width forms
/// narrowed, typographic quotes and dashes plain, every number `#`, white space single, and
/// neither punctuation nor spaces at the ends.
pub(super) fn line(text: &str, out: &mut String) {
    fold(text.trim_matches(is_edge), out);
}

/// The beginning of a line, as [`line`], but with what it ends in: "Related:" does not begin
/// "Related companies".
pub(super) fn beginning(text: &str, out: &mut String) {
    fold(text.trim_start_matches(is_edge).trim_end(), out);
}

fn fold(text: &str, out: &mut String) {
    out.clear();
    let bytes = text.as_bytes();
    if is_plain(bytes) {
        out.push_str(text);
        out.make_ascii_lowercase();
        return;
    }
    let mut in_number = false;
    let mut at = 0;
    while let Some(&byte) = bytes.get(at) {
        // What stays as it is, but for capitals, is taken by the run; a number goes on over its comma.
        let run = if in_number && matches!(byte, b'.' | b',') { 0 } else { plain_run(&bytes[at..], out) };
        if run > 0 {
            let from = out.len();
            out.push_str(text.get(at..at + run).unwrap_or(""));
            if let Some(plain) = out.get_mut(from..) {
                plain.make_ascii_lowercase();
            }
            in_number = false;
            at += run;
            continue;
        }
        let c = match byte {
            0..0x80 => char::from(byte),
            _ => text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' '),
        };
        at += c.len_utf8();
        let c = plain(c);
        if c.is_numeric() || c == '#' {
            if !in_number {
                out.push('#');
                in_number = true;
            }
            continue;
        }
        let next = || text.get(at..).and_then(|rest| rest.chars().next());
        if in_number && matches!(c, '.' | ',') && next().is_some_and(|n| plain(n).is_numeric()) {
            continue;
        }
        in_number = false;
        if c.is_whitespace() {
            if !out.ends_with(' ') {
                out.push(' ');
            }
        } else if c.is_ascii() {
            out.push(c.to_ascii_lowercase());
        } else if !is_invisible(c) {
            out.extend(c.to_lowercase());
        }
    }
}

/// Whether all of `text` is what [`plain_run`] takes: all places are looked at, many at once.
fn is_plain(text: &[u8]) -> bool {
    !any_byte(text, |byte| !stays(byte)) && !any_pair(text, |a, b| u8::from(a == b' ') & u8::from(b == b' '))
}

/// How many ASCII characters stand at the beginning of `text`, to be put behind `out`, that folding leaves alone but for
/// their case: no figures, no second space.
fn plain_run(text: &[u8], out: &str) -> usize {
    let mut before = out.bytes().next_back().unwrap_or(0);
    text.iter()
        .take_while(|&&byte| {
            let is_second = byte == b' ' && before == b' ';
            before = byte;
            STAYS[usize::from(byte)] && !is_second
        })
        .count()
}

/// ASCII characters that are neither figures, nor stand for them, nor for a mark, nor are other white space.
const STAYS: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x7F {
        table[byte as usize] = stays(byte);
        byte += 1;
    }
    table
};

/// See [`STAYS`].
const fn stays(byte: u8) -> bool {
    matches!(byte, b' '..0x7F) && !byte.is_ascii_digit() && !matches!(byte, b'#' | b'`')
}

/// Whether a character at the end of a line says nothing about what the line is.
fn is_edge(c: char) -> bool {
    if c.is_ascii() {
        // "#" stands for a number in phrases, "{" begins unrendered template text.
        return !(c.is_ascii_alphanumeric() || matches!(c, '#' | '{' | '}' | '$' | '%'));
    }
    !(c.is_alphanumeric() || matches!(c, '©' | 'Ⓒ' | '€' | '£' | '¥' | '₽'))
}

/// The plain form of typographic and full-width variants.
fn plain(c: char) -> char {
    match c {
        '\u{FF01}'..='\u{FF5E}' => char::from_u32(c as u32 - 0xFEE0).unwrap_or(c),
        '\u{3000}' | '\u{A0}' | '\u{202F}' => ' ',
        '’' | '‘' | '‛' | 'ʼ' | '`' => '\'',
        '“' | '”' | '„' | '«' | '»' => '"',
        '–' | '—' | '‑' | '‐' | '−' => '-',
        _ => c,
    }
}

/// Soft hyphens, joiners, marks of direction.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}')
}

/// Whether two neighbours would be one word: then a name that begins or ends between them is only
/// part of a word. Scripts without spaces have no such bound.
pub(super) fn joins(a: char, b: char) -> bool {
    is_spaced(a) && is_spaced(b)
}

/// Letters and digits of scripts that put spaces between words.
fn is_spaced(c: char) -> bool {
    if c.is_ascii() {
        return c.is_ascii_alphanumeric();
    }
    c.is_alphanumeric() && !is_spaceless(c)
}

/// Han, kana, Thai, Lao, Khmer, Myanmar; Hangul too, where particles are glued to names.
pub(super) fn is_spaceless(c: char) -> bool {
    matches!(c as u32,
        0x0E00..=0x0EFF | 0x1000..=0x109F | 0x1100..=0x11FF | 0x1780..=0x17FF
        | 0x3005..=0x3007 | 0x3040..=0x30FF | 0x3130..=0x318F | 0x31F0..=0x31FF
        | 0x3400..=0x4DBF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3 | 0xF900..=0xFAFF
        | 0xFF66..=0xFF9D | 0x2_0000..=0x3_FFFF)
}
