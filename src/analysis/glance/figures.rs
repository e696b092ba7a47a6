//! Figures that several outlets give for the same thing: a row a thing, those that differ first.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, row, why_apart};
use crate::analysis::tellings::Tellings;
use crate::framing::Place;
use crate::framing::figures_given::{Beside, SameThing};
use crate::text::normalise::for_reading;
use crate::text::script::is_spaceless;

/// So many things on which figures differ stand in the table at once.
const DIFFERING: usize = 2;

pub(super) fn rows(asked: &Asked<'_>, tellings: &Tellings) -> Vec<GlanceRow> {
    let Some(side_by_side) = &tellings.side_by_side else {
        return vec![all_say(tellings, why_apart(tellings))];
    };
    if side_by_side.figures.is_empty() {
        return vec![all_say(tellings, "no figure for the same thing")];
    }
    let mut rows = Vec::new();
    for thing in &side_by_side.figures {
        let of = name_of(thing);
        let cells = (0..tellings.columns.len()).map(|column| cell(asked, thing, column)).collect();
        let mut one = row(RowKind::Figures, of, ABOUT, cells);
        if thing.differ {
            "differ".clone_into(&mut one.note);
        }
        // One row at least is shown; beyond that only what differs.
        one.is_more = !rows.is_empty() && (!thing.differ || rows.len() >= DIFFERING);
        rows.push(one);
    }
    rows
}

/// What is counted, in words with letters where an article has them so, else the kind of figure.
fn name_of(thing: &SameThing) -> &str {
    let all = || thing.figures.iter().map(|beside| beside.given.counts.as_str());
    let spaced = all().find(|counts| !counts.is_empty() && !counts.chars().any(is_spaceless));
    spaced.or_else(|| all().find(|counts| !counts.is_empty())).unwrap_or(thing.kind.label())
}

const ABOUT: &str = "Figures of several outlets for what seems to be the same thing, those that differ first. Whether they \
                     count the same, the sentences show";

fn all_say(tellings: &Tellings, words: &str) -> GlanceRow {
    let cells = tellings.columns.iter().map(|_| GlanceCell::quiet(words)).collect();
    row(RowKind::Figures, "", ABOUT, cells)
}

fn cell(asked: &Asked<'_>, thing: &SameThing, column: usize) -> GlanceCell {
    let mut values: Vec<(&Beside, Vec<Place>)> = Vec::new();
    for beside in thing.figures.iter().filter(|beside| beside.column == column) {
        match values.iter_mut().find(|(first, _)| first.given.same_value(&beside.given)) {
            Some((_, places)) => places.push(beside.given.place),
            None => values.push((beside, vec![beside.given.place])),
        }
    }
    if values.is_empty() {
        return GlanceCell::quiet("not given here");
    }
    let part = |(beside, places): (&Beside, Vec<Place>)| {
        let text = for_reading(beside.given.place.text(asked.corpus)).into_owned();
        let why = if thing.across_languages {
            "Taken for the same thing across languages, by the value alone"
        } else {
            "Taken for the same thing by what is counted and by the words around it"
        };
        let mut why = why.to_owned();
        if let Some(hedge) = beside.given.hedge {
            why.push_str(&format!("; given as “{}”", hedge.label()));
        }
        // Beside the figure stand those of the others.
        let others = thing.figures.iter().filter(|other| other.column != column);
        let evidence = Evidence::new(text.clone(), why, places);
        let beside: Vec<Place> = others.map(|other| other.given.place).collect();
        GlancePart::plain(text).with(Evidence { beside: vec![("The other outlets", beside)], ..evidence })
    };
    GlanceCell::of(values.into_iter().map(part).collect())
}
