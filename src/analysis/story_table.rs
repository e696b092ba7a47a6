//! The stories that the filter leaves, with who told them: a row a story, and for any outlet what it has of it.
//!
//! Counts are of articles in scope. A cell is made when it is asked for: thousands of stories by hundreds of
//! outlets are mostly silence.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::coverage::Coverage;
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, DatePrecision, NO_DAY, OutletId, Published};
use crate::framing::stories::{CoverageCell, OutletDays};
use crate::task::{Cancelled, Task};

/// The question: which stories, told by whom.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct StoriesRecipe {
    /// Which articles.
    pub scope: Scope,
}

/// The answer to a [`StoriesRecipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryTable {
    /// What all articles in scope hold, whether they tell a story or not.
    pub coverage: Coverage,
    /// Outlets with an article in scope, by number.
    pub outlets: Vec<OutletId>,
    /// Stories with an article in scope, by their number in [`Corpus::stories`].
    pub rows: Vec<StoryRow>,
    /// Articles in scope that belong to no story.
    pub alone: u32,
    days: OutletDays,
}

/// One story.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StoryRow {
    /// Its place in [`Corpus::stories`].
    pub number: usize,
    /// Its articles in scope.
    pub articles: Vec<ArticleId>,
    /// The earliest of their dates.
    pub first: Option<Published>,
    /// The latest.
    pub last: Option<Published>,
    /// The outlets that tell it, by number, each with its articles and the first of their dates.
    pub told: Vec<(OutletId, CoverageCell)>,
    /// Who has an article of the earliest day; none where that day is not known.
    pub first_by: Vec<Teller>,
    /// Who wrote the articles whose outlet is not known; none where that of any is not known either.
    pub agencies: Vec<Arc<str>>,
}

/// Who tells an article.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Teller {
    /// Its outlet, known or not.
    Outlet(OutletId),
    /// The agency that wrote it, where the outlet is not known.
    Agency(Arc<str>),
}

impl Teller {
    /// Those who tell `articles`, each once: outlets by number, then agencies by name.
    pub fn of(corpus: &Corpus, articles: impl IntoIterator<Item = ArticleId>) -> Vec<Self> {
        let teller = |id: ArticleId| match agency(corpus, id) {
            Some(agency) => Self::Agency(agency),
            None => Self::Outlet(corpus.outlet_of(id)),
        };
        articles.into_iter().map(teller).collect::<BTreeSet<_>>().into_iter().collect()
    }
}

/// Who wrote an article whose outlet is not known.
fn agency(corpus: &Corpus, id: ArticleId) -> Option<Arc<str>> {
    if !is_unknown(corpus, id) {
        return None;
    }
    corpus.article(id).wire.as_ref().map(|wire| Arc::clone(&wire.value))
}

fn is_unknown(corpus: &Corpus, id: ArticleId) -> bool {
    corpus.outlets().get(usize::from(corpus.outlet_of(id))).is_none_or(|outlet| outlet.name.is_empty())
}

impl StoryRow {
    /// The outlets that have an article of the earliest day, if that day is known.
    pub fn first_told(&self) -> impl Iterator<Item = OutletId> + '_ {
        let is_first = |cell: &CoverageCell| {
            cell.first.is_some_and(|date| date.precision == DatePrecision::Day && Some(date) == self.first)
        };
        self.told.iter().filter(move |(_, cell)| is_first(cell)).map(|(outlet, _)| *outlet)
    }
}

impl StoryTable {
    /// What an outlet has of a story, and what else it has from its days.
    pub fn cell(&self, corpus: &Corpus, row: &StoryRow, outlet: OutletId) -> CoverageCell {
        let told = row.told.binary_search_by_key(&outlet, |(outlet, _)| *outlet);
        let own = told.ok().and_then(|at| row.told.get(at)).map(|(_, cell)| *cell);
        let days = || row.articles.iter().map(|&id| corpus.day_of(id)).filter(|&day| day != NO_DAY);
        let others = match (days().min(), days().max()) {
            (Some(first), Some(last)) => self.days.between(outlet, first, last),
            _ => 0,
        };
        let own = own.unwrap_or(CoverageCell { articles: 0, first: None, others: 0 });
        CoverageCell { others: (others as u32).saturating_sub(own.others), ..own }
    }
}

impl StoriesRecipe {
    /// Answers the question. Before stories were looked for there is none.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<StoryTable, Cancelled> {
        let subset = self.scope.try_subset(corpus, task)?;
        let mut articles: Vec<Vec<ArticleId>> = vec![Vec::new(); corpus.stories().len()];
        let mut alone = 0;
        for id in subset.articles(corpus) {
            match corpus.story_of(id).and_then(|number| articles.get_mut(number)) {
                Some(story) => story.push(id),
                None => alone += 1,
            }
        }
        task.check()?;
        let mut rows = Vec::new();
        for (number, articles) in articles.into_iter().enumerate().filter(|(_, ids)| !ids.is_empty()) {
            task.check()?;
            rows.push(row(corpus, number, articles));
        }
        let outlets =
            (0..).zip(subset.outlets()).filter(|(_, size)| size.articles > 0).map(|(outlet, _)| outlet);
        Ok(StoryTable {
            coverage: Coverage::of(corpus, &subset),
            outlets: outlets.collect(),
            rows,
            alone,
            days: OutletDays::of(corpus, &subset),
        })
    }
}

/// `others` of its cells is how many of the outlet's own articles have a day, until a cell is asked for.
fn row(corpus: &Corpus, number: usize, mut articles: Vec<ArticleId>) -> StoryRow {
    articles.sort_by_key(|&id| (corpus.outlet_of(id), id));
    let told = articles.chunk_by(|a, b| corpus.outlet_of(*a) == corpus.outlet_of(*b)).filter_map(|own| {
        let outlet = corpus.outlet_of(*own.first()?);
        let dated = own.iter().filter(|&&id| corpus.day_of(id) != NO_DAY).count();
        let first = own.iter().filter_map(|&id| corpus.date_of(id)).min();
        Some((outlet, CoverageCell { articles: own.len() as u32, first, others: dated as u32 }))
    });
    let told = told.collect();
    articles.sort_by_key(|&id| (corpus.date_of(id).is_none(), corpus.date_of(id), id));
    let dates = || articles.iter().filter_map(|&id| corpus.date_of(id));
    let (first, last) = (dates().min(), dates().max());
    let day = first.filter(|date| date.precision == DatePrecision::Day);
    let of_the_day = articles.iter().copied().filter(|&id| day.is_some() && corpus.date_of(id) == day);
    let unknown = articles.iter().filter(|&&id| is_unknown(corpus, id));
    let agencies: Option<BTreeSet<Arc<str>>> = unknown.map(|&id| agency(corpus, id)).collect();
    StoryRow {
        number,
        first,
        last,
        told,
        first_by: Teller::of(corpus, of_the_day),
        agencies: agencies.unwrap_or_default().into_iter().collect(),
        articles,
    }
}
