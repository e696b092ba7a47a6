//! Heads and what stands beside them: "the islands", "disputed islands", "our islands"; "annexation of Crimea",
//! "Crimea crisis".
//!
//! That two wordings share a word does not make them names of one thing, so most of this is only suggested,
//! ranked by how differently outlets use it.

use std::collections::BTreeMap;

use super::find::{Draft, View, Why};
use super::line::{Gap, Line, Word};
use super::{Concept, Label, Origin, words};
use crate::corpus::Language;
use crate::framing::Place;
use crate::task::{Cancelled, Task};
use crate::text::words as cut;

/// Places kept of each wording.
const MOST_PLACES: usize = 3;

/// Wordings kept of one suggestion.
const MOST_WORDINGS: usize = 12;

const ENGLISH: Language = Language(Some(*b"en "));

/// One wording with a head: how often and where.
#[derive(Debug, Default)]
struct Use {
    /// As it is written first.
    text: String,
    count: u32,
    /// In which articles, by their numbers' last bits.
    articles: u64,
    places: Vec<Place>,
}

/// What stands beside the common heads and the names of some English articles.
pub(super) struct Heads {
    /// By head, by wording ("disputed islands").
    modified: BTreeMap<String, BTreeMap<String, Use>>,
    /// By name, by wording ("annexation of Crimea", "Crimea crisis").
    named: BTreeMap<String, BTreeMap<String, Use>>,
    /// "the" and a capitalised word that no capital follows: "the Arc".
    short: BTreeMap<String, Use>,
    /// How often each word stands in these articles.
    uses: BTreeMap<String, u32>,
    /// "the islands", by head.
    definite: BTreeMap<String, Place>,
}

pub(super) use crate::query::fold;

/// The folded words of a text.
pub(super) fn words_of(text: &str) -> Vec<String> {
    let mut spans = Vec::new();
    cut::words(text, &mut spans);
    spans.iter().map(|span| fold(span.of(text))).collect()
}

/// Heads that stand for a place already named, when nothing else of the kind is spoken of.
pub(super) fn is_generic(head: &str) -> bool {
    matches!(
        head,
        "archipelago"
            | "atoll"
            | "canal"
            | "dam"
            | "enclave"
            | "exclave"
            | "heights"
            | "island"
            | "islands"
            | "isles"
            | "islets"
            | "peninsula"
            | "plateau"
            | "reef"
            | "reefs"
            | "rocks"
            | "shoal"
            | "shoals"
            | "strait"
            | "straits"
            | "territories"
            | "territory"
            | "valley"
            | "wall"
    )
}

/// "the islands", as a label.
pub(super) fn definite(head: &str) -> Option<Label> {
    (head.chars().count() > 2).then(|| Label::plain(&format!("the {head}"), ENGLISH, Origin::Text))
}

