//! How much of anything is read, so that no file takes all memory or time.
//!
//! What lies beyond a limit is left out and told: which limit, of what, and what to do.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::Duration;

use super::{Reader, json, tables};
use crate::ingest::passed_over::{RAISE, size};

/// Limits of reading. All of them are told where they are met, and whoever reads a folder sets them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Bytes of a file that is read whole, and of a file in an archive.
    pub file_bytes: u64,
    /// Bytes of a file that is read piece by piece, as archives are: these are not held in memory.
    pub archive_bytes: u64,
    /// Bytes of a file that holds many articles as data: JSON, tables of text.
    pub data_bytes: u64,
    /// Bytes that an archive unpacks to, with the archives in it.
    pub unpacked_bytes: u64,
    /// How many times its own size something packed unpacks to; what unpacks to [`Limits::FREE`] or
    /// less may do so at any ratio.
    pub ratio: u64,
    /// Bytes of text that are kept of an archive, with the archives in it.
    pub text_bytes: u64,
    /// Files in an archive, with those of the archives in it.
    pub members: u64,
    /// Bytes of the names that the directory of an archive lists.
    pub name_bytes: u64,
    /// Archives within one another: 1 is an archive of files alone.
    pub archives: u32,
    /// Records of a file that holds many: pages of a crawl, rows, objects.
    pub records: u64,
    /// Values of one record.
    pub fields: u32,
    /// Bytes of one value.
    pub field_bytes: u32,
    /// Characters of a line.
    pub line_chars: u64,
    /// Elements within elements of a page, objects within objects of JSON.
    pub nesting: u32,
    /// Bytes that the parts of one office file or book unpack to, all together.
    pub package_bytes: u64,
    /// Bytes that a spreadsheet may grow to when it is unpacked, and that the text of its cells may take.
    pub sheet_bytes: u64,
    /// Pages of a PDF.
    pub pages: u32,
    /// Bytes of the text of a PDF.
    pub pdf_bytes: u64,
    /// Time that a file takes, or a file in an archive.
    pub time: Duration,
}

impl Limits {
    /// Bytes that anything may unpack to, however small it was.
    pub const FREE: u64 = 1 << 20;

    /// Bytes that something of `packed` bytes may unpack to.
    pub fn of_packed(&self, packed: u64) -> u64 {
        packed.saturating_mul(self.ratio).max(Self::FREE)
    }

    /// Bytes that a file called `name` may have to be read whole.
    pub fn bytes_of(&self, name: &str) -> u64 {
        let data: [&dyn Reader; 2] = [&json::Json, &tables::Table];
        let is_data = super::ending(name)
            .is_some_and(|ending| data.iter().any(|reader| reader.endings().contains(&ending.as_str())));
        if is_data { self.data_bytes } else { self.file_bytes }
    }
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file_bytes: 64 << 20,
            archive_bytes: 16 << 30,
            data_bytes: 1 << 30,
            unpacked_bytes: 16 << 30,
            ratio: 200,
            text_bytes: 4 << 30,
            members: 2_000_000,
            name_bytes: 256 << 20,
            archives: 4,
            records: 4_000_000,
            fields: 4096,
            field_bytes: 32 << 20,
            line_chars: 32_000_000,
            nesting: 512,
            package_bytes: 256 << 20,
            sheet_bytes: 1 << 30,
            pages: 2000,
            pdf_bytes: 32 << 20,
            time: Duration::from_mins(1),
        }
    }
}

/// What an archive has taken so far, with all archives in it.
#[derive(Debug, Default)]
pub struct Spent {
    unpacked: AtomicU64,
    text: AtomicU64,
    members: AtomicU64,
}

/// Which limit an archive has met.
#[derive(Debug, Clone, Copy, PartialEq, Eq, thiserror::Error)]
pub(super) enum Met {
    /// Of bytes unpacked in all.
    #[error("The archive unpacks to more than {}. What was read until then is here: unpack it and choose the folder, or {RAISE}", size(*.0))]
    Unpacked(u64),
    /// Of the ratio.
    #[error(
        "The archive unpacks to more than {0} times its size, as only hostile ones do. The rest of it was left out: if you trust it, {RAISE}"
    )]
    Ratio(u64),
    /// Of text kept.
    #[error("The archive holds more than {} of text. The rest was left out: cut the archive into several, or {RAISE}", size(*.0))]
    Text(u64),
    /// Of records.
    #[error(
        "The file holds more than {0} records. The rest was left out: cut the file into several, or {RAISE}"
    )]
    Records(u64),
    /// Of files.
    #[error(
        "The archive holds more than {0} files. The rest was left out: cut the archive into several, or {RAISE}"
    )]
    Members(u64),
    /// Of names of files.
    #[error(
        "The names of the files in the archive take more than {}, as only hostile ones do. The rest of it was left out", size(*.0)
    )]
    Names(u64),
}

impl Spent {
    /// Counts `bytes` as unpacked.
    pub(super) fn unpack(&self, bytes: u64, limits: &Limits) -> Result<(), Met> {
        let before = self.unpacked.fetch_add(bytes, Ordering::Relaxed);
        let is_met = before.saturating_add(bytes) > limits.unpacked_bytes;
        if is_met { Err(Met::Unpacked(limits.unpacked_bytes)) } else { Ok(()) }
    }

    /// Counts `bytes` of text as kept.
    pub(super) fn keep(&self, bytes: u64, limits: &Limits) -> Result<(), Met> {
        let before = self.text.fetch_add(bytes, Ordering::Relaxed);
        let is_met = before.saturating_add(bytes) > limits.text_bytes;
        if is_met { Err(Met::Text(limits.text_bytes)) } else { Ok(()) }
    }

    /// Counts a file.
    pub(super) fn member(&self, limits: &Limits) -> Result<(), Met> {
        let before = self.members.fetch_add(1, Ordering::Relaxed);
        if before >= limits.members { Err(Met::Members(limits.members)) } else { Ok(()) }
    }
}
