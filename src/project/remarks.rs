//! Notes and tags of the user on articles, and what is said of single lines of them.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::ArticleKey;
use super::line_remarks::{LineRemark, LineSpot};
use crate::corpus::{Article, Span};

/// What the user noted on one article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Remark {
    /// Free text.
    pub note: String,
    /// Tags, each a word or a few.
    pub tags: BTreeSet<Arc<str>>,
    /// Marks and notes on lines of the concordance.
    pub lines: BTreeMap<LineSpot, LineRemark>,
}

impl Remark {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.note.trim().is_empty() && self.tags.is_empty() && self.lines.is_empty()
    }

    /// The place of what is said of the line at `span` of `article`.
    pub fn line_at(&self, article: &Article, span: Span) -> Option<(&LineSpot, &LineRemark)> {
        let here = LineSpot { from: span.from, to: span.to, words: "".into(), nth: 0 };
        let at = self.lines.range(here..).next().filter(|(spot, _)| spot.find(article) == Some(span));
        at.or_else(|| self.lines.iter().find(|(spot, _)| spot.find(article) == Some(span)))
    }
}

/// Notes and tags by article; an article of which nothing is said has no entry.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Remarks {
    /// By article.
    pub by_article: BTreeMap<ArticleKey, Remark>,
}

impl Remarks {
    /// What the user noted on `article`: found by its file and place in it, which needs no look at its text.
    pub fn of(&self, article: &Article) -> Option<&Remark> {
        let (path, record) = (&article.path, article.record);
        let first = ArticleKey { path: Arc::clone(path), record, content: 0 };
        let last = ArticleKey { content: u64::MAX, ..first.clone() };
        self.by_article.range(first..=last).next().map(|(_, remark)| remark)
    }
}
