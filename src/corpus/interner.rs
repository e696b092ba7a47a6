//! Strings to numbers, in the order in which they are first seen.

use hashbrown::HashTable;
use xxhash_rust::xxh3::xxh3_64;

/// Distinct strings in one arena, numbered from 0.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    bytes: String,
    /// End of each string in `bytes`.
    ends: Vec<usize>,
    hashes: Vec<u64>,
    table: HashTable<u32>,
}

impl Interner {
    /// How many strings it holds.
    pub(crate) fn len(&self) -> usize {
        self.ends.len()
    }

    /// The hash under which `text` is kept.
    pub(crate) fn hash(text: &str) -> u64 {
        xxh3_64(text.as_bytes())
    }

    /// The hash of the string numbered `id`.
    pub(crate) fn hash_of(&self, id: u32) -> u64 {
        self.hashes.get(id as usize).copied().unwrap_or(0)
    }

    /// The string numbered `id`.
    pub(crate) fn get(&self, id: u32) -> &str {
        string_of(&self.bytes, &self.ends, id)
    }

    /// The number of `text`, whose hash is `hash`; a new one if it was not seen before.
    pub(crate) fn intern(&mut self, text: &str, hash: u64) -> u32 {
        let Self { bytes, ends, hashes, table } = self;
        let entry = table.entry(
            hash,
            |&id| hashes.get(id as usize) == Some(&hash) && string_of(bytes, ends, id) == text,
            |&id| hashes.get(id as usize).copied().unwrap_or(0),
        );
        match entry {
            hashbrown::hash_table::Entry::Occupied(found) => *found.get(),
            hashbrown::hash_table::Entry::Vacant(place) => {
                let id = ends.len() as u32;
                place.insert(id);
                bytes.push_str(text);
                ends.push(bytes.len());
                hashes.push(hash);
                id
            }
        }
    }

    /// Forgets all strings and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.ends.clear();
        self.hashes.clear();
        self.table.clear();
    }
}

fn string_of<'a>(bytes: &'a str, ends: &[usize], id: u32) -> &'a str {
    let id = id as usize;
    let from = id.checked_sub(1).and_then(|i| ends.get(i)).copied().unwrap_or(0);
    ends.get(id).and_then(|&to| bytes.get(from..to)).unwrap_or("")
}
