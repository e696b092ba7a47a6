//! Rules for English.

mod as_name;
mod contrast;

use super::other::{self, name};
use super::{Memory, Name, Rule, Statement, statement};
use crate::corpus::{Corpus, Span};
use crate::framing::labels::line::{Gap, Line};
use crate::framing::labels::phrase::{self, Phrase};
use crate::framing::labels::words;
use crate::framing::voices::somebodys;
use crate::framing::{Place, Sentence};

/// Names that "the word was" gives in one sentence, at most.
const MOST_WORDS: usize = 6;

/// How far a verb may stand from what it belongs to.
const REACH: usize = 8;

/// Reads one sentence.
pub(super) fn read(
    corpus: &Corpus,
    sentence: &Sentence,
    line: &Line<'_>,
    memory: &mut Memory,
    out: &mut Vec<Statement>,
) {
    other::read(sentence, line, out);
    let mut reader =
        Reader { corpus, sentence, line, memory, out, called: Vec::new(), word_read: false, told: None };
    for at in 0..line.words.len() {
        match line.form(at) {
            "call" | "calls" | "called" | "calling" | "dub" | "dubs" | "dubbed" | "term" | "terms"
            | "termed" | "label" | "labels" | "labelled" | "labeled" | "brand" | "brands" | "branded"
            | "named" => {
                reader.calls(at, at + 1);
            }
            "knows" | "know" | "known" | "describes" | "describe" | "described" | "refers" | "refer"
            | "referred" | "referring" => reader.as_verb(at),
            "as" => reader.as_name(at),
            "or" => reader.or(at),
            "which" | "whom" => reader.for_which(at),
            "so" if line.form(at + 1) == "called" && line.gap(at + 1).has(Gap::HYPHEN) => {
                reader.so_called(at);
            }
            "word" | "name" => reader.word_was(at),
            "phrase" | "words" | "parlance" | "language" | "terminology" => reader.in_phrase(at),
            "neither" | "not" => reader.contrast(at),
            _ => {}
        }
        if line.gap(at).has(Gap::QUOTE_OPEN) {
            reader.scare(at);
        }
    }
    reader.finish();
}

struct Reader<'a, 'c> {
    corpus: &'a Corpus,
    sentence: &'a Sentence,
    line: &'a Line<'c>,
    memory: &'a mut Memory,
    out: &'a mut Vec<Statement>,
    /// Names in "what W calls Y", without what they name.
    called: Vec<Name>,
    /// Whether "the word was" was read: it takes all of the sentence.
    word_read: bool,
    /// The words in marks that the sentence gives to somebody, once they are asked for.
    told: Option<Vec<Span>>,
}

fn is_be(form: &str) -> bool {
    matches!(form, "is" | "are" | "was" | "were" | "be" | "been" | "being")
}

fn is_aside(form: &str) -> bool {
    matches!(
        form,
        "also"
            | "formerly"
            | "previously"
            | "officially"
            | "commonly"
            | "locally"
            | "better"
            | "widely"
            | "now"
            | "often"
            | "sometimes"
            | "usually"
            | "variously"
            | "once"
            | "still"
            | "popularly"
            | "has"
            | "have"
            | "had"
            | "previous"
            | "long"
            | "otherwise"
    )
}

impl Reader<'_, '_> {
    fn say(&mut self, rule: Rule, names: Vec<Name>, sure: bool) {
        if let Some(first) = names.first() {
            self.memory.keep(first);
        }
        self.out.extend(statement(self.sentence.place.article, rule, names, sure));
    }

    /// The noun phrase before `end`, seen through what hangs on it: "islands near Hokkaido", "islands, seized in
    /// 1945," are islands.
    fn antecedent(&self, end: usize) -> Option<Phrase> {
        let line = self.line;
        let mut found = phrase::before(line, end)?;
        for _ in 0..3 {
            // The word before the phrase and its determiner.
            let mut at = found.from;
            while at > 0 && (words::is_determiner(line.form(at - 1)) || words::is_number(line.form(at - 1))) {
                at -= 1;
            }
            let Some(prep) = at.checked_sub(1) else { break };
            if !line.gap(at).is_open()
                || !matches!(
                    line.form(prep),
                    "of" | "in" | "near" | "off" | "at" | "from" | "to" | "between" | "around"
                )
            {
                break;
            }
            let mut end = prep;
            if matches!(
                line.form(end.wrapping_sub(1)),
                "north" | "south" | "east" | "west" | "northeast" | "close"
            ) {
                end -= 1;
            }
            let Some(above) = phrase::before(line, end) else { break };
            let quantity = words::is_quantity(line.form(above.head()));
            if above.proper || quantity || !found.proper || !line.gap(end).is_open() {
                break;
            }
            found = above;
        }
        Some(found)
    }

