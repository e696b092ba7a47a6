//! Hedges and loaded words, outside quotations unless asked otherwise.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, mark_chief};
use crate::analysis::tellings::{TellingColumn, Tellings};
use crate::analysis::units::of_group;
use crate::framing::hedges::{HedgeClass, HedgeRate};

/// So many words of a column.
const WORDS: usize = 6;

pub(super) fn row(asked: &Asked<'_>, tellings: &Tellings) -> GlanceRow {
    let cells = tellings.columns.iter().map(|column| cell(asked, column)).collect();
    let about = "Words by which a text makes itself less or more sure, and words that judge, by lists for each language. \
                 What stands in quotation marks is the speaker's and does not count";
    super::row(RowKind::Hedges, "", about, cells)
}

fn cell(asked: &Asked<'_>, column: &TellingColumn) -> GlanceCell {
    let numbers = asked.numbers;
    let all = &column.hedges.all;
    if all.count == 0 {
        return GlanceCell::quiet("none found");
    }
    let mut counts = Vec::new();
    let mut words: Vec<GlancePart> = all
        .words
        .iter()
        .take(WORDS)
        .map(|word| {
            let count = word.places.len() as u64;
            counts.push(count);
            let class = class_of(&column.hedges.classes, &word.word);
            let shown = match class {
                Some(HedgeClass::Doubt | HedgeClass::Loaded | HedgeClass::Booster) => {
                    class.map_or_else(String::new, |class| format!("({})", class.label()))
                }
                _ => String::new(),
            };
            let label = class.map_or("", HedgeClass::label);
            let why = format!("On the list of hedges and loaded words, class {label}; outside quotations");
            let part =
                GlancePart { count: numbers.count(count), after: shown, ..GlancePart::plain(&word.word) };
            part.with(Evidence::new(format!("“{}”", word.word), why, word.places.clone()))
        })
        .collect();
    mark_chief(&mut words, &counts);
    let mut places: Vec<_> = all.words.iter().flat_map(|word| word.places.iter().copied()).collect();
    places.sort_unstable();
    let rate = of_group(column.hedges.articles, all.per_1000).ok();
    let rate = rate.map(|rate| format!("{} per 1,000 words", numbers.fixed(rate, 1)));
    let why = format!(
        "{} among {} outside quotations",
        numbers.counted(all.count, "word of the lists", "words of the lists"),
        numbers.counted(column.hedges.words, "word", "words")
    );
    let all = GlancePart {
        after: rate.map(|rate| format!("· {rate}")).unwrap_or_default(),
        ..GlancePart::plain(format!("{} in all", numbers.count(all.count)))
    };
    words.insert(0, all.with(Evidence::new("Hedges and loaded words", why, places)));
    if let Some(second) = words.get_mut(1) {
        second.before = ": ";
    }
    GlanceCell::of(words)
}

/// The class that has a word.
fn class_of<'a>(classes: &'a [HedgeRate], word: &str) -> Option<&'a HedgeClass> {
    let has = |rate: &&HedgeRate| rate.words.iter().any(|one| one.word == word);
    classes.iter().find(has).map(|rate| &rate.class)
}
