//! Dispersion: is a word spread over the parts, or does it clump in a few?
//!
//! Parts are articles unless said otherwise. Dispersion goes with frequency (a word with fewer hits
//! than parts cannot be even): hide it below five hits.
//!
//! Same figures for all: tlda `disp()` and `disp_DP()`, scattertext `Dispersion`, Wordless; the
//! worked example is that of Gries 2020, *Analyzing dispersion*.

use super::{Stat, Undefined};

/// A word's count in each part, and each part's number of words. Parts without words are left out.
#[derive(Debug, Clone)]
pub struct Parts {
    /// (count, size) of each part with words.
    filled: Vec<(f64, f64)>,
    count: f64,
    size: f64,
}

impl Parts {
    /// Parts of (count, size).
    pub fn new(parts: impl IntoIterator<Item = (u64, u64)>) -> Stat<Self> {
        let mut consistent = true;
        let filled: Vec<(f64, f64)> = parts
            .into_iter()
            .inspect(|(count, size)| consistent &= count <= size)
            .filter(|part| part.1 > 0)
            .map(|(count, size)| (count as f64, size as f64))
            .collect();
        if !consistent {
            return Err(Undefined::Inconsistent);
        }
        if filled.is_empty() {
            return Err(Undefined::NoWords);
        }
        let (count, size) = filled.iter().fold((0.0, 0.0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
        Ok(Self { filled, count, size })
    }

    /// Range: the number of parts the word occurs in; 0 for none.
    pub fn range(&self) -> u64 {
        self.filled.iter().filter(|part| part.0 > 0.0).count() as u64
    }

    /// Range as a share of the parts, 0 to 1.
    pub fn range_relative(&self) -> Stat {
        self.occurs()?;
        Ok(self.range() as f64 / self.filled.len() as f64)
    }

    /// Juilland's D: 1 even, 0 all in one part.
    ///
    /// Formula: 1 - cv / sqrt(k-1), on rates, so parts may differ in size. With many parts it is
    /// near 1 for almost every word (Biber et al. 2016): prefer [`Self::dp_norm`]. Needs two parts.
    /// Reference: Juilland & Chang-Rodríguez 1964, *Frequency Dictionary of Spanish Words*.
    pub fn juilland_d(&self) -> Stat {
        let cv = self.variation()?;
        Ok(1.0 - cv / (self.at_least_two()? - 1.0).sqrt())
    }

    /// Carroll's D2: 1 even, 0 all in one part.
    ///
    /// Formula: -sum q log2 q / log2 k, q = rate / sum of rates. Needs two parts.
    /// Reference: Carroll 1970, *An alternative to Juilland's usage coefficient*.
    pub fn carroll_d2(&self) -> Stat {
        self.occurs()?;
        let k = self.at_least_two()?;
        let rates: f64 = self.rates().sum();
        let entropy: f64 = self.rates().map(|rate| rate / rates).map(|q| -entropy_term(q)).sum();
        Ok(entropy / k.log2())
    }

    /// Rosengren's S: 1 even, downwards to the share of the only part that has it.
    ///
    /// Formula: (sum sqrt(w v))^2 / f, w the part's share of all words.
    /// Reference: Rosengren 1971, *The quantitative concept of language*.
    pub fn rosengren_s(&self) -> Stat {
        self.occurs()?;
        let roots: f64 = self.filled.iter().map(|(count, size)| (size / self.size * count).sqrt()).sum();
        Ok(roots * roots / self.count)
    }

    /// Gries' DP: 0 even, towards 1 clumped.
    ///
    /// Formula: half the sum of |t - w|, t the part's share of the hits, w of the words.
    /// Reference: Gries 2008, *Dispersions and adjusted frequencies in corpora*.
    pub fn dp(&self) -> Stat {
        self.occurs()?;
        Ok(self.shares().map(|(t, w)| (t - w).abs()).sum::<f64>() / 2.0)
    }

    /// DP normalised, our default: 0 even, 1 clumped.
    ///
    /// Formula: DP / (1 - smallest w). Needs two parts.
    /// Reference: Lijffijt & Gries 2012, *Correction to Gries 2008*.
    pub fn dp_norm(&self) -> Stat {
        let dp = self.dp()?;
        self.at_least_two()?;
        let smallest = self.shares().map(|(_, w)| w).fold(1.0, f64::min);
        Ok(dp / (1.0 - smallest))
    }

    /// `D_P` of Egbert, Burch & Biber: 1 even, 0 clumped, the other way round than DP.
    ///
    /// Formula: 1 - DP / (1 - smallest w among the parts that have the word). Needs two parts.
    /// Reference: Egbert, Burch & Biber 2020, *Lexical dispersion and corpus design*.
    pub fn dp_egbert(&self) -> Stat {
        let dp = self.dp()?;
        self.at_least_two()?;
        let smallest = self.shares().filter(|(t, _)| *t > 0.0).map(|(_, w)| w).fold(1.0, f64::min);
        Ok(1.0 - dp / (1.0 - smallest))
    }

    /// DA: 1 even, 0 all in one part.
    ///
    /// Formula: 1 - mean |`r_i` - `r_j`| over pairs of parts / (2 mean rate). Needs two parts.
    /// Reference: Burch, Egbert & Biber 2017, *Measuring and interpreting lexical dispersion*.
    pub fn da(&self) -> Stat {
        self.occurs()?;
        let k = self.at_least_two()?;
        let mut rates: Vec<f64> = self.rates().collect();
        rates.sort_unstable_by(f64::total_cmp);
        // In sorted order the pairs need no second loop.
        let differences: f64 =
            rates.iter().enumerate().map(|(before, rate)| rate * (2.0 * before as f64 + 1.0 - k)).sum();
        let pairs = k * (k - 1.0) / 2.0;
        let mean = rates.iter().sum::<f64>() / k;
        Ok(1.0 - differences / pairs / (2.0 * mean))
    }

    /// Kullback-Leibler divergence of the hits from the words, in bits: 0 even, no upper bound.
    ///
    /// Formula: sum t log2(t/w). Reference: Gries 2020, *Analyzing dispersion*.
    pub fn kld(&self) -> Stat {
        self.occurs()?;
        let terms = self.shares().filter(|(t, _)| *t > 0.0).map(|(t, w)| t * (t / w).log2());
        Ok(terms.sum::<f64>().max(0.0))
    }

    /// The same brought to 0 even, 1 clumped.
    ///
    /// Formula: 1 - e^-KLD; others use 2^-KLD or KLD/(1+KLD). Reference: Gries 2021.
    pub fn kld_norm(&self) -> Stat {
        Ok(-(-self.kld()?).exp_m1())
    }

    /// The coefficient of variation of the rates: 0 even, sqrt(k-1) all in one part.
    ///
    /// Formula: standard deviation (of the population) / mean.
    pub fn variation(&self) -> Stat {
        self.occurs()?;
        let k = self.filled.len() as f64;
        let mean = self.rates().sum::<f64>() / k;
        let squares: f64 = self.rates().map(|rate| (rate - mean).powi(2)).sum();
        Ok((squares / k).sqrt() / mean)
    }

    fn occurs(&self) -> Stat<()> {
        if self.count > 0.0 { Ok(()) } else { Err(Undefined::NoOccurrence) }
    }

    fn at_least_two(&self) -> Stat {
        if self.filled.len() < 2 { Err(Undefined::TooFewParts(2)) } else { Ok(self.filled.len() as f64) }
    }

    fn rates(&self) -> impl Iterator<Item = f64> + '_ {
        self.filled.iter().map(|(count, size)| count / size)
    }

    /// Each part's share of the hits and of the words.
    fn shares(&self) -> impl Iterator<Item = (f64, f64)> + '_ {
        self.filled.iter().map(|(count, size)| (count / self.count, size / self.size))
    }
}

