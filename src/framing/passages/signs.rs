//! What a sentence is compared by: stems, groups of like words, figures; each with its weight.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::{NotCompared, PassageSettings, Told};
use crate::corpus::{Corpus, Language, Span, TypeId};
use crate::framing::figures_given::{Given, Kind, figures_of};
use crate::framing::names::is_of_a_row;
use crate::framing::shared_out;
use crate::framing::stem::{Stem, bare, stem};
use crate::stats::similarity::inverse_document_frequency;
use crate::task::{Cancelled, Task};
use crate::text::stopwords::is_stop_word;
use crate::text::wordings::Wording;

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
    /// Kind, unit and the bits of both values.
    Figure(Language, Kind, &'static str, u64, u64),
}

/// The signs of all sentences.
#[derive(Debug, Clone, Default)]
pub(crate) struct Signs {
    /// Of each sentence, by sign: the number of the sign and its weight.
    of: Vec<Vec<(u32, f32)>>,
    /// The sum of squared weights of each sentence.
    norms: Vec<f64>,
    /// The sentences that have each sign, ascending.
    having: Vec<Vec<u32>>,
    /// The words and figures of each sentence in its order: the sign of the stem or figure, and what the word
    /// weighs, its group included. Words of a name share what one word weighs.
    words: Vec<Vec<(u32, f32)>>,
    /// What is known of the word behind each sign.
    kinds: Vec<WordKind>,
    /// The sign of a type's stem, by language.
    stems: HashMap<(Language, TypeId), u32>,
    /// The squared weight of a sign that two sentences and one article have: what one rare word is worth.
    rare: f64,
}

/// What a sign is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(super) enum What {
    /// The stem of a word.
    #[default]
    Stem,
    /// A group of like words.
    Group,
    /// A figure that is no date.
    Figure,
    /// A day, month or year.
    Date,
}

/// What is behind a sign.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct WordKind {
    /// What it is.
    pub what: What,
    /// Whether the word stands small anywhere.
    is_small: bool,
    /// Whether it has a capital within a sentence.
    has_capital: bool,
    /// The group of like words that a stem is of.
    pub group: Option<u32>,
    /// What is known of its meaning: its first form that the table of wordings has.
    pub wording: Option<Wording>,
}

