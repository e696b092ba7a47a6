//! The little words of languages in Latin letters ("the", "und", "que"), counted in a text.
//!
//! News prose is full of them. A word is looked up by its letters as one number: this is done for every word of the
//! beginning of every article.

use std::cmp::Reverse;
use std::ops::Range;
use std::sync::OnceLock;

use super::profiles::LATIN;
use super::runs::run_of_letters;

/// Hits of the little words of each language.
pub(super) struct LittleWords {
    /// By place in [`LATIN`]; a word shared by two languages is worth a half to each.
    scores: [f64; LATIN.len()],
    hits: [usize; LATIN.len()],
    words: usize,
    /// How often each word of the table hit.
    counts: Vec<u16>,
    /// Those that did.
    seen: Vec<usize>,
}

/// The language whose little words hit most.
pub(super) struct Best {
    pub code: &'static str,
    /// Whether it is by far the most, in prose.
    pub is_clear: bool,
}

impl LittleWords {
    pub fn count(text: &str) -> Self {
        let table = LittleTable::get();
        let mut tally = Self {
            scores: [0.0; LATIN.len()],
            hits: [0; LATIN.len()],
            words: 0,
            counts: vec![0; table.words.len()],
            seen: Vec::new(),
        };
        let bytes = text.as_bytes();
        let mut at = 0;
        while let Some(rest) = bytes.get(at..).filter(|rest| !rest.is_empty()) {
            let mut len = run_of_letters(rest);
            // Where another byte than one of ASCII or an apostrophe follows, the word may go on.
            if rest.get(len).is_some_and(|&next| next == b'\'' || !next.is_ascii()) {
                len = length_of_word(text, at);
            }
            if len == 0 {
                at += text.get(at..).and_then(|rest| rest.chars().next()).map_or(1, char::len_utf8);
                continue;
            }
            tally.words += 1;
            if len <= LittleTable::LONGEST
                && let Some(known) = table.place(bytes, at..at + len)
            {
                tally.add(known, table);
            }
            at += len;
            at += usize::from(bytes.get(at) == Some(&b' '));
        }
        tally
    }

    fn add(&mut self, known: usize, table: &LittleTable) {
        let Some((&(_, languages), &worth)) = table.words.get(known).zip(table.worth.get(known)) else {
            return;
        };
        let mut rest = languages;
        while rest != 0 {
            let at = rest.trailing_zeros() as usize;
            rest &= rest - 1;
            self.scores[at] += worth;
            self.hits[at] += 1;
        }
        if let Some(count) = self.counts.get_mut(known) {
            if *count == 0 {
                self.seen.push(known);
            }
            *count = count.saturating_add(1);
        }
    }

    pub fn best(&self) -> Option<Best> {
        let at = (0..LATIN.len()).max_by(|&a, &b| self.scores[a].total_cmp(&self.scores[b]))?;
        let score = self.scores[at];
        let next = (0..LATIN.len()).filter(|&other| other != at).map(|other| self.scores[other]);
        let next = next.fold(0.0, f64::max);
        let (code, _) = LATIN.get(at)?;
        // News prose is a quarter to a half little words; a list of names or a menu is not.
        let is_prose = self.hits[at] * 8 >= self.words && score >= 3.0;
        (score > 0.0).then_some(Best { code, is_clear: is_prose && score >= next * 1.5 })
    }

    /// The three commonest words of `code` in the text.
    pub fn quote(&self, code: &str) -> String {
        let at = LATIN.iter().position(|(known, _)| *known == code).unwrap_or(0);
        let table = LittleTable::get();
        let words =
            self.seen.iter().filter_map(|&known| Some((table.words.get(known)?, self.counts.get(known)?)));
        let own = words.filter(|((_, languages), _)| languages & (1 << at) != 0);
        // The commonest first, then by the alphabet.
        let mut first: Vec<(Reverse<u16>, &str)> = Vec::with_capacity(4);
        for (&(word, _), &count) in own {
            let place = first.partition_point(|before| *before < (Reverse(count), word));
            if place < 3 {
                first.insert(place, (Reverse(count), word));
                first.truncate(3);
            }
        }
        first.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(", ")
    }
}

