//! Which articles to count: `outlet:RT,"China Daily" date:2016-09..2018-03 -opinion:yes`.
//!
//! Conditions stand side by side and all have to hold; a comma between values means or, as does the same name
//! given twice; `-` in front means not. Names are compared in any case and typography, and may have `*`.
//!
//! | condition | values |
//! |---|---|
//! | `outlet:` `section:` `wire:` `host:` | a name, `none`, `any` |
//! | `date:` | `2016`, `2016-09`, `2016-09-01`, a range `a..b` open at either end, `none`, `any` |
//! | `lang:` | a code such as `en`, `none`, `any` |
//! | `opinion:` | `yes`, `no` |
//! | `complete:` | `full`, `truncated`, `part`, `unknown` |
//!
//! An article dated only by its year or month is in a range when all of that time is.

use std::collections::BTreeMap;
use std::fmt;
use std::ops::Range;

use super::Mistake;
use super::dates::DateRange;
use super::glob::Glob;
use super::words::fold;
use crate::corpus::{ArticleId, Completeness, Corpus, Language, Subset};

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
    pub(super) conditions: BTreeMap<(Field, bool), Vec<Value>>,
}

/// What a condition asks of an article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Field {
    Outlet,
    Date,
    Lang,
    Section,
    Opinion,
    Wire,
    Host,
    Complete,
}

const FIELDS: [(Field, &str); 8] = [
    (Field::Outlet, "outlet"),
    (Field::Date, "date"),
    (Field::Lang, "lang"),
    (Field::Section, "section"),
    (Field::Opinion, "opinion"),
    (Field::Wire, "wire"),
    (Field::Host, "host"),
    (Field::Complete, "complete"),
];

impl Field {
    fn name(self) -> &'static str {
        FIELDS.iter().find(|(field, _)| *field == self).map_or("", |(_, name)| name)
    }
}

/// One value of a condition.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(super) enum Value {
    /// A name as typed.
    Name(String),
    Date(DateRange),
    Lang(Language),
    Yes,
    No,
    None,
    Any,
    Full,
    Truncated,
    Part,
    Unknown,
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
        for condition in pieces(text, 0..text.len(), char::is_whitespace)? {
            filter.add(text, condition)?;
        }
        for values in filter.conditions.values_mut() {
            values.sort();
            values.dedup();
        }
        Ok(filter)
    }

    /// A name as it can stand in a filter: in quotation marks, so that nothing in it has a meaning but `*` and `?`.
    pub fn quote(name: &str) -> String {
        format!("\"{}\"", name.replace(is_quote, ""))
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
        let Some(&(field, _)) = FIELDS.iter().find(|(_, n)| part(name.clone()).eq_ignore_ascii_case(n))
        else {
            let names: Vec<String> = FIELDS.iter().map(|(_, n)| format!("{n}:")).collect();
            let message =
                format!("There is no filter “{}:”. There are {}.", part(name.clone()), names.join(" "));
            return Err(Mistake::new(name, message));
        };
        let values = start + colon + sign.len_utf8()..span.end;
        if values.is_empty() {
            return Err(Mistake::new(span, format!("There is nothing after {}:.", field.name())));
        }
        let list = self.conditions.entry((field, negated)).or_default();
        for piece in pieces(text, values, |c| c == ',' || c == '，')? {
            list.push(value(field, part(piece.clone())).map_err(|message| Mistake::new(piece, message))?);
        }
        if list.is_empty() {
            return Err(Mistake::new(span, format!("There is nothing after {}:.", field.name())));
        }
        Ok(())
    }
}

/// Cuts `text` in `range` at characters that are `separator`s outside quotation marks; empty pieces are left out.
fn pieces(
    text: &str,
    range: Range<usize>,
    separator: impl Fn(char) -> bool,
) -> Result<Vec<Range<usize>>, Mistake> {
    let mut pieces = Vec::new();
    let mut from = range.start;
    let mut quote: Option<usize> = None;
    for (at, c) in text.get(range.clone()).unwrap_or("").char_indices() {
        let at = range.start + at;
        if is_quote(c) {
            quote = if quote.is_some() { None } else { Some(at) };
        } else if quote.is_none() && separator(c) {
            pieces.push(from..at);
            from = at + c.len_utf8();
        }
    }
    if let Some(at) = quote {
        return Err(Mistake::new(at..range.end, "This quotation mark has no partner."));
    }
    pieces.push(from..range.end);
    pieces.retain(|piece| !piece.is_empty());
    Ok(pieces)
}

pub(super) fn is_quote(c: char) -> bool {
    matches!(c, '"' | '“' | '”' | '„' | '＂')
}

