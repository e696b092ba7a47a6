//! Intervals for a relative frequency.
//!
//! [`cluster_wilson`] is the one to show: it knows that the hits of one article come together.
//! [`wilson`] and [`poisson_exact`] treat every word as drawn by itself ("token-level"), and are
//! far too narrow for topical words: of nominal 95 % they cover about 70 %.
//!
//! Rates are per word here; callers scale them.

use super::special::{
    beta_quantile, gamma_quantile_lower, gamma_quantile_upper, normal_quantile, student_quantile,
};
use super::{ArticleCount, Stat, Undefined};

/// An interval of a rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Interval {
    /// Lower limit.
    pub low: f64,
    /// Upper limit.
    pub high: f64,
}

/// Wilson's score interval (token-level) for `count` hits in `words` words.
///
/// Formula: (p + z^2/2n ± z sqrt(p(1-p)/n + z^2/4n^2)) / (1 + z^2/n), p = count/words.
/// Range: within 0..=1. Zeros: no hits give a lower limit of 0 and an upper one above 0.
/// Reference: Wilson 1927, *Probable inference, the law of succession, and statistical inference*.
/// Same figure: statsmodels `proportion_confint(method="wilson")`, R `prop.test(correct=FALSE)`.
pub fn wilson(count: u64, words: u64, level: f64) -> Stat<Interval> {
    check(level)?;
    if words == 0 {
        return Err(Undefined::NoWords);
    }
    if count > words {
        return Err(Undefined::Inconsistent);
    }
    Ok(wilson_at(count as f64 / words as f64, words as f64, level))
}

/// A confidence level has to lie between 0 and 1.
fn check(level: f64) -> Stat<()> {
    if level > 0.0 && level < 1.0 { Ok(()) } else { Err(Undefined::Inconsistent) }
}

/// Wilson's interval at a rate and a (possibly fractional) number of words.
fn wilson_at(rate: f64, words: f64, level: f64) -> Interval {
    let z = normal_quantile(f64::midpoint(1.0, level));
    let s = z * z / words;
    let middle = rate + s / 2.0;
    let half = (s * (rate * (1.0 - rate) + s / 4.0)).sqrt();
    let low = if rate <= 0.0 { 0.0 } else { (middle - half) / (1.0 + s) };
    let high = if rate >= 1.0 { 1.0 } else { (middle + half) / (1.0 + s) };
    Interval { low: low.max(0.0), high: high.min(1.0) }
}

/// The exact Poisson interval (token-level) of a rate.
///
/// Formula: half the chi-squared quantiles at 2f and 2f + 2 degrees of freedom, divided by words.
/// Zeros: no hits give a lower limit of 0. Never shorter than its level promises.
/// Reference: Garwood 1936, *Fiducial limits for the Poisson distribution*.
/// Same figure: R `poisson.test`.
pub fn poisson_exact(count: u64, words: u64, level: f64) -> Stat<Interval> {
    check(level)?;
    if words == 0 {
        return Err(Undefined::NoWords);
    }
    let tail = (1.0 - level) / 2.0;
    let (f, n) = (count as f64, words as f64);
    let low = if count == 0 { 0.0 } else { gamma_quantile_lower(f, tail) };
    // With absurdly many hits the limits fall together but for rounding.
    Ok(Interval { low: low.min(f) / n, high: gamma_quantile_upper(f + 1.0, tail).max(f) / n })
}

/// The sums over articles that cluster intervals need: exact, mergeable, and filled without
/// touching articles that have no hit.
///
/// Articles of no words are no part of the sample and are passed over.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct ClusterSums {
    /// Articles with words.
    pub articles: u64,
    /// Hits.
    pub count: u64,
    /// Words.
    pub words: u64,
    squared_counts: u128,
    squared_words: u128,
    products: u128,
}

impl ClusterSums {
    /// The sums of (hits, words) of each article.
    pub fn of(articles: &[ArticleCount]) -> Self {
        let mut sums = Self::default();
        for &(count, words) in articles {
            sums.add_article(words);
            sums.add_hits(count, words);
        }
        sums
    }

