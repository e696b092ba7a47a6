//! Web pages: HTML and XHTML, as saved by a browser, by an extension or by a program.
//!
//! The page's tree is built as browsers build it (`tokens`, `tree`), rendered as lines (`render`), and
//! the lines that are the article are found in it (`body`). What the page states about itself goes into
//! the metadata (`facts`, `jsonld`). Lines keep their order, and all that a person sees is there: what
//! is not of the article is marked as furniture, and anatomy decides what is left.

mod body;
mod charset;
mod facts;
mod jsonld;
pub(in crate::ingest) mod references;
mod regions;
mod render;
mod stated;
mod tokens;
mod tree;
mod weigh;

use super::limits::Limits;
use super::{Found, Input, Mark, Markup, Metadata, RawArticle, Reader, ending, report_encoding};
use crate::corpus::{Confidence, EncodingFound, Span};
use crate::ingest::decode::Decoded;
use crate::problem::Cause;
use crate::task::Task;
use body::Place;
use render::Block;

/// The reader of web pages.
#[derive(Debug, Clone, Copy)]
pub struct WebPage;

impl Reader for WebPage {
    fn name(&self) -> &'static str {
        "Web page"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["html", "htm", "xhtml", "xht", "shtml", "amp"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        if is_web_page(bytes) {
            return Some(Confidence::High);
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        (promises && has_tags(bytes)).then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let decoded = charset::decode_page(file.bytes, file.charset);
        read_decoded(file, decoded, found);
    }
}

/// Reads a page whose bytes came with the name of their encoding, as in mail and in web crawls.
pub(super) fn read_with(file: &Input<'_>, charset: Option<&str>, found: &mut Found) {
    read_decoded(file, charset::decode_page(file.bytes, charset), found);
}

fn read_decoded(file: &Input<'_>, decoded: Decoded, found: &mut Found) {
    let Decoded { text, encoding, is_text } = decoded;
    if !is_text {
        found.report(file, Cause::NoArticle, super::unread(file.bytes));
        return;
    }
    report_encoding(file, &encoding, found);
    let page = page(&text, file.limits, file.task);
    if page.is_cut {
        let text = "The page has more boxes within boxes than pages have, or millions of elements. Its text was read, but what of it is the article may be wrong: look at it, or raise the limit in Settings";
        found.report(file, Cause::Undecided, text);
    }
    if page.raw.trim().is_empty() {
        let text = "The page holds no text: it may need a script to show it. Open it in a browser and save it again, or save its text as a .txt file";
        found.report(file, Cause::NoArticle, text);
        return;
    }
    found.articles.push(page.into_article(encoding));
}

/// A page as text, with what it states and what its lines are.
#[derive(Debug, Clone, Default)]
pub(super) struct PageText {
    /// What a person reads.
    pub raw: String,
    /// What the lines are.
    pub markup: Vec<Markup>,
    /// What the page states.
    pub metadata: Metadata,
    /// Whether the page was nested too deep, or too large, to be understood as a whole.
    pub is_cut: bool,
}

impl PageText {
    fn into_article(self, encoding: EncodingFound) -> RawArticle {
        RawArticle {
            record: 0,
            raw: self.raw,
            encoding,
            metadata: self.metadata,
            front_matter: None,
            markup: self.markup,
            member: None,
        }
    }
}

/// Reads the page `source`.
pub(super) fn page(source: &str, limits: &Limits, task: &Task) -> PageText {
    let tokens::Parsed { tree, too_deep, too_many } = tokens::parse(source, limits.nesting as usize, task);
    let stating = facts::read(&tree);
    let mut blocks = render::render(&tree);
    render::uncover(&mut blocks);
    let stated = stated::Stated::new(stating.body.as_deref().unwrap_or(""));
    let places = body::locate(&tree, &blocks, &stated, &stating.titles);
    let (raw, markup) = written(&blocks, &places);
    PageText { raw, markup, metadata: stating.metadata, is_cut: too_deep || too_many }
}

/// Reads `source`, which is a piece of a page and all of it article: the text in a field of a record.
pub(super) fn fragment(source: &str, limits: &Limits, task: &Task) -> PageText {
    let tokens::Parsed { tree, too_deep, too_many } = tokens::parse(source, limits.nesting as usize, task);
    let mut blocks = render::render(&tree);
    render::uncover(&mut blocks);
    let place = |block: &Block| match block.around {
        render::Around { hidden: true, .. } | render::Around { fallback: true, .. } => Place::Hidden,
        render::Around { caption: true, .. } => Place::Caption,
        _ => Place::Body,
    };
    let places: Vec<Place> = blocks.iter().map(place).collect();
    let (raw, markup) = written(&blocks, &places);
    PageText { raw, markup, metadata: Metadata::default(), is_cut: too_deep || too_many }
}

/// `text` with its references to characters resolved.
pub(super) fn decoded(text: &str) -> String {
    references::decoded(text, false)
}

/// The lines that are seen, one below the other, with what they are.
fn written(blocks: &[Block], places: &[Place]) -> (String, Vec<Markup>) {
    let mut raw = String::with_capacity(blocks.iter().map(|b| b.text.len() + 2).sum());
    let mut markup = Vec::with_capacity(blocks.len());
    for (block, place) in blocks.iter().zip(places) {
        let mark = match place {
            Place::Hidden => continue,
            Place::Caption => Some(Mark::Caption),
            Place::Furniture(kind) => Some(Mark::Furniture(*kind)),
            Place::Headline => Some(Mark::Heading(1)),
            Place::Open => None,
            Place::Body => Some(match block.around {
                render::Around { heading: level @ 1.., .. } => Mark::Heading(level.max(2)),
                render::Around { item: true, .. } => Mark::Item,
                render::Around { quote: true, .. } => Mark::Quotation,
                _ => Mark::Body,
            }),
        };
        if !raw.is_empty() {
            raw.push_str(if block.gap { "\n\n" } else { "\n" });
        }
        let from = raw.len();
        raw.push_str(&block.text);
        if let Some(mark) = mark {
            markup.push(Markup { span: Span::new(from, raw.len()), mark });
        }
    }
    if !raw.is_empty() {
        raw.push('\n');
    }
    (raw, markup)
}

/// Whether the bytes begin as HTML does.
pub(in crate::ingest) fn is_web_page(bytes: &[u8]) -> bool {
    const OPENINGS: [&[u8]; 4] = [b"<!doctype html", b"<html", b"<head", b"<body"];
    const HEAD: usize = 2048;
    let mut head = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes).trim_ascii_start();
    let starts =
        |head: &[u8], with: &[u8]| head.get(..with.len()).is_some_and(|h| h.eq_ignore_ascii_case(with));
    // Comments and the line of XML come before; SingleFile and browsers write a comment of their own.
    loop {
        let end: &[u8] = if head.starts_with(b"<!--") {
            b"-->"
        } else if starts(head, b"<?xml") {
            b"?>"
        } else {
            break;
        };
        let within = head.get(..HEAD).unwrap_or(head);
        let Some(at) = within.windows(end.len()).position(|w| w == end) else { return false };
        head = head.get(at + end.len()..).unwrap_or(&[]).trim_ascii_start();
    }
    OPENINGS.iter().any(|opening| starts(head, opening))
}

/// Whether the bytes have elements of HTML near their beginning.
fn has_tags(bytes: &[u8]) -> bool {
    const HEAD: usize = 8192;
    const TAGS: [&str; 9] = ["<p", "<div", "<br", "<a ", "<h1", "<table", "<meta", "<title", "<span"];
    let head = String::from_utf8_lossy(bytes.get(..HEAD).unwrap_or(bytes)).to_ascii_lowercase();
    TAGS.iter().any(|tag| head.contains(tag))
}
