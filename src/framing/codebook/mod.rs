//! Codebooks: frames with their definitions, questions for coders and lists of words, as data that users edit.
//!
//! What a list of words finds are *dictionary hits*, never frames: a word list says which words stand there,
//! and a person says what they do. Shipped lists are of our own making; lists under licences of others are
//! read from the files of those who have them ([`read`]).

mod check;
mod export;
mod import;
mod liwc;
mod quanteda;
mod table;
mod toml_file;
mod yaml;

use std::sync::{Arc, OnceLock};

pub(super) use check::query_of;
pub use check::{Fault, LARGEST_FILE, LONGEST_WORD, MOST_FRAMES, MOST_WORDS, check_word};
pub use export::{TABLE_HEAD, of_toml, table_rows, to_toml};
pub use import::{Imported, read};

use crate::corpus::Language;

/// Frames under one title, with where they come from.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Codebook {
    /// Its short name, by which projects know it.
    pub id: Arc<str>,
    /// Its name on the screen.
    pub title: String,
    /// The work that defines it.
    pub citation: String,
    /// What one has to know to use it.
    pub note: String,
    /// Whom it was made for.
    pub made_for: MadeFor,
    /// Its frames, in order.
    pub frames: Vec<Frame>,
}

/// Whom a codebook was made for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum MadeFor {
    /// Counting: it is a list of words.
    #[default]
    Counting,
    /// Human coders: its words are hints where to look, and no measure of it.
    Coders,
}

/// One frame: what it means, what a coder asks, and words that hint at it.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Frame {
    /// Its short name within the codebook.
    pub id: Arc<str>,
    /// Its name on the screen.
    pub title: String,
    /// What it means.
    pub definition: String,
    /// What a coder asks of the text; one yes is enough.
    pub questions: Vec<String>,
    /// Words, each list for one language or for all.
    pub words: Vec<WordList>,
    /// Wordings in which a word of the lists does not count: `party` does not in "birthday party".
    pub exclude: Vec<String>,
}

/// Words of one language.
///
/// A word is letters with the wildcards `*` (any letters, also none) and `?` (one); several words are a phrase;
/// `*` alone in a phrase is any one word.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct WordList {
    /// In whose articles they count; unknown is in all.
    pub language: Language,
    /// The words.
    pub words: Vec<String>,
}

impl Codebook {
    /// The frame of this short name.
    pub fn frame(&self, id: &str) -> Option<&Frame> {
        self.frames.iter().find(|frame| *frame.id == *id)
    }

    /// How many words its frames have, in all languages.
    pub fn word_count(&self) -> usize {
        self.frames.iter().flat_map(|frame| &frame.words).map(|list| list.words.len()).sum()
    }

    /// What stands above its figures, where it needs saying.
    pub fn caution(&self) -> Option<&'static str> {
        match self.made_for {
            MadeFor::Counting => None,
            MadeFor::Coders => Some(
                "An instrument for human coders: its word lists are hints where to look, not a measure of it",
            ),
        }
    }
}

impl Frame {
    /// What a count of its words is called: "Dictionary hits: Economic".
    pub fn heading(&self) -> String {
        format!("Dictionary hits: {}", self.title)
    }

    /// The words of a language's own list; unknown is the list for all languages.
    pub fn words_in(&self, language: Language) -> &[String] {
        self.words.iter().find(|list| list.language == language).map_or(&[], |list| &list.words)
    }

    /// Sets the words of a language's own list, each once; an empty list goes.
    pub fn set_words(&mut self, language: Language, words: Vec<String>) {
        let mut seen = hashbrown::HashSet::new();
        let words: Vec<String> = words
            .into_iter()
            .map(|word| word.trim().to_owned())
            .filter(|word| !word.is_empty() && seen.insert(word.clone()))
            .collect();
        match self.words.iter().position(|list| list.language == language) {
            Some(at) if words.is_empty() => drop(self.words.remove(at)),
            Some(at) => {
                if let Some(list) = self.words.get_mut(at) {
                    list.words = words;
                }
            }
            None if words.is_empty() => {}
            None => self.words.push(WordList { language, words }),
        }
        self.sort_lists();
    }

    /// Lists stand in the order of their languages' codes, as files have them.
    fn sort_lists(&mut self) {
        self.words.sort_by(|a, b| toml_file::code_of(&a.language).cmp(toml_file::code_of(&b.language)));
    }

    /// Whether any of its lists counts in articles of `language`. In articles of an unknown language all do.
    pub fn covers(&self, language: Language) -> bool {
        self.words.iter().any(|list| {
            !list.words.is_empty()
                && (language == Language::UNKNOWN
                    || list.language == Language::UNKNOWN
                    || list.language == language)
        })
    }
}

/// The codebooks that come with the program.
///
/// ```
/// let codebooks = parallax::framing::codebook::shipped();
/// let policy = codebooks.iter().find(|codebook| &*codebook.id == "policy-frames").unwrap();
/// assert_eq!(policy.frames[0].heading(), "Dictionary hits: Economic");
/// ```
pub fn shipped() -> &'static [Codebook] {
    static ALL: OnceLock<Vec<Codebook>> = OnceLock::new();
    const FILES: [&str; 3] = [
        include_str!("../../../assets/codebooks/policy-frames.toml"),
        include_str!("../../../assets/codebooks/generic-frames.toml"),
        include_str!("../../../assets/codebooks/entman-functions.toml"),
    ];
    ALL.get_or_init(|| {
        FILES.iter().filter_map(|text| toml_file::read(text).ok()).map(|read| read.codebook).collect()
    })
}

#[cfg(test)]
mod tests;