    /// The sums of so many articles with words, of their words and of the squares of these, without hits so far.
    pub fn without_hits(articles: u64, words: u64, squared_words: u128) -> Self {
        Self { articles, words, squared_words, ..Self::default() }
    }

    /// Enters an article by its size, without hits so far.
    pub fn add_article(&mut self, words: u32) {
        if words > 0 {
            self.articles += 1;
            self.words += u64::from(words);
            self.squared_words += u128::from(u64::from(words) * u64::from(words));
        }
    }

    /// Enters all the hits of one article of `words` words, whose size was entered before.
    pub fn add_hits(&mut self, count: u32, words: u32) {
        if words > 0 {
            self.count += u64::from(count);
            // The product of two of 32 bits has 64 at most.
            self.squared_counts += u128::from(u64::from(count) * u64::from(count));
            self.products += u128::from(u64::from(count) * u64::from(words));
        }
    }

    /// The sums of both sets of articles together.
    #[must_use]
    pub fn merged(self, other: Self) -> Self {
        Self {
            articles: self.articles + other.articles,
            count: self.count + other.count,
            words: self.words + other.words,
            squared_counts: self.squared_counts + other.squared_counts,
            squared_words: self.squared_words + other.squared_words,
            products: self.products + other.products,
        }
    }

    /// Hits per word.
    pub fn rate(&self) -> Stat {
        if self.words == 0 {
            return Err(Undefined::NoWords);
        }
        if self.count > self.words {
            return Err(Undefined::Inconsistent);
        }
        Ok(self.count as f64 / self.words as f64)
    }

    /// Hits per unit, where a unit may hold more than one: a sentence does, a word does not.
    pub fn ratio(&self) -> Stat {
        if self.words == 0 { Err(Undefined::NoWords) } else { Ok(self.count as f64 / self.words as f64) }
    }

    /// The linearised variance of the rate: m/(m-1) sum (x - r n)^2 / N^2.
    fn variance(&self) -> Stat {
        let rate = self.ratio()?;
        if self.articles < 2 {
            return Err(Undefined::TooFewArticles(2));
        }
        let m = self.articles as f64;
        let words = self.words as f64;
        let squares = self.residual_squares().unwrap_or_else(|| {
            (self.squared_counts as f64 - 2.0 * rate * self.products as f64
                + rate * rate * self.squared_words as f64)
                .max(0.0)
        });
        Ok(m / (m - 1.0) * squares / (words * words))
    }

    /// sum (x - r n)^2 in whole numbers, so that nothing cancels; `None` if they overflow.
    fn residual_squares(&self) -> Option<f64> {
        let (count, words) = (u128::from(self.count), u128::from(self.words));
        let plus = (words * words)
            .checked_mul(self.squared_counts)?
            .checked_add((count * count).checked_mul(self.squared_words)?)?;
        let minus = (count * words).checked_mul(2)?.checked_mul(self.products)?;
        let scale = self.words as f64;
        Some(plus.checked_sub(minus)? as f64 / scale / scale)
    }

    /// How many times more the ratio varies than if hits fell on units one by one (Rao & Scott 1999). Undefined
    /// without hits.
    pub fn overdispersion(&self) -> Stat {
        let variance = self.variance()?;
        if self.count == 0 {
            return Err(Undefined::NoOccurrence);
        }
        Ok(variance * self.words as f64 / self.ratio()?)
    }

    /// How many words of these articles weigh as much as one word drawn by itself (Kish 1965,
    /// *Survey Sampling*). Undefined without hits.
    pub fn design_effect(&self) -> Stat {
        let rate = self.rate()?;
        let variance = self.variance()?;
        if self.count == 0 {
            return Err(Undefined::NoOccurrence);
        }
        if self.count == self.words {
            return Err(Undefined::NoVariation);
        }
        Ok(variance * self.words as f64 / (rate * (1.0 - rate)))
    }
}

/// A rate with what its articles say about its precision.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterRatio {
    /// Hits per word.
    pub rate: f64,
    /// Linearised standard error; undefined for one article.
    pub standard_error: Stat,
    /// The t interval with articles - 1 degrees of freedom, cut off at 0.
    pub interval: Stat<Interval>,
    /// Variance against that of words drawn one by one.
    pub design_effect: Stat,
}

