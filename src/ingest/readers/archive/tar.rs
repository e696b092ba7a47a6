//! TAR archives: files one behind the other, each behind a header.
//!
//! Read twice, since what belongs to a saved page is known only when all names are: once for the names,
//! once for the files. Links and devices are told. An archive ends where a header makes no sense, and
//! what stood before is kept.

use std::cell::Cell;
use std::io::{self, BufReader, Read};

use super::names::{Contents, NameEncoding, Names, Verdict, clean};
use super::{Archive, CUT, Member, Notes, Stated, Stop, Unpacked, drain, read_archive, read_up_to};
use crate::corpus::Confidence;
use crate::ingest::passed_over::{EMPTY, too_large};
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

/// Whether the bytes begin with the header of a file: its checksum says so.
pub(super) fn is_tar(bytes: &[u8]) -> bool {
    let Some(head) = bytes.get(..512) else { return false };
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

/// Lets so many bytes through as are allowed at the time: names of files are held in memory.
struct Fenced<'f, R> {
    inner: R,
    left: &'f Cell<u64>,
}

impl<R: Read> Read for Fenced<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        let most = usize::try_from(self.left.get()).unwrap_or(usize::MAX).min(to.len());
        let read = self.inner.read(to.get_mut(..most).unwrap_or(&mut []))?;
        self.left.set(self.left.get() - read as u64);
        Ok(read)
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

/// Goes through the members of an archive, until `each` fails. True where the archive ended as archives do.
fn go_through(task: &Task, from: Box<dyn Read + '_>, each: &mut Each<'_>) -> Result<bool, Stop> {
    /// Headers and long names of one member.
    const HEADERS: u64 = 1 << 20;
    let left = Cell::new(HEADERS);
    let mut tar = tar::Archive::new(Fenced { inner: from, left: &left });
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
            left.set(entry.header().entry_size().unwrap_or(0).saturating_add(HEADERS));
            each(&name, Kind::Other, &mut io::empty())?;
            continue;
        }
        left.set(u64::MAX);
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
        left.set(HEADERS);
    }
    // Whether what it is packed in ends well is known at its end.
    left.set(u64::MAX);
    Ok(drain(&mut tar.into_inner(), task))
}

/// Reads the files of an archive: `names` and `files` are the same bytes, opened twice; what ends the
/// second is in `notes`.
pub(super) fn members(
    archive: &mut Archive<'_, '_>,
    names: Box<dyn Read + '_>,
    files: Box<dyn Read + '_>,
    notes: &Notes,
) -> Result<(), Stop> {
    /// Longer names are shown without their middle anyway.
    const LONGEST: usize = 8192;
    let (limits, task) = (archive.file.limits, archive.file.task);
    let mut raw: Vec<Vec<u8>> = Vec::new();
    go_through(task, names, &mut |name, kind, _| {
        // What lies beyond is told when the files are read.
        if (raw.len() as u64) < limits.members && matches!(kind, Kind::File(_)) {
            raw.push(name.get(..LONGEST).unwrap_or(name).to_vec());
        }
        Ok(())
    })?;
    let encoding = NameEncoding::guess(raw.iter().map(Vec::as_slice));
    let (mut contents, mut unique) = (Contents::default(), Names::default());
    for name in raw {
        contents.note(&clean(&encoding.decode(&name)));
    }
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
                archive.tell_of(&name, Cause::Skipped, too_large(limits.file_bytes));
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
    let ended_well = gone?;
    notes.check()?;
    if !ended_well {
        archive.tell(Cause::Unreadable, CUT);
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
