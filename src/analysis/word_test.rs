//! What chance alone would do: distinctive words tested by permuting articles.
//!
//! If outlets did not differ, any dealing of the articles to them was as likely as the one seen. For each outlet and
//! each word tested, p is the share of dealings in which the rate of the outlet differs from that of what it is held
//! against at least as much as it does: see [`crate::stats::permutation`], whose statistic and whose p this is, for all
//! words at once. All words times outlets that are tested are corrected together (Benjamini and Hochberg), those too
//! that no list shows.
//!
//! One dealing serves all words and outlets. Where an outlet's articles can be dealt out in no more than 20,000 ways,
//! all of them are gone through; else each of `permutations` dealings has its own stream of random numbers, so that
//! threads make no difference.

use std::sync::Arc;

use rayon::prelude::*;

use super::distinctive::{DistinctiveRecipe, Prepared, USUAL_K};
use super::keyness::{DistinctiveSettings, DistinctiveWord, NO_COLUMN};
use super::measures::Chance;
use super::sieve::Sieve;
use super::word_counts::{Members, WordCounts};
use crate::corpus::{ArticleId, Corpus, TypeId};
use crate::stats::Undefined;
use crate::stats::multiple::{Correction, adjust};
use crate::stats::permutation::{EXACT_LIMIT, binomial, each_combination, smallest_p};
use crate::stats::random::Random;
use crate::task::{Cancelled, Task};

/// Words times groups that are tested at most: more fill the memory, and correcting for them leaves nothing.
pub const MOST_TESTS: u64 = 1 << 24;

/// Dealings, unless somebody asks for more.
pub const USUAL_PERMUTATIONS: u32 = 999;

/// The question: how likely are differences like these by chance?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct WordTestRecipe {
    /// The words and outlets; what only lists and sorts is as usual.
    pub of: DistinctiveRecipe,
    /// Dealings drawn where there are too many for all of them.
    pub permutations: u32,
    /// Where the random numbers begin.
    pub seed: u64,
}

/// The answer to a [`WordTestRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct WordTest {
    /// One for each group in scope; none for what is not held against anything.
    pub rows: Vec<Option<RowTest>>,
    /// Whether nothing was tested since words times groups are more than [`MOST_TESTS`].
    pub is_too_large: bool,
    /// Words times groups tested, which are corrected together.
    pub tests: u64,
    /// Dealings drawn, where not all were gone through.
    pub permutations: u32,
    /// Where the random numbers began.
    pub seed: u64,
}

/// What chance says of the words of one outlet.
#[derive(Debug, Clone, PartialEq)]
pub struct RowTest {
    /// The words tested, by number.
    words: Arc<[TypeId]>,
    /// For each type of the corpus its place among them, or [`u32::MAX`]: tables ask often.
    place_of: Arc<[u32]>,
    chances: Vec<Chance>,
    /// All dealings there are, where all were gone through.
    pub all_dealings: Option<u64>,
    /// The smallest p there could have been.
    pub smallest_p: f64,
}

impl RowTest {
    /// What chance says of a word; `None` for one that was not tested.
    pub fn chance(&self, word: TypeId) -> Option<Chance> {
        let place = self.place_of.get(word as usize).copied()?;
        self.chances.get(place as usize).copied()
    }

    /// Places of `listed` in the order of p; equal ones as they are, those not tested last.
    pub fn order(&self, listed: &[DistinctiveWord], is_downwards: bool) -> Vec<u32> {
        // Bits of positive numbers order as the numbers do.
        let key = |word: &DistinctiveWord| match self.chance(word.word) {
            Some(chance) if is_downwards => !chance.p.to_bits() >> 1,
            Some(chance) => chance.p.to_bits() >> 1,
            None => u64::MAX,
        };
        let mut keyed: Vec<(u64, u32)> = listed.iter().map(key).zip(0..).collect();
        keyed.sort_unstable();
        keyed.into_iter().map(|(_, at)| at).collect()
    }

    /// The words tested with what chance says of each.
    pub fn iter(&self) -> impl Iterator<Item = (TypeId, Chance)> + '_ {
        self.words.iter().copied().zip(self.chances.iter().copied())
    }
}

