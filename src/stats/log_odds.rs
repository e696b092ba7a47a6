//! Weighted log-odds with an informative Dirichlet prior: which words set an outlet apart.
//!
//! A prior of pseudo-words shrinks what rests on few hits, so that the ranking is neither the rarest
//! nor the commonest words. For ranking and plots: |z| > 1.96 is conventional but corrected neither
//! for the size of the vocabulary nor for words of one article coming together.
//!
//! Reference: Monroe, Colaresi & Quinn 2008, *Fightin' Words*, Political Analysis 16(4).

use super::{Stat, Undefined};

/// How strongly a word marks the first group.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogOdds {
    /// Difference of the log-odds, natural logarithm; above 0 where the first group uses it more.
    pub delta: f64,
    /// Its approximate variance.
    pub variance: f64,
    /// delta over its standard error: the ranking.
    pub z: f64,
}

/// Two groups ready for comparison word by word.
///
/// The sums that all words share are worked out once, so that a vocabulary can be streamed.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Contrast {
    words_a: f64,
    words_b: f64,
    alpha_0: f64,
}

impl Contrast {
    /// Two groups of `words_a` and `words_b` words and a prior that sums to `alpha_0` over the
    /// vocabulary of both.
    pub fn new(words_a: u64, words_b: u64, alpha_0: f64) -> Stat<Self> {
        if words_a == 0 || words_b == 0 {
            return Err(Undefined::EmptyGroup);
        }
        if alpha_0.is_nan() || alpha_0 <= 0.0 {
            return Err(Undefined::PriorNotPositive);
        }
        if alpha_0 > 1e100 {
            // Products of it would not be numbers any more.
            return Err(Undefined::Inconsistent);
        }
        Ok(Self { words_a: words_a as f64, words_b: words_b as f64, alpha_0 })
    }

    /// Weighted log-odds of a word with `y_a` and `y_b` hits and prior `alpha_w`.
    ///
    /// Formula: ln((y_a+α)/(n_a+α0-y_a-α)) - ln((y_b+α)/(n_b+α0-y_b-α)); variance
    /// 1/(y_a+α) + 1/(y_b+α); z = delta/sqrt(variance).
    /// Zeros: defined, thanks to the prior. Undefined: an empty group, a prior of 0, or a
    /// vocabulary of this one word. Same figure: logodds, FightingWords.
    #[inline]
    pub fn word(&self, y_a: u64, y_b: u64, alpha_w: f64) -> Stat<LogOdds> {
        let (y_a, y_b) = (y_a as f64, y_b as f64);
        if alpha_w.is_nan() || alpha_w <= 0.0 {
            return Err(Undefined::PriorNotPositive);
        }
        if y_a > self.words_a || y_b > self.words_b || alpha_w > self.alpha_0 * (1.0 + 1e-12) {
            return Err(Undefined::Inconsistent);
        }
        let others = self.alpha_0 - alpha_w;
        let (with_a, without_a) = (y_a + alpha_w, self.words_a - y_a + others);
        let (with_b, without_b) = (y_b + alpha_w, self.words_b - y_b + others);
        if without_a <= 0.0 || without_b <= 0.0 {
            return Err(Undefined::OneWordVocabulary);
        }
        // One logarithm and few divisions: this runs millions of times.
        let delta = (with_a * without_b / (without_a * with_b)).ln();
        let variance = (with_a + with_b) / (with_a * with_b);
        Ok(LogOdds { delta, variance, z: delta / variance.sqrt() })
    }

    /// z with all four terms of the variance, as scattertext prints it: a little below [`LogOdds::z`].
    ///
    /// Formula: the variance gains 1/(n+α0-y-α) for each group.
    pub fn z_full_variance(&self, y_a: u64, y_b: u64, alpha_w: f64) -> Stat {
        let LogOdds { delta, variance, .. } = self.word(y_a, y_b, alpha_w)?;
        let others = self.alpha_0 - alpha_w;
        let rest = 1.0 / (self.words_a - y_a as f64 + others) + 1.0 / (self.words_b - y_b as f64 + others);
        Ok(delta / (variance + rest).sqrt())
    }
}

