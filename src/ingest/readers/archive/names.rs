//! Names in archives: shown, never used as paths; and what is passed over by its name.
//!
//! An archive may have millions of names, each as long as a book. What is known of all of them together is
//! held by numbers that stand for them.

use std::borrow::Cow;
use std::hash::{DefaultHasher, Hasher as _};

use hashbrown::{HashMap, HashSet};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, WINDOWS_1251, WINDOWS_1252};

use crate::ingest::passed_over::{
    ABOUT, COMPANION, HIDDEN, is_about_the_folder, page_stem, stems_of_companion, unread_type,
};
use crate::ingest::readers::{ending, may_be_read};

/// Characters of a name that are shown; longer ones are shown without their middle.
const LONGEST: usize = 1024;
/// Bytes at the beginning of a name, and at its end, that are looked at: enough for what is shown of it.
const BEGINNING: usize = 6 << 10;
const END: usize = 2 << 10;

/// A name that may be of any length, without its middle.
pub(super) fn shortened(name: &[u8]) -> Cow<'_, [u8]> {
    match (name.get(..BEGINNING), name.len().checked_sub(END).and_then(|at| name.get(at..))) {
        (Some(beginning), Some(end)) if name.len() > BEGINNING + END => [beginning, end].concat().into(),
        _ => name.into(),
    }
}

/// The number that stands for a name, or for one in pieces. Two names with one number are met once in
/// billions of archives, and cost a wrong word about one file.
fn number_of(pieces: &[&str]) -> u64 {
    let mut hasher = DefaultHasher::new();
    for piece in pieces {
        hasher.write(piece.as_bytes());
    }
    hasher.finish()
}

/// A path in an archive as it is shown: with `/` between its parts, of which none leads up or away, and
/// without characters that are not seen or that turn the line around.
pub(super) fn clean(name: &str) -> String {
    let mut parts: Vec<&str> =
        name.split(['/', '\\']).filter(|part| !matches!(*part, "" | "." | "..")).collect();
    let is_drive = |part: &str| part.len() == 2 && part.ends_with(':');
    if parts.first().is_some_and(|first| is_drive(first)) {
        parts.remove(0);
    }
    let shown = harmless(&parts.join("/"));
    if shown.is_empty() { "unnamed".to_owned() } else { shown }
}

/// `name` without characters that are not seen or that turn the line around, and not too long.
pub(super) fn harmless(name: &str) -> String {
    let seen = |c: char| {
        let is_unseen = c.is_control()
            || matches!(c, '\u{200B}'..='\u{200F}' | '\u{2028}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{FEFF}');
        if is_unseen { '\u{FFFD}' } else { c }
    };
    let length = name.chars().take(LONGEST + 1).count();
    if length <= LONGEST {
        return name.chars().map(seen).collect();
    }
    let mut tail: Vec<char> = name.chars().rev().take(64).collect();
    tail.reverse();
    name.chars().take(LONGEST - 65).chain(['…']).chain(tail).map(seen).collect()
}

/// Tells apart what has one name in an archive: the second is shown as "talks (2).html".
#[derive(Debug, Default)]
pub(super) struct Names {
    /// With how many have it.
    taken: HashMap<u64, u64>,
}

impl Names {
    /// `name`, or what it is shown as where that is taken.
    pub fn unique(&mut self, name: String) -> String {
        let known = number_of(&[&name]);
        let Some(count) = self.taken.get(&known).copied() else {
            self.taken.insert(known, 1);
            return name;
        };
        let kind = ending(name.rsplit('/').next().unwrap_or(&name)).map_or(0, |kind| kind.len() + 1);
        let (stem, kind) = name.split_at_checked(name.len() - kind).unwrap_or((&name, ""));
        let mut number = count;
        let other = loop {
            number += 1;
            let other = format!("{stem} ({number}){kind}");
            if !self.taken.contains_key(&number_of(&[&other])) {
                break other;
            }
        };
        self.taken.insert(known, number);
        self.taken.insert(number_of(&[&other]), 1);
        other
    }
}