/// [`Parts::dp_norm`] from the parts that have the word alone: the same figure where parts are many and hits few.
///
/// `occurring` are the (count, size) of the parts with the word; `size` is that of all `parts` with words together,
/// `smallest` that of the smallest. Parts without the word add their share of the words: 1 less that of the others.
pub fn dp_norm_of_occurring(
    occurring: impl Iterator<Item = (u64, u64)> + Clone,
    size: u64,
    smallest: u64,
    parts: u64,
) -> Stat {
    let (count, covered) = occurring.clone().fold((0, 0), |sum, part| (sum.0 + part.0, sum.1 + part.1));
    if count == 0 {
        return Err(Undefined::NoOccurrence);
    }
    if parts < 2 {
        return Err(Undefined::TooFewParts(2));
    }
    if covered > size || smallest > size {
        return Err(Undefined::Inconsistent);
    }
    let share = |of: u64, all: u64| of as f64 / all as f64;
    let there: f64 = occurring.map(|(hits, words)| (share(hits, count) - share(words, size)).abs()).sum();
    Ok(f64::midpoint(there, share(size - covered, size)) / (1.0 - share(smallest, size)))
}

/// q log2 q, 0 at 0.
pub(super) fn entropy_term(q: f64) -> f64 {
    if q > 0.0 { q * q.log2() } else { 0.0 }
}

