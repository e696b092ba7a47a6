//! What only one outlet tells, and what others tell and it does not.

use super::{
    Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, Tone, beginning, opening, row, why_apart,
};
use crate::analysis::shown_name;
use crate::analysis::tellings::Tellings;
use crate::figure::format;
use crate::framing::Place;
use crate::framing::omissions::{Omission, Silence, Thing};
use crate::text::normalise::for_reading;

pub(super) fn rows(asked: &Asked<'_>, tellings: &Tellings) -> Vec<GlanceRow> {
    let left_over = tellings.side_by_side.as_ref().map_or(0, |found| found.alignment.not_compared.sentences);
    let note = if left_over > 0 {
        format!("{} not compared", asked.numbers.counted(left_over as u64, "sentence", "sentences"))
    } else {
        String::new()
    };
    let row_of = |kind, about: &str, cell: &dyn Fn(&Silence) -> GlanceCell| {
        let cells = if let Some(found) = &tellings.side_by_side {
            found.silences.iter().map(cell).collect()
        } else {
            tellings.columns.iter().map(|_| GlanceCell::quiet(why_apart(tellings))).collect()
        };
        GlanceRow { note: note.clone(), ..row(kind, "", about, cells) }
    };
    let only = "Names, figures and sentences of which nothing was found in any other column";
    let out = "What at least two others tell (with two columns: the other one) and of which nothing was found here, in \
               any form";
    vec![
        row_of(RowKind::OnlyHere, only, &|silence| only_here(asked, silence)),
        row_of(RowKind::LeavesOut, out, &|silence| left_out(asked, tellings, silence)),
    ]
}

/// Names, figures and passages in turn, the weightiest of each first: so that the first few show some of each.
fn in_turn(list: &[Omission]) -> Vec<&Omission> {
    let of = |kind: Thing| list.iter().filter(move |one| one.kind == kind);
    let mut kinds = [of(Thing::Name), of(Thing::Figure), of(Thing::Passage)].map(Iterator::peekable);
    let mut found = Vec::with_capacity(list.len());
    while kinds.iter_mut().any(|kind| kind.peek().is_some()) {
        found.extend(kinds.iter_mut().filter_map(Iterator::next));
    }
    found
}

fn only_here(asked: &Asked<'_>, silence: &Silence) -> GlanceCell {
    let parts: Vec<GlancePart> = in_turn(&silence.only_here)
        .into_iter()
        .map(|one| {
            let why = match one.kind {
                Thing::Name => "Its words stand in no other column, in any form",
                Thing::Figure => "No other column has this figure, nor another value for the same thing",
                Thing::Passage => "No sentence of another column is even related to it",
            };
            part(asked, one).with(Evidence::new(one.text.clone(), why, whole(asked, one)))
        })
        .collect();
    told(parts, limits(asked, silence, false), "nothing found")
}

fn left_out(asked: &Asked<'_>, tellings: &Tellings, silence: &Silence) -> GlanceCell {
    let mut left: Vec<&Omission> = in_turn(&silence.left_out);
    left.sort_by_key(|one| std::cmp::Reverse(one.told_by.len()));
    let parts: Vec<GlancePart> = left
        .into_iter()
        .map(|one| {
            let name = |at: &usize| tellings.columns.get(*at).map_or("", |column| shown_name(&column.name));
            let by: Vec<&str> = one.told_by.iter().map(name).collect();
            let why = format!("Told by {}; nothing of it was found here, in any form", format::list(&by));
            let mut part = part(asked, one);
            part.after = format!("told by {}", asked.numbers.count(one.told_by.len() as u64));
            part.with(Evidence::new(one.text.clone(), why, whole(asked, one)))
        })
        .collect();
    told(parts, limits(asked, silence, true), "–")
}

/// Where something keeps anything from being said, it is not said that there is nothing.
fn told(parts: Vec<GlancePart>, limits: Vec<GlancePart>, none: &str) -> GlanceCell {
    if parts.is_empty() && limits.is_empty() {
        GlanceCell::quiet(none)
    } else {
        GlanceCell::of(parts).within(limits)
    }
}

fn part(asked: &Asked<'_>, one: &Omission) -> GlancePart {
    if one.kind != Thing::Passage {
        return GlancePart::plain(beginning(&one.text));
    }
    // Of a passage that several tell, the shortest sentence says it.
    let told = whole(asked, one).into_iter().map(|place| for_reading(place.text(asked.corpus)));
    let shortest = told.min_by_key(|text| text.chars().count());
    let text = shortest.map_or_else(|| one.text.clone(), std::borrow::Cow::into_owned);
    GlancePart { tone: Tone::Print, ..GlancePart::plain(beginning(&text)) }
}

/// The places, those of the corpus alone.
fn whole(asked: &Asked<'_>, one: &Omission) -> Vec<Place> {
    one.examples.iter().copied().filter(|place| place.article < asked.corpus.article_count()).collect()
}

/// What keeps anything from being said.
fn limits(asked: &Asked<'_>, silence: &Silence, is_about_silence: bool) -> Vec<GlancePart> {
    let mut parts = Vec::new();
    if !silence.incomplete.is_empty() && is_about_silence {
        let count = asked.numbers.counted(silence.incomplete.len() as u64, "article", "articles");
        let is = if silence.incomplete.len() == 1 { "is" } else { "are" };
        let text = format!("{count} {is} cut short");
        let why = "What seems left out may stand in the rest of the page, which is not in the file";
        let places = silence.incomplete.iter().filter_map(|id| opening(asked, *id)).collect();
        parts.push(GlancePart::quiet(text.clone()).with(Evidence::new(text, why, places)));
    }
    if silence.other_language {
        parts.push(GlancePart::quiet("texts in another language were not compared"));
    }
    parts
}
