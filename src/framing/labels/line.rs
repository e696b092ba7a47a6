//! A sentence as words with what stands between them: what rules look at.

use crate::corpus::{Corpus, Span};
use crate::framing::Sentence;

/// What stands before a word, as bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(in crate::framing) struct Gap(u16);

impl Gap {
    pub(in crate::framing) const COMMA: Self = Self(1);
    pub(in crate::framing) const OPEN: Self = Self(2);
    pub(in crate::framing) const CLOSE: Self = Self(4);
    pub(in crate::framing) const QUOTE_OPEN: Self = Self(8);
    pub(in crate::framing) const QUOTE_CLOSE: Self = Self(16);
    pub(in crate::framing) const SLASH: Self = Self(32);
    pub(in crate::framing) const DASH: Self = Self(64);
    /// Colon, semicolon, stop and whatever else ends a phrase.
    pub(in crate::framing) const OTHER: Self = Self(128);
    /// A hyphen within a compound: "stand-off".
    pub(in crate::framing) const HYPHEN: Self = Self(256);

    /// Reads what stands between two words; `after` says whether a word follows.
    fn of(text: &str, after: bool) -> Self {
        let mut bits = 0;
        if text == "-" || text == "\u{2010}" || text == "\u{2011}" {
            return Self::HYPHEN;
        }
        let len = text.len();
        for (at, c) in text.char_indices() {
            let spaced_left =
                at == 0 && !after || text.get(..at).is_some_and(|t| t.ends_with(char::is_whitespace));
            let ends = at + c.len_utf8() == len;
            bits |= match c {
                ',' | '、' | '，' => Self::COMMA.0,
                '(' | '[' | '（' => Self::OPEN.0,
                ')' | ']' | '）' => Self::CLOSE.0,
                // „…“ and »…«: right after a word these close.
                '“' | '«' | '‘' if at == 0 && after && !ends => Self::QUOTE_CLOSE.0,
                '“' | '„' | '«' | '‘' | '‚' => Self::QUOTE_OPEN.0,
                '"' | '\'' | '»' | '”' if ends && spaced_left => Self::QUOTE_OPEN.0,
                // ’90s: letters left out.
                '’' if ends && spaced_left => 0,
                // An apostrophe that closes a plural possessive looks the same and ends a phrase just as well.
                '”' | '»' | '"' | '\'' | '’' => Self::QUOTE_CLOSE.0,
                '/' => Self::SLASH.0,
                '—' | '–' | '-' => Self::DASH.0,
                c if c.is_whitespace() => 0,
                _ => Self::OTHER.0,
            };
        }
        Self(bits)
    }

    pub(in crate::framing) fn has(self, other: Self) -> bool {
        self.0 & other.0 != 0
    }

    /// Nothing but white space or a hyphen: the phrase goes on.
    pub(in crate::framing) fn is_open(self) -> bool {
        self.0 & !Self::HYPHEN.0 == 0
    }
}

/// One word of a sentence.
#[derive(Debug, Clone, Copy)]
pub(in crate::framing) struct Word<'c> {
    /// Its folded form.
    pub(in crate::framing) form: &'c str,
    /// As written.
    pub(in crate::framing) surface: &'c str,
    pub(in crate::framing) span: Span,
    /// What stands before it.
    pub(in crate::framing) gap: Gap,
    /// Whether it begins with a capital.
    pub(in crate::framing) cap: bool,
}

impl<'c> Word<'c> {
    /// The folded form without a possessive ending.
    pub(in crate::framing) fn bare(&self) -> &'c str {
        self.form.strip_suffix("'s").unwrap_or(self.form)
    }

    /// Whether it is a possessive: what follows is something else.
    pub(in crate::framing) fn is_possessive(&self) -> bool {
        self.form.ends_with("'s")
    }
}

/// A sentence with its words.
#[derive(Debug)]
pub(in crate::framing) struct Line<'c> {
    pub(in crate::framing) words: Vec<Word<'c>>,
    /// What stands after the last word.
    pub(in crate::framing) tail: Gap,
}

impl<'c> Line<'c> {
    pub(in crate::framing) fn of(corpus: &'c Corpus, sentence: &Sentence) -> Self {
        let raw = &corpus.article(sentence.place.article).raw;
        let mut before = sentence.place.span.from;
        let mut words = Vec::with_capacity(sentence.words.len());
        for (position, &id) in sentence.words.clone().zip(sentence.types(corpus)) {
            let span = corpus.span_at(position);
            let between = Span { from: before, to: span.from }.of(raw);
            let surface = span.of(raw);
            words.push(Word {
                form: corpus.vocabulary().form(id),
                surface,
                span,
                gap: Gap::of(between, before > sentence.place.span.from),
                cap: surface.chars().next().is_some_and(char::is_uppercase),
            });
            before = span.to;
        }
        let tail = Gap::of(Span { from: before, to: sentence.place.span.to }.of(raw), true);
        Self { words, tail }
    }

    /// The folded form at `at`; empty past the ends.
    pub(in crate::framing) fn form(&self, at: usize) -> &'c str {
        self.words.get(at).map_or("", |word| word.form)
    }

    /// What stands before the word at `at`, or after the last.
    pub(in crate::framing) fn gap(&self, at: usize) -> Gap {
        self.words.get(at).map_or(self.tail, |word| word.gap)
    }

    /// The bytes from one word to before another.
    pub(in crate::framing) fn span(&self, from: usize, to: usize) -> Span {
        let first = self.words.get(from).map_or(0, |word| word.span.from);
        let last = to.checked_sub(1).and_then(|at| self.words.get(at)).map_or(first, |word| word.span.to);
        Span { from: first, to: last.max(first) }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_stands_between_words_is_read() {
        let check = |text: &str, expected: &[Gap]| {
            let gap = Gap::of(text, true);
            let sum = expected.iter().fold(0, |sum, g| sum | g.0);
            assert_eq!(gap.0, sum, "{text:?}");
        };
        check(" ", &[]);
        check(", ", &[Gap::COMMA]);
        check(" “", &[Gap::QUOTE_OPEN]);
        check(" \"", &[Gap::QUOTE_OPEN]);
        check("\" ", &[Gap::QUOTE_CLOSE]);
        check(",\" ", &[Gap::COMMA, Gap::QUOTE_CLOSE]);
        check(" „", &[Gap::QUOTE_OPEN]);
        check("“ ", &[Gap::QUOTE_CLOSE]);
        check("‘, ", &[Gap::QUOTE_CLOSE, Gap::COMMA]);
        check(" »", &[Gap::QUOTE_OPEN]);
        check("« ", &[Gap::QUOTE_CLOSE]);
        check(" ’", &[]);
        check("’ ", &[Gap::QUOTE_CLOSE]);
        check("” “", &[Gap::QUOTE_CLOSE, Gap::QUOTE_OPEN]);
        check(" (", &[Gap::OPEN]);
        check("/", &[Gap::SLASH]);
        check("-", &[Gap::HYPHEN]);
        check(" - ", &[Gap::DASH]);
    }
}