/// The average reduced frequency: the number of hits, clumps counted as about one.
///
/// `places` are the hits' places in rising order among `words` words, taken as a circle.
/// Formula: sum over hits of min(d, v)/v, d the distance to the hit before, v = words / hits.
/// Range: 1 to the number of hits. Zeros: no hits give 0. It depends on the order of the articles:
/// sort them by outlet, date and id, and say so.
/// Reference: Savický & Hlaváčová 2002, *Measures of word commonness*. Same figure: Wordless.
pub fn average_reduced_frequency(places: &[u32], words: u64) -> Stat {
    if words == 0 {
        return Err(Undefined::NoWords);
    }
    let (Some(first), Some(last)) = (places.first(), places.last()) else { return Ok(0.0) };
    if u64::from(*last) >= words || places.windows(2).any(|pair| pair[0] >= pair[1]) {
        return Err(Undefined::Inconsistent);
    }
    let v = words as f64 / places.len() as f64;
    let around = (u64::from(*first) + words - u64::from(*last)) as f64;
    let between = places.windows(2).map(|pair| f64::from(pair[1] - pair[0]));
    Ok(between.chain([around]).map(|distance| distance.min(v)).sum::<f64>() / v)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64, absolute: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Gries 2008, table of "a" in a corpus of five parts: D .785, D2 .938, S .95, DP .18.
    #[test]
    fn gries_worked_example() {
        let parts = Parts::new([(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)]).unwrap();
        close(parts.juilland_d(), 0.785, 5e-4);
        close(parts.carroll_d2(), 0.938, 5e-4);
        close(parts.rosengren_s(), 0.95, 5e-4);
        close(parts.dp(), 0.18, 1e-12);
        close(parts.dp_norm(), 0.18 / 0.82, 1e-12);
        close(parts.kld(), 0.137, 5e-4);
    }

    /// By hand: 3 of 4 hits in the first of two equal parts: rates .3 and .1.
    #[test]
    fn two_equal_parts_by_hand() {
        let parts = Parts::new([(3, 10), (1, 10), (0, 0)]).unwrap();
        close(parts.variation(), 0.5, 1e-12);
        close(parts.juilland_d(), 0.5, 1e-12);
        close(parts.da(), 1.0 - 0.2 / 0.4, 1e-12);
        close(parts.dp(), 0.25, 1e-12);
        close(parts.dp_norm(), 0.5, 1e-12);
        close(parts.dp_egbert(), 0.5, 1e-12);
        close(parts.kld_norm(), 1.0 - (-parts.kld().unwrap()).exp(), 1e-12);
        assert_eq!(parts.range(), 2);
    }

    #[test]
    fn parts_without_the_word_need_no_visit() {
        let check = |parts: &[(u64, u64)]| {
            let whole = Parts::new(parts.iter().copied()).unwrap().dp_norm();
            let filled = parts.iter().filter(|part| part.1 > 0);
            let size = filled.clone().map(|part| part.1).sum();
            let smallest = filled.clone().map(|part| part.1).min().unwrap();
            let occurring = parts.iter().copied().filter(|part| part.0 > 0);
            let found = dp_norm_of_occurring(occurring, size, smallest, filled.count() as u64);
            match (found, whole) {
                (Ok(found), Ok(whole)) => close(Ok(found), whole, 1e-14),
                (found, whole) => assert_eq!(found, whole),
            }
        };
        check(&[(1, 9), (2, 10), (3, 10), (4, 10), (5, 11)]);
        check(&[(7, 40), (0, 10), (0, 0), (1, 3), (0, 900)]);
        check(&[(0, 5), (0, 5)]);
        check(&[(2, 5)]);
    }

    /// By hand: four hits in a row in sixteen places: 13 cut to 4, and three of 1.
    #[test]
    fn reduced_frequency_of_a_clump() {
        close(average_reduced_frequency(&[0, 1, 2, 3], 16), 7.0 / 4.0, 1e-12);
        close(average_reduced_frequency(&[0, 4, 8, 12], 16), 4.0, 1e-12);
        assert_eq!(average_reduced_frequency(&[3, 3], 16), Err(Undefined::Inconsistent));
        assert_eq!(average_reduced_frequency(&[], 16), Ok(0.0));
    }

    #[test]
    fn absent_words_and_single_parts_are_undefined() {
        let absent = Parts::new([(0, 5), (0, 5)]).unwrap();
        assert_eq!((absent.range(), absent.dp()), (0, Err(Undefined::NoOccurrence)));
        let single = Parts::new([(2, 5)]).unwrap();
        assert_eq!(single.da(), Err(Undefined::TooFewParts(2)));
        assert_eq!(Parts::new([(2, 1)]).err(), Some(Undefined::Inconsistent));
    }
}
