//! Counting runs of n words.
//!
//! N-grams never cross the end of an article. Wire copies inflate them: show counts with copies
//! collapsed beside these. Nested n-grams are not independent of each other.
//!
//! Reference: Biber et al. 1999 for lexical bundles, which ask for a minimum number of articles as
//! well as hits. Same figure: nltk `ngrams`.

use hashbrown::HashMap;

/// One n-gram and how often it occurs.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NGram<'a> {
    /// Its words.
    pub words: &'a [u32],
    /// Its hits.
    pub count: u64,
    /// Articles it occurs in.
    pub articles: u32,
}

/// All n-grams of the articles, the most frequent first, then in the order of their words.
///
/// This is the plain definition over lists of word numbers, to hold faster counting against.
pub fn ngrams<'a>(articles: &[&'a [u32]], n: usize) -> Vec<NGram<'a>> {
    if n == 0 {
        return Vec::new();
    }
    // Count, articles, and the last article seen.
    let mut counts: HashMap<&[u32], (u64, u32, usize)> = HashMap::new();
    for (which, article) in articles.iter().enumerate() {
        for words in article.windows(n) {
            let entry = counts.entry(words).or_insert((0, 0, usize::MAX));
            entry.0 += 1;
            if entry.2 != which {
                entry.1 += 1;
                entry.2 = which;
            }
        }
    }
    let mut found: Vec<NGram<'a>> =
        counts.into_iter().map(|(words, (count, articles, _))| NGram { words, count, articles }).collect();
    found.sort_unstable_by(|left, right| right.count.cmp(&left.count).then(left.words.cmp(right.words)));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    /// By hand: 1 2 1 2 and 2 1: the bigrams 1 2 (twice, one article) and 2 1 (twice, two articles).
    #[test]
    fn bigrams_by_hand() {
        let found = ngrams(&[&[1, 2, 1, 2], &[2, 1], &[1]], 2);
        let [first, second] = found.as_slice() else { panic!("{found:?}") };
        assert_eq!((first.words, first.count, first.articles), ([1, 2].as_slice(), 2, 1));
        assert_eq!((second.words, second.count, second.articles), ([2, 1].as_slice(), 2, 2));
        assert!(ngrams(&[&[1, 2]], 0).is_empty() && ngrams(&[&[1, 2]], 3).is_empty());
    }
}
