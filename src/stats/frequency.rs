//! Relative frequency.
//!
//! A count is comparable between outlets only over the words it could have occurred among.

use super::{Stat, Undefined};

/// `count` per `base` words, as in "12.3 per million".
///
/// Formula: count * base / words. Range: 0 to `base`.
/// Zeros: no hits give 0; no words leave it undefined.
/// Reading: per thousand for a handful of articles, per million from about 100,000 words on;
/// below that a figure per million claims a precision that is not there. Show the count beside it.
/// Reference: any introduction, for instance McEnery & Hardie 2012, *Corpus Linguistics*.
/// Same figure: by hand.
pub fn relative(count: u64, words: u64, base: f64) -> Stat {
    if words == 0 {
        return Err(Undefined::NoWords);
    }
    Ok(count as f64 * base / words as f64)
}

/// [`relative`] per 1,000 words.
pub fn per_thousand(count: u64, words: u64) -> Stat {
    relative(count, words, 1e3)
}

/// [`relative`] per million words.
pub fn per_million(count: u64, words: u64) -> Stat {
    relative(count, words, 1e6)
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 25 hits in a text of 12,500 words are 2 in a thousand.
    #[test]
    fn relative_frequency_by_hand() {
        assert_eq!(per_thousand(25, 12_500), Ok(2.0));
        assert_eq!(per_million(25, 12_500), Ok(2_000.0));
        assert_eq!(per_million(0, 0), Err(Undefined::NoWords));
    }
}
