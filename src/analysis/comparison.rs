//! Two to six outlets side by side.
//!
//! For each outlet its articles, what it says more often than the other chosen ones, and how
//! often the queries occur; and for every word which of them use it, so that the aligned reader
//! can grey what all share and light what is one's own.

use std::sync::Arc;

use rayon::prelude::*;

use super::cells::{Cell, Groups, Per};
use super::coverage::{Coverage, OutletRow};
use super::distinctive::USUAL_K;
use super::frequency::rows_by_outlet;
use super::keyness::{self, Columns, DistinctiveSettings, DistinctiveWord, NO_COLUMN};
use super::measures::Sides;
use super::scope::Scope;
use super::sieve::Sieve;
use super::tellings::{first_articles, first_places};
use crate::corpus::{ArticleId, Corpus, OutletId, Published, Subset, TypeId};
use crate::figure::Numbers;
use crate::framing::Place;
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};

/// The most outlets that stand side by side.
pub const MOST_COLUMNS: usize = 6;

/// The most distinctive words a column keeps.
pub const TOP_WORDS: usize = 100;

/// The question: how these outlets compare.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct ComparisonRecipe {
    /// Which articles.
    pub scope: Scope,
    /// Names of two to six outlets, in the order of the columns. Names the corpus does not know
    /// are passed over, and so are those beyond the sixth. Empty: the outlets with most words.
    pub outlets: Vec<Arc<str>>,
    /// Queries counted in every column.
    pub queries: Vec<Query>,
    /// What counts as a distinctive word.
    pub distinctive: DistinctiveSettings,
    /// What rates are of.
    pub per: Per,
}

/// The answer to a [`ComparisonRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Comparison {
    /// What the columns hold together.
    pub coverage: Coverage,
    /// Articles in scope, whether they stand in a column or not.
    pub in_scope: u32,
    /// Those of them that stand in no column since their outlet is not known.
    pub of_unknown: u32,
    /// The columns, from left to right.
    pub columns: Vec<ComparisonColumn>,
    /// How many words were tested for being distinctive.
    pub tested_words: u32,
    /// For each type of the corpus one bit a column that uses it.
    pub presence: Vec<u8>,
    /// All bits of columns with words.
    pub all_mask: u8,
    /// Function words that only one column uses, sorted.
    common: Vec<TypeId>,
}

/// One outlet of a comparison.
#[derive(Debug, Clone, PartialEq)]
pub struct ComparisonColumn {
    /// The outlet.
    pub outlet: OutletId,
    /// Its name; empty where the outlet is not known.
    pub name: Arc<str>,
    /// Its articles in scope, by date, then file; undated ones last.
    pub articles: Vec<ArticleId>,
    /// Its counted words in scope.
    pub words: u64,
    /// The earliest date.
    pub first: Option<Published>,
    /// The latest date.
    pub last: Option<Published>,
    /// Its most distinctive words against the other columns, largest z first, at most
    /// [`TOP_WORDS`].
    pub top: Vec<DistinctiveWord>,
    /// One cell a query.
    pub query_cells: Vec<Cell>,
    /// By query the first `MOST_PLACES` of its hits in the first `MOST_ALIGNED` articles of the columns together.
    pub query_places: Vec<Vec<Place>>,
}

/// How a word is shaded in the aligned reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Shading {
    /// All columns use it.
    Shared,
    /// Only the column of this index uses it.
    Own(usize),
    /// Neither all nor one only; and every function word that not all use.
    Some,
}

impl ComparisonRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Comparison, Cancelled> {
        task.check()?;
        let in_scope = self.scope.try_subset(corpus, task)?;
        let rows = chosen_rows(corpus, &self.scope, &self.outlets, OutletRow::all(corpus, &in_scope));
        let row_of = rows_by_outlet(corpus, &rows);
        let place = |id: ArticleId| row_of.get(usize::from(corpus.outlet_of(id))).copied().flatten();
        let mut articles: Vec<Vec<ArticleId>> = vec![Vec::new(); rows.len()];
        for id in in_scope.articles(corpus) {
            if let Some(list) = place(id).and_then(|row| articles.get_mut(row)) {
                list.push(id);
            }
        }
        let mut all: Vec<ArticleId> = articles.iter().flatten().copied().collect();
        all.sort_unstable();
        let subset = Subset::from_articles(corpus, &all);
        for ids in &mut articles {
            by_date(corpus, ids);
        }

