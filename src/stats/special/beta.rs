//! The incomplete beta function, its tails and their inverse.

use super::{deviance, newton, normal_quantile, stirling_error};
use std::f64::consts::PI;

/// A proportion together with its complement, so that neither loses digits near 0 or 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Proportion {
    /// x, in 0..=1.
    pub part: f64,
    /// 1 - x.
    pub rest: f64,
}

impl Proportion {
    /// From the logarithm of the odds part : rest.
    fn from_logit(w: f64) -> Self {
        Self { part: 1.0 / (1.0 + (-w).exp()), rest: 1.0 / (1.0 + w.exp()) }
    }

    fn flipped(self) -> Self {
        Self { part: self.rest, rest: self.part }
    }
}

/// Both tails of a beta distribution.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct BetaTails {
    /// P(X <= x), the regularised incomplete beta function.
    pub lower: f64,
    /// P(X >= x).
    pub upper: f64,
    /// ln P(X <= x).
    pub ln_lower: f64,
}

/// The regularised incomplete beta function with its complement, for a, b > 0.
///
/// Continued fraction (Lentz) as in Press et al., *Numerical Recipes*, with the prefix in
/// saddle-point form. Work grows with the root of the larger argument.
pub fn beta_tails(a: f64, b: f64, x: Proportion) -> BetaTails {
    if x.part <= 0.0 {
        return BetaTails { lower: 0.0, upper: 1.0, ln_lower: f64::NEG_INFINITY };
    }
    if x.rest <= 0.0 {
        return BetaTails { lower: 1.0, upper: 0.0, ln_lower: 0.0 };
    }
    if a.min(b) > super::BOUNDLESS {
        let (n, delta) = (a + b, a * x.rest - b * x.part);
        let apart = deviance(a, n * x.part, delta) + deviance(b, n * x.rest, -delta);
        let (lower, upper) = super::near_normal(apart, delta > 0.0);
        return BetaTails { lower: lower.p, upper: upper.p, ln_lower: lower.ln_p };
    }
    let ln_prefix = ln_prefix(a, b, x);
    if x.part * (a + b + 2.0) < a + 1.0 {
        let ln_lower = (ln_prefix + fraction(a, b, x.part).ln() - a.ln()).min(0.0);
        let lower = ln_lower.exp();
        BetaTails { lower, upper: 1.0 - lower, ln_lower }
    } else {
        let flipped = x.flipped();
        let upper = (ln_prefix + fraction(b, a, flipped.part).ln() - b.ln()).exp().min(1.0);
        BetaTails { lower: 1.0 - upper, upper, ln_lower: (-upper).ln_1p() }
    }
}

/// ln of x^a (1-x)^b / B(a, b): x(1-x) times the density.
fn ln_prefix(a: f64, b: f64, x: Proportion) -> f64 {
    let n = a + b;
    let (mean_a, mean_b) = (n * x.part, n * x.rest);
    // a - n x, written so that it keeps its digits when x is known by its complement.
    let delta = a * x.rest - b * x.part;
    stirling_error(n) - stirling_error(a) - stirling_error(b)
        - deviance(a, mean_a, delta)
        - deviance(b, mean_b, -delta)
        // root of n/(2 pi a b), times ab/n
        + (a * b / (n * 2.0 * PI)).ln() / 2.0
}

fn fraction(a: f64, b: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let keep = |value: f64| if value.abs() < TINY { TINY } else { value };
    let (sum, above, below) = (a + b, a + 1.0, a - 1.0);
    let mut c = 1.0;
    let mut d = 1.0 / keep(1.0 - sum * x / above);
    let mut h = d;
    let mut m = 0.0;
    loop {
        m += 1.0;
        let twice = 2.0 * m;
        let even = m * (b - m) * x / ((below + twice) * (a + twice));
        d = 1.0 / keep(1.0 + even * d);
        c = keep(1.0 + even / c);
        h *= d * c;
        let odd = -(a + m) * (sum + m) * x / ((a + twice) * (above + twice));
        d = 1.0 / keep(1.0 + odd * d);
        c = keep(1.0 + odd / c);
        let change = d * c;
        h *= change;
        if (change - 1.0).abs() < 4e-16 || m > 1e6 {
            return h;
        }
    }
}

/// x with P(X <= x) = p for a beta distribution with a, b > 0.
pub fn beta_quantile(a: f64, b: f64, p: f64) -> Proportion {
    if p <= 0.0 {
        return Proportion { part: 0.0, rest: 1.0 };
    }
    if p >= 1.0 {
        return Proportion { part: 1.0, rest: 0.0 };
    }
    if p > 0.5 {
        // The other tail is the small one: solve there.
        return solve(b, a, 1.0 - p, None).flipped();
    }
    solve(a, b, p, None)
}

/// Solves for a tail `p` of at most a half, from a logit nearby if one is known.
pub(super) fn solve(a: f64, b: f64, p: f64, start: Option<f64>) -> Proportion {
    // Else from the normal approximation of the logit, or where a is small from the leading power.
    let start = start.unwrap_or_else(|| {
        if a > 1.0 && b > 0.4 {
            return (a / b).ln() + normal_quantile(p) * (1.0 / a + 1.0 / b).sqrt();
        }
        let ln_beta = libm::lgamma(a) + libm::lgamma(b) - libm::lgamma(a + b);
        ((p.ln() + a.ln() + ln_beta) / a).min(0.0)
    });
    Proportion::from_logit(newton(start, |w| {
        let x = Proportion::from_logit(w);
        let tails = beta_tails(a, b, x);
        let miss = tails.ln_lower - p.ln();
        (miss, -miss * (tails.ln_lower - ln_prefix(a, b, x)).exp())
    }))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, relative: f64) {
        assert!((got - expected).abs() <= relative * expected.abs(), "got {got:e}, expected {expected:e}");
    }

    fn at(x: f64) -> Proportion {
        Proportion { part: x, rest: 1.0 - x }
    }

    /// I_x(a, 1) = x^a and I_x(1, b) = 1 - (1-x)^b, by hand; I_.5(a, a) = .5.
    #[test]
    fn closed_forms() {
        close(beta_tails(3.0, 1.0, at(0.2)).lower, 0.008, 1e-14);
        close(beta_tails(1.0, 4.0, at(0.9)).upper, 1e-4, 1e-12);
        close(beta_tails(700.0, 700.0, at(0.5)).lower, 0.5, 1e-12);
        close(beta_tails(300.0, 1.0, at(0.01)).ln_lower, 300.0 * 0.01f64.ln(), 1e-14);
    }

    #[test]
    fn quantiles_undo_the_tails() {
        for (a, b) in
            [(0.26, 80.0), (1.0, 1.0), (0.5, 0.5), (7.0, 1.0), (25.0, 13.0), (2e5, 1.8e5), (9.0, 1e7)]
        {
            for p in [1e-10, 2.5e-5, 0.025, 0.5, 0.975] {
                let x = beta_quantile(a, b, p);
                close(beta_tails(a, b, x).lower, p, 1e-9);
            }
        }
    }

    /// Clopper & Pearson 1934: 10 of 10 has a lower 95 % limit of .025^(1/10) = .6915.
    #[test]
    fn clopper_pearson_limit() {
        close(beta_quantile(10.0, 1.0, 0.025).part, 0.691_502_892_18, 1e-10);
    }
}
