//! Where in the articles the hits stand, and whether they are spread or clump.
//!
//! One row an article, by outlet (or another grouping) and date, with the places of its hits. Beside them Gries' DP,
//! normalised, over the articles of each group, over all articles and over the groups: 0 is even, towards 1 they clump. Dispersion goes
//! with frequency, so it is not shown below five hits ([`Spread::shown`]).

use std::ops::Range;

use rayon::prelude::*;

use super::coverage::Coverage;
use super::grouping::{GroupRow, Grouped, Grouping};
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, NO_DAY, OutletId, Subset, TypeId};
use crate::query::{self, ArticleCounts, Hit, Query};
use crate::stats::Stat;
use crate::stats::dispersion::{PartSizes, Spread};
use crate::task::{Cancelled, Task};

/// The question: where, and how evenly.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct DispersionRecipe {
    /// The queries, one a series.
    pub queries: Vec<Query>,
    /// Which articles.
    pub scope: Scope,
    /// What rows are put together by.
    pub by: Grouping,
}

/// The answer to a [`DispersionRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Dispersion {
    /// What was searched.
    pub coverage: Coverage,
    /// The groups with articles in scope.
    pub groups: Vec<DispersionGroup>,
    /// One row an article, group by group, within one by date, undated ones last, then by file.
    pub rows: Vec<DispersionRow>,
    /// The hits of all queries in the order of their places.
    pub hits: Vec<PlacedHit>,
    /// For each query its spread over all articles.
    pub over_articles: Vec<Spread>,
    /// For each query its spread over the groups.
    pub over_groups: Vec<Spread>,
}

/// One group.
#[derive(Debug, Clone, PartialEq)]
pub struct DispersionGroup {
    /// The group, with what it has in scope.
    pub row: GroupRow,
    /// Its rows.
    pub rows: Range<usize>,
    /// For each query its spread over the group's articles.
    pub spreads: Vec<Spread>,
}

/// One article.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct DispersionRow {
    /// The article.
    pub article: ArticleId,
    /// Its hits among [`Dispersion::hits`].
    pub hits: Range<u32>,
}

/// A hit, and whose it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct PlacedHit {
    /// The hit.
    pub hit: Hit,
    /// Which query of the recipe.
    pub query: u16,
}

impl DispersionRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Dispersion, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let (coverage, grouped) = (Coverage::of(corpus, &subset), self.by.sort(corpus, &subset));
        let found: Vec<query::Hits> = self
            .queries
            .par_iter()
            .map(|query| query::find(corpus, query, &subset, task))
            .collect::<Result<_, Cancelled>>()?;

        let order = ordered(corpus, &subset, &grouped);
        task.check()?;
        let sizes = Sizes::new(corpus, &order, &grouped);
        let measured: Vec<Measured> =
            found.par_iter().map(|found| sizes.measure(corpus, &found.counts)).collect();
        let hits = merged(found, task)?;
        let rows: Vec<DispersionRow> = order.par_iter().map(|&article| row(corpus, article, &hits)).collect();

        let mut from = 0;
        let group = |(at, row): (usize, &GroupRow)| {
            let to = from + row.articles as usize;
            let rows = std::mem::replace(&mut from, to)..to;
            let spreads = measured.iter().filter_map(|one| one.by_group.get(at).copied()).collect();
            DispersionGroup { row: row.clone(), rows, spreads }
        };
        Ok(Dispersion {
            groups: grouped.rows.iter().enumerate().map(group).collect(),
            over_articles: measured.iter().map(|one| one.over_articles).collect(),
            over_groups: measured.iter().map(|one| one.over_groups).collect(),
            coverage,
            rows,
            hits,
        })
    }
}

impl Dispersion {
    /// The hits of a row.
    pub fn hits_of(&self, row: &DispersionRow) -> &[PlacedHit] {
        self.hits.get(row.hits.start as usize..row.hits.end as usize).unwrap_or_default()
    }

    /// Where in its article a hit stands: 0 at the first word, 1 past the last.
    pub fn place(corpus: &Corpus, article: ArticleId, hit: &Hit) -> f64 {
        let from = corpus.article_range(article).start as u32;
        f64::from(hit.position.saturating_sub(from)) / f64::from(corpus.words_of(article).max(1))
    }
}

/// The articles of `subset` by group, then date, then file.
fn ordered(corpus: &Corpus, subset: &Subset, grouped: &Grouped) -> Vec<ArticleId> {
    let mut order: Vec<ArticleId> = subset.articles(corpus).collect();
    let day = |id| match corpus.day_of(id) {
        NO_DAY => i64::MAX,
        day => i64::from(day),
    };
    let file = |id: ArticleId| {
        let article = corpus.article(id);
        (&article.path, article.record)
    };
    order.par_sort_unstable_by(|&a, &b| {
        let key = |id| (grouped.row_of(corpus, id), day(id));
        key(a).cmp(&key(b)).then_with(|| file(a).cmp(&file(b))).then(a.cmp(&b))
    });
    order
}

/// The hits of all queries as one list.
fn merged(found: Vec<query::Hits>, task: &Task) -> Result<Vec<PlacedHit>, Cancelled> {
    let lists = (0..).zip(found).flat_map(|(query, found): (u16, query::Hits)| {
        found.hits.into_iter().map(move |hit| PlacedHit { hit, query })
    });
    let mut hits: Vec<PlacedHit> = lists.collect();
    task.check()?;
    // Each list is in order already, which this sort makes use of.
    hits.par_sort();
    Ok(hits)
}

