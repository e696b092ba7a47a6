//! Books and magazines (EPUB 2 and 3): the pages of the spine, in order, each read as a web page.
//!
//! Layout after EPUB 3.3 and OPF 2.0.1. A page that has a heading above its text begins a record of its
//! own: in a magazine that is an article, in a book a chapter. A page without one goes on with the page
//! before. Covers, contents and other pages without running text are left out and counted. Books that a
//! shop has locked are said to be locked.

mod package;
mod xhtml;

use super::html::{self, PageText};
use super::package::{Package, Trouble, is_archive, resolved, stated_type};
use super::raw::append;
use super::xml;
use super::{Found, Input, Mark, RawArticle, Reader, ending};
use crate::corpus::{Confidence, EncodingFound, EncodingSign};
use crate::problem::Cause;
use package::Book;

/// The reader of books and magazines.
#[derive(Debug, Clone, Copy)]
pub struct Epub;

/// What such a file is called in sentences.
const WHAT: &str = "a book (EPUB)";
/// Where a book says where its list of parts is.
const CONTAINER: &str = "META-INF/container.xml";

impl Reader for Epub {
    fn name(&self) -> &'static str {
        "EPUB"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["epub"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        if let Some(stated) = stated_type(bytes) {
            return (stated == "application/epub+zip").then_some(Confidence::High);
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        (promises && is_archive(bytes)).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        if let Err(trouble) = read(file, found) {
            found.report(file, Cause::NoArticle, trouble.told(WHAT, file.limits));
        }
    }
}

/// One record while it is put together.
struct Record {
    title: Option<String>,
    page: PageText,
}

fn read(file: &Input<'_>, found: &mut Found) -> Result<(), Trouble> {
    let mut parts = Package::open(file.bytes, file.limits)?;
    let most = file.limits.nesting;
    let container = parts.part(CONTAINER)?;
    let list = package::place_of_list(&xml::decoded(&container), most).ok_or(Trouble::Missing)?;
    if is_locked(&mut parts) {
        let text = "The book is locked by the shop it was bought from (DRM), and cannot be read. Get it without the lock, or save its articles from the web";
        found.report(file, Cause::NoArticle, text);
        return Ok(());
    }
    let book = Book::read(&xml::decoded(&parts.part(&list)?), most);
    let mut records: Vec<Record> = Vec::new();
    let (mut without_text, mut missing, mut is_cut) = (0_usize, 0_usize, false);
    for href in &book.spine {
        if file.task.is_cancelled() {
            break;
        }
        let bytes = match parts.part(&resolved(&list, href)) {
            Ok(bytes) => bytes,
            Err(Trouble::TooLarge) => return Err(Trouble::TooLarge),
            Err(_) => {
                missing += 1;
                continue;
            }
        };
        let page = html::page(&xhtml::expanded(&xml::decoded(&bytes)), file.limits, file.task);
        is_cut |= page.is_cut;
        let title = heading(&page);
        if !has_running_text(&page.raw) {
            without_text += usize::from(!page.raw.trim().is_empty());
        } else if let Some(record) = records.last_mut().filter(|_| title.is_none()) {
            append(&mut record.page.raw, &mut record.page.markup, &page.raw, page.markup);
        } else {
            records.push(Record { title, page });
        }
    }
    tell(file, found, &records, without_text, missing, is_cut);
    let is_alone = records.len() == 1;
    for record in records {
        let metadata = book.metadata(record.page.metadata, record.title, is_alone);
        found.articles.push(RawArticle {
            record: found.articles.len() as u32,
            member: None,
            raw: record.page.raw,
            encoding: EncodingFound { name: "UTF-8", by: EncodingSign::Stated, had_errors: false },
            metadata,
            front_matter: None,
            markup: record.page.markup,
        });
    }
    Ok(())
}

fn tell(
    file: &Input<'_>,
    found: &mut Found,
    records: &[Record],
    without_text: usize,
    missing: usize,
    is_cut: bool,
) {
    if records.is_empty() && file.task.is_cancelled() {
        // What it holds is not known.
    } else if records.is_empty() {
        let text = "The book holds no running text: its pages may be pictures. Look for an edition with text";
        found.report(file, Cause::NoArticle, text);
    } else if without_text > 0 {
        let pages = if without_text == 1 { "A page".to_owned() } else { format!("{without_text} pages") };
        let text = format!(
            "{pages} of the book without running text (cover, contents) left out. Look into the book if an article is missing"
        );
        found.report(file, Cause::Skipped, text);
    }
    if missing > 0 {
        let pages = if missing == 1 { "A page".to_owned() } else { format!("{missing} pages") };
        let text =
            format!("{pages} of the book missing or damaged; the others were read. Fetch the book again");
        found.report(file, Cause::Undecided, text);
    }
    if is_cut {
        let text = "A page of the book has more boxes within boxes than pages have, or millions of elements. Its text was read, but what of it is the article may be wrong: look at it, or raise the limit in Settings";
        found.report(file, Cause::Undecided, text);
    }
}

/// Whether the shop's lock lies on the text. Locks on fonts alone do not matter.
fn is_locked(parts: &mut Package<'_>) -> bool {
    if parts.has("META-INF/rights.xml")
        || parts.has("META-INF/license.lcpl")
        || parts.has("META-INF/sinf.xml")
    {
        return true;
    }
    let Ok(bytes) = parts.part("META-INF/encryption.xml") else { return false };
    let text = xml::decoded(&bytes);
    text.split("EncryptionMethod").skip(1).any(|rest| {
        let tag = rest.split('>').next().unwrap_or("");
        tag.contains("Algorithm")
            && !tag.contains("http://www.idpf.org/2008/embedding")
            && !tag.contains("http://ns.adobe.com/pdf/enc#RC")
    })
}

/// The heading above the text of a page.
fn heading(page: &PageText) -> Option<String> {
    let first = page.markup.iter().find(|m| !matches!(m.mark, Mark::Furniture(_) | Mark::Caption))?;
    let found = match first.mark {
        Mark::Heading(_) => Some(first),
        // A line or two may stand above: a number, a section.
        _ => page.markup.iter().take(8).find(|m| m.mark == Mark::Heading(1)),
    };
    found.map(|m| m.span.of(&page.raw).trim().to_owned()).filter(|title| !title.is_empty())
}

/// Whether a line of a page is a sentence or more.
fn has_running_text(raw: &str) -> bool {
    /// Letters of a line; those that are whole syllables or words count for three.
    const LEAST: usize = 100;
    let weight = |c: char| if c < '\u{2E80}' { 1 } else { 3 };
    raw.lines().any(|line| line.chars().map(weight).sum::<usize>() >= LEAST)
}
