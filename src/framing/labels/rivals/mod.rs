//! Names that no text sets against each other: "squatters" in one outlet, "evacuees" in another.
//!
//! Seen as co-reference between outlets. Common nouns are gathered with what they do in their sentences
//! (`mentions`), pairs of them are weighed by signs that they stand for one thing (`evidence`), and what holds
//! together is grouped (`group`), starting from the names that texts and the list connect.

mod evidence;
mod group;
mod mentions;
mod told;
pub(super) mod verbs;

use std::collections::BTreeMap;

pub use evidence::Sign;
use mentions::Candidate;
pub(super) use mentions::spelled;

use super::find::{Support, View};
use super::{Label, Origin};
use crate::corpus::Language;
use crate::framing::Place;
use crate::framing::passages::Alignment;
use crate::task::{Cancelled, Task};

/// Nouns held against each other at most: those that most stands on.
const MOST_CANDIDATES: usize = 500;

/// What is read.
pub(super) struct Story<'a, 'c> {
    pub(super) views: &'a [View<'c>],
    /// The column of each article.
    pub(super) columns: &'a BTreeMap<u32, usize>,
    pub(super) alignment: Option<&'a Alignment>,
}

/// A noun of a group.
pub(super) struct Member {
    /// Its singular.
    pub(super) lemma: String,
    pub(super) labels: Vec<Label>,
    /// Whether it names something that happens.
    pub(super) is_event: bool,
    /// How sure it is that it belongs to the others, in hundredths.
    pub(super) sure: u8,
    /// What speaks for it.
    pub(super) support: Vec<Support>,
}

/// Nouns that stand for one thing.
pub(super) struct Group {
    pub(super) members: Vec<Member>,
    /// Which of the given sets it holds.
    pub(super) given: Vec<usize>,
    /// How sure it is that all belong together, in hundredths.
    pub(super) sure: u8,
}

/// What was found.
pub(super) struct Rivals {
    /// Sure enough to be put together.
    pub(super) groups: Vec<Group>,
    /// For the user to decide.
    pub(super) suggested: Vec<Group>,
}

/// Groups the nouns of a story. `given` are sets of singulars that belong together already.
pub(super) fn rivals(story: &Story<'_, '_>, given: &[Vec<String>], task: &Task) -> Result<Rivals, Cancelled> {
    let told = told::Told::of(story);
    let column = |id: u32| story.columns.get(&id).copied().unwrap_or(0);
    let all = mentions::candidates(story.views, column, task)?;
    let known = |lemma: &str| given.iter().any(|set| set.iter().any(|one| one == lemma));
    let mut chosen: Vec<Candidate> =
        all.into_values().filter(|one| known(&one.lemma) || evidence::is_contested(one)).collect();
    chosen.sort_by(|a, b| {
        let rank = |one: &Candidate| (!known(&one.lemma), std::cmp::Reverse(one.weight()));
        rank(a).cmp(&rank(b)).then_with(|| a.lemma.cmp(&b.lemma))
    });
    chosen.truncate(MOST_CANDIDATES);
    let pairs = evidence::pairs(story, &told, &chosen, task)?;
    group::groups(&chosen, &pairs, given, task)
}

/// The labels of a noun: itself, and the compounds that most of its uses are.
fn labels_of(one: &Candidate) -> Vec<Label> {
    let mut forms: BTreeMap<&str, usize> = BTreeMap::new();
    let mut compounds: BTreeMap<(String, &str), usize> = BTreeMap::new();
    for used in &one.uses {
        *forms.entry(&used.form).or_default() += 1;
        if let Some(modifier) = &used.modifier {
            *compounds.entry((modifier.clone(), &used.form)).or_default() += 1;
        }
    }
    let mut forms: Vec<(&str, usize)> = forms.into_iter().collect();
    forms.sort_by_key(|&(form, count)| (std::cmp::Reverse(count), form));
    let queries = |texts: &[String]| {
        let quoted: Vec<String> = texts.iter().map(|text| super::quoted(text)).collect();
        quoted.join(" | ")
    };
    let mut by_modifier: BTreeMap<&str, Vec<(&str, usize)>> = BTreeMap::new();
    for ((modifier, form), count) in &compounds {
        by_modifier.entry(modifier).or_default().push((form, *count));
    }
    let total = one.uses.len();
    let with: usize = compounds.values().sum();
    let mut labels = Vec::new();
    let mut label = |texts: Vec<String>| {
        if let Some(first) = texts.first() {
            let mut label = Label::plain(first, Language(Some(*b"en ")), Origin::Text);
            label.query = queries(&texts);
            labels.push(label);
        }
    };
    if with < total || total == 0 {
        label(forms.iter().map(|(form, _)| (*form).to_owned()).collect());
    }
    for (modifier, mut forms) in by_modifier {
        let count: usize = forms.iter().map(|(_, count)| count).sum();
        if with * 5 >= total * 2 && (with == total || total > 2) && (count * 4 >= total || count > 2) {
            forms.sort_by_key(|&(form, count)| (std::cmp::Reverse(count), form));
            label(forms.iter().map(|(form, _)| format!("{modifier} {form}")).collect());
        }
    }
    labels
}

fn place_of(story: &Story<'_, '_>, used: &mentions::Use) -> Option<Place> {
    let view = story.views.get(used.view)?;
    let line = view.lines.get(used.sentence)?;
    Some(Place { article: view.id, span: line.span(used.head.start, used.head.end) })
}
