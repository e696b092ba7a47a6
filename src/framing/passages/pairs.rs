//! Pairs of sentences that are alike: candidates by the rare signs they share, then measured.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{Grade, Link, NotCompared, PassageSettings, Signs, Told};
use crate::corpus::{ArticleId, Corpus, Language, TypeId};
use crate::framing::figures_given::{Given, Kind};
use crate::framing::sentence::Part;
use crate::stats::alignment::{Scoring, smith_waterman};
use crate::task::{Cancelled, Task};

/// A sign that more sentences than this have brings no candidates; it still counts in measuring.
const MOST_SHARING: usize = 240;
/// From which cosine on word order is looked at.
const WORTH_ORDERING: f64 = 0.3;
/// How far sharing a figure raises a similarity, and other values of the same thing lower it.
const FIGURE: f64 = 0.05;
/// How far both standing at the head of their articles raises it.
const LEAD: f64 = 0.03;
/// What containment of the shorter sentence in the longer weighs beside the cosine.
const CONTAINED: f64 = 0.35;
/// Below this pairs are not kept even for telling whether another is the best by far.
const FLOOR: f64 = 0.1;
/// How many rare words' worth two sentences must share before containment counts in full.
const FULL_EVIDENCE: f64 = 2.0;
/// Below how many rare words' worth a similarity is lowered.
const LEAST_EVIDENCE: f64 = 1.0;
/// How far words that stand next to each other in both raise it, from one rare word's worth on.
const NEIGHBOURS: f64 = 0.1;
/// Sentences that share fewer things than this, and what is left of their similarity.
const LEAST_BREADTH: f64 = 2.2;
const NARROW: f64 = 0.5;
/// Fewer content words than this tell nothing by sharing them; such sentences meet only word for word.
const LEAST_SIGNS: usize = 2;

/// Finds and measures pairs.
pub(super) struct Finder<'a> {
    corpus: &'a Corpus,
    sentences: &'a [Told],
    figures: &'a [Vec<Given>],
    signs: &'a Signs,
    settings: &'a PassageSettings,
    /// What was measured already, by the pair.
    measured: HashMap<(usize, usize), Link>,
}

