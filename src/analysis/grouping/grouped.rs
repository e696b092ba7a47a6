//! Articles sorted into groups: which have any, how much is in them, and the group of each article.

use std::sync::Arc;

use jiff::civil::Date;

use super::{GroupRow, Grouping};
use crate::corpus::{ArticleId, Corpus, OutletId, Subset};
use crate::query::{Field, Filter};

/// The articles of a subset in their groups.
#[derive(Debug, Clone)]
pub struct Grouped {
    /// The groups with at least one article, in the order in which they are shown.
    pub rows: Vec<GroupRow>,
    home: Home,
    /// The place in `rows` of what was drafted, or [`NO_ROW`].
    place_of: Vec<u32>,
}

/// What tells the group of an article.
#[derive(Debug, Clone)]
enum Home {
    /// Each article of the corpus has its group's place in `rows`, or [`NO_ROW`].
    Article(Vec<u32>),
    /// Each outlet of the corpus has one, and all articles are in scope.
    Outlet(Vec<u32>),
}

/// The place of what is in no group, since it is not in scope.
pub const NO_ROW: u32 = u32::MAX;

impl Grouped {
    pub(super) fn new(
        grouping: Grouping,
        corpus: &Corpus,
        subset: &Subset,
        drafts: Vec<Draft>,
        row_of: impl Fn(ArticleId) -> usize,
    ) -> Self {
        let mut sizes = vec![(0_u32, 0_u64); drafts.len()];
        let mut of_article = vec![NO_ROW; corpus.article_count() as usize];
        for id in subset.articles(corpus) {
            let at = row_of(id);
            if let (Some(size), Some(place)) = (sizes.get_mut(at), of_article.get_mut(id as usize)) {
                size.0 += 1;
                size.1 += u64::from(corpus.words_of(id));
                *place = at as u32;
            }
        }
        let mut found = Self::of_sizes(grouping, drafts, &sizes);
        for place in &mut of_article {
            *place = found.place_of.get(*place as usize).copied().unwrap_or(NO_ROW);
        }
        found.home = Home::Article(of_article);
        found
    }

    /// The same where the drafts follow from the outlet: for each outlet of the corpus its draft.
    pub(super) fn by_outlets(
        grouping: Grouping,
        corpus: &Corpus,
        subset: &Subset,
        drafts: Vec<Draft>,
        draft_of: Vec<usize>,
    ) -> Self {
        let mut sizes = vec![(0_u32, 0_u64); drafts.len()];
        for (outlet, &at) in subset.outlets().iter().zip(&draft_of) {
            if let Some(size) = sizes.get_mut(at) {
                size.0 += outlet.articles;
                size.1 += outlet.words;
            }
        }
        let mut found = Self::of_sizes(grouping, drafts, &sizes);
        let place = |draft: usize| found.place_of.get(draft).copied().unwrap_or(NO_ROW);
        let of_outlet: Vec<u32> = draft_of.into_iter().map(place).collect();
        found.home = if subset.is_all() {
            Home::Outlet(of_outlet)
        } else {
            let row_of = |outlet: OutletId| of_outlet.get(usize::from(outlet)).copied().unwrap_or(NO_ROW);
            let outlets = (0..).zip(corpus.outlet_ids());
            let in_scope = |(id, &outlet)| if subset.contains(id) { row_of(outlet) } else { NO_ROW };
            Home::Article(outlets.map(in_scope).collect())
        };
        found
    }

    /// The groups with articles, of which none has a place yet.
    fn of_sizes(grouping: Grouping, drafts: Vec<Draft>, sizes: &[(u32, u64)]) -> Self {
        let mut place_of = vec![NO_ROW; drafts.len()];
        let mut rows = Vec::new();
        for (at, (draft, &(articles, words))) in drafts.into_iter().zip(sizes).enumerate() {
            if articles == 0 {
                continue;
            }
            if let Some(place) = place_of.get_mut(at) {
                *place = rows.len() as u32;
            }
            let Draft { name, shown, outlet, filter, days } = draft;
            let shown = match shown {
                _ if name.is_empty() => grouping.unknown().into(),
                Some(shown) => shown,
                None => Arc::clone(&name),
            };
            rows.push(GroupRow { name, shown, outlet, filter, days, articles, words });
        }
        Self { rows, home: Home::Article(Vec::new()), place_of }
    }

    /// The group of an article by its place in `rows`; `None` where it is not in scope.
    #[inline]
    pub fn row_of(&self, corpus: &Corpus, id: ArticleId) -> Option<usize> {
        let row = match &self.home {
            Home::Article(rows) => rows.get(id as usize),
            Home::Outlet(rows) => rows.get(usize::from(corpus.outlet_of(id))),
        };
        row.filter(|&&row| row != NO_ROW).map(|&row| row as usize)
    }

    /// For each outlet of the corpus its place in `rows`, [`NO_ROW`] where it is in none; `None` where outlets do
    /// not decide the group, or not all articles are in scope. Sums by outlet, which the corpus keeps, are then
    /// sums by group.
    pub fn of_outlets(&self) -> Option<&[u32]> {
        match &self.home {
            Home::Article(_) => None,
            Home::Outlet(rows) => Some(rows),
        }
    }

    /// For each article of the corpus its place in `rows`, or [`NO_ROW`].
    pub fn of_articles(&self, corpus: &Corpus) -> Vec<u32> {
        match &self.home {
            Home::Article(rows) => rows.clone(),
            Home::Outlet(rows) => {
                let row_of = |&outlet: &OutletId| rows.get(usize::from(outlet)).copied().unwrap_or(NO_ROW);
                corpus.outlet_ids().iter().map(row_of).collect()
            }
        }
    }

    pub(super) fn sorted_by_name(mut self) -> Self {
        let mut order: Vec<usize> = (0..self.rows.len()).collect();
        order.sort_by_key(|&at| self.rows.get(at).map(|row| (row.name.is_empty(), Arc::clone(&row.shown))));
        let mut place_of = vec![NO_ROW; order.len()];
        for (place, &at) in (0..).zip(&order) {
            if let Some(of) = place_of.get_mut(at) {
                *of = place;
            }
        }
        self.rows = order.iter().filter_map(|&at| self.rows.get(at).cloned()).collect();
        let (Home::Article(places) | Home::Outlet(places)) = &mut self.home;
        for place in places {
            *place = place_of.get(*place as usize).copied().unwrap_or(NO_ROW);
        }
        self
    }
}

/// A group before it is known how much is in it.
pub(super) struct Draft {
    pub(super) name: Arc<str>,
    pub(super) shown: Option<Arc<str>>,
    pub(super) outlet: Option<OutletId>,
    pub(super) filter: Filter,
    pub(super) days: Option<(Date, Date)>,
}

impl Draft {
    pub(super) fn named(name: Arc<str>, field: Field) -> Self {
        let filter = Filter::all().with_value(field, &name);
        Self { name, shown: None, outlet: None, filter, days: None }
    }
}
