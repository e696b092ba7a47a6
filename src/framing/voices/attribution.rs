//! Who speaks what stands in quotation marks: the patterns on both sides of a quotation.

use std::ops::Range;

use super::lexicon::{Lexicon, kind as k, takes};
use super::phrases;
use super::tokens::{Kind, Token};

/// A speaker and a verb found beside a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Attribution {
    /// The speaker's tokens.
    pub subject: Range<usize>,
    /// The verb's number in the lexicon and its token; `None` after "according to", a dash or a colon.
    pub verb: Option<(u16, usize)>,
    /// All its tokens.
    pub range: Range<usize>,
    /// The rule.
    pub rule: &'static str,
}

/// How far a verb may stand from the mark.
const REACH: usize = 30;

/// What follows the quotation that ends before `from`: `, said S` · `, S said` · `, according to S` · `— S`.
pub(super) fn following(
    tokens: &[Token],
    lexicon: &Lexicon,
    mut from: usize,
    ceiling: usize,
) -> Option<Attribution> {
    let mut dash = false;
    while let Some(token) = tokens.get(from).filter(|_| from < ceiling) {
        match token.kind {
            Kind::Comma | Kind::Stop => {}
            Kind::Dash => dash = true,
            _ => break,
        }
        from += 1;
    }
    let first = tokens.get(from).filter(|_| from < ceiling)?;
    if !first.is_word() {
        return None;
    }
    if let Some((words, subject)) = according(tokens, lexicon, from, ceiling) {
        return Some(
            Attribution { range: from..subject.end, subject, verb: None, rule: "quote, according to" }
                .with_start(words),
        );
    }
    inverted(tokens, lexicon, from, ceiling)
        .or_else(|| speaker_verb(tokens, lexicon, from, ceiling))
        .or_else(|| dash.then(|| signed(tokens, from, ceiling)).flatten())
}

impl Attribution {
    fn with_start(mut self, start: usize) -> Self {
        self.range.start = self.range.start.min(start);
        self
    }
}

/// "according to S" at `at`: where it begins and the speaker.
pub(super) fn according(
    tokens: &[Token],
    lexicon: &Lexicon,
    at: usize,
    ceiling: usize,
) -> Option<(usize, Range<usize>)> {
    let words = lexicon.according.iter().find(|words| {
        words.iter().enumerate().all(|(i, word)| {
            at + i < ceiling && tokens.get(at + i).is_some_and(|token| token.is_word() && token.form == word)
        })
    })?;
    let mut subject = phrases::after(tokens, at + words.len(), ceiling)?;
    // Behind the second comma the clause begins; behind the first, where there is no other.
    let commas: Vec<usize> =
        subject.clone().filter(|i| tokens.get(*i).is_some_and(|t| t.kind == Kind::Comma)).collect();
    let opens =
        at.checked_sub(1).and_then(|b| tokens.get(b)).is_none_or(|t| !t.is_word() && t.kind != Kind::Comma);
    match commas.as_slice() {
        [first] if opens && subject.end >= ceiling => subject.end = *first,
        [_, second, ..] => subject.end = *second,
        _ => {}
    }
    Some((at, subject))
}

/// The verb at `at`, of one word or two, and the token after it.
pub(super) fn verb_at(tokens: &[Token], lexicon: &Lexicon, at: usize) -> Option<(u16, usize)> {
    let token = tokens.get(at)?;
    let first = Some(token.entry.verb).filter(|verb| *verb != 0 && token.is_word())?;
    let second = tokens.get(at + 1).filter(|t| t.is_word()).and_then(|t| lexicon.phrase(first, t.form));
    Some(second.map_or((first, at + 1), |both| (both, at + 2)))
}

/// `said S`
fn inverted(tokens: &[Token], lexicon: &Lexicon, from: usize, ceiling: usize) -> Option<Attribution> {
    let mut at = from;
    // "a déclaré", "hat gesagt"
    if tokens.get(at)?.is(k::HELPER) {
        at += 1;
    }
    let (verb, next) = verb_at(tokens, lexicon, at).filter(|_| at < ceiling)?;
    if lexicon.verb(verb)?.takes & (takes::QUOTE | takes::STRAIGHT) != takes::QUOTE || tokens.get(at)?.capital
    {
        return None;
    }
    // "сказал он", "said he"; "explique-t-elle"
    let next = if tokens.get(next).is_some_and(|t| t.form == "t") { next + 1 } else { next };
    let subject = phrases::after(tokens, next, ceiling)?;
    Some(Attribution {
        range: from..subject.end,
        subject,
        verb: Some((verb, at)),
        rule: "quote, verb speaker",
    })
}