/// The ratio estimator: a rate whose articles are the sample.
///
/// Formula: r = sum x / sum n; Var = m/(m-1) sum (x - r n)^2 / (sum n)^2; t interval, df = m - 1.
/// Zeros: no hits give a standard error of 0 (which says nothing: see [`cluster_wilson`]).
/// Small counts: with one article there is a rate and nothing else.
/// Reference: Cochran 1977, *Sampling Techniques*, chapter 6.
/// Same figure: R survey `svyratio`.
pub fn cluster_ratio(sums: &ClusterSums, level: f64) -> Stat<ClusterRatio> {
    check(level)?;
    let rate = sums.rate()?;
    let standard_error = sums.variance().map(f64::sqrt);
    let interval = standard_error.map(|error| {
        let t = if error > 0.0 { student_quantile(level, (sums.articles - 1) as f64) } else { 0.0 };
        Interval { low: (rate - t * error).max(0.0), high: rate + t * error }
    });
    Ok(ClusterRatio { rate, standard_error, interval, design_effect: sums.design_effect() })
}

/// The jackknife standard error of a rate: leave each article out in turn.
///
/// Formula: sqrt((m-1)/m sum (r_i - mean of r_i)^2), r_i the rate without article i.
/// Small counts: needs two articles. Reference: Quenouille 1956, *Notes on bias in estimation*.
/// Same figure: R survey `svrepdesign(type="JK1")`.
pub fn jackknife_error(articles: &[ArticleCount]) -> Stat {
    let sums = ClusterSums::of(articles);
    sums.rate()?;
    if sums.articles < 2 {
        return Err(Undefined::TooFewArticles(2));
    }
    let m = sums.articles as f64;
    let without = |&(count, words): &ArticleCount| {
        (sums.count - u64::from(count)) as f64 / (sums.words - u64::from(words)) as f64
    };
    let counted = || articles.iter().filter(|article| article.1 > 0);
    let mean = counted().map(without).sum::<f64>() / m;
    let squares: f64 = counted().map(|article| (without(article) - mean).powi(2)).sum();
    Ok(((m - 1.0) / m * squares).sqrt())
}

/// The interval to show, and what it rests on.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ClusterInterval {
    /// Lower limit of the rate.
    pub low: f64,
    /// Upper limit of the rate.
    pub high: f64,
    /// The number of words drawn one by one that would say as much.
    pub effective_words: f64,
    /// See [`ClusterSums::design_effect`]; undefined without hits.
    pub design_effect: Stat,
}

/// Wilson's interval on the effective number of words: the default interval.
///
/// Formula: n* = N / max(1, deff) * (t(N-1) / t(m-1))^2, then Wilson's interval at (r n*, n*);
/// deff := 1 without hits. Range: within 0..=1.
/// Reading: covers what it promises from five articles on, also for bursty words; below that it
/// should carry a warning. Zeros: lower limit 0, upper above. One article: undefined.
/// Reference: after Korn & Graubard 1998, *Confidence intervals for proportions with small
/// expected number of positive counts estimated from survey data*.
/// Same figure: statsmodels `proportion_confint(method="wilson")` at (r n*, n*).
pub fn cluster_wilson(sums: &ClusterSums, level: f64) -> Stat<ClusterInterval> {
    let (rate, effective_words) = effective(sums, level)?;
    let Interval { low, high } = wilson_at(rate, effective_words, level);
    Ok(ClusterInterval { low, high, effective_words, design_effect: sums.design_effect() })
}

