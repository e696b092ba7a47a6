//! What can be seen of the values of a field: how long they are, whether they are sentences, dates,
//! addresses, names of outlets.

use std::collections::BTreeSet;

use super::dates::looks_like_date;
use crate::ingest::registry::Registry;
use crate::text::script::is_cjk;

/// Beginning of a value that is looked at.
const HEAD: usize = 4000;
/// Distinct values that are told apart.
const MOST_DISTINCT: usize = 1000;

/// Figures of one field in a sample of records.
#[derive(Debug, Clone, Default)]
pub(super) struct Stats {
    /// Records that have it.
    pub filled: usize,
    /// Letters and signs, those of Chinese, Japanese and Korean thrice, of all values.
    size: usize,
    prose: usize,
    dates: usize,
    addresses: usize,
    pictures: usize,
    numbers: usize,
    words: usize,
    outlets: usize,
    codes: usize,
    distinct: BTreeSet<String>,
}

impl Stats {
    /// Counts the values that one record has under the field.
    pub fn add(&mut self, values: &[&str], registry: &Registry) {
        const PICTURES: [&str; 6] = [".jpg", ".jpeg", ".png", ".webp", ".gif", ".mp4"];
        self.filled += 1;
        let joined: usize = values.iter().map(|value| size(value)).sum();
        self.size += joined;
        let Some(first) = values.first().map(|value| head(value.trim())) else { return };
        let is_address = is_address(first);
        let is_number =
            !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-');
        let lower = first.to_ascii_lowercase();
        self.addresses += usize::from(is_address);
        self.pictures += usize::from(is_address && PICTURES.iter().any(|ending| lower.contains(ending)));
        self.numbers += usize::from(is_number);
        self.dates += usize::from(looks_like_date(first));
        self.words += first.split_whitespace().count();
        self.prose += usize::from(joined >= 150 && is_prose(first));
        self.outlets += usize::from(
            !is_address
                && first.len() < 100
                && (registry.by_name(first).is_some()
                    || is_host(first) && registry.by_domain(first).is_some()),
        );
        self.codes += usize::from(is_language(first));
        if self.distinct.len() < MOST_DISTINCT {
            let short =
                first.char_indices().nth(60).map_or(first, |(at, _)| first.get(..at).unwrap_or(first));
            self.distinct.insert(short.to_owned());
        }
    }

    fn share(&self, count: usize) -> f32 {
        if self.filled == 0 { 0.0 } else { count as f32 / self.filled as f32 }
    }

    /// Mean size of a value, in letters.
    pub fn mean(&self) -> f32 {
        self.share(self.size)
    }

    /// Share of values that are sentences.
    pub fn prose(&self) -> f32 {
        self.share(self.prose)
    }

    /// Share of values that look like a date.
    pub fn dates(&self) -> f32 {
        self.share(self.dates)
    }

    /// Share of values that are addresses of pages; those of pictures count against it.
    pub fn addresses(&self) -> f32 {
        self.share(self.addresses) - self.share(self.pictures)
    }

    /// Share of values that are the registered name or address of an outlet.
    pub fn outlets(&self) -> f32 {
        self.share(self.outlets)
    }

    /// Share of values that are codes of languages.
    pub fn codes(&self) -> f32 {
        self.share(self.codes)
    }

    /// Share of values that are numbers.
    pub fn numbers(&self) -> f32 {
        self.share(self.numbers)
    }

    /// Mean number of words of a value.
    pub fn words(&self) -> f32 {
        self.share(self.words)
    }

    /// Share of values that no other record has.
    pub fn distinct(&self) -> f32 {
        let most = self.filled.min(MOST_DISTINCT);
        if most == 0 { 0.0 } else { self.distinct.len() as f32 / most as f32 }
    }
}

/// The beginning of `text`.
fn head(text: &str) -> &str {
    let mut end = text.len().min(HEAD);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    text.get(..end).unwrap_or(text)
}

fn size(text: &str) -> usize {
    let begin = head(text);
    let wide = begin.chars().filter(|c| !c.is_ascii() && is_cjk(*c)).count();
    let seen = begin.chars().count() + 2 * wide;
    if begin.len() < text.len() { seen * (text.len() / begin.len().max(1)) } else { seen }
}

/// Whether a text has sentences: an end of one with more behind it, or one at the end of many words.
fn is_prose(text: &str) -> bool {
    let text = text.trim_end();
    let has_words =
        text.split_whitespace().count() >= 15 || text.chars().filter(|c| is_cjk(*c)).count() >= 40;
    has_words
        && (text.contains(". ")
            || text.contains(".\n")
            || text.contains(['。', '।', '؟', '؛'])
            || text.ends_with(['.', '!', '?', '…', '"', '”', '»', ']', '>']))
}

/// Whether a text is an address and nothing else.
pub(in crate::ingest::readers) fn is_address(text: &str) -> bool {
    let text = text.trim();
    (text.starts_with("http://") || text.starts_with("https://") || text.starts_with("www."))
        && !text.contains(char::is_whitespace)
}

fn is_host(text: &str) -> bool {
    text.contains('.') && !text.contains(char::is_whitespace)
}

fn is_language(text: &str) -> bool {
    let code = text.split(['-', '_']).next().unwrap_or("");
    matches!(code.len(), 2 | 3)
        && code.bytes().all(|b| b.is_ascii_alphabetic())
        && text.len() <= 7
        && crate::corpus::Language::from_code(&code.to_ascii_lowercase()) != crate::corpus::Language::UNKNOWN
}
