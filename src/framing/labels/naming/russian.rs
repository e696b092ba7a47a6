//! Rules for Russian. What a verb of calling asks for in the instrumental is put into the nominative; other names are
//! taken as written.

use super::other::{self, name};
use super::{Memory, Name, Rule, Statement, statement};
use crate::corpus::Language;
use crate::framing::labels::line::{Gap, Line};
use crate::framing::labels::phrase::Phrase;
use crate::framing::russian::called as in_nominative;
use crate::framing::{Place, Sentence};
use crate::text::stopwords::is_stop_word;

/// Verbs of calling, by their beginnings.
const CALL: [&str; 6] = ["называ", "назва", "имену", "именова", "зовут", "окрест"];

/// Reads one sentence.
pub(super) fn read(sentence: &Sentence, line: &Line<'_>, memory: &mut Memory, out: &mut Vec<Statement>) {
    other::read(sentence, line, out);
    for at in 0..line.words.len() {
        let form = line.form(at);
        if form.starts_with("так") && line.form(at + 1).starts_with("называем") {
            if let Some(found) = after(line, at + 2) {
                let names = vec![name(line, &found, None)];
                let place = Place { article: sentence.place.article, span: found.span(line) };
                out.push(Statement { rule: Rule::SoCalled, place, names, sure: false });
            }
        } else if form.starts_with("известн") && line.form(at + 1) == "как" {
            say(sentence, line, memory, at, at + 2, Rule::KnownAs, out);
        } else if CALL.iter().any(|begin| form.starts_with(begin)) && !form.starts_with("называем") {
            let next = if matches!(line.form(at + 1), "их" | "его" | "её" | "ее" | "это") {
                at + 2
            } else {
                at + 1
            };
            say(sentence, line, memory, at, next, Rule::Calls, out);
        }
    }
}

fn is_function(form: &str) -> bool {
    is_stop_word(form, Language(Some(*b"ru ")))
}

/// A name after a verb: in quotation marks, or a run with a capital, with a common noun of place before it.
fn after(line: &Line<'_>, start: usize) -> Option<Phrase> {
    let first = line.words.get(start).filter(|word| !is_function(word.form))?;
    let quoted = line.gap(start).has(Gap::QUOTE_OPEN);
    let mut to = start + 1;
    while to < line.words.len() && to - start < 5 && line.gap(to).is_open() && !is_function(line.form(to)) {
        if !quoted
            && !line.words.get(to).is_some_and(|w| w.cap)
            && line.words.get(to - 1).is_some_and(|w| w.cap)
            && to - start > 1
        {
            break;
        }
        to += 1;
    }
    let words = line.words.get(start..to).unwrap_or(&[]);
    let proper = quoted && first.cap || words.iter().any(|w| w.cap);
    (proper || quoted).then_some(Phrase { from: start, to, proper, definite: true })
}

/// The subject of the sentence: its first noun, one word or a run of capitals.
fn subject(line: &Line<'_>, end: usize) -> Option<Name> {
    let first = line.words.first().filter(|word| end > 0 && !is_function(word.form))?;
    let mut to = 1;
    while to < end && line.words.get(to).is_some_and(|w| w.cap) && line.gap(to).is_open() {
        to += 1;
    }
    let found = Phrase { from: 0, to, proper: to > 1, definite: true };
    (first.form.chars().count() > 3).then(|| name(line, &found, None))
}

fn say(
    sentence: &Sentence,
    line: &Line<'_>,
    memory: &mut Memory,
    verb: usize,
    next: usize,
    rule: Rule,
    out: &mut Vec<Statement>,
) {
    let Some(second) = after(line, next).filter(|p| p.proper) else { return };
    // "X, которые в Японии называют Y": X stands before the clause; "которая называет их Y": the subject is meant.
    let relative = (verb.saturating_sub(6)..verb).rev().find(|&at| line.form(at).starts_with("котор"));
    let takes_pronoun = next > verb + 1;
    let before = relative.filter(|_| !takes_pronoun).and_then(|at| {
        let end = if line.gap(at).has(Gap::COMMA) { at } else { at.checked_sub(1)? };
        let mut from = end.checked_sub(1)?;
        let capital = line.words.get(from)?.cap;
        while capital
            && from > 0
            && line.words.get(from - 1).is_some_and(|w| w.cap)
            && line.gap(from).is_open()
        {
            from -= 1;
        }
        Some(name(line, &Phrase { from, to: end, proper: capital, definite: true }, None))
    });
    let recent = memory.recall();
    let thing = before.or_else(|| if takes_pronoun { subject(line, verb) } else { None }).or(recent);
    let by = relative
        .filter(|_| takes_pronoun)
        .and_then(|at| line.words.get(at.checked_sub(1)?))
        .filter(|w| w.cap);
    let by = by.map(|w| w.surface.to_owned());
    let Some(thing) = thing else { return };
    let mut called = name(line, &second, by);
    if rule == Rule::Calls && !line.gap(next).has(Gap::QUOTE_OPEN) {
        called.text = in_nominative(&called.text);
    }
    let names = vec![thing.clone(), called];
    memory.keep(&thing);
    out.extend(statement(sentence.place.article, rule, names, true));
}
