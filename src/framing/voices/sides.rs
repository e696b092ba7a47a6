//! Sides: groups of speakers that the user makes, with a suggestion from the text.

use std::collections::{BTreeMap, BTreeSet};

use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use super::{Speaker, SpeakerKind, Voices};
use crate::corpus::Corpus;
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
fn holds_office(speaker: &Speaker) -> bool {
    const STATE: [&str; 16] = [
        "minister",
        "president",
        "premier",
        "pm",
        "chancellor",
        "governor",
        "ambassador",
        "envoy",
        "senator",
        "lawmaker",
        "mp",
        "king",
        "queen",
        "secretary",
        "negotiator",
        "opposition",
    ];
    let mut words = speaker.description.split(' ');
    speaker.kind == SpeakerKind::Person
        && speaker.description.split(' ').any(|word| STATE.contains(&word))
        && !words.any(|word| word.ends_with("'s"))
}

/// Sides as the text shows them: a country that speakers are described by ("Norvia's foreign minister", "Norvian
/// officials"), together with its adjective and the persons so described. Suggested, never decided.
///
/// A word counts as a country where it stands with "'s" before a description, or is a capitalised adjective before a
/// word for a person or institution; adjectives, and the country speaking for itself, are joined to the word whose
/// first four letters they share. Who holds an office of state and is given no country is of that of the outlet, where
/// the outlet's name has one: "Foreign minister Hedda Varn" in the Norvia Daily.
pub fn suggested(corpus: &Corpus, articles: &[&Voices], task: &Task) -> Result<Sides, Cancelled> {
    let mut countries: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut described: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
    let mut alone: BTreeSet<&str> = BTreeSet::new();
    let mut at_home: Vec<(&str, String)> = Vec::new();
    let mut elsewhere: BTreeSet<&str> = BTreeSet::new();
    for voices in articles {
        task.check()?;
        for speaker in voices.voices.iter().filter_map(|voice| voice.speaker.as_ref()) {
            if speaker.kind == SpeakerKind::Institution && !speaker.name.contains(' ') {
                alone.insert(speaker.name.trim_end_matches("'s").trim_end_matches("’s"));
            }
            let outlet = corpus.article(speaker.as_written.article).outlet.as_ref();
            if let Some(outlet) = outlet.filter(|_| speaker.named && holds_office(speaker)) {
                at_home.push((&speaker.name, folded(&outlet.value)));
            }
            let words: Vec<&str> = speaker.as_written.text(corpus).split_whitespace().collect();
            if words.first().is_some_and(|word| matches!(*word, "Its" | "its" | "Their" | "their")) {
                elsewhere.insert(&speaker.name);
            }
            for (at, word) in words.iter().enumerate() {
                let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
                let base = plain.trim_end_matches("'s").trim_end_matches("’s");
                let capital = base.chars().next().is_some_and(char::is_uppercase);
                let next_small =
                    words.get(at + 1).is_some_and(|w| w.chars().next().is_some_and(char::is_lowercase));
                // "Temple University's Japan campus": whose it is has been said.
                let owned =
                    at > 0 && words.get(at - 1).is_some_and(|w| w.ends_with("'s") || w.ends_with("’s"));
                let genitive = base.len() < plain.len();
                let adjective = ["ian", "ean", "ese", "ish", "an", "i"].iter().any(|end| base.ends_with(end));
                if capital
                    && base.chars().count() >= 4
                    && next_small
                    && !owned
                    && (genitive || adjective)
                    && !speaker.name.ends_with(base)
                {
                    let stem: String = base.chars().take(4).flat_map(char::to_lowercase).collect();
                    countries.entry(stem.clone()).or_default().insert(base);
                    if speaker.named && speaker.name.contains(' ') {
                        described.entry(stem).or_default().insert(&speaker.name);
                    }
                }
            }
        }
    }
    for word in alone {
        let stem: String = word.chars().take(4).flat_map(char::to_lowercase).collect();
        if let Some(words) = countries.get_mut(&stem) {
            words.insert(word);
        }
    }
    for (name, outlet) in at_home {
        let home =
            countries.keys().find(|stem| outlet.split(' ').any(|word| word.starts_with(stem.as_str())));
        // A person whom another article gives to another country is left to that one.
        if let Some(home) = home
            && !elsewhere.contains(name)
            && !described.iter().any(|(stem, names)| stem != home && names.contains(name))
        {
            described.entry(home.clone()).or_default().insert(name);
        }
    }
    let mut sides = Sides::default();
    for (stem, words) in countries {
        let mut words: Vec<&str> = words.into_iter().collect();
        words.sort_by_key(|word| (word.chars().count(), *word));
        let Some(name) = words.first().copied() else { continue };
        let names = described.remove(&stem).unwrap_or_default();
        words.extend(names.into_iter().filter(|name| !name.contains("'s") && !name.contains("’s")));
        sides.sides.insert(name.to_owned(), words.into_iter().map(str::to_owned).collect());
    }
    Ok(sides)
}
