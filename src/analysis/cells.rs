//! One measured cell: how often a query occurs in a group of articles, and how sure that is.
//!
//! Frequency by outlet, over time and the rows of a comparison all measure groups of articles.
//! [`Groups`] sorts the articles into their groups once; [`Groups::cells`] then measures one
//! query after the other. The unit of sampling is the article, not the word: intervals come from
//! the spread between articles (Wilson's interval on the effective number of words).

use super::grouping::Grouped;
use crate::corpus::{ArticleId, Corpus, OutletSize, Subset};
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
    /// Percentiles over resamples of the articles of each group, drawn within their outlet.
    Bootstrap(Resampling),
}

/// What rates are rates of.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Per {
    /// Hits per word.
    #[default]
    Words,
    /// Hits per sentence: what can be held against each other across languages, whose words are not alike.
    Sentences,
}

impl Per {
    /// Size of an article.
    fn size_of(self, corpus: &Corpus, id: ArticleId) -> u32 {
        match self {
            Self::Words => corpus.words_of(id),
            Self::Sentences => corpus.sentences_of(id),
        }
    }
}

/// How often a query occurs in a group of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct Cell {
    /// Places where the query matches.
    pub hits: u64,
    /// Counted words in the group.
    pub words: u64,
    /// Sentences in the group; 0 where rates are per word.
    pub sentences: u64,
    /// What `rate` and its intervals are of.
    pub per: Per,
    /// Articles in the group.
    pub articles: u32,
    /// Those with at least one hit.
    pub articles_with_hits: u32,
    /// Hits per word or per sentence.
    pub rate: Stat<f64>,
    /// Interval of the rate by article, from [`LEAST_ARTICLES`] articles with words on: Wilson's on the effective
    /// number of words, the score interval on the effective number of sentences, or that of [`Groups::resampled`].
    pub interval: Stat<Interval>,
    /// Interval that takes words, or sentences, as independent, which they are not; never shown alone.
    pub naive: Stat<Interval>,
    /// How many times more the rate varies than if words, or sentences, were independent.
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
        let Group { sums, words, per, articles, articles_with_hits } = *group;
        let (rate, interval, naive, design_effect) = match per {
            Per::Words => {
                let cluster = enough(sums.articles).and_then(|()| intervals::cluster_wilson(&sums, LEVEL));
                (
                    sums.rate(),
                    cluster.map(|found| Interval { low: found.low, high: found.high }),
                    intervals::wilson(sums.count, sums.words, LEVEL),
                    sums.design_effect(),
                )
            }
            Per::Sentences => (
                sums.ratio(),
                enough(sums.articles).and_then(|()| intervals::cluster_score(&sums, LEVEL)),
                intervals::poisson_score(sums.count, sums.words, LEVEL),
                sums.overdispersion(),
            ),
        };
        Self {
            hits: sums.count,
            words,
            sentences: if per == Per::Sentences { sums.words } else { 0 },
            per,
            articles,
            articles_with_hits,
            rate,
            interval,
            naive,
            design_effect,
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
    /// Hits, words (or sentences) and their spread.
    pub sums: ClusterSums,
    /// Words.
    pub words: u64,
    /// What `sums` are of.
    pub per: Per,
    /// Articles.
    pub articles: u32,
    /// Articles with hits.
    pub articles_with_hits: u32,
}

/// Articles sorted into groups: by outlet, by bin of time, or by both.
#[derive(Debug)]
pub struct Groups {
    /// The group of each article of the corpus, or of each outlet where all its articles are in one; [`NO_GROUP`]
    /// for what is in none.
    of: Vec<u32>,
    by_outlet: bool,
    /// The groups' sizes, without hits.
    blank: Vec<Group>,
    per: Per,
}

const NO_GROUP: u32 = u32::MAX;

impl Groups {
    /// Sorts the articles of `subset` into `count` groups. `group_of` names an article's group;
    /// articles without one, or with one out of range, are left out.
    pub fn new(
        corpus: &Corpus,
        subset: &Subset,
        count: usize,
        per: Per,
        mut group_of: impl FnMut(ArticleId) -> Option<usize>,
    ) -> Self {
        let mut of_article = vec![NO_GROUP; corpus.article_count() as usize];
        let mut blank = vec![Group { per, ..Group::default() }; count];
        for id in subset.articles(corpus) {
            let Some(at) = group_of(id) else { continue };
            if let (Some(group), Some(place)) = (blank.get_mut(at), of_article.get_mut(id as usize)) {
                group.sums.add_article(per.size_of(corpus, id));
                group.words += u64::from(corpus.words_of(id));
                group.articles += 1;
                *place = at as u32;
            }
        }
        Self { of: of_article, by_outlet: false, blank, per }
    }

