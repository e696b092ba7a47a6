//! Dates for narrow columns.

use crate::corpus::{DatePrecision, Published};

/// "14 May 2024", "May 2024" or "2024"; a dash where there is none.
pub fn column_date(published: Option<Published>) -> String {
    let Some(published) = published else { return "—".to_owned() };
    let pattern = match published.precision {
        DatePrecision::Day => "%-d %b %Y",
        DatePrecision::Month => "%b %Y",
        DatePrecision::Year => "%Y",
    };
    published.date.strftime(pattern).to_string()
}
