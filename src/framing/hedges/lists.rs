//! Lists of words by class, shipped or the user's, and looking them up.

use std::collections::BTreeMap;

use aho_corasick::{AhoCorasick, MatchKind};
use hashbrown::HashMap;
use serde::{Deserialize, Serialize};

use crate::corpus::{Corpus, Span};
use crate::framing::Sentence;
use crate::text::normalise::fold;
use crate::text::script::is_spaceless;
use crate::text::words::words;

/// A class of words.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum HedgeClass {
    /// may, might, could, would
    Modal,
    /// suggest, appear, seem
    Epistemic,
    /// possibly, perhaps
    Adverb,
    /// reportedly, allegedly
    Evidential,
    /// clearly, of course
    Booster,
    /// so-called, self-styled
    Doubt,
    /// Words that judge.
    Loaded,
    /// A class of the user's own.
    Own(String),
}

impl HedgeClass {
    /// The word used in lists and exports.
    pub fn label(&self) -> &str {
        match self {
            Self::Modal => "modal",
            Self::Epistemic => "epistemic",
            Self::Adverb => "adverb",
            Self::Evidential => "evidential",
            Self::Booster => "booster",
            Self::Doubt => "doubt",
            Self::Loaded => "loaded",
            Self::Own(name) => name,
        }
    }

    /// The class of a label; one that is not known is the user's own.
    pub fn from_label(label: &str) -> Self {
        let known = [
            Self::Modal,
            Self::Epistemic,
            Self::Adverb,
            Self::Evidential,
            Self::Booster,
            Self::Doubt,
            Self::Loaded,
        ];
        known.into_iter().find(|class| class.label() == label).unwrap_or_else(|| Self::Own(label.to_owned()))
    }
}

/// A list of words by class. A word may be a phrase; `*` at its end stands for any letters.
#[derive(Debug, Clone, Default, PartialEq, Eq, Hash, Serialize, Deserialize)]
pub struct WordList {
    /// What the list is called.
    pub name: String,
    /// The words of each class, by the class's label.
    pub classes: BTreeMap<String, Vec<String>>,
}

impl WordList {
    /// Reads TOML: `class = ["word", "a phrase", "begin*"]`.
    pub fn from_toml(name: &str, text: &str) -> Result<Self, String> {
        let classes = toml::from_str(text).map_err(|error| error.to_string())?;
        Ok(Self { name: name.to_owned(), classes })
    }
}

/// One entry of a list.
#[derive(Debug)]
struct Entry {
    class: HedgeClass,
    word: String,
    /// The folded words after the first.
    rest: Vec<String>,
    /// The last word is a beginning.
    open: bool,
}

/// Lists made ready for looking up.
#[derive(Debug, Default)]
pub(super) struct Matcher {
    entries: Vec<Entry>,
    /// Entries by their whole first word.
    first: HashMap<String, Vec<u32>>,
    /// Entries of one word that are a beginning, by their first two characters.
    beginnings: HashMap<String, Vec<(String, u32)>>,
    /// Entries in scripts without spaces, found in the text.
    spaceless: Option<(AhoCorasick, Vec<u32>)>,
}

impl Matcher {
    pub fn of_lists(lists: &[WordList]) -> Self {
        let mut matcher = Self::default();
        let (mut patterns, mut numbers) = (Vec::new(), Vec::new());
        let (mut spans, mut form) = (Vec::new(), String::new());
        for (label, list) in lists.iter().flat_map(|list| &list.classes) {
            let class = HedgeClass::from_label(label);
            for word in list {
                let number = matcher.entries.len() as u32;
                let open = word.ends_with('*');
                let plain = word.trim_end_matches('*');
                words(plain, &mut spans);
                let mut folded = spans.iter().map(|span| {
                    fold(span.of(plain), &mut form);
                    form.clone()
                });
                let Some(first) = folded.next() else { continue };
                let rest: Vec<String> = folded.collect();
                if plain.chars().any(is_spaceless) {
                    patterns.push(plain.to_owned());
                    numbers.push(number);
                } else if open && rest.is_empty() {
                    let key: String = first.chars().take(2).collect();
                    matcher.beginnings.entry(key).or_default().push((first, number));
                } else {
                    matcher.first.entry(first).or_default().push(number);
                }
                matcher.entries.push(Entry { class: class.clone(), word: word.clone(), rest, open });
            }
        }
        if !patterns.is_empty() {
            let finder = AhoCorasick::builder().match_kind(MatchKind::LeftmostLongest).build(&patterns);
            matcher.spaceless = finder.ok().map(|finder| (finder, numbers));
        }
        matcher
    }

