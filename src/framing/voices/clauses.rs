//! Reported speech: the clause that a reporting verb, "according to" or a noun of speech gives to a speaker.

use std::ops::Range;

use super::attribution::{according, verb_at};
use super::lexicon::{Lexicon, kind as k, takes};
use super::phrases;
use super::tokens::{Kind, Token};

/// A report in the outlet's words.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Report {
    /// The speaker's tokens; `None` for "is said to".
    pub subject: Option<Range<usize>>,
    /// The verb's number and token.
    pub verb: Option<(u16, usize)>,
    /// Tokens of what was said.
    pub clause: Range<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// The reports of one sentence, `seg`, in the order of their verbs. `taken` tells tokens that speak directly.
pub(super) fn reports(
    tokens: &[Token],
    lexicon: &Lexicon,
    seg: &Range<usize>,
    taken: &dyn Fn(usize) -> bool,
) -> Vec<Report> {
    let mut found: Vec<Report> = Vec::new();
    let mut at = seg.start;
    while at < seg.end {
        let step = at;
        at += 1;
        if taken(step) || !tokens.get(step).is_some_and(Token::is_word) {
            continue;
        }
        let sentence = Sentence { tokens, lexicon, seg, found: &found };
        let Some(report) =
            sentence.according(step).or_else(|| sentence.verb(step)).or_else(|| sentence.noun(step))
        else {
            continue;
        };
        if (report.clause.clone()).any(taken) && !report.rule.starts_with("clause") {
            let kept = report.clause.clone().take_while(|i| !taken(*i)).count();
            if kept < 3 {
                continue;
            }
        }
        add(tokens, &mut found, report, step);
    }
    for report in &mut found {
        report.clause = split_off_taken(tokens, report.clause.clone(), taken);
    }
    found.retain(|report| {
        let weak =
            report.verb.and_then(|(verb, _)| lexicon.verb(verb)).is_some_and(|v| v.takes & takes::WEAK != 0);
        if weak
            && !report.clause.clone().any(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Quote(_))))
        {
            return false;
        }
        report.clause.clone().filter(|i| tokens.get(*i).is_some_and(|t| t.kind != Kind::Comma)).count() >= 2
            || report.clause.clone().any(|i| tokens.get(i).is_some_and(|t| matches!(t.kind, Kind::Quote(_))))
    });
    split_at_that(tokens, found)
}

fn split_off_taken(tokens: &[Token], clause: Range<usize>, taken: &dyn Fn(usize) -> bool) -> Range<usize> {
    let end = clause.clone().find(|i| taken(*i)).unwrap_or(clause.end);
    let start = clause.start;
    trim(tokens, start..end)
}

/// Enters a report: one that begins after "and", "while" ends the clause before; one inside a clause is left out.
fn add(tokens: &[Token], found: &mut Vec<Report>, report: Report, verb: usize) {
    let whole = report.rule.starts_with("clause");
    // What takes the whole sentence belongs to whom it ends with, reports inside it too.
    while whole
        && found.last().is_some_and(|last| {
            !last.rule.starts_with("clause")
                && last.clause.contains(&verb)
                && report.clause.start < last.clause.start
        })
    {
        found.pop();
    }
    if let Some(last) = found.last_mut() {
        let inside = last.clause.contains(&verb);
        if whole && !inside && report.clause.start < last.clause.end {
            return;
        }
        if inside {
            let start = report
                .subject
                .as_ref()
                .map_or(verb, |s| if s.start >= last.clause.start { s.start } else { verb });
            let before = start.checked_sub(1).and_then(|i| tokens.get(i));
            let turn = before.is_some_and(|t| t.is(k::JOIN | k::TURN) || t.kind == Kind::Semicolon)
                || report.rule == "adding that";
            if !turn || start <= last.clause.start + 1 {
                return;
            }
            last.clause = trim(tokens, last.clause.start..start - 1);
        }
    }
    found.push(report);
}

