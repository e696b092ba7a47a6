//! Where a query occurs: every hit, sorted by what stands around it.
//!
//! Sorting is by up to three keys; what is still equal goes by its place in the corpus, so the
//! order is the same on every run. The lines hold positions; a line becomes text only when it is
//! shown ([`Concordance::line`]).

use hashbrown::HashMap;
use rayon::prelude::*;

use super::coverage::Coverage;
use super::kwic::{self, KwicLine};
use super::ranks::{self, NOTHING};
use super::scope::Scope;
use crate::corpus::{Corpus, NO_DAY, SENTINEL};
use crate::query::{self, Hit, Query};
use crate::task::{Cancelled, Task};
use crate::text::normalise;

/// What lines are sorted by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum SortKey {
    /// The place in the corpus: the order in which the articles read.
    #[default]
    Text,
    /// The nth word to the left of the hit, from 1.
    Left(u8),
    /// The hit itself.
    Hit,
    /// The nth word to the right of the hit, from 1.
    Right(u8),
    /// The outlet, by name; unknown outlets last.
    Outlet,
    /// The publication date; undated articles last.
    Date,
}

impl SortKey {
    /// All keys, in the order of the menu.
    pub const ALL: [Self; 14] = [
        Self::Text,
        Self::Left(5),
        Self::Left(4),
        Self::Left(3),
        Self::Left(2),
        Self::Left(1),
        Self::Hit,
        Self::Right(1),
        Self::Right(2),
        Self::Right(3),
        Self::Right(4),
        Self::Right(5),
        Self::Outlet,
        Self::Date,
    ];

    /// In words for the person at the screen.
    pub fn label(self) -> String {
        match self {
            Self::Text => "Place in text".into(),
            Self::Left(n) => format!("L{n}"),
            Self::Hit => "Hit".into(),
            Self::Right(n) => format!("R{n}"),
            Self::Outlet => "Outlet".into(),
            Self::Date => "Date".into(),
        }
    }

    /// What the label stands for, within a sentence.
    pub fn meaning(self) -> String {
        let word = |n: u8, side: &str| match n {
            1 => format!("the word {side} the hit"),
            2 => format!("the second word {side} the hit"),
            3 => format!("the third word {side} the hit"),
            n => format!("word {n} {side} the hit"),
        };
        match self {
            Self::Text => "the order in which the articles read".into(),
            Self::Left(n) => word(n, "before"),
            Self::Hit => "the words of the hit itself".into(),
            Self::Right(n) => word(n, "after"),
            Self::Outlet => "the outlet's name".into(),
            Self::Date => "the day of publication".into(),
        }
    }
}

/// The question: where, with the words around.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct ConcordanceRecipe {
    /// What to find.
    pub query: Query,
    /// Which articles.
    pub scope: Scope,
    /// Sorted by the first key, then the second, then the third.
    pub sort: [SortKey; 3],
}

/// The answer to a [`ConcordanceRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Concordance {
    /// What was searched.
    pub coverage: Coverage,
    /// The hits, sorted.
    pub lines: Vec<Hit>,
    /// Articles with at least one hit.
    pub articles_with_hits: u32,
}

impl ConcordanceRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Concordance, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let coverage = Coverage::of(corpus, &subset);
        let found = query::find(corpus, &self.query, &subset, task)?;
        let articles_with_hits = found.counts.len() as u32;
        let lines = sorted(corpus, found.hits, self.sort, task)?;
        Ok(Concordance { coverage, lines, articles_with_hits })
    }
}

impl Concordance {
    /// The line at `index` as text, with up to `context_chars` characters on either side; an
    /// empty line beyond the last.
    pub fn line(&self, corpus: &Corpus, index: usize, context_chars: usize) -> KwicLine {
        match self.lines.get(index) {
            Some(hit) => kwic::line(corpus, hit, context_chars),
            None => KwicLine::default(),
        }
    }
}

/// Hits in the order of `keys`; `hits` come in corpus order.
pub(super) fn sorted(
    corpus: &Corpus,
    hits: Vec<Hit>,
    keys: [SortKey; 3],
    task: &Task,
) -> Result<Vec<Hit>, Cancelled> {
    // What follows the place in the text can decide nothing any more.
    let used = keys.iter().position(|&key| key == SortKey::Text).unwrap_or(keys.len());
    if used == 0 {
        return Ok(hits);
    }
    let mut columns: [Vec<u32>; 3] = [Vec::new(), Vec::new(), Vec::new()];
    for (column, &key) in columns.iter_mut().zip(&keys[..used]) {
        task.check()?;
        *column = key_column(corpus, &hits, key);
    }
    task.check()?;
    let at = |column: &Vec<u32>, line: usize| column.get(line).copied().unwrap_or(NOTHING);
    let mut order: Vec<([u32; 3], u32)> = (0..hits.len())
        .map(|line| (columns.each_ref().map(|column| at(column, line)), line as u32))
        .collect();
    order.par_sort_unstable();
    task.check()?;
    Ok(order.into_iter().filter_map(|(_, line)| hits.get(line as usize).copied()).collect())
}

