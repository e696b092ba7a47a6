//! Which bytes of a text are letters, figures and spaces, as bits: 64 bytes are looked at by one instruction.
//!
//! A page is gone through by words and by lines several times; what its bytes are is looked up here once.

use std::ops::Range;

use super::runs::{TOPS, figures, letters, spaces};

/// 64 bytes of a text, the first the lowest bit.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Block {
    /// ASCII letters.
    pub letters: u64,
    /// Those in upper case.
    pub capitals: u64,
    /// ASCII figures.
    pub figures: u64,
    /// White space and control characters of ASCII.
    pub spaces: u64,
    /// What is not ASCII.
    pub beyond: u64,
}

impl Block {
    /// Nothing but the bytes that have a bit in `mask`.
    fn cut(self, mask: u64) -> Self {
        Self {
            letters: self.letters & mask,
            capitals: self.capitals & mask,
            figures: self.figures & mask,
            spaces: self.spaces & mask,
            beyond: self.beyond & mask,
        }
    }

    fn of(bytes: &[u8; 64]) -> Self {
        let mut rows = Self::default();
        // Byte k of `rows` gets bit j for byte 8 * j + k.
        for (bytes, shift) in bytes.as_chunks::<8>().0.iter().zip([7, 6, 5, 4, 3, 2, 1, 0]) {
            let bytes = u64::from_le_bytes(*bytes);
            let letters = letters(bytes);
            rows.letters |= letters >> shift;
            // Capitals have not the bit that is moved up to the top here.
            rows.capitals |= (letters & !(bytes << 2)) >> shift;
            rows.figures |= figures(bytes) >> shift;
            rows.spaces |= spaces(bytes) >> shift;
            rows.beyond |= (bytes & TOPS) >> shift;
        }
        Self {
            letters: transposed(rows.letters),
            capitals: transposed(rows.capitals),
            figures: transposed(rows.figures),
            spaces: transposed(rows.spaces),
            beyond: transposed(rows.beyond),
        }
    }
}

/// What the bytes of a text are.
#[derive(Debug, Default)]
pub(crate) struct Blocks(Vec<Block>);

/// A part of a text within one block.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Piece {
    /// Where the block begins.
    pub from: usize,
    /// Its bytes in the part.
    pub bytes: u64,
    /// What they are.
    pub block: Block,
}

impl Blocks {
    /// The blocks of `text`.
    pub fn of(text: &[u8]) -> Self {
        let mut blocks = Vec::with_capacity(text.len() / 64 + 1);
        let (whole, rest) = text.as_chunks::<64>();
        blocks.extend(whole.iter().map(Block::of));
        if !rest.is_empty() {
            let mut last = [b' '; 64];
            last[..rest.len()].copy_from_slice(rest);
            blocks.push(Block::of(&last));
        }
        Self(blocks)
    }

    /// A part of the text, block by block.
    #[inline]
    pub fn within(&self, part: Range<usize>) -> impl Iterator<Item = Piece> + '_ {
        let (first, last) = (part.start / 64, part.end.div_ceil(64));
        let blocks = self.0.get(first..last.max(first)).unwrap_or(&[]);
        blocks.iter().zip(first..).map(move |(block, at)| {
            let from = at * 64;
            let (skipped, left) = (part.start.saturating_sub(from), part.end.saturating_sub(from));
            let bytes = u64::MAX << skipped & if left >= 64 { u64::MAX } else { (1 << left) - 1 };
            Piece { from, bytes, block: block.cut(bytes) }
        })
    }

    /// Whether a part of the text is ASCII.
    pub fn are_ascii(&self, part: Range<usize>) -> bool {
        self.within(part).fold(0, |beyond, piece| beyond | piece.block.beyond) == 0
    }
}

/// Eight rows of eight bits, with rows and columns exchanged.
#[inline]
fn transposed(bits: u64) -> u64 {
    let swap = |bits: u64, by: u32, mask: u64| {
        let differing = (bits ^ bits >> by) & mask;
        bits ^ differing ^ differing << by
    };
    let bits = swap(bits, 7, 0x00AA_00AA_00AA_00AA);
    let bits = swap(bits, 14, 0x0000_CCCC_0000_CCCC);
    swap(bits, 28, 0x0000_0000_F0F0_F0F0)
}

/// The places of the bits of a number, the lowest first.
#[inline]
pub(crate) fn places(mut bits: u64) -> impl Iterator<Item = usize> {
    std::iter::from_fn(move || {
        let at = bits.trailing_zeros() as usize;
        bits &= bits.wrapping_sub(1);
        (at < 64).then_some(at)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_byte_is_what_it_is_wherever_it_stands() {
        let text: Vec<u8> = (0..1000_u32).map(|n| (n * 37 % 256) as u8).collect();
        let blocks = Blocks::of(&text);
        for part in [0..1000, 0..1, 5..64, 63..65, 64..128, 100..101, 130..700, 999..1000, 40..40, 1000..1000]
        {
            let mut seen = part.start;
            for piece in blocks.within(part.clone()) {
                for place in places(piece.bytes) {
                    let (at, byte) = (piece.from + place, text[piece.from + place]);
                    assert_eq!(at, seen);
                    seen += 1;
                    let is = |bits: u64| bits >> place & 1 == 1;
                    let block = piece.block;
                    assert_eq!(is(block.letters), byte.is_ascii_alphabetic(), "{byte}");
                    assert_eq!(is(block.capitals), byte.is_ascii_uppercase(), "{byte}");
                    assert_eq!(is(block.figures), byte.is_ascii_digit(), "{byte}");
                    assert_eq!(is(block.spaces), byte <= b' ' || byte == 0x7F, "{byte}");
                    assert_eq!(is(block.beyond), !byte.is_ascii(), "{byte}");
                }
            }
            assert_eq!(seen, part.end);
            assert_eq!(blocks.are_ascii(part.clone()), text[part].is_ascii());
        }
    }
}
