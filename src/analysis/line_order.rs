//! In which order the lines of a concordance stand.
//!
//! Sorting is by up to three keys, each up or down; what is still equal goes by its place in the corpus, so
//! the order is the same on every run. Each line becomes one integer of 128 bits, three keys and its number,
//! and only integers are sorted.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::ranks::{self, NOTHING};
use crate::corpus::{ArticleId, Corpus, NO_DAY, SENTINEL};
use crate::query::Hit;
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
    /// The outlet, by name; unknown outlets last, up and down.
    Outlet,
    /// The publication date; undated articles last, up and down.
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
}

/// A key, and which way it sorts.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub struct LineSort {
    /// What is sorted by.
    pub key: SortKey,
    /// From the end of the alphabet, or the newest first.
    pub is_descending: bool,
}

impl From<SortKey> for LineSort {
    fn from(key: SortKey) -> Self {
        Self { key, is_descending: false }
    }
}

impl LineSort {
    /// In words: "R1", "Date (down)".
    pub fn label(self) -> String {
        if self.is_descending { format!("{} (down)", self.key.label()) } else { self.key.label() }
    }
}

/// How far from a hit its words are looked for, to sort and to group.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Boundary {
    /// To the beginning and the end of the article.
    #[default]
    Article,
    /// To the beginning and the end of its sentence.
    Sentence,
}

impl Boundary {
    /// Both, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Article, Self::Sentence];

    /// In words for the person at the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Article => "within the article",
            Self::Sentence => "within the sentence",
        }
    }
}

/// The type of the word `distance` words left of a hit, [`SENTINEL`] where nothing stands there.
pub(super) fn left_of(corpus: &Corpus, hit: &Hit, distance: u8, boundary: Boundary) -> u32 {
    let position = hit.position as usize;
    let from = position.saturating_sub(usize::from(distance));
    let words = corpus.stream().get(from..position).unwrap_or_default();
    if words.len() != usize::from(distance) || words.contains(&SENTINEL) {
        return SENTINEL;
    }
    let is_beyond = boundary == Boundary::Sentence
        && corpus.sentence_starts().prev(hit.position).is_some_and(|start| start as usize > from);
    if is_beyond { SENTINEL } else { words.first().copied().unwrap_or(SENTINEL) }
}

/// The type of the word `distance` words right of a hit, [`SENTINEL`] where nothing stands there.
pub(super) fn right_of(corpus: &Corpus, hit: &Hit, distance: u8, boundary: Boundary) -> u32 {
    let from = hit.end() as usize;
    let to = from + usize::from(distance);
    let words = corpus.stream().get(from..to).unwrap_or_default();
    if words.contains(&SENTINEL) {
        return SENTINEL;
    }
    let is_beyond = boundary == Boundary::Sentence
        && corpus.sentence_starts().next(hit.end()).is_some_and(|start| (start as usize) < to);
    if is_beyond { SENTINEL } else { words.last().copied().unwrap_or(SENTINEL) }
}

/// The order of lines by `sort`: places in `hits`, which come in corpus order with their articles.
pub(super) fn order(
    corpus: &Corpus,
    hits: &[Hit],
    articles: &[ArticleId],
    sort: [LineSort; 3],
    boundary: Boundary,
    task: &Task,
) -> Result<Vec<u32>, Cancelled> {
    // What follows the place in the text can decide nothing any more.
    let used = sort.iter().position(|one| one.key == SortKey::Text).map_or(sort.len(), |at| at + 1);
    let used = sort.get(..used).unwrap_or_default();
    let lines = hits.len() as u32;
    match used {
        [LineSort { key: SortKey::Text, is_descending: false }, ..] => return Ok((0..lines).collect()),
        [LineSort { key: SortKey::Text, is_descending: true }, ..] => return Ok((0..lines).rev().collect()),
        _ => {}
    }
    let wordings = if used.iter().any(|one| one.key == SortKey::Hit) {
        let wordings = Wordings::of(corpus, hits);
        task.check()?;
        Some(wordings.column_of_ranks())
    } else {
        None
    };
    let ranks = corpus.vocabulary().ranks();
    let rank_of = |word: u32| ranks.get(word as usize).copied().unwrap_or(NOTHING);
    let unknown_outlet = corpus.outlets().iter().position(|outlet| outlet.name.is_empty());
    // The second value: whether it stays last, whichever way is sorted.
    let value = |line: usize, hit: &Hit, key: SortKey| -> (u32, bool) {
        let article = articles.get(line).copied().unwrap_or(0);
        match key {
            SortKey::Text => (hit.position, false),
            SortKey::Left(distance) => (rank_of(left_of(corpus, hit, distance, boundary)), false),
            SortKey::Right(distance) => (rank_of(right_of(corpus, hit, distance, boundary)), false),
            SortKey::Hit => {
                (wordings.as_ref().and_then(|ranks| ranks.get(line)).copied().unwrap_or(NOTHING), false)
            }
            SortKey::Outlet => {
                let outlet = corpus.outlet_of(article);
                (outlet.into(), Some(usize::from(outlet)) == unknown_outlet)
            }
            SortKey::Date => match corpus.day_of(article) {
                NO_DAY => (u32::MAX, true),
                day => (day.abs_diff(NO_DAY), false),
            },
        }
    };
    task.check()?;
    let mut keyed: Vec<u128> = hits
        .par_iter()
        .enumerate()
        .map(|(line, hit)| {
            let mut packed = 0_u128;
            for at in 0..sort.len() {
                let key = used.get(at).map_or(0, |one| match value(line, hit, one.key) {
                    (_, true) => u32::MAX,
                    (value, false) if one.is_descending => u32::MAX - 1 - value,
                    (value, false) => value,
                });
                packed = packed << 32 | u128::from(key);
            }
            packed << 32 | line as u128
        })
        .collect();
    task.check()?;
    keyed.par_sort_unstable();
    task.check()?;
    Ok(keyed.into_par_iter().map(|key| key as u32).collect())
}

/// The hits' own wording: equal ones are compared as text once.
pub(super) struct Wordings {
    /// The wording of each hit, as a place in `forms`.
    pub(super) column: Vec<u32>,
    /// Each wording, folded.
    pub(super) forms: Vec<String>,
}

impl Wordings {
    pub(super) fn of(corpus: &Corpus, hits: &[Hit]) -> Self {
        let mut places: HashMap<(&[u32], u16, u16), u32> = HashMap::new();
        let mut forms: Vec<String> = Vec::new();
        let column = hits.iter().map(|hit| {
            let from = hit.position as usize;
            let words = corpus.stream().get(from..from + usize::from(hit.words)).unwrap_or_default();
            *places.entry((words, hit.lead, hit.tail)).or_insert_with(|| {
                forms.push(wording(corpus, hit, words));
                forms.len() as u32 - 1
            })
        });
        let column = column.collect();
        Self { column, forms }
    }

    /// Ranks of the wordings, by their place in `forms`.
    pub(super) fn ranks(&self) -> Vec<u32> {
        let forms: Vec<&str> = self.forms.iter().map(String::as_str).collect();
        ranks::ranks(&forms)
    }

    fn column_of_ranks(&self) -> Vec<u32> {
        let ranks = self.ranks();
        self.column.iter().map(|&place| ranks.get(place as usize).copied().unwrap_or(NOTHING)).collect()
    }
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
