//! The units in which a cell is shown.
//!
//! A [`Cell`] holds hits per word; here it becomes hits per 1,000 or per million words, the share
//! of articles with a hit, or the plain count, each with the interval that belongs to it.

use super::cells::Cell;
use crate::stats::intervals::Interval;
use crate::stats::{Stat, Undefined};

/// A unit of frequency.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Unit {
    /// Hits per 1,000 words: for a handful of articles.
    #[default]
    PerThousand,
    /// Hits per million words: from about 100,000 words.
    PerMillion,
    /// Articles with at least one hit, in per cent.
    ShareOfArticles,
    /// Hits as counted.
    Count,
}

impl Unit {
    /// All units, in the order of the menu.
    pub const ALL: [Self; 4] = [Self::PerThousand, Self::PerMillion, Self::ShareOfArticles, Self::Count];

    /// What is measured, with its unit, as an axis says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::PerThousand => "Hits per 1,000 words",
            Self::PerMillion => "Hits per million words",
            Self::ShareOfArticles => "Articles with hits, %",
            Self::Count => "Hits",
        }
    }

    /// A short name for a switch.
    pub fn short_label(self) -> &'static str {
        match self {
            Self::PerThousand => "per 1,000 words",
            Self::PerMillion => "per million words",
            Self::ShareOfArticles => "% of articles",
            Self::Count => "count",
        }
    }

    /// Whether values in this unit carry an interval: all but plain counts do.
    pub fn has_interval(self) -> bool {
        self != Self::Count
    }

    /// What a value per word or per article is multiplied with.
    fn factor(self) -> f64 {
        match self {
            Self::PerThousand => 1e3,
            Self::PerMillion => 1e6,
            Self::ShareOfArticles => 1e2,
            Self::Count => 1.0,
        }
    }
}

impl Cell {
    /// The value in `unit`.
    pub fn value(&self, unit: Unit) -> Stat<f64> {
        match unit {
            Unit::PerThousand | Unit::PerMillion => self.rate.map(|rate| rate * unit.factor()),
            Unit::ShareOfArticles if self.articles == 0 => Err(Undefined::EmptyGroup),
            Unit::ShareOfArticles => {
                Ok(f64::from(self.articles_with_hits) / f64::from(self.articles) * unit.factor())
            }
            Unit::Count => Ok(self.hits as f64),
        }
    }

    /// The interval of the value in `unit`, low and high, with the article as unit of sampling.
    /// A plain count is a fact about these articles and has none.
    pub fn interval_in(&self, unit: Unit) -> Stat<(f64, f64)> {
        match unit {
            Unit::PerThousand | Unit::PerMillion => scaled(self.interval, unit),
            Unit::ShareOfArticles => scaled(self.share_interval, unit),
            Unit::Count => Err(Undefined::NotAnEstimate),
        }
    }

    /// The interval that takes words as independent: the thin inner mark.
    pub fn naive_in(&self, unit: Unit) -> Stat<(f64, f64)> {
        match unit {
            Unit::PerThousand | Unit::PerMillion => scaled(self.naive, unit),
            Unit::ShareOfArticles => scaled(self.share_interval, unit),
            Unit::Count => Err(Undefined::NotAnEstimate),
        }
    }
}

fn scaled(interval: Stat<Interval>, unit: Unit) -> Stat<(f64, f64)> {
    interval.map(|i| (i.low * unit.factor(), i.high * unit.factor()))
}
