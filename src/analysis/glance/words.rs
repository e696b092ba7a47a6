//! Words that a column has more often than the others.

use hashbrown::HashMap;

use super::{Asked, Evidence, GlanceCell, GlancePart, GlanceRow, RowKind, Subject};
use crate::analysis::tellings::{MOST_ALIGNED, MOST_PLACES};
use crate::analysis::{ComparisonColumn, DistinctiveWord};
use crate::corpus::TypeId;
use crate::framing::Place;
use crate::task::{Cancelled, Task};

/// So many words of an outlet.
const WORDS: usize = 8;

pub(super) fn row(asked: &Asked<'_>, task: &Task) -> Result<GlanceRow, Cancelled> {
    let about = "Words that this outlet uses more than the others side by side, the most different first. A ranking, and no test";
    let cells = asked.comparison.columns.iter().map(|column| cell(asked, column, task));
    let cells = cells.collect::<Result<Vec<_>, _>>()?;
    Ok(super::row(RowKind::Distinctive, "", about, cells))
}

fn cell(asked: &Asked<'_>, column: &ComparisonColumn, task: &Task) -> Result<GlanceCell, Cancelled> {
    if column.top.is_empty() {
        return Ok(GlanceCell::quiet("no word stands out"));
    }
    let words = column.top.get(..WORDS).unwrap_or(&column.top);
    let mut places = places(asked, column, words, task)?;
    let part = |word: &DistinctiveWord| {
        let numbers = asked.numbers;
        let form = asked.corpus.vocabulary().form(word.word);
        let why = format!(
            "{} here and {} in the other columns; z {}, in standard errors from equal use",
            numbers.count(word.count),
            numbers.count(word.elsewhere),
            numbers.fixed(word.z, 1),
        );
        let found = places.remove(&word.word).unwrap_or_default();
        let evidence = Evidence::new(format!("“{form}”"), why, found).out_of(word.count);
        GlancePart { count: numbers.count(word.count), ..GlancePart::plain(form) }
            .with(evidence.about(Subject::Word(form.to_owned())))
    };
    Ok(GlanceCell::of(words.iter().map(part).collect()))
}

/// The first places of some words in the first articles of a column.
fn places(
    asked: &Asked<'_>,
    column: &ComparisonColumn,
    words: &[DistinctiveWord],
    task: &Task,
) -> Result<HashMap<TypeId, Vec<Place>>, Cancelled> {
    let corpus = asked.corpus;
    let mut found: HashMap<TypeId, Vec<Place>> = words.iter().map(|word| (word.word, Vec::new())).collect();
    let known = column.articles.iter().filter(|id| **id < corpus.article_count());
    for &article in known.take(MOST_ALIGNED) {
        task.check()?;
        let range = corpus.article_range(article);
        for (position, word) in range.clone().zip(corpus.stream().get(range).unwrap_or_default()) {
            if let Some(list) = found.get_mut(word)
                && list.len() < MOST_PLACES
            {
                list.push(Place { article, span: corpus.span_at(position as u32) });
            }
        }
    }
    Ok(found)
}