fn row(corpus: &Corpus, article: ArticleId, hits: &[PlacedHit]) -> DispersionRow {
    let words = corpus.article_range(article);
    let before = |place: usize| hits.partition_point(|one| (one.hit.position as usize) < place) as u32;
    DispersionRow { article, hits: before(words.start)..before(words.end) }
}

/// How large the parts are: articles within groups, all articles, and groups.
struct Sizes<'a> {
    grouped: &'a Grouped,
    words: Vec<u64>,
    within: Vec<PartSizes>,
    articles: PartSizes,
    groups: PartSizes,
}

/// One query.
struct Measured {
    by_group: Vec<Spread>,
    over_articles: Spread,
    over_groups: Spread,
}

impl<'a> Sizes<'a> {
    fn new(corpus: &Corpus, order: &[ArticleId], grouped: &'a Grouped) -> Self {
        let words = |id: &ArticleId| u64::from(corpus.words_of(*id));
        let mut from = 0;
        let within = grouped.rows.iter().map(|row| {
            let to = from + row.articles as usize;
            let own = order.get(std::mem::replace(&mut from, to)..to).unwrap_or_default();
            PartSizes::new(own.iter().map(words))
        });
        Self {
            grouped,
            within: within.collect(),
            words: grouped.rows.iter().map(|row| row.words).collect(),
            articles: PartSizes::new(order.iter().map(words)),
            groups: PartSizes::new(grouped.rows.iter().map(|row| row.words)),
        }
    }

    fn measure(&self, corpus: &Corpus, counts: &ArticleCounts) -> Measured {
        let mut parts: Vec<Vec<(u64, u64)>> = vec![Vec::new(); self.within.len()];
        let mut sums = vec![0_u64; self.within.len()];
        for (article, count) in counts.iter() {
            let at = self.grouped.row_of(corpus, article);
            let Some((at, part)) = at.and_then(|at| Some((at, parts.get_mut(at)?))) else { continue };
            part.push((count.into(), corpus.words_of(article).into()));
            if let Some(sum) = sums.get_mut(at) {
                *sum += u64::from(count);
            }
        }
        let spread = |(sizes, parts): (&PartSizes, &Vec<(u64, u64)>)| sizes.spread(parts.iter().copied());
        Measured {
            by_group: self.within.iter().zip(&parts).map(spread).collect(),
            over_articles: self.articles.spread(parts.iter().flatten().copied()),
            over_groups: self.groups.spread(sums.iter().copied().zip(self.words.iter().copied())),
        }
    }
}

/// What the parts are over which words are spread.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Over {
    /// Articles.
    Articles,
    /// Outlets.
    #[default]
    Outlets,
}

/// DP, normalised, of every type of the corpus over the articles or outlets of a scope, by type number; for a
/// column of a list of words. Not shown below five hits.
pub fn of_types(
    corpus: &Corpus,
    scope: &Scope,
    over: Over,
    task: &Task,
) -> Result<Vec<Stat<f64>>, Cancelled> {
    /// Types measured between two questions whether to go on.
    const TYPES: usize = 1 << 12;
    let subset = scope.try_subset(corpus, task)?;
    let outlets: Vec<u64> = subset.outlets().iter().map(|size| size.words).collect();
    let sizes = match over {
        Over::Outlets => PartSizes::new(outlets.iter().copied()),
        Over::Articles => PartSizes::new(subset.articles(corpus).map(|id| u64::from(corpus.words_of(id)))),
    };
    let words_of = |outlet: OutletId| outlets.get(usize::from(outlet)).copied().unwrap_or(0);
    let of_outlets = |word: TypeId, sums: &mut Vec<u64>| {
        if subset.is_all() {
            let list = corpus.outlet_counts(word).iter();
            return sizes.spread(list.map(|one| (u64::from(one.count), words_of(one.outlet))));
        }
        sums.fill(0);
        for (article, count) in corpus.article_counts(word).filter(|(id, _)| subset.contains(*id)) {
            if let Some(sum) = sums.get_mut(usize::from(corpus.outlet_of(article))) {
                *sum += u64::from(count);
            }
        }
        sizes.spread(sums.iter().copied().zip(outlets.iter().copied()))
    };
    let of_articles = |word: TypeId| {
        let pairs = corpus.article_counts(word).filter(|(id, _)| subset.contains(*id));
        sizes.spread(pairs.map(|(id, count)| (u64::from(count), u64::from(corpus.words_of(id)))))
    };
    let chunks: Vec<Vec<Stat<f64>>> = (0..corpus.vocabulary().len().div_ceil(TYPES))
        .into_par_iter()
        .map(|chunk| {
            task.check()?;
            let mut sums = vec![0; outlets.len()];
            let types = chunk * TYPES..((chunk + 1) * TYPES).min(corpus.vocabulary().len());
            let one = |word: usize| match over {
                Over::Outlets => of_outlets(word as TypeId, &mut sums).shown(),
                Over::Articles => of_articles(word as TypeId).shown(),
            };
            Ok(types.map(one).collect())
        })
        .collect::<Result<_, Cancelled>>()?;
    Ok(chunks.into_iter().flatten().collect())
}
