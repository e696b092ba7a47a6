//! Gzip: one file packed, or a TAR archive, or a crawl.
//!
//! A packed file is known by the name of what is packed: "talks.html.gz" holds "talks.html", and its
//! articles and problems are told of "talks.html.gz". Several packed pieces one behind the other are one
//! file (RFC 1952, 2.2). What is cut short is read as far as it goes.

use std::io::{self, BufRead, BufReader, Read};

use flate2::bufread::GzDecoder;

use super::{
    Archive, CUT, Metered, Notes, Stated, Stop, found_of, read_archive, read_member, read_up_to, tar, warc,
};
use crate::corpus::Confidence;
use crate::ingest::passed_over::{EMPTY, too_large_in_archive, unread_type};
use crate::ingest::readers::limits::Spent;
use crate::ingest::readers::{Found, Input, Reader, Within, ending, may_be_read, surest};
use crate::problem::{Cause, Problems};
use crate::task::Task;

/// The reader of what gzip has packed.
#[derive(Debug, Clone, Copy)]
pub struct Gzip;

/// How a piece begins that gzip has packed.
pub(super) const MARK: &[u8] = b"\x1F\x8B";

impl Reader for Gzip {
    fn name(&self) -> &'static str {
        "Gzip"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["gz", "tgz", "gzip"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        bytes.starts_with(b"\x1F\x8B\x08").then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        self.read_pieces(file, &mut |piece| found.extend(piece));
    }

    fn streams(&self) -> bool {
        true
    }

    fn read_pieces(&self, file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
        read_archive(file, hand_on, unpack);
    }
}

/// Reads what is packed: an archive by its members, or the one file.
fn unpack(archive: &mut Archive<'_, '_>) -> Result<(), Stop> {
    let (file, spent) = (archive.file, archive.within.spent);
    let packed = file.content().length();
    let head = {
        let (own, notes) = (Spent::default(), Notes::default());
        let unpacking = Gunzip::new(BufReader::new(file.content()), &notes, file.task);
        read_up_to(&mut Metered::new(unpacking, packed, file, &own, &notes), 1023, file.task).0
    };
    let (own, first, notes) = (Spent::default(), Notes::default(), Notes::default());
    let opened = |spent, notes| {
        let from = BufReader::with_capacity(64 << 10, file.content());
        let unpacking = Gunzip::new(from, notes, file.task);
        Metered::new(unpacking, packed, file, spent, notes)
    };
    if tar::is_tar(&head) {
        let names = Box::new(BufReader::new(opened(&own, &first)));
        tar::members(archive, names, Box::new(BufReader::new(opened(spent, &notes))), &notes)?;
    } else if warc::is_crawl(&head) {
        warc::records(archive, &mut BufReader::with_capacity(64 << 10, opened(spent, &notes)), &notes)?;
    } else {
        one(archive, &mut opened(spent, &notes), &notes)?;
    }
    if notes.junk.get() {
        let text = "Something that is not packed stands behind what is packed in it. That was left out: nothing of the packed file is missing";
        archive.tell(Cause::Skipped, text);
    }
    Ok(())
}

/// Reads the one file that is packed.
fn one(archive: &mut Archive<'_, '_>, from: &mut impl Read, notes: &Notes) -> Result<(), Stop> {
    let file = archive.file;
    // The archive that it lies in has counted it.
    if file.within.is_none() {
        archive.count()?;
    }
    let name = unpacked_name(file.name);
    let (bytes, is_whole) = read_up_to(from, file.limits.file_bytes, file.task);
    let length = bytes.len() as u64;
    if length > file.limits.file_bytes {
        archive.tell(Cause::Skipped, too_large_in_archive(name, length, file.limits));
        return Ok(());
    }
    notes.check()?;
    if !may_be_read(name.rsplit('/').next().unwrap_or(name)) {
        archive.tell(Cause::Skipped, unread_type(name));
        return Ok(());
    }
    if bytes.is_empty() && is_whole {
        archive.tell(Cause::NoArticle, EMPTY);
        return Ok(());
    }
    let within = Within { depth: archive.within.depth + 1, ..archive.within };
    let input = Input { bytes: &bytes, name, disk: None, within: Some(within), ..*file };
    let trouble = (!is_whole).then(|| (Cause::Unreadable, CUT.to_owned()));
    let found = found_of(name, || read_member(&input, &Stated::default(), trouble.as_ref()));
    let Found { articles, problems, shapes } = found;
    // An archive has counted its texts itself.
    let is_archive = surest(&input).is_some_and(|(_, reader)| reader.streams());
    let text = articles.iter().map(|article| article.raw.len() as u64).sum();
    let kept = if is_archive { Ok(()) } else { archive.within.spent.keep(text, file.limits) };
    (archive.hand_on)(Found { articles, problems: renamed(&problems, name, file.name), shapes });
    archive.check()?;
    Ok(kept?)
}

/// The name of what is packed in a file called `name`.
fn unpacked_name(name: &str) -> &str {
    let stem = |ending: &str| name.get(..name.len() - ending.len() - 1);
    match ending(name.rsplit('/').next().unwrap_or(name)).as_deref() {
        Some(kind @ ("gz" | "gzip")) => stem(kind).unwrap_or(name),
        _ => name,
    }
}

/// Problems told of `inner`, and of what is in it, told of `outer`.
fn renamed(problems: &Problems, inner: &str, outer: &str) -> Problems {
    let mut all = Problems::new();
    for problem in problems.list() {
        let mut problem = problem.clone();
        if let Some(below) = problem.path.as_deref().and_then(|path| path.strip_prefix(inner)) {
            problem.path = Some(format!("{outer}{below}"));
        }
        all.report(problem);
    }
    all
}

/// What gzip has packed, unpacked: piece after piece, until what follows is no such piece.
pub(super) struct Gunzip<'n, R> {
    now: Option<GzDecoder<R>>,
    notes: &'n Notes,
    task: &'n Task,
}

impl<'n, R: BufRead> Gunzip<'n, R> {
    /// What `from` unpacks to; what stands behind it is noted.
    pub fn new(from: R, notes: &'n Notes, task: &'n Task) -> Self {
        Self { now: Some(GzDecoder::new(from)), notes, task }
    }
}

impl<R: BufRead> Read for Gunzip<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        while let Some(now) = &mut self.now {
            // There may be millions of pieces with nothing in them.
            if self.task.is_cancelled() {
                self.notes.stop.set(Some(Stop::Cancelled));
                return Err(io::Error::other("stopped"));
            }
            let read = now.read(to)?;
            if read > 0 || to.is_empty() {
                return Ok(read);
            }
            let Some(mut from) = self.now.take().map(GzDecoder::into_inner) else { break };
            let ahead = from.fill_buf()?;
            if ahead.is_empty() {
                break;
            }
            if ahead.starts_with(MARK.get(..ahead.len().min(2)).unwrap_or(MARK)) {
                self.now = Some(GzDecoder::new(from));
                continue;
            }
            // Tapes and disks fill up with zeros.
            self.notes.junk.set(ahead.iter().any(|byte| *byte != 0));
        }
        Ok(0)
    }
}
