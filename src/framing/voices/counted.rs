//! Counted words within a span of an article.

use crate::corpus::{ArticleId, Corpus, Span};

/// Counted words within a span.
pub(super) fn words_in(corpus: &Corpus, id: ArticleId, span: Span) -> u32 {
    let range = corpus.article_range(id);
    let (mut low, mut high) = (range.start as u32, range.end as u32);
    let end = high;
    while low < high {
        let middle = low + (high - low) / 2;
        if corpus.span_at(middle).from < span.from {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    let first = low;
    let mut at = first;
    while at < end && corpus.span_at(at).to <= span.to && corpus.span_at(at).from >= span.from {
        at += 1;
    }
    at - first
}
