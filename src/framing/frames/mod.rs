//! Dictionary hits: how often each outlet uses the words of a codebook's frames, and which words those are.
//!
//! What is counted are wordings. Whether a frame is there only a person can say, so results carry the words that
//! caused them, how much rests on the commonest of them, and every place; and until somebody has coded a sample
//! by hand ([`super::coding`]) they are not validated.

mod lexicon;
mod scan;
mod tally;

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::Place;
use super::codebook::{Codebook, Frame};
use crate::corpus::{ArticleId, Corpus, Language};
use crate::query;
use crate::stats::Stat;
use crate::stats::intervals::{ClusterInterval, ClusterSums, cluster_wilson};
use crate::task::{Cancelled, Task};
use lexicon::Lexicon;
use tally::Tally;

/// The level of the intervals.
const LEVEL: f64 = 0.95;
/// Articles of one portion of work.
const STRIDE: usize = 512;
/// Articles of one portion where places are asked for, as they are of a few hundred articles.
const FEW: usize = 16;

/// Words that the user took out, by codebook and frame: they do not count there, nor does what stands in them.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Exclusions {
    /// Words or phrases, with wildcards as in lists, by the short names of codebook and frame.
    pub words: BTreeMap<(Arc<str>, Arc<str>), BTreeSet<String>>,
}

impl Exclusions {
    /// What is taken out of a frame.
    pub fn of(&self, codebook: &str, frame: &str) -> impl Iterator<Item = &str> {
        let key: (Arc<str>, Arc<str>) = (codebook.into(), frame.into());
        self.words.get(&key).into_iter().flatten().map(String::as_str)
    }

    /// Takes a word out of a frame, or puts it back.
    pub fn set(&mut self, codebook: &str, frame: &str, word: &str, is_out: bool) {
        let key: (Arc<str>, Arc<str>) = (codebook.into(), frame.into());
        let words = self.words.entry(key.clone()).or_default();
        if is_out {
            words.insert(word.to_owned());
        } else {
            words.remove(word);
        }
        if words.is_empty() {
            self.words.remove(&key);
        }
    }
}

/// The dictionary hits of a codebook in groups of articles.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameHits {
    /// The codebook's short name.
    pub codebook: Arc<str>,
    /// By frame in the codebook's order, and within a frame by group in the order in which they were given.
    pub rows: Vec<FrameRow>,
    /// How many groups there are.
    pub groups: usize,
    /// Words that could not be looked for, with the reason; empty unless a list is damaged or boundless.
    pub left_out: Vec<String>,
}

/// The hits of one frame in one group. What is counted in are articles in languages that the frame has words for.
#[derive(Debug, Clone, PartialEq)]
pub struct FrameRow {
    /// Which frame of the codebook, from 0.
    pub frame: usize,
    /// Which group, from 0.
    pub group: usize,
    /// Hits. Of words that overlap the leftmost counts, and of those that begin at one place the longest.
    pub hits: u64,
    /// Articles with a hit.
    pub articles_with_hits: u32,
    /// Articles counted in.
    pub articles: u32,
    /// Articles passed over, since the frame has no words in their language.
    pub articles_without_list: u32,
    /// Words counted in.
    pub words_read: u64,
    /// Hits per word with the interval that knows that articles are the sample.
    pub rate: Stat,
    /// Limits of `rate`.
    pub interval: Stat<ClusterInterval>,
    /// Sentences with a hit.
    pub sentences: u64,
    /// Sentences counted in.
    pub sentences_read: u64,
    /// The share of sentences with a hit.
    pub sentence_share: Stat,
    /// Limits of `sentence_share`; articles are the sample.
    pub sentence_interval: Stat<ClusterInterval>,
    /// What caused the hits, commonest first, ties by code point.
    pub words: Vec<WordHits>,
}

/// A wording that caused hits.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordHits {
    /// As it stands in the articles, folded.
    pub form: String,
    /// The word of the list that found it.
    pub pattern: String,
    /// How often.
    pub hits: u64,
}

impl FrameHits {
    /// The row of a frame and a group.
    pub fn row(&self, frame: usize, group: usize) -> Option<&FrameRow> {
        if group >= self.groups {
            return None;
        }
        self.rows.get(frame.checked_mul(self.groups)?.checked_add(group)?)
    }
}

impl FrameRow {
    /// Hits per 1,000 words.
    pub fn per_1000(&self) -> Stat {
        self.rate.map(|rate| rate * 1_000.0)
    }

    /// The limits of [`per_1000`](Self::per_1000), lower and upper.
    pub fn limits_per_1000(&self) -> Stat<(f64, f64)> {
        self.interval.map(|interval| (interval.low * 1_000.0, interval.high * 1_000.0))
    }
}

/// A codebook looked up in some articles: what it takes to count in them and to find the places.
pub struct Lookup<'a> {
    corpus: &'a Corpus,
    codebook: &'a Codebook,
    lexicon: Lexicon,
}

impl<'a> Lookup<'a> {
    /// Looks the words of `codebook` up for `articles`, but for those of `exclusions`.
    pub fn new(
        corpus: &'a Corpus,
        articles: &[ArticleId],
        codebook: &'a Codebook,
        exclusions: &Exclusions,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let articles = distinct(corpus, articles);
        let lexicon = Lexicon::new(corpus, codebook, exclusions, &articles, task)?;
        Ok(Self { corpus, codebook, lexicon })
    }

