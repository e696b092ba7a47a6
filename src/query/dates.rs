//! Ranges of days as people type them: `2016`, `2016-09`, `2016-09-01..2018-03`, `..2018`; and in words, for which
//! see [`spoken`].

mod spoken;

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
        let text = text.trim();
        let range = match written(text) {
            Some(range) => range?,
            None => spoken::range(text)?,
        };
        match (range.from, range.to) {
            (Some(from), Some(to)) if to.last_day() < from.date => {
                Err("This range ends before it begins.".to_owned())
            }
            _ => Ok(range),
        }
    }

    /// The first and the last day; `None` where the range is open.
    pub(super) fn ends(&self) -> (Option<Date>, Option<Date>) {
        (self.from.map(|from| from.date), self.to.map(Published::last_day))
    }

    /// The days of this range that lie between two others; the first after the last when there are none.
    pub(super) fn clamp(&self, first: Date, last: Date) -> (Date, Date) {
        let from = self.from.map_or(first, |from| from.date.max(first));
        let to = self.to.map_or(last, |to| to.last_day().min(last));
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
            (Some(to), Some(other)) => other.last_day() <= to.last_day(),
            (Some(_), None) => false,
        };
        begins && ends
    }

    /// Whether all days that `published` may mean lie in the range.
    pub(super) fn contains(&self, published: Published) -> bool {
        self.from.is_none_or(|from| from.date <= published.date)
            && self.to.is_none_or(|to| published.last_day() <= to.last_day())
    }
}

/// What to tell who typed something else.
fn advice(text: &str) -> String {
    const MOST: usize = 60;
    let end = if text.chars().nth(MOST).is_some() { "…" } else { "" };
    let text: String = text.chars().take(MOST).chain(end.chars()).collect();
    format!(
        "“{text}” is no date. Dates are written 2024, May 2024, 6 May 2024, 6-12 May 2024, from May 2024, until 6 May 2024, 2024-05-06 or 2024-05..2024-06."
    )
}

/// A range as it is written back; `None` when it is something else.
fn written(text: &str) -> Option<Result<DateRange, String>> {
    let whole = |from: &str, to: &str| {
        let (from, to) = (published(from.trim())?, published(to.trim())?);
        Some(from.and_then(|from| Ok(DateRange { from: Some(from), to: Some(to?) })))
    };
    match text.split_once("..").map(|(from, to)| (from.trim(), to.trim())) {
        None => whole(text, text),
        Some(("", "")) => Some(Err("A range of dates needs a beginning or an end.".to_owned())),
        Some((from, "")) => Some(published(from)?.map(|from| DateRange { from: Some(from), to: None })),
        Some(("", to)) => Some(published(to)?.map(|to| DateRange { from: None, to: Some(to) })),
        Some((from, to)) => whole(from, to),
    }
}

/// A date as `2016`, `2016-09` or `2016-09-01`; `None` when it looks otherwise.
fn published(text: &str) -> Option<Result<Published, String>> {
    let mut parts = text.split('-');
    let mut number = |digits: std::ops::RangeInclusive<usize>| -> Option<Option<i16>> {
        let Some(part) = parts.next() else { return Some(None) };
        let is_number = digits.contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
        if is_number { part.parse().ok().map(Some) } else { None }
    };
    let year = number(4..=4)??;
    let (month, day) = (number(1..=2)?, number(1..=2)?);
    if parts.next().is_some() {
        return None;
    }
    Some(dated(year, month, day).ok_or_else(|| format!("There is no day {text}.")))
}

/// The day, month or year that these numbers name, if there is one.
fn dated(year: i16, month: Option<i16>, day: Option<i16>) -> Option<Published> {
    let precision = match (month, day) {
        (_, Some(_)) => DatePrecision::Day,
        (Some(_), None) => DatePrecision::Month,
        (None, None) => DatePrecision::Year,
    };
    let small = |number: Option<i16>| i8::try_from(number.unwrap_or(1)).ok();
    let date = Date::new(year, small(month)?, small(day)?).ok()?;
    Some(Published { date, precision })
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
