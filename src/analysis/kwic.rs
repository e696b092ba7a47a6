//! One line of a concordance as text: left, hit, right.
//!
//! The context is what a reader of the article would see before and after the hit: the counted
//! parts in reading order (headline, standfirst, body), without furniture and captions between
//! them, on one line, cut at word bounds.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::corpus::{Article, ArticleId, Corpus, OutletId, Published, Span};
use crate::query::Hit;
use crate::text::{normalise, script};

/// A line of a concordance.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct KwicLine {
    /// The article.
    pub article: ArticleId,
    /// Its outlet.
    pub outlet: OutletId,
    /// Its date.
    pub date: Option<Published>,
    /// What stands before the hit, without the space between.
    pub left: String,
    /// The hit as written.
    pub hit: String,
    /// What stands after the hit; a space before it is kept, so that "word." and "word he" differ.
    pub right: String,
    /// Where the hit stands in the article's raw text.
    pub span: Span,
}

/// The line of `hit`, with up to `context_chars` characters on either side.
pub fn line(corpus: &Corpus, hit: &Hit, context_chars: usize) -> KwicLine {
    let span = hit.span(corpus);
    let context = context(corpus.article(corpus.article_at(hit.position)), span, context_chars);
    of(corpus, hit, context)
}

/// The line of `hit` with what stands around it in `bounds`, but no more than `context_chars` characters of it.
pub fn line_in(corpus: &Corpus, hit: &Hit, bounds: Span, context_chars: usize) -> KwicLine {
    let (left, right) = inside(corpus.article(corpus.article_at(hit.position)), hit.span(corpus), bounds);
    of(corpus, hit, (cut_left(&left, context_chars), cut_right(&right, context_chars)))
}

/// The line of `hit` with this before and after it.
pub fn of(corpus: &Corpus, hit: &Hit, (left, right): (String, String)) -> KwicLine {
    let id = corpus.article_at(hit.position);
    let article = corpus.article(id);
    let span = hit.span(corpus);
    KwicLine {
        article: id,
        outlet: corpus.outlet_of(id),
        date: corpus.date_of(id),
        left,
        hit: normalise::for_reading(article.text(span)).into_owned(),
        right,
        span,
    }
}

/// What stands before and after `span` within `bounds`, where nothing that is not counted lies between.
pub fn inside(article: &Article, span: Span, bounds: Span) -> (String, String) {
    let left = normalise::for_reading(article.text(Span { from: bounds.from.min(span.from), to: span.from }));
    let rest = article.text(Span { from: span.to, to: bounds.to.max(span.to) });
    (left.trim().to_owned(), after(rest))
}

/// What stands before `span`, from the word at `first` on, and after it, up to the word at `last`: counted parts
/// alone, in reading order.
pub fn between(article: &Article, first: Span, span: Span, last: Span) -> (String, String) {
    let parts: Vec<Span> = article.counted_spans().collect();
    let part_of = |span: Span| parts.iter().position(|part| part.from <= span.from && span.to <= part.to);
    let (Some(home), Some(from), Some(to)) = (part_of(span), part_of(first), part_of(last)) else {
        return Default::default();
    };
    let clipped = |from: u32, to: u32| article.text(Span { from, to: to.max(from) });
    let mut left: Vec<String> = Vec::new();
    for (at, part) in parts.iter().enumerate().take(home + 1).skip(from) {
        let begins = if at == from { first.from } else { part.from };
        let ends = if at == home { span.from } else { part.to };
        left.push(normalise::for_reading(clipped(begins, ends)).trim().to_owned());
    }
    let mut right = String::new();
    for (at, part) in parts.iter().enumerate().take(to + 1).skip(home) {
        let begins = if at == home { span.to } else { part.from };
        let ends = if at == to { last.to } else { part.to };
        if at == home {
            right = after(clipped(begins, ends));
        } else {
            right.push(' ');
            right.push_str(normalise::for_reading(clipped(begins, ends)).trim());
        }
    }
    (left.join(" ").trim().to_owned(), right.trim_end().to_owned())
}

/// Text after a hit; a space before it is kept.
fn after(text: &str) -> String {
    let space = if text.starts_with(char::is_whitespace) { " " } else { "" };
    format!("{space}{}", normalise::for_reading(text).trim()).trim_end().to_owned()
}

