//! One file format a reader: bytes to raw articles.
//!
//! A reader turns the bytes of one file into texts and says what the file itself states about
//! them (front matter, headings). It does not judge what is body and what is furniture: that is
//! `anatomy`, which works on the text alone and takes these statements as evidence. Web pages are
//! the exception: where the article lies is seen in their tree, which is gone once there is text.

pub mod archive;
pub mod content;
pub mod doc;
pub mod docx;
pub mod epub;
pub mod fields;
mod flow;
mod front_matter;
pub mod html;
pub mod json;
pub mod limits;
pub mod mail;
pub mod markdown;
pub mod mhtml;
pub mod odt;
mod package;
pub mod pdf;
mod raw;
pub mod rtf;
pub mod sheet;
pub mod tables;
pub mod text;
pub(super) mod unread;
mod xml;

pub use raw::{Mark, Markup, Metadata, RawArticle};

use crate::corpus::{Confidence, EncodingFound, EncodingSign, Span};
use crate::problem::{Cause, Problem, Problems};
use crate::task::Task;

use encoding_rs::Encoding;

use super::databases;
use super::decode::{Decoded, decode};
use super::passed_over::{RAISE, too_large};
use content::{Content, Disk};
use fields::{Mappings, Shapes};
use limits::{Limits, Spent};

/// One file as it is handed to a reader.
#[derive(Debug, Clone, Copy)]
pub struct Input<'a> {
    /// All its bytes; its beginning where it is read from `disk`.
    pub bytes: &'a [u8],
    /// How the user knows it: a path with `/` between its parts.
    pub name: &'a str,
    /// How much of anything is read.
    pub limits: &'a Limits,
    /// Which field of a record holds what, where the user has said it.
    pub mappings: &'a Mappings,
    /// Asked now and then whether to go on with a large file.
    pub task: &'a Task,
    /// The encoding that was named beside the file, as servers do.
    pub charset: Option<&'a str>,
    /// The file itself, where it is too large to be held in memory: only readers that stream are handed
    /// such a one.
    pub disk: Option<&'a Disk>,
    /// The archive that it lies in.
    pub within: Option<Within<'a>>,
}

/// An archive around a file.
#[derive(Debug, Clone, Copy)]
pub struct Within<'a> {
    /// How many archives lie around the file.
    pub depth: u32,
    /// What the outermost of them has taken so far.
    pub spent: &'a Spent,
}

impl<'a> Input<'a> {
    /// A file of its own that is held in memory.
    pub fn new(bytes: &'a [u8], name: &'a str, limits: &'a Limits, task: &'a Task) -> Self {
        Self { bytes, name, limits, mappings: Mappings::NONE, task, charset: None, disk: None, within: None }
    }

    /// A file of `bytes` that lies in this one and is known as `name`.
    fn member<'m>(&self, bytes: &'m [u8], name: &'m str, within: Within<'m>) -> Input<'m>
    where
        'a: 'm,
    {
        Input {
            mappings: self.mappings,
            within: Some(within),
            ..Input::new(bytes, name, self.limits, self.task)
        }
    }

    /// All its bytes, wherever they are, to be gone through.
    pub fn content(&self) -> Content<'a> {
        Content::new(self.bytes, self.disk)
    }
}

/// What a file gave.
#[derive(Debug, Clone, Default)]
pub struct Found {
    /// Its articles, in the order of the file.
    pub articles: Vec<RawArticle>,
    /// What is wrong with it.
    pub problems: Problems,
    /// What its records are like, where it holds records.
    pub shapes: Shapes,
}

impl Found {
    /// Reports a problem of `file`.
    pub fn report(&mut self, file: &Input<'_>, cause: Cause, text: impl Into<String>) {
        self.problems.report(Problem::new(cause, text).at(file.name));
    }

    /// Takes what another part of the file gave over.
    pub fn extend(&mut self, other: Self) {
        self.articles.extend(other.articles);
        self.problems.extend(other.problems);
        self.shapes.extend(other.shapes);
    }

