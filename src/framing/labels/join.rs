//! Concepts with the names that no text sets against each other: what [`rivals`](super::rivals) found, as labels.

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
        put(story, group, concepts);
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
            common.then(|| Noun::of(&folded).map_or(folded.clone(), |noun| noun.singular.to_owned()))
        })
        .collect();
    found.sort_unstable();
    found.dedup();
    found
}

fn put(story: &Story<'_, '_>, group: Group, concepts: &mut Vec<MergedConcept>) {
    let name: Vec<&str> = group
        .members
        .iter()
        .take(2)
        .filter_map(|m| m.labels.first())
        .map(|label| label.text.as_str())
        .collect();
    let name = name.join(" / ");
    let at = group.given.first().copied().unwrap_or(concepts.len());
    if at == concepts.len() {
        concepts.push(MergedConcept {
            concept: Concept { name, origin: Origin::Text, labels: Vec::new() },
            reasons: Vec::new(),
            statements: Vec::new(),
            least: 2,
        });
    }
    let Some(merged) = concepts.get_mut(at) else { return };
    let held = lemmas(merged);
    for member in group.members {
        let of_list = merged.concept.origin == Origin::List;
        let verb = if of_list { None } else { verbs::label_of(story, &member.lemma) };
        let own = if held.contains(&member.lemma) { Vec::new() } else { member.labels };
        for label in own.into_iter().chain(verb) {
            let known =
                merged.concept.labels.iter().any(|l| heads::fold(&l.text) == heads::fold(&label.text));
            if !known {
                merged.reasons.push(Reason {
                    label: label.text.clone(),
                    rule: Rule::InPlace,
                    place: member.place,
                    sure: member.sure,
                    support: member.support.clone(),
                });
                merged.concept.labels.push(label);
            }
        }
    }
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