/// The text of names that are not in UTF-8: which encoding, by all of them together.
pub(super) struct NameEncoding(Option<&'static Encoding>);

impl NameEncoding {
    /// So many names that are not valid UTF-8 are enough to guess.
    const MOST: usize = 2000;

    /// Guesses from names that are not valid UTF-8. Western names are in the code page of DOS, which
    /// programs of its time wrote everywhere.
    pub fn guess<'a>(names: impl Iterator<Item = &'a [u8]>) -> Self {
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let (mut of_dos, mut of_windows) = (0_usize, 0_usize);
        let others: Vec<Cow<'_, [u8]>> =
            names.filter(|name| std::str::from_utf8(name).is_err()).take(Self::MOST).map(shortened).collect();
        for name in &others {
            for &byte in &**name {
                // Cyrillic letters in the code page of DOS, and in that of Windows.
                of_dos += usize::from(matches!(byte, 0x80..=0xAF | 0xE0..=0xEF));
                of_windows += usize::from(byte >= 0xC0);
            }
            detector.feed(name, false);
            detector.feed(b"\n", false);
        }
        detector.feed(b"\n", true);
        let found = detector.guess(None, Utf8Detection::Deny);
        let is_dos = of_dos > of_windows;
        let found = if found == WINDOWS_1251 && is_dos { IBM866 } else { found };
        let is_western = found == WINDOWS_1252 || found.is_single_byte() && found != IBM866 && is_dos;
        // A letter among others of ASCII is one with an accent, whatever else its byte may be.
        let has_words = |name: &Cow<'_, [u8]>| {
            let text = found.decode_without_bom_handling(name).0;
            let is_letter = |c: char| !c.is_ascii() && c.is_alphabetic();
            text.chars().zip(text.chars().skip(1)).any(|(a, b)| is_letter(a) && is_letter(b))
        };
        Self((!is_western && others.iter().any(has_words)).then_some(found))
    }

    /// `name` as text.
    pub fn decode(&self, name: &[u8]) -> String {
        if let Ok(text) = std::str::from_utf8(name) {
            return text.to_owned();
        }
        let name = shortened(name);
        match self.0 {
            Some(encoding) => encoding.decode_without_bom_handling(&name).0.into_owned(),
            None => name.iter().map(|&byte| dos(byte)).collect(),
        }
    }
}

/// A character of code page 437.
fn dos(byte: u8) -> char {
    #[rustfmt::skip]
    const UPPER: [char; 128] = [
        'Ç', 'ü', 'é', 'â', 'ä', 'à', 'å', 'ç', 'ê', 'ë', 'è', 'ï', 'î', 'ì', 'Ä', 'Å',
        'É', 'æ', 'Æ', 'ô', 'ö', 'ò', 'û', 'ù', 'ÿ', 'Ö', 'Ü', '¢', '£', '¥', '₧', 'ƒ',
        'á', 'í', 'ó', 'ú', 'ñ', 'Ñ', 'ª', 'º', '¿', '⌐', '¬', '½', '¼', '¡', '«', '»',
        '░', '▒', '▓', '│', '┤', '╡', '╢', '╖', '╕', '╣', '║', '╗', '╝', '╜', '╛', '┐',
        '└', '┴', '┬', '├', '─', '┼', '╞', '╟', '╚', '╔', '╩', '╦', '╠', '═', '╬', '╧',
        '╨', '╤', '╥', '╙', '╘', '╒', '╓', '╫', '╪', '┘', '┌', '█', '▄', '▌', '▐', '▀',
        'α', 'ß', 'Γ', 'π', 'Σ', 'σ', 'µ', 'τ', 'Φ', 'Θ', 'Ω', 'δ', '∞', 'φ', 'ε', '∩',
        '≡', '±', '≥', '≤', '⌠', '⌡', '÷', '≈', '°', '∙', '·', '√', 'ⁿ', '²', '■', '\u{A0}',
    ];
    match byte.checked_sub(0x80) {
        Some(upper) => UPPER.get(usize::from(upper)).copied().unwrap_or('\u{FFFD}'),
        None => char::from(byte),
    }
}