impl WordTestRecipe {
    /// The question about the words of `of`: what only lists, sorts and shows them makes no other question.
    pub fn new(of: &DistinctiveRecipe, permutations: u32, seed: u64) -> Self {
        let usual = DistinctiveSettings::default();
        let settings = DistinctiveSettings {
            minimum_articles: usual.minimum_articles,
            prior_tokens: usual.prior_tokens,
            ..of.settings
        };
        let of = DistinctiveRecipe {
            settings,
            order: None,
            with_dispersion: false,
            simple_maths_k: USUAL_K,
            ..of.clone()
        };
        Self { of, permutations: permutations.max(1), seed }
    }

    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<WordTest, Cancelled> {
        task.check()?;
        let Prepared { subset, groups, columns, undefined } = self.of.prepare(corpus, task)?;
        let none = |_: &_| None;
        let mut test = WordTest {
            rows: groups.iter().map(none).collect(),
            is_too_large: false,
            tests: 0,
            permutations: self.permutations,
            seed: self.seed,
        };
        if undefined == Some(Undefined::EmptyGroup) {
            return Ok(test);
        }
        let sieve = Sieve::of(corpus, &subset, &self.of.settings, &self.of.aside, task)?;
        let floor = u64::from(self.of.settings.minimum_count);
        let keeps = |word: TypeId, hits: u64| hits >= floor && sieve.keeps(corpus, word);
        let column = |id: ArticleId| columns.of_article.get(id as usize).copied().unwrap_or(NO_COLUMN);
        let tested: Vec<u32> =
            (0..groups.len()).filter(|&at| columns.is_tested(at)).map(|at| at as u32).collect();
        if tested.len() >= usize::from(u16::MAX) {
            test.is_too_large = true;
            return Ok(test);
        }
        let groups: Vec<(Vec<u32>, Option<u32>)> = match columns.against {
            None => vec![(tested, None)],
            Some(other) => tested.into_iter().map(|column| (vec![column], Some(other))).collect(),
        };
        let is_member = |rows: &[u32], other: Option<u32>, id: ArticleId| match other {
            None => column(id) != NO_COLUMN,
            Some(other) => column(id) == other || rows.contains(&column(id)),
        };
        let counted = |rows: &[u32], other: Option<u32>| {
            let members = Members::of(corpus, |id| is_member(rows, other, id));
            Ok((WordCounts::of(corpus, &members, keeps, task)?, members))
        };
        // All is counted before anything is permuted: each pair has words of its own.
        let (mut tests, mut first) = (0, None);
        for (rows, other) in &groups {
            let found = counted(rows, *other)?;
            tests += (found.0.len() * rows.len()) as u64;
            if tests > MOST_TESTS {
                test.is_too_large = true;
                return Ok(test);
            }
            first.get_or_insert(found);
        }
        task.phase("Permuting articles", (groups.len() as u64) * u64::from(self.permutations));
        for (rows, other) in groups {
            let (counts, members) = match first.take() {
                Some(found) => found,
                None => counted(&rows, other)?,
            };
            let group =
                |id: ArticleId| rows.iter().position(|row| *row == column(id)).unwrap_or(rows.len()) as u16;
            let labels = (0..corpus.article_count())
                .filter(|&id| corpus.words_of(id) > 0 && is_member(&rows, other, id))
                .map(group);
            let dealt = Dealt {
                labels: labels.collect(),
                words: members.words.iter().map(|&words| f64::from(words)).collect(),
                counts,
                groups: rows.len() + 1,
            };
            let words: Arc<[TypeId]> = dealt.counts.words.as_slice().into();
            let mut place_of = vec![u32::MAX; corpus.vocabulary().len()];
            for (place, &word) in (0..).zip(words.iter()) {
                if let Some(slot) = place_of.get_mut(word as usize) {
                    *slot = place;
                }
            }
            let place_of: Arc<[u32]> = place_of.into();
            for (row, found) in rows.iter().zip(dealt.test(rows.len(), self, task)?) {
                if let Some(place) = test.rows.get_mut(*row as usize) {
                    let chance = |p: f64| Chance { p, q: 1.0 };
                    *place = Some(RowTest {
                        words: Arc::clone(&words),
                        place_of: Arc::clone(&place_of),
                        chances: found.p.into_iter().map(chance).collect(),
                        all_dealings: found.all,
                        smallest_p: found.smallest_p,
                    });
                }
            }
        }
        task.check()?;
        correct(&mut test);
        Ok(test)
    }
}

/// Corrects all p together.
fn correct(test: &mut WordTest) {
    let p: Vec<f64> =
        test.rows.iter().flatten().flat_map(|row| &row.chances).map(|chance| chance.p).collect();
    test.tests = p.len() as u64;
    let corrected = adjust(&p, Correction::BenjaminiHochberg);
    let chances = test.rows.iter_mut().flatten().flat_map(|row| &mut row.chances);
    chances.zip(corrected).for_each(|(chance, q)| chance.q = q);
}

/// Equal differences may differ by rounding.
const ROUNDING: f64 = 1.0 - 1e-11;
/// Dealings laid out at a time.
const DEALINGS: u32 = 64;
/// Cells of words that one thread goes over for all of these.
const CELLS: usize = 16_384;
/// Stretches of them handed to the threads at a time.
const AT_A_TIME: usize = 16;

