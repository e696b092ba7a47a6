//! Dates in words: `May 2024`, `6-12 May 2024`, `6 May - 12 June 2024`, `from 6 May 2024`, `until May 2024`.
//!
//! The day may stand before or after the month, as in `May 6, 2024`. Of two ends the one lends the other what it
//! does not say: `6-12 May 2024` is one month, `6 May - 12 June 2024` one year.

use std::iter::Peekable;
use std::slice::Iter;

use jiff::ToSpan as _;

use super::{DateRange, advice, dated, published};
use crate::corpus::{DatePrecision, Published};

/// Months by their first three letters; a name may be cut anywhere after them.
const MONTHS: [&str; 12] = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
];

/// No range has more words than this.
const MOST: usize = 12;

/// A word of a range.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Word {
    /// "since" means it too.
    From,
    After,
    Until,
    Before,
    Between,
    /// "and", "-", "..".
    Dash,
    To,
    Month(i16),
    Year(i16),
    Day(i16),
    /// A date with its numbers alone.
    Written(Published),
}

/// One end of a range, as far as it says what it is.
#[derive(Debug, Clone, Copy, Default)]
struct End {
    year: Option<i16>,
    month: Option<i16>,
    day: Option<i16>,
}

/// Reads a range in words; the error is what to tell who typed it.
pub(super) fn range(text: &str) -> Result<DateRange, String> {
    let not_a_date = || advice(text);
    let words = words(text).ok_or_else(not_a_date)?;
    let mut rest = words.iter().peekable();
    let lead = rest.next_if(|word| {
        matches!(
            word,
            Word::From | Word::After | Word::Until | Word::To | Word::Before | Word::Between | Word::Dash
        )
    });
    let first = end(&mut rest).ok_or_else(not_a_date)?;
    let is_joined = rest.next_if(|word| matches!(word, Word::Dash | Word::To | Word::Until)).is_some();
    let second = match rest.peek() {
        Some(_) if is_joined => Some(end(&mut rest).ok_or_else(not_a_date)?),
        _ => None,
    };
    if rest.next().is_some() {
        return Err(not_a_date());
    }
    let no_year = || format!("“{text}” says no year. Write it with one, as in 6-12 May 2024.");
    let day = |end: End| -> Result<Published, String> {
        let year = end.year.ok_or_else(no_year)?;
        if end.day.is_some() && end.month.is_none() {
            return Err(not_a_date());
        }
        dated(year, end.month, end.day).ok_or_else(|| format!("“{text}” names a day that there is not."))
    };
    let (from, to) = match (lead, is_joined, second) {
        (None | Some(Word::From | Word::Between), true, Some(second)) => {
            let (first, second) = lent(first, second);
            (Some(day(first)?), Some(day(second)?))
        }
        (None, false, None) => (Some(day(first)?), Some(day(first)?)),
        (Some(Word::From), false, None) | (None, true, None) => (Some(day(first)?), None),
        (Some(Word::Until | Word::To | Word::Dash), false, None) => (None, Some(day(first)?)),
        (Some(Word::After), false, None) => {
            let last = day(first)?.last_day();
            (Some(beside(last.checked_add(1.day()).ok(), not_a_date)?), None)
        }
        (Some(Word::Before), false, None) => {
            let first = day(first)?.date;
            (None, Some(beside(first.checked_sub(1.day()).ok(), not_a_date)?))
        }
        _ => return Err(not_a_date()),
    };
    Ok(DateRange { from, to })
}

fn beside(day: Option<jiff::civil::Date>, or: impl Fn() -> String) -> Result<Published, String> {
    day.map(|date| Published { date, precision: DatePrecision::Day }).ok_or_else(or)
}

/// Each end with what the other says and it does not.
fn lent(first: End, second: End) -> (End, End) {
    let lend = |to: End, from: End| End {
        year: to.year.or(from.year),
        month: to.month.or(from.month.filter(|_| to.day.is_some() && from.day.is_some())),
        ..to
    };
    (lend(first, second), lend(second, first))
}

/// Takes the words of one end: a year, a month, a day, in any order and each at most once.
fn end(rest: &mut Peekable<Iter<'_, Word>>) -> Option<End> {
    let mut end = End::default();
    let mut is_empty = true;
    while let Some(word) =
        rest.next_if(|word| matches!(word, Word::Month(_) | Word::Year(_) | Word::Day(_) | Word::Written(_)))
    {
        match *word {
            Word::Month(month) if end.month.is_none() => end.month = Some(month),
            Word::Year(year) if end.year.is_none() => end.year = Some(year),
            Word::Day(day) if end.day.is_none() => end.day = Some(day),
            Word::Written(published) if is_empty => {
                let has = |precision| published.precision >= precision;
                end = End {
                    year: Some(published.date.year()),
                    month: has(DatePrecision::Month).then(|| published.date.month().into()),
                    day: has(DatePrecision::Day).then(|| published.date.day().into()),
                };
            }
            _ => return None,
        }
        is_empty = false;
    }
    (!is_empty).then_some(end)
}

