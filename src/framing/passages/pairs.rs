//! Pairs of sentences that are alike: candidates by the words that have a counterpart, then weighed.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::evidence::{BEST, GAP, SUPPORT, likelihood};
use super::look::{Look, Weighed};
use super::near::Near;
use super::{Grade, Link, PassageSettings, Signs, Told};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::figures_given::Given;
use crate::task::{Cancelled, Task};

/// Below this likelihood pairs are not kept.
const FLOOR: f64 = 0.02;

/// What was found, by the sentences.
pub(super) struct Found {
    /// Pairs that count.
    pub links: Vec<Link>,
    /// Pairs that are faintly alike.
    pub faint: Vec<(usize, usize)>,
}

/// Finds and measures pairs.
pub(super) struct Finder<'a> {
    corpus: &'a Corpus,
    sentences: &'a [Told],
    signs: &'a Signs,
    settings: &'a PassageSettings,
    /// What was measured, by the pair.
    measured: HashMap<(usize, usize), Link>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        sentences: &'a [Told],
        signs: &'a Signs,
        settings: &'a PassageSettings,
    ) -> Self {
        Self { corpus, sentences, signs, settings, measured: HashMap::new() }
    }

    /// The settings in force.
    pub(super) fn settings(&self) -> &PassageSettings {
        self.settings
    }

    /// All pairs of different columns that count, by their sentences, and those that are faintly alike.
    pub(super) fn pairs(&mut self, figures: &[Vec<Given>], task: &Task) -> Result<Found, Cancelled> {
        let near = Near::new(self.signs, self.sentences.len(), task)?;
        let look = Look::new(self.corpus, (self.sentences, figures), self.signs, &near, self.settings);
        let found: Vec<Vec<Weighed>> = (0..self.sentences.len())
            .into_par_iter()
            .map(|sentence| {
                task.check()?;
                Ok(near.candidates(sentence).filter_map(|other| look.weigh(sentence, other)).collect())
            })
            .collect::<Result<_, Cancelled>>()?;
        let mut weighed: Vec<Weighed> = found.into_iter().flatten().collect();
        self.look_again(&mut weighed, task)?;
        let (mut kept, mut faint) = (Vec::new(), Vec::new());
        for one in &weighed {
            let link = if let Some(similarity) = one.same_words {
                Link { pair: one.pair, grade: Grade::SameWords, similarity }
            } else {
                let similarity = likelihood(&one.evidence);
                let is_same = similarity >= self.settings.reworded;
                let grade = if is_same { Grade::Reworded } else { Grade::Related };
                Link { pair: one.pair, grade, similarity }
            };
            if link.similarity < FLOOR {
                continue;
            }
            self.measured.insert(link.pair, link);
            let is_best = one.evidence.get(GAP).is_some_and(|gap| *gap >= 0.0);
            if link.grade <= Grade::Reworded || is_best && link.similarity >= self.settings.related {
                kept.push(link);
            } else if link.similarity >= self.settings.faint {
                faint.push(link.pair);
            }
        }
        kept.sort_unstable_by_key(|link: &Link| link.pair);
        faint.sort_unstable();
        Ok(Found { links: kept, faint })
    }

    /// What only shows beside other pairs: whether a pair is the best that its sentences have in each other's
    /// article, and whether the sentences before or after them are alike too.
    fn look_again(&self, weighed: &mut [Weighed], task: &Task) -> Result<(), Cancelled> {
        let mut bests: HashMap<(usize, ArticleId), (f64, f64)> = HashMap::new();
        let mut looks: HashMap<(usize, usize), f64> = HashMap::with_capacity(weighed.len());
        for one in weighed.iter() {
            looks.insert(one.pair, one.first_look);
            for (from, to) in [one.pair, (one.pair.1, one.pair.0)] {
                let (first, second) = bests.entry((from, self.article(to))).or_default();
                if one.first_look > *first {
                    *second = std::mem::replace(first, one.first_look);
                } else {
                    *second = second.max(one.first_look);
                }
            }
        }
        for one in weighed {
            task.check()?;
            let (a, b) = one.pair;
            let gap = |from, to| {
                let (first, second) = bests.get(&(from, self.article(to))).copied().unwrap_or_default();
                one.first_look - if one.first_look >= first { second } else { first }
            };
            let (there, back) = (gap(a, b), gap(b, a));
            let beside = |a: Option<usize>, b: Option<usize>, from: (usize, usize)| {
                let pair = (a?, b?);
                let is_within = self.article(pair.0) == self.article(from.0)
                    && self.article(pair.1) == self.article(from.1);
                is_within.then(|| looks.get(&pair).copied()).flatten()
            };
            let before = beside(a.checked_sub(1), b.checked_sub(1), (a, b)).unwrap_or(0.0);
            let after = beside(a.checked_add(1), b.checked_add(1), (a, b)).unwrap_or(0.0);
            let (gap, best, support) =
                (there.min(back), f64::from(u8::from(there.max(back) >= 0.0)), before.max(after));
            for (at, value) in [(GAP, gap), (BEST, best), (SUPPORT, support)] {
                if let Some(slot) = one.evidence.get_mut(at) {
                    *slot = value;
                }
            }
        }
        Ok(())
    }

    fn article(&self, sentence: usize) -> ArticleId {
        self.sentences.get(sentence).map_or(ArticleId::MAX, |told| told.sentence.place.article)
    }

    /// How alike two sentences of different columns are, as measured; 0 where they were not worth it, `None` within
    /// a column.
    pub(super) fn similarity(&self, a: usize, b: usize) -> Option<f64> {
        let column = |sentence: usize| self.sentences.get(sentence).map(|told| told.column);
        let pair = (a.min(b), a.max(b));
        (column(a) != column(b)).then(|| self.measured.get(&pair).map_or(0.0, |link| link.similarity))
    }
}
