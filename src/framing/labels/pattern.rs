//! Labels of many concepts as patterns over word types, matched in one pass over an article.
//!
//! A query of plain words, with `*` at their ends, `=` for their case and `|` between alternatives, is matched here
//! on integers; text without spaces by one automaton over the raw text. Any other query is left to
//! [`crate::query::find`], so a label finds what its query finds.

use aho_corasick::{AhoCorasick, MatchKind};
use hashbrown::HashMap;

use super::Concept;
use crate::corpus::{Article, ArticleId, Corpus, Span, Subset, TypeId};
use crate::query::{self, Query};
use crate::task::{Cancelled, Task};
use crate::text::{normalise, script, words};

/// One place where a label stands, before longer ones take theirs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Match {
    /// The concept, by its place in the list given.
    pub(super) concept: u32,
    /// Its bytes.
    pub(super) span: Span,
    /// The label within the concept; [`NO_LABEL`] for a wording that only takes the place of one.
    pub(super) label: u16,
}

/// What a longer wording that means something else counts as.
pub(super) const NO_LABEL: u16 = u16::MAX;

/// Labels of one concept beyond this many are left out.
pub(super) const MOST_LABELS: usize = 1000;

/// What a match stands for.
#[derive(Debug, Clone, Copy)]
struct Target {
    concept: u32,
    label: u16,
    /// A condition is looked for, not counted.
    condition: bool,
}

/// One word of a pattern.
#[derive(Debug)]
struct Slot {
    /// Types that fit, in order.
    types: Vec<TypeId>,
    /// How it has to be written.
    exact: Option<String>,
}

#[derive(Debug)]
struct Sequence {
    target: Target,
    slots: Vec<Slot>,
    /// The slot that is looked up: the one whose words are rarest.
    anchor: usize,
}

/// A word of a plain query, before a corpus is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct PlainWord {
    pub(super) folded: String,
    pub(super) open: bool,
    exact: Option<String>,
}

impl PlainWord {
    /// Whether a folded word is found by it.
    pub(super) fn fits(&self, word: &str) -> bool {
        if self.open {
            return word.starts_with(&self.folded);
        }
        let rest = word.strip_prefix(self.folded.as_str());
        rest.is_some_and(|rest| rest.is_empty() || rest == "'s" || rest == "'")
    }
}

/// An alternative of a plain query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Plain {
    /// Words one after the other.
    Words(Vec<PlainWord>),
    /// Characters of a script without spaces.
    Chars(String),
}

/// The alternatives of a query that needs nothing but words one after the other; `None` for any other.
pub(super) fn plain(query: &str) -> Option<Vec<Plain>> {
    query.split('|').map(alternative).collect()
}

fn alternative(text: &str) -> Option<Plain> {
    let text = text.trim();
    let (text, all_exact) = match text.strip_prefix("=\"") {
        Some(rest) => (rest.strip_suffix('"')?, true),
        None => match text.strip_prefix('"') {
            Some(rest) => (rest.strip_suffix('"')?, false),
            None => (text, false),
        },
    };
    if text.contains(['(', ')', '"', '/', '?', '“', '”', '„', '«', '»', '「', '」', '『', '』'])
        || text.contains("NEAR")
        || text.is_empty()
    {
        return None;
    }
    if text.chars().any(script::is_spaceless) {
        let bare = !text.contains(['*', '=']) && !text.contains(char::is_whitespace) && !all_exact;
        return bare.then(|| Plain::Chars(text.to_owned()));
    }
    let mut found = Vec::new();
    let mut spans = Vec::new();
    for typed in text.split_whitespace() {
        let (typed, exact) = match typed.strip_prefix('=') {
            Some(rest) => (rest, true),
            None => (typed, all_exact),
        };
        let (typed, open) = match typed.strip_suffix('*') {
            Some(rest) => (rest, true),
            None => (typed, false),
        };
        // A beginning that has to be written just so is left to the query.
        if typed.contains(['*', '=']) || typed.is_empty() || exact && open {
            return None;
        }
        words::words(typed, &mut spans);
        let last = spans.len().checked_sub(1)?;
        for (at, span) in spans.iter().enumerate() {
            let mut folded = String::new();
            normalise::fold(span.of(typed), &mut folded);
            let exact = exact.then(|| span.of(typed).to_owned());
            found.push(PlainWord { folded, open: open && at == last, exact });
        }
    }
    (!found.is_empty()).then_some(Plain::Words(found))
}

/// The labels of some concepts, ready to be found in the articles of one corpus.
pub(super) struct Matcher<'a> {
    corpus: &'a Corpus,
    sequences: Vec<Sequence>,
    /// Sequences by the types of their anchors.
    anchors: HashMap<TypeId, Vec<u32>>,
    /// Types that are an anchor, as bits.
    members: Vec<u64>,
    chars: Option<AhoCorasick>,
    char_targets: Vec<Target>,
    /// Queries that need more.
    general: Vec<(Target, Query)>,
    /// By concept and label: whether it has a condition.
    conditional: Vec<Vec<bool>>,
}