/// ", and that …" begins a second report by the same speaker.
fn split_at_that(tokens: &[Token], found: Vec<Report>) -> Vec<Report> {
    let mut out = Vec::with_capacity(found.len());
    for mut report in found {
        while let Some(at) = (report.clause.start..report.clause.end.saturating_sub(3)).find(|at| {
            let at = *at;
            tokens.get(at).is_some_and(|t| t.kind == Kind::Comma)
                && tokens.get(at + 1).is_some_and(|t| t.is(k::JOIN) && t.form != "but")
                && tokens.get(at + 2).is_some_and(|t| t.is(k::THAT))
        }) {
            let rest = Report { clause: trim(tokens, at + 3..report.clause.end), ..report.clone() };
            report.clause = trim(tokens, report.clause.start..at);
            out.push(std::mem::replace(&mut report, rest));
        }
        out.push(report);
    }
    out
}

/// Takes punctuation off both ends.
fn trim(tokens: &[Token], mut range: Range<usize>) -> Range<usize> {
    let mark = |at: usize| {
        tokens.get(at).is_some_and(|t| !t.is_word() && !matches!(t.kind, Kind::Quote(_) | Kind::Bracket))
    };
    while range.start < range.end && mark(range.end - 1) {
        range.end -= 1;
    }
    while range.start < range.end && mark(range.start) {
        range.start += 1;
    }
    range
}

/// One sentence being read.
pub(super) struct Sentence<'a, 'c> {
    pub tokens: &'a [Token<'c>],
    pub lexicon: &'a Lexicon,
    pub seg: &'a Range<usize>,
    found: &'a [Report],
}

