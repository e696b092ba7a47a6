//! Text: normalising, words, sentences, language.
