//! How many articles there are over time, whatever time is asked for: to choose a stretch of it.

use super::bins::{Bin, BinRow};
use super::scope::Scope;
use crate::corpus::{Corpus, Published};
use crate::query::Field;
use crate::task::{Cancelled, Task};

/// The question: when are the articles from.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct TimelineRecipe {
    scope: Scope,
}

/// The answer to a [`TimelineRecipe`].
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Timeline {
    /// The width of a bin; none where no article is dated.
    pub bin: Option<Bin>,
    /// Bins without a gap, at most [`MOST_BARS`].
    pub bins: Vec<BinRow>,
    /// Dated articles before the first bin: where the dates are too far apart, most of them decide.
    pub before: u32,
    /// Dated articles after the last bin.
    pub after: u32,
    /// Articles whose date is not precise enough for a bin.
    pub imprecise: u32,
    /// Articles whose date is not known.
    pub undated: u32,
}

/// So many bins there are at most.
pub const MOST_BARS: usize = 120;

impl TimelineRecipe {
    /// Of the articles in `scope`, were nothing asked of their dates.
    pub fn new(scope: &Scope) -> Self {
        let filter = scope.filter.clone().without_field(Field::Date);
        Self { scope: Scope { filter, ..scope.clone() } }
    }

    /// Which articles.
    pub fn scope(&self) -> &Scope {
        &self.scope
    }

    /// Counts over `corpus`.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Timeline, Cancelled> {
        let subset = self.scope.try_subset(corpus, task)?;
        let dates: Vec<Published> = subset.articles(corpus).filter_map(|id| corpus.date_of(id)).collect();
        task.check()?;
        let undated = subset.article_count() - dates.len() as u32;
        let Some((bin, low, high)) = fitting(&dates) else {
            return Ok(Timeline { undated, ..Timeline::default() });
        };
        let numbers = || dates.iter().filter_map(|date| bin.number(*date));
        let (low, high) =
            if high - low < MOST_BARS as i64 { (low, high) } else { densest(numbers().collect()) };
        let mut bins: Vec<BinRow> = (low..=high).map(|number| bin.row(number)).collect();
        let (mut before, mut after, mut placed) = (0, 0, 0);
        for number in numbers() {
            placed += 1;
            match usize::try_from(number - low).ok().map(|at| bins.get_mut(at)) {
                Some(Some(row)) => row.articles += 1,
                Some(None) => after += 1,
                None => before += 1,
            }
        }
        let imprecise = dates.len() as u32 - placed;
        Ok(Timeline { bin: Some(bin), bins, before, after, imprecise, undated })
    }
}

/// The finest bin that leaves few enough bins and can hold nineteen dates of twenty; its first and last.
fn fitting(dates: &[Published]) -> Option<(Bin, i64, i64)> {
    let mut coarsest = None;
    for bin in [Bin::Day, Bin::Week, Bin::Month, Bin::Quarter, Bin::Year] {
        let numbers = dates.iter().filter_map(|&date| bin.number(date));
        let (count, low, high) =
            numbers.fold((0, i64::MAX, i64::MIN), |(n, low, high), at| (n + 1, low.min(at), high.max(at)));
        if count == 0 {
            continue;
        }
        coarsest = Some((bin, low, high));
        if count * 20 >= dates.len() * 19 && high - low < MOST_BARS as i64 {
            break;
        }
    }
    coarsest
}

/// The stretch of [`MOST_BARS`] bins that holds the most articles; the latest of several.
fn densest(mut numbers: Vec<i64>) -> (i64, i64) {
    numbers.sort_unstable();
    let (mut from, mut best) = (0, (0, 0, 0));
    for (at, &high) in numbers.iter().enumerate() {
        while numbers.get(from).is_some_and(|&low| high - low >= MOST_BARS as i64) {
            from += 1;
        }
        let held = at + 1 - from;
        if held >= best.0 {
            best = (held, numbers.get(from).copied().unwrap_or(high), high);
        }
    }
    (best.1, best.2)
}
