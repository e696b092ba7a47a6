//! Persons whom outlets introduce differently, as concepts: "opposition leader Mirela Orr", "the politician Mirela Orr".
//!
//! What an article says beside a name, before it or between commas after it, is said of that person: no more is needed
//! to set one outlet's words for them beside another's.

use std::collections::{BTreeMap, BTreeSet};

use super::find::{Reason, View};
use super::merge::MergedConcept;
use super::naming::Rule;
use super::people::{Introduction, Manner, introduced_in};
use super::titles::is_title;
use super::{Concept, Label, Origin, heads, quoted, words};
use crate::corpus::{ArticleId, Corpus, Language};
use crate::framing::Place;
use crate::task::{Cancelled, Task};
use crate::text::normalise::for_reading;
use crate::text::nouns::{Kinds, Noun};

const ENGLISH: Language = Language(Some(*b"en "));

/// Words of a description, at most: longer ones tell a story of their own.
const LONGEST: usize = 8;

/// What is said to everybody and tells nothing apart.
const POLITE: [&str; 9] = ["dame", "dr", "lady", "lord", "miss", "mr", "mrs", "ms", "sir"];

/// Adds a concept for each person whom at least two columns introduce, in different words. Names that a concept has
/// already stay there.
pub(super) fn add(
    corpus: &Corpus,
    views: &[View<'_>],
    column_of: &BTreeMap<ArticleId, usize>,
    concepts: &mut Vec<MergedConcept>,
    task: &Task,
) -> Result<(), Cancelled> {
    let columns = column_of.values().max().map_or(0, |last| last + 1);
    let mut known: BTreeSet<String> = concepts
        .iter()
        .flat_map(|merged| &merged.concept.labels)
        .map(|label| heads::fold(&label.text))
        .collect();
    let column_of = |id| column_of.get(&id).copied();
    for person in introduced_in(corpus, views, (column_of, columns), task)?.0 {
        task.check()?;
        let mut by: BTreeSet<usize> = BTreeSet::new();
        // By what is said, wherever it stands: "Interior Minister Tobin Orr" and "Tobin Orr, the interior minister".
        let mut said: BTreeMap<String, Vec<(String, Place)>> = BTreeMap::new();
        for introduction in &person.introductions {
            let Some(place) = introduction.places.first() else { continue };
            for (what, text) in wordings(corpus, introduction) {
                let counts = &introduction.counts;
                by.extend((0..columns).filter(|at| counts.get(*at).is_some_and(|count| *count > 0)));
                if known.insert(heads::fold(&text)) {
                    said.entry(description(&what)).or_default().push((text, *place));
                }
            }
        }
        if by.len() < 2 || said.len() < 2 {
            continue;
        }
        let mut concept = Concept { name: person.name, origin: Origin::Text, labels: Vec::new() };
        let mut reasons = Vec::new();
        for wordings in said.into_values() {
            let Some((text, place)) = wordings.first() else { continue };
            let queries: Vec<String> = wordings.iter().map(|(text, _)| quoted(text)).collect();
            reasons.push(Reason::said(text.clone(), Rule::Introduced, Some(*place)));
            let label = Label::plain(text, ENGLISH, Origin::Text);
            concept.labels.push(Label { query: queries.join(" | "), ..label });
        }
        concepts.push(MergedConcept { concept, reasons, statements: Vec::new(), least: 2 });
    }
    Ok(())
}

/// What an introduction says, whoever's and however it is written: "managing director".
fn description(text: &str) -> String {
    let is_said =
        |word: &String| !matches!(word.as_str(), "a" | "an" | "the" | "his" | "her" | "its") && !is_age(word);
    let words: Vec<String> = text.split(' ').map(bare).filter(is_said).collect();
    let is_owner = |word: &String| ["'s", "’s", "s'", "s’"].iter().any(|end| word.ends_with(end));
    // Before what the person is, and not in what follows: "head of the people's bank".
    let head = words.iter().take_while(|word| !words::ends_phrase(word));
    let owners = head.enumerate().filter(|(_, word)| is_owner(word)).map(|(at, _)| at + 1).last();
    words.get(owners.unwrap_or(0)..).unwrap_or_default().join(" ")
}

fn bare(word: &str) -> String {
    heads::fold(word.trim_end_matches(['.', ',']))
}

fn is_age(word: &str) -> bool {
    word.trim_end_matches(',').bytes().all(|byte| byte.is_ascii_digit())
}

/// What an introduction says, each with the wording that can be looked for; none where it tells nothing, or too much.
fn wordings(corpus: &Corpus, introduction: &Introduction) -> Vec<(String, String)> {
    let all: Vec<&str> = introduction.text.split(' ').collect();
    if introduction.manner == Manner::After {
        let said = parts(&all).into_iter().filter_map(described);
        return said.map(|said| (said.clone(), said)).collect();
    }
    if all.iter().all(|word| POLITE.contains(&bare(word).as_str())) || all.len() > LONGEST {
        return Vec::new();
    }
    let Some(place) = introduction.places.first() else { return Vec::new() };
    // With the name, which says of whom.
    let text = for_reading(place.text(corpus)).into_owned();
    let cut = ["'s", "’s"].iter().find_map(|end| text.strip_suffix(end));
    vec![(introduction.text.clone(), cut.map_or(text.clone(), str::to_owned))]
}

fn is_article(word: &str) -> bool {
    matches!(bare(word).as_str(), "a" | "an" | "the")
}

/// What stands after a name, by the things it says: "a poet and a former member of the council, who …" says two.
fn parts<'a>(all: &[&'a str]) -> Vec<Vec<&'a str>> {
    let tells_more =
        |word: &&&str| !matches!(bare(word).as_str(), "who" | "whose" | "whom" | "which" | "where");
    let said: Vec<&str> =
        all.iter().skip_while(|word| is_age(word)).take_while(tells_more).copied().collect();
    let mut parts: Vec<Vec<&str>> = vec![Vec::new()];
    for (at, word) in said.iter().enumerate() {
        let next = said.get(at + 1).map_or("", |next| next);
        let goes_on = is_article(next) || matches!(bare(next).as_str(), "his" | "her" | "its" | "former");
        if bare(word) == "and" && goes_on && at > 0 {
            parts.push(Vec::new());
        } else if let Some(part) = parts.last_mut() {
            part.push(word);
        }
    }
    parts
}

/// A part that says who somebody is. One word does where an article stands before it: "a poet".
fn described(part: Vec<&str>) -> Option<String> {
    let has_article = part.first().is_some_and(|first| is_article(first));
    let said: Vec<&str> = part.into_iter().skip_while(|word| is_article(word)).collect();
    let is_person = |word: &&str| {
        let word = bare(word);
        is_title(&word) || Noun::of(&word).is_some_and(|noun| noun.first == Kinds::PERSONS && !noun.plural)
    };
    // What the person is stands before what they are of.
    let mut head = said.iter().take_while(|word| !words::ends_phrase(&bare(word)));
    let least = if has_article { 1 } else { 2 };
    let says = (least..=LONGEST).contains(&said.len()) && head.any(is_person);
    says.then(|| said.join(" ").trim_end_matches(',').to_owned())
}
