//! Where a speaker's phrase begins and ends: before a verb, after one, after "according to".
//!
//! No parser: phrases are bounded by punctuation, by words that begin clauses and by verbs that are known.
//! Every look is bounded in length.

use std::ops::Range;

use super::lexicon::kind as k;
use super::tokens::{Kind, Token};

/// The most tokens a speaker's phrase has, with what stands between commas.
const LONGEST: usize = 32;

/// The most tokens of the core of a phrase.
const CORE: usize = 14;

/// A speaker's phrase before a verb.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Subject {
    /// Its tokens.
    pub range: Range<usize>,
    /// Words between the phrase and the verb say that nothing was said ("did not say").
    pub negated: bool,
}

/// The phrase that ends before the verb at `verb` and begins not before `floor`.
pub(super) fn before(tokens: &[Token], floor: usize, verb: usize) -> Option<Subject> {
    let mut end = verb;
    let mut negated = false;
    // "was quoted as saying"
    let mut passive = false;
    while end > floor {
        let token = tokens.get(end - 1)?;
        let adverb = token.is_word() && !token.capital && token.form.ends_with("ly") && token.form.len() > 4;
        if token.is_word() && token.is(k::NEGATION) {
            negated = true;
        } else if token.is(k::AS)
            && tokens
                .get(end.wrapping_sub(2))
                .is_some_and(|t| matches!(t.form, "quoted" | "cited" | "reported"))
        {
            passive = true;
        } else if !(token.is_word() && (token.is(k::HELPER) || adverb)
            || passive && (token.is(k::PASSIVE) || matches!(token.form, "quoted" | "cited" | "reported")))
            || token.is(k::DETERMINER) && !token.is(k::HELPER)
        {
            break;
        }
        // "all", "both", "many" may be the speaker itself.
        if token.is(k::GROUP | k::DETERMINER) && end - 1 == floor {
            break;
        }
        end -= 1;
    }
    let end = without_time(tokens, floor, end);
    if end <= floor {
        return None;
    }
    let last = tokens.get(end - 1)?;
    let range = match last.kind {
        Kind::Comma | Kind::Dash | Kind::Bracket => {
            let open = opening(tokens, floor, end - 1, last.kind)?;
            let start = core(tokens, floor, open)?;
            start..end - 1
        }
        Kind::Word => {
            if last.is(k::WHO) {
                // "officials who said": the phrase before, with or without a comma.
                let comma = end >= 2 && tokens.get(end - 2).is_some_and(|t| t.kind == Kind::Comma);
                let open = if comma { end - 2 } else { end - 1 };
                let start = core(tokens, floor, open)?;
                start..open
            } else {
                core(tokens, floor, end)?..end
            }
        }
        _ => return None,
    };
    (!range.is_empty()).then_some(Subject { range, negated })
}

/// Leaves out "on Monday" at the end of a phrase.
fn without_time(tokens: &[Token], floor: usize, mut end: usize) -> usize {
    let from = end;
    while end > floor + 1
        && tokens
            .get(end - 1)
            .is_some_and(|t| t.is_word() && t.is(k::DAY) && !t.is(k::HUMAN) && !t.is(k::FIRST))
    {
        end -= 1;
    }
    if end < from
        && end > floor + 1
        && tokens.get(end - 1).is_some_and(|t| {
            matches!(t.form, "on" | "am" | "в" | "во" | "in" | "le" | "el" | "late" | "early")
        })
    {
        end -= 1;
    }
    end
}

/// Where the insertion begins that is closed by the mark at `close`: ", head of …," or ", who …,".
fn opening(tokens: &[Token], floor: usize, close: usize, mark: Kind) -> Option<usize> {
    let least = floor.max(close.saturating_sub(LONGEST));
    let mut at = close;
    let mut nearest = None;
    while at > least {
        at -= 1;
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Stop | Kind::Semicolon | Kind::Colon => break,
            kind if kind == mark => {
                let after = tokens.get(at + 1)?;
                nearest.get_or_insert(at);
                if at + 1 < close
                    && after.is_word()
                    && (!after.is(k::NOT_APPOSITIVE) || after.is(k::WHO) || after.form == "speaking")
                {
                    // An insertion inside the insertion: ", who …, since …,"; or a list.
                    return (at > floor).then_some(at);
                }
            }
            Kind::Quote(_) if mark != Kind::Comma => break,
            _ => {}
        }
    }
    nearest.filter(|at| *at > floor)
}

