//! Files that are built to bring a reader down: lists within lists, thousands deep, and tables that unpack to
//! more than memory holds.
//!
//! The library reads a list within a list by calling itself, and a stack that runs over cannot be caught. So
//! all that it will read is gone through beforehand, without such calls: every object that begins in the file
//! or that its tables point at (`objects`), those packed together, then the contents of pages and forms
//! (`contents`), unpacked and deciphered by the library's own parts. Objects that are packed together and
//! encrypted as well are not looked into: the library deciphers and reads them in one step.

mod contents;
mod objects;

use std::io::{Read, copy, sink};

use flate2::read::{DeflateDecoder, ZlibDecoder};
use hashbrown::{HashMap, HashSet};
use unpdf::parser::raw::tokenizer::{self, PdfDict, PdfObject, PdfStream, dict_get};
use unpdf::parser::raw::xref::{self, XrefEntry, XrefTable};
use unpdf::parser::raw::{RawDocument, stream};

use crate::ingest::readers::Input;
use crate::task::Task;
use objects::{Extent, TooDeep};

/// Unpacked bytes of one stream; the contents of the fullest pages have a tenth.
const MOST_OF_STREAM: u64 = 64 << 20;
/// Unpacked bytes of all streams that are looked at.
const MOST: u64 = 512 << 20;
/// Unpacked bytes of a table of objects, and its entries.
const MOST_OF_TABLE: u64 = 16 << 20;
const MOST_ENTRIES: u64 = 4_000_000;
/// Tables that refer to one another: a file is saved over by hand no more often.
const MOST_TABLES: usize = 4096;
/// How often tables may point at one object: honest ones do so once for each time a file was saved.
const MOST_POINTERS: u32 = 64;

/// Why a file is not read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Refused {
    /// For what is wrong with it.
    Because(&'static str),
    /// Nobody waits for it, or its time is over.
    Stopped,
}

const TOO_DEEP: Refused = Refused::Because(
    "This PDF is built as no program builds one, perhaps to do harm, and was not read. Open it elsewhere and print it to a new PDF",
);
const TOO_LARGE: Refused = Refused::Because(
    "This PDF unpacks to more than 512 MiB and was not read. Split it, or save the article as text",
);
const TANGLED: Refused = Refused::Because(
    "The parts of this PDF refer to one another as no program writes them, and it was not read. Open it elsewhere and print it to a new PDF",
);

impl From<TooDeep> for Refused {
    fn from(_: TooDeep) -> Self {
        TOO_DEEP
    }
}

/// What is wrong with the file, if anything is.
pub(super) fn check(file: &Input<'_>) -> Result<(), Refused> {
    let mut guard = Guard {
        bytes: file.bytes,
        task: file.task,
        // Objects lie side by side; some are gone through twice, and some begin within others by chance.
        work: file.bytes.len() as u64 * 4 + (1 << 20),
        unpacked: 0,
    };
    guard.objects()?;
    guard.tables()?;
    guard.pointers()?;
    guard.contents(file.limits.pages)
}

struct Guard<'a> {
    bytes: &'a [u8],
    task: &'a Task,
    /// Bytes that objects may take in all.
    work: u64,
    /// Bytes unpacked so far.
    unpacked: u64,
}

