//! Articles of which no day is known: joined to a dated story by words alone, at a higher bar.
//!
//! How alike articles of different events are depends on the collection: in five articles about one quarrel all
//! are alike. So the bar is what the story itself shows: who joins has to be about as like its articles as they are
//! like each other.

use std::collections::BTreeMap;

use super::abroad::Matter;
use super::terms::Vectors;
use super::when::{BY_WORDS, When};
use crate::task::{Cancelled, Task};

/// An undated article joins when it is so many times as like a story's articles as they are like each other.
const AS_LIKE: f64 = 0.75;

/// Pairs of places with their likeness.
pub(super) type Rows = Vec<Vec<(u32, f32)>>;

/// Takes the pairs of a dated and an undated article out of `rows`.
pub(super) fn apart_from_dated(rows: &mut Rows, whens: &[When]) -> Rows {
    let unknown = |at: usize| whens.get(at).is_some_and(|when| *when == When::Unknown);
    rows.iter_mut()
        .enumerate()
        .map(|(at, row)| {
            let (mixed, alike) = row.iter().partition(|pair| unknown(at) != unknown(pair.0 as usize));
            *row = alike;
            mixed
        })
        .collect()
}

/// Joins the groups of undated articles to the dated groups they are like, and empties them.
pub(super) fn join(
    matter: &Matter<'_>,
    vectors: &Vectors,
    mixed: &Rows,
    threshold: f64,
    groups: &mut [Vec<u32>],
    task: &Task,
) -> Result<(), Cancelled> {
    let mut home = vec![0_usize; matter.whens.len()];
    for (number, group) in groups.iter().enumerate() {
        for &at in group {
            if let Some(home) = home.get_mut(at as usize) {
                *home = number;
            }
        }
    }
    let unknown: Vec<bool> = groups
        .iter()
        .map(|group| {
            group.iter().all(|&at| matter.whens.get(at as usize).is_some_and(|when| *when == When::Unknown))
        })
        .collect();
    let is_unknown = |group: usize| unknown.get(group).is_some_and(|unknown| *unknown);
    // Of each group of undated articles: the sums of its likeness to dated groups.
    let mut sums: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for (at, row) in mixed.iter().enumerate() {
        task.check()?;
        for &(other, likeness) in row {
            let (Some(&a), Some(&b)) = (home.get(at), home.get(other as usize)) else { continue };
            for (one, other) in [(a, b), (b, a)] {
                if is_unknown(one) {
                    *sums.entry(one).or_default().entry(other).or_default() += f64::from(likeness) / BY_WORDS;
                }
            }
        }
    }
    let mut moves = Vec::new();
    let mut cohesions: BTreeMap<usize, f64> = BTreeMap::new();
    for (number, others) in sums {
        task.check()?;
        let Some(group) = groups.get(number) else { continue };
        let mut best: Option<(f64, usize)> = None;
        for (other, sum) in others {
            let Some(story) = groups.get(other).filter(|_| !is_unknown(other)) else { continue };
            let like = sum / (group.len() as f64 * story.len() as f64);
            let bar = if story.len() == 1 {
                threshold / BY_WORDS
            } else {
                let own = *cohesions.entry(other).or_insert_with(|| cohesion(vectors, story));
                (AS_LIKE * own).max(threshold)
            };
            if like >= bar && best.is_none_or(|(most, _)| like > most) && matter.may_join(group, story) {
                best = Some((like, other));
            }
        }
        if let Some((_, story)) = best {
            moves.push((number, story));
        }
    }
    for (from, to) in moves {
        // Those moved before may have brought along what it was parted from.
        let may =
            groups.get(from).zip(groups.get(to)).is_some_and(|(group, story)| matter.may_join(group, story));
        if !may {
            continue;
        }
        let moved = groups.get_mut(from).map(std::mem::take).unwrap_or_default();
        if let Some(story) = groups.get_mut(to) {
            story.extend(moved);
            story.sort_unstable();
        }
    }
    Ok(())
}

/// The mean cosine of the pairs of a group of two or more.
fn cohesion(vectors: &Vectors, group: &[u32]) -> f64 {
    let mut sums: BTreeMap<u32, f64> = BTreeMap::new();
    let mut own = 0.0;
    for &(term, weight) in group.iter().flat_map(|&at| vectors.get(at as usize)) {
        let weight = f64::from(weight);
        *sums.entry(term).or_default() += weight;
        own += weight * weight;
    }
    let articles = group.len() as f64;
    (sums.values().map(|sum| sum * sum).sum::<f64>() - own) / (articles * (articles - 1.0))
}
