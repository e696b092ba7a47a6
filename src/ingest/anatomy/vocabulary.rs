//! Which words a body uses, roughly: a headline talks about what its body talks about.

use super::body::Extent;
use super::page::{Page, Prose};
use crate::text::runs::run_of_word;

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
            each_word(text, |hash| this.bits[(hash >> 6) as usize % 128] |= 1 << (hash % 64));
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

/// Hashes of the words of four and more letters, of which the first five count; of pairs of
/// characters in Chinese and Japanese.
fn each_word(text: &str, mut found: impl FnMut(u64)) {
    let (mut hash, mut length) = (0_u64, 0_u32);
    let mut before: Option<char> = None;
    let bytes = text.as_bytes();
    let mut at = 0;
    // A space ends the last word.
    while at <= bytes.len() {
        // Letters and figures of ASCII are taken by the run.
        let run = run_of_word(&bytes[at..]);
        if run > 0 {
            before = None;
            let is_whole = length == 0 && bytes.get(at + run).is_none_or(|&next| next == b' ');
            // Most words are too short to count.
            if is_whole && run < 4 {
                at += run + 1;
                continue;
            }
            let counted = run.min(5_usize.saturating_sub(length as usize));
            let add = |hash: u64, byte: &u8| {
                (hash ^ u64::from(byte.to_ascii_lowercase()))
                    .wrapping_mul(0x9E37_79B9_7F4A_7C15)
                    .rotate_left(23)
            };
            hash = match bytes[at..at + counted].first_chunk::<5>() {
                Some(first) => first.iter().fold(hash, add),
                None => bytes[at..at + counted].iter().fold(hash, add),
            };
            length += run as u32;
            at += run;
            if is_whole {
                found(hash >> 32);
                (hash, length) = (0, 0);
                at += 1;
            }
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
                hash =
                    (hash ^ u64::from(u32::from(lower))).wrapping_mul(0x9E37_79B9_7F4A_7C15).rotate_left(23);
            }
        } else {
            if length >= 4 {
                found(hash >> 32);
            }
            (hash, length) = (0, 0);
        }
    }
}
