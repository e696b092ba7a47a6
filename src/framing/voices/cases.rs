//! Persons whose names have Russian cases: which of their forms is shown.

use super::lexicon::Lexicon;
use super::raw::{Raw, RawVoice};
use super::resolve::Cast;
use super::tokens::Token;
use crate::corpus::Span;
use crate::framing::russian;
use crate::query::fold;

/// How many words "in the words of" and its like have at most.
const LONGEST: usize = 4;

impl Cast<'_> {
    /// Gives persons with a Russian name its nominative, where their forms tell it.
    pub fn put_into_nominative(&mut self) {
        for (at, person) in self.persons.iter_mut().enumerate() {
            let forms = std::mem::take(&mut person.forms);
            if person.seen_free {
                let forms: Vec<&str> = forms.iter().map(String::as_str).collect();
                person.name = russian::of_forms(&forms);
            } else if let Some(name) = russian::of_person(&person.name) {
                person.name = name;
            }
            self.by_full.entry(person.name.clone()).or_insert(at);
        }
    }
}

/// Where speakers stand behind words that ask for the genitive, in order.
pub(super) fn told_in_genitive(raw_text: &str, raw: &Raw) -> Vec<Span> {
    let told = raw.voices.iter().filter(|found| asks_genitive(raw_text, found, raw.lexicon));
    let places = told.filter_map(|found| {
        Some(Span { from: found.subject.first()?.span.from, to: found.subject.last()?.span.to })
    });
    let mut places: Vec<Span> = places.collect();
    places.sort_unstable();
    places
}

/// Whether the words before a speaker ask for the genitive: "in the words of".
pub(super) fn asks_genitive(raw_text: &str, found: &RawVoice, lexicon: &Lexicon) -> bool {
    let Some(first) = found.subject.first() else { return false };
    let before = raw_text.get(..first.span.from as usize).unwrap_or("");
    let words = before.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let words: Vec<String> = words.rev().take(LONGEST).map(fold).collect();
    let asks = |phrase: &Vec<String>| {
        words.len() >= phrase.len() && phrase.iter().rev().eq(words.iter().take(phrase.len()))
    };
    found.verb.is_none() && lexicon.genitive.iter().any(asks)
}

/// Whether a name stands in one of these places, which are in order.
pub(super) fn is_within(places: &[Span], name: &[Token]) -> bool {
    let (Some(first), Some(last)) = (name.first(), name.last()) else { return false };
    let before = places.partition_point(|place| place.from <= first.span.from);
    before.checked_sub(1).and_then(|at| places.get(at)).is_some_and(|place| last.span.to <= place.to)
}
