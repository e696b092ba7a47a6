//! Which articles a question is about.
//!
//! A filter, a choice of articles, or both: then an article must pass both. What counts each text once is asked of
//! those that pass, and only then a part of them is taken. A scope is part of the recipe and says nothing about a
//! corpus until [`Scope::subset`] is asked.

use std::sync::Arc;

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::Filter;
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
        match filter.both(within).filter(|_| !filter.counts_texts_once()) {
            Some(both) => both.to_string(),
            None => format!("{filter}, of these {within}"),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filter_and_part_are_one_filter_where_one_says_the_same() {
        let check = |filter: &str, within: &str, expected: &str| {
            let filter_of = |text: &str| Filter::parse(text).expect(text);
            let scope = Scope { within: filter_of(within), ..Scope::of_filter(filter_of(filter)) };
            assert_eq!(scope.filter_in_words(), expected, "{filter} and {within}");
        };
        check("tag:a", "outlet:B", "outlet:B tag:a");
        check("outlet:A,B", "outlet:B", "outlet:B");
        check("outlet:A*", "outlet:Ab", "outlet:Ab");
        check("outlet:any", "outlet:Ab", "outlet:Ab");
        check("-tag:a", "-tag:b", "-tag:a,b");
        check("tag:a", "tag:a", "tag:a");
        check("date:2024", "date:2024-05", "date:2024-05");
        check("date:2024-05-10..", "date:2024-05-01..2024-05-20", "date:2024-05-10..2024-05-20");
        // An article may have both.
        check("group:West", "group:G7", "group:West, of these group:G7");
        check("hits:a", "hits:b outlet:A", "hits:a, of these outlet:A hits:b");
        // None has both.
        check("outlet:A", "outlet:B", "outlet:A, of these outlet:B");
        check("date:2023", "date:2024-05", "date:2023, of these date:2024-05");
        check("copies:once", "outlet:A", "copies:once, of these outlet:A");
    }
}
