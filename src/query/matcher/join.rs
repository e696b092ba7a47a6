//! Parts one after the other: where one ends, the next has to begin.

use super::STRIDE;
use super::place::{self, Place};
use crate::corpus::{Corpus, SENTINEL};
use crate::query::resolve::{Plan, Slot, Types};
use crate::task::{Cancelled, Task};

/// All places where `parts` follow each other within a paragraph.
pub(super) fn places(corpus: &Corpus, parts: &[Plan<'_>], task: &Task) -> Result<Vec<Place>, Cancelled> {
    let mut so_far: Option<Vec<Place>> = None;
    // Any words before the first part that says more.
    let mut leading = 0;
    for part in parts {
        so_far = Some(match (any_words(part), so_far.take()) {
            (Some(words), None) => {
                leading += words;
                continue;
            }
            (Some(words), Some(left)) => longer(corpus, &left, 0, words, task)?,
            (None, None) => longer(corpus, &super::places(corpus, part, task)?, leading, 0, task)?,
            (None, Some(left)) if left.is_empty() => return Ok(left),
            (None, Some(left)) => follow(corpus, &left, &super::places(corpus, part, task)?, task)?,
        });
    }
    Ok(so_far.unwrap_or_default())
}

/// How many words `part` is, when it says nothing of them.
fn any_words(part: &Plan<'_>) -> Option<u32> {
    let Plan::Flat(slots) = part else { return None };
    let any = |slot: &Slot<'_>| matches!(slot.types, Types::Any);
    slots.iter().all(any).then_some(slots.len() as u32)
}

/// Each place with so many words more at either side.
fn longer(
    corpus: &Corpus,
    places: &[Place],
    before: u32,
    after: u32,
    task: &Task,
) -> Result<Vec<Place>, Cancelled> {
    let stream = corpus.stream();
    let mut out = Vec::with_capacity(places.len());
    for (n, place) in places.iter().enumerate() {
        if n % STRIDE == 0 {
            task.check()?;
        }
        let Some(first) = place.first.checked_sub(before) else { continue };
        let wider = Place { first, end: place.end.saturating_add(after), ..*place };
        let whole = (before == 0 || place.lead == 0) && (after == 0 || place.tail == 0);
        let words = stream.get(first as usize..wider.end as usize).unwrap_or(&[]);
        if whole && !words.is_empty() && !words.contains(&SENTINEL) && wider.is_in_one_paragraph(corpus) {
            out.push(wider);
        }
    }
    place::sort(&mut out);
    Ok(out)
}

fn follow(corpus: &Corpus, left: &[Place], right: &[Place], task: &Task) -> Result<Vec<Place>, Cancelled> {
    let mut out = Vec::new();
    let mut from = 0;
    for (n, a) in left.iter().enumerate() {
        if n % STRIDE == 0 {
            task.check()?;
        }
        let begin = a.follower(corpus);
        from = place::first_from(right, begin, from);
        let followers = right.get(from..).unwrap_or(&[]).iter().take_while(|b| b.start() == begin);
        for b in followers {
            let both = Place { first: a.first, lead: a.lead, end: b.end, tail: b.tail };
            if both.is_in_one_paragraph(corpus) {
                out.push(both);
            }
        }
        place::bound(corpus, &mut out);
    }
    place::sort(&mut out);
    Ok(out)
}
