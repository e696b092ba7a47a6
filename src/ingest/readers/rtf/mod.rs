//! Rich Text (RTF): text in its code pages, headings, lists, tables, links, notes; heads and feet of
//! pages as furniture.
//!
//! Layout after the Rich Text Format Specification, version 1.9.1. Read in one pass, groups on a list,
//! so that no depth of groups costs stack. What this does not know is passed over as the format wants it:
//! the word alone, or its whole group where that is marked as one to ignore (`\*`). Pictures and objects
//! are passed over where they lie.

mod charset;
mod fonts;
mod state;
mod tokens;
mod words;

use super::flow::Flow;
use super::{Found, Input, Reader, report_encoding};
use crate::corpus::{Confidence, EncodingFound, EncodingSign};
use crate::problem::Cause;
use state::Machine;

/// The reader of Rich Text.
#[derive(Debug, Clone, Copy)]
pub struct RichText;

impl Reader for RichText {
    fn name(&self) -> &'static str {
        "Rich Text"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["rtf"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        start(bytes).starts_with(b"{\\rtf").then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let mut flow = Flow::default();
        let mut machine = Machine::new(start(file.bytes), &mut flow);
        machine.run(file.task);
        let end = machine.end();
        let before = found.articles.len();
        let is_cut = end.is_cut && !file.task.is_cancelled();
        if let Some(page) = end.unknown_page {
            let text = format!(
                "Some of the text is in code page {page}, which Parallax does not know; its accented letters may be wrong. Open the file in a word processor and save it as .docx"
            );
            found.report(file, Cause::Encoding, text);
        }
        flow.finish().add_to(file, "Rich Text file", end.metadata, found);
        if is_cut {
            let text = "The Rich Text file ends in the middle. What is there was read; if the end is missing, fetch it again";
            found.report_damage(file, Cause::Undecided, text);
        }
        let encoding =
            EncodingFound { name: end.encoding.name(), by: EncodingSign::Stated, had_errors: end.had_errors };
        if let Some(article) = found.articles.get_mut(before) {
            article.encoding = encoding.clone();
            report_encoding(file, &encoding, found);
        }
    }
}

/// The bytes without what stands before the first group.
fn start(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start()
}
