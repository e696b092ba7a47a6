//! Which articles, in which order, with how many hits: the table of Browse.
//!
//! The table formats a row when it is shown; here is only the order and the one column that has
//! to be counted.

use std::cmp::Ordering;
use std::sync::Arc;

use rayon::prelude::*;

use super::coverage::Coverage;
use super::ranks;
use super::scope::Scope;
use crate::corpus::{ArticleId, Completeness, Corpus, Subset};
use crate::query::{self, ArticleCounts, Query};
use crate::task::{Cancelled, Task};
use crate::text::normalise;

/// A column of the table.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ListColumn {
    /// The publication date; articles without one last, in both directions.
    #[default]
    Date,
    /// The outlet, by name; unknown outlets last, in both directions.
    Outlet,
    /// The headline, alphabetically; articles without one last, in both directions.
    Headline,
    /// The number of counted words.
    Words,
    /// The number of hits.
    Hits,
    /// The language, by its code; unknown ones last, in both directions, as in all columns below.
    Language,
    /// The section, by name.
    Section,
    /// The agency, by name.
    Wire,
    /// The first author.
    Byline,
    /// How much of the article there is: whole ones first.
    Completeness,
    /// The story it tells, by first date; articles that stand alone last, in both directions.
    Story,
    /// The user's tags, together.
    Tags,
    /// The user's note.
    Note,
    /// The file, and the place in it.
    Path,
}

impl ListColumn {
    /// All columns, from left to right.
    pub const ALL: [Self; 14] = [
        Self::Outlet,
        Self::Date,
        Self::Headline,
        Self::Language,
        Self::Section,
        Self::Wire,
        Self::Byline,
        Self::Completeness,
        Self::Story,
        Self::Tags,
        Self::Note,
        Self::Path,
        Self::Words,
        Self::Hits,
    ];

    /// The heading of the column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Date => "Date",
            Self::Outlet => "Outlet",
            Self::Headline => "Headline",
            Self::Words => "Words",
            Self::Hits => "Hits",
            Self::Language => "Language",
            Self::Section => "Section",
            Self::Wire => "Wire",
            Self::Byline => "Byline",
            Self::Completeness => "Completeness",
            Self::Story => "Story",
            Self::Tags => "Tags",
            Self::Note => "Note",
            Self::Path => "File",
        }
    }

    /// The name under which it is kept in settings.
    pub fn key(self) -> &'static str {
        match self {
            Self::Date => "date",
            Self::Outlet => "outlet",
            Self::Headline => "headline",
            Self::Words => "words",
            Self::Hits => "hits",
            Self::Language => "language",
            Self::Section => "section",
            Self::Wire => "wire",
            Self::Byline => "byline",
            Self::Completeness => "completeness",
            Self::Story => "story",
            Self::Tags => "tags",
            Self::Note => "note",
            Self::Path => "path",
        }
    }
}

/// What the user wrote on an article, to sort by.
pub type Written = (ArticleId, Arc<str>);

/// The question: which articles, in which order.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ListingRecipe {
    /// Which articles.
    pub scope: Scope,
    /// Only articles with a hit of this query in headline, standfirst or body.
    pub search: Option<Query>,
    /// The series whose hits are counted; a place that two of them match counts for both.
    /// Without a series the hits are those of `search`.
    pub queries: Vec<Query>,
    /// The column to sort by, and whether the largest comes first.
    pub sort: (ListColumn, bool),
    /// For the columns [`ListColumn::Tags`] and [`ListColumn::Note`]: what the user wrote, by article.
    pub written: Vec<Written>,
}

/// The answer to a [`ListingRecipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Listing {
    /// What the listed articles hold.
    pub coverage: Coverage,
    /// The listed articles, sorted.
    pub order: Vec<ArticleId>,
    /// Hits of each article of the corpus, by its id; 0 where none or not listed.
    pub hits: Vec<u32>,
    /// All hits in the listed articles.
    pub total_hits: u64,
    /// The articles in scope, be they found by the search or not.
    scope: Subset,
    listed: Subset,
}

impl Listing {
    /// Whether an article is listed.
    pub fn lists(&self, id: ArticleId) -> bool {
        self.listed.contains(id)
    }

    /// Whether an article is in scope: one that is and is not listed was not found by the search.
    pub fn has_in_scope(&self, id: ArticleId) -> bool {
        self.scope.contains(id)
    }
}

