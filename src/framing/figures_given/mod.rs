//! The figures that a text gives: numbers with what they count, shares, money, dates, times, measures.
//!
//! Read from the sentence as written: digits with the separators of the language ("18,000", "18 000"), words
//! ("forty-six", "two dozen", "half a million"), scales ("4.2m", "3 млн", "2万2400"), ranges ("between 13,000
//! and 19,000"), and what softens them ("about", "at least"). Values are brought to one unit, so that "11 km" and
//! "11 kilometres" are equal. English is read best; Russian, Chinese and Japanese in digits, units and dates.
//!
//! Not read: fractions in words ("a third of the fish"), ordinals outside dates, Chinese numerals in words
//! without a unit, ages, scores.

pub mod compare;
mod east;
mod read;
mod scan;
mod units;

use super::{Place, Sentence};
use crate::corpus::{Corpus, DatePrecision, Language, Span};

pub use compare::{Beside, SameThing};
pub(super) use units::small_number;

/// What kind of figure it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// A number of things, named in [`Given::counts`] where the text shows it.
    Count,
    /// A share in percent, or percentage points.
    Percent,
    /// Money; the unit is the currency.
    Money,
    /// A day, month or year, as days since 1970 from the first to the last; the unit says how precise it is.
    Date,
    /// A time of day in minutes; with the unit `12h` it may be meant before or after noon.
    Time,
    /// A stretch of time.
    Duration,
    /// A length or distance in metres.
    Length,
    /// An area in square metres.
    Area,
    /// A weight in kilograms.
    Mass,
    /// A volume in its own unit.
    Volume,
}

impl Kind {
    /// The word for screens and exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::Count => "number",
            Self::Percent => "share",
            Self::Money => "money",
            Self::Date => "date",
            Self::Time => "time",
            Self::Duration => "duration",
            Self::Length => "distance",
            Self::Area => "area",
            Self::Mass => "weight",
            Self::Volume => "volume",
        }
    }
}

/// What softens or bounds a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Hedge {
    /// "about", "some", "roughly".
    About,
    /// "nearly", "almost".
    Nearly,
    /// "more than", "over".
    MoreThan,
    /// "at least".
    AtLeast,
    /// "less than", "under".
    LessThan,
    /// "at most", "up to".
    UpTo,
}

impl Hedge {
    /// The word for screens and exports.
    pub fn label(self) -> &'static str {
        match self {
            Self::About => "about",
            Self::Nearly => "nearly",
            Self::MoreThan => "more than",
            Self::AtLeast => "at least",
            Self::LessThan => "less than",
            Self::UpTo => "up to",
        }
    }
}

/// A figure as a text gives it.
#[derive(Debug, Clone, PartialEq)]
pub struct Given {
    /// Where it stands, with hedge, unit and noun.
    pub place: Place,
    /// The bytes of the number and its unit alone.
    pub number: Span,
    /// What kind of figure it is.
    pub kind: Kind,
    /// Its value in the base unit; the lower end of a range.
    pub low: f64,
    /// The upper end of a range, else the same as `low`.
    pub high: f64,
    /// The base unit: `m`, `kg`, `s`, `months`, a currency; how precise a date is (`day`, `month`, `year`, or
    /// `weekday` where only the day's name is given). Empty for counts.
    pub unit: &'static str,
    /// The noun that is counted, folded; of a measure what it is a measure of ("tonnes of cod"). May be empty.
    pub counts: String,
    /// What softens it.
    pub hedge: Option<Hedge>,
}

impl Given {
    /// Whether both give the same figure: same kind and unit, same value. What is counted is not asked.
    pub fn same_value(&self, other: &Self) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() <= 1e-6 * a.abs().max(b.abs());
        if self.kind != other.kind {
            return false;
        }
        match self.kind {
            // A day that is only named by its weekday is the same day.
            Kind::Date => near(self.low, other.low) && near(self.high, other.high),
            Kind::Time if self.unit != other.unit => near(self.low % 720.0, other.low % 720.0),
            _ => self.unit == other.unit && near(self.low, other.low) && near(self.high, other.high),
        }
    }
}

/// When the article was published, to complete dates: days since 1970 and how much of them is known.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Today {
    /// The day, where it is known to the day.
    pub day: Option<i32>,
    /// The year, where it is known.
    pub year: Option<i16>,
}

/// The figures in a sentence, in order.
pub fn figures_of(corpus: &Corpus, sentence: &Sentence) -> Vec<Given> {
    let article = sentence.place.article;
    let published = corpus.date_of(article);
    let today = Today {
        day: published
            .filter(|p| p.precision == DatePrecision::Day)
            .map(|p| crate::corpus::day_number(p.date)),
        year: published.map(|p| p.date.year()),
    };
    let mut found = figures_in(sentence.text(corpus), corpus.language_of(article), today);
    let offset = sentence.place.span.from;
    for given in &mut found {
        given.place.article = article;
        for span in [&mut given.place.span, &mut given.number] {
            span.from += offset;
            span.to += offset;
        }
    }
    found
}

/// The figures in a text of `language`, in order; places are bytes of the text, the article is 0.
///
/// ```
/// use parallax::corpus::Language;
/// use parallax::framing::figures_given::{Hedge, Kind, Today, figures_in};
/// let found = figures_in("About forty-six boats took 1,200 tonnes of cod.", Language::from_code("en"), Today::default());
/// assert_eq!((found[0].low, found[0].counts.as_str(), found[0].hedge), (46.0, "boats", Some(Hedge::About)));
/// assert_eq!((found[1].kind, found[1].low, found[1].counts.as_str()), (Kind::Mass, 1_200_000.0, "cod"));
/// ```
pub fn figures_in(text: &str, language: Language, today: Today) -> Vec<Given> {
    let mut end = text.len().min(MOST_BYTES);
    while !text.is_char_boundary(end) {
        end -= 1;
    }
    let text = text.get(..end).unwrap_or("");
    match language.code() {
        Some("ja" | "zh") => east::figures(text, today),
        _ => read::figures(text, language, today),
    }
}

/// Of a longer sentence only the beginning is read: no writer's sentence is so long, a table or a hostile file is.
pub const MOST_BYTES: usize = 20_000;

/// The first and last day of a month or year, as days since 1970.
fn month_or_year(year: i16, month: Option<i8>) -> Option<(f64, f64)> {
    let first = jiff::civil::Date::new(year, month.unwrap_or(1), 1).ok()?;
    let last = if month.is_some() { first.last_of_month() } else { first.last_of_year() };
    Some((f64::from(crate::corpus::day_number(first)), f64::from(crate::corpus::day_number(last))))
}

/// A day as days since 1970.
fn day(year: i16, month: i8, day: i8) -> Option<f64> {
    Some(f64::from(crate::corpus::day_number(jiff::civil::Date::new(year, month, day).ok()?)))
}
