//! Words that make two sides differ, each with its part of the difference.

use super::data::{Axis, Series};

/// Words that make two sides differ: bars to the left and to the right.
#[derive(Debug, Clone, PartialEq)]
pub struct Shift {
    /// What the length of a bar is.
    pub axis: Axis,
    /// The left side, then the right one.
    pub sides: [Series; 2],
    /// Words of each side that shares are shares of.
    pub words: [u64; 2],
    /// The words, those with the largest part first.
    pub bars: Vec<ShiftBar>,
    /// How many of them are drawn; tables have all.
    pub most_drawn: usize,
}

/// One word of a shift.
#[derive(Debug, Clone, PartialEq)]
pub struct ShiftBar {
    /// The word.
    pub word: String,
    /// The side on which it is more frequent: 0 left, 1 right.
    pub side: usize,
    /// Its part of the whole difference, in bits.
    pub bits: f64,
    /// The same in percent.
    pub share: f64,
    /// Percent of this word and all before it together.
    pub cumulative: f64,
    /// Hits on both sides.
    pub hits: [u64; 2],
}

impl Shift {
    /// The words that are drawn.
    pub fn drawn(&self) -> &[ShiftBar] {
        self.bars.get(..self.most_drawn).unwrap_or(&self.bars)
    }
}
