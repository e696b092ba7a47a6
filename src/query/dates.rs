//! Ranges of days as people type them: `2016`, `2016-09`, `2016-09-01..2018-03`, `..2018`.

use std::fmt;

use jiff::civil::Date;

use crate::corpus::{DatePrecision, Published};

/// Days from the first to the last, both included; open where `None`. It remembers how precisely it was typed.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) struct DateRange {
    from: Option<Published>,
    to: Option<Published>,
}

impl DateRange {
    /// Reads a range; the error is what to tell who typed it.
    pub(super) fn parse(text: &str) -> Result<Self, String> {
        let range = match text.split_once("..") {
            None => {
                let day = published(text)?;
                Self { from: Some(day), to: Some(day) }
            }
            Some(("", "")) => return Err("A range of dates needs a beginning or an end.".to_owned()),
            Some((from, "")) => Self { from: Some(published(from)?), to: None },
            Some(("", to)) => Self { from: None, to: Some(published(to)?) },
            Some((from, to)) => Self { from: Some(published(from)?), to: Some(published(to)?) },
        };
        match (range.from, range.to) {
            (Some(from), Some(to)) if last_day(to) < from.date => {
                Err("This range ends before it begins.".to_owned())
            }
            _ => Ok(range),
        }
    }

    /// The days of this range that lie between two others; the first after the last when there are none.
    pub(super) fn clamp(&self, first: Date, last: Date) -> (Date, Date) {
        let from = self.from.map_or(first, |from| from.date.max(first));
        let to = self.to.map_or(last, |to| last_day(to).min(last));
        (from, to)
    }

    /// Whether all days of `other` lie in this range.
    pub(super) fn covers(&self, other: &Self) -> bool {
        let begins = match (self.from, other.from) {
            (None, _) => true,
            (Some(from), Some(other)) => from.date <= other.date,
            (Some(_), None) => false,
        };
        let ends = match (self.to, other.to) {
            (None, _) => true,
            (Some(to), Some(other)) => last_day(other) <= last_day(to),
            (Some(_), None) => false,
        };
        begins && ends
    }

    /// Whether all days that `published` may mean lie in the range.
    pub(super) fn contains(&self, published: Published) -> bool {
        self.from.is_none_or(|from| from.date <= published.date)
            && self.to.is_none_or(|to| last_day(published) <= last_day(to))
    }
}

fn last_day(published: Published) -> Date {
    match published.precision {
        DatePrecision::Day => published.date,
        DatePrecision::Month => published.date.last_of_month(),
        DatePrecision::Year => published.date.last_of_year(),
    }
}

fn published(text: &str) -> Result<Published, String> {
    let advice = || format!("“{text}” is no date. Dates are written 2016, 2016-09 or 2016-09-01.");
    let mut parts = text.split('-');
    let mut number = |digits: usize| -> Result<Option<i16>, String> {
        let Some(part) = parts.next() else { return Ok(None) };
        let well_formed = (1..=digits).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if well_formed { part.parse().map(Some).map_err(|_| advice()) } else { Err(advice()) }
    };
    let year =
        number(4)?.filter(|_| text.split('-').next().is_some_and(|y| y.len() == 4)).ok_or_else(advice)?;
    let (month, day) = (number(2)?, number(2)?);
    if parts.next().is_some() {
        return Err(advice());
    }
    let precision = match (month, day) {
        (_, Some(_)) => DatePrecision::Day,
        (Some(_), None) => DatePrecision::Month,
        (None, None) => DatePrecision::Year,
    };
    let (month, day) = (month.unwrap_or(1) as i8, day.unwrap_or(1) as i8);
    let date = Date::new(year, month, day).map_err(|_| format!("There is no day {text}."))?;
    Ok(Published { date, precision })
}

impl fmt::Display for DateRange {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match (self.from, self.to) {
            (Some(from), Some(to)) if from == to => write!(f, "{from}"),
            (from, to) => {
                from.map_or(Ok(()), |d| write!(f, "{d}"))?;
                f.write_str("..")?;
                to.map_or(Ok(()), |d| write!(f, "{d}"))
            }
        }
    }
}