    /// The thing before `end`: a phrase, or what a pronoun stands for.
    fn thing(&self, end: usize) -> Option<Name> {
        let before = end.checked_sub(1)?;
        if words::is_thing_pronoun(self.line.form(before)) {
            return self.memory.recall();
        }
        let found = self.antecedent(end)?;
        self.usable(&found).then(|| name(self.line, &found, None))
    }

    /// Whether a phrase can name a contested thing: a name, or a definite or modified common noun.
    fn usable(&self, found: &Phrase) -> bool {
        let head = self.line.form(found.head());
        found.proper || (head.len() > 2 && !words::ends_phrase(head) && !head.ends_with("ly"))
    }

    /// The first noun phrase of the sentence, if it stands before `end`.
    fn subject(&self, end: usize) -> Option<Name> {
        let found = phrase::after(self.line, 0).filter(|p| p.to <= end)?;
        // A capital at the start of a sentence says nothing about a common head.
        let head = self.line.words.get(found.head())?;
        let proper = found.proper && head.cap && (found.to - found.from > 1 || found.from == 0);
        self.usable(&found).then(|| name(self.line, &Phrase { proper, ..found }, None))
    }

    /// What "them" is: a thing just named, or the subject of this sentence.
    fn pronoun(&self, at: usize) -> Option<Name> {
        let here = self.memory.last.as_ref().filter(|(_, sentence)| *sentence == self.memory.sentence);
        if let Some((name, _)) = here {
            return Some(name.clone());
        }
        let plural = matches!(self.line.form(at), "them" | "these" | "they");
        let subject = self.subject(at).filter(|name| !name.proper && name.text.ends_with('s') == plural);
        subject.or_else(|| self.memory.recall())
    }

    /// What a passive that begins at `left` is said of: what stands before it or its relative pronoun, the subject
    /// of the sentence after an insertion ("The islands, home to 2,140 people, are called").
    fn above(&self, left: usize, next: usize, relative: bool) -> Option<Name> {
        if relative {
            return self.thing(left - 1);
        }
        let inserted = self.line.gap(left).has(Gap::COMMA) && left + 1 < next && is_be(self.line.form(left));
        if inserted {
            return self.subject(left);
        }
        self.thing(left).or_else(|| self.subject(left))
    }

    /// A verb of calling at `verb`; what follows it begins at `next`.
    fn calls(&mut self, verb: usize, next: usize) {
        let line = self.line;
        if line.form(verb) == "called" && line.form(verb.wrapping_sub(1)) == "so" {
            return;
        }
        if matches!(
            line.form(next),
            "on" | "for" | "off" | "out" | "up" | "in" | "after" | "by" | "into" | "upon"
        ) {
            return;
        }
        let mut left = verb;
        let mut passive = false;
        while left > 0
            && line.gap(left).is_open()
            && (is_be(line.form(left - 1)) || is_aside(line.form(left - 1)))
        {
            passive |= is_be(line.form(left - 1));
            left -= 1;
        }
        let participle = line.form(verb).ends_with("ed") || line.form(verb) == "known";
        let cut =
            line.gap(left).has(Gap::COMMA) || line.gap(left).has(Gap::OPEN) || line.gap(left).has(Gap::DASH);
        // ", called the Northern Territories" and not ", called the draft 'fair'".
        let named =
            line.gap(next).has(Gap::QUOTE_OPEN) || phrase::after(line, next).is_some_and(|p| p.proper);
        if participle && (passive || cut && named) {
            self.passive(left, next);
            return;
        }
        if participle && line.form(verb) == "named" {
            return;
        }
        self.active(verb, next);
    }

    /// "X, (which are) called Y in Z and Y2 in Z2".
    fn passive(&mut self, left: usize, next: usize) {
        let line = self.line;
        let relative = left > 0 && matches!(line.form(left - 1), "which" | "that");
        let thing = self.above(left, next, relative);
        let Some(second) = phrase::after(line, next) else { return };
        if line.gap(next).has(Gap::QUOTE_OPEN) && !second.proper && second.to - second.from > 3 {
            return;
        }
        let mut names: Vec<Name> = thing.into_iter().collect();
        let mut at = second;
        for _ in 0..4 {
            let (by, end) = self.user(at.to);
            names.push(name(line, &at, by));
            let joined = matches!(line.form(end), "and" | "or" | "but");
            let from = if joined { end + 1 } else { end };
            if !joined && !line.gap(end).has(Gap::COMMA) {
                break;
            }
            let Some(more) = phrase::after(line, from).filter(|p| p.proper) else { break };
            // "called X in Japan and Y in Russia": a second name has its user too, or stands after "or".
            if self.user(more.to).0.is_none() && line.form(end) != "or" {
                break;
            }
            at = more;
        }
        let sure = names.iter().filter(|name| name.proper).count() > 0 || names.len() > 2;
        self.say(Rule::Calls, names, sure);
    }