/// Where the core of a phrase that ends before `end` begins.
fn core(tokens: &[Token], floor: usize, end: usize) -> Option<usize> {
    let least = floor.max(end.saturating_sub(CORE));
    let mut start = end;
    while start > least {
        let token = tokens.get(start - 1)?;
        if !token.is_word() {
            break;
        }
        let alone = start == end;
        if token.is(k::HE | k::SHE | k::IT | k::THEY | k::FIRST) && !token.capital || token.is(k::HE | k::SHE)
        {
            if alone {
                start -= 1;
            }
            break;
        }
        if token.is(k::BREAK) && (alone || !token.is(k::PREPOSITION))
            || token.is(k::WHO) && !token.is(k::DETERMINER)
        {
            break;
        }
        if token.is(k::JOIN) && !joins_names(tokens, start - 1, floor) {
            break;
        }
        if !token.capital
            && !token.is(k::DETERMINER)
            && (token.is(k::FINITE) && !alone || is_verb_like(tokens, floor, start - 1, end))
        {
            break;
        }
        start -= 1;
    }
    trimmed(tokens, start, end)
}

/// "and" between two names or nouns of one phrase.
fn joins_names(tokens: &[Token], at: usize, floor: usize) -> bool {
    let (Some(before), Some(after)) =
        (at.checked_sub(1).filter(|b| *b >= floor).and_then(|b| tokens.get(b)), tokens.get(at + 1))
    else {
        return false;
    };
    let joined =
        before.is_word() && after.is_word() && before.capital && (after.capital || after.is(k::DETERMINER));
    let both =
        tokens.get(at.saturating_sub(2)).is_some_and(|t| t.form == "both" || t.form == "between") && at >= 2;
    joined && !before.is(k::DAY) || both || before.is(k::GROUP) && after.is(k::GROUP | k::HUMAN)
}

/// A past form that is no adjective of the phrase: nothing says it is one.
fn is_verb_like(tokens: &[Token], floor: usize, at: usize, end: usize) -> bool {
    let Some(token) = tokens.get(at) else { return false };
    let past = token.form.ends_with("ed") && token.form.len() > 4
        || token.entry.verb != 0 && !token.form.ends_with("ing");
    if !past || at + 1 == end && !token.form.ends_with("ed") {
        return false;
    }
    let before = at.checked_sub(1).filter(|b| *b >= floor).and_then(|b| tokens.get(b));
    // "a retired clerk", "Norvia's armed forces"
    !before.is_none_or(|t| t.is(k::DETERMINER) || t.is_genitive() || !t.is_word() || t.is(k::PREPOSITION))
}

/// Takes openers off a phrase: "On Monday the minister" is the minister.
fn trimmed(tokens: &[Token], mut start: usize, end: usize) -> Option<usize> {
    loop {
        let first = tokens.get(start).filter(|_| start < end)?;
        let at_clause = !first.is(k::DETERMINER)
            && !first.is(k::TITLE)
            && (first.is(k::DAY | k::HELPER | k::JOIN) && !first.is(k::GROUP));
        if at_clause && start + 1 < end {
            start += 1;
        } else if first.is(k::PREPOSITION) {
            start = after_preposition(tokens, start, end)?;
        } else {
            break;
        }
    }
    let first = tokens.get(start)?;
    let pronoun = first.is(k::HE | k::SHE | k::IT | k::THEY | k::WHO);
    if first.is(k::FIRST) || first.is(k::NO_SPEAKER) && !first.is(k::DETERMINER | k::FINITE) && !pronoun {
        return None;
    }
    if end - start == 1 && !first.is(k::GROUP) && !pronoun {
        let article = first.is(k::PREPOSITION | k::POSSESSIVE | k::DETERMINER | k::OBJECT);
        let small = !first.capital && !first.form.ends_with('s') && first.form.is_ascii();
        if article || small || !first.capital && first.entry.verb != 0 {
            return None;
        }
    }
    let last = tokens.get(end - 1)?;
    if last.is(k::PREPOSITION | k::DEFINITE | k::POSSESSIVE)
        || last.is(k::NO_SPEAKER) && !last.is(k::DAY) && !last.capital
    {
        return None;
    }
    let digits =
        (start..end).all(|i| tokens.get(i).is_some_and(|t| t.form.starts_with(|c: char| c.is_ascii_digit())));
    (!digits).then_some(start)
}

/// Where the speaker begins after an opener with a preposition and its noun.
fn after_preposition(tokens: &[Token], start: usize, end: usize) -> Option<usize> {
    let mut noun = false;
    for at in start + 1..end {
        let token = tokens.get(at)?;
        let before = tokens.get(at - 1)?;
        let new = token.is(k::DETERMINER | k::HE | k::SHE | k::IT | k::THEY)
            || token.capital && (!before.capital || before.is(k::DAY))
            || token.is(k::GROUP);
        if noun && new && !before.is(k::PREPOSITION | k::DETERMINER) && !before.is_genitive() {
            return Some(at);
        }
        noun |= !token.is(k::DETERMINER | k::PREPOSITION);
    }
    // "During the summit in Vladivostok Putin"
    let name = end.checked_sub(3).filter(|at| *at > start)?;
    let [preposition, place, last] = tokens.get(name..end)? else { return None };
    (preposition.is(k::LOCATIVE) && place.capital && last.capital).then_some(end - 1)
}

