//! How far apart are the vocabularies of two or more outlets, and which words make the difference?
//!
//! All in bits, from plain relative frequencies. The divergence of small texts is too large by
//! itself: show the value that shuffling the articles between the outlets gives beside it.
//! Counts of the groups stand in the same order of words.

use super::dispersion::entropy_term;
use super::{Stat, Undefined};

/// The entropy of a distribution: 0 for a single word, log2 of their number for equal ones.
///
/// Formula: -sum p log2 p. Undefined without words.
/// Reference: Shannon 1948, *A mathematical theory of communication*. Same figure: scipy `entropy(base=2)`.
pub fn entropy(p: &[u64]) -> Stat {
    let total = total(p)?;
    Ok(p.iter().map(|&count| -entropy_term(count as f64 / total)).sum::<f64>().max(0.0))
}

/// The Kullback-Leibler divergence of Q from P: 0 for equal ones, infinite if Q lacks a word of P.
///
/// Formula: sum p log2(p/q). Reference: Kullback & Leibler 1951. Same figure: scipy `entropy(p, q, base=2)`.
pub fn kullback_leibler(p: &[u64], q: &[u64]) -> Stat {
    let pairs = Shares::new(p, q)?;
    Ok(pairs.map(|(p, q)| divergence_term(p, q)).sum::<f64>().max(0.0))
}

/// p log2(p/q): 0 at p = 0, infinite at q = 0.
fn divergence_term(p: f64, q: f64) -> f64 {
    if p > 0.0 { p * (p / q).log2() } else { 0.0 }
}

/// The Jensen-Shannon divergence of two outlets: 0 equal, 1 no word in common.
///
/// Formula: half of KL(P, M) plus half of KL(Q, M), M their mean. Its square root is a distance
/// (which scipy's `jensenshannon` gives).
/// Reference: Lin 1991, *Divergence measures based on the Shannon entropy*. Same figure: shifterator.
pub fn jensen_shannon(p: &[u64], q: &[u64]) -> Stat {
    Ok(word_shift(p, q)?.iter().map(|word| word.bits).sum::<f64>().min(1.0))
}

/// How the outlets of a generalised divergence are weighed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weights {
    /// All alike.
    Equal,
    /// By their number of words.
    Size,
}

/// The Jensen-Shannon divergence of k outlets: 0 equal, at most log2 k.
///
/// Formula: H(sum w P) - sum w H(P), computed as the mean divergence from the mixture, which cannot
/// fall below 0. Undefined if an outlet has no words. Reference: Lin 1991. Same figure: scipy `entropy`.
pub fn generalised_jensen_shannon(groups: &[&[u64]], weights: Weights) -> Stat {
    let sizes = groups.iter().map(|group| total(group)).collect::<Stat<Vec<f64>>>()?;
    let all: f64 = sizes.iter().sum();
    let Some(types) = groups.first().map(|group| group.len()) else { return Err(Undefined::NoWords) };
    if groups.iter().any(|group| group.len() != types) {
        return Err(Undefined::Inconsistent);
    }
    let weight = |size: f64| match weights {
        Weights::Equal => 1.0 / groups.len() as f64,
        Weights::Size => size / all,
    };
    let shares = |word: usize| {
        groups.iter().zip(&sizes).map(move |(group, size)| (weight(*size), group[word] as f64 / size))
    };
    let bits: f64 = (0..types)
        .map(|word| {
            let mixture: f64 = shares(word).map(|(weight, p)| weight * p).sum();
            shares(word).map(|(weight, p)| weight * divergence_term(p, mixture)).sum::<f64>()
        })
        .sum();
    Ok(bits.max(0.0))
}

/// What one word adds to the divergence of two outlets.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct WordShift {
    /// Its part of the Jensen-Shannon divergence, 0 or more; the parts add up to it.
    pub bits: f64,
    /// Its share in the second outlet minus its share in the first (the proportion shift).
    pub difference: f64,
    /// Which outlet has the larger share.
    pub direction: Direction,
}

/// Which of two outlets uses a word more.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Direction {
    /// The first.
    First,
    /// The second.
    Second,
    /// Neither.
    Tie,
}

