//! Which articles a question is about.
//!
//! A filter, a choice by hand, or both: then an article must pass both. A scope is part of the
//! recipe and says nothing about a corpus until [`Scope::subset`] is asked.

use std::sync::Arc;

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::Filter;
use crate::task::{Cancelled, Task};

/// Which articles. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// What the articles must be like.
    pub filter: Filter,
    /// Articles chosen by hand, sorted; cut with the filter. `None`: no choice was made.
    pub chosen: Option<Arc<[ArticleId]>>,
}

impl Scope {
    /// All articles that pass `filter`.
    pub fn of_filter(filter: Filter) -> Self {
        Self { filter, chosen: None }
    }

    /// The articles of `corpus` this scope holds. Chosen articles the corpus lacks are passed over.
    pub fn subset(&self, corpus: &Corpus) -> Subset {
        self.try_subset(corpus, &Task::none()).unwrap_or_else(|_| Subset::all(corpus))
    }

    /// The same; where the filter asks for hits, finding them can be stopped.
    pub fn try_subset(&self, corpus: &Corpus, task: &Task) -> Result<Subset, Cancelled> {
        let filtered = Subset::filtered(corpus, &self.filter, task)?;
        let Some(chosen) = &self.chosen else { return Ok(filtered) };
        let both: Vec<ArticleId> = chosen.iter().copied().filter(|&id| filtered.contains(id)).collect();
        Ok(Subset::from_articles(corpus, &both))
    }
}
