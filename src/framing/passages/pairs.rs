//! Pairs of sentences that are alike: candidates by the words that have a counterpart, then weighed.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::evidence::likelihood;
use super::look::{Likeness, Look, Weighed};
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
        let near = Near::new(self.signs, self.sentences, task)?;
        let look = Look::new(self.corpus, (self.sentences, figures), self.signs, &near, self.settings);
        let found: Vec<Vec<Weighed>> = (0..self.sentences.len())
            .into_par_iter()
            .map(|sentence| {
                task.check()?;
                Ok(near.candidates(sentence).filter_map(|other| look.weigh(sentence, other)).collect())
            })
            .collect::<Result<_, Cancelled>>()?;
        let bests = self.bests(&found);
        let (mut kept, mut faint) = (Vec::new(), Vec::new());
        for one in found.iter().flatten() {
            task.check()?;
            let pair = (one.pair.0 as usize, one.pair.1 as usize);
            let gaps = self.gaps(&bests, pair, one.first_look);
            let link = match one.told {
                Likeness::SameWords(similarity) => Link { pair, grade: Grade::SameWords, similarity },
                Likeness::Base(base) => {
                    let beside = [gaps.0, f64::from(u8::from(gaps.1)), self.support(&found, pair)];
                    let similarity = likelihood(base, beside);
                    let is_same = similarity >= self.settings.reworded;
                    let grade = if is_same { Grade::Reworded } else { Grade::Related };
                    Link { pair, grade, similarity }
                }
            };
            if link.similarity < FLOOR {
                continue;
            }
            self.measured.insert(link.pair, link);
            if link.grade <= Grade::Reworded || gaps.0 >= 0.0 && link.similarity >= self.settings.related {
                kept.push(link);
            } else if link.similarity >= self.settings.faint {
                faint.push(link.pair);
            }
        }
        kept.sort_unstable_by_key(|link: &Link| link.pair);
        faint.sort_unstable();
        Ok(Found { links: kept, faint })
    }

    /// The best and second best first look of each sentence at each article.
    fn bests(&self, found: &[Vec<Weighed>]) -> HashMap<(u32, ArticleId), (f64, f64)> {
        let mut bests: HashMap<(u32, ArticleId), (f64, f64)> = HashMap::new();
        for one in found.iter().flatten() {
            for (from, to) in [one.pair, (one.pair.1, one.pair.0)] {
                let (first, second) = bests.entry((from, self.article(to as usize))).or_default();
                if one.first_look > *first {
                    *second = std::mem::replace(first, one.first_look);
                } else {
                    *second = second.max(one.first_look);
                }
            }
        }
        bests
    }

    /// By how much a pair is the best that its sentences have in each other's article, and whether it is for one.
    fn gaps(
        &self,
        bests: &HashMap<(u32, ArticleId), (f64, f64)>,
        (a, b): (usize, usize),
        look: f64,
    ) -> (f64, bool) {
        let gap = |from: usize, to: usize| {
            let (first, second) = bests.get(&(from as u32, self.article(to))).copied().unwrap_or_default();
            look - if look >= first { second } else { first }
        };
        let (there, back) = (gap(a, b), gap(b, a));
        (there.min(back), there.max(back) >= 0.0)
    }

    /// How alike the sentences before the two or those after them look.
    fn support(&self, found: &[Vec<Weighed>], (a, b): (usize, usize)) -> f64 {
        let look = |pair: Option<(usize, usize)>| {
            let pair = pair?;
            if self.article(pair.0) != self.article(a) || self.article(pair.1) != self.article(b) {
                return None;
            }
            let of_first = found.get(pair.0)?;
            let at = of_first.binary_search_by_key(&(pair.1 as u32), |one| one.pair.1).ok()?;
            of_first.get(at).map(|one| one.first_look)
        };
        let before = look(a.checked_sub(1).zip(b.checked_sub(1))).unwrap_or(0.0);
        before.max(look(a.checked_add(1).zip(b.checked_add(1))).unwrap_or(0.0))
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
