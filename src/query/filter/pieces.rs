//! A filter cut into conditions, and a condition into values: at spaces and commas outside quotation marks, and
//! in queries outside brackets and patterns too.

use std::ops::Range;

use super::Field;
use crate::query::Mistake;

/// Cuts `text` in `range` at characters that are `separator`s; empty pieces are left out. `is_query` says that
/// all of it is queries; of conditions, those of `hits:` are.
pub(super) fn pieces(
    text: &str,
    range: Range<usize>,
    separator: impl Fn(char) -> bool,
    is_query: bool,
) -> Result<Vec<Range<usize>>, Mistake> {
    let mut pieces = Vec::new();
    let mut from = range.start;
    let mut quote: Option<usize> = None;
    let mut brackets: Vec<usize> = Vec::new();
    let mut pattern: Option<usize> = None;
    let (mut in_query, mut before, mut is_escaped) = (is_query, ' ', false);
    for (at, c) in text.get(range.clone()).unwrap_or("").char_indices() {
        let at = range.start + at;
        if pattern.is_some() {
            if c == '/' && !is_escaped {
                (pattern, before) = (None, ' ');
            }
            is_escaped = c == '\\' && !is_escaped;
            continue;
        }
        if is_quote(c) {
            quote = if quote.is_some() { None } else { Some(at) };
        } else if quote.is_none() {
            if brackets.is_empty() && separator(c) {
                pieces.push(from..at);
                from = at + c.len_utf8();
                in_query = is_query;
            } else if in_query {
                match c {
                    '(' | '（' => brackets.push(at),
                    ')' | '）' => drop(brackets.pop()),
                    '/' if before.is_whitespace() || ends_word(before) => pattern = Some(at),
                    _ => {}
                }
            } else if matches!(c, ':' | '：') && is_hits(text.get(from..at).unwrap_or("")) {
                in_query = true;
                before = ' ';
                continue;
            }
        }
        before = if separator(c) { ' ' } else { c };
    }
    if let Some(at) = quote {
        return Err(Mistake::new(at..range.end, "This quotation mark has no partner."));
    }
    if let Some(at) = pattern {
        return Err(Mistake::new(at..range.end, "A pattern that begins with / has to end with / too."));
    }
    if let Some(at) = brackets.pop() {
        let len = text.get(at..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
        return Err(Mistake::new(at..at + len, "This bracket is not closed."));
    }
    pieces.push(from..range.end);
    pieces.retain(|piece| !piece.is_empty());
    Ok(pieces)
}

/// Whether a condition that begins so asks for hits.
fn is_hits(name: &str) -> bool {
    super::field_of(name) == Some(Field::Hits)
}

/// After which a pattern can begin.
fn ends_word(c: char) -> bool {
    is_quote(c) || matches!(c, '(' | '（' | ')' | '）' | '|' | '｜')
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}
