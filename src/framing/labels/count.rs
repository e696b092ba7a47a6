//! Counting labels by outlet.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::Concept;
use super::pattern::{Match, Matcher, NO_LABEL};
use crate::corpus::{ArticleId, Corpus, OutletId};
use crate::framing::Place;
use crate::task::{Cancelled, Task};

/// Articles handed to one worker at a time.
const BATCH: usize = 64;

/// How many places of a label in a column are kept as examples; [`all_hits`] gives all.
pub const EXAMPLES: usize = 3;

/// Articles that are counted together: those of one outlet, as a rule.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Column {
    /// The outlet, by its number.
    pub outlet: OutletId,
    /// Its articles, in order.
    pub articles: Vec<ArticleId>,
}

/// One column for each outlet that `articles` come from, outlets in order; an article named twice counts once.
pub fn columns_by_outlet(corpus: &Corpus, articles: &[ArticleId]) -> Vec<Column> {
    let mut pairs: Vec<(OutletId, ArticleId)> = articles
        .iter()
        .filter(|&&id| id < corpus.article_count())
        .map(|&id| (corpus.outlet_of(id), id))
        .collect();
    pairs.sort_unstable();
    pairs.dedup();
    let mut columns: Vec<Column> = Vec::new();
    for (outlet, id) in pairs {
        match columns.last_mut() {
            Some(column) if column.outlet == outlet => column.articles.push(id),
            _ => columns.push(Column { outlet, articles: vec![id] }),
        }
    }
    columns
}

/// A concept counted in some columns. Every list of columns is in the order of those asked for.
#[derive(Debug, Clone, PartialEq)]
pub struct ConceptCounts {
    /// Words in each column.
    pub words: Vec<u64>,
    /// Articles in each column.
    pub articles: Vec<u32>,
    /// By label, in the concept's order.
    pub labels: Vec<LabelCounts>,
    /// How often each label stands in each article that has it, by column, article and label: what intervals are
    /// drawn from.
    pub tally: Vec<Tally>,
}

/// One label counted.
#[derive(Debug, Clone, PartialEq)]
pub struct LabelCounts {
    /// Its text.
    pub text: String,
    /// By column.
    pub columns: Vec<LabelColumn>,
}

/// One label in one column.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct LabelColumn {
    /// How often.
    pub count: u64,
    /// In how many articles.
    pub articles: u32,
    /// Per 1,000 words; 0 in a column without words.
    pub per_1000: f64,
    /// Its share of all labels of the concept in this column, 0 to 1: shares of a column sum to 1. `None` where
    /// the column has none of them.
    pub share: Option<f64>,
    /// The first places, [`EXAMPLES`] at most, from as many articles as can be.
    pub examples: Vec<Place>,
}

/// One label in one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tally {
    /// The column.
    pub column: u32,
    /// The article.
    pub article: ArticleId,
    /// The label, by its place in the concept.
    pub label: u16,
    /// How often.
    pub count: u32,
}

impl ConceptCounts {
    /// All hits of all labels in all columns.
    pub fn total(&self) -> u64 {
        self.labels.iter().map(LabelCounts::total).sum()
    }

    /// Hits of all labels in one column.
    pub fn column_total(&self, column: usize) -> u64 {
        self.labels.iter().filter_map(|label| label.columns.get(column)).map(|cell| cell.count).sum()
    }
}

impl LabelCounts {
    /// Hits in all columns.
    pub fn total(&self) -> u64 {
        self.columns.iter().map(|cell| cell.count).sum()
    }
}

/// Counts `concepts` in `columns`: one pass over the words of their articles.
///
/// Within a concept the longest wording wins, so that "disputed islands" is not "islands" too; concepts do not
/// see one another. An article in two columns counts in both. Articles the corpus does not have are passed over.
pub fn count(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    concepts: &[Concept],
    task: &Task,
) -> Result<Vec<ConceptCounts>, Cancelled> {
    let cells: Vec<(u32, ArticleId)> = (0..)
        .zip(columns)
        .flat_map(|(column, ids)| ids.iter().map(move |&id| (column, id)))
        .filter(|&(_, id)| id < corpus.article_count())
        .collect();
    task.phase("Counting names", cells.len() as u64);
    let matcher = Matcher::new(corpus, concepts, task)?;
    let general = if matcher.is_plain() {
        hashbrown::HashMap::new()
    } else {
        let ids: Vec<ArticleId> = cells.iter().map(|&(_, id)| id).collect();
        matcher.general(&ids, task)?
    };
    let found = cells
        .par_chunks(BATCH)
        .map(|batch| {
            let mut found = Vec::new();
            for &(column, id) in batch {
                task.check()?;
                let more = general.get(&id).map_or(&[][..], Vec::as_slice);
                found.extend(matcher.article(id, more).into_iter().map(|m| (column, id, m)));
            }
            task.advance(batch.len() as u64);
            Ok(found)
        })
        .collect::<Result<Vec<Vec<_>>, Cancelled>>()?;
    let mut counts: Vec<ConceptCounts> = concepts.iter().map(|c| empty(corpus, columns, c)).collect();
    for (column, article, found) in found.into_iter().flatten() {
        if let Some(concept) = counts.get_mut(found.concept as usize) {
            concept.add(column, article, found);
        }
    }
    for concept in &mut counts {
        task.check()?;
        concept.finish();
    }
    Ok(counts)
}

