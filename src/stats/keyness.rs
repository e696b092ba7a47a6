//! Keyness tests: does one group use a word more than another?
//!
//! All are token-level: they take words for independent, which words of one article are not. With
//! equal true rates and bursty words they call about 30 % of pairs significant at .05, so never
//! show one without its companion from [`super::permutation`]. They say how sure, not how large:
//! for that see [`super::effect_sizes`].

use super::special::{Tail, chi_squared_tail, deviance};
use super::{Stat, Undefined};

/// A word in two groups: `a` of `c` words in the target, `b` of `d` words in the reference.
///
/// `c` and `d` are all words of the groups under the same definition of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Table2x2 {
    /// Hits in the target.
    pub a: u64,
    /// Hits in the reference.
    pub b: u64,
    /// Words of the target.
    pub c: u64,
    /// Words of the reference.
    pub d: u64,
}

/// The four cells observed and expected, and by how much they differ (all by the same amount).
pub(super) struct Cells {
    pub(super) observed: [f64; 4],
    pub(super) expected: [f64; 4],
    /// a minus its expected value, from whole numbers.
    pub(super) delta: f64,
    pub(super) words: f64,
}

impl Table2x2 {
    /// The cells, if the table makes sense.
    #[inline]
    pub(super) fn cells(self) -> Stat<Cells> {
        let Self { a, b, c, d } = self.checked()?;
        let words = (c + d) as f64;
        let (share_c, share_d) = (c as f64 / words, d as f64 / words);
        let (hits, others) = ((a + b) as f64, (c - a + (d - b)) as f64);
        Ok(Cells {
            observed: [a as f64, b as f64, (c - a) as f64, (d - b) as f64],
            expected: [hits * share_c, hits * share_d, others * share_c, others * share_d],
            delta: self.determinant_as_float() / words,
            words,
        })
    }

    /// The table itself, if it makes sense.
    #[inline]
    pub(super) fn checked(self) -> Stat<Self> {
        /// Groups of up to 2^62 words keep their products within 128 bits.
        const MOST: u64 = 1 << 62;
        let Self { a, b, c, d } = self;
        if c == 0 || d == 0 {
            return Err(Undefined::EmptyGroup);
        }
        if a > c || b > d || c > MOST || d > MOST {
            return Err(Undefined::Inconsistent);
        }
        Ok(self)
    }

    /// [`Self::determinant`], by the fast conversion where it fits 64 bits.
    #[inline]
    fn determinant_as_float(self) -> f64 {
        let exact = self.determinant();
        i64::try_from(exact).map_or(exact as f64, |exact| exact as f64)
    }

    /// ad - bc: above 0 if the target uses the word more.
    fn determinant(self) -> i128 {
        i128::from(self.a) * i128::from(self.d) - i128::from(self.b) * i128::from(self.c)
    }

    /// 1 if the target uses the word more, -1 if less, 0 if neither.
    pub fn direction(self) -> f64 {
        self.determinant().signum() as f64
    }
}

/// Log-likelihood G2 with four terms: the likelihood-ratio test, our default.
///
/// Formula: 2 sum O ln(O/E) over the four cells, df 1. Range: 0 upwards, 3.84 is p = .05.
/// Zeros: empty cells count 0; a word in neither group gives 0; an empty group is undefined.
/// Computed as 2 sum (O ln(O/E) - (O-E)) from exact differences, so it keeps its digits at
/// thousands of millions of words.
/// Reference: Dunning 1993, *Accurate methods for the statistics of surprise and coincidence*.
/// Same figure: scipy `chi2_contingency(lambda_="log-likelihood", correction=False)`, nltk.
#[inline]
pub fn g2_4term(table: Table2x2) -> Stat {
    let Cells { observed: o, expected: e, delta, .. } = table.cells()?;
    let target = deviance(o[0], e[0], delta) + deviance(o[2], e[2], -delta);
    Ok(2.0 * (target + deviance(o[1], e[1], -delta) + deviance(o[3], e[3], delta)))
}

/// Log-likelihood G2 with two terms, as Wmatrix, AntConc, `WordSmith` and the LL wizard print it.
///
/// Formula: 2 (a ln(a/E1) + b ln(b/E2)), df 1. A little below the four-term value: say which is shown.
/// Zeros as in [`g2_4term`].
/// Reference: Rayson & Garside 2000, *Comparing corpora using frequency profiling*.
/// Same figure: Rayson's LL wizard, R KeynessMeasures.
#[inline]
pub fn g2_2term(table: Table2x2) -> Stat {
    let Cells { observed: o, expected: e, delta, .. } = table.cells()?;
    Ok(2.0 * (deviance(o[0], e[0], delta) + deviance(o[1], e[1], -delta)))
}

