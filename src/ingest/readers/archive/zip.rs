//! ZIP archives: files listed in a directory at the end, each packed by itself.
//!
//! Stored and deflated files are read; other ways of packing and locked files are told. What the
//! directory says is not believed beyond what is there: a file ends where it says, or is damaged. An
//! archive that is cut short has no directory; its files are then found one after the other (`zip_scan`).
//! Files that lie over one another, with which a small archive can unpack to anything, are left out.

use std::io::{BufReader, Read, Seek, SeekFrom};

use flate2::Crc;
use flate2::bufread::DeflateDecoder;

use super::names::{Contents, NameEncoding, Names, Verdict, clean};
use super::zip_directory::{Entry, LOCAL, LOCAL_MARK, entries, is_office_file, number2};
use super::{Archive, CUT, Member, NO_FILES, Stated, Stop, Unpacked, read_archive, read_up_to, zip_scan};
use crate::corpus::Confidence;
use crate::ingest::passed_over::{EMPTY, RAISE, too_large_in_archive};
use crate::ingest::readers::content::Content;
use crate::ingest::readers::limits::{Limits, Met};
use crate::ingest::readers::{Found, Input, Reader, ending};
use crate::problem::Cause;
use crate::task::Task;

/// The reader of ZIP archives.
#[derive(Debug, Clone, Copy)]
pub struct Zip;

impl Reader for Zip {
    fn name(&self) -> &'static str {
        "ZIP archive"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["zip"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        let is_archive = bytes.starts_with(LOCAL_MARK) || bytes.starts_with(b"PK\x05\x06");
        if !is_archive || is_office_file(bytes) {
            return None;
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        Some(if promises { Confidence::High } else { Confidence::Medium })
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        self.read_pieces(file, &mut |piece| found.extend(piece));
    }

    fn streams(&self) -> bool {
        true
    }

    fn read_pieces(&self, file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
        read_archive(file, hand_on, members);
    }
}

/// Reads the files of an archive, in the order of its directory.
fn members(archive: &mut Archive<'_, '_>) -> Result<(), Stop> {
    let limits = archive.file.limits;
    let content = archive.file.content();
    let mut listed = Vec::new();
    let mut counted = Ok(());
    let mut of_names = 0;
    let whole = entries(content.clone(), &mut |entry| {
        of_names += entry.name.len() as u64;
        let is_too_much = of_names > limits.name_bytes;
        counted = if is_too_much { Err(Met::Names(limits.name_bytes).into()) } else { archive.count() };
        listed.push(entry);
        counted.is_ok()
    });
    if listed.is_empty() {
        if !matches!(whole, Ok(true)) {
            return zip_scan::members(archive);
        }
        archive.tell(Cause::NoArticle, NO_FILES);
    }
    if counted.is_err() {
        listed.pop();
    }
    if counted == Err(Stop::Cancelled) {
        return counted;
    }
    if !matches!(whole, Ok(true)) {
        archive.tell_cut();
    }
    let names = NameEncoding::guess(listed.iter().map(|entry| entry.name.as_slice()));
    let mut contents = Contents::default();
    let mut named: Vec<(String, Entry)> = Vec::with_capacity(listed.len());
    for entry in listed {
        archive.check()?;
        let name = clean(&names.decode(&entry.name));
        if !entry.is_folder() {
            contents.note(&name);
        }
        named.push((name, entry));
    }
    let covered = covered(named.iter().map(|(_, entry)| entry));
    if !covered.is_empty() {
        let text = format!(
            "{} files in the archive lie over others, as only damaged and hostile archives have them. They were left out",
            covered.len()
        );
        archive.tell(Cause::Unreadable, text);
    }
    let mut unique = Names::default();
    let (mut batch, mut held) = (Vec::new(), 0);
    let mut left = limits.of_packed(content.length());
    for (at, (name, entry)) in named.into_iter().enumerate() {
        archive.check()?;
        if entry.is_folder() || covered.binary_search(&at).is_ok() {
            continue;
        }
        if let Err((path, cause, text)) = worth_opening(&name, &entry, &mut contents, limits) {
            if let Some(text) = text {
                archive.tell_of(&path, cause, text);
            }
            continue;
        }
        let Some(rest) = left.checked_sub(entry.size) else {
            flush(archive, &mut batch, &mut held)?;
            return Err(Met::Ratio(limits.ratio).into());
        };
        left = rest;
        if let Err(met) = archive.within.spent.unpack(entry.size, limits) {
            flush(archive, &mut batch, &mut held)?;
            return Err(met.into());
        }
        held += entry.size;
        batch.push(Member { name: unique.unique(name), what: entry, stated: Stated::default() });
        if archive.is_enough(batch.len(), held) {
            flush(archive, &mut batch, &mut held)?;
        }
    }
    flush(archive, &mut batch, &mut held)?;
    counted
}

fn flush(archive: &mut Archive<'_, '_>, batch: &mut Vec<Member<Entry>>, held: &mut u64) -> Result<(), Stop> {
    *held = 0;
    let (content, task) = (archive.file.content(), archive.file.task);
    archive.read(&std::mem::take(batch), |entry| unpack(content.clone(), entry, task))
}

/// Whether a file is opened; else of what and what is told, if anything.
fn worth_opening(
    name: &str,
    entry: &Entry,
    contents: &mut Contents,
    limits: &Limits,
) -> Result<(), (String, Cause, Option<String>)> {
    match contents.verdict(name) {
        Verdict::Open => {}
        Verdict::Silent => return Err((String::new(), Cause::Skipped, None)),
        Verdict::Told(path, text) => return Err((path, Cause::Skipped, Some(text))),
    }
    let no = |cause, text: String| Err((name.to_owned(), cause, Some(text)));
    if entry.is_link {
        let text = "It is a link. What it leads to is read in its own place, if it is in the archive";
        no(Cause::Skipped, text.to_owned())
    } else if entry.is_locked || entry.method == 99 {
        let text =
            "It is locked with a password. Unpack the archive with the password, and add the files in it";
        no(Cause::Unreadable, text.to_owned())
    } else if !matches!(entry.method, 0 | 8) {
        let text = "It is packed in a way that Parallax does not unpack. Unpack the archive, and add the files in it";
        no(Cause::Unreadable, text.to_owned())
    } else if entry.size == 0 {
        no(Cause::NoArticle, EMPTY.to_owned())
    } else if entry.size > limits.file_bytes {
        no(Cause::Skipped, too_large_in_archive(name, entry.size, limits))
    } else if entry.size > limits.of_packed(entry.packed) {
        no(Cause::Skipped, too_packed(limits))
    } else {
        Ok(())
    }
}

/// Said of a file that is nearly nothing when it is packed.
pub(super) fn too_packed(limits: &Limits) -> String {
    format!(
        "It unpacks to more than {} times its size, as no article does. If it is one, unpack the archive and add the file, or {RAISE}",
        limits.ratio
    )
}

/// The places of entries that lie over others, in order.
fn covered<'e>(entries: impl Iterator<Item = &'e Entry>) -> Vec<usize> {
    let mut order: Vec<(u64, u64, usize)> =
        entries.enumerate().map(|(at, entry)| (entry.header, entry.end(), at)).collect();
    order.sort_unstable();
    let mut covered = Vec::new();
    let mut open: Option<(u64, usize)> = None;
    for (start, end, at) in order {
        match open {
            // Both are left out: which of them is the true one cannot be known.
            Some((until, other)) if start < until => {
                covered.extend([other, at]);
                open = Some(if end > until { (end, at) } else { (until, other) });
            }
            _ => open = Some((end, at)),
        }
    }
    covered.sort_unstable();
    covered.dedup();
    covered
}

