//! Fisher's exact test, for expected values too small for chi-squared.

use super::Stat;
use super::keyness::{Table2x2, chi_squared};
use super::special::chi_squared_tail;

/// Where the count varies more than this, thousands of millions of tables would have to be added
/// up, and chi-squared gives the same p to four digits.
const LARGEST_VARIANCE: f64 = 1e9;

/// Fisher's exact test, two-sided (token-level).
///
/// Formula: the sum of the hypergeometric probabilities of all tables with the same margins that
/// are no more probable than the one seen (with a slack of 1e-7 for rounding). Range: 0 to 1.
/// Zeros: a word in neither group gives 1; an empty group is undefined. p below 10^-308 is 0.
/// Reference: Fisher 1922, *On the interpretation of chi-squared from contingency tables*;
/// Pedersen 1996, *Fishing for exactness*. Same figure: scipy `fisher_exact`, R `fisher.test`.
pub fn fisher_exact(table: Table2x2) -> Stat {
    const SLACK: f64 = 1.0 + 1e-7;
    let words = table.cells()?.words;
    let Table2x2 { a, b, c, d } = table;
    let hits = a + b;
    let (count, share) = (hits as f64, c as f64 / words);
    if count * share * (1.0 - share) * (1.0 - count / words) > LARGEST_VARIANCE {
        return Ok(chi_squared_tail(chi_squared(table)?, 1).p);
    }
    let (least, most) = (hits.saturating_sub(d), hits.min(c));
    // Probabilities relative to the most probable table, by their ratios outwards: no factorials,
    // nothing cancels, and what underflows weighs nothing.
    let mode = ((count + 1.0) * (c as f64 + 1.0) / (words + 2.0)) as u64;
    let mode = mode.clamp(least, most);
    let up = |k: u64| (hits - k) as f64 * (c - k) as f64 / ((k + 1) as f64 * (d - (hits - k) + 1) as f64);
    let mut seen = 1.0;
    for k in mode..a {
        seen *= up(k);
        if seen < f64::MIN_POSITIVE {
            return Ok(0.0);
        }
    }
    for k in (a..mode).rev() {
        seen /= up(k);
        if seen < f64::MIN_POSITIVE {
            return Ok(0.0);
        }
    }
    let (mut all, mut extreme) = (0.0, 0.0);
    let mut add = |weight: f64| {
        all += weight;
        if weight <= seen * SLACK {
            extreme += weight;
        }
    };
    add(1.0);
    let mut weight = 1.0;
    for k in mode..most {
        weight *= up(k);
        if weight < f64::MIN_POSITIVE {
            break;
        }
        add(weight);
    }
    weight = 1.0;
    for k in (least..mode).rev() {
        weight /= up(k);
        if weight < f64::MIN_POSITIVE {
            break;
        }
        add(weight);
    }
    Ok((extreme / all).min(1.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Fisher's tea (1935, *The Design of Experiments*): 3 of 4 right gives (1 + 16 + 16 + 1)/70.
    #[test]
    fn the_lady_tasting_tea() -> Stat<()> {
        let p = fisher_exact(Table2x2 { a: 3, b: 1, c: 4, d: 4 })?;
        assert!((p - 34.0 / 70.0).abs() < 1e-14);
        let p = fisher_exact(Table2x2 { a: 4, b: 0, c: 4, d: 4 })?;
        assert!((p - 2.0 / 70.0).abs() < 1e-14);
        Ok(())
    }

    /// By hand: 2 of 2 against 0 of 5 is 1 of C(7,2) tables, and the least probable.
    #[test]
    fn margins_bound_the_tables() -> Stat<()> {
        let p = fisher_exact(Table2x2 { a: 2, b: 0, c: 2, d: 5 })?;
        assert!((p - 1.0 / 21.0).abs() < 1e-14);
        assert_eq!(fisher_exact(Table2x2 { a: 2, b: 5, c: 2, d: 5 }), Ok(1.0));
        Ok(())
    }
}
