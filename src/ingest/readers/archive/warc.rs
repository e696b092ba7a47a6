//! Crawls of the web (WARC 1.0 and 1.1, packed or not): the pages that servers answered with.
//!
//! Articles are looked for in answers with a page, a text or an office file, in resources and in texts
//! that were made of pages (WET). Requests, names of servers, repeated visits, pictures and errors are
//! left aside. A page is known by its address. When it was fetched says nothing of when it was published,
//! and goes where what else is stated goes. Learned from ISO 28500:2017 as published by the IIPC.

use std::borrow::Cow;
use std::io::{BufRead, BufReader, Read};

use flate2::bufread::{DeflateDecoder, ZlibDecoder};

use super::gz::{Gunzip, MARK};
use super::http::{self, Answer, Kind};
use super::names::{Names, harmless};
use super::zip::too_packed;
use super::{Archive, CUT, Member, Metered, Notes, Stated, Stop, Unpacked, drain, read_archive, read_up_to};
use crate::corpus::Confidence;
use crate::ingest::passed_over::too_large;
use crate::ingest::readers::limits::Met;
use crate::ingest::readers::{Found, Input, Reader, html};
use crate::problem::Cause;

/// The reader of crawls.
#[derive(Debug, Clone, Copy)]
pub struct WebCrawl;

impl Reader for WebCrawl {
    fn name(&self) -> &'static str {
        "Web crawl (WARC)"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["warc", "wet"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        is_crawl(bytes).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        self.read_pieces(file, &mut |piece| found.extend(piece));
    }

    fn streams(&self) -> bool {
        true
    }

    fn read_pieces(&self, file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
        let work = |archive: &mut Archive<'_, '_>| {
            let mut from = BufReader::with_capacity(64 << 10, archive.file.content());
            records(archive, &mut from, &Notes::default())
        };
        read_archive(file, hand_on, work);
    }
}

/// Whether the bytes begin with a record.
pub(super) fn is_crawl(bytes: &[u8]) -> bool {
    let bytes = bytes.trim_ascii_start();
    bytes.starts_with(b"WARC/0.") || bytes.starts_with(b"WARC/1.")
}

/// The header of a record.
#[derive(Debug, Default)]
struct Record {
    kind: String,
    address: String,
    fetched: String,
    content: Kind,
    is_cut: bool,
    length: u64,
}

