//! What only one outlet tells, and what others tell and one does not.
//!
//! To say that a text leaves something out is a claim that hurts when wrong, so it is made only where nothing
//! in the text speaks against it: a name is left out if none of its own words stands anywhere in the column, in
//! any form, captions among them, nor another name of its land; a figure if neither its digits nor an equal
//! value stand there, nor another value for the same
//! thing; a passage if no sentence of the column is even faintly like it, nor any two neighbouring sentences hold
//! a good part of what its sentences share. Nothing is claimed of a column with a text in another language than
//! the tellings. A text cut short can leave out nothing: such articles are named in [`Silence::incomplete`].

use std::collections::BTreeMap;

use hashbrown::HashSet;

use super::figures_given::{Given, Kind, SameThing};
use super::names::{Name, names};
use super::passages::{Alignment, Grade};
use super::stem::stem;
use super::{Part, Place};
use crate::corpus::{ArticleId, Completeness, Corpus, Language, ParagraphKind};
use crate::query::fold as folded;
use crate::task::{Cancelled, Task};
use crate::text::normalise::for_reading;

mod held;

use held::Held;

/// What kind of thing is told or not.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Thing {
    /// A passage or a sentence.
    Passage,
    /// A name of a person, place or organisation.
    Name,
    /// A figure.
    Figure,
}

impl Thing {
    /// The word used in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Passage => "passage",
            Self::Name => "name",
            Self::Figure => "figure",
        }
    }
}

/// Something that some columns tell and others do not.
#[derive(Debug, Clone, PartialEq)]
pub struct Omission {
    /// What it is.
    pub kind: Thing,
    /// The name, the figure as written, the passage's title, or the sentence.
    pub text: String,
    /// The columns that tell it, in order.
    pub told_by: Vec<usize>,
    /// Where they do: one place a column that tells it.
    pub examples: Vec<Place>,
    /// The passage in [`Alignment::passages`], where it is one.
    pub passage: Option<usize>,
    /// How much it weighs among its like: uses of a name or figure, rare words' worth of a passage.
    pub weight: f64,
}

/// What one column tells alone and what it leaves out.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Silence {
    /// The column.
    pub column: usize,
    /// What no other column tells, weightiest first within each kind.
    pub only_here: Vec<Omission>,
    /// What two others at least tell (with two columns: the other one) and this one does not; told by most first.
    pub left_out: Vec<Omission>,
    /// Its articles that are cut short or one page of several: what seems left out may stand in the rest.
    pub incomplete: Vec<ArticleId>,
    /// Whether texts in different languages kept it from being held against all others: it has some in more than one
    /// language or in another than all others, or, where only those in one language were compared, some were not.
    pub other_language: bool,
}

/// A candidate: who tells what, and who certainly does not.
struct Candidate {
    omission: Omission,
    /// Columns in which nothing of it was found.
    absent: Vec<usize>,
}

/// What each column of an alignment tells alone and leaves out. `figures` are those of the alignment that
/// [`compare`](super::figures_given::compare::compare()) brought together.
pub fn silences(
    corpus: &Corpus,
    alignment: &Alignment,
    figures: &[SameThing],
    task: &Task,
) -> Result<Vec<Silence>, Cancelled> {
    let held = Held::new(corpus, alignment, task)?;
    let mut candidates = name_candidates(corpus, alignment, &held, task)?;
    candidates.extend(figure_candidates(corpus, alignment, figures, &held, task)?);
    candidates.extend(passage_candidates(alignment, &held, task)?);
    let columns = alignment.columns.len();
    let least = columns.saturating_sub(1).clamp(1, 2);
    let sentences = sentence_candidates(corpus, alignment, &held, task)?;
    let mut silences: Vec<Silence> = (0..columns)
        .map(|column| Silence {
            column,
            incomplete: incomplete(corpus, alignment, column),
            other_language: held.language(column).is_none()
                || (0..columns).all(|other| other == column || held.language(other) != held.language(column)),
            ..Silence::default()
        })
        .collect();
    for Candidate { omission, absent } in candidates.into_iter().chain(sentences) {
        for &column in &absent {
            if omission.told_by.len() >= least
                && let Some(silence) = silences.get_mut(column)
            {
                silence.left_out.push(omission.clone());
            }
        }
        if let [only] = *omission.told_by
            && absent.len() + 1 == columns
            && let Some(silence) = silences.get_mut(only)
        {
            silence.only_here.push(omission);
        }
    }
    for silence in &mut silences {
        for list in [&mut silence.only_here, &mut silence.left_out] {
            list.sort_by(|a, b| {
                let key = |o: &Omission| (std::cmp::Reverse(o.told_by.len()), o.kind);
                key(a)
                    .cmp(&key(b))
                    .then(b.weight.total_cmp(&a.weight))
                    .then_with(|| a.examples.cmp(&b.examples))
            });
        }
    }
    Ok(silences)
}

