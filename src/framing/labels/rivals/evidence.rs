//! What speaks for two nouns naming one thing, and what against it.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::mentions::{Candidate, IN_TITLE, Slot, Use};
use super::told::Told;
use super::{Story, place_of};
use crate::framing::Place;
use crate::framing::passages::Grade;
use crate::task::{Cancelled, Task};
use crate::text::choices::Choices;
use crate::text::nouns::Kinds;
use crate::text::wordings::Wording;

/// From which nearness in meaning on two words may be looked at, and what nearness is worth above it.
const NEAR_FROM: f64 = 0.2;
const NEAR_WORTH: f64 = 1.6;

/// What the farthest words lose.
const LEAST_NEAR: f64 = -0.5;

/// What one stands for in place of the other in sentences that tell the same thing is worth, at most together.
const REPLACED: f64 = 0.6;
const MOST_REPLACED: f64 = 0.8;
/// An equal figure.
const COUNTED: f64 = 0.45;
/// An equal verb or name beside them that no other noun has, at most together.
const SLOT: f64 = 0.3;
const MOST_SLOTS: f64 = 0.6;
/// Both are what headline or opening of different outlets are about.
const OPENING: f64 = 0.25;
/// Both are what the headline is about and the text goes on with.
const MAIN: f64 = 0.5;
/// Without so much of the signs above, two words that are near in meaning are only suggested.
const LEAST_SHOWN: f64 = 0.2;
/// Two events as near as this need no other sign.
const SAME_MEANING: f64 = 0.65;
/// A name in quotation marks of its own is one that somebody chose.
const QUOTED: f64 = 0.2;
const QUOTED_NEAR: f64 = 0.45;
/// Words as far as this in meaning are only suggested.
const LEAST_SURE: f64 = 0.25;
const MOST_FAR: f64 = 0.7;
/// Writers choose between the two for one thing, by the list; their nearness adds so much at most, and so much where the
/// table of meanings lacks one of them, which has few others then.
const CHOICE: f64 = 0.6;
const CHOICE_NEAR: f64 = 0.6;
const CHOICE_UNKNOWN: f64 = 0.4;
/// What speaks against rivals counts so much for such a pair, and so does each sentence that has both, up to two.
const CHOICE_BY_BOTH: f64 = 0.5;
const BESIDE: f64 = 0.2;
/// Such a pair needs no other sign where an outlet makes so much of one of the two.
const LEAST_WEIGHT: u32 = 3;
/// How many times an equal word beside two names in headlines counts.
const IN_HEADLINES: f64 = 2.0;
/// Each outlet that has the one has the other.
const NOT_RIVALS: f64 = -0.15;
/// By the share of the outlets of the rarer one that have the other too: who uses both means two things as a rule.
const USED_BY_BOTH: f64 = -0.2;
/// One is a plural, the other not.
const NUMBER: f64 = -0.3;

/// Sentences that begin with so many equal words are one.
const COPIED_WORDS: usize = 12;

/// Nouns of one sentence; a longer list says nothing.
const MOST_IN_SENTENCE: usize = 40;

/// How far two nouns are looked for in sentences that tell the same: pairs of unmatched nouns.
const MOST_UNMATCHED: usize = 6;

/// What it is worth that one stands for the other, and the places of both.
type Replacement = (f64, Place, Place);

/// Why two names are taken for names of one thing.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Sign {
    /// One stands in the place of the other where outlets tell the same.
    Replaced,
    /// The same number of them.
    Counted,
    /// The same is done to them or by them, or they stand beside the same name.
    SameRole,
    /// Both are what headline or opening is about.
    Opening,
    /// One stands in quotation marks of its own.
    Quoted,
    /// They are near in meaning.
    Near,
}

/// What speaks for a pair.
#[derive(Debug, Clone, Default)]
pub(super) struct Evidence {
    /// Above 0 for, below against.
    pub(super) score: f64,
    /// Something else than their meaning speaks for it.
    pub(super) shown: bool,
    /// Both stand in one sentence: they are two things.
    pub(super) apart: bool,
    pub(super) signs: Vec<(Sign, Place, Place)>,
}

/// Whether a noun is of a kind that may be contested.
pub(super) fn is_contested(one: &Candidate) -> bool {
    one.choices.is_some() || one.kinds().meets(Kinds::PERSONS | Kinds::EVENTS | Kinds::THINGS)
}