/// `S said`
fn speaker_verb(tokens: &[Token], lexicon: &Lexicon, from: usize, ceiling: usize) -> Option<Attribution> {
    for at in from + 1..ceiling.min(from + REACH) {
        if matches!(tokens.get(at)?.kind, Kind::Quote(_) | Kind::Stop | Kind::Colon | Kind::Semicolon) {
            return None;
        }
        let Some((verb, next)) = verb_at(tokens, lexicon, at) else { continue };
        let token = tokens.get(at)?;
        if lexicon.verb(verb)?.takes & takes::QUOTE == 0 || token.capital {
            continue;
        }
        let Some(subject) = phrases::before(tokens, from, at) else { continue };
        let first = tokens.get(from)?;
        let reaches = subject.range.start == from
            || subject.range.start == from + 1 && first.is(k::DAY | k::JOIN | k::HELPER);
        if reaches && !subject.negated {
            let range = from..next;
            return Some(Attribution {
                subject: subject.range,
                verb: Some((verb, at)),
                range,
                rule: "quote, speaker verb",
            });
        }
        return None;
    }
    None
}

/// `— S`: a name alone after a dash.
fn signed(tokens: &[Token], from: usize, ceiling: usize) -> Option<Attribution> {
    let first = tokens.get(from)?;
    let short = ceiling - from <= 12;
    let plain = tokens
        .get(from..ceiling)?
        .iter()
        .all(|t| t.is_word() && t.entry.verb == 0 && !t.is(k::FINITE) || t.kind == Kind::Comma);
    (first.capital && short && plain).then_some(Attribution {
        subject: from..ceiling,
        verb: None,
        range: from..ceiling,
        rule: "quote — speaker",
    })
}

/// What leads to the quotation at `quote`: `S V: "Q"` · `S V, "Q"` · `S V "Q"` · `S: "Q"`.
///
/// `begins` says that the quoted words begin as a sentence does.
pub(super) fn leading(
    tokens: &[Token],
    lexicon: &Lexicon,
    floor: usize,
    quote: usize,
    begins: bool,
) -> Option<Attribution> {
    let mark = tokens.get(quote.checked_sub(1).filter(|at| *at >= floor)?)?;
    let (end, colon) = match mark.kind {
        Kind::Colon => (quote - 1, true),
        Kind::Comma | Kind::Dash => (quote - 1, false),
        Kind::Word => (quote, false),
        _ => return None,
    };
    let least = floor.max(end.saturating_sub(REACH));
    let mut at = end;
    while at > least {
        at -= 1;
        let token = tokens.get(at)?;
        if matches!(token.kind, Kind::Quote(_) | Kind::Stop) {
            break;
        }
        let Some((verb, next)) = verb_at(tokens, lexicon, at) else { continue };
        let known = lexicon.verb(verb)?;
        if known.takes & takes::QUOTE == 0 || next > end {
            continue;
        }
        if !colon && !only_asides(tokens, next, end, known.takes) {
            continue;
        }
        if mark.kind == Kind::Word && !begins {
            return None;
        }
        let rule = if colon { "speaker verb: quote" } else { "speaker verb quote" };
        if let Some(subject) = phrases::before(tokens, floor, at) {
            let range = subject.range.start..end;
            return (!subject.negated).then_some(Attribution {
                subject: subject.range,
                verb: Some((verb, at)),
                range,
                rule,
            });
        }
        // "explained the minister: “…”"
        if let Some(subject) = phrases::after(tokens, next, end).filter(|s| s.end == end && colon) {
            return Some(Attribution { range: at..end, subject, verb: Some((verb, at)), rule });
        }
    }
    // "Petrane: “…”"
    let short = colon && end > floor && end - floor <= 8;
    let named = tokens
        .get(floor..end)?
        .iter()
        .all(|t| t.is_word() && (t.capital || t.is(k::PARTICLE)) && !t.is_genitive());
    (short && named).then_some(Attribution {
        subject: floor..end,
        verb: None,
        range: floor..end,
        rule: "speaker: quote",
    })
}

/// Between a verb and quoted words stands nothing but whom it was told and when.
fn only_asides(tokens: &[Token], from: usize, to: usize, what: u16) -> bool {
    if from >= to {
        return true;
    }
    let Some(between) = tokens.get(from..to) else { return false };
    if between.len() > 12
        || between
            .iter()
            .any(|t| matches!(t.kind, Kind::Quote(_) | Kind::Colon | Kind::Semicolon | Kind::Stop))
    {
        return false;
    }
    let Some(first) = between.first() else { return true };
    let aside = first.is(k::ASIDE | k::DAY | k::OBJECT | k::HELPER | k::THAT)
        || first.kind == Kind::Comma
        || first.form.ends_with("ly");
    let told = what & takes::TOLD != 0 && !between.iter().any(|t| t.is(k::FINITE) && !t.capital);
    (aside || told)
        && !between
            .iter()
            .skip(1)
            .any(|t| t.is(k::HE | k::SHE | k::IT) || t.is(k::THAT) && !t.is(k::DETERMINER))
}
