//! TAR archives: files one behind the other, each behind a header.
//!
//! Read twice, since what belongs to a saved page is known only when all names are: once for the names,
//! once for the files. Links and devices are told. Where a header makes no sense, the next that does is
//! looked for, which is told.

use std::cell::RefCell;
use std::io::{self, BufReader, Read};

use super::names::{FirstLook, Names, Verdict, clean};
use super::{Archive, CUT, Member, Notes, Stated, Stop, Unpacked, drain, read_archive, read_up_to};
use crate::corpus::Confidence;
use crate::ingest::passed_over::{EMPTY, too_large_in_archive};
use crate::ingest::readers::{Found, Input, Reader};
use crate::problem::Cause;
use crate::task::Task;

/// The reader of TAR archives.
#[derive(Debug, Clone, Copy)]
pub struct Tar;

impl Reader for Tar {
    fn name(&self) -> &'static str {
        "TAR archive"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["tar"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        is_tar(bytes).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        self.read_pieces(file, &mut |piece| found.extend(piece));
    }

    fn streams(&self) -> bool {
        true
    }

    fn read_pieces(&self, file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
        let work = |archive: &mut Archive<'_, '_>| {
            let content = BufReader::new(archive.file.content());
            let again = BufReader::new(archive.file.content());
            members(archive, Box::new(content), Box::new(again), &Notes::default())
        };
        read_archive(file, hand_on, work);
    }
}

/// Whether the bytes are an archive: they begin with the header of a file, or with what is left of one.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    is_header(bytes)
        || bytes
            .get(MARK_AT..)
            .is_some_and(|mark| mark.starts_with(b"ustar\0") || mark.starts_with(b"ustar  \0"))
}

/// Bytes that a header has, and that files begin at.
const BLOCK: usize = 512;
/// What all but the oldest headers have, and where.
const MARK: &[u8] = b"ustar";
const MARK_AT: usize = 257;

/// Whether the bytes begin with the header of a file: its checksum says so.
fn is_header(bytes: &[u8]) -> bool {
    let Some(head) = bytes.get(..BLOCK) else { return false };
    let (Some(name), Some(field)) = (head.first(), head.get(148..156)) else { return false };
    let digits = field.trim_ascii_start();
    let digits = digits.split(|byte| !byte.is_ascii_digit()).next().unwrap_or(&[]);
    let Some(said) = std::str::from_utf8(digits).ok().and_then(|digits| u64::from_str_radix(digits, 8).ok())
    else {
        return false;
    };
    let is_field = |at: usize| (148..156).contains(&at);
    let sum = head.iter().enumerate().map(|(at, &byte)| u64::from(if is_field(at) { b' ' } else { byte }));
    *name != 0 && sum.sum::<u64>() == said
}

/// The bytes of an archive. Names of files are held in memory, so that no more is let through than is
/// allowed at the time; and where no header is, one is looked for.
struct Source<'r> {
    from: Box<dyn Read + 'r>,
    /// Bytes that were looked at and come before those of `from`, beginning at `at`.
    ahead: Vec<u8>,
    at: usize,
    /// The last bytes that were handed out, fewer than a header has.
    behind: Vec<u8>,
    /// Bytes handed out since the archive began, or since a header was found.
    passed: u64,
    /// Bytes that may be handed out.
    left: u64,
    /// Whether `from` could not be read.
    has_failed: bool,
}

impl<'r> Source<'r> {
    fn new(from: Box<dyn Read + 'r>) -> Self {
        Self { from, ahead: Vec::new(), at: 0, behind: Vec::new(), passed: 0, left: 0, has_failed: false }
    }

    /// Looks ahead until at least `wanted` bytes are there; fewer are at the end.
    fn look(&mut self, wanted: usize) -> &[u8] {
        const STEP: u64 = 64 << 10;
        while self.ahead.len() - self.at < wanted {
            self.ahead.drain(..self.at);
            self.at = 0;
            match self.from.by_ref().take(STEP).read_to_end(&mut self.ahead) {
                Ok(0) => break,
                Ok(_) => {}
                Err(_) => {
                    self.has_failed = true;
                    break;
                }
            }
        }
        self.ahead.get(self.at..).unwrap_or(&[])
    }

    /// Goes past bytes that were looked at.
    fn pass(&mut self, bytes: usize) {
        self.at = (self.at + bytes).min(self.ahead.len());
        self.passed += bytes as u64;
    }

    /// Goes back to behind where the last block began: a header may begin in it.
    fn go_back(&mut self) {
        let back = if self.at < self.ahead.len() {
            self.at.min(BLOCK - 1)
        } else {
            self.ahead.clone_from(&self.behind);
            self.at = self.ahead.len();
            self.at
        };
        self.at -= back;
        self.passed = self.passed.saturating_sub(back as u64);
    }

