//! The bytes of a file, in memory or still on disk, for readers that go through them piece by piece.

use std::fs::File;
use std::io::{self, Read, Seek, SeekFrom};
use std::sync::{Mutex, PoisonError};

/// A file that is larger than is read whole.
#[derive(Debug)]
pub struct Disk {
    file: Mutex<File>,
    length: u64,
}

impl Disk {
    /// The first `length` bytes of `file`; what is added to it while it is read is not looked at.
    pub fn new(file: File, length: u64) -> Self {
        Self { file: Mutex::new(file), length }
    }

    /// Its bytes, when it was opened.
    pub fn length(&self) -> u64 {
        self.length
    }
}

/// A place in the bytes of a file. Clones go their own ways.
#[derive(Debug, Clone)]
pub struct Content<'a> {
    whole: Whole<'a>,
    at: u64,
}

#[derive(Debug, Clone, Copy)]
enum Whole<'a> {
    Memory(&'a [u8]),
    Disk(&'a Disk),
}

impl<'a> Content<'a> {
    /// The beginning of `disk`, or of `bytes` where there is none.
    pub fn new(bytes: &'a [u8], disk: Option<&'a Disk>) -> Self {
        Self { whole: disk.map_or(Whole::Memory(bytes), Whole::Disk), at: 0 }
    }

    /// Bytes in all.
    pub fn length(&self) -> u64 {
        match self.whole {
            Whole::Memory(bytes) => bytes.len() as u64,
            Whole::Disk(disk) => disk.length,
        }
    }
}

impl Read for Content<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let read = match self.whole {
            Whole::Memory(bytes) => {
                let from = usize::try_from(self.at).unwrap_or(usize::MAX);
                (bytes.get(from..).unwrap_or(&[])).read(to)?
            }
            Whole::Disk(disk) => {
                let left = usize::try_from(disk.length.saturating_sub(self.at)).unwrap_or(usize::MAX);
                let wanted = to.len().min(left);
                let to = to.get_mut(..wanted).unwrap_or(&mut []);
                // Who asks for nothing must not wait for the others.
                if to.is_empty() {
                    return Ok(0);
                }
                let mut file = disk.file.lock().unwrap_or_else(PoisonError::into_inner);
                file.seek(SeekFrom::Start(self.at))?;
                file.read(to)?
            }
        };
        self.at += read as u64;
        Ok(read)
    }
}

impl Seek for Content<'_> {
    fn seek(&mut self, to: SeekFrom) -> io::Result<u64> {
        let at = match to {
            SeekFrom::Start(at) => Some(at),
            SeekFrom::End(by) => self.length().checked_add_signed(by),
            SeekFrom::Current(by) => self.at.checked_add_signed(by),
        };
        self.at = at.ok_or(io::ErrorKind::InvalidInput)?;
        Ok(self.at)
    }
}
