//! Association of two words that occur together.
//!
//! How often "together" is counted is the business of [`super::windows`]. Some measures rank
//! strength (MI, logDice), some evidence (t, G2): show one of each, and in how many articles and
//! outlets the pair occurs.

use super::keyness::{Table2x2, Tested, chi_squared, g2_4term, tested};
use super::{Stat, Undefined};

/// A pair of words: how often together, each by itself, and among how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Pair {
    /// O11: times together.
    pub together: u64,
    /// R1: the node's marginal.
    pub node: u64,
    /// C1: the collocate's marginal.
    pub collocate: u64,
    /// N: the sample size.
    pub total: u64,
}

impl Pair {
    /// E11, how often together by chance: R1 C1 / N.
    pub fn expected(self) -> Stat {
        if self.total == 0 {
            return Err(Undefined::NoWords);
        }
        if self.node == 0 || self.collocate == 0 {
            return Err(Undefined::NoOccurrence);
        }
        Ok(self.node as f64 * self.collocate as f64 / self.total as f64)
    }

    /// The pair as two groups: words near the node against all others.
    fn table(self) -> Stat<Table2x2> {
        let Self { together, node, collocate, total } = self;
        let elsewhere = collocate.checked_sub(together).ok_or(Undefined::Inconsistent)?;
        let other_words = total.checked_sub(node).ok_or(Undefined::Inconsistent)?;
        Ok(Table2x2 { a: together, b: elsewhere, c: node, d: other_words })
    }
}

fn positive(expected: f64) -> Stat {
    if expected > 0.0 && expected.is_finite() { Ok(expected) } else { Err(Undefined::NoOccurrence) }
}

/// Mutual information, with `power` 1, 2 or 3 for MI, MI2 and MI3.
///
/// Formula: log2(O^power / E), in bits. Reading: MI favours rare pairs (ask for O >= 3), MI2 and
/// MI3 lean towards frequent ones. Zeros: O = 0 gives minus infinity.
/// Reference: Church & Hanks 1990, *Word association norms*; Daille 1994 for the powers.
/// Same figure: nltk `pmi`, `RKorAPClient`; association-measures prints log10.
pub fn mutual_information(together: u64, expected: f64, power: u8) -> Stat {
    let expected = positive(expected)?;
    Ok(f64::from(power) * (together as f64).log2() - expected.log2())
}

/// The t-score.
///
/// Formula: (O - E) / sqrt(O). Reading: ranks frequent pairs; above 2 by convention.
/// Zeros: O = 0 gives minus infinity. Reference: Church, Gale, Hanks & Hindle 1991, *Using
/// statistics in lexical analysis*. Same figure: nltk `student_t`, association-measures.
pub fn t_score(together: u64, expected: f64) -> Stat {
    let expected = positive(expected)?;
    if together == 0 {
        return Ok(f64::NEG_INFINITY);
    }
    Ok((together as f64 - expected) / (together as f64).sqrt())
}

/// The z-score.
///
/// Formula: (O - E) / sqrt(E). Small counts: too large where E is below 1.
/// Reference: Dennis 1964; Berry-Rogghe 1973. Same figure: association-measures.
pub fn z_score(together: u64, expected: f64) -> Stat {
    let expected = positive(expected)?;
    Ok((together as f64 - expected) / expected.sqrt())
}

/// The z-score with the variance of a binomial.
///
/// Formula: (O - E) / sqrt(E (1 - p)), p = C1/N. Undefined where the collocate is everywhere.
/// Reference: Berry-Rogghe 1973, *The computation of collocations*. Same figure: by hand.
pub fn z_score_binomial(pair: Pair) -> Stat {
    let expected = pair.expected()?;
    if pair.collocate >= pair.total {
        return Err(Undefined::Everywhere);
    }
    let other = (pair.total - pair.collocate) as f64 / pair.total as f64;
    Ok((pair.together as f64 - expected) / (expected * other).sqrt())
}

/// G2 over the four cells, signed by O - E, with its p (token-level): evidence, not strength.
///
/// Formula, zeros and reference as in [`g2_4term`]. Same figure: nltk `likelihood_ratio`.
pub fn log_likelihood(pair: Pair) -> Stat<Tested> {
    let table = pair.table()?;
    Ok(tested(table, g2_4term(table)?))
}

/// Pearson's chi-squared over the four cells.
///
/// Formula, zeros and reference as in [`chi_squared`]. Same figure: nltk `chi_sq`.
pub fn pair_chi_squared(pair: Pair) -> Stat {
    chi_squared(pair.table()?)
}

/// Dice's coefficient.
///
/// Formula: 2 O / (R1 + C1), with the plain frequencies of node and collocate. Range: 0 to 1; above
/// 1 only where windows overlap and are counted twice (flag it). Zeros: O = 0 gives 0.
/// Reference: Dice 1945; Smadja, `McKeown` & Hatzivassiloglou 1996. Same figure: nltk, association-measures.
pub fn dice(together: u64, node: u64, collocate: u64) -> Stat {
    if node == 0 && collocate == 0 {
        return Err(Undefined::NoOccurrence);
    }
    Ok(2.0 * together as f64 / (node as f64 + collocate as f64))
}

