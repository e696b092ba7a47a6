//! One file format a reader: bytes to raw articles.
//!
//! A reader turns the bytes of one file into texts and says what the file itself states about
//! them (front matter, headings). It does not judge what is body and what is furniture: that is
//! `anatomy`, which works on the text alone and takes these statements as evidence. Web pages are
//! the exception: where the article lies is seen in their tree, which is gone once there is text.

mod front_matter;
pub mod html;
pub mod limits;
pub mod markdown;
pub mod mhtml;
pub mod pdf;
pub mod text;

use crate::corpus::{Confidence, EncodingFound, EncodingSign, FurnitureKind, ParagraphKind, Span};
use crate::problem::{Cause, Problem, Problems};
use crate::task::Task;

use super::databases;
use super::decode::{Decoded, decode};
use limits::Limits;

/// What a file states about an article, as written there.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Metadata {
    /// The headline.
    pub title: Option<String>,
    /// The date of publication, in whatever form.
    pub date: Option<String>,
    /// The author or authors.
    pub author: Option<String>,
    /// The outlet, by name or address.
    pub outlet: Option<String>,
    /// The section.
    pub section: Option<String>,
    /// The language, by code or name.
    pub language: Option<String>,
    /// The address of the page.
    pub url: Option<String>,
    /// The line or two that sum the article up.
    pub standfirst: Option<String>,
    /// The agency that wrote it, where the file says so.
    pub agency: Option<String>,
    /// What else the file states, under its own names: number of words, page of the paper, edition.
    pub other: Vec<(String, String)>,
}

impl Metadata {
    /// Whether the file states nothing.
    pub fn is_empty(&self) -> bool {
        *self == Self::default()
    }
}

/// What the file's format says that some lines are.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Markup {
    /// Bytes of the raw text, without the marks: the words of a heading without its `#`.
    pub span: Span,
    /// What they are.
    pub mark: Mark,
}

/// What a format can say of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// A heading of this level, 1 to 6.
    Heading(u8),
    /// An item of a list.
    Item,
    /// A quotation set apart.
    Quotation,
    /// Running text.
    Paragraph,
    /// Running text of the article itself: the reader has found where that lies. The body is from the
    /// first to the last such line, headings below the first level, items and quotations beside it.
    Body,
    /// What is said under a picture.
    Caption,
    /// Page furniture.
    Furniture(FurnitureKind),
}

impl Mark {
    /// The kind of paragraph that such a line is in the body; `None` where it belongs to no body.
    pub fn kind(self) -> Option<ParagraphKind> {
        match self {
            Self::Heading(_) => Some(ParagraphKind::Subhead),
            Self::Item => Some(ParagraphKind::ListItem),
            Self::Quotation => Some(ParagraphKind::Quotation),
            Self::Paragraph | Self::Body => Some(ParagraphKind::Paragraph),
            Self::Caption | Self::Furniture(_) => None,
        }
    }

    /// Whether such a line lies in the body, where the reader has found that.
    pub fn is_of_body(self) -> bool {
        !matches!(self, Self::Heading(..=1)) && self.kind().is_some()
    }
}

/// One text as it stands in a file, before its parts are told apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct RawArticle {
    /// Which article of the file, from 0.
    pub record: u32,
    /// The whole decoded text, front matter and all.
    pub raw: String,
    /// The encoding of the file.
    pub encoding: EncodingFound,
    /// What the file states about the article.
    pub metadata: Metadata,
    /// The lines that `metadata` was read from, fences included; they are neither body nor furniture.
    pub front_matter: Option<Span>,
    /// What the format says about lines, in order of the text; empty for plain text.
    pub markup: Vec<Markup>,
}

/// One file as it is handed to a reader.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// All its bytes.
    pub bytes: &'a [u8],
    /// How the user knows it: a path with `/` between its parts.
    pub name: &'a str,
    /// How much of anything is read.
    pub limits: &'a Limits,
    /// Asked now and then whether to go on with a large file.
    pub task: &'a Task,
}

/// What a file gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its articles, in the order of the file.
    pub articles: Vec<RawArticle>,
    /// What is wrong with it.
    pub problems: Problems,
}

impl Found {
    /// Reports a problem of `file`.
    pub fn report(&mut self, file: &Input<'_>, cause: Cause, text: impl Into<String>) {
        self.problems.report(Problem::new(cause, text).at(file.name));
    }
}

/// Reads one file format.
pub trait Reader: Sync {
    /// The format's name, for the person at the screen.
    fn name(&self) -> &'static str;

    /// Endings of file names that promise this format, in small letters, without the dot.
    fn endings(&self) -> &'static [&'static str];

    /// How sure it is that `bytes` of a file called `name` are in this format; `None` when they
    /// are not. The content speaks before the name.
    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence>;

    /// Adds the articles of a file to `found`, and what is wrong with it, said of its name; a file
    /// without an article adds none.
    fn read(&self, file: &Input<'_>, found: &mut Found);
}

/// All readers, the most particular format first.
pub fn readers() -> &'static [&'static dyn Reader] {
    &[&html::WebPage, &mhtml::WebArchive, &pdf::Pdf, &markdown::Markdown, &text::PlainText]
}

/// Whether a file called `name` is worth opening: its ending promises a format that is read, or
/// it has none.
pub fn may_be_read(name: &str) -> bool {
    ending(name)
        .is_none_or(|ending| readers().iter().any(|reader| reader.endings().contains(&ending.as_str())))
}

