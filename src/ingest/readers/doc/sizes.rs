//! Whether the lengths that an old Word file states can be true.
//!
//! The library takes room for as many characters as the file states before it looks whether they are
//! there; a broken file could state billions. Offsets after [MS-DOC] 2.5.

use std::io::{Cursor, Read as _};

/// Of the index at the head of a Word 97 file, pairs of place and length counted from 0: where notes,
/// endnotes, heads and feet of pages begin and end.
const RANGES: [usize; 3] = [3, 47, 11];

/// Whether no length stated in the file goes beyond the file.
pub(super) fn are_possible(bytes: &[u8]) -> bool {
    look(bytes) == Some(true)
}

fn look(bytes: &[u8]) -> Option<bool> {
    let mut file = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    let mut stream = |name: &str| {
        let mut data = Vec::new();
        // Chains of sectors are no longer than the file, unless they go in circles.
        let most = bytes.len() as u64;
        file.open_stream(name).ok()?.take(most).read_to_end(&mut data).ok()?;
        Some(data)
    };
    let text = stream("/WordDocument")?;
    let most = text.len() as u32;
    let (kind, version, flags) = (short(&text, 0)?, short(&text, 2)?, short(&text, 0x0A)?);
    if kind == 0xA5DC || version < 0xC0 {
        return Some(long(&text, 0x34)? <= most);
    }
    // Three lists follow, each below its count.
    let counts = 32 + 2 + usize::from(short(&text, 32)?) * 2;
    let pairs = counts + 2 + usize::from(short(&text, counts)?) * 4;
    let mut all = 0_u64;
    for at in 3..=10 {
        all += u64::from(long(&text, counts + 2 + at * 4).unwrap_or(0));
    }
    if all > u64::from(most) {
        return Some(false);
    }
    let table = stream(if flags & 0x0200 == 0 { "/0Table" } else { "/1Table" })?;
    for pair in RANGES {
        let at = pairs + 2 + pair * 8;
        let (Some(from), Some(length)) = (long(&text, at), long(&text, at + 4)) else { continue };
        let places = table.get(from as usize..from as usize + length as usize).unwrap_or(&[]);
        if places.chunks_exact(4).any(|place| long(place, 0).is_some_and(|place| place > most)) {
            // The list of heads and feet is of places alone; so are those of notes.
            return Some(false);
        }
    }
    Some(true)
}

fn short(bytes: &[u8], at: usize) -> Option<u16> {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map(u16::from_le_bytes)
}

fn long(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map(u32::from_le_bytes)
}