impl<'a> Finder<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        sentences: &'a [Told],
        figures: &'a [Vec<Given>],
        signs: &'a Signs,
        settings: &'a PassageSettings,
    ) -> Self {
        Self { corpus, sentences, figures, signs, settings, measured: HashMap::new() }
    }

    /// The settings in force.
    pub(super) fn settings(&self) -> &PassageSettings {
        self.settings
    }

    /// The sentence of this number.
    pub(super) fn told(&self, sentence: usize) -> Option<&'a Told> {
        self.sentences.get(sentence)
    }

    /// All pairs of different columns that count, by their sentences.
    pub(super) fn pairs(
        &mut self,
        not_compared: &mut NotCompared,
        task: &Task,
    ) -> Result<Vec<Link>, Cancelled> {
        let having = self.postings();
        let found: Vec<(Vec<Link>, usize)> = (0..self.sentences.len())
            .into_par_iter()
            .map(|sentence| {
                task.check()?;
                Ok(self.candidates(sentence, &having))
            })
            .collect::<Result<_, Cancelled>>()?;
        not_compared.common = found.iter().map(|(_, common)| common).sum();
        let links: Vec<Link> = found.into_iter().flat_map(|(links, _)| links).collect();
        // The best and second best that a sentence has in each article of another column.
        let mut best: HashMap<(usize, ArticleId), (f64, f64)> = HashMap::new();
        for link in &links {
            for (from, to) in [link.pair, (link.pair.1, link.pair.0)] {
                let (first, second) = best.entry((from, self.article(to))).or_default();
                if link.similarity > *first {
                    *second = std::mem::replace(first, link.similarity);
                } else {
                    *second = second.max(link.similarity);
                }
            }
        }
        let mut kept = Vec::new();
        for mut link in links.iter().copied() {
            let (a, b) = link.pair;
            let of = |from, to| best.get(&(from, self.article(to))).copied().unwrap_or_default();
            let (there, back) = (of(a, b), of(b, a));
            let near = |share: f64| link.similarity >= share * there.0.max(back.0);
            // The best by far on both sides is believed from a lower similarity on.
            let is_alone = near(1.0) && link.similarity >= self.settings.alone * there.1.max(back.1);
            if is_alone && link.similarity >= self.settings.reworded_alone {
                link.grade = link.grade.min(Grade::Reworded);
            }
            let keep = match link.grade {
                Grade::SameWords => true,
                Grade::Reworded => near(self.settings.near_best),
                Grade::Related => near(1.0) && link.similarity >= self.settings.related,
            };
            if keep {
                kept.push(link);
            }
        }
        kept.sort_unstable_by_key(|link: &Link| link.pair);
        self.measured = links.into_iter().map(|link| (link.pair, link)).collect();
        Ok(kept)
    }

    fn article(&self, sentence: usize) -> ArticleId {
        self.sentences.get(sentence).map_or(0, |told| told.sentence.place.article)
    }

    fn language(&self, sentence: usize) -> Language {
        self.corpus.language_of(self.article(sentence))
    }

    /// The sentences that have each sign.
    fn postings(&self) -> Vec<Vec<u32>> {
        let mut having: Vec<Vec<u32>> =
            self.signs.sentences_with().iter().map(|&n| Vec::with_capacity(n as usize)).collect();
        for sentence in 0..self.sentences.len() {
            for (sign, _) in self.signs.of(sentence) {
                if let Some(having) = having.get_mut(*sign as usize) {
                    having.push(sentence as u32);
                }
            }
        }
        having
    }

    /// The pairs of a sentence with later ones, and how many ways to others were too common to follow.
    fn candidates(&self, sentence: usize, having: &[Vec<u32>]) -> (Vec<Link>, usize) {
        let Some(told) = self.sentences.get(sentence) else { return (Vec::new(), 0) };
        let mut shared: Vec<(u32, f32)> = Vec::new();
        let mut common = 0;
        for (sign, weight) in self.signs.of(sentence) {
            let others = having.get(*sign as usize).map_or(&[][..], Vec::as_slice);
            if others.len() > MOST_SHARING {
                common += 1;
                continue;
            }
            let from = others.partition_point(|&other| other as usize <= sentence);
            for &other in others.get(from..).unwrap_or(&[]) {
                if self.sentences.get(other as usize).is_some_and(|o| o.column != told.column) {
                    shared.push((other, weight * weight));
                }
            }
        }
        shared.sort_unstable_by_key(|(other, _)| *other);
        let mut links = Vec::new();
        for run in shared.chunk_by(|a, b| a.0 == b.0) {
            let other = run.first().map_or(0, |(other, _)| *other as usize);
            let rare: f64 = run.iter().map(|(_, weight)| f64::from(*weight)).sum();
            let norms = (self.signs.norm(sentence) * self.signs.norm(other)).sqrt();
            // What rare signs they share must come to something, whatever the common ones add.
            if rare
                < 0.5
                    * self.settings.related
                    * norms.min(self.signs.norm(sentence).min(self.signs.norm(other)) * 1.5)
            {
                continue;
            }
            let link = self.measure(sentence, other);
            if link.similarity >= FLOOR {
                links.push(link);
            }
        }
        (links, common)
    }

    /// How alike two sentences are, measured once.
    pub(super) fn similarity(&mut self, a: usize, b: usize) -> f64 {
        let pair = (a.min(b), a.max(b));
        if let Some(known) = self.measured.get(&pair) {
            return known.similarity;
        }
        let link = self.measure(pair.0, pair.1);
        self.measured.insert(pair, link);
        link.similarity
    }

    /// How alike two sentences are.
    fn measure(&self, a: usize, b: usize) -> Link {
        let pair = (a.min(b), a.max(b));
        let none = Link { pair, grade: Grade::Related, similarity: 0.0 };
        let (Some(first), Some(second)) = (self.sentences.get(a), self.sentences.get(b)) else { return none };
        if self.language(a) != self.language(b) {
            return none;
        }
        let dot = shared(self.signs.of(a), self.signs.of(b));
        let (norm_a, norm_b) = (self.signs.norm(a), self.signs.norm(b));
        if dot <= 0.0 || norm_a <= 0.0 || norm_b <= 0.0 {
            return none;
        }
        let cosine = dot / (norm_a * norm_b).sqrt();
        let least = self.signs.of(a).len().min(self.signs.of(b).len());
        let order = if cosine >= WORTH_ORDERING { self.order(first, second) } else { 0.0 };
        if order >= self.settings.same_words || is_cut(first, second, order) {
            return Link { pair, grade: Grade::SameWords, similarity: order.max(cosine).min(1.0) };
        }
        if least < LEAST_SIGNS {
            return none;
        }
        // A short sentence within a long one tells the same only if what they share comes to something.
        let evidence = dot / self.signs.rare();
        let contained = (dot / norm_a.min(norm_b)).min(1.0) * (evidence / FULL_EVIDENCE).min(1.0);
        let mut similarity = (1.0 - CONTAINED) * cosine + CONTAINED * contained;
        similarity *= (evidence / LEAST_EVIDENCE).min(1.0).sqrt();
        similarity += NEIGHBOURS * self.signs.shared_neighbours(a, b).min(1.0);
        if self.signs.breadth(a, b) < LEAST_BREADTH {
            similarity *= NARROW;
        }
        similarity += self.figures_agree(a, b) * FIGURE;
        if is_head(first) && is_head(second) {
            similarity += LEAD;
        }
        let similarity = similarity.clamp(0.0, 1.0);
        let grade = if similarity >= self.settings.reworded { Grade::Reworded } else { Grade::Related };
        Link { pair, grade, similarity }
    }

    /// The share of both sentences' words that stand in one run, gaps allowed.
    fn order(&self, a: &Told, b: &Told) -> f64 {
        let cut = |told: &Told| -> &'a [TypeId] {
            let types = told.sentence.types(self.corpus);
            types.get(..types.len().min(self.settings.most_words)).unwrap_or(types)
        };
        let (a, b) = (cut(a), cut(b));
        let found = smith_waterman(a, b, Scoring::default());
        found.score as f64 / (a.len() + b.len()) as f64
    }

    /// 1 for a shared figure, 2 for more, -1 where both give the same kind of thing other values.
    fn figures_agree(&self, a: usize, b: usize) -> f64 {
        let of = |sentence: usize| self.figures.get(sentence).map_or(&[][..], Vec::as_slice);
        let (a, b) = (of(a), of(b));
        let mut agree = 0;
        let mut differ = false;
        for given in a.iter().take(8) {
            if b.iter().take(8).any(|other| given.same_value(other)) {
                agree += usize::from(given.unit != "weekday");
            } else if given.kind != Kind::Date {
                differ |= b.iter().take(8).any(|other| {
                    given.kind == other.kind && given.unit == other.unit && given.counts == other.counts
                });
            }
        }
        if agree > 0 { agree.min(2) as f64 } else { -f64::from(u8::from(differ)) }
    }
}

/// Whether one sentence is the other with a part left out.
fn is_cut(a: &Told, b: &Told, order: f64) -> bool {
    let (a, b) = (a.sentence.words.len() as f64, b.sentence.words.len() as f64);
    a.min(b) >= 8.0 && order >= 0.45 && order * (a + b) / (2.0 * a.min(b)) >= 0.85
}

/// Whether a sentence is the headline, the standfirst or the first of the body.
fn is_head(told: &Told) -> bool {
    matches!(told.sentence.part, Part::Headline | Part::Standfirst) || told.sentence.paragraph <= 1
}

/// The sum of products of the weights that two sentences share.
pub(super) fn shared(a: &[(u32, f32)], b: &[(u32, f32)]) -> f64 {
    let (mut i, mut j, mut sum) = (0, 0, 0.0);
    while let (Some((x, left)), Some((y, right))) = (a.get(i), b.get(j)) {
        if x == y {
            sum += f64::from(*left) * f64::from(*right);
        }
        i += usize::from(x <= y);
        j += usize::from(y <= x);
    }
    sum
}