/// Weighted log-odds of one word: `y_a` of `n_a` words against `y_b` of `n_b`. See [`Contrast::word`].
pub fn weighted(y_a: u64, n_a: u64, y_b: u64, n_b: u64, alpha_w: f64, alpha_0: f64) -> Stat<LogOdds> {
    Contrast::new(n_a, n_b, alpha_0)?.word(y_a, y_b, alpha_w)
}

/// A prior that is the same for all words of one total frequency.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Prior {
    /// The same number of pseudo-words for every word of the vocabulary.
    Symmetric {
        /// Pseudo-words a word, 0.01 by convention.
        alpha: f64,
        /// Words in the vocabulary.
        types: u64,
    },
    /// The frequencies of all outlets together, scaled to a total. Keep the total visible: 500 is
    /// the default, and it decides how far rare words are pulled to nothing.
    Pooled {
        /// Pseudo-words in total.
        alpha_0: f64,
        /// Words of all outlets together.
        words: u64,
    },
}

impl Prior {
    /// Pseudo-words of a word that occurs `total` times in all outlets together.
    #[inline]
    pub fn alpha(&self, total: u64) -> f64 {
        match *self {
            Self::Symmetric { alpha, .. } => alpha,
            Self::Pooled { alpha_0, words } => alpha_0 * total as f64 / words as f64,
        }
    }

    /// Pseudo-words in total.
    pub fn alpha_0(&self) -> f64 {
        match *self {
            Self::Symmetric { alpha, types } => alpha * types as f64,
            Self::Pooled { alpha_0, .. } => alpha_0,
        }
    }
}

/// Frequencies up to this many hits in all outlets together are looked up instead of computed:
/// more than nine in ten words of a vocabulary.
const TABLED: usize = 48;

/// One outlet against all others together, over a whole vocabulary: the default for k outlets.
///
/// The comparator leaves the outlet itself out; the same prior holds on both sides.
#[derive(Debug, Clone)]
pub struct OneVsRest {
    contrast: Contrast,
    prior: Prior,
    /// At total * TABLED + hits.
    table: Vec<Stat<LogOdds>>,
}

impl OneVsRest {
    /// An outlet of `words` words among outlets of `all_words` words in total.
    pub fn new(words: u64, all_words: u64, prior: Prior) -> Stat<Self> {
        let rest = all_words.checked_sub(words).ok_or(Undefined::Inconsistent)?;
        let contrast = Contrast::new(words, rest, prior.alpha_0())?;
        let table = (0..TABLED * TABLED)
            .map(|at| {
                let (total, hits) = ((at / TABLED) as u64, (at % TABLED) as u64);
                compute(&contrast, &prior, hits, total)
            })
            .collect();
        Ok(Self { contrast, prior, table })
    }

    /// The word with `hits` in the outlet and `total` in all outlets, this one included.
    #[inline]
    pub fn word(&self, hits: u64, total: u64) -> Stat<LogOdds> {
        if total < TABLED as u64 && hits <= total {
            return self.table[total as usize * TABLED + hits as usize];
        }
        compute(&self.contrast, &self.prior, hits, total)
    }
}

#[inline]
fn compute(contrast: &Contrast, prior: &Prior, hits: u64, total: u64) -> Stat<LogOdds> {
    let rest = total.checked_sub(hits).ok_or(Undefined::Inconsistent)?;
    contrast.word(hits, rest, prior.alpha(total))
}

