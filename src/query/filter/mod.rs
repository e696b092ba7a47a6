//! Which articles to count: `outlet:RT,"China Daily" date:2016-09..2018-03 -opinion:yes`.
//!
//! Conditions stand side by side and all have to hold; a comma between values means or, as does the same name
//! given twice; `-` in front means not. Names are compared in any case and typography, and may have `*`.
//!
//! | condition | values |
//! |---|---|
//! | `outlet:` `section:` `wire:` `host:` | a name, `none`, `any` |
//! | `group:` `country:` | a group or country of the outlet, `none`, `any` |
//! | `tag:` | a tag of the user's, `none`, `any` |
//! | `date:` | `2016`, `2016-09`, `2016-09-01`, a range `a..b` open at either end, `none`, `any`; or in words, as `6-12 May 2024` |
//! | `lang:` | a code such as `en`, `none`, `any` |
//! | `opinion:` `corrected:` | `yes`, `no` |
//! | `complete:` | `full`, `truncated`, `part`, `unknown` |
//! | `folder:` | a folder and all below it, `none` (no folder), `any` |
//! | `story:` | the title of a story, `none`, `any` |
//! | `copies:` | `once` (of the articles that print one text the one that stands for them), `none` (only outlets' own texts), `any` |
//! | `versions:` | `best` (of the versions of one article the one that counts; so it is without this condition too), `all`, `any` (articles of which there are several, all of them), `none` (those of which there are not), `aside` (those that do not count) |
//! | `hits:` | a query, in brackets where it has spaces: `hits:sanction*`, `hits:"peace treaty"`, `hits:(a NEAR/5 b)` |
//!
//! An article dated only by its year or month is in a range when all of that time is.

mod edit;
mod field;
mod pieces;
mod test;
mod value;
mod versions;
mod wire;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::Mistake;
use super::dates::DateRange;
pub use field::Field;
use pieces::{is_quote, pieces};
pub use test::{Failing, Tests};
use value::Value;
pub use versions::CountedVersions;
pub use wire::WireTexts;

/// A choice of articles. Equal filters are written alike: conditions in a fixed order, values sorted.
///
/// ```
/// use parallax::query::Filter;
/// let filter = Filter::parse("date:2016-09..2018-03 outlet:rt,\"China Daily\"")?;
/// assert_eq!(filter.to_string(), "outlet:\"China Daily\",rt date:2016-09..2018-03");
/// assert_eq!(Filter::parse(&filter.to_string())?, filter);
/// # Ok::<(), parallax::query::Mistake>(())
/// ```
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct Filter {
    /// By field, and whether the values are those not wanted.
    conditions: BTreeMap<(Field, bool), Vec<Value>>,
}

impl Filter {
    /// The filter that lets every article through.
    pub fn all() -> Self {
        Self::default()
    }

    /// Whether it lets every article through.
    pub fn is_all(&self) -> bool {
        self.conditions.is_empty()
    }

