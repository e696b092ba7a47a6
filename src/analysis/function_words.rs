//! Which words of a corpus are function words, and which are numbers.
//!
//! "The" tells little about an outlet. A word counts as a function word by the language of the
//! articles it stands in: "die" is one in German and none in English, and in a mixed selection
//! the language in which it occurs more often decides.

use crate::corpus::{Corpus, Language, Subset, TypeId};
use crate::text::stopwords;

/// The function words of a selection of articles, as a set of types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FunctionWords {
    /// One bit a type.
    bits: Vec<u64>,
}

impl FunctionWords {
    /// The function words of `subset`: the words of the lists of its languages. Occurrences are
    /// looked at only where the languages disagree.
    pub fn of(corpus: &Corpus, subset: &Subset) -> Self {
        let languages = languages_of(corpus, subset);
        let mut bits = vec![0; corpus.vocabulary().len().div_ceil(64)];
        for (at, &language) in languages.iter().enumerate() {
            for form in stopwords::stop_words(language) {
                let listed_before = languages[..at].iter().any(|&other| stopwords::is_stop_word(form, other));
                let Some(word) = corpus.vocabulary().id(form).filter(|_| !listed_before) else { continue };
                if let Some(slot) = bits.get_mut(word as usize / 64)
                    && is_mostly_listed(corpus, subset, &languages, word, form)
                {
                    *slot |= 1 << (word % 64);
                }
            }
        }
        Self { bits }
    }

    /// Whether the type is a function word.
    #[inline]
    pub fn contains(&self, word: TypeId) -> bool {
        self.bits.get(word as usize / 64).is_some_and(|bits| bits >> (word % 64) & 1 == 1)
    }
}

/// Whether a form occurs at least as often where it is a function word as where it is not.
fn is_mostly_listed(
    corpus: &Corpus,
    subset: &Subset,
    languages: &[Language],
    word: TypeId,
    form: &str,
) -> bool {
    let is_listed = |language: Language| stopwords::is_stop_word(form, language);
    if languages.iter().all(|&language| is_listed(language)) {
        return true;
    }
    let (mut there, mut elsewhere) = (0_u64, 0_u64);
    for (article, count) in corpus.article_counts(word) {
        let language = corpus.language_of(article);
        if !subset.contains(article) || language == Language::UNKNOWN {
            continue;
        }
        if is_listed(language) {
            there += u64::from(count);
        } else {
            elsewhere += u64::from(count);
        }
    }
    there >= elsewhere
}

/// Whether a form is a number or another word without a letter.
pub fn is_number(form: &str) -> bool {
    !form.contains(char::is_alphabetic)
}

/// The known languages of the articles, each once, in order of their codes.
fn languages_of(corpus: &Corpus, subset: &Subset) -> Vec<Language> {
    let mut languages: Vec<Language> = Vec::new();
    for id in subset.articles(corpus) {
        let language = corpus.language_of(id);
        if language != Language::UNKNOWN && !languages.contains(&language) {
            languages.push(language);
        }
    }
    languages.sort_unstable();
    languages
}
