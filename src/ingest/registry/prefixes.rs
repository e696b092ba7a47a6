//! Many phrases, of which those that a text begins with are wanted, longest first.
//!
//! A sorted list: whatever begins the text sorts at or before it, and lies on the chain of phrases
//! that begin one another. Built in a millisecond, where an automaton of the same phrases took
//! twenty and ran no faster behind the [`Sieve`].

use crate::text::runs::Run;

/// Phrases in byte order, each with the nearest one that it begins with.
pub(in crate::ingest) struct Prefixes {
    /// The first bytes of each phrase: they decide nearly every comparison, in one place of memory.
    keys: Vec<u64>,
    entries: Vec<Entry>,
}

struct Entry {
    text: Box<str>,
    id: u32,
    outer: Option<u32>,
}

impl Prefixes {
    /// A table of phrases with their numbers; of equal phrases the one with the lowest number stays.
    pub fn new(phrases: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut phrases: Vec<(String, u32)> =
            phrases.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        phrases.sort();
        phrases.dedup_by(|later, first| later.0 == first.0);
        let mut entries: Vec<Entry> = Vec::with_capacity(phrases.len());
        let mut open: Vec<u32> = Vec::new();
        for (text, id) in phrases {
            while let Some(outer) = open.last().and_then(|&at| entries.get(at as usize)) {
                if text.starts_with(&*outer.text) {
                    break;
                }
                open.pop();
            }
            let outer = open.last().copied();
            open.push(entries.len() as u32);
            entries.push(Entry { text: text.into(), id, outer });
        }
        let keys = entries.iter().map(|entry| key(entry.text.as_bytes())).collect();
        Self { keys, entries }
    }

    /// Length and number of every phrase that `text` begins with, longest first.
    pub fn of<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let first = key(text);
        let from = self.keys.partition_point(|&key| key < first);
        let same = self.keys.iter().skip(from).take_while(|&&key| key == first).count();
        let same = self.entries.get(from..from + same).unwrap_or(&[]);
        let after = from + same.partition_point(|entry| entry.text.as_bytes() <= text);
        let mut at = after.checked_sub(1);
        std::iter::from_fn(move || {
            while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
                at = entry.outer.map(|outer| outer as usize);
                if text.starts_with(entry.text.as_bytes()) {
                    return Some((entry.text.len(), entry.id));
                }
            }
            None
        })
    }
}

/// Says quickly of most places in a text that no phrase begins there: one bit for each hash of the
/// first `HEAD` bytes of a phrase, at most seven, or of all of a shorter one.
pub(in crate::ingest) struct Sieve<const HEAD: usize> {
    bits: Vec<u64>,
    /// Which lengths under `HEAD` there are.
    lengths: [bool; HEAD],
    /// Which bytes phrases begin with.
    firsts: [bool; 256],
    /// Which bytes phrases shorter than `HEAD` begin with.
    short_firsts: [bool; 256],
    /// For the words that phrases begin with, by their first bytes: whether they begin longer phrases, shorter ones.
    words: Vec<u8>,
}

/// A word begins phrases of at least `HEAD` bytes.
const LONG: u8 = 1;
/// A word begins shorter phrases.
const SHORT: u8 = 1 << 1;
/// Words that are told apart, in bits.
const WORD_BITS: u32 = 15;

/// Bytes of a word that are looked at.
const WORD: usize = 6;

/// 32 KiB: with some seven thousand phrases one place in forty passes for nothing.
const SIEVE_BITS: u32 = 18;

