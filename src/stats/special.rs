//! Special functions behind the p-values and intervals.
//!
//! Everything keeps its relative accuracy far into the tail, since p-values are compared there.
//! `erfc` and log gamma come from `libm`; the incomplete gamma and beta functions are built on
//! densities in saddle-point form (Loader 2000, *Fast and accurate computation of binomial
//! probabilities*), which stay accurate when the arguments are counts in the millions.

mod beta;
mod gamma;

pub use beta::{Proportion, beta_quantile, beta_tails};
pub use gamma::{gamma_quantile_lower, gamma_quantile_upper, gamma_tails};

use std::f64::consts::{LN_10, PI, SQRT_2};

/// The probability of a tail, with its logarithm, which lives on where the probability is 0 in print.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Tail {
    /// The probability; 0 when it is below 10^-308.
    pub p: f64,
    /// Its decimal logarithm, finite as long as the statistic is.
    pub log10_p: f64,
}

/// The complementary error function.
pub fn erfc(x: f64) -> f64 {
    libm::erfc(x)
}

/// ln erfc(x), also where erfc(x) is too small for a number.
pub fn ln_erfc(x: f64) -> f64 {
    if x < 5.0 {
        return libm::erfc(x).ln();
    }
    // The continued fraction of Laplace; 40 levels are exact to the last digit from x = 5 on.
    let fraction = (1..=40).rev().fold(x, |below, k| x + f64::from(k) / 2.0 / below);
    -x * x - fraction.ln() - PI.ln() / 2.0
}

/// P(X >= x) for chi-squared with `df` degrees of freedom.
pub fn chi_squared_tail(x: f64, df: u32) -> Tail {
    if x <= 0.0 || df == 0 {
        return Tail { p: 1.0, log10_p: 0.0 };
    }
    if df == 1 {
        let z = (x / 2.0).sqrt();
        return Tail { p: erfc(z), log10_p: ln_erfc(z) / LN_10 };
    }
    let tails = gamma_tails(f64::from(df) / 2.0, x / 2.0);
    Tail { p: tails.upper, log10_p: tails.ln_upper / LN_10 }
}

/// Two-sided p of a standard normal deviate.
pub fn normal_two_sided(z: f64) -> f64 {
    erfc(z.abs() / SQRT_2)
}

/// The standard normal quantile: z with P(Z <= z) = p. Infinite at 0 and 1.
pub fn normal_quantile(p: f64) -> f64 {
    /// z of the 95 % interval, by far the most asked.
    const Z_975: f64 = 1.959_963_984_540_054;
    if (p - 0.975).abs() < 1e-16 {
        return Z_975;
    }
    let tail = p.min(1.0 - p);
    let side = if p < 0.5 { -1.0 } else { 1.0 };
    if tail <= 0.0 {
        return side * f64::INFINITY;
    }
    // Hastings' approximation (Abramowitz & Stegun 26.2.23), good to 4.5e-4, then Newton steps on
    // the logarithm of the tail, each of which squares the error.
    let t = (-2.0 * tail.ln()).sqrt();
    let top = 2.515_517 + t * (0.802_853 + t * 0.010_328);
    let bottom = 1.0 + t * (1.432_788 + t * (0.189_269 + t * 0.001_308));
    let mut z = t - top / bottom;
    for _ in 0..4 {
        let ln_tail = ln_erfc(z / SQRT_2) - 2f64.ln();
        let ln_density = -z * z / 2.0 - (2.0 * PI).ln() / 2.0;
        z += (ln_tail - tail.ln()) * (ln_tail - ln_density).exp();
    }
    side * z
}

/// Two-sided p of Student's t with `df` degrees of freedom (any positive real).
pub fn student_two_sided(t: f64, df: f64) -> f64 {
    if t.is_infinite() {
        return 0.0;
    }
    let square = t * t;
    beta_tails(df / 2.0, 0.5, Proportion { part: df / (df + square), rest: square / (df + square) }).lower
}

