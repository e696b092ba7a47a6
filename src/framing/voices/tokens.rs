//! A paragraph as the rules see it: words with what is known of them, punctuation, and each quotation as one.

use super::lexicon::{Entry, Lexicon};
use super::quotes::Quoted;
use crate::corpus::{Corpus, Span};
use crate::framing::Sentence;

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word.
    Word,
    /// All of a quotation, by its number in the paragraph.
    Quote(u32),
    /// `,`
    Comma,
    /// `;`
    Semicolon,
    /// `:`
    Colon,
    /// A dash between words.
    Dash,
    /// An opening or closing bracket.
    Bracket,
    /// A sentence ends.
    Stop,
}

/// One word, mark or quotation.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token<'c> {
    pub kind: Kind,
    /// Its bytes in the raw text.
    pub span: Span,
    /// The folded form of a word, else empty.
    pub form: &'c str,
    /// What is known of the word.
    pub entry: Entry,
    /// It begins with a capital letter.
    pub capital: bool,
}

impl Token<'_> {
    /// Whether it is a word of one of the kinds (bits of [`super::lexicon::kind`]).
    pub fn is(&self, kinds: u64) -> bool {
        self.entry.kinds & kinds != 0
    }

    /// Whether it is a word.
    pub fn is_word(&self) -> bool {
        self.kind == Kind::Word
    }

    /// Whether it says whose: "Norvia's", "owners'".
    pub fn is_genitive(&self) -> bool {
        self.form.ends_with("'s")
    }
}

/// A paragraph to be cut into tokens.
pub(super) struct Paragraph<'a> {
    /// Its bytes.
    pub home: Span,
    /// Its sentences, in order.
    pub sentences: &'a [Sentence],
    /// Its quotations, in order.
    pub quotes: &'a [Quoted],
}

/// The tokens of a paragraph. A [`Kind::Stop`] stands between sentences, as far as they end outside quotations.
pub(super) fn tokens<'c>(
    corpus: &'c Corpus,
    raw: &str,
    paragraph: &Paragraph,
    lexicon: &Lexicon,
    out: &mut Vec<Token<'c>>,
) {
    out.clear();
    let mut cutter = Cutter { raw, quotes: paragraph.quotes, next_quote: 0, at: paragraph.home.from, out };
    for sentence in paragraph.sentences {
        cutter.reach(sentence.place.span.from);
        if cutter.at <= sentence.place.span.from
            && !matches!(cutter.out.last(), None | Some(Token { kind: Kind::Stop, .. }))
        {
            cutter.push(Kind::Stop, Span { from: cutter.at, to: cutter.at });
        }
        for position in sentence.words.clone() {
            let span = corpus.span_at(position);
            cutter.reach(span.from);
            if span.from < cutter.at {
                continue;
            }
            let form = corpus.stream().get(position as usize).map_or("", |id| corpus.vocabulary().form(*id));
            let capital = span.of(raw).chars().next().is_some_and(char::is_uppercase);
            cutter.out.push(Token { kind: Kind::Word, span, form, entry: lexicon.look_up(form), capital });
            cutter.at = span.to;
        }
    }
    cutter.reach(paragraph.home.to);
}

struct Cutter<'a, 'c> {
    raw: &'a str,
    quotes: &'a [Quoted],
    next_quote: usize,
    at: u32,
    out: &'a mut Vec<Token<'c>>,
}

impl Cutter<'_, '_> {
    fn push(&mut self, kind: Kind, span: Span) {
        self.out.push(Token { kind, span, form: "", entry: Entry::default(), capital: false });
    }

    /// Cuts what stands between here and `to`, which is no word: quotations as a whole, then punctuation.
    fn reach(&mut self, to: u32) {
        while let Some(quote) = self.quotes.get(self.next_quote)
            && quote.outer.from < to
        {
            self.marks(quote.outer.from);
            self.push(Kind::Quote(self.next_quote as u32), quote.outer);
            self.at = self.at.max(quote.outer.to);
            self.next_quote += 1;
        }
        if self.at < to {
            self.marks(to);
        }
    }

    fn marks(&mut self, to: u32) {
        let from = self.at;
        let gap = Span { from, to: to.max(from) }.of(self.raw);
        let digit_before = self
            .raw
            .get(..from as usize)
            .and_then(|t| t.chars().next_back())
            .is_some_and(|c| c.is_ascii_digit());
        let spaced = gap.starts_with(char::is_whitespace);
        for (i, c) in gap.char_indices() {
            let kind = match c {
                ',' | '，' | '、' => Kind::Comma,
                ';' | '；' => Kind::Semicolon,
                // Times of day have colons too.
                ':' if digit_before && gap.len() == 1 => continue,
                ':' | '：' => Kind::Colon,
                '–' | '—' | '―' => Kind::Dash,
                '-' if spaced && gap.len() > 1 => Kind::Dash,
                '(' | ')' | '[' | ']' => Kind::Bracket,
                _ => continue,
            };
            let at = from + i as u32;
            self.push(kind, Span { from: at, to: at + c.len_utf8() as u32 });
        }
        self.at = self.at.max(to);
    }
}
