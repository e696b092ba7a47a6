//! Which words of a corpus are function words, and which are numbers.
//!
//! "The" tells little about an outlet. A word counts as a function word by the language of the
//! articles it stands in: "die" is one in German and none in English, and in a mixed selection
//! the language in which it occurs more often decides.

use crate::corpus::{Corpus, Language, Subset, TypeId};
use crate::text::stopwords;

/// The function words of a selection of articles.
#[derive(Clone, Copy)]
pub struct FunctionWords<'a> {
    corpus: &'a Corpus,
    subset: &'a Subset,
    languages: &'a [Language],
}

impl<'a> FunctionWords<'a> {
    /// The function words of `subset`, whose languages are `languages` (see [`languages_of`]).
    pub fn new(corpus: &'a Corpus, subset: &'a Subset, languages: &'a [Language]) -> Self {
        Self { corpus, subset, languages }
    }

    /// Whether the type is a function word. The form is looked up in the lists of the languages;
    /// its occurrences are looked at only where the languages disagree.
    pub fn contains(&self, word: TypeId) -> bool {
        let form = self.corpus.vocabulary().form(word);
        let is_listed = |language: &&Language| stopwords::is_stop_word(form, **language);
        let listed = self.languages.iter().filter(is_listed).count();
        if listed == 0 || listed == self.languages.len() {
            return listed > 0;
        }
        let (articles, counts) = self.corpus.article_counts(word);
        let (mut there, mut elsewhere) = (0_u64, 0_u64);
        for (&article, &count) in articles.iter().zip(counts) {
            let language = self.corpus.language_of(article);
            if !self.subset.contains(article) || language == Language::UNKNOWN {
                continue;
            }
            if is_listed(&&language) {
                there += u64::from(count);
            } else {
                elsewhere += u64::from(count);
            }
        }
        there >= elsewhere
    }
}

/// Whether a form is a number or another word without a letter.
pub fn is_number(form: &str) -> bool {
    !form.contains(char::is_alphabetic)
}

/// The known languages of the articles, each once, in order of their codes.
pub fn languages_of(corpus: &Corpus, subset: &Subset) -> Vec<Language> {
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
