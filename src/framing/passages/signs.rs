//! What a sentence is compared by: stems, groups of like words, figures; each with its weight.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{NotCompared, PassageSettings, Told};
use crate::corpus::{Corpus, Language, TypeId};
use crate::framing::figures_given::{Given, Kind, figures_of};
use crate::framing::stem::{Stem, stem};
use crate::stats::similarity::inverse_document_frequency;
use crate::task::{Cancelled, Task};
use crate::text::stopwords::is_stop_word;

/// What of a word's weight its stem carries, where a group of like words carries the rest.
const STEM_SHARE: f64 = 0.45;
/// What is left of the squared weight of a word that says little.
const LITTLE: f64 = 0.2;

/// What is left of the weight of a title before a full name.
const TITLE: f32 = 0.3;

/// What can be shared by two sentences.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
enum Sign {
    Stem(Language, String),
    Group(Language, u16),
    /// Kind, unit and the bits of both values. Figures know no language.
    Figure(Language, Kind, &'static str, u64, u64),
}

/// Signs two by two.
type Pairs = Vec<(u32, u32)>;

/// The signs of all sentences.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signs {
    /// Of each sentence, by sign: the number of the sign and its weight.
    of: Vec<Vec<(u32, f32)>>,
    /// The sum of squared weights of each sentence.
    norms: Vec<f64>,
    /// Content words of each sentence that stand next to each other, function words aside; sorted.
    neighbours: Vec<Pairs>,
    /// The squared weight of each sign where it says all it can.
    full: Vec<f64>,
    /// What part of a word's weight a sign has where it is one thing by itself: a stem that has a group is none, its
    /// group is.
    whole: Vec<f64>,
    /// How many sentences have a sign.
    sentences: Vec<u32>,
    /// The sign of a type's stem, by language.
    stems: HashMap<(Language, TypeId), u32>,
    /// The squared weight of a sign that two sentences and one article have: what one rare word is worth.
    rare: f64,
}

/// The figures of every sentence.
pub(super) fn figures(
    corpus: &Corpus,
    sentences: &[Told],
    task: &Task,
) -> Result<Vec<Vec<Given>>, Cancelled> {
    sentences
        .par_iter()
        .map(|told| {
            task.check()?;
            Ok(figures_of(corpus, &told.sentence))
        })
        .collect()
}

impl Signs {
    pub(super) fn new(
        corpus: &Corpus,
        sentences: &[Told],
        figures: &[Vec<Given>],
        settings: &PassageSettings,
        not_compared: &mut NotCompared,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let mut builder = Builder {
            corpus,
            numbers: HashMap::new(),
            frequencies: Vec::new(),
            whole: Vec::new(),
            words: HashMap::new(),
        };
        let columns = sentences.last().map_or(1, |told| told.column + 1);
        let share = settings.most_sentences / columns.max(1);
        let mut compared = vec![0_usize; columns];
        let mut of: Vec<Vec<(u32, f32)>> = Vec::with_capacity(sentences.len());
        let mut neighbours = Vec::with_capacity(sentences.len());
        for (told, figures) in sentences.iter().zip(figures) {
            task.check()?;
            let count = compared.get_mut(told.column);
            if count.as_ref().is_some_and(|count| **count >= share) {
                not_compared.sentences += 1;
                of.push(Vec::new());
                neighbours.push(Vec::new());
                continue;
            }
            if let Some(count) = count {
                *count += 1;
            }
            if told.sentence.words.len() > settings.most_words {
                not_compared.cut += 1;
            }
            let (signs, next_to) = builder.signs(told, figures, settings.most_words);
            of.push(signs);
            neighbours.push(next_to);
        }
        let mut have = vec![0_u32; builder.frequencies.len()];
        for (sign, _) in of.iter().flatten() {
            if let Some(have) = have.get_mut(*sign as usize) {
                *have += 1;
            }
        }
        let articles = u64::from(corpus.article_count());
        let total = of.iter().filter(|signs| !signs.is_empty()).count() as f64;
        let full: Vec<f64> = builder
            .frequencies
            .iter()
            .zip(&have)
            .map(|(&frequency, &have)| {
                // The root: where a corpus is small its articles tell the story themselves, and what all of them
                // tell is no less told.
                let overall = inverse_document_frequency(articles, u64::from(frequency)).sqrt();
                let here = ((2.0 + total) / (1.0 + f64::from(have))).ln();
                overall * here
            })
            .collect();
        let mut norms = Vec::with_capacity(of.len());
        for signs in &mut of {
            for (sign, weight) in signs.iter_mut() {
                *weight *= full.get(*sign as usize).copied().unwrap_or(0.0).sqrt() as f32;
            }
            norms.push(signs.iter().map(|(_, weight)| f64::from(*weight).powi(2)).sum());
        }
        let rare = inverse_document_frequency(articles, 1).sqrt() * ((2.0 + total) / 3.0).ln().max(0.1);
        let stems = builder.words.iter().map(|(word, signs)| (*word, signs.stem)).collect();
        let whole = builder.whole;
        Ok(Self { of, norms, neighbours, full, whole, sentences: have, stems, rare })
    }

