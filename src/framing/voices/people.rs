//! The same speaker in several articles: by name, by title and surname, by how a full name sounds in another script,
//! and an institution by whose it is. Nothing else is merged.

use std::collections::{BTreeMap, BTreeSet};
use std::hash::Hash;

use hashbrown::HashMap;

use super::institutions::{Institutions, Named};
use super::lexicon::{kind as k, lexicon};
use super::{Speaker, SpeakerKind, Voices};
use crate::corpus::Corpus;
use crate::framing::sounds::{letters, sounds};
use crate::query::fold;
use crate::task::{Cancelled, Task};

/// A speaker of several articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerOfStory {
    /// The name, as the first article that has it in full gives it.
    pub name: String,
    /// The kind of speaker.
    pub kind: SpeakerKind,
}

/// Who speaks in several articles.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct People {
    /// The speakers.
    pub all: Vec<SpeakerOfStory>,
    /// By article in the order given and by voice, whose it is; `None` where the text does not tell.
    pub of: Vec<Vec<Option<usize>>>,
}

impl People {
    fn enter(&mut self, numbers: &mut HashMap<String, usize>, name: String, speaker: &Speaker) -> usize {
        *numbers.entry(name).or_insert_with(|| {
            self.all.push(SpeakerOfStory { name: speaker.name.clone(), kind: speaker.kind });
            self.all.len() - 1
        })
    }
}

/// The speakers of several articles.
///
/// Two are one when their names are the same, or when an article calls one by title and surname and, of all who bear
/// that surname in full, one alone has such a title. A surname without a title means whom it means with one in the
/// other articles, where that is always the same person. In scripts without spaces names have to be the same.
/// Full names in different scripts are one person where they sound alike and nobody else sounds so. An institution
/// that an outlet gives no country is that of the country in the outlet's own name, where others name that one and the
/// article names no other country's.
pub fn people(corpus: &Corpus, articles: &[&Voices], task: &Task) -> Result<People, Cancelled> {
    let speakers = |at: usize| {
        let voices = articles.get(at).into_iter().flat_map(|found| &found.voices);
        voices.map(|voice| voice.speaker.as_ref().map(|speaker| (fold(&speaker.name), speaker)))
    };
    let mut found = People::default();
    let mut numbers: HashMap<String, usize> = HashMap::new();
    // By surname and title, and by surname alone: the one whom it means, `None` for several.
    let mut bearers: HashMap<(String, String), Option<usize>> = HashMap::new();
    let mut meant: HashMap<String, Option<usize>> = HashMap::new();
    for at in 0..articles.len() {
        task.check()?;
        for (name, speaker) in speakers(at).flatten().filter(|(_, speaker)| !is_short(speaker)) {
            let surname = name.rsplit(' ').next().unwrap_or("").to_owned();
            let person = found.enter(&mut numbers, name, speaker);
            if speaker.kind == SpeakerKind::Person {
                for title in titles(corpus, speaker) {
                    settle(&mut bearers, (surname.clone(), title), Some(person));
                }
            }
        }
    }
    let mut full: HashMap<(usize, String), Option<usize>> = HashMap::new();
    for at in 0..articles.len() {
        task.check()?;
        let mut shorts: HashMap<String, BTreeSet<String>> = HashMap::new();
        for (name, speaker) in speakers(at).flatten().filter(|(_, speaker)| is_short(speaker)) {
            shorts.entry(name).or_default().extend(titles(corpus, speaker));
        }
        for (surname, titles) in shorts.into_iter().filter(|(_, titles)| !titles.is_empty()) {
            let of_title = |title| bearers.get(&(surname.clone(), title)).copied();
            let mut persons = titles.into_iter().filter_map(of_title);
            let first = persons.next().flatten();
            let person = first.filter(|_| persons.all(|other| other == first));
            settle(&mut meant, surname.clone(), person);
            full.insert((at, surname), person);
        }
    }
    for at in 0..articles.len() {
        task.check()?;
        let mut of = Vec::new();
        for voice in speakers(at) {
            of.push(voice.map(|(name, speaker)| {
                let key = (at, name);
                let known = full.get(&key).or_else(|| meant.get(&key.1)).copied().flatten();
                let known = known.filter(|_| is_short(speaker));
                known.unwrap_or_else(|| found.enter(&mut numbers, key.1, speaker))
            }));
        }
        found.of.push(of);
    }
    let mut one: Vec<usize> = (0..found.all.len()).collect();
    of_other_scripts(&found.all, &mut one);
    let institutions = Institutions::join(&found.all, &mut one);
    for (voices, of) in articles.iter().zip(&mut found.of) {
        task.check()?;
        let outlet = outlet_of(corpus, voices);
        let mut named: HashMap<usize, Named> = HashMap::new();
        for (voice, person) in voices.voices.iter().zip(of) {
            let Some(person) = person else { continue };
            let mut whose = || {
                let (rest, outlet) = (institutions.without_country(*person)?, outlet.as_deref()?);
                let place = voice.speaker.as_ref()?.as_written;
                let text = &corpus.article(place.article).raw;
                let named = named.entry(*person).or_insert_with(|| institutions.named(rest, text));
                institutions.meant(rest, named, place.span.from as usize, outlet)
            };
            let known = whose().unwrap_or(*person);
            *person = one.get(known).copied().unwrap_or(known);
        }
    }
    Ok(found)
}

