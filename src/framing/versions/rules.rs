//! When two articles of one outlet are versions of one article, by how much of their text is the same.
//!
//! Containment by runs of five words and more (METHODS.md, section 8). The farther apart the days and the less the names
//! agree, the more of the text has to: an outlet prints the same figures about the weather every day, and the brief of
//! the evening is part of the overview of the morning.

use crate::corpus::{ArticleId, Completeness, Corpus, DatePrecision};
use crate::framing::reuse::{SharedPair, SharedText};

/// Shares of the shorter and of the longer text, in thousandths of their words.
#[derive(Debug, Clone, Copy)]
struct Shares {
    shorter: u32,
    longer: u32,
}

impl Shares {
    fn of(corpus: &Corpus, first: ArticleId, second: ArticleId, shared: &SharedText) -> Self {
        let share = |words: u32, id| {
            (u64::from(words) * 1000 / u64::from(corpus.words_of(id).max(1))).min(1000) as u32
        };
        let (one, other) = (share(shared.words_of_first, first), share(shared.words_of_second, second));
        if corpus.words_of(first) < corpus.words_of(second) {
            Self { shorter: one, longer: other }
        } else {
            Self { shorter: other, longer: one }
        }
    }

    fn are(self, shorter: u32, longer: u32) -> bool {
        self.shorter >= shorter && self.longer >= longer
    }
}

/// Days between two articles; `None` where a day is not known.
fn days_between(corpus: &Corpus, one: ArticleId, other: ArticleId) -> Option<u32> {
    let day = |id| {
        let date = corpus.date_of(id).filter(|date| date.precision == DatePrecision::Day);
        date.map(|_| corpus.day_of(id))
    };
    Some(day(one)?.abs_diff(day(other)?))
}

/// Whether they are two different pages of an article.
fn are_two_pages(corpus: &Corpus, one: ArticleId, other: ArticleId) -> bool {
    match (corpus.completeness_of(one), corpus.completeness_of(other)) {
        (Completeness::Part { part, .. }, Completeness::Part { part: second, .. }) => part != second,
        _ => false,
    }
}

/// Whether two articles of one outlet have so much of their text in common that they are versions of one article.
/// `is_named_alike`: they have one headline or one address.
pub(super) fn nearly_same(corpus: &Corpus, pair: &SharedPair, is_named_alike: bool) -> bool {
    let (first, second) = (pair.first, pair.second);
    if are_two_pages(corpus, first, second) {
        return false;
    }
    let shares = Shares::of(corpus, first, second, &pair.shared);
    let days = days_between(corpus, first, second);
    let is_cut = |id| corpus.completeness_of(id) == Completeness::Truncated;
    let is_shorter_cut =
        if corpus.words_of(first) < corpus.words_of(second) { is_cut(first) } else { is_cut(second) };
    match days {
        // A wall leaves the beginning, with the headline or another.
        _ if is_shorter_cut && days.is_none_or(|days| days <= 31) => {
            shares.are(if is_named_alike { 700 } else { 900 }, 0)
        }
        Some(0) => shares.are(800, if is_named_alike { 0 } else { 500 }),
        Some(1..=2) => shares.are(850, if is_named_alike { 300 } else { 600 }),
        Some(3..=31) => shares.are(900, if is_named_alike { 500 } else { 800 }),
        Some(_) => is_named_alike && shares.are(950, 950),
        None => shares.are(900, if is_named_alike { 0 } else { 800 }),
    }
}

/// Whether two articles with one web address are versions of one: sites state the address of their first page on others.
pub(super) fn same_address(
    corpus: &Corpus,
    first: ArticleId,
    second: ArticleId,
    shared: &SharedText,
) -> bool {
    !are_two_pages(corpus, first, second) && Shares::of(corpus, first, second, shared).are(330, 0)
}
