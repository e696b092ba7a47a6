//! Words, as byte spans.

use unicode_segmentation::UnicodeSegmentation as _;

use crate::corpus::Span;

/// Writes the spans of the words of `text` to `out`, which is emptied first.
pub fn words(text: &str, out: &mut Vec<Span>) {
    out.clear();
    out.extend(text.unicode_word_indices().map(|(at, word)| Span::new(at, at + word.len())));
}
