//! How much more one group uses a word than another.
//!
//! Effect sizes to stand beside the tests of [`super::keyness`], which say only how sure. All are
//! ratios or differences of the two relative frequencies a/c and b/d; the [`Table2x2`] is the same.

use super::intervals::Interval;
use super::keyness::{Table2x2, g2_2term, g2_4term};
use super::special::{Proportion, beta_quantile, beta_tails, normal_quantile};
use super::{Stat, Undefined};

/// A log ratio and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct LogRatio {
    /// Binary points: +1 is twice as frequent, -2 a quarter.
    pub value: f64,
    /// One count was 0 and 0.5 was put in its place: the screen marks it.
    pub zero_substituted: bool,
    /// Token-level 95 % interval (Katz), only where both counts are above 0.
    pub interval: Stat<Interval>,
}

/// The log ratio of two relative frequencies.
///
/// Formula: log2((a/c) / (b/d)); a lone zero count is replaced by 0.5. Interval: ± 1.96
/// sqrt(1/a - 1/c + 1/b - 1/d) / ln 2, token-level: prefer the bootstrap over articles.
/// Reading: binary points. Zeros: undefined if both counts are 0 or a group is empty.
/// Reference: Hardie 2014, *Log Ratio: an informal introduction*; Katz et al. 1978 for the interval.
/// Same figure: association-measures `log_ratio(discounting="Hardie2014")`, statsmodels `Table2x2`.
#[inline]
pub fn log_ratio(table: Table2x2) -> Stat<LogRatio> {
    let Table2x2 { a, b, c, d } = table.checked()?;
    if a == 0 && b == 0 {
        return Err(Undefined::NoOccurrence);
    }
    let zero_substituted = a == 0 || b == 0;
    let counted = |count: u64| if count == 0 { 0.5 } else { count as f64 };
    let value = (counted(a) / c as f64 * (d as f64 / counted(b))).log2();
    let interval = if zero_substituted {
        Err(Undefined::NoOccurrence)
    } else {
        let one_over = |n: u64| 1.0 / n as f64;
        let error = (one_over(a) - one_over(c) + one_over(b) - one_over(d)).max(0.0).sqrt();
        let half = normal_quantile(0.975) * error / std::f64::consts::LN_2;
        Ok(Interval { low: value - half, high: value + half })
    };
    Ok(LogRatio { value, zero_substituted, interval })
}

/// The conservative log ratio: the smallest difference the counts can be trusted to show.
///
/// Formula: the limit nearest 0 of the exact conditional Poisson interval of log2((a/c)/(b/d)),
/// 0 if the interval contains 0. `alpha` is two-sided and divided by the number of `tests`
/// (Bonferroni): 1 for none. Range: any; 0 reads "no difference shown".
/// Zeros: defined with one zero count, undefined with two. Token-level. A good single ranking.
/// Reference: Evert 2022, *Measuring keyness*; Clopper & Pearson 1934 for the interval.
/// Same figure: association-measures `conservative_log_ratio(boundary="poisson")`, CQPweb.
pub fn log_ratio_conservative(table: Table2x2, alpha: f64, tests: u32) -> Stat {
    let Table2x2 { a, b, c, d } = table.checked()?;
    if a == 0 && b == 0 {
        return Err(Undefined::NoOccurrence);
    }
    if alpha.is_nan() || alpha <= 0.0 || alpha >= 1.0 {
        return Err(Undefined::Inconsistent);
    }
    let tail = alpha / 2.0 / f64::from(tests.max(1));
    // Seen from the group that uses the word more: the lower limit of its share of the hits.
    let sign = if table.direction() < 0.0 { -1.0 } else { 1.0 };
    let (more, less, own, other) = if sign > 0.0 { (a, b, c, d) } else { (b, a, d, c) };
    let (more, less, own, other) = (more as f64, less as f64, own as f64, other as f64);
    let by_chance = Proportion { part: own / (own + other), rest: other / (own + other) };
    if more <= 0.0 || beta_tails(more, less + 1.0, by_chance).lower >= tail {
        // The share by chance lies within the interval, and finding its limit is not needed.
        return Ok(0.0);
    }
    let share = beta_quantile(more, less + 1.0, tail);
    Ok(sign * (share.part / share.rest * (other / own)).log2().max(0.0))
}