/// What the names of an archive say, gone through one by one before its files are read: what they are
/// in, and what in it is no article.
#[derive(Default)]
pub(super) struct FirstLook {
    /// Those that wait until it is known what they are in; a number of them, each shortened.
    waiting: Vec<Vec<u8>>,
    encoding: Option<NameEncoding>,
    contents: Contents,
}

impl FirstLook {
    /// Notes the name of a file.
    pub fn note(&mut self, name: &[u8]) {
        if let Ok(text) = std::str::from_utf8(name) {
            self.contents.note(&clean(text));
        } else if let Some(encoding) = &self.encoding {
            self.contents.note(&clean(&encoding.decode(name)));
        } else {
            self.waiting.push(shortened(name).into_owned());
            if self.waiting.len() == NameEncoding::MOST {
                self.encoding = Some(self.guess());
            }
        }
    }

    /// Guesses from those that wait, and notes them.
    fn guess(&mut self) -> NameEncoding {
        let waiting = std::mem::take(&mut self.waiting);
        let encoding = NameEncoding::guess(waiting.iter().map(Vec::as_slice));
        for name in waiting {
            self.contents.note(&clean(&encoding.decode(&name)));
        }
        encoding
    }

    /// What all of them said.
    pub fn finish(mut self) -> (NameEncoding, Contents) {
        let encoding = self.encoding.take();
        (encoding.unwrap_or_else(|| self.guess()), self.contents)
    }
}

/// What an archive holds by its names, to tell what in it is no article.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Paths of saved pages without their endings.
    pages: HashSet<u64>,
    /// Folders that were told to be passed over.
    told: HashSet<u64>,
}

/// What becomes of a member, by its name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Verdict {
    /// It is opened.
    Open,
    /// It is passed over, and was told with others.
    Silent,
    /// It is passed over, and so is all that lies under this name.
    Told(String, String),
}

impl Contents {
    /// Notes a file called `name`, already cleaned.
    pub fn note(&mut self, name: &str) {
        let base = name.rsplit('/').next().unwrap_or(name);
        if let Some(stem) = page_stem(base) {
            let folder = name.len() - base.len();
            self.pages.insert(number_of(&[name.get(..folder).unwrap_or(""), stem]));
        }
    }

