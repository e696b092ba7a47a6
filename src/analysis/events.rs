//! What the user marks in time: a day with a name, drawn across figures over time.

use jiff::civil::Date;

/// Something that happened on a day.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct TimeEvent {
    /// The day.
    pub date: Date,
    /// What to call it.
    pub name: String,
}
