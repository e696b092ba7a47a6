//! Numbers of days and months as dates, for bins of time.
//!
//! All holds for every date a text can show, from the year -9999 to 9999. How a date is written
//! is not decided here: see `figure::format`.

use jiff::civil::Date;

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
        assert_eq!(
            first_of_month(month_number(Date::new(2024, 5, 17).unwrap())),
            Date::new(2024, 5, 1).unwrap()
        );
    }
}
