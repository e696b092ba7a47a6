//! Phrases around a word: those that hold a whole hit.

use rayon::prelude::*;

use super::group::{Emit, Grouper, Item};
use super::kept::Kept;
use crate::query::{Hit, Hits};
use crate::task::{Cancelled, Task};

/// Counts the phrases that hold a hit, one length after the other.
pub(super) fn count(emit: &Emit<'_>, found: &Hits, task: &Task) -> Result<Kept, Cancelled> {
    let one_length = |length: u8| {
        task.check()?;
        let (mut grouper, mut kept) = (Grouper::new(emit), Kept::new(emit.settings.most));
        let mut items = starts(emit, found, length);
        grouper.part(&mut items, 0, (length, length), &mut kept, task)?;
        Ok(kept)
    };
    let lengths = emit.settings.shortest..=emit.settings.longest;
    let parts: Result<Vec<Kept>, Cancelled> = lengths.into_par_iter().map(one_length).collect();
    Ok(Kept::together(parts?, emit.settings.most))
}

/// Where phrases of this length can begin so that they hold a hit, each place once.
fn starts(emit: &Emit<'_>, found: &Hits, length: u8) -> Vec<Item> {
    let mut items = Vec::new();
    let mut hits = found.hits.as_slice();
    for (article, count) in found.counts.iter() {
        let Some((here, rest)) = hits.split_at_checked(count as usize) else { break };
        hits = rest;
        let mut from = emit.corpus.article_range(article).start as u32;
        for hit in here.iter().filter(|hit| hit.words <= u16::from(length)) {
            let first = hit.end().saturating_sub(length.into()).max(from);
            items.extend((first..=hit.position).map(|place| Item { place, article }));
            from = from.max(hit.position + 1);
        }
    }
    items
}

/// Whether a phrase at `first` of this length holds one of an article's hits.
pub(in crate::analysis) fn holds_hit(hits: &[Hit], first: u32, length: u32) -> bool {
    let at = hits.partition_point(|hit| hit.position < first);
    hits.get(at..)
        .unwrap_or_default()
        .iter()
        .take_while(|hit| hit.position < first + length)
        .any(|hit| hit.end() <= first + length)
}
