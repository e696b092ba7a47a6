//! The first look at a pair of sentences: all that can be said of the two by themselves.

use super::evidence::{Evidence, weight};
use super::near::Near;
use super::signs::{Signs, What, WordKind, shared};
use super::{PassageSettings, Told};
use crate::corpus::{Corpus, Language, TypeId};
use crate::framing::figures_given::Given;
use crate::stats::alignment::{Scoring, smith_waterman};

/// Below this cosine no pair is worth more: the same in wholly other words is beyond telling.
const LEAST_COSINE: f64 = 0.03;
/// From which cosine on word order is looked at.
const WORTH_ORDERING: f64 = 0.3;
/// Fewer content words than this tell nothing by sharing them; such sentences meet only word for word.
const LEAST_SIGNS: usize = 2;
/// What a shared figure adds to the first look.
const FIGURE: f64 = 0.1;
/// How many figures of a sentence are held against those of another.
const MOST_FIGURES: usize = 8;

/// English words that turn a statement round.
const NEGATIONS: [&str; 9] =
    ["not", "no", "never", "nobody", "nothing", "none", "neither", "without", "cannot"];

/// What is known of a sentence by itself.
#[expect(clippy::struct_excessive_bools, reason = "each is a kind of evidence by itself")]
struct Facts {
    language: Language,
    is_quoting: bool,
    is_negated: bool,
    /// 0 at the beginning of its article to 1 at the end.
    position: f64,
    /// The logarithm of how many words and figures it has, and one.
    length: f64,
    has_names: bool,
    has_dates: bool,
}

/// Looks at pairs.
pub(super) struct Look<'a> {
    corpus: &'a Corpus,
    sentences: &'a [Told],
    figures: &'a [Vec<Given>],
    signs: &'a Signs,
    near: &'a Near,
    settings: &'a PassageSettings,
    facts: Vec<Facts>,
}

/// A pair as it looks by itself. There are as many as the square of the sentences, so each is small.
pub(super) struct Weighed {
    /// The numbers of the two, the smaller first.
    pub pair: (u32, u32),
    /// How alike they look at first, to tell which of several is the best.
    pub first_look: f64,
    /// What speaks for it.
    pub told: Likeness,
}

/// What speaks for a pair.
#[derive(Clone, Copy)]
pub(super) enum Likeness {
    /// They are the same words: the share of both in one run.
    SameWords(f64),
    /// What all that the two show by themselves adds to the logarithm of the odds.
    Base(f64),
}

impl<'a> Look<'a> {
    pub(super) fn new(
        corpus: &'a Corpus,
        (sentences, figures): (&'a [Told], &'a [Vec<Given>]),
        signs: &'a Signs,
        near: &'a Near,
        settings: &'a PassageSettings,
    ) -> Self {
        let mut facts = Vec::with_capacity(sentences.len());
        for article in sentences.chunk_by(|a, b| a.sentence.place.article == b.sentence.place.article) {
            let last = article.len().saturating_sub(1).max(1) as f64;
            for (at, told) in article.iter().enumerate() {
                facts.push(Facts::of(corpus, signs, told, facts.len(), at as f64 / last));
            }
        }
        Self { corpus, sentences, figures, signs, near, settings, facts }
    }

    /// What two sentences of different columns and of one language look like; `None` where they are not worth it.
    pub(super) fn weigh(&self, a: usize, b: usize) -> Option<Weighed> {
        let (first, second) = (self.sentences.get(a)?, self.sentences.get(b)?);
        let (one, other) = (self.facts.get(a)?, self.facts.get(b)?);
        if first.column == second.column || one.language != other.language {
            return None;
        }
        let signs = self.signs;
        let dot = shared(signs.of(a), signs.of(b));
        let (norm_a, norm_b) = (signs.norm(a), signs.norm(b));
        if norm_a <= 0.0 || norm_b <= 0.0 {
            return None;
        }
        let pair = (a as u32, b as u32);
        let cosine = dot / (norm_a * norm_b).sqrt();
        if cosine < LEAST_COSINE {
            return None;
        }
        let order = if cosine >= WORTH_ORDERING { self.order(first, second) } else { 0.0 };
        if order >= self.settings.same_words || is_cut(first, second, order) {
            let told = Likeness::SameWords(order.max(cosine).min(1.0));
            return Some(Weighed { pair, told, first_look: 1.0 });
        }
        if signs.of(a).len().min(signs.of(b).len()) < LEAST_SIGNS {
            return None;
        }
        let (share_a, share_b) = self.near.shares(a, b);
        let (more, less) = (f64::from(share_a.max(share_b)), f64::from(share_a.min(share_b)));
        let told = f64::from(self.near.evidence(a, b)) / signs.rare();
        let figures = self.figures_shared(a, b);
        let first_look = (more * less).sqrt() * (0.5 + told.min(2.0) / 4.0) + FIGURE * figures.min(2.0);
        let yes = |flag: bool| f64::from(u8::from(flag));
        let [names, given, dates] = self.shared_of_kind(a, b);
        let evidence: Evidence = [
            cosine,
            (dot / signs.rare()).ln_1p(),
            more,
            less,
            told.ln_1p(),
            self.with_next(a, b),
            given.ln_1p(),
            yes(one.has_dates && other.has_dates && dates <= 0.0),
            names.ln_1p(),
            yes(one.has_names && other.has_names && names <= 0.0),
            yes(one.is_quoting != other.is_quoting),
            yes(one.is_negated != other.is_negated),
            one.length.min(other.length),
            (one.length - other.length).abs(),
            (one.position - other.position).abs(),
            0.0,
            0.0,
            0.0,
            f64::from(self.near.alike(a, b)),
        ];
        Some(Weighed { pair, told: Likeness::Base(weight(&evidence)), first_look })
    }