impl Heads {
    pub(super) fn read(views: &[View<'_>], task: &Task) -> Result<Self, Cancelled> {
        let empty = || Self {
            modified: BTreeMap::new(),
            named: BTreeMap::new(),
            short: BTreeMap::new(),
            uses: BTreeMap::new(),
            definite: BTreeMap::new(),
        };
        let mut heads = empty();
        for view in views {
            task.check()?;
            for (sentence, line) in view.sentences.iter().zip(&view.lines) {
                heads.line(line, sentence.place, view.id as usize % 64);
            }
        }
        Ok(heads)
    }

    fn line(&mut self, line: &Line<'_>, home: Place, bit: usize) {
        let place = |from: usize, to: usize| Place { article: home.article, span: line.span(from, to) };
        for (at, word) in line.words.iter().enumerate() {
            let mut start = at;
            while start > 0 && line.gap(start).has(Gap::HYPHEN) {
                start -= 1;
            }
            let whole = if start < at { joined(line, start, at + 1) } else { String::new() };
            *self.uses.entry(word.bare().to_owned()).or_default() += 1;
            if start < at {
                *self.uses.entry(whole).or_default() += 1;
            }
            let previous = at.checked_sub(1).and_then(|p| line.words.get(p));
            let open = line.gap(at).is_open();
            if word.cap {
                if open && previous.is_some_and(|p| p.form == "the") && !follows_capital(line, at) {
                    record(
                        &mut self.short,
                        word.surface.trim_end_matches("'s").trim_end_matches("’s"),
                        place(at, at + 1),
                        bit,
                    );
                }
                self.name(line, at, word, &place, bit);
                continue;
            }
            if words::ends_phrase(word.form) || word.form.len() < 3 || words::is_number(word.form) {
                continue;
            }
            if open && previous.is_some_and(|p| p.form == "the") {
                self.definite.entry(word.form.to_owned()).or_insert_with(|| place(at - 1, at + 1));
            }
            // The head of a phrase: no noun follows it.
            let contested = previous.is_some_and(|p| words::is_status(p.form));
            let ends = contested
                || line.words.get(at + 1).is_none_or(|next| {
                    !next.gap.is_open() || words::ends_phrase(next.form) || words::is_determiner(next.form)
                });
            if !ends || !open {
                continue;
            }
            let Some(from) = modifier_start(line, at) else { continue };
            let wording = joined(line, from, at + 1);
            record(
                self.modified.entry(word.form.to_owned()).or_default(),
                &wording,
                place(from, at + 1),
                bit,
            );
        }
    }

    /// "N of P" and "P N" for a proper P.
    fn name(
        &mut self,
        line: &Line<'_>,
        at: usize,
        word: &Word<'_>,
        place: &impl Fn(usize, usize) -> Place,
        bit: usize,
    ) {
        if word.form.len() < 4 || words::ends_phrase(word.form) {
            return;
        }
        let alone = line.words.get(at + 1).is_none_or(|next| !next.cap || !next.gap.is_open());
        if !alone {
            return;
        }
        let mut from = at;
        while from > 0
            && line.gap(from).is_open()
            && line.words.get(from - 1).is_some_and(|w| w.cap || w.form == "the")
        {
            from -= 1;
        }
        if line.gap(from).is_open()
            && from >= 2
            && line.form(from - 1) == "of"
            && line.gap(from - 1).is_open()
        {
            let noun = line
                .words
                .get(from - 2)
                .filter(|w| !w.cap && !words::ends_phrase(w.form) && w.form.len() > 3);
            if noun.is_some() {
                let wording = joined(line, from - 2, at + 1);
                record(
                    self.named.entry(word.bare().to_owned()).or_default(),
                    &wording,
                    place(from - 2, at + 1),
                    bit,
                );
            }
        }
        let next = line.words.get(at + 1).filter(|w| w.gap.is_open() && !w.cap && w.form.len() > 3);
        if let Some(next) = next
            && !word.is_possessive()
            && !words::ends_phrase(next.form)
            && !next.form.ends_with("ed")
            && !next.form.ends_with("ing")
            && !next.form.ends_with("ly")
        {
            let wording = joined(line, at, at + 2);
            record(self.named.entry(word.bare().to_owned()).or_default(), &wording, place(at, at + 2), bit);
        }
    }

    /// How often a word, or words joined by hyphens, stands in the articles.
    pub(super) fn uses(&self, head: &str) -> u32 {
        self.uses.get(head).copied().unwrap_or(0)
    }

    /// "the Arc", where a name ends so and its last word is not what it is a kind of.
    pub(super) fn short_forms(&self, labels: &[Label]) -> Vec<(Label, Place)> {
        let mut found: Vec<(Label, Place)> = Vec::new();
        for label in labels.iter().filter(|l| l.language.code() == Some("en")) {
            let mut words = label.text.split_whitespace();
            let (Some(last), true) = (words.next_back(), words.next().is_some()) else { continue };
            let proper = last.chars().next().is_some_and(char::is_uppercase);
            if !proper || words::is_place_head(&fold(last)) {
                continue;
            }
            if let Some((place, text)) =
                self.short.get(&fold(last)).and_then(|u| Some((*u.places.first()?, format!("the {last}"))))
            {
                let mut short = Label::plain(&text, ENGLISH, Origin::Text);
                short.query = format!("the ={last}");
                found.push((short, place));
            }
        }
        found
    }

    /// "the islands", and the head with words that say it is contested.
    pub(super) fn generic(&self, head: &str) -> Vec<(Label, Place)> {
        let mut found: Vec<(Label, Place)> = Vec::new();
        if let (Some(&place), Some(label)) = (self.definite.get(head), definite(head)) {
            found.push((label, place));
        }
        for used in self.modified.get(head).into_iter().flat_map(BTreeMap::values) {
            let contested = words_of(&used.text).iter().any(|word| words::is_status(word));
            if let (true, Some(&place)) = (contested, used.places.first()) {
                found.push((Label::plain(&used.text, ENGLISH, Origin::Text), place));
            }
        }
        found
    }

    /// Whether the last word of "Crimea crisis", or the first of "annexation of Crimea", stands after "the" somewhere.
    fn ends_in_noun(&self, wording: &str) -> bool {
        let words = words_of(wording);
        let noun = if words.iter().any(|word| word == "of") { words.first() } else { words.last() };
        noun.is_some_and(|noun| self.definite.contains_key(noun))
    }

    /// Heads and names with several wordings in articles of at least two kinds.
    pub(super) fn suggestions(&self) -> Vec<Draft> {
        // What never stands after "the" is hardly a noun.
        let nouns = self.modified.iter().filter(|(head, _)| self.definite.contains_key(*head));
        let modified = nouns.map(|(head, uses)| (head, uses, Why::Modifiers));
        let named = self.named.iter().map(|(name, uses)| (name, uses, Why::Heads));
        modified
            .chain(named)
            .filter_map(|(about, uses, why)| {
                let uses: BTreeMap<&String, &Use> = uses
                    .iter()
                    .filter(|(_, used)| why == Why::Modifiers || self.ends_in_noun(&used.text))
                    .collect();
                let total: u32 = uses.values().map(|u| u.count).sum();
                let articles = uses.values().fold(0, |all, u| all | u.articles).count_ones();
                if uses.len() < 2 || total < 3 || articles < 2 {
                    return None;
                }
                let mut wordings: Vec<&Use> = uses.into_values().collect();
                wordings.sort_by_key(|used| (std::cmp::Reverse(used.count), used.text.as_str()));
                wordings.truncate(MOST_WORDINGS);
                let labels =
                    wordings.iter().map(|used| Label::plain(&used.text, ENGLISH, Origin::Text)).collect();
                let places = wordings.iter().filter_map(|used| used.places.first().copied()).collect();
                let concept = Concept { name: about.clone(), origin: Origin::Text, labels };
                Some(Draft { about: about.clone(), why, concept, places, sure: None, support: Vec::new() })
            })
            .collect()
    }
}

fn record(uses: &mut BTreeMap<String, Use>, wording: &str, place: Place, bit: usize) {
    let used = uses.entry(fold(wording)).or_default();
    if used.text.is_empty() {
        wording.clone_into(&mut used.text);
    }
    used.count += 1;
    used.articles |= 1 << bit;
    if used.places.len() < MOST_PLACES {
        used.places.push(place);
    }
}

fn follows_capital(line: &Line<'_>, at: usize) -> bool {
    line.words.get(at + 1).is_some_and(|next| next.cap && next.gap.is_open())
}

/// Words as written, put together as they stand; the first in lower case unless it is a name.
fn joined(line: &Line<'_>, from: usize, to: usize) -> String {
    let mut text = String::new();
    for (at, word) in line.words.iter().enumerate().take(to).skip(from) {
        if at > from {
            text.push(if word.gap.has(Gap::HYPHEN) { '-' } else { ' ' });
        }
        if at == 0 { text.push_str(word.form) } else { text.push_str(word.surface) }
    }
    text
}

/// Where the modifiers of the head at `head` begin: possessives, adjectives, names and nouns right before it, not
/// numbers; `None` if it has none.
fn modifier_start(line: &Line<'_>, head: usize) -> Option<usize> {
    let mut from = head;
    while from > 0 && head - from < 4 && line.gap(from).is_open() {
        let Some(previous) = line.words.get(from - 1) else { break };
        let possessive =
            matches!(previous.form, "our" | "their" | "its" | "your" | "my") || previous.is_possessive();
        if possessive && !line.gap(from).has(Gap::HYPHEN) {
            from -= 1;
            break;
        }
        if words::is_number(previous.form)
            || words::ends_phrase(previous.form)
            || words::is_determiner(previous.form)
        {
            break;
        }
        from -= 1;
    }
    while from < head && words::is_number(line.form(from)) {
        from += 1;
    }
    (from < head).then_some(from)
}
