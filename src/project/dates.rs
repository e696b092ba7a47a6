//! Dates as people type them and as tables have them: a day with one possible reading is that day, one with two is
//! told from the others beside it or asked about, and never guessed.

use jiff::civil::Date;

use crate::corpus::{DatePrecision, Published};
use crate::ingest::anatomy::{date_in, full_year};
use crate::ingest::registry::DateOrder;

/// What a text says as a date.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum DateRead {
    /// This day, month or year.
    Is(Published),
    /// One of two days: with the day written first, and with the month written first.
    Either(Date, Date),
}

/// Days from this year on: before, there was no press to speak of.
const FIRST_YEAR: i16 = 1600;

/// What is longer is no date.
const LONGEST: usize = 400;

/// Reads a date that is all that `text` says, but for words and a time of day beside it; `None` where it says none, or
/// several. `order` says what 3/4/2018 means, where that is known.
///
/// ```
/// use parallax::project::{DateRead, read_date};
/// assert!(matches!(read_date("13.5.2024", None), Some(DateRead::Is(_))));
/// assert!(matches!(read_date("03/04/2024", None), Some(DateRead::Either(..))));
/// ```
pub fn read_date(text: &str, order: Option<DateOrder>) -> Option<DateRead> {
    let text = text.trim();
    if text.is_empty() || text.len() > LONGEST {
        return None;
    }
    let read = figures(text, order).or_else(|| in_words(text).map(DateRead::Is)).or_else(|| {
        let (span, published) = date_in(text)?;
        let (before, after) = (text.get(..span.from as usize)?, text.get(span.to as usize..)?);
        if !says_no_date(before) || !says_no_date(after) {
            return None;
        }
        // The three figures of a day mean the same wherever they stand.
        let own = text.get(span.range())?;
        if is_figures(own) { figures(own, order) } else { Some(DateRead::Is(published)) }
    })?;
    let is_in_print = |day: Date| day.year() >= FIRST_YEAR;
    match read {
        DateRead::Is(published) => is_in_print(published.date),
        DateRead::Either(day_first, _) => is_in_print(day_first),
    }
    .then_some(read)
}

/// What is wrong with a day that has two readings: "3 April or 4 March 2024: write 2024-04-03 or 2024-03-04".
pub fn either_in_words(day_first: Date, month_first: Date) -> String {
    format!(
        "{} or {}: write {day_first} or {month_first}",
        day_first.strftime("%-d %B"),
        month_first.strftime("%-d %B %Y")
    )
}

fn is_figures(text: &str) -> bool {
    text.chars().all(|c| c.is_ascii_digit() || matches!(c, '-' | '/' | '.' | ' '))
}

/// A year, month or day in figures.
fn figures(text: &str, order: Option<DateOrder>) -> Option<DateRead> {
    let plain = [("- ", "-"), ("/ ", "/"), (". ", ".")]
        .iter()
        .fold(text.to_owned(), |text, (gap, sign)| text.replace(gap, sign));
    let parts: Vec<&str> = plain.split(['-', '/', '.']).collect();
    let number = |part: &&str| {
        let is_number = !part.is_empty() && part.len() <= 8 && part.bytes().all(|b| b.is_ascii_digit());
        is_number.then(|| part.parse::<u32>().ok()).flatten()
    };
    let numbers: Vec<u32> = parts.iter().map(number).collect::<Option<_>>()?;
    let figures = |at: usize| parts.get(at).map_or(0, |part| part.len());
    let is = |date: Option<Date>, precision| date.map(|date| DateRead::Is(Published { date, precision }));
    match *numbers.as_slice() {
        [run] if figures(0) == 8 => is(day(run / 10_000, run / 100 % 100, run % 100), DatePrecision::Day),
        [year] => is(day(year, 1, 1), DatePrecision::Year),
        [year, month] if figures(0) == 4 => is(day(year, month, 1), DatePrecision::Month),
        [month, year] if figures(1) == 4 => is(day(year, month, 1), DatePrecision::Month),
        [year, month, of_month] if figures(0) == 4 => is(day(year, month, of_month), DatePrecision::Day),
        [first, second, year] if figures(0) <= 2 && figures(1) <= 2 => {
            // 24-05-13 may begin with its year.
            if figures(2) == 2 && plain.contains('-') {
                return None;
            }
            let year = full_year(year, figures(2) as u8)?;
            either(day(year, second, first), day(year, first, second), plain.contains('.'), order)
        }
        _ => None,
    }
}

/// The day that has one reading, or has it by the order of those beside it. Stops are written where the day comes
/// first.
fn either(
    day_first: Option<Date>,
    month_first: Option<Date>,
    has_stops: bool,
    order: Option<DateOrder>,
) -> Option<DateRead> {
    let is = |date| Some(DateRead::Is(Published { date, precision: DatePrecision::Day }));
    let (Some(one), Some(other)) = (day_first, month_first) else { return is(day_first.or(month_first)?) };
    match order {
        _ if one == other => is(one),
        Some(DateOrder::Dmy) => is(one),
        Some(DateOrder::Mdy) => is(other),
        _ if has_stops => is(one),
        _ => Some(DateRead::Either(one, other)),
    }
}

