//! How often, by column: per class and word, with the interval by article.

use std::collections::{BTreeMap, BTreeSet};

use super::{HedgeClass, Hedges};
use crate::framing::Place;
use crate::stats::intervals::{ClusterSums, Interval, cluster_wilson};
use crate::stats::{Stat, Undefined};

/// Two articles and fewer say nothing of how articles differ.
const LEAST_ARTICLES: u32 = 3;

/// How often a word was hit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordCount {
    /// The word or phrase as its list has it.
    pub word: String,
    /// Where it stands, in the order of the articles.
    pub places: Vec<Place>,
}

/// How often a class was hit in a column.
#[derive(Debug, Clone, PartialEq)]
pub struct HedgeRate {
    /// The class.
    pub class: HedgeClass,
    /// Hits.
    pub count: u64,
    /// Hits per 1,000 words looked at.
    pub per_1000: Stat,
    /// Its interval at 95 % by article (Wilson's on the effective number of words), from three articles on.
    pub interval: Stat<Interval>,
    /// Articles with a hit.
    pub articles_with_hits: u32,
    /// The words that were hit, most often first, then by word.
    pub words: Vec<WordCount>,
}

/// What a column has.
#[derive(Debug, Clone, PartialEq)]
pub struct ColumnHedges {
    /// Articles.
    pub articles: u32,
    /// Of them, those for whose language there is no list: nothing was looked for in them.
    pub articles_without_list: u32,
    /// Words looked at.
    pub words: u64,
    /// Every class with a hit, in the order of the classes.
    pub classes: Vec<HedgeRate>,
    /// All hits together.
    pub all: HedgeRate,
}

/// The rates of one column's articles.
pub fn rates(articles: &[&Hedges]) -> ColumnHedges {
    let mut classes: BTreeSet<&HedgeClass> = BTreeSet::new();
    for hit in articles.iter().flat_map(|a| &a.hits) {
        classes.insert(&hit.class);
    }
    let rate = |class: Option<&HedgeClass>| {
        let mut sums = ClusterSums::default();
        let mut words: BTreeMap<&str, Vec<Place>> = BTreeMap::new();
        let mut with_hits = 0;
        for article in articles {
            let mut count = 0;
            for hit in article.hits.iter().filter(|hit| class.is_none_or(|class| hit.class == *class)) {
                count += 1;
                words.entry(&hit.word).or_default().push(hit.place);
            }
            sums.add_article(article.words);
            sums.add_hits(count, article.words);
            with_hits += u32::from(count > 0);
        }
        let enough = if sums.articles < u64::from(LEAST_ARTICLES) {
            Err(Undefined::TooFewArticles(LEAST_ARTICLES))
        } else {
            Ok(())
        };
        let interval = enough.and_then(|()| cluster_wilson(&sums, 0.95));
        let mut words: Vec<WordCount> =
            words.into_iter().map(|(word, places)| WordCount { word: word.to_owned(), places }).collect();
        words.sort_by(|a, b| b.places.len().cmp(&a.places.len()).then_with(|| a.word.cmp(&b.word)));
        HedgeRate {
            class: class.cloned().unwrap_or_else(|| HedgeClass::Own("all".to_owned())),
            count: sums.count,
            per_1000: sums.rate().map(|rate| rate * 1000.0),
            interval: interval.map(|found| Interval { low: found.low * 1000.0, high: found.high * 1000.0 }),
            articles_with_hits: with_hits,
            words,
        }
    };
    ColumnHedges {
        articles: articles.len() as u32,
        articles_without_list: articles.iter().filter(|a| !a.has_list).count() as u32,
        words: articles.iter().map(|a| u64::from(a.words)).sum(),
        classes: classes.into_iter().map(|class| rate(Some(class))).collect(),
        all: rate(None),
    }
}
