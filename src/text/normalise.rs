//! One form for counting, one for reading.

use std::borrow::Cow;

/// Writes the form under which `word` is counted to `out`, which is emptied first.
pub fn fold(word: &str, out: &mut String) {
    out.clear();
    out.extend(word.chars().map(|c| if c == '’' { '\'' } else { c }).flat_map(char::to_lowercase));
}

/// The text on one line, without control characters, its typography kept.
pub fn for_reading(text: &str) -> Cow<'_, str> {
    Cow::Owned(text.split_whitespace().collect::<Vec<_>>().join(" "))
}
