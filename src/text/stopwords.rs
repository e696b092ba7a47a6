//! Function words: those that say little about what a text is about.

use crate::corpus::Language;

/// Whether `folded` (see [`fold`](super::normalise::fold)) is a function word of `language`.
pub fn is_stop_word(folded: &str, language: Language) -> bool {
    match language.code() {
        Some("en") => matches!(folded, "the" | "a" | "of" | "and" | "to" | "in" | "is"),
        _ => false,
    }
}
