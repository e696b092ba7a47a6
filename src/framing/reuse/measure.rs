//! How much two articles have in common, word for word.

use hashbrown::HashMap;

use super::SharedText;
use super::grams::hash_runs;
use crate::corpus::{ArticleId, Corpus, TypeId};

/// Words in a row that count as common.
pub(super) const RUN: usize = 5;
/// A run that an article repeats is looked up at so many of its places.
const PLACES: usize = 4;
/// No place.
const NONE: u32 = u32::MAX;

/// What two articles have in common.
pub fn shared_text(corpus: &Corpus, first: ArticleId, second: ArticleId) -> SharedText {
    Indexed::new(corpus, first).shared_with(corpus, second)
}

/// The runs of an article, to hold others against.
pub(super) struct Indexed<'c> {
    words: &'c [TypeId],
    hashes: Vec<u64>,
    /// The first place of each run.
    first: HashMap<u64, u32>,
    /// The next place of the same run.
    next: Vec<u32>,
}

impl<'c> Indexed<'c> {
    pub(super) fn new(corpus: &'c Corpus, id: ArticleId) -> Self {
        let words = corpus.stream().get(corpus.article_range(id)).unwrap_or(&[]);
        let mut hashes = Vec::with_capacity(words.len());
        hash_runs(words, RUN, &mut hashes);
        let mut first = HashMap::with_capacity(hashes.len());
        let mut next = vec![NONE; hashes.len()];
        for (at, &hash) in hashes.iter().enumerate().rev() {
            if let Some(later) = first.insert(hash, at as u32)
                && let Some(next) = next.get_mut(at)
            {
                *next = later;
            }
        }
        Self { words, hashes, first, next }
    }

    /// What this article (the first) and another have in common.
    pub(super) fn shared_with(&self, corpus: &Corpus, other: ArticleId) -> SharedText {
        let theirs = corpus.stream().get(corpus.article_range(other)).unwrap_or(&[]);
        let mut hashes = Vec::with_capacity(theirs.len());
        hash_runs(theirs, RUN, &mut hashes);
        let mut covered = vec![false; self.words.len()];
        let (mut longest, mut in_other, mut end) = (0_usize, 0_usize, 0_usize);
        let mut at = 0;
        while let Some(hash) = hashes.get(at) {
            let Some((from, length)) = self.longest_at(*hash, theirs.get(at..).unwrap_or(&[])) else {
                at += 1;
                continue;
            };
            longest = longest.max(length);
            for word in covered.get_mut(from..from + length).unwrap_or(&mut []) {
                *word = true;
            }
            in_other += at + length - at.max(end);
            end = at + length;
            // The run ends here; the next may begin within its last words.
            at += length - RUN + 1;
        }
        SharedText {
            words_of_first: covered.iter().filter(|covered| **covered).count() as u32,
            words_of_second: in_other as u32,
            longest_run: longest as u32,
        }
    }

    /// The longest run of this article that the words begin with: where and how long.
    fn longest_at(&self, hash: u64, words: &[TypeId]) -> Option<(usize, usize)> {
        let mut place = *self.first.get(&hash)?;
        let mut best: Option<(usize, usize)> = None;
        for _ in 0..PLACES {
            let from = place as usize;
            let mine = self.words.get(from..).unwrap_or(&[]);
            let length = mine.iter().zip(words).take_while(|(a, b)| a == b).count();
            if length >= RUN && best.is_none_or(|(_, most)| length > most) {
                best = Some((from, length));
            }
            match self.next.get(from) {
                Some(&next) if next != NONE => place = next,
                _ => break,
            }
        }
        best
    }

    /// Whether it has runs at all.
    pub(super) fn is_empty(&self) -> bool {
        self.hashes.is_empty()
    }
}
