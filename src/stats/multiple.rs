//! Corrections for testing many words at once.
//!
//! Of 20 words without any difference one falls below .05 by chance. Hand in the p-values of all
//! words actually tested (after any frequency floor, and over all outlets together), and print how
//! many there were.

/// How p-values are corrected.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Correction {
    /// p m: the chance of a single false keyword stays below the level. Dunn 1961.
    Bonferroni,
    /// Bonferroni step by step: the same promise, never less powerful. Holm 1979, *A simple
    /// sequentially rejective multiple test procedure*.
    Holm,
    /// The expected share of false keywords stays below the level: the default. Benjamini &
    /// Hochberg 1995, *Controlling the false discovery rate*.
    BenjaminiHochberg,
    /// The same under any dependence between the tests. Benjamini & Yekutieli 2001, *The control of
    /// the false discovery rate in multiple testing under dependency*.
    BenjaminiYekutieli,
}

/// The p-values corrected, in the order given, each at most 1.
///
/// A corrected value at or below the level rejects. Formula, with p sorted upwards, rank i of m:
/// Bonferroni m p; Holm max over j <= i of (m-j+1) p_j; Benjamini-Hochberg min over j >= i of
/// m p_j / j; Benjamini-Yekutieli the same times 1 + 1/2 + ... + 1/m.
/// Zeros: p = 0 stays 0; no p-values give none; what is not a number counts as 1.
/// Same figure: statsmodels `multipletests`, R `p.adjust`.
pub fn adjust(p: &[f64], correction: Correction) -> Vec<f64> {
    let m = p.len() as f64;
    if correction == Correction::Bonferroni {
        return p.iter().map(|p| (p * m).min(1.0)).collect();
    }
    let mut order: Vec<usize> = (0..p.len()).collect();
    order.sort_unstable_by(|&left, &right| p[left].total_cmp(&p[right]));
    let mut adjusted = vec![0.0; p.len()];
    if correction == Correction::Holm {
        let mut highest = 0.0f64;
        for (before, &which) in order.iter().enumerate() {
            highest = highest.max((m - before as f64) * p[which]);
            adjusted[which] = highest.min(1.0);
        }
        return adjusted;
    }
    let dependence = match correction {
        Correction::BenjaminiYekutieli => (1..=p.len()).map(|i| 1.0 / i as f64).sum::<f64>(),
        Correction::BenjaminiHochberg | Correction::Bonferroni | Correction::Holm => 1.0,
    };
    let mut lowest = 1.0f64;
    for (before, &which) in order.iter().enumerate().rev() {
        lowest = lowest.min(p[which] * m * dependence / (before + 1) as f64);
        adjusted[which] = lowest;
    }
    adjusted
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: &[f64], expected: &[f64]) {
        let off = got.iter().zip(expected).any(|(got, expected)| (got - expected).abs() > 1e-12);
        assert!(!off && got.len() == expected.len(), "got {got:?}, expected {expected:?}");
    }

    /// By hand on four p-values; order and ties must not matter.
    #[test]
    fn corrections_by_hand() {
        let p = [0.03, 0.01, 0.04, 0.01];
        close(&adjust(&p, Correction::Bonferroni), &[0.12, 0.04, 0.16, 0.04]);
        close(&adjust(&p, Correction::Holm), &[0.06, 0.04, 0.06, 0.04]);
        close(&adjust(&p, Correction::BenjaminiHochberg), &[0.04, 0.02, 0.04, 0.02]);
        let by = 1.0 + 0.5 + 1.0 / 3.0 + 0.25;
        close(&adjust(&p, Correction::BenjaminiYekutieli), &[0.04 * by, 0.02 * by, 0.04 * by, 0.02 * by]);
        close(&adjust(&[], Correction::Holm), &[]);
    }
}
