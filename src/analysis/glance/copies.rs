//! Whose text an outlet prints, and what it did with it.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, MOST_ARTICLES, RowKind, opening};
use crate::analysis::copied::Copied;
use crate::analysis::shown_name;
use crate::analysis::tellings::{TellingColumn, Tellings};
use crate::corpus::ArticleId;
use crate::framing::Place;
use crate::framing::copies::{CopyKind, Direction};

pub(super) fn row(asked: &Asked<'_>, tellings: &Tellings) -> Option<GlanceRow> {
    if tellings.copies.is_empty() {
        return None;
    }
    let cells = tellings.columns.iter().map(|column| cell(asked, tellings, column)).collect();
    let about = "Which articles print another's text, whole or edited, found by runs of the same words and by credits";
    Some(super::row(RowKind::Copies, "", about, cells))
}

fn cell(asked: &Asked<'_>, tellings: &Tellings, column: &TellingColumn) -> GlanceCell {
    let is_here = |id: ArticleId| asked.corpus.outlet_of(id) == column.outlet;
    let mut parts = Vec::new();
    let printed: Vec<ArticleId> = tellings
        .copies
        .iter()
        .filter(|copied| copied.copy.original.is_some_and(is_here) && !is_here(copied.copy.copy))
        .map(|copied| copied.copy.copy)
        .collect();
    if !printed.is_empty() {
        let count = asked.numbers.counted(printed.len() as u64, "article", "articles");
        let why = "Articles of other outlets that print its text, whole, edited or in part";
        let places = printed.into_iter().filter_map(|id| opening(asked, id)).collect();
        let text = format!("its text is in {count} of other outlets");
        parts.push(GlancePart::plain(text.clone()).with(Evidence::new(text, why, places)));
    }
    // At the end, where those that are not told one by one are counted.
    let here: Vec<&Copied> = tellings.copies.iter().filter(|copied| is_here(copied.copy.copy)).collect();
    for copied in here.iter().take(MOST_ARTICLES) {
        parts.extend(of_copy(asked, copied));
    }
    if parts.is_empty() {
        return GlanceCell::quiet("no copy found");
    }
    GlanceCell::of(parts).and_more(here.len().saturating_sub(MOST_ARTICLES))
}

fn of_copy(asked: &Asked<'_>, copied: &Copied) -> Vec<GlancePart> {
    let (copy, numbers) = (&copied.copy, asked.numbers);
    let whose = match (&copy.agency, copy.original) {
        (Some(agency), _) => agency.clone(),
        (None, Some(original)) => {
            let outlet = asked.corpus.outlets().get(usize::from(asked.corpus.outlet_of(original)));
            shown_name(outlet.map_or("", |outlet| &*outlet.name)).to_owned()
        }
        (None, None) => "an agency".to_owned(),
    };
    let credit = if copy.credited { "" } else { ", without credit" };
    let Some(detail) = &copied.detail else {
        let why =
            "The article credits it; no other article here prints that text, so what was cut cannot be told";
        let text = format!("credits {whose}");
        let evidence = Evidence::new(text.clone(), why, opening(asked, copy.copy).into_iter().collect());
        return vec![GlancePart::plain(text).with(evidence)];
    };
    let text = match (copy.direction, copy.kind) {
        (Direction::Unknown, _) => format!("prints the same text as {whose}"),
        (_, CopyKind::Whole) => format!("prints {}, whole{credit}", possessive(&whose)),
        (_, CopyKind::Edited) => format!("prints {}, edited{credit}", possessive(&whose)),
        (_, CopyKind::Part) => format!("prints parts of {}{credit}", possessive(&whose)),
    };
    let mut why = match copy.direction {
        Direction::Credit => "The article credits the agency",
        Direction::AgencyPage => "The other page is the agency's own",
        Direction::EarlierDay => "The other article was published on an earlier day",
        Direction::Unknown => "Which of the two was first is not known",
    }
    .to_owned();
    if let Some(contained) = copy.containment {
        why.push_str(&format!(
            ". {} of the words of the original stand here; the longest run has {}",
            numbers.percent(contained),
            numbers.counted(u64::from(copy.longest_run), "word", "words")
        ));
    }
    let same: Vec<Place> = detail.same.iter().map(|(_, here)| *here).collect();
    let kept = if same.is_empty() { opening(asked, copy.copy).into_iter().collect() } else { same };
    let mut parts = vec![GlancePart::plain(text.clone()).with(Evidence::new(text, why, kept))];
    let changed: Vec<Place> = detail.changed.iter().map(|one| one.copy).collect();
    let before: Vec<Place> = detail.changed.iter().map(|one| one.original).collect();
    let told = [
        ("cut", detail.cut.clone(), Vec::new(), "Sentences of the original that the copy does not have"),
        ("changed", changed, before, "Sentences of which the copy keeps most words"),
        ("added", detail.added.clone(), Vec::new(), "Sentences that the original does not have"),
    ];
    let mut is_first = true;
    for (what, places, original, why) in told {
        // Of an own report that took some sentences over, the rest is neither cut nor added.
        if places.is_empty() || (copy.kind == CopyKind::Part && what != "changed") {
            continue;
        }
        let sentences = numbers.counted(places.len() as u64, "sentence", "sentences");
        let text = if is_first {
            format!("{sentences} {what}")
        } else {
            format!("{} {what}", numbers.count(places.len() as u64))
        };
        let beside = Some(("In the original", original)).filter(|(_, places)| !places.is_empty());
        let beside = beside.into_iter().collect();
        let evidence = Evidence { beside, ..Evidence::new(format!("{sentences} {what}"), why, places) };
        let before = if is_first { ": " } else { ", " };
        parts.push(GlancePart { before, belongs: true, ..GlancePart::plain(text) }.with(evidence));
        is_first = false;
    }
    parts
}

/// "Meridian's text".
fn possessive(name: &str) -> String {
    if name.ends_with('s') { format!("{name}’ text") } else { format!("{name}’s text") }
}