/// Articles dealt to groups, and the words in them.
struct Dealt {
    /// The group of each article.
    labels: Vec<u16>,
    /// Words of each article.
    words: Vec<f64>,
    counts: WordCounts,
    groups: usize,
}

/// The p of one group, by word.
struct Found {
    p: Vec<f64>,
    all: Option<u64>,
    smallest_p: f64,
}

/// The difference of two rates, of `a` hits in `c` words from `all` - `a` in `words` - `c`, by whole numbers up to one
/// division, so that equal differences are equal.
#[inline]
fn difference(a: f64, c: f64, all: f64, words: f64) -> f64 {
    (a * words - all * c).abs() * scale(c, words)
}

#[inline]
fn scale(c: f64, words: f64) -> f64 {
    1.0 / (c * (words - c))
}

impl Dealt {
    /// The p of the first `tested` groups.
    fn test(&self, tested: usize, asked: &WordTestRecipe, task: &Task) -> Result<Vec<Found>, Cancelled> {
        let articles = self.labels.len();
        let size = |group: usize| self.labels.iter().filter(|label| usize::from(**label) == group).count();
        let ways = |group: usize| {
            let size = size(group);
            binomial(articles as u64, size.min(articles - size) as u64).filter(|&ways| ways <= EXACT_LIMIT)
        };
        let ways: Vec<Option<u64>> = (0..tested).map(ways).collect();
        let drawn = if ways.contains(&None) {
            self.drawn(asked, task)?
        } else {
            vec![0; self.counts.len() * self.groups]
        };
        let mut found = Vec::with_capacity(tested);
        for (group, ways) in ways.into_iter().enumerate() {
            let dealings = f64::from(asked.permutations) + 1.0;
            found.push(if let Some(all) = ways {
                let reached = self.listed(group, size(group), task)?;
                let p = reached.iter().map(|&reached| f64::from(reached) / all as f64);
                Found { p: p.collect(), all: Some(all), smallest_p: smallest_p(all, articles, size(group)) }
            } else {
                let reached = drawn.iter().skip(group).step_by(self.groups);
                let p = reached.map(|&reached| (1.0 + f64::from(reached)) / dealings);
                Found { p: p.collect(), all: None, smallest_p: 1.0 / dealings }
            });
        }
        Ok(found)
    }

    /// How often each word and group differ as much in dealings drawn.
    fn drawn(&self, asked: &WordTestRecipe, task: &Task) -> Result<Vec<u32>, Cancelled> {
        let seen = self.seen(&self.labels, self.groups);
        let mut reached = vec![0; seen.len()];
        let articles = self.labels.len();
        for first in (0..asked.permutations).step_by(DEALINGS as usize) {
            let dealings = first..(first + DEALINGS).min(asked.permutations);
            let shuffled = |dealing: u32| {
                let mut random = Random::part(asked.seed, dealing.into());
                let mut labels = self.labels.clone();
                for place in (1..articles).rev() {
                    labels.swap(place, random.below(place as u32 + 1) as usize);
                }
                labels
            };
            let laid_out: Vec<Vec<u16>> = dealings.clone().into_par_iter().map(shuffled).collect();
            self.count(&laid_out, self.groups, &seen, &mut reached, task)?;
            task.advance(dealings.len() as u64);
        }
        Ok(reached)
    }

    /// How often each word differs as much between a group and the rest in all dealings there are.
    fn listed(&self, group: usize, size: usize, task: &Task) -> Result<Vec<u32>, Cancelled> {
        let articles = self.labels.len();
        // The smaller side is drawn; which of the two it is makes no difference to the statistic.
        let side = size.min(articles - size);
        let is_small = size == side;
        let own = self.labels.iter().map(|label| u16::from((usize::from(*label) == group) != is_small));
        let own: Vec<u16> = own.collect();
        let seen = self.seen(&own, 2);
        if side == 1 {
            return self.each_alone(&seen, task);
        }
        let mut reached = vec![0; seen.len()];
        let mut laid_out: Vec<Vec<u16>> = Vec::new();
        let mut outcome = Ok(());
        each_combination(articles, side, |chosen| {
            let mut labels = vec![1; articles];
            for &which in chosen {
                if let Some(label) = labels.get_mut(which) {
                    *label = 0;
                }
            }
            laid_out.push(labels);
            if laid_out.len() == DEALINGS as usize {
                if outcome.is_ok() {
                    outcome = self.count(&laid_out, 2, &seen, &mut reached, task);
                }
                laid_out.clear();
            }
        });
        outcome?;
        self.count(&laid_out, 2, &seen, &mut reached, task)?;
        Ok(reached.into_iter().step_by(2).collect())
    }

