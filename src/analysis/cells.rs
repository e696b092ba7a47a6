//! One measured cell: how often a query occurs in a group of articles, and how sure that is.
//!
//! Frequency by outlet, over time and the rows of a comparison all measure groups of articles.
//! [`Groups`] sorts the articles into their groups once; [`Groups::cells`] then measures one
//! query after the other. The unit of sampling is the article, not the word: intervals come from
//! the spread between articles (Wilson's interval on the effective number of words).

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::query::ArticleCounts;
use crate::stats::Stat;
use crate::stats::frequency::{self, Interval};

/// The level of all intervals.
pub const LEVEL: f64 = 0.95;

/// Below this many articles an interval is not to be trusted.
pub const FEW_ARTICLES: u32 = 5;

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
    /// Interval of the rate by article: Wilson's on the effective number of words.
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
    /// Measures one group from the (hits, words) of each of its articles.
    pub fn measure(articles: &[(u64, u64)]) -> Self {
        let hits = articles.iter().map(|a| a.0).sum();
        let words = articles.iter().map(|a| a.1).sum();
        let with_hits = articles.iter().filter(|a| a.0 > 0).count() as u64;
        let count = articles.len() as u64;
        let interval = frequency::cluster_wilson(articles, LEVEL);
        Self {
            hits,
            words,
            articles: count as u32,
            articles_with_hits: with_hits as u32,
            rate: frequency::relative(hits, words),
            design_effect: interval.and_then(|found| found.design_effect),
            interval,
            naive: frequency::wilson(hits, words, LEVEL),
            share_interval: frequency::wilson(with_hits, count, LEVEL),
            few_articles: count < u64::from(FEW_ARTICLES),
        }
    }
}

/// Articles sorted into groups: by outlet, by bin of time, or by both.
#[derive(Debug)]
pub struct Groups {
    /// Where each group begins in `blank`; one more than there are groups.
    starts: Vec<usize>,
    /// Where each article stands in `blank`; `NOWHERE` when it is in no group.
    places: Vec<u32>,
    /// (0, words) of each article, group after group.
    blank: Vec<(u64, u64)>,
}

const NOWHERE: u32 = u32::MAX;

impl Groups {
    /// Sorts the articles of `subset` into `count` groups. `group_of` names an article's group;
    /// articles without one, or with one out of range, are left out.
    pub fn new(
        corpus: &Corpus,
        subset: &Subset,
        count: usize,
        mut group_of: impl FnMut(ArticleId) -> Option<usize>,
    ) -> Self {
        let articles = corpus.article_count() as ArticleId;
        let groups: Vec<Option<usize>> = (0..articles)
            .map(|id| if subset.contains(id) { group_of(id).filter(|&group| group < count) } else { None })
            .collect();
        let mut starts = vec![0; count + 1];
        for group in groups.iter().flatten() {
            starts[group + 1] += 1;
        }
        for group in 0..count {
            starts[group + 1] += starts[group];
        }
        let mut next = starts.clone();
        let mut places = vec![NOWHERE; groups.len()];
        let mut blank = vec![(0, 0); starts[count]];
        for ((id, group), place) in (0..articles).zip(&groups).zip(&mut places) {
            if let Some(group) = *group {
                blank[next[group]] = (0, u64::from(corpus.words_of(id)));
                *place = next[group] as u32;
                next[group] += 1;
            }
        }
        Self { starts, places, blank }
    }

    /// How many articles group `group` holds.
    pub fn articles_in(&self, group: usize) -> usize {
        match (self.starts.get(group), self.starts.get(group + 1)) {
            (Some(from), Some(to)) => to - from,
            _ => 0,
        }
    }

    /// One cell for each group, and one for all of them together.
    pub fn cells(&self, counts: &ArticleCounts) -> (Vec<Cell>, Cell) {
        let mut filled = self.blank.clone();
        for &(article, hits) in &counts.counts {
            let place = self.places.get(article as usize).copied().unwrap_or(NOWHERE);
            if let Some(slot) = filled.get_mut(place as usize) {
                slot.0 = u64::from(hits);
            }
        }
        let cells = self.starts.windows(2).map(|w| Cell::measure(&filled[w[0]..w[1]])).collect();
        (cells, Cell::measure(&filled))
    }
}