/// The two-sided quantile of Student's t: t with P(|T| <= t) = `level`.
///
/// From 100 degrees of freedom on by the expansion of Cornish and Fisher, below by inverting the
/// incomplete beta function from there: about 0.01 and 1 microseconds.
pub fn student_quantile(level: f64, df: f64) -> f64 {
    if level <= 0.0 {
        return 0.0;
    }
    if level >= 1.0 || df <= 0.0 {
        return f64::INFINITY;
    }
    let z = normal_quantile(f64::midpoint(1.0, level));
    let expanded = cornish_fisher(z, df);
    if df >= 100.0 && z < 3.0 {
        return expanded;
    }
    if level < 0.5 {
        // The lower half of |T|, where its tail is not the small one.
        let found = beta_quantile(df / 2.0, 0.5, 1.0 - level);
        return (df * found.rest / found.part).sqrt();
    }
    let start = (df >= 4.0 && z < 4.0).then(|| (df / (expanded * expanded)).ln());
    let found = beta::solve(df / 2.0, 0.5, 1.0 - level, start);
    (df * found.rest / found.part).sqrt()
}

/// Student's quantile from the normal one (Abramowitz & Stegun 26.7.5), with one term more.
fn cornish_fisher(z: f64, df: f64) -> f64 {
    let s = z * z;
    let g1 = (s + 1.0) / 4.0;
    let g2 = ((5.0 * s + 16.0) * s + 3.0) / 96.0;
    let g3 = (((3.0 * s + 19.0) * s + 17.0) * s - 15.0) / 384.0;
    let g4 = ((((79.0 * s + 776.0) * s + 1482.0) * s - 1920.0) * s - 945.0) / 92_160.0;
    let g5 = (((((27.0 * s + 339.0) * s + 930.0) * s - 1782.0) * s - 765.0) * s + 17_955.0) / 368_640.0;
    z * (1.0 + (g1 + (g2 + (g3 + (g4 + g5 / df) / df) / df) / df) / df)
}

/// o ln(o/e) - (o - e), with `delta` = o - e given exactly: the term of which every likelihood
/// ratio is made. Never negative; e when o = 0.
///
/// Written in v = delta/(o+e) it keeps full accuracy where o and e are close, which the plain sum
/// of o ln(o/e) loses (about 1e-8 relative at a thousand million words).
pub(crate) fn deviance(o: f64, e: f64, delta: f64) -> f64 {
    if o <= 0.0 || e <= 0.0 {
        return e.max(0.0);
    }
    let v = delta / (o + e);
    if v.abs() >= 0.1 {
        return (o * (o / e).ln() - delta).max(0.0);
    }
    let s = v * v;
    if s < 1e-11 {
        // All but the commonest words make this little difference to the number of other words.
        return delta * v + 2.0 / 3.0 * o * v * s;
    }
    let series = s
        * (1.0 / 3.0
            + s * (1.0 / 5.0
                + s * (1.0 / 7.0
                    + s * (1.0 / 9.0 + s * (1.0 / 11.0 + s * (1.0 / 13.0 + s * (1.0 / 15.0 + s / 17.0)))))));
    delta * v + 2.0 * o * v * series
}

/// ln n! minus its approximation by Stirling's formula, for any n > 0.
fn stirling_error(n: f64) -> f64 {
    if n <= 15.0 {
        return libm::lgamma(n + 1.0) - (n + 0.5) * n.ln() + n - (2.0 * PI).ln() / 2.0;
    }
    let s = n * n;
    (1.0 / 12.0 - (1.0 / 360.0 - (1.0 / 1260.0 - (1.0 / 1680.0 - 1.0 / 1188.0 / s) / s) / s) / s) / n
}

/// Beyond so many hits the incomplete functions take their first normal approximation, whose
/// relative error is then below 1e-4 out to six standard deviations, instead of running for minutes.
const BOUNDLESS: f64 = 1e9;

struct LnTail {
    p: f64,
    ln_p: f64,
}

/// Both tails at a point `apart` from the centre (half a squared normal deviate), `below` it or above.
fn near_normal(apart: f64, below: bool) -> (LnTail, LnTail) {
    let z = apart.max(0.0).sqrt();
    let (near, far) = (1.0 - erfc(z) / 2.0, erfc(z) / 2.0);
    let far = LnTail { p: far, ln_p: ln_erfc(z) - 2f64.ln() };
    let near = LnTail { p: near, ln_p: (-far.p).ln_1p() };
    if below { (far, near) } else { (near, far) }
}