/// The score interval of a ratio on the effective number of units: for sentences, of which one may hold several hits.
///
/// Formula: n* = N / max(1, d) * (t(N-1) / t(m-1))^2, d the overdispersion; (f + z^2/2 ± z sqrt(f + z^2/4)) / n*,
/// f = r n*; d := 1 without hits. Range: from 0, without an upper end. Zeros: lower limit 0, upper above. One article:
/// undefined. Where hits are few it is [`cluster_wilson`] but for what a unit cannot hold twice.
/// Reference: Rao & Scott 1999, *A simple method for analysing overdispersion in clustered Poisson data*, for n*;
/// Barker 2002, *A comparison of nine confidence intervals for a Poisson parameter*, for the score interval.
/// Same figure: statsmodels `confint_poisson(method="score")` at (r n*, n*).
pub fn cluster_score(sums: &ClusterSums, level: f64) -> Stat<Interval> {
    check(level)?;
    let ratio = sums.ratio()?;
    if sums.articles < 2 {
        return Err(Undefined::TooFewArticles(2));
    }
    let dispersion = sums.overdispersion().unwrap_or(1.0).max(1.0);
    let all_units = student_quantile(level, (sums.words - 1) as f64);
    let all_articles = student_quantile(level, (sums.articles - 1) as f64);
    Ok(score_at(ratio, sums.words as f64 / dispersion * (all_units / all_articles).powi(2), level))
}

/// The score interval of `count` hits in `units` units that may hold several, each hit for itself.
///
/// Formula: (f + z^2/2 ± z sqrt(f + z^2/4)) / n. Zeros: lower limit 0. Reference: Barker 2002 (as above).
pub fn poisson_score(count: u64, units: u64, level: f64) -> Stat<Interval> {
    check(level)?;
    if units == 0 {
        return Err(Undefined::NoWords);
    }
    Ok(score_at(count as f64 / units as f64, units as f64, level))
}

fn score_at(ratio: f64, units: f64, level: f64) -> Interval {
    let z = normal_quantile(f64::midpoint(1.0, level));
    let (hits, s) = (ratio * units, z * z);
    let half = z * (hits + s / 4.0).sqrt();
    let low = if ratio <= 0.0 { 0.0 } else { (hits + s / 2.0 - half) / units };
    Interval { low: low.max(0.0), high: (hits + s / 2.0 + half) / units }
}

/// The interval of Korn and Graubard, with the design effect never taken below 1.
///
/// Formula: Clopper and Pearson's limits at (r n*, n*), n* as in [`cluster_wilson`]:
/// beta quantiles (1-level)/2 at (x, n-x+1) and (1+level)/2 at (x+1, n-x).
/// Zeros: lower limit 0. One article: undefined. Wider than [`cluster_wilson`].
/// Reference: Korn & Graubard 1998 (as there).
/// Same figure: R survey `svyciprop(method="beta")` where deff >= 1.
pub fn korn_graubard(sums: &ClusterSums, level: f64) -> Stat<Interval> {
    let (rate, n) = effective(sums, level)?;
    let tail = (1.0 - level) / 2.0;
    let (x, rest) = (rate * n, (1.0 - rate) * n);
    let low = if x <= 0.0 { 0.0 } else { beta_quantile(x, rest + 1.0, tail).part };
    let high = if rest <= 0.0 { 1.0 } else { beta_quantile(rest, x + 1.0, tail).rest };
    Ok(Interval { low, high })
}

