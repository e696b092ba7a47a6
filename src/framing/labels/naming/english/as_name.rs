//! Names after "as": known as, referred to as, administered as; and "for which they are".

use super::{REACH, Reader, is_aside, is_be, name};
use crate::framing::labels::line::Gap;
use crate::framing::labels::naming::Rule;
use crate::framing::labels::phrase;
use crate::framing::labels::words;

impl Reader<'_, '_> {
    /// "known as Y", "knows X as Y", "refers to X as Y", "described X as a Y".
    pub(super) fn as_verb(&mut self, verb: usize) {
        let line = self.line;
        let form = line.form(verb);
        let mut next = verb + 1;
        if form.starts_with("refer") {
            if line.form(next) != "to" {
                return;
            }
            next += 1;
        }
        // "known to Norvia as", "known locally as".
        let end = (next..line.words.len().min(next + REACH)).find(|&at| line.form(at) == "as");
        let Some(as_at) = end else { return };
        if (next..as_at).any(|at| !line.gap(at).is_open()) || !line.gap(as_at).is_open() {
            return;
        }
        let participle = matches!(form, "known" | "referred" | "described");
        let by = (as_at > next && matches!(line.form(next), "to" | "in" | "by"))
            .then(|| phrase::after(line, next + 1))
            .flatten();
        if participle
            && (as_at == next || by.is_some() || as_at == next + 1 && line.form(next).ends_with("ly"))
        {
            let mut left = verb;
            while left > 0
                && line.gap(left).is_open()
                && (is_be(line.form(left - 1)) || is_aside(line.form(left - 1)))
            {
                left -= 1;
            }
            let relative = left > 0 && matches!(line.form(left - 1), "which" | "that" | "who");
            let thing = self.above(left, verb + 1, relative);
            let Some(second) = phrase::after(line, as_at + 1) else { return };
            let by = by.map(|p| p.text(line)).or_else(|| self.user(second.to).0);
            let sure = form != "described" && second.proper;
            let names = thing.into_iter().chain([name(line, &second, by)]).collect();
            self.say(Rule::KnownAs, names, sure);
            return;
        }
        if form == "known" || as_at == next {
            // "which Norvia knows as Y": X stands before "which".
            if as_at == next
                && let Some(second) = phrase::after(line, as_at + 1).filter(|p| p.proper)
                && let Some(relative) = (verb.saturating_sub(REACH)..verb)
                    .rev()
                    .find(|&at| matches!(line.form(at), "which" | "that" | "what"))
            {
                let caller = self.caller(relative + 1, verb);
                if line.form(relative) == "what" {
                    let found = name(line, &second, caller);
                    self.called.push(found);
                } else if let Some(thing) = self.thing(relative) {
                    self.say(Rule::KnownAs, vec![thing, name(line, &second, caller)], true);
                }
            }
            return;
        }
        let caller = self.caller(0, verb);
        if words::is_thing_pronoun(line.form(next)) && as_at == next + 1 {
            let second = phrase::after(line, as_at + 1).filter(|p| p.proper);
            if let (Some(thing), Some(second)) = (self.pronoun(next), second) {
                self.say(Rule::KnownAs, vec![thing, name(line, &second, caller)], true);
            }
        } else if words::is_definite(line.form(next)) {
            self.equate(next + 1, as_at, as_at + 1, caller);
        }
    }

    /// "administered by Sarenia as the Halcyon Islands", "claims them as the Northern Arc".
    pub(super) fn as_name(&mut self, at: usize) {
        let line = self.line;
        let verbs = (at.saturating_sub(REACH)..at).rev().find(|&v| {
            matches!(
                line.form(v),
                "administered"
                    | "administers"
                    | "administer"
                    | "governed"
                    | "governs"
                    | "controlled"
                    | "controls"
                    | "claimed"
                    | "claims"
                    | "claim"
                    | "annexed"
                    | "marked"
                    | "shown"
                    | "listed"
                    | "lists"
                    | "runs"
                    | "recognises"
                    | "recognizes"
                    | "incorporated"
                    | "registered"
            )
        });
        let Some(verb) = verbs else { return };
        let Some(second) = phrase::after(line, at + 1).filter(|p| p.proper && p.definite) else { return };
        let mut left = verb;
        while left > 0
            && line.gap(left).is_open()
            && (is_be(line.form(left - 1)) || is_aside(line.form(left - 1)))
        {
            left -= 1;
        }
        let cut = line.gap(verb).has(Gap::COMMA);
        let (thing, by) = if left < verb || cut {
            let relative = left > 0 && matches!(line.form(left - 1), "which" | "that");
            let thing = self.above(left, verb + 1, relative);
            let by = (line.form(verb + 1) == "by").then(|| phrase::after(line, verb + 2)).flatten();
            (thing, by.map(|p| p.text(line)))
        } else if words::is_thing_pronoun(line.form(verb + 1)) {
            (self.pronoun(verb + 1), self.caller(0, verb))
        } else {
            (self.thing(at), self.caller(0, verb))
        };
        if let Some(thing) = thing {
            self.say(Rule::AsName, vec![thing, name(line, &second, by)], true);
        }
    }

    /// "Norvia, for which they are the Northern Arc".
    pub(super) fn for_which(&mut self, at: usize) {
        let line = self.line;
        if !matches!(line.form(at.wrapping_sub(1)), "for" | "to")
            || !matches!(line.form(at + 1), "they" | "it")
            || !is_be(line.form(at + 2))
        {
            return;
        }
        let second = phrase::after(line, at + 3).filter(|p| p.proper && p.definite);
        if let (Some(thing), Some(second)) = (self.memory.recall(), second) {
            let by = phrase::before(line, at - 1).map(|p| p.text(line));
            self.say(Rule::Calls, vec![thing, name(line, &second, by)], true);
        }
    }
}
