//! Which adjectives and verbs stand with a name, by outlet.
//!
//! Rules, English alone: adjectives are the words right before the name that look like one (a short list, endings;
//! see `super::words`) and what a form of "to be" says of it right after; verbs stand right after it, past
//! auxiliaries and adverbs, and look like one. No parser: about one in ten is something else, so each has its places.

use std::collections::BTreeMap;

use super::count::{Column, EXAMPLES};
use super::line::Line;
use super::words;
use crate::corpus::{ArticleId, Corpus};
use crate::framing::{Place, sentences_of};
use crate::task::{Cancelled, Task};

/// A word beside a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordUse {
    /// Its folded form.
    pub word: String,
    /// How often, by column.
    pub counts: Vec<u32>,
    /// The first places, [`EXAMPLES`] a column at most.
    pub places: Vec<Place>,
}

/// What stands with a name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Company {
    /// Adjectives, the most frequent first.
    pub adjectives: Vec<WordUse>,
    /// Verbs right after it, the most frequent first.
    pub verbs: Vec<WordUse>,
}

/// The adjectives and verbs beside the names at `places` (from [`all_hits`](super::all_hits) or a person's mentions).
pub fn company(
    corpus: &Corpus,
    columns: &[Column],
    places: &[Place],
    task: &Task,
) -> Result<Company, Cancelled> {
    let mut by_article: BTreeMap<ArticleId, Vec<Place>> = BTreeMap::new();
    for place in places.iter().filter(|place| place.article < corpus.article_count()) {
        by_article.entry(place.article).or_default().push(*place);
    }
    let mut adjectives = Uses::new(columns);
    let mut verbs = Uses::new(columns);
    for (id, mut wanted) in by_article {
        task.check()?;
        let Some(column) = columns.iter().position(|c| c.articles.binary_search(&id).is_ok()) else {
            continue;
        };
        wanted.sort_unstable();
        for sentence in sentences_of(corpus, id) {
            let inside = |place: &&Place| {
                sentence.place.span.from <= place.span.from && place.span.to <= sentence.place.span.to
            };
            task.check()?;
            let from = wanted.partition_point(|place| place.span.from < sentence.place.span.from);
            let near = wanted.get(from..).unwrap_or_default().iter();
            let mut here =
                near.take_while(|place| place.span.from < sentence.place.span.to).filter(inside).peekable();
            if here.peek().is_none() {
                continue;
            }
            let line = Line::of(corpus, &sentence);
            for place in here {
                let from = line.words.iter().position(|w| w.span.to > place.span.from).unwrap_or(0);
                let to =
                    line.words.iter().position(|w| w.span.from >= place.span.to).unwrap_or(line.words.len());
                let at = |n: usize| Place { article: id, span: line.span(n, n + 1) };
                for n in before(&line, from) {
                    adjectives.add(line.form(n), column, at(n));
                }
                if let Some(n) = predicate(&line, to) {
                    adjectives.add(line.form(n), column, at(n));
                }
                if let Some(n) = verb(&line, to) {
                    verbs.add(line.form(n), column, at(n));
                }
            }
        }
    }
    Ok(Company { adjectives: adjectives.sorted(), verbs: verbs.sorted() })
}

/// The adjectives right before the word at `from`.
fn before(line: &Line<'_>, from: usize) -> Vec<usize> {
    let mut found = Vec::new();
    let mut at = from;
    while at > 0 && from - at < 4 && line.gap(at).is_open() && words::is_adjective(line.form(at - 1)) {
        at -= 1;
        found.push(at);
    }
    // Behind no determiner a participle is a verb: "derailed by", "realizing Varn's visit", not "the beaten Varn".
    let is_behind = at > 0 && line.gap(at).is_open() && words::is_determiner(line.form(at - 1));
    found.retain(|&at| is_behind || !["ed", "ing"].iter().any(|end| line.form(at).ends_with(end)));
    found
}

fn is_be(form: &str) -> bool {
    matches!(
        form,
        "is" | "are"
            | "was"
            | "were"
            | "be"
            | "been"
            | "remain"
            | "remains"
            | "remained"
            | "seems"
            | "looked"
    )
}

