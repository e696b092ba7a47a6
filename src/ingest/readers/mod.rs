//! One file format a reader: bytes to raw articles.
//!
//! A reader turns the bytes of one file into texts and says what the file itself states about
//! them (front matter, headings). It does not judge what is body and what is furniture: that is
//! `anatomy`, which works on the text alone and takes these statements as evidence.

pub mod markdown;
pub mod text;

use crate::corpus::{Confidence, EncodingFound, ParagraphKind, Span};
use crate::problem::Problems;

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
    /// What they are; a heading is a [`ParagraphKind::Subhead`].
    pub kind: ParagraphKind,
    /// Level of a heading, 1 to 6; 0 for anything else.
    pub level: u8,
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

/// Reads one file format.
pub trait Reader: Sync {
    /// The format's name, for the person at the screen.
    fn name(&self) -> &'static str;

    /// How sure it is that `bytes` of a file called `name` are in this format; `None` when they
    /// are not. The content speaks before the name.
    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence>;

    /// The articles of a file. What is wrong with it goes to `problems`, said of `name`; a file
    /// without an article gives none.
    fn read(&self, bytes: &[u8], name: &str, problems: &mut Problems) -> Vec<RawArticle>;
}

/// All readers, the most particular format first.
pub fn readers() -> &'static [&'static dyn Reader] {
    &[&markdown::Markdown, &text::PlainText]
}

/// Reads `bytes` with the reader that is surest of them; the first of the equally sure.
pub fn read(bytes: &[u8], name: &str, problems: &mut Problems) -> Vec<RawArticle> {
    let mut best: Option<(Confidence, &dyn Reader)> = None;
    for &reader in readers() {
        if let Some(sure) = reader.sniff(bytes, name)
            && best.is_none_or(|(so_far, _)| sure > so_far)
        {
            best = Some((sure, reader));
        }
    }
    best.map_or_else(Vec::new, |(_, reader)| reader.read(bytes, name, problems))
}
