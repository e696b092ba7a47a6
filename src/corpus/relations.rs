//! How articles belong together, as columns: which tell one event, and which print one text.
//!
//! Both are found by looking at all articles ([`crate::framing`]) and put right by hand; a corpus takes them in
//! as they are, with a revision of its own.

use std::sync::Arc;

use hashbrown::HashMap;

use super::{ArticleId, Corpus, identity};

/// Of an article that belongs to nothing.
const NONE: u32 = u32::MAX;

/// Which articles belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relations {
    /// Titles of stories, by number; no two are alike.
    stories: Vec<Arc<str>>,
    /// By article.
    story_of: Vec<u32>,
    /// By article: which text it prints, where others print it too.
    text_of: Vec<u32>,
    /// By article: its place among those that print its text; 0 stands for them all.
    rank: Vec<u32>,
    /// By article: whether its text is an agency's or another outlet's.
    is_copy: Vec<bool>,
    /// Of all that; made once, since it takes long with many articles.
    hash: u64,
}

/// Relations that are being gathered.
#[derive(Debug)]
pub struct RelationsBuilder {
    so_far: Relations,
    /// How many texts there are so far.
    texts: u32,
    /// Titles that are taken, with the number that the next story of such a title may get.
    taken: HashMap<Arc<str>, u32>,
}

impl RelationsBuilder {
    /// Nothing known yet of `articles` articles.
    pub fn new(articles: u32) -> Self {
        let none = vec![NONE; articles as usize];
        let so_far = Relations {
            stories: Vec::new(),
            story_of: none.clone(),
            text_of: none,
            rank: vec![0; articles as usize],
            is_copy: vec![false; articles as usize],
            hash: 0,
        };
        Self { so_far, texts: 0, taken: HashMap::new() }
    }

    /// Adds a story of these articles. A title that another story has gets a number behind it.
    pub fn add_story(&mut self, title: &str, articles: &[ArticleId]) {
        let number = self.so_far.stories.len() as u32;
        let title = if title.trim().is_empty() { "Story" } else { title };
        let name = self.free_title(title);
        self.taken.insert(Arc::clone(&name), 2);
        self.so_far.stories.push(name);
        for &id in articles {
            if let Some(story) = self.so_far.story_of.get_mut(id as usize) {
                *story = number;
            }
        }
    }

    /// The title, or the title with the first number behind it that makes it new.
    fn free_title(&mut self, title: &str) -> Arc<str> {
        let Some(&first) = self.taken.get(title) else { return title.into() };
        let mut next = first;
        let name = loop {
            let name = format!("{title} ({next})");
            next = next.saturating_add(1);
            if !self.taken.contains_key(name.as_str()) {
                break name;
            }
        };
        if let Some(number) = self.taken.get_mut(title) {
            *number = next;
        }
        name.into()
    }

    /// Adds a text that several articles print, the one that stands for them first.
    pub fn add_text(&mut self, articles: &[ArticleId]) {
        for (rank, &id) in (0..).zip(articles) {
            let at = id as usize;
            if let (Some(text), Some(place)) = (self.so_far.text_of.get_mut(at), self.so_far.rank.get_mut(at))
            {
                (*text, *place) = (self.texts, rank);
            }
        }
        self.texts += 1;
    }

    /// Says that the text of an article is an agency's or another outlet's.
    pub fn add_copy(&mut self, id: ArticleId) {
        if let Some(is_copy) = self.so_far.is_copy.get_mut(id as usize) {
            *is_copy = true;
        }
    }

    /// All that was added.
    pub fn finish(self) -> Relations {
        let hash = identity::relations_hash(&self.so_far);
        Relations { hash, ..self.so_far }
    }
}

impl Corpus {
    /// This corpus with `relations` instead of those it had; everything else is shared.
    pub fn related(&self, relations: Arc<Relations>) -> Self {
        let revision = identity::combine(&[self.unrelated, relations.hash]);
        Self { revision, relations: Some(relations), ..self.clone() }
    }

    /// How articles belong together, where that was looked for.
    pub fn relations(&self) -> Option<&Arc<Relations>> {
        self.relations.as_ref()
    }

    /// Titles of stories, by number.
    pub fn stories(&self) -> &[Arc<str>] {
        self.relations.as_ref().map_or(&[], |found| &found.stories)
    }

    /// The story that an article tells, by its place in [`stories`](Self::stories).
    pub fn story_of(&self, id: ArticleId) -> Option<usize> {
        let number = *self.relations.as_ref()?.story_of.get(id as usize)?;
        (number != NONE).then_some(number as usize)
    }

    /// Which text an article prints, where others print it too, and its place among them: 0 stands for them all.
    pub fn text_of(&self, id: ArticleId) -> Option<(u32, u32)> {
        let found = self.relations.as_ref()?;
        let number = *found.text_of.get(id as usize)?;
        (number != NONE).then(|| (number, found.rank.get(id as usize).copied().unwrap_or(0)))
    }

    /// Whether the text of an article is an agency's or another outlet's: credited, or found to be one.
    pub fn is_copy(&self, id: ArticleId) -> bool {
        let found = self.relations.as_ref().and_then(|found| found.is_copy.get(id as usize));
        found.copied().unwrap_or(false) || self.wire_number(id).is_some()
    }
}

impl Relations {
    /// Its parts, to be hashed.
    pub(super) fn parts(&self) -> (&[Arc<str>], [&[u32]; 3], &[bool]) {
        (&self.stories, [&self.story_of, &self.text_of, &self.rank], &self.is_copy)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_two_stories_have_one_title() {
        let check = |titles: &[&str], expected: &[&str]| {
            let mut building = RelationsBuilder::new(0);
            for title in titles {
                building.add_story(title, &[]);
            }
            let stories = building.finish().stories;
            assert_eq!(stories.iter().map(|title| &**title).collect::<Vec<_>>(), expected);
        };
        check(&["Quay", "Quay", "Quay"], &["Quay", "Quay (2)", "Quay (3)"]);
        check(&["Quay (2)", "Quay", "Quay", "Quay (2)"], &["Quay (2)", "Quay", "Quay (3)", "Quay (2) (2)"]);
        check(&["", " ", "Story"], &["Story", "Story (2)", "Story (3)"]);
    }

    #[test]
    fn building_takes_time_by_the_article_and_not_by_its_square() {
        let many = 200_000;
        let mut building = RelationsBuilder::new(many);
        for id in (0..many).step_by(2) {
            building.add_story("Quay", &[id, id + 1]);
            building.add_text(&[id + 1, id]);
        }
        let found = building.finish();
        assert_eq!(&*found.stories[99_999], "Quay (100000)");
        assert_eq!((found.text_of[199_999], found.rank[199_999], found.rank[199_998]), (99_999, 0, 1));
    }
}
