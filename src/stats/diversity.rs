//! Lexical diversity: how varied is the vocabulary of a text?
//!
//! Texts are lists of word numbers in their order. Compare outlets by the values of their articles
//! with a bootstrap, never by texts run together. TTR and Guiraud's R depend on length and must not
//! be compared between texts of different length.

use super::{Stat, Undefined};
use hashbrown::HashMap;

/// A text made ready: its words renumbered from 0 in the order of first occurrence.
#[derive(Debug, Clone)]
pub struct Text {
    words: Vec<u32>,
    frequencies: Vec<u64>,
}

impl Text {
    /// From word numbers of any vocabulary.
    pub fn new(words: &[u32]) -> Self {
        let mut numbers: HashMap<u32, u32> = HashMap::new();
        let mut frequencies = Vec::new();
        let words = words
            .iter()
            .map(|&word| {
                let next = frequencies.len() as u32;
                let number = *numbers.entry(word).or_insert_with(|| {
                    frequencies.push(0);
                    next
                });
                frequencies[number as usize] += 1;
                number
            })
            .collect();
        Self { words, frequencies }
    }

    /// Distinct words.
    pub fn types(&self) -> u64 {
        self.frequencies.len() as u64
    }

    /// Running words.
    pub fn len(&self) -> u64 {
        self.words.len() as u64
    }

    /// Whether there are no words.
    pub fn is_empty(&self) -> bool {
        self.words.is_empty()
    }

    fn length(&self) -> Stat {
        if self.words.is_empty() { Err(Undefined::NoWords) } else { Ok(self.words.len() as f64) }
    }

    /// The type-token ratio: types / words. Falls with length. Range: above 0 to 1.
    ///
    /// Reference: Johnson 1944, *Studies in language behavior*. Same figure: lexicalrichness.
    pub fn ttr(&self) -> Stat {
        Ok(self.types() as f64 / self.length()?)
    }

    /// Guiraud's R: types / sqrt(words). Depends on length, less than TTR.
    ///
    /// Reference: Guiraud 1954. Same figure: lexicalrichness `rttr`.
    pub fn guiraud_r(&self) -> Stat {
        Ok(self.types() as f64 / self.length()?.sqrt())
    }

    /// MATTR: the mean type-token ratio of all windows of `window` words (default 50).
    ///
    /// Range: above 0 to 1, whatever the length. Undefined for texts shorter than a window.
    /// Reference: Covington & `McFall` 2010, *Cutting the Gordian knot*. Same figure:
    /// lexicalrichness `mattr`; others shrink the window for short texts.
    pub fn mattr(&self, window: u32) -> Stat {
        let width = window as usize;
        if width == 0 || self.words.len() < width {
            return Err(Undefined::TooShort(window.max(1)));
        }
        let mut inside = vec![0u32; self.frequencies.len()];
        let (mut types, mut sum) = (0u64, 0u64);
        for (at, &word) in self.words.iter().enumerate() {
            inside[word as usize] += 1;
            types += u64::from(inside[word as usize] == 1);
            if at >= width {
                let gone = self.words[at - width] as usize;
                inside[gone] -= 1;
                types -= u64::from(inside[gone] == 0);
            }
            if at + 1 >= width {
                sum += types;
            }
        }
        Ok(sum as f64 / (width as f64 * (self.words.len() - width + 1) as f64))
    }

    /// MTLD: the mean length of stretches that keep a type-token ratio above `threshold` (0.72).
    ///
    /// Formula: words / factors, the mean of reading forwards and backwards; a factor closes when
    /// TTR <= threshold, the rest counts (1 - TTR) / (1 - threshold). Range: words, 1 upwards.
    /// Undefined where no word comes back. TAALED closes at "below" and asks for ten words a factor.
    /// Reference: `McCarthy` & Jarvis 2010, *MTLD, vocd-D, and HD-D*. Same figure: lexicalrichness.
    pub fn mtld(&self, threshold: f64) -> Stat {
        let length = self.length()?;
        if threshold.is_nan() || threshold <= 0.0 || threshold >= 1.0 {
            return Err(Undefined::Inconsistent);
        }
        let forwards = self.factors(self.words.iter(), threshold);
        let backwards = self.factors(self.words.iter().rev(), threshold);
        if forwards <= 0.0 || backwards <= 0.0 {
            return Err(Undefined::NoRepetition);
        }
        Ok(f64::midpoint(length / forwards, length / backwards))
    }

