//! Where each word of the stream stands in its article's raw text, in little more than a byte a word.
//!
//! Nearly every word is short and stands a space or a stop and a space after the word before: the gap and the length
//! share a byte. What does not fit, as the first word of a paragraph after a picture's caption, is written out.
//! Where every sixteenth word begins to count from is kept too, so that a span is found by adding up a few bytes.

use std::ops::Range;

use super::Span;

/// Words under one entry that says where the word before them ends.
const BLOCK: usize = 16;
/// Words under one entry of the coarse table of spans that are written out.
const STEP: usize = 256;
/// Bits of a byte that hold the length; those above it hold the gap.
const LENGTH_BITS: u32 = 5;
/// One more than the longest length that fits.
const LENGTHS: u32 = 1 << LENGTH_BITS;
/// One more than the widest gap that fits; the bits of this one mark a span that is written out.
const GAPS: u32 = 7;
/// Marks a span that is written out.
const APART: u8 = u8::MAX;

/// Byte spans by index.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct WordSpans {
    /// Of each word its gap and length, or [`APART`].
    packed: Vec<u8>,
    /// Where the word before each [`BLOCK`] ends.
    ends: Vec<u32>,
    /// Spans that are written out, with their indices.
    apart: Vec<(u32, Span)>,
    /// How many of them come before each [`STEP`].
    apart_before: Vec<u32>,
    /// Where the last word ends.
    end: u32,
}

impl WordSpans {
    #[inline]
    pub(crate) fn push(&mut self, span: Span) {
        let index = self.packed.len();
        if index.is_multiple_of(BLOCK) {
            self.begin_block(index);
        }
        let packed = pack(self.end, span);
        if packed == APART {
            self.apart.push((index as u32, span));
        }
        self.packed.push(packed);
        self.end = span.to;
    }

    /// Notes what comes before the word at `index`, which begins a block.
    fn begin_block(&mut self, index: usize) {
        self.ends.push(self.end);
        if index.is_multiple_of(STEP) {
            self.apart_before.push(self.apart.len() as u32);
        }
    }

    #[inline]
    pub(crate) fn get(&self, index: usize) -> Span {
        let first = index - index % BLOCK;
        let (Some(block), Some(&end)) = (self.packed.get(first..=index), self.ends.get(index / BLOCK)) else {
            return Span::default();
        };
        let (end, block) = match block.iter().rposition(|&packed| packed == APART) {
            Some(last) => (self.apart(first + last), block.get(last + 1..).unwrap_or(&[])),
            None => (Span { from: end, to: end }, block),
        };
        let Some((&own, before)) = block.split_last() else { return end };
        let passed: u32 = before.iter().map(|&packed| gap(packed) + length(packed)).sum();
        unpack(end.to + passed, own)
    }

    /// The span at `index` that is written out.
    fn apart(&self, index: usize) -> Span {
        let first = self.apart_before.get(index / STEP).map_or(0, |&before| before as usize);
        let mut apart = self.apart.iter().skip(first);
        apart.find(|(at, _)| *at as usize == index).map(|(_, span)| *span).unwrap_or_default()
    }

    /// Appends the spans `range` of `other`.
    pub(crate) fn extend_from(&mut self, other: &Self, range: Range<usize>) {
        let (from, to) = (range.start, range.end.min(other.packed.len()));
        if from >= to {
            return;
        }
        // The first goes by what stands before it here; all others go by the one before them as they do there.
        self.push(other.get(from));
        let first = other.apart.partition_point(|(at, _)| *at as usize <= from);
        let mut apart = other.apart.iter().skip(first).map(|(_, span)| *span);
        let mut rest = other.packed.get(from + 1..to).unwrap_or(&[]);
        while !rest.is_empty() {
            let index = self.packed.len();
            if index.is_multiple_of(BLOCK) {
                self.begin_block(index);
            }
            let (block, more) = rest.split_at(rest.len().min(BLOCK - index % BLOCK));
            rest = more;
            self.packed.extend_from_slice(block);
            let mut passed = block;
            // Most blocks have none.
            if block.contains(&APART) {
                for (at, _) in block.iter().enumerate().filter(|(_, packed)| **packed == APART) {
                    let span = apart.next().unwrap_or_default();
                    self.apart.push(((index + at) as u32, span));
                    self.end = span.to;
                    passed = block.get(at + 1..).unwrap_or(&[]);
                }
            }
            self.end += passed.iter().map(|&packed| gap(packed) + length(packed)).sum::<u32>();
        }
    }