/// The word shift of two outlets, word by word in the order given.
///
/// Formula: (p log2(p/m) + q log2(q/m)) / 2 with m = (p+q)/2, and q - p.
/// Reference: Gallagher et al. 2021, *Generalized word shift graphs*.
/// Same figure: shifterator `JSDivergenceShift(base=2)` and `ProportionShift`, before normalising.
pub fn word_shift(p: &[u64], q: &[u64]) -> Stat<Vec<WordShift>> {
    let shift = |(p, q): (f64, f64)| {
        let m = f64::midpoint(p, q);
        let bits = f64::midpoint(divergence_term(p, m), divergence_term(q, m)).max(0.0);
        // Division rounds correctly: equal shares of unequal outlets are equal numbers.
        let direction = match p.total_cmp(&q) {
            std::cmp::Ordering::Greater => Direction::First,
            std::cmp::Ordering::Less => Direction::Second,
            std::cmp::Ordering::Equal => Direction::Tie,
        };
        WordShift { bits, difference: q - p, direction }
    };
    Ok(Shares::new(p, q)?.map(shift).collect())
}

/// The shares of each word in both outlets.
struct Shares<'a> {
    p: std::slice::Iter<'a, u64>,
    q: std::slice::Iter<'a, u64>,
    of_p: f64,
    of_q: f64,
}

impl<'a> Shares<'a> {
    fn new(p: &'a [u64], q: &'a [u64]) -> Stat<Self> {
        if p.len() != q.len() {
            return Err(Undefined::Inconsistent);
        }
        Ok(Self { of_p: total(p)?, of_q: total(q)?, p: p.iter(), q: q.iter() })
    }
}

impl Iterator for Shares<'_> {
    type Item = (f64, f64);

    fn next(&mut self) -> Option<Self::Item> {
        Some((*self.p.next()? as f64 / self.of_p, *self.q.next()? as f64 / self.of_q))
    }
}

fn total(counts: &[u64]) -> Stat {
    match counts.iter().map(|&count| u128::from(count)).sum::<u128>() {
        0 => Err(Undefined::EmptyGroup),
        total => Ok(total as f64),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn close(got: Stat, expected: f64) {
        let got = got.unwrap();
        assert!((got - expected).abs() <= 1e-12, "got {got}, expected {expected}");
    }

    /// By hand: (1/2, 1/2) against (1, 0): m = (3/4, 1/4).
    #[test]
    fn two_words_by_hand() {
        let (p, q) = ([1, 1], [4, 0]);
        close(entropy(&p), 1.0);
        close(kullback_leibler(&q, &p), 1.0);
        assert_eq!(kullback_leibler(&p, &q), Ok(f64::INFINITY));
        let log = |x: f64| x.log2();
        let expected = 0.5 * (0.5 * log(2.0 / 3.0) + 0.5) + 0.5 * log(4.0 / 3.0);
        close(jensen_shannon(&p, &q), expected);
        close(generalised_jensen_shannon(&[&p, &q], Weights::Equal), expected);
        let shift = word_shift(&p, &q).unwrap();
        assert_eq!((shift[0].difference, shift[0].direction), (0.5, Direction::Second));
        close(Ok(shift[1].bits), 0.25);
    }

    /// Three disjoint outlets are log2 3 apart; the same outlet three times is not apart.
    #[test]
    fn bounds_of_the_generalised_form() {
        let apart: [&[u64]; 3] = [&[2, 0, 0], &[0, 7, 0], &[0, 0, 1]];
        close(generalised_jensen_shannon(&apart, Weights::Equal), 3f64.log2());
        let same: [&[u64]; 3] = [&[1, 2], &[2, 4], &[3, 6]];
        close(generalised_jensen_shannon(&same, Weights::Size), 0.0);
        assert_eq!(generalised_jensen_shannon(&[&[1], &[0]], Weights::Size), Err(Undefined::EmptyGroup));
        assert_eq!(generalised_jensen_shannon(&[], Weights::Size), Err(Undefined::NoWords));
    }
}
