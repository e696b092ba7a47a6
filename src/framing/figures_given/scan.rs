//! A sentence cut into numbers, words and signs: finer than the corpus's words, which keep "4.2m" whole.

use crate::corpus::{Language, Span};
use crate::text::normalise::fold;

/// What a token is.
#[derive(Debug, Clone, PartialEq)]
pub(super) enum Shape {
    /// Digits with their separators.
    Number(f64),
    /// `03:40`, in minutes since midnight.
    Clock(u32),
    /// `2016-09-02`.
    IsoDate(jiff::civil::Date),
    /// A run of letters, folded.
    Word(String),
    /// Any other character.
    Sign(char),
}

/// A piece of a sentence.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Token {
    pub shape: Shape,
    /// Bytes of the sentence's text.
    pub span: Span,
    /// Whether nothing stands between it and the token before.
    pub glued: bool,
    /// Whether it is a word written with a capital.
    pub capital: bool,
}

impl Token {
    /// The folded word, empty for anything else.
    pub fn word(&self) -> &str {
        if let Shape::Word(word) = &self.shape { word } else { "" }
    }

    /// Whether it is this sign.
    pub fn is(&self, sign: char) -> bool {
        self.shape == Shape::Sign(sign)
    }

    /// Whether it joins two numbers into a range.
    pub fn is_dash(&self) -> bool {
        matches!(self.shape, Shape::Sign('-' | '–' | '—' | '‑'))
    }
}

/// How numbers are written in a language: what parts thousands, what parts the decimals.
#[derive(Debug, Clone, Copy)]
struct Separators {
    thousands: &'static [char],
    decimal: char,
}

impl Separators {
    fn of(language: Language) -> Self {
        const SPACES: &[char] = &[' ', '\u{a0}', '\u{202f}'];
        const POINTS: &[char] = &['.', '\u{a0}', '\u{202f}'];
        match language.code() {
            Some("ru" | "uk" | "fr" | "pl" | "cs" | "sv" | "fi" | "no" | "bg") => {
                Self { thousands: SPACES, decimal: ',' }
            }
            Some("de" | "es" | "it" | "pt" | "nl" | "tr" | "id" | "da") => {
                Self { thousands: POINTS, decimal: ',' }
            }
            _ => Self { thousands: &[',', '\u{202f}'], decimal: '.' },
        }
    }
}

/// The tokens of `text`, in order. Linear in its length.
pub(super) fn scan(text: &str, language: Language) -> Vec<Token> {
    let separators = Separators::of(language);
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut end = usize::MAX;
    let mut folded = String::new();
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let from = at;
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let (shape, capital) = if digit(c).is_some() {
            let (shape, to) = number(text, at, separators);
            at = to;
            (shape, false)
        } else if c.is_alphabetic() {
            at = word_end(text, at);
            fold(text.get(from..at).unwrap_or(""), &mut folded);
            (Shape::Word(folded.clone()), c.is_uppercase())
        } else {
            at += c.len_utf8();
            (Shape::Sign(width_folded(c)), false)
        };
        tokens.push(Token { shape, span: Span::new(from, at), glued: from == end, capital });
        end = at;
    }
    tokens
}

/// The value of a digit of any width.
fn digit(c: char) -> Option<u32> {
    match c {
        '0'..='9' => c.to_digit(10),
        '０'..='９' => Some(c as u32 - '０' as u32),
        _ => None,
    }
}

fn width_folded(c: char) -> char {
    match c {
        '％' => '%',
        '－' | '−' | '〜' | '～' => '–',
        '，' => ',',
        '．' => '.',
        '＄' => '$',
        '￥' => '¥',
        other => other,
    }
}

fn word_end(text: &str, from: usize) -> usize {
    let mut to = from;
    let Some(rest) = text.get(from..) else { return from };
    let mut chars = rest.chars().peekable();
    while let Some(c) = chars.next() {
        let inside = matches!(c, '\'' | '’') && chars.peek().is_some_and(|next| next.is_alphabetic());
        if !c.is_alphabetic() && !inside && !is_mark(c) {
            break;
        }
        to += c.len_utf8();
    }
    to
}

