//! Hedges and loaded words, outside quotations unless asked otherwise; where there is no list, nothing is said.

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, mark_chief};
use crate::analysis::tellings::{MOST_PLACES, TellingColumn, Tellings, TellingsRecipe};
use crate::analysis::units::of_group;
use crate::framing::Place;
use crate::framing::hedges::{HedgeClass, HedgeRate, WordCount};

/// So many words of a column. What of them is shown, who shows it decides.
const WORDS: usize = 120;

pub(super) fn row(asked: &Asked<'_>, recipe: &TellingsRecipe, tellings: &Tellings) -> GlanceRow {
    let where_ = if recipe.hedges.within_quotations { "quotations included" } else { "outside quotations" };
    let cells = tellings.columns.iter().map(|column| cell(asked, column, where_)).collect();
    let quoted = if recipe.hedges.within_quotations {
        "What stands in quotation marks counts too"
    } else {
        "What stands in quotation marks is the speaker's and does not count"
    };
    let lists = "Words by which a text makes itself less or more sure, and words that judge, by lists for each language";
    super::row(RowKind::Hedges, "", &format!("{lists}. {quoted}"), cells)
}

fn cell(asked: &Asked<'_>, column: &TellingColumn, where_: &str) -> GlanceCell {
    let numbers = asked.numbers;
    let all = &column.hedges.all;
    // Where there is no list nothing was looked for.
    let without = column.hedges.articles_without_list;
    let unread = (without > 0).then(|| {
        let articles = numbers.counted(u64::from(without), "article", "articles");
        GlancePart::quiet(format!("{articles} in a language without a list"))
    });
    if all.count == 0 {
        let none = (without < column.hedges.articles).then(|| GlancePart::quiet("none found"));
        return GlanceCell::of(none.into_iter().collect()).within(unread);
    }
    let all_words = all.words.len();
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
            let why = format!("On the list of hedges and loaded words, class {label}; {where_}");
            let part =
                GlancePart { count: numbers.count(count), after: shown, ..GlancePart::plain(&word.word) };
            part.with(Evidence::new(format!("“{}”", word.word), why, first(word)).out_of(count))
        })
        .collect();
    mark_chief(&mut words, &counts);
    let mut places: Vec<Place> = all.words.iter().flat_map(first).collect();
    places.sort_unstable();
    let rate = of_group(column.hedges.articles, all.per_1000).ok();
    let rate = rate.map(|rate| format!("{} per 1,000 words", numbers.fixed(rate, 1)));
    let why = format!(
        "{} among {}, {where_}",
        numbers.counted(all.count, "word of the lists", "words of the lists"),
        numbers.counted(column.hedges.words, "word", "words")
    );
    let all = GlancePart {
        after: rate.map(|rate| format!("· {rate}")).unwrap_or_default(),
        ..GlancePart::plain(format!("{} in all", numbers.count(all.count)))
    };
    let evidence = Evidence::new("Hedges and loaded words", why, places).out_of(column.hedges.all.count);
    words.insert(0, all.with(evidence));
    if let Some(second) = words.get_mut(1) {
        second.before = ": ";
    }
    GlanceCell::of(words).and_more(all_words.saturating_sub(WORDS)).within(unread)
}

/// The first places of a word.
fn first(word: &WordCount) -> Vec<Place> {
    word.places.iter().take(MOST_PLACES).copied().collect()
}

/// The class that has a word.
fn class_of<'a>(classes: &'a [HedgeRate], word: &str) -> Option<&'a HedgeClass> {
    let has = |rate: &&HedgeRate| rate.words.iter().any(|one| one.word == word);
    classes.iter().find(has).map(|rate| &rate.class)
}
