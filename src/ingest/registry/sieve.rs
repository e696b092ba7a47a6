//! Says quickly of most places in a text that no phrase begins there.
//!
//! A text is walked through once, word by word, for several lists of phrases: each word is cut and hashed once, and every
//! list has a table that says by that hash whether one of its phrases begins with such a word. Only where one may are
//! the next few bytes looked at, and only where these fit as well are the phrases.

use crate::text::blocks::{Blocks, Piece, places};
use crate::text::runs::{eight, run_of_word, word_in};

/// A place of a text where a phrase may begin: a word of ASCII letters and figures, or any other byte but a space.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::ingest) struct Place {
    /// Where it stands.
    pub at: usize,
    /// How long the word is, in bytes; 0 where there is none.
    pub word: usize,
    /// Whether the word has figures: then its letters may make words of their own.
    pub has_figures: bool,
    /// The first eight bytes, the first the lowest; zeros for what is missing.
    head: u64,
    /// How many bytes there are from here on.
    left: usize,
    /// The slot of its word in tables of words.
    slot: usize,
}

/// Shows `visit` all places of `text`, which has its ASCII letters in lower case, from `at` on and from left to right, where
/// phrases may begin. None begins inside a word or with white space. `blocks` are those of a text that has this one at
/// `base`, in any case.
#[inline]
pub(in crate::ingest) fn each_place(
    text: &[u8],
    at: usize,
    blocks: &Blocks,
    base: usize,
    mut visit: impl FnMut(&Place),
) {
    let mut in_word = false;
    for Piece { from, bytes, block } in blocks.within(base + at..base + text.len()) {
        let words = block.letters | block.figures;
        let begun = words & !(words << 1 | u64::from(in_word));
        in_word = words >> 63 == 1;
        for place in places(begun | bytes & !words & !block.spaces) {
            let at = from + place - base;
            let Some(rest) = text.get(at..) else { return };
            let head = eight(rest);
            // The word's bits, from the lowest on.
            let run = words >> place;
            let mut word = (!run).trailing_zeros() as usize;
            let mut has_figures = block.figures >> place & (run ^ run.wrapping_add(1)) != 0;
            if place + word == 64 && word > 0 {
                // It may go on in the next block.
                word = run_of_word(rest);
                has_figures = rest.get(..word).is_some_and(|word| word.iter().any(u8::is_ascii_digit));
            }
            visit(&Place { at, word, has_figures, head, left: rest.len(), slot: word_slot(head, word) });
        }
    }
}

/// One list's tables: a bit for each hash of the first [`HEAD`] bytes of a phrase, or of all of a shorter one, and for the
/// words that phrases begin with how long these are.
pub(in crate::ingest) struct Sieve {
    bits: Box<[u64; 1 << (SIEVE_BITS - 6)]>,
    /// For the words that phrases begin with, by their first bytes, one bit for each length of these, up to [`HEAD`].
    words: Box<[u8; 1 << WORD_BITS]>,
    /// The same for the bytes that phrases begin with, where it is no word.
    firsts: [u8; 256],
}

/// So many bytes of a phrase are looked at, before all of it is.
const HEAD: usize = 7;
/// So many bytes of its first word.
pub(super) const WORD: usize = 6;
/// Words that are told apart, in bits.
const WORD_BITS: u32 = 15;
/// 32 KiB: with some seven thousand phrases one place in forty passes for nothing.
const SIEVE_BITS: u32 = 18;

impl Sieve {
    /// A sieve for `phrases`, none of which begins with a space.
    #[expect(clippy::large_stack_arrays, reason = "32 KiB, for a moment")]
    pub fn new<'a>(phrases: impl IntoIterator<Item = &'a str>) -> Self {
        let mut sieve = Self {
            bits: Box::new([0; 1 << (SIEVE_BITS - 6)]),
            words: Box::new([0; 1 << WORD_BITS]),
            firsts: [0; 256],
        };
        for phrase in phrases.into_iter().map(str::as_bytes) {
            let Some(&first) = phrase.first() else { continue };
            let (head, length) = (eight(phrase), phrase.len().min(HEAD));
            let at = slot(beginning(head, length), length, SIEVE_BITS);
            sieve.bits[at >> 6] |= 1 << (at & 63);
            // In words with figures a phrase may begin with less than the word.
            match word_in(head).0 {
                0 => sieve.firsts[usize::from(first)] |= 1 << length,
                word => sieve.words[word_slot(head, word)] |= 1 << length,
            }
        }
        sieve
    }

    /// Whether a phrase may begin at `place` and end where its word does, or later.
    #[inline]
    pub fn passes(&self, place: &Place) -> bool {
        let lengths = match place.word {
            0 => self.firsts[usize::from(place.head as u8)],
            _ => self.words[place.slot],
        };
        // Most places are told by that, and then most of the others.
        lengths != 0 && self.holds(place, lengths)
    }

    #[inline]
    fn holds(&self, place: &Place, lengths: u8) -> bool {
        let mut lengths = lengths;
        while lengths != 0 {
            let length = lengths.trailing_zeros() as usize;
            lengths &= lengths - 1;
            let at = slot(beginning(place.head, length), length, SIEVE_BITS);
            let is_whole = length >= place.word.min(HEAD) && length <= place.left;
            if is_whole && self.bits[at >> 6] >> (at & 63) & 1 == 1 {
                return true;
            }
        }
        false
    }
}

impl Place {
    /// The byte that stands here.
    pub fn mark(&self) -> u8 {
        self.head as u8
    }

    /// The slot of its word in tables of words.
    pub fn slot(&self) -> usize {
        self.slot
    }
}

/// The slot in tables of words of a word in lower case.
pub(super) fn slot_of_word(word: &[u8]) -> usize {
    word_slot(eight(word), word.len())
}

/// The place of a word of `len` bytes by its first ones, which `head` begins with.
#[inline]
fn word_slot(head: u64, len: usize) -> usize {
    slot(beginning(head, len.min(WORD)), len.min(WORD), WORD_BITS)
}

/// The first `len` bytes, fewer than eight, of those that are one number.
#[inline]
fn beginning(bytes: u64, len: usize) -> u64 {
    const MASKS: [u64; 8] =
        [0, 0xFF, 0xFFFF, 0xFF_FFFF, 0xFFFF_FFFF, 0xFF_FFFF_FFFF, 0xFFFF_FFFF_FFFF, 0xFF_FFFF_FFFF_FFFF];
    bytes & MASKS[len & 7]
}

/// The place of a phrase's first bytes among so many `bits`.
#[inline]
fn slot(word: u64, len: usize, bits: u32) -> usize {
    (((word << 3) | len as u64).wrapping_mul(0x9E37_79B9_7F4A_7C15) >> (64 - bits)) as usize
}