fn is_mark(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{ad}')
}

/// The digits from `from`: `(length in bytes, digits)`.
fn digits(text: &str, from: usize) -> (usize, String) {
    let mut found = String::new();
    let mut length = 0;
    for c in text.get(from..).unwrap_or("").chars() {
        let Some(value) = digit(c) else { break };
        found.extend(char::from_digit(value, 10));
        length += c.len_utf8();
    }
    (length, found)
}

/// Reads a number, clock time or date that begins at `from`: what it is and where it ends.
fn number(text: &str, from: usize, separators: Separators) -> (Shape, usize) {
    let (length, first) = digits(text, from);
    let mut at = from + length;
    if let Some(found) = iso_date(text, at, &first).or_else(|| clock(text, at, &first)) {
        return found;
    }
    let mut whole = first;
    let mut decimals = String::new();
    let mut groups = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        let sign = width_folded(c);
        let (length, more) = digits(text, at + c.len_utf8());
        let three = more.len() == 3 && (groups > 0 || whole.len() <= 3);
        if three && separators.thousands.contains(&sign) {
            whole.push_str(&more);
            groups += 1;
            at += c.len_utf8() + length;
        } else {
            if !more.is_empty() && sign == separators.decimal {
                decimals = more;
                at += c.len_utf8() + length;
            }
            break;
        }
    }
    let value = format!("{whole}.{decimals}0").parse().unwrap_or(f64::INFINITY);
    (Shape::Number(value), at)
}

fn clock(text: &str, at: usize, hours: &str) -> Option<(Shape, usize)> {
    let rest = text.get(at..)?;
    let sign = rest.chars().next().filter(|c| matches!(c, ':' | '：'))?;
    let (length, minutes) = digits(text, at + sign.len_utf8());
    let (hours, count): (u32, u32) = (hours.parse().ok()?, minutes.parse().ok()?);
    (minutes.len() == 2 && hours < 25 && count < 60)
        .then(|| (Shape::Clock(hours % 24 * 60 + count), at + sign.len_utf8() + length))
}

fn iso_date(text: &str, at: usize, year: &str) -> Option<(Shape, usize)> {
    let rest = text.get(at..)?;
    let bytes = rest.as_bytes();
    let (month, day) = (rest.get(1..3)?, rest.get(4..6)?);
    if year.len() != 4 || bytes.first() != Some(&b'-') || bytes.get(3) != Some(&b'-') {
        return None;
    }
    let date = jiff::civil::Date::new(year.parse().ok()?, month.parse().ok()?, day.parse().ok()?).ok()?;
    Some((Shape::IsoDate(date), at + 6))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, language: &str, expected: &[f64]) {
        let tokens = scan(text, Language::from_code(language));
        let found: Vec<f64> = tokens
            .iter()
            .filter_map(|t| if let Shape::Number(n) = t.shape { Some(n) } else { None })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn numbers_are_read_as_their_language_writes_them() {
        check("2,140 people, 4.2m florins, 1,234,567.5", "en", &[2140.0, 4.2, 1_234_567.5]);
        check("in 1996, 2021 and 12, 345", "en", &[1996.0, 2021.0, 12.0, 345.0]);
        check("12 345,6 тонны, 2140 человек", "ru", &[12345.6, 2140.0]);
        check("1.234.567,8 Euro", "de", &[1_234_567.8]);
        check("３００メートル ２万２４００", "ja", &[300.0, 2.0, 2400.0]);
        check("v1.2.3", "en", &[1.2, 3.0]);
        let long = "9".repeat(400);
        check(&long, "en", &[f64::INFINITY]);
    }

    #[test]
    fn times_and_dates_are_no_numbers() {
        let en = Language::from_code("en");
        assert_eq!(scan("03:40", en)[0].shape, Shape::Clock(220));
        let date = jiff::civil::date(2016, 9, 2);
        assert_eq!(scan("2016-09-02.", en)[0].shape, Shape::IsoDate(date));
        assert_eq!(scan("2016-09", en).len(), 3);
    }
}
