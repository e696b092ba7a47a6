//! PDF: the text layer in reading order, columns one after the other, paragraphs unwrapped.
//!
//! The pages are read by `unpdf`; here its paragraphs are put together over the ends of lines, columns and
//! pages (`flow`), running heads and page numbers are told from the text (`furniture`), and what the file
//! states of itself is taken over where it can be true: the title unless it is the name of a file, the
//! author where the text names them too. The day on which a PDF was made is not the day of publication;
//! it is kept under its own name. Files built to bring a reader down are refused beforehand (`guard`).

mod flow;
mod furniture;
mod guard;

use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use unpdf::{Block, ErrorKind, PageSelection, PageStreamOptions, ParseEvent, ParseOptions, PdfParser};

use guard::Refused;

use super::{Found, Input, Mark, Markup, Metadata, RawArticle, Reader, ending};
use crate::corpus::{Confidence, EncodingFound, EncodingSign, FurnitureKind, Span};
use crate::ingest::passed_over::RAISE;
use crate::problem::Cause;

/// The reader of PDF files.
#[derive(Debug, Clone, Copy)]
pub struct Pdf;

impl Reader for Pdf {
    fn name(&self) -> &'static str {
        "PDF"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["pdf"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        /// Programs put lines of their own before the mark.
        const HEAD: usize = 1024;
        let head = bytes.get(..HEAD).unwrap_or(bytes);
        let marked = head.windows(5).any(|window| window == b"%PDF-");
        let named = ending(name).as_deref() == Some("pdf");
        (bytes.starts_with(b"%PDF-") || marked && named).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let read = catch_unwind(AssertUnwindSafe(|| guard::check(file).map(|()| pages(file))));
        let Ok(read) = read else {
            found.report(file, Cause::Unreadable, DAMAGED);
            return;
        };
        let read = match read {
            Ok(read) => read,
            Err(Refused::Because(what)) => {
                found.report(file, Cause::Unreadable, what);
                return;
            }
            Err(Refused::Stopped) => return,
        };
        match read {
            Ok(paper) => {
                let (is_cut, has_pictures) = (paper.incomplete, !paper.pictures.is_empty());
                write(file, paper, found);
                // Where nothing but pictures of pages is left, what to do about them was told.
                if is_cut && !(has_pictures && found.articles.is_empty()) {
                    found.report_damage(file, Cause::Undecided, PAGES_MISSING);
                }
            }
            Err(ErrorKind::Encrypted | ErrorKind::InvalidPassword) => {
                let text = "This PDF is locked with a password. Open it, print it to a new PDF without one, and add that";
                found.report(file, Cause::Unreadable, text);
            }
            Err(_) => found.report(file, Cause::Unreadable, DAMAGED),
        }
    }
}

const PAGES_MISSING: &str = "Pages of this PDF are missing: it is damaged or cut short. Fetch it again";

/// Adds the article that was read, and tells what was not.
fn write(file: &Input<'_>, paper: Paper, found: &mut Found) {
    tell(file, &paper, found);
    if paper.pages.iter().all(|page| page.pieces.is_empty()) {
        let text = if paper.pictures.is_empty() {
            "This PDF holds no text. If you see text in it, run text recognition (OCR) on it and add the result"
        } else {
            "This PDF is a picture of a page and holds no text. Run text recognition (OCR) on it and add the result"
        };
        if !paper.unreadable {
            found.report(file, Cause::NoArticle, text);
        }
        return;
    }
    let (mut metadata, had_errors) = (paper.metadata, paper.unreadable);
    let pieces = flow::join(furniture::marked(paper.pages), file.task);
    let mut raw = String::new();
    let mut markup = Vec::with_capacity(pieces.len());
    for piece in pieces {
        if !raw.is_empty() {
            raw.push_str("\n\n");
        }
        let from = raw.len();
        raw.push_str(&piece.text);
        if let Some(mark) = piece.mark {
            markup.push(Markup { span: Span::new(from, raw.len()), mark });
        }
    }
    keep_what_can_be_true(&mut metadata, &raw);
    found.articles.push(RawArticle {
        record: 0,
        member: None,
        raw,
        encoding: EncodingFound { name: "UTF-8", by: EncodingSign::Stated, had_errors },
        metadata,
        front_matter: None,
        markup,
    });
}
const DAMAGED: &str =
    "This PDF is damaged, and its pages could not be found. Fetch it again, or print it to a new PDF";

