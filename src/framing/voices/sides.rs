//! Sides: groups of speakers that the user makes, with a suggestion from the text.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::{HashMap, HashSet};
use serde::{Deserialize, Serialize};

use super::{Speaker, SpeakerKind, Voices, countries};
use crate::corpus::{ArticleId, Corpus};
use crate::task::{Cancelled, Task};
use crate::text::normalise::fold;

/// Which speakers belong to which side. Made by the user; [`suggested`] gives a beginning.
///
/// As TOML: `[sides]`, then `Norvia = ["Hedda Varn", "Norvian"]`: names of speakers, or words of their description.
/// A speaker is on the side that has the whole name, else on the one side of which words stand in the phrases that
/// name or describe the speaker; on none where sides contradict each other.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sides {
    /// The side's name, then the names and words that belong to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sides: BTreeMap<String, Vec<String>>,
}

/// Sides made ready for looking speakers up.
pub(super) struct FoldedSides {
    /// By folded name or phrase, the numbers of the sides that have it.
    sides: HashMap<String, Vec<usize>>,
    /// How many words phrases have.
    lengths: BTreeSet<usize>,
}

impl FoldedSides {
    pub(super) fn new(sides: &Sides) -> Self {
        let mut folded_sides = Self { sides: HashMap::new(), lengths: BTreeSet::new() };
        for (number, phrase) in
            sides.sides.values().enumerate().flat_map(|(n, all)| all.iter().map(move |phrase| (n, phrase)))
        {
            let phrase = folded(phrase);
            if phrase.is_empty() {
                continue;
            }
            folded_sides.lengths.insert(phrase.split(' ').count());
            let known = folded_sides.sides.entry(phrase).or_default();
            if known.last() != Some(&number) {
                known.push(number);
            }
        }
        folded_sides
    }

    /// The sides that have a whole name, by number in the order of their names.
    pub(super) fn of_name(&self, name: &str) -> &[usize] {
        self.sides.get(&folded(name)).map_or(&[], Vec::as_slice)
    }

    /// Enters the sides that have words of a text.
    pub(super) fn in_text(&self, text: &str, found: &mut BTreeSet<usize>) {
        let text = folded(text);
        let words: Vec<&str> = text.split(' ').collect();
        for &length in &self.lengths {
            for phrase in words.windows(length) {
                found.extend(self.sides.get(&phrase.join(" ")).into_iter().flatten());
            }
        }
    }
}

/// Words parted by single spaces, folded, without punctuation and "'s".
fn folded(text: &str) -> String {
    let mut form = String::new();
    let words = text
        .split(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’' | '-'))
        .filter(|w| !w.is_empty());
    let words = words.map(|word| {
        fold(word, &mut form);
        form.strip_suffix("'s").unwrap_or(&form).to_owned()
    });
    words.collect::<Vec<_>>().join(" ")
}

/// Whether a speaker is described by an office of state and by nobody's: not "Veltia's minister", nor "its minister".
/// Titles that other countries give in passing too ("secretary", "senator") are no such offices.
fn holds_office(speaker: &Speaker) -> bool {
    const STATE: [&str; 9] =
        ["minister", "president", "premier", "pm", "chancellor", "king", "queen", "negotiator", "opposition"];
    let mut words = speaker.description.split(' ');
    speaker.kind == SpeakerKind::Person
        && speaker.description.split(' ').any(|word| STATE.contains(&word))
        && !words.any(|word| word.ends_with("'s"))
}

/// The keys of the countries that the words which name or describe a speaker hold: "Japanese", "Norvia", "US".
fn countries_of(speaker: &Speaker, written: &str, met: &HashSet<String>) -> BTreeSet<String> {
    let name: BTreeSet<&str> = speaker.name.split(' ').collect();
    let words = written.split(|c: char| !c.is_alphanumeric() && c != '.').filter(|word| !word.is_empty());
    let capitals = words.filter(|word| !name.contains(word) && word.starts_with(char::is_uppercase));
    let written = capitals.filter_map(|word| {
        let word = fold_word(word);
        countries::of_word(&word, met).or_else(|| countries::of_likely_adjective(&word, met))
    });
    let described = speaker.description.split(' ').filter_map(|word| countries::of_word(word, met));
    written.chain(described).collect()
}

fn fold_word(word: &str) -> String {
    let mut form = String::new();
    fold(word, &mut form);
    form
}

/// The word without its "'s", and whether it had one.
fn without_genitive(word: &str) -> (&str, bool) {
    let base = word.trim_end_matches("'s").trim_end_matches("’s");
    (base, base.len() < word.len())
}

/// In so many articles at the least a person is called by an office without a country, to be of the outlet's.
const AGREE: usize = 2;

/// Sides as the text shows them: a country that speakers are described by ("Norvia's foreign minister", "Norvian
/// officials"), together with its adjective and the persons so described. Suggested, never decided.
///
/// A word counts as a country where it stands with "'s" before a description, or is a capitalised adjective before a
/// word for a person or institution; adjectives, and the country speaking for itself, are joined to the country's name.
/// Who holds an office of state and is given no country, in two articles or more, is of that of the outlet, where the
/// outlet's name has one: "Foreign minister Hedda Varn" in the Norvia Daily.
pub fn suggested(corpus: &Corpus, articles: &[&Voices], task: &Task) -> Result<Sides, Cancelled> {
    let mut words: Vec<CountryWord<'_>> = Vec::new();
    let mut alone: BTreeSet<&str> = BTreeSet::new();
    let mut elsewhere: BTreeSet<&str> = BTreeSet::new();
    for voices in articles {
        task.check()?;
        for speaker in voices.voices.iter().filter_map(|voice| voice.speaker.as_ref()) {
            if speaker.kind == SpeakerKind::Institution && !speaker.name.contains(' ') {
                alone.insert(without_genitive(&speaker.name).0);
            }
            let written = speaker.as_written.text(corpus);
            if ["Its ", "its ", "Their ", "their "].iter().any(|word| written.starts_with(word)) {
                elsewhere.insert(&speaker.name);
            }
            country_words(speaker, written, &mut words);
        }
    }
    let mut met: HashSet<String> = HashSet::new();
    let names = words.iter().filter(|word| word.is_genitive).map(|word| word.base);
    met.extend(names.chain(alone.iter().copied()).map(|name| countries::of_name(&fold_word(name))));
    let mut found: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut described: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    for CountryWord { base, is_genitive, person } in words {
        let folded = fold_word(base);
        let adjective = if is_genitive { None } else { countries::of_likely_adjective(&folded, &met) };
        let key = adjective.unwrap_or_else(|| countries::of_name(&folded));
        found.entry(key.clone()).or_default().insert(base);
        if let Some(person) = person {
            described.entry(key).or_default().insert(person);
        }
    }
    for word in alone {
        if let Some(words) = found.get_mut(&countries::of_name(&fold_word(word))) {
            words.insert(word);
        }
    }
    met.extend(found.keys().cloned());
    for (name, home) in at_home(corpus, articles, &found, &met, task)? {
        // A person whom another article gives to another country is left to that one.
        if !elsewhere.contains(name)
            && !described.iter().any(|(key, names)| *key != home && names.contains(name))
        {
            described.entry(home).or_default().insert(name);
        }
    }
    let mut sides = Sides::default();
    for (key, words) in found {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_by_key(|word| (word.chars().count(), *word));
        let Some(name) = words.first().copied() else { continue };
        let names = described.remove(&key).unwrap_or_default();
        words.extend(names.into_iter().filter(|name| !name.contains("'s") && !name.contains("’s")));
        sides.sides.insert(name.to_owned(), words.into_iter().map(str::to_owned).collect());
    }
    Ok(sides)
}

/// A word for a country in the words that name a speaker.
struct CountryWord<'a> {
    base: &'a str,
    is_genitive: bool,
    /// The person whom it says to be of there.
    person: Option<&'a str>,
}

