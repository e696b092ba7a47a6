//! One word in several outlets at once: do their rates differ at all?

use super::special::{Tail, chi_squared_tail, deviance};
use super::{Stat, Undefined};

/// The omnibus tests of a word over k groups.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct KGroups {
    /// G2 over the hits alone.
    pub g2_2term: f64,
    /// G2 over hits and other words: the likelihood-ratio test.
    pub g2_4term: f64,
    /// Pearson's chi-squared.
    pub chi_squared: f64,
    /// Groups with words, minus 1.
    pub degrees_of_freedom: u32,
    /// p of the two-term G2.
    pub tail_2term: Tail,
    /// p of the four-term G2.
    pub tail_4term: Tail,
    /// Cramér's V, the effect size: 0 no difference to 1; undefined if the word is nowhere.
    pub cramers_v: Stat,
}

/// Tests one word over k groups of (hits, words); groups without words are dropped.
///
/// Formula: 2 sum O ln(O/E) and sum (O-E)^2/E over k x 2 cells, df = k - 1; V = sqrt(chi2/N).
/// Token-level. Zeros: a word in no group gives 0 and p = 1; fewer than two groups with words are
/// undefined. Reference: Rayson & Garside 2000 for the two-term form over k corpora; Cramér 1946.
/// Same figure: scipy `chi2_contingency`, `contingency.association(method="cramer")`.
pub fn k_groups(groups: &[(u64, u64)]) -> Stat<KGroups> {
    let filled = || groups.iter().copied().filter(|group| group.1 > 0);
    if filled().any(|(count, words)| count > words) {
        return Err(Undefined::Inconsistent);
    }
    let k = filled().count() as u32;
    if k < 2 {
        return Err(Undefined::EmptyGroup);
    }
    let (hits, words) = filled().fold((0u128, 0u128), |(hits, words), group| {
        (hits + u128::from(group.0), words + u128::from(group.1))
    });
    let (all_hits, all_words) = (hits as f64, words as f64);
    let (mut of_hits, mut of_others, mut squares) = (0.0, 0.0, 0.0);
    for (count, size) in filled() {
        let share = size as f64 / all_words;
        let (expected, expected_others) = (all_hits * share, (words - hits) as f64 * share);
        // (count * words - size * hits) / words, from whole numbers where they fit.
        let plus = u128::from(count).checked_mul(words);
        let minus = u128::from(size).checked_mul(hits);
        let delta = match (plus, minus) {
            (Some(plus), Some(minus)) if plus >= minus => (plus - minus) as f64 / all_words,
            (Some(plus), Some(minus)) => -((minus - plus) as f64 / all_words),
            _ => count as f64 - expected,
        };
        of_hits += deviance(count as f64, expected, delta);
        of_others += deviance((size - count) as f64, expected_others, -delta);
        if expected > 0.0 && expected_others > 0.0 {
            squares += delta * delta * (1.0 / expected + 1.0 / expected_others);
        }
    }
    let (g2_2term, g2_4term) = (2.0 * of_hits, 2.0 * (of_hits + of_others));
    let cramers_v = match hits {
        0 => Err(Undefined::NoOccurrence),
        _ if hits == words => Err(Undefined::NoVariation),
        _ => Ok((squares / all_words).sqrt()),
    };
    Ok(KGroups {
        g2_2term,
        g2_4term,
        chi_squared: squares,
        degrees_of_freedom: k - 1,
        tail_2term: chi_squared_tail(g2_2term, k - 1),
        tail_4term: chi_squared_tail(g2_4term, k - 1),
        cramers_v,
    })
}

#[cfg(test)]
mod tests {
    use super::super::keyness::{Table2x2, chi_squared, g2_4term};
    use super::*;

    #[test]
    fn two_groups_are_the_two_by_two_table() -> Stat<()> {
        let table = Table2x2 { a: 25, b: 12, c: 18_340, d: 22_915 };
        let found = k_groups(&[(25, 18_340), (0, 0), (12, 22_915)])?;
        assert!((found.g2_4term - g2_4term(table)?).abs() < 1e-12);
        assert!((found.chi_squared - chi_squared(table)?).abs() < 1e-12);
        assert_eq!(found.degrees_of_freedom, 1);
        Ok(())
    }

    /// By hand: 1, 2, 3 of 10 each: E = 2 and 8; chi2 = 2 (1/2 + 1/8) = 1.25; V = sqrt(1.25/30).
    #[test]
    fn three_groups_by_hand() -> Stat<()> {
        let found = k_groups(&[(1, 10), (2, 10), (3, 10)])?;
        assert!((found.chi_squared - 1.25).abs() < 1e-12);
        assert!((found.cramers_v? - (1.25f64 / 30.0).sqrt()).abs() < 1e-12);
        assert_eq!(k_groups(&[(1, 10)]), Err(Undefined::EmptyGroup));
        Ok(())
    }
}
