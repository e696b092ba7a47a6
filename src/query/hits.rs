//! What a query found.

use crate::corpus::{ArticleId, Corpus, Span};

/// One place where a query matches.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Hit {
    /// The position of its first word.
    pub position: u32,
    /// How many words it touches.
    pub words: u16,
    /// Bytes of the first word that are not part of it, where there are no spaces between words.
    pub lead: u16,
    /// Bytes of the last word that are not part of it.
    pub tail: u16,
}

impl Hit {
    /// One past the position of its last word.
    pub fn end(&self) -> u32 {
        self.position + u32::from(self.words)
    }

    /// Its bytes in the article's raw text.
    pub fn span(&self, corpus: &Corpus) -> Span {
        let first = corpus.span_at(self.position);
        let last = corpus.span_at(self.end().saturating_sub(1).max(self.position));
        let from = first.from + u32::from(self.lead);
        Span { from, to: last.to.saturating_sub(u32::from(self.tail)).max(from) }
    }

    /// The article it lies in.
    pub fn article(&self, corpus: &Corpus) -> ArticleId {
        corpus.article_at(self.position)
    }
}

/// All hits of a query, in order, and how many each article has.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Hits {
    /// In the order of their positions; none overlaps the next.
    pub hits: Vec<Hit>,
    /// By article.
    pub counts: ArticleCounts,
}

/// Hits by article; articles without a hit are not in it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ArticleCounts {
    /// Articles with hits, in order.
    pub articles: Vec<ArticleId>,
    /// How many hits each of them has.
    pub counts: Vec<u32>,
}

/// Hits in one outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutletHits {
    /// All hits.
    pub hits: u64,
    /// Articles with a hit.
    pub articles: u32,
}

impl ArticleCounts {
    /// Hits in all articles.
    pub fn total(&self) -> u64 {
        self.counts.iter().map(|&n| u64::from(n)).sum()
    }

    /// How many articles have a hit.
    pub fn len(&self) -> usize {
        self.articles.len()
    }

    /// Whether there is no hit.
    pub fn is_empty(&self) -> bool {
        self.articles.is_empty()
    }

    /// Hits in one article.
    pub fn get(&self, article: ArticleId) -> u32 {
        match self.articles.binary_search(&article) {
            Ok(at) => self.counts.get(at).copied().unwrap_or(0),
            Err(_) => 0,
        }
    }

    /// Articles with their hits, in order.
    pub fn iter(&self) -> impl Iterator<Item = (ArticleId, u32)> + '_ {
        self.articles.iter().copied().zip(self.counts.iter().copied())
    }

    /// Hits by outlet, by outlet number.
    pub fn by_outlet(&self, corpus: &Corpus) -> Vec<OutletHits> {
        let mut sums = vec![OutletHits::default(); corpus.outlets().len()];
        let outlet_of = corpus.outlet_ids();
        for (article, n) in self.iter() {
            let outlet = outlet_of.get(article as usize).copied().unwrap_or(0);
            if let Some(sum) = sums.get_mut(outlet as usize) {
                sum.hits += u64::from(n);
                sum.articles += 1;
            }
        }
        sums
    }

    pub(super) fn push(&mut self, article: ArticleId, count: u32) {
        match (self.articles.last(), self.counts.last_mut()) {
            (Some(&last), Some(n)) if last == article => *n += count,
            _ => {
                self.articles.push(article);
                self.counts.push(count);
            }
        }
    }
}