/// %DIFF: by how many percent the target exceeds the reference.
///
/// Formula: 100 (a/c - b/d) / (b/d). Range: -100 upwards, without bound and not symmetric.
/// Zeros: a = 0 gives -100, b = 0 infinity, both undefined.
/// Reference: Gabrielatos & Marchi 2011, *Keyness: matching metrics to definitions*.
/// Same figure: R KeynessMeasures; Wordless where no count is 0.
pub fn percent_difference(table: Table2x2) -> Stat {
    let Table2x2 { a, b, c, d } = table.checked()?;
    match (a, b) {
        (0, 0) => Err(Undefined::NoOccurrence),
        (_, 0) => Ok(f64::INFINITY),
        _ => {
            // (ad - bc)/(bc), from whole numbers.
            let (ad, bc) = (u128::from(a) * u128::from(d), u128::from(b) * u128::from(c));
            let sign = table.direction();
            Ok(100.0 * sign * (ad.abs_diff(bc) as f64 / bc as f64))
        }
    }
}

/// The Bayes factor behind a G2, on the natural-log scale times 2.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Bic {
    /// From the two-term G2, as KeynessMeasures and the LL wizard print it.
    pub two_term: f64,
    /// From the four-term G2, as Wordless prints it.
    pub four_term: f64,
}

/// BIC of a difference.
///
/// Formula: G2 - ln N (df 1). Reading: below 0 for no difference; 0-2 barely worth mentioning,
/// 2-6 positive, 6-10 strong, above 10 very strong evidence. Token-level. Zeros as in G2.
/// Reference: Wilson 2013, *Embracing Bayes factors for key item analysis in corpus linguistics*.
/// Same figure: R KeynessMeasures (two-term), Wordless (four-term).
pub fn bic(table: Table2x2) -> Stat<Bic> {
    let ln_words = table.cells()?.words.ln();
    Ok(Bic { two_term: g2_2term(table)? - ln_words, four_term: g2_4term(table)? - ln_words })
}

/// ELL: the effect size of a log-likelihood.
///
/// Formula: G2 (two-term) / (N ln min(E1, E2)). Range: 0 to 1.
/// Zeros and small counts: undefined if the smaller expected value is 1 or less.
/// Reference: Johnston, Berry & Mielke 2006, *Measures of effect size for chi-squared and
/// likelihood-ratio goodness-of-fit tests*. Same figure: R KeynessMeasures.
pub fn ell(table: Table2x2) -> Stat {
    let cells = table.cells()?;
    let smallest = cells.expected[0].min(cells.expected[1]);
    if smallest <= 1.0 {
        return Err(Undefined::ExpectedTooSmall);
    }
    Ok(g2_2term(table)? / (cells.words * smallest.ln()))
}

/// An odds ratio, as it is and as it is shown.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct OddsRatio {
    /// a(d-b) / (b(c-a)): 0 or infinite with a zero cell, undefined with two.
    pub raw: Stat,
    /// The same with a half added to every cell (Haldane and Anscombe): always defined.
    pub haldane: f64,
    /// Token-level 95 % interval of `haldane` (Woolf).
    pub interval: Interval,
}

/// The odds ratio.
///
/// Formula: a(d-b) / (b(c-a)). Range: 0 to infinity, 1 is no difference. For all but the
/// commonest words it equals the ratio of frequencies.
/// Zeros: see the fields; an empty group is undefined.
/// Reference: Pojanapunya & Todd 2018, *Log-likelihood and odds ratio*; Woolf 1955.
/// Same figure: statsmodels `Table2x2` (with 0.5 added for `haldane` and the interval).
pub fn odds_ratio(table: Table2x2) -> Stat<OddsRatio> {
    let [a, b, rest_a, rest_b] = table.cells()?.observed;
    let (top, bottom) = (a * rest_b, b * rest_a);
    let raw = match (top > 0.0, bottom > 0.0) {
        (false, false) => Err(Undefined::ZeroByZero),
        (_, false) => Ok(f64::INFINITY),
        _ => Ok(top / bottom),
    };
    let [a, b, rest_a, rest_b] = [a, b, rest_a, rest_b].map(|cell| cell + 0.5);
    let haldane = a * rest_b / (b * rest_a);
    let half = normal_quantile(0.975) * (1.0 / a + 1.0 / b + 1.0 / rest_a + 1.0 / rest_b).sqrt();
    let interval = Interval { low: haldane * (-half).exp(), high: haldane * half.exp() };
    Ok(OddsRatio { raw, haldane, interval })
}

