//! How often each word occurs in each of some articles: what permuting articles goes over again and again.

use rayon::prelude::*;

use crate::corpus::{ArticleId, Corpus, TypeId};
use crate::task::{Cancelled, Task};

/// Some articles, numbered densely; articles without words are none.
pub(super) struct Members {
    /// For each article of the corpus its number, or [`u32::MAX`].
    number: Vec<u32>,
    /// Words of each member.
    pub(super) words: Vec<u32>,
}

impl Members {
    /// The articles with words that `is_member` takes, in their order.
    pub(super) fn of(corpus: &Corpus, is_member: impl Fn(ArticleId) -> bool) -> Self {
        let mut members = Self { number: vec![u32::MAX; corpus.article_count() as usize], words: Vec::new() };
        for (id, number) in (0..).zip(&mut members.number) {
            let words = corpus.words_of(id);
            if words > 0 && is_member(id) {
                *number = members.words.len() as u32;
                members.words.push(words);
            }
        }
        members
    }
}

/// Types looked at by one thread at a time.
const BLOCK: usize = 512;

/// The words of some articles with their counts, one list after the other.
#[derive(Default)]
pub(super) struct WordCounts {
    /// The words, by number.
    pub(super) words: Vec<TypeId>,
    /// Hits of each in all articles together.
    pub(super) hits: Vec<u64>,
    /// Where the list of each word ends.
    ends: Vec<usize>,
    /// Member and hits in it.
    cells: Vec<(u32, u32)>,
}

impl WordCounts {
    /// The words that `keeps` takes, told their hits among the members; words without any are left out.
    pub(super) fn of(
        corpus: &Corpus,
        members: &Members,
        keeps: impl Fn(TypeId, u64) -> bool + Sync,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let types = corpus.vocabulary().len();
        let block = |at: usize| {
            task.check()?;
            let mut part = Self::default();
            for word in at * BLOCK..((at + 1) * BLOCK).min(types) {
                let word = word as TypeId;
                let before = part.cells.len();
                let number =
                    |id: ArticleId| members.number.get(id as usize).copied().filter(|at| *at != u32::MAX);
                let cells = corpus.article_counts(word).filter_map(|(id, hits)| Some((number(id)?, hits)));
                part.cells.extend(cells);
                let total = part.cells.iter().skip(before).map(|cell| u64::from(cell.1)).sum();
                if total > 0 && keeps(word, total) {
                    part.words.push(word);
                    part.hits.push(total);
                    part.ends.push(part.cells.len());
                } else {
                    part.cells.truncate(before);
                }
            }
            Ok(part)
        };
        let blocks: Vec<Self> =
            (0..types.div_ceil(BLOCK)).into_par_iter().map(block).collect::<Result<_, Cancelled>>()?;
        let mut all = Self::default();
        all.cells.reserve_exact(blocks.iter().map(|block| block.cells.len()).sum());
        for block in blocks {
            task.check()?;
            let before = all.cells.len();
            all.words.extend(block.words);
            all.hits.extend(block.hits);
            all.ends.extend(block.ends.iter().map(|end| before + end));
            all.cells.extend(block.cells);
        }
        Ok(all)
    }

    /// How many words there are.
    pub(super) fn len(&self) -> usize {
        self.words.len()
    }

    /// The members that have the word at this place, in order, with its hits in each.
    pub(super) fn cells(&self, at: usize) -> &[(u32, u32)] {
        let from = at.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(at).and_then(|&to| self.cells.get(from..to)).unwrap_or_default()
    }

    /// The words cut into stretches of about so many cells, by place.
    pub(super) fn stretches(&self, cells: usize) -> Vec<std::ops::Range<usize>> {
        let (mut stretches, mut from, mut before) = (Vec::new(), 0, 0);
        for (at, &end) in self.ends.iter().enumerate() {
            if end - before >= cells || at + 1 == self.ends.len() {
                stretches.push(from..at + 1);
                (from, before) = (at + 1, end);
            }
        }
        stretches
    }
}