impl Guard<'_> {
    fn stopped(&self) -> Result<(), Refused> {
        if self.task.is_cancelled() { Err(Refused::Stopped) } else { Ok(()) }
    }

    /// The object that begins at `at`.
    fn object(&mut self, bytes: &[u8], at: usize) -> Result<Extent, Refused> {
        let extent = objects::extent(bytes, at)?;
        self.work = self.work.checked_sub(extent.length as u64 + 1).ok_or(TANGLED)?;
        Ok(extent)
    }

    /// All objects that begin in the file, and its trailers.
    fn objects(&mut self) -> Result<(), Refused> {
        let bytes = self.bytes;
        let mut at = 0;
        while let Some(found) = find(bytes, b"obj", at) {
            self.stopped()?;
            at = found + b"obj".len();
            let begins = |before: &u8| objects::is_space(*before) || before.is_ascii_digit();
            if !found.checked_sub(1).and_then(|before| bytes.get(before)).is_some_and(begins) {
                continue;
            }
            let Extent { stream: Some(stream), .. } = self.object(bytes, at)? else { continue };
            let Ok((PdfObject::Dict(head), _)) =
                tokenizer::parse_object(bytes.get(at..at + stream).unwrap_or(&[]), 0)
            else {
                continue;
            };
            let is_pack = dict_get(&head, b"N").is_some() && dict_get(&head, b"First").is_some();
            if !is_pack && dict_get(&head, b"W").is_none() {
                continue;
            }
            let Ok((PdfObject::Stream(stream), _)) = tokenizer::parse_object(bytes, at) else { continue };
            if is_pack {
                self.pack(&stream)?;
            } else {
                table(&stream)?;
            }
        }
        let mut at = 0;
        while let Some(found) = find(bytes, TRAILER, at) {
            self.stopped()?;
            at = found + TRAILER.len();
            self.object(bytes, at)?;
        }
        Ok(())
    }

    /// Objects that are packed together.
    fn pack(&mut self, packed: &PdfStream) -> Result<(), Refused> {
        let number = |key: &[u8]| dict_get(&packed.dict, key).and_then(PdfObject::as_i64);
        let (Some(count), Some(first)) = (number(b"N"), number(b"First")) else { return Ok(()) };
        // No program packs them otherwise, and what it would unpack to is not known.
        if measured(packed, MOST_OF_STREAM).ok_or(TANGLED)? > MOST_OF_STREAM {
            return Err(TOO_LARGE);
        }
        let Ok(data) = stream::decompress(packed) else { return Ok(()) };
        self.unpack(data.len())?;
        self.work = self.work.saturating_add(data.len() as u64 * 4);
        let mut numbers = data
            .split(|b| !b.is_ascii_digit() && !matches!(b, b'+' | b'-'))
            .filter(|word| !word.is_empty())
            .map(|word| std::str::from_utf8(word).ok().and_then(|word| word.parse::<i64>().ok()));
        for _ in 0..count {
            self.stopped()?;
            let (Some(Some(_)), Some(Some(offset))) = (numbers.next(), numbers.next()) else { break };
            let at = first.checked_add(offset).and_then(|at| usize::try_from(at).ok());
            if let Some(at) = at.filter(|at| *at < data.len()) {
                self.object(&data, at)?;
            }
        }
        Ok(())
    }

    /// The tables, from the last to the first.
    fn tables(&mut self) -> Result<(), Refused> {
        let bytes = self.bytes;
        let mut next = xref::find_startxref(bytes).ok();
        let mut seen = HashSet::new();
        while let Some(at) = next.filter(|at| *at < bytes.len() && seen.insert(*at)) {
            self.stopped()?;
            if seen.len() > MOST_TABLES {
                return Err(TANGLED);
            }
            let at = objects::after(bytes, at, objects::is_space);
            let is_plain = bytes.get(at..).is_some_and(|rest| rest.starts_with(b"xref"));
            let begin =
                if is_plain { find(bytes, TRAILER, at).map(|at| at + TRAILER.len()) } else { Some(at) };
            let Some(begin) = begin else { break };
            self.object(bytes, begin)?;
            let head = match tokenizer::parse_object(bytes, begin) {
                Ok((PdfObject::Dict(head), _)) => head,
                Ok((PdfObject::Stream(stream), _)) => {
                    table(&stream)?;
                    stream.dict
                }
                _ => break,
            };
            next =
                dict_get(&head, b"Prev").and_then(PdfObject::as_i64).and_then(|at| usize::try_from(at).ok());
        }
        Ok(())
    }

    /// What the tables point at, where it is not the beginning of an object.
    fn pointers(&mut self) -> Result<(), Refused> {
        let bytes = self.bytes;
        let Ok((table, _)) = xref::parse_xref_chain(bytes) else { return Ok(()) };
        let mut pointers: HashMap<(u32, usize), u32> = HashMap::new();
        for ((number, generation), entry) in entries(table) {
            self.stopped()?;
            let target = match entry {
                XrefEntry::Uncompressed(at) => {
                    if !xref::object_header_at(bytes, at, number, generation) {
                        self.object(bytes, at)?;
                    }
                    (0, at)
                }
                // No object has the number 0.
                XrefEntry::Compressed(pack, index) => (pack.max(1), index as usize),
            };
            let count = pointers.entry(target).or_default();
            *count += 1;
            if *count > MOST_POINTERS {
                return Err(TANGLED);
            }
        }
        Ok(())
    }

    /// The contents of pages and of forms.
    fn contents(&mut self, pages: u32) -> Result<(), Refused> {
        let Ok(file) = RawDocument::load(self.bytes) else { return Ok(()) };
        for id in file.pages().into_values().take(pages as usize) {
            self.stopped()?;
            let Some(contents) = file.get_dict(id).ok().and_then(|page| dict_get(page, b"Contents")) else {
                continue;
            };
            let mut whole = Vec::new();
            match file.resolve(contents) {
                PdfObject::Stream(part) => whole = self.unpacked(part)?,
                PdfObject::Array(parts) => {
                    for part in parts {
                        if let PdfObject::Stream(part) = file.resolve(part) {
                            whole.extend(self.unpacked(part)?);
                            whole.push(b' ');
                        }
                    }
                }
                _ => {}
            }
            contents::check(&whole)?;
        }
        let table = if file.xref_reconstructed() {
            xref::reconstruct(self.bytes)
        } else {
            xref::parse_xref_chain(self.bytes)
        };
        let Ok((table, _)) = table else { return Ok(()) };
        for (id, _) in entries(table) {
            self.stopped()?;
            let Some(form) = file.get_object(id).and_then(PdfObject::as_stream) else { continue };
            let kind = dict_get(&form.dict, b"Subtype").and_then(|kind| file.resolve(kind).as_name());
            if kind == Some(b"Form") {
                contents::check(&self.unpacked(form)?)?;
            }
        }
        Ok(())
    }

    /// The bytes of a stream; none where the library cannot unpack it either.
    fn unpacked(&mut self, packed: &PdfStream) -> Result<Vec<u8>, Refused> {
        /// What deflate packs most tightly.
        const TIGHTEST: u64 = 1032;
        let is_small = packed.raw_data.len() as u64 * TIGHTEST <= MOST_OF_STREAM;
        if !is_small && measured(packed, MOST_OF_STREAM).is_some_and(|size| size > MOST_OF_STREAM) {
            return Err(TOO_LARGE);
        }
        let data = stream::decompress(packed).unwrap_or_default();
        if data.len() as u64 > MOST_OF_STREAM {
            return Err(TOO_LARGE);
        }
        self.unpack(data.len())?;
        Ok(data)
    }

    fn unpack(&mut self, bytes: usize) -> Result<(), Refused> {
        self.unpacked += bytes as u64;
        if self.unpacked > MOST { Err(TOO_LARGE) } else { Ok(()) }
    }
}