/// A noun with what is asked of it in each pair.
struct Prepared<'a> {
    one: &'a Candidate,
    columns: BTreeSet<usize>,
    sentences: BTreeSet<(usize, usize)>,
    forms: BTreeSet<Wording>,
    plural: bool,
    kinds: Kinds,
}

impl<'a> Prepared<'a> {
    fn of(one: &'a Candidate) -> Self {
        let forms = one.uses.iter().map(|used| used.form.as_str()).chain([one.lemma.as_str()]);
        Self {
            one,
            columns: one.uses.iter().map(|used| used.column).collect(),
            sentences: one.uses.iter().map(|used| (used.view, used.sentence)).collect(),
            forms: forms.filter_map(Wording::of).collect(),
            plural: one.plural(),
            kinds: one.kinds(),
        }
    }

    /// Whether there is a thing for which writers choose between the two.
    fn is_choice(&self, other: &Self) -> bool {
        self.one.choices.zip(other.one.choices).is_some_and(|(a, b): (Choices, Choices)| a.meets(b))
    }

    /// The greatest nearness of their forms.
    fn nearness(&self, other: &Self) -> Option<f64> {
        let all = self.forms.iter().flat_map(|x| other.forms.iter().map(move |y| f64::from(x.nearness(*y))));
        all.reduce(f64::max)
    }
}

/// What speaks for each pair of `all`, by their numbers, the smaller first. Pairs that nothing speaks for are left
/// out unless something speaks against them.
pub(super) fn pairs(
    story: &Story<'_, '_>,
    told: &Told,
    all: &[Candidate],
    task: &Task,
) -> Result<BTreeMap<(usize, usize), Evidence>, Cancelled> {
    let replaced = replaced(story, all, task)?;
    let slots = by_slot(all);
    let prepared: Vec<Prepared<'_>> = all.iter().map(Prepared::of).collect();
    let of_one = |(at, a): (usize, &Prepared<'_>)| {
        let mut found = Vec::new();
        for (to, b) in prepared.iter().enumerate().skip(at + 1) {
            task.check()?;
            let evidence = weigh((story, told), (a, b), replaced.get(&(at, to)), &slots);
            if evidence.apart || evidence.score > 0.0 {
                found.push(((at, to), evidence));
            }
        }
        Ok(found)
    };
    let found: Vec<Vec<_>> = prepared.par_iter().enumerate().map(of_one).collect::<Result<_, Cancelled>>()?;
    Ok(found.into_iter().flatten().collect())
}

fn by_slot(all: &[Candidate]) -> BTreeMap<&Slot, usize> {
    let mut found: BTreeMap<&Slot, BTreeSet<&str>> = BTreeMap::new();
    for one in all {
        for slot in one.uses.iter().flat_map(|used| &used.slots) {
            found.entry(slot).or_default().insert(&one.lemma);
        }
    }
    found.into_iter().map(|(slot, lemmas)| (slot, lemmas.len())).collect()
}