/// Pearson's chi-squared.
///
/// Formula: sum (O-E)^2 / E, df 1. Small counts: unreliable where an expected value is under 5,
/// use [`super::fisher`]. Zeros as in [`g2_4term`].
/// Reference: Pearson 1900, *On the criterion that a given system of deviations ...*.
/// Same figure: scipy `chi2_contingency(correction=False)`, R `chisq.test(correct=FALSE)`.
pub fn chi_squared(table: Table2x2) -> Stat {
    let cells = table.cells()?;
    Ok(squares(&cells, cells.delta.abs()))
}

/// Pearson's chi-squared with Yates' continuity correction.
///
/// Formula: sum (max(|O-E| - 1/2, 0))^2 / E, df 1. Zeros as in [`g2_4term`].
/// Reference: Yates 1934, *Contingency tables involving small numbers and the chi-squared test*.
/// Same figure: scipy `chi2_contingency(correction=True)`, R `chisq.test`.
pub fn chi_squared_yates(table: Table2x2) -> Stat {
    let cells = table.cells()?;
    Ok(squares(&cells, (cells.delta.abs() - 0.5).max(0.0)))
}

fn squares(cells: &Cells, difference: f64) -> f64 {
    let terms = cells.expected.iter().filter(|&&expected| expected > 0.0);
    terms.map(|expected| difference * difference / expected).sum()
}

/// The smallest expected value of the four cells: under 5, chi-squared is not to be trusted.
pub fn smallest_expected(table: Table2x2) -> Stat {
    Ok(table.cells()?.expected.into_iter().fold(f64::INFINITY, f64::min))
}

/// A test statistic with its direction and its p-value.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tested {
    /// The statistic, 0 or more.
    pub value: f64,
    /// The statistic, negative if the target uses the word less.
    pub signed: f64,
    /// The p-value at one degree of freedom, with its logarithm (p is 0 in print from about 1,420 on).
    pub tail: Tail,
}

/// Adds direction and p to a statistic of one degree of freedom.
pub fn tested(table: Table2x2, value: f64) -> Tested {
    Tested { value, signed: value * table.direction(), tail: chi_squared_tail(value, 1) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64, absolute: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Dunning 1993, table of bigrams: "the swiss" 110 / 2,442 / 111 / 29,114 has -2 log lambda
    /// 270.72.
    #[test]
    fn g2_as_printed_by_dunning() {
        close(g2_4term(Table2x2 { a: 110, b: 111, c: 110 + 2_442, d: 111 + 29_114 }), 270.72, 0.01);
    }

    /// Rayson's wizard prints 534.64 for this pair; the four-term value is 535.86.
    #[test]
    fn two_and_four_terms_differ() {
        let table = Table2x2 { a: 540, b: 7_525, c: 116_000, d: 5_451_382 };
        close(g2_2term(table), 534.64, 0.005);
        close(g2_4term(table), 535.86, 0.005);
    }

    /// By hand: 10 of 20 against 5 of 20: E = 7.5, 12.5; chi2 = 4 cells of 2.5^2.
    #[test]
    fn chi_squared_by_hand() {
        let table = Table2x2 { a: 10, b: 5, c: 20, d: 20 };
        close(chi_squared(table), 2.0 * (6.25 / 7.5 + 6.25 / 12.5), 1e-12);
        close(chi_squared_yates(table), 2.0 * (4.0 / 7.5 + 4.0 / 12.5), 1e-12);
        close(smallest_expected(table), 7.5, 1e-12);
    }

    /// For small relative differences G2 approaches chi-squared; at 3 * 10^9 words the plain sum
    /// of logarithms would be off in the eighth digit.
    #[test]
    fn g2_is_stable_in_large_corpora() {
        let table = Table2x2 { a: 1_000_100, b: 1_000_000, c: 1_500_000_000, d: 1_500_000_000 };
        let (g2, chi2) = (g2_4term(table).unwrap(), chi_squared(table).unwrap());
        assert!((g2 / chi2 - 1.0).abs() < 1e-8, "{g2} {chi2}");
    }

    #[test]
    fn nonsense_is_undefined_and_nothing_panics() {
        assert_eq!(g2_4term(Table2x2 { a: 5, b: 0, c: 100, d: 0 }), Err(Undefined::EmptyGroup));
        assert_eq!(g2_4term(Table2x2 { a: 5, b: 0, c: 4, d: 9 }), Err(Undefined::Inconsistent));
        let most = u64::MAX;
        assert_eq!(g2_4term(Table2x2 { a: most, b: 1, c: most, d: most }), Err(Undefined::Inconsistent));
        assert_eq!(g2_4term(Table2x2 { a: 0, b: 0, c: 4, d: 9 }), Ok(0.0));
        assert_eq!(g2_4term(Table2x2 { a: 4, b: 9, c: 4, d: 9 }), Ok(0.0));
    }

    #[test]
    fn sign_and_tail_come_with_the_value() {
        let table = Table2x2 { a: 3, b: 14, c: 5_210, d: 7_844 };
        let found = tested(table, 6_000.0);
        assert!(found.signed < 0.0 && found.tail.p <= 0.0 && found.tail.log10_p < -1_300.0);
    }
}
