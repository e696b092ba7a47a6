//! One country's institution in several wordings, and whose one is that is given no country.

use std::collections::BTreeMap;

use hashbrown::{HashMap, HashSet};

use super::people::SpeakerOfStory;
use super::{SpeakerKind, countries};
use crate::query::fold;

/// "Norvia's foreign ministry" and "Norvian foreign ministry": the country's key, and the rest. `met` are the countries
/// that the articles name.
fn country_and_rest(name: &str, met: &HashSet<String>) -> Option<(String, String)> {
    let (first, rest) = name.split_once(' ')?;
    let small = rest.chars().next().is_some_and(char::is_lowercase);
    Some((country_of(first, met)?, fold(rest))).filter(|_| small)
}

/// The key of the country that a word with a capital names in the genitive or as an adjective.
fn country_of(word: &str, met: &HashSet<String>) -> Option<String> {
    if !word.starts_with(char::is_uppercase) {
        return None;
    }
    match genitive(word) {
        Some(name) => Some(countries::of_name(&fold(name))),
        None => countries::of_likely_adjective(&fold(word), met),
    }
}

fn genitive(word: &str) -> Option<&str> {
    word.strip_suffix("'s").or_else(|| word.strip_suffix("’s"))
}

/// Institutions of countries, over all articles.
pub(super) struct Institutions {
    /// The countries that the names of institutions hold as names.
    met: HashSet<String>,
    /// By the rest of the name and the country, the first such speaker.
    first: HashMap<String, BTreeMap<String, usize>>,
    /// Speakers without a country by their number: the rest of the name, which is all of it.
    bare: HashMap<usize, String>,
}

impl Institutions {
    /// Makes the wordings of one country's institution one.
    pub fn join(all: &[SpeakerOfStory], one: &mut [usize]) -> Self {
        let institutions = || all.iter().enumerate().filter(|(_, one)| one.kind == SpeakerKind::Institution);
        let names = institutions().filter_map(|(_, speaker)| {
            let first = speaker.name.split(' ').next()?;
            genitive(first).or_else(|| Some(first).filter(|_| !speaker.name.contains(' ')))
        });
        let met = names.map(|name| countries::of_name(&fold(name))).collect();
        let mut first: HashMap<String, BTreeMap<String, usize>> = HashMap::new();
        let mut bare = HashMap::new();
        for (at, speaker) in institutions() {
            if let Some((country, rest)) = country_and_rest(&speaker.name, &met) {
                let lead = *first.entry(rest).or_default().entry(country).or_insert(at);
                if let Some(own) = one.get_mut(at) {
                    *own = lead;
                }
            } else {
                bare.insert(at, fold(&speaker.name));
            }
        }
        bare.retain(|_, rest| first.contains_key(rest));
        Self { met, first, bare }
    }

    /// The rest of a speaker's name, which is all of it: "foreign ministry", where others say whose one is.
    pub fn without_country(&self, speaker: usize) -> Option<&str> {
        self.bare.get(&speaker).map(String::as_str)
    }

    /// Whose institution an article of an outlet means by one without a country that stands at `at`. `named` are those of
    /// its kind that it names with one: where none is another country's, the one of the country in the outlet's own name;
    /// else the only one named before.
    pub fn meant(&self, rest: &str, named: &Named, at: usize, outlet: &str) -> Option<usize> {
        let all = self.first.get(rest)?;
        let mut home = all.iter().filter(|(country, _)| countries::is_of_outlet(country, outlet));
        let (home, speaker) = home.next().filter(|_| home.next().is_none())?;
        match &named.first {
            Some((_, country)) if country != home || named.second.is_some() => {}
            _ => return Some(*speaker),
        }
        let is_only = named.second.is_none_or(|second| second >= at);
        let (_, only) = named.first.as_ref().filter(|(first, _)| *first < at && is_only)?;
        all.get(only).copied()
    }

    /// Where a text names institutions of this kind with their countries.
    pub fn named(&self, rest: &str, text: &str) -> Named {
        let low = text.to_ascii_lowercase();
        let mut named = Named::default();
        for (at, _) in low.match_indices(rest) {
            let Some(before) = text.get(..at).and_then(|before| before.strip_suffix(char::is_whitespace))
            else {
                continue;
            };
            let word = before.rsplit(|c: char| c.is_whitespace() || "“”\"(—–".contains(c)).next();
            let Some(country) = word.and_then(|word| country_of(word, &self.met)) else { continue };
            match &named.first {
                None => named.first = Some((at, country)),
                Some((_, first)) if *first != country => {
                    named.second = Some(at);
                    break;
                }
                Some(_) => {}
            }
        }
        named
    }
}

/// The institutions of one kind that an article names with their countries.
#[derive(Debug, Default)]
pub(super) struct Named {
    /// Where the first stands, and its country.
    first: Option<(usize, String)>,
    /// Where the first of another country stands.
    second: Option<usize>,
}
