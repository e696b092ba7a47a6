//! One text as a reader gives it: its words, and what its file says of them.

use crate::corpus::{EncodingFound, FurnitureKind, ParagraphKind, Span};

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
    /// The address of the page before it, where an article is spread over several.
    pub previous: Option<String>,
    /// The address of the page after it.
    pub next: Option<String>,
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

/// What the built-in name of a style of paragraphs says; programs keep these in English whatever they show.
pub(super) fn mark_of_style(name: &str) -> Option<Mark> {
    let name = name.trim().to_lowercase();
    if let Some(level) = name.strip_prefix("heading ") {
        return level.trim().parse::<u8>().ok().map(|level| Mark::Heading(level.clamp(1, 6)));
    }
    match name.as_str() {
        "title" => Some(Mark::Heading(1)),
        "subtitle" => Some(Mark::Heading(2)),
        "quote" | "intense quote" | "quotations" | "block text" | "block quotation" => Some(Mark::Quotation),
        "caption" | "illustration" | "figure" => Some(Mark::Caption),
        _ => None,
    }
}

/// Adds a text with its marks below another, whose headline is that of both.
pub(super) fn append(raw: &mut String, markup: &mut Vec<Markup>, more: &str, of_more: Vec<Markup>) {
    raw.push('\n');
    let shift = raw.len() as u32;
    raw.push_str(more);
    markup.extend(of_more.into_iter().map(|Markup { span, mark }| Markup {
        span: Span { from: span.from + shift, to: span.to + shift },
        mark: if mark == Mark::Heading(1) { Mark::Heading(2) } else { mark },
    }));
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
    /// The path within the file, where that is an archive. Archives say so; other readers say nothing.
    pub member: Option<String>,
}