impl<'a> Matcher<'a> {
    pub(super) fn new(corpus: &'a Corpus, concepts: &[Concept], task: &Task) -> Result<Self, Cancelled> {
        let mut matcher = Self {
            corpus,
            sequences: Vec::new(),
            anchors: HashMap::new(),
            members: vec![0; corpus.vocabulary().len().div_ceil(64)],
            chars: None,
            char_targets: Vec::new(),
            general: Vec::new(),
            conditional: Vec::new(),
        };
        let mut strings: Vec<String> = Vec::new();
        for (concept, number) in concepts.iter().zip(0..) {
            task.check()?;
            let mut conditional = Vec::new();
            for (label, at) in concept.labels.iter().take(MOST_LABELS).zip(0..) {
                let target = Target { concept: number, label: at, condition: false };
                matcher.add(&label.query, target, &mut strings);
                for except in &label.except {
                    matcher.add(except, Target { label: NO_LABEL, ..target }, &mut strings);
                }
                for with in &label.with {
                    matcher.add(with, Target { condition: true, ..target }, &mut strings);
                }
                conditional.push(!label.with.is_empty());
            }
            matcher.conditional.push(conditional);
        }
        if !strings.is_empty() {
            // Built of at most some thousand short strings: it fails only on sizes that cannot come up.
            matcher.chars = AhoCorasick::builder()
                .match_kind(MatchKind::Standard)
                .ascii_case_insensitive(true)
                .build(&strings)
                .ok();
        }
        Ok(matcher)
    }

    fn add(&mut self, query: &str, target: Target, strings: &mut Vec<String>) {
        let Some(alternatives) = plain(query) else {
            // A query that cannot be read finds nothing; the user is told where it is typed.
            if let Ok(query) = Query::parse(query) {
                self.general.push((target, query));
            }
            return;
        };
        for alternative in alternatives {
            match alternative {
                Plain::Chars(text) => {
                    strings.push(text);
                    self.char_targets.push(target);
                }
                Plain::Words(words) => self.add_words(words, target),
            }
        }
    }

    fn add_words(&mut self, words: Vec<PlainWord>, target: Target) {
        let vocabulary = self.corpus.vocabulary();
        let mut slots = Vec::with_capacity(words.len());
        for PlainWord { folded, open, exact } in words {
            let mut types: Vec<TypeId> = if open {
                vocabulary.with_prefix(&folded).to_vec()
            } else {
                let mut types: Vec<TypeId> = vocabulary.id(&folded).into_iter().collect();
                types.extend(vocabulary.id(&format!("{folded}'s")));
                if folded.ends_with('s') {
                    types.extend(vocabulary.id(&format!("{folded}'")));
                }
                types
            };
            if types.is_empty() {
                return;
            }
            types.sort_unstable();
            slots.push(Slot { types, exact });
        }
        // Types are numbered by falling frequency: the rarest word has the highest lowest number.
        let anchor = slots.iter().enumerate().max_by_key(|(_, slot)| slot.types.first().copied());
        let Some((anchor, slot)) = anchor else { return };
        let number = self.sequences.len() as u32;
        for &id in &slot.types {
            self.anchors.entry(id).or_default().push(number);
            if let Some(bits) = self.members.get_mut(id as usize / 64) {
                *bits |= 1 << (id % 64);
            }
        }
        self.sequences.push(Sequence { target, slots, anchor });
    }

    /// Whether some labels need [`Matcher::general`].
    pub(super) fn is_plain(&self) -> bool {
        self.general.is_empty()
    }

    /// What the queries that are not plain find in `articles`, by article.
    pub(super) fn general(
        &self,
        articles: &[ArticleId],
        task: &Task,
    ) -> Result<HashMap<ArticleId, Vec<Raw>>, Cancelled> {
        let mut found: HashMap<ArticleId, Vec<Raw>> = HashMap::new();
        if self.general.is_empty() {
            return Ok(found);
        }
        let subset = Subset::from_articles(self.corpus, articles);
        for (target, query) in &self.general {
            for hit in query::find(self.corpus, query, &subset, task)?.hits {
                let raw = Raw { target: *target, span: hit.span(self.corpus) };
                found.entry(hit.article(self.corpus)).or_default().push(raw);
            }
        }
        Ok(found)
    }

