//! Terms in quotation marks: whether the sentence itself says whose words they are.
//!
//! "What he called “a trick”", "the draft speaks of “waters”", "a “pause”, in the words of the minister": such words
//! are somebody's and no scare quotes of the outlet's, though there is no report to make a voice of.

use std::ops::Range;

use super::attribution::verb_at;
use super::lexicon::{kind as k, lexicon, takes};
use super::phrases;
use super::quotes::quoted;
use super::raw::{Home, Raw, Scene};
use super::tokens::{Kind, Paragraph, Token, tokens};
use crate::corpus::{Corpus, Span};
use crate::framing::Sentence;

/// How many tokens may stand between a verb and the words in marks.
const REACH: usize = 10;

/// How many where the verb stands in a relative clause.
const RELATIVE: usize = 4;

/// The words in marks of which a sentence itself says whose they are, with their marks, in reading order.
pub(super) fn somebodys(corpus: &Corpus, sentence: &Sentence) -> Vec<Span> {
    let article = corpus.article(sentence.place.article);
    let lexicon = lexicon(corpus.language_of(sentence.place.article));
    let (mut quotes, mut toks, home) = (Vec::new(), Vec::new(), sentence.place.span);
    quoted(home.of(&article.raw), home.from as usize, &mut quotes);
    let sentences = std::slice::from_ref(sentence);
    tokens(corpus, &article.raw, &Paragraph { home, sentences, quotes: &quotes }, lexicon, &mut toks);
    let mut raw = Raw::new(lexicon);
    let scene = Scene {
        raw_text: &article.raw,
        tokens: &toks,
        quotes: &quotes,
        lexicon,
        home: Home { span: home, part: sentence.part },
        paragraph: sentence.paragraph,
        sentence: 0,
        first: 0,
        goes_on: false,
        led: false,
        raw: &mut raw,
    };
    let all = 0..toks.len();
    let quoted = all.clone().filter_map(|at| Some((at, scene.quote(at)?.outer)));
    quoted.filter(|(at, _)| scene.says_whose(*at, &all)).map(|(_, outer)| outer).collect()
}

impl Scene<'_, '_> {
    /// Whether the sentence `seg` says whose words stand in marks at `at`.
    pub(super) fn says_whose(&self, at: usize, seg: &Range<usize>) -> bool {
        self.names_caller(at, seg) || self.told_before(at, seg) || self.told_after(at, seg)
    }

    /// "what he called “…”", "as Norvia calls “…”": somebody does the calling right before the marks. A past form alone
    /// may be a participle, as in "a tax dubbed “…”".
    pub(super) fn names_caller(&self, at: usize, seg: &Range<usize>) -> bool {
        let Some(verb) = at.checked_sub(1).filter(|verb| *verb > seg.start) else { return false };
        let names = self.takes_at(verb, at).is_some_and(|what| what & takes::NAME != 0);
        let past = self.tokens.get(verb).is_some_and(|t| t.form.ends_with("ed"));
        let floor = seg.start.max(verb.saturating_sub(4 * REACH));
        let subject = phrases::before(self.tokens, floor, verb).map(|subject| subject.range.start);
        let relative = subject.and_then(|start| self.tokens.get(start.checked_sub(1)?));
        let asks = relative.is_some_and(|t| t.is(k::WHAT | k::WHO | k::THAT | k::AS));
        names && (asks || !past) && self.is_done_by_somebody(verb, seg)
    }

    /// What may follow the verb at `verb`, if there is one that ends before `end`.
    fn takes_at(&self, verb: usize, end: usize) -> Option<u16> {
        let (number, next) = verb_at(self.tokens, self.lexicon, verb)?;
        self.lexicon.verb(number).filter(|_| next <= end).map(|known| known.takes)
    }

    /// Whether a verb is no passive and somebody is named before it.
    fn is_done_by_somebody(&self, verb: usize, seg: &Range<usize>) -> bool {
        let before = verb.checked_sub(1).and_then(|b| self.tokens.get(b));
        let passive =
            before.is_some_and(|t| t.is(k::PASSIVE | k::DETERMINER) && !t.is(k::HE | k::SHE | k::IT));
        let floor = seg.start.max(verb.saturating_sub(4 * REACH));
        !passive && phrases::before(self.tokens, floor, verb).is_some_and(|subject| !subject.negated)
    }

