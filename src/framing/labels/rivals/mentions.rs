//! The common nouns of a story's English texts, each with where and how it stands.

use std::collections::BTreeMap;

use crate::corpus::Language;
use crate::framing::figures_given::small_number;
use crate::framing::labels::find::View;
use crate::framing::labels::line::{Gap, Line};
use crate::framing::labels::words;
use crate::framing::sentence::Part;
use crate::framing::stem::stem;
use crate::task::{Cancelled, Task};
use crate::text::choices::{self, Choices};
use crate::text::nouns::{Kinds, Noun};

const ENGLISH: Language = Language(Some(*b"en "));

/// From which share as a noun on a word is taken for one where nothing around it says so.
const MOSTLY_NOUN: u8 = 5;

/// What a use in the headline and one in the opening weigh; elsewhere 1.
pub(super) const IN_TITLE: u32 = 3;
const IN_OPENING: u32 = 2;

/// Uses of a noun that are looked at, in one column and in all.
const MOST_IN_COLUMN: usize = 12;
const MOST_USES: usize = 72;

/// What a noun does in its sentence, with the stem of the word that it does it to.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Slot {
    /// "cleared a camp", "the camp was cleared", "the clearing of the camp".
    Object(String),
    /// "crews walked out".
    Subject(String),
    /// "Low Fallow residents", "residents of Low Fallow": beside a name.
    Name(String),
}

/// One place of a noun.
#[derive(Debug, Clone)]
pub(super) struct Use {
    /// Article and sentence, by their numbers in the views.
    pub(super) view: usize,
    pub(super) sentence: usize,
    /// The words of the head with its hyphened parts.
    pub(super) head: std::ops::Range<usize>,
    pub(super) column: usize,
    pub(super) weight: u32,
    /// Whether quotation marks stand around it alone.
    pub(super) quoted: bool,
    /// How many of them: "212 people".
    pub(super) figure: Option<u32>,
    pub(super) slots: Vec<Slot>,
    /// The word right before the head, where it says which: "tram crews".
    pub(super) modifier: Option<String>,
    /// As written, folded.
    pub(super) form: String,
    pub(super) plural: bool,
}

/// A noun with all its uses.
#[derive(Debug, Clone)]
pub(super) struct Candidate {
    pub(super) lemma: String,
    /// `None` where the table of nouns does not have it.
    pub(super) noun: Option<Noun>,
    /// What it may be chosen for.
    pub(super) choices: Option<Choices>,
    pub(super) uses: Vec<Use>,
}

impl Candidate {
    pub(super) fn plural(&self) -> bool {
        self.uses.iter().filter(|used| used.plural).count() * 2 > self.uses.len()
    }

    /// How much stands on it in the column that makes most of it.
    pub(super) fn weight(&self) -> u32 {
        let mut columns: BTreeMap<usize, u32> = BTreeMap::new();
        for used in &self.uses {
            *columns.entry(used.column).or_default() += used.weight + u32::from(used.quoted);
        }
        columns.into_values().max().unwrap_or(0)
    }

    /// Whether more than a word in passing stands on it: in a headline or opening, twice in a column, or in two columns.
    pub(super) fn stands_out(&self) -> bool {
        let first = self.uses.first().map(|used| used.column);
        self.weight() > 1 || self.uses.iter().any(|used| Some(used.column) != first)
    }

    /// Whether a column's headline is about it and its text goes on with it.
    pub(super) fn is_main(&self, column: usize) -> bool {
        let here = || self.uses.iter().filter(|used| used.column == column).map(|used| used.weight);
        here().max() == Some(IN_TITLE) && here().sum::<u32>() > IN_TITLE
    }

    pub(super) fn kinds(&self) -> Kinds {
        self.noun.map_or(Kinds::EVENTS | Kinds::THINGS, |noun| noun.kinds)
    }

    /// What it names mostly.
    pub(super) fn first(&self) -> Kinds {
        self.noun.map_or(Kinds::EVENTS | Kinds::THINGS, |noun| noun.first)
    }

    /// Whether each has among its kinds what the other names mostly.
    pub(super) fn is_like(&self, other: &Self) -> bool {
        self.kinds().meets(other.first()) && other.kinds().meets(self.first())
    }
}