/// The ending of a file's name in small letters, without the dot; a stop with white space or
/// nothing after it, or with a long word, is part of the name ("Talks go on. Part 2").
pub fn ending(name: &str) -> Option<String> {
    /// The longest ending in common use is "markdown".
    const LONGEST: usize = 8;
    let (stem, ending) = name.rsplit_once('.')?;
    let is_ending = !stem.is_empty()
        && (1..=LONGEST).contains(&ending.len())
        && ending.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '~'))
        && !ending.chars().all(|c| c.is_ascii_digit());
    is_ending.then(|| ending.to_ascii_lowercase())
}

/// Reads `file` with the reader that is surest of it; the first of the equally sure.
///
/// ```
/// use parallax::ingest::readers::{Input, limits::Limits, read};
/// use parallax::task::Task;
/// let bytes = "Talks go on\n\nThe leaders met.".as_bytes();
/// let (limits, task) = (Limits::default(), Task::none());
/// let found = read(&Input { bytes, name: "talks.txt", limits: &limits, task: &task });
/// assert_eq!(found.articles.len(), 1);
/// assert!(found.problems.is_empty());
/// ```
pub fn read(file: &Input<'_>) -> Found {
    let mut found = Found::default();
    let mut best: Option<(Confidence, &dyn Reader)> = None;
    for &reader in readers() {
        if let Some(sure) = reader.sniff(file.bytes, file.name)
            && best.is_none_or(|(so_far, _)| sure > so_far)
        {
            best = Some((sure, reader));
        }
    }
    match best {
        Some((_, reader)) => {
            reader.read(file, &mut found);
            databases::take_apart(file, &mut found);
        }
        None => found.report(file, Cause::NoArticle, unread(file.bytes)),
    }
    found
}

/// Decodes a file that holds one text, and reports what is wrong with it; `None` without text.
fn decode_text(file: &Input<'_>, found: &mut Found) -> Option<Decoded> {
    let decoded = decode(file.bytes);
    if !decoded.is_text {
        found.report(file, Cause::NoArticle, unread(file.bytes));
        return None;
    }
    if decoded.text.trim().is_empty() {
        found.report(file, Cause::NoArticle, "The file is empty. Remove it, or fetch the article again");
        return None;
    }
    report_encoding(file, &decoded.encoding, found);
    Some(decoded)
}

/// Reports an encoding that is in doubt.
fn report_encoding(file: &Input<'_>, encoding: &EncodingFound, found: &mut Found) {
    let name = encoding.name;
    if encoding.had_errors {
        let text = format!(
            "Some characters are damaged in {name} and shown as \u{FFFD}. If words are missing, fetch the article again"
        );
        found.report(file, Cause::Encoding, text);
    } else if encoding.by == EncodingSign::Guessed {
        let text = format!("Read as {name}, which was guessed. If it looks wrong, save the file as UTF-8");
        found.report(file, Cause::Encoding, text);
    }
}

/// What a file is that nobody reads, and what to do.
fn unread(bytes: &[u8]) -> &'static str {
    if bytes.starts_with(b"<?xml") {
        "This is an XML file of a kind that Parallax does not know. Save its text as a .txt file"
    } else if bytes.starts_with(b"{\\rtf") {
        "This is a Rich Text file, which Parallax does not read yet. Save its text as a .txt file"
    } else {
        "The file holds no text. Save the article's text as a .txt file"
    }
}

/// Whether the bytes begin as HTML does, or as another markup that is not meant for reading.
fn is_markup_file(bytes: &[u8]) -> bool {
    bytes.starts_with(b"{\\rtf") || bytes.starts_with(b"<?xml") || html::is_web_page(bytes)
}

/// The lines of `text` without their line breaks, whatever those are.
pub(in crate::ingest) fn lines(text: &str) -> impl Iterator<Item = Span> + '_ {
    let mut at = Some(0);
    std::iter::from_fn(move || {
        let from = at?;
        let rest = text.get(from..)?;
        let Some((length, found)) = rest.char_indices().find(|(_, c)| is_line_break(*c)) else {
            at = None;
            return Some(Span::new(from, text.len()));
        };
        let end = from + length;
        let is_pair = rest.get(length..).is_some_and(|rest| rest.starts_with("\r\n"));
        at = Some(end + if is_pair { 2 } else { found.len_utf8() });
        Some(Span::new(from, end))
    })
}

fn is_line_break(c: char) -> bool {
    matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')
}

#[cfg(test)]
mod tests {
    use super::{ending, lines, may_be_read};

    #[test]
    fn every_kind_of_line_break() {
        let text = "a\r\nb\rc\u{2028}\n\u{85}d";
        let found: Vec<&str> = lines(text).map(|line| line.of(text)).collect();
        assert_eq!(found, ["a", "b", "c", "", "", "d"]);
        assert_eq!(lines("").count(), 1);
    }

    #[test]
    fn endings() {
        for (name, expected) in [
            ("a.txt", Some("txt")),
            ("a.TXT", Some("txt")),
            ("a.md", Some("md")),
            ("a.tar.gz", Some("gz")),
            ("README", None),
            (".txt", None),
            ("Talks go on. Part 2", None),
            ("kora.tolva-2016", None),
            ("2016.09.02", None),
            ("Who is Mr.", None),
            ("статья.txt", Some("txt")),
        ] {
            assert_eq!(ending(name).as_deref(), expected, "{name}");
        }
        assert!(
            may_be_read("a.Md")
                && may_be_read("article")
                && !may_be_read("photo.jpg")
                && !may_be_read("a.txt~")
        );
    }
}