/// One integer a hit, ordered as `key` orders.
fn key_column(corpus: &Corpus, hits: &[Hit], key: SortKey) -> Vec<u32> {
    match key {
        SortKey::Text => hits.iter().map(|hit| hit.position).collect(),
        SortKey::Left(distance) => word_column(corpus, hits, |hit| left_of(corpus.stream(), hit, distance)),
        SortKey::Right(distance) => word_column(corpus, hits, |hit| right_of(corpus.stream(), hit, distance)),
        SortKey::Hit => hit_column(corpus, hits),
        SortKey::Outlet => {
            hits.iter().map(|hit| u32::from(corpus.outlet_of(corpus.article_at(hit.position)))).collect()
        }
        SortKey::Date => hits
            .iter()
            .map(|hit| match corpus.day_of(corpus.article_at(hit.position)) {
                NO_DAY => u32::MAX,
                day => day.abs_diff(NO_DAY),
            })
            .collect(),
    }
}

/// The type of the word `distance` words left of a hit, [`SENTINEL`] where the article begins.
fn left_of(stream: &[u32], hit: &Hit, distance: u8) -> u32 {
    let position = hit.position as usize;
    let from = position.saturating_sub(usize::from(distance));
    let words = stream.get(from..position).unwrap_or_default();
    let is_whole = words.len() == usize::from(distance) && !words.contains(&SENTINEL);
    if is_whole { words.first().copied().unwrap_or(SENTINEL) } else { SENTINEL }
}

/// The type of the word `distance` words right of a hit, [`SENTINEL`] where the article ends.
fn right_of(stream: &[u32], hit: &Hit, distance: u8) -> u32 {
    let from = hit.position as usize + usize::from(hit.words);
    let to = from + usize::from(distance);
    let words = stream.get(from..to).unwrap_or_default();
    if words.contains(&SENTINEL) { SENTINEL } else { words.last().copied().unwrap_or(SENTINEL) }
}

fn word_column(corpus: &Corpus, hits: &[Hit], word_of: impl Fn(&Hit) -> u32 + Sync + Send) -> Vec<u32> {
    let mut column: Vec<u32> = hits.par_iter().map(word_of).collect();
    let table = ranks::type_ranks(corpus.vocabulary(), column.iter().copied());
    for word in &mut column {
        *word = table.get(*word as usize).copied().unwrap_or(NOTHING);
    }
    column
}

/// Ranks of the hits' own wording. Equal wordings are compared as text once.
fn hit_column(corpus: &Corpus, hits: &[Hit]) -> Vec<u32> {
    if hits.iter().all(|hit| hit.words == 1 && hit.lead == 0 && hit.tail == 0) {
        let stream = corpus.stream();
        return word_column(corpus, hits, |hit| {
            stream.get(hit.position as usize).copied().unwrap_or(SENTINEL)
        });
    }
    let mut places: HashMap<(&[u32], u16, u16), u32> = HashMap::new();
    let mut wordings: Vec<String> = Vec::new();
    let mut column = Vec::with_capacity(hits.len());
    for hit in hits {
        let from = hit.position as usize;
        let words = corpus.stream().get(from..from + usize::from(hit.words)).unwrap_or_default();
        let place = *places.entry((words, hit.lead, hit.tail)).or_insert_with(|| {
            wordings.push(wording(corpus, hit, words));
            wordings.len() as u32 - 1
        });
        column.push(place);
    }
    let forms: Vec<&str> = wordings.iter().map(String::as_str).collect();
    let ranks = ranks::ranks(&forms);
    column.into_iter().map(|place| ranks.get(place as usize).copied().unwrap_or(NOTHING)).collect()
}

fn wording(corpus: &Corpus, hit: &Hit, words: &[u32]) -> String {
    if hit.lead == 0 && hit.tail == 0 {
        let forms: Vec<&str> = words.iter().map(|&word| corpus.vocabulary().form(word)).collect();
        return forms.join(" ");
    }
    let mut folded = String::new();
    normalise::fold(corpus.article(corpus.article_at(hit.position)).text(hit.span(corpus)), &mut folded);
    folded
}