const TRAILER: &[u8] = b"trailer";

/// The entries of a table in order: what is wrong is told the same each time.
fn entries(table: XrefTable) -> Vec<((u32, u16), XrefEntry)> {
    let mut entries: Vec<_> = table.entries.into_iter().collect();
    entries.sort_unstable_by_key(|(id, _)| *id);
    entries
}

/// Whether a table of objects holds no more than memory does.
fn table(packed: &PdfStream) -> Result<(), Refused> {
    let widths = dict_get(&packed.dict, b"W").and_then(PdfObject::as_array).unwrap_or(&[]);
    let width: i64 =
        widths.iter().take(3).filter_map(PdfObject::as_i64).filter(|w| *w > 0).fold(0, i64::saturating_add);
    let size = measured(packed, MOST_OF_TABLE).ok_or(TANGLED)?;
    let entries = size / u64::try_from(width).unwrap_or(1).max(1);
    if size > MOST_OF_TABLE || entries > MOST_ENTRIES { Err(TOO_LARGE) } else { Ok(()) }
}

/// How many bytes a stream unpacks to, counted to just over `most`; `None` where it is packed otherwise than by
/// deflate alone.
fn measured(packed: &PdfStream, most: u64) -> Option<u64> {
    let count = |reader: &mut dyn Read| copy(&mut reader.take(most + 1), &mut sink());
    let raw = packed.raw_data.as_slice();
    match filters(&packed.dict)?.as_slice() {
        [] => Some(raw.len() as u64),
        [b"FlateDecode" | b"Fl"] => {
            let mut zlib = ZlibDecoder::new(raw);
            if let Ok(read) = count(&mut zlib) {
                return Some(read);
            }
            // Damaged: the library takes what there is, or tries it without the head.
            let mut plain = [DeflateDecoder::new(raw), DeflateDecoder::new(raw.get(2..).unwrap_or(&[]))];
            let plain =
                plain.iter_mut().map(|decoder| count(decoder).unwrap_or_else(|_| decoder.total_out()));
            plain.chain([zlib.total_out()]).max()
        }
        _ => None,
    }
}

/// By what a stream is packed; `None` where that is said otherwise than by names.
fn filters(head: &PdfDict) -> Option<Vec<&[u8]>> {
    match dict_get(head, b"Filter") {
        None | Some(PdfObject::Null) => Some(Vec::new()),
        Some(PdfObject::Array(names)) => names.iter().map(PdfObject::as_name).collect(),
        Some(name) => Some(vec![name.as_name()?]),
    }
}

/// Where `needle` stands in `bytes` at or after `from`.
fn find(bytes: &[u8], needle: &[u8], from: usize) -> Option<usize> {
    let rest = bytes.get(from..)?;
    let first = *needle.first()?;
    let mut at = 0;
    loop {
        let next = rest.get(at..)?.iter().position(|b| *b == first)? + at;
        if rest.get(next..)?.starts_with(needle) {
            return Some(from + next);
        }
        at = next + 1;
    }
}