    /// Reports that `file` is damaged, after all else was read of it. Where nothing came of it, this alone is the
    /// cause: what was said of a file without text is taken back.
    pub(super) fn report_damage(&mut self, file: &Input<'_>, cause: Cause, text: impl Into<String>) {
        let has_text = |article: &RawArticle| article.raw.chars().any(char::is_alphanumeric);
        if cause == Cause::Skipped || self.articles.iter().any(has_text) {
            self.report(file, cause, text);
        } else {
            self.problems
                .retain(|one| one.cause != Cause::NoArticle || one.path.as_deref() != Some(file.name));
            self.report(file, Cause::Unreadable, LOST);
        }
    }

    /// Leaves texts without a word out, and says of the file `name` if nothing is left of it and nothing
    /// was said.
    pub(super) fn settle(&mut self, name: &str) {
        self.articles.retain(|article| article.raw.chars().any(char::is_alphanumeric));
        if self.articles.is_empty() && self.problems.is_empty() {
            self.problems.report(Problem::new(Cause::NoArticle, super::NO_TEXT).at(name));
        }
    }
}

impl From<Problem> for Found {
    /// Nothing but what is wrong.
    fn from(problem: Problem) -> Self {
        let mut found = Self::default();
        found.problems.report(problem);
        found
    }
}

/// Said of what is damaged so that no text is left.
pub(super) const LOST: &str =
    "It is damaged or cut short, and no text is left in it. Fetch it again, or save it again";

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

    /// Whether it goes through a file piece by piece, in memory that does not grow with the file. Such a
    /// file may be as large as archives may, and the limit of time is its pieces', not its own.
    fn streams(&self) -> bool {
        false
    }

    /// Reads as `read` does, and hands on what was found whenever there is some: what has been handed on
    /// is not lost with what comes after it.
    fn read_pieces(&self, file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
        let mut found = Found::default();
        self.read(file, &mut found);
        hand_on(found);
    }
}

/// All readers, the most particular format first.
pub fn readers() -> &'static [&'static dyn Reader] {
    &[
        &docx::Word,
        &doc::OldWord,
        &odt::OpenDocument,
        &epub::Epub,
        &pdf::Pdf,
        &sheet::Spreadsheet,
        &rtf::RichText,
        &archive::zip::Zip,
        &archive::gz::Gzip,
        &archive::tar::Tar,
        &archive::warc::WebCrawl,
        &html::WebPage,
        &mhtml::WebArchive,
        &mail::Mailbox,
        &mail::Mail,
        &json::Json,
        &tables::Table,
        &markdown::Markdown,
        &text::PlainText,
    ]
}

/// Whether a file called `name` is worth opening: its ending promises a format that is read, or
/// it has none.
pub fn may_be_read(name: &str) -> bool {
    ending(name)
        .is_none_or(|ending| readers().iter().any(|reader| reader.endings().contains(&ending.as_str())))
}

/// Whether `name`, which stands before others in a path, is that of a file that holds them and not of a folder.
pub fn is_file_of_files(name: &str) -> bool {
    ending(name)
        .is_some_and(|ending| readers().iter().any(|reader| reader.endings().contains(&ending.as_str())))
}

/// Whether the name of a file promises a format that is read piece by piece.
pub(super) fn promises_pieces(name: &str) -> bool {
    ending(name).is_some_and(|ending| {
        readers().iter().any(|reader| reader.streams() && reader.endings().contains(&ending.as_str()))
    })
}

/// Bytes that a file called `name` may have.
pub(super) fn limit_of(name: &str, limits: &Limits) -> u64 {
    if promises_pieces(name) { limits.archive_bytes.max(limits.file_bytes) } else { limits.bytes_of(name) }
}

