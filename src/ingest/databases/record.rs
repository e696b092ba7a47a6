//! One article of an export while it is put together: its text, what lines are, what is stated.
//!
//! The text is written anew, one line a paragraph, since exports break lines to a width and set labels
//! before values; all that the export says stays in it, each line with what it is.

use super::lines::{Line, count, paragraphs};
use crate::corpus::{FurnitureKind, Span};
use crate::ingest::readers::{Mark, Markup, Metadata};

/// The name under which [`Metadata::other`] has the layout that an article came in.
pub(in crate::ingest) const DATABASE: &str = "database";
/// The name under which [`Metadata::other`] has the number of words that the export states.
pub(in crate::ingest) const WORDS: &str = "words";

/// What a line of an export is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Role {
    /// The headline.
    Headline,
    /// Left to anatomy: what stands between headline and text.
    Open,
    /// The text.
    Body,
    /// What is said under a picture.
    Caption,
    /// What the database says about the article.
    Fact,
    /// Rights.
    Legal,
    /// Page numbers and running heads.
    Paging,
    /// What belongs to the export and not to the article.
    Aside,
}

/// What a field of an export states.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Field {
    /// The headline.
    Title,
    /// The line or two below it.
    Standfirst,
    /// The date of publication.
    Date,
    /// The names of the authors.
    Author,
    /// The outlet.
    Outlet,
    /// Section and page: "A-SECTION; Pg. A01".
    Section,
    /// The language.
    Language,
    /// The address.
    Url,
    /// The number of words.
    Words,
    /// Anything else, under this name.
    Other(&'static str),
}

/// One article of an export.
#[derive(Debug, Clone, Default)]
pub(super) struct Record {
    /// Its text.
    pub raw: String,
    /// What its lines are.
    pub markup: Vec<Markup>,
    /// What the export states.
    pub metadata: Metadata,
    /// Whether the export ends before the article does.
    pub is_cut: bool,
}

impl Record {
    /// An article of `database`, as yet empty.
    pub fn new(database: &str) -> Self {
        let mut this = Self::default();
        this.metadata.other.push((DATABASE.to_owned(), database.to_owned()));
        this
    }

    /// Adds one line.
    pub fn say(&mut self, text: &str, role: Role) {
        self.write(text, role, None);
    }