fn value(field: Field, typed: &str) -> Result<Value, String> {
    let plain = typed.replace(is_quote, "");
    let quoted = plain.len() < typed.len();
    let plain = plain.trim().to_owned();
    let word = if quoted { String::new() } else { plain.to_ascii_lowercase() };
    match (field, word.as_str()) {
        (Field::Opinion, "yes") => Ok(Value::Yes),
        (Field::Opinion, "no") => Ok(Value::No),
        (Field::Opinion, _) => Err("opinion: takes yes or no.".to_owned()),
        (Field::Complete, "full") => Ok(Value::Full),
        (Field::Complete, "truncated") => Ok(Value::Truncated),
        (Field::Complete, "part") => Ok(Value::Part),
        (Field::Complete, "unknown") => Ok(Value::Unknown),
        (Field::Complete, _) => Err("complete: takes full, truncated, part or unknown.".to_owned()),
        (_, "none") | (Field::Lang | Field::Outlet, "unknown") => Ok(Value::None),
        (_, "any") => Ok(Value::Any),
        (Field::Date, _) => DateRange::parse(&plain).map(Value::Date),
        (Field::Lang, _) => {
            let code = plain.to_ascii_lowercase();
            let language = Language::from_code(&code);
            let letters = code.bytes().all(|b| b.is_ascii_lowercase());
            if letters && language != Language::UNKNOWN {
                Ok(Value::Lang(language))
            } else {
                Err("Languages are written as codes of two or three letters, such as en, ru or zh."
                    .to_owned())
            }
        }
        _ if plain.is_empty() => Err("There is no name between these quotation marks.".to_owned()),
        _ => Ok(Value::Name(plain)),
    }
}

impl Subset {
    /// The articles of `corpus` that `filter` lets through.
    pub fn filter(corpus: &Corpus, filter: &Filter) -> Self {
        if filter.is_all() {
            return Self::all(corpus);
        }
        let tests: Vec<(bool, Test<'_>)> = filter
            .conditions
            .iter()
            .map(|((field, not), values)| (*not, Test::new(corpus, *field, values)))
            .collect();
        Self::of(corpus, |id| tests.iter().all(|(not, test)| test.holds(corpus, id) != *not))
    }
}

/// A condition made ready for one corpus: names are compared once, not once an article.
enum Test<'a> {
    Outlets(Vec<bool>),
    Names { wanted: Vec<&'a str>, none: bool, name_of: fn(&Corpus, ArticleId) -> Option<&str> },
    Values(Field, &'a [Value]),
}

impl<'a> Test<'a> {
    fn new(corpus: &'a Corpus, field: Field, values: &'a [Value]) -> Self {
        let globs: Vec<Glob> = values
            .iter()
            .filter_map(|v| if let Value::Name(name) = v { Some(Glob::new(name, fold)) } else { None })
            .collect();
        let any = values.contains(&Value::Any);
        let none = values.contains(&Value::None);
        let is_wanted = |name: &str| {
            let folded = fold(name);
            any || globs.iter().any(|glob| glob.matches(&folded))
        };
        let names = |all: &'a [std::sync::Arc<str>], name_of| {
            let wanted = all.iter().map(|n| &**n).filter(|n| is_wanted(n)).collect();
            Self::Names { wanted, none, name_of }
        };
        match field {
            Field::Outlet => {
                let wanted = |name: &str| if name.is_empty() { none } else { is_wanted(name) };
                Self::Outlets(corpus.outlets().iter().map(|o| wanted(&o.name)).collect())
            }
            Field::Wire => names(corpus.wires(), Corpus::wire_of),
            Field::Host => names(corpus.hosts(), Corpus::host_of),
            Field::Section => names(corpus.sections(), Corpus::section_of),
            Field::Date | Field::Lang | Field::Opinion | Field::Complete => Self::Values(field, values),
        }
    }

    fn holds(&self, corpus: &Corpus, id: ArticleId) -> bool {
        match self {
            Self::Outlets(wanted) => wanted.get(corpus.outlet_of(id) as usize).copied().unwrap_or(false),
            Self::Names { wanted, none, name_of } => match name_of(corpus, id) {
                Some(name) => wanted.binary_search(&name).is_ok(),
                None => *none,
            },
            Self::Values(field, values) => values.iter().any(|value| value.holds(*field, corpus, id)),
        }
    }
}

impl Value {
    fn holds(&self, field: Field, corpus: &Corpus, id: ArticleId) -> bool {
        let known = match field {
            Field::Date => corpus.date_of(id).is_some(),
            _ => corpus.language_of(id) != Language::UNKNOWN,
        };
        match self {
            Self::None => !known,
            Self::Any => known,
            Self::Date(range) => corpus.date_of(id).is_some_and(|date| range.contains(date)),
            Self::Lang(language) => corpus.language_of(id) == *language,
            Self::Yes => corpus.is_opinion(id),
            Self::No => !corpus.is_opinion(id),
            Self::Full => corpus.completeness_of(id) == Completeness::Full,
            Self::Truncated => corpus.completeness_of(id) == Completeness::Truncated,
            Self::Part => matches!(corpus.completeness_of(id), Completeness::Part { .. }),
            Self::Unknown => corpus.completeness_of(id) == Completeness::Unknown,
            // Names are compared by `Test`.
            Self::Name(_) => false,
        }
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

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name(name) => {
                let special = |c: char| c.is_whitespace() || c == ',' || c == '，';
                let sounds_special = ["none", "any", "unknown"].iter().any(|w| name.eq_ignore_ascii_case(w));
                return if sounds_special || name.contains(special) {
                    write!(f, "\"{name}\"")
                } else {
                    f.write_str(name)
                };
            }
            Self::Date(range) => return range.fmt(f),
            Self::Lang(language) => language.code().unwrap_or("none"),
            Self::Yes => "yes",
            Self::No => "no",
            Self::None => "none",
            Self::Any => "any",
            Self::Full => "full",
            Self::Truncated => "truncated",
            Self::Part => "part",
            Self::Unknown => "unknown",
        })
    }
}