/// The nouns of `views`, by their singulars. `column` says in which column an article stands.
pub(super) fn candidates(
    views: &[View<'_>],
    column: impl Fn(u32) -> usize,
    task: &Task,
) -> Result<BTreeMap<String, Candidate>, Cancelled> {
    let mut found: BTreeMap<String, Candidate> = BTreeMap::new();
    for (number, view) in views.iter().enumerate() {
        task.check()?;
        let mut opening = 0;
        for (at, (sentence, line)) in view.sentences.iter().zip(&view.lines).enumerate() {
            let title = !matches!(sentence.part, Part::Body(_));
            opening += usize::from(!title);
            let weight = match (title, opening) {
                (true, _) => IN_TITLE,
                (false, ..=3) => IN_OPENING,
                _ => 1,
            };
            read(line, &mut |lemma, noun, used| {
                let used = Use { view: number, sentence: at, column: column(view.id), weight, ..used };
                let choices = Choices::of(&lemma);
                let empty = || Candidate { lemma: lemma.clone(), noun, choices, uses: Vec::new() };
                let uses = &mut found.entry(lemma.clone()).or_insert_with(empty).uses;
                let here = uses.iter().filter(|other| other.column == used.column).count();
                if here < MOST_IN_COLUMN && uses.len() < MOST_USES {
                    uses.push(used);
                }
            });
        }
    }
    Ok(found)
}

/// Whether so many words begin with capitals that a capital says nothing.
fn is_title_case(line: &Line<'_>) -> bool {
    let content: Vec<bool> = line
        .words
        .iter()
        .filter(|w| w.form.len() > 3 && !words::ends_phrase(w.form))
        .map(|w| w.cap)
        .collect();
    content.len() > 2 && content.iter().filter(|cap| **cap).count() * 4 >= content.len() * 3
}

fn read(line: &Line<'_>, found: &mut impl FnMut(String, Option<Noun>, Use)) {
    let title_case = is_title_case(line);
    for at in 0..line.words.len() {
        if line.gap(at + 1).has(Gap::HYPHEN) {
            continue;
        }
        if let Some((lemma, noun, used)) = head(line, at, title_case) {
            found(lemma, noun, used);
        }
    }
}

fn lower(line: &Line<'_>, at: usize, title_case: bool) -> bool {
    let Some(word) = line.words.get(at) else { return false };
    let shouted = word.surface.len() > 3 && !word.surface.chars().any(char::is_lowercase);
    !word.cap || title_case || shouted || at == 0 || line.gap(at).has(Gap::QUOTE_OPEN)
}

/// Whether the word at `at` is a noun by the table, and how surely.
fn share(line: &Line<'_>, at: usize) -> u8 {
    // The table has "at" and "as", as units and elements.
    let word =
        line.words.get(at).filter(|word| !words::ends_phrase(word.form) && !words::is_determiner(word.form));
    word.and_then(|word| Noun::of(word.bare())).map_or(0, |noun| noun.share)
}

/// Whether a word leads to a noun: a determiner, a preposition, a number, an adjective, a noun.
fn leads(line: &Line<'_>, at: usize) -> bool {
    let Some(before) = at.checked_sub(1) else { return false };
    if !line.gap(at).is_open() && !line.gap(at).has(Gap::QUOTE_OPEN) {
        return false;
    }
    let form = line.form(before);
    words::is_determiner(form)
        || words::is_number(form)
        || line.words.get(before).is_some_and(super::super::line::Word::is_possessive)
        || matches!(
            form,
            "of" | "by"
                | "from"
                | "over"
                | "after"
                | "before"
                | "in"
                | "for"
                | "with"
                | "during"
                | "on"
                | "against"
        )
        || words::is_adjective(form)
        || share(line, before) >= 7
}

fn head(line: &Line<'_>, at: usize, title_case: bool) -> Option<(String, Option<Noun>, Use)> {
    let word = line.words.get(at)?;
    if word.is_possessive() || !lower(line, at, title_case) {
        return None;
    }
    let form = word.bare();
    if form.len() < 3 || words::ends_phrase(form) || words::is_number(form) || words::is_determiner(form) {
        return None;
    }
    let mut first = at;
    while first > 0 && line.gap(first).has(Gap::HYPHEN) {
        first -= 1;
    }
    let compound = first < at;
    let whole: String = {
        let parts: Vec<&str> = line.words.get(first..=at)?.iter().map(|w| w.form).collect();
        parts.join("-")
    };
    let noun = Noun::of(form);
    let chosen = match noun {
        _ if compound => choices::singular(&whole),
        None => choices::singular(form),
        Some(_) => None,
    };
    let led = leads(line, first);
    let verbal = first > 0
        && line.gap(first).is_open()
        && (is_modal(line.form(first - 1))
            || matches!(
                line.form(first - 1),
                "to" | "not" | "they" | "we" | "i" | "you" | "he" | "she" | "it" | "who"
            ));
    match noun {
        Some(noun) if noun.share >= MOSTLY_NOUN && !(verbal && noun.share < 8) => {}
        Some(noun) if noun.share > 0 && led && !verbal => {}
        None if chosen.is_some() => {}
        None if led && !words::is_adjective(form) && !form.ends_with("ly") && plain_noun(line, first) => {}
        _ => return None,
    }
    // A noun that another follows says what kind the other is of.
    let goes_on = line.gap(at + 1).is_open()
        && share(line, at + 1) >= 6
        && lower(line, at + 1, title_case)
        && !is_verb(line, at + 1);
    let cap_follows = line.gap(at + 1).is_open()
        && line.words.get(at + 1).is_some_and(|w| w.cap)
        && !title_case
        && Noun::of(form).is_some_and(|noun| noun.kinds.meets(Kinds::PERSONS) && !noun.plural);
    if goes_on || cap_follows {
        return None;
    }
    // "raising the water", "saving bankers": what an article or adjective does not stand before is a verb.
    let before = first.checked_sub(1).map_or("", |before| line.form(before));
    if form.ends_with("ing") && !(words::is_determiner(before) || words::is_adjective(before)) {
        return None;
    }
    // "boats work", "islands need": after a plural without a mark comes a verb.
    let after_plural = first > 0
        && line.gap(first).is_open()
        && noun.is_some_and(|noun| noun.share < 9 && !noun.plural)
        && line.words.get(first - 1).and_then(|w| Noun::of(w.bare())).is_some_and(|before| before.plural);
    if after_plural {
        return None;
    }
    let (lemma, form) = if compound {
        // "stand-off" is one word; "flood-risk zone" never comes here, "11-hour" neither.
        (chosen.map_or(whole.clone(), str::to_owned), whole)
    } else if let Some(singular) = chosen {
        (singular.to_owned(), form.to_owned())
    } else {
        (spelled(noun.map_or(form, |noun| noun.singular)), form.to_owned())
    };
    let plural = noun.is_some_and(|noun| noun.plural) || chosen.is_some_and(|singular| singular != form);
    let (from, modifier, figure) = front(line, first, title_case);
    let slots = slots(line, from, at);
    let quoted = line.gap(first).has(Gap::QUOTE_OPEN) && line.gap(at + 1).has(Gap::QUOTE_CLOSE)
        || is_called(line, from);
    let used = Use {
        view: 0,
        sentence: 0,
        head: first..at + 1,
        column: 0,
        weight: 1,
        quoted,
        figure,
        slots,
        modifier,
        form,
        plural,
    };
    Some((lemma, if compound { None } else { noun }, used))
}

/// Whether somebody is said to call something so: "calls it an overflow", "describe as housekeeping".
fn is_called(line: &Line<'_>, from: usize) -> bool {
    let mut before = from;
    if before > 0 && words::is_determiner(line.form(before - 1)) {
        before -= 1;
    }
    let word = |back: usize| before.checked_sub(back).map_or("", |at| line.form(at));
    let calls = |form: &str| {
        matches!(form, "call" | "calls" | "called" | "calling" | "dubbed" | "branded" | "labelled")
    };
    let describes =
        |form: &str| matches!(form, "describe" | "describes" | "described" | "condemned" | "denounced");
    match word(1) {
        "it" | "them" | "this" => calls(word(2)),
        "as" => describes(word(2)) || words::is_thing_pronoun(word(2)) && describes(word(3)),
        other => calls(other),
    }
}

/// One spelling for both sides of the ocean: "nationalisation", "nationalization".
pub(in crate::framing::labels) fn spelled(lemma: &str) -> String {
    match lemma.strip_suffix("isation") {
        Some(rest) => format!("{rest}ization"),
        None => lemma.to_owned(),
    }
}

/// Whether what looks like a plural is a verb with what follows it: "strike costs Castrin stores".
fn is_verb(line: &Line<'_>, at: usize) -> bool {
    let noun = Noun::of(line.form(at)).filter(|noun| noun.plural && noun.share < 9);
    let next = line.words.get(at + 1).filter(|word| word.gap.is_open());
    noun.is_some()
        && next.is_some_and(|word| word.cap || words::is_determiner(word.form) || words::is_number(word.form))
}

/// A word that the table does not have is a noun after an article alone: "a bailout".
fn plain_noun(line: &Line<'_>, first: usize) -> bool {
    first > 0 && matches!(line.form(first - 1), "a" | "an" | "the" | "this" | "that")
}

/// Where the phrase begins whose head begins at `first`; its last modifier; how many.
fn front(line: &Line<'_>, first: usize, title_case: bool) -> (usize, Option<String>, Option<u32>) {
    let mut from = first;
    let mut figure = None;
    while from > 0 && first - from < 5 && (line.gap(from).is_open() || line.gap(from).has(Gap::QUOTE_OPEN)) {
        let form = line.form(from - 1);
        let number = numeral(form);
        if number.is_some() {
            figure = figure.or(number);
        } else if words::ends_phrase(form)
            || words::is_determiner(form)
            || !(words::is_adjective(form)
                || share(line, from - 1) >= 4
                || line.gap(from).has(Gap::HYPHEN)
                || line.gap(from - 1).has(Gap::HYPHEN))
            || line.words.get(from - 1).is_some_and(super::super::line::Word::is_possessive)
        {
            break;
        }
        from -= 1;
    }
    let modifier =
        first.checked_sub(1).filter(|&at| at >= from && lower(line, at, title_case)).and_then(|at| {
            let form = line.form(at);
            let mut start = at;
            while start > from && line.gap(start).has(Gap::HYPHEN) {
                start -= 1;
            }
            let whole: Vec<&str> = line.words.get(start..=at)?.iter().map(|w| w.form).collect();
            let kind =
                Noun::of(form).filter(|noun| noun.share >= 5 && !noun.plural && noun.first != Kinds::OTHER);
            // "the rules will cost non-profits": a verb, and no kind of them.
            let is_verb = start > 0 && line.gap(start).is_open() && is_modal(line.form(start - 1));
            let says = (kind.is_some() || start < at || words::is_status(form)) && !is_verb;
            (says && numeral(form).is_none() && line.gap(first).is_open()).then(|| whole.join("-"))
        });
    (from, modifier, figure.filter(|n| *n >= 10))
}

fn is_modal(form: &str) -> bool {
    matches!(
        form,
        "will" | "would" | "can" | "could" | "cannot" | "may" | "might" | "must" | "should" | "did" | "do"
    )
}

/// A whole number in digits or in one word.
fn numeral(form: &str) -> Option<u32> {
    if let Some(value) = small_number(form) {
        return Some(value as u32);
    }
    let digits: String = form.chars().filter(|c| *c != ',').collect();
    digits.parse().ok()
}

fn is_be(form: &str) -> bool {
    matches!(form, "is" | "are" | "was" | "were" | "be" | "been" | "being" | "get" | "got")
}

fn key(form: &str) -> String {
    stem(form, ENGLISH).key
}

/// What a phrase from `from` to its head at `at` does in its sentence.
fn slots(line: &Line<'_>, from: usize, at: usize) -> Vec<Slot> {
    let mut found = Vec::new();
    let mut before = from;
    while before > 0 && line.gap(before).is_open() && words::is_determiner(line.form(before - 1)) {
        before -= 1;
    }
    if let Some(left) = before.checked_sub(1).filter(|_| line.gap(before).is_open()) {
        let form = line.form(left);
        if form == "of" && left > 0 && line.gap(left).is_open() && share(line, left - 1) > 0 {
            found.push(Slot::Object(key(line.form(left - 1))));
        } else if !words::ends_phrase(form)
            && share(line, left) < 7
            && form.len() > 2
            && !line.words.get(left).is_some_and(|w| w.cap && left > 0)
        {
            found.push(Slot::Object(key(form)));
        }
    }
    // Names beside it: "Low Fallow residents", "the camp at Low Fallow".
    for near in from.saturating_sub(2)..from {
        if let Some(word) = line.words.get(near).filter(|w| w.cap && near > 0 && w.form.len() > 3) {
            found.push(Slot::Name(word.bare().to_owned()));
        }
    }
    for near in at + 1..(at + 4).min(line.words.len()) {
        if !line.gap(near).is_open() {
            break;
        }
        if let Some(word) = line.words.get(near).filter(|w| w.cap && w.form.len() > 3) {
            if !matches!(line.form(at + 1), "in" | "at" | "of" | "from" | "near" | "for" | "to") {
                break;
            }
            found.push(Slot::Name(word.bare().to_owned()));
        }
    }
    let mut next = at + 1;
    let mut passive = false;
    while next < line.words.len() && next < at + 5 && line.gap(next).is_open() {
        let form = line.form(next);
        if is_be(form) {
            passive = true;
        } else if !(matches!(
            form,
            "who" | "which" | "that" | "has" | "have" | "had" | "will" | "would" | "may" | "could"
        ) || form.ends_with("ly"))
        {
            break;
        }
        next += 1;
    }
    let follows = line.words.get(next).filter(|w| w.gap.is_open() && !w.cap && w.form.len() > 2);
    if let Some(word) = follows.filter(|word| !words::ends_phrase(word.form)) {
        let participle = word.form.ends_with("ed") || word.form.ends_with("en");
        // "villagers displaced by", "the sum paid by": a participle without its verb.
        let reduced = participle && matches!(line.form(next + 1), "by" | "from" | "in" | "at");
        let object = passive && participle || reduced;
        found.push(if object { Slot::Object(key(word.form)) } else { Slot::Subject(key(word.form)) });
    }
    found
}
