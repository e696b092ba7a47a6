//! What the user changes: drag a label onto another concept, split it off, rename, add by query, hide.
//!
//! Edits are values, in the order in which they were made; they know concepts and labels by their texts, so that
//! they hold when the corpus grows. An edit whose concept or label is not there does nothing and waits.

use serde::{Deserialize, Serialize};

use super::{Concept, Label, Origin};
use crate::corpus::Language;

/// A label of a concept, by text.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
pub struct LabelKey {
    /// The concept's name, as it is after the edits before.
    pub concept: String,
    /// The label's text.
    pub label: String,
}

/// One change.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Edit {
    /// A label goes to another concept, which is made if there is none of that name.
    Move {
        /// Which label.
        label: LabelKey,
        /// The name of the other concept.
        to: String,
    },
    /// A label becomes a concept of its own, named as it is.
    SplitOff {
        /// Which label.
        label: LabelKey,
    },
    /// All labels of one concept go to another, which is made if there is none; the first is gone.
    Merge {
        /// The name of the concept that ends.
        concept: String,
        /// The name of the concept that gets its labels.
        into: String,
    },
    /// A concept gets another name. If the name is taken, they become one.
    RenameConcept {
        /// Its name before.
        concept: String,
        /// Its name after.
        name: String,
    },
    /// A label is shown under another text; it finds what it found. If its concept has a label of that text, they become
    /// one that finds what both found.
    RenameLabel {
        /// Which label.
        label: LabelKey,
        /// Its text after.
        text: String,
    },
    /// A label with a query of the user's; the concept is made if there is none of that name. A label of this text
    /// that is there gets the query.
    AddLabel {
        /// Which label.
        label: LabelKey,
        /// What finds it.
        query: String,
    },
    /// A label is not counted.
    HideLabel {
        /// Which label.
        label: LabelKey,
    },
    /// A concept is not shown.
    HideConcept {
        /// Its name.
        concept: String,
    },
}

/// All edits, oldest first.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct LabelEdits {
    /// The edits.
    pub edits: Vec<Edit>,
}

impl LabelEdits {
    /// `concepts` with all edits made. Concepts left without labels are gone; what an edit made or took a label
    /// to is the user's.
    pub fn apply(&self, concepts: &[Concept]) -> Vec<Concept> {
        let mut concepts = concepts.to_vec();
        for edit in &self.edits {
            edit.apply(&mut concepts);
        }
        concepts.retain(|concept| !concept.labels.is_empty());
        concepts
    }
}

impl Edit {
    fn apply(&self, concepts: &mut Vec<Concept>) {
        match self {
            Self::Move { label, to } => {
                if label.concept != *to
                    && let Some(moved) = take(concepts, label)
                {
                    put(concepts, to, moved);
                }
            }
            Self::SplitOff { label } => {
                if label.concept != label.label
                    && let Some(moved) = take(concepts, label)
                {
                    put(concepts, &label.label, moved);
                }
            }
            Self::Merge { concept, into } => merge(concepts, concept, into),
            Self::RenameConcept { concept, name } => {
                if concepts.iter().any(|c| c.name == *name) {
                    merge(concepts, concept, name);
                } else if let Some(found) = concepts.iter_mut().find(|c| c.name == *concept) {
                    found.name.clone_from(name);
                }
            }
            Self::RenameLabel { label, text } => {
                if label.label == *text {
                    return;
                }
                let is_taken = concepts.iter().any(|c| c.name == label.concept && c.label(text).is_some());
                if is_taken {
                    let Some(gone) = take(concepts, label) else { return };
                    let concept = concepts.iter_mut().find(|c| c.name == label.concept);
                    let other = concept.and_then(|c| c.labels.iter_mut().find(|l| l.text == *text));
                    if let Some(other) = other {
                        other.join(gone);
                    }
                } else if let Some(concept) = concepts.iter_mut().find(|c| c.name == label.concept)
                    && let Some(found) = concept.labels.iter_mut().find(|l| l.text == label.label)
                {
                    found.text.clone_from(text);
                }
            }
            Self::AddLabel { label, query } => {
                let mut added = Label::plain(&label.label, Language::UNKNOWN, Origin::User);
                added.query.clone_from(query);
                put(concepts, &label.concept, added);
            }
            Self::HideLabel { label } => {
                take(concepts, label);
            }
            Self::HideConcept { concept } => concepts.retain(|c| c.name != *concept),
        }
    }
}

fn take(concepts: &mut [Concept], key: &LabelKey) -> Option<Label> {
    let concept = concepts.iter_mut().find(|c| c.name == key.concept)?;
    let at = concept.labels.iter().position(|l| l.text == key.label)?;
    Some(concept.labels.remove(at))
}

/// Puts a label into a concept, in place of one with its text.
fn put(concepts: &mut Vec<Concept>, name: &str, label: Label) {
    let at = concepts.iter().position(|c| c.name == name).unwrap_or_else(|| {
        concepts.push(Concept { name: name.to_owned(), origin: Origin::User, labels: Vec::new() });
        concepts.len() - 1
    });
    let Some(concept) = concepts.get_mut(at) else { return };
    match concept.labels.iter_mut().find(|l| l.text == label.text) {
        Some(same) => *same = label,
        None => concept.labels.push(label),
    }
}