        let sieve = Sieve::of(corpus, &subset, &self.distinctive, &[], task)?;
        let measured = columns(corpus, &subset, &rows);
        let key = keyness::test(corpus, &measured, &self.distinctive, &sieve, false, task)?;
        let groups = Groups::new(corpus, &subset, rows.len(), self.per, place);
        let cells: Vec<Vec<Cell>> = self
            .queries
            .par_iter()
            .map(|query| Ok(groups.cells(corpus, &query::counts(corpus, query, &subset, task)?).0))
            .collect::<Result<_, Cancelled>>()?;
        let shown = first_articles(&articles);
        let mut first = shown.concat();
        first.sort_unstable();
        let first = Subset::from_articles(corpus, &first);
        let places = |query: &Query| {
            let found = query::find(corpus, query, &first, task)?;
            let of = |hit: &query::Hit| (0, Place { article: hit.article(corpus), span: hit.span(corpus) });
            Ok(first_places(&shown, 1, &found.hits, of).pop().unwrap_or_default())
        };
        let places: Vec<Vec<Vec<Place>>> =
            self.queries.par_iter().map(places).collect::<Result<_, Cancelled>>()?;
        let presence = presence(corpus, &all, &measured.of_article, task)?;

        let tested_words = key.tested;
        let columns = rows.iter().zip(articles).zip(key.words).enumerate().map(|(at, ((row, ids), top))| {
            let query_cells = cells.iter().filter_map(|row| row.get(at).cloned()).collect();
            let query_places = places.iter().filter_map(|row| row.get(at).cloned()).collect();
            ComparisonColumn { query_cells, query_places, ..column(corpus, row, ids, top) }
        });
        let columns: Vec<ComparisonColumn> = columns.collect();
        let with_words = (0..).zip(&columns).filter(|(_, column)| column.words > 0);
        let all_mask = with_words.fold(0, |mask, (at, _): (u32, _)| mask | 1_u8.wrapping_shl(at));
        let common: Vec<TypeId> = (0..presence.len() as TypeId)
            .into_par_iter()
            .with_min_len(1024)
            .filter(|&word| presence[word as usize].is_power_of_two() && sieve.function_words.contains(word))
            .collect();
        task.check()?;
        let coverage = Coverage::of(corpus, &subset);
        let is_unknown = |outlet: OutletId| {
            corpus.outlets().get(usize::from(outlet)).is_some_and(|outlet| outlet.name.is_empty())
        };
        let mut sizes = (0..).zip(in_scope.outlets());
        let unknown = sizes.find(|(outlet, _)| is_unknown(*outlet)).map_or(0, |(_, size)| size.articles);
        let has_column = columns.iter().any(|column| is_unknown(column.outlet));
        Ok(Comparison {
            coverage,
            in_scope: in_scope.article_count(),
            of_unknown: if has_column { 0 } else { unknown },
            columns,
            tested_words,
            presence,
            all_mask,
            common,
        })
    }
}

impl Comparison {
    /// Which articles in scope stand in no column: "1 article of an unknown outlet"; `None` where all do.
    pub fn left_out_in_words(&self, numbers: Numbers) -> Option<String> {
        let articles = |count: u32| numbers.counted(count.into(), "article", "articles");
        let all = self.in_scope.saturating_sub(self.coverage.articles);
        let others = all.saturating_sub(self.of_unknown);
        let unknown = |count: u32| format!("{} of an unknown outlet", articles(count));
        let of_others = |count: u32| format!("{} of outlets that are not side by side", articles(count));
        match (self.of_unknown.min(all), others) {
            (0, 0) => None,
            (some, 0) => Some(unknown(some)),
            (0, some) => Some(of_others(some)),
            (one, other) => Some(format!("{} and {}", unknown(one), of_others(other))),
        }
    }

    /// What the words of a column are held against: those of all other columns. Here articles are held against each
    /// other as they are, so that a single one has its rates.
    pub fn sides(&self, column: &ComparisonColumn) -> Sides {
        let all: u64 = self.columns.iter().map(|column| column.words).sum();
        Sides {
            words: column.words,
            elsewhere: all.saturating_sub(column.words),
            tested: self.tested_words,
            simple_maths_k: USUAL_K,
            is_one_article: false,
        }
    }

    /// The columns that use a word, one bit each.
    pub fn columns_with(&self, word: TypeId) -> u8 {
        self.presence.get(word as usize).copied().unwrap_or(0)
    }

    /// How a word is shaded. With fewer than two columns nothing is shared and nothing one's own.
    pub fn shading(&self, word: TypeId) -> Shading {
        let mask = self.columns_with(word);
        if self.all_mask.count_ones() < 2 || mask == 0 {
            Shading::Some
        } else if mask == self.all_mask {
            Shading::Shared
        } else if mask.is_power_of_two() && self.common.binary_search(&word).is_err() {
            Shading::Own(mask.trailing_zeros() as usize)
        } else {
            Shading::Some
        }
    }
}