/// "the islands are empty": the adjective that ends what is said.
fn predicate(line: &Line<'_>, to: usize) -> Option<usize> {
    let at = to + 1;
    let closed =
        line.words.get(at + 1).is_none_or(|next| !next.gap.is_open() || words::ends_phrase(next.form));
    (is_be(line.form(to))
        && line.gap(to).is_open()
        && line.gap(at).is_open()
        && closed
        && words::is_adjective(line.form(at)))
    .then_some(at)
}

/// The verb right after the name that ends before `to`.
fn verb(line: &Line<'_>, to: usize) -> Option<usize> {
    let mut at = to;
    if to == 0 || line.words.get(to - 1).is_some_and(super::line::Word::is_possessive) {
        return None;
    }
    while at < to + 3
        && line.gap(at).is_open()
        && (is_auxiliary(line.form(at)) || line.form(at).ends_with("ly"))
    {
        at += 1;
    }
    let word = line.words.get(at).filter(|word| word.gap.is_open() && !word.cap)?;
    is_verb(word.form, at > to).then_some(at)
}

fn is_auxiliary(form: &str) -> bool {
    matches!(
        form,
        "has"
            | "have"
            | "had"
            | "will"
            | "would"
            | "could"
            | "can"
            | "may"
            | "might"
            | "must"
            | "should"
            | "did"
            | "does"
            | "also"
            | "never"
            | "still"
            | "not"
            | "then"
            | "who"
            | "to"
    )
}

/// Past forms that no ending gives away.
const PAST: [&str; 56] = [
    "began", "bought", "broke", "brought", "built", "came", "chose", "cut", "did", "drew", "fell", "felt",
    "fought", "found", "gave", "got", "grew", "held", "hit", "hurt", "kept", "knew", "laid", "led", "left",
    "lit", "lost", "made", "meant", "met", "paid", "put", "ran", "read", "rose", "said", "sank", "saw",
    "sent", "set", "shook", "shot", "shut", "slept", "sold", "spent", "spoke", "stood", "struck", "swore",
    "thought", "threw", "told", "took", "went", "won",
];

/// What may follow an auxiliary where a verb is left out: "had little room", "could have more".
const QUANTITIES: [&str; 8] = ["enough", "few", "less", "little", "many", "more", "most", "much"];

fn is_verb(form: &str, after_auxiliary: bool) -> bool {
    if PAST.binary_search(&form).is_ok() {
        return true;
    }
    if words::ends_phrase(form) || form.len() < 3 {
        return false;
    }
    let person = ["ers", "ors", "ists", "ians", "ness", "ies"].iter().any(|end| form.ends_with(end));
    let is_other = words::is_adjective(form) || words::is_determiner(form) || QUANTITIES.contains(&form);
    after_auxiliary
        && !form.ends_with("tion")
        && !(is_other && !form.ends_with("ed") && !form.ends_with("ing"))
        || form.len() > 4 && form.ends_with("ed")
        || form.len() > 3 && form.ends_with('s') && !form.ends_with("ss") && !form.ends_with("'s") && !person
}

struct Uses {
    columns: usize,
    by_word: BTreeMap<String, WordUse>,
}

impl Uses {
    fn new(columns: &[Column]) -> Self {
        Self { columns: columns.len(), by_word: BTreeMap::new() }
    }

    fn add(&mut self, word: &str, column: usize, place: Place) {
        let columns = self.columns;
        let empty = || WordUse { word: word.to_owned(), counts: vec![0; columns], places: Vec::new() };
        let used = self.by_word.entry(word.to_owned()).or_insert_with(empty);
        if let Some(count) = used.counts.get_mut(column) {
            *count += 1;
            if *count as usize <= EXAMPLES {
                used.places.push(place);
            }
        }
    }

    fn sorted(self) -> Vec<WordUse> {
        let mut all: Vec<WordUse> = self.by_word.into_values().collect();
        all.sort_by_key(|used| std::cmp::Reverse(used.counts.iter().sum::<u32>()));
        all
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn verbs_are_told_from_nouns() {
        assert!(PAST.is_sorted());
        for form in ["said", "urged", "plans", "told", "carries"] {
            assert!(is_verb(form, false) || form == "carries", "{form}");
        }
        for form in ["supporters", "the", "islands'", "government", "loss"] {
            assert!(!is_verb(form, false), "{form}");
        }
        assert!(is_verb("sail", true) && is_verb("signed", true));
        assert!(!is_verb("little", true) && !is_verb("the", true));
    }
}
