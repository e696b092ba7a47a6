//! Which layouts of the past can be read, and how each becomes that of today.

use super::v1;

/// Reads the bytes of one layout as the newest.
type Reader = fn(&[u8]) -> Result<v1::File, serde_json::Error>;

/// Every layout there has been, newest last. A new one adds a line, and what was the newest then reads its own
/// types and goes through `From` to the next.
const LAYOUTS: [(u32, Reader); 1] = [(1, |bytes| serde_json::from_slice(bytes))];

/// The layout this program writes.
pub const NEWEST: u32 = 1;

/// How `version` is read; `None` when there has been no such layout.
pub(super) fn reader(version: u32) -> Option<Reader> {
    LAYOUTS.iter().find(|(known, _)| *known == version).map(|(_, reader)| *reader)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_layout_up_to_the_newest_can_be_read() {
        let versions: Vec<u32> = LAYOUTS.iter().map(|(version, _)| *version).collect();
        assert_eq!(versions, (1..=NEWEST).collect::<Vec<_>>());
    }
}