    /// Reads a filter; what cannot be understood is a [`Mistake`] marked at its place.
    ///
    /// What follows `date:` without a name of its own belongs to it, and a filter may begin with a date that has no
    /// name: `6-12 May 2024 lang:en`.
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut filter = Self::default();
        let mut conditions: Vec<Range<usize>> = Vec::new();
        let mut takes_more = true;
        for piece in pieces(text, 0..text.len(), char::is_whitespace, false)? {
            let words = text.get(piece.clone()).unwrap_or("");
            match (words.split_once(is_colon), conditions.last_mut()) {
                (None, Some(last)) if takes_more => last.end = piece.end,
                (named, _) => {
                    let is_date = |(name, _): (&str, &str)| field_of(name) == Some(Field::Date);
                    takes_more = named.map_or(conditions.is_empty(), is_date);
                    conditions.push(piece);
                }
            }
        }
        for condition in conditions {
            filter.add(text, condition)?;
        }
        filter.tidy();
        Ok(filter)
    }

    /// A name as it can stand in a filter: in quotation marks, so that nothing in it has a meaning but `*` and `?`.
    pub fn quote(name: &str) -> String {
        format!("\"{}\"", name.replace(is_quote, ""))
    }

    /// Values in their order, each once.
    fn tidy(&mut self) {
        for values in self.conditions.values_mut() {
            values.sort();
            values.dedup();
        }
        self.conditions.retain(|_, values| !values.is_empty());
    }

    fn add(&mut self, text: &str, span: Range<usize>) -> Result<(), Mistake> {
        let part = |range: Range<usize>| text.get(range).unwrap_or("");
        let negated = part(span.clone()).starts_with(['-', '−', '–']);
        let sign = part(span.clone()).chars().next().filter(|_| negated).map_or(0, char::len_utf8);
        let start = span.start + sign;
        let Some((colon, sign)) = part(start..span.end).char_indices().find(|(_, c)| is_colon(*c)) else {
            return self.add_dates(text, span);
        };
        let name = start..start + colon;
        let Some(field) = Field::named(part(name.clone())) else {
            let names: Vec<String> = Field::ALL.iter().map(|field| format!("{}:", field.name())).collect();
            let message =
                format!("There is no filter “{}:”. There are {}.", part(name.clone()), names.join(" "));
            return Err(Mistake::new(name, message));
        };
        let values = start + colon + sign.len_utf8()..span.end;
        if values.is_empty() {
            return Err(Mistake::new(span, format!("There is nothing after {}:.", field.name())));
        }
        let list = self.conditions.entry((field, negated)).or_default();
        let mut values = pieces(text, values, is_comma, field == Field::Hits)?;
        if field == Field::Date {
            values = whole_dates(text, &values);
        }
        for piece in values {
            list.push(Value::parse(field, part(piece.clone()), piece)?);
        }
        if list.is_empty() {
            return Err(Mistake::new(span, format!("There is nothing after {}:.", field.name())));
        }
        Ok(())
    }

    /// Takes in dates that stand without a name.
    fn add_dates(&mut self, text: &str, span: Range<usize>) -> Result<(), Mistake> {
        let is_first = text.get(..span.start).is_some_and(|before| before.trim().is_empty());
        let dates: Option<Vec<Value>> = whole_dates(text, &pieces(text, span.clone(), is_comma, false)?)
            .into_iter()
            .map(|piece| DateRange::parse(text.get(piece).unwrap_or("")).ok().map(Value::Date))
            .collect();
        let Some(dates) = dates.filter(|dates| is_first && !dates.is_empty()) else {
            return Err(Mistake::new(
                span,
                "Filters are written name:value, as in outlet:RT or date:2016; a date such as 6-12 May 2024 may stand first without a name.",
            ));
        };
        self.conditions.entry((Field::Date, false)).or_default().extend(dates);
        Ok(())
    }
}

/// So many pieces between commas may be one date: `May 6, 2024 - June 12, 2024`.
const MOST_COMMAS: usize = 3;

/// Pieces between commas, those put together that are one date only together, as in `May 6, 2024`.
fn whole_dates(text: &str, pieces: &[Range<usize>]) -> Vec<Range<usize>> {
    let mut whole = Vec::with_capacity(pieces.len());
    let mut rest = pieces;
    while let [first, after @ ..] = rest {
        let joined = |count: &usize| {
            let last = after.get(*count - 1)?;
            let words = text.get(first.start..last.end)?;
            DateRange::parse(words).is_ok().then_some(first.start..last.end)
        };
        let found = (1..=MOST_COMMAS.min(after.len())).rev().find_map(|count| Some((count, joined(&count)?)));
        let (count, piece) = found.unwrap_or((0, first.clone()));
        whole.push(piece);
        rest = after.get(count..).unwrap_or_default();
    }
    whole
}

fn is_colon(c: char) -> bool {
    matches!(c, ':' | '：')
}

fn is_comma(c: char) -> bool {
    matches!(c, ',' | '，')
}

/// The field of a name that may have a minus sign before it.
fn field_of(name: &str) -> Option<Field> {
    Field::named(name.trim_start_matches(['-', '−', '–']))
}

impl fmt::Display for Filter {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for (i, ((field, not), values)) in self.conditions.iter().enumerate() {
            let space = if i == 0 { "" } else { " " };
            let sign = if *not { "-" } else { "" };
            write!(f, "{space}{sign}{}:", field.name())?;
            for (i, value) in values.iter().enumerate() {
                write!(f, "{}{value}", if i == 0 { "" } else { "," })?;
            }
        }
        Ok(())
    }
}
