//! Stories by outlets: who told what, when first, and whose silence is one.

use crate::corpus::{Corpus, NO_DAY, OutletId, Published, Subset};

/// Whether an outlet told a story.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Told {
    /// It has articles of the story.
    Told,
    /// It has none, though it has other articles of those days: silence, as far as this corpus goes.
    NotTold,
    /// The corpus has no article of this outlet from the days of the story, so nothing can be said.
    NothingFromThen,
}

/// One outlet's part in one story.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct CoverageCell {
    /// How many of the story's articles are its own.
    pub articles: u32,
    /// The date of the first of them, where one is dated.
    pub first: Option<Published>,
    /// How many other articles it has from the days of the story, first to last.
    pub others: u32,
}

impl CoverageCell {
    /// Silence and lack of articles told apart.
    pub fn told(&self) -> Told {
        match (self.articles, self.others) {
            (0, 0) => Told::NothingFromThen,
            (0, _) => Told::NotTold,
            _ => Told::Told,
        }
    }
}

/// The days of the articles of each outlet, by its number, in order.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct OutletDays(Vec<Vec<i32>>);

impl OutletDays {
    /// Of the dated articles of `subset`.
    pub fn of(corpus: &Corpus, subset: &Subset) -> Self {
        let mut days: Vec<Vec<i32>> = vec![Vec::new(); corpus.outlets().len()];
        for id in subset.articles(corpus) {
            let day = corpus.day_of(id);
            if let Some(days) = days.get_mut(corpus.outlet_of(id) as usize)
                && day != NO_DAY
            {
                days.push(day);
            }
        }
        for days in &mut days {
            days.sort_unstable();
        }
        Self(days)
    }

    /// How many articles an outlet has from the one day to the other, both included.
    pub fn between(&self, outlet: OutletId, first: i32, last: i32) -> usize {
        self.0.get(outlet as usize).map_or(0, |days| {
            days.partition_point(|&day| day <= last) - days.partition_point(|&day| day < first)
        })
    }
}
