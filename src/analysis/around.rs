//! The sentence and the paragraph around a hit, and so many words on either side of it.

use super::kwic;
use crate::corpus::{Corpus, SENTINEL, Span};
use crate::query::Hit;

/// The sentence that a hit stands in, with its punctuation; where a hit runs on into the next, both.
pub fn sentence(corpus: &Corpus, hit: &Hit) -> Span {
    let last = hit.end().saturating_sub(1).max(hit.position);
    let (from, to) = (corpus.sentence_at(hit.position).start, corpus.sentence_at(last).end);
    let home = paragraph(corpus, hit);
    let article = corpus.article(corpus.article_at(hit.position));
    let text = |from: u32, to: u32| article.text(Span { from, to: to.max(from) });

    let is_first = from <= corpus.paragraph_at(hit.position).start;
    let first = corpus.span_at(from).from;
    let opening: usize = text(home.from, first)
        .chars()
        .rev()
        .take_while(|c| opens(*c) || is_straight_quote(*c))
        .map(char::len_utf8)
        .sum();
    let start = if is_first { home.from } else { first - opening as u32 };

    let is_last = corpus.stream().get(to as usize).is_none_or(|&word| word == SENTINEL)
        || to >= corpus.paragraph_at(last).end;
    let end = if is_last {
        home.to
    } else {
        // What opens the next sentence is its own.
        let next = corpus.span_at(to).from;
        let ended = corpus.span_at(to - 1).to;
        let between = text(ended, next);
        let own = between.trim_end_matches(opens);
        let own = match own.strip_suffix(is_straight_quote) {
            Some(rest) if rest.ends_with(char::is_whitespace) => rest,
            _ => own,
        };
        ended + own.trim_end().len() as u32
    };
    Span { from: start.min(hit.span(corpus).from), to: end.max(hit.span(corpus).to) }
}

/// The paragraph that a hit stands in; headline and standfirst are paragraphs too.
pub fn paragraph(corpus: &Corpus, hit: &Hit) -> Span {
    let span = hit.span(corpus);
    let article = corpus.article(corpus.article_at(hit.position));
    let home = article.counted_spans().find(|part| part.from <= span.from && span.to <= part.to);
    home.unwrap_or(span)
}

/// The text of up to `count` words before a hit and after it, within its article.
pub fn words(corpus: &Corpus, hit: &Hit, count: u32) -> (String, String) {
    let id = corpus.article_at(hit.position);
    let range = corpus.article_range(id);
    let span = hit.span(corpus);
    let first = hit.position.saturating_sub(count).max(range.start as u32);
    let last = (hit.end() + count).min(range.end as u32).saturating_sub(1).max(hit.end().saturating_sub(1));
    let before = if first < hit.position { corpus.span_at(first) } else { span };
    let after = if last >= hit.end() { corpus.span_at(last) } else { span };
    kwic::between(corpus.article(id), before, span, after)
}

fn opens(c: char) -> bool {
    c.is_whitespace()
        || matches!(
            c,
            '“' | '‘'
                | '«'
                | '‹'
                | '„'
                | '‚'
                | '('
                | '['
                | '¿'
                | '¡'
                | '「'
                | '『'
                | '（'
                | '【'
                | '《'
                | '〈'
        )
}

fn is_straight_quote(c: char) -> bool {
    matches!(c, '"' | '\'')
}
