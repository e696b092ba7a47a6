//! Sentences, as byte spans.

use crate::corpus::{Language, Span};

/// Writes the spans of the sentences of `text` to `out`, which is emptied first.
pub fn sentences(text: &str, _language: Language, out: &mut Vec<Span>) {
    out.clear();
    let mut from = 0;
    for (at, end) in text.match_indices(['.', '!', '?', '。']) {
        let to = at + end.len();
        if text.get(to..).is_some_and(|rest| rest.starts_with(char::is_whitespace)) {
            out.push(Span::new(from, to));
            from = to + 1;
        }
    }
    if text.get(from..).is_some_and(|rest| !rest.trim().is_empty()) {
        out.push(Span::new(from, text.len()));
    }
}
