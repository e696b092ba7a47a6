//! Noun phrases beside a place in a sentence, without a parser: names are runs of capitals, other phrases are
//! words up to a function word or a mark.

use super::line::{Gap, Line};
use super::words;
use crate::corpus::Span;

/// Words that a phrase may have before its head.
const LONGEST: usize = 6;

/// A noun phrase.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::framing) struct Phrase {
    /// Its first word, without a determiner.
    pub(in crate::framing) from: usize,
    /// One past its head.
    pub(in crate::framing) to: usize,
    /// Whether its head is written with a capital.
    pub(in crate::framing) proper: bool,
    /// Whether it has a determiner that points at something known.
    pub(in crate::framing) definite: bool,
}

impl Phrase {
    /// Where the head begins: its word, with what a hyphen joins to it.
    pub fn head_start(self, line: &Line<'_>) -> usize {
        let mut at = self.head();
        while at > self.from && line.gap(at).has(Gap::HYPHEN) {
            at -= 1;
        }
        at
    }

    /// The head's place.
    pub(in crate::framing) fn head(&self) -> usize {
        self.to.saturating_sub(1)
    }

    /// Its bytes.
    pub(in crate::framing) fn span(&self, line: &Line<'_>) -> Span {
        line.span(self.from, self.to)
    }

    /// Its text as written, on one line, without a possessive ending.
    pub(in crate::framing) fn text(&self, line: &Line<'_>) -> String {
        let mut text = String::new();
        for word in line.words.get(self.from..self.to).unwrap_or(&[]) {
            if !text.is_empty() {
                text.push(if word.gap.has(Gap::HYPHEN) { '-' } else { ' ' });
            }
            text.push_str(word.surface);
        }
        for end in ["'s", "’s"] {
            if let Some(rest) = text.strip_suffix(end) {
                return rest.to_owned();
            }
        }
        text
    }
}

/// Small words inside a name: "Sea of Japan", "Rio de la Plata".
fn joins_name(form: &str) -> bool {
    matches!(form, "of" | "de" | "la" | "del" | "al" | "el" | "da" | "do" | "van" | "von" | "and" | "the")
}

/// The phrase whose head stands just before `end`.
pub(in crate::framing) fn before(line: &Line<'_>, end: usize) -> Option<Phrase> {
    let head = end.checked_sub(1)?;
    let word = line.words.get(head)?;
    if words::ends_phrase(word.form) || words::is_determiner(word.form) || words::is_number(word.form) {
        return None;
    }
    let proper = word.cap && !(head == 0 && words::is_place_head(word.form));
    let mut from = head;
    while from > 0 && head - from < LONGEST && line.gap(from).is_open() {
        let Some(previous) = line.words.get(from - 1) else { break };
        if proper {
            let joined = joins_name(previous.form)
                && !matches!(previous.form, "and" | "the")
                && from >= 2
                && line.words.get(from - 2).is_some_and(|w| w.cap)
                && line.gap(from - 1).is_open();
            if (previous.cap && !previous.is_possessive() && !words::ends_phrase(previous.form)) || joined {
                from -= 1;
                continue;
            }
            break;
        }
        if words::ends_phrase(previous.form)
            || words::is_determiner(previous.form)
            || (previous.is_possessive() && !line.gap(from).has(Gap::HYPHEN))
        {
            break;
        }
        from -= 1;
    }
    let definite = from > 0
        && line.gap(from).is_open()
        && line.words.get(from - 1).is_some_and(|w| words::is_definite(w.form) || w.is_possessive());
    Some(trimmed(line, Phrase { from, to: end, proper, definite }))
}

/// Numbers in front say how many, not what.
fn trimmed(line: &Line<'_>, mut phrase: Phrase) -> Phrase {
    while phrase.from + 1 < phrase.to && words::is_number(line.form(phrase.from)) {
        phrase.from += 1;
    }
    phrase
}

/// The phrase that begins at `start`, past quotation marks and a determiner.
pub(in crate::framing) fn after(line: &Line<'_>, start: usize) -> Option<Phrase> {
    let quoted = line.gap(start).has(Gap::QUOTE_OPEN);
    let mut from = start;
    let mut definite = false;
    if words::is_determiner(line.form(from)) && !matches!(line.form(from), "that" | "this" if quoted) {
        definite = words::is_definite(line.form(from));
        from += 1;
        if !line.gap(from).is_open() && !line.gap(from).has(Gap::QUOTE_OPEN) {
            return None;
        }
    }
    let first = line.words.get(from)?;
    if first.is_possessive() && line.gap(from + 1).is_open() {
        // "Tuesday's homecoming": the possessor says whose, as a determiner does.
        let rest = after(line, from + 1)?;
        return Some(Phrase { definite: true, ..rest });
    }
    if words::ends_phrase(first.form) {
        return None;
    }
    let mut to = from + 1;
    let goes_on = |to: usize| to < line.words.len() && line.gap(to).is_open() && to - from < LONGEST;
    if first.cap
        && (!quoted || line.words.get(from + 1).is_none_or(|w| w.cap || !line.gap(from + 1).is_open()))
    {
        while goes_on(to) {
            let Some(word) = line.words.get(to) else { break };
            let joined = joins_name(word.form)
                && !matches!(word.form, "and" | "the")
                && line.words.get(to + 1).is_some_and(|w| w.cap)
                && line.gap(to + 1).is_open();
            if !(word.cap && !words::ends_phrase(word.form) || joined) {
                break;
            }
            to += 1;
        }
        // "the Kuril islands": a common head belongs to the name.
        if goes_on(to) && words::is_place_head(line.form(to)) {
            to += 1;
        }
        return Some(Phrase { from, to, proper: true, definite });
    }
    while goes_on(to) && !words::ends_phrase(line.form(to)) && !words::is_determiner(line.form(to)) {
        to += 1;
    }
    // Adverbs and participles at the end are no heads.
    while to > from + 1 && line.form(to - 1).ends_with("ly") {
        to -= 1;
    }
    let head = line.words.get(to - 1)?;
    let proper = head.cap && first.cap;
    Some(trimmed(line, Phrase { from, to, proper, definite }))
}
