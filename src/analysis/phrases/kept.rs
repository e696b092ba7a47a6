//! The phrases found so far, of which only the most frequent are kept.

use std::cmp::Ordering;

use rayon::prelude::*;

use super::Phrase;
use crate::corpus::Corpus;

/// Phrases, and how many there were in all.
pub(super) struct Kept {
    rows: Vec<Phrase>,
    total: u64,
    /// How many are kept; 0 keeps all.
    most: usize,
    /// Phrases rarer than this are not among the most frequent any more.
    floor: u32,
}

impl Kept {
    pub(super) fn new(most: u32) -> Self {
        Self { rows: Vec::new(), total: 0, most: most as usize, floor: 0 }
    }

    /// Takes a phrase in, if it has a chance to be kept: `make` is called only then.
    #[inline]
    pub(super) fn add(&mut self, corpus: &Corpus, count: u32, make: impl FnOnce() -> Phrase) {
        self.total += 1;
        if count < self.floor {
            return;
        }
        self.rows.push(make());
        if self.most > 0 && self.rows.len() >= 2 * self.most + 64 {
            self.shrink(corpus);
        }
    }

    /// Drops what is not among the most frequent.
    fn shrink(&mut self, corpus: &Corpus) {
        if self.most == 0 || self.rows.len() <= self.most {
            return;
        }
        let (_, last, _) = self.rows.select_nth_unstable_by(self.most - 1, |a, b| by_count(corpus, a, b));
        self.floor = last.count;
        self.rows.truncate(self.most);
    }

    /// What several threads found.
    pub(super) fn together(parts: Vec<Self>, most: u32) -> Self {
        parts.into_iter().fold(Self::new(most), |mut all, part| {
            all.total += part.total;
            all.rows.extend(part.rows);
            all
        })
    }

    /// The phrases kept, the most frequent first, and how many there were.
    pub(super) fn finish(mut self, corpus: &Corpus) -> (Vec<Phrase>, u64) {
        self.shrink(corpus);
        self.rows.par_sort_unstable_by(|a, b| by_count(corpus, a, b));
        (self.rows, self.total)
    }
}

/// The more frequent first, then the one in more articles, then by code point.
fn by_count(corpus: &Corpus, a: &Phrase, b: &Phrase) -> Ordering {
    b.count.cmp(&a.count).then(b.articles.cmp(&a.articles)).then_with(|| by_words(corpus, a, b))
}

/// In code point order of their words; the shorter first.
pub(super) fn by_words(corpus: &Corpus, a: &Phrase, b: &Phrase) -> Ordering {
    let form = |word: &u32| corpus.vocabulary().form(*word);
    a.words(corpus).iter().map(form).cmp(b.words(corpus).iter().map(form))
}
