//! An article: one text of one outlet, with its parts.
//!
//! Nothing of the file is thrown away. [`Article::raw`] is the whole decoded text, and
//! [`Article::lines`] accounts for every line of it exactly once: body, another part, or
//! furniture with a reason. Parts point into the raw text by byte span.

use std::fmt;
use std::ops::Range;
use std::sync::Arc;

use super::lines::Lines;
use super::pages::{ArticlePage, Turns};

/// A range of bytes in [`Article::raw`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Span {
    /// First byte.
    pub from: u32,
    /// One past the last byte.
    pub to: u32,
}

impl Span {
    /// The span of `range`. Files over 4 GiB are refused long before.
    pub fn new(from: usize, to: usize) -> Self {
        Self { from: u32::try_from(from).unwrap_or(u32::MAX), to: u32::try_from(to).unwrap_or(u32::MAX) }
    }

    /// As a range that slices.
    pub fn range(self) -> Range<usize> {
        self.from as usize..self.to as usize
    }

    /// The text under this span; empty when the span does not lie on character bounds.
    pub fn of(self, text: &str) -> &str {
        text.get(self.range()).unwrap_or("")
    }

    /// Number of bytes.
    pub fn len(self) -> usize {
        (self.to - self.from) as usize
    }

    /// Whether it covers nothing.
    pub fn is_empty(self) -> bool {
        self.to <= self.from
    }
}

/// A value with the reason why we think so.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Inferred<T> {
    /// What we think.
    pub value: T,
    /// Why.
    pub evidence: Evidence,
    /// How sure.
    pub confidence: Confidence,
}

/// Why a part was decided as it was.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Evidence {
    /// The kind of sign.
    pub kind: EvidenceKind,
    /// The words that showed it, quoted from the file or its name; may be empty.
    pub quote: Arc<str>,
}

/// Kinds of evidence, strongest first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum EvidenceKind {
    /// The user said so.
    ByHand,
    /// Metadata of the file (front matter, export field).
    FileMetadata,
    /// A line of the page that states just this (masthead, byline, dateline, section line).
    NamedInText,
    /// A copyright line.
    CopyrightLine,
    /// Phrases that this outlet's pages are known to carry.
    PageFurniture,
    /// A web address in the text.
    Address,
    /// Where the line stands on the page.
    Layout,
    /// The text itself (its characters, its ending).
    Text,
    /// The folder's name.
    FolderName,
    /// The file's name.
    FileName,
}

impl EvidenceKind {
    /// In words, to follow "because of" or to stand alone.
    pub fn label(self) -> &'static str {
        match self {
            Self::ByHand => "by hand",
            Self::FileMetadata => "file metadata",
            Self::NamedInText => "named in the text",
            Self::CopyrightLine => "copyright line",
            Self::PageFurniture => "page furniture",
            Self::Address => "web address in the text",
            Self::Layout => "place on the page",
            Self::Text => "the text itself",
            Self::FolderName => "folder name",
            Self::FileName => "file name",
        }
    }
}

/// How sure an inference is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// A guess worth checking.
    Low,
    /// Likely.
    Medium,
    /// As good as stated.
    High,
}

impl Confidence {
    /// In words.
    pub fn label(self) -> &'static str {
        match self {
            Self::Low => "unsure",
            Self::Medium => "likely",
            Self::High => "sure",
        }
    }
}

/// A publication date, as precise as the text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Published {
    /// The day; the first of the month or year when less is known.
    pub date: jiff::civil::Date,
    /// How much of it is known.
    pub precision: DatePrecision,
}

/// How much of a date is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum DatePrecision {
    /// Only the year.
    Year,
    /// Year and month.
    Month,
    /// The day.
    Day,
}

impl Published {
    /// The last day it can mean: the day itself, or the end of its month or year.
    pub fn last_day(self) -> jiff::civil::Date {
        match self.precision {
            DatePrecision::Day => self.date,
            DatePrecision::Month => self.date.last_of_month(),
            DatePrecision::Year => self.date.last_of_year(),
        }
    }
}

impl fmt::Display for Published {
    /// `2016-09-01`, `2016-09` or `2016`.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let d = self.date;
        match self.precision {
            DatePrecision::Year => write!(f, "{:04}", d.year()),
            DatePrecision::Month => write!(f, "{:04}-{:02}", d.year(), d.month()),
            DatePrecision::Day => write!(f, "{:04}-{:02}-{:02}", d.year(), d.month(), d.day()),
        }
    }
}