fn country_words<'a>(speaker: &'a Speaker, written: &'a str, found: &mut Vec<CountryWord<'a>>) {
    let words: Vec<&str> = written.split_whitespace().collect();
    for (at, word) in words.iter().enumerate() {
        let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
        let (base, is_genitive) = without_genitive(plain);
        let capital = base.starts_with(char::is_uppercase);
        let next_small = words.get(at + 1).is_some_and(|w| w.starts_with(char::is_lowercase));
        // "Temple University's Japan campus": whose it is has been said.
        let owned = at > 0 && words.get(at - 1).is_some_and(|w| without_genitive(w).1);
        if capital
            && base.chars().count() >= 4
            && next_small
            && !owned
            && (is_genitive || countries::is_adjective(&fold_word(base)))
            && !speaker.name.ends_with(base)
        {
            let person = Some(speaker.name.as_str()).filter(|name| speaker.named && name.contains(' '));
            found.push(CountryWord { base, is_genitive, person });
        }
    }
}

/// The persons whom articles of a country's outlets call by an office of state, and no article by a country.
fn at_home<'a>(
    corpus: &Corpus,
    articles: &[&'a Voices],
    found: &BTreeMap<String, BTreeSet<&str>>,
    met: &HashSet<String>,
    task: &Task,
) -> Result<Vec<(&'a str, String)>, Cancelled> {
    let mut called: BTreeMap<(&str, &String), BTreeSet<ArticleId>> = BTreeMap::new();
    let mut given: BTreeMap<&str, BTreeSet<String>> = BTreeMap::new();
    let mut homes: HashMap<String, Option<&String>> = HashMap::new();
    for voices in articles {
        task.check()?;
        for speaker in voices.voices.iter().filter_map(|voice| voice.speaker.as_ref()) {
            if !speaker.named || speaker.kind != SpeakerKind::Person {
                continue;
            }
            let name = speaker.name.as_str();
            given.entry(name).or_default().extend(countries_of(
                speaker,
                speaker.as_written.text(corpus),
                met,
            ));
            let article = speaker.as_written.article;
            let Some(outlet) = corpus.article(article).outlet.as_ref().filter(|_| holds_office(speaker))
            else {
                continue;
            };
            let home = homes
                .entry(folded(&outlet.value))
                .or_insert_with_key(|outlet| found.keys().find(|key| countries::is_of_outlet(key, outlet)));
            if let Some(home) = home {
                called.entry((name, *home)).or_default().insert(article);
            }
        }
    }
    let is_abroad = |name: &str, home: &String| given.get(name).into_iter().flatten().any(|key| key != home);
    let agreed = called
        .into_iter()
        .filter(|((name, home), articles)| articles.len() >= AGREE && !is_abroad(name, home));
    Ok(agreed.map(|((name, home), _)| (name, home.clone())).collect())
}
