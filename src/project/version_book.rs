//! What the user says of versions: which articles are the same one, which are not, and which of them counts.
//!
//! Versions are found anew whenever articles come or go, and what is said here holds for each finding.

use super::corrections::ArticleKey;

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
        self.hold(articles);
    }

    /// Says that `out` is another article than `rest`.
    pub fn part(&mut self, out: &[ArticleKey], rest: &[ArticleKey]) {
        let (Some(one), Some(other)) = (out.first(), rest.first()) else { return };
        self.together.retain(|[a, b]| out.contains(a) == out.contains(b));
        self.hold(out);
        self.hold(rest);
        self.apart.push([one.clone(), other.clone()]);
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

    /// Chains articles to each other.
    fn hold(&mut self, articles: &[ArticleKey]) {
        for pair in articles.windows(2) {
            let [one, other] = pair else { continue };
            let pair = [one.clone(), other.clone()];
            if !self.together.contains(&pair) {
                self.together.push(pair);
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn keys(names: &str) -> Vec<ArticleKey> {
        let key = |name: char| ArticleKey { path: name.to_string().into(), record: 0, content: 0 };
        names.chars().map(key).collect()
    }

    fn pairs(pairs: &[[ArticleKey; 2]]) -> Vec<String> {
        pairs.iter().map(|[one, other]| format!("{}{}", one.path, other.path)).collect()
    }

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
