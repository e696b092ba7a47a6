//! What is chosen and put right about how a story is told: names, sides, hedges, codebook.

use std::sync::Arc;

use super::Session;
use crate::analysis::{Scope, TellingsRecipe};
use crate::figure::format;
use crate::framing::hedges::HedgeSettings;
use crate::framing::labels::{Edit, LabelEdits};
use crate::framing::voices::sides::Sides;
use crate::project::CodingBook;

/// The codebook whose words are counted at first.
const USUAL_CODEBOOK: &str = "policy-frames";

/// What is chosen about how a story is told.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct TellingChoices {
    /// What was made of the names found.
    pub labels: Arc<LabelEdits>,
    /// Speakers that were moved, by the side they are on, those under the empty name on none; all others are where
    /// the texts suggest.
    pub sides: Arc<Sides>,
    /// Which hedges are counted.
    pub hedges: Arc<HedgeSettings>,
    /// The short name of the codebook whose words are counted; empty is none.
    pub codebook: Arc<str>,
}

impl Default for TellingChoices {
    fn default() -> Self {
        Self {
            labels: Arc::default(),
            sides: Arc::default(),
            hedges: Arc::default(),
            codebook: USUAL_CODEBOOK.into(),
        }
    }
}

impl TellingChoices {
    /// With one more change of names.
    #[must_use]
    pub fn and(mut self, edit: Edit) -> Self {
        Arc::make_mut(&mut self.labels).edits.push(edit);
        self
    }

    /// What of names and sides is other in `after`, as it stands behind "Undone:"; `None` where nothing is.
    pub(super) fn change_in_words(&self, after: &Self) -> Option<String> {
        if self.labels != after.labels {
            return Some(labels_in_words(&self.labels.edits, &after.labels.edits));
        }
        (self.sides != after.sides).then(|| sides_in_words(&self.sides, &after.sides))
    }

    /// The question about these articles and outlets.
    pub fn recipe(&self, scope: Scope, outlets: Vec<Arc<str>>, coding: &CodingBook) -> TellingsRecipe {
        let codebooks = coding.codebook(&self.codebook).cloned().into_iter().collect();
        TellingsRecipe {
            scope,
            outlets,
            labels: Arc::clone(&self.labels),
            codebooks: Arc::new(codebooks),
            exclusions: Arc::new(coding.exclusions.clone()),
            sides: Arc::clone(&self.sides),
            hedges: Arc::clone(&self.hedges),
        }
    }

    /// The question about articles that are named later, by all codebooks that are made for counting: as a report
    /// asks it.
    pub fn recipe_of_all(&self, coding: &CodingBook) -> TellingsRecipe {
        let counted = coding.all().into_iter().filter(|codebook| codebook.caution().is_none());
        TellingsRecipe {
            codebooks: Arc::new(counted.cloned().collect()),
            ..self.recipe(Scope::default(), Vec::new(), coding)
        }
    }
}

impl Session {
    /// What becomes one where a name or thing gets the name of another; `None` where the name is free.
    pub(super) fn joined_in_words(&self, edit: &Edit) -> Option<String> {
        let concepts = &self.results.tellings()?.concepts;
        let concept = |name: &str| concepts.iter().map(|called| &called.concept).find(|one| one.name == name);
        match edit {
            Edit::RenameLabel { label, text } if label.label != *text => {
                concept(&label.concept)?.label(text)?;
                Some(format!("“{}” and “{text}” are counted as one name now: “{text}”", label.label))
            }
            Edit::RenameConcept { concept: before, name } if before != name => {
                concept(name)?;
                Some(format!("“{before}” and “{name}” are one thing now, “{name}”, with the names of both"))
            }
            _ => None,
        }
    }
}

