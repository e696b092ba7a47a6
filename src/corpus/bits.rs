//! A set of places in the stream, with rank and neighbours.
//!
//! Sentence and paragraph starts are sparse and asked for from anywhere, so they are kept as bits:
//! 1/32 of the stream's size, and the next or previous start is nearly always in the same machine word.

/// Machine words under one rank entry.
const BLOCK: usize = 8;

/// An immutable set of numbers below [`Bits::len`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Bits {
    words: Vec<u64>,
    /// Members before each block of [`BLOCK`] machine words; one entry more than blocks.
    ranks: Vec<u32>,
    len: u32,
}

impl Bits {
    /// The set of `members`, all below `len`; others are left out.
    pub fn new(len: u32, members: impl IntoIterator<Item = u32>) -> Self {
        let mut words = vec![0_u64; (len as usize).div_ceil(64)];
        for member in members {
            if member < len
                && let Some(word) = words.get_mut(member as usize / 64)
            {
                *word |= 1 << (member % 64);
            }
        }
        let mut ranks = Vec::with_capacity(words.len().div_ceil(BLOCK) + 1);
        let mut total = 0_u32;
        for block in words.chunks(BLOCK) {
            ranks.push(total);
            total += block.iter().map(|w| w.count_ones()).sum::<u32>();
        }
        ranks.push(total);
        Self { words, ranks, len }
    }

    /// One more than the greatest number it could hold.
    pub fn len(&self) -> u32 {
        self.len
    }

    /// Whether it has no member.
    pub fn is_empty(&self) -> bool {
        self.count() == 0
    }

    /// How many members it has.
    pub fn count(&self) -> u32 {
        self.ranks.last().copied().unwrap_or(0)
    }

    /// Whether `at` is a member.
    pub fn contains(&self, at: u32) -> bool {
        self.words.get(at as usize / 64).is_some_and(|w| w >> (at % 64) & 1 == 1)
    }

    /// How many members are below `at`.
    pub fn rank(&self, at: u32) -> u32 {
        let at = at.min(self.len) as usize;
        let (word, bit) = (at / 64, at % 64);
        let block = word / BLOCK;
        let mut rank = self.ranks.get(block).copied().unwrap_or(0);
        for w in self.words.get(block * BLOCK..word).unwrap_or(&[]) {
            rank += w.count_ones();
        }
        let part = self.words.get(word).map_or(0, |w| (w & ((1_u64 << bit) - 1)).count_ones());
        rank + part
    }

    /// The smallest member that is not below `at`.
    pub fn next(&self, at: u32) -> Option<u32> {
        let first = at as usize / 64;
        let mut word = self.words.get(first)? >> (at % 64) << (at % 64);
        let mut index = first;
        while word == 0 {
            index += 1;
            word = *self.words.get(index)?;
        }
        Some(index as u32 * 64 + word.trailing_zeros())
    }

    /// The greatest member that is not above `at`.
    pub fn prev(&self, at: u32) -> Option<u32> {
        let at = at.min(self.len.checked_sub(1)?);
        let mut index = at as usize / 64;
        let shift = 63 - at % 64;
        let mut word = self.words.get(index)? << shift >> shift;
        while word == 0 {
            index = index.checked_sub(1)?;
            word = *self.words.get(index)?;
        }
        Some(index as u32 * 64 + 63 - word.leading_zeros())
    }

    /// All members in order.
    pub fn iter(&self) -> impl Iterator<Item = u32> + '_ {
        self.words.iter().enumerate().flat_map(|(i, &w)| {
            std::iter::successors(Some(w), |w| Some(w & w.wrapping_sub(1)))
                .take_while(|&w| w != 0)
                .map(move |w| i as u32 * 64 + w.trailing_zeros())
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn agrees_with_a_sorted_list() {
        let mut seed = 7_u64;
        for len in [0_u32, 1, 63, 64, 65, 700, 5000] {
            let mut members = Vec::new();
            for at in 0..len {
                seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
                if seed >> 60 == 0 {
                    members.push(at);
                }
            }
            let bits = Bits::new(len, members.iter().copied().chain([len, len + 70]));
            assert_eq!(bits.iter().collect::<Vec<_>>(), members);
            assert_eq!(bits.count() as usize, members.len());
            for at in 0..len + 3 {
                let below = members.partition_point(|&m| m < at);
                assert_eq!(bits.contains(at), members.binary_search(&at).is_ok(), "{at} of {len}");
                assert_eq!(bits.rank(at) as usize, below, "{at} of {len}");
                assert_eq!(bits.next(at), members.get(below).copied(), "{at} of {len}");
                let up_to = members.partition_point(|&m| m <= at);
                assert_eq!(bits.prev(at), up_to.checked_sub(1).map(|i| members[i]), "{at} of {len}");
            }
        }
    }
}