    /// The groups of a grouping, as they are.
    pub fn of(corpus: &Corpus, grouped: &Grouped, per: Per) -> Self {
        let mut blank = vec![Group { per, ..Group::default() }; grouped.rows.len()];
        let of = grouped.of_outlets().map_or_else(|| grouped.of_articles(corpus), <[u32]>::to_vec);
        let by_outlet = grouped.of_outlets().is_some();
        if by_outlet && per == Per::Words {
            for (&at, outlet) in of.iter().zip(corpus.outlets()) {
                if let Some(group) = blank.get_mut(at as usize) {
                    let OutletSize { words, with_words, squared_words, .. } = outlet.size;
                    let more = ClusterSums::without_hits(with_words.into(), words, squared_words);
                    group.sums = group.sums.merged(more);
                }
            }
        } else {
            for id in 0..corpus.article_count() {
                let at = of.get(if by_outlet { usize::from(corpus.outlet_of(id)) } else { id as usize });
                if let Some(group) = at.and_then(|&at| blank.get_mut(at as usize)) {
                    group.sums.add_article(per.size_of(corpus, id));
                }
            }
        }
        for (group, row) in blank.iter_mut().zip(&grouped.rows) {
            (group.words, group.articles) = (row.words, row.articles);
        }
        Self { of, by_outlet, blank, per }
    }

    /// The group of an article, or [`NO_GROUP`].
    #[inline]
    fn group_of(&self, corpus: &Corpus, id: ArticleId) -> u32 {
        let at = if self.by_outlet { usize::from(corpus.outlet_of(id)) } else { id as usize };
        self.of.get(at).copied().unwrap_or(NO_GROUP)
    }

    /// One cell for each group, and one for all of them together.
    pub fn cells(&self, corpus: &Corpus, counts: &ArticleCounts) -> (Vec<Cell>, Cell) {
        let mut groups = self.blank.clone();
        for (article, hits) in counts.iter() {
            if let Some(group) = groups.get_mut(self.group_of(corpus, article) as usize) {
                group.sums.add_hits(hits, self.per.size_of(corpus, article));
                group.articles_with_hits += u32::from(hits > 0);
            }
        }
        let total = groups.iter().fold(Group { per: self.per, ..Group::default() }, |all, one| Group {
            sums: all.sums.merged(one.sums),
            words: all.words + one.words,
            per: self.per,
            articles: all.articles + one.articles,
            articles_with_hits: all.articles_with_hits + one.articles_with_hits,
        });
        (groups.iter().map(Cell::measure).collect(), Cell::measure(&total))
    }

    /// The same as [`Self::cells`], with intervals of rates by resampling the articles of each group, and of all groups
    /// together, within their outlets. It depends on the seed and not on the number of threads.
    pub fn resampled(
        &self,
        corpus: &Corpus,
        counts: &ArticleCounts,
        settings: Resampling,
        task: &Task,
    ) -> Result<(Vec<Cell>, Cell), Cancelled> {
        let (mut cells, mut total) = self.cells(corpus, counts);
        let mut of_outlet: Vec<Vec<(u32, ArticleCount)>> = vec![Vec::new(); corpus.outlets().len()];
        let mut hits = counts.iter().peekable();
        for id in 0..corpus.article_count() {
            let at = self.group_of(corpus, id);
            let count = hits.next_if(|(article, _)| *article == id).map_or(0, |(_, count)| count);
            if at != NO_GROUP
                && let Some(own) = of_outlet.get_mut(usize::from(corpus.outlet_of(id)))
            {
                own.push((at, (count, self.per.size_of(corpus, id))));
            }
        }
        // For each group its articles, outlet by outlet.
        let mut within: Vec<Vec<Vec<ArticleCount>>> = vec![Vec::new(); cells.len()];
        let mut all: Vec<Vec<ArticleCount>> = Vec::with_capacity(of_outlet.len());
        for mut own in of_outlet {
            own.sort_by_key(|(at, _)| *at);
            for of_group in own.chunk_by(|one, next| one.0 == next.0) {
                if let Some(outlets) = of_group.first().and_then(|one| within.get_mut(one.0 as usize)) {
                    outlets.push(of_group.iter().map(|(_, article)| *article).collect());
                }
            }
            all.push(own.into_iter().map(|(_, article)| article).collect());
        }
        for (cell, outlets) in cells.iter_mut().zip(&within).chain([(&mut total, &all)]) {
            if cell.interval.is_ok() {
                cell.interval = resample(outlets, settings, task)?;
            }
            task.advance(1);
        }
        Ok((cells, total))
    }
}

fn resample(
    outlets: &[Vec<ArticleCount>],
    settings: Resampling,
    task: &Task,
) -> Result<Stat<Interval>, Cancelled> {
    // Without a hit every resample is 0, which says nothing.
    if outlets.iter().flatten().all(|article| article.0 == 0) {
        return Ok(Err(Undefined::NoOccurrence));
    }
    let outlets: Vec<&[ArticleCount]> = outlets.iter().map(Vec::as_slice).collect();
    let found = bootstrap::rate_within(&outlets, LEVEL, settings, task)?;
    Ok(found.map(|found| Interval { low: found.low, high: found.high }))
}
