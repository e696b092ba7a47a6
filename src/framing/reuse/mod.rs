//! Shared passages: articles that have longer runs of words in common.
//!
//! Candidates are found by winnowed runs of words over the whole corpus, then every pair is compared exactly:
//! containment and resemblance of the sets of 5-word shingles (Broder 1997), the longest common run, and how many words of either
//! article stand in common runs of five words and more. Shared words say that texts are related, not who copied
//! from whom (METHODS.md, section 8).

mod grams;
mod measure;

pub use measure::shared_text;
use rayon::prelude::*;

use crate::corpus::{ArticleId, Corpus, Subset};
use crate::task::{Cancelled, Task};
use measure::Indexed;

/// How shared passages are looked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct ReuseSettings {
    /// Words of a run that brings two articles together.
    pub gram: u16,
    /// Of so many runs next to each other one is looked at: every common run of `gram + window - 1` words is found.
    pub window: u16,
    /// So many runs have to be common before two articles are compared.
    pub hits: u32,
    /// Runs that more articles have are set phrases: each of these articles is compared with the first of them alone.
    pub most_articles: u32,
    /// Two articles are compared where their common runs promise so much of the shorter (thousandths of its words).
    pub share: u16,
    /// Only articles of one outlet are compared.
    pub within_outlet: bool,
}

impl ReuseSettings {
    /// For a story or a small collection: every common run of five words counts.
    pub fn close() -> Self {
        Self { gram: 5, window: 1, hits: 3, most_articles: 250, share: 0, within_outlet: false }
    }

    /// For a large corpus: every common run of 13 words is looked at.
    pub fn wide() -> Self {
        Self { gram: 8, window: 6, hits: 2, ..Self::close() }
    }

    /// For what is nearly the same text from one outlet: most runs are common then, and a few of them are looked at.
    pub fn same() -> Self {
        Self { gram: 8, window: 24, hits: 2, most_articles: 250, share: 400, within_outlet: true }
    }

    /// [`close`](Self::close) up to two million words, [`wide`](Self::wide) beyond.
    pub fn fitting(subset: &Subset) -> Self {
        if subset.word_count() > 2_000_000 { Self::wide() } else { Self::close() }
    }
}

/// What two articles have in common, word for word; the order of the two matters.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedText {
    /// Words of the first article in runs of five and more that the second has too.
    pub words_of_first: u32,
    /// Words of the second article in runs of five and more that the first has too.
    pub words_of_second: u32,
    /// The longest run of words of both, in words.
    pub longest_run: u32,
}

/// Two articles with passages in common.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct SharedPair {
    /// The one that comes first in the order asked for.
    pub first: ArticleId,
    /// The other.
    pub second: ArticleId,
    /// What they have in common.
    pub shared: SharedText,
}

/// All pairs with passages in common.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct SharedPassages {
    /// By article numbers.
    pub pairs: Vec<SharedPair>,
    /// Runs of words that more articles have than the settings allow: each of these is compared with the first alone.
    pub set_phrases: u64,
}

/// Finds all pairs of articles of `subset` that have at least `least_words` words in common.
///
/// `order` gives each article of the corpus a rank: of two articles the one of lower rank is the first.
/// Of a passage that more than 13 articles have, each is compared with the twelve of lowest rank.
pub fn shared_passages(
    corpus: &Corpus,
    subset: &Subset,
    settings: &ReuseSettings,
    order: &[u32],
    least_words: u32,
    task: &Task,
) -> Result<SharedPassages, Cancelled> {
    let found = grams::candidates(corpus, subset, settings, order, task)?;
    task.phase("Comparing word by word", found.pairs.len() as u64);
    let runs: Vec<&[(ArticleId, ArticleId)]> = found.pairs.chunk_by(|a, b| a.0 == b.0).collect();
    let pairs: Vec<Vec<SharedPair>> = runs
        .par_iter()
        .map(|run| {
            task.check()?;
            let Some(&(first, _)) = run.first() else { return Ok(Vec::new()) };
            let indexed = Indexed::new(corpus, first);
            if indexed.is_empty() {
                return Ok(Vec::new());
            }
            let mut pairs = Vec::new();
            for &(_, second) in *run {
                task.check()?;
                let shared = indexed.shared_with(corpus, second);
                if shared.words_of_first.min(shared.words_of_second) >= least_words {
                    pairs.push(SharedPair { first, second, shared });
                }
            }
            task.advance(run.len() as u64);
            Ok(pairs)
        })
        .collect::<Result<_, Cancelled>>()?;
    Ok(SharedPassages { pairs: pairs.into_iter().flatten().collect(), set_phrases: found.set_phrases })
}