    /// Makes room for so many more.
    pub(crate) fn reserve(&mut self, words: usize) {
        self.packed.reserve(words);
        self.ends.reserve(words / BLOCK);
    }

    /// Gives back the memory that it does not need.
    pub(crate) fn shrink_to_fit(&mut self) {
        self.packed.shrink_to_fit();
        self.ends.shrink_to_fit();
        self.apart.shrink_to_fit();
        self.apart_before.shrink_to_fit();
    }
}

/// The byte that says where `span` is when the word before it ends at `end`.
#[inline]
fn pack(end: u32, span: Span) -> u8 {
    match (span.from.checked_sub(end), span.to.checked_sub(span.from)) {
        (Some(gap), Some(length)) if gap < GAPS && length < LENGTHS => (gap << LENGTH_BITS | length) as u8,
        _ => APART,
    }
}

/// The span that `packed` says when the word before it ends at `end`.
#[inline]
fn unpack(end: u32, packed: u8) -> Span {
    let from = end + gap(packed);
    Span { from, to: from + length(packed) }
}

#[inline]
fn gap(packed: u8) -> u32 {
    u32::from(packed) >> LENGTH_BITS
}

#[inline]
fn length(packed: u8) -> u32 {
    u32::from(packed) % LENGTHS
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_takes_little_more_than_a_byte() {
        let mut spans = WordSpans::default();
        for word in 0..10_000 {
            spans.push(Span { from: word * 7, to: word * 7 + 6 });
        }
        spans.shrink_to_fit();
        assert!(spans.apart.is_empty());
        let bytes = spans.packed.capacity() + 4 * spans.ends.capacity() + 4 * spans.apart_before.capacity();
        assert!(bytes < 12_800, "{bytes}");
    }

    /// Words of articles: gaps and lengths of all sizes, articles that begin anew, texts that go back.
    fn words() -> impl Strategy<Value = Vec<Span>> {
        let word = prop_oneof![
            20 => (0_u32..4, 1_u32..12).prop_map(|(gap, length)| (Some(gap), length)),
            2 => (0_u32..9, 29_u32..34).prop_map(|(gap, length)| (Some(gap), length)),
            1 => (0_u32..100_000, 0_u32..100_000).prop_map(|(gap, length)| (Some(gap), length)),
            1 => (0_u32..2000).prop_map(|length| (None, length)),
        ];
        prop::collection::vec(word, 0..700).prop_map(|words| {
            let mut end = 0;
            let mut place = |(gap, length): (Option<u32>, u32)| {
                let from = gap.map_or(0, |gap| end + gap);
                end = from + length;
                Span { from, to: end }
            };
            words.into_iter().map(&mut place).collect()
        })
    }

    proptest! {
        #[test]
        fn spans_come_back_as_they_were_given(given in words(), from in 0_usize..700, to in 0_usize..700) {
            let mut spans = WordSpans::default();
            for &span in &given {
                spans.push(span);
            }
            let all: Vec<Span> = (0..given.len()).map(|index| spans.get(index)).collect();
            prop_assert_eq!(&all, &given);
            prop_assert_eq!(spans.get(given.len()), Span::default());
            let range = from.min(given.len())..to.clamp(from.min(given.len()), given.len());
            let mut copy = WordSpans::default();
            copy.push(Span::new(7, 8));
            copy.extend_from(&spans, range.clone());
            copy.push(Span::new(1, 2));
            let part: Vec<Span> = (1..=range.len()).map(|index| copy.get(index)).collect();
            prop_assert_eq!(&part, &given[range]);
            prop_assert_eq!(copy.get(part.len() + 1), Span::new(1, 2));
        }
    }
}