/// A paragraph, heading or item of a page.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Piece {
    text: String,
    mark: Option<Mark>,
}

/// One page.
#[derive(Debug, Clone, Default)]
struct PageText {
    /// As it is counted from 1.
    number: u32,
    pieces: Vec<Piece>,
}

/// What was read of a file.
#[derive(Debug, Default)]
struct Paper {
    pages: Vec<PageText>,
    metadata: Metadata,
    /// Pages that are pictures without text.
    pictures: Vec<u32>,
    /// Pages that could not be read.
    failed: Vec<u32>,
    /// Whether text was left out, since its letters are not known.
    unreadable: bool,
    /// Whether pages are missing.
    incomplete: bool,
    /// Pages that there are beyond the limit.
    beyond: u32,
    /// Whether the text was too long.
    cut: bool,
}

/// Reads the pages of a file, one after the other.
fn pages(file: &Input<'_>) -> Result<Paper, ErrorKind> {
    let parser = PdfParser::from_bytes_with_options(file.bytes, ParseOptions::new().lenient().sequential())
        .map_err(|error| error.kind())?;
    let count = parser.page_count();
    let most = file.limits.pages;
    let mut options = PageStreamOptions { parallel: false, ..PageStreamOptions::default() };
    let mut paper = Paper { beyond: count.saturating_sub(most), ..Paper::default() };
    if paper.beyond > 0 {
        options.pages = PageSelection::Range(1..=most);
    }
    let mut size: u64 = 0;
    let quality = parser.for_each_page(options, |event| {
        match event {
            ParseEvent::DocumentStart { metadata, .. } => paper.metadata = stated(&metadata),
            ParseEvent::PageParsed(page) => {
                let read = text_of(&page);
                size += read.pieces.iter().map(|piece| piece.text.len() as u64).sum::<u64>();
                if read.pieces.is_empty() && (page.image_op_count > 0 || page.image_coverage > 0.5) {
                    paper.pictures.push(page.number);
                }
                paper.unreadable |= page.suppressed_text_runs > 0 || page.undecoded_text_codes > 0;
                paper.pages.push(read);
                if size > file.limits.pdf_bytes {
                    paper.cut = true;
                    return ControlFlow::Break(());
                }
            }
            ParseEvent::PageFailed { page, .. } => paper.failed.push(page),
            ParseEvent::Progress { .. } | ParseEvent::DocumentEnd { .. } => {}
        }
        if file.task.is_cancelled() { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    });
    let quality = quality.map_err(|error| error.kind())?;
    paper.incomplete = quality.pages_incomplete;
    Ok(paper)
}

/// The blocks of a page that hold text.
fn text_of(page: &unpdf::Page) -> PageText {
    let mut pieces = Vec::with_capacity(page.elements.len());
    for block in &page.elements {
        match block {
            Block::Paragraph(paragraph) => {
                let mark = match paragraph.heading_level() {
                    Some(level) => Mark::Heading(level.clamp(1, 6)),
                    None if paragraph.is_list_item() => Mark::Item,
                    None => Mark::Paragraph,
                };
                push(&mut pieces, &paragraph.plain_text(), Some(mark));
            }
            // A table keeps a line a row.
            other => {
                let mut text = String::new();
                other.append_plain_text(&mut text);
                for line in text.lines() {
                    push(&mut pieces, line, None);
                }
            }
        }
    }
    PageText { number: page.number, pieces }
}

/// Adds `text` as one line, without what is no character to read.
fn push(pieces: &mut Vec<Piece>, text: &str, mark: Option<Mark>) {
    let mut line = String::with_capacity(text.len());
    for word in text
        .split([' ', '\n', '\r', '\u{c}', '\u{b}', '\u{2028}', '\u{2029}', '\u{85}', '\0'])
        .filter(|w| !w.is_empty())
    {
        if !line.is_empty() {
            line.push(' ');
        }
        line.push_str(word);
    }
    let line = line.trim();
    if !line.is_empty() {
        pieces.push(Piece { text: line.to_owned(), mark });
    }
}

/// What the file states about itself, as it stands there.
fn stated(info: &unpdf::Metadata) -> Metadata {
    let clean =
        |text: &Option<String>| text.as_deref().map(str::trim).filter(|t| !t.is_empty()).map(str::to_owned);
    let mut metadata =
        Metadata { title: clean(&info.title), author: clean(&info.author), ..Metadata::default() };
    let dates = [("pdf made", info.created), ("pdf changed", info.modified)];
    for (name, date) in dates {
        if let Some(date) = date {
            metadata.other.push((name.to_owned(), date.to_rfc3339()));
        }
    }
    let others = [
        ("subject", &info.subject),
        ("keywords", &info.keywords),
        ("creator", &info.creator),
        ("producer", &info.producer),
    ];
    for (name, value) in others {
        if let Some(value) = clean(value) {
            metadata.other.push((name.to_owned(), value));
        }
    }
    metadata
}

/// Moves a title that is the name of a file, and an author whom the text does not name, to the rest.
fn keep_what_can_be_true(metadata: &mut Metadata, raw: &str) {
    if let Some(title) = metadata.title.take_if(|title| !is_title(title)) {
        metadata.other.push(("pdf title".to_owned(), title));
    }
    let text = raw.to_lowercase();
    if let Some(author) = metadata.author.take_if(|author| !text.contains(&author.to_lowercase())) {
        metadata.other.push(("pdf author".to_owned(), author));
    }
}

/// Whether a title is a headline and no file's name or a program's invention.
fn is_title(title: &str) -> bool {
    const NAMES: [&str; 12] = [
        "microsoft word",
        "microsoft powerpoint",
        "untitled",
        "unbenannt",
        "sans titre",
        "layout 1",
        "print",
        "about:blank",
        "powerpoint presentation",
        "document1",
        "файл",
        "无标题",
    ];
    const ENDINGS: [&str; 9] = [".doc", ".docx", ".indd", ".qxd", ".qxp", ".pdf", ".rtf", ".txt", ".html"];
    let lower = title.to_lowercase();
    let words = title.split_whitespace().count();
    let wide = title.chars().filter(|c| crate::text::script::is_cjk(*c)).count();
    !NAMES.iter().any(|name| lower.starts_with(name))
        && !ENDINGS.iter().any(|ending| lower.contains(ending))
        && !lower.contains("://")
        && (words >= 3 || wide >= 6)
}

/// Tells what was not read.
fn tell(file: &Input<'_>, paper: &Paper, found: &mut Found) {
    let has_text = paper.pages.iter().any(|page| !page.pieces.is_empty());
    if has_text && !paper.pictures.is_empty() {
        let text = format!(
            "{} of this PDF hold pictures and no text. Run text recognition (OCR) on them if they belong to the article",
            listed(&paper.pictures)
        );
        found.report(file, Cause::Undecided, text);
    }
    if !paper.failed.is_empty() {
        let text = format!("{} of this PDF could not be read. Fetch it again", listed(&paper.failed));
        found.report(file, Cause::Undecided, text);
    }
    if paper.unreadable {
        let text = "Some letters of this PDF are known to its fonts alone and could not be read. Save the article as text, or run text recognition (OCR) on it";
        found.report(file, Cause::Encoding, text);
    }
    if paper.beyond > 0 {
        let text = format!(
            "This PDF has more pages than are read of one file ({}), and {} left out. Split it, or {RAISE}",
            file.limits.pages,
            if paper.beyond == 1 { "one is".to_owned() } else { format!("{} are", paper.beyond) }
        );
        found.report(file, Cause::Skipped, text);
    }
    if paper.cut {
        let text = format!(
            "This PDF holds more text than is read of one file ({} MiB); the rest is left out. Split it, or {RAISE}",
            file.limits.pdf_bytes >> 20
        );
        found.report(file, Cause::Skipped, text);
    }
}

/// "Pages 2, 3 and 5".
fn listed(pages: &[u32]) -> String {
    /// More are counted.
    const MOST: usize = 5;
    match pages {
        [page] => format!("Page {page}"),
        pages if pages.len() > MOST => format!("{} pages", pages.len()),
        [first @ .., last] => {
            let first: Vec<String> = first.iter().map(u32::to_string).collect();
            format!("Pages {} and {last}", first.join(", "))
        }
        [] => String::new(),
    }
}

/// What is furniture of a page.
const PAGING: Mark = Mark::Furniture(FurnitureKind::Paging);
