//! Short words of ASCII to the numbers of their forms: nearly all words of most texts.
//!
//! The letters of such a word are two numbers, made small by a few operations, hashed by one multiplication and told
//! from others without a look at the text. Words of one form are one word here, however they are written.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;

use super::Span;
use crate::text::runs::eight;

/// A word of up to sixteen ASCII characters in small letters, the first the lowest; zeros behind it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct PlainWord([u64; 2]);

/// Plain words, each with a value.
#[derive(Debug, Default)]
pub(crate) struct PlainWords {
    table: HashTable<(PlainWord, u32)>,
}

/// Bytes of one number.
const HALF: usize = 8;

impl PlainWord {
    /// The word at `span` of `text`; `None` where it is longer, or has other characters than those of ASCII.
    #[inline]
    pub(crate) fn at(text: &[u8], span: Span) -> Option<Self> {
        let from = span.from as usize;
        let length = (span.to as usize).checked_sub(from)?;
        if length > 2 * HALF {
            return None;
        }
        let first = first_bytes(text.get(from..)?, length.min(HALF));
        let second = match length.checked_sub(HALF) {
            None | Some(0) => 0,
            Some(length) => first_bytes(text.get(from + HALF..)?, length),
        };
        ((first | second) & TOPS == 0).then(|| Self([small(first), small(second)]))
    }

    #[inline]
    fn hash(self) -> u64 {
        // Neither is that of an ASCII word: no word makes the product zero.
        const MIX: [u64; 2] = [0x9E37_79B9_7F4A_7C15, 0xD6E8_FEB8_6659_FD93];
        let product = u128::from(self.0[0] ^ MIX[0]) * u128::from(self.0[1] ^ MIX[1]);
        (product >> 64) as u64 ^ product as u64
    }
}

impl PlainWords {
    /// The value of `word`; `new` gives it when it was not seen before.
    #[inline]
    pub(crate) fn value(&mut self, word: PlainWord, new: impl FnOnce() -> u32) -> u32 {
        match self.table.entry(word.hash(), |known| known.0 == word, |known| known.0.hash()) {
            Entry::Occupied(found) => found.get().1,
            Entry::Vacant(place) => {
                let value = new();
                place.insert((word, value));
                value
            }
        }
    }

    /// Forgets all words and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.table.clear();
    }
}

/// The first bytes of `text`, so many up to eight, as one number.
#[inline]
fn first_bytes(text: &[u8], length: usize) -> u64 {
    let others = u64::MAX.checked_shl(8 * length as u32).unwrap_or(0);
    eight(text) & !others
}

/// The top bit of each of eight bytes.
const TOPS: u64 = 0x8080_8080_8080_8080;

/// Eight ASCII characters with their letters made small.
#[inline]
fn small(bytes: u64) -> u64 {
    const EACH: u64 = 0x0101_0101_0101_0101;
    let from_a = bytes + EACH * (0x80 - u64::from(b'A'));
    let beyond_z = bytes + EACH * (0x7F - u64::from(b'Z'));
    // The top bit of a capital becomes what tells a small letter from it.
    bytes | (from_a & !beyond_z & TOPS) >> 2
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::text::normalise::fold;

    proptest! {
        #[test]
        fn plain_words_are_told_apart_by_their_forms(
            words in prop::collection::vec("[a-cA-C0'._Zz@\\[`{]{1,3}|[a-zA-Z]{7,18}|[aAé’]{1,9}", 1..40)
        ) {
            let text = words.join(" ");
            let (mut plain_words, mut forms) = (PlainWords::default(), Vec::<String>::new());
            let mut from = 0;
            for word in &words {
                let span = Span::new(from, from + word.len());
                from += word.len() + 1;
                let plain = PlainWord::at(text.as_bytes(), span);
                prop_assert_eq!(plain.is_some(), word.is_ascii() && word.len() <= 16);
                let Some(plain) = plain else { continue };
                let mut form = String::new();
                fold(word, &mut form);
                let known = forms.iter().position(|known| *known == form);
                let value = plain_words.value(plain, || {
                    forms.push(form);
                    forms.len() as u32 - 1
                });
                prop_assert_eq!(value as usize, known.unwrap_or(forms.len() - 1));
            }
        }
    }
}