impl Sentence<'_, '_> {
    pub fn token(&self, at: usize) -> Option<&Token<'_>> {
        self.tokens.get(at).filter(|_| at < self.seg.end)
    }

    pub fn has_quote(&self, range: Range<usize>) -> bool {
        self.tokens.get(range).is_some_and(|tokens| tokens.iter().any(|t| matches!(t.kind, Kind::Quote(_))))
    }

    /// Whether a clause stands there: a verb that is known, or a past form.
    pub fn has_verb(&self, range: Range<usize>) -> bool {
        if !self.lexicon.verbs_known {
            return range.len() >= 3;
        }
        self.tokens.get(range).is_some_and(|tokens| {
            tokens.iter().any(|t| {
                t.is_word()
                    && !t.capital
                    && (t.is(k::FINITE)
                        || t.entry.verb != 0
                        || t.form.ends_with("ed")
                        || t.form.ends_with("n't"))
            })
        })
    }

    /// "according to S"
    fn according(&self, at: usize) -> Option<Report> {
        let (start, subject) = according(self.tokens, self.lexicon, at, self.seg.end)?;
        let mut before = trim(self.tokens, self.seg.start..start);
        let after = trim(self.tokens, subject.end..self.seg.end);
        // A clause of its own before a semicolon or a dash is not theirs.
        if let Some(mark) =
            before.clone().rev().find(|i| self.tokens.get(*i).is_some_and(|t| t.kind == Kind::Semicolon))
        {
            before = trim(self.tokens, mark + 1..before.end);
        }
        let (clause, rule) = if before.len() >= 3 {
            (before, "clause, according to speaker")
        } else {
            (after, "according to speaker, clause")
        };
        (clause.len() >= 2).then_some(Report { subject: Some(subject), verb: None, clause, rule })
    }

    /// A reporting verb with its speaker and what was said.
    fn verb(&self, at: usize) -> Option<Report> {
        let token = self.token(at)?;
        let (number, next) = verb_at(self.tokens, self.lexicon, at)?;
        if token.capital && at > self.seg.start || token.is_genitive() {
            return None;
        }
        let what = self.lexicon.verb(number)?.takes;
        let before = at.checked_sub(1).filter(|b| *b >= self.seg.start).and_then(|b| self.token(b));
        let verb = Some((number, at));
        if before.is_some_and(|t| t.is(k::PASSIVE)) {
            return self.passive(at, next, verb);
        }
        if before.is_some_and(|t| {
            t.is(k::PREPOSITION) && !t.is(k::DAY)
                || t.is(k::POSSESSIVE)
                || t.is(k::DETERMINER) && !t.is(k::GROUP | k::HE | k::SHE | k::IT | k::THEY | k::OBJECT)
        }) {
            return None;
        }
        if before.is_some_and(|t| t.kind == Kind::Comma)
            && let Some(report) = self.inverted(at, next, verb)
        {
            return Some(report);
        }
        let (subject, rule) = self.subject(at)?;
        if let Some(report) = self.aside(&subject, next, verb) {
            return Some(report);
        }
        // "as the chart says it should"
        let before =
            subject.start.checked_sub(1).filter(|b| *b >= self.seg.start).and_then(|b| self.token(b));
        if before.is_some_and(|t| t.is(k::AS)) {
            return None;
        }
        let what = if token.form.ends_with("ing") {
            what & (takes::QUOTE | takes::THAT | takes::BARE | takes::TOLD | takes::WEAK)
        } else {
            what
        };
        if !self.may_speak(&subject, token.form) {
            return None;
        }
        // "who asked not to be named"
        let what = if self.token(at.saturating_sub(1)).is_some_and(|t| t.is(k::WHO)) {
            what & !(takes::DO | takes::THING)
        } else {
            what
        };
        let (clause, kind) = self.complement(next, what)?;
        let clause = trim(self.tokens, clause);
        if what & takes::WEAK != 0 && !self.has_quote(clause.clone()) {
            return None;
        }
        (!clause.is_empty()).then_some(Report {
            subject: Some(subject),
            verb,
            clause,
            rule: rule.unwrap_or(kind),
        })
    }

    /// The speaker before a verb, or that of the verb before it: "supported the recall but wondered".
    fn subject(&self, at: usize) -> Option<(Range<usize>, Option<&'static str>)> {
        let token = self.token(at)?;
        let mut before = at.checked_sub(1).filter(|b| *b >= self.seg.start)?;
        while before > self.seg.start
            && self.token(before).is_some_and(|t| t.is(k::HELPER) || t.form.ends_with("ly"))
            && !self.token(before)?.is(k::DETERMINER)
        {
            before -= 1;
        }
        let mark = self.token(before)?;
        let participle = token.form.ends_with("ing");
        if participle {
            if mark.kind != Kind::Comma {
                return self.quoted_as(at).map(|s| (s, Some("quoted as saying")));
            }
            return self.first_subject(at).map(|s| (s, Some("adding that")));
        }
        if mark.is(k::JOIN) {
            return self.first_subject(before).map(|s| (s, None));
        }
        let floor = self.floor(at);
        let subject = phrases::before(self.tokens, floor, at)?;
        if subject.negated {
            return None;
        }
        Some((subject.range, None))
    }

    /// Where a speaker's phrase may begin: after the last quotation or colon.
    fn floor(&self, at: usize) -> usize {
        let marks = (self.seg.start..at).rev().take(40).find(|i| {
            self.tokens
                .get(*i)
                .is_some_and(|t| matches!(t.kind, Kind::Quote(_) | Kind::Colon | Kind::Semicolon))
        });
        marks.map_or(self.seg.start, |i| i + 1)
    }

    /// The speaker of the sentence so far: of the last report, else the phrase that opens it.
    fn first_subject(&self, before: usize) -> Option<Range<usize>> {
        if let Some(last) = self.found.last()
            && let Some(subject) = &last.subject
        {
            return Some(subject.clone());
        }
        let start = self.seg.start;
        let end = (start..before.min(start + 14)).find(|i| {
            self.tokens.get(*i).is_some_and(|t| {
                !t.is_word()
                    || !t.capital
                        && (t.is(k::FINITE | k::HELPER) && !t.is(k::DETERMINER)
                            || t.entry.verb != 0
                            || t.form.ends_with("ed") && *i > start + 1)
            })
        })?;
        if end == start {
            return None;
        }
        let subject = phrases::before(self.tokens, start, end)?.range;
        let tokens = self.tokens.get(subject.clone())?;
        let speaks = tokens.iter().any(|t| {
            t.capital || t.is(k::HUMAN | k::GROUP | k::INSTITUTION | k::HE | k::SHE | k::IT | k::THEY)
        });
        (subject.start == start && speaks).then_some(subject)
    }

    /// `…, said S` at the end of a sentence.
    fn inverted(&self, at: usize, next: usize, verb: Option<(u16, usize)>) -> Option<Report> {
        let what = self.lexicon.verb(verb?.0)?.takes;
        if what & (takes::QUOTE | takes::BARE) == 0
            || what & (takes::NAME | takes::AS | takes::STRAIGHT) != 0
            || self.token(at)?.form.ends_with("ing")
        {
            return None;
        }
        let subject = phrases::after(self.tokens, next, self.seg.end)?;
        let first = self.token(subject.start)?;
        let rest = trim(self.tokens, subject.end..self.seg.end);
        let rest_is_aside = self.token(subject.end).is_some_and(|t| t.kind == Kind::Comma)
            && self.token(rest.start).is_some_and(|t| t.is(k::WHO | k::BREAK | k::ASIDE | k::DAY));
        let object = first.is(k::THAT | k::WHAT | k::OBJECT) || first.is(k::IT) && first.form == "it";
        let begun = trim(self.tokens, self.seg.start..at);
        let said = self.has_verb(begun.clone()) || self.has_quote(begun.clone());
        // "Oda Lisk, who stays, said the board “…”": what was said follows, so that the board is no speaker.
        let says_after = self.token(subject.end).is_some_and(|t| matches!(t.kind, Kind::Quote(_)))
            && !self.has_quote(begun.clone());
        if object
            || says_after
            || self.lexicon.verbs_known && self.has_verb(rest) && !rest_is_aside
            || begun.len() < 3
            || !said
        {
            return None;
        }
        // "The minister, said X": what stands before must be a clause, not the speaker of another verb.
        let clause = self.after_last(begun);
        Some(Report { subject: Some(subject), verb, clause, rule: "clause, verb speaker" })
    }

    /// The part of a beginning that no other report has.
    fn after_last(&self, begun: Range<usize>) -> Range<usize> {
        let cut =
            (begun.clone()).rev().find(|i| self.tokens.get(*i).is_some_and(|t| t.kind == Kind::Semicolon));
        let start = cut.map_or(begun.start, |i| i + 1);
        // "LINDMOOR, 16 May (Meridian) -- "
        let dateline = (start..begun.end.min(start + 10))
            .take_while(|i| {
                self.token(*i).is_some_and(|t| {
                    !t.is_word() && !matches!(t.kind, Kind::Quote(_))
                        || t.capital
                        || t.is(k::DAY)
                        || t.form.starts_with(|c: char| c.is_ascii_digit())
                })
            })
            .filter(|i| self.token(*i).is_some_and(|t| t.kind == Kind::Dash))
            .last();
        trim(self.tokens, dateline.unwrap_or(start).max(begun.start)..begun.end)
    }

    /// `…, S said.` and `…, S said, …`
    fn aside(&self, subject: &Range<usize>, next: usize, verb: Option<(u16, usize)>) -> Option<Report> {
        let what = self.lexicon.verb(verb?.0)?.takes;
        if what & (takes::QUOTE | takes::BARE | takes::THAT) == 0 || what & takes::WEAK != 0 {
            return None;
        }
        let mark = subject.start.checked_sub(1).filter(|b| *b >= self.seg.start).and_then(|b| self.token(b));
        let after_mark = mark.is_some_and(|t| {
            matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Quote(_)) || t.is(k::JOIN | k::AS)
        });
        if !after_mark {
            return None;
        }
        let mut end = next;
        // Whom it was told, when and where.
        let mut words = 0;
        while let Some(token) = self.token(end) {
            let plain = token.is_word()
                && !token.is(k::THAT | k::WHAT | k::BREAK | k::HE | k::SHE | k::IT | k::THEY)
                && (token.capital || !token.is(k::FINITE))
                || token.is(k::ASIDE | k::DAY | k::OBJECT);
            if !plain {
                break;
            }
            words += 1;
            end += 1;
        }
        let stops = self.token(end).is_none_or(|t| {
            matches!(t.kind, Kind::Comma | Kind::Dash | Kind::Semicolon | Kind::Bracket)
                || end > next && t.is(k::BREAK) && !t.is(k::THAT | k::WHAT) | t.is(k::TURN)
        });
        let begun = trim(self.tokens, self.seg.start..subject.start);
        let quote_before = self.has_quote(begun.clone());
        if !stops || words > 10 || begun.len() < 2 && !quote_before {
            return None;
        }
        let first = self.token(next);
        if what & takes::TOLD == 0 && first.is_some_and(|t| t.is(k::OBJECT)) {
            return None;
        }
        let adverbial = words == 0
            || what & takes::TOLD != 0
            || first.is_some_and(|t| t.is(k::ASIDE | k::DAY | k::OBJECT | k::HELPER));
        if !adverbial {
            return None;
        }
        let goes_on = self.token(end).is_some_and(|t| matches!(t.kind, Kind::Comma | Kind::Dash))
            && end + 1 < self.seg.end;
        let tail = self.token(end + 1);
        let tail_is_aside = tail.is_some_and(|t| {
            t.is(k::ASIDE | k::BREAK | k::TURN)
                && !t.is(k::THAT)
                && !matches!(t.form, "of" | "with" | "about")
                || t.form.ends_with("ing")
        });
        let whole_before = self.has_verb(begun.clone()) || begun.len() >= 8 || quote_before;
        if goes_on && !tail_is_aside {
            // In the middle: the sentence around it, but not what only opens it ("On Monday, S said, …").
            let clause = if whole_before
                || !self.token(begun.start)?.is(k::PREPOSITION)
                || mark.is_some_and(|t| t.is(k::JOIN))
            {
                self.after_last(trim(self.tokens, self.seg.clone()))
            } else {
                trim(self.tokens, end..self.seg.end)
            };
            return Some(Report {
                subject: Some(subject.clone()),
                verb,
                clause,
                rule: "clause, speaker verb, clause",
            });
        }
        whole_before.then(|| Report {
            subject: Some(subject.clone()),
            verb,
            clause: self.after_last(begun),
            rule: "clause, speaker verb",
        })
    }

    /// "X is said to", "it is claimed that": somebody says so, the text does not say who.
    fn passive(&self, at: usize, next: usize, verb: Option<(u16, usize)>) -> Option<Report> {
        const HEARSAY: [&str; 8] =
            ["said", "alleged", "claimed", "reported", "believed", "thought", "rumoured", "rumored"];
        let token = self.token(at)?;
        if !HEARSAY.contains(&token.form) {
            return None;
        }
        let following = self.token(next)?;
        let clause = if following.form == "to" {
            let subject = phrases::before(self.tokens, self.floor(at), at - 1)?.range;
            subject.start..self.seg.end
        } else if following.is(k::THAT) {
            next + 1..self.seg.end
        } else {
            return None;
        };
        Some(Report { subject: None, verb, clause: trim(self.tokens, clause), rule: "is said to" })
    }

    /// "Norvia's claim that …"
    fn noun(&self, at: usize) -> Option<Report> {
        let token = self.token(at)?;
        let number = self.lexicon.noun(token.form)?;
        let that = self.token(at + 1).filter(|t| t.is(k::THAT))?;
        let owner = at.checked_sub(1).filter(|b| *b >= self.seg.start)?;
        let genitive = self.token(owner).filter(|t| t.is_genitive())?;
        let _ = (that, genitive);
        let start = phrases::before(self.tokens, self.floor(at), owner + 1)?.range;
        let clause = trim(self.tokens, at + 2..self.seg.end);
        Some(Report { subject: Some(start), verb: Some((number, at)), clause, rule: "speaker's claim that" })
    }
}