/// The ending of a file's name in small letters, without the dot; a stop with white space or
/// nothing after it, or with a long word, is part of the name ("Talks go on. Part 2").
pub fn ending(name: &str) -> Option<String> {
    /// The longest ending in common use is "jsonlines".
    const LONGEST: usize = 9;
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
/// let found = read(&Input::new(bytes, "talks.txt", &Limits::default(), &Task::none()));
/// assert_eq!(found.articles.len(), 1);
/// assert!(found.problems.is_empty());
/// ```
pub fn read(file: &Input<'_>) -> Found {
    let mut all = Found::default();
    read_pieces(file, &mut |found| all.extend(found));
    all
}

/// Reads `file` as [`read`] does, and hands on what was found whenever there is some.
pub fn read_pieces(file: &Input<'_>, hand_on: &mut dyn FnMut(Found)) {
    match surest(file) {
        Some((_, reader)) if reader.streams() => reader.read_pieces(file, hand_on),
        Some((_, reader)) if file.disk.is_none() => hand_on(read_whole(reader, file)),
        _ => {
            let mut found = Found::default();
            if file.disk.is_some() {
                found.report(file, Cause::Skipped, too_large(file.limits.file_bytes));
            } else {
                found.report(file, Cause::NoArticle, unread(file.bytes));
            }
            hand_on(found);
        }
    }
}

/// The reader that is surest of `file`, the first of the equally sure.
fn surest(file: &Input<'_>) -> Option<(Confidence, &'static dyn Reader)> {
    let mut best: Option<(Confidence, &dyn Reader)> = None;
    for &reader in readers() {
        if let Some(sure) = reader.sniff(file.bytes, file.name)
            && best.is_none_or(|(so_far, _)| sure > so_far)
        {
            best = Some((sure, reader));
        }
    }
    best
}

/// Reads a file with `reader`, in the time that a file has; lines beyond all measure cost their article.
fn read_whole(reader: &dyn Reader, file: &Input<'_>) -> Found {
    let task = file.task.within(file.limits.time);
    let mut found = Found::default();
    let timed = Input { task: &task, ..*file };
    reader.read(&timed, &mut found);
    databases::take_apart(&timed, &mut found);
    if task.is_overdue() && !file.task.is_cancelled() {
        let text = format!(
            "Reading it took longer than {} seconds and was stopped. What was read until then is here: cut the file into several, or {RAISE}",
            file.limits.time.as_secs()
        );
        found.report(file, Cause::Unreadable, text);
    }
    let limit = usize::try_from(file.limits.line_chars).unwrap_or(usize::MAX);
    let is_too_long = |line: &str| line.len() > limit && line.chars().nth(limit).is_some();
    let before = found.articles.len();
    found.articles.retain(|article| {
        let raw = &article.raw;
        raw.len() <= limit || !lines(raw).any(|line| is_too_long(line.of(raw)))
    });
    if found.articles.len() < before {
        let text = format!(
            "A line of it has more than {limit} characters, as no article has. Put line breaks between its paragraphs, or {RAISE}"
        );
        found.report(file, Cause::Skipped, text);
    }
    found
}

/// Decodes a file that holds one text, and reports what is wrong with it; `None` without text.
fn decode_text(file: &Input<'_>, found: &mut Found) -> Option<Decoded> {
    let decoded = decode_named(file);
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

/// The text of a file in the encoding that was named beside it, unless it says itself, or shows, that it
/// is in another.
fn decode_named(file: &Input<'_>) -> Decoded {
    let found = decode(file.bytes);
    let named = file.charset.and_then(|label| Encoding::for_label(label.trim().as_bytes()));
    match named {
        Some(encoding) if found.is_text && found.encoding.by == EncodingSign::Guessed => {
            let (text, had_errors) = encoding.decode_without_bom_handling(file.bytes);
            if had_errors {
                return found;
            }
            let encoding = EncodingFound { name: encoding.name(), by: EncodingSign::Stated, had_errors };
            Decoded { text: text.into_owned(), encoding, is_text: true }
        }
        _ => found,
    }
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
    } else {
        unread::by_content(bytes).unwrap_or("The file holds no text. Save the article's text as a .txt file")
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
