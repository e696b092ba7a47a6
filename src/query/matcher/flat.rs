//! Phrases of words known by their types: from the places of the rarest word, the others are read off the stream.

use std::borrow::Cow;

use rayon::prelude::*;

use super::STRIDE;
use super::place::{Place, in_one_paragraph};
use crate::corpus::{Corpus, TypeId};
use crate::query::resolve::{Slot, Types};
use crate::task::{Cancelled, Task};

/// All places of `slots`, in order. None when every slot may be any word: that is no query.
pub(super) fn places(corpus: &Corpus, slots: &[Slot<'_>], task: &Task) -> Result<Vec<Place>, Cancelled> {
    let rarest = (0_u32..)
        .zip(slots)
        .filter_map(|(at, slot)| Some((slot.types.frequency(corpus)?, at, &slot.types)))
        .min_by_key(|&(frequency, at, _)| (frequency, at));
    let Some((_, before, types)) = rarest else { return Ok(Vec::new()) };
    let positions = positions(corpus, types, task)?;
    let stream = corpus.stream();
    // Most places fail at the nearest word, so that is asked first and by itself.
    let mut others: Vec<(u32, &Types)> =
        (0..).zip(slots).filter(|&(at, _)| at != before).map(|(at, slot)| (at, &slot.types)).collect();
    others.sort_by_key(|&(at, types)| (matches!(types, Types::Any), at.abs_diff(before)));
    let nearest = match others.first() {
        Some(&(at, Types::One(id))) => Some((at.wrapping_sub(before), *id)),
        _ => None,
    };
    let typed: Vec<(u32, &Slot<'_>)> = (0..).zip(slots).filter(|(_, slot)| slot.typed.is_some()).collect();
    let len = slots.len();
    let place = |&position: &u32| {
        if let Some((offset, id)) = nearest
            && stream.get(position.wrapping_add(offset) as usize) != Some(&id)
        {
            return None;
        }
        let first = position.checked_sub(before)?;
        let words: &[TypeId] = stream.get(first as usize..first as usize + len)?;
        let fits =
            others.iter().all(|&(at, types)| words.get(at as usize).is_some_and(|&id| types.contains(id)));
        let end = first + len as u32;
        (fits && in_one_paragraph(corpus, first, end) && looks_as_typed(corpus, first, &typed))
            .then(|| Place::words(first, end))
    };
    let parts: Result<Vec<Vec<Place>>, Cancelled> = positions
        .par_chunks(STRIDE)
        .map(|part| {
            task.check()?;
            Ok(part.iter().filter_map(place).collect())
        })
        .collect();
    let mut parts = parts?;
    Ok(if parts.len() == 1 { parts.pop().unwrap_or_default() } else { parts.concat() })
}

fn looks_as_typed(corpus: &Corpus, first: u32, typed: &[(u32, &Slot<'_>)]) -> bool {
    typed.iter().all(|(at, slot)| slot.typed.is_none_or(|glob| glob.matches(corpus.surface_at(first + at))))
}

/// The positions of all of `types`, in order.
fn positions<'c>(corpus: &'c Corpus, types: &Types, task: &Task) -> Result<Cow<'c, [u32]>, Cancelled> {
    let ids = match types {
        Types::Any => return Ok(Cow::Borrowed(&[])),
        Types::One(id) => return Ok(Cow::Borrowed(corpus.positions(*id))),
        Types::Some { ids, .. } => ids,
    };
    let total: usize = ids.iter().map(|&id| corpus.positions(id).len()).sum();
    let mut all = Vec::with_capacity(total);
    if total > corpus.stream().len() / 16 {
        // So many that reading the stream is quicker than sorting.
        for (from, words) in (0..).step_by(STRIDE).zip(corpus.stream().chunks(STRIDE)) {
            task.check()?;
            all.extend((from..).zip(words).filter(|&(_, &id)| types.contains(id)).map(|(at, _)| at));
        }
        return Ok(Cow::Owned(all));
    }
    for (n, &id) in ids.iter().enumerate() {
        if n % 1024 == 0 {
            task.check()?;
        }
        all.extend_from_slice(corpus.positions(id));
    }
    all.par_sort_unstable();
    Ok(Cow::Owned(all))
}
