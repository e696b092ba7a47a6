//! Who may report, and what follows a reporting verb: a clause with or without "that", an object, words in
//! quotation marks.

use std::ops::Range;

use super::clauses::Sentence;
use super::lexicon::{kind as k, takes};
use super::phrases;
use super::tokens::{Kind, Token};

/// How far "that" may stand from its verb.
const REACH: usize = 18;

impl Sentence<'_, '_> {
    /// Whether a phrase can be the speaker of a report. "a hard line suggests" and "Putin's call" are none.
    pub fn may_speak(&self, subject: &Range<usize>, verb: &str) -> bool {
        let Some(words) = self.tokens.get(subject.clone()) else { return false };
        let (Some(first), Some(last)) = (words.first(), words.last()) else { return false };
        if last.is_genitive() && !verb.ends_with('d') {
            return false;
        }
        let person = |t: &Token| {
            t.is(k::HUMAN | k::GROUP | k::INSTITUTION | k::UNNAMED | k::TITLE)
                || t.capital && t.is_word() && !t.is(k::DETERMINER | k::DAY)
                || ["er", "or", "ist", "ian", "man", "ers", "ors", "ists", "ians", "men"]
                    .iter()
                    .any(|e| t.form.ends_with(e))
        };
        let indefinite = first.is(k::INDEFINITE) && !first.is(k::GROUP);
        // "a hard line against other countries" is a line.
        let head = words.iter().skip(1).position(|t| t.is(k::PREPOSITION) && !t.capital);
        let head = words.get(..head.map_or(words.len(), |at| at + 1)).unwrap_or(words);
        !(indefinite && words.len() > 1 && self.lexicon.verbs_known && !head.iter().any(person))
    }

    /// "S was quoted as saying"
    pub fn quoted_as(&self, at: usize) -> Option<Range<usize>> {
        let as_word = self.token(at.checked_sub(1)?)?;
        if !as_word.is(k::AS) {
            return None;
        }
        phrases::before(self.tokens, self.seg.start, at).map(|s| s.range)
    }

    /// What was said, after the verb: its tokens and the rule.
    pub fn complement(&self, next: usize, what: u16) -> Option<(Range<usize>, &'static str)> {
        let end = self.clause_end(next);
        let first = self.token(next)?;
        let is = |flag: u16| what & flag != 0;
        if is(takes::THAT | takes::BARE | takes::TOLD)
            && let Some(that) = self.that(next, is(takes::TOLD))
        {
            return Some((that + 1..end, "speaker verb that clause"));
        }
        let past_asides = self.past_asides(next);
        if self.token(past_asides).is_some_and(|t| matches!(t.kind, Kind::Quote(_)))
            && is(takes::QUOTE | takes::WEAK | takes::NAME | takes::THING)
        {
            return Some((
                past_asides..self.with_quote(past_asides, end),
                "speaker verb quote in the sentence",
            ));
        }
        if is(takes::WHAT) && first.is(k::WHAT) {
            return Some((next..end, "speaker verb whether clause"));
        }
        if is(takes::TOLD)
            && let Some(from) = self.past_addressee(next)
        {
            if is(takes::WHAT) && self.token(from).is_some_and(|t| t.is(k::WHAT)) {
                return Some((from..end, "speaker verb whether clause"));
            }
            if is(takes::DO) && self.token(from).is_some_and(|t| t.form == "to") {
                return Some((next..end, "speaker verb to do"));
            }
            if is(takes::BARE | takes::WHAT) && self.has_verb(from..end) && end > from + 2 {
                return Some((from..end, "speaker verb clause"));
            }
        }
        if is(takes::DO)
            && (next..end.min(next + 8)).any(|i| self.token(i).is_some_and(|t| t.form == "to"))
            && (!first.is(k::ASIDE) || first.form == "to")
        {
            return Some((next..end, "speaker verb to do"));
        }
        if is(takes::BARE) && self.is_clause(past_asides, end) {
            return Some((past_asides..end, "speaker verb clause"));
        }
        if is(takes::AS)
            && let Some(word) =
                (next..end.min(next + 20)).find(|i| self.token(*i).is_some_and(|t| t.is(k::AS)))
        {
            let from = if word == next { next + 1 } else { next };
            return Some((from..self.with_quote(from, end), "speaker verb as"));
        }
        if is(takes::NAME) && self.is_naming(next, end) {
            return Some((next..self.with_quote(next, end), "speaker calls"));
        }
        if is(takes::PREP)
            && first.is(k::PREPOSITION)
            && matches!(
                first.form,
                "of" | "about" | "against" | "for" | "to" | "on" | "о" | "об" | "vor" | "von" | "de"
            )
        {
            return Some((next..end, "speaker verb of"));
        }
        if is(takes::THING)
            && first.is_word()
            && !self.lexicon.verbs_known
                | first.is(k::DETERMINER | k::POSSESSIVE | k::VAGUE)
                | (first.capital && !first.is(k::DAY))
                | first.is_genitive()
        {
            return Some((next..self.with_quote(next, end), "speaker verb object"));
        }
        if is(takes::WEAK) && self.has_quote(next..end) && !first.is(k::JOIN) {
            return Some((
                past_asides.min(end)..self.with_quote(next, end),
                "speaker verb quote in the sentence",
            ));
        }
        None
    }