fn day(year: u32, month: u32, day: u32) -> Option<Date> {
    Date::new(i16::try_from(year).ok()?, i8::try_from(month).ok()?, i8::try_from(day).ok()?).ok()
}

/// English words, a month alone among them.
fn in_words(text: &str) -> Option<Published> {
    let plain = text.replace(',', " ");
    let plain = plain.split_whitespace().collect::<Vec<_>>().join(" ");
    let day = ["%d %B %Y", "%d %b %Y", "%B %d %Y", "%b %d %Y", "%Y年%m月%d日"];
    // "May 2024" is no 20 May of the year 24.
    let in_print = |day: &Date| day.year() >= FIRST_YEAR;
    let day = day.iter().find_map(|format| Date::strptime(format, &plain).ok().filter(in_print));
    let found = day.map(|day| (day, DatePrecision::Day)).or_else(|| {
        // A month alone: its first day stands in for it.
        let month = format!("1 {plain}");
        let found = ["%d %B %Y", "%d %b %Y"].iter().find_map(|format| Date::strptime(format, &month).ok());
        found.map(|day| (day, DatePrecision::Month))
    });
    found.map(|(date, precision)| Published { date, precision })
}

/// Whether what stands beside a date is words, or a time of day.
fn says_no_date(beside: &str) -> bool {
    let Some(first) = beside.find(|c: char| c.is_ascii_digit()) else { return true };
    let clock: Vec<char> = beside.get(first..).unwrap_or_default().chars().take(5).collect();
    let figures = clock.iter().take_while(|c| c.is_ascii_digit()).count();
    let is_digit = |at: usize| clock.get(at).is_some_and(char::is_ascii_digit);
    let is_open = beside.get(..first).is_some_and(|open| !open.ends_with(['-', '/', '.']));
    is_open
        && matches!(figures, 1 | 2)
        && clock.get(figures).is_some_and(|c| matches!(c, ':' | '.' | 'h'))
        && is_digit(figures + 1)
        && is_digit(figures + 2)
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    fn shown(text: &str, order: Option<DateOrder>) -> Option<String> {
        Some(match read_date(text, order)? {
            DateRead::Is(published) => published.to_string(),
            DateRead::Either(one, other) => either_in_words(one, other),
        })
    }

    #[test]
    fn a_date_with_one_reading_is_taken_and_one_with_two_is_asked_about() {
        let both = Some("3 April or 4 March 2024: write 2024-04-03 or 2024-03-04");
        for (text, expected) in [
            ("2024-05-13", Some("2024-05-13")),
            ("2024/5/13", Some("2024-05-13")),
            ("20240513", Some("2024-05-13")),
            ("13.5.2024", Some("2024-05-13")),
            ("13. 5. 2024", Some("2024-05-13")),
            ("13/05/2024", Some("2024-05-13")),
            ("5/13/2024", Some("2024-05-13")),
            ("13/5/24", Some("2024-05-13")),
            ("04/04/2024", Some("2024-04-04")),
            ("03/04/2024", both),
            ("3-4-2024", both),
            ("03/04/2024 10:15", both),
            ("Mon 3/4/2024, 9h30", both),
            ("3.4.2024", Some("2024-04-03")),
            ("2024", Some("2024")),
            ("2024-05", Some("2024-05")),
            ("05/2024", Some("2024-05")),
            ("May 2024", Some("2024-05")),
            ("13 May 2024", Some("2024-05-13")),
            ("Sept 5, 2024", Some("2024-09-05")),
            ("13. Mai 2024", Some("2024-05-13")),
            ("13 мая 2024 г., 10:15", Some("2024-05-13")),
            ("2024年5月13日", Some("2024-05-13")),
            ("2024-05-13T10:15:00Z", Some("2024-05-13")),
            ("2024-05-13 10:15", Some("2024-05-13")),
            ("24-05-13", None),
            ("2018-09..2018-12", None),
            ("3 May 2024 and 4 May 2024", None),
            ("2024-05-03-01", None),
            ("31/31/2024", None),
            ("30/02/2024", None),
            ("13", None),
            ("", None),
            ("soon", None),
            ("//", None),
        ] {
            assert_eq!(shown(text, None).as_deref(), expected, "{text}");
        }
    }

    #[test]
    fn what_stands_beside_it_says_which_of_two_days_it_is() {
        for (text, day_first, month_first) in [
            ("03/04/2024", "2024-04-03", "2024-03-04"),
            ("3.4.2024", "2024-04-03", "2024-03-04"),
            ("13/04/2024", "2024-04-13", "2024-04-13"),
            ("04/13/2024", "2024-04-13", "2024-04-13"),
        ] {
            assert_eq!(shown(text, Some(DateOrder::Dmy)).as_deref(), Some(day_first), "{text}");
            assert_eq!(shown(text, Some(DateOrder::Mdy)).as_deref(), Some(month_first), "{text}");
        }
        let both = Some(DateRead::Either(date(2024, 4, 3), date(2024, 3, 4)));
        assert_eq!(read_date("03/04/2024", Some(DateOrder::Ymd)), both);
    }
}
