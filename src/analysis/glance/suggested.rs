//! Wordings that may name one thing, to be accepted or not: nothing is put together before somebody says so.

use std::collections::BTreeMap;

use super::{Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, most_first, row};
use crate::analysis::tellings::Tellings;
use crate::corpus::OutletId;
use crate::figure::Numbers;
use crate::framing::labels::{Concept, Edit, LabelEdits, Suggestion, Why};

/// A suggestion as a row of the table, with what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedNames {
    /// Its wordings, a cell an outlet.
    pub row: GlanceRow,
    /// The wordings.
    pub names: Vec<String>,
    /// What makes a thing with these names of it: of the one that has any of them already, else a new one.
    pub accept: Vec<Edit>,
    /// What keeps it from being suggested again.
    pub dismiss: Edit,
}

/// The suggestions that the user has neither accepted nor dismissed.
pub fn suggested(tellings: &Tellings, edits: &LabelEdits, numbers: Numbers) -> Vec<SuggestedNames> {
    // Suggestions are counted by outlet, those with articles alone, in the order of their numbers.
    let mut outlets: Vec<(OutletId, usize)> = tellings
        .columns
        .iter()
        .enumerate()
        .filter(|(_, column)| !column.articles.is_empty())
        .map(|(at, column)| (column.outlet, at))
        .collect();
    outlets.sort_unstable();
    let counted: BTreeMap<usize, usize> =
        outlets.into_iter().enumerate().map(|(counted, (_, at))| (at, counted)).collect();
    let concepts: Vec<Concept> = tellings.concepts.iter().map(|called| called.concept.clone()).collect();
    let is_open = |suggestion: &&Suggestion| {
        let labels = &suggestion.concept.labels;
        let is_held = |names: &Concept| labels.iter().all(|one| names.label(&one.text).is_some());
        !edits.edits.contains(&dismiss(suggestion)) && !concepts.iter().any(is_held)
    };
    let shown = |suggestion: &Suggestion| {
        let cells = (0..tellings.columns.len()).map(|at| {
            let column = counted.get(&at).copied();
            column.map_or_else(|| GlanceCell::quiet("no article"), |column| cell(suggestion, column, numbers))
        });
        let cells = cells.collect();
        let shown = row(RowKind::Names, &suggestion.about, why(suggestion.why), cells);
        let names = suggestion.concept.labels.iter().map(|label| label.text.clone()).collect();
        let accept = suggestion.accepted(&concepts);
        SuggestedNames { row: shown, names, accept, dismiss: dismiss(suggestion) }
    };
    tellings.suggestions.iter().filter(is_open).map(shown).collect()
}

/// A thing called by all the wordings at once is no thing that is found: hiding it hides the suggestion alone.
fn dismiss(suggestion: &Suggestion) -> Edit {
    let labels: Vec<&str> = suggestion.concept.labels.iter().map(|label| label.text.as_str()).collect();
    Edit::HideConcept { concept: labels.join(" = ") }
}

fn cell(suggestion: &Suggestion, column: usize, numbers: Numbers) -> GlanceCell {
    let labels = suggestion.counts.labels.iter();
    let found = labels.filter_map(|label| {
        let here = label.columns.get(column).filter(|here| here.count > 0)?;
        let part = GlancePart { count: numbers.count(here.count), ..GlancePart::plain(label.text.clone()) };
        let beside = Some(("What suggests it", suggestion.places.clone()));
        let evidence = Evidence {
            beside: beside.filter(|(_, places)| !places.is_empty()).into_iter().collect(),
            ..Evidence::new(label.text.clone(), why(suggestion.why), here.examples.clone())
        };
        Some((here.count, part.with(evidence.out_of(here.count))))
    });
    most_first(found.collect())
}

/// Why wordings are suggested, for the person at the screen.
fn why(why: Why) -> &'static str {
    match why {
        Why::Modifiers => "These may be names of one thing: one word with different words before it",
        Why::Heads => "These may be names of one thing: one name with different words around it",
        Why::Said(_) => "These may be names of one thing: an article sets them side by side",
        Why::InPlace => "These may be names of one thing: one outlet has the one where others have the other",
    }
}
