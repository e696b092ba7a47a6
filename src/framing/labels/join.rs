//! Concepts with the names that no text sets against each other: what [`rivals`](super::rivals) found, as labels.

use std::collections::BTreeSet;

use super::find::{Draft, Reason, Support, Why};
use super::merge::MergedConcept;
use super::naming::Rule;
use super::rivals::{self, Group, Story, verbs};
use super::{Concept, Label, Origin, heads};
use crate::framing::Place;
use crate::task::{Cancelled, Task};
use crate::text::nouns::Noun;

/// Puts the names found into `concepts`; what is less sure comes back as suggestions.
pub(super) fn rivals(
    story: &Story<'_, '_>,
    concepts: &mut Vec<MergedConcept>,
    task: &Task,
) -> Result<Vec<Draft>, Cancelled> {
    let given: Vec<Vec<String>> = concepts.iter().map(lemmas).collect();
    let found = rivals::rivals(story, &given, task)?;
    for group in found.groups {
        put(story, group, concepts, task)?;
    }
    Ok(found.suggested.into_iter().map(draft).collect())
}

/// The singulars of the common nouns that a concept's English labels end in.
fn lemmas(merged: &MergedConcept) -> Vec<String> {
    let of_list = |label: &&Label| label.origin == Origin::List && label.text.contains(' ');
    let english = merged.concept.labels.iter().filter(|label| label.language.code() == Some("en"));
    // "called home" is no kind of home.
    let english = english.filter(|label| !of_list(label));
    let mut found: Vec<String> = english
        .filter_map(|label| {
            let last = label.text.rsplit(char::is_whitespace).next()?;
            let common = last.chars().all(char::is_lowercase);
            let folded = heads::fold(last);
            common.then(|| rivals::spelled(Noun::of(&folded).map_or(folded.as_str(), |noun| noun.singular)))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

/// Adds the names of a group to the first concept that it holds, else as a new one. A name that is one of any concept
/// already stays where it is: no label is counted twice.
fn put(
    story: &Story<'_, '_>,
    group: Group,
    concepts: &mut Vec<MergedConcept>,
    task: &Task,
) -> Result<(), Cancelled> {
    let name: Vec<&str> = group
        .members
        .iter()
        .take(2)
        .filter_map(|m| m.labels.first())
        .map(|label| label.text.as_str())
        .collect();
    let name = name.join(" / ");
    let at = group.given.first().copied().unwrap_or(concepts.len());
    let (held, of_list) = concepts
        .get(at)
        .map_or((Vec::new(), false), |merged| (lemmas(merged), merged.concept.origin == Origin::List));
    let mut known: BTreeSet<String> = concepts
        .iter()
        .flat_map(|merged| &merged.concept.labels)
        .map(|label| heads::fold(&label.text))
        .collect();
    let mut new: Vec<(Label, Reason)> = Vec::new();
    for member in group.members {
        let reason = |label: &Label, rule, place| Reason {
            label: label.text.clone(),
            rule,
            place,
            sure: member.sure,
            support: member.support.clone(),
        };
        let mut found: Vec<(Label, Reason)> = Vec::new();
        if !held.contains(&member.lemma) {
            let own = member.labels.iter();
            found.extend(own.map(|label| (label.clone(), reason(label, Rule::InPlace, None))));
        }
        if !of_list && member.is_event {
            let verb = verbs::label_of(story, &member.lemma, task)?;
            found.extend(verb.map(|(label, place)| {
                let reason = reason(&label, Rule::VerbOf, place);
                (label, reason)
            }));
        }
        new.extend(found.into_iter().filter(|(label, _)| known.insert(heads::fold(&label.text))));
    }
    if at == concepts.len() {
        concepts.push(MergedConcept {
            concept: Concept { name, origin: Origin::Text, labels: Vec::new() },
            reasons: Vec::new(),
            statements: Vec::new(),
            least: 2,
        });
    }
    if let Some(merged) = concepts.get_mut(at) {
        let (labels, reasons): (Vec<Label>, Vec<Reason>) = new.into_iter().unzip();
        merged.concept.labels.extend(labels);
        merged.reasons.extend(reasons);
    }
    Ok(())
}

fn draft(group: Group) -> Draft {
    let mut support: Vec<Support> =
        group.members.iter().flat_map(|member| &member.support).copied().collect();
    // Each sign stands with both of its names.
    support.retain(|one| one.here <= one.there);
    support.sort_unstable();
    support.dedup();
    let mut places: Vec<Place> = support.iter().flat_map(|one| [one.here, one.there]).collect();
    places.sort_unstable();
    places.dedup();
    let labels: Vec<Label> = group.members.into_iter().flat_map(|member| member.labels).collect();
    let about: Vec<&str> = labels.iter().map(|label| label.text.as_str()).collect();
    let about = about.join(" / ");
    let concept = Concept { name: about.clone(), origin: Origin::Text, labels };
    Draft { about, why: Why::InPlace, concept, places, sure: Some(group.sure), support }
}