/// logDice: our default, since it does not depend on the size of the corpus.
///
/// Formula: 14 + log2 Dice. Range: up to 14 (always together); 0 is one in 16,384; +1 is twice as
/// often. Zeros: O = 0 gives minus infinity.
/// Reference: Rychlý 2008, *A lexicographer-friendly association score*.
/// Same figure: Sketch Engine, `RKorAPClient` (window of 1); Wordless leaves the 14 out.
pub fn log_dice(together: u64, node: u64, collocate: u64) -> Stat {
    Ok(14.0 + dice(together, node, collocate)?.log2())
}

/// Delta P, which tells which of the two words predicts the other.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DeltaP {
    /// O11/R1 - O21/(N-R1): what the node says about the collocate.
    pub collocate_given_node: f64,
    /// O11/C1 - O12/(N-C1): what the collocate says about the node.
    pub node_given_collocate: f64,
}

/// Delta P in both directions.
///
/// Range: -1 to 1. Zeros: undefined where one of the words is nowhere or everywhere.
/// Reference: Gries 2013, *50-something years of work on collocations*. Same figure: Wordless.
pub fn delta_p(pair: Pair) -> Stat<DeltaP> {
    let Table2x2 { a, b, c, d } = pair.table()?;
    if c == 0 || pair.collocate == 0 {
        return Err(Undefined::NoOccurrence);
    }
    if d == 0 || pair.collocate >= pair.total {
        return Err(Undefined::Everywhere);
    }
    let without = c.checked_sub(a).ok_or(Undefined::Inconsistent)?;
    let neither = (pair.total - pair.collocate) as f64;
    Ok(DeltaP {
        collocate_given_node: a as f64 / c as f64 - b as f64 / d as f64,
        node_given_collocate: a as f64 / pair.collocate as f64 - without as f64 / neither,
    })
}

/// Normalised mutual information.
///
/// Formula: log2(O/E) / -log2(O/N). Range: -1 (never together) over 0 (chance) to 1 (always).
/// Zeros: O = 0 gives -1; undefined if the pair is everywhere.
/// Reference: Bouma 2009, *Normalized (pointwise) mutual information in collocation extraction*.
/// Same figure: Wordless, nltk's and gensim's npmi scorers.
pub fn npmi(pair: Pair) -> Stat {
    let expected = pair.expected()?;
    match pair.together {
        0 => Ok(-1.0),
        together if together > pair.total => Err(Undefined::Inconsistent),
        together if together == pair.total => Err(Undefined::Everywhere),
        together => {
            let information = mutual_information(together, expected, 1)?;
            Ok(information / -(together as f64 / pair.total as f64).log2())
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64, absolute: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= absolute, "got {got}, expected {expected}");
    }

    /// Manning & Schütze 1999, table 5.6: "new companies", 8 together of 15,828 and 4,675 in
    /// 14,307,668 words: t = .999932 with their denominator, which is sqrt(O) to five digits; and
    /// chi-squared about 1.55 (section 5.3.3).
    #[test]
    fn new_companies() {
        let pair = Pair { together: 8, node: 15_828, collocate: 4_675, total: 14_307_668 };
        close(t_score(8, pair.expected().unwrap()), 0.999_932, 1e-4);
        close(pair_chi_squared(pair), 1.55, 0.01);
    }

    /// By hand: 8 together, 16 and 32 alone in 1,024: E = 1/2.
    #[test]
    fn powers_of_two_by_hand() {
        let pair = Pair { together: 8, node: 16, collocate: 32, total: 1_024 };
        let expected = pair.expected().unwrap();
        close(mutual_information(8, expected, 1), 4.0, 1e-12);
        close(mutual_information(8, expected, 2), 7.0, 1e-12);
        close(mutual_information(8, expected, 3), 10.0, 1e-12);
        close(npmi(pair), 4.0 / 7.0, 1e-12);
        close(z_score(8, expected), 7.5 / 0.5f64.sqrt(), 1e-12);
        close(z_score_binomial(pair), 7.5 / (0.5f64 * 31.0 / 32.0).sqrt(), 1e-12);
        close(dice(8, 16, 32), 1.0 / 3.0, 1e-12);
        close(log_dice(8, 16, 16), 13.0, 1e-12);
        let found = delta_p(pair).unwrap();
        close(Ok(found.collocate_given_node), 0.5 - 24.0 / 1_008.0, 1e-12);
        close(Ok(found.node_given_collocate), 0.25 - 8.0 / 992.0, 1e-12);
    }

    #[test]
    fn nowhere_and_everywhere_are_undefined() {
        let nowhere = Pair { together: 0, node: 0, collocate: 5, total: 9 };
        assert_eq!(npmi(nowhere), Err(Undefined::NoOccurrence));
        assert_eq!(delta_p(nowhere), Err(Undefined::NoOccurrence));
        let everywhere = Pair { together: 9, node: 9, collocate: 9, total: 9 };
        assert_eq!(npmi(everywhere), Err(Undefined::Everywhere));
        assert_eq!(delta_p(everywhere), Err(Undefined::Everywhere));
        assert_eq!(z_score_binomial(everywhere), Err(Undefined::Everywhere));
        assert!(log_likelihood(Pair { together: 9, node: 3, collocate: 9, total: 20 }).is_err());
        assert_eq!(dice(0, 0, 0), Err(Undefined::NoOccurrence));
    }
}
