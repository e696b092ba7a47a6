//! The directory at the end of a ZIP archive: which files, where, how large.
//!
//! Read by hand from APPNOTE 6.3.10 (4.3.6 to 4.5.3): names stay bytes until it is known what they are
//! in, two files of one name stay two, and the directory is never held beside its entries.

use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};

use crate::ingest::readers::content::Content;

/// A file as the directory lists it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Entry {
    /// Its path, in UTF-8 or in who knows what.
    pub name: Vec<u8>,
    /// How it is packed.
    pub method: u16,
    /// Whether it is locked with a password.
    pub is_locked: bool,
    /// Whether it is a link.
    pub is_link: bool,
    /// The checksum of its bytes.
    pub checksum: u32,
    /// Its bytes as they are packed.
    pub packed: u64,
    /// Its bytes.
    pub size: u64,
    /// Where its own header begins.
    pub header: u64,
}

impl Entry {
    /// Whether it is a folder.
    pub fn is_folder(&self) -> bool {
        matches!(self.name.last(), Some(b'/' | b'\\'))
    }

    /// At least so many bytes of the archive are its own.
    pub fn end(&self) -> u64 {
        self.header.saturating_add(LOCAL).saturating_add(self.name.len() as u64).saturating_add(self.packed)
    }
}

/// Bytes of the header before a file, without its name.
pub(super) const LOCAL: u64 = 30;
/// How a file's own header begins.
pub(super) const LOCAL_MARK: &[u8] = b"PK\x03\x04";
/// Locked with a password.
pub(super) const LOCKED: u16 = 1;

/// A number of two bytes at `at`; 0 beyond the end.
pub(super) fn number2(bytes: &[u8], at: usize) -> u16 {
    bytes.get(at..at + 2).and_then(|b| b.try_into().ok()).map_or(0, u16::from_le_bytes)
}

/// A number of four bytes at `at`; 0 beyond the end.
pub(super) fn number4(bytes: &[u8], at: usize) -> u32 {
    bytes.get(at..at + 4).and_then(|b| b.try_into().ok()).map_or(0, u32::from_le_bytes)
}

/// A number of eight bytes at `at`; 0 beyond the end.
pub(super) fn number8(bytes: &[u8], at: usize) -> u64 {
    bytes.get(at..at + 8).and_then(|b| b.try_into().ok()).map_or(0, u64::from_le_bytes)
}

/// Goes through the entries of the directory in its order, until `each` says to stop. `Ok(false)`
/// where there is no directory; true where all entries were met that it should have.
pub(super) fn entries(mut content: Content<'_>, each: &mut dyn FnMut(Entry) -> bool) -> io::Result<bool> {
    let Some(Directory { start, end, shift }) = find(&mut content)? else { return Ok(false) };
    content.seek(SeekFrom::Start(start))?;
    let mut from = BufReader::with_capacity(64 << 10, content).take(end - start);
    loop {
        let mut head = [0; 46];
        if from.fill_buf()?.is_empty() {
            return Ok(true);
        }
        from.read_exact(&mut head)?;
        if !head.starts_with(b"PK\x01\x02") {
            // A signature of the directory itself may stand at its end.
            return Ok(head.starts_with(b"PK\x05\x05") || head.starts_with(b"PK\x06"));
        }
        let mut name = vec![0; usize::from(number2(&head, 28))];
        from.read_exact(&mut name)?;
        let mut extra = vec![0; usize::from(number2(&head, 30))];
        from.read_exact(&mut extra)?;
        io::copy(&mut from.by_ref().take(u64::from(number2(&head, 32))), &mut io::sink())?;
        let is_unix = head[5] == 3;
        let mut entry = Entry {
            name,
            method: number2(&head, 10),
            is_locked: number2(&head, 8) & LOCKED != 0,
            is_link: is_unix && (number4(&head, 38) >> 16) & 0o170_000 == 0o120_000,
            checksum: number4(&head, 16),
            packed: u64::from(number4(&head, 20)),
            size: u64::from(number4(&head, 24)),
            header: u64::from(number4(&head, 42)),
        };
        read_extra(&extra, &mut entry);
        entry.header = entry.header.wrapping_add_signed(shift);
        if !each(entry) {
            return Ok(true);
        }
    }
}

