//! Dates as machines write them, made into what the reader of dates knows: seconds since 1970, runs of
//! digits, what Twitter writes; and days before months or months before days, where a column shows it.

use crate::ingest::anatomy::{full_year, month_of};
use crate::ingest::registry::DateOrder;

/// `text` as `2024-05-02` or `2024-05-02T10:15:00Z`; `None` where it is no date of a machine, and is left
/// as it stands.
pub(super) fn iso(text: &str, order: Option<DateOrder>) -> Option<String> {
    let text = text.trim();
    digits(text).or_else(|| compact(text)).or_else(|| twitter(text)).or_else(|| figures(text, order?))
}

/// Seconds or milliseconds since 1970, or year to second in one run.
fn digits(text: &str) -> Option<String> {
    let whole = text
        .split_once('.')
        .map_or(text, |(whole, rest)| if rest.bytes().all(|b| b.is_ascii_digit()) { whole } else { text });
    if !whole.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: i64 = whole.parse().ok()?;
    match whole.len() {
        // Days as spreadsheets count them, from 1970 to 2100, where a cell lost its format.
        5 if (25_569..73_051).contains(&number) => {
            let days = jiff::Span::new().try_days(number - 25_569).ok()?;
            jiff::civil::date(1970, 1, 1).checked_add(days).ok().map(|date| date.to_string())
        }
        12 | 14 if (1900..=2199).contains(&whole.get(..4)?.parse::<u32>().ok()?) => run(whole),
        9 | 10 => jiff::Timestamp::from_second(number).ok().map(|stamp| stamp.to_string()),
        12 | 13 => jiff::Timestamp::from_millisecond(number).ok().map(|stamp| stamp.to_string()),
        _ => None,
    }
}

/// "20240502101500", with the seconds or without.
fn run(digits: &str) -> Option<String> {
    let at = |from: usize, to: usize| digits.get(from..to);
    let date = day(at(0, 4)?.parse().ok()?, at(4, 6)?.parse().ok()?, at(6, 8)?.parse().ok()?)?;
    Some(format!("{date}T{}:{}:{}Z", at(8, 10)?, at(10, 12)?, at(12, 14).unwrap_or("00")))
}

fn day(year: i16, month: i8, day: i8) -> Option<jiff::civil::Date> {
    jiff::civil::Date::new(year, month, day).ok()
}

/// "20240502T101500Z".
fn compact(text: &str) -> Option<String> {
    let (date, time) = text.trim_end_matches('Z').split_once('T')?;
    let both = [date, time].concat();
    let is_run = date.len() == 8 && time.len() == 6 && both.bytes().all(|b| b.is_ascii_digit());
    is_run.then(|| run(&both)).flatten()
}

/// "Wed Oct 10 20:19:24 +0000 2018".
fn twitter(text: &str) -> Option<String> {
    let words: Vec<&str> = text.split_whitespace().take(7).collect();
    let [_, month, date, time, offset, year] = words.as_slice() else { return None };
    if !offset.starts_with(['+', '-']) || !time.contains(':') {
        return None;
    }
    let month = month_of(month).and_then(|month| i8::try_from(month).ok())?;
    Some(day(year.parse().ok()?, month, date.parse().ok()?)?.to_string())
}

/// Three numbers parted by strokes, stops or lines at the beginning of `text`: "2/5/2024 10:15".
fn three(text: &str) -> Option<(&str, &str, &str)> {
    let date = text.split([' ', 'T', ',']).next()?;
    let mut parts = date.split(['/', '.', '-']);
    let three = (parts.next()?, parts.next()?, parts.next()?);
    let is_number = |part: &str| (1..=4).contains(&part.len()) && part.bytes().all(|b| b.is_ascii_digit());
    (parts.next().is_none() && is_number(three.0) && is_number(three.1) && is_number(three.2))
        .then_some(three)
}

/// A date in figures whose year stands last.
fn figures(text: &str, order: DateOrder) -> Option<String> {
    let (first, second, year) = three(text.trim())?;
    if first.len() > 2 || second.len() > 2 || !matches!(year.len(), 2 | 4) {
        return None;
    }
    let year = full_year(year.parse().ok()?, year.len() as u8).and_then(|year| i16::try_from(year).ok())?;
    let (first, second) = (first.parse().ok()?, second.parse().ok()?);
    let date = match order {
        DateOrder::Mdy => day(year, first, second),
        DateOrder::Dmy => day(year, second, first),
        DateOrder::Ymd => None,
    };
    date.map(|date| date.to_string())
}