/// The bytes of one file.
fn unpack<'a>(mut content: Content<'_>, entry: &Entry, task: &Task) -> Unpacked<'a> {
    let damaged =
        |bytes: Vec<u8>| Unpacked { bytes: bytes.into(), trouble: Some((Cause::Unreadable, CUT.to_owned())) };
    let mut head = [0; LOCAL as usize];
    if content.seek(SeekFrom::Start(entry.header)).is_err()
        || content.read_exact(&mut head).is_err()
        || !head.starts_with(LOCAL_MARK)
    {
        return damaged(Vec::new());
    }
    let start = entry.header + LOCAL + u64::from(number2(&head, 26)) + u64::from(number2(&head, 28));
    if content.seek(SeekFrom::Start(start)).is_err() {
        return damaged(Vec::new());
    }
    let mut packed = BufReader::new(content.take(entry.packed));
    let (mut bytes, is_whole) = match entry.method {
        8 => read_up_to(&mut DeflateDecoder::new(packed), entry.size, task),
        _ => read_up_to(&mut packed, entry.size, task),
    };
    let mut sum = Crc::new();
    sum.update(&bytes);
    if !is_whole || bytes.len() as u64 != entry.size || sum.sum() != entry.checksum {
        bytes.truncate(usize::try_from(entry.size).unwrap_or(usize::MAX));
        return damaged(bytes);
    }
    Unpacked { bytes: bytes.into(), trouble: None }
}
