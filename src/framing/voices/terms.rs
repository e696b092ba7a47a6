//! Terms in quotation marks: whether the sentence itself says whose words they are.
//!
//! "What he called “a trick”", "the draft speaks of “waters”", "a “pause”, in the words of the minister": such words
//! are somebody's and no scare quotes of the outlet's, though there is no report to make a voice of.

use std::ops::Range;

use super::attribution::verb_at;
use super::lexicon::{kind as k, takes};
use super::phrases;
use super::raw::Scene;
use super::tokens::{Kind, Token};

/// How many tokens may stand between a verb and the words in marks.
const REACH: usize = 10;

/// How many where the verb stands in a relative clause.
const RELATIVE: usize = 4;

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

    /// ", in the words of S", ", as S puts it", "by S" after a passive.
    pub(super) fn told_after(&self, at: usize, seg: &Range<usize>) -> bool {
        let mut next = at + 1;
        while next < seg.end
            && self
                .tokens
                .get(next)
                .is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Bracket))
        {
            next += 1;
        }
        let Some(rest) = self.tokens.get(next..seg.end.min(next + REACH)) else { return false };
        let forms: Vec<&str> = rest.iter().take(4).map(|t| t.form).collect();
        if matches!(forms.as_slice(), ["in", "the", "words" | "phrase" | "language", "of"])
            || matches!(forms.as_slice(), ["to", "use" | "borrow", ..])
        {
            return true;
        }
        if rest.first().is_some_and(|t| t.is(k::AS)) {
            let verb = (next + 2..next + rest.len()).find(|verb| self.takes_at(*verb, seg.end).is_some());
            let put = rest.iter().any(|t| matches!(t.form, "puts" | "put"));
            return put || verb.is_some_and(|verb| self.is_done_by_somebody(verb, &(next + 1..seg.end)));
        }
        // "dubbed “…” by critics"
        let verb = at.checked_sub(1).filter(|verb| *verb >= seg.start);
        let named = verb.and_then(|verb| self.takes_at(verb, at)).is_some_and(|what| what & takes::NAME != 0);
        named && forms.first() == Some(&"by")
    }
}
