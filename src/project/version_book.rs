//! What the user says of versions: which articles are the same one, which are not, and which of them counts.
//!
//! Versions are found anew whenever articles come or go, and what is said here holds for each finding.

use super::corrections::ArticleKey;
use super::pairs;

/// What the user says of versions.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct VersionBook {
    /// Pairs of articles that are one.
    pub together: Vec<[ArticleKey; 2]>,
    /// Pairs of articles that are not.
    pub apart: Vec<[ArticleKey; 2]>,
    /// Articles that count among their versions.
    pub counts: Vec<ArticleKey>,
}

impl VersionBook {
    /// Makes one article of several.
    pub fn join(&mut self, articles: &[ArticleKey]) {
        self.apart.retain(|pair| !pair.iter().all(|key| articles.contains(key)));
        pairs::hold(&mut self.together, articles);
    }

    /// Says that `out` is another article than `rest`.
    pub fn part(&mut self, out: &[ArticleKey], rest: &[ArticleKey]) {
        pairs::part(&mut self.together, &mut self.apart, out, rest);
    }

    /// Says which of the versions of an article counts; without one the program chooses.
    pub fn count(&mut self, one: Option<&ArticleKey>, versions: &[ArticleKey]) {
        self.counts.retain(|key| !versions.contains(key));
        self.counts.extend(one.cloned());
    }

    /// Whether anything is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All articles that it names, each once.
    pub fn keys(&self) -> Vec<&ArticleKey> {
        let pairs = self.together.iter().chain(&self.apart).flatten();
        let mut keys: Vec<&ArticleKey> = pairs.chain(&self.counts).collect();
        keys.sort();
        keys.dedup();
        keys
    }
}

#[cfg(test)]
mod tests {
    use super::super::pairs::letters::{keys, pairs};
    use super::*;

    #[test]
    fn articles_are_made_one_and_two_again() {
        let mut book = VersionBook::default();
        book.part(&keys("a"), &keys("bc"));
        assert_eq!((pairs(&book.together), pairs(&book.apart)), (vec!["bc".into()], vec!["ab".into()]));
        book.join(&keys("abc"));
        assert!(book.apart.is_empty(), "made one again, nothing holds them apart");
        book.part(&keys("c"), &keys("ab"));
        assert_eq!((pairs(&book.together), pairs(&book.apart)), (vec!["ab".into()], vec!["ca".into()]));
    }

    #[test]
    fn one_of_the_versions_counts() {
        let mut book = VersionBook::default();
        book.count(keys("a").first(), &keys("abc"));
        book.count(keys("x").first(), &keys("xy"));
        book.count(keys("b").first(), &keys("abc"));
        assert_eq!(book.counts, keys("xb"));
        book.count(None, &keys("abc"));
        assert_eq!(book.counts, keys("x"));
        assert_eq!(book.keys().len(), 1);
    }
}
