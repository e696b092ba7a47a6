//! How persons are introduced: titles and descriptions beside their names, by outlet.
//!
//! A person is a run of two to four capitalised words that a title stands before, a description after, or whose
//! last word comes back alone beside a verb; mentions by surname alone are theirs where no other person of these
//! articles has it. Rules, English alone; each finding has its rule and place.

use std::collections::BTreeMap;

use super::company::{Company, company};
use super::count::{Column, EXAMPLES};
use super::find::View;
use super::line::{Gap, Line};
use super::titles::is_title;
use super::words;
use crate::corpus::{ArticleId, Corpus, Language};
use crate::framing::{Place, sentences_of};
use crate::task::{Cancelled, Task};
use crate::text::nouns::{Kinds, Noun};

/// Persons given at most: those most often mentioned.
pub const MOST_PEOPLE: usize = 40;

/// Words of a description that follows a name, at most.
const LONGEST: usize = 14;

/// A person with how each outlet introduces them.
#[derive(Debug, Clone, PartialEq)]
pub struct Person {
    /// The fullest name met.
    pub name: String,
    /// All mentions, full or by surname, in order.
    pub mentions: Vec<Place>,
    /// Titles and descriptions, the most frequent first.
    pub introductions: Vec<Introduction>,
    /// Adjectives and verbs beside the name.
    pub company: Company,
}

/// A way of introducing a person.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Introduction {
    /// The words: "Foreign minister", "a professor at Halder University".
    pub text: String,
    /// Where they stand.
    pub manner: Manner,
    /// How often, by column.
    pub counts: Vec<u32>,
    /// The first places, with the name.
    pub places: Vec<Place>,
}

/// Where an introduction stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Manner {
    /// Right before the name: "Foreign minister Hedda Varn".
    Title,
    /// Before the name and a comma: "the ministry's spokeswoman, Lucia Amarel".
    Before,
    /// After the name, between commas: "Odo Pellin, a retired keeper,".
    After,
}

impl Manner {
    /// The id shown with it.
    pub fn id(self) -> &'static str {
        match self {
            Self::Title => "title",
            Self::Before => "before",
            Self::After => "after",
        }
    }
}

/// Whether a word right before a full name says who it is: a title, or any word for a person ("ringleader").
fn introduces(form: &str) -> bool {
    let person = |noun: Noun| noun.first == Kinds::PERSONS && noun.share >= 5 && !noun.plural;
    is_title(form) || Noun::of(form).is_some_and(person)
}

/// Verbs that make a clause of what stands after a name.
fn makes_clause(form: &str) -> bool {
    matches!(form, "is" | "are" | "was" | "were" | "will" | "would" | "has" | "had" | "said" | "says")
}

/// One mention while reading.
struct Met {
    column: usize,
    name: String,
    full: bool,
    place: Place,
    introductions: Vec<(Manner, String, Place)>,
    /// A title, an age, a description or a verb says that it is a person.
    sign: bool,
}

/// The persons whom at least two of `columns` name and at least one introduces, the most often mentioned
/// first, [`MOST_PEOPLE`] at most; and how many more there are.
pub fn people(corpus: &Corpus, columns: &[Column], task: &Task) -> Result<(Vec<Person>, usize), Cancelled> {
    let mut met: Vec<Met> = Vec::new();
    for (number, column) in columns.iter().enumerate() {
        for &id in column.articles.iter().filter(|id| is_read(corpus, **id)) {
            task.check()?;
            for sentence in sentences_of(corpus, id) {
                read(&Line::of(corpus, &sentence), id, number, &mut met);
            }
        }
    }
    let (persons, left_out) = introduced(&met, columns.len(), task)?;
    let mut found = Vec::with_capacity(persons.len());
    for Introduced { name, mentions, introductions } in persons {
        let company = company(corpus, columns, &mentions, task)?;
        found.push(Person { name, mentions, introductions, company });
    }
    Ok((found, left_out))
}

/// A person with how each column introduces them.
pub(super) struct Introduced {
    /// The fullest name met.
    pub(super) name: String,
    mentions: Vec<Place>,
    /// The most frequent first.
    pub(super) introductions: Vec<Introduction>,
}

