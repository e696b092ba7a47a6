//! Numbers of days and months as dates, and dates in words.
//!
//! Bins need the date of a number; captions need "2–16 May 2024". Both must hold for every date a
//! text can show, from the year -9999 to 9999.

use jiff::civil::Date;

use crate::corpus::{DatePrecision, Published};

const MONTHS: [&str; 12] = [
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December",
];

/// The date of a [`day_number`](crate::corpus::day_number); the first or last possible date beyond
/// the calendar's ends.
pub fn date_of_day(number: i64) -> Date {
    let limit = if number < 0 { Date::MIN } else { Date::MAX };
    let days = jiff::Span::new().try_days(number);
    days.and_then(|days| Date::constant(1970, 1, 1).checked_add(days)).unwrap_or(limit)
}

/// The month as a number: months since January of the year 0.
pub fn month_number(date: Date) -> i64 {
    i64::from(date.year()) * 12 + i64::from(date.month()) - 1
}

/// The first day of a month number; the calendar's ends beyond it.
pub fn first_of_month(number: i64) -> Date {
    let (year, month) = (number.div_euclid(12), number.rem_euclid(12) + 1);
    let limit = if number < 0 { Date::MIN } else { Date::MAX };
    match (i16::try_from(year), i8::try_from(month)) {
        (Ok(year), Ok(month)) => Date::new(year, month, 1).unwrap_or(limit),
        _ => limit,
    }
}

/// The last day a date can mean: the day itself, or the end of its month or year.
pub fn last_day(published: Published) -> Date {
    match published.precision {
        DatePrecision::Day => published.date,
        DatePrecision::Month => published.date.last_of_month(),
        DatePrecision::Year => published.date.last_of_year(),
    }
}

/// A date in words: "2 May 2024", "May 2024", "2024".
pub fn in_words(published: Published) -> String {
    let date = published.date;
    match published.precision {
        DatePrecision::Day => format!("{} {} {}", date.day(), month_name(date), date.year()),
        DatePrecision::Month => format!("{} {}", month_name(date), date.year()),
        DatePrecision::Year => date.year().to_string(),
    }
}

/// A stretch of time in words: "2–16 May 2024", "2 May – 3 June 2024", "2016–2018".
pub fn range_in_words(first: Published, last: Published) -> String {
    if first == last {
        return in_words(first);
    }
    let (a, b) = (first.date, last.date);
    let (same_year, same_month) = (a.year() == b.year(), a.month() == b.month());
    match (first.precision, last.precision) {
        (DatePrecision::Day, DatePrecision::Day) if same_year && same_month => {
            format!("{}–{}", a.day(), in_words(last))
        }
        (DatePrecision::Day, DatePrecision::Day) if same_year => {
            format!("{} {} – {}", a.day(), month_name(a), in_words(last))
        }
        (DatePrecision::Month, DatePrecision::Month) if same_year => {
            format!("{} – {}", month_name(a), in_words(last))
        }
        (DatePrecision::Year, DatePrecision::Year) => format!("{}–{}", a.year(), b.year()),
        _ => format!("{} – {}", in_words(first), in_words(last)),
    }
}

/// The English name of a date's month.
pub fn month_name(date: Date) -> &'static str {
    usize::try_from(date.month() - 1).ok().and_then(|m| MONTHS.get(m)).copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_have_numbers_and_numbers_have_days() {
        let day_number = |date| i64::from(crate::corpus::day_number(date));
        assert_eq!(date_of_day(0), Date::constant(1970, 1, 1));
        assert_eq!(date_of_day(11_017), Date::constant(2000, 3, 1));
        assert_eq!(date_of_day(-1), Date::constant(1969, 12, 31));
        let (first, last) = (day_number(Date::MIN), day_number(Date::MAX));
        for n in (first..=last).step_by(37).chain([first, last]) {
            assert_eq!(day_number(date_of_day(n)), n);
        }
        assert_eq!(date_of_day(last + 1), Date::MAX);
        assert_eq!(date_of_day(first - 1), Date::MIN);
        assert_eq!(first_of_month(month_number(Date::new(2024, 5, 17).unwrap())), Date::new(2024, 5, 1).unwrap());
    }

    #[test]
    fn ranges_read_as_people_write_them() {
        let of = |text: &str| {
            let parts: Vec<i16> = text.split('-').map(|p| p.parse().unwrap()).collect();
            let at = |i: usize| i8::try_from(parts.get(i).copied().unwrap_or(1)).unwrap();
            let precision = [DatePrecision::Year, DatePrecision::Month, DatePrecision::Day][parts.len() - 1];
            Published { date: Date::new(parts[0], at(1), at(2)).unwrap(), precision }
        };
        let check = |first: &str, last: &str, expected: &str| {
            assert_eq!(range_in_words(of(first), of(last)), expected);
        };
        check("2024-05-02", "2024-05-16", "2–16 May 2024");
        check("2024-05-02", "2024-05-02", "2 May 2024");
        check("2024-05-02", "2024-06-03", "2 May – 3 June 2024");
        check("2023-12-30", "2024-01-02", "30 December 2023 – 2 January 2024");
        check("2016", "2018", "2016–2018");
        check("2016-09", "2016-12", "September – December 2016");
        check("2016", "2018-03-04", "2016 – 4 March 2018");
    }
}