/// Kilgarriff's simple maths.
///
/// Formula: (per a/c + k) / (per b/d + k), `per` = 10^6, k = 1, 10, 100 or the user's.
/// Reading: 1 is no difference; a low k brings up rare words, a high k common ones. Under 100,000
/// words k = 1 means nothing: take 100. No significance. Zeros: always defined unless a group is empty.
/// Reference: Kilgarriff 2009, *Simple maths for keywords*.
/// Same figure: Wordless (Kilgarriff's ratio), Sketch Engine.
pub fn simple_maths(table: Table2x2, per: f64, k: f64) -> Stat {
    let Table2x2 { a, b, c, d } = table.checked()?;
    if !per.is_finite() || !k.is_finite() || per < 0.0 || k < 0.0 {
        return Err(Undefined::Inconsistent);
    }
    let reference = per * b as f64 / d as f64 + k;
    if reference <= 0.0 {
        return Err(Undefined::NoOccurrence);
    }
    Ok((per * a as f64 / c as f64 + k) / reference)
}

/// The difference coefficient.
///
/// Formula: (a/c - b/d) / (a/c + b/d). Range: -1 (only in the reference) to 1 (only in the target).
/// Zeros: undefined if the word is in neither group.
/// Reference: Hofland & Johansson 1982, *Word Frequencies in British and American English*.
/// Same figure: Wordless.
pub fn difference_coefficient(table: Table2x2) -> Stat {
    let Table2x2 { a, b, c, d } = table.checked()?;
    if a == 0 && b == 0 {
        return Err(Undefined::NoOccurrence);
    }
    let (ad, bc) = (u128::from(a) * u128::from(d), u128::from(b) * u128::from(c));
    Ok(table.direction() * (ad.abs_diff(bc) as f64 / (ad as f64 + bc as f64)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, absolute: f64) {
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// By hand: 8 of 100 against 2 of 100 is four times as frequent.
    #[test]
    fn four_times_as_frequent() -> Stat<()> {
        let table = Table2x2 { a: 8, b: 2, c: 100, d: 100 };
        close(log_ratio(table)?.value, 2.0, 1e-15);
        close(percent_difference(table)?, 300.0, 1e-12);
        close(difference_coefficient(table)?, 0.6, 1e-15);
        close(simple_maths(table, 1e6, 100.0)?, 80_100.0 / 20_100.0, 1e-12);
        close(odds_ratio(table)?.raw?, 8.0 * 98.0 / (2.0 * 92.0), 1e-12);
        Ok(())
    }

    /// By hand: a lone zero becomes a half, so 4 of 100 against 0 of 100 is 8 to 1.
    #[test]
    fn a_lone_zero_is_marked() -> Stat<()> {
        let found = log_ratio(Table2x2 { a: 4, b: 0, c: 100, d: 100 })?;
        close(found.value, 3.0, 1e-15);
        assert!(found.zero_substituted && found.interval.is_err());
        Ok(())
    }

    /// By hand: with b = 0 the lower limit of the share is (alpha/2)^(1/a).
    #[test]
    fn conservative_log_ratio_by_hand() -> Stat<()> {
        let share = 0.025f64.powf(0.2);
        let found = log_ratio_conservative(Table2x2 { a: 5, b: 0, c: 100, d: 1_000 }, 0.05, 1)?;
        close(found, (share / (1.0 - share) * 10.0).log2(), 1e-12);
        let mirrored = log_ratio_conservative(Table2x2 { a: 0, b: 5, c: 1_000, d: 100 }, 0.05, 1)?;
        close(mirrored, -found, 1e-12);
        assert_eq!(log_ratio_conservative(Table2x2 { a: 3, b: 3, c: 90, d: 90 }, 0.05, 1), Ok(0.0));
        Ok(())
    }

    /// Wilson 2013 takes G2 = 21.9 in a million words for strong evidence: 21.9 - 13.8 = 8.1.
    #[test]
    fn bic_subtracts_the_log_of_the_words() -> Stat<()> {
        let table = Table2x2 { a: 60, b: 20, c: 400_000, d: 600_000 };
        close(bic(table)?.four_term, g2_4term(table)? - 1e6f64.ln(), 1e-12);
        assert_eq!(ell(Table2x2 { a: 1, b: 1, c: 100, d: 100 }), Err(Undefined::ExpectedTooSmall));
        Ok(())
    }
}