    /// The labels of one article, sorted by concept and place; within a concept none overlaps another, and the
    /// longest has won. `more` is what [`Matcher::general`] found in it.
    pub(super) fn article(&self, id: ArticleId, more: &[Raw]) -> Vec<Match> {
        let mut raw = more.to_vec();
        self.words_of(id, &mut raw);
        self.chars_of(id, &mut raw);
        if raw.is_empty() {
            return Vec::new();
        }
        let mut met: Vec<(u32, u16)> =
            raw.iter().filter(|r| r.target.condition).map(|r| (r.target.concept, r.target.label)).collect();
        met.sort_unstable();
        let needs = |target: Target| {
            let labels = self.conditional.get(target.concept as usize);
            labels.and_then(|labels| labels.get(target.label as usize)).copied().unwrap_or(false)
        };
        raw.retain(|r| {
            !r.target.condition
                && (!needs(r.target) || met.binary_search(&(r.target.concept, r.target.label)).is_ok())
        });
        // Longest first; of one length the earlier place, of one place the earlier label.
        raw.sort_by_key(|r| (r.target.concept, std::cmp::Reverse(r.span.len()), r.span.from, r.target.label));
        let mut kept: Vec<Match> = Vec::new();
        let mut taken: std::collections::BTreeMap<(u32, u32), u32> = std::collections::BTreeMap::new();
        for Raw { target, span } in raw {
            let concept = target.concept;
            let before = taken.range((concept, 0)..(concept, span.to)).next_back();
            // Places taken do not overlap, so the last that begins before this one's end decides.
            if before.is_some_and(|(_, &end)| end > span.from) {
                continue;
            }
            taken.insert((concept, span.from), span.to);
            kept.push(Match { concept, span, label: target.label });
        }
        kept.retain(|found| found.label != NO_LABEL);
        kept.sort_unstable();
        kept
    }

    fn words_of(&self, id: ArticleId, out: &mut Vec<Raw>) {
        let range = self.corpus.article_range(id);
        let stream = self.corpus.stream();
        for (at, &word) in range.clone().zip(stream.get(range.clone()).unwrap_or(&[])) {
            if self.members.get(word as usize / 64).is_none_or(|bits| bits >> (word % 64) & 1 == 0) {
                continue;
            }
            for sequence in self.anchors.get(&word).into_iter().flatten() {
                let Some(sequence) = self.sequences.get(*sequence as usize) else { continue };
                let Some(first) = at.checked_sub(sequence.anchor) else { continue };
                let end = first + sequence.slots.len();
                if first < range.start || end > range.end {
                    continue;
                }
                let words = stream.get(first..end).unwrap_or(&[]);
                let fits = sequence.slots.iter().zip(words).all(|(slot, id)| match slot.types.as_slice() {
                    [one] => one == id,
                    many => many.binary_search(id).is_ok(),
                });
                if !fits || !self.corpus.paragraph_at(first as u32).contains(&(end as u32 - 1)) {
                    continue;
                }
                let as_typed = sequence.slots.iter().zip(first as u32..).all(|(slot, at)| {
                    slot.exact.as_ref().is_none_or(|exact| {
                        let surface = self.corpus.surface_at(at);
                        surface.strip_prefix(exact.as_str()).is_some_and(|rest| {
                            rest.is_empty() || rest.starts_with('\'') || rest.starts_with('’')
                        })
                    })
                });
                if as_typed {
                    let from = self.corpus.span_at(first as u32).from;
                    let to = self.corpus.span_at(end as u32 - 1).to;
                    out.push(Raw { target: sequence.target, span: Span { from, to } });
                }
            }
        }
    }

    fn chars_of(&self, id: ArticleId, out: &mut Vec<Raw>) {
        let Some(automaton) = &self.chars else { return };
        let article = self.corpus.article(id);
        for home in counted_parts(article) {
            let text = article.text(home);
            // Scripts without spaces begin at this byte in UTF-8; most articles have none.
            if !text.bytes().any(|byte| byte >= 0xE0) {
                continue;
            }
            for found in automaton.find_overlapping_iter(text) {
                let Some(&target) = self.char_targets.get(found.pattern().as_usize()) else { continue };
                let from = home.from + found.start() as u32;
                let span = Span { from, to: from + found.len() as u32 };
                out.push(Raw { target, span });
            }
        }
    }
}

/// One match with what it stands for.
#[derive(Debug, Clone, Copy)]
pub(super) struct Raw {
    target: Target,
    span: Span,
}

/// The parts of an article that are counted, in reading order.
pub(super) fn counted_parts(article: &Article) -> impl Iterator<Item = Span> + '_ {
    let headline = article.headline.iter().map(|h| h.value);
    let standfirst = article.standfirst.iter().map(|s| s.value);
    headline.chain(standfirst).chain(article.body.iter().map(|p| p.span))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_queries_are_told_from_others() {
        for query in
            ["islands", "\"Kuril* Islands\" | Kuriles", "the =Arc", "北方領土 | 南千岛群岛", "=\"The Right\""]
        {
            assert!(plain(query).is_some(), "{query}");
            assert!(Query::parse(query).is_ok(), "{query}");
        }
        for query in ["(a | b) c", "a NEAR/3 b", "/a.*/", "s?nction", "*land", "北*岛", "", "=Kuril*"] {
            assert!(plain(query).is_none(), "{query}");
        }
    }

    #[test]
    fn a_possessive_is_the_word() {
        let Some(Plain::Words(words)) = plain("Elsin").and_then(|mut all| all.pop()) else {
            panic!("one word")
        };
        assert!(words[0].fits("elsin") && words[0].fits("elsin's") && !words[0].fits("elsinian"));
    }
}
