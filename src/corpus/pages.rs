//! An article that was put together of several files, each a page: which files, and where their texts stand.

use std::sync::Arc;

use super::{Article, EncodingFound, Span};

/// Addresses of the pages around a page of an article that is spread over several.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Turns {
    /// That of the page before.
    pub previous: Option<Arc<str>>,
    /// That of the page after.
    pub next: Option<Arc<str>>,
}

/// A page of an article that lies in several files: which file it was, and where its text stands.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ArticlePage {
    /// The file, as an article's.
    pub path: Arc<str>,
    /// Which record of the file.
    pub record: u32,
    /// The encoding of the file.
    pub encoding: EncodingFound,
    /// Its whole decoded text, as bytes of the article's.
    pub span: Span,
}

/// A file with which of its articles is meant, as it is named everywhere: `record` counts from 0, and the first is
/// named by the file alone.
///
/// ```
/// use parallax::corpus::file_and_record;
/// assert_eq!(file_and_record("a/download.txt", 3), "a/download.txt (3)");
/// assert_eq!(file_and_record("a/one.txt", 0), "a/one.txt");
/// ```
pub fn file_and_record(path: &str, record: u32) -> String {
    match record {
        0 => path.to_owned(),
        record => format!("{path} ({record})"),
    }
}

impl Article {
    /// Its file, with which article of the file it is: [`file_and_record`].
    pub fn file_words(&self) -> String {
        file_and_record(&self.path, self.record)
    }

    /// The files that it was read from, each with its record there: one, or one a page.
    pub fn files(&self) -> impl Iterator<Item = (&Arc<str>, u32)> {
        let own = self.pages.is_empty().then_some((&self.path, self.record));
        own.into_iter().chain(self.pages.iter().map(|page| (&page.path, page.record)))
    }

    /// The file in which byte `at` of its text stands, with the record there.
    pub fn file_at(&self, at: u32) -> (&Arc<str>, u32) {
        let page = self.pages.iter().rev().find(|page| page.span.from <= at);
        page.map_or((&self.path, self.record), |page| (&page.path, page.record))
    }

    /// The file in which words of its text stand, and where in the file's own text they do.
    pub fn in_file(&self, span: Span) -> (&Arc<str>, Span) {
        let page = self.pages.iter().rev().find(|page| page.span.from <= span.from);
        page.map_or((&self.path, span), |page| {
            let before = page.span.from;
            let own = Span { from: span.from - before, to: span.to.saturating_sub(before) };
            (&page.path, own)
        })
    }
}
