//! Function words: articles, prepositions, pronouns, auxiliaries, which say little about what a
//! text is about.
//!
//! The lists are data (`assets/stopwords/`, one folded word a line, `#` begins a comment). They
//! are kept to words of grammar: a word that could carry a frame is better shown once too often
//! than lost. Languages without a list have no stop words.

use std::sync::OnceLock;

use hashbrown::HashSet;

use crate::corpus::Language;

/// The lists, by language code.
const LISTS: [(&str, &str); 7] = [
    ("de", include_str!("../../assets/stopwords/de.txt")),
    ("en", include_str!("../../assets/stopwords/en.txt")),
    ("es", include_str!("../../assets/stopwords/es.txt")),
    ("fr", include_str!("../../assets/stopwords/fr.txt")),
    ("ja", include_str!("../../assets/stopwords/ja.txt")),
    ("ru", include_str!("../../assets/stopwords/ru.txt")),
    ("zh", include_str!("../../assets/stopwords/zh.txt")),
];

/// Whether `folded` (see [`fold`](super::normalise::fold)) is a function word of `language`.
///
/// ```
/// use parallax::corpus::Language;
/// use parallax::text::stopwords::is_stop_word;
/// assert!(is_stop_word("the", Language::from_code("en")));
/// assert!(!is_stop_word("islands", Language::from_code("en")));
/// assert!(!is_stop_word("the", Language::UNKNOWN));
/// ```
pub fn is_stop_word(folded: &str, language: Language) -> bool {
    list(language).is_some_and(|words| words.contains(folded))
}

/// The function words of `language` in code point order; empty for a language without a list.
pub fn stop_words(language: Language) -> Vec<&'static str> {
    let mut words: Vec<&str> =
        list(language).map(|words| words.iter().copied().collect()).unwrap_or_default();
    words.sort_unstable();
    words
}

fn list(language: Language) -> Option<&'static HashSet<&'static str>> {
    static SETS: OnceLock<Vec<HashSet<&str>>> = OnceLock::new();
    let code = language.code()?;
    let at = LISTS.iter().position(|(known, _)| *known == code)?;
    SETS.get_or_init(|| LISTS.iter().map(|(_, list)| lines(list).collect()).collect()).get(at)
}

fn lines(list: &'static str) -> impl Iterator<Item = &'static str> {
    list.lines().map(str::trim).filter(|line| !line.is_empty() && !line.starts_with('#'))
}

#[cfg(test)]
mod tests {
    use super::{LISTS, is_stop_word, lines};
    use crate::corpus::Language;
    use crate::text::normalise::fold;

    #[test]
    fn lists_are_folded_sorted_and_without_repetition() {
        for (code, list) in LISTS {
            let words: Vec<&str> = lines(list).collect();
            assert!(words.len() > 100, "{code} has {} words", words.len());
            assert!(words.is_sorted_by(|a, b| a < b), "{code} is out of order");
            let mut key = String::new();
            for word in words {
                fold(word, &mut key);
                assert_eq!(word, key, "{code}");
            }
        }
    }

    #[test]
    fn each_language_knows_its_own() {
        for (code, word, yes) in [
            ("en", "don't", true),
            ("ru", "которые", true),
            ("ru", "россия", false),
            ("de", "dass", true),
            ("fr", "être", true),
            ("es", "también", true),
            ("zh", "的", true),
            ("zh", "普京", false),
            ("ja", "は", true),
            ("ja", "大統領", false),
            ("fi", "ja", false),
        ] {
            assert_eq!(is_stop_word(word, Language::from_code(code)), yes, "{word} in {code}");
        }
    }
}