/// A group against all groups together, itself included, as tidylo does it.
///
/// `y` hits of the word and `n` words in the group, `total` and `words` in all `groups` together;
/// the prior is the pooled count, added to every group. Since the comparator contains the group,
/// the variance is only nominal: offered so that figures can be compared.
/// Formula: y* = y + total, n* = n + words; delta = ln(y*/(n*-y*)) - ln(Y/(N-Y)) with Y and N the
/// sums of y* and n* over groups; z = delta/sqrt(1/y* + 1/Y).
/// Zeros: undefined if the word is nowhere or is the only one.
/// Same figure: tidylo `bind_log_odds()`.
pub fn vs_all(y: u64, n: u64, total: u64, words: u64, groups: u32) -> Stat<LogOdds> {
    if n == 0 {
        return Err(Undefined::EmptyGroup);
    }
    if total == 0 {
        return Err(Undefined::NoOccurrence);
    }
    if y > n || total > words || y > total || n > words {
        return Err(Undefined::Inconsistent);
    }
    let times = f64::from(groups) + 1.0;
    let (with, without) = (y as f64 + total as f64, (n - y) as f64 + (words - total) as f64);
    let (with_all, without_all) = (total as f64 * times, (words - total) as f64 * times);
    if without_all <= 0.0 {
        return Err(Undefined::OneWordVocabulary);
    }
    let delta = (with * without_all / (without * with_all)).ln();
    let variance = 1.0 / with + 1.0 / with_all;
    Ok(LogOdds { delta, variance, z: delta / variance.sqrt() })
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: y = 9 and 1 of 20 with α = 1, α0 = 2: odds 10/12 and 2/20.
    #[test]
    fn weighted_by_hand() -> Stat<()> {
        let found = weighted(9, 20, 1, 20, 1.0, 2.0)?;
        assert!((found.delta - (10.0f64 / 12.0 * 20.0 / 2.0).ln()).abs() < 1e-15);
        assert!((found.variance - 0.6).abs() < 1e-15);
        assert!((found.z - found.delta / 0.6f64.sqrt()).abs() < 1e-15);
        Ok(())
    }

    /// The worked example printed in the README of `fightin_words`: "brown", once in 9 words against
    /// none in 9, α = .05 for 11 words: z = .68942.
    #[test]
    fn fightin_words_readme() -> Stat<()> {
        assert!((weighted(1, 9, 0, 9, 0.05, 0.55)?.z - 0.689_422_788_680_796_8).abs() < 1e-12);
        Ok(())
    }

    #[test]
    fn looked_up_and_computed_agree() -> Stat<()> {
        let words = 100_000;
        for prior in [Prior::Symmetric { alpha: 0.01, types: 5_000 }, Prior::Pooled { alpha_0: 500.0, words }]
        {
            let outlet = OneVsRest::new(20_000, words, prior)?;
            for (hits, total) in [(0, 1), (3, 7), (47, 47), (0, 48), (60, 200)] {
                let alpha = prior.alpha(total);
                let plain = weighted(hits, 20_000, total - hits, 80_000, alpha, prior.alpha_0());
                assert_eq!(outlet.word(hits, total), plain);
            }
            assert_eq!(outlet.word(5, 4), Err(Undefined::Inconsistent));
        }
        Ok(())
    }

    #[test]
    fn edges_are_undefined_with_their_reason() {
        assert_eq!(weighted(0, 0, 1, 9, 0.1, 1.0), Err(Undefined::EmptyGroup));
        assert_eq!(weighted(3, 3, 8, 8, 0.01, 0.01), Err(Undefined::OneWordVocabulary));
        assert_eq!(weighted(3, 9, 8, 9, 0.0, 1.0), Err(Undefined::PriorNotPositive));
        assert_eq!(vs_all(1, 5, 2, 2, 2), Err(Undefined::Inconsistent));
    }

    /// By hand: 1 of 2 against all 2 of 6, two groups: y* = 3 of 8, Y = 6 of 18.
    #[test]
    fn vs_all_by_hand() -> Stat<()> {
        let found = vs_all(1, 2, 2, 6, 2)?;
        assert!((found.delta - (3.0f64 / 5.0 * 2.0).ln()).abs() < 1e-15);
        assert!((found.variance - 0.5).abs() < 1e-15);
        Ok(())
    }
}