/// The rate and the effective number of words.
fn effective(sums: &ClusterSums, level: f64) -> Stat<(f64, f64)> {
    check(level)?;
    let rate = sums.rate()?;
    if sums.articles < 2 {
        return Err(Undefined::TooFewArticles(2));
    }
    let design_effect = sums.design_effect().unwrap_or(1.0).max(1.0);
    let all_words = student_quantile(level, (sums.words - 1) as f64);
    let all_articles = student_quantile(level, (sums.articles - 1) as f64);
    Ok((rate, sums.words as f64 / design_effect * (all_words / all_articles).powi(2)))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, absolute: f64) {
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Newcombe 1998, *Two-sided confidence intervals for the single proportion*, table I, method 3:
    /// 81/263 gives .2553 to .3662, 0/20 gives 0 to .1611.
    #[test]
    fn wilson_as_printed_by_newcombe() -> Stat<()> {
        let interval = wilson(81, 263, 0.95)?;
        close(interval.low, 0.2553, 5e-5);
        close(interval.high, 0.3662, 5e-5);
        close(wilson(0, 20, 0.95)?.high, 0.1611, 5e-5);
        Ok(())
    }

    /// Garwood 1936: no event gives an upper limit of -ln .025 = 3.689.
    #[test]
    fn poisson_without_hits_by_hand() -> Stat<()> {
        let interval = poisson_exact(0, 1_000, 0.95)?;
        close(interval.high, -(0.025f64.ln()) / 1_000.0, 1e-12);
        Ok(())
    }

    /// Five events: 5 + 1.9207 ± 1.95996 sqrt(5 + .9604), as statsmodels' `confint_poisson(5, method="score")` has it.
    #[test]
    fn score_interval_of_five_events() -> Stat<()> {
        let interval = poisson_score(5, 1, 0.95)?;
        close(interval.low, 2.1357, 5e-5);
        close(interval.high, 11.7058, 5e-5);
        close(poisson_score(0, 100, 0.95)?.high, 0.038_415, 5e-7);
        assert_eq!(poisson_score(0, 0, 0.95), Err(Undefined::NoWords));
        Ok(())
    }

    /// By hand: 4 hits in 20 units, residuals -1 and 1, so variance .01 and overdispersion .01 * 20 / .2 = 1; where
    /// hits are many to a unit there is an interval still, and where they are rare it is Wilson's.
    #[test]
    fn score_interval_by_article() -> Stat<()> {
        let sums = ClusterSums::of(&[(1, 10), (3, 10)]);
        close(sums.overdispersion()?, 1.0, 1e-12);
        let crowded = ClusterSums::of(&[(30, 10), (20, 10), (25, 10)]);
        let interval = cluster_score(&crowded, 0.95)?;
        assert!(interval.low < 2.5 && 2.5 < interval.high);
        assert_eq!(crowded.rate(), Err(Undefined::Inconsistent));
        let rare = ClusterSums::of(&[(2, 60_000), (0, 50_000), (5, 70_000), (1, 40_000), (3, 55_000)]);
        let (score, wilson) = (cluster_score(&rare, 0.95)?, cluster_wilson(&rare, 0.95)?);
        close(score.low / wilson.low, 1.0, 1e-3);
        close(score.high / wilson.high, 1.0, 1e-3);
        assert_eq!(cluster_score(&ClusterSums::of(&[(5, 4)]), 0.95), Err(Undefined::TooFewArticles(2)));
        Ok(())
    }

    /// By hand: rates (1/10, 3/10) around 4/20: residuals -1, 1; Var = 2/1 * 2/400.
    #[test]
    fn cluster_ratio_by_hand() -> Stat<()> {
        let sums = ClusterSums::of(&[(1, 10), (3, 10)]);
        let ratio = cluster_ratio(&sums, 0.95)?;
        close(ratio.standard_error?, 0.1, 1e-15);
        close(ratio.design_effect?, 0.01 * 20.0 / 0.16, 1e-12);
        // Leaving one out gives .3 and .1: sqrt(1/2 * 2 * .01).
        close(jackknife_error(&[(1, 10), (3, 10)])?, 0.1, 1e-15);
        Ok(())
    }

    #[test]
    fn sums_merge_and_pass_over_empty_articles() {
        let left = ClusterSums::of(&[(2, 100), (0, 50)]);
        let right = ClusterSums::of(&[(1, 70), (0, 0)]);
        assert_eq!(left.merged(right), ClusterSums::of(&[(1, 70), (2, 100), (0, 50)]));
    }

    #[test]
    fn one_article_has_a_rate_and_no_interval() {
        let sums = ClusterSums::of(&[(5, 400)]);
        assert_eq!(sums.rate(), Ok(0.0125));
        assert_eq!(cluster_wilson(&sums, 0.95), Err(Undefined::TooFewArticles(2)));
        assert_eq!(korn_graubard(&sums, 0.95), Err(Undefined::TooFewArticles(2)));
    }

    /// Where articles carry no extra variance the interval is Wilson's on t-adjusted words.
    #[test]
    fn intervals_enclose_the_rate_and_the_beta_form_is_wider() -> Stat<()> {
        let sums = ClusterSums::of(&[(9, 400), (0, 350), (1, 500), (0, 450)]);
        let (wilson, beta) = (cluster_wilson(&sums, 0.95)?, korn_graubard(&sums, 0.95)?);
        let rate = sums.rate()?;
        assert!(wilson.low < rate && rate < wilson.high);
        assert!(beta.low < wilson.low);
        Ok(())
    }
}
