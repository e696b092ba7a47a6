//! Where something stands: the evidence that every finding carries.

use crate::corpus::{ArticleId, Corpus, Span};

/// Some bytes of an article's raw text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Place {
    /// The article, by its number in the corpus.
    pub article: ArticleId,
    /// The bytes of its raw text.
    pub span: Span,
}

impl Place {
    /// The text at this place.
    pub fn text<'c>(&self, corpus: &'c Corpus) -> &'c str {
        corpus.article(self.article).text(self.span)
    }
}
