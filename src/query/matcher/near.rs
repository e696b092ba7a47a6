//! Two parts near each other: the closest pairs, in either order, within a paragraph.
//!
//! Of all pairs close enough only those count that hold no other such pair, so "a a b" is one hit, the last two.
//! Neighbouring words are one word apart.

use super::STRIDE;
use super::place::{self, Place};
use crate::corpus::Corpus;
use crate::task::{Cancelled, Task};

/// The closest pairs of `a` and `b`.
pub(super) fn places(
    corpus: &Corpus,
    a: &[Place],
    b: &[Place],
    distance: u16,
    task: &Task,
) -> Result<Vec<Place>, Cancelled> {
    let mut pairs = Vec::new();
    next_after(corpus, a, b, distance, &mut pairs, task)?;
    next_after(corpus, b, a, distance, &mut pairs, task)?;
    place::sort(&mut pairs);
    // From the right: what ends no sooner than a pair that begins later holds that pair. Of pairs with one
    // start the shortest comes first in order, so it is the last to be met and drops the longer ones.
    let mut closest: Vec<Place> = Vec::with_capacity(pairs.len());
    for pair in pairs.into_iter().rev() {
        while closest.last().is_some_and(|later| later.start() == pair.start()) {
            closest.pop();
        }
        if closest.last().is_none_or(|later| end(&pair) < end(later)) {
            closest.push(pair);
        }
    }
    closest.reverse();
    Ok(closest)
}

/// For each of `first`, the pair with one of `second` after it that ends soonest.
fn next_after(
    corpus: &Corpus,
    first: &[Place],
    second: &[Place],
    distance: u16,
    pairs: &mut Vec<Place>,
    task: &Task,
) -> Result<(), Cancelled> {
    let mut next = 0;
    for (n, a) in first.iter().enumerate() {
        if n % STRIDE == 0 {
            task.check()?;
        }
        next = place::first_from(second, a.follower(corpus), next);
        let mut best: Option<&Place> = None;
        for b in second.get(next..).unwrap_or(&[]) {
            // Neighbouring words are one apart. What begins beyond the best end cannot end sooner.
            let apart = b.first.saturating_sub(a.end.saturating_sub(1));
            if apart > u32::from(distance) || best.is_some_and(|best| best.end <= b.first) {
                break;
            }
            if best.is_none_or(|best| end(b) < end(best)) {
                best = Some(b);
            }
        }
        if let Some(b) = best {
            let both = Place { first: a.first, lead: a.lead, end: b.end, tail: b.tail };
            if both.is_in_one_paragraph(corpus) {
                pairs.push(both);
            }
        }
    }
    Ok(())
}

fn end(place: &Place) -> (u32, u16) {
    (place.end, u16::MAX - place.tail)
}