/// A page of the crawl, and what is wrong with it.
struct Page {
    bytes: Vec<u8>,
    trouble: Option<(Cause, &'static str)>,
}

/// Said of a page that the crawler did not fetch to its end.
const CUT_PAGE: &str =
    "The page was not fetched to its end. Look whether its text ends: if not, fetch it again";

/// Reads the pages of a crawl; what ends `from` is in `notes`.
pub(super) fn records(
    archive: &mut Archive<'_, '_>,
    from: &mut impl BufRead,
    notes: &Notes,
) -> Result<(), Stop> {
    let (limits, task) = (archive.file.limits, archive.file.task);
    let mut unique = Names::default();
    let (mut batch, mut held): (Vec<Member<Page>>, u64) = (Vec::new(), 0);
    let (mut seen, mut pages) = (0, 0_u64);
    let mut is_damaged = false;
    let end = loop {
        if task.is_cancelled() {
            break Err(Stop::Cancelled);
        }
        let record = match header(from) {
            Header::Record(record) => record,
            Header::Damaged => {
                is_damaged = true;
                continue;
            }
            Header::End => break notes.check(),
            Header::Cut => {
                is_damaged = true;
                break notes.check();
            }
        };
        seen += 1;
        if seen > limits.records {
            break Err(Met::Records(limits.records).into());
        }
        let mut body = from.by_ref().take(record.length);
        let member = if record.may_be_page() {
            match page(archive, &record, &mut body) {
                Ok(member) => member,
                Err(stop) => break Err(stop),
            }
        } else {
            None
        };
        drain(&mut body, task);
        is_damaged |= body.limit() > 0;
        if let Some((address, what, stated)) = member {
            pages += 1;
            if let Err(stop) = archive.count() {
                break Err(stop);
            }
            held += what.bytes.len() as u64;
            batch.push(Member { name: unique.unique(address), what, stated });
        }
        if archive.is_enough(batch.len(), held) {
            flush(archive, &mut batch, &mut held)?;
        }
    };
    flush(archive, &mut batch, &mut held)?;
    end?;
    if is_damaged {
        archive.tell_cut();
    } else if pages == 0 && !archive.has_told {
        let text = "The crawl holds no page: only pictures, requests and the like. Fetch the pages again";
        archive.tell(Cause::NoArticle, text);
    }
    Ok(())
}

fn flush(archive: &mut Archive<'_, '_>, batch: &mut Vec<Member<Page>>, held: &mut u64) -> Result<(), Stop> {
    *held = 0;
    archive.read(&std::mem::take(batch), |page| Unpacked {
        bytes: page.bytes.as_slice().into(),
        trouble: page.trouble.map(|(cause, text)| (cause, text.to_owned())),
    })
}

impl Record {
    fn may_be_page(&self) -> bool {
        match self.kind.as_str() {
            // Crawlers note names of servers as answers too.
            "response" => matches!(self.content.media.as_str(), "application/http" | ""),
            "resource" | "conversion" => self.content.may_be_article(),
            _ => false,
        }
    }
}

/// The page in a record with its address, where there is one.
fn page(
    archive: &mut Archive<'_, '_>,
    record: &Record,
    body: &mut impl Read,
) -> Result<Option<(String, Page, Stated)>, Stop> {
    /// Enough for the headers of an answer.
    const HEAD: u64 = 64 << 10;
    let (limits, task) = (archive.file.limits, archive.file.task);
    let address = record.address.trim_end_matches('/');
    let address = harmless(if address.is_empty() { "unnamed" } else { address });
    let is_too_large = record.length > limits.file_bytes;
    let (bytes, _) = read_up_to(body, if is_too_large { HEAD } else { record.length }, task);
    let is_response = record.kind == "response";
    let answer = if is_response { http::read(&bytes) } else { None };
    let answer = match answer {
        Some(answer) => answer,
        // Names of servers are noted as answers too, under no kind or their own.
        None if is_response && record.content.media.is_empty() && !bytes.starts_with(b"HTTP/") => {
            return Ok(None);
        }
        None if is_response => {
            let text = "What the server answered could not be made out. Open its address and save the page";
            archive.tell_of(&address, Cause::Unreadable, text);
            return Ok(None);
        }
        None => Answer {
            status: 200,
            kind: record.content.clone(),
            packing: String::new(),
            changed: None,
            body: Cow::Borrowed(&bytes),
            is_cut: false,
        },
    };
    let is_page = answer.kind.is_page() || answer.kind.media.is_empty() && html::is_web_page(&answer.body);
    let is_meant = (200..300).contains(&answer.status)
        && (is_page || answer.kind.may_be_article())
        && !answer.body.trim_ascii().is_empty()
        && !is_for_crawlers(&record.address);
    if !is_meant {
        return Ok(None);
    }
    if is_too_large {
        archive.tell_of(&address, Cause::Skipped, too_large(limits.file_bytes));
        return Ok(None);
    }
    let mut trouble = (answer.is_cut || record.is_cut).then_some((Cause::Undecided, CUT_PAGE));
    if (bytes.len() as u64) < record.length {
        trouble = Some((Cause::Unreadable, CUT));
    }
    let bytes = match unpacked(archive, &answer)? {
        Packed::Not => answer.body.into_owned(),
        Packed::Whole(bytes) => bytes,
        Packed::Cut(bytes) => {
            trouble = trouble.or(Some((Cause::Undecided, CUT_PAGE)));
            bytes
        }
        Packed::TooMuch => {
            archive.tell_of(&address, Cause::Skipped, too_packed(limits));
            return Ok(None);
        }
        Packed::Unknown => {
            let text = "The page is packed in a way that Parallax does not unpack. Open its address and save the page";
            archive.tell_of(&address, Cause::Unreadable, text);
            return Ok(None);
        }
    };
    if bytes.len() as u64 > limits.file_bytes {
        archive.tell_of(&address, Cause::Skipped, too_large(limits.file_bytes));
        return Ok(None);
    }
    let mut other = Vec::new();
    if !record.fetched.is_empty() {
        other.push(("Fetched".to_owned(), record.fetched.clone()));
    }
    if let Some(changed) = answer.changed {
        other.push(("Last-Modified".to_owned(), changed));
    }
    let stated = Stated {
        url: Some(record.address.clone()).filter(|address| address.starts_with("http")),
        charset: answer.kind.charset,
        is_page,
        other,
    };
    Ok(Some((address, Page { bytes, trouble }, stated)))
}

/// What a site tells crawlers.
fn is_for_crawlers(address: &str) -> bool {
    let path = address.split(['?', '#']).next().unwrap_or(address);
    ["/robots.txt", "/ads.txt", "/app-ads.txt", "/security.txt", "/humans.txt"]
        .iter()
        .any(|name| path.ends_with(name))
}

/// A body out of its packing.
enum Packed {
    Not,
    Whole(Vec<u8>),
    Cut(Vec<u8>),
    /// It unpacks to anything.
    TooMuch,
    Unknown,
}

fn unpacked(archive: &Archive<'_, '_>, answer: &Answer<'_>) -> Result<Packed, Stop> {
    let body: &[u8] = &answer.body;
    let (file, spent) = (archive.file, archive.within.spent);
    let notes = Notes::default();
    let metered = |inner: Box<dyn Read + '_>| {
        let mut from = Metered::new(inner, body.len() as u64, file, spent, &notes);
        read_up_to(&mut from, file.limits.file_bytes, file.task)
    };
    // Crawlers keep the header of what they have unpacked.
    let is_text = !answer.kind.media.contains("pdf")
        && std::str::from_utf8(body.get(..256).unwrap_or(body)).is_ok_and(|text| !text.contains('\0'));
    let (bytes, is_whole) = match answer.packing.trim() {
        _ if body.starts_with(MARK) => metered(Box::new(Gunzip::new(body, &notes, file.task))),
        "" | "identity" | "gzip" | "x-gzip" => return Ok(Packed::Not),
        _ if is_text || html::is_web_page(body) => return Ok(Packed::Not),
        // By the standard with a header, by custom without.
        "deflate" if body.first().is_some_and(|byte| byte & 0x0F == 8) => {
            metered(Box::new(ZlibDecoder::new(body)))
        }
        "deflate" => metered(Box::new(DeflateDecoder::new(body))),
        _ => return Ok(Packed::Unknown),
    };
    match notes.stop.get() {
        // Such a page costs itself alone.
        Some(Stop::Met(Met::Ratio(_))) => Ok(Packed::TooMuch),
        Some(stop) => Err(stop),
        None if is_whole => Ok(Packed::Whole(bytes)),
        None => Ok(Packed::Cut(bytes)),
    }
}

