//! Articles that print one text.

use std::cmp::Reverse;

use crate::corpus::{ArticleId, Corpus, OutletId};

/// Articles that print one text: two at least.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WireGroup {
    /// By number.
    pub articles: Vec<ArticleId>,
    /// The one that stands for the text: the agency's own page, else the earliest, else the first by path.
    pub stands: ArticleId,
    /// Its outlets, in order of their numbers.
    pub outlets: Vec<OutletId>,
}

/// Which articles print one text.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct WireGroups {
    /// By the number of their first article.
    pub groups: Vec<WireGroup>,
    group_of: Vec<Option<u32>>,
}

impl WireGroups {
    /// The groups that `pairs` of articles with one text make, each with how many words of the second stand in the first.
    ///
    /// In the order of originals each article joins the text with which it shares most, or begins one: what two
    /// texts both have of a third does not make them one.
    pub(super) fn new(corpus: &Corpus, pairs: &[(ArticleId, ArticleId, u32)], order: &[u32]) -> Self {
        let rank = |id: ArticleId| order.get(id as usize).copied().unwrap_or(u32::MAX);
        let mut pairs = pairs.to_vec();
        pairs.sort_by_key(|&(first, second, words)| (rank(second), Reverse(words), rank(first)));
        // The article that stands for the text of each.
        let mut stands: Vec<ArticleId> = (0..corpus.article_count()).collect();
        for run in pairs.chunk_by(|a, b| a.1 == b.1) {
            let begins = |id: ArticleId| stands.get(id as usize).is_some_and(|&stands| stands == id);
            if let Some(&(first, second, _)) = run.iter().find(|pair| begins(pair.0))
                && let Some(slot) = stands.get_mut(second as usize)
            {
                *slot = first;
            }
        }
        let mut members: Vec<(ArticleId, ArticleId)> = pairs
            .iter()
            .flat_map(|&(first, second, _)| [first, second])
            .filter_map(|id| Some((*stands.get(id as usize)?, id)))
            .collect();
        members.sort_unstable();
        members.dedup();
        let mut groups: Vec<WireGroup> = members
            .chunk_by(|a, b| a.0 == b.0)
            .filter(|run| run.len() > 1)
            .map(|run| {
                let articles: Vec<ArticleId> = run.iter().map(|pair| pair.1).collect();
                let mut outlets: Vec<OutletId> = articles.iter().map(|&id| corpus.outlet_of(id)).collect();
                outlets.sort_unstable();
                outlets.dedup();
                WireGroup { stands: run.first().map_or(0, |pair| pair.0), articles, outlets }
            })
            .collect();
        groups.sort_by(|a, b| a.articles.cmp(&b.articles));
        let mut group_of = vec![None; corpus.article_count() as usize];
        for (number, group) in (0_u32..).zip(&groups) {
            for &id in &group.articles {
                if let Some(slot) = group_of.get_mut(id as usize) {
                    *slot = Some(number);
                }
            }
        }
        Self { groups, group_of }
    }

    /// The group of an article, as a place in [`WireGroups::groups`].
    pub fn group_of(&self, id: ArticleId) -> Option<u32> {
        self.group_of.get(id as usize).copied().flatten()
    }
}
