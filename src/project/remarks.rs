//! Notes and tags of the user on articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::ArticleKey;
use crate::corpus::Article;

/// What the user noted on one article.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Remark {
    /// Free text.
    pub note: String,
    /// Tags, each a word or a few.
    pub tags: BTreeSet<Arc<str>>,
}

/// Notes and tags by article; an article without either has no entry.
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