    /// Goes to the next header; false where there is none. Files stand at every 512th byte, unless some
    /// were lost on the way; the oldest headers have no mark and are not known in other places.
    fn find_header(&mut self, task: &Task) -> Result<bool, Stop> {
        loop {
            if task.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            let passed = self.passed;
            let bytes = self.look(BLOCK);
            let Some(last) = bytes.len().checked_sub(BLOCK) else { return Ok(false) };
            let is_there = |at: usize| {
                let head = bytes.get(at..at + BLOCK).unwrap_or(&[]);
                let has_mark = head.get(MARK_AT..).is_some_and(|mark| mark.starts_with(MARK));
                let may_be =
                    has_mark || (passed + at as u64).is_multiple_of(BLOCK as u64) && has_numbers(head);
                may_be && is_header(head)
            };
            let found = (0..=last).find(|at| is_there(*at));
            self.pass(found.unwrap_or(last + 1));
            if found.is_some() {
                self.passed = 0;
                return Ok(true);
            }
        }
    }

    /// Goes past blocks of zeros; whether there is a header behind them.
    fn has_header_behind(&mut self, task: &Task) -> Result<bool, Stop> {
        loop {
            if task.is_cancelled() {
                return Err(Stop::Cancelled);
            }
            let bytes = self.look(BLOCK);
            let Some(block) = bytes.get(..BLOCK) else { return Ok(false) };
            if block.iter().any(|byte| *byte != 0) {
                return Ok(is_header(block));
            }
            self.pass(BLOCK);
        }
    }
}

/// Whether a header has numbers where a file's size and its rights stand.
fn has_numbers(head: &[u8]) -> bool {
    let is_number = |at: std::ops::Range<usize>| {
        head.get(at).is_some_and(|field| {
            field.iter().any(u8::is_ascii_digit)
                && field.iter().all(|byte| matches!(byte, b'0'..=b'7' | b' ' | b'\0'))
        })
    };
    is_number(100..108) && is_number(124..136)
}

impl Read for Source<'_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left).unwrap_or(usize::MAX).min(to.len());
        let to = to.get_mut(..most).unwrap_or(&mut []);
        let mut ahead = self.ahead.get(self.at..).unwrap_or(&[]);
        let read = if ahead.is_empty() {
            self.from.read(to).inspect_err(|_| self.has_failed = true)?
        } else {
            let read = ahead.read(to)?;
            self.at += read;
            read
        };
        let handed_out = to.get(..read).unwrap_or(&[]);
        let new = handed_out.get(read.saturating_sub(BLOCK - 1)..).unwrap_or(&[]);
        let too_many = (self.behind.len() + new.len()).saturating_sub(BLOCK - 1);
        self.behind.drain(..too_many);
        self.behind.extend_from_slice(new);
        self.left -= read as u64;
        self.passed += read as u64;
        Ok(read)
    }
}

/// A source that an archive reads from, while others look at it.
struct Shared<'s, 'r>(&'s RefCell<Source<'r>>);

impl Read for Shared<'_, '_> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        self.0.borrow_mut().read(to)
    }
}

/// A member that is no file and no folder, or a file of so many bytes.
enum Kind {
    Link,
    Other,
    File(u64),
}

/// Is given a member's name, what it is, and its bytes.
type Each<'e> = dyn FnMut(&[u8], Kind, &mut dyn Read) -> Result<(), Stop> + 'e;

/// How an archive ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum End {
    /// As archives do; with whether there is another behind it.
    Whole { has_more: bool },
    /// As archives do, but for places in it where no header was and one was found again.
    Mended,
    /// Before its end, or where nothing more was found.
    Cut,
}

/// Headers and long names of one member may have so many bytes.
const HEADERS: u64 = 1 << 20;

/// Goes through the members of an archive, until `each` fails. Where a header makes no sense, the next is
/// looked for.
fn go_through(task: &Task, from: Box<dyn Read + '_>, each: &mut Each<'_>) -> Result<End, Stop> {
    let source = RefCell::new(Source::new(from));
    let mut is_mended = false;
    loop {
        let mut is_to_its_end = go_on(task, &source, each)?;
        let mut source = source.borrow_mut();
        // Headers beyond all measure only look like an end.
        is_to_its_end &= source.left > 0;
        source.left = u64::MAX;
        if task.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        if source.has_failed {
            return Ok(End::Cut);
        }
        if is_to_its_end {
            // Two blocks of zeros end an archive; a lone one stands where a header was.
            let next = source.look(BLOCK);
            let next = next.get(..BLOCK).unwrap_or(&[]);
            if next.iter().all(|byte| *byte == 0) {
                let has_more = source.has_header_behind(task)?;
                // Whether what it is packed in ends well is known at its end.
                if !drain(&mut *source, task) || source.has_failed {
                    return Ok(End::Cut);
                }
                return Ok(if is_mended { End::Mended } else { End::Whole { has_more } });
            }
        }
        is_mended = true;
        source.go_back();
        if !source.find_header(task)? {
            return Ok(End::Cut);
        }
    }
}

