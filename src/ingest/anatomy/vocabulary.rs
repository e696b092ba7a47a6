//! Which words a body uses, roughly: a headline talks about what its body talks about.

use std::ops::Range;

use super::body::Extent;
use super::page::{Page, Prose};
use crate::text::blocks::{Blocks, Piece, places};
use crate::text::runs::{eight, run_of_word, word_in};

/// Which words a body uses, roughly: enough to see whether a line talks about the same.
pub(super) struct Vocabulary {
    bits: [u64; 128],
}

impl Vocabulary {
    /// The words of the body's first paragraphs.
    pub fn of_body(page: &Page<'_>, extent: Extent) -> Self {
        let mut this = Self { bits: [0; 128] };
        let mut seen = 0;
        for u in extent.start..=extent.end.min(page.units.len().saturating_sub(1)) {
            if page.units[u].prose == Prose::No {
                continue;
            }
            let text = page.text(u);
            let found = |hash: u64| this.bits[(hash >> 6) as usize % 128] |= 1 << (hash % 64);
            let span = page.units[u].span;
            let part = span.from as usize..span.to as usize;
            if page.blocks.are_ascii(part.clone()) {
                each_word_of_blocks(page.raw.as_bytes(), &page.blocks, part, found);
            } else {
                each_word(text, found);
            }
            seen += text.len();
            if seen > 1600 {
                break;
            }
        }
        this
    }

    /// The share of a line's words that the body has.
    pub fn share(&self, text: &str) -> f32 {
        let (mut all, mut known) = (0_u32, 0_u32);
        each_word(text, |hash| {
            all += 1;
            known += u32::from(self.bits[(hash >> 6) as usize % 128] & (1 << (hash % 64)) != 0);
        });
        if all == 0 { 0.0 } else { known as f32 / all as f32 }
    }
}

/// [`each_word`] of a part of a page that is ASCII: `blocks` are those of the page, and the part ends where a word does.
fn each_word_of_blocks(raw: &[u8], blocks: &Blocks, part: Range<usize>, mut found: impl FnMut(u64)) {
    let mut in_word = false;
    for Piece { from, block, .. } in blocks.within(part) {
        let words = block.letters | block.figures;
        let begun = words & !(words << 1 | u64::from(in_word));
        in_word = words >> 63 == 1;
        // Those with three more letters behind the first in this block, and those that go over its end.
        let long = words >> 1 & words >> 2 & words >> 3 | !(u64::MAX >> 3);
        for place in places(begun & long) {
            let rest = raw.get(from + place..).unwrap_or(&[]);
            let head = eight(rest);
            let run = (!(words >> place)).trailing_zeros() as usize;
            let run = if place + run < 64 { run } else { word_in(head).0 };
            if run >= 4 {
                found(start_of_word(head, run));
            }
        }
    }
}

/// The hash of a word of at least four letters or figures of ASCII, of which `head` has the first.
#[inline]
fn start_of_word(head: u64, run: usize) -> u64 {
    // What has a figure or is a letter has this bit in lower case.
    let lower = head | 0x2020_2020_2020_2020;
    let four = (0..4).fold(0, |hash, place| add(hash, lower >> (8 * place) & 0xFF));
    (if run == 4 { four } else { add(four, lower >> 32 & 0xFF) }) >> 32
}

/// Hashes of the words of four and more letters, of which the first five count; of pairs of
/// characters in Chinese and Japanese.
fn each_word(text: &str, mut found: impl FnMut(u64)) {
    let (mut hash, mut length) = (0_u64, 0_u32);
    let mut before: Option<char> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    // A space ends the last word.
    while let Some(rest) = bytes.get(at..) {
        // Letters and figures of ASCII are taken by the run.
        let head = eight(rest);
        let run = match word_in(head).0 {
            8 => 8 + run_of_word(rest.get(8..).unwrap_or(&[])),
            run => run,
        };
        if run > 0 {
            before = None;
            // What has a figure or is a letter has this bit in lower case.
            let lower = head | 0x2020_2020_2020_2020;
            let counted = run.min(5_usize.saturating_sub(length as usize));
            let is_whole = length == 0 && rest.get(run).is_none_or(u8::is_ascii);
            at += run;
            if !is_whole {
                hash = (0..counted).fold(hash, |hash, place| add(hash, lower >> (8 * place) & 0xFF));
                length += run as u32;
                continue;
            }
            // Most words are too short to count, and no other has less than these letters.
            if run >= 4 {
                found(start_of_word(head, run));
            }
            at += 1;
            continue;
        }
        let c = text.get(at..).and_then(|rest| rest.chars().next()).unwrap_or(' ');
        at += c.len_utf8();
        if !c.is_ascii() && crate::text::script::is_cjk(c) {
            if let Some(b) = before {
                found(
                    (u64::from(u32::from(b)) << 21 | u64::from(u32::from(c)))
                        .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                        >> 32,
                );
            }
            before = Some(c);
            (hash, length) = (0, 0);
            continue;
        }
        before = None;
        if c.is_alphanumeric() {
            length += 1;
            if length <= 5 {
                let lower =
                    if c.is_ascii() { c.to_ascii_lowercase() } else { c.to_lowercase().next().unwrap_or(c) };
                hash = add(hash, u64::from(u32::from(lower)));
            }
        } else {
            if length >= 4 {
                found(hash >> 32);
            }
            (hash, length) = (0, 0);
        }
    }
}

/// The hash of a word with one more letter.
fn add(hash: u64, letter: u64) -> u64 {
    (hash ^ letter).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_blocks_are_those_that_are_read_letter_by_letter() {
        let parts = ["the", "talks", " ", "-", "h5n1", "on", "Government", ". ", "\n", "2016", "THAT", "a"];
        let mut state = 1_u32;
        for length in (0..80).cycle().take(1000) {
            let mut text = String::new();
            for _ in 0..length {
                state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
                text += parts[(state >> 16) as usize % parts.len()];
            }
            for before in ["", "x ", &"x ".repeat(30)] {
                let raw = format!("{before}{text} last");
                let (mut counted, mut read) = (Vec::new(), Vec::new());
                let part = before.len()..before.len() + text.len();
                each_word_of_blocks(raw.as_bytes(), &Blocks::of(raw.as_bytes()), part, |hash| {
                    counted.push(hash);
                });
                each_word(&text, |hash| read.push(hash));
                assert_eq!(counted, read, "{before:?} {text:?}");
            }
        }
    }
}