/// What stands before and after `span` among the counted parts of `article`.
pub fn context(article: &Article, span: Span, context_chars: usize) -> (String, String) {
    let parts: Vec<Span> = article.counted_spans().collect();
    let Some(home) =
        parts.iter().position(|part| part.from <= span.from && span.from < part.to.max(part.from + 1))
    else {
        return Default::default();
    };
    // White space and control characters may go, so a few more bytes than characters are read.
    let enough = context_chars.saturating_mul(2) + 40;
    let mut left = String::new();
    let before = Span { from: parts[home].from, to: span.from };
    for part in std::iter::once(before).chain(parts[..home].iter().rev().copied()) {
        let text = normalise::for_reading(last_chars(article.text(part), enough));
        left = if left.is_empty() { text.into_owned() } else { format!("{} {left}", text.trim_end()) };
        if left.chars().count() > context_chars {
            break;
        }
    }
    let mut right = String::new();
    let after = Span { from: span.to, to: parts[home].to.max(span.to) };
    for part in std::iter::once(after).chain(parts[home + 1..].iter().copied()) {
        let text = first_chars(article.text(part), enough);
        let starts_apart = !right.is_empty() || text.starts_with(char::is_whitespace);
        if starts_apart || part != after {
            right.push(' ');
        }
        right.push_str(normalise::for_reading(text).trim());
        if right.chars().count() > context_chars {
            break;
        }
    }
    (cut_left(left.trim(), context_chars), cut_right(right.trim_end(), context_chars))
}

fn last_chars(text: &str, count: usize) -> &str {
    let from = text.char_indices().rev().nth(count).map_or(0, |(at, _)| at);
    text.get(from..).unwrap_or_default()
}

fn first_chars(text: &str, count: usize) -> &str {
    let to = text.char_indices().nth(count).map_or(text.len(), |(at, _)| at);
    text.get(..to).unwrap_or_default()
}

/// The end of `text`, at most `count` characters as a reader counts them, beginning with a word.
fn cut_left(text: &str, count: usize) -> String {
    let Some((at, _)) = text.grapheme_indices(true).rev().nth(count.saturating_sub(1)) else {
        return if count == 0 { String::new() } else { text.to_owned() };
    };
    if count == 0 || at == 0 {
        return text.get(if count == 0 { text.len() } else { 0 }..).unwrap_or_default().to_owned();
    }
    let (gone, kept) = text.split_at_checked(at).unwrap_or(("", text));
    let is_inside = gone.chars().next_back().is_some_and(joins) && kept.chars().next().is_some_and(joins);
    let from = if is_inside { kept.find(|c| !joins(c)).unwrap_or(0) } else { 0 };
    kept.get(from..).unwrap_or_default().trim_start().to_owned()
}

/// The beginning of `text`, at most `count` characters as a reader counts them, ending with a word.
fn cut_right(text: &str, count: usize) -> String {
    let Some((at, _)) = text.grapheme_indices(true).nth(count) else { return text.to_owned() };
    let (kept, gone) = text.split_at_checked(at).unwrap_or((text, ""));
    let is_inside = kept.chars().next_back().is_some_and(joins) && gone.chars().next().is_some_and(joins);
    let to = if is_inside {
        kept.char_indices().rev().find(|&(_, c)| !joins(c)).map_or(kept.len(), |(at, c)| at + c.len_utf8())
    } else {
        kept.len()
    };
    kept.get(..to).unwrap_or_default().trim_end().to_owned()
}

/// Whether a cut beside this character may cut a word.
fn joins(c: char) -> bool {
    c.is_alphanumeric() && !script::is_spaceless(c) || matches!(c, '\'' | '’')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contexts_are_cut_between_words_and_never_inside_a_character() {
        let check = |text: &str, count: usize, left: &str, right: &str| {
            assert_eq!(
                (cut_left(text, count).as_str(), cut_right(text, count).as_str()),
                (left, right),
                "{text:?}"
            );
        };
        check("the islands council met", 30, "the islands council met", "the islands council met");
        check("the islands council met", 9, "met", "the");
        check("the islands council met", 11, "council met", "the islands");
        check("the islands council met", 0, "", "");
        check("", 5, "", "");
        check("島の議会が開かれた", 3, "かれた", "島の議");
        check("Antidisestablishmentarianism", 5, "anism", "Antid");
        check("e\u{301}te\u{301} e\u{301}", 1, "e\u{301}", "e\u{301}te\u{301}".get(..3).unwrap());
        check("👨‍👩‍👧 👨‍👩‍👧", 1, "👨‍👩‍👧", "👨‍👩‍👧");
    }
}
