//! Wordings that may name one thing, to be accepted or not: nothing is put together before somebody says so.

use std::collections::BTreeMap;

use super::{Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, mark_chief, row};
use crate::analysis::tellings::Tellings;
use crate::corpus::OutletId;
use crate::figure::Numbers;
use crate::framing::labels::{Edit, LabelEdits, LabelKey, Suggestion, Why};

/// A suggestion as a row of the table, with what becomes of it.
#[derive(Debug, Clone, PartialEq)]
pub struct SuggestedNames {
    /// Its wordings, a cell an outlet.
    pub row: GlanceRow,
    /// What makes a thing with these names of it.
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
    let is_open = |suggestion: &&Suggestion| {
        let labels = &suggestion.concept.labels;
        let is_held = |names: &crate::framing::labels::Concept| {
            labels.iter().all(|one| names.label(&one.text).is_some())
        };
        !edits.edits.contains(&dismiss(suggestion))
            && !tellings.concepts.iter().any(|called| is_held(&called.concept))
    };
    let shown = |suggestion: &Suggestion| {
        let cells = (0..tellings.columns.len()).map(|at| {
            let column = counted.get(&at).copied();
            column.map_or_else(|| GlanceCell::quiet("no article"), |column| cell(suggestion, column, numbers))
        });
        let cells = cells.collect();
        let shown = row(RowKind::Names, &suggestion.about, why(suggestion.why), cells);
        let concept = &suggestion.concept.name;
        let accept = suggestion.concept.labels.iter().map(|label| Edit::AddLabel {
            label: LabelKey { concept: concept.clone(), label: label.text.clone() },
            query: label.query.clone(),
        });
        SuggestedNames { row: shown, accept: accept.collect(), dismiss: dismiss(suggestion) }
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
    let mut found: Vec<(u64, GlancePart)> = labels
        .filter_map(|label| {
            let here = label.columns.get(column).filter(|here| here.count > 0)?;
            let part =
                GlancePart { count: numbers.count(here.count), ..GlancePart::plain(label.text.clone()) };
            let beside = ("What suggests it", suggestion.places.clone());
            let evidence = Evidence {
                beside: Some(beside).filter(|(_, places)| !places.is_empty()),
                ..Evidence::new(label.text.clone(), why(suggestion.why), here.examples.clone())
            };
            Some((here.count, part.with(evidence.out_of(here.count))))
        })
        .collect();
    if found.is_empty() {
        return GlanceCell::quiet("not named here");
    }
    found.sort_by_key(|(count, _)| std::cmp::Reverse(*count));
    let (counts, mut parts): (Vec<u64>, Vec<GlancePart>) = found.into_iter().unzip();
    mark_chief(&mut parts, &counts);
    GlanceCell::of(parts)
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