/// Names of a person in several scripts lead to the first of them in the Latin alphabet, else to the first.
fn of_other_scripts(all: &[SpeakerOfStory], one: &mut [usize]) {
    let persons = || all.iter().enumerate().filter(|(_, speaker)| speaker.kind == SpeakerKind::Person);
    let script = |at: usize| all.get(at).and_then(|one| script_of(&one.name));
    let mut alike: BTreeMap<String, Vec<usize>> = BTreeMap::new();
    for (at, speaker) in persons() {
        for sound in letters(&speaker.name) {
            alike.entry(sound).or_default().push(at);
        }
    }
    // With whom somebody may be one: the first, and nobody where there are more.
    let mut partner: HashMap<usize, Option<usize>> = HashMap::new();
    for persons in alike.values().filter(|persons| persons.len() > 1) {
        for &at in persons {
            let mut others = persons.iter().copied().filter(|other| *other != at);
            let only = others.next().filter(|_| others.next().is_none());
            settle(&mut partner, at, only);
        }
    }
    for (&at, other) in &partner {
        let Some(other) = other.filter(|other| partner.get(other) == Some(&Some(at))) else { continue };
        // The Latin name leads; two of one script are two persons.
        if script(at) == Some(0)
            && script(other) == Some(1)
            && let Some(lead) = one.get_mut(other)
        {
            *lead = at;
        }
    }
    // Scripts that write less of a sound are held against both.
    let mut alike: BTreeMap<String, BTreeSet<usize>> = BTreeMap::new();
    for (at, speaker) in persons() {
        for sound in sounds(&speaker.name) {
            alike.entry(sound).or_default().insert(one.get(at).copied().unwrap_or(at));
        }
    }
    let mut leads: HashMap<usize, usize> = HashMap::new();
    for persons in alike.values().filter(|persons| persons.len() > 1) {
        let scripts: BTreeSet<Option<u8>> =
            persons.iter().map(|at| script(*at).map(|script| script.max(1))).collect();
        // Two of one script that sound alike are two persons, and so are two whose letters say that they differ: who is
        // meant elsewhere cannot be told.
        if scripts.len() < persons.len() || scripts.contains(&None) {
            continue;
        }
        let Some(&first) = persons.iter().find(|at| script(**at) == Some(0)).or(persons.first()) else {
            continue;
        };
        leads.extend(persons.iter().map(|at| (*at, first)));
    }
    for lead in one {
        *lead = leads.get(lead).copied().unwrap_or(*lead);
    }
}

/// The script of a name: Latin, Cyrillic, kana, Chinese characters.
fn script_of(name: &str) -> Option<u8> {
    match name.chars().find(|c| c.is_alphabetic())? {
        c if c < '\u{250}' => Some(0),
        '\u{400}'..='\u{4ff}' => Some(1),
        '\u{3040}'..='\u{30ff}' => Some(2),
        '\u{4e00}'..='\u{9fff}' => Some(3),
        _ => None,
    }
}

/// The folded name of the outlet in whose article these voices stand.
fn outlet_of(corpus: &Corpus, voices: &Voices) -> Option<String> {
    let place = voices.voices.first()?.place;
    corpus.article(place.article).outlet.as_ref().map(|outlet| fold(&outlet.value))
}

/// Enters whom a key means; two are several.
fn settle<K: Hash + Eq>(map: &mut HashMap<K, Option<usize>>, key: K, person: Option<usize>) {
    let known = map.entry(key).or_insert(person);
    if *known != person {
        *known = None;
    }
}

/// Whether one word alone names the speaker: a surname, though without a title it may be taken for an institution's.
fn is_short(speaker: &Speaker) -> bool {
    matches!(speaker.kind, SpeakerKind::Person | SpeakerKind::Institution) && !speaker.name.contains(' ')
}

/// The words for offices and callings among those that describe a speaker.
fn titles(corpus: &Corpus, speaker: &Speaker) -> Vec<String> {
    let words = lexicon(corpus.language_of(speaker.as_written.article));
    let described = speaker.description.split_whitespace().map(fold);
    described.filter(|word| words.look_up(word).kinds & (k::TITLE | k::HUMAN) != 0).collect()
}
