//! Says quickly of most lines that no furniture phrase is in them: most lines are running text.
//!
//! A line that is a phrase, begins with one or is a menu begins with the words that a phrase begins with; and a line that
//! holds a phrase holds its longest word. Only lines in ASCII are told so; of any other, and where these words do
//! stand, the look-up decides.

use aho_corasick::packed::{Config, MatchKind, Searcher};

use crate::text::runs::{eight, run_of_letters};

/// What begins lines of furniture, and what stands inside them.
#[derive(Default)]
pub(super) struct Openings {
    /// Phrases of one word, phrases by their first two.
    words: Vec<u64>,
    pairs: Vec<u64>,
    /// The longest words of phrases that may stand anywhere, in lower case.
    inside: Option<Searcher>,
    /// First bytes of such phrases without a word.
    marks: Vec<u8>,
}

/// 4 KiB each.
const BITS: u32 = 15;

impl Openings {
    /// Of folded phrases: those that lines begin with, and those that stand anywhere in them.
    pub fn new<'a>(beginnings: impl Iterator<Item = &'a str>, inside: impl Iterator<Item = &'a str>) -> Self {
        let mut this =
            Self { words: vec![0; 1 << (BITS - 6)], pairs: vec![0; 1 << (BITS - 6)], ..Self::default() };
        for phrase in beginnings {
            let (first, second) = first_words(phrase.as_bytes());
            let (bits, at) = match second {
                None => (&mut this.words, slot(key(first))),
                Some(second) => (&mut this.pairs, slot(pair(first, second))),
            };
            bits[at >> 6] |= 1 << (at & 63);
        }
        let mut longest: Vec<&str> = Vec::new();
        for phrase in inside.filter(|phrase| phrase.is_ascii()) {
            let words = phrase.split(|c: char| !c.is_ascii_alphabetic());
            match words.max_by_key(|word| word.len()).filter(|word| word.len() >= SHORTEST) {
                Some(word) => longest.push(word),
                None => this.marks.extend(phrase.bytes().next()),
            }
        }
        longest.sort_unstable();
        longest.dedup();
        this.marks.sort_unstable();
        this.marks.dedup();
        let mut config = Config::new();
        this.inside = config.match_kind(MatchKind::LeftmostFirst).builder().extend(longest).build();
        this
    }

    /// Whether `text`, a line, may begin with one of the phrases that lines begin with. Of what is not ASCII nothing
    /// is known.
    pub fn may_begin(&self, text: &str) -> bool {
        !text.is_ascii() || self.begin(text.as_bytes())
    }

    /// Whether one of the phrases that stand anywhere may be in `text`, a line with ASCII letters in lower case.
    pub fn may_be_inside(&self, text: &str) -> bool {
        !text.is_ascii() || self.stand_in(text.as_bytes())
    }

    fn begin(&self, text: &[u8]) -> bool {
        let is_edge = |byte: &u8| !(byte.is_ascii_alphanumeric() || b"#{}$%".contains(byte));
        let from = text.iter().take_while(|byte| is_edge(byte)).count();
        let text = text.get(from..).unwrap_or(&[]);
        // Numbers and marks begin phrases of their own.
        if !text.first().is_some_and(u8::is_ascii_alphabetic) {
            return true;
        }
        let (first, second) = first_words(text);
        let holds =
            |bits: &[u64], at: usize| bits.get(at >> 6).is_some_and(|bits| bits >> (at & 63) & 1 == 1);
        holds(&self.words, slot(key(first)))
            || second.is_some_and(|second| holds(&self.pairs, slot(pair(first, second))))
    }

    fn stand_in(&self, text: &[u8]) -> bool {
        let stands = |mark: &u8| text.iter().fold(0, |any, byte| any | u8::from(byte == mark)) > 0;
        self.marks.iter().any(stands) || self.inside.as_ref().is_none_or(|inside| inside.find(text).is_some())
    }
}

/// A shorter word is no word to look for.
const SHORTEST: usize = 3;

/// The first two runs of letters.
fn first_words(text: &[u8]) -> (&[u8], Option<&[u8]>) {
    let (first, rest) = text.split_at(run_of_letters(text));
    let gap = rest.iter().take_while(|byte| !byte.is_ascii_alphabetic()).count();
    let rest = rest.get(gap..).unwrap_or(&[]);
    let second = rest.get(..run_of_letters(rest)).filter(|second| !second.is_empty());
    (first, second)
}

/// The length of a word of letters and its first ones, whatever their case.
fn key(word: &[u8]) -> u64 {
    const SMALL: u64 = u64::from_ne_bytes([b' '; 8]);
    let counted = word.len().min(7);
    let letters = (eight(word) | SMALL) & ((1 << (8 * counted)) - 1);
    letters << 8 | (word.len() as u64 & 0xFF)
}

fn pair(first: &[u8], second: &[u8]) -> u64 {
    key(first).wrapping_mul(0x9E37_79B9_7F4A_7C15) ^ key(second)
}

fn slot(key: u64) -> usize {
    (key.wrapping_mul(0xD6E8_FEB8_6659_FD93) >> (64 - BITS)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;

    fn may_be_in(openings: &Openings, text: &str) -> bool {
        let begins = openings.may_begin(text);
        assert_eq!(begins, openings.may_begin(&text.to_ascii_uppercase()), "{text}");
        begins || openings.may_be_inside(text)
    }

    #[test]
    fn no_line_with_a_phrase_is_passed_over() {
        let openings = Openings::new(
            ["home", "read more", "page # of #", "главная"].into_iter(),
            ["all rights reserved", "{{#", "via tabloid"].into_iter(),
        );
        for text in [
            "home",
            "home | world",
            "* read  more: the talks",
            "page 2 of 3",
            "2 of 3",
            "главная",
            "xtabloids",
            "the talks were {{held",
            "nobody reserved a table",
        ] {
            assert!(may_be_in(&openings, text), "{text}");
        }
        for text in ["homes were built", "read the draft", "the talks ended.", "page by page"] {
            assert!(!may_be_in(&openings, text), "{text}");
        }
    }
}
