//! What is said of neighbours and phrases.

use super::works::{BREZINA, DUNNING, EVERT, RYCHLY, Work};
use crate::analysis::neighbours::{Counting, Measure, NeighbourSettings, NeighboursRecipe, Reach};
use crate::analysis::phrases::{PhraseSettings, PhrasesRecipe};
use crate::figure::format;

pub(super) fn neighbours(recipe: &NeighboursRecipe, cite: &mut dyn FnMut(Work) -> &'static str) -> String {
    let NeighboursRecipe { query, scope: _, by, settings } = recipe;
    let NeighbourSettings {
        reach,
        counting,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        group,
        measure,
        order: _,
        is_reversed: _,
        only_here,
    } = settings;
    let of = group.as_ref().map_or_else(String::new, |name| format!(" in {}", by.named(name)));
    let only = match group {
        _ if !only_here => String::new(),
        Some(name) => format!(", only those that {} alone has", by.named(name)),
        None => format!(", only those that one {} alone has", by.noun()),
    };
    let place = match reach {
        Reach::Window { .. } => format!("within {}, never beyond its article,", reach.label()),
        Reach::WindowInSentence { .. } | Reach::Sentence | Reach::Paragraph => {
            format!("within {}", reach.label())
        }
    };
    let counted = match counting {
        Counting::Positions => {
            format!("each place counted once and the node's own words left out ({})", cite(EVERT))
        }
        Counting::Pairs => format!("each pair of node and neighbour counted ({})", cite(BREZINA)),
    };
    let source = match measure {
        Measure::LogDice => format!(" ({})", cite(RYCHLY)),
        Measure::G2 => format!(" ({})", cite(DUNNING)),
        _ => String::new(),
    };
    let token_level =
        if measure.is_token_level() { "; the measure takes words as independent and is no test" } else { "" };
    format!(
        "Neighbours of “{}”{of} are the words {place} {counted}, ranked by {}{source}, at least {} and in {}{}{only}{token_level}.",
        query.text,
        measure.label(),
        format::counted((*minimum_count).into(), "time", "times"),
        format::counted((*minimum_articles).into(), "article", "articles"),
        if *keep_stop_words { "" } else { ", function words left out" },
    )
}

pub(super) fn phrases(recipe: &PhrasesRecipe) -> String {
    let PhrasesRecipe { scope: _, by: _, around, settings } = recipe;
    let PhraseSettings {
        shortest,
        longest,
        minimum_count,
        minimum_articles,
        keep_stop_words,
        across_sentences,
        folds,
        group: _,
        order: _,
        is_reversed: _,
        most: _,
    } = settings;
    if *longest == 1 {
        return format!(
            "The word list holds the words with at least {} in at least {}{}.",
            format::counted((*minimum_count).into(), "hit", "hits"),
            format::counted((*minimum_articles).into(), "article", "articles"),
            if *keep_stop_words { "" } else { ", function words left out" },
        );
    }
    let length = if shortest == longest { shortest.to_string() } else { format!("{shortest} to {longest}") };
    let around = around.as_ref().map_or_else(String::new, |query| format!(" with “{}”", query.text));
    format!(
        "Phrases{around} are runs of {length} words within one {}, at least {} and in {}{}{}.",
        if *across_sentences { "article" } else { "sentence" },
        format::counted((*minimum_count).into(), "time", "times"),
        format::counted((*minimum_articles).into(), "article", "articles"),
        if *keep_stop_words { "" } else { "; phrases of nothing but function words are left out" },
        if *folds {
            "; a phrase that only stands within one longer phrase of the list is not listed"
        } else {
            ""
        },
    )
}