/// The phrase that begins at `from`, after a verb or after "according to". `names_only` takes no descriptions in
/// small letters that have no article, as after a verb whose object they may be.
pub(super) fn after(tokens: &[Token], from: usize, ceiling: usize) -> Option<Range<usize>> {
    let first = tokens.get(from).filter(|_| from < ceiling)?;
    if !first.is_word() || first.is(k::FIRST | k::THAT) && !first.is(k::DETERMINER) {
        return None;
    }
    if first.is(k::HE | k::SHE | k::THEY) || first.is(k::IT) && first.form == "it" {
        return Some(from..from + 1);
    }
    if first.is(k::BREAK | k::PREPOSITION | k::OBJECT | k::NO_SPEAKER)
        && !first.is(k::DETERMINER)
        && !first.capital
    {
        return None;
    }
    let mut at = from;
    let most = ceiling.min(from + LONGEST);
    let mut commas = 0;
    // In ", who leads the opposition" stand verbs.
    let mut relative = false;
    while at < most {
        let token = tokens.get(at)?;
        match token.kind {
            Kind::Word => {
                if token.is(k::WHO) && !token.is(k::DETERMINER) && commas == 0 && at > from {
                    break;
                }
                relative |= commas > 0 && token.is(k::WHO) && !token.is(k::DETERMINER);
                let time = token.is(k::DAY) && !(token.capital && at == from);
                let clause = token.is(k::BREAK) || token.is(k::FINITE) && !token.capital;
                if at > from && (time || clause && !relative && !token.is(k::DETERMINER)) {
                    break;
                }
                let past = token.form.ends_with("ed") && token.form.len() > 4 && !token.capital;
                if past
                    && at > from
                    && commas == 0
                    && tokens.get(at - 1).is_some_and(|t| t.is_word() && !t.is(k::DETERMINER))
                {
                    break;
                }
                if at > from && token.is(k::JOIN) && !joins_names(tokens, at, from) {
                    break;
                }
                if at > from && token.is(k::ASIDE) && ends_phrase(tokens, at, ceiling) {
                    break;
                }
                if token.entry.verb != 0
                    && !token.capital
                    && at > from
                    && is_verb_like(tokens, from, at, most)
                    && commas == 0
                {
                    break;
                }
            }
            Kind::Comma => {
                commas += 1;
                let appositive = tokens.get(at + 1).is_some_and(|next| {
                    next.is_word()
                        && (!next.is(k::NOT_APPOSITIVE) && !next.is(k::BREAK) && !next.form.ends_with("ing")
                            || next.form.starts_with(|c: char| c.is_ascii_digit()))
                        && !is_clause(tokens, at + 1, ceiling)
                        || next.is(k::WHO) && !next.is(k::DETERMINER)
                }) && commas <= 2;
                if relative || !appositive {
                    break;
                }
            }
            _ => break,
        }
        at += 1;
    }
    // "said the minister on Monday": the preposition is not his.
    while at > from + 1
        && tokens
            .get(at - 1)
            .is_some_and(|t| t.is(k::PREPOSITION | k::JOIN | k::DEFINITE) || t.kind == Kind::Comma)
    {
        at -= 1;
    }
    let only = at == from + 1 && first.is(k::DETERMINER) && !first.is(k::GROUP);
    (at > from && !only).then_some(from..at)
}

/// "on Monday", "in a statement", "at a briefing" after a speaker.
fn ends_phrase(tokens: &[Token], at: usize, ceiling: usize) -> bool {
    let Some(next) = tokens.get(at + 1).filter(|_| at + 1 < ceiling) else { return true };
    if matches!(tokens.get(at).map(|t| t.form), Some("of" | "with")) {
        return false;
    }
    !next.is_word()
        || next.is(k::DAY | k::INDEFINITE | k::POSSESSIVE)
        || next.form.ends_with("ing")
        || next.form.starts_with(|c: char| c.is_ascii_digit())
}

/// Whether a clause of its own begins at `from`: a pronoun, or a phrase soon followed by a verb that is known.
fn is_clause(tokens: &[Token], from: usize, ceiling: usize) -> bool {
    for at in from..ceiling.min(from + 6) {
        let Some(token) = tokens.get(at) else { return false };
        if !token.is_word() {
            return false;
        }
        if token.is(k::HE | k::SHE | k::IT | k::THEY) || token.is(k::FINITE) && !token.capital {
            return true;
        }
    }
    false
}