/// The words of a range; `None` when one is no word of it.
fn words(text: &str) -> Option<Vec<Word>> {
    let mut words = Vec::new();
    for piece in text.split(|c: char| c.is_whitespace() || c == ',' || c == '，') {
        let mut rest = piece;
        while !rest.is_empty() {
            if words.len() == MOST {
                return None;
            }
            if let Some(Ok(published)) = published(rest).filter(|_| rest.contains('-')) {
                words.push(Word::Written(published));
                break;
            }
            if let Some(after) = rest.strip_prefix("..").or_else(|| rest.strip_prefix(is_dash)) {
                words.push(Word::Dash);
                rest = after;
                continue;
            }
            let is_number = rest.starts_with(|c: char| c.is_ascii_digit());
            let belongs = |c: char| if is_number { c.is_ascii_digit() } else { c.is_alphabetic() };
            let len = rest.find(|c: char| !belongs(c)).unwrap_or(rest.len());
            let (word, after) = rest.split_at_checked(len).filter(|(word, _)| !word.is_empty())?;
            words.push(if is_number { number(word)? } else { named(word)? });
            // "6th" and "Sept." are 6 and September.
            rest = if is_number { without_ordinal(after) } else { without_dot(after) };
        }
    }
    Some(words)
}

fn is_dash(c: char) -> bool {
    matches!(c, '-' | '‐' | '‑' | '–' | '—' | '−' | '…')
}

fn without_ordinal(text: &str) -> &str {
    let after = ["st", "nd", "rd", "th"].iter().find_map(|ending| text.strip_prefix(ending)).unwrap_or(text);
    if after.starts_with(char::is_alphabetic) { text } else { after }
}

fn without_dot(text: &str) -> &str {
    if text.starts_with("..") { text } else { text.strip_prefix('.').unwrap_or(text) }
}

fn number(digits: &str) -> Option<Word> {
    let number: i16 = digits.parse().ok().filter(|_| digits.len() <= 4)?;
    match digits.len() {
        4 => Some(Word::Year(number)),
        1 | 2 => Some(Word::Day(number)),
        _ => None,
    }
}

fn named(word: &str) -> Option<Word> {
    let word = word.to_lowercase();
    Some(match word.as_str() {
        "from" | "since" => Word::From,
        "after" => Word::After,
        "until" | "till" => Word::Until,
        "before" => Word::Before,
        "between" => Word::Between,
        "and" => Word::Dash,
        "to" => Word::To,
        _ => {
            let is_meant = |name: &str| word.chars().count() >= 3 && name.starts_with(&word);
            let month = MONTHS.iter().position(|name| is_meant(name))?;
            Word::Month(month as i16 + 1)
        }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn dates_in_words_are_written_with_numbers() {
        let check = |typed: &str, expected: &str| {
            let range = DateRange::parse(typed).expect(typed);
            assert_eq!(range.to_string(), expected, "{typed}");
            assert_eq!(DateRange::parse(expected), Ok(range), "{expected} reads back");
        };
        check("2024", "2024");
        check(" 2024-05 ", "2024-05");
        check("May 2024", "2024-05");
        check("2024 sept", "2024-09");
        check("6 May 2024", "2024-05-06");
        check("May 6th, 2024", "2024-05-06");
        check("6-12 May 2024", "2024-05-06..2024-05-12");
        check("6 – 12 Sept. 2024", "2024-09-06..2024-09-12");
        check("May 6-12, 2024", "2024-05-06..2024-05-12");
        check("6 May - 12 June 2024", "2024-05-06..2024-06-12");
        check("6 May 2023 to 12 June 2024", "2023-05-06..2024-06-12");
        check("between 6 and 12 May 2024", "2024-05-06..2024-05-12");
        check("April-May 2024", "2024-04..2024-05");
        check("2023-2024", "2023..2024");
        check("2024-05-06 - 2024-05-12", "2024-05-06..2024-05-12");
        check("2023 .. 2024", "2023..2024");
        check("from 6 May 2024", "2024-05-06..");
        check("since 2023", "2023..");
        check("6 May 2024..", "2024-05-06..");
        check("until May 2024", "..2024-05");
        check("before 1 March 2024", "..2024-02-29");
        check("after May 2024", "2024-06-01..");
        check("from April until May 2024", "2024-04..2024-05");
    }

    #[test]
    fn what_is_no_date_says_what_is() {
        let check = |typed: &str, said: &str| {
            let message = DateRange::parse(typed).expect_err(typed);
            assert!(message.contains(said), "{typed}: {message}");
        };
        check("soon", "6-12 May 2024");
        check("06/05/2024", "6-12 May 2024");
        check("6 7 May 2024", "6-12 May 2024");
        check("6 - May 2024", "6-12 May 2024");
        check("-", "6-12 May 2024");
        check("from", "6-12 May 2024");
        check("ma 2024", "6-12 May 2024");
        check("6-12 May", "says no year");
        check("May", "says no year");
        check("31 June 2024", "a day that there is not");
        check("2024-13", "There is no day 2024-13.");
        check("6 May 2024 - 7 8", "6-12 May 2024");
        check("12-6 May 2024", "ends before it begins");
        check(&"6 May ".repeat(1000), "is no date");
        check("６ May 2024", "is no date");
    }
}