    /// "in Japan", "by Moscow" after a name: who uses it, and where that ends.
    fn user(&self, at: usize) -> (Option<String>, usize) {
        if matches!(self.line.form(at), "in" | "by" | "to" | "among")
            && let Some(found) = phrase::after(self.line, at + 1).filter(|p| p.proper)
        {
            return (Some(found.text(self.line)), found.to);
        }
        (None, at)
    }

    /// Who calls: the words between `from` and the verb, if they are few.
    fn caller(&self, from: usize, verb: usize) -> Option<String> {
        let caller = phrase::before(self.line, self.skip_asides(verb))?;
        (caller.from >= from).then(|| caller.text(self.line))
    }

    fn skip_asides(&self, verb: usize) -> usize {
        let mut at = verb;
        while at > 0 && is_aside(self.line.form(at - 1)) {
            at -= 1;
        }
        at
    }

    /// "X, which W calls Y"; "W, which calls them Y"; "what W calls Y"; "W calls X Y".
    fn active(&mut self, verb: usize, next: usize) {
        let line = self.line;
        let start = (verb.saturating_sub(REACH)..verb)
            .rev()
            .take_while(|&at| {
                at + 1 == verb || line.gap(at + 1).is_open() || line.gap(at + 1).has(Gap::HYPHEN)
            })
            .find(|&at| matches!(line.form(at), "which" | "whom" | "that" | "what"));
        if let Some(relative) = start {
            let clause = relative + 1;
            let caller = self.caller(clause, verb);
            if line.form(relative) == "what" {
                if let Some(found) = phrase::after(line, next).filter(|p| p.proper) {
                    let found = name(line, &found, caller);
                    self.called.push(found);
                }
                return;
            }
            // "Norvia, which calls them", "which claims them, calls them": the clause has no subject of its own.
            let own_subject = self.skip_asides(verb) > clause;
            let object = words::is_thing_pronoun(line.form(next)) || words::is_determiner(line.form(next));
            let plain = line.form(relative) != "that" && line.gap(relative).has(Gap::COMMA);
            let second = phrase::after(line, next);
            let named = |p: &Phrase| {
                p.proper || line.gap(next).has(Gap::QUOTE_OPEN) || plain && contrast::is_noun(line, p)
            };
            if own_subject && let Some(second) = second.filter(named) {
                if let Some(thing) = self.thing(relative) {
                    let sure = second.proper || plain && contrast::is_noun(line, &second);
                    let mut names = vec![thing, name(line, &second, caller)];
                    names.extend(self.gapped(second.to));
                    self.say(Rule::Calls, names, sure);
                }
                return;
            }
            if !own_subject && object {
                let caller = phrase::before(line, relative).map(|p| p.text(line));
                self.object(next, caller);
                return;
            }
        }
        if !self.called.is_empty()
            && let Some(second) = phrase::after(line, next).filter(|p| p.proper)
        {
            let caller = self.caller(0, verb);
            let second = name(line, &second, caller);
            self.called.push(second);
            return;
        }
        let caller = self.caller(0, verb);
        self.object(next, caller);
    }

    /// "them Y", "the voyage a Y", "Tuesday's homecoming 'a Y'".
    fn object(&mut self, next: usize, caller: Option<String>) {
        let line = self.line;
        if words::is_thing_pronoun(line.form(next)) && line.gap(next + 1).is_open() {
            let Some(second) = phrase::after(line, next + 1).filter(|p| p.proper) else { return };
            if let Some(thing) = self.pronoun(next) {
                self.say(Rule::Calls, vec![thing, name(line, &second, caller)], true);
            }
            return;
        }
        let possessor = line.words.get(next).is_some_and(crate::framing::labels::line::Word::is_possessive);
        if !words::is_definite(line.form(next)) && !possessor {
            return;
        }
        let mut split = next + 1;
        while split < line.words.len() && split - next <= REACH {
            let gap = line.gap(split);
            if gap.has(Gap::QUOTE_OPEN) {
                break;
            }
            if !gap.is_open()
                || split > next + 1
                    && words::ends_phrase(line.form(split))
                    && !words::is_determiner(line.form(split))
            {
                return;
            }
            if split > next + 1 && words::is_determiner(line.form(split)) {
                break;
            }
            let turns = line.words.get(split).is_some_and(|w| w.cap)
                && line.words.get(split - 1).is_some_and(|w| !w.cap);
            if split > next + 1 && turns {
                break;
            }
            split += 1;
        }
        self.equate(next + 1, split, split, caller);
    }

