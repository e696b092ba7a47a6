//! What a result counted: articles, words, outlets and dates.
//!
//! Every result carries its [`Coverage`], and every caption states it.

use std::sync::Arc;

use super::dates;
use crate::corpus::{ArticleId, Corpus, OutletId, Published, Subset};

/// What a result counted.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Coverage {
    /// Articles in scope.
    pub articles: u32,
    /// Counted words in them: headline, standfirst and body.
    pub words: u64,
    /// Outlets with at least one article in scope, in the corpus's order.
    pub outlets: Vec<OutletId>,
    /// The earliest date.
    pub first: Option<Published>,
    /// The latest date.
    pub last: Option<Published>,
    /// Articles in scope whose date is not known.
    pub undated: u32,
}

/// One outlet in scope, with what it contributes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct OutletRow {
    /// The outlet.
    pub outlet: OutletId,
    /// Its name; empty where the outlet is not known (see [`shown_name`]).
    pub name: Arc<str>,
    /// Its articles in scope.
    pub articles: u32,
    /// Its counted words in scope.
    pub words: u64,
}

impl Coverage {
    /// The coverage of `subset`.
    pub fn of(corpus: &Corpus, subset: &Subset) -> Self {
        Self::with_rows(corpus, subset).0
    }

    /// The coverage of `subset`, and one row for each of its outlets.
    pub fn with_rows(corpus: &Corpus, subset: &Subset) -> (Self, Vec<OutletRow>) {
        let columns = corpus.outlets();
        let mut by_outlet = vec![(0_u32, 0_u64); columns.len()];
        let mut coverage = Self::default();
        for id in 0..corpus.article_count() as ArticleId {
            if subset.contains(id) {
                coverage.add(corpus, id);
                if let Some(sums) = by_outlet.get_mut(usize::from(corpus.outlet_of(id))) {
                    sums.0 += 1;
                    sums.1 += u64::from(corpus.words_of(id));
                }
            }
        }
        let rows: Vec<OutletRow> = columns
            .iter()
            .zip(by_outlet)
            .zip(0..)
            .filter(|((_, (articles, _)), _)| *articles > 0)
            .map(|((column, (articles, words)), outlet)| OutletRow {
                outlet,
                name: Arc::clone(&column.name),
                articles,
                words,
            })
            .collect();
        coverage.outlets = rows.iter().map(|row| row.outlet).collect();
        (coverage, rows)
    }

    fn add(&mut self, corpus: &Corpus, id: ArticleId) {
        self.articles += 1;
        self.words += u64::from(corpus.words_of(id));
        let Some(date) = corpus.date_of(id) else {
            self.undated += 1;
            return;
        };
        let is_first = self.first.is_none_or(|first| (date.date, date.precision) < (first.date, first.precision));
        if is_first {
            self.first = Some(date);
        }
        let end = |p: Published| (dates::last_day(p), p.precision);
        if self.last.is_none_or(|last| end(date) > end(last)) {
            self.last = Some(date);
        }
    }
}

/// How an outlet is shown: by its name, or in words where it is not known.
pub fn shown_name(name: &str) -> &str {
    if name.is_empty() { "Outlet not known" } else { name }
}