fn weigh(
    (story, told): (&Story<'_, '_>, &Told),
    (left, right): (&Prepared<'_>, &Prepared<'_>),
    replaced: Option<&Vec<Replacement>>,
    slots: &BTreeMap<&Slot, usize>,
) -> Evidence {
    let mut evidence = Evidence::default();
    let (a, b) = (left.one, right.one);
    let choice = left.is_choice(right);
    let together_in = left.sentences.intersection(&right.sentences).count();
    // "The bill became law": who writes so may mean one thing. Persons who meet in a sentence are not the same.
    let persons = left.kinds.meets(Kinds::PERSONS) && right.kinds.meets(Kinds::PERSONS);
    if together_in > 0 && (persons || !choice) {
        evidence.apart = true;
        return evidence;
    }
    if !choice && !a.is_like(b) {
        return evidence;
    }
    evidence.score -= BESIDE * together_in.min(2) as f64;
    // Uses of the two in articles of different outlets that tell one story.
    let mut met = a.uses.iter().flat_map(|x| b.uses.iter().map(move |y| (x, y)));
    let Some(first) = met.find(|(x, y)| together(told, x, y)) else { return evidence };
    let mut room = MOST_REPLACED;
    for &(worth, x, y) in replaced.into_iter().flatten() {
        let worth = worth.min(room);
        if worth > 0.0 {
            evidence.add(Sign::Replaced, worth, Some((x, y)));
            room -= worth;
        }
    }
    evidence.roles(story, told, (a, b), slots);
    let events = a.first() == Kinds::EVENTS && b.first() == Kinds::EVENTS;
    let mut main = true;
    if left.kinds.meets(Kinds::EVENTS) && right.kinds.meets(Kinds::EVENTS) {
        main = evidence.opening(story, told, (a, b));
    }
    let quotes = |one: &Candidate| one.uses.iter().find(|used| used.quoted).cloned();
    let chosen = quotes(a).map(|x| (x, first.1.clone())).or_else(|| quotes(b).map(|y| (first.0.clone(), y)));
    // That both stand near the beginning is little by itself.
    let shown = if main { evidence.score } else { evidence.score - OPENING };
    let quoted = chosen.is_some();
    if let Some((x, y)) = chosen {
        evidence.add(Sign::Quoted, QUOTED, place_of(story, &x).zip(place_of(story, &y)));
    }
    let (of_a, of_b) = (&left.columns, &right.columns);
    // One writer uses several words of a line for one thing.
    let of_choice = if choice { CHOICE_BY_BOTH } else { 1.0 };
    if of_a.is_subset(of_b) || of_b.is_subset(of_a) {
        evidence.score += of_choice * NOT_RIVALS;
    }
    let of_both = of_a.intersection(of_b).count();
    evidence.score += of_choice * USED_BY_BOTH * of_both as f64 / of_a.len().min(of_b.len()).max(1) as f64;
    if left.plural != right.plural && !events && !choice {
        evidence.score += NUMBER;
    }
    let known = left.nearness(right);
    let near = known.unwrap_or(NEAR_FROM);
    let mut worth = (near - NEAR_FROM) * NEAR_WORTH;
    if choice {
        worth = CHOICE + known.map_or(CHOICE_UNKNOWN, |_| worth.clamp(0.0, CHOICE_NEAR));
    }
    if worth > 0.2 {
        let (x, y) = first;
        evidence.add(Sign::Near, worth, place_of(story, x).zip(place_of(story, y)));
    } else {
        evidence.score += worth.max(LEAST_NEAR);
    }
    let main = a.weight().max(b.weight()) >= LEAST_WEIGHT;
    evidence.shown = choice && main
        || shown >= LEAST_SHOWN
        || events && near >= SAME_MEANING
        || quoted && near >= QUOTED_NEAR;
    if near < LEAST_SURE && !choice {
        evidence.score = evidence.score.min(MOST_FAR);
    }
    evidence
}

fn together(told: &Told, x: &Use, y: &Use) -> bool {
    x.column != y.column && told.together(x.view, y.view)
}

impl Evidence {
    fn add(&mut self, sign: Sign, worth: f64, places: Option<(Place, Place)>) {
        self.score += worth;
        self.signs.extend(places.map(|(x, y)| (sign, x, y)));
    }

    /// Equal figures and equal words beside them.
    fn roles(
        &mut self,
        story: &Story<'_, '_>,
        told: &Told,
        (a, b): (&Candidate, &Candidate),
        slots: &BTreeMap<&Slot, usize>,
    ) {
        let mut room = MOST_SLOTS;
        let mut seen = BTreeSet::new();
        let mut counted = false;
        for x in &a.uses {
            for y in b.uses.iter().filter(|y| together(told, x, y)) {
                let places = || place_of(story, x).zip(place_of(story, y));
                if !counted && x.figure.is_some() && x.figure == y.figure {
                    counted = true;
                    self.add(Sign::Counted, COUNTED, places());
                }
                for slot in x.slots.iter().filter(|slot| y.slots.contains(slot)) {
                    let others = slots.get(slot).copied().unwrap_or(1).saturating_sub(1).max(1);
                    let headlines =
                        if x.weight == IN_TITLE && y.weight == IN_TITLE { IN_HEADLINES } else { 1.0 };
                    let worth = (headlines * SLOT / others as f64).min(room);
                    if worth > 0.05 && seen.insert(slot) {
                        self.add(Sign::SameRole, worth, places());
                        room -= worth;
                    }
                }
            }
        }
    }