    /// The same for a side of one article: each article in turn, those without the word by their length alone.
    fn each_alone(&self, seen: &[f64], task: &Task) -> Result<Vec<u32>, Cancelled> {
        let words: f64 = self.words.iter().sum();
        let mut lengths = self.words.clone();
        lengths.sort_unstable_by(f64::total_cmp);
        let reached = |at: usize| {
            if at.is_multiple_of(256) {
                task.check()?;
            }
            let (all, seen) = (self.all(at), seen.get(at * 2).copied().unwrap_or(0.0));
            let reaches = |hits: f64, length: f64| difference(hits, length, all, words) >= seen;
            // Without the word the difference grows with the length.
            let short = lengths.partition_point(|&length| !reaches(0.0, length));
            let mut reached = (lengths.len() - short) as u32;
            for &(member, hits) in self.counts.cells(at) {
                let length = self.words.get(member as usize).copied().unwrap_or(1.0);
                reached = reached + u32::from(reaches(hits.into(), length)) - u32::from(reaches(0.0, length));
            }
            Ok(reached)
        };
        (0..self.counts.len()).into_par_iter().map(reached).collect()
    }

    /// Hits of a word in all articles.
    fn all(&self, at: usize) -> f64 {
        self.counts.hits.get(at).copied().unwrap_or(0) as f64
    }

    /// The difference of each word and group as it is, less what rounding may do.
    fn seen(&self, labels: &[u16], groups: usize) -> Vec<f64> {
        let lengths = self.lengths(labels, groups);
        let words: f64 = self.words.iter().sum();
        let of_word = |at: usize| {
            let mut hits = vec![0.0; groups];
            add(&mut hits, self.counts.cells(at), labels);
            let all = self.all(at);
            let seen = |(hits, length): (f64, &f64)| difference(hits, *length, all, words) * ROUNDING;
            hits.into_iter().zip(&lengths).map(seen).collect::<Vec<f64>>()
        };
        (0..self.counts.len()).into_par_iter().flat_map_iter(of_word).collect()
    }

    /// Words of each group.
    fn lengths(&self, labels: &[u16], groups: usize) -> Vec<f64> {
        let mut lengths = vec![0.0; groups];
        for (label, words) in labels.iter().zip(&self.words) {
            if let Some(length) = lengths.get_mut(usize::from(*label)) {
                *length += words;
            }
        }
        lengths
    }

    /// Counts, for each word and group, the dealings that differ at least as much as was seen.
    fn count(
        &self,
        dealings: &[Vec<u16>],
        groups: usize,
        seen: &[f64],
        reached: &mut [u32],
        task: &Task,
    ) -> Result<(), Cancelled> {
        let words: f64 = self.words.iter().sum();
        // Words of each group in each dealing, and what a difference is multiplied by.
        let shapes: Vec<(Vec<f64>, Vec<f64>)> = dealings
            .par_iter()
            .map(|labels| {
                let lengths = self.lengths(labels, groups);
                let scales = lengths.iter().map(|&length| scale(length, words)).collect();
                (lengths, scales)
            })
            .collect();
        let stretch = |range: &std::ops::Range<usize>| {
            task.check()?;
            let mut reached = vec![0_u32; range.len() * groups];
            let mut hits = vec![0.0; groups];
            let seen = seen.get(range.start * groups..range.end * groups).unwrap_or_default();
            for (labels, (lengths, scales)) in dealings.iter().zip(&shapes) {
                let rows = reached.chunks_exact_mut(groups).zip(seen.chunks_exact(groups));
                for (at, (reached, seen)) in range.clone().zip(rows) {
                    hits.fill(0.0);
                    add(&mut hits, self.counts.cells(at), labels);
                    let all = self.all(at);
                    let groups = hits.iter().zip(lengths).zip(scales).zip(seen).zip(reached);
                    for ((((hits, length), scale), seen), reached) in groups {
                        let difference = (hits * words - all * length).abs() * scale;
                        *reached += u32::from(difference >= *seen);
                    }
                }
            }
            Ok(reached)
        };
        let stretches = self.counts.stretches(CELLS);
        let mut sums = reached.iter_mut();
        // Few at a time: what is asked meanwhile gets its turn on the same threads.
        for few in stretches.chunks(AT_A_TIME) {
            let parts: Vec<Vec<u32>> = few.par_iter().map(stretch).collect::<Result<_, Cancelled>>()?;
            parts.into_iter().flatten().zip(&mut sums).for_each(|(more, sum)| *sum += more);
        }
        Ok(())
    }
}

#[inline]
fn add(hits: &mut [f64], cells: &[(u32, u32)], labels: &[u16]) {
    for &(member, count) in cells {
        let label = labels.get(member as usize).copied().unwrap_or(u16::MAX);
        if let Some(sum) = hits.get_mut(usize::from(label)) {
            *sum += f64::from(count);
        }
    }
}