/// Finds where an increasing function is 0, by Newton steps kept inside a shrinking bracket.
///
/// `step` gives the value at a point (the logarithm of a ratio of probabilities, so that small
/// means near in every case) and the Newton step away from it.
fn newton(start: f64, step: impl Fn(f64) -> (f64, f64)) -> f64 {
    let (mut low, mut high) = (f64::NEG_INFINITY, f64::INFINITY);
    let mut at = start;
    for _ in 0..200 {
        let (value, newton_step) = step(at);
        // A Newton step squares the miss, so after one this small nothing is left to gain.
        if value.abs() < 1e-7 && newton_step.is_finite() {
            return at + newton_step;
        }
        if value < 0.0 {
            low = at;
        } else {
            high = at;
        }
        let mut next = at + newton_step.clamp(-20.0, 20.0);
        if !next.is_finite() || next <= low || next >= high {
            next = match (low.is_finite(), high.is_finite()) {
                (true, true) => f64::midpoint(low, high),
                (true, false) => low + 4.0,
                _ => high - 4.0,
            };
        }
        if (next - at).abs() <= 1e-15 * at.abs() {
            return next;
        }
        at = next;
    }
    at
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, relative: f64) {
        assert!((got - expected).abs() <= relative * expected.abs(), "got {got:e}, expected {expected:e}");
    }

    /// Abramowitz & Stegun, table 7.3 and the asymptotic series.
    #[test]
    fn ln_erfc_meets_erfc_and_goes_on() {
        close(ln_erfc(5.0), libm::erfc(5.0).ln(), 1e-14);
        close(ln_erfc(20.0), libm::erfc(20.0).ln(), 1e-14);
        // -x^2 - ln(x sqrt(pi)) + ln(1 - 1/2x^2 + 3/4x^4 - ...) at x = 100.
        close(ln_erfc(100.0), -10_005.177_585_126_2, 1e-12);
    }

    /// Printed tables of the normal and t distributions (Fisher & Yates 1963).
    #[test]
    fn quantiles_match_the_printed_tables() {
        close(normal_quantile(0.975), 1.959_964, 1e-6);
        close(normal_quantile(0.995), 2.575_829_304, 1e-9);
        close(normal_quantile(0.05), -1.644_853_627, 1e-9);
        close(student_quantile(0.95, 1.0), 12.706_204_736, 1e-9);
        close(student_quantile(0.95, 4.0), 2.776_445_105, 1e-9);
        close(student_quantile(0.95, 30.0), 2.042_272_456, 1e-9);
        close(student_quantile(0.99, 120.0), 2.617_421, 1e-6);
    }

    #[test]
    fn student_quantile_is_the_same_on_both_sides_of_the_switch() {
        for level in [0.5, 0.9, 0.95, 0.99] {
            let series = student_quantile(level, 100.0);
            close(student_two_sided(series, 100.0), 1.0 - level, 1e-10);
            let inverted = student_quantile(level, 99.0);
            close(student_two_sided(inverted, 99.0), 1.0 - level, 1e-12);
        }
    }

    /// P(chi2_1 > 3.841459) = .05, P(chi2_2 > x) = exp(-x/2) by hand, P(chi2_10 > 18.307) = .05.
    #[test]
    fn chi_squared_tails_match_the_tables() {
        close(chi_squared_tail(3.841_458_820_694_124, 1).p, 0.05, 1e-12);
        close(chi_squared_tail(9.0, 2).p, (-4.5f64).exp(), 1e-12);
        close(chi_squared_tail(18.307_038_053_275_15, 10).p, 0.05, 1e-11);
        let deep = chi_squared_tail(4000.0, 1);
        assert!(deep.p <= 0.0);
        // -2000 - ln(sqrt(2000 pi)) + ln(1 - 1/4000 + ...), over ln 10.
        close(deep.log10_p, -870.488_1, 1e-6);
    }

    #[test]
    fn deviance_keeps_its_digits_near_equality() {
        // o = e(1+u): e((1+u)ln(1+u) - u) = e(u^2/2 - u^3/6 + ...)
        let (e, u) = (1e9, 1e-7);
        close(deviance(e * (1.0 + u), e, e * u), e * u * u / 2.0 * (1.0 - u / 3.0), 1e-12);
        close(deviance(3.0, 1.0, 2.0), 3.0 * 3f64.ln() - 2.0, 1e-15);
        close(deviance(1.2, 1.0, 0.2), 1.2 * 1.2f64.ln() - 0.2, 1e-13);
        close(deviance(0.0, 7.0, -7.0), 7.0, 1e-15);
    }
}