    /// The signs of a sentence with their weights, by number.
    pub(crate) fn of(&self, sentence: usize) -> &[(u32, f32)] {
        self.of.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The sum of the squared weights of a sentence.
    pub(crate) fn norm(&self, sentence: usize) -> f64 {
        self.norms.get(sentence).copied().unwrap_or(0.0)
    }

    /// What the pairs of neighbouring words that two sentences share are worth, in rare words.
    pub(crate) fn shared_neighbours(&self, a: usize, b: usize) -> f64 {
        let of = |sentence: usize| self.neighbours.get(sentence).map_or(&[][..], Vec::as_slice);
        let worth = |sign: u32| self.full.get(sign as usize).copied().unwrap_or(0.0);
        common(of(a), of(b)).map(|(first, second)| (worth(first) * worth(second)).sqrt()).sum::<f64>()
            / self.rare
    }

    /// How many things two sentences share: stems, groups and figures, each counted in full from a part of the
    /// weight of a rare word on. The words of a name are one thing together, its title hardly any.
    pub(crate) fn breadth(&self, a: usize, b: usize) -> f64 {
        let (a, b) = (self.of(a), self.of(b));
        let (mut i, mut j, mut sum) = (0, 0, 0.0);
        while let (Some((x, left)), Some((y, right))) = (a.get(i), b.get(j)) {
            if x == y {
                let weight = f64::from(*left) * f64::from(*right);
                let of = |list: &[f64]| list.get(*x as usize).copied().unwrap_or(0.0);
                let whole = of(&self.whole) * of(&self.full);
                if whole > 0.0 {
                    sum += (weight / (0.2 * self.rare)).min(1.0) * (weight / whole).min(1.0);
                }
            }
            i += usize::from(x <= y);
            j += usize::from(y <= x);
        }
        sum
    }

    /// What one rare word is worth, as a squared weight.
    pub(crate) fn rare(&self) -> f64 {
        self.rare
    }

    /// How many sentences have each sign.
    pub(crate) fn sentences_with(&self) -> &[u32] {
        &self.sentences
    }

    /// The sign of a word's stem.
    pub(crate) fn stem_of(&self, language: Language, word: TypeId) -> Option<u32> {
        self.stems.get(&(language, word)).copied().filter(|sign| *sign != NONE)
    }
}

const NONE: u32 = u32::MAX;

/// The signs of a type.
#[derive(Debug, Clone, Copy)]
struct Word {
    stem: u32,
    group: u32,
    /// Its share of the squared weight that its rarity gives.
    share: f64,
}

struct Builder<'c> {
    corpus: &'c Corpus,
    numbers: HashMap<Sign, u32>,
    /// In how many articles of the corpus each sign occurs, from above.
    frequencies: Vec<u32>,
    /// See [`Signs::whole`].
    whole: Vec<f64>,
    /// Stem and group of each type.
    words: HashMap<(Language, TypeId), Word>,
}

