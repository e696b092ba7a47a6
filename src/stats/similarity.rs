//! How alike are two texts?
//!
//! Texts are lists of word numbers. Reuse is measured exactly by shingles (fine below about 5,000
//! articles; beyond, [`super::sketches`] finds candidates to be measured here), likeness of subject
//! by the tf-idf cosine.

use super::{Stat, Undefined};
use hashbrown::{HashMap, HashSet};

/// Two sets of shingles compared.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Shingles {
    /// Distinct shingles of the first text.
    pub in_a: u64,
    /// Distinct shingles of the second text.
    pub in_b: u64,
    /// Distinct shingles of both.
    pub shared: u64,
}

impl Shingles {
    /// Resemblance: shared / all. 0 nothing shared, 1 the same set. Undefined if both are empty.
    pub fn jaccard(&self) -> Stat {
        ratio(self.shared, self.in_a + self.in_b - self.shared)
    }

    /// How much of the first text stands in the second, 0 to 1: for wire copy inside a longer article.
    pub fn containment_a_in_b(&self) -> Stat {
        ratio(self.shared, self.in_a)
    }

    /// How much of the second text stands in the first, 0 to 1.
    pub fn containment_b_in_a(&self) -> Stat {
        ratio(self.shared, self.in_b)
    }
}

fn ratio(part: u64, whole: u64) -> Stat {
    if whole == 0 { Err(Undefined::NoWords) } else { Ok(part as f64 / whole as f64) }
}

/// Compares the sets of runs of `k` words (5 by default, 3 for headlines).
///
/// A text shorter than `k` has none. Reference: Broder 1997, *On the resemblance and containment of
/// documents*. Same figure: textdistance `Jaccard(as_set=True)` over shingles.
pub fn shingles(a: &[u32], b: &[u32], k: usize) -> Shingles {
    let (set_a, set_b) = (shingle_set(a, k), shingle_set(b, k));
    let shared = set_a.intersection(&set_b).count() as u64;
    Shingles { in_a: set_a.len() as u64, in_b: set_b.len() as u64, shared }
}

/// The distinct runs of `k` words; none for `k` = 0.
pub(super) fn shingle_set(text: &[u32], k: usize) -> HashSet<&[u32]> {
    if k == 0 { HashSet::new() } else { text.windows(k).collect() }
}

/// A text as weights of its words, sorted by word, of length 1 (empty if it has no words).
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Vector {
    weights: Vec<(u32, f64)>,
}

/// The weight of a word that `containing` of `articles` articles have: ln((1+n)/(1+df)) + 1.
///
/// Reference: Spärck Jones 1972; smoothed as in scikit-learn's default.
pub fn inverse_document_frequency(articles: u64, containing: u64) -> f64 {
    ((1.0 + articles as f64) / (1.0 + containing as f64)).ln() + 1.0
}

impl Vector {
    /// The words of a text, weighed by count and `idf`, brought to length 1.
    pub fn new(text: &[u32], idf: impl Fn(u32) -> f64) -> Self {
        let mut words = text.to_vec();
        words.sort_unstable();
        let mut weights: Vec<(u32, f64)> =
            words.chunk_by(|a, b| a == b).map(|run| (run[0], run.len() as f64 * idf(run[0]))).collect();
        let length = weights.iter().map(|(_, weight)| weight * weight).sum::<f64>().sqrt();
        if length > 0.0 {
            for (_, weight) in &mut weights {
                *weight /= length;
            }
        }
        Self { weights }
    }

    /// The cosine of two texts: 0 no word in common, 1 the same proportions.
    ///
    /// Undefined if one has no words. Reference: Salton, Wong & Yang 1975, *A vector space model for
    /// automatic indexing*. Same figure: scikit-learn `TfidfVectorizer` with its defaults.
    pub fn cosine(&self, other: &Self) -> Stat {
        if self.weights.is_empty() || other.weights.is_empty() {
            return Err(Undefined::NoWords);
        }
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((a, left)), Some((b, right))) = (self.weights.get(i), other.weights.get(j)) {
            if a == b {
                sum += left * right;
            }
            i += usize::from(a <= b);
            j += usize::from(b <= a);
        }
        Ok(sum)
    }
}

/// The tf-idf vectors of a set of texts, weighed by how many of them have a word.
pub fn tf_idf(texts: &[&[u32]]) -> Vec<Vector> {
    let mut containing: HashMap<u32, u64> = HashMap::new();
    for text in texts {
        let mut words = text.to_vec();
        words.sort_unstable();
        words.dedup();
        for word in words {
            *containing.entry(word).or_default() += 1;
        }
    }
    let idf = |word: u32| {
        inverse_document_frequency(texts.len() as u64, containing.get(&word).copied().unwrap_or(0))
    };
    texts.iter().map(|text| Vector::new(text, idf)).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Broder 1997, section 2: the 4-shingling of (a, rose, is, a, rose, is, a, rose) has 3 elements.
    #[test]
    fn a_rose_is_a_rose() -> Stat<()> {
        let rose = [1, 2, 3, 1, 2, 3, 1, 2];
        let found = shingles(&rose, &[1, 2, 3, 1, 9], 4);
        assert_eq!((found.in_a, found.in_b, found.shared), (3, 2, 1));
        assert_eq!((found.jaccard()?, found.containment_b_in_a()?), (0.25, 0.5));
        assert_eq!(shingles(&[1], &[1], 4).jaccard(), Err(Undefined::NoWords));
        Ok(())
    }

    /// By hand: three texts, a b and a c and nothing: idf(a) = ln(4/3) + 1, idf(b) = ln(4/2) + 1.
    #[test]
    fn cosine_by_hand() -> Stat<()> {
        let vectors = tf_idf(&[&[1, 2], &[3, 1], &[]]);
        let (common, own) = ((4.0f64 / 3.0).ln() + 1.0, 2f64.ln() + 1.0);
        let expected = common * common / (common * common + own * own);
        assert!((vectors[0].cosine(&vectors[1])? - expected).abs() < 1e-15);
        assert_eq!(vectors[0].cosine(&vectors[2]), Err(Undefined::NoWords));
        Ok(())
    }
}
