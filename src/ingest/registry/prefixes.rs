//! Many phrases, of which those that a text begins with are wanted, longest first.
//!
//! A sorted list: whatever begins the text sorts at or before it, and lies on the chain of phrases
//! that begin one another. Built in a millisecond, where an automaton of the same phrases took
//! twenty and ran no faster behind the [`Sieve`](super::sieve::Sieve).

use crate::text::runs::eight;

/// Phrases in byte order, each with the nearest one that it begins with.
pub(in crate::ingest) struct Prefixes {
    /// The first bytes of each phrase: they decide nearly every comparison, in one place of memory.
    keys: Vec<u64>,
    entries: Vec<Entry>,
}

struct Entry {
    text: Box<str>,
    id: u32,
    outer: Option<u32>,
}

impl Prefixes {
    /// A table of phrases with their numbers; of equal phrases the one with the lowest number stays.
    pub fn new(phrases: impl IntoIterator<Item = (String, u32)>) -> Self {
        let mut phrases: Vec<(String, u32)> =
            phrases.into_iter().filter(|(text, _)| !text.is_empty()).collect();
        phrases.sort();
        phrases.dedup_by(|later, first| later.0 == first.0);
        let mut entries: Vec<Entry> = Vec::with_capacity(phrases.len());
        let mut open: Vec<u32> = Vec::new();
        for (text, id) in phrases {
            while let Some(outer) = open.last().and_then(|&at| entries.get(at as usize)) {
                if text.starts_with(&*outer.text) {
                    break;
                }
                open.pop();
            }
            let outer = open.last().copied();
            open.push(entries.len() as u32);
            entries.push(Entry { text: text.into(), id, outer });
        }
        let keys = entries.iter().map(|entry| key(entry.text.as_bytes())).collect();
        Self { keys, entries }
    }

    /// Length and number of every phrase that `text` begins with, longest first.
    pub fn of<'a>(&'a self, text: &'a [u8]) -> impl Iterator<Item = (usize, u32)> + 'a {
        let first = key(text);
        let from = self.keys.partition_point(|&key| key < first);
        let same = self.keys.iter().skip(from).take_while(|&&key| key == first).count();
        let same = self.entries.get(from..from + same).unwrap_or(&[]);
        let after = from + same.partition_point(|entry| entry.text.as_bytes() <= text);
        let mut at = after.checked_sub(1);
        std::iter::from_fn(move || {
            while let Some(entry) = at.and_then(|at| self.entries.get(at)) {
                at = entry.outer.map(|outer| outer as usize);
                if text.starts_with(entry.text.as_bytes()) {
                    return Some((entry.text.len(), entry.id));
                }
            }
            None
        })
    }
}

/// The first eight bytes as a number that sorts as they do. Zeros stand for what is missing, and
/// nothing sorts before them: of two unequal keys the texts stand in the order of the keys.
fn key(text: &[u8]) -> u64 {
    eight(text).swap_bytes()
}

#[cfg(test)]
mod tests {
    use super::super::sieve::{Sieve, each_place};
    use super::*;
    use crate::text::blocks::Blocks;

    #[test]
    fn what_a_text_begins_with() {
        let phrases = ["a", "ab", "abc", "abd", "b", "", "ab", "новости", "новости дня"];
        let table = Prefixes::new(phrases.iter().zip(0..).map(|(p, n)| ((*p).to_owned(), n)));
        let sieve = Sieve::new(phrases);
        for (text, expected) in [
            ("abcd", vec![(3, 2), (2, 1), (1, 0)]),
            ("abz", vec![(2, 1), (1, 0)]),
            ("abe", vec![(2, 1), (1, 0)]),
            ("b", vec![(1, 4)]),
            ("", vec![]),
            ("z", vec![]),
            ("новости дня", vec![(21, 8), (14, 7)]),
            ("новости дн", vec![(14, 7)]),
        ] {
            let found: Vec<_> = table.of(text.as_bytes()).collect();
            assert_eq!(found, expected, "{text}");
            let whole = found.iter().any(|(len, _)| *len >= 6 || *len == text.len());
            let mut passes = false;
            let (bytes, blocks) = (text.as_bytes(), Blocks::of(text.as_bytes()));
            each_place(bytes, 0, &blocks, 0, |place| passes |= place.at == 0 && sieve.passes(place));
            assert!(!whole || passes, "{text}");
        }
    }
}
