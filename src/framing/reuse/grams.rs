//! Which articles have word runs in common: candidates for an exact comparison.
//!
//! Runs of words are hashed, and of the hashes in each window the smallest stands for the rest (winnowing:
//! Schleimer, Wilkerson & Aiken 2003), so every run of `gram + window - 1` words that two articles share is found.
//! The hashes are sorted in parts; equal ones bring articles together.

use rayon::prelude::*;

use super::ReuseSettings;
use crate::corpus::{ArticleId, Corpus, Subset, TypeId};
use crate::task::{Cancelled, Task};

/// The hashes are sorted in so many parts.
const PARTS: usize = 64;
/// Of a run that more articles have, each meets so many: those that come first in the order of originals.
const PARTNERS: usize = 12;

const STEP: u64 = 0x9E37_79B9_7F4A_7C15;
const MIX: u64 = 0xFF51_AFD7_ED55_8CCD;

/// Pairs of articles that have runs in common.
pub(super) struct Candidates {
    /// The article that comes first in the order of originals, then the other; sorted.
    pub(super) pairs: Vec<(ArticleId, ArticleId)>,
    /// Runs that more articles have than the settings allow: set phrases, passed over.
    pub(super) set_phrases: u64,
}

/// Finds pairs with at least `settings.hits` runs in common. `rank` orders articles: originals first.
pub(super) fn candidates(
    corpus: &Corpus,
    subset: &Subset,
    settings: &ReuseSettings,
    rank: &[u32],
    task: &Task,
) -> Result<Candidates, Cancelled> {
    let ids: Vec<ArticleId> = subset.articles(corpus).collect();
    task.phase("Reading runs of words", ids.len() as u64);
    let parts: Vec<Vec<Vec<u64>>> = ids
        .par_chunks(ids.len().div_ceil(32).max(16))
        .map(|ids| {
            let mut parts = vec![Vec::new(); PARTS];
            let mut hashes = Vec::new();
            for &id in ids {
                task.check()?;
                let range = corpus.article_range(id);
                let words = corpus.stream().get(range.clone()).unwrap_or(&[]);
                hash_runs(words, settings.gram as usize, &mut hashes);
                // Of another outlet the same run has another hash: they never meet.
                let outlet = u64::from(corpus.outlet_of(id)) + 1;
                let salt = if settings.within_outlet { outlet.wrapping_mul(STEP) } else { 0 };
                winnow(&hashes, settings.window as usize, |hash, at| {
                    let hash = if salt == 0 { hash } else { (hash ^ salt).wrapping_mul(MIX) };
                    if let Some(part) = parts.get_mut((hash >> 58) as usize) {
                        // The hash's next 32 bits, then the position.
                        part.push((hash << 6) & 0xFFFF_FFFF_0000_0000 | (range.start + at) as u64);
                    }
                });
            }
            task.advance(ids.len() as u64);
            Ok(parts)
        })
        .collect::<Result<_, Cancelled>>()?;
    task.phase("Finding shared passages", PARTS as u64);
    let found: Vec<(Vec<(u64, u32)>, u64)> = (0..PARTS)
        .into_par_iter()
        .map(|part| {
            task.check()?;
            let mut all: Vec<u64> =
                parts.iter().filter_map(|parts| parts.get(part)).flatten().copied().collect();
            all.sort_unstable();
            let done = meet(corpus, &all, settings, rank);
            task.advance(1);
            Ok(done)
        })
        .collect::<Result<_, Cancelled>>()?;
    drop(parts);
    let set_phrases = found.iter().map(|found| found.1).sum();
    let mut pairs: Vec<(u64, u32)> = found.into_iter().flat_map(|found| found.0).collect();
    pairs.par_sort_unstable();
    // Of so many words one run is looked at, as a rule.
    let step = u64::from(settings.window) + 1;
    let often = |run: &[(u64, u32)]| {
        let hits = run.iter().map(|pair| pair.1).sum::<u32>();
        let words = |pair: &(u64, u32)| {
            u64::from(corpus.words_of((pair.0 >> 32) as ArticleId).min(corpus.words_of(pair.0 as ArticleId)))
        };
        let promised = u64::from(hits) * step * 500;
        hits >= settings.hits
            && (settings.share == 0
                || run.first().is_some_and(|pair| promised >= u64::from(settings.share) * words(pair)))
    };
    let pairs = pairs
        .chunk_by(|a, b| a.0 == b.0)
        .filter(|run| often(run))
        .filter_map(|run| run.first())
        .map(|pair| ((pair.0 >> 32) as ArticleId, pair.0 as ArticleId))
        .collect();
    Ok(Candidates { pairs, set_phrases })
}

