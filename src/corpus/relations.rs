//! How articles belong together, as columns: which tell one event, and which print one text.
//!
//! Both are found by looking at all articles ([`crate::framing`]) and put right by hand; a corpus takes them in
//! as they are, with a revision of its own.

use std::sync::Arc;

use super::{ArticleId, Corpus, identity};

/// Of an article that belongs to nothing.
const NONE: u32 = u32::MAX;

/// Which articles belong together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
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
}

impl Relations {
    /// Nothing known yet of `articles` articles.
    pub fn new(articles: u32) -> Self {
        let none = vec![NONE; articles as usize];
        Self {
            stories: Vec::new(),
            story_of: none.clone(),
            text_of: none,
            rank: vec![0; articles as usize],
            is_copy: vec![false; articles as usize],
        }
    }

    /// Adds a story of these articles. A title that another story has gets a number behind it.
    pub fn add_story(&mut self, title: &str, articles: &[ArticleId]) {
        let number = self.stories.len() as u32;
        let is_taken = |title: &str| self.stories.iter().any(|taken| **taken == *title);
        let title = if title.trim().is_empty() { "Story" } else { title };
        let numbered = (2..).map(|n| format!("{title} ({n})"));
        let name = std::iter::once(title.to_owned()).chain(numbered).find(|name| !is_taken(name));
        self.stories.push(name.unwrap_or_default().into());
        for &id in articles {
            if let Some(story) = self.story_of.get_mut(id as usize) {
                *story = number;
            }
        }
    }

    /// Adds a text that several articles print, the one that stands for them first.
    pub fn add_text(&mut self, articles: &[ArticleId]) {
        let number = self.text_of.iter().filter(|text| **text != NONE).max().map_or(0, |text| text + 1);
        for (rank, &id) in (0..).zip(articles) {
            let at = id as usize;
            if let (Some(text), Some(place)) = (self.text_of.get_mut(at), self.rank.get_mut(at)) {
                (*text, *place) = (number, rank);
            }
        }
    }

    /// Says that the text of an article is an agency's or another outlet's.
    pub fn add_copy(&mut self, id: ArticleId) {
        if let Some(is_copy) = self.is_copy.get_mut(id as usize) {
            *is_copy = true;
        }
    }
}

impl Corpus {
    /// This corpus with `relations` instead of those it had; everything else is shared.
    pub fn related(&self, relations: Arc<Relations>) -> Self {
        let revision = identity::combine(&[self.unrelated, identity::relations_hash(&relations)]);
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
