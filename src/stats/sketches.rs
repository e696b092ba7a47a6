//! Sketches: small numbers by which like texts are found among many.
//!
//! They find candidates; what is shown is measured exactly by [`super::similarity`].

use super::random::mix;
use super::similarity::shingle_set;
use super::{Stat, Undefined};

/// The smallest hash of a text's shingles under each of many hash functions.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct MinHash {
    /// `None` for a text without shingles.
    smallest: Option<Vec<u64>>,
}

impl MinHash {
    /// Of the runs of `k` words, under `functions` hash functions (256).
    pub fn new(text: &[u32], k: usize, functions: usize) -> Self {
        let shingles: Vec<u64> = shingle_set(text, k).into_iter().map(hash).collect();
        if shingles.is_empty() {
            return Self { smallest: None };
        }
        let smallest = (0..functions as u64)
            .map(|function| {
                let turn = mix(function.wrapping_add(0x5EED));
                shingles.iter().map(|shingle| mix(shingle ^ turn)).fold(u64::MAX, u64::min)
            })
            .collect();
        Self { smallest: Some(smallest) }
    }

    /// The estimated Jaccard coefficient of two texts: the share of functions that agree.
    ///
    /// Standard error sqrt(J(1-J)/functions). Undefined if neither text has a shingle.
    /// Reference: Broder 1997, *On the resemblance and containment of documents*.
    /// Same figure: datasketch `MinHash`, within that error.
    pub fn jaccard(&self, other: &Self) -> Stat {
        match (&self.smallest, &other.smallest) {
            (None, None) => Err(Undefined::NoWords),
            (Some(a), Some(b)) if a.len() == b.len() && !a.is_empty() => {
                Ok(a.iter().zip(b).filter(|(a, b)| a == b).count() as f64 / a.len() as f64)
            }
            (Some(_), Some(_)) => Err(Undefined::Inconsistent),
            _ => Ok(0.0),
        }
    }
}

fn hash(shingle: &[u32]) -> u64 {
    shingle.iter().fold(shingle.len() as u64, |hash, &word| {
        mix(hash.wrapping_add(0x9E37_79B9_7F4A_7C15) ^ u64::from(word).rotate_left(32))
    })
}

/// `SimHash`: 64 bits that differ in few places for texts that differ in few words.
///
/// `hashes` has the 64-bit hash of every running word. Formula: a bit is set if more than half the
/// words have it set. Reading: near-duplicates differ in at most 3 bits (Manku, Jain & Das Sarma
/// 2007). Undefined without words.
/// Reference: Charikar 2002, *Similarity estimation techniques from rounding algorithms*.
/// Same figure: simhash (Python), with [`super::md5::low_64`] of each word.
pub fn sim_hash(hashes: impl IntoIterator<Item = u64>) -> Stat<u64> {
    let (mut votes, mut words) = ([0u64; 64], 0u64);
    for hash in hashes {
        words += 1;
        for (bit, votes) in votes.iter_mut().enumerate() {
            *votes += (hash >> bit) & 1;
        }
    }
    if words == 0 {
        return Err(Undefined::NoWords);
    }
    let set = votes.iter().enumerate().filter(|(_, votes)| **votes * 2 > words);
    Ok(set.fold(0, |bits, (bit, _)| bits | (1 << bit)))
}

/// In how many bits two sketches differ.
pub fn hamming(a: u64, b: u64) -> u32 {
    (a ^ b).count_ones()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: of 0b011, 0b001, 0b101 only the lowest bit has a majority.
    #[test]
    fn sim_hash_by_hand() {
        assert_eq!(sim_hash([0b011, 0b001, 0b101]), Ok(0b001));
        assert_eq!(sim_hash([0b10, 0b01]), Ok(0));
        assert_eq!(sim_hash([]), Err(Undefined::NoWords));
        assert_eq!(hamming(0b1100, 0b0110), 2);
    }

    /// Half of the words changed at the end: 50 of 150 shingles shared.
    #[test]
    fn min_hash_estimates_within_its_error() -> Stat<()> {
        let a: Vec<u32> = (0..102).collect();
        let b: Vec<u32> = (0..52).chain(500..550).collect();
        let exact = super::super::similarity::shingles(&a, &b, 3).jaccard()?;
        let estimate = MinHash::new(&a, 3, 256).jaccard(&MinHash::new(&b, 3, 256))?;
        let error = (exact * (1.0 - exact) / 256.0).sqrt();
        assert!((estimate - exact).abs() < 4.0 * error, "{estimate} for {exact}");
        assert_eq!(MinHash::new(&a, 3, 64).jaccard(&MinHash::new(&a, 3, 64)), Ok(1.0));
        assert_eq!(MinHash::new(&[], 3, 64).jaccard(&MinHash::new(&a, 3, 64)), Ok(0.0));
        Ok(())
    }
}