/// How dates in figures are written where several stand together: a number above twelve gives it away, unless others
/// say otherwise.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct DateOrderSigns {
    day_first: bool,
    month_first: bool,
}

impl DateOrderSigns {
    /// Looks at one more of them.
    pub fn take(&mut self, value: &str) {
        if let Some((first, second, _)) = three(value.trim()).filter(|(first, ..)| first.len() <= 2) {
            let above = |part: &str| part.parse::<u32>().is_ok_and(|n| n > 12);
            self.day_first |= above(first);
            self.month_first |= above(second);
        }
    }

    /// What they say; `None` where none gives it away, or one says this and another that.
    pub fn order(self) -> Option<DateOrder> {
        match (self.day_first, self.month_first) {
            (true, false) => Some(DateOrder::Dmy),
            (false, true) => Some(DateOrder::Mdy),
            _ => None,
        }
    }
}

/// How a column writes dates in figures.
pub(super) fn order<'a>(values: impl Iterator<Item = &'a str>) -> Option<DateOrder> {
    let mut signs = DateOrderSigns::default();
    values.for_each(|value| signs.take(value));
    signs.order()
}

/// Whether a short text looks like a date.
pub(in crate::ingest::readers) fn looks_like_date(text: &str) -> bool {
    let text = text.trim();
    if !(6..=48).contains(&text.len()) {
        return false;
    }
    if digits(text).is_some() || compact(text).is_some() || three(text).is_some() {
        return true;
    }
    // A year, with at most a handful of words around it.
    let mut years = text.split(|c: char| !c.is_ascii_digit()).filter(|run| {
        run.len() == 4 && (run.starts_with("19") || run.starts_with("20"))
            || run.len() == 8 && (run.starts_with("19") || run.starts_with("20"))
    });
    years.next().is_some()
        && text.split_whitespace().count() <= 7
        && text.chars().filter(char::is_ascii_digit).count() >= 5
        && !text.contains("://")
}

#[cfg(test)]
mod tests {
    use super::{iso, looks_like_date, order};
    use crate::ingest::registry::DateOrder;

    #[test]
    fn dates_of_machines() {
        for (text, expected) in [
            ("1714643200", Some("2024-05-02T09:46:40Z")),
            ("1714643200.0", Some("2024-05-02T09:46:40Z")),
            ("1714643200000", Some("2024-05-02T09:46:40Z")),
            ("20240502101500", Some("2024-05-02T10:15:00Z")),
            ("20240502T101500Z", Some("2024-05-02T10:15:00Z")),
            ("Thu May 02 20:19:24 +0000 2024", Some("2024-05-02")),
            ("45414", Some("2024-05-02")),
            ("45414.5", Some("2024-05-02")),
            ("2024-05-02", None),
            ("2 May 2024", None),
            ("12", None),
            ("99999999999999", None),
            ("", None),
        ] {
            assert_eq!(iso(text, None).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn columns_that_give_their_order_away() {
        let found = order(["02/05/2024", "17/05/2024"].into_iter());
        assert_eq!(found, Some(DateOrder::Dmy));
        assert_eq!(iso("02/05/2024", found).as_deref(), Some("2024-05-02"));
        let found = order(["05/02/24 10:00", "05/17/24 11:00"].into_iter());
        assert_eq!(iso("05/02/24 10:00", found).as_deref(), Some("2024-05-02"));
        assert_eq!(iso("17/02/69", Some(DateOrder::Dmy)).as_deref(), Some("1969-02-17"));
        assert_eq!(order(["05/02/2024"].into_iter()), None);
        assert_eq!(order(["17/02/2024", "02/17/2024"].into_iter()), None);
    }

    #[test]
    fn what_looks_like_a_date() {
        for text in ["2024-05-02", "2 May 2024", "May 2, 2024 10:00", "2024年5月2日", "1714643200", "2.5.24"]
        {
            assert!(looks_like_date(text), "{text}");
        }
        for text in
            ["2024", "Harbour closed in 2024", "https://nelin.example/2024/05/02", "12", "v1.2.3-beta"]
        {
            assert!(!looks_like_date(text), "{text}");
        }
    }
}
