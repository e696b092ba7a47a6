//! In which order the lines of a concordance stand.
//!
//! Sorting is by up to three keys, each up or down; what is still equal goes by its place in the corpus, so
//! the order is the same on every run. Each line becomes one integer of three keys, and integers are sorted by
//! their digits, which needs no comparison at all.

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
    let ranks = corpus.vocabulary().ranks();
    let rank_of = |word: u32| ranks.get(word as usize).copied().unwrap_or(NOTHING);
    let stream = corpus.stream();
    let is_plain = hits.iter().all(|hit| hit.words == 1 && hit.lead == 0 && hit.tail == 0);
    let wordings = if !is_plain && used.iter().any(|one| one.key == SortKey::Hit) {
        Some(Wordings::of(corpus, hits, task)?.column_of_ranks())
    } else {
        None
    };
    task.check()?;
    let unknown_outlet = corpus.outlets().iter().position(|outlet| outlet.name.is_empty());
    let value = |line: usize, hit: &Hit, key: SortKey| -> u32 {
        let article = || articles.get(line).copied().unwrap_or(0);
        match key {
            SortKey::Text => hit.position,
            SortKey::Left(distance) => rank_of(left_of(corpus, hit, distance, boundary)),
            SortKey::Right(distance) => rank_of(right_of(corpus, hit, distance, boundary)),
            SortKey::Hit => match &wordings {
                Some(ranks) => ranks.get(line).copied().unwrap_or(NOTHING),
                None => rank_of(stream.get(hit.position as usize).copied().unwrap_or(SENTINEL)),
            },
            SortKey::Outlet => match corpus.outlet_of(article()) {
                unknown if Some(usize::from(unknown)) == unknown_outlet => LAST,
                outlet => outlet.into(),
            },
            SortKey::Date => match corpus.day_of(article()) {
                NO_DAY => LAST,
                day => day.abs_diff(NO_DAY),
            },
        }
    };
    let columns: Vec<[u32; 3]> = hits
        .par_iter()
        .enumerate()
        .map(|(line, hit)| std::array::from_fn(|at| used.get(at).map_or(0, |one| value(line, hit, one.key))))
        .collect();
    task.check()?;
    let is_descending = std::array::from_fn(|at| used.get(at).is_some_and(|one| one.is_descending));
    Ok(sorted(&columns, is_descending))
}

/// Lines between two questions whether to go on.
pub(super) const LINES_AT_ONCE: usize = 4096;

/// Stays last, up and down.
const LAST: u32 = u32::MAX;

/// The order of rows by their columns; equal rows stay as they are.
fn sorted(rows: &[[u32; 3]], is_descending: [bool; 3]) -> Vec<u32> {
    let ends = |row: &[u32; 3]| row.map(|value| if value == LAST { (LAST, 0) } else { (value, value) });
    let wider = |one: [(u32, u32); 3], other: [(u32, u32); 3]| {
        std::array::from_fn(|at| (one[at].0.min(other[at].0), one[at].1.max(other[at].1)))
    };
    let ends: [(u32, u32); 3] = rows.par_iter().map(ends).reduce(|| [(LAST, 0); 3], wider);
    // The next number is for what stays last.
    let spans = ends.map(|(least, most)| u64::from(most.saturating_sub(least)) + 1);
    let bits = spans.map(|span| u64::BITS - span.leading_zeros());
    let packed = |row: &[u32; 3]| {
        (0..3).fold(0_u128, |packed, at| {
            let value = match row[at] {
                LAST => spans[at],
                value if is_descending[at] => u64::from(ends[at].1 - value),
                value => u64::from(value - ends[at].0),
            };
            packed << bits[at] | u128::from(value)
        })
    };
    let width = bits.iter().sum::<u32>();
    if width <= u64::BITS {
        let keyed = rows.par_iter().zip(0..rows.len() as u32).map(|(row, line)| (packed(row) as u64, line));
        return by_digits(keyed.collect(), width);
    }
    let keyed =
        rows.par_iter().zip(0..rows.len() as u32).map(|(row, line)| packed(row) << 32 | u128::from(line));
    let mut keyed: Vec<u128> = keyed.collect();
    keyed.par_sort_unstable();
    keyed.into_par_iter().map(|key| key as u32).collect()
}

/// Bits of a digit: its counters stay in the fastest cache.
const DIGIT: u32 = 11;

/// Sorts by keys of `width` bits, one digit after the other from the last, and gives the lines.
fn by_digits(mut keyed: Vec<(u64, u32)>, width: u32) -> Vec<u32> {
    const VALUES: usize = 1 << DIGIT;
    let digit = |key: u64, shift: u32| (key >> shift) as usize & (VALUES - 1);
    let mut other = vec![(0, 0); keyed.len()];
    for shift in (0..width).step_by(DIGIT as usize) {
        let mut next = [0_u32; VALUES];
        for (key, _) in &keyed {
            next[digit(*key, shift)] += 1;
        }
        let mut from = 0;
        for count in &mut next {
            (from, *count) = (from + *count, from);
        }
        for one in &keyed {
            let place = &mut next[digit(one.0, shift)];
            if let Some(slot) = other.get_mut(*place as usize) {
                *slot = *one;
            }
            *place += 1;
        }
        std::mem::swap(&mut keyed, &mut other);
    }
    keyed.into_iter().map(|(_, line)| line).collect()
}

/// The hits' own wording: equal ones are compared as text once.
pub(super) struct Wordings {
    /// The wording of each hit, as a place in `forms`.
    pub(super) column: Vec<u32>,
    /// Each wording, folded.
    pub(super) forms: Vec<String>,
}

impl Wordings {
    pub(super) fn of(corpus: &Corpus, hits: &[Hit], task: &Task) -> Result<Self, Cancelled> {
        let mut places: HashMap<(&[u32], u16, u16), u32> = HashMap::new();
        let mut forms: Vec<String> = Vec::new();
        let mut column = Vec::with_capacity(hits.len());
        for (line, hit) in hits.iter().enumerate() {
            if line % LINES_AT_ONCE == 0 {
                task.check()?;
            }
            let from = hit.position as usize;
            let words = corpus.stream().get(from..from + usize::from(hit.words)).unwrap_or_default();
            column.push(*places.entry((words, hit.lead, hit.tail)).or_insert_with(|| {
                forms.push(wording(corpus, hit, words));
                forms.len() as u32 - 1
            }));
        }
        Ok(Self { column, forms })
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn digits_and_comparisons_give_one_order() {
        let mut random = crate::stats::random::Random::new(7);
        let check = |rows: Vec<[u32; 3]>, down: [bool; 3]| {
            let mut expected: Vec<u32> = (0..rows.len() as u32).collect();
            expected.sort_by_key(|&line| {
                let row = rows[line as usize];
                let key = |at: usize| match row[at] {
                    LAST => (true, 0),
                    value if down[at] => (false, u32::MAX - value),
                    value => (false, value),
                };
                [key(0), key(1), key(2)]
            });
            assert_eq!(sorted(&rows, down), expected);
        };
        for below in [1, 3, 3_000, u32::MAX] {
            let mut draw = || if random.below(9) == 0 { LAST } else { random.below(below) };
            let rows: Vec<[u32; 3]> = (0..500).map(|_| [draw(), draw(), draw()]).collect();
            check(rows.clone(), [false; 3]);
            check(rows, [true, false, true]);
        }
        check(Vec::new(), [false; 3]);
    }
}