    /// Adds lines, those of one paragraph joined where they were broken to `width`.
    pub fn lines(&mut self, lines: &[Line<'_>], width: Option<usize>, role: Role) {
        for (text, mark) in paragraphs(lines, width) {
            self.write(&text, role, mark);
        }
    }

    fn write(&mut self, text: &str, role: Role, mark: Option<Mark>) {
        let text = text.trim();
        if text.is_empty() {
            return;
        }
        if !self.raw.is_empty() {
            self.raw.push_str("\n\n");
        }
        let from = self.raw.len();
        self.raw.push_str(text);
        let mark = match role {
            Role::Headline => Mark::Heading(1),
            Role::Open => return,
            Role::Caption => Mark::Caption,
            Role::Fact => Mark::Furniture(FurnitureKind::Template),
            Role::Legal => Mark::Furniture(FurnitureKind::Legal),
            Role::Paging => Mark::Furniture(FurnitureKind::Paging),
            Role::Aside => Mark::Furniture(FurnitureKind::AfterEnd),
            Role::Body => match mark {
                Some(mark @ (Mark::Item | Mark::Quotation | Mark::Caption | Mark::Heading(2..))) => mark,
                Some(Mark::Heading(_)) => Mark::Heading(2),
                _ => Mark::Body,
            },
        };
        self.markup.push(Markup { span: Span::new(from, self.raw.len()), mark });
    }

    /// Takes a field's value over; the first stands.
    pub fn set(&mut self, field: Field, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let stated = &mut self.metadata;
        let place = match field {
            Field::Title => &mut stated.title,
            Field::Standfirst => &mut stated.standfirst,
            Field::Date => &mut stated.date,
            Field::Author => &mut stated.author,
            Field::Language => {
                stated.language.get_or_insert_with(|| language(value));
                return;
            }
            Field::Url => &mut stated.url,
            Field::Outlet => {
                let name = outlet(value);
                if name != value {
                    stated.other.push(("outlet as written".to_owned(), value.to_owned()));
                }
                stated.outlet.get_or_insert_with(|| name.to_owned());
                return;
            }
            Field::Section => {
                self.set_section(value);
                return;
            }
            Field::Words => {
                let number = count(value).map_or_else(|| value.to_owned(), |n| n.to_string());
                stated.other.push((WORDS.to_owned(), number));
                return;
            }
            Field::Other(name) => {
                stated.other.push((name.to_owned(), value.to_owned()));
                return;
            }
        };
        place.get_or_insert_with(|| value.to_owned());
    }

    /// Takes a field over that is kept under the name the export gives it.
    pub fn set_named(&mut self, name: &str, value: &str) {
        let value = value.trim();
        if !value.is_empty() {
            self.metadata.other.push((name.trim().to_lowercase(), value.to_owned()));
        }
    }

    /// "SPORTS; Pg. B2" is a section and a page.
    fn set_section(&mut self, value: &str) {
        let is_page = |part: &str| {
            ["Pg", "pg", "S.", "p.", "Seite"].iter().any(|s| part.starts_with(s))
                && part.bytes().any(|b| b.is_ascii_digit())
        };
        let mut parts = value.split(';').map(str::trim).filter(|part| !part.is_empty());
        let stated = &mut self.metadata;
        for part in parts.by_ref() {
            if is_page(part) {
                stated.other.push(("page".to_owned(), part.to_owned()));
            } else if stated.section.is_none() {
                stated.section = Some(part.to_owned());
            } else {
                stated.other.push(("section".to_owned(), part.to_owned()));
            }
        }
    }
}

/// An outlet's name without what databases add: the place in brackets, the language after a dash.
fn outlet(written: &str) -> &str {
    let name = written.split(" -- ").next().unwrap_or(written).trim();
    let name = match name.strip_suffix(')').and_then(|open| open.rsplit_once('(')) {
        Some((name, _)) if !name.trim().is_empty() => name.trim(),
        _ => name,
    };
    name.strip_suffix('.').unwrap_or(name).trim()
}

/// A language's code, by the names that the databases use; what is not known stays as it is.
fn language(written: &str) -> String {
    const NAMES: [(&str, &str); 13] = [
        ("en", "english englisch anglais inglés inglese английский engels 英文 英语 英語 영어"),
        ("fr", "french französisch français francés francese французский frans 法文 法语"),
        ("de", "german deutsch allemand alemán tedesco немецкий duits 德文 德语"),
        ("es", "spanish spanisch espagnol español spagnolo испанский spaans 西班牙文"),
        ("it", "italian italienisch italien italiano итальянский italiaans"),
        ("nl", "dutch niederländisch néerlandais neerlandés olandese нидерландский nederlands"),
        ("pt", "portuguese portugiesisch portugais portugués português portoghese португальский"),
        ("ru", "russian russisch russe ruso russo русский russisch 俄文"),
        ("ja", "japanese japanisch japonais japonés giapponese японский 日文 日本語"),
        ("zh", "chinese chinesisch chinois chino cinese китайский 中文 汉语"),
        ("ko", "korean koreanisch coréen coreano корейский 韩文 韓国語 한국어"),
        ("ar", "arabic arabisch arabe árabe arabo арабский"),
        ("pl", "polish polnisch polonais polaco polacco польский polski"),
    ];
    let word = written.split([';', ',', ' ', '-', '(']).next().unwrap_or("").to_lowercase();
    NAMES
        .iter()
        .find(|(_, names)| names.split(' ').any(|name| name == word))
        .map_or_else(|| written.to_owned(), |(code, _)| (*code).to_owned())
}