    /// Whether it has no word to look for.
    pub fn is_empty(&self) -> bool {
        self.entries.is_empty()
    }

    /// The hits in a sentence, longest phrase first at each word, none inside another of its class.
    pub fn find(
        &self,
        corpus: &Corpus,
        sentence: &Sentence,
        positions: &[u32],
        hit: &mut dyn FnMut(&HedgeClass, &str, Span),
    ) {
        let form = |position: u32| {
            corpus.stream().get(position as usize).map_or("", |id| corpus.vocabulary().form(*id))
        };
        // Where the last hit of each class ended.
        let mut ended: Vec<(&HedgeClass, u32)> = Vec::new();
        for (at, &position) in positions.iter().enumerate() {
            let word = form(position);
            let mut found: Vec<(&Entry, u32)> = Vec::new();
            for entry in
                self.first.get(word).into_iter().flatten().filter_map(|n| self.entries.get(*n as usize))
            {
                let last = position + entry.rest.len() as u32;
                let adjacent = positions.get(at + entry.rest.len()) == Some(&last);
                let matches = entry.rest.iter().enumerate().all(|(i, wanted)| {
                    let here = form(position + 1 + i as u32);
                    if entry.open && i + 1 == entry.rest.len() {
                        here.starts_with(wanted.as_str())
                    } else {
                        here == wanted
                    }
                });
                if adjacent && matches && !(word == "may" && is_month(corpus, sentence, position)) {
                    found.push((entry, last));
                }
            }
            if !self.beginnings.is_empty() {
                let key: String = word.chars().take(2).collect();
                for (begin, number) in self.beginnings.get(&key).into_iter().flatten() {
                    if word.starts_with(begin.as_str()) {
                        found.extend(self.entries.get(*number as usize).map(|entry| (entry, position)));
                    }
                }
            }
            found.sort_by_key(|(entry, last)| (std::cmp::Reverse(*last), entry.word.clone()));
            for (entry, last) in found {
                let before = ended.iter_mut().find(|(class, _)| **class == entry.class);
                match before {
                    Some((_, end)) if *end >= position => continue,
                    Some((_, end)) => *end = last,
                    None => ended.push((&entry.class, last)),
                }
                let span = Span { from: corpus.span_at(position).from, to: corpus.span_at(last).to };
                hit(&entry.class, &entry.word, span);
            }
        }
        if let Some((finder, numbers)) = &self.spaceless {
            for found in finder.find_iter(sentence.text(corpus)) {
                let number = numbers.get(found.pattern().as_usize());
                if let Some(entry) = number.and_then(|n| self.entries.get(*n as usize)) {
                    let from = sentence.place.span.from;
                    hit(
                        &entry.class,
                        &entry.word,
                        Span { from: from + found.start() as u32, to: from + found.end() as u32 },
                    );
                }
            }
        }
    }
}

/// "May" with a capital inside a sentence, or beside a number, is the month.
fn is_month(corpus: &Corpus, sentence: &Sentence, position: u32) -> bool {
    if !corpus.surface_at(position).starts_with('M') {
        return false;
    }
    let number = |at: Option<u32>| {
        at.filter(|at| sentence.words.contains(at))
            .is_some_and(|at| corpus.surface_at(at).starts_with(|c: char| c.is_ascii_digit()))
    };
    position > sentence.words.start || number(position.checked_add(1)) || number(position.checked_sub(1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_read() {
        let list = WordList::from_toml("mine", "calm = [\"keep calm\"]").unwrap();
        assert_eq!(list.classes["calm"], ["keep calm"]);
        assert!(WordList::from_toml("mine", "calm = 3").is_err());
    }
}