impl WordKind {
    /// Whether it is a word of names: it has a capital within sentences and never stands small.
    pub(super) fn is_name(self) -> bool {
        self.has_capital && !self.is_small
    }
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
            words: HashMap::new(),
            kinds: Vec::new(),
        };
        let columns = sentences.last().map_or(1, |told| told.column + 1);
        let mut wanted = vec![0_usize; columns];
        for told in sentences {
            if let Some(count) = wanted.get_mut(told.column) {
                *count += 1;
            }
        }
        let mut left = shared_out(&wanted, settings.most_sentences);
        let mut of: Vec<Vec<(u32, f32)>> = Vec::with_capacity(sentences.len());
        let mut words: Vec<Vec<(u32, f32)>> = Vec::with_capacity(sentences.len());
        for (told, figures) in sentences.iter().zip(figures) {
            task.check()?;
            let left = left.get_mut(told.column);
            if left.as_ref().is_some_and(|left| **left == 0) {
                not_compared.sentences += 1;
                if not_compared.columns.last() != Some(&told.column) {
                    not_compared.columns.push(told.column);
                }
                of.push(Vec::new());
                words.push(Vec::new());
                continue;
            }
            if let Some(left) = left {
                *left -= 1;
            }
            let mut signs = builder.signs(told, figures, settings.most_words);
            words.push(builder.in_words(&signs));
            signs.sort_by_key(|(sign, _)| *sign);
            signs.dedup_by_key(|(sign, _)| *sign);
            of.push(signs);
        }
        let mut having: Vec<Vec<u32>> = vec![Vec::new(); builder.frequencies.len()];
        for (sentence, signs) in (0..).zip(&of) {
            for (sign, _) in signs {
                if let Some(having) = having.get_mut(*sign as usize) {
                    having.push(sentence);
                }
            }
        }
        let articles = u64::from(corpus.article_count());
        let total = of.iter().filter(|signs| !signs.is_empty()).count() as f64;
        let full: Vec<f64> = builder
            .frequencies
            .iter()
            .zip(&having)
            .map(|(&frequency, having)| {
                // The root: where a corpus is small its articles tell the story themselves, and what all of them
                // tell is no less told.
                let overall = inverse_document_frequency(articles, u64::from(frequency)).sqrt();
                let here = ((2.0 + total) / (1.0 + having.len() as f64)).ln();
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
        for (sign, weight) in words.iter_mut().flatten() {
            *weight *= full.get(*sign as usize).copied().unwrap_or(0.0) as f32;
        }
        let rare = inverse_document_frequency(articles, 1).sqrt() * ((2.0 + total) / 3.0).ln().max(0.1);
        let stems = builder.words.iter().map(|(word, signs)| (*word, signs.stem)).collect();
        let kinds = builder.kinds;
        Ok(Self { of, norms, having, words, kinds, stems, rare })
    }

    /// The signs of a sentence with their weights, by number.
    pub(crate) fn of(&self, sentence: usize) -> &[(u32, f32)] {
        self.of.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// The sum of the squared weights of a sentence.
    pub(crate) fn norm(&self, sentence: usize) -> f64 {
        self.norms.get(sentence).copied().unwrap_or(0.0)
    }

    /// What one rare word is worth, as a squared weight.
    pub(crate) fn rare(&self) -> f64 {
        self.rare
    }

    /// The sentences that have a sign, ascending.
    pub(crate) fn having(&self, sign: u32) -> &[u32] {
        self.having.get(sign as usize).map_or(&[], Vec::as_slice)
    }

    /// The words and figures of a sentence, in its order, with what each weighs.
    pub(super) fn words(&self, sentence: usize) -> &[(u32, f32)] {
        self.words.get(sentence).map_or(&[], Vec::as_slice)
    }

    /// What is known of the words behind the signs, by sign.
    pub(super) fn kinds(&self) -> &[WordKind] {
        &self.kinds
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
    /// Stem and group of each type.
    words: HashMap<(Language, TypeId), Word>,
    /// See [`Signs::kinds`].
    kinds: Vec<WordKind>,
}

impl Builder<'_> {
    fn number(&mut self, sign: Sign, articles: u32) -> u32 {
        let next = self.frequencies.len() as u32;
        let what = match sign {
            Sign::Stem(..) => What::Stem,
            Sign::Group(..) => What::Group,
            Sign::Figure(_, Kind::Date, ..) => What::Date,
            Sign::Figure(..) => What::Figure,
        };
        let kind = WordKind { what, ..WordKind::default() };
        let number = *self.numbers.entry(sign).or_insert(next);
        if number == next {
            self.frequencies.push(0);
            self.kinds.push(kind);
        }
        if let Some(frequency) = self.frequencies.get_mut(number as usize) {
            *frequency = frequency.saturating_add(articles).min(self.corpus.article_count());
        }
        number
    }

    fn signs(&mut self, told: &Told, figures: &[Given], most_words: usize) -> Vec<(u32, f32)> {
        let corpus = self.corpus;
        let language = corpus.language_of(told.sentence.place.article);
        let mut signs: Vec<(u32, f32)> = Vec::new();
        for given in figures {
            let (low, high) = (given.low.to_bits(), given.high.to_bits());
            let unit = if given.kind == Kind::Date { "" } else { given.unit };
            let low = if given.kind == Kind::Time { (given.low % 720.0).to_bits() } else { low };
            let high = if given.kind == Kind::Time { low } else { high };
            signs.push((self.number(Sign::Figure(language, given.kind, unit, low, high), 1), 1.0));
        }
        let types = told.sentence.types(corpus);
        // A name of several words weighs as one: who is spoken of says less than what.
        let mut name: Vec<usize> = Vec::new();
        // Small words that run up to a full name are mostly its title: "the harbour master, …".
        let mut before: Vec<(u32, usize)> = Vec::new();
        for (position, &word) in (told.sentence.words.start..).zip(types).take(most_words) {
            let span = corpus.span_at(position);
            if figures.iter().any(|given| given.number.from <= span.from && span.to <= given.number.to) {
                continue;
            }
            let Word { stem, group, share } = self.word(language, word);
            let capital = corpus.surface_at(position).starts_with(char::is_uppercase);
            self.note(told, (position, word), stem, group);
            if !capital || stem == NONE {
                share_among(&mut signs, &mut name);
            }
            if stem == NONE {
                continue;
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
        signs
    }

    /// Remembers how a word is written.
    fn note(&mut self, told: &Told, (position, word): (u32, TypeId), stem: u32, group: u32) {
        let corpus = self.corpus;
        let Some(kind) = self.kinds.get_mut(stem as usize) else { return };
        let surface = corpus.surface_at(position);
        if surface.starts_with(char::is_lowercase) {
            kind.is_small = true;
        } else if position > told.sentence.words.start && !kind.has_capital {
            let before = corpus.span_at(position - 1).to;
            let gap = Span { from: before, to: corpus.span_at(position).from };
            kind.has_capital = corpus.article(told.sentence.place.article).text(gap) == " ";
        }
        kind.group = Some(group).filter(|group| *group != NONE);
        let form = bare(corpus.vocabulary().form(word));
        if kind.wording.is_none()
            && corpus.language_of(told.sentence.place.article).code() == Some("en")
            && !is_of_a_row(form)
        {
            kind.wording = Wording::of(form);
        }
    }

    /// The stems and figures of a sentence's signs in its order, each with the squared weight of it and its group.
    fn in_words(&self, signs: &[(u32, f32)]) -> Vec<(u32, f32)> {
        let mut words: Vec<(u32, f32)> = Vec::new();
        let mut is_new = true;
        for (sign, weight) in signs {
            let is_group = self.kinds.get(*sign as usize).is_some_and(|kind| kind.what == What::Group);
            if is_group {
                if let Some((_, sum)) = words.last_mut().filter(|_| is_new) {
                    *sum += weight * weight;
                }
                continue;
            }
            // Once a sentence, as its signs are.
            is_new = words.iter().all(|(known, _)| known != sign);
            if is_new {
                words.push((*sign, weight * weight));
            }
        }
        words
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
            let group = group.map_or(NONE, |group| self.number(Sign::Group(language, group), articles));
            let stem = self.number(Sign::Stem(language, key), articles);
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
