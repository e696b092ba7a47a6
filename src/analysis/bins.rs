//! Stretches of time: days, weeks, months, quarters, years.
//!
//! Weeks begin on Monday and carry their ISO number. A date that is less precise than the bins
//! cannot be placed in one, and is not: "2016" is no day.

use jiff::civil::Date;

use super::dates;
use crate::corpus::{DatePrecision, Published, day_number};

/// The most bins a figure holds; a finer bin that needs more gives way to the next coarser one.
/// One article misdated to the year 20 must not cost a million empty days.
pub const MOST_BINS: i64 = 4_000;

/// A width of bins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Bin {
    /// Whatever suits the stretch of time and the precision of the dates.
    #[default]
    Auto,
    /// One day.
    Day,
    /// Monday to Sunday.
    Week,
    /// A calendar month.
    Month,
    /// Three calendar months.
    Quarter,
    /// A calendar year.
    Year,
}

/// One bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct BinRow {
    /// Its first day.
    pub start: Date,
    /// Its last day.
    pub end: Date,
    /// Its name: `2024-05-02`, `2024-W18`, `2024-05`, `2024 Q2`, `2024`.
    pub label: String,
    /// The articles in it.
    pub articles: u32,
}

impl Bin {
    /// All choices, in the order of the menu.
    pub const ALL: [Self; 6] = [Self::Auto, Self::Day, Self::Week, Self::Month, Self::Quarter, Self::Year];

