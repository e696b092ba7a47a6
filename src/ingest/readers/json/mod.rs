//! JSON and JSON Lines: one article an object, wherever in the file the objects are.
//!
//! A list of objects, an object around such a list at any level, one value a line, or values one after
//! another. Where the objects lie is found by skipping over values; each is then read by itself, so that
//! a file is in memory once, and a broken one costs itself alone. What is no JSON but common is read too:
//! NaN, single quotes, line breaks in strings, a comma too many.

mod cursor;
mod find;
mod flatten;

use std::borrow::Cow;
use std::ops::Range;

use super::fields::{Record, Records, read_records};
use super::{Found, Input, Reader, ending, report_encoding, unread};
use crate::corpus::{Confidence, EncodingFound, EncodingSign};
use crate::ingest::decode::decode;
use crate::problem::Cause;
use find::Items;

/// The reader of JSON and JSON Lines.
#[derive(Debug, Clone, Copy)]
pub struct Json;

impl Reader for Json {
    fn name(&self) -> &'static str {
        "JSON"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["json", "jsonl", "ndjson", "jsonlines", "geojson", "jl"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        /// Enough to meet the first key.
        const HEAD: usize = 4096;
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let is_wide = head.iter().take(64).any(|b| *b == 0);
        let text: Cow<'_, str> =
            if is_wide { decode(head).text.into() } else { String::from_utf8_lossy(head) };
        let text = text.trim_start_matches('\u{FEFF}').trim_start();
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        let text = if promises { without_assignment(text) } else { text };
        begins_as_json(text, promises).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let Some((text, encoding)) = text_of(file, found) else { return };
        report_encoding(file, &encoding, found);
        let items = find::items(&text, file);
        if items.list.is_empty() {
            if file.task.is_cancelled() {
                return;
            }
            let text = if items.is_broken {
                "The file is broken JSON and no record in it could be read. Save it again"
            } else {
                "The file holds no records: lists of numbers or an empty list. Remove it, or save the articles again"
            };
            found.report(file, Cause::NoArticle, text);
            return;
        }
        let records = Objects { text: &text, items: &items, file };
        read_records(file, &records, None, &encoding, 0, found);
        if items.is_broken {
            let text = format!(
                "The file breaks off or is broken after {} records. They were read; what follows was not. Save the file again",
                items.list.len()
            );
            found.report(file, Cause::Unreadable, text);
        }
    }
}

/// The text of the file, which is not copied where it is UTF-8; `None` where it is none, which is told.
pub(super) fn text_of<'a>(file: &Input<'a>, found: &mut Found) -> Option<(Cow<'a, str>, EncodingFound)> {
    let bytes = file.bytes;
    let (rest, by) = match bytes.strip_prefix(b"\xEF\xBB\xBF") {
        Some(rest) => (rest, EncodingSign::ByteOrderMark),
        None => (bytes, EncodingSign::ValidUtf8),
    };
    let (text, encoding) = match std::str::from_utf8(rest) {
        Ok(text) if !text.as_bytes().iter().take(4096).any(|b| *b == 0) => {
            (Cow::Borrowed(text), EncodingFound { name: "UTF-8", by, had_errors: false })
        }
        _ => {
            let decoded = decode(bytes);
            if !decoded.is_text {
                found.report(file, Cause::NoArticle, unread(bytes));
                return None;
            }
            (Cow::Owned(decoded.text), decoded.encoding)
        }
    };
    if text.trim().is_empty() {
        found.report(file, Cause::NoArticle, "The file is empty. Remove it, or fetch the article again");
        return None;
    }
    Some((text, encoding))
}

/// Whether a text begins as values of JSON do. `promises` where the name of the file says so.
fn begins_as_json(text: &str, promises: bool) -> bool {
    let after =
        |rest: &str, with: &[char]| rest.trim_start().is_empty() || rest.trim_start().starts_with(with);
    if let Some(rest) = text.strip_prefix('{') {
        let has_key = || rest.trim_start().chars().skip(1).take(200).any(|c| c == '"' || c == '\'');
        return promises || after(rest, &['"', '\'', '}']) && has_key() && rest.contains(':');
    }
    if let Some(rest) = text.strip_prefix('[') {
        let inner = rest.trim_start();
        return promises || inner.strip_prefix('{').is_some_and(|o| o.trim_start().starts_with(['"', '\'']));
    }
    false
}

/// `text` without what makes a script of it: "window.YTD.tweets.part0 = [".
fn without_assignment(text: &str) -> &str {
    let length =
        text.bytes().take(100).take_while(|b| b.is_ascii_alphanumeric() || b"._$ ".contains(b)).count();
    let rest = text.get(length..).and_then(|rest| rest.strip_prefix('='));
    rest.filter(|_| length > 0).map_or(text, str::trim_start)
}

/// Objects of a file, as records.
struct Objects<'a, 'f> {
    text: &'a str,
    items: &'a Items,
    file: &'a Input<'f>,
}

impl Objects<'_, '_> {
    fn range(&self, at: usize) -> Option<Range<usize>> {
        self.items.list.get(at)?.range.clone()
    }
}

impl Records for Objects<'_, '_> {
    fn len(&self) -> usize {
        self.items.list.len()
    }

    fn get(&self, at: usize) -> Option<Record<'_>> {
        flatten::record(self.text.get(self.range(at)?)?, self.file.limits)
    }

    fn number(&self, at: usize) -> u64 {
        let line = self.items.list.get(at).map_or(0, |item| item.line);
        if self.items.are_lines { line } else { at as u64 + 1 }
    }

    fn unit(&self) -> &'static str {
        if self.items.are_lines { "line" } else { "record" }
    }

    fn header(&self) -> Option<Vec<String>> {
        None
    }
}