/// The last of the edits that came, with how many others.
fn labels_in_words(before: &[Edit], after: &[Edit]) -> String {
    let common = before.iter().zip(after).take_while(|(one, other)| one == other).count();
    let Some((last, others)) = after.get(common..).and_then(<[Edit]>::split_last) else {
        return "names as the articles have them".to_owned();
    };
    let words = edit_in_words(last);
    match others.len() as u64 {
        0 => words,
        more => format!(
            "{words} and {}",
            format::counted(more, "other change of names", "other changes of names")
        ),
    }
}

fn edit_in_words(edit: &Edit) -> String {
    match edit {
        Edit::Move { label, to } => format!("“{}” is a name of “{to}”", label.label),
        Edit::SplitOff { label } => format!("“{}” split off from “{}”", label.label, label.concept),
        Edit::Merge { concept, into } => format!("“{concept}” and “{into}” are one thing"),
        Edit::RenameConcept { concept, name } => format!("the thing “{concept}” called “{name}”"),
        Edit::RenameLabel { label, text } => format!("the name “{}” called “{text}”", label.label),
        Edit::AddLabel { label, .. } => format!("“{}” is a name of “{}”", label.label, label.concept),
        Edit::HideLabel { label } => format!("“{}” is no name of “{}”", label.label, label.concept),
        Edit::HideConcept { concept } => format!("“{concept}” dismissed"),
    }
}

/// The first speaker who is on another side.
fn sides_in_words(before: &Sides, after: &Sides) -> String {
    let side = |of: &Sides, speaker: &String| {
        of.sides.iter().find(|(_, words)| words.contains(speaker)).map(|(side, _)| side.clone())
    };
    let mut speakers = after.sides.values().chain(before.sides.values()).flatten();
    let moved = speakers.find(|speaker| side(before, speaker) != side(after, speaker));
    match moved.map(|speaker| (speaker, side(after, speaker))) {
        Some((speaker, Some(to))) if to.is_empty() => format!("{speaker} put on no side"),
        Some((speaker, Some(to))) => format!("{speaker} put on the side of {to}"),
        Some((speaker, None)) => format!("{speaker} on the side that the articles tell"),
        None => "sides of speakers changed".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::framing::labels::LabelKey;

    #[test]
    fn a_step_says_which_name_and_which_speaker() {
        let key = |label: &str| LabelKey { concept: "islands".into(), label: label.into() };
        let start = TellingChoices::default().and(Edit::HideLabel { label: key("rocks") });
        let check = |edits: Vec<Edit>, expected: &str| {
            let after = edits.into_iter().fold(start.clone(), TellingChoices::and);
            assert_eq!(start.change_in_words(&after).as_deref(), Some(expected));
        };
        check(
            vec![Edit::RenameLabel { label: key("the Arc"), text: "Northern Arc".into() }],
            "the name “the Arc” called “Northern Arc”",
        );
        check(vec![Edit::HideLabel { label: key("home") }], "“home” is no name of “islands”");
        check(
            vec![
                Edit::AddLabel { label: key("isles"), query: "isles".into() },
                Edit::HideConcept { concept: "money".into() },
            ],
            "“money” dismissed and 1 other change of names",
        );
        assert_eq!(start.change_in_words(&start), None);
        let on = |pairs: &[(&str, &str)]| {
            let mut sides = Sides::default();
            for (side, who) in pairs {
                sides.sides.entry((*side).to_owned()).or_default().push((*who).to_owned());
            }
            TellingChoices { sides: Arc::new(sides), ..TellingChoices::default() }
        };
        let words = |one: &TellingChoices, other: &TellingChoices| one.change_in_words(other).expect("words");
        let (none, some) = (on(&[]), on(&[("Norvia", "Mira Oslund"), ("", "Bram Ockley")]));
        assert_eq!(words(&on(&[("", "Bram Ockley")]), &some), "Mira Oslund put on the side of Norvia");
        assert_eq!(words(&on(&[("Norvia", "Mira Oslund")]), &some), "Bram Ockley put on no side");
        assert_eq!(words(&some, &none), "Bram Ockley on the side that the articles tell");
    }
}