    /// What headline and opening of two outlets are about; says whether it is not merely that both stand there.
    fn opening(&mut self, story: &Story<'_, '_>, told: &Told, (a, b): (&Candidate, &Candidate)) -> bool {
        let event = |one: &Candidate| one.noun.is_none_or(|noun| noun.first == Kinds::EVENTS);
        if !event(a) || !event(b) {
            return true;
        }
        let mut found: Option<(bool, &Use, &Use)> = None;
        for x in a.uses.iter().filter(|x| x.weight > 1) {
            for y in b.uses.iter().filter(|y| y.weight > 1 && together(told, x, y)) {
                let main = a.is_main(x.column) && b.is_main(y.column);
                if found.is_none_or(|(before, ..)| main && !before) {
                    found = Some((main, x, y));
                }
            }
        }
        let Some((main, x, y)) = found else { return true };
        let worth = if main { MAIN } else { OPENING };
        self.add(Sign::Opening, worth, place_of(story, x).zip(place_of(story, y)));
        main
    }
}

/// The first words of the sentence that a use stands in.
fn beginning<'c>(story: &Story<'_, 'c>, uses: &[(usize, &Use)]) -> Vec<&'c str> {
    let line = uses.first().and_then(|(_, used)| story.views.get(used.view)?.lines.get(used.sentence));
    line.into_iter().flat_map(|line| &line.words).take(COPIED_WORDS).map(|word| word.form).collect()
}

/// Nouns that have no partner in sentences of different outlets that tell the same thing, held against each other.
fn replaced(
    story: &Story<'_, '_>,
    all: &[Candidate],
    task: &Task,
) -> Result<BTreeMap<(usize, usize), Vec<Replacement>>, Cancelled> {
    let mut found: BTreeMap<(usize, usize), Vec<Replacement>> = BTreeMap::new();
    let Some(alignment) = story.alignment else { return Ok(found) };
    let mut by_sentence: BTreeMap<Place, Vec<(usize, &Use)>> = BTreeMap::new();
    for (number, one) in all.iter().enumerate() {
        for used in &one.uses {
            let sentence = story.views.get(used.view).and_then(|view| view.sentences.get(used.sentence));
            if let Some(sentence) = sentence {
                by_sentence.entry(sentence.place).or_default().push((number, used));
            }
        }
    }
    // What a copy says again counts once.
    let mut read: BTreeSet<(Vec<&str>, Vec<&str>)> = BTreeSet::new();
    for link in &alignment.links {
        task.check()?;
        if link.grade == Grade::Related {
            continue;
        }
        let place = |at: usize| alignment.sentences.get(at).map(|told| told.sentence.place);
        let (Some(x), Some(y)) = (place(link.pair.0), place(link.pair.1)) else { continue };
        let (Some(of_x), Some(of_y)) = (by_sentence.get(&x), by_sentence.get(&y)) else { continue };
        if of_x.len().max(of_y.len()) > MOST_IN_SENTENCE
            || !read.insert((beginning(story, of_x), beginning(story, of_y)))
        {
            continue;
        }
        // Sentences of the same words say it surely, others as far as they are alike.
        let sure = (2.0 * link.similarity).clamp(0.4, 1.0);
        let alone = |these: &[(usize, &Use)], others: &[(usize, &Use)]| -> Vec<(usize, Use)> {
            let alone = these.iter().filter(|(number, _)| others.iter().all(|(other, _)| other != number));
            alone.map(|(number, used)| (*number, (*used).clone())).collect()
        };
        let (left, right) = (alone(of_x, of_y), alone(of_y, of_x));
        let fits = |a: usize, b: usize| {
            let (Some(a), Some(b)) = (all.get(a), all.get(b)) else { return false };
            a.is_like(b) && a.plural() == b.plural()
        };
        for (a, used_a) in &left {
            let partners: Vec<_> = right.iter().filter(|(b, _)| fits(*a, *b)).collect();
            for (b, used_b) in &partners {
                let back = left.iter().filter(|(a, _)| fits(*a, *b)).count();
                let ways = partners.len() * back;
                if ways == 0 || ways > MOST_UNMATCHED || used_a.column == used_b.column {
                    continue;
                }
                let (Some(x), Some(y)) = (place_of(story, used_a), place_of(story, used_b)) else { continue };
                let (pair, x, y) = if a < b { ((*a, *b), x, y) } else { ((*b, *a), y, x) };
                found.entry(pair).or_default().push((sure * REPLACED / ways as f64, x, y));
            }
        }
    }
    Ok(found)
}
