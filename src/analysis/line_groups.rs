//! Lines of a concordance in groups: by what follows, what precedes, by outlet or by month.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use super::line_order::{Boundary, LINES_AT_ONCE, Wordings, left_of, right_of};
use crate::corpus::{ArticleId, Corpus, DatePrecision, OutletId, Published};
use crate::query::Hit;
use crate::task::{Cancelled, Task};

/// What lines are put into groups by.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum GroupKey {
    /// The nth word to the left of the hit, from 1.
    Left(u8),
    /// The hit itself.
    Hit,
    /// The nth word to the right of the hit, from 1.
    Right(u8),
    /// The outlet.
    Outlet,
    /// The month of publication, or the year where no more is known.
    Month,
}

impl GroupKey {
    /// All keys, in the order of the menu.
    pub const ALL: [Self; 13] = [
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
        Self::Month,
    ];

    /// In words for the person at the screen.
    pub fn label(self) -> String {
        match self {
            Self::Left(n) => format!("L{n}"),
            Self::Hit => "Hit".into(),
            Self::Right(n) => format!("R{n}"),
            Self::Outlet => "Outlet".into(),
            Self::Month => "Month".into(),
        }
    }

    /// What is said where nothing stands at the place, or nothing is known.
    pub fn nothing(self) -> &'static str {
        match self {
            Self::Left(_) => "(nothing before it)",
            Self::Hit => "(no words)",
            Self::Right(_) => "(nothing after it)",
            Self::Outlet => "Outlet not known",
            Self::Month => "No date",
        }
    }
}

/// Lines that have one thing in common.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LineGroup {
    /// What they have in common: a folded word, a name, "2024-05"; empty where nothing stands or is known.
    pub value: Arc<str>,
    /// Its lines.
    pub lines: u32,
    /// Articles with such a line.
    pub articles: u32,
    /// Known outlets with such a line.
    pub outlets: u32,
    /// Where its lines begin among those of the answer, when all groups are in it.
    pub from: u32,
}

/// The groups, most frequent first, and the group of each hit.
pub(super) struct Grouped {
    pub(super) groups: Vec<LineGroup>,
    /// By hit: the place of its group.
    pub(super) group_of: Vec<u32>,
}

/// A group while it is counted.
struct Tally {
    value: u32,
    lines: u32,
    articles: u32,
    outlets: u32,
    last_article: Option<ArticleId>,
}

/// A month, or a year alone, as a number; unknown is last.
fn month_number(published: Option<Published>) -> u32 {
    published.map_or(u32::MAX, |Published { date, precision }| {
        let month = if precision == DatePrecision::Year { 0 } else { date.month() };
        (i32::from(date.year()) + 10_000).unsigned_abs() * 16 + u32::from(month.unsigned_abs())
    })
}

fn month_name(number: u32) -> String {
    let (year, month) = ((number / 16).cast_signed() - 10_000, number % 16);
    if month == 0 { format!("{year:04}") } else { format!("{year:04}-{month:02}") }
}

/// Puts hits, which come in corpus order with their articles, into groups.
pub(super) fn grouped(
    corpus: &Corpus,
    hits: &[Hit],
    articles: &[ArticleId],
    key: GroupKey,
    boundary: Boundary,
    task: &Task,
) -> Result<Grouped, Cancelled> {
    let wordings = (key == GroupKey::Hit).then(|| Wordings::of(corpus, hits, task)).transpose()?;
    let value_of = |line: usize, hit: &Hit, article: ArticleId| match key {
        GroupKey::Left(distance) => left_of(corpus, hit, distance, boundary),
        GroupKey::Right(distance) => right_of(corpus, hit, distance, boundary),
        GroupKey::Hit => wordings.as_ref().and_then(|all| all.column.get(line)).copied().unwrap_or(0),
        GroupKey::Outlet => corpus.outlet_of(article).into(),
        GroupKey::Month => month_number(corpus.date_of(article)),
    };
    let mut places: HashMap<u32, u32> = HashMap::new();
    let mut seen: HashSet<(u32, OutletId)> = HashSet::new();
    let mut tallies: Vec<Tally> = Vec::new();
    let mut group_of = Vec::with_capacity(hits.len());
    for (line, (hit, &article)) in hits.iter().zip(articles).enumerate() {
        if line % LINES_AT_ONCE == 0 {
            task.check()?;
        }
        let value = value_of(line, hit, article);
        let place = *places.entry(value).or_insert_with(|| {
            tallies.push(Tally { value, lines: 0, articles: 0, outlets: 0, last_article: None });
            tallies.len() as u32 - 1
        });
        group_of.push(place);
        let Some(tally) = tallies.get_mut(place as usize) else { continue };
        tally.lines += 1;
        if tally.last_article != Some(article) {
            tally.last_article = Some(article);
            tally.articles += 1;
            let outlet = corpus.outlet_of(article);
            let is_known = corpus.outlets().get(usize::from(outlet)).is_some_and(|one| !one.name.is_empty());
            if is_known && seen.insert((place, outlet)) {
                tally.outlets += 1;
            }
        }
    }
    task.check()?;
    Ok(sort(corpus, key, wordings.as_ref(), &tallies, group_of))
}

/// Most frequent first; of equally frequent ones the first in the alphabet.
fn sort(
    corpus: &Corpus,
    key: GroupKey,
    wordings: Option<&Wordings>,
    tallies: &[Tally],
    mut group_of: Vec<u32>,
) -> Grouped {
    let ranks = wordings.map_or_else(Vec::new, Wordings::ranks);
    let rank = |value: u32| match key {
        GroupKey::Left(_) | GroupKey::Right(_) => {
            corpus.vocabulary().ranks().get(value as usize).copied().unwrap_or(0)
        }
        GroupKey::Hit => ranks.get(value as usize).copied().unwrap_or(0),
        GroupKey::Outlet | GroupKey::Month => value,
    };
    let name = |value: u32| -> Arc<str> {
        match key {
            GroupKey::Left(_) | GroupKey::Right(_) => corpus.vocabulary().form(value).into(),
            GroupKey::Hit => {
                wordings.and_then(|all| all.forms.get(value as usize)).map_or("", String::as_str).into()
            }
            GroupKey::Outlet => {
                corpus.outlets().get(value as usize).map_or_else(|| "".into(), |one| Arc::clone(&one.name))
            }
            GroupKey::Month if value == u32::MAX => "".into(),
            GroupKey::Month => month_name(value).into(),
        }
    };
    let mut order: Vec<(u32, u32, u32)> = (0..)
        .zip(tallies)
        .map(|(place, tally): (u32, &Tally)| (u32::MAX - tally.lines, rank(tally.value), place))
        .collect();
    order.sort_unstable();
    let mut place_of = vec![0; tallies.len()];
    let mut groups = Vec::with_capacity(tallies.len());
    let mut from = 0;
    for (new, &(.., old)) in order.iter().enumerate() {
        let Some(tally) = tallies.get(old as usize) else { continue };
        if let Some(slot) = place_of.get_mut(old as usize) {
            *slot = new as u32;
        }
        let Tally { value, lines, articles, outlets, .. } = *tally;
        groups.push(LineGroup { value: name(value), lines, articles, outlets, from });
        from += lines;
    }
    for place in &mut group_of {
        *place = place_of.get(*place as usize).copied().unwrap_or(0);
    }
    Grouped { groups, group_of }
}
