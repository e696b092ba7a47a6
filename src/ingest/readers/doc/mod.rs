//! Word's old format (DOC), from Word 6 to Word 2003.
//!
//! The text and what its paragraphs are come from the library `undoc`, which reads the binary layout
//! ([MS-DOC]); a panic in it becomes this file's problem. What it gives is written out as for the newer
//! format.

mod sizes;

use std::panic::{AssertUnwindSafe, catch_unwind};

use undoc::model::{Block, Document, Paragraph, RevisionType, Table};

use super::flow::{Around, Flow, Look};
use super::{Found, Input, Mark, Metadata, Reader};
use crate::corpus::Confidence;
use crate::problem::Cause;

/// The reader of old Word files.
#[derive(Debug, Clone, Copy)]
pub struct OldWord;

/// How files that hold several streams begin.
const COMPOUND: &[u8] = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1";

impl Reader for OldWord {
    fn name(&self) -> &'static str {
        "Word (old)"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["doc", "dot"]
    }

    fn sniff(&self, bytes: &[u8], _name: &str) -> Option<Confidence> {
        has_stream(bytes, "WordDocument").then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        if !sizes::are_possible(file.bytes) {
            found.report(file, Cause::NoArticle, DAMAGED);
            return;
        }
        let parsed = catch_unwind(AssertUnwindSafe(|| {
            undoc::doc::DocParser::from_bytes(file.bytes.to_vec()).and_then(|mut parser| parser.parse())
        }));
        match parsed {
            Ok(Ok(document)) => write(file, document, found),
            Ok(Err(undoc::Error::Encrypted)) => found.report(file, Cause::NoArticle, LOCKED),
            Ok(Err(_)) | Err(_) => found.report(file, Cause::NoArticle, DAMAGED),
        }
    }
}

/// Said of a file that needs a password.
pub(super) const LOCKED: &str =
    "This is an office file that is locked with a password. Open it, remove the password, and save it again";

/// Said of a file that makes no sense.
const DAMAGED: &str = "This is a file of an old Word that is damaged or of a kind that is not read. Open it in Word or LibreOffice and save it as .docx";

/// Whether a compound file lists a stream of this name.
pub(super) fn has_stream(bytes: &[u8], name: &str) -> bool {
    if !bytes.starts_with(COMPOUND) {
        return false;
    }
    let wide: Vec<u8> = name.encode_utf16().flat_map(u16::to_le_bytes).collect();
    // Entries of the list begin at multiples of 128 bytes.
    bytes.chunks_exact(128).any(|entry| entry.starts_with(&wide))
}

fn write(file: &Input<'_>, document: Document, found: &mut Found) {
    let mut flow = Flow::default();
    'text: for section in &document.sections {
        for (lines, around) in [(&section.header, Around::Header), (&section.footer, Around::Footer)] {
            if let Some(lines) = lines
                && flow.begin(around)
            {
                for line in lines {
                    paragraph(&mut flow, line);
                }
                flow.end();
            }
        }
        for block in &section.content {
            if file.task.is_cancelled() {
                break 'text;
            }
            match block {
                Block::Paragraph(text) => paragraph(&mut flow, text),
                Block::Table(table) => rows(&mut flow, table),
                Block::Note { content, .. } => {
                    if flow.begin(Around::Note) {
                        for line in content {
                            paragraph(&mut flow, line);
                        }
                        flow.end();
                    }
                }
                Block::PageBreak | Block::SectionBreak | Block::Image { .. } => {}
            }
        }
    }
    let stated = document.metadata;
    let mut metadata =
        Metadata { title: stated.title.filter(|title| !title.trim().is_empty()), ..Metadata::default() };
    for (name, value) in
        [("creator", stated.author), ("created", stated.created), ("subject", stated.subject)]
    {
        metadata.other.extend(value.map(|value| (name.to_owned(), value)));
    }
    flow.finish().add_to(file, "Word file", metadata, found);
}

fn paragraph(flow: &mut Flow, text: &Paragraph) {
    for run in text.runs.iter().filter(|run| run.revision != RevisionType::Deleted) {
        let link = run.hyperlink.as_deref().map_or(0, |address| flow.link(address));
        let size = run.style.size.and_then(|size| u16::try_from(size).ok()).unwrap_or(0);
        flow.text(&run.text, Look { bold: run.style.bold, size, link });
        if run.line_break || run.page_break {
            flow.space('\n');
        }
    }
    let mark = match text.heading.level() {
        0 => text.list_info.is_some().then_some(Mark::Item),
        level => Some(Mark::Heading(level)),
    };
    flow.end_paragraph(mark);
}

fn rows(flow: &mut Flow, table: &Table) {
    for row in &table.rows {
        for cell in &row.cells {
            let begun = flow.begin(Around::Cell);
            for line in &cell.content {
                paragraph(flow, line);
            }
            // Tables in tables go as deep as cells can be told apart.
            if begun {
                for table in &cell.nested_tables {
                    rows(flow, table);
                }
                flow.end();
            }
        }
        flow.end_row();
    }
}
