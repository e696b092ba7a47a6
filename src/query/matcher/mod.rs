//! Runs a query on a corpus.
//!
//! Every part of a query gives the places where it matches; sequences, alternatives and NEAR put places
//! together. At the end places that overlap are settled, and only articles of the subset are kept.

mod chars;
mod flat;
mod join;
mod near;
mod place;

use super::Query;
use super::hits::{ArticleCounts, Hit, Hits};
use super::resolve::{self, Plan};
use crate::corpus::{Corpus, Subset, TypeId};
use crate::task::{Cancelled, Task};
use place::Place;

/// Hits between two questions whether to go on.
const STRIDE: usize = 1 << 14;

/// All hits of `query` in the articles of `subset`, in order.
pub fn find(corpus: &Corpus, query: &Query, subset: &Subset, task: &Task) -> Result<Hits, Cancelled> {
    let plan = resolve::plan(&query.node, corpus, task)?;
    let places = settle(corpus, places(corpus, &plan, task)?);
    keep(corpus, &places, subset, task)
}

/// How many hits `query` has in each article of `subset`; for single words without looking at positions.
pub fn counts(
    corpus: &Corpus,
    query: &Query,
    subset: &Subset,
    task: &Task,
) -> Result<ArticleCounts, Cancelled> {
    match resolve::types_of_word(&query.node, corpus.vocabulary(), task)? {
        Some(types) => word_counts(corpus, &types, subset, task),
        None => Ok(find(corpus, query, subset, task)?.counts),
    }
}

/// The types a query of one word stands for; `None` when it asks for more than single words.
pub fn types(corpus: &Corpus, query: &Query, task: &Task) -> Result<Option<Vec<TypeId>>, Cancelled> {
    let mut types = resolve::types_of_word(&query.node, corpus.vocabulary(), task)?;
    if let Some(types) = &mut types {
        types.sort_unstable();
    }
    Ok(types)
}

/// The types of each word of a query that asks for words one after the other, in order within a word; `None`
/// among them is any word. `None` altogether when it asks for anything else: characters of scripts without
/// spaces, alternatives of phrases, NEAR, or words just as typed.
pub fn phrase_types(
    corpus: &Corpus,
    query: &Query,
    task: &Task,
) -> Result<Option<Vec<Option<Vec<TypeId>>>>, Cancelled> {
    let Plan::Flat(slots) = resolve::plan(&query.node, corpus, task)? else { return Ok(None) };
    if slots.iter().any(|slot| slot.typed.is_some()) {
        return Ok(None);
    }
    Ok(Some(slots.into_iter().map(|slot| slot.types.into_ids()).collect()))
}

fn word_counts(
    corpus: &Corpus,
    types: &[TypeId],
    subset: &Subset,
    task: &Task,
) -> Result<ArticleCounts, Cancelled> {
    if let &[one] = types {
        let kept = corpus.article_counts(one).filter(|(id, _)| subset.contains(*id));
        let (articles, counts) = kept.unzip();
        return Ok(ArticleCounts { articles, counts });
    }
    let mut sums = vec![0_u32; if types.is_empty() { 0 } else { corpus.article_count() as usize }];
    for (n, &id) in types.iter().enumerate() {
        if n % 1024 == 0 {
            task.check()?;
        }
        for (article, n) in corpus.article_counts(id) {
            if let Some(sum) = sums.get_mut(article as usize) {
                *sum += n;
            }
        }
    }
    let kept = (0..).zip(sums).filter(|&(id, n)| n > 0 && subset.contains(id));
    let (articles, counts) = kept.unzip();
    Ok(ArticleCounts { articles, counts })
}

/// All places of a plan, in order, each once; they may overlap.
fn places(corpus: &Corpus, plan: &Plan<'_>, task: &Task) -> Result<Vec<Place>, Cancelled> {
    task.check()?;
    Ok(match plan {
        Plan::Flat(slots) => flat::places(corpus, slots, task)?,
        Plan::Chars(chars) => chars::places(corpus, chars, task)?,
        Plan::Near(a, b, distance) => {
            near::places(corpus, &places(corpus, a, task)?, &places(corpus, b, task)?, *distance, task)?
        }
        Plan::Alt(parts) => {
            let mut all = Vec::new();
            for part in parts {
                all.append(&mut places(corpus, part, task)?);
                place::bound(corpus, &mut all);
            }
            place::sort(&mut all);
            all
        }
        Plan::Seq(parts) => join::places(corpus, parts, task)?,
    })
}

/// Keeps places that do not overlap: the leftmost first, of those at one start the longest.
fn settle(corpus: &Corpus, mut places: Vec<Place>) -> Vec<Place> {
    places.dedup_by(|place, last| {
        // Sorted by start, then end: of one start, the longest comes last.
        if last.start() == place.start() {
            *last = *place;
            return true;
        }
        !last.is_before(place, corpus)
    });
    places
}

fn keep(corpus: &Corpus, places: &[Place], subset: &Subset, task: &Task) -> Result<Hits, Cancelled> {
    let mut hits = Vec::with_capacity(if subset.is_all() { places.len() } else { 0 });
    let mut counts = ArticleCounts::default();
    let mut article = 0;
    let mut range = 0..0;
    let mut wanted = false;
    for (n, place) in places.iter().enumerate() {
        if n % STRIDE == 0 {
            task.check()?;
        }
        if place.first as usize >= range.end {
            article = corpus.article_at(place.first);
            range = corpus.article_range(article);
            wanted = subset.contains(article);
        }
        if wanted {
            let words = u16::try_from(place.end - place.first).unwrap_or(u16::MAX);
            hits.push(Hit { position: place.first, words, lead: place.lead, tail: place.tail });
            counts.push(article, 1);
        }
    }
    Ok(Hits { hits, counts })
}
