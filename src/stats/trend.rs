//! Does a rate rise or fall over time?
//!
//! Bins are (hits, words) in the order of time. Bins without words have no rate: they keep their
//! place on the axis and are left out of the sums. Below six bins describe only; volume is not
//! rate; no causes.

use super::special::normal_two_sided;
use super::{Stat, Undefined};

/// Kendall's rank correlation of rate and time.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KendallTau {
    /// Pairs of bins that rise minus pairs that fall.
    pub s: i64,
    /// -1 always falling to 1 always rising; undefined if all rates are equal.
    pub tau_b: Stat,
    /// Two-sided, normal approximation; undefined below three bins.
    pub p: Stat,
}

/// Kendall's tau-b of the rate against the bin.
///
/// Formula: S / sqrt(n0 (n0 - ties)), n0 = n(n-1)/2; z = S / sqrt((n(n-1)(2n+5) - sum t(t-1)(2t+5))/18).
/// Small counts: two bins with words at least. Reference: Kendall 1938, *A new measure of rank
/// correlation*; 1945 for ties. Same figure: scipy `kendalltau(method="asymptotic")`.
pub fn kendall_tau(bins: &[(u64, u64)]) -> Stat<KendallTau> {
    // Division rounds correctly, so equal rates of unequal bins are equal numbers.
    let rates: Vec<f64> =
        bins.iter().filter(|bin| bin.1 > 0).map(|bin| bin.0 as f64 / bin.1 as f64).collect();
    let n = rates.len() as f64;
    if rates.len() < 2 {
        return Err(Undefined::TooFewBins(2));
    }
    let mut s = 0i64;
    for (before, early) in rates.iter().enumerate() {
        for late in &rates[before + 1..] {
            s += late.total_cmp(early) as i64;
        }
    }
    let mut sorted = rates;
    sorted.sort_unstable_by(f64::total_cmp);
    let (mut tied_pairs, mut tied_variance) = (0.0, 0.0);
    for run in sorted.chunk_by(|a, b| a.total_cmp(b).is_eq()) {
        let t = run.len() as f64;
        tied_pairs += t * (t - 1.0) / 2.0;
        tied_variance += t * (t - 1.0) * (2.0 * t + 5.0);
    }
    let pairs = n * (n - 1.0) / 2.0;
    let untied = pairs - tied_pairs;
    if untied <= 0.0 {
        return Ok(KendallTau { s, tau_b: Err(Undefined::NoVariation), p: Err(Undefined::NoVariation) });
    }
    let p = if n < 3.0 {
        Err(Undefined::TooFewBins(3))
    } else {
        let variance = (n * (n - 1.0) * (2.0 * n + 5.0) - tied_variance) / 18.0;
        Ok(normal_two_sided(s as f64 / variance.sqrt()))
    };
    Ok(KendallTau { s, tau_b: Ok(s as f64 / (pairs * untied).sqrt()), p })
}

/// The slope of the logarithm of a rate.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PoissonSlope {
    /// Change a bin, natural logarithm: .1 is about 10 % more each bin.
    pub slope: f64,
    /// Standard error if hits were independent (token-level).
    pub error_poisson: f64,
    /// Pearson chi-squared over its degrees of freedom: above 1 if hits clump.
    pub dispersion: f64,
    /// Standard error with the clumping counted in: the one to show.
    pub error_quasi_poisson: f64,
}