/// What stands behind the name: sizes of large files, and the name in UTF-8.
pub(super) fn read_extra(extra: &[u8], entry: &mut Entry) {
    const LARGE: u64 = u32::MAX as u64;
    let mut rest = extra;
    while rest.len() >= 4 {
        let (kind, length) = (number2(rest, 0), usize::from(number2(rest, 2)));
        let Some(field) = rest.get(4..4 + length) else { return };
        rest = rest.get(4 + length..).unwrap_or(&[]);
        match kind {
            1 => {
                let mut at = 0;
                for value in [&mut entry.size, &mut entry.packed, &mut entry.header] {
                    if *value == LARGE && at + 8 <= field.len() {
                        *value = number8(field, at);
                        at += 8;
                    }
                }
            }
            // Only where it speaks of this very name.
            0x7075 if field.first() == Some(&1) => {
                let mut sum = flate2::Crc::new();
                sum.update(&entry.name);
                if let Some(name) = field.get(5..)
                    && number4(field, 1) == sum.sum()
                    && std::str::from_utf8(name).is_ok()
                {
                    entry.name = name.to_vec();
                }
            }
            _ => {}
        }
    }
}

/// Where the directory lies, and how far all else is from where it says to be.
struct Directory {
    start: u64,
    end: u64,
    shift: i64,
}

fn find(content: &mut Content<'_>) -> io::Result<Option<Directory>> {
    /// The end record with the longest comment, and the records of large archives before it.
    const TAIL: u64 = 22 + 0xFFFF + 20 + 56;
    const END: &[u8] = b"PK\x05\x06";
    let length = content.length();
    let base = length.saturating_sub(TAIL);
    let mut first = [0; LOCAL_MARK.len()];
    content.seek(SeekFrom::Start(0))?;
    // An archive that begins here has its directory behind all its files. Where something else was put
    // before it, all is elsewhere than it says; where a file was, the directory is that of another archive
    // in this one, of which the end is missing.
    let begins_here = content.read_exact(&mut first).is_ok() && first == *LOCAL_MARK;
    content.seek(SeekFrom::Start(base))?;
    let mut tail = Vec::new();
    content.by_ref().take(TAIL).read_to_end(&mut tail)?;
    // The last one whose comment ends within the file; a program may have added something.
    let fits = |at: &usize| {
        tail.get(*at..).is_some_and(|record| {
            record.starts_with(END)
                && record.len() >= 22
                && 22 + usize::from(number2(record, 20)) <= record.len()
        })
    };
    for at in (0..tail.len().saturating_sub(21)).rev().filter(fits) {
        let record = tail.get(at..).unwrap_or(&[]);
        let (mut size, mut said) = (u64::from(number4(record, 12)), u64::from(number4(record, 16)));
        let mut end = base + at as u64;
        let locator = at.checked_sub(20).and_then(|from| tail.get(from..at));
        if let Some(locator) = locator.filter(|l| l.starts_with(b"PK\x06\x07")) {
            // The record lies before its locator; where it says to be is off by what was put before.
            for place in [number8(locator, 8), (end - 20).saturating_sub(56)] {
                let mut large = [0; 56];
                content.seek(SeekFrom::Start(place))?;
                if content.read_exact(&mut large).is_ok() && large.starts_with(b"PK\x06\x06") {
                    (size, said, end) = (number8(&large, 40), number8(&large, 48), place);
                    break;
                }
            }
        }
        for start in end.checked_sub(size).into_iter().chain([said]) {
            let mut mark = [0; 4];
            if start > end || size > end || begins_here && start > said {
                continue;
            }
            content.seek(SeekFrom::Start(start))?;
            let is_empty = size == 0 && start == end;
            if is_empty || content.read_exact(&mut mark).is_ok() && mark == *b"PK\x01\x02" {
                return Ok(Some(Directory { start, end, shift: start.wrapping_sub(said) as i64 }));
            }
        }
    }
    Ok(None)
}

/// Whether the bytes are a ZIP archive that is one file to its user: an office file or an e-book. Those
/// have readers of their own.
pub(in crate::ingest::readers) fn is_office_file(bytes: &[u8]) -> bool {
    if !bytes.starts_with(LOCAL_MARK) {
        return false;
    }
    let is_telling = |name: &[u8]| {
        matches!(
            name,
            b"[Content_Types].xml"
                | b"mimetype"
                | b"META-INF/container.xml"
                | b"xl/workbook.xml"
                | b"xl/workbook.bin"
        )
    };
    // Programs begin with these too, and a file that is cut short has only its beginning.
    let is_first = |name: &[u8]| {
        is_telling(name) || matches!(name, b"_rels/.rels" | b"docProps/app.xml" | b"docProps/core.xml")
    };
    let first = bytes.get(30..30 + usize::from(number2(bytes, 26)));
    if first.is_some_and(is_first) {
        return true;
    }
    let mut found = false;
    let listed = entries(Content::new(bytes, None), &mut |entry| {
        found = is_telling(&entry.name);
        !found
    });
    found && listed.is_ok()
}
