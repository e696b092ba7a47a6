//! Ways to write numbers: what groups thousands, and what stands before decimals.
//!
//! Figures, captions and files are written in [`Numbers::ENGLISH`], so that they can be read and cited anywhere.
//! The window writes its own labels as its user does.

use super::format;

/// What groups thousands, and what stands before decimals.
///
/// ```
/// use parallax::figure::Numbers;
/// assert_eq!(Numbers::ENGLISH.fixed(12_345.6, 1), "12,345.6");
/// assert_eq!(Numbers::of_locale("de_DE.UTF-8").fixed(12_345.6, 1), "12.345,6");
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Numbers {
    group: &'static str,
    point: &'static str,
}

/// Languages that write 12.345,6.
const POINT_COMMA: &[&str] = &[
    "az", "bs", "ca", "da", "de", "el", "es", "eu", "fo", "gl", "hr", "id", "is", "it", "mk", "nl", "pt",
    "ro", "sl", "sr", "tr", "vi",
];

/// Languages that write 12 345,6.
const SPACE_COMMA: &[&str] = &[
    "af", "be", "bg", "cs", "et", "fi", "fr", "hu", "hy", "ka", "kk", "ky", "lt", "lv", "nb", "nn", "no",
    "pl", "ru", "sk", "sq", "sv", "tg", "tk", "uk", "uz",
];

/// Places that write otherwise than their language does elsewhere.
const PLACES: &[(&str, &[&str], Numbers)] = &[
    ("de", &["CH", "LI"], Numbers::APOSTROPHE_POINT),
    ("it", &["CH"], Numbers::APOSTROPHE_POINT),
    ("de", &["AT"], Numbers::SPACE_COMMA),
    ("pt", &["PT", "AO", "MZ", "CV"], Numbers::SPACE_COMMA),
    ("en", &["ZA"], Numbers::SPACE_COMMA),
    ("es", &["MX", "US", "GT", "HN", "NI", "PA", "PE", "SV", "DO", "PR"], Numbers::ENGLISH),
    ("ar", &["DZ", "LY", "MA", "TN"], Numbers::POINT_COMMA),
];

impl Default for Numbers {
    /// As figures and files have them.
    fn default() -> Self {
        Self::ENGLISH
    }
}

impl Numbers {
    /// 12,345.6: also what figures and files have.
    pub const ENGLISH: Self = Self { group: ",", point: "." };
    /// 12.345,6.
    pub const POINT_COMMA: Self = Self { group: ".", point: "," };
    /// 12 345,6, with a space at which no line breaks.
    pub const SPACE_COMMA: Self = Self { group: "\u{A0}", point: "," };
    /// 12’345.6.
    pub const APOSTROPHE_POINT: Self = Self { group: "’", point: "." };

    /// As numbers are written where this locale is spoken, such as "de_CH.UTF-8" or "pt-BR"; English where it is
    /// not known.
    pub fn of_locale(name: &str) -> Self {
        let tag = name.split(['.', '@']).next().unwrap_or_default();
        let mut parts = tag.split(['_', '-']);
        let language = parts.next().unwrap_or_default().to_ascii_lowercase();
        let territory = parts.find(|part| part.len() == 2).unwrap_or_default().to_ascii_uppercase();
        let of_place = PLACES
            .iter()
            .find(|(of, places, _)| *of == language && places.contains(&territory.as_str()))
            .map(|(.., numbers)| *numbers);
        let is_in = |list: &[&str]| list.contains(&language.as_str());
        match of_place {
            Some(numbers) => numbers,
            None if is_in(POINT_COMMA) => Self::POINT_COMMA,
            None if is_in(SPACE_COMMA) => Self::SPACE_COMMA,
            None if language == "rm" => Self::APOSTROPHE_POINT,
            None => Self::ENGLISH,
        }
    }

    /// A number as figures have it, written this way.
    fn rewritten(self, english: String) -> String {
        if self == Self::ENGLISH {
            return english;
        }
        let mut out = String::with_capacity(english.len() + 4);
        for character in english.chars() {
            match character {
                ',' => out.push_str(self.group),
                '.' => out.push_str(self.point),
                other => out.push(other),
            }
        }
        out
    }

    /// [`format::count`].
    pub fn count(self, number: u64) -> String {
        self.rewritten(format::count(number))
    }

    /// [`format::counted`].
    pub fn counted(self, number: u64, one: &str, many: &str) -> String {
        format!("{} {}", self.count(number), if number == 1 { one } else { many })
    }

    /// [`format::fixed`].
    pub fn fixed(self, number: f64, decimals: usize) -> String {
        self.rewritten(format::fixed(number, decimals))
    }

    /// [`format::number`].
    pub fn number(self, number: f64) -> String {
        self.rewritten(format::number(number))
    }

    /// [`format::percent`].
    pub fn percent(self, share: f64) -> String {
        self.rewritten(format::percent(share))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_written_as_their_reader_does() {
        for (numbers, count, fixed, share) in [
            (Numbers::ENGLISH, "1,234,567", "−12,345.60", "4.2%"),
            (Numbers::POINT_COMMA, "1.234.567", "−12.345,60", "4,2%"),
            (Numbers::SPACE_COMMA, "1\u{A0}234\u{A0}567", "−12\u{A0}345,60", "4,2%"),
            (Numbers::APOSTROPHE_POINT, "1’234’567", "−12’345.60", "4.2%"),
        ] {
            assert_eq!(numbers.count(1_234_567), count);
            assert_eq!(numbers.counted(1_234_567, "word", "words"), format!("{count} words"));
            assert_eq!(numbers.fixed(-12_345.6, 2), fixed);
            assert_eq!(numbers.percent(0.042), share);
            assert_eq!((numbers.count(999), numbers.number(f64::NAN)), ("999".into(), "–".into()));
        }
    }

    #[test]
    fn a_locale_says_how_numbers_are_written() {
        for (locale, expected) in [
            ("", Numbers::ENGLISH),
            ("C", Numbers::ENGLISH),
            ("POSIX", Numbers::ENGLISH),
            ("en_GB.UTF-8", Numbers::ENGLISH),
            ("ja_JP", Numbers::ENGLISH),
            ("de_DE.UTF-8@euro", Numbers::POINT_COMMA),
            ("de-CH", Numbers::APOSTROPHE_POINT),
            ("de_AT", Numbers::SPACE_COMMA),
            ("pt-BR", Numbers::POINT_COMMA),
            ("pt_PT", Numbers::SPACE_COMMA),
            ("fr_FR", Numbers::SPACE_COMMA),
            ("sr-Latn-RS", Numbers::POINT_COMMA),
            ("es-MX", Numbers::ENGLISH),
            ("RU_ru", Numbers::SPACE_COMMA),
            ("日本", Numbers::ENGLISH),
        ] {
            assert_eq!(Numbers::of_locale(locale), expected, "{locale}");
        }
    }
}
