//! What the disk gives of a file, and why it does not.

use std::fs::File;
use std::io::{self, Read as _};

use super::walk;
use crate::problem::Cause;

/// The disk did not give the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Unread {
    /// It may give it another time, and nothing about the file tells when.
    ForNow,
    /// It does when the file is changed, or who may read it.
    UntilChanged,
}

impl Unread {
    pub(super) fn of(error: io::ErrorKind) -> Self {
        // Other systems do not say when permissions are changed.
        if cfg!(unix) && error == io::ErrorKind::PermissionDenied { Self::UntilChanged } else { Self::ForNow }
    }
}

/// Why a file was not opened.
pub(super) struct Unopened {
    pub(super) cause: Cause,
    pub(super) text: String,
    pub(super) unread: Option<Unread>,
}

impl Unopened {
    pub(super) fn new(cause: Cause, text: impl Into<String>) -> Self {
        Self { cause, text: text.into(), unread: None }
    }
}

impl From<io::Error> for Unopened {
    fn from(error: io::Error) -> Self {
        let unread = Some(Unread::of(error.kind()));
        Self { unread, ..Self::new(Cause::Unreadable, walk::unreadable(error.kind())) }
    }
}

/// The bytes of a file that is taken to have `length`, up to `wanted` of them.
///
/// One reading is enough where the file has what it is taken to have; one that grows gets its room as it is read.
pub(super) fn read_bytes(mut file: &File, length: u64, wanted: u64) -> io::Result<Vec<u8>> {
    let hint = usize::try_from(length.min(wanted)).unwrap_or(0);
    // One more than there should be: the end is seen by what is missing.
    let most = usize::try_from(wanted).unwrap_or(usize::MAX).min(hint.saturating_add(1));
    let mut bytes = vec![0; most];
    let got = match file.read(&mut bytes) {
        Err(error) if error.kind() == io::ErrorKind::Interrupted => 0,
        got => got?,
    };
    bytes.truncate(got);
    if got == 0 || got != hint || got == most {
        file.take(wanted - got as u64).read_to_end(&mut bytes)?;
    }
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    #[test]
    fn a_file_is_read_to_its_end_or_as_far_as_is_wanted_whatever_was_thought_of_its_length() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("a.txt");
        for bytes in [0, 1, 7, 8, 9, 20, 40] {
            let text: Vec<u8> = (0..bytes).collect();
            fs::write(&path, &text).unwrap();
            for length in [0, 1, 7, 8, 9, 20, 100] {
                for wanted in [1, 8, 9, 10, 1000] {
                    let read = read_bytes(&File::open(&path).unwrap(), length, wanted).unwrap();
                    let expected = text.get(..wanted as usize).unwrap_or(&text);
                    assert_eq!(read, expected, "{bytes} bytes, thought {length}, wanted {wanted}");
                }
            }
        }
    }
}