    /// Which part of either sentence stands in the other and its neighbour, at most.
    fn with_next(&self, a: usize, b: usize) -> f64 {
        let article = |sentence: usize| self.sentences.get(sentence).map(|told| told.sentence.place.article);
        let mut most = 0.0_f32;
        for (this, there) in [(a, b), (b, a)] {
            let home = article(there);
            if article(there + 1) == home {
                most = most.max(self.near.share_with_next(this, there));
            }
            if let Some(before) = there.checked_sub(1).filter(|before| article(*before) == home) {
                most = most.max(self.near.share_with_next(this, before));
            }
        }
        f64::from(most)
    }

    /// The weight, in rare words, of the names that two sentences share, of the figures and dates, and of the dates.
    fn shared_of_kind(&self, a: usize, b: usize) -> [f64; 3] {
        let (a, b) = (self.signs.of(a), self.signs.of(b));
        let (mut i, mut j) = (0, 0);
        let [mut names, mut given, mut dates] = [0.0; 3];
        while let (Some((x, left)), Some((y, right))) = (a.get(i), b.get(j)) {
            if x == y {
                let kind = self.signs.kinds().get(*x as usize).copied().unwrap_or_default();
                let weight = f64::from(left * right) / self.signs.rare();
                names += if kind.is_name() { weight } else { 0.0 };
                given += if matches!(kind.what, What::Figure | What::Date) { weight } else { 0.0 };
                dates += if kind.what == What::Date { weight } else { 0.0 };
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        [names, given, dates]
    }

    /// How many figures two sentences share, the names of weekdays aside.
    fn figures_shared(&self, a: usize, b: usize) -> f64 {
        let of = |sentence: usize| {
            let all = self.figures.get(sentence).map_or(&[][..], Vec::as_slice);
            all.get(..all.len().min(MOST_FIGURES)).unwrap_or(&[])
        };
        let there = of(b);
        let is_shared =
            |given: &&Given| given.unit != "weekday" && there.iter().any(|other| given.same_value(other));
        of(a).iter().filter(is_shared).count() as f64
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
}

impl Facts {
    fn of(corpus: &Corpus, signs: &Signs, told: &Told, number: usize, position: f64) -> Self {
        let text = told.sentence.text(corpus);
        let types = told.sentence.types(corpus);
        let form = |word: &TypeId| corpus.vocabulary().form(*word);
        let has = |of: fn(WordKind) -> bool| {
            let kinds = signs.kinds();
            signs
                .words(number)
                .iter()
                .any(|(sign, _)| kinds.get(*sign as usize).is_some_and(|kind| of(*kind)))
        };
        Self {
            language: corpus.language_of(told.sentence.place.article),
            is_quoting: text.contains(['“', '"', '‘', '«', '„', '「']),
            is_negated: types.iter().map(form).any(|form| NEGATIONS.contains(&form) || form.ends_with("n't")),
            position,
            length: (signs.words(number).len() as f64).ln_1p(),
            has_names: has(WordKind::is_name),
            has_dates: has(|kind| kind.what == What::Date),
        }
    }
}

/// Whether one sentence is the other with a part left out.
fn is_cut(a: &Told, b: &Told, order: f64) -> bool {
    let (a, b) = (a.sentence.words.len() as f64, b.sentence.words.len() as f64);
    a.min(b) >= 8.0 && order >= 0.45 && order * (a + b) / (2.0 * a.min(b)) >= 0.85
}
