//! What tells, without opening a file, whether it was changed.

use std::fs::Metadata;
use std::time::UNIX_EPOCH;

/// What the disk says of a file: while that stays, its content is taken to stay.
///
/// Beside size and time of the last change it holds, where the system has them, the file's number and the time when
/// anything about it was changed: so another file under the same name, one whose time was set back, and one that may
/// be read from now on are not taken for the old one.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Stamp {
    bytes: u64,
    /// Nanoseconds since 1970; 0 where the disk does not say.
    modified: i128,
    /// The file's number, its disk's, and when anything about it was changed, in nanoseconds.
    identity: (u64, u64, i128),
}

impl Stamp {
    /// The stamp of a file.
    pub fn of(meta: &Metadata) -> Self {
        Self { bytes: meta.len(), modified: modified(meta), identity: identity(meta) }
    }

    /// Whether the content is taken to be the same. A disk that was away and is back may number its files anew: there
    /// size and time decide.
    pub(super) fn is_same(&self, other: &Self) -> bool {
        let (_, disk, touched) = self.identity;
        let (_, other_disk, other_touched) = other.identity;
        (self.bytes, self.modified) == (other.bytes, other.modified)
            && (disk != other_disk || touched == other_touched)
    }

    /// Which file or folder it is, whatever its name.
    pub fn place(&self) -> (u64, u64) {
        (self.identity.0, self.identity.1)
    }

    /// The same for one content under two names: that of a file that was moved. Anything about it but that may have
    /// been changed.
    pub(super) fn moved(&self) -> (u64, i128, u64, u64) {
        (self.bytes, self.modified, self.identity.0, self.identity.1)
    }
}

/// When the content was changed, in nanoseconds since 1970; 0 where the disk does not say.
pub(super) fn modified(meta: &Metadata) -> i128 {
    let Ok(modified) = meta.modified() else { return 0 };
    match modified.duration_since(UNIX_EPOCH) {
        Ok(since) => since.as_nanos() as i128,
        Err(before) => -(before.duration().as_nanos() as i128),
    }
}

/// When anything about a file was changed, as far as the disk says: another file under the same name, and one whose
/// time was set back, have a later one.
pub(super) fn touched(meta: &Metadata) -> i128 {
    modified(meta).max(identity(meta).2)
}

#[cfg(unix)]
fn identity(meta: &Metadata) -> (u64, u64, i128) {
    use std::os::unix::fs::MetadataExt as _;
    let changed = i128::from(meta.ctime()) * 1_000_000_000 + i128::from(meta.ctime_nsec());
    (meta.ino(), meta.dev(), changed)
}

#[cfg(not(unix))]
fn identity(_meta: &Metadata) -> (u64, u64, i128) {
    (0, 0, 0)
}
