//! Text: normalising, words, sentences, language; addresses and names of pages.
//!
//! Everything here is a pure function of the text it is given: no state, no files. Spans are
//! byte offsets into that text, always on character bounds, and no input makes it panic.

mod abbreviations;
pub mod address;
pub mod alphabet;
pub(crate) mod blocks;
pub mod choices;
mod classes;
pub mod language;
mod little_words;
pub mod normalise;
pub mod nouns;
pub mod page_names;
mod profiles;
pub(crate) mod runs;
pub mod script;
pub mod sentences;
mod stops;
pub mod stopwords;
pub mod wordings;
pub mod words;
