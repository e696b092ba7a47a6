//! The same speaker in several articles: by full name, or by title and surname. Nothing else is merged.

use std::collections::BTreeMap;

use super::{SpeakerKind, Voices};

/// A speaker of several articles.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SpeakerOfStory {
    /// The longest name that an article gives.
    pub name: String,
    /// The kind of speaker.
    pub kind: SpeakerKind,
    /// All words that describe the speaker, in alphabetical order.
    pub description: Vec<String>,
    /// The voices: the position of the article in what was given, and of the voice in the article.
    pub voices: Vec<(usize, usize)>,
}

/// The speakers of several articles' voices, those with most words first, then by name.
///
/// Two are one when their full names are the same, or when one is called by surname alone and shares both the
/// surname and a word of description (a title) with the other. Speakers without a name of their own are one when
/// their words are the same.
pub fn people(articles: &[Voices]) -> Vec<SpeakerOfStory> {
    let mut groups: BTreeMap<String, SpeakerOfStory> = BTreeMap::new();
    for (at, found) in articles.iter().enumerate() {
        for (number, voice) in found.voices.iter().enumerate() {
            let Some(speaker) = &voice.speaker else { continue };
            let key = speaker.name.to_lowercase();
            let group = groups.entry(key).or_insert_with(|| SpeakerOfStory {
                name: speaker.name.clone(),
                kind: speaker.kind,
                description: Vec::new(),
                voices: Vec::new(),
            });
            group.voices.push((at, number));
            group.description.extend(speaker.description.split_whitespace().map(str::to_lowercase));
        }
    }
    for group in groups.values_mut() {
        group.description.sort_unstable();
        group.description.dedup();
    }
    // A surname alone joins the full name that shares its title, where there is only one.
    let surnames: Vec<String> = groups
        .iter()
        .filter(|(key, g)| g.kind == SpeakerKind::Person && !key.contains(' '))
        .map(|(key, _)| key.clone())
        .collect();
    for surname in surnames {
        let Some(short) = groups.get(&surname) else { continue };
        let mut full = groups.iter().filter(|(key, group)| {
            group.kind == SpeakerKind::Person
                && key.rsplit(' ').next() == Some(&surname)
                && key.contains(' ')
                && group.description.iter().any(|word| short.description.contains(word))
        });
        let (Some((key, _)), None) = (full.next(), full.next()) else { continue };
        let key = key.clone();
        let Some(short) = groups.remove(&surname) else { continue };
        if let Some(group) = groups.get_mut(&key) {
            group.voices.extend(short.voices);
            group.voices.sort_unstable();
            group.description.extend(short.description);
            group.description.sort_unstable();
            group.description.dedup();
        }
    }
    let words = |one: &SpeakerOfStory| -> u64 {
        let voice = |(at, number): &(usize, usize)| articles.get(*at).and_then(|a| a.voices.get(*number));
        one.voices.iter().filter_map(voice).map(|v| u64::from(v.words)).sum()
    };
    let mut all: Vec<SpeakerOfStory> = groups.into_values().collect();
    all.sort_by_cached_key(|one| (std::cmp::Reverse(words(one)), one.name.clone()));
    all
}