/// The slope of a quasi-Poisson regression of hits on time, with the words as exposure.
///
/// Formula: ln E(hits) = a + b bin + ln(words), fitted by maximum likelihood; standard error times
/// sqrt(Pearson chi-squared / (n - 2)). Needs three bins with words; undefined without hits or where
/// the estimate runs to infinity (all hits in the first or last bin).
/// Reference: `McCullagh` & Nelder 1989, *Generalized Linear Models*. Same figure: statsmodels
/// `GLM(Poisson, offset=...)`, R `glm(family=quasipoisson)`.
pub fn poisson_slope(bins: &[(u64, u64)]) -> Stat<PoissonSlope> {
    let points: Vec<Point> = bins
        .iter()
        .enumerate()
        .filter(|(_, bin)| bin.1 > 0)
        .map(|(at, bin)| Point { time: at as f64, hits: bin.0 as f64, words: bin.1 as f64 })
        .collect();
    if points.len() < 3 {
        return Err(Undefined::TooFewBins(3));
    }
    let hits: f64 = points.iter().map(|point| point.hits).sum();
    if hits <= 0.0 {
        return Err(Undefined::NoOccurrence);
    }
    // The likelihood has a finite maximum only if hits lie on both sides of some point of time.
    let (first, last) = (points[0].time, points[points.len() - 1].time);
    let inside = |edge: f64| points.iter().any(|point| point.hits > 0.0 && (point.time - edge).abs() > 0.5);
    if !inside(first) || !inside(last) {
        return Err(Undefined::NoEstimate);
    }
    // For a given slope the level follows from the total, so one equation in the slope is left:
    // the mean time of the hits is the mean time expected, which rises with the slope.
    let observed = points.iter().map(|point| point.time * point.hits).sum::<f64>() / hits;
    let (mut slope, mut low, mut high) = (0.0f64, f64::NEG_INFINITY, f64::INFINITY);
    for _ in 0..200 {
        let (mean, variance) = expected_time(&points, slope, observed);
        if mean < observed {
            low = slope;
        } else {
            high = slope;
        }
        let step = ((observed - mean) / variance).clamp(-1.0, 1.0);
        let next = slope + step;
        if step.abs() < 1e-14 * slope.abs().max(1.0) {
            break;
        }
        // A step out of the bracket has overshot.
        slope = if next > low && next < high { next } else { f64::midpoint(low, high) };
    }
    let (_, variance) = expected_time(&points, slope, observed);
    let error_poisson = (hits * variance).sqrt().recip();
    let largest = largest_exponent(&points, slope, observed);
    let weight = |point: &Point| point.words * (slope * (point.time - observed) - largest).exp();
    let weights: f64 = points.iter().map(weight).sum();
    let pearson: f64 = points
        .iter()
        .map(|point| {
            let fitted = hits * weight(point) / weights;
            (point.hits - fitted).powi(2) / fitted
        })
        .sum();
    let dispersion = pearson / (points.len() as f64 - 2.0);
    if !(slope.is_finite() && error_poisson.is_finite() && dispersion.is_finite()) {
        return Err(Undefined::NoEstimate);
    }
    Ok(PoissonSlope {
        slope,
        error_poisson,
        dispersion,
        error_quasi_poisson: error_poisson * dispersion.sqrt(),
    })
}

/// A bin with words.
struct Point {
    time: f64,
    hits: f64,
    words: f64,
}

/// The largest exponent of the weights below: taken off all of them, so that none overflows.
fn largest_exponent(points: &[Point], slope: f64, origin: f64) -> f64 {
    points.iter().map(|point| slope * (point.time - origin)).fold(f64::NEG_INFINITY, f64::max)
}

/// Mean and variance of the time of a hit under the fitted slope.
fn expected_time(points: &[Point], slope: f64, origin: f64) -> (f64, f64) {
    let largest = largest_exponent(points, slope, origin);
    let (mut sum, mut first, mut second) = (0.0, 0.0, 0.0);
    for point in points {
        let time = point.time - origin;
        let weight = point.words * (slope * time - largest).exp();
        sum += weight;
        first += weight * time;
        second += weight * time * time;
    }
    let mean = first / sum;
    (mean + origin, second / sum - mean * mean)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, absolute: f64) {
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// By hand: rates 1, 3, 2, 2 of ten: pairs +, +, +, -, -, tie: S = 1, tau = 1/sqrt(6 * 5).
    #[test]
    fn kendall_by_hand() -> Stat<()> {
        let found = kendall_tau(&[(1, 10), (3, 10), (0, 0), (2, 10), (4, 20)])?;
        assert_eq!(found.s, 1);
        close(found.tau_b?, 1.0 / 30f64.sqrt(), 1e-12);
        // (4*3*13 - 2*1*9)/18 = 138/18
        close(found.p?, normal_two_sided((18.0f64 / 138.0).sqrt()), 1e-12);
        Ok(())
    }

    /// By hand: a rate that doubles every bin is met exactly: slope ln 2, no dispersion. The
    /// information is 7 hits times the variance of 0, 1, 2 weighed 1, 2, 4: 7 * 26/49.
    #[test]
    fn doubling_every_bin() -> Stat<()> {
        let found = poisson_slope(&[(1, 100), (2, 100), (4, 100)])?;
        close(found.slope, 2f64.ln(), 1e-12);
        close(found.dispersion, 0.0, 1e-12);
        close(found.error_poisson, (7.0f64 / 26.0).sqrt(), 1e-12);
        Ok(())
    }

    #[test]
    fn what_cannot_be_estimated_is_undefined() {
        let none = poisson_slope(&[(0, 9), (0, 9), (0, 9)]);
        assert_eq!(none, Err(Undefined::NoOccurrence));
        assert_eq!(poisson_slope(&[(0, 9), (0, 9), (3, 9)]), Err(Undefined::NoEstimate));
        assert_eq!(poisson_slope(&[(1, 9), (0, 0), (3, 9)]), Err(Undefined::TooFewBins(3)));
        assert_eq!(kendall_tau(&[(1, 9)]), Err(Undefined::TooFewBins(2)));
        assert!(poisson_slope(&[(1, 1), (0, 1_000_000), (0, 7), (1, 1)]).is_ok());
    }
}
