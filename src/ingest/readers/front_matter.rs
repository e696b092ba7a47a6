//! What a file states about its article before the text begins.
//!
//! Two forms are known: a block between lines of `---` with `key: value` lines, as site
//! generators and trafilatura write it, and bare `Key: value` lines at the very top, as export
//! scripts do. Nothing is taken for front matter unless keys of an article are in it, since a
//! page may well begin with "Note: …". Nested values are not read.

use crate::corpus::Span;

use super::{Metadata, lines};

/// Lines looked at: front matter longer than this is something else.
const MOST_LINES: usize = 80;

/// The front matter that `text` begins with, if any: what it states and where it stands, fences
/// included.
pub(super) fn read(text: &str) -> Option<(Metadata, Span)> {
    let mut rest = lines(text).take(MOST_LINES).skip_while(|line| line.of(text).trim().is_empty());
    let first = rest.next()?;
    if first.of(text).trim_end() == "---" { fenced(text, first, rest) } else { bare(text, first, rest) }
}

fn fenced(text: &str, first: Span, rest: impl Iterator<Item = Span>) -> Option<(Metadata, Span)> {
    let mut fields = Fields::default();
    for line in rest {
        let content = line.of(text);
        if matches!(content.trim_end(), "---" | "...") {
            let span = Span { from: first.from, to: line.to };
            return (fields.known > 0).then(|| (fields.finish(), span));
        }
        let is_nested = content.starts_with([' ', '\t', '-', '#']) || content.trim().is_empty();
        if let Some(item) = content.trim_start().strip_prefix("- ") {
            fields.item(item);
        } else if !is_nested {
            let (key, value) = field(content)?;
            fields.set(key, value);
        }
    }
    None
}

fn bare(text: &str, first: Span, rest: impl Iterator<Item = Span>) -> Option<(Metadata, Span)> {
    let mut fields = Fields::default();
    let mut span = first;
    for line in std::iter::once(first).chain(rest) {
        let Some((key, value)) = field(line.of(text)) else { break };
        fields.set(key, value);
        span.to = line.to;
    }
    // One such line may be the page's own; two of them, and hardly anything else, are a header.
    (fields.known >= 2 && fields.known * 2 >= fields.all).then(|| (fields.finish(), span))
}

/// Key and value of a line `Key: value`.
fn field(line: &str) -> Option<(&str, &str)> {
    /// "date of publication" is about as long as keys get.
    const LONGEST_KEY: usize = 24;
    let (key, value) = line.split_once(':')?;
    let key = key.trim().trim_matches('*');
    let is_key = !key.is_empty()
        && key.len() <= LONGEST_KEY
        && key.chars().all(|c| c.is_alphanumeric() || matches!(c, ' ' | '_' | '-' | '(' | ')'))
        && key.split(' ').count() <= 3
        && !value.starts_with("//");
    is_key.then_some((key, value.trim()))
}

/// Fields read so far.
#[derive(Default)]
struct Fields {
    metadata: Metadata,
    host: Option<String>,
    known: usize,
    all: usize,
    /// The key whose list items may follow.
    open: Option<Key>,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    Title,
    Date,
    Author,
    Outlet,
    /// The outlet's address: taken where nothing names it.
    Host,
    Section,
    Language,
    Url,
    /// Known from such headers, but not kept.
    Other,
}

fn key_of(name: &str) -> Option<Key> {
    let plain: String = name.chars().filter(|c| c.is_alphanumeric()).flat_map(char::to_lowercase).collect();
    Some(match plain.as_str() {
        "title" | "headline" => Key::Title,
        "date" | "published" | "pubdate" | "publishdate" | "publicationdate" | "datepublished"
        | "publishedat" | "publishedon" | "dateofpublication" => Key::Date,
        "author" | "authors" | "byline" | "by" | "writer" => Key::Author,
        "sitename" | "site" | "outlet" | "publisher" | "publication" | "newspaper" | "source" | "medium" => {
            Key::Outlet
        }
        "hostname" | "host" | "domain" => Key::Host,
        "section" | "category" | "categories" | "rubric" => Key::Section,
        "language" | "lang" => Key::Language,
        "url" | "link" | "sourceurl" | "canonicalurl" | "permalink" => Key::Url,
        "tags" | "keywords" | "description" | "excerpt" | "summary" | "id" | "fingerprint" | "license"
        | "image" | "pagetype" | "filedate" | "wordcount" | "length" | "updated" | "modified" | "crawled"
        | "retrieved" => Key::Other,
        _ => return None,
    })
}

impl Fields {
    fn finish(mut self) -> Metadata {
        self.metadata.outlet = self.metadata.outlet.or(self.host);
        self.metadata
    }

