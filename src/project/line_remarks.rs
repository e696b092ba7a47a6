//! What the user says of single lines of a concordance: a mark of one of nine kinds, and a note.
//!
//! A line is found again by its bytes in the article; when the file has changed since, by its words and which
//! of their places it was.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::corrections::ArticleKey;
use super::remarks::Remarks;
use crate::corpus::{Article, ArticleId, Corpus, Span};

/// One of nine kinds of marks, each with a letter; what it stands for is the user's.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Mark(u8);

impl Mark {
    /// All marks, in order.
    pub const ALL: [Self; 9] =
        [Self(0), Self(1), Self(2), Self(3), Self(4), Self(5), Self(6), Self(7), Self(8)];

    /// Its place among all, from 0.
    pub fn index(self) -> usize {
        self.0.into()
    }

    /// Its letter: A to I.
    pub fn letter(self) -> char {
        char::from(b'A' + self.0)
    }

    /// The mark of a letter.
    pub fn of_letter(text: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|mark| text.chars().eq([mark.letter()]))
    }
}

/// Where a line stands in its article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LineSpot {
    /// First byte of the hit in the raw text.
    pub from: u32,
    /// One past its last byte.
    pub to: u32,
    /// The hit as written.
    pub words: Arc<str>,
    /// How often the same words stand in the raw text before it.
    pub nth: u32,
}

/// What the user said of a line.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct LineRemark {
    /// The mark.
    pub mark: Option<Mark>,
    /// Free text.
    pub note: String,
}

impl LineRemark {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.mark.is_none() && self.note.trim().is_empty()
    }
}

impl LineSpot {
    /// The spot of a hit.
    pub fn of(article: &Article, span: Span) -> Self {
        let words = article.text(span);
        Self { from: span.from, to: span.to, words: words.into(), nth: nth(article, span) }
    }

    /// Where it stands in `article` now; `None` where its words are no longer there.
    pub fn find(&self, article: &Article) -> Option<Span> {
        let kept = Span { from: self.from, to: self.to };
        if !self.words.is_empty() && article.text(kept) == &*self.words {
            return Some(kept);
        }
        let mut places = article.raw.match_indices(&*self.words).filter(|(_, found)| !found.is_empty());
        let (at, found) = places.nth(self.nth as usize)?;
        Some(Span::new(at, at + found.len()))
    }
}

/// How often the words of `span` stand before it.
fn nth(article: &Article, span: Span) -> u32 {
    let words = article.text(span);
    if words.is_empty() {
        return 0;
    }
    article.raw.match_indices(words).take_while(|(at, _)| *at < span.from as usize).count() as u32
}

/// What is said of lines, to be asked away from the session.
#[derive(Debug, Clone, Default)]
pub struct LinesSaid {
    /// What is said of articles.
    pub remarks: Arc<Remarks>,
    /// Under which key an article is known there.
    pub remarked: Arc<BTreeMap<ArticleId, ArticleKey>>,
    /// What marks are called.
    pub names: BTreeMap<Mark, String>,
}

impl LinesSaid {
    /// The mark's name and the note of the line at a place; empty where nothing is said.
    pub fn of(&self, corpus: &Corpus, id: ArticleId, span: Span) -> (String, String) {
        let key = self.remarked.get(&id);
        let remark =
            key.and_then(|key| self.remarks.by_article.get(key)).filter(|remark| !remark.lines.is_empty());
        let found = remark.and_then(|remark| remark.line_at(corpus.articles().get(id as usize)?, span));
        found.map_or_else(Default::default, |(_, said)| {
            (said.mark.map_or_else(String::new, |mark| name_of(&self.names, mark)), said.note.clone())
        })
    }
}

/// What a mark is called: by its name, or its letter.
pub fn name_of(names: &BTreeMap<Mark, String>, mark: Mark) -> String {
    names.get(&mark).cloned().unwrap_or_else(|| mark.letter().to_string())
}
