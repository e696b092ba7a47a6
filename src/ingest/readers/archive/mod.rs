//! Archives: files that hold files, each read by the reader that fits it.
//!
//! What every archive has in common is here: the pool of files that are read at once, on all threads
//! and with the same result for any number of them; the names that they are known by ("bundle.zip/talks.html");
//! archives within archives; and what is told when a limit is met. Nothing is written, and a name in an
//! archive is never a path on the disk. One format a file: `zip`, `tar`, `gz`, `warc`.

pub mod gz;
mod http;
mod names;
pub mod tar;
pub mod warc;
pub mod zip;
mod zip_directory;
mod zip_scan;

pub(in crate::ingest::readers) use zip_directory::is_office_file;

use std::borrow::Cow;
use std::cell::Cell;
use std::io::{self, Read};

use rayon::prelude::*;

use super::limits::{Met, Spent};
use super::{Found, Input, LOST, Within, html, read, read_whole, surest};
use crate::corpus::Confidence;
use crate::ingest::guarded;
use crate::ingest::passed_over::RAISE;
use crate::problem::{Cause, Problem};
use crate::task::Task;

/// Files read at once, at most.
const LARGEST_BATCH: usize = 2048;
/// How many times more files are read at once each time.
const GROWTH: usize = 4;
/// Bytes of files that are held at once, but for a single larger one.
const HELD: u64 = 32 << 20;

/// A file in an archive before it is read.
struct Member<T> {
    /// What it is known by in the archive; of no other.
    name: String,
    /// The file, or where it is found.
    what: T,
    /// What the archive says of it.
    stated: Stated,
}

/// What an archive states about a file in it.
#[derive(Debug, Clone, Default)]
struct Stated {
    /// The address of the page.
    url: Option<String>,
    /// The encoding, by its label.
    charset: Option<String>,
    /// Whether it is a web page, whatever it looks like.
    is_page: bool,
    /// What else, under the names it has there.
    other: Vec<(String, String)>,
}

/// The bytes of a file, and what is wrong with them.
#[derive(Debug, Clone, Default)]
struct Unpacked<'a> {
    bytes: Cow<'a, [u8]>,
    trouble: Option<(Cause, String)>,
}

/// What became of a file: it was read, or it is an archive itself.
enum Opened<'a> {
    Read(Found),
    Archive(Unpacked<'a>),
}

/// An archive that is being read.
struct Archive<'a, 'h> {
    file: &'a Input<'a>,
    within: Within<'a>,
    hand_on: &'h mut dyn FnMut(Found),
    /// Files to be read at once next time.
    batch: usize,
    /// Whether anything was told of it so far.
    has_told: bool,
    /// Whether an article was found in it so far.
    has_article: &'h Cell<bool>,
}

/// Why the reading of an archive ends before its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Stop {
    /// It was cancelled: nobody waits for a word.
    Cancelled,
    /// A limit was met.
    Met(Met),
}

impl From<Met> for Stop {
    fn from(met: Met) -> Self {
        Self::Met(met)
    }
}

/// Reads an archive by `work`, which stops at its limits; those are told here.
fn read_archive(
    file: &Input<'_>,
    hand_on: &mut dyn FnMut(Found),
    work: impl FnOnce(&mut Archive<'_, '_>) -> Result<(), Stop>,
) {
    let own = Spent::default();
    let within = file.within.unwrap_or(Within { depth: 0, spent: &own });
    let has_article = Cell::new(false);
    let hand_on: &mut dyn FnMut(Found) = &mut |found| {
        has_article.set(has_article.get() || !found.articles.is_empty());
        hand_on(found);
    };
    let mut archive = Archive { file, within, hand_on, batch: 1, has_told: false, has_article: &has_article };
    if within.depth >= file.limits.archives {
        let text = format!(
            "It is an archive in an archive, more than {} deep. Unpack it and add the files in it, or {RAISE}",
            file.limits.archives
        );
        archive.tell(Cause::Skipped, text);
        return;
    }
    if let Err(Stop::Met(met)) = work(&mut archive) {
        archive.tell(Cause::Skipped, met.to_string());
    }
}

impl Archive<'_, '_> {
    /// Tells what is wrong with the archive itself.
    fn tell(&mut self, cause: Cause, text: impl Into<String>) {
        let mut found = Found::default();
        found.report(self.file, cause, text);
        self.has_told = true;
        (self.hand_on)(found);
    }

