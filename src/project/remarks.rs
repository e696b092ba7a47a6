//! Notes and tags of the user on articles.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::corrections::ArticleKey;

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
