//! Dates on the screen, as the user wants them. What leaves the program keeps one way of writing.

use crate::corpus::{DatePrecision, Published};
use crate::project::settings::DateStyle;

/// "14 May 2024", "May 2024" or "2024", as exactly as it is known; a dash where there is none.
pub fn column_date(style: DateStyle, published: Option<Published>) -> String {
    written(style, published, "%b").unwrap_or_else(|| "—".to_owned())
}

/// The same with the month in full.
pub fn long_date(style: DateStyle, published: Option<Published>) -> String {
    written(style, published, "%B").unwrap_or_else(|| "no date".to_owned())
}

fn written(style: DateStyle, published: Option<Published>, month: &str) -> Option<String> {
    let Published { date, precision } = published?;
    let pattern = match (precision, style) {
        (DatePrecision::Day, DateStyle::DayFirst) => format!("%-d {month} %Y"),
        (DatePrecision::Day, DateStyle::MonthFirst) => format!("{month} %-d, %Y"),
        (DatePrecision::Day, DateStyle::Iso) => "%Y-%m-%d".to_owned(),
        (DatePrecision::Month, DateStyle::DayFirst | DateStyle::MonthFirst) => format!("{month} %Y"),
        (DatePrecision::Month, DateStyle::Iso) => "%Y-%m".to_owned(),
        (DatePrecision::Year, _) => "%Y".to_owned(),
    };
    Some(date.strftime(&pattern).to_string())
}

#[cfg(test)]
mod tests {
    use jiff::civil::date;

    use super::*;

    #[test]
    fn days_are_written_as_the_user_wants_them() {
        let known = |precision| Some(Published { date: date(2024, 5, 3), precision });
        for (style, day, month) in [
            (DateStyle::DayFirst, "3 May 2024", "May 2024"),
            (DateStyle::MonthFirst, "May 3, 2024", "May 2024"),
            (DateStyle::Iso, "2024-05-03", "2024-05"),
        ] {
            assert_eq!(column_date(style, known(DatePrecision::Day)), day);
            assert_eq!(long_date(style, known(DatePrecision::Month)), month);
            assert_eq!(column_date(style, known(DatePrecision::Year)), "2024");
        }
        assert_eq!(column_date(DateStyle::Iso, None), "—");
    }
}