    /// In words for the person at the screen.
    pub fn label(self) -> &'static str {
        match self {
            Self::Auto => "automatic",
            Self::Day => "day",
            Self::Week => "week",
            Self::Month => "month",
            Self::Quarter => "quarter",
            Self::Year => "year",
        }
    }

    /// The number of the bin that holds `date`; consecutive bins have consecutive numbers.
    /// `None` when the date is not precise enough to say.
    pub fn number(self, published: Published) -> Option<i64> {
        let Published { date, precision } = published;
        match self {
            Self::Auto | Self::Day => (precision == DatePrecision::Day).then(|| i64::from(day_number(date))),
            // Day 0 is a Thursday: three days later a week begins.
            Self::Week => {
                (precision == DatePrecision::Day).then(|| (i64::from(day_number(date)) + 3).div_euclid(7))
            }
            Self::Month => (precision >= DatePrecision::Month).then(|| dates::month_number(date)),
            Self::Quarter => {
                (precision >= DatePrecision::Month).then(|| dates::month_number(date).div_euclid(3))
            }
            Self::Year => Some(i64::from(date.year())),
        }
    }

    /// The bin of this number, without articles so far.
    pub fn row(self, number: i64) -> BinRow {
        let start = match self {
            Self::Auto | Self::Day => dates::date_of_day(number),
            Self::Week => dates::date_of_day(number * 7 - 3),
            Self::Month => dates::first_of_month(number),
            Self::Quarter => dates::first_of_month(number * 3),
            Self::Year => dates::first_of_month(number * 12),
        };
        let end = match self {
            Self::Auto | Self::Day => start,
            Self::Week => dates::date_of_day(number * 7 + 3),
            Self::Month => start.last_of_month(),
            Self::Quarter => dates::first_of_month(number * 3 + 2).last_of_month(),
            Self::Year => start.last_of_year(),
        };
        BinRow { start, end, label: self.name_of(start), articles: 0 }
    }

    fn name_of(self, start: Date) -> String {
        match self {
            Self::Auto | Self::Day => format!("{:04}-{:02}-{:02}", start.year(), start.month(), start.day()),
            Self::Week => {
                let week = start.iso_week_date();
                format!("{:04}-W{:02}", week.year(), week.week())
            }
            Self::Month => format!("{:04}-{:02}", start.year(), start.month()),
            Self::Quarter => format!("{:04} Q{}", start.year(), (start.month() - 1) / 3 + 1),
            Self::Year => format!("{:04}", start.year()),
        }
    }

    fn coarser(self) -> Option<Self> {
        match self {
            Self::Auto | Self::Day => Some(Self::Week),
            Self::Week => Some(Self::Month),
            Self::Month => Some(Self::Quarter),
            Self::Quarter => Some(Self::Year),
            Self::Year => None,
        }
    }

    /// The bin to use for `dates`, and the numbers of its first and last bin. `None` when no date
    /// can be placed.
    ///
    /// An automatic bin is the finest that leaves at most about 40 bins and loses at most one
    /// dated article in twenty to imprecise dates. A chosen bin is kept unless it needs more than
    /// [`MOST_BINS`].
    pub fn resolve(self, dates: &[Published]) -> Option<(Self, i64, i64)> {
        let total = dates.len();
        let most = if self == Self::Auto { 40 } else { MOST_BINS };
        let mut bin = if self == Self::Auto { Self::Day } else { self };
        loop {
            let placed = dates.iter().filter_map(|&date| bin.number(date));
            let (count, low, high) =
                placed.fold((0, i64::MAX, i64::MIN), |(n, low, high), at| (n + 1, low.min(at), high.max(at)));
            let keeps_enough = self != Self::Auto || count * 20 >= total * 19;
            let fits = count > 0 && keeps_enough && high - low < most;
            match bin.coarser() {
                Some(coarser) if !fits && (count > 0 || self == Self::Auto) => bin = coarser,
                _ if count == 0 => return None,
                _ => return Some((bin, low, high)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn published(text: &str) -> Published {
        let parts: Vec<i16> = text.split('-').map(|p| p.parse().unwrap()).collect();
        let at = |i: usize| i8::try_from(parts.get(i).copied().unwrap_or(1)).unwrap();
        let precision = [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day][parts.len() - 1];
        Published { date: Date::new(parts[0], at(1), at(2)).unwrap(), precision }
    }

    #[test]
    fn a_date_falls_into_the_bin_that_holds_it() {
        let check = |bin: Bin, date: &str, label: &str, first: &str, last: &str| {
            let row = bin.row(bin.number(published(date)).unwrap());
            assert_eq!(
                (row.label.as_str(), row.start, row.end),
                (label, published(first).date, published(last).date)
            );
        };
        check(Bin::Day, "2024-02-29", "2024-02-29", "2024-02-29", "2024-02-29");
        check(Bin::Week, "2024-05-05", "2024-W18", "2024-04-29", "2024-05-05");
        check(Bin::Week, "2024-05-06", "2024-W19", "2024-05-06", "2024-05-12");
        check(Bin::Week, "2021-01-01", "2020-W53", "2020-12-28", "2021-01-03");
        check(Bin::Month, "2024-02", "2024-02", "2024-02-01", "2024-02-29");
        check(Bin::Quarter, "2024-05-05", "2024 Q2", "2024-04-01", "2024-06-30");
        check(Bin::Year, "2024", "2024", "2024-01-01", "2024-12-31");
        assert_eq!(Bin::Day.number(published("2024-05")), None, "a month is no day");
        assert_eq!(Bin::Month.number(published("2024")), None, "a year is no month");
    }

    #[test]
    fn the_automatic_bin_suits_the_dates() {
        let check = |bin: Bin, dates: &[&str], expected: Option<Bin>| {
            let dates: Vec<_> = dates.iter().map(|d| published(d)).collect();
            assert_eq!(bin.resolve(&dates).map(|r| r.0), expected, "{dates:?}");
        };
        check(Bin::Auto, &[], None);
        check(Bin::Auto, &["2024-05-02", "2024-05-16"], Some(Bin::Day));
        check(Bin::Auto, &["2024-01-02", "2024-05-16"], Some(Bin::Week));
        check(Bin::Auto, &["2022-01-02", "2024-05-16"], Some(Bin::Month));
        check(Bin::Auto, &["2016-01-02", "2024-05-16"], Some(Bin::Quarter));
        check(Bin::Auto, &["1916-01-02", "2024-05-16"], Some(Bin::Year));
        check(Bin::Auto, &["2024-05-02", "2024-05"], Some(Bin::Month));
        check(Bin::Auto, &["2024"], Some(Bin::Year));
        check(Bin::Day, &["2024"], None);
        check(Bin::Day, &["0020-01-01", "2024-05-16"], Some(Bin::Year));
        check(Bin::Day, &["1300-01-01", "2024-05-16"], Some(Bin::Quarter));
        let ends = [Date::MIN, Date::MAX].map(|date| Published { date, precision: DatePrecision::Day });
        assert_eq!(Bin::Day.resolve(&ends), Some((Bin::Year, -9_999, 9_999)));
    }
}
