//! Which languages the articles of a result are in, and what that does to counting words.
//!
//! A word of one language is not a word of another: where Finnish has one, English has four, and Chinese, Japanese and
//! Thai write no spaces, so that a dictionary says where a word ends. Hits per word are therefore not held against each
//! other across languages without saying so; shares of articles and hits per sentence can be.

use super::Unit;
use super::coverage::Coverage;
use crate::corpus::Language;
use crate::figure::format;
use crate::text::language;

/// The articles of a result in one language.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct LanguageCount {
    /// The language; unknown ones are one.
    pub language: Language,
    /// Its articles.
    pub articles: u32,
}

/// So many languages are named; more are told by their number.
const MOST_NAMED: usize = 5;

/// Languages with their articles, the most frequent first, what is not known last.
pub(super) fn ranked(counts: &[(Language, u32)]) -> Vec<LanguageCount> {
    let count = |&(language, articles): &(Language, u32)| LanguageCount { language, articles };
    let mut found: Vec<LanguageCount> = counts.iter().map(count).collect();
    found.sort_by_key(|one| {
        (one.language == Language::UNKNOWN, std::cmp::Reverse(one.articles), one.language)
    });
    found
}

impl Coverage {
    /// The languages that are known.
    fn known_languages(&self) -> impl Iterator<Item = (&str, u32)> {
        self.languages.iter().filter_map(|one| Some((one.language.code()?, one.articles)))
    }

    /// Whether articles are in several languages.
    pub fn has_several_languages(&self) -> bool {
        self.known_languages().count() > 1
    }

    /// The language of most articles, by code, with their number.
    pub fn main_language(&self) -> Option<(&str, u32)> {
        self.known_languages().next()
    }

    /// "English (12 articles) and Japanese (3 articles)".
    pub fn languages_in_words(&self) -> String {
        self.languages_as(|name, articles| {
            format!("{name} ({})", format::counted(articles.into(), "article", "articles"))
        })
    }

    /// "English (12) and Japanese (3)".
    pub fn languages_in_short(&self) -> String {
        self.languages_as(|name, articles| format!("{name} ({})", format::count(articles.into())))
    }

    fn languages_as(&self, one: impl Fn(&str, u32) -> String) -> String {
        let in_words = |(code, articles): (&str, u32)| one(language::name(code), articles);
        let mut words: Vec<String> = self.known_languages().take(MOST_NAMED).map(in_words).collect();
        let more = self.known_languages().skip(MOST_NAMED).count() as u64;
        if more > 0 {
            words.push(format::counted(more, "more language", "more languages"));
        }
        format::list(&words)
    }

    /// Why words cannot be counted alike, where articles in several languages are counted by words.
    pub fn words_differ(&self, unit: Unit) -> Option<&'static str> {
        if !self.has_several_languages() || !unit.counts_words() {
            return None;
        }
        let spaceless = self.known_languages().filter(|(code, _)| language::has_no_spaces(code)).count();
        Some(if (1..self.known_languages().count()).contains(&spaceless) {
            "some languages write no spaces between words, so hits per words do not compare across them"
        } else {
            "languages differ in what is one word, so hits per words do not compare across them"
        })
    }

    /// The same as a caption says it, with what to do; empty where there is nothing to say.
    pub(super) fn unit_note(&self, unit: Unit) -> String {
        self.words_differ(unit).map_or_else(String::new, |why| {
            let languages = self.languages_in_words();
            format!("articles in {languages}: {why} (shares of articles and hits per 1,000 sentences do)")
        })
    }

    /// What a caption says of words that are held against each other in several languages.
    pub(super) fn words_note(&self) -> String {
        if !self.has_several_languages() {
            return String::new();
        }
        let languages = self.languages_in_words();
        format!("articles in several languages, whose words differ by language first: {languages}")
    }
}