/// How many bytes of letters and apostrophes stand in `text` from `from` on.
fn length_of_word(text: &str, from: usize) -> usize {
    let bytes = text.as_bytes();
    let mut at = from;
    while let Some(&byte) = bytes.get(at) {
        if byte.is_ascii_alphabetic() || byte == b'\'' {
            at += 1;
        } else if byte.is_ascii() {
            break;
        } else {
            let c = text.get(at..).and_then(|rest| rest.chars().next()).filter(|c| c.is_alphabetic());
            let Some(c) = c else { break };
            at += c.len_utf8();
        }
    }
    at - from
}

/// The little words, found by their letters as one number.
struct LittleTable {
    /// Each word with the languages that have it, one bit a language.
    words: Vec<(&'static str, u32)>,
    /// What a hit of each is worth to each of its languages.
    worth: Vec<f64>,
    /// The letters of each word, as [`Self::key`] has them.
    keys: Vec<u128>,
    /// By a hash of the letters the place of a word, counted from 1; 0 where there is none, as in most slots.
    slots: Vec<u16>,
}

impl LittleTable {
    /// No little word is longer, in bytes.
    const LONGEST: usize = 12;
    /// Slots, in bits: twice the words and more.
    const BITS: u32 = 12;

    fn get() -> &'static Self {
        static TABLE: OnceLock<LittleTable> = OnceLock::new();
        TABLE.get_or_init(|| {
            let mut table = Self {
                words: Vec::new(),
                worth: Vec::new(),
                keys: Vec::new(),
                slots: vec![0; 1 << Self::BITS],
            };
            for (at, (_, words)) in LATIN.iter().enumerate() {
                for word in words.split(' ') {
                    let place =
                        table.place(word.as_bytes(), 0..word.len()).unwrap_or_else(|| table.add(word));
                    if let Some((_, languages)) = table.words.get_mut(place) {
                        *languages |= 1 << at;
                    }
                }
            }
            table.worth =
                table.words.iter().map(|(_, languages)| 1.0 / f64::from(languages.count_ones())).collect();
            table
        })
    }

    fn add(&mut self, word: &'static str) -> usize {
        let (key, place) = (Self::key(word.as_bytes(), 0..word.len()), self.words.len());
        self.words.push((word, 0));
        self.keys.push(key);
        let mut slot = Self::slot(key);
        while self.slots.get(slot).is_some_and(|&known| known > 0) {
            slot = (slot + 1) % self.slots.len();
        }
        if let Some(free) = self.slots.get_mut(slot) {
            *free = self.words.len() as u16;
        }
        place
    }

    /// The place of the word at `span` of a text, whatever the case of its ASCII letters.
    fn place(&self, text: &[u8], span: Range<usize>) -> Option<usize> {
        let key = Self::key(text, span);
        let mut slot = Self::slot(key);
        loop {
            let place = usize::from(*self.slots.get(slot)?).checked_sub(1)?;
            if self.keys.get(place) == Some(&key) {
                return Some(place);
            }
            slot = (slot + 1) % self.slots.len();
        }
    }

    fn slot(key: u128) -> usize {
        let folded = key as u64 ^ ((key >> 64) as u64).rotate_left(29);
        (folded.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - Self::BITS)) as usize
    }

    /// The letters of the word at `span` as one number, as many of them as fit.
    fn key(text: &[u8], span: Range<usize>) -> u128 {
        /// What ASCII letters, and the apostrophe, have or get in lower case.
        const SMALL: u64 = u64::from_ne_bytes([b' '; 8]);
        const NOT_ASCII: u64 = u64::from_ne_bytes([0x80; 8]);
        let (len, rest) = (span.len(), text.get(span.start..).unwrap_or(&[]));
        if let Some(&head) = rest.first_chunk::<8>()
            && len < 8
        {
            // Nearly all little words.
            let letters = u64::from_le_bytes(head) & ((1 << (8 * len)) - 1);
            if letters & NOT_ASCII == 0 {
                return u128::from((letters | SMALL) & ((1 << (8 * len)) - 1));
            }
        }
        let word = rest.get(..len).unwrap_or(rest);
        match rest.first_chunk::<16>() {
            Some(&chunk) if word.is_ascii() && len < chunk.len() => {
                (u128::from_le_bytes(chunk) | u128::from(SMALL) << 64 | u128::from(SMALL))
                    & ((1 << (8 * len)) - 1)
            }
            _ => word.iter().rev().fold(0, |key, byte| key << 8 | u128::from(byte.to_ascii_lowercase())),
        }
    }
}