impl<const HEAD: usize> Sieve<HEAD> {
    /// A sieve for `phrases` in texts whose words are made as `run` says.
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>, run: Run) -> Self {
        let mut sieve = Self {
            bits: vec![0; 1 << (SIEVE_BITS - 6)],
            words: vec![0; 1 << WORD_BITS],
            lengths: [false; HEAD],
            firsts: [false; 256],
            short_firsts: [false; 256],
        };
        for phrase in phrases {
            let head = phrase.as_bytes().get(..HEAD).unwrap_or(phrase.as_bytes());
            let Some(&first) = head.first() else { continue };
            sieve.firsts[usize::from(first)] = true;
            if let Some(known) = sieve.lengths.get_mut(head.len()) {
                *known = true;
                sieve.short_firsts[usize::from(first)] = true;
            }
            mark(&mut sieve.bits, head);
            let length = run(phrase.as_bytes()).min(WORD);
            let begun = phrase.as_bytes().get(..length).unwrap_or(&[]);
            if let Some(known) = sieve.words.get_mut(slot(word(begun), length, WORD_BITS)) {
                *known |= if phrase.len() < HEAD { SHORT } else { LONG };
            }
        }
        sieve
    }

    /// What phrases may begin with the word of `run` bytes that stands here, or with the byte where there is none.
    #[inline]
    fn begun(&self, text: &[u8], run: usize) -> u8 {
        if run == 0 {
            let Some(&first) = text.first() else { return 0 };
            let long = if self.firsts[usize::from(first)] { LONG } else { 0 };
            return long | if self.short_firsts[usize::from(first)] { SHORT } else { 0 };
        }
        let length = run.min(WORD);
        let bytes = text.first_chunk::<8>().map_or_else(|| word(text), |&chunk| u64::from_le_bytes(chunk));
        self.words.get(slot(beginning(bytes, length), length, WORD_BITS)).copied().unwrap_or(0)
    }

    /// Whether a space stands at `at` and no phrase begins with one, so that nothing has to be looked for there.
    #[inline]
    pub fn is_space_idle(&self, text: &[u8], at: usize) -> bool {
        text.get(at) == Some(&b' ') && !self.firsts[usize::from(b' ')]
    }

    /// Whether a phrase may begin here. Where one shorter than `HEAD` would end inside a word of ASCII
    /// letters and figures, it does not count: `run` says how many of those stand here in a row.
    #[inline]
    pub fn passes(&self, text: &[u8], run: usize) -> bool {
        let ends = |len: usize| !text.get(len).is_some_and(u8::is_ascii_alphanumeric);
        self.holds_any(text, run, ends)
    }

    /// Whether a phrase may begin here, at a word of `run` bytes; it ends where the word does or later.
    #[inline]
    pub fn passes_anywhere(&self, text: &[u8], run: usize) -> bool {
        self.holds_any(text, run, |_| true)
    }

    #[inline]
    fn holds_any(&self, text: &[u8], run: usize, ends: impl Fn(usize) -> bool) -> bool {
        let begun = self.begun(text, run);
        if begun == 0 {
            return false;
        }
        let head = Self::head(text);
        text.len() >= HEAD && self.holds(head, HEAD)
            || begun & SHORT != 0
                && (run.max(1)..HEAD.min(text.len() + 1)).any(|len| {
                    self.lengths.get(len) == Some(&true) && ends(len) && self.holds(beginning(head, len), len)
                })
    }

    /// The first `HEAD` bytes as one number.
    fn head(text: &[u8]) -> u64 {
        match text.first_chunk::<8>() {
            Some(&chunk) => beginning(u64::from_le_bytes(chunk), HEAD),
            None => word(text.get(..HEAD).unwrap_or(text)),
        }
    }

    fn holds(&self, word: u64, len: usize) -> bool {
        is_marked(&self.bits, word, len)
    }
}

/// Sets the bit of the first bytes of a phrase.
fn mark(bits: &mut [u64], head: &[u8]) {
    let at = slot(word(head), head.len(), SIEVE_BITS);
    if let Some(bits) = bits.get_mut(at >> 6) {
        *bits |= 1 << (at & 63);
    }
}

fn is_marked(bits: &[u64], word: u64, len: usize) -> bool {
    let at = slot(word, len, SIEVE_BITS);
    bits.get(at >> 6).is_some_and(|bits| bits >> (at & 63) & 1 == 1)
}

/// The first `len` bytes, fewer than eight, of those that are one number.
fn beginning(bytes: u64, len: usize) -> u64 {
    bytes & ((1 << (8 * len)) - 1)
}

/// The first eight bytes as a number that sorts as they do. Zeros stand for what is missing, and
/// nothing sorts before them: of two unequal keys the texts stand in the order of the keys.
fn key(text: &[u8]) -> u64 {
    match text.first_chunk::<8>() {
        Some(&chunk) => u64::from_be_bytes(chunk),
        None => word(text).swap_bytes(),
    }
}

/// At most eight bytes as one number.
fn word(bytes: &[u8]) -> u64 {
    bytes.iter().rev().fold(0, |word, &byte| word << 8 | u64::from(byte))
}

/// The place of a phrase's first bytes among so many `bits`.
fn slot(word: u64, len: usize, bits: u32) -> usize {
    (((word << 3) | len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::runs::run_of_word;

    #[test]
    fn what_a_text_begins_with() {
        let phrases = ["a", "ab", "abc", "abd", "b", "", "ab", "новости", "новости дня"];
        let table = Prefixes::new(phrases.iter().zip(0..).map(|(p, n)| ((*p).to_owned(), n)));
        let sieve = Sieve::<6>::new(phrases, run_of_word);
        for (text, expected) in [
            ("abcd", vec![(3, 2), (2, 1), (1, 0)]),
            ("abz", vec![(2, 1), (1, 0)]),
            ("abe", vec![(2, 1), (1, 0)]),
            ("b", vec![(1, 4)]),
            ("", vec![]),
            ("z", vec![]),
            ("новости дня", vec![(21, 8), (14, 7)]),
            ("новости дн", vec![(14, 7)]),
        ] {
            let found: Vec<_> = table.of(text.as_bytes()).collect();
            assert_eq!(found, expected, "{text}");
            let whole = found.iter().any(|(len, _)| *len >= 6 || *len == text.len());
            let letters = text.bytes().take_while(u8::is_ascii_alphanumeric).count();
            assert!(!whole || sieve.passes(text.as_bytes(), letters), "{text}");
            assert!(!whole || sieve.passes_anywhere(text.as_bytes(), letters), "{text}");
        }
    }
}
