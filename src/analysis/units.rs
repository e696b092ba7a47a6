//! The units in which a cell is shown.
//!
//! A [`Cell`] holds hits per word or per sentence; here it becomes hits per 1,000 or per million words or per 1,000
//! sentences, the share of articles with a hit, or the plain count, each with the interval that belongs to it.

use super::cells::{Cell, Per};
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
    /// Hits per 1,000 sentences: across languages, whose words are not alike.
    PerThousandSentences,
    /// Articles with at least one hit, in per cent.
    ShareOfArticles,
    /// Hits as counted.
    Count,
}

impl Unit {
    /// All units, in the order of the menu.
    pub const ALL: [Self; 5] =
        [Self::PerThousand, Self::PerMillion, Self::PerThousandSentences, Self::ShareOfArticles, Self::Count];

    /// What is measured, with its unit, as an axis says it.
    pub fn label(self) -> &'static str {
        match self {
            Self::PerThousand => "Hits per 1,000 words",
            Self::PerMillion => "Hits per million words",
            Self::PerThousandSentences => "Hits per 1,000 sentences",
            Self::ShareOfArticles => "Articles with hits, %",
            Self::Count => "Hits",
        }
    }

    /// A short name for a switch.
    pub fn short_label(self) -> &'static str {
        match self {
            Self::PerThousand => "per 1,000 words",
            Self::PerMillion => "per million words",
            Self::PerThousandSentences => "per 1,000 sentences",
            Self::ShareOfArticles => "% of articles",
            Self::Count => "count",
        }
    }

    /// Whether values in this unit carry an interval: all but plain counts do.
    pub fn has_interval(self) -> bool {
        self != Self::Count
    }

    /// What rates have to be measured of to be shown in this unit.
    pub fn per(self) -> Per {
        match self {
            Self::PerThousandSentences => Per::Sentences,
            Self::PerThousand | Self::PerMillion | Self::ShareOfArticles | Self::Count => Per::Words,
        }
    }

    /// Whether words of different languages would be held against each other.
    pub fn counts_words(self) -> bool {
        matches!(self, Self::PerThousand | Self::PerMillion)
    }

    /// What a value per word or per article is multiplied with.
    fn factor(self) -> f64 {
        match self {
            Self::PerThousand | Self::PerThousandSentences => 1e3,
            Self::PerMillion => 1e6,
            Self::ShareOfArticles => 1e2,
            Self::Count => 1.0,
        }
    }
}

impl Cell {
    /// Rates are of words or of sentences, and not of both.
    fn measured_in(&self, unit: Unit) -> Stat<()> {
        if self.per == unit.per() { Ok(()) } else { Err(Undefined::OtherUnit) }
    }

    /// The value in `unit`.
    pub fn value(&self, unit: Unit) -> Stat<f64> {
        match unit {
            Unit::PerThousand | Unit::PerMillion | Unit::PerThousandSentences => {
                self.measured_in(unit)?;
                self.rate.map(|rate| rate * unit.factor())
            }
            Unit::ShareOfArticles if self.articles == 0 => Err(Undefined::EmptyGroup),
            Unit::ShareOfArticles => {
                Ok(f64::from(self.articles_with_hits) / f64::from(self.articles) * unit.factor())
            }
            Unit::Count => Ok(self.hits as f64),
        }
    }

    /// The value in `unit` as that of a group: a single article has a count and no rate.
    pub fn value_of_group(&self, unit: Unit) -> Stat<f64> {
        let value = self.value(unit);
        if unit.has_interval() { of_group(self.articles, value) } else { value }
    }

    /// The interval of the value in `unit`, low and high, with the article as unit of sampling.
    /// A plain count is a fact about these articles and has none.
    pub fn interval_in(&self, unit: Unit) -> Stat<(f64, f64)> {
        match unit {
            Unit::PerThousand | Unit::PerMillion | Unit::PerThousandSentences => {
                self.measured_in(unit)?;
                scaled(self.interval, unit)
            }
            Unit::ShareOfArticles => scaled(self.share_interval, unit),
            Unit::Count => Err(Undefined::NotAnEstimate),
        }
    }

    /// The interval that takes words as independent: the thin inner mark.
    pub fn naive_in(&self, unit: Unit) -> Stat<(f64, f64)> {
        match unit {
            Unit::PerThousand | Unit::PerMillion | Unit::PerThousandSentences => {
                self.measured_in(unit)?;
                scaled(self.naive, unit)
            }
            Unit::ShareOfArticles => scaled(self.share_interval, unit),
            Unit::Count => Err(Undefined::NotAnEstimate),
        }
    }
}

/// A rate or strength of a group of so many articles: that of a single one would be the article's and not its group's.
pub(super) fn of_group<T>(articles: u32, value: Stat<T>) -> Stat<T> {
    if articles == 1 { value.and(Err(Undefined::OneArticle)) } else { value }
}

fn scaled(interval: Stat<Interval>, unit: Unit) -> Stat<(f64, f64)> {
    interval.map(|i| (i.low * unit.factor(), i.high * unit.factor()))
}