impl Builder<'_> {
    fn number(&mut self, sign: Sign, articles: u32, whole: f64) -> u32 {
        let next = self.frequencies.len() as u32;
        let number = *self.numbers.entry(sign).or_insert(next);
        if number == next {
            self.frequencies.push(0);
            self.whole.push(whole);
        }
        if let Some(frequency) = self.frequencies.get_mut(number as usize) {
            *frequency = frequency.saturating_add(articles).min(self.corpus.article_count());
        }
        number
    }

    fn signs(&mut self, told: &Told, figures: &[Given], most_words: usize) -> (Vec<(u32, f32)>, Pairs) {
        let corpus = self.corpus;
        let language = corpus.language_of(told.sentence.place.article);
        let mut signs: Vec<(u32, f32)> = Vec::new();
        for given in figures {
            let (low, high) = (given.low.to_bits(), given.high.to_bits());
            let unit = if given.kind == Kind::Date { "" } else { given.unit };
            let low = if given.kind == Kind::Time { (given.low % 720.0).to_bits() } else { low };
            let high = if given.kind == Kind::Time { low } else { high };
            signs.push((self.number(Sign::Figure(language, given.kind, unit, low, high), 1, 1.0), 1.0));
        }
        let types = told.sentence.types(corpus);
        // A name of several words weighs as one: who is spoken of says less than what.
        let mut name: Vec<usize> = Vec::new();
        // Small words that run up to a full name are mostly its title: "the harbour master, …".
        let mut before: Vec<(u32, usize)> = Vec::new();
        let mut neighbours = Vec::new();
        let mut last = None;
        for (position, &word) in (told.sentence.words.start..).zip(types).take(most_words) {
            let span = corpus.span_at(position);
            if figures.iter().any(|given| given.number.from <= span.from && span.to <= given.number.to) {
                continue;
            }
            let Word { stem, group, share } = self.word(language, word);
            let capital = corpus.surface_at(position).starts_with(char::is_uppercase);
            if !capital || stem == NONE {
                share_among(&mut signs, &mut name);
            }
            if stem == NONE {
                continue;
            }
            // The words of a name stand together wherever it is used.
            if let Some((last, _)) =
                last.replace((stem, capital)).filter(|l| l.0 != stem && !(l.1 && capital))
            {
                neighbours.push((stem.min(last), stem.max(last)));
            }
            if capital {
                if name.len() == 1 {
                    for (at, sign) in before.drain(..) {
                        if at + 3 >= position
                            && let Some((_, weight)) = signs.get_mut(sign)
                        {
                            *weight *= TITLE;
                        }
                    }
                }
                name.push(signs.len());
            } else {
                before.retain(|(at, _)| at + 2 > position);
                before.push((position, signs.len()));
            }
            let own = if group == NONE { 1.0 } else { STEM_SHARE };
            signs.push((stem, (share * own).sqrt() as f32));
            if group != NONE {
                signs.push((group, (share * (1.0 - STEM_SHARE)).sqrt() as f32));
            }
        }
        share_among(&mut signs, &mut name);
        signs.sort_unstable_by_key(|(sign, _)| *sign);
        signs.dedup_by_key(|(sign, _)| *sign);
        neighbours.sort_unstable();
        neighbours.dedup();
        (signs, neighbours)
    }

    /// The signs of a type's stem and group; function words have none.
    fn word(&mut self, language: Language, word: TypeId) -> Word {
        if let Some(known) = self.words.get(&(language, word)) {
            return *known;
        }
        let corpus = self.corpus;
        let form = corpus.vocabulary().form(word);
        let articles = corpus.vocabulary().articles(word);
        let signs = if is_stop_word(form, language) {
            Word { stem: NONE, group: NONE, share: 0.0 }
        } else {
            let Stem { key, group, says_little } = stem(form, language);
            let group = group
                .map_or(NONE, |group| self.number(Sign::Group(language, group), articles, 1.0 - STEM_SHARE));
            let stem =
                self.number(Sign::Stem(language, key), articles, if group == NONE { 1.0 } else { 0.0 });
            Word { stem, group, share: if says_little { LITTLE } else { 1.0 } }
        };
        self.words.insert((language, word), signs);
        signs
    }
}

/// Lets the words of a name weigh together what one word weighs. Headlines in capitals are no names.
fn share_among(signs: &mut [(u32, f32)], name: &mut Vec<usize>) {
    if (2..=4).contains(&name.len()) {
        let share = 1.0 / (name.len() as f32).sqrt();
        for &at in name.iter() {
            if let Some((_, weight)) = signs.get_mut(at) {
                *weight *= share;
            }
        }
    }
    name.clear();
}

/// What two sorted lists have in common.
fn common<'a>(a: &'a [(u32, u32)], b: &'a [(u32, u32)]) -> impl Iterator<Item = (u32, u32)> + 'a {
    let mut rest = b;
    a.iter().copied().filter(move |pair| {
        rest = rest.get(rest.partition_point(|other| other < pair)..).unwrap_or(&[]);
        rest.first() == Some(pair)
    })
}