/// The outlets that stand side by side, in the order of the columns, with what they have in scope.
pub(super) fn chosen_rows(
    corpus: &Corpus,
    scope: &Scope,
    outlets: &[Arc<str>],
    in_scope: Vec<OutletRow>,
) -> Vec<OutletRow> {
    if outlets.is_empty() {
        let mut rows = in_scope;
        let known = rows.iter().filter(|row| !row.name.is_empty()).count();
        // Articles of unknown outlets are no outlet to compare with while there are two known ones, but for a single
        // one, which is a page, whoever printed it; and where articles were chosen, as those of a story are, all of
        // them are meant. They take no known outlet's place.
        let is_meant = scope.chosen.is_some() && rows.len() <= MOST_COLUMNS;
        if !is_meant && known >= 2 {
            rows.retain(|row| !row.name.is_empty() || row.articles == 1);
        }
        let unknown_last = |row: &OutletRow| known >= 2 && row.name.is_empty();
        rows.sort_by(|a, b| {
            let by_words = b.words.cmp(&a.words).then_with(|| a.name.cmp(&b.name));
            unknown_last(a).cmp(&unknown_last(b)).then(by_words)
        });
        rows.truncate(MOST_COLUMNS);
        rows.sort_by_key(|row| row.outlet);
        return rows;
    }
    let mut rows: Vec<OutletRow> = Vec::new();
    for name in outlets {
        let Some((outlet, column)) = (0..).zip(corpus.outlets()).find(|(_, column)| column.name == *name)
        else {
            continue;
        };
        let is_new = rows.iter().all(|row| row.outlet != outlet);
        if is_new && rows.len() < MOST_COLUMNS {
            let found = in_scope.iter().find(|row| row.outlet == outlet).cloned();
            let name = Arc::clone(&column.name);
            rows.push(found.unwrap_or(OutletRow { outlet, name, articles: 0, words: 0 }));
        }
    }
    rows
}

fn column(
    corpus: &Corpus,
    row: &OutletRow,
    ids: Vec<ArticleId>,
    mut top: Vec<DistinctiveWord>,
) -> ComparisonColumn {
    let dated = || ids.iter().filter_map(|&id| corpus.date_of(id));
    let (first, last) = (dated().next(), dated().max_by_key(|&date| (date.last_day(), date.precision)));
    top.truncate(TOP_WORDS);
    top.shrink_to_fit();
    ComparisonColumn {
        outlet: row.outlet,
        name: Arc::clone(&row.name),
        articles: ids,
        words: row.words,
        first,
        last,
        top,
        query_cells: Vec::new(),
        query_places: Vec::new(),
    }
}

/// Sorts articles by date, then file; undated ones last.
pub(super) fn by_date(corpus: &Corpus, ids: &mut [ArticleId]) {
    let order = |id: ArticleId| {
        let (date, article) = (corpus.date_of(id), corpus.article(id));
        (date.is_none(), date.map(|date| (date.date, date.precision)), &article.path, article.record, id)
    };
    ids.sort_by(|&a, &b| order(a).cmp(&order(b)));
}

/// For each type one bit a column that uses it; `articles` are those of the columns.
fn presence(
    corpus: &Corpus,
    articles: &[ArticleId],
    column_of: &[u32],
    task: &Task,
) -> Result<Vec<u8>, Cancelled> {
    let types = corpus.vocabulary().len();
    let part = |articles: &[ArticleId]| {
        let mut masks = vec![0_u8; types];
        for &id in articles {
            task.check()?;
            let bit = column_of.get(id as usize).map_or(0, |&column| 1_u8.checked_shl(column).unwrap_or(0));
            for &word in corpus.stream().get(corpus.article_range(id)).unwrap_or_default() {
                if let Some(mask) = masks.get_mut(word as usize) {
                    *mask |= bit;
                }
            }
        }
        Ok(masks)
    };
    // A handful of parts: each costs one mask a type.
    let parts: Vec<Vec<u8>> = articles
        .par_chunks(articles.len().div_ceil(8).max(64))
        .map(part)
        .collect::<Result<_, Cancelled>>()?;
    let mut masks = vec![0_u8; types];
    for part in parts {
        masks.iter_mut().zip(part).for_each(|(mask, more)| *mask |= more);
    }
    Ok(masks)
}

/// One column for each of `rows`, holding its articles in `subset`.
fn columns(corpus: &Corpus, subset: &Subset, rows: &[OutletRow]) -> Columns {
    let row_of = rows_by_outlet(corpus, rows);
    let column_of = |id: ArticleId| {
        let row = row_of.get(usize::from(corpus.outlet_of(id))).copied().flatten();
        row.filter(|_| subset.contains(id)).map_or(NO_COLUMN, |row| row as u32)
    };
    Columns {
        of_article: (0..corpus.article_count() as ArticleId).map(column_of).collect(),
        articles: rows.iter().map(|row| row.articles).collect(),
        words: rows.iter().map(|row| row.words).collect(),
        of_outlet: subset
            .is_all()
            .then(|| row_of.iter().map(|row| row.map_or(NO_COLUMN, |row| row as u32)).collect()),
        against: None,
    }
}