    /// What becomes of a file called `name`, once all names were noted.
    pub fn verdict(&mut self, name: &str) -> Verdict {
        let mut from = 0;
        for part in name.split('/') {
            let to = from + part.len();
            let path = name.get(..to).unwrap_or(name);
            let is_file = to == name.len();
            let above = name.get(..from).unwrap_or("");
            let belongs =
                || stems_of_companion(part).any(|stem| self.pages.contains(&number_of(&[above, stem])));
            // What macOS puts into archives beside the files.
            let why = if part.starts_with('.') {
                Some(HIDDEN)
            } else if !is_file && part == "__MACOSX" {
                Some("It holds what macOS notes of the files beside it. Nothing is missing")
            } else if !is_file && belongs() {
                Some(COMPANION)
            } else if is_file && is_about_the_folder(part) {
                Some(ABOUT)
            } else {
                None
            };
            if let Some(why) = why {
                return if is_file || self.told.insert(number_of(&[path])) {
                    Verdict::Told(path.to_owned(), why.to_owned())
                } else {
                    Verdict::Silent
                };
            }
            if is_file && !may_be_read(part) {
                return Verdict::Told(path.to_owned(), unread_type(part));
            }
            from = to + 1;
        }
        Verdict::Open
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_are_shown_harmlessly() {
        for (name, expected) in [
            ("a/b.txt", "a/b.txt"),
            ("../../etc/passwd", "etc/passwd"),
            ("/etc/passwd", "etc/passwd"),
            ("C:\\texts\\Ada\\talks.txt", "texts/Ada/talks.txt"),
            ("a/./b//c.txt", "a/b/c.txt"),
            ("..", "unnamed"),
            ("", "unnamed"),
            ("a\u{202E}txt.exe\n", "a\u{FFFD}txt.exe\u{FFFD}"),
            ("статья.txt", "статья.txt"),
        ] {
            assert_eq!(clean(name), expected, "{name:?}");
        }
        let long = clean(&format!("{}.html", "ab".repeat(100_000)));
        assert!(long.chars().count() == LONGEST && long.ends_with("ab.html"));
    }

    #[test]
    fn names_are_told_apart() {
        let mut names = Names::default();
        let shown: Vec<String> = ["a/b.txt", "a/b (2).txt", "a/b.txt", "a/b.txt", "a.b/c", "a.b/c"]
            .map(|n| names.unique(n.into()))
            .into();
        assert_eq!(shown, ["a/b.txt", "a/b (2).txt", "a/b (3).txt", "a/b (4).txt", "a.b/c", "a.b/c (2)"]);
        let mut same = Names::default();
        let last = (0..50_000).map(|_| same.unique("a.txt".into())).last();
        assert_eq!(last.as_deref(), Some("a (50000).txt"));
    }

    #[test]
    fn long_names_cost_little() {
        let long = |byte: u8, end: &str| [vec![byte; 1 << 20], end.into()].concat();
        let encoding = NameEncoding::guess([&b"Br\x81cke.txt"[..]].into_iter());
        let text = encoding.decode(&long(0x81, ".html"));
        assert!(
            text.chars().count() <= BEGINNING + END && text.starts_with("üü") && text.ends_with("ü.html")
        );
        assert_eq!(encoding.decode(&long(b'a', ".html")).len(), (1 << 20) + 5);
        let every: String = (0x80..=0xFF).map(dos).collect();
        assert!(every.starts_with("Çüé") && every.ends_with("²■\u{A0}"));
        // However many there are, few wait; and all are known in the end.
        let mut look = FirstLook::default();
        let page = |n: usize| [format!("{n}/Br").as_bytes(), b"\x81cke.html"].concat();
        for n in 0..NameEncoding::MOST + 10 {
            look.note(&page(n));
            look.note(format!("{n}/Talks.html").as_bytes());
            assert!(look.waiting.len() < NameEncoding::MOST);
        }
        look.note(&long(0x81, ".html"));
        assert!(look.waiting.is_empty());
        let mut look_again = FirstLook::default();
        look_again.note(&long(0x81, ".html"));
        assert!(look_again.waiting.iter().all(|name| name.len() <= BEGINNING + END));
        let (encoding, mut contents) = look.finish();
        for n in [0, 5, NameEncoding::MOST + 9] {
            assert_eq!(encoding.decode(&page(n)), format!("{n}/Brücke.html"));
            for folder in ["Brücke_files", "Talks_files"] {
                let verdict = contents.verdict(&format!("{n}/{folder}/ad.html"));
                assert_eq!(verdict, Verdict::Told(format!("{n}/{folder}"), COMPANION.to_owned()));
                assert_eq!(contents.verdict(&format!("{n}/{folder}/b.html")), Verdict::Silent);
            }
            assert_eq!(contents.verdict(&format!("{n}/other_files/ad.html")), Verdict::Open);
        }
    }

    #[test]
    fn names_in_other_encodings() {
        for (bytes, expected) in [
            (&b"Br\x81cke.txt"[..], "Brücke.txt"),
            (b"\x91\xE2\xA0\xE2\xEC\xEF \xAE \xAC\xAE\xE1\xE2\xA5.txt", "Статья о мосте.txt"),
            (b"\xD1\xF2\xE0\xF2\xFC\xFF \xEE \xEC\xEE\xF1\xF2\xE5.txt", "Статья о мосте.txt"),
            (b"\xD0\xC2\xCE\xC5\xB1\xA8\xB5\xC0.txt", "新闻报道.txt"),
            ("Мост.txt".as_bytes(), "Мост.txt"),
        ] {
            let encoding = NameEncoding::guess([bytes].into_iter());
            assert_eq!(encoding.decode(bytes), expected);
        }
    }
}