/// The first places of every label, by concept, label and column, at most `most` each: what [`count`] counts, in one
/// pass over the articles, in the order of the columns' articles.
pub fn places(
    corpus: &Corpus,
    columns: &[Vec<ArticleId>],
    concepts: &[Concept],
    most: usize,
    task: &Task,
) -> Result<Vec<Vec<Vec<Vec<Place>>>>, Cancelled> {
    let mut by_article: BTreeMap<ArticleId, Vec<LabelHit>> = BTreeMap::new();
    for hit in all_hits(corpus, &columns.concat(), concepts, task)? {
        by_article.entry(hit.place.article).or_default().push(hit);
    }
    let empty = |concept: &Concept| vec![vec![Vec::new(); columns.len()]; concept.labels.len()];
    let mut found: Vec<Vec<Vec<Vec<Place>>>> = concepts.iter().map(empty).collect();
    for (column, ids) in columns.iter().enumerate() {
        for hit in ids.iter().filter_map(|id| by_article.get(id)).flatten() {
            let labels = found.get_mut(hit.concept as usize);
            let label = labels.and_then(|labels| labels.get_mut(usize::from(hit.label)));
            if let Some(list) = label.and_then(|columns| columns.get_mut(column))
                && list.len() < most
            {
                list.push(hit.place);
            }
        }
    }
    Ok(found)
}

/// A label where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct LabelHit {
    /// Where.
    pub place: Place,
    /// The concept, by its place in the list given.
    pub concept: u32,
    /// The label within the concept.
    pub label: u16,
}

/// All places of all labels of `concepts` in `articles`, by article, then place: exactly what [`count`] counts.
pub fn all_hits(
    corpus: &Corpus,
    articles: &[ArticleId],
    concepts: &[Concept],
    task: &Task,
) -> Result<Vec<LabelHit>, Cancelled> {
    let matcher = Matcher::new(corpus, concepts, task)?;
    let mut ids: Vec<ArticleId> =
        articles.iter().copied().filter(|&id| id < corpus.article_count()).collect();
    ids.sort_unstable();
    ids.dedup();
    let general = matcher.general(&ids, task)?;
    let parts = ids
        .par_chunks(BATCH)
        .map(|batch| {
            let mut found = Vec::new();
            for &id in batch {
                task.check()?;
                let more = general.get(&id).map_or(&[][..], Vec::as_slice);
                let named = matcher.article(id, more).into_iter().filter(|m| m.label != NO_LABEL);
                let from = found.len();
                found.extend(named.map(|m| LabelHit {
                    place: Place { article: id, span: m.span },
                    concept: m.concept,
                    label: m.label,
                }));
                if let Some(here) = found.get_mut(from..) {
                    here.sort_unstable();
                }
            }
            Ok(found)
        })
        .collect::<Result<Vec<Vec<_>>, Cancelled>>()?;
    Ok(parts.concat())
}

fn empty(corpus: &Corpus, columns: &[Vec<ArticleId>], concept: &Concept) -> ConceptCounts {
    let known = |ids: &[ArticleId]| {
        let known = ids.iter().filter(|&&id| id < corpus.article_count());
        known.fold((0, 0), |(n, words), &id| (n + 1, words + u64::from(corpus.words_of(id))))
    };
    let sizes: Vec<(u32, u64)> = columns.iter().map(|ids| known(ids)).collect();
    let label = |text: &String| LabelCounts {
        text: text.clone(),
        columns: vec![LabelColumn::default(); columns.len()],
    };
    ConceptCounts {
        words: sizes.iter().map(|size| size.1).collect(),
        articles: sizes.iter().map(|size| size.0).collect(),
        labels: concept.labels.iter().map(|l| label(&l.text)).collect(),
        tally: Vec::new(),
    }
}

impl ConceptCounts {
    /// Matches come by column and article, in order.
    fn add(&mut self, column: u32, article: ArticleId, found: Match) {
        let Some(label) = self.labels.get_mut(found.label as usize) else { return };
        let Some(cell) = label.columns.get_mut(column as usize) else { return };
        cell.count += 1;
        let place = Place { article, span: found.span };
        match cell.examples.last() {
            Some(last) if last.article == article => {}
            _ if cell.examples.len() < EXAMPLES => cell.examples.push(place),
            _ => {}
        }
        // The matches of one article stand together, so its entries are the last few.
        let of_article =
            self.tally.iter_mut().rev().take_while(|t| t.article == article && t.column == column);
        if let Some(entry) = of_article.into_iter().find(|t| t.label == found.label) {
            entry.count += 1;
        } else {
            cell.articles += 1;
            self.tally.push(Tally { column, article, label: found.label, count: 1 });
        }
    }

    fn finish(&mut self) {
        self.tally.sort_unstable();
        let totals: Vec<u64> = (0..self.words.len()).map(|column| self.column_total(column)).collect();
        for label in &mut self.labels {
            for ((cell, &words), &total) in label.columns.iter_mut().zip(&self.words).zip(&totals) {
                cell.per_1000 = if words == 0 { 0.0 } else { cell.count as f64 * 1000.0 / words as f64 };
                cell.share = (total > 0).then(|| cell.count as f64 / total as f64);
            }
        }
    }
}