    /// Tells that it ends before its end.
    fn tell_cut(&mut self) {
        self.tell(Cause::Unreadable, if self.has_article.get() { CUT } else { LOST });
    }

    /// Tells what is wrong with `member` of it.
    fn tell_of(&mut self, member: &str, cause: Cause, text: impl Into<String>) {
        let mut found = Found::default();
        found.problems.report(Problem::new(cause, text).at(format!("{}/{member}", self.file.name)));
        self.has_told = true;
        (self.hand_on)(found);
    }

    /// Goes on, unless it was cancelled.
    fn check(&self) -> Result<(), Stop> {
        if self.file.task.is_cancelled() { Err(Stop::Cancelled) } else { Ok(()) }
    }

    /// Counts a file of it.
    fn count(&self) -> Result<(), Stop> {
        self.check()?;
        Ok(self.within.spent.member(self.file.limits)?)
    }

    /// Whether so many files of so many bytes are enough to be read.
    fn is_enough(&self, files: usize, bytes: u64) -> bool {
        files >= self.batch || bytes >= HELD
    }

    /// Reads files at once, each opened by `open`, and hands on what they gave in their order.
    fn read<T: Sync>(
        &mut self,
        members: &[Member<T>],
        open: impl Fn(&T) -> Unpacked<'_> + Sync,
    ) -> Result<(), Stop> {
        self.batch = (self.batch * GROWTH).min(LARGEST_BATCH);
        let (file, within) = (self.file, Within { depth: self.within.depth + 1, ..self.within });
        let (limits, task, name) = (file.limits, file.task, file.name);
        let opened = members.par_iter().map(|member| {
            let shown = format!("{name}/{}", member.name);
            if task.is_cancelled() {
                return (shown, Opened::Read(Found::default()));
            }
            let opened = guarded(&shown, || {
                let unpacked = open(&member.what);
                let input = file.member(&unpacked.bytes, &shown, within);
                if !member.stated.is_page && surest(&input).is_some_and(|(_, reader)| reader.streams()) {
                    return Opened::Archive(unpacked);
                }
                Opened::Read(read_member(&input, &member.stated, unpacked.trouble.as_ref()))
            });
            (shown, opened.unwrap_or_else(|problem| Opened::Read(problem.into())))
        });
        let opened: Vec<(String, Opened<'_>)> = opened.collect();
        self.check()?;
        let mut all = Found::default();
        let mut text = 0;
        for (member, (shown, opened)) in members.iter().zip(opened) {
            let (mut found, is_counted) = match opened {
                Opened::Read(found) => (found, false),
                // One after the other, so that what they unpack to is counted in their order, and by them.
                Opened::Archive(unpacked) => {
                    let input = file.member(&unpacked.bytes, &shown, within);
                    let trouble = unpacked.trouble.as_ref();
                    (found_of(&shown, || read_member(&input, &member.stated, trouble)), true)
                }
            };
            for article in &mut found.articles {
                let inner = article.member.take();
                article.member = Some(match inner {
                    Some(inner) => format!("{}/{inner}", member.name),
                    None => member.name.clone(),
                });
                text += if is_counted { 0 } else { article.raw.len() as u64 };
            }
            all.extend(found);
        }
        let kept = within.spent.keep(text, limits);
        (self.hand_on)(all);
        self.check()?;
        Ok(kept?)
    }
}

/// What `work` finds in the file `shown`; a fault in it costs that file alone.
fn found_of(shown: &str, work: impl FnOnce() -> Found) -> Found {
    guarded(shown, work).unwrap_or_else(Found::from)
}

/// Reads a file of an archive, with what the archive states of it.
fn read_member(input: &Input<'_>, stated: &Stated, trouble: Option<&(Cause, String)>) -> Found {
    let mut found = Found::default();
    if !input.bytes.is_empty() || trouble.is_none() {
        let input = Input { charset: stated.charset.as_deref(), ..*input };
        let is_sure = || surest(&input).is_some_and(|(sure, _)| sure == Confidence::High);
        found = if stated.is_page && !is_sure() { read_whole(&html::WebPage, &input) } else { read(&input) };
    }
    if let Some((cause, text)) = trouble {
        found.report_damage(input, *cause, text.as_str());
    }
    found.settle(input.name);
    for article in &mut found.articles {
        let metadata = &mut article.metadata;
        metadata.url = metadata.url.take().or_else(|| stated.url.clone());
        metadata.other.extend(stated.other.iter().cloned());
    }
    found
}

/// What is noted while something is unpacked, beside the errors that libraries make of it.
#[derive(Debug, Default)]
struct Notes {
    stop: Cell<Option<Stop>>,
    junk: Cell<bool>,
}

impl Notes {
    /// The reason to stop, where there was one.
    fn check(&self) -> Result<(), Stop> {
        self.stop.get().map_or(Ok(()), Err)
    }
}

/// What unpacks while it is read: asks whether to go on, and counts what it unpacked.
struct Metered<'a, R> {
    inner: R,
    left: u64,
    archive: &'a Input<'a>,
    spent: &'a Spent,
    notes: &'a Notes,
}

