//! Office files and books: archives of named parts, unpacked part by part within a limit.
//!
//! Sizes are looked at before unpacking and counted while unpacking, since an archive may lie about
//! them. Names are looked up as they are, then without regard to case; none ever becomes a path.

use std::io::{Cursor, Read as _};

use hashbrown::HashMap;
use zip::ZipArchive;
use zip::result::ZipError;

use super::limits::Limits;
use crate::ingest::passed_over::RAISE;

/// An archive of parts.
#[derive(Debug)]
pub(super) struct Package<'a> {
    archive: ZipArchive<Cursor<&'a [u8]>>,
    /// Where parts are, by their name in small letters.
    places: HashMap<String, usize>,
    /// Bytes that may still be unpacked.
    left: u64,
}

/// Why a part is not to be had.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Trouble {
    /// There is no such part.
    Missing,
    /// The archive is cut short or broken there.
    Damaged,
    /// It unpacks to more than is read.
    TooLarge,
    /// It needs a password.
    Locked,
}

impl Trouble {
    /// What happened and what to do; `what` is the file's kind with its article ("a Word file").
    pub fn told(self, what: &str, limits: &Limits) -> String {
        match self {
            Self::Missing => {
                format!(
                    "It looks like {what}, but its text is missing. Save it again from the program it was made with"
                )
            }
            Self::Damaged => {
                format!("This is {what} that is damaged or cut short. Fetch it again, or save it again")
            }
            Self::TooLarge => format!(
                "This is {what} that unpacks to more than {} MiB, more than texts need. Save its text as a .txt file, or {RAISE}",
                limits.package_bytes >> 20
            ),
            Self::Locked => {
                format!(
                    "This is {what} that is locked with a password. Open it, remove the password, and save it again"
                )
            }
        }
    }
}

impl<'a> Package<'a> {
    /// The package in `bytes`.
    pub fn open(bytes: &'a [u8], limits: &Limits) -> Result<Self, Trouble> {
        let archive = ZipArchive::new(Cursor::new(bytes)).map_err(|_| Trouble::Damaged)?;
        let mut places = HashMap::with_capacity(archive.len());
        for (at, name) in archive.file_names_raw().enumerate() {
            let name = String::from_utf8_lossy(name);
            places.entry(key(&name)).or_insert(at);
        }
        Ok(Self { archive, places, left: limits.package_bytes })
    }

    /// Whether it has a part of this name.
    pub fn has(&self, name: &str) -> bool {
        self.places.contains_key(&key(name))
    }

    /// Whether it has a part whose name begins so.
    pub fn has_within(&self, folder: &str) -> bool {
        self.archive.file_names_raw().any(|name| name.starts_with(folder.as_bytes()))
    }

    /// The bytes of a part.
    pub fn part(&mut self, name: &str) -> Result<Vec<u8>, Trouble> {
        let at = *self.places.get(&key(name)).ok_or(Trouble::Missing)?;
        let part = self.archive.by_index(at).map_err(|error| match error {
            ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED) | ZipError::InvalidPassword => {
                Trouble::Locked
            }
            _ => Trouble::Damaged,
        })?;
        if part.size() > self.left {
            return Err(Trouble::TooLarge);
        }
        let mut bytes = Vec::new();
        let read = part.take(self.left + 1).read_to_end(&mut bytes);
        if bytes.len() as u64 > self.left {
            return Err(Trouble::TooLarge);
        }
        self.left -= bytes.len() as u64;
        // A part that breaks off is read as far as it goes: the text before is sound.
        if read.is_err() && bytes.is_empty() { Err(Trouble::Damaged) } else { Ok(bytes) }
    }
}

/// A name as it is looked up.
fn key(name: &str) -> String {
    name.trim_start_matches('/').replace('\\', "/").to_lowercase()
}

/// Whether the bytes begin as an archive does.
pub(super) fn is_archive(bytes: &[u8]) -> bool {
    bytes.starts_with(b"PK\x03\x04")
}

/// What the first part says that the file is, where the format wants it to be the first and not packed.
pub(super) fn stated_type(bytes: &[u8]) -> Option<&str> {
    /// Longer than any name of a type.
    const LONGEST: usize = 100;
    let rest = bytes.get(30..).filter(|_| is_archive(bytes))?.strip_prefix(b"mimetype")?;
    // An extra field may lie between name and content.
    let extra = usize::from(*bytes.get(28)?) | usize::from(*bytes.get(29)?) << 8;
    let rest = rest.get(extra..)?;
    let end = rest.iter().take(LONGEST).position(|b| !b.is_ascii_graphic()).unwrap_or(LONGEST);
    let stated = rest.get(..end.min(rest.len()))?;
    // The next part begins right behind.
    let stated = stated.strip_suffix(b"PK").unwrap_or(stated);
    std::str::from_utf8(stated).ok()
}

/// The name of the first part.
pub(super) fn first_name(bytes: &[u8]) -> Option<&str> {
    let length = usize::from(*bytes.get(26)?) | usize::from(*bytes.get(27)?) << 8;
    std::str::from_utf8(bytes.get(30..30 + length)?).ok().filter(|_| is_archive(bytes))
}

/// A path as a part of the package at `base` writes it, from the package's root.
pub(super) fn resolved(base: &str, path: &str) -> String {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut parts: Vec<&str> = Vec::new();
    if !path.starts_with('/') {
        parts.extend(base.split('/'));
        parts.pop();
    }
    for part in path.split('/') {
        match part {
            "" | "." => {}
            ".." => {
                parts.pop();
            }
            part => parts.push(part),
        }
    }
    parts.join("/")
}

#[cfg(test)]
mod tests {
    use super::resolved;

    #[test]
    fn paths_stay_in_the_package() {
        for (base, path, expected) in [
            ("word/document.xml", "styles.xml", "word/styles.xml"),
            ("word/document.xml", "/word/styles.xml", "word/styles.xml"),
            ("OEBPS/content.opf", "text/one.xhtml#p1", "OEBPS/text/one.xhtml"),
            ("a/b.xml", "../../../etc/passwd", "etc/passwd"),
            ("b.xml", "./c.xml", "c.xml"),
        ] {
            assert_eq!(resolved(base, path), expected);
        }
    }
}
