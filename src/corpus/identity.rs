//! Content hashes: the stable name of an article's text, and of all its parts together.

use std::sync::Arc;

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use super::{Article, Completeness, Inferred, Notes, Relations, Span};

/// A stable name for an article's text: the same bytes give the same name, wherever the file lies.
pub fn content_id(article: &Article) -> u64 {
    xxh3_64(article.raw.as_bytes())
}

/// Names an article wherever its folder lies: by its path below the folder, and by what it says
/// when it was moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ArticleKey {
    /// The file, relative to the folder the user chose.
    pub path: Arc<str>,
    /// Which article of the file, from 0.
    pub record: u32,
    /// Hash of the raw text.
    pub content: u64,
}

impl ArticleKey {
    /// The key of an article.
    pub fn of(article: &Article) -> Self {
        Self { path: Arc::clone(&article.path), record: article.record, content: content_id(article) }
    }

    /// The keys of the pages that an article was put together of, as they were each an article of its own.
    pub fn of_pages(article: &Article) -> impl Iterator<Item = Self> {
        article.pages.iter().map(|page| Self {
            path: Arc::clone(&page.path),
            record: page.record,
            content: xxh3_64(article.text(page.span).as_bytes()),
        })
    }
}

/// A hash of everything in an article that a count, a filter or a caption can depend on.
pub(crate) fn article_hash(article: &Article) -> u64 {
    let mut h = Feed(Xxh3::new());
    h.text(&article.path);
    h.number(u64::from(article.record));
    h.number(content_id(article));
    h.name(article.outlet.as_ref());
    h.name(article.host.as_ref());
    h.name(article.wire.as_ref());
    h.name(article.section.as_ref());
    h.number(article.byline.len() as u64);
    for name in &article.byline {
        h.text(&name.value);
    }
    match &article.published {
        Some(p) => h.text(&p.value.to_string()),
        None => h.number(0),
    }
    h.number(match article.opinion.as_ref().map(|o| o.value) {
        None => 0,
        Some(false) => 1,
        Some(true) => 2,
    });
    h.text(article.language.value.code().unwrap_or(""));
    h.number(match article.completeness.value {
        Completeness::Full => 0,
        Completeness::Truncated => 1,
        Completeness::Unknown => 2,
        Completeness::Part { part, of } => 3 + (u64::from(part) << 32 | u64::from(of) << 8),
    });
    h.span(article.headline.as_ref().map(|s| s.value));
    h.span(article.standfirst.as_ref().map(|s| s.value));
    h.number(article.body.len() as u64);
    for paragraph in &article.body {
        h.number(paragraph.kind as u64);
        h.span(Some(paragraph.span));
    }
    h.number(article.captions.len() as u64);
    for &caption in &article.captions {
        h.span(Some(caption));
    }
    // Articles of one file have the hash they always had.
    for page in &article.pages {
        h.text(&page.path);
        h.number(u64::from(page.record));
        h.span(Some(page.span));
    }
    h.0.digest()
}

/// One hash for many, in order.
pub(crate) fn combine(hashes: &[u64]) -> u64 {
    let mut h = Feed(Xxh3::new());
    h.number(hashes.len() as u64);
    for &hash in hashes {
        h.number(hash);
    }
    h.0.digest()
}

/// A hash of what a user says of outlets and articles; `None` when that is nothing.
pub(crate) fn notes_hash(notes: &Notes) -> Option<u64> {
    let Notes { countries: _, own_countries, groups, tags, corrected } = notes;
    if own_countries.is_empty() && groups.is_empty() && tags.is_empty() && corrected.is_empty() {
        return None;
    }
    let mut h = Feed(Xxh3::new());
    h.number(own_countries.len() as u64);
    for (outlet, country) in own_countries {
        h.number(u64::from(*outlet));
        h.text(country);
    }
    h.number(groups.len() as u64);
    for (name, members) in groups {
        h.text(name);
        h.number(members.len() as u64);
        for outlet in members {
            h.number(u64::from(*outlet));
        }
    }
    h.number(tags.len() as u64);
    for (article, tag) in tags {
        h.number(u64::from(*article));
        h.text(tag);
    }
    h.number(corrected.len() as u64);
    for article in corrected {
        h.number(u64::from(*article));
    }
    Some(h.0.digest())
}

/// A hash of which articles belong together.
pub(crate) fn relations_hash(relations: &Relations) -> u64 {
    let (stories, columns, copies) = relations.parts();
    let mut h = Feed(Xxh3::new());
    h.number(stories.len() as u64);
    for title in stories {
        h.text(title);
    }
    for column in columns {
        h.number(column.len() as u64);
        for &number in column {
            h.number(number.into());
        }
    }
    for &is_copy in copies {
        h.number(is_copy.into());
    }
    h.0.digest()
}

/// A hash of which articles are versions of one, and which counts.
pub(crate) fn versions_hash(groups: &[Vec<super::ArticleId>]) -> u64 {
    let mut h = Feed(Xxh3::new());
    h.number(groups.len() as u64);
    for group in groups {
        h.number(group.len() as u64);
        for &id in group {
            h.number(id.into());
        }
    }
    h.0.digest()
}

/// Writes values so that no two sequences of values look alike.
struct Feed(Xxh3);

impl Feed {
    fn number(&mut self, n: u64) {
        self.0.update(&n.to_le_bytes());
    }

    fn text(&mut self, text: &str) {
        self.number(text.len() as u64 + 1);
        self.0.update(text.as_bytes());
    }

    fn name(&mut self, name: Option<&Inferred<Arc<str>>>) {
        match name {
            Some(name) => self.text(&name.value),
            None => self.number(0),
        }
    }

    fn span(&mut self, span: Option<Span>) {
        match span {
            Some(s) => self.number((u64::from(s.from) << 32 | u64::from(s.to)).wrapping_add(1)),
            None => self.number(0),
        }
    }
}