    /// Whether the verb is that of "who said nothing": its clause may be over before the marks.
    fn is_relative(&self, verb: usize) -> bool {
        verb.checked_sub(1).and_then(|b| self.tokens.get(b)).is_some_and(|t| t.is(k::WHO))
    }

    /// A verb of saying with its speaker, or "Norvia's call for", before the marks and nothing between that begins a
    /// clause of its own.
    fn told_before(&self, at: usize, seg: &Range<usize>) -> bool {
        for verb in (seg.start..at).rev().take(REACH) {
            let Some(token) = self.tokens.get(verb) else { return false };
            if matches!(token.kind, Kind::Stop | Kind::Semicolon | Kind::Colon) {
                return false;
            }
            if !token.is_word() {
                continue;
            }
            let owned = verb > seg.start && self.tokens.get(verb - 1).is_some_and(Token::is_genitive);
            if owned && self.lexicon.noun(token.form).is_some() {
                return true;
            }
            let clause = token.is(k::WHO | k::TURN) && !token.is(k::DETERMINER | k::THAT)
                || token.is(k::FINITE) && !token.capital && !token.is(k::DETERMINER);
            if let Some(what) = self.takes_at(verb, at)
                && (what & takes::NAME == 0 || verb + 1 < at)
                && (!self.is_relative(verb) || verb + RELATIVE > at)
                && what & (takes::QUOTE | takes::NAME | takes::AS | takes::THAT | takes::WEAK) != 0
                && self.is_done_by_somebody(verb, seg)
            {
                return true;
            }
            if clause {
                return false;
            }
        }
        false
    }

    /// ", in the words of S", ", as S puts it", ", to use S's word", "by S" after a passive.
    pub(super) fn told_after(&self, at: usize, seg: &Range<usize>) -> bool {
        let mark = |at: usize| {
            self.tokens.get(at).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Bracket))
        };
        let mut next = at + 1;
        while next < seg.end && mark(next) {
            next += 1;
        }
        // Without a mark between, "as" says when or in what way, and "to use" what for. The mark may stand in the quotation.
        let parted = next > at + 1 || self.inner(at).ends_with([',', '–', '—']);
        let Some(rest) = self.tokens.get(next..seg.end.min(next + REACH)) else { return false };
        let forms: Vec<&str> = rest.iter().take(4).map(|t| t.form).collect();
        if matches!(forms.as_slice(), ["in", "the", "words" | "phrase" | "language", "of"])
            || parted && matches!(forms.as_slice(), ["to", "use" | "borrow", ..])
        {
            return true;
        }
        if rest.first().is_some_and(|t| t.is(k::AS)) {
            return parted && (next + 2..next + rest.len()).any(|verb| self.says_so(verb, next + 1, seg));
        }
        // "dubbed “…” by critics"
        let verb = at.checked_sub(1).filter(|verb| *verb >= seg.start);
        let named = verb.and_then(|verb| self.takes_at(verb, at)).is_some_and(|what| what & takes::NAME != 0);
        named && forms.first() == Some(&"by")
    }

    /// "S puts it", "S calls it", "S said": a verb behind somebody who is named after `floor`, and nothing else behind it
    /// that was said.
    fn says_so(&self, verb: usize, floor: usize, seg: &Range<usize>) -> bool {
        let Some(token) = self.tokens.get(verb) else { return false };
        let is_ended = |at: usize| {
            at >= seg.end
                || self.tokens.get(at).is_none_or(|t| !t.is_word() || t.is(k::DAY) || t.form == "on")
        };
        let takes_it =
            self.tokens.get(verb + 1).is_some_and(|t| matches!(t.form, "it" | "them" | "this" | "that"));
        if matches!(token.form, "put" | "puts") {
            return takes_it && verb > floor;
        }
        let Some(what) = self.takes_at(verb, seg.end) else { return false };
        let named = what & takes::NAME != 0 && takes_it && is_ended(verb + 2);
        (named || is_ended(verb + 1)) && self.is_done_by_somebody(verb, &(floor..seg.end))
    }
}