/// How much of the article the file holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Completeness {
    /// The text ends as texts end.
    Full,
    /// A wall or a "read more" cuts it.
    Truncated,
    /// One page of several.
    Part {
        /// Which page, from 1.
        part: u16,
        /// Of how many.
        of: u16,
    },
    /// The text does not show it.
    Unknown,
}

impl fmt::Display for Completeness {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Full => f.write_str("full"),
            Self::Truncated => f.write_str("truncated"),
            Self::Part { part, of } => write!(f, "part {part} of {of}"),
            Self::Unknown => f.write_str("unknown"),
        }
    }
}

/// A language as an ISO 639-1 code where one exists (639-3 otherwise); `None` is "unknown".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Language(pub Option<[u8; 3]>);

impl Language {
    /// Not known.
    pub const UNKNOWN: Self = Self(None);

    /// The language of a two- or three-letter code in lower case.
    pub fn from_code(code: &str) -> Self {
        match code.as_bytes() {
            [a, b] if code.is_ascii() => Self(Some([*a, *b, b' '])),
            [a, b, c] if code.is_ascii() => Self(Some([*a, *b, *c])),
            _ => Self::UNKNOWN,
        }
    }

    /// The code, `None` when unknown.
    pub fn code(&self) -> Option<&str> {
        let bytes = self.0.as_ref()?;
        std::str::from_utf8(bytes).ok().map(str::trim_end)
    }
}

/// What kind of paragraph a piece of the body is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum ParagraphKind {
    /// Running text.
    Paragraph,
    /// A heading between paragraphs.
    Subhead,
    /// One item of a list.
    ListItem,
    /// A displayed quotation.
    Quotation,
}

impl ParagraphKind {
    /// The word used in exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Paragraph => "paragraph",
            Self::Subhead => "subhead",
            Self::ListItem => "list item",
            Self::Quotation => "quotation",
        }
    }
}

/// A paragraph of the body.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Paragraph {
    /// Its kind.
    pub kind: ParagraphKind,
    /// Its bytes in the raw text; may cover several lines of hard-wrapped text.
    pub span: Span,
}

/// Why a line counts as furniture.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct FurnitureReason {
    /// The kind of furniture.
    pub kind: FurnitureKind,
    /// What gave it away: the registry phrase, the rule's name, the number of articles.
    pub detail: Arc<str>,
}

/// Kinds of furniture.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FurnitureKind {
    /// Site navigation, section menus, breadcrumbs, language switches.
    Menu,
    /// Subscription offers, sign-in lines, walls.
    Wall,
    /// Icon names and unrendered template text.
    Template,
    /// Share, print, comment, font-size controls.
    Sharing,
    /// Links to other articles: related, most read, latest news.
    Related,
    /// Advertising and sponsored content.
    Advertising,
    /// Newsletter and app promotions.
    Promotion,
    /// Page numbers, "previous / next".
    Paging,
    /// Copyright, legal and contact lines.
    Legal,
    /// The outlet's or host's own name as masthead.
    Masthead,
    /// A headline, caption or other part standing there a second time.
    Repetition,
    /// Comes back in many articles of one outlet.
    Recurring,
    /// Tickers, weather, market figures, time stamps of the page.
    Ticker,
    /// Lines after the end of the article that belong to the page.
    AfterEnd,
    /// A rule, bullet or dots alone.
    Ornament,
    /// Put aside by hand.
    ByHand,
}

impl FurnitureKind {
    /// In words for the person at the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Menu => "menu",
            Self::Wall => "subscription wall",
            Self::Template => "icon names or template text",
            Self::Sharing => "share and print buttons",
            Self::Related => "links to other articles",
            Self::Advertising => "advertising",
            Self::Promotion => "promotion",
            Self::Paging => "page numbers",
            Self::Legal => "copyright and contact",
            Self::Masthead => "masthead",
            Self::Repetition => "stands here a second time",
            Self::Recurring => "comes back in many articles of this outlet",
            Self::Ticker => "ticker or time stamp",
            Self::AfterEnd => "after the end of the article",
            Self::Ornament => "ornament",
            Self::ByHand => "put aside by hand",
        }
    }
}