impl ListingRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Listing, Cancelled> {
        task.check()?;
        let in_scope = self.scope.try_subset(corpus, task)?;
        let found = match &self.search {
            Some(search) => Some(query::counts(corpus, search, &in_scope, task)?),
            None => None,
        };
        let subset = match &found {
            Some(found) => Subset::from_articles(corpus, &found.articles),
            None => in_scope.clone(),
        };
        let mut series: Vec<ArticleCounts> = self
            .queries
            .par_iter()
            .map(|query| query::counts(corpus, query, &subset, task))
            .collect::<Result<_, Cancelled>>()?;
        if series.is_empty() {
            series.extend(found);
        }
        let mut hits = vec![0_u32; corpus.article_count() as usize];
        let mut total_hits = 0;
        for (article, count) in series.iter().flat_map(ArticleCounts::iter) {
            if let Some(slot) = hits.get_mut(article as usize) {
                *slot = slot.saturating_add(count);
                total_hits += u64::from(count);
            }
        }
        let coverage = Coverage::of(corpus, &subset);
        let listed = subset.articles(corpus).collect();
        let order = self.sorted(corpus, listed, &hits, task)?;
        Ok(Listing { coverage, order, hits, total_hits, scope: in_scope, listed: subset })
    }

    fn sorted(
        &self,
        corpus: &Corpus,
        listed: Vec<ArticleId>,
        hits: &[u32],
        task: &Task,
    ) -> Result<Vec<ArticleId>, Cancelled> {
        let (column, is_descending) = self.sort;
        let unknown_outlet = |id: ArticleId| {
            let outlet = corpus.outlet_of(id);
            let known =
                corpus.outlets().get(usize::from(outlet)).is_some_and(|column| !column.name.is_empty());
            known.then_some(outlet)
        };
        let order = match column {
            ListColumn::Date => {
                by(listed, is_descending, |id| corpus.date_of(id).map(|date| (date.date, date.precision)))
            }
            ListColumn::Outlet => by(listed, is_descending, unknown_outlet),
            ListColumn::Words => by(listed, is_descending, |id| Some(corpus.words_of(id))),
            ListColumn::Hits => by(listed, is_descending, |id| hits.get(id as usize).copied()),
            ListColumn::Path => by(listed, is_descending, |id| {
                let article = corpus.article(id);
                Some((&*article.path, article.record))
            }),
            ListColumn::Language => by(listed, is_descending, |id| corpus.language_of(id).0),
            ListColumn::Section => by(listed, is_descending, |id| corpus.section_of(id)),
            ListColumn::Wire => by(listed, is_descending, |id| corpus.wire_of(id)),
            ListColumn::Byline => {
                by(listed, is_descending, |id| corpus.article(id).byline.first().map(|name| &*name.value))
            }
            ListColumn::Completeness => by(listed, is_descending, |id| {
                let complete = corpus.completeness_of(id);
                (complete != Completeness::Unknown).then_some(complete)
            }),
            ListColumn::Story => by(listed, is_descending, |id| corpus.story_of(id)),
            ListColumn::Tags | ListColumn::Note => by(listed, is_descending, |id| {
                let at = self.written.binary_search_by_key(&id, |(article, _)| *article);
                at.ok().and_then(|at| self.written.get(at)).map(|(_, text)| &**text)
            }),
            ListColumn::Headline => {
                let keys: Vec<String> = listed.par_iter().map(|&id| headline_key(corpus, id)).collect();
                task.check()?;
                let forms: Vec<&str> = keys.iter().map(String::as_str).collect();
                let ranks = ranks::ranks(&forms);
                let mut rank_of = vec![None; corpus.article_count() as usize];
                for ((&id, rank), key) in listed.iter().zip(ranks).zip(&keys) {
                    rank_of[id as usize] = (!key.is_empty()).then_some(rank);
                }
                by(listed, is_descending, |id| rank_of[id as usize])
            }
        };
        task.check()?;
        Ok(order)
    }
}

/// Articles by a key; those without one last, equal ones by id, in both directions.
fn by<K: Ord + Send>(
    listed: Vec<ArticleId>,
    is_descending: bool,
    key: impl Fn(ArticleId) -> Option<K> + Sync,
) -> Vec<ArticleId> {
    let mut keyed: Vec<(Option<K>, ArticleId)> = listed.into_par_iter().map(|id| (key(id), id)).collect();
    keyed.par_sort_unstable_by(|(a, a_id), (b, b_id)| {
        let by_key = match (a, b) {
            (Some(a), Some(b)) if is_descending => b.cmp(a),
            (Some(a), Some(b)) => a.cmp(b),
            (Some(_), None) => Ordering::Less,
            (None, Some(_)) => Ordering::Greater,
            (None, None) => Ordering::Equal,
        };
        by_key.then(a_id.cmp(b_id))
    });
    keyed.into_iter().map(|(_, id)| id).collect()
}

/// The headline as it is filed: folded, without the quotation mark or dash it may begin with.
fn headline_key(corpus: &Corpus, id: ArticleId) -> String {
    let headline = corpus.article(id).headline_text();
    let mut folded = String::new();
    normalise::fold(headline.trim_start_matches(|c: char| !c.is_alphanumeric()), &mut folded);
    folded
}