/// The same of articles that are read already; `column` says in which of so many columns each stands.
pub(super) fn introduced_in(
    corpus: &Corpus,
    views: &[View<'_>],
    (column, columns): (impl Fn(ArticleId) -> Option<usize>, usize),
    task: &Task,
) -> Result<(Vec<Introduced>, usize), Cancelled> {
    let mut met: Vec<Met> = Vec::new();
    for view in views.iter().filter(|view| is_read(corpus, view.id)) {
        task.check()?;
        let Some(column) = column(view.id) else { continue };
        for line in &view.lines {
            read(line, view.id, column, &mut met);
        }
    }
    introduced(&met, columns, task)
}

fn introduced(met: &[Met], columns: usize, task: &Task) -> Result<(Vec<Introduced>, usize), Cancelled> {
    // Full names by surname: a surname that two persons share stands for neither.
    let mut full: BTreeMap<&str, bool> = BTreeMap::new();
    for m in met.iter().filter(|m| m.full) {
        *full.entry(m.name.as_str()).or_default() |= m.sign;
    }
    full.retain(|_, sign| *sign);
    let mut by_surname: BTreeMap<&str, Vec<&str>> = BTreeMap::new();
    for name in full.keys() {
        by_surname.entry(surname(name)).or_default().push(name);
    }
    let mut persons: BTreeMap<String, Vec<&Met>> = BTreeMap::new();
    for m in met {
        let owner = match by_surname.get(surname(&m.name)).map(Vec::as_slice) {
            Some([one]) if !m.full => Some(*one),
            // "Shinzo Abe" and "Prime Minister Shinzo Abe" are cut alike; "J. Abe" stays apart.
            _ if m.full && full.contains_key(m.name.as_str()) => Some(m.name.as_str()),
            _ => None,
        };
        if let Some(owner) = owner {
            persons.entry(owner.to_owned()).or_default().push(m);
        }
    }
    let mut persons: Vec<(String, Vec<&Met>)> = persons.into_iter().collect();
    persons.retain(|(_, all)| {
        let is_named_by_two = all.first().is_some_and(|one| all.iter().any(|m| m.column != one.column));
        is_named_by_two && all.iter().any(|m| !m.introductions.is_empty())
    });
    persons.sort_by(|a, b| b.1.len().cmp(&a.1.len()).then_with(|| a.0.cmp(&b.0)));
    let left_out = persons.len().saturating_sub(MOST_PEOPLE);
    persons.truncate(MOST_PEOPLE);
    let mut found = Vec::new();
    for (name, all) in persons {
        task.check()?;
        let mut uses: BTreeMap<(Manner, String), Introduction> = BTreeMap::new();
        for m in &all {
            for (manner, text, place) in &m.introductions {
                let key = (*manner, super::heads::fold(text));
                let empty = || Introduction {
                    text: text.clone(),
                    manner: *manner,
                    counts: vec![0; columns],
                    places: Vec::new(),
                };
                let used = uses.entry(key).or_insert_with(empty);
                if let Some(count) = used.counts.get_mut(m.column) {
                    *count += 1;
                    if *count as usize <= EXAMPLES {
                        used.places.push(*place);
                    }
                }
            }
        }
        let mut mentions: Vec<Place> = all.iter().map(|m| m.place).collect();
        mentions.sort_unstable();
        let mut introductions: Vec<Introduction> = uses.into_values().collect();
        introductions.sort_by_key(|i| std::cmp::Reverse(i.counts.iter().sum::<u32>()));
        found.push(Introduced { name, mentions, introductions });
    }
    Ok((found, left_out))
}

/// Whether there are rules for a language; articles of an unknown one are taken for English.
pub fn reads_people(language: Language) -> bool {
    matches!(language.code(), Some("en") | None)
}

fn surname(name: &str) -> &str {
    name.rsplit([' ', '-']).next().unwrap_or(name)
}

/// Whether the rules are for the language of an article.
fn is_read(corpus: &Corpus, id: ArticleId) -> bool {
    reads_people(corpus.language_of(id))
}

fn read(line: &Line<'_>, id: ArticleId, column: usize, met: &mut Vec<Met>) {
    let mut at = 0;
    while at < line.words.len() {
        if !line.words.get(at).is_some_and(|w| w.cap) || words::ends_phrase(line.form(at)) {
            at += 1;
            continue;
        }
        let start = at;
        at += 1;
        while at < line.words.len()
            && line.gap(at).is_open()
            && line.words.get(at).is_some_and(|w| w.cap)
            && !words::ends_phrase(line.form(at))
            && !line.words.get(at - 1).is_some_and(super::line::Word::is_possessive)
        {
            at += 1;
        }
        met.extend(mention(line, id, column, start, at));
    }
}

/// The person in the capitals from `start` to `end`, if they hold one.
fn mention(line: &Line<'_>, id: ArticleId, column: usize, start: usize, end: usize) -> Option<Met> {
    // The name begins after the last title among the capitals: "Russian President | Vladimir Putin".
    let last_title =
        (start..end).rev().find(|&n| is_title(line.words.get(n).map_or("", super::line::Word::bare)));
    let from = last_title.map_or(start, |n| n + 1);
    let words_in_name = end.checked_sub(from).filter(|n| (1..=4).contains(n))?;
    let name: Vec<&str> = line.words.get(from..end)?.iter().map(|w| w.surface).collect();
    let mut name = name.join(" ");
    for mark in ["'s", "’s"] {
        if name.ends_with(mark) {
            name.truncate(name.len() - mark.len());
        }
    }
    let all_caps = name.chars().filter(|c| c.is_alphabetic()).all(char::is_uppercase);
    if all_caps
        || name.chars().any(|c| c.is_ascii_digit())
        || words::is_place_head(line.words.get(end - 1)?.bare())
    {
        return None;
    }
    let place = |a: usize, b: usize| Place { article: id, span: line.span(a, b) };
    let mut introductions = Vec::new();
    let introduced = words_in_name > 1
        && from > 0
        && line.gap(from).is_open()
        && line.words.get(from - 1).is_some_and(|word| !word.cap && introduces(word.form));
    if let Some(first) = title_start(line, from, last_title.is_some() || introduced) {
        introductions.push((Manner::Title, text(line, first, from), place(first, end)));
    } else if line.gap(from).has(Gap::COMMA)
        && from > 0
        && is_title(line.form(from - 1))
        && line.gap(end).has(Gap::COMMA)
        && let Some(first) = title_start(line, from - 1, true)
    {
        introductions.push((Manner::Before, text(line, first, from), place(first, end)));
    }
    if let Some(to) = description_end(line, end) {
        introductions.push((Manner::After, text(line, end, to), place(from, to)));
    }
    let speaks = matches!(line.form(end), "said" | "says" | "told" | "added" | "argued" | "warned")
        || end == line.words.len() && from > 0 && matches!(line.form(from - 1), "said" | "says" | "added");
    let sign = speaks || !introductions.is_empty() || words_in_name == 1;
    Some(Met { column, name, full: words_in_name > 1, place: place(from, end), introductions, sign })
}

/// Where the title that ends before `from` begins; `None` without a title. `known` says that the word before is one.
fn title_start(line: &Line<'_>, from: usize, known: bool) -> Option<usize> {
    let last = from.checked_sub(1)?;
    let titled = known || is_title(line.form(last)) && line.gap(from).is_open();
    if !titled {
        // "the hawkish Varn": adjectives between a determiner and the name.
        let mut at = from;
        while at > 0
            && line.gap(at).is_open()
            && words::is_adjective(line.form(at - 1))
            && !line.words.get(at - 1).is_some_and(|w| w.cap)
        {
            at -= 1;
        }
        let after_the =
            at > 0 && at < from && line.gap(at).is_open() && words::is_determiner(line.form(at - 1));
        return after_the.then_some(at);
    }
    let mut at = last;
    while at > 0 && last - at < 6 && line.gap(at).is_open() {
        let form = line.form(at - 1);
        if words::ends_phrase(form) || words::is_determiner(form) || matches!(form, "while" | "when" | "and")
        {
            break;
        }
        // A verb before a title begins no title: "met President X", "sacked minister X".
        let is_capital = |at: usize| line.words.get(at).is_some_and(|word| word.cap);
        let says_which = is_title(form) || words::is_adjective(form) && !form.ends_with("ed");
        let belongs = says_which || words::is_status(form) || form == "retired";
        if !is_capital(at - 1) && !belongs && (is_capital(at) || form.ends_with("ed")) {
            break;
        }
        at -= 1;
    }
    Some(at)
}

/// Where the description that follows a name between commas ends.
fn description_end(line: &Line<'_>, end: usize) -> Option<usize> {
    if !line.gap(end).has(Gap::COMMA) || line.gap(end).has(Gap::QUOTE_CLOSE) {
        return None;
    }
    let first = line.form(end);
    let mut begins = matches!(first, "a" | "an" | "the" | "his" | "her" | "its" | "who")
        || is_title(first)
        || is_title(line.form(end + 1));
    let mut start = end;
    if first.len() <= 3 && !first.is_empty() && first.bytes().all(|b| b.is_ascii_digit()) {
        begins = true;
        start += 1;
    }
    if !begins {
        return None;
    }
    let mut to = start;
    while to < line.words.len() && to - end < LONGEST {
        if to > start
            && !line.gap(to).is_open()
            && !line.gap(to).has(Gap::QUOTE_OPEN)
            && !line.gap(to).has(Gap::QUOTE_CLOSE)
        {
            // An age and what follows it are one description: "58, skipper of the Patience,".
            break;
        }
        to += 1;
    }
    let clause = first != "who" && (start..to).any(|at| makes_clause(line.form(at)));
    if clause {
        return None;
    }
    let closed = line.gap(to).has(Gap::COMMA) || line.gap(to).has(Gap::OTHER) || to == line.words.len();
    (closed && to > end && !line.form(end).is_empty()).then_some(to)
}

fn text(line: &Line<'_>, from: usize, to: usize) -> String {
    let mut text = String::new();
    for (n, word) in line.words.get(from..to).unwrap_or(&[]).iter().enumerate() {
        if n > 0 {
            if word.gap.has(Gap::COMMA) {
                text.push(',');
            }
            text.push(if word.gap.has(Gap::HYPHEN) { '-' } else { ' ' });
        }
        text.push_str(word.surface);
    }
    text
}
