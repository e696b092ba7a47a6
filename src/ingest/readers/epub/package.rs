//! The list of a book's parts (OPF): what it states, and which pages in which order.

use std::borrow::Cow;

use hashbrown::HashMap;

use super::super::Metadata;
use super::super::xml::{Piece, Xml, statements};

/// What the list says.
#[derive(Debug, Default)]
pub(super) struct Book {
    /// Places of the pages, in order, as the list writes them.
    pub spine: Vec<String>,
    title: Option<String>,
    creators: Vec<String>,
    publisher: Option<String>,
    date: Option<String>,
    language: Option<String>,
    /// Comes out again and again: a magazine, a newspaper.
    is_periodical: bool,
}

/// Writers that are named, since each article of the book names them.
const MOST_CREATORS: usize = 50;

/// Where `container.xml` says that the list is.
pub(super) fn place_of_list(container: &str, most: u32) -> Option<String> {
    let mut xml = Xml::new(container, most);
    while let Some(piece) = xml.next() {
        if let Piece::Start(element) = piece
            && element.name() == "rootfile"
            && let Some(path) = element.attr("full-path")
        {
            return Some(super::resolved("", &unescaped(&path)));
        }
    }
    None
}

impl Book {
    /// Reads the list.
    pub fn read(text: &str, most: u32) -> Self {
        let mut this = Self::default();
        let mut places: HashMap<String, String> = HashMap::new();
        let mut order: Vec<String> = Vec::new();
        statements(text, most, |name, element, value| match name {
            "item" => {
                let kind = element.attr("media-type").unwrap_or_default().to_lowercase();
                let is_page = kind.contains("html") || kind.is_empty() || kind == "text/x-oeb1-document";
                let is_contents =
                    element.attr("properties").is_some_and(|p| p.split_whitespace().any(|p| p == "nav"));
                if let (Some(id), Some(href), true, false) =
                    (element.attr("id"), element.attr("href"), is_page, is_contents)
                {
                    places.insert(id.into_owned(), unescaped(&href));
                }
            }
            "itemref" => order.extend(element.attr("idref").map(Cow::into_owned)),
            "title" if this.title.is_none() && !value.is_empty() => this.title = Some(value),
            "creator" if !value.is_empty() && this.creators.len() < MOST_CREATORS => {
                this.creators.push(value);
            }
            "publisher" if this.publisher.is_none() && !value.is_empty() => this.publisher = Some(value),
            // The first is that of publication; others are said to be of something else.
            "date"
                if this.date.is_none()
                    && !value.is_empty()
                    && element.attr("event").is_none_or(|event| event == "publication") =>
            {
                this.date = Some(value);
            }
            "language" if this.language.is_none() && !value.is_empty() => this.language = Some(value),
            "identifier" => {
                let stated = format!("{}{value}", element.attr("scheme").unwrap_or_default()).to_lowercase();
                this.is_periodical |= stated.contains("issn");
            }
            "type" | "subject" => this.is_periodical |= is_periodical(&value),
            "meta" => {
                let kind = element.attr("name").or_else(|| element.attr("property")).unwrap_or_default();
                if kind.contains("publication_type") {
                    this.is_periodical |= is_periodical(&element.attr("content").unwrap_or_default());
                }
            }
            _ => {}
        });
        // A page that stands in the order twice is read once.
        this.spine = order.iter().filter_map(|id| places.remove(id)).collect();
        this
    }

    /// What is known of a record titled `title` whose page states `page`.
    pub fn metadata(&self, page: Metadata, title: Option<String>, is_alone: bool) -> Metadata {
        let mut metadata = page;
        // The title of a page is often that of the book.
        metadata.title = title.or_else(|| self.title.clone().filter(|_| is_alone));
        metadata.language = metadata.language.or_else(|| self.language.clone());
        metadata.date = metadata.date.or_else(|| self.date.clone());
        if self.is_periodical {
            metadata.outlet =
                metadata.outlet.or_else(|| self.title.as_deref().map(|t| name_of(t).to_owned()));
            return metadata;
        }
        let publisher = self.publisher.as_deref().filter(|p| !p.to_lowercase().contains("calibre"));
        metadata.outlet = metadata.outlet.or_else(|| publisher.map(str::to_owned));
        if !self.creators.is_empty() && metadata.author.is_none() {
            metadata.author = Some(self.creators.join(", "));
        }
        if !is_alone && let Some(title) = &self.title {
            metadata.other.push(("publication".to_owned(), title.clone()));
        }
        metadata
    }
}

fn is_periodical(kind: &str) -> bool {
    let kind = kind.to_lowercase();
    ["periodical", "magazine", "newspaper", "news"].iter().any(|word| kind.contains(word))
}

/// The name of a magazine without the date or number of the issue: `Nelin Weekly [Sat, 3 May 2024]`.
fn name_of(title: &str) -> &str {
    let has_figure = |rest: &str| rest.chars().any(|c| c.is_ascii_digit());
    let mut name = title;
    for sign in [" [", " (", " – ", " — ", " - ", ", ", ": ", " No. "] {
        if let Some((before, rest)) = name.split_once(sign)
            && has_figure(rest)
            && !before.trim().is_empty()
        {
            name = before;
        }
    }
    name.trim()
}

/// An address within the book without its percent signs.
fn unescaped(href: &str) -> String {
    let mut bytes = Vec::with_capacity(href.len());
    let mut rest = href.as_bytes();
    while let Some((&byte, behind)) = rest.split_first() {
        let digit = |at: usize| behind.get(at).and_then(|b| char::from(*b).to_digit(16));
        if byte == b'%'
            && let (Some(high), Some(low)) = (digit(0), digit(1))
        {
            bytes.push((high * 16 + low) as u8);
            rest = behind.get(2..).unwrap_or(&[]);
        } else {
            bytes.push(byte);
            rest = behind;
        }
    }
    String::from_utf8_lossy(&bytes).into_owned()
}

#[cfg(test)]
mod tests {
    use super::{name_of, unescaped};

    #[test]
    fn names_of_magazines() {
        for (title, expected) in [
            ("Nelin Weekly [Sat, 03 May 2024]", "Nelin Weekly"),
            ("Nelin Weekly - 3 May 2024", "Nelin Weekly"),
            ("Nelin Weekly, Issue 12", "Nelin Weekly"),
            ("The Kora - Tolva Review", "The Kora - Tolva Review"),
            ("Nelin", "Nelin"),
        ] {
            assert_eq!(name_of(title), expected);
        }
    }

    #[test]
    fn percent_signs() {
        assert_eq!(unescaped("a%20b%C3%A9%"), "a bé%");
    }
}