/// The pairs of articles that one part of the hashes brings together, with how often; and the runs passed over.
fn meet(corpus: &Corpus, hashes: &[u64], settings: &ReuseSettings, rank: &[u32]) -> (Vec<(u64, u32)>, u64) {
    let order = |id: ArticleId| rank.get(id as usize).copied().unwrap_or(u32::MAX);
    let (mut pairs, mut phrases) = (Vec::new(), 0);
    let mut articles: Vec<ArticleId> = Vec::new();
    for run in hashes.chunk_by(|a, b| a >> 32 == b >> 32).filter(|run| run.len() > 1) {
        articles.clear();
        articles.extend(run.iter().map(|&entry| corpus.article_at(entry as u32)));
        articles.dedup();
        // What very many articles have is mostly a set phrase; it may be one text that all of them print, which
        // comparing each with the first of them shows.
        let is_phrase = articles.len() > settings.most_articles as usize;
        phrases += u64::from(is_phrase);
        let partners = if is_phrase { 1 } else { PARTNERS };
        articles.sort_unstable_by_key(|&id| order(id));
        for (place, &later) in articles.iter().enumerate() {
            for &first in articles.iter().take(place.min(partners)) {
                pairs.push((u64::from(first) << 32 | u64::from(later), 1));
            }
        }
    }
    pairs.sort_unstable();
    pairs.dedup_by(|next, kept| {
        let same = next.0 == kept.0;
        if same {
            kept.1 += next.1;
        }
        same
    });
    (pairs, phrases)
}

/// Writes the hashes of all runs of `gram` words to `out`.
pub(super) fn hash_runs(words: &[TypeId], gram: usize, out: &mut Vec<u64>) {
    out.clear();
    let value = |word: TypeId| (u64::from(word) + 1).wrapping_mul(MIX);
    let leaving = (0..gram).fold(1_u64, |power, _| power.wrapping_mul(STEP));
    let mut hash = 0_u64;
    for (at, &word) in words.iter().enumerate() {
        hash = hash.wrapping_mul(STEP).wrapping_add(value(word));
        if let Some(&left) = at.checked_sub(gram).and_then(|at| words.get(at)) {
            hash = hash.wrapping_sub(leaving.wrapping_mul(value(left)));
        }
        if at + 1 >= gram {
            let mixed = (hash ^ hash >> 31).wrapping_mul(MIX);
            out.push(mixed ^ mixed >> 29);
        }
    }
}

/// Tells the smallest hash of each window once, the last of equal ones, with its place.
fn winnow(hashes: &[u64], window: usize, mut keep: impl FnMut(u64, usize)) {
    let window = window.clamp(1, hashes.len().max(1));
    let (mut least, mut told) = (0_usize, None);
    for end in 0..hashes.len() {
        let value = |at: usize| hashes.get(at).copied().unwrap_or(u64::MAX);
        if value(end) <= value(least) {
            least = end;
        }
        if end + 1 < window {
            continue;
        }
        let begin = end + 1 - window;
        if least < begin {
            least = begin;
            for at in begin..=end {
                if value(at) <= value(least) {
                    least = at;
                }
            }
        }
        if told != Some(least) {
            keep(value(least), least);
            told = Some(least);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn runs_hash_alike_wherever_they_stand() {
        let (mut one, mut two) = (Vec::new(), Vec::new());
        hash_runs(&[9, 1, 2, 3, 4, 7], 4, &mut one);
        hash_runs(&[1, 2, 3, 4], 4, &mut two);
        assert_eq!((one.len(), two.len()), (3, 1));
        assert_eq!(one[1], two[0]);
        hash_runs(&[1, 2], 4, &mut two);
        assert!(two.is_empty());
    }

    #[test]
    fn every_window_has_its_smallest() {
        let hashes: Vec<u64> = (0..200_u64).map(|at| at.wrapping_mul(MIX) >> 50).collect();
        for window in [1, 2, 5, 300] {
            let mut kept = Vec::new();
            winnow(&hashes, window, |hash, at| kept.push((hash, at)));
            assert!(kept.is_sorted_by_key(|pair| pair.1));
            for (begin, seen) in hashes.windows(window.min(200)).enumerate() {
                let least = seen.iter().min().unwrap();
                let here = |pair: &&(u64, usize)| pair.1 >= begin && pair.1 < begin + seen.len();
                assert!(kept.iter().filter(here).any(|pair| pair.0 == *least), "{window} at {begin}");
            }
        }
        winnow(&[], 4, |_, _| panic!("nothing to keep"));
    }
}
