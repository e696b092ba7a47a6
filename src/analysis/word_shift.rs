//! Which words make two outlets differ, or one outlet and all others together: the Jensen-Shannon shift.
//!
//! The divergence of two vocabularies is a sum over words, so each word has its part of it, and a side on which it is
//! more frequent. The divergence of small texts is too large by itself: articles dealt to the two sides by chance give
//! the value beside it, without which it says little. See METHODS, "Divergence and word shifts".

use std::sync::Arc;

use rayon::prelude::*;

use super::coverage::Coverage;
use super::grouping::{GroupRow, Grouping};
use super::keyness::DistinctiveSettings;
use super::scope::Scope;
use super::sieve::Sieve;
use super::word_counts::{Members, WordCounts};
use crate::corpus::{ArticleId, Corpus, Subset, TypeId};
use crate::stats::divergence::{Direction, jensen_shannon, word_shift};
use crate::stats::permutation::{binomial, each_combination};
use crate::stats::random::Random;
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};

/// Dealings of the articles, unless somebody asks for more.
pub const USUAL_DEALINGS: u32 = 99;

/// The question: which words make the difference?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WordShiftRecipe {
    /// Which articles.
    pub scope: Scope,
    /// What is held against each other.
    pub by: Grouping,
    /// The group on the left, by name; `None` is that with most words.
    pub left: Option<Arc<str>>,
    /// The group on the right; `None` is all others together.
    pub right: Option<Arc<str>>,
    /// Which kinds of words are put aside. Floors and prior play no part.
    pub settings: DistinctiveSettings,
    /// Single words put aside, folded.
    pub aside: Arc<[Arc<str>]>,
    /// Dealings of the articles to the two sides.
    pub permutations: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

impl Default for WordShiftRecipe {
    fn default() -> Self {
        Self {
            scope: Scope::default(),
            by: Grouping::default(),
            left: None,
            right: None,
            settings: DistinctiveSettings::default(),
            aside: Arc::default(),
            permutations: USUAL_DEALINGS,
            seed: 1,
        }
    }
}

/// The answer to a [`WordShiftRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct WordShift {
    /// What was counted: both sides.
    pub coverage: Coverage,
    /// The groups there are to choose from.
    pub groups: Vec<GroupRow>,
    /// The left side.
    pub left: ShiftSide,
    /// The right side.
    pub right: ShiftSide,
    /// All words of both sides that are not put aside, the largest part first.
    pub words: Vec<ShiftWord>,
    /// The divergence in bits: 0 for equal vocabularies, 1 for none in common.
    pub bits: Stat,
    /// What chance gives.
    pub baseline: Stat<Baseline>,
}

/// One side of a word shift.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ShiftSide {
    /// The group's name; `None` for all others together.
    pub group: Option<Arc<str>>,
    /// How it is shown.
    shown: Arc<str>,
    /// Articles with words.
    pub articles: u32,
    /// Words that are not put aside: what shares are shares of.
    pub words: u64,
}

/// One word of a word shift.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct ShiftWord {
    /// The word.
    pub word: TypeId,
    /// Its part of the divergence, in bits.
    pub bits: f64,
    /// Its share of the right side's words less that of the left side's.
    pub difference: f64,
    /// The side on which it is more frequent: the first is the left.
    pub direction: Direction,
    /// Hits on the left.
    pub left: u64,
    /// Hits on the right.
    pub right: u64,
}

/// The divergence of articles dealt to two sides of these sizes by chance.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Baseline {
    /// Its mean in bits.
    pub mean: f64,
    /// Nineteen in twenty dealings stay at or below this.
    pub high: f64,
    /// The share of dealings that diverge at least as much as the outlets do.
    pub p: f64,
    /// Dealings drawn, or all there are.
    pub dealings: u32,
    /// Whether these are all.
    pub is_all: bool,
}

impl ShiftSide {
    /// Its name to show.
    pub fn shown(&self) -> &str {
        &self.shown
    }
}

