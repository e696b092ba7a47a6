//! Files that are built to bring a reader down: lists within lists, thousands deep.
//!
//! The library reads a list within a list by calling itself, and a stack that runs over cannot be caught.
//! So the nesting is counted beforehand, in what stands open and in what is packed (objects, contents of
//! pages, forms). Streams packed otherwise than by deflate, and encrypted ones, are not looked into.

use std::io::Read as _;

use flate2::read::ZlibDecoder;

use crate::ingest::readers::Input;

/// Lists within lists: honest files have a dozen.
const DEEPEST: u32 = 200;
/// Unpacked bytes of one stream that are looked at; the contents of the fullest pages have a tenth.
const MOST_OF_STREAM: u64 = 64 << 20;
/// Unpacked bytes of all streams that are looked at.
const MOST: u64 = 512 << 20;

/// What is wrong with the file, if anything is.
pub(super) fn check(file: &Input<'_>) -> Result<(), &'static str> {
    let bytes = file.bytes;
    let mut unpacked: u64 = 0;
    let mut nesting = Nesting::default();
    let mut buffer = vec![0; 64 << 10];
    let mut at = 0;
    while let Some(stream) = find(bytes, b"stream", at) {
        if file.task.is_cancelled() {
            return Ok(());
        }
        if nesting.runs_over(bytes.get(at..stream).unwrap_or(&[])) {
            return Err(TOO_DEEP);
        }
        let dictionary = bytes.get(at.max(stream.saturating_sub(2048))..stream).unwrap_or(&[]);
        let start = stream + b"stream".len();
        let end = find(bytes, b"endstream", start).unwrap_or(bytes.len());
        nesting = Nesting::default();
        let data = bytes.get(start..end).unwrap_or(&[]);
        if is_content(dictionary) {
            let is_packed =
                find(dictionary, b"/FlateDecode", 0).is_some() || find(dictionary, b"/Fl ", 0).is_some();
            if is_packed {
                unpacked += look_into(data, MOST.saturating_sub(unpacked), &mut buffer)?;
            } else if Nesting::default().runs_over(data) {
                return Err(TOO_DEEP);
            }
        }
        at = end.max(start);
        at += if bytes.get(at..).is_some_and(|rest| rest.starts_with(b"endstream")) {
            b"endstream".len()
        } else {
            0
        };
    }
    if nesting.runs_over(bytes.get(at..).unwrap_or(&[])) { Err(TOO_DEEP) } else { Ok(()) }
}

/// Unpacks a stream and looks at it; how many bytes it was, at most `most`.
fn look_into(data: &[u8], most: u64, buffer: &mut [u8]) -> Result<u64, &'static str> {
    let skipped = data.iter().take_while(|b| matches!(b, b'\r' | b'\n' | b' ')).count();
    let mut decoder = ZlibDecoder::new(data.get(skipped..).unwrap_or(&[])).take(MOST_OF_STREAM);
    let mut nesting = Nesting::default();
    let mut unpacked = 0;
    while let Ok(read @ 1..) = decoder.read(buffer) {
        unpacked += read as u64;
        if nesting.runs_over(buffer.get(..read).unwrap_or(&[])) {
            return Err(TOO_DEEP);
        }
        if unpacked > most {
            return Err(TOO_LARGE);
        }
    }
    Ok(unpacked)
}

const TOO_DEEP: &str = "This PDF holds lists within lists as no program writes them, and was not read. Open it elsewhere and print it to a new PDF";
const TOO_LARGE: &str =
    "This PDF unpacks to more than 512 MiB and was not read. Split it, or save the article as text";

/// Whether a stream with this dictionary holds objects, the contents of a page or a form; pictures, fonts
/// and profiles hold bytes that mean nothing here.
fn is_content(dictionary: &[u8]) -> bool {
    let from = dictionary.windows(3).rposition(|w| w == b"obj").unwrap_or(0);
    let own = dictionary.get(from..).unwrap_or(dictionary);
    let has = |name: &[u8]| find(own, name, 0).is_some();
    has(b"/ObjStm")
        || has(b"/Form")
        || !(has(b"/Image")
            || has(b"/Length1")
            || has(b"/Length2")
            || has(b"/Type1C")
            || has(b"/CIDFontType0C")
            || has(b"/OpenType")
            || has(b"/Alternate")
            || has(b"/XRef")
            || has(b"/Metadata")
            || has(b"/N "))
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

/// How deep lists are open, over several pieces of a text.
#[derive(Debug, Default)]
struct Nesting {
    depth: u32,
    /// Open brackets of a string.
    string: u32,
    escaped: bool,
    before: u8,
}

impl Nesting {
    /// Whether lists in `bytes`, which go on with those before, are nested too deep.
    fn runs_over(&mut self, bytes: &[u8]) -> bool {
        for &b in bytes {
            if self.escaped {
                self.escaped = false;
            } else if self.string > 0 {
                match b {
                    b'\\' => self.escaped = true,
                    b'(' => self.string += 1,
                    b')' => self.string -= 1,
                    _ => {}
                }
            } else {
                match b {
                    b'(' => self.string = 1,
                    b'[' => self.depth += 1,
                    b'<' if self.before == b'<' => {
                        self.depth += 1;
                        self.before = 0;
                        continue;
                    }
                    b']' => self.depth = self.depth.saturating_sub(1),
                    b'>' if self.before == b'>' => {
                        self.depth = self.depth.saturating_sub(1);
                        self.before = 0;
                        continue;
                    }
                    // No part of a list is such a byte: a picture within the contents.
                    0 | 0x80.. => self.depth = 0,
                    _ => {}
                }
                if self.depth > DEEPEST {
                    return true;
                }
            }
            self.before = b;
        }
        false
    }
}