fn incomplete(corpus: &Corpus, alignment: &Alignment, column: usize) -> Vec<ArticleId> {
    let articles = alignment.columns.get(column).map_or(&[][..], Vec::as_slice);
    let cut = |id: &ArticleId| {
        matches!(corpus.completeness_of(*id), Completeness::Truncated | Completeness::Part { .. })
    };
    articles.iter().copied().filter(|id| *id < corpus.article_count()).filter(cut).collect()
}

/// One place for each column, and the columns.
fn tellers(alignment: &Alignment, uses: &[(usize, Place)]) -> (Vec<usize>, Vec<Place>) {
    let mut first: BTreeMap<usize, Place> = BTreeMap::new();
    for (sentence, place) in uses {
        if let Some(told) = alignment.sentences.get(*sentence) {
            first.entry(told.column).or_insert(*place);
        }
    }
    first.into_iter().unzip()
}

fn name_candidates(
    corpus: &Corpus,
    alignment: &Alignment,
    held: &Held,
    task: &Task,
) -> Result<Vec<Candidate>, Cancelled> {
    let publishers: HashSet<String> = corpus
        .outlets()
        .iter()
        .map(|outlet| &*outlet.name)
        .chain(corpus.wires().iter().map(AsRef::as_ref))
        .chain(corpus.hosts().iter().map(AsRef::as_ref))
        .map(folded)
        .collect();
    let found = names(corpus, &alignment.sentences);
    let short = ShortForms::of(alignment, &found);
    let mut candidates = Vec::new();
    for name in found.iter().filter(|name| !name.own_words.is_empty()) {
        task.check()?;
        if publishers.contains(&folded(&name.text)) {
            continue;
        }
        let (told_by, examples) = tellers(alignment, &name.uses);
        let absent = (0..alignment.columns.len())
            .filter(|column| !told_by.contains(column) && held.language(*column) == Some(name.language))
            .filter(|column| {
                !held.has_word(*column, &name.own_words, name.language) && !short.has(*column, &name.text)
            })
            .collect();
        let weight = name.uses.len() as f64;
        let text = name.text.clone();
        let omission = Omission { kind: Thing::Name, text, told_by, examples, passage: None, weight };
        candidates.push(Candidate { omission, absent });
    }
    Ok(candidates)
}

/// The names of each column by their initials and by their letters: "EU" stands for "European Union".
struct ShortForms(Vec<(HashSet<String>, HashSet<String>)>);

impl ShortForms {
    fn of(alignment: &Alignment, found: &[Name]) -> Self {
        let mut columns = vec![(HashSet::new(), HashSet::new()); alignment.columns.len()];
        for name in found {
            let (initials, letters) = (initials(&name.text), letters(&name.text));
            for (sentence, _) in &name.uses {
                let column = alignment.sentences.get(*sentence).map(|told| told.column);
                if let Some((all, spelt)) = column.and_then(|column| columns.get_mut(column))
                    && !spelt.contains(&letters)
                {
                    all.insert(initials.clone());
                    spelt.insert(letters.clone());
                }
            }
        }
        Self(columns)
    }

    /// Whether a column has a name by its initials, or the initials by a name.
    fn has(&self, column: usize, name: &str) -> bool {
        let (initials, letters) = (initials(name), letters(name));
        self.0.get(column).is_some_and(|(all, spelt)| {
            (initials.chars().count() > 1 && spelt.contains(&initials))
                || (letters.chars().count() > 1 && all.contains(&letters))
        })
    }
}

fn initials(name: &str) -> String {
    name.split([' ', '-']).filter_map(|word| word.chars().next()).filter(|c| c.is_uppercase()).collect()
}

fn letters(name: &str) -> String {
    name.chars().filter(|c| c.is_alphanumeric()).collect()
}

