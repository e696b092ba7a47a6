//! How near two English words are in meaning, by the company they keep in news.
//!
//! A table of 50,000 words with 64 small numbers each (`assets/wordings/en.vectors`, made from GloVe vectors by
//! `assets/wordings/vectors.py`): words that stand among the same words point the same way. It knows nothing of
//! what a sentence says: "rose" and "fell", "north" and "south" are near each other, too. Whoever asks it has to
//! look for contradictions themselves.

use std::sync::LazyLock;

/// Numbers of a word.
pub const DIMENSIONS: usize = 64;

static WORDS: &str = include_str!("../../assets/wordings/en.words");
static VECTORS: &[u8] = include_bytes!("../../assets/wordings/en.vectors");
static TABLE: LazyLock<Table> = LazyLock::new(Table::new);

/// A word of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Wording(u32);

impl Wording {
    /// The word as it is written in small letters; `None` where the table does not have it.
    pub fn of(folded: &str) -> Option<Self> {
        TABLE.words.binary_search(&folded).ok().map(|at| Self(at as u32))
    }

    /// How near two words are in meaning: the cosine between them, −1 to 1. Two words taken at random lie below
    /// 0.18 nine times in ten and below 0.38 in 99 of 100; "strike" and "walkout" at 0.74.
    ///
    /// ```
    /// use parallax::text::wordings::Wording;
    /// let [strike, walkout, bank] = ["strike", "walkout", "bank"].map(|word| Wording::of(word).unwrap());
    /// assert!(strike.nearness(walkout) > 0.6);
    /// assert!(strike.nearness(bank) < 0.2);
    /// assert!(Wording::of("xqzzt").is_none());
    /// ```
    pub fn nearness(self, other: Self) -> f32 {
        let (a, b) = (self.row(), other.row());
        let dot: i32 = a.iter().zip(b).map(|(a, b)| i32::from(*a as i8) * i32::from(*b as i8)).sum();
        dot as f32 * self.scale() * other.scale()
    }

    /// Where the word points, as a vector of length 1: the cosine of two sums of words is how near they are.
    pub fn direction(self) -> [f32; DIMENSIONS] {
        let mut direction = [0.0; DIMENSIONS];
        for (to, from) in direction.iter_mut().zip(self.row()) {
            *to = f32::from(*from as i8) * self.scale();
        }
        direction
    }

    /// The numbers of the word as the table has them, and what brings them to length 1: the sum of products of two
    /// words' numbers, times both, is their [`nearness`](Self::nearness). For holding many words against each other.
    pub fn numbers(self) -> ([i16; DIMENSIONS], f32) {
        let mut numbers = [0; DIMENSIONS];
        for (to, from) in numbers.iter_mut().zip(self.row()) {
            *to = i16::from(*from as i8);
        }
        (numbers, self.scale())
    }

    fn row(self) -> &'static [u8] {
        let from = self.0 as usize * DIMENSIONS;
        VECTORS.get(from..from + DIMENSIONS).unwrap_or(&[])
    }

    fn scale(self) -> f32 {
        TABLE.scales.get(self.0 as usize).copied().unwrap_or(0.0)
    }
}

/// Words in the order of their bytes, with one over the length of each row.
struct Table {
    words: Vec<&'static str>,
    scales: Vec<f32>,
}

impl Table {
    fn new() -> Self {
        let words: Vec<&str> = WORDS.lines().collect();
        let scales = VECTORS.chunks_exact(DIMENSIONS).map(|row| {
            let square: i32 = row.iter().map(|n| i32::from(*n as i8).pow(2)).sum();
            if square == 0 { 0.0 } else { (square as f32).sqrt().recip() }
        });
        Self { scales: scales.collect(), words }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_table_is_whole() {
        let table = Table::new();
        assert_eq!(table.words.len(), 50_000);
        assert_eq!(VECTORS.len(), table.words.len() * DIMENSIONS);
        assert!(table.words.is_sorted());
        assert!(table.scales.iter().all(|scale| *scale > 0.0));
    }

    #[test]
    fn words_of_one_meaning_are_nearer_than_others() {
        let near = |a, b| Wording::of(a).unwrap().nearness(Wording::of(b).unwrap());
        for (a, b, other) in [
            ("talks", "negotiations", "reservoir"),
            ("refugees", "migrants", "shareholders"),
            ("ship", "vessel", "verdict"),
            ("hospital", "doctor", "ferry"),
        ] {
            assert!(near(a, b) > near(a, other) + 0.3, "{a}, {b}, {other}");
            assert!((near(a, b) - near(b, a)).abs() < 1e-6);
            let of = |word| Wording::of(word).unwrap();
            let ((one, length), (two, other)) = (of(a).numbers(), of(b).numbers());
            let dot: i32 = one.iter().zip(two).map(|(x, y)| i32::from(*x) * i32::from(y)).sum();
            assert!((dot as f32 * length * other - near(a, b)).abs() < 1e-6);
            let dot: f32 = of(a).direction().iter().zip(of(b).direction()).map(|(x, y)| x * y).sum();
            assert!((dot - near(a, b)).abs() < 1e-5);
        }
        assert!((near("court", "court") - 1.0).abs() < 1e-3);
    }
}
