//! The incomplete gamma function, its tails and their inverses.

use super::{deviance, newton, normal_quantile, stirling_error};
use std::f64::consts::PI;

/// Both tails of a gamma distribution of shape a and scale 1.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct GammaTails {
    /// P(X <= x).
    pub lower: f64,
    /// P(X >= x).
    pub upper: f64,
    /// ln P(X <= x).
    pub ln_lower: f64,
    /// ln P(X >= x), finite where `upper` is too small for a number.
    pub ln_upper: f64,
}

/// The regularised incomplete gamma functions P(a, x) and Q(a, x), for a > 0 and x >= 0.
///
/// Series below a + 1, continued fraction (Lentz) above, as in Press et al., *Numerical Recipes*,
/// with the prefix in saddle-point form. Work grows with the root of a.
pub fn gamma_tails(a: f64, x: f64) -> GammaTails {
    if x <= 0.0 {
        return GammaTails { lower: 0.0, upper: 1.0, ln_lower: f64::NEG_INFINITY, ln_upper: 0.0 };
    }
    if a > super::BOUNDLESS {
        let (lower, upper) = super::near_normal(deviance(a, x, a - x), x < a);
        return GammaTails { lower: lower.p, upper: upper.p, ln_lower: lower.ln_p, ln_upper: upper.ln_p };
    }
    let ln_prefix = ln_prefix(a, x);
    if x < a + 1.0 {
        // x^a e^-x / gamma(a+1) times the sum of x^n / ((a+1) ... (a+n))
        let (mut term, mut sum, mut n) = (1.0, 1.0, a);
        while term > sum * 1e-17 {
            n += 1.0;
            term *= x / n;
            sum += term;
        }
        let ln_lower = ln_prefix - a.ln() + sum.ln();
        let lower = ln_lower.exp().min(1.0);
        return GammaTails { lower, upper: 1.0 - lower, ln_lower, ln_upper: (-lower).ln_1p() };
    }
    let ln_upper = ln_prefix + fraction(a, x).ln();
    let upper = ln_upper.exp().min(1.0);
    GammaTails { lower: 1.0 - upper, upper, ln_lower: (-upper).ln_1p(), ln_upper }
}

/// ln of x^a e^-x / gamma(a): x times the density at x.
fn ln_prefix(a: f64, x: f64) -> f64 {
    // The Poisson density at a with mean x, times a.
    a.ln() - stirling_error(a) - deviance(a, x, a - x) - (2.0 * PI * a).ln() / 2.0
}

/// The continued fraction of Q(a, x) without its prefix, by Lentz's method.
fn fraction(a: f64, x: f64) -> f64 {
    const TINY: f64 = 1e-300;
    let mut b = x + 1.0 - a;
    let mut c = 1.0 / TINY;
    let mut d = 1.0 / b.max(TINY);
    let mut h = d;
    let mut i = 0.0;
    loop {
        i += 1.0;
        let an = -i * (i - a);
        b += 2.0;
        d = an * d + b;
        if d.abs() < TINY {
            d = TINY;
        }
        c = b + an / c;
        if c.abs() < TINY {
            c = TINY;
        }
        d = 1.0 / d;
        let change = d * c;
        h *= change;
        if (change - 1.0).abs() < 4e-16 || i > 1e6 {
            return h;
        }
    }
}

/// x with P(X <= x) = p for a gamma distribution of shape a > 0. Zero at p = 0, infinite at p = 1.
pub fn gamma_quantile_lower(a: f64, p: f64) -> f64 {
    invert(a, p, 1.0 - p)
}

/// x with P(X >= x) = q for a gamma distribution of shape a > 0. Infinite at q = 0, zero at q = 1.
pub fn gamma_quantile_upper(a: f64, q: f64) -> f64 {
    invert(a, 1.0 - q, q)
}

fn invert(a: f64, p: f64, q: f64) -> f64 {
    if p <= 0.0 {
        return 0.0;
    }
    if q <= 0.0 {
        return f64::INFINITY;
    }
    // Wilson & Hilferty 1931 as the start; where it fails, the leading power of the series.
    let z = if p < q { normal_quantile(p) } else { -normal_quantile(q) };
    let cube = 1.0 - 1.0 / (9.0 * a) + z / (3.0 * a.sqrt());
    let start =
        if cube > 0.1 && a > 0.5 { a.ln() + 3.0 * cube.ln() } else { (p.ln() + libm::lgamma(a + 1.0)) / a };
    let ln_x = newton(start, |y| {
        let x = y.exp();
        let tails = gamma_tails(a, x);
        let ln_slope = ln_prefix(a, x);
        if p < q {
            let miss = tails.ln_lower - p.ln();
            (miss, -miss * (tails.ln_lower - ln_slope).exp())
        } else {
            let miss = q.ln() - tails.ln_upper;
            (miss, -miss * (tails.ln_upper - ln_slope).exp())
        }
    });
    ln_x.exp()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: f64, expected: f64, relative: f64) {
        assert!((got - expected).abs() <= relative * expected.abs(), "got {got:e}, expected {expected:e}");
    }

    /// With a = 1 the distribution is exponential, with a = 2 the tail is (1 + x)e^-x: by hand.
    #[test]
    fn small_shapes_by_hand() {
        close(gamma_tails(1.0, 0.3).lower, 1.0 - (-0.3f64).exp(), 1e-14);
        close(gamma_tails(1.0, 30.0).upper, (-30f64).exp(), 1e-13);
        close(gamma_tails(2.0, 8.0).upper, 9.0 * (-8f64).exp(), 1e-14);
        close(gamma_tails(2.0, 900.0).ln_upper, 901f64.ln() - 900.0, 1e-14);
    }

    #[test]
    fn quantiles_undo_the_tails() {
        for a in [0.05, 0.5, 1.0, 3.0, 12.0, 540.0, 1e6] {
            for p in [1e-9, 0.025, 0.4, 0.6, 0.975] {
                close(gamma_tails(a, gamma_quantile_lower(a, p)).lower, p, 1e-9);
                close(gamma_tails(a, gamma_quantile_upper(a, p)).upper, p, 1e-9);
            }
        }
        assert!(gamma_quantile_lower(3.0, 0.0) <= 0.0);
        assert!(gamma_quantile_upper(3.0, 0.0).is_infinite());
    }

    /// Garwood 1936, table: 95 % limits for a Poisson count of 10 are 4.795 and 18.39.
    #[test]
    fn poisson_limits_as_printed() {
        close(gamma_quantile_lower(10.0, 0.025), 4.795, 1e-4);
        close(gamma_quantile_upper(11.0, 0.025), 18.39, 1e-4);
    }
}