fn figure_candidates(
    corpus: &Corpus,
    alignment: &Alignment,
    brought_together: &[SameThing],
    held: &Held,
    task: &Task,
) -> Result<Vec<Candidate>, Cancelled> {
    type Key = (Kind, &'static str, u64, u64, String);
    let mut groups: BTreeMap<Key, Vec<(usize, &Given)>> = BTreeMap::new();
    let mut published: HashSet<i32> = HashSet::new();
    for (sentence, (told, figures)) in alignment.sentences.iter().zip(&alignment.figures).enumerate() {
        published.insert(corpus.day_of(told.sentence.place.article));
        let language = corpus.language_of(told.sentence.place.article);
        for given in figures.iter().filter(|given| tells_something(given)) {
            let noun =
                if given.kind == Kind::Count { stem(&given.counts, language).key } else { String::new() };
            let key = (given.kind, given.unit, given.low.to_bits(), given.high.to_bits(), noun);
            groups.entry(key).or_default().push((sentence, given));
        }
    }
    let differing: Vec<&SameThing> = brought_together.iter().filter(|thing| thing.differ).collect();
    let mut candidates = Vec::new();
    for uses in groups.into_values() {
        task.check()?;
        let Some((_, given)) = uses.first() else { continue };
        // The days of publication are everywhere, said or not.
        if given.kind == Kind::Date && published.contains(&(given.low as i32)) {
            continue;
        }
        let places: Vec<(usize, Place)> =
            uses.iter().map(|(sentence, given)| (*sentence, given.place)).collect();
        let (told_by, examples) = tellers(alignment, &places);
        let other_value = |column: usize| {
            differing.iter().any(|thing| {
                thing.figures.iter().any(|b| b.given.place == given.place)
                    && thing.figures.iter().any(|b| b.column == column)
            })
        };
        let absent = (0..alignment.columns.len())
            .filter(|column| !told_by.contains(column))
            .filter(|column| {
                !held.has_figure(*column, given, corpus.article(given.place.article).text(given.number))
                    && !other_value(*column)
            })
            .collect();
        let text = for_reading(given.place.text(corpus)).into_owned();
        let weight = uses.len() as f64;
        let omission = Omission { kind: Thing::Figure, text, told_by, examples, passage: None, weight };
        candidates.push(Candidate { omission, absent });
    }
    Ok(candidates)
}

/// Whether leaving out a figure would say anything: not small round numbers, not the names of weekdays.
fn tells_something(given: &Given) -> bool {
    match given.kind {
        Kind::Money | Kind::Percent | Kind::Mass | Kind::Length | Kind::Area | Kind::Volume => true,
        Kind::Date => given.unit != "weekday",
        Kind::Time | Kind::Duration => false,
        Kind::Count => given.low >= 5.0 && !given.counts.is_empty(),
    }
}

fn passage_candidates(alignment: &Alignment, held: &Held, task: &Task) -> Result<Vec<Candidate>, Cancelled> {
    let mut candidates = Vec::new();
    for (number, passage) in alignment.passages.iter().enumerate() {
        task.check()?;
        if passage.grade == Grade::Related {
            continue;
        }
        let uses: Vec<(usize, Place)> = passage
            .sentences
            .iter()
            .filter_map(|&s| Some((s, alignment.sentences.get(s)?.sentence.place)))
            .collect();
        let (told_by, examples) = tellers(alignment, &uses);
        let core = Held::core(alignment, &passage.sentences);
        let absent = (0..alignment.columns.len())
            .filter(|column| !told_by.contains(column))
            .filter(|column| {
                told_by.first().is_some_and(|first| held.language(*first) == held.language(*column))
                    && held.language(*column).is_some()
            })
            .filter(|column| !alignment.not_compared.columns.contains(column))
            .filter(|column| !held.has_like(alignment, *column, &passage.sentences, &core))
            .collect();
        let weight = core.iter().map(|(_, weight)| weight).sum::<f64>() / alignment.signs.rare();
        let text = passage.title.clone();
        let omission =
            Omission { kind: Thing::Passage, text, told_by, examples, passage: Some(number), weight };
        candidates.push(Candidate { omission, absent });
    }
    Ok(candidates)
}

/// How many signs a sentence needs to be worth naming as told only here.
const LEAST_SIGNS: usize = 5;

/// Sentences of one column that correspond to nothing.
fn sentence_candidates(
    corpus: &Corpus,
    alignment: &Alignment,
    held: &Held,
    task: &Task,
) -> Result<Vec<Candidate>, Cancelled> {
    let mut linked = vec![false; alignment.sentences.len()];
    for link in &alignment.links {
        for sentence in [link.pair.0, link.pair.1] {
            if let Some(slot) = linked.get_mut(sentence) {
                *slot = true;
            }
        }
    }
    let mut candidates = Vec::new();
    for (number, told) in alignment.sentences.iter().enumerate() {
        task.check()?;
        let is_text = matches!(told.sentence.part, Part::Body(kind) if kind != ParagraphKind::Subhead);
        if linked.get(number) != Some(&false) || !is_text || alignment.signs.of(number).len() < LEAST_SIGNS {
            continue;
        }
        let core = Held::core(alignment, &[number]);
        let language: Option<Language> = held.language(told.column);
        let absent: Vec<usize> = (0..alignment.columns.len())
            .filter(|column| {
                *column != told.column && language.is_some() && held.language(*column) == language
            })
            .filter(|column| !alignment.not_compared.columns.contains(column))
            .filter(|column| !held.has_like(alignment, *column, &[number], &core))
            .collect();
        let omission = Omission {
            kind: Thing::Passage,
            text: for_reading(told.sentence.text(corpus)).into_owned(),
            told_by: vec![told.column],
            examples: vec![told.sentence.place],
            passage: None,
            weight: alignment.signs.norm(number) / alignment.signs.rare(),
        };
        candidates.push(Candidate { omission, absent });
    }
    Ok(candidates)
}