    /// X from `from` to `to`, Y from `second` on.
    fn equate(&mut self, from: usize, to: usize, second: usize, caller: Option<String>) {
        let line = self.line;
        let Some(first) = phrase::before(line, to).filter(|p| p.from >= from) else { return };
        let Some(second) = phrase::after(line, second) else { return };
        if !self.usable(&second) || first.to - first.from > 3 {
            return;
        }
        // "called the draft recognition of": the head of a longer phrase that is no name.
        let head = |p: Phrase| if p.proper { p } else { Phrase { from: p.head_start(line), ..p } };
        let names = vec![name(line, &head(first), None), name(line, &head(second), caller)];
        let adjective = !second.proper && words::is_adjective(line.form(second.head()));
        self.say(Rule::CallsIt, names, !adjective);
    }

    /// "Burma, or Myanmar,"; "the Northern Arc, as Norvians call it"; "call it X or Y".
    fn or(&mut self, at: usize) {
        let line = self.line;
        let Some(second) = phrase::after(line, at + 1).filter(|p| p.proper) else { return };
        let as_called = line.form(second.to) == "as" && {
            let verb = (second.to + 1..line.words.len().min(second.to + REACH))
                .find(|&v| matches!(line.form(v), "call" | "calls" | "called" | "know" | "knows"));
            verb.is_some_and(|v| words::is_thing_pronoun(line.form(v + 1)))
        };
        let set_off = (line.gap(at).has(Gap::COMMA) || line.gap(at).has(Gap::DASH))
            && (line.gap(second.to).has(Gap::COMMA)
                || line.gap(second.to).has(Gap::DASH)
                || second.to == line.words.len());
        let Some(first) = phrase::before(line, at).filter(|p| p.proper) else { return };
        let chosen = first.from >= 2 && {
            let start =
                if words::is_determiner(line.form(first.from - 1)) { first.from - 1 } else { first.from };
            start >= 2
                && words::is_thing_pronoun(line.form(start - 1))
                && matches!(line.form(start - 2), "call" | "calls" | "called")
        };
        if !as_called && !set_off && !chosen {
            return;
        }
        // A list: "Norvia, Sarenia, or Tolva,".
        if set_off && !as_called && line.gap(first.from).has(Gap::COMMA) {
            return;
        }
        let names = vec![name(line, &first, None), name(line, &second, None)];
        self.say(Rule::Or, names, as_called || chosen || second.definite == first.definite);
    }

    /// "so-called X".
    fn so_called(&mut self, at: usize) {
        if let Some(found) = phrase::after(self.line, at + 2) {
            self.mark(Rule::SoCalled, &found);
        }
    }

    /// A wording of up to three words in quotation marks after a determiner.
    fn scare(&mut self, at: usize) {
        let line = self.line;
        let close = (at + 1..=line.words.len().min(at + 3)).find(|&end| line.gap(end).has(Gap::QUOTE_CLOSE));
        let Some(end) = close else { return };
        let after_determiner = at > 0 && words::is_determiner(line.form(at - 1));
        if !after_determiner || words::ends_phrase(line.form(end - 1)) || line.gap(end).has(Gap::COMMA) {
            return;
        }
        // "describes the ships as an 'escort'", "a 'pause', said the ministry": the sentence says whose word it is.
        let words = line.span(at, end);
        let told = self.told.get_or_insert_with(|| somebodys(self.corpus, self.sentence));
        let before = told.partition_point(|marked| marked.from <= words.from);
        if before.checked_sub(1).and_then(|at| told.get(at)).is_some_and(|marked| words.to <= marked.to) {
            return;
        }
        let proper = line.words.get(end - 1).is_some_and(|w| w.cap);
        self.mark(Rule::ScareQuotes, &Phrase { from: at, to: end, proper, definite: true });
    }

    fn mark(&mut self, rule: Rule, found: &Phrase) {
        let names = vec![name(self.line, found, None)];
        let span = Span { from: found.span(self.line).from, to: found.span(self.line).to };
        let place = Place { article: self.sentence.place.article, span };
        self.out.push(Statement { rule, place, names, sure: false });
    }

    /// "In Vessund the word was homecoming; in Marenza it was provocation."
    fn word_was(&mut self, at: usize) {
        let line = self.line;
        if self.word_read || line.form(at.wrapping_sub(1)) != "the" || !is_be(line.form(at + 1)) {
            return;
        }
        self.word_read = true;
        let mut names = Vec::new();
        for verb in at + 1..line.words.len() {
            if names.len() == MOST_WORDS {
                break;
            }
            let subject = line.form(verb - 1);
            if is_be(line.form(verb)) && matches!(subject, "it" | "word" | "name" | "term") {
                let found = phrase::after(line, verb + 1).filter(|p| self.usable(p));
                names.extend(found.map(|p| name(line, &p, None)));
            }
        }
        self.say(Rule::WordWas, names, true);
    }

    fn finish(&mut self) {
        let called = std::mem::take(&mut self.called);
        if called.len() > 1 {
            self.say(Rule::TwoCalls, called, true);
        }
    }
}