impl WordShiftRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<WordShift, Cancelled> {
        task.check()?;
        let in_scope = self.scope.try_subset(corpus, task)?;
        let grouped = self.by.sort(corpus, &in_scope);
        let groups = &grouped.rows;
        let largest = || {
            let known = groups.iter().filter(|row| !row.name.is_empty());
            known
                .max_by(|a, b| a.words.cmp(&b.words).then_with(|| b.name.cmp(&a.name)))
                .map(|row| Arc::clone(&row.name))
        };
        let left = self.left.clone().or_else(largest).unwrap_or_default();
        let place = |name: &Arc<str>| groups.iter().position(|row| row.name == *name);
        let (left_at, right_at) = (place(&left), self.right.as_ref().map(place));
        let is_left = |id: ArticleId| left_at.is_some() && grouped.row_of(corpus, id) == left_at;
        let is_right = |id: ArticleId| match right_at {
            Some(right) => right.is_some() && grouped.row_of(corpus, id) == right && right != left_at,
            None => !is_left(id),
        };
        let both = Subset::of(corpus, |id| in_scope.contains(id) && (is_left(id) || is_right(id)));
        let members = Members::of(corpus, |id| both.contains(id));
        let sieve = Sieve::of(corpus, &both, &self.settings, &self.aside, task)?;
        let counts = WordCounts::of(corpus, &members, |word, _| sieve.keeps(corpus, word), task)?;
        let ids = both.articles(corpus).filter(|&id| corpus.words_of(id) > 0);
        let labels: Vec<bool> = ids.map(is_left).collect();
        let shown = |name: &Option<Arc<str>>| match name {
            Some(name) => place(name)
                .and_then(|at| groups.get(at))
                .map_or_else(|| Arc::clone(name), |row| row.shown().into()),
            None => "All others".into(),
        };
        let side = |group, is_left: bool, hits: &[u64]| ShiftSide {
            shown: shown(&group),
            group,
            articles: labels.iter().filter(|label| **label == is_left).count() as u32,
            words: hits.iter().sum(),
        };
        let (p, q) = split(&counts, &labels);
        let left = side(Some(left), true, &p);
        let right = side(self.right.clone(), false, &q);
        let shift = word_shift(&p, &q);
        let bits = jensen_shannon(&p, &q);
        let baseline = match bits {
            Ok(bits) => self.baseline(bits, &counts, &labels, task)?,
            Err(reason) => Err(reason),
        };
        let mut words: Vec<ShiftWord> = shift
            .unwrap_or_default()
            .into_iter()
            .zip(counts.words.iter().zip(p.iter().zip(&q)))
            .map(|(part, (&word, (&left, &right)))| ShiftWord {
                word,
                bits: part.bits,
                difference: part.difference,
                direction: part.direction,
                left,
                right,
            })
            .collect();
        let form = |word: &ShiftWord| corpus.vocabulary().form(word.word);
        words.par_sort_unstable_by(|a, b| {
            let hits = |word: &ShiftWord| word.left + word.right;
            b.bits.total_cmp(&a.bits).then(hits(b).cmp(&hits(a))).then_with(|| form(a).cmp(form(b)))
        });
        task.check()?;
        let coverage = Coverage::of(corpus, &both);
        Ok(WordShift { coverage, groups: grouped.rows, left, right, words, bits, baseline })
    }

    /// The divergence when the articles are dealt out by chance: all dealings where they are no more than asked for.
    fn baseline(
        &self,
        seen: f64,
        counts: &WordCounts,
        labels: &[bool],
        task: &Task,
    ) -> Result<Stat<Baseline>, Cancelled> {
        /// Equal dealings may differ by rounding.
        const ROUNDING: f64 = 1.0 - 1e-11;
        let (articles, size) = (labels.len(), labels.iter().filter(|label| **label).count());
        let all = binomial(articles as u64, size as u64).filter(|&all| all <= self.permutations.into());
        let divergence = |labels: &[bool]| {
            task.check()?;
            let (p, q) = split(counts, labels);
            task.advance(1);
            Ok(jensen_shannon(&p, &q))
        };
        let dealings = all.map_or(self.permutations, |all| all as u32);
        task.phase("Permuting articles", dealings.into());
        let found: Result<Vec<Stat>, Cancelled> = if all.is_some() {
            let mut every: Vec<Vec<bool>> = Vec::new();
            each_combination(articles, size, |chosen| {
                every.push((0..articles).map(|at| chosen.binary_search(&at).is_ok()).collect());
            });
            every.par_iter().map(|labels| divergence(labels)).collect()
        } else {
            let shuffled = |dealing: u32| {
                let mut random = Random::part(self.seed, dealing.into());
                let mut labels = labels.to_vec();
                for place in (1..articles).rev() {
                    labels.swap(place, random.below(place as u32 + 1) as usize);
                }
                divergence(&labels)
            };
            (0..dealings).into_par_iter().map(shuffled).collect()
        };
        let found: Stat<Vec<f64>> = found?.into_iter().collect();
        Ok(found.and_then(|mut found| {
            let reached = found.iter().filter(|bits| **bits >= seen * ROUNDING).count() as f64;
            let count = found.len() as f64;
            let p = if all.is_some() { reached / count } else { (1.0 + reached) / (count + 1.0) };
            found.sort_unstable_by(f64::total_cmp);
            let at = ((count * 0.95).ceil() as usize).saturating_sub(1);
            let high = found.get(at).copied().ok_or(Undefined::EmptyGroup)?;
            let mean = found.iter().sum::<f64>() / count;
            Ok(Baseline { mean, high, p, dealings, is_all: all.is_some() })
        }))
    }
}

/// Hits of each word left and right.
fn split(counts: &WordCounts, is_left: &[bool]) -> (Vec<u64>, Vec<u64>) {
    (0..counts.len())
        .map(|at| {
            let here =
                counts.cells(at).iter().filter(|(member, _)| is_left.get(*member as usize) == Some(&true));
            let left: u64 = here.map(|(_, hits)| u64::from(*hits)).sum();
            (left, counts.hits.get(at).copied().unwrap_or(left) - left)
        })
        .unzip()
}
