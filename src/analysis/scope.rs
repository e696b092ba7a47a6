//! Which articles a question is about.
//!
//! A filter, a choice of articles, or both: then an article must pass both. What counts each text once is asked of
//! those that pass, and only then a part of them is taken. A scope is part of the recipe and says nothing about a
//! corpus until [`Scope::subset`] is asked.

use std::sync::Arc;

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::{Field, Filter};
use crate::task::{Cancelled, Task};

/// Which articles. The default is all of them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Scope {
    /// What the articles must be like.
    pub filter: Filter,
    /// Articles chosen one by one; cut with the filter. `None`: no choice was made.
    pub chosen: Option<Chosen>,
    /// Only this part of what filter and choice leave, such as that of one bar of a figure. Where each text counts
    /// once, which article stands for it was decided before.
    pub within: Filter,
}

/// Articles chosen one by one, and why.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Chosen {
    articles: Arc<[ArticleId]>,
    why: Choice,
}

/// Why articles were chosen.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub enum Choice {
    /// Somebody picked them.
    #[default]
    ByHand,
    /// The program found that they tell one story, of this title; empty where it has none.
    Story(Arc<str>),
}

impl Chosen {
    /// Articles chosen for this reason.
    pub fn of(articles: impl Into<Arc<[ArticleId]>>, why: Choice) -> Self {
        Self { articles: sorted(articles.into()), why }
    }

    /// Articles that somebody picked.
    pub fn by_hand(articles: impl Into<Arc<[ArticleId]>>) -> Self {
        Self::of(articles, Choice::ByHand)
    }

    /// The articles of a story of this title.
    pub fn story(title: impl Into<Arc<str>>, articles: impl Into<Arc<[ArticleId]>>) -> Self {
        Self::of(articles, Choice::Story(title.into()))
    }

    /// The articles, in order.
    pub fn articles(&self) -> &Arc<[ArticleId]> {
        &self.articles
    }

    /// Why they were chosen.
    pub fn why(&self) -> &Choice {
        &self.why
    }

    /// As a caption says it.
    pub(super) fn in_words(&self) -> String {
        match &self.why {
            Choice::ByHand => "articles chosen by hand".to_owned(),
            Choice::Story(title) if title.is_empty() => "articles of a story without a headline".to_owned(),
            Choice::Story(title) => format!("articles of the story “{title}”"),
        }
    }
}

fn sorted(articles: Arc<[ArticleId]>) -> Arc<[ArticleId]> {
    if articles.is_sorted() {
        return articles;
    }
    let mut articles = articles.to_vec();
    articles.sort_unstable();
    articles.into()
}

impl Scope {
    /// All articles that pass `filter`.
    pub fn of_filter(filter: Filter) -> Self {
        Self { filter, ..Self::default() }
    }

    /// The articles of `corpus` this scope holds. Chosen articles the corpus lacks are passed over.
    pub fn subset(&self, corpus: &Corpus) -> Subset {
        self.try_subset(corpus, &Task::none()).unwrap_or_else(|_| Subset::all(corpus))
    }

    /// The same; where the filter asks for hits, finding them can be stopped.
    pub fn try_subset(&self, corpus: &Corpus, task: &Task) -> Result<Subset, Cancelled> {
        let all = match &self.chosen {
            None => Subset::filtered(corpus, &self.filter, task)?,
            Some(chosen) => {
                let is_chosen = |id| chosen.articles.binary_search(&id).is_ok();
                Subset::filtered_among(corpus, &self.filter, is_chosen, task)?
            }
        };
        all.within(corpus, &self.within, task)
    }

    /// Filter and part, as they are typed: one filter, where that lets the same articles through.
    pub fn filter_in_words(&self) -> String {
        let Self { filter, chosen: _, within } = self;
        if within.is_all() {
            return filter.to_string();
        }
        if filter.counts_texts_once() {
            return format!("{filter}, of these {within}");
        }
        let both = match within.days() {
            Some((Some(first), Some(last))) => {
                filter.clone().with_days(first, last).and(within.clone().without_field(Field::Date))
            }
            _ => filter.clone().and(within.clone()),
        };
        both.to_string()
    }
}