impl<'a, R: Read> Metered<'a, R> {
    /// What `inner` unpacks to, of `packed` bytes in `archive`.
    fn new(inner: R, packed: u64, archive: &'a Input<'a>, spent: &'a Spent, notes: &'a Notes) -> Self {
        Self { inner, left: archive.limits.of_packed(packed), archive, spent, notes }
    }

    fn stop(&self, stop: Stop) -> io::Error {
        self.notes.stop.set(Some(stop));
        io::Error::other("stopped")
    }
}

impl<R: Read> Read for Metered<'_, R> {
    fn read(&mut self, to: &mut [u8]) -> io::Result<usize> {
        if self.archive.task.is_cancelled() {
            return Err(self.stop(Stop::Cancelled));
        }
        let read = self.inner.read(to)?;
        let Some(left) = self.left.checked_sub(read as u64) else {
            return Err(self.stop(Met::Ratio(self.archive.limits.ratio).into()));
        };
        self.left = left;
        match self.spent.unpack(read as u64, self.archive.limits) {
            Ok(()) => Ok(read),
            Err(met) => Err(self.stop(met.into())),
        }
    }
}

/// Said of what ends before its end.
const CUT: &str =
    "It is cut short or damaged. What stands before that was read: fetch it again to have the rest";

/// Reads all of `from` into memory, up to `limit` bytes and one; whether that came to an end without an
/// error. A task that is cancelled ends it too.
fn read_up_to(from: &mut impl Read, limit: u64, task: &Task) -> (Vec<u8>, bool) {
    const STEP: u64 = 256 << 10;
    let mut bytes = Vec::new();
    loop {
        let left = limit.saturating_add(1).saturating_sub(bytes.len() as u64);
        if task.is_cancelled() {
            return (bytes, false);
        }
        match from.by_ref().take(left.min(STEP)).read_to_end(&mut bytes) {
            Ok(0) => return (bytes, true),
            Ok(_) => {}
            Err(_) => return (bytes, false),
        }
    }
}

/// Said of an archive without a file.
const NO_FILES: &str = "The archive holds no file. Remove it, or fetch it again";

/// Goes past all that is left of `from`; false where that ends in an error, or is stopped.
fn drain(from: &mut impl Read, task: &Task) -> bool {
    const STEP: u64 = 4 << 20;
    loop {
        if task.is_cancelled() {
            return false;
        }
        match io::copy(&mut from.by_ref().take(STEP), &mut io::sink()) {
            Ok(0) => return true,
            Ok(_) => {}
            Err(_) => return false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::readers::limits::Limits;

    #[test]
    fn a_fault_in_one_file_costs_that_file_alone() {
        let (limits, task) = (Limits::default(), Task::none());
        let file = Input::new(&[], "a.zip", &limits, &task);
        let mut found = Found::default();
        read_archive(&file, &mut |piece| found.extend(piece), |archive| {
            let member = |n: u8| Member { name: format!("{n}.txt"), what: n, stated: Stated::default() };
            archive.read(&[member(0), member(1), member(2)], |n| {
                assert_ne!(*n, 1, "on purpose");
                Unpacked { bytes: b"words".into(), trouble: None }
            })
        });
        let known: Vec<_> = found.articles.iter().filter_map(|article| article.member.as_deref()).collect();
        assert_eq!(known, ["0.txt", "2.txt"]);
        let told: Vec<_> = found.problems.list().iter().map(|p| (p.path.as_deref(), p.cause)).collect();
        assert_eq!(told, [(Some("a.zip/1.txt"), Cause::Internal)]);
    }
}
