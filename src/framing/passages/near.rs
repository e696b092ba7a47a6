//! How much of each sentence has a counterpart in others: every word finds its nearest word there, by stem, by the
//! list of like words or by meaning, and counts as much as it is rare and near.
//!
//! Names and figures have no near ones: they are there or not.

use rayon::prelude::*;

use super::Told;
use super::signs::Signs;
use crate::task::{Cancelled, Task};
use crate::text::wordings::{DIMENSIONS, Wording};

/// A word that more sentences than this have tells nothing apart and is left aside.
const MOST_SHARING: usize = 240;
/// Up to which nearness words have nothing to do with each other, and from which on they are of one meaning.
const FAR: f32 = 0.4;
const NEAR: f32 = 0.9;
/// What a word of the same meaning counts beside the word itself, and one of a group of like words.
const SAME_MEANING: f32 = 0.8;
const SAME_GROUP: f32 = 0.75;
/// So many of the story's words are looked up by meaning, in the order they first stand; each beyond meets only its
/// own stem and its group. A story of 40 articles has some 3,000.
const MOST_MEANT: usize = 8000;
/// Of a word at most so many near ones are followed, the nearest.
const MOST_NEAR: usize = 32;
/// Which part of a sentence must have a counterpart in another before the two are compared.
const LEAST_COVERED: f32 = 0.1;

/// For each sentence, which part of it stands in which others.
pub(super) struct Near {
    /// Of each sentence: those of other columns, ascending, and the weight of its words that have a counterpart there.
    covered: Vec<Vec<Covered>>,
    /// The weight of all words of each sentence.
    totals: Vec<f32>,
    /// Where the words of each sentence point together, by length 1; zeros where nothing is known.
    directions: Vec<[f32; DIMENSIONS]>,
}

/// What of a sentence stands in another.
#[derive(Debug, Clone, Copy)]
struct Covered {
    /// The other sentence.
    by: u32,
    /// The weight of its words that have a counterpart there.
    weight: f32,
    /// The same for that sentence and the next one together.
    with_next: f32,
}

/// A word's near ones with how much each counts, the word itself among them.
type NearOnes = Vec<(u32, f32)>;

impl Near {
    pub(super) fn new(signs: &Signs, told: &[Told], task: &Task) -> Result<Self, Cancelled> {
        let near = near_ones(signs, task)?;
        let sentences = told.len();
        let column = |sentence: usize| told.get(sentence).map(|told| told.column);
        let totals: Vec<f32> =
            (0..sentences).map(|s| told_apart(signs, s).map(|(_, weight)| weight).sum::<f32>()).collect();
        let covered = (0..sentences)
            .into_par_iter()
            .map_init(
                || Scratch::new(sentences),
                |scratch, sentence| {
                    task.check()?;
                    // What its own column says again is nothing to compare.
                    let is_other = |there: usize| column(there) != column(sentence);
                    Ok(scratch.covered(signs, &near, sentence, is_other))
                },
            )
            .collect::<Result<_, Cancelled>>()?;
        let directions = (0..sentences).map(|sentence| direction(signs, sentence)).collect();
        Ok(Self { covered, totals, directions })
    }