    /// Counts in each of `groups`, articles that were looked up.
    ///
    /// An article counts once in a group however often it is named there; numbers that the corpus does not have are
    /// passed over. A list for one language counts in its articles alone, and in those of unknown language.
    pub fn hits(&self, groups: &[Vec<ArticleId>], task: &Task) -> Result<FrameHits, Cancelled> {
        let Self { corpus, codebook, lexicon } = self;
        let groups: Vec<Vec<ArticleId>> = groups.iter().map(|group| distinct(corpus, group)).collect();
        task.phase("Counting dictionary hits", groups.iter().map(|group| group.len() as u64).sum());
        let mut tallies = Vec::with_capacity(groups.len());
        for group in &groups {
            // One tally a worker, not one a portion: each holds a count for every form of the lists.
            let empty = || Tally::new(lexicon);
            let tally = group
                .par_chunks(STRIDE)
                .try_fold(empty, |mut tally, articles| {
                    tally.count(corpus, lexicon, articles, task)?;
                    task.advance(articles.len() as u64);
                    Ok(tally)
                })
                .try_reduce(empty, |mut one, other| {
                    one.add(other);
                    Ok(one)
                })?;
            tallies.push(tally);
        }
        let mut rows = Vec::with_capacity(codebook.frames.len() * groups.len());
        for frame in 0..codebook.frames.len() {
            for (group, tally) in tallies.iter().enumerate() {
                rows.push(row(corpus, lexicon, tally, frame, group));
            }
        }
        Ok(FrameHits {
            codebook: Arc::clone(&codebook.id),
            rows,
            groups: groups.len(),
            left_out: lexicon.left_out.clone(),
        })
    }

    /// Where the words of all frames stand in `articles`, which were looked up: by article, then place, each with its
    /// frame's place in the codebook.
    pub fn all_places(&self, articles: &[ArticleId], task: &Task) -> Result<Vec<(Place, usize)>, Cancelled> {
        let articles = distinct(self.corpus, articles);
        let parts: Result<Vec<Vec<(Place, usize)>>, Cancelled> = articles
            .par_chunks(FEW)
            .map(|articles| {
                let mut found = Vec::new();
                for &id in articles {
                    task.check()?;
                    scan::article(self.corpus, &self.lexicon, id, &mut |hit| {
                        let place = Place { article: id, span: hit.span(self.corpus) };
                        found.push((place, usize::from(hit.frame)));
                    });
                }
                Ok(found)
            })
            .collect();
        Ok(parts?.concat())
    }
}

/// Counts the words of `codebook` in each of `groups`, which are the articles of outlets, of columns, or any others:
/// [`Lookup::hits`].
pub fn hits(
    corpus: &Corpus,
    groups: &[Vec<ArticleId>],
    codebook: &Codebook,
    exclusions: &Exclusions,
    task: &Task,
) -> Result<FrameHits, Cancelled> {
    Lookup::new(corpus, &groups.concat(), codebook, exclusions, task)?.hits(groups, task)
}

/// The articles of the corpus among `ids`, in order, each once.
fn distinct(corpus: &Corpus, ids: &[ArticleId]) -> Vec<ArticleId> {
    let mut ids: Vec<ArticleId> = ids.iter().copied().filter(|id| *id < corpus.article_count()).collect();
    ids.sort_unstable();
    ids.dedup();
    ids
}

fn row(corpus: &Corpus, lexicon: &Lexicon, tally: &Tally, frame: usize, group: usize) -> FrameRow {
    let here = tally.frames.get(frame).copied().unwrap_or_default();
    let (mut words, mut sentences) = (here.hits, here.sentences);
    let mut passed_over = 0;
    for (class, sizes) in lexicon.classes.iter().zip(&tally.sizes) {
        if class.covers.get(frame).copied().unwrap_or(false) {
            words = words.merged(sizes.words);
            sentences = sentences.merged(sizes.sentences);
        } else {
            passed_over += sizes.words.articles;
        }
    }
    FrameRow {
        frame,
        group,
        hits: words.count,
        articles_with_hits: here.articles,
        articles: u32::try_from(words.articles).unwrap_or(u32::MAX),
        articles_without_list: u32::try_from(passed_over).unwrap_or(u32::MAX),
        words_read: words.words,
        rate: words.rate(),
        interval: cluster_wilson(&words, LEVEL),
        sentences: sentences.count,
        sentences_read: sentences.words,
        sentence_share: sentences.rate(),
        sentence_interval: cluster_wilson(&sentences, LEVEL),
        words: tally.words_of(corpus, lexicon, frame),
    }
}

/// Hits and sentences with hits of one frame; the sizes of articles are entered apart.
#[derive(Debug, Clone, Copy, Default)]
struct PerFrame {
    hits: ClusterSums,
    sentences: ClusterSums,
    articles: u32,
}

/// What lists of words an article's language has.
fn lists_for(frame: &Frame, language: Option<Language>) -> impl Iterator<Item = &String> {
    // Unknown languages get every list; languages without one get what is for all.
    let is_meant = move |list: &Language| match language {
        Some(Language::UNKNOWN) => true,
        Some(language) => *list == Language::UNKNOWN || *list == language,
        None => *list == Language::UNKNOWN,
    };
    frame.words.iter().filter(move |list| is_meant(&list.language)).flat_map(|list| &list.words)
}

/// What a place says, folded, in one line.
fn folded(text: &str) -> String {
    query::fold(text).split_whitespace().collect::<Vec<_>>().join(" ")
}