    fn set(&mut self, key: &str, value: &str) {
        self.all += 1;
        self.open = None;
        let Some(key) = key_of(key) else { return };
        self.known += usize::from(key != Key::Other);
        self.open = value.is_empty().then_some(key);
        let value = plain_value(value);
        if let (Some(slot), Some(value)) = (self.slot(key), value) {
            // A name given under two keys: the first stands.
            slot.get_or_insert(value);
        }
    }

    /// An item of the list under the key that stood without a value.
    fn item(&mut self, item: &str) {
        let (Some(key), Some(item)) = (self.open, plain_value(item)) else { return };
        match self.slot(key) {
            Some(Some(list)) => {
                list.push_str(", ");
                list.push_str(&item);
            }
            Some(slot) => *slot = Some(item),
            None => {}
        }
    }

    fn slot(&mut self, key: Key) -> Option<&mut Option<String>> {
        Some(match key {
            Key::Title => &mut self.metadata.title,
            Key::Date => &mut self.metadata.date,
            Key::Author => &mut self.metadata.author,
            Key::Outlet => &mut self.metadata.outlet,
            Key::Host => &mut self.host,
            Key::Section => &mut self.metadata.section,
            Key::Language => &mut self.metadata.language,
            Key::Url => &mut self.metadata.url,
            Key::Other => return None,
        })
    }
}

/// A value without quotes and list brackets; `None` for what scripts write when they know nothing.
fn plain_value(value: &str) -> Option<String> {
    let value = value.trim();
    let value = value.strip_prefix('[').and_then(|v| v.strip_suffix(']')).unwrap_or(value);
    let items = value.split(", ").map(|item| {
        let item = item.trim();
        let quoted = ['"', '\''].into_iter().find_map(|q| item.strip_prefix(q)?.strip_suffix(q));
        quoted.unwrap_or(item)
    });
    let is_quoted_whole =
        value.len() > 1 && value.starts_with('"') && value.ends_with('"') && value.matches('"').count() == 2;
    let plain = if is_quoted_whole {
        value.trim_matches('"').to_owned()
    } else {
        items.collect::<Vec<_>>().join(", ")
    };
    let is_nothing =
        matches!(plain.to_ascii_lowercase().as_str(), "" | "none" | "null" | "nan" | "n/a" | "~" | "-");
    (!is_nothing).then_some(plain)
}

#[cfg(test)]
mod tests {
    use super::read;
    use crate::ingest::readers::Metadata;

    fn check(text: &str, end: &str, expected: &Metadata) {
        let (found, span) = read(text).unwrap_or_else(|| panic!("no front matter in {text:?}"));
        assert_eq!(&found, expected);
        assert!(span.of(text).ends_with(end), "front matter ends with {:?}", span.of(text));
    }

    #[expect(clippy::unnecessary_wraps, reason = "a field as the metadata hold it")]
    fn given(text: &str) -> Option<String> {
        Some(text.to_owned())
    }

    #[test]
    fn fenced() {
        check(
            "---\ntitle: \"Talks: go on\"\nauthor: Anna Kora; John Tolva\nurl: https://kora.example/a\n\
             hostname: kora.example\nsitename: Kora Times\ndate: 2016-09-02\ncategories: ['World', 'Asia']\n\
             tags: ''\nlang: None\n---\nThe leaders met.",
            "---",
            &Metadata {
                title: given("Talks: go on"),
                date: given("2016-09-02"),
                author: given("Anna Kora; John Tolva"),
                outlet: given("Kora Times"),
                section: given("World, Asia"),
                language: None,
                url: given("https://kora.example/a"),
                ..Metadata::default()
            },
        );
        check(
            "---\r\nauthors:\r\n  - Anna Kora\r\n  - John Tolva\r\n# a note\r\nlayout: post\r\n...\r\ntext",
            "...",
            &Metadata { author: given("Anna Kora, John Tolva"), ..Metadata::default() },
        );
    }

    #[test]
    fn bare_lines() {
        check(
            "\nTitle: Talks go on\nAuthor(s): \nDomain: kora.example\n\nBy: the sea",
            "Domain: kora.example",
            &Metadata { title: given("Talks go on"), outlet: given("kora.example"), ..Metadata::default() },
        );
    }

    #[test]
    fn a_page_that_begins_with_a_colon_has_none() {
        for text in [
            "",
            "Talks: the leaders met\n\nThey said no.",
            "Date: 2 September\n\nThe leaders met.",
            "Note: this is one\nTitle: of two\nKora: no",
            "---\nNot front matter\n---\n",
            "---\ntitle: never closed",
            "---\nlayout: post\n---\ntext",
            "https://kora.example/a\nhttp://kora.example/b",
            "Kora Times\nTitle: x\nDate: y",
        ] {
            assert!(read(text).is_none(), "{text:?}");
        }
    }
}