/// Goes through members as long as one follows another; true where the archive says that no more do.
fn go_on(task: &Task, source: &RefCell<Source<'_>>, each: &mut Each<'_>) -> Result<bool, Stop> {
    let let_through = |bytes: u64| source.borrow_mut().left = bytes;
    let_through(HEADERS);
    let mut tar = tar::Archive::new(Shared(source));
    let Ok(entries) = tar.entries() else { return Ok(false) };
    for entry in entries {
        let Ok(mut entry) = entry else { return Ok(false) };
        if task.is_cancelled() {
            return Err(Stop::Cancelled);
        }
        let kind = entry.header().entry_type();
        let name = entry.path_bytes().into_owned();
        if kind.is_gnu_sparse() {
            // Its holes may be of any size: what there is of it is gone past as it stands.
            let_through(entry.header().entry_size().unwrap_or(0).saturating_add(HEADERS));
            each(&name, Kind::Other, &mut io::empty())?;
            continue;
        }
        let_through(u64::MAX);
        if kind.is_symlink() || kind.is_hard_link() {
            each(&name, Kind::Link, &mut entry)?;
        } else if kind.is_file() || kind.is_contiguous() {
            each(&name, Kind::File(entry.size()), &mut entry)?;
        } else if !kind.is_dir() && !kind.is_pax_global_extensions() {
            each(&name, Kind::Other, &mut entry)?;
        }
        if !drain(&mut entry, task) {
            return Ok(false);
        }
        let_through(HEADERS);
    }
    Ok(true)
}

/// Reads the files of an archive: `names` and `files` are the same bytes, opened twice; what ends the
/// second is in `notes`.
pub(super) fn members(
    archive: &mut Archive<'_, '_>,
    names: Box<dyn Read + '_>,
    files: Box<dyn Read + '_>,
    notes: &Notes,
) -> Result<(), Stop> {
    let (limits, task) = (archive.file.limits, archive.file.task);
    let (mut first_look, mut noted) = (FirstLook::default(), 0);
    go_through(task, names, &mut |name, kind, _| {
        // What lies beyond is told when the files are read.
        if noted < limits.members && matches!(kind, Kind::File(_)) {
            noted += 1;
            first_look.note(name);
        }
        Ok(())
    })?;
    let (encoding, mut contents) = first_look.finish();
    let mut unique = Names::default();
    let (mut batch, mut held) = (Vec::new(), 0);
    let gone = go_through(task, files, &mut |name, kind, bytes| {
        archive.count()?;
        let name = clean(&encoding.decode(name));
        match contents.verdict(&name) {
            Verdict::Open => {}
            Verdict::Silent => return Ok(()),
            Verdict::Told(path, text) => {
                archive.tell_of(&path, Cause::Skipped, text);
                return Ok(());
            }
        }
        let size = match kind {
            Kind::File(0) => {
                archive.tell_of(&name, Cause::NoArticle, EMPTY);
                return Ok(());
            }
            Kind::File(size) if size > limits.file_bytes => {
                archive.tell_of(&name, Cause::Skipped, too_large_in_archive(&name, size, limits));
                return Ok(());
            }
            Kind::File(size) => size,
            Kind::Link => {
                let text = "It is a link. What it leads to is read in its own place, if it is in the archive";
                archive.tell_of(&name, Cause::Skipped, text);
                return Ok(());
            }
            Kind::Other => {
                let text = "It is no ordinary file. Remove it from the archive";
                archive.tell_of(&name, Cause::Skipped, text);
                return Ok(());
            }
        };
        let (bytes, _) = read_up_to(&mut bytes.take(size), size, task);
        held += bytes.len() as u64;
        let what = Held { is_cut: bytes.len() as u64 != size, bytes };
        batch.push(Member { name: unique.unique(name), what, stated: Stated::default() });
        if archive.is_enough(batch.len(), held) {
            flush(archive, &mut batch, &mut held)?;
        }
        Ok(())
    });
    flush(archive, &mut batch, &mut held)?;
    let end = gone?;
    notes.check()?;
    match end {
        End::Whole { has_more: false } => {}
        End::Whole { has_more: true } => {
            let text = "Another archive stands behind the end of this one. It was not read: unpack both, and add the files in them";
            archive.tell(Cause::Skipped, text);
        }
        End::Mended => {
            let text = "It is damaged in the middle. What stands before and behind the damage was read: fetch it again to have the rest";
            archive.tell(Cause::Unreadable, text);
        }
        End::Cut => archive.tell_cut(),
    }
    Ok(())
}

/// A file that was taken out of the archive.
struct Held {
    bytes: Vec<u8>,
    is_cut: bool,
}

fn flush(archive: &mut Archive<'_, '_>, batch: &mut Vec<Member<Held>>, held: &mut u64) -> Result<(), Stop> {
    *held = 0;
    archive.read(&std::mem::take(batch), |file| Unpacked {
        bytes: file.bytes.as_slice().into(),
        trouble: file.is_cut.then(|| (Cause::Unreadable, CUT.to_owned())),
    })
}