    /// The sentences after one of which enough is covered, this way or the other.
    pub(super) fn candidates(&self, sentence: usize) -> impl Iterator<Item = usize> + '_ {
        let covered = self.covered.get(sentence).map_or(&[][..], Vec::as_slice);
        let after = covered.partition_point(|one| one.by as usize <= sentence);
        let total = self.total(sentence);
        covered.get(after..).unwrap_or(&[]).iter().filter_map(move |one| {
            let other = one.by as usize;
            let is_enough = one.weight > LEAST_COVERED * total
                || self.weight(other, sentence) > LEAST_COVERED * self.total(other);
            is_enough.then_some(other)
        })
    }

    fn of(&self, a: usize, b: usize) -> Option<&Covered> {
        let covered = self.covered.get(a)?;
        let at = covered.binary_search_by_key(&(b as u32), |one| one.by).ok()?;
        covered.get(at)
    }

    fn weight(&self, a: usize, b: usize) -> f32 {
        self.of(a, b).map_or(0.0, |one| one.weight)
    }

    fn total(&self, sentence: usize) -> f32 {
        self.totals.get(sentence).copied().unwrap_or(0.0).max(f32::MIN_POSITIVE)
    }

    /// Which part of each of two sentences has a counterpart in the other.
    pub(super) fn shares(&self, a: usize, b: usize) -> (f32, f32) {
        (self.weight(a, b) / self.total(a), self.weight(b, a) / self.total(b))
    }

    /// Which part of a sentence has a counterpart in another and the one after it.
    pub(super) fn share_with_next(&self, a: usize, b: usize) -> f32 {
        self.of(a, b).map_or(0.0, |one| one.with_next) / self.total(a)
    }

    /// The weight of what both have of each other, the smaller of the two ways.
    pub(super) fn evidence(&self, a: usize, b: usize) -> f32 {
        self.weight(a, b).min(self.weight(b, a))
    }

    /// How near two sentences are on the whole: the cosine of the sums of their words.
    pub(super) fn alike(&self, a: usize, b: usize) -> f32 {
        match (self.directions.get(a), self.directions.get(b)) {
            (Some(a), Some(b)) => a.iter().zip(b).map(|(a, b)| a * b).sum(),
            _ => 0.0,
        }
    }
}

/// The words of a sentence that tell it apart.
fn told_apart(signs: &Signs, sentence: usize) -> impl Iterator<Item = (u32, f32)> + '_ {
    signs.words(sentence).iter().copied().filter(|(sign, _)| signs.having(*sign).len() <= MOST_SHARING)
}

/// Room for one sentence's sums over all others; all zeros between sentences.
struct Scratch {
    sums: Vec<Covered>,
    best: Vec<f32>,
}

impl Scratch {
    fn new(sentences: usize) -> Self {
        let sums = (0..sentences as u32).map(|by| Covered { by, weight: 0.0, with_next: 0.0 }).collect();
        Self { sums, best: vec![0.0; sentences] }
    }

    /// The sentences of other columns that have something of this one, and how much.
    fn covered(
        &mut self,
        signs: &Signs,
        near: &[NearOnes],
        sentence: usize,
        is_other: impl Fn(usize) -> bool,
    ) -> Vec<Covered> {
        let mut touched: Vec<u32> = Vec::new();
        let mut having: Vec<u32> = Vec::new();
        for (word, weight) in told_apart(signs, sentence) {
            having.clear();
            for &(other, counts) in near.get(word as usize).map_or(&[][..], Vec::as_slice) {
                let with = signs.having(other);
                if with.len() > MOST_SHARING {
                    continue;
                }
                for &there in with.iter().filter(|there| is_other(**there as usize)) {
                    if let Some(best) = self.best.get_mut(there as usize) {
                        if *best == 0.0 {
                            having.push(there);
                        }
                        *best = best.max(counts);
                    }
                }
            }
            for &there in &having {
                let at = there as usize;
                let of = |at: usize| self.best.get(at).copied().unwrap_or(0.0);
                let (here, next) = (of(at), of(at + 1));
                let before = at.checked_sub(1).filter(|before| of(*before) == 0.0 && is_other(*before));
                if let Some(sum) = self.sums.get_mut(at) {
                    sum.weight += weight * here;
                    sum.with_next += weight * here.max(next);
                }
                touched.push(there);
                if let Some(sum) = before.and_then(|before| self.sums.get_mut(before)) {
                    sum.with_next += weight * here;
                    touched.push(sum.by);
                }
            }
            for &there in &having {
                if let Some(best) = self.best.get_mut(there as usize) {
                    *best = 0.0;
                }
            }
        }
        touched.sort_unstable();
        touched.dedup();
        let take = |by: u32| {
            let sum = self.sums.get_mut(by as usize)?;
            Some(std::mem::replace(sum, Covered { by, weight: 0.0, with_next: 0.0 }))
        };
        touched.into_iter().filter_map(take).collect()
    }
}