impl fmt::Display for FurnitureReason {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.detail.is_empty() {
            f.write_str(self.kind.label())
        } else {
            write!(f, "{}: {}", self.kind.label(), self.detail)
        }
    }
}

/// Which encoding the bytes were in.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct EncodingFound {
    /// The WHATWG name: `UTF-8`, `windows-1251`, …
    pub name: &'static str,
    /// How it was found.
    pub by: EncodingSign,
    /// Whether some bytes made no sense in it and were replaced.
    pub had_errors: bool,
}

/// How an encoding was found.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum EncodingSign {
    /// A byte order mark.
    ByteOrderMark,
    /// All bytes are valid UTF-8.
    ValidUtf8,
    /// The pattern of zero bytes (UTF-16 without a mark).
    ZeroBytes,
    /// The file names it.
    Stated,
    /// Statistics of the bytes.
    Guessed,
}

/// One text of one outlet, with its parts. See the module's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Article {
    /// The file, relative to the folder the user chose, with `/` between its parts; of several pages the first one's.
    pub path: Arc<str>,
    /// Which article of the file, from 0; 0 where a file holds one.
    pub record: u32,
    /// The whole decoded text.
    pub raw: Arc<str>,
    /// The web address that the file states for it, as written.
    pub address: Option<Arc<str>>,
    /// The pages before and after it that the file states.
    pub turns: Turns,
    /// The pages it was put together of, in order: their texts stand one after the other in `raw`. Empty where the
    /// article lies in one file.
    pub pages: Vec<ArticlePage>,
    /// The encoding of the file.
    pub encoding: EncodingFound,
    /// Every line of `raw`, in order.
    pub lines: Lines,
    /// Who publishes the page, under its English name of the registry where it is known there.
    pub outlet: Option<Inferred<Arc<str>>>,
    /// An aggregator's page around the article.
    pub host: Option<Inferred<Arc<str>>>,
    /// The agency that wrote it, where another outlet prints it.
    pub wire: Option<Inferred<Arc<str>>>,
    /// When it was published.
    pub published: Option<Inferred<Published>>,
    /// The headline.
    pub headline: Option<Inferred<Span>>,
    /// The line or two under the headline that sum the article up.
    pub standfirst: Option<Inferred<Span>>,
    /// Names of authors, without job titles; empty is an answer.
    pub byline: Vec<Inferred<Arc<str>>>,
    /// The section of the outlet.
    pub section: Option<Inferred<Arc<str>>>,
    /// Whether it is an opinion piece, and why.
    pub opinion: Option<Inferred<bool>>,
    /// Language of the text.
    pub language: Inferred<Language>,
    /// How much of the article the file holds.
    pub completeness: Inferred<Completeness>,
    /// Paragraphs in order.
    pub body: Vec<Paragraph>,
    /// Captions with photo credits, apart from the body.
    pub captions: Vec<Span>,
    /// What could not be read or decided, in plain sentences.
    pub problems: Vec<String>,
}

impl Article {
    /// The raw text under `span`.
    pub fn text(&self, span: Span) -> &str {
        span.of(&self.raw)
    }

    /// The headline as written, empty when there is none.
    pub fn headline_text(&self) -> &str {
        self.headline.as_ref().map_or("", |h| self.text(h.value))
    }

    /// Gives back memory that it does not need.
    pub fn shrink_to_fit(&mut self) {
        self.pages.shrink_to_fit();
        self.lines.shrink_to_fit();
        self.byline.shrink_to_fit();
        self.body.shrink_to_fit();
        self.captions.shrink_to_fit();
        self.problems.shrink_to_fit();
    }

    /// Whether it is marked as opinion.
    pub fn is_opinion(&self) -> bool {
        self.opinion.as_ref().is_some_and(|o| o.value)
    }

    /// The spans that statistics count, in reading order: headline, standfirst, body.
    /// Captions and furniture are not counted.
    pub fn counted_spans(&self) -> impl Iterator<Item = Span> + '_ {
        let head = self.headline.iter().map(|h| h.value);
        let standfirst = self.standfirst.iter().map(|s| s.value);
        head.chain(standfirst).chain(self.body.iter().map(|p| p.span))
    }
}
