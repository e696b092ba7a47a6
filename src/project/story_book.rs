//! What the user says of stories: which articles tell one event and which do not, what a story is called.
//!
//! Stories are found anew whenever articles come or go, and what is said here holds for each finding.

use std::collections::BTreeMap;

use super::corrections::ArticleKey;
use super::pairs;

/// What the user says of stories.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct StoryBook {
    /// Pairs of articles that tell one event.
    pub together: Vec<[ArticleKey; 2]>,
    /// Pairs of articles that do not.
    pub apart: Vec<[ArticleKey; 2]>,
    /// Stories that are these articles and no others, each in order.
    pub pinned: Vec<Vec<ArticleKey>>,
    /// What the story of an article is called.
    pub titles: BTreeMap<ArticleKey, String>,
}

impl StoryBook {
    /// Makes one story of several.
    pub fn join(&mut self, stories: &[Vec<ArticleKey>]) {
        let mut rest = stories.iter().filter(|story| !story.is_empty());
        let Some(first) = rest.next() else { return };
        let mut all = first.clone();
        for story in rest {
            self.apart.retain(|[one, other]| {
                !(all.contains(one) && story.contains(other) || all.contains(other) && story.contains(one))
            });
            all.extend(story.iter().cloned());
        }
        pairs::hold(&mut self.together, &all);
        // A pinned story that takes others in stays pinned, as the larger one.
        if self.pinned.iter().any(|story| story.iter().any(|key| all.contains(key))) {
            self.pin(&all);
        }
    }

    /// Makes two stories of one: `out` without `rest`.
    pub fn part(&mut self, out: &[ArticleKey], rest: &[ArticleKey]) {
        let is_parted = pairs::part(&mut self.together, &mut self.apart, out, rest);
        if is_parted && self.pinned.iter().any(|story| story.iter().any(|key| out.contains(key))) {
            self.unpin(out);
            self.unpin(rest);
            self.pin(rest);
        }
    }

    /// Says that a story is these articles and no others.
    pub fn pin(&mut self, story: &[ArticleKey]) {
        self.unpin(story);
        let mut story = story.to_vec();
        story.sort();
        story.dedup();
        self.pinned.push(story);
    }

    /// Lets the program look again for what belongs to the story of these articles.
    pub fn unpin(&mut self, story: &[ArticleKey]) {
        self.pinned.retain(|pinned| !pinned.iter().any(|key| story.contains(key)));
    }

    /// Calls the story of these articles otherwise; an empty title is the program's own.
    pub fn call(&mut self, story: &[ArticleKey], title: &str) {
        self.titles.retain(|key, _| !story.contains(key));
        if let (Some(first), false) = (story.first(), title.trim().is_empty()) {
            self.titles.insert(first.clone(), title.trim().to_owned());
        }
    }

    /// Whether anything is said.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }

    /// All articles that it names, each once.
    pub fn keys(&self) -> Vec<&ArticleKey> {
        let pairs = self.together.iter().chain(&self.apart).flatten();
        let mut keys: Vec<&ArticleKey> =
            pairs.chain(self.pinned.iter().flatten()).chain(self.titles.keys()).collect();
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
    fn stories_are_joined_and_parted() {
        let mut book = StoryBook::default();
        book.part(&keys("bc"), &keys("ade"));
        assert_eq!(
            (pairs(&book.together), pairs(&book.apart)),
            (vec!["bc".into(), "ad".into(), "de".into()], vec!["ba".into()])
        );
        book.join(&[keys("ade"), keys("bc")]);
        assert!(book.apart.is_empty(), "joined again, nothing holds them apart");
        assert!(pairs(&book.together).contains(&"eb".to_owned()));
        book.part(&keys("b"), &keys("acde"));
        assert!(pairs(&book.together).iter().all(|pair| !pair.contains('b')));
        assert_eq!(pairs(&book.apart), ["ba"]);
    }

    #[test]
    fn a_pinned_story_stays_what_the_user_made_of_it() {
        let mut book = StoryBook::default();
        book.pin(&keys("ba"));
        book.join(&[keys("c"), keys("ab")]);
        assert_eq!(book.pinned, [keys("abc")]);
        book.part(&keys("c"), &keys("ab"));
        assert_eq!(book.pinned, [keys("ab")]);
        book.unpin(&keys("b"));
        assert!(book.pinned.is_empty());
    }

    #[test]
    fn a_story_has_one_title() {
        let mut book = StoryBook::default();
        book.call(&keys("ab"), " The pact ");
        book.call(&keys("bac"), "The draft");
        assert_eq!(
            book.titles.into_iter().collect::<Vec<_>>(),
            [(keys("b")[0].clone(), "The draft".to_owned())]
        );
        let mut book = StoryBook::default();
        book.call(&keys("a"), "x");
        book.call(&keys("a"), "");
        assert!(book.is_empty());
    }
}
