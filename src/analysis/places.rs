//! Where a neighbour or a phrase was counted: the lines behind a row, exactly its places.
//!
//! A line of a neighbour goes from the node to the neighbour, or the other way round. Under positions there
//! is one for each place of the neighbour that was counted, with the nearest node; under pairs in a window one
//! for each pair; under pairs in sentences and paragraphs one for each place again, since pairs of a long
//! paragraph can be more than anybody reads.

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::concordance::Concordance;
use super::coverage::Coverage;
use super::line_order::{Boundary, LineSort};
use super::neighbours::{Counting, Reach, Reaching};
use super::phrases::holds_hit;
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, Subset, TypeId};
use crate::query::{self, Hit, Hits, Query};
use crate::task::{Cancelled, Task};

/// What was counted.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Counted {
    /// A word near a node.
    Neighbour {
        /// The node.
        node: Query,
        /// The word, folded.
        word: Arc<str>,
        /// How far it may stand from the node.
        reach: Reach,
        /// How it was counted.
        counting: Counting,
    },
    /// A phrase.
    Phrase {
        /// Its words, folded, with spaces between.
        words: Arc<str>,
        /// Only where it holds a whole hit of this.
        around: Option<Query>,
        /// Whether it may run on into the next sentence.
        across_sentences: bool,
    },
}

/// The question: at which places.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct PlacesRecipe {
    /// What was counted.
    pub counted: Counted,
    /// Which articles.
    pub scope: Scope,
    /// Sorted by the first key, then the second, then the third.
    pub sort: [LineSort; 3],
    /// How far from a line words are looked for to sort it.
    pub boundary: Boundary,
}

impl PlacesRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Concordance, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let coverage = Coverage::of(corpus, &subset);
        let by_article = match &self.counted {
            Counted::Neighbour { node, word, reach, counting } => {
                let Hits { hits, counts } = query::find(corpus, node, &subset, task)?;
                let found =
                    Near { corpus, word: corpus.vocabulary().id(word), reach: *reach, counting: *counting };
                let mut from = 0;
                let articles: Vec<(ArticleId, Range<usize>)> = counts
                    .iter()
                    .map(|(article, count)| {
                        let hits = from..from + count as usize;
                        from = hits.end;
                        (article, hits)
                    })
                    .collect();
                articles
                    .into_par_iter()
                    .map(|(article, range)| {
                        task.check()?;
                        Ok(found.lines(article, hits.get(range).unwrap_or_default()))
                    })
                    .collect::<Result<Vec<_>, Cancelled>>()?
            }
            Counted::Phrase { words, around, across_sentences } => {
                let around =
                    around.as_ref().map(|node| query::find(corpus, node, &subset, task)).transpose()?;
                phrase(corpus, &subset, words, around.as_ref(), *across_sentences, task)?
            }
        };
        task.check()?;
        Concordance::of_hits(corpus, coverage, &by_article.concat(), self.sort, self.boundary, task)
    }
}

/// A word near a node.
struct Near<'a> {
    corpus: &'a Corpus,
    word: Option<TypeId>,
    reach: Reach,
    counting: Counting,
}

impl Near<'_> {
    /// The lines of one article, in the order of the word's places.
    fn lines(&self, id: ArticleId, hits: &[Hit]) -> Vec<Hit> {
        let range = self.corpus.article_range(id);
        let article = range.start as u32..range.end as u32;
        let positions = self.word.map_or(&[][..], |word| self.corpus.positions(word));
        let from = positions.partition_point(|&place| place < article.start);
        let (mut lines, mut known) = (Vec::new(), 0..0);
        for &place in
            positions.get(from..).unwrap_or_default().iter().take_while(|&&place| place < article.end)
        {
            let Reaching { before, after, is_own } =
                self.reach.reaching(self.corpus, hits, place, &article, &mut known);
            match (self.counting, self.reach) {
                (Counting::Positions, _) if is_own => {}
                (Counting::Pairs, Reach::Window { .. } | Reach::WindowInSentence { .. }) => {
                    lines.extend(before.iter().chain(after).map(|hit| both(hit, place)));
                }
                (Counting::Positions, _) | (Counting::Pairs, Reach::Sentence | Reach::Paragraph) => {
                    let nearest = match (before.last(), after.first()) {
                        (Some(one), Some(other)) if place - one.end() < other.position - place => Some(one),
                        (_, Some(other)) => Some(other),
                        (one, None) => one,
                    };
                    lines.extend(nearest.map(|hit| both(hit, place)));
                }
            }
        }
        lines.sort_unstable();
        lines
    }
}

/// From the node to the neighbour; the neighbour alone where they are too far apart for one line.
fn both(node: &Hit, place: u32) -> Hit {
    let (first, end) = (node.position.min(place), node.end().max(place + 1));
    match u16::try_from(end - first) {
        Ok(words) => Hit {
            position: first,
            words,
            lead: if first == node.position { node.lead } else { 0 },
            tail: if end == node.end() { node.tail } else { 0 },
        },
        Err(_) => Hit { position: place, words: 1, lead: 0, tail: 0 },
    }
}

/// The places of a phrase, by article.
fn phrase(
    corpus: &Corpus,
    subset: &Subset,
    words: &str,
    around: Option<&Hits>,
    across_sentences: bool,
    task: &Task,
) -> Result<Vec<Vec<Hit>>, Cancelled> {
    let ids: Option<Vec<TypeId>> = words.split(' ').map(|form| corpus.vocabulary().id(form)).collect();
    let ids = ids.unwrap_or_default();
    let rarest = (0_u32..).zip(&ids).min_by_key(|(_, word)| corpus.vocabulary().count(**word));
    let Some((before, &rarest)) = rarest else { return Ok(Vec::new()) };
    let length = ids.len() as u32;
    let is_there = |first: u32| {
        let from = first as usize;
        corpus.stream().get(from..from + ids.len()) == Some(&ids)
            && (across_sentences
                || length < 2
                || corpus.sentence_starts().next(first + 1).is_none_or(|start| start >= first + length))
    };
    let mut positions = corpus.positions(rarest);
    let mut hits = around.map_or(&[][..], |found| &found.hits);
    let mut lines = Vec::new();
    for (article, count) in corpus.article_counts(rarest) {
        let Some((here, rest)) = positions.split_at_checked(count as usize) else { break };
        positions = rest;
        if !subset.contains(article) {
            continue;
        }
        task.check()?;
        let range = corpus.article_range(article);
        let (start, end) = (range.start as u32, range.end as u32);
        hits = hits.get(hits.partition_point(|hit| hit.position < start)..).unwrap_or_default();
        let own = hits.get(..hits.partition_point(|hit| hit.position < end)).unwrap_or_default();
        let found = here.iter().filter_map(|&place| {
            let first = place.checked_sub(before).filter(|&first| is_there(first))?;
            let is_wanted = around.is_none() || holds_hit(own, first, length);
            is_wanted.then_some(Hit { position: first, words: ids.len() as u16, lead: 0, tail: 0 })
        });
        let found: Vec<Hit> = found.collect();
        if !found.is_empty() {
            lines.push(found);
        }
    }
    Ok(lines)
}
