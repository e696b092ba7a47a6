//! What was chosen of distinctive words and word shifts, as a project file holds it.

use std::sync::Arc;

use super::words::Worded;
use crate::analysis::KeynessMeasure;
use crate::project::file::{Unreadable, v1};
use crate::session::WordChoices;

/// The choices as they are written; nothing where all is as usual.
pub(super) fn written(choices: &WordChoices) -> Option<v1::Words> {
    if *choices == WordChoices::default() {
        return None;
    }
    // Taken apart by name, so that a new part cannot be forgotten here.
    let WordChoices {
        minimum_count,
        minimum_articles,
        prior_tokens,
        keep_numbers,
        keep_names,
        aside,
        against,
        shown,
        columns,
        order,
        simple_maths_k,
        permutations,
        seed,
        left,
        right,
    } = choices;
    let name = |name: &Option<Arc<str>>| name.as_ref().map(ToString::to_string);
    let names = |names: &[Arc<str>]| names.iter().map(ToString::to_string).collect();
    Some(v1::Words {
        minimum_count: Some(*minimum_count),
        minimum_articles: Some(*minimum_articles),
        prior: Some(*prior_tokens),
        keep_numbers: *keep_numbers,
        drop_names: !keep_names,
        aside: names(aside),
        against: name(against),
        shown: names(shown),
        columns: Some(columns.iter().filter_map(|column| column.word()).collect()),
        order: order.0.word(),
        is_ascending: !order.1,
        simple_maths_k: Some(*simple_maths_k),
        permutations: Some(*permutations),
        seed: Some(*seed),
        left: name(left),
        right: name(right),
    })
}

/// The choices that were written.
pub(super) fn read(written: Option<&v1::Words>) -> Result<WordChoices, Unreadable> {
    let usual = WordChoices::default();
    let Some(words) = written else { return Ok(usual) };
    let name = |name: &Option<String>| name.as_deref().map(Arc::from);
    let names =
        |names: &[String]| -> Vec<Arc<str>> { names.iter().map(|name| name.as_str().into()).collect() };
    let columns = match &words.columns {
        Some(columns) => columns
            .iter()
            .map(|word| KeynessMeasure::of_word(Some(word)))
            .collect::<Result<_, Unreadable>>()?,
        None => usual.columns,
    };
    let choices = WordChoices {
        minimum_count: words.minimum_count.unwrap_or(usual.minimum_count),
        minimum_articles: words.minimum_articles.unwrap_or(usual.minimum_articles),
        prior_tokens: words.prior.unwrap_or(usual.prior_tokens),
        keep_numbers: words.keep_numbers,
        keep_names: !words.drop_names,
        aside: names(&words.aside).into(),
        against: name(&words.against),
        shown: names(&words.shown),
        columns,
        order: (KeynessMeasure::of_word(words.order.as_deref())?, !words.is_ascending),
        simple_maths_k: words.simple_maths_k.unwrap_or(usual.simple_maths_k),
        permutations: words.permutations.unwrap_or(usual.permutations),
        seed: words.seed.unwrap_or(usual.seed),
        left: name(&words.left),
        right: name(&words.right),
    };
    Ok(choices.tamed())
}