/// The near ones of every sign.
fn near_ones(signs: &Signs, task: &Task) -> Result<Vec<NearOnes>, Cancelled> {
    let kinds = signs.kinds();
    let mut of_group: Vec<Vec<u32>> = vec![Vec::new(); kinds.len()];
    let mut meant: Vec<(u32, Wording)> = Vec::new();
    for (sign, kind) in (0..).zip(kinds) {
        if kind.is_name() {
            continue;
        }
        if let Some(of) = kind.group.and_then(|group| of_group.get_mut(group as usize)) {
            of.push(sign);
        }
        meant.extend(kind.wording.filter(|_| meant.len() < MOST_MEANT).map(|wording| (sign, wording)));
    }
    // Small integers side by side: the loop over all couples is one of multiplications and nothing else.
    let rows: Vec<([i16; DIMENSIONS], f32)> = meant.iter().map(|(_, wording)| wording.numbers()).collect();
    let after: Vec<NearOnes> = (0..meant.len())
        .into_par_iter()
        .map(|at| {
            task.check()?;
            let Some(((row, scale), others)) = rows.get(at..).and_then(<[_]>::split_first) else {
                return Ok(Vec::new());
            };
            let near = |((there, length), (other, _)): (&([i16; DIMENSIONS], f32), &(u32, Wording))| {
                let dot: i32 = row.iter().zip(there).map(|(a, b)| i32::from(*a) * i32::from(*b)).sum();
                let near = (dot as f32 * scale * length - FAR) / (NEAR - FAR);
                (near > 0.0).then(|| (*other, near.min(1.0) * SAME_MEANING))
            };
            Ok(others.iter().zip(meant.iter().skip(at + 1)).filter_map(near).collect())
        })
        .collect::<Result<_, Cancelled>>()?;
    // Near is near both ways.
    let mut by_meaning: Vec<NearOnes> = vec![Vec::new(); kinds.len()];
    for ((sign, _), ones) in meant.iter().zip(&after) {
        for &(other, counts) in ones {
            for (from, to) in [(*sign, other), (other, *sign)] {
                if let Some(of) = by_meaning.get_mut(from as usize) {
                    of.push((to, counts));
                }
            }
        }
    }
    let all = (0..).zip(kinds).zip(by_meaning);
    let all = all.map(|((sign, kind), mut meant)| {
        let group = kind.group.filter(|_| !kind.is_name()).and_then(|group| of_group.get(group as usize));
        let group = group.map_or(&[][..], Vec::as_slice);
        meant.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
        meant.truncate(MOST_NEAR);
        meant.extend(group.iter().filter(|other| **other != sign).map(|other| (*other, SAME_GROUP)));
        meant.push((sign, 1.0));
        meant
    });
    Ok(all.collect())
}

/// The sum of where the words of a sentence point, each by its weight, names and figures aside.
fn direction(signs: &Signs, sentence: usize) -> [f32; DIMENSIONS] {
    let mut sum = [0.0_f32; DIMENSIONS];
    for (sign, weight) in signs.words(sentence) {
        let kind = signs.kinds().get(*sign as usize).filter(|kind| !kind.is_name());
        let Some(wording) = kind.and_then(|kind| kind.wording) else { continue };
        for (sum, one) in sum.iter_mut().zip(wording.direction()) {
            *sum += weight * one;
        }
    }
    let length = sum.iter().map(|n| n * n).sum::<f32>().sqrt();
    if length > 0.0 {
        for n in &mut sum {
            *n /= length;
        }
    }
    sum
}
