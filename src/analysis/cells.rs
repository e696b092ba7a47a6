//! One measured cell: how often a query occurs in a group of articles, and how sure that is.
//!
//! Frequency by outlet, over time and the rows of a comparison all measure groups of articles.
//! [`Groups`] sorts the articles into their groups once; [`Groups::cells`] then measures one
//! query after the other. The unit of sampling is the article, not the word: intervals come from
//! the spread between articles (Wilson's interval on the effective number of words).

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::ArticleCounts;
use crate::stats::bootstrap;
use crate::stats::intervals::{self, ClusterSums, Interval};
use crate::stats::random::Resampling;
use crate::stats::{ArticleCount, Stat, Undefined};
use crate::task::{Cancelled, Task};

/// The level of all intervals.
pub const LEVEL: f64 = 0.95;

/// Below this many articles an interval is not to be trusted: it is shown with a badge that says so.
pub const FEW_ARTICLES: u32 = 5;

/// Below this many articles there is no interval at all.
pub const LEAST_ARTICLES: u32 = 3;

/// How the intervals of rates are made. Those of shares of articles are Wilson's in either case.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum IntervalMethod {
    /// Wilson's interval on the effective number of words.
    #[default]
    EffectiveWilson,
    /// Percentiles over resamples of the articles of each group.
    Bootstrap(Resampling),
}

/// How often a query occurs in a group of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Places where the query matches.
    pub hits: u64,
    /// Counted words in the group.
    pub words: u64,
    /// Articles in the group.
    pub articles: u32,
    /// Those with at least one hit.
    pub articles_with_hits: u32,
    /// Hits per word.
    pub rate: Stat<f64>,
    /// Interval of the rate by article, from [`LEAST_ARTICLES`] articles with words on: Wilson's on the effective
    /// number of words, or that of [`Groups::resampled`].
    pub interval: Stat<Interval>,
    /// Interval that takes words as independent, which they are not; never shown alone.
    pub naive: Stat<Interval>,
    /// How many times more the rate varies than if words were independent.
    pub design_effect: Stat<f64>,
    /// Wilson's interval of the share of articles with hits.
    pub share_interval: Stat<Interval>,
    /// Fewer than [`FEW_ARTICLES`] articles: an interval not to be trusted.
    pub few_articles: bool,
}

impl Cell {
    /// Measures one group from the sums over its articles. Those without words count as articles,
    /// but say nothing of a rate.
    pub fn measure(group: &Group) -> Self {
        let Group { sums, articles, articles_with_hits } = *group;
        let cluster = enough(sums.articles).and_then(|()| intervals::cluster_wilson(&sums, LEVEL));
        Self {
            hits: sums.count,
            words: sums.words,
            articles,
            articles_with_hits,
            rate: sums.rate(),
            interval: cluster.map(|found| Interval { low: found.low, high: found.high }),
            naive: intervals::wilson(sums.count, sums.words, LEVEL),
            design_effect: sums.design_effect(),
            share_interval: enough(articles.into())
                .and_then(|()| intervals::wilson(articles_with_hits.into(), articles.into(), LEVEL)),
            few_articles: articles < FEW_ARTICLES,
        }
    }
}

/// Two articles and fewer say nothing of how articles differ.
fn enough(articles: u64) -> Stat<()> {
    match articles {
        0 => Err(Undefined::NoWords),
        few if few < LEAST_ARTICLES.into() => Err(Undefined::TooFewArticles(LEAST_ARTICLES)),
        _ => Ok(()),
    }
}

/// The sums over the articles of one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Group {
    /// Hits, words and their spread.
    pub sums: ClusterSums,
    /// Articles.
    pub articles: u32,
    /// Articles with hits.
    pub articles_with_hits: u32,
}

/// Articles sorted into groups: by outlet, by bin of time, or by both.
#[derive(Debug)]
pub struct Groups {
    /// The group of each article of the corpus, or [`NO_GROUP`].
    of_article: Vec<u32>,
    /// The groups' sizes, without hits.
    blank: Vec<Group>,
}

const NO_GROUP: u32 = u32::MAX;

impl Groups {
    /// Sorts the articles of `subset` into `count` groups. `group_of` names an article's group;
    /// articles without one, or with one out of range, are left out.
    pub fn new(
        corpus: &Corpus,
        subset: &Subset,
        count: usize,
        mut group_of: impl FnMut(ArticleId) -> Option<usize>,
    ) -> Self {
        let mut of_article = vec![NO_GROUP; corpus.article_count() as usize];
        let mut blank = vec![Group::default(); count];
        for id in subset.articles(corpus) {
            let Some(at) = group_of(id) else { continue };
            if let (Some(group), Some(place)) = (blank.get_mut(at), of_article.get_mut(id as usize)) {
                group.sums.add_article(corpus.words_of(id));
                group.articles += 1;
                *place = at as u32;
            }
        }
        Self { of_article, blank }
    }

    /// One cell for each group, and one for all of them together.
    pub fn cells(&self, corpus: &Corpus, counts: &ArticleCounts) -> (Vec<Cell>, Cell) {
        let mut groups = self.blank.clone();
        for (article, hits) in counts.iter() {
            let at = self.of_article.get(article as usize).copied().unwrap_or(NO_GROUP);
            if let Some(group) = groups.get_mut(at as usize) {
                group.sums.add_hits(hits, corpus.words_of(article));
                group.articles_with_hits += u32::from(hits > 0);
            }
        }
        let total = groups.iter().fold(Group::default(), |all, one| Group {
            sums: all.sums.merged(one.sums),
            articles: all.articles + one.articles,
            articles_with_hits: all.articles_with_hits + one.articles_with_hits,
        });
        (groups.iter().map(Cell::measure).collect(), Cell::measure(&total))
    }

    /// The same as [`Self::cells`], with intervals of rates by resampling the articles of each group; those of all
    /// groups together by resampling within the groups' articles as one. It depends on the seed and not on the
    /// number of threads.
    pub fn resampled(
        &self,
        corpus: &Corpus,
        counts: &ArticleCounts,
        settings: Resampling,
        task: &Task,
    ) -> Result<(Vec<Cell>, Cell), Cancelled> {
        let (mut cells, mut total) = self.cells(corpus, counts);
        let mut articles: Vec<Vec<ArticleCount>> = vec![Vec::new(); cells.len()];
        let mut hits = counts.iter().peekable();
        for (id, &at) in (0..).zip(&self.of_article) {
            let count = hits.next_if(|(article, _)| *article == id).map_or(0, |(_, count)| count);
            if let Some(own) = articles.get_mut(at as usize) {
                own.push((count, corpus.words_of(id)));
            }
        }
        let all: Vec<ArticleCount> = articles.iter().flatten().copied().collect();
        for (cell, articles) in cells.iter_mut().zip(&articles).chain([(&mut total, &all)]) {
            if cell.interval.is_ok() {
                cell.interval = resample(articles, settings, task)?;
            }
            task.advance(1);
        }
        Ok((cells, total))
    }
}

fn resample(
    articles: &[ArticleCount],
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Interval>, Cancelled> {
    // Without a hit every resample is 0, which says nothing.
    if articles.iter().all(|article| article.0 == 0) {
        return Ok(Err(Undefined::NoOccurrence));
    }
    let found = bootstrap::rate(articles, LEVEL, settings, task)?;
    Ok(found.map(|found| Interval { low: found.low, high: found.high }))
}
