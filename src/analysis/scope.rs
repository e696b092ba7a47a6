//! Which articles a question is about.
//!
//! A filter, a choice by hand, or both: then an article must pass both. A scope is part of the
//! recipe and says nothing about a corpus until [`Scope::subset`] is asked.

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::Filter;

/// Which articles. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// What the articles must be like.
    pub filter: Filter,
    /// Articles chosen by hand, sorted; cut with the filter. `None`: no choice was made.
    pub chosen: Option<Vec<ArticleId>>,
}

impl Scope {
    /// All articles that pass `filter`.
    pub fn of_filter(filter: Filter) -> Self {
        Self { filter, chosen: None }
    }

    /// The articles of `corpus` this scope holds. Chosen articles the corpus lacks are passed over.
    pub fn subset(&self, corpus: &Corpus) -> Subset {
        let filtered = Subset::filter(corpus, &self.filter);
        let Some(chosen) = &self.chosen else { return filtered };
        let both: Vec<ArticleId> = chosen.iter().copied().filter(|&id| filtered.contains(id)).collect();
        Subset::from_articles(corpus, &both)
    }
}