/// What is met where a record should begin.
enum Header {
    Record(Record),
    /// Something else: the next record is looked for behind it.
    Damaged,
    End,
    /// A header that is not whole, or an error of reading.
    Cut,
}

/// Reads the header of the next record.
fn header(from: &mut impl BufRead) -> Header {
    /// Lines of a header.
    const MOST: usize = 1000;
    let mut line = Vec::new();
    loop {
        match read_line(from, &mut line) {
            Some(true) if line.trim_ascii().is_empty() => {}
            Some(true) if line.starts_with(b"WARC/") => break,
            Some(true) => return Header::Damaged,
            Some(false) if line.is_empty() => return Header::End,
            _ => return Header::Cut,
        }
    }
    let mut record = Record::default();
    let mut has_length = false;
    for _ in 0..MOST {
        if read_line(from, &mut line) != Some(true) {
            return Header::Cut;
        }
        if line.trim_ascii().is_empty() {
            return if has_length { Header::Record(record) } else { Header::Damaged };
        }
        let text = String::from_utf8_lossy(&line);
        let Some((name, value)) = text.split_once(':') else { continue };
        let value = value.trim();
        match name.trim().to_ascii_lowercase().as_str() {
            "warc-type" => record.kind = value.to_ascii_lowercase(),
            "warc-target-uri" => {
                value.trim_start_matches('<').trim_end_matches('>').clone_into(&mut record.address);
            }
            "warc-date" => value.clone_into(&mut record.fetched),
            "warc-truncated" => record.is_cut = true,
            "content-type" => record.content = Kind::read(value),
            "content-length" => {
                let Ok(length) = value.parse() else { return Header::Damaged };
                record.length = length;
                has_length = true;
            }
            _ => {}
        }
    }
    Header::Damaged
}

/// Reads a line, or as much of it as a line of a header may have; whether that is there, or the end is.
/// `None` where reading fails.
fn read_line(from: &mut impl BufRead, line: &mut Vec<u8>) -> Option<bool> {
    const LONGEST: u64 = 64 << 10;
    line.clear();
    from.by_ref().take(LONGEST).read_until(b'\n', line).ok()?;
    Some(line.ends_with(b"\n") || line.len() as u64 == LONGEST)
}
