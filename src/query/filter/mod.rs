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
//! | `date:` | `2016`, `2016-09`, `2016-09-01`, a range `a..b` open at either end, `none`, `any` |
//! | `lang:` | a code such as `en`, `none`, `any` |
//! | `opinion:` `corrected:` | `yes`, `no` |
//! | `complete:` | `full`, `truncated`, `part`, `unknown` |
//! | `folder:` | a folder and all below it, `none` (no folder), `any` |
//! | `hits:` | a query, in brackets where it has spaces: `hits:sanction*`, `hits:"peace treaty"`, `hits:(a NEAR/5 b)` |
//!
//! An article dated only by its year or month is in a range when all of that time is.

mod edit;
mod field;
mod pieces;
mod test;
mod value;

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::Mistake;
pub use field::Field;
use pieces::{is_quote, pieces};
pub use test::{Failing, Tests};
use value::Value;

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
    pub fn parse(text: &str) -> Result<Self, Mistake> {
        let mut filter = Self::default();
        for condition in pieces(text, 0..text.len(), char::is_whitespace, false)? {
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
        let Some((colon, sign)) = part(start..span.end).char_indices().find(|(_, c)| matches!(c, ':' | '：'))
        else {
            return Err(Mistake::new(span, "Filters are written name:value, as in outlet:RT or date:2016."));
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
        for piece in pieces(text, values, |c| c == ',' || c == '，', field == Field::Hits)? {
            list.push(Value::parse(field, part(piece.clone()), piece)?);
        }
        if list.is_empty() {
            return Err(Mistake::new(span, format!("There is nothing after {}:.", field.name())));
        }
        Ok(())
    }
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