fn merge(concepts: &mut Vec<Concept>, from: &str, into: &str) {
    if from == into {
        return;
    }
    let Some(at) = concepts.iter().position(|c| c.name == from) else { return };
    for label in concepts.remove(at).labels {
        put(concepts, into, label);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn concept(name: &str, labels: &[&str]) -> Concept {
        let plain = |text: &&str| Label::plain(text, Language::UNKNOWN, Origin::Text);
        Concept { name: name.to_owned(), origin: Origin::Text, labels: labels.iter().map(plain).collect() }
    }

    fn key(concept: &str, label: &str) -> LabelKey {
        LabelKey { concept: concept.to_owned(), label: label.to_owned() }
    }

    fn check(edits: Vec<Edit>, expected: &str) {
        let before = [concept("islands", &["Arc", "Halder"]), concept("voyage", &["visit", "raid"])];
        let after = LabelEdits { edits }.apply(&before);
        let shown: Vec<String> = after
            .iter()
            .map(|c| {
                let labels: Vec<&str> = c.labels.iter().map(|l| l.text.as_str()).collect();
                format!("{}: {}", c.name, labels.join(" "))
            })
            .collect();
        assert_eq!(shown.join("; "), expected);
    }

    #[test]
    fn every_edit_does_what_it_says() {
        let both = "islands: Arc Halder; voyage: visit raid";
        check(vec![], both);
        check(
            vec![Edit::Move { label: key("voyage", "raid"), to: "islands".into() }],
            "islands: Arc Halder raid; voyage: visit",
        );
        check(
            vec![Edit::SplitOff { label: key("voyage", "raid") }],
            "islands: Arc Halder; voyage: visit; raid: raid",
        );
        check(
            vec![Edit::Merge { concept: "voyage".into(), into: "islands".into() }],
            "islands: Arc Halder visit raid",
        );
        check(
            vec![Edit::RenameConcept { concept: "voyage".into(), name: "trip".into() }],
            "islands: Arc Halder; trip: visit raid",
        );
        check(
            vec![Edit::RenameConcept { concept: "voyage".into(), name: "islands".into() }],
            "islands: Arc Halder visit raid",
        );
        check(
            vec![Edit::RenameLabel { label: key("voyage", "raid"), text: "attack".into() }],
            "islands: Arc Halder; voyage: visit attack",
        );
        check(
            vec![Edit::RenameLabel { label: key("voyage", "raid"), text: "visit".into() }],
            "islands: Arc Halder; voyage: visit",
        );
        check(vec![Edit::RenameLabel { label: key("voyage", "raid"), text: "raid".into() }], both);
        check(
            vec![Edit::AddLabel { label: key("new", "x"), query: "x*".into() }],
            "islands: Arc Halder; voyage: visit raid; new: x",
        );
        check(vec![Edit::HideLabel { label: key("voyage", "raid") }], "islands: Arc Halder; voyage: visit");
        check(vec![Edit::HideConcept { concept: "voyage".into() }], "islands: Arc Halder");
        check(
            vec![
                Edit::Move { label: key("voyage", "raid"), to: "islands".into() },
                Edit::Move { label: key("voyage", "visit"), to: "islands".into() },
            ],
            "islands: Arc Halder raid visit",
        );
    }

    #[test]
    fn a_label_that_gets_the_name_of_another_is_joined_with_it() {
        let mut islands = concept("islands", &["Arc", "Halder", "the rocks"]);
        islands.labels[1].query = "Halder NEAR/3 isl*".to_owned();
        for (at, label) in islands.labels.iter_mut().enumerate() {
            label.with = if at == 0 { Vec::new() } else { vec![format!("sea{at}")] };
            label.except = vec![format!("not{at}")];
        }
        let rename =
            |from: &str, to: &str| Edit::RenameLabel { label: key("islands", from), text: to.into() };
        let joined = |edits: Vec<Edit>| {
            let after = LabelEdits { edits }.apply(std::slice::from_ref(&islands));
            after[0].labels[0].clone()
        };
        // One that needs no condition, and one that does.
        let arc = joined(vec![rename("Halder", "Arc")]);
        assert_eq!((arc.text.as_str(), arc.query.as_str()), ("Arc", "\"Arc\" | (Halder NEAR/3 isl*)"));
        assert!(arc.query().is_ok());
        assert_eq!((arc.with.len(), arc.except.len()), (0, 2));
        assert_eq!(arc.joined, ["Halder"]);
        // Two that need one, and then all three.
        let hidden = Edit::HideLabel { label: key("islands", "Arc") };
        assert_eq!(joined(vec![hidden, rename("the rocks", "Halder")]).with, ["sea1", "sea2"]);
        let all = joined(vec![rename("the rocks", "Halder"), rename("Halder", "Arc")]);
        assert_eq!(all.joined, ["Halder", "the rocks"]);
        assert_eq!(all.query().map(|_| ()), Ok(()));
    }

    #[test]
    fn an_edit_of_what_is_not_there_does_nothing() {
        let both = "islands: Arc Halder; voyage: visit raid";
        check(vec![Edit::Move { label: key("voyage", "none"), to: "islands".into() }], both);
        check(vec![Edit::Merge { concept: "none".into(), into: "islands".into() }], both);
        check(vec![Edit::Move { label: key("voyage", "raid"), to: "voyage".into() }], both);
        check(vec![Edit::HideConcept { concept: "none".into() }], both);
    }
}
