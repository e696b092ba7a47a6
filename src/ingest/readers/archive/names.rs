//! Names in archives: shown, never used as paths; and what is passed over by its name.

use hashbrown::{HashMap, HashSet};

use chardetng::{EncodingDetector, Iso2022JpDetection, Utf8Detection};
use encoding_rs::{Encoding, IBM866, WINDOWS_1251, WINDOWS_1252};

use crate::ingest::passed_over::{
    ABOUT, COMPANION, HIDDEN, is_about_the_folder, page_stem, stems_of_companion, unread_type,
};
use crate::ingest::readers::{ending, may_be_read};

/// Characters of a name that are shown; longer ones are shown without their middle.
const LONGEST: usize = 1024;

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
    taken: HashMap<String, u64>,
}

impl Names {
    /// `name`, or what it is shown as where that is taken.
    pub fn unique(&mut self, name: String) -> String {
        let Some(count) = self.taken.get(&name).copied() else {
            self.taken.insert(name.clone(), 1);
            return name;
        };
        let kind = ending(name.rsplit('/').next().unwrap_or(&name)).map_or(0, |kind| kind.len() + 1);
        let (stem, kind) = name.split_at_checked(name.len() - kind).unwrap_or((&name, ""));
        let mut number = count;
        let other = loop {
            number += 1;
            let other = format!("{stem} ({number}){kind}");
            if !self.taken.contains_key(&other) {
                break other;
            }
        };
        self.taken.insert(name.clone(), number);
        self.taken.insert(other.clone(), 1);
        other
    }
}

/// The text of names that are not in UTF-8: which encoding, by all of them together.
pub(super) struct NameEncoding(Option<&'static Encoding>);

impl NameEncoding {
    /// Guesses from names that are not valid UTF-8. Western names are in the code page of DOS, which
    /// programs of its time wrote everywhere.
    pub fn guess<'a>(names: impl Iterator<Item = &'a [u8]>) -> Self {
        /// Enough to see.
        const MOST: usize = 2000;
        let mut detector = EncodingDetector::new(Iso2022JpDetection::Deny);
        let (mut of_dos, mut of_windows) = (0_usize, 0_usize);
        let others: Vec<&[u8]> = names.filter(|name| std::str::from_utf8(name).is_err()).take(MOST).collect();
        for name in &others {
            for &byte in *name {
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
        let has_words = |name: &&[u8]| {
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
        match self.0 {
            Some(encoding) => encoding.decode_without_bom_handling(name).0.into_owned(),
            None => name.iter().map(|&byte| dos(byte)).collect(),
        }
    }
}

/// A character of code page 437.
fn dos(byte: u8) -> char {
    const UPPER: &str = "ÇüéâäàåçêëèïîìÄÅÉæÆôöòûùÿÖÜ¢£¥₧ƒáíóúñÑªº¿⌐¬½¼¡«»░▒▓│┤╡╢╖╕╣║╗╝╜╛┐└┴┬├─┼╞╟╚╔╩╦╠═╬╧╨╤╥╙╘╒╓╫╪┘┌█▄▌▐▀αßΓπΣσµτΦΘΩδ∞φε∩≡±≥≤⌠⌡÷≈°∙·√ⁿ²■\u{A0}";
    if byte < 0x80 {
        return char::from(byte);
    }
    UPPER.chars().nth(usize::from(byte - 0x80)).unwrap_or('\u{FFFD}')
}

/// What an archive holds by its names, to tell what in it is no article.
#[derive(Debug, Default)]
pub(super) struct Contents {
    /// Paths of saved pages without their endings.
    pages: HashSet<String>,
    /// Folders that were told to be passed over.
    told: HashSet<String>,
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
            self.pages.insert(name.get(..folder + stem.len()).unwrap_or(name).to_owned());
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
                || stems_of_companion(part).any(|stem| self.pages.contains(&format!("{above}{stem}")));
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
                return if is_file || self.told.insert(path.to_owned()) {
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
