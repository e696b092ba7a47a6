//! Strings to numbers.

use hashbrown::HashTable;
use hashbrown::hash_table::Entry;
use xxhash_rust::xxh3::xxh3_64;

/// Distinct strings in one arena, numbered from 0 in the order in which they are first seen, each with a value.
/// The arena may have 4 GiB: whoever adds asks [`Interner::has_room`] first.
#[derive(Debug, Clone, Default)]
pub(crate) struct Interner {
    bytes: String,
    strings: Vec<Known>,
    table: HashTable<Known>,
}

/// A string of the arena. It stands in the table itself: what is known is found with one look at the table
/// and one at its letters.
#[derive(Debug, Clone, Copy)]
struct Known {
    /// The upper half.
    hash: u32,
    from: u32,
    len: u32,
    value: u32,
}

impl Interner {
    /// How many strings it holds.
    pub(crate) fn len(&self) -> usize {
        self.strings.len()
    }

    /// Whether there is room for `more` bytes.
    pub(crate) fn has_room(&self, more: usize) -> bool {
        u32::try_from(self.bytes.len() + more).is_ok()
    }

    /// How many bytes all strings have.
    pub(crate) fn bytes(&self) -> usize {
        self.bytes.len()
    }

    /// The hash under which `text` is kept.
    pub(crate) fn hash(text: &str) -> u32 {
        (xxh3_64(text.as_bytes()) >> 32) as u32
    }

    /// The hash of the string numbered `id`.
    pub(crate) fn hash_of(&self, id: u32) -> u32 {
        self.strings.get(id as usize).map_or(0, |known| known.hash)
    }

    /// The string numbered `id`.
    pub(crate) fn get(&self, id: u32) -> &str {
        self.strings.get(id as usize).map_or("", |known| known.of(&self.bytes))
    }

    /// The number of `text`, whose hash is `hash`; a new one if it was not seen before.
    pub(crate) fn intern(&mut self, text: &str, hash: u32) -> u32 {
        let next = self.len() as u32;
        self.value(text, hash, || next)
    }

    /// The value of `text`, whose hash is `hash`; `new` gives it when the string was not seen before.
    #[inline]
    pub(crate) fn value(&mut self, text: &str, hash: u32, new: impl FnOnce() -> u32) -> u32 {
        let Self { bytes, strings, table } = self;
        let same = |known: &Known| known.hash == hash && known.of(bytes) == text;
        match table.entry(spread(hash), same, |known| spread(known.hash)) {
            Entry::Occupied(found) => found.get().value,
            Entry::Vacant(place) => {
                let known = Known { hash, from: bytes.len() as u32, len: text.len() as u32, value: new() };
                place.insert(known);
                bytes.push_str(text);
                strings.push(known);
                known.value
            }
        }
    }

    /// Forgets all strings and keeps the memory.
    pub(crate) fn clear(&mut self) {
        self.bytes.clear();
        self.strings.clear();
        self.table.clear();
    }
}

/// The table takes its slot from the lower bits and its tag from the upper ones.
fn spread(hash: u32) -> u64 {
    u64::from(hash) << 32 | u64::from(hash)
}

impl Known {
    fn of(self, bytes: &str) -> &str {
        bytes.get(self.from as usize..self.from as usize + self.len as usize).unwrap_or("")
    }
}