    fn factors<'a>(&self, words: impl Iterator<Item = &'a u32>, threshold: f64) -> f64 {
        // In which factor a word was last seen.
        let mut seen = vec![0u32; self.frequencies.len()];
        let (mut factor, mut types, mut length) = (1u32, 0.0, 0.0);
        for &word in words {
            length += 1.0;
            if seen[word as usize] != factor {
                seen[word as usize] = factor;
                types += 1.0;
            }
            if types / length <= threshold {
                factor += 1;
                (types, length) = (0.0, 0.0);
            }
        }
        let rest = if length > 0.0 { (1.0 - types / length) / (1.0 - threshold) } else { 0.0 };
        f64::from(factor - 1) + rest
    }

    /// HD-D: the type-token ratio expected in a random sample of `draws` words (42).
    ///
    /// Formula: sum over types of (1 - C(N-f, draws)/C(N, draws)) / draws. Range: above 0 to 1.
    /// Undefined for texts shorter than the sample.
    /// Reference: `McCarthy` & Jarvis 2007, *vocd: a theoretical and empirical evaluation*.
    /// Same figure: lexicalrichness, lexical-diversity.
    pub fn hdd(&self, draws: u32) -> Stat {
        let n = self.len();
        if draws == 0 || n < u64::from(draws) {
            return Err(Undefined::TooShort(draws.max(1)));
        }
        let drawn = self.frequencies.iter().map(|frequency| {
            // C(N-f, draws)/C(N, draws), factor by factor; 0 as soon as one is.
            let missed: f64 = (0..u64::from(draws))
                .map(|before| (n - frequency).saturating_sub(before) as f64 / (n - before) as f64)
                .product();
            1.0 - missed
        });
        Ok(drawn.sum::<f64>() / f64::from(draws))
    }

    /// Yule's K: 10^4 (sum of squared frequencies - N) / N^2; 0 if no word comes back, and the
    /// higher the less varied.
    ///
    /// Reference: Yule 1944, *The Statistical Study of Literary Vocabulary*. Same figure: lexicalrichness.
    pub fn yule_k(&self) -> Stat {
        let n = self.length()?;
        let squares: f64 = self.frequencies.iter().map(|&frequency| (frequency * frequency) as f64).sum();
        Ok(1e4 * (squares - n) / (n * n))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= 1e-12, "got {got}, expected {expected}");
    }

    /// By hand: a b a c.
    #[test]
    fn four_words_by_hand() {
        let text = Text::new(&[70, 5, 70, 9]);
        close(text.ttr(), 0.75);
        close(text.guiraud_r(), 1.5);
        close(text.mattr(2), 1.0);
        close(text.mattr(3), f64::midpoint(2.0 / 3.0, 1.0));
        // Pairs of 6: a is in 5 of them, b and c in 3 each.
        close(text.hdd(2), (5.0 + 3.0 + 3.0) / 6.0 / 2.0);
        close(text.yule_k(), 1e4 * (6.0 - 4.0) / 16.0);
        // Forwards a factor closes at a b a (2/3), then c: 1; backwards c a b (1), a: 3/4 stays open.
        close(text.mtld(0.72), f64::midpoint(4.0, 4.0 / (0.25 / 0.28)));
    }

    /// `McCarthy` & Jarvis 2010 explain MTLD on this sentence: one factor, closed after six words.
    #[test]
    fn of_the_people() {
        close(Text::new(&[0, 1, 2, 3, 1, 2, 4, 1, 2]).mtld(0.72), 9.0);
    }

    #[test]
    fn short_and_empty_texts_are_undefined() {
        let empty = Text::new(&[]);
        assert_eq!(empty.ttr(), Err(Undefined::NoWords));
        assert_eq!(empty.mattr(0), Err(Undefined::TooShort(1)));
        let once = Text::new(&[1, 2, 3]);
        assert_eq!(once.mtld(0.72), Err(Undefined::NoRepetition));
        assert_eq!(once.hdd(42), Err(Undefined::TooShort(42)));
        assert_eq!(once.mattr(50), Err(Undefined::TooShort(50)));
    }
}
