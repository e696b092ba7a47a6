//! Sides: groups of speakers that the user makes, with a suggestion from the text.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use super::{Speaker, Voices};
use crate::text::normalise::fold;

/// Which speakers belong to which side. Made by the user; [`suggested`] gives a beginning.
///
/// As TOML: `[sides]`, then `Norvia = ["Hedda Varn", "Norvian"]`: names of speakers, or words of their description.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct Sides {
    /// The side's name, then the names and words that belong to it.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub sides: BTreeMap<String, Vec<String>>,
}

impl Sides {
    /// Reads the TOML text of a list.
    pub fn from_toml(text: &str) -> Result<Self, String> {
        toml::from_str(text).map_err(|error| error.to_string())
    }

    /// The side of a speaker: by the whole name, else by words of the phrase as written and of the description.
    /// `None` for a speaker of no side, or of two.
    pub fn side_of(&self, speaker: &Speaker, as_written: &str) -> Option<&str> {
        let name = folded(&speaker.name);
        let by_name = self.sides.iter().find(|(_, words)| words.iter().any(|word| folded(word) == name));
        if let Some((side, _)) = by_name {
            return Some(side);
        }
        let text = format!(" {} {} {name} ", folded(as_written), folded(&speaker.description));
        let mut sides = self
            .sides
            .iter()
            .filter(|(_, words)| words.iter().any(|word| text.contains(&format!(" {} ", folded(word)))));
        match (sides.next(), sides.next()) {
            (Some((side, _)), None) => Some(side),
            _ => None,
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

/// Sides as the text shows them: a country that speakers are described by ("Norvia's foreign minister", "Norvian
/// officials"), together with its adjective and the persons so described. Suggested, never decided.
///
/// A word counts as a country where it speaks for itself, stands with "'s" before a description, or is a
/// capitalised adjective before a word for a person or institution; adjectives are joined to the country whose first
/// four letters they share. `phrases` gives each voice's phrase as written.
pub fn suggested(articles: &[Voices], phrases: impl Fn(&Speaker) -> String) -> Sides {
    let mut countries: BTreeMap<String, Vec<String>> = BTreeMap::new();
    let mut described: BTreeMap<String, Vec<String>> = BTreeMap::new();
    for voice in articles.iter().flat_map(|a| &a.voices) {
        let Some(speaker) = &voice.speaker else { continue };
        let phrase = phrases(speaker);
        let words: Vec<&str> = phrase.split_whitespace().collect();
        for (at, word) in words.iter().enumerate() {
            let plain = word.trim_matches(|c: char| !c.is_alphanumeric() && !matches!(c, '\'' | '’'));
            let base = plain.trim_end_matches("'s").trim_end_matches("’s");
            let capital = base.chars().next().is_some_and(char::is_uppercase);
            let next_small =
                words.get(at + 1).is_some_and(|w| w.chars().next().is_some_and(char::is_lowercase));
            let genitive = base.len() < plain.len();
            let adjective = ["ian", "ean", "ese", "ish", "an", "i"].iter().any(|end| base.ends_with(end));
            if capital
                && base.chars().count() >= 4
                && next_small
                && (genitive || adjective)
                && !speaker.name.ends_with(base)
            {
                let stem: String = base.chars().take(4).flat_map(char::to_lowercase).collect();
                let words = countries.entry(stem.clone()).or_default();
                if !words.iter().any(|known| known == base) {
                    words.push(base.to_owned());
                }
                if speaker.named && speaker.name.contains(' ') {
                    described.entry(stem).or_default().push(speaker.name.clone());
                }
            }
        }
    }
    let mut sides = Sides::default();
    for (stem, mut words) in countries {
        words.sort_by_key(|word| (word.chars().count(), word.clone()));
        let Some(name) = words.first().cloned() else { continue };
        let mut names = described.remove(&stem).unwrap_or_default();
        names.sort_unstable();
        names.dedup();
        words.extend(names.into_iter().filter(|name| !name.contains("'s") && !name.contains("’s")));
        sides.sides.insert(name, words);
    }
    sides
}