    /// Where an object with quoted words ends: with the last of them; without, at a comma and "which".
    fn with_quote(&self, from: usize, end: usize) -> usize {
        let last =
            (from..end).rev().find(|i| self.token(*i).is_some_and(|t| matches!(t.kind, Kind::Quote(_))));
        if let Some(last) = last {
            return last + 1;
        }
        let aside = (from..end).find(|i| {
            self.token(*i).is_some_and(|t| t.kind == Kind::Comma)
                && self
                    .token(i + 1)
                    .is_some_and(|t| t.is(k::NOT_APPOSITIVE) && !t.is(k::JOIN) || t.is(k::WHO | k::TURN))
        });
        aside.unwrap_or(end)
    }

    /// Where a clause ends: with the sentence, or before a semicolon.
    fn clause_end(&self, from: usize) -> usize {
        (from..self.seg.end)
            .find(|i| self.tokens.get(*i).is_some_and(|t| t.kind == Kind::Semicolon))
            .unwrap_or(self.seg.end)
    }

    /// "that" after whom it was told and when.
    fn that(&self, from: usize, told: bool) -> Option<usize> {
        let mut aside = told;
        for at in from..self.seg.end.min(from + REACH) {
            let token = self.token(at)?;
            if token.is(k::THAT) {
                let next = self.token(at + 1)?;
                let demonstrative = token.is(k::DETERMINER) && next.is(k::FINITE) && !next.capital;
                return (!demonstrative).then_some(at);
            }
            match token.kind {
                Kind::Word => {
                    if at == from {
                        aside |=
                            token.is(k::ASIDE | k::DAY | k::OBJECT | k::HELPER) || token.form.ends_with("ly");
                        if !aside {
                            return None;
                        }
                    }
                    if token.is(k::HE | k::SHE | k::WHO) && !token.is(k::DETERMINER)
                        || token.is(k::FINITE) && !token.capital
                    {
                        return None;
                    }
                }
                Kind::Comma if at == from => aside = true,
                Kind::Comma | Kind::Bracket => {}
                _ => return None,
            }
        }
        None
    }

    /// Past "on Monday", "in a statement", "yesterday".
    fn past_asides(&self, from: usize) -> usize {
        let mut at = self.past_inserted(from).unwrap_or(from);
        while let Some(token) = self.token(at) {
            if token.kind == Kind::Comma && at > from
                || token.is(k::DAY) && !token.is(k::FINITE) && !token.is(k::DETERMINER)
            {
                at += 1;
                continue;
            }
            let next = self.token(at + 1);
            let timed = token.is(k::ASIDE)
                && next.is_some_and(|t| t.is(k::DAY) || t.form.starts_with(|c: char| c.is_ascii_digit()));
            let stated = token.is(k::ASIDE) && next.is_some_and(|t| t.is(k::INDEFINITE | k::POSSESSIVE));
            if timed {
                at += 2;
                while self.token(at).is_some_and(|t| {
                    t.is(k::DAY) || t.form.starts_with(|c: char| c.is_ascii_digit()) && t.form.len() <= 4
                }) {
                    at += 1;
                }
            } else if stated {
                at += 3;
            } else {
                break;
            }
        }
        at
    }

    /// Past ", in a written statement,": what two commas part off after the verb and says when or where.
    fn past_inserted(&self, from: usize) -> Option<usize> {
        let opens = self.token(from)?.kind == Kind::Comma && self.token(from + 1)?.is(k::ASIDE | k::DAY);
        let close = (from + 2..from + REACH / 2).find(|at| {
            self.token(*at)
                .is_none_or(|t| !t.is_word() || t.is(k::FINITE | k::WHO | k::HE | k::SHE) && !t.capital)
        })?;
        (opens && self.token(close)?.kind == Kind::Comma).then_some(close + 1)
    }

    /// Past whom it was told: "us", "reporters", "the chamber".
    fn past_addressee(&self, from: usize) -> Option<usize> {
        let first = self.token(from)?;
        // "asked not to be named"
        if first.is(k::NEGATION) {
            return None;
        }
        if first.is(k::OBJECT) {
            return Some(self.past_asides(from + 1));
        }
        let mut at = from;
        if first.is(k::DETERMINER) {
            at += 1;
            if self.token(at + 1).is_some_and(|t| t.is(k::HUMAN | k::INSTITUTION | k::GROUP)) {
                at += 1;
            }
        } else if first.capital {
            while self.token(at + 1).is_some_and(|t| t.capital && t.is_word()) {
                at += 1;
            }
        }
        self.token(at).filter(|t| t.is_word())?;
        Some(self.past_asides(at + 1))
    }

    /// Whether what follows a verb directly is a clause.
    fn is_clause(&self, from: usize, end: usize) -> bool {
        let Some(first) = self.token(from) else { return false };
        let opens = matches!(first.kind, Kind::Quote(_))
            || first.is_word()
                && (!first.is(k::PREPOSITION | k::JOIN | k::FINITE | k::AS)
                    || first.is(k::DETERMINER)
                    || first.capital);
        let vague = first.is(k::VAGUE) && !self.has_verb(from..end.min(from + 3));
        opens && !vague && end > from + 1 && (self.has_verb(from..end) || self.has_quote(from..end))
    }

    /// "called it a trick": somebody's word for something.
    fn is_naming(&self, from: usize, end: usize) -> bool {
        let Some(first) = self.token(from) else { return false };
        if first.is(k::PREPOSITION) || !first.is_word() {
            return false;
        }
        let pronoun = matches!(first.form, "it" | "this" | "that" | "them" | "him" | "her" | "its")
            && !first.is(k::POSSESSIVE);
        pronoun && end > from + 1 || self.has_quote(from..end)
    }
}
