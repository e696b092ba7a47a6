//! One value of a condition: how it is typed and how it is written.

use std::fmt;
use std::ops::Range;

use super::{Field, is_quote};
use crate::corpus::Language;
use crate::query::dates::DateRange;
use crate::query::{Mistake, Query};

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
    /// One article for each text that several print.
    Once,
    /// Of the versions of an article the one that counts.
    Best,
    /// All of them.
    All,
    /// Those that do not count.
    Aside,
    /// A query in its plainest form.
    Hits(String),
}

impl Value {
    /// Reads what was typed at `place`.
    pub(super) fn parse(field: Field, typed: &str, place: Range<usize>) -> Result<Self, Mistake> {
        if field == Field::Hits {
            return hits(typed, place.start);
        }
        Self::plain(field, typed).map_err(|message| Mistake::new(place, message))
    }

    fn plain(field: Field, typed: &str) -> Result<Self, String> {
        let plain = typed.replace(is_quote, "");
        let quoted = plain.len() < typed.len();
        let plain = plain.trim().to_owned();
        let word = if quoted { String::new() } else { plain.to_ascii_lowercase() };
        match (field, word.as_str()) {
            (Field::Opinion | Field::Corrected, "yes") => Ok(Self::Yes),
            (Field::Opinion | Field::Corrected, "no") => Ok(Self::No),
            (Field::Opinion | Field::Corrected, _) => Err(format!("{}: takes yes or no.", field.name())),
            (Field::Complete, "full") => Ok(Self::Full),
            (Field::Complete, "truncated") => Ok(Self::Truncated),
            (Field::Complete, "part") => Ok(Self::Part),
            (Field::Complete, "unknown") => Ok(Self::Unknown),
            (Field::Complete, _) => Err("complete: takes full, truncated, part or unknown.".to_owned()),
            (Field::Copies, "once") => Ok(Self::Once),
            (Field::Copies | Field::Versions, "none") => Ok(Self::None),
            (Field::Copies | Field::Versions, "any") => Ok(Self::Any),
            (Field::Copies, _) => Err("copies: takes once, none or any.".to_owned()),
            (Field::Versions, "best") => Ok(Self::Best),
            (Field::Versions, "all") => Ok(Self::All),
            (Field::Versions, "aside") => Ok(Self::Aside),
            (Field::Versions, _) => Err("versions: takes best, all, any, none or aside.".to_owned()),
            (_, "none") | (Field::Lang | Field::Outlet, "unknown") => Ok(Self::None),
            (_, "any") => Ok(Self::Any),
            (Field::Date, _) => DateRange::parse(&plain).map(Self::Date),
            (Field::Lang, _) => {
                let code = plain.to_ascii_lowercase();
                let language = Language::from_code(&code);
                let letters = code.bytes().all(|b| b.is_ascii_lowercase());
                if letters && language != Language::UNKNOWN {
                    Ok(Self::Lang(language))
                } else {
                    Err("Languages are written as codes of two or three letters, such as en, ru or zh."
                        .to_owned())
                }
            }
            (Field::Folder, _) if !plain.is_empty() && plain.trim_matches('/').is_empty() => {
                Err("There is no folder of this name; folder:none is what lies in no folder.".to_owned())
            }
            (Field::Folder, _) => named_or_mistake(plain.trim_matches('/')),
            _ => named_or_mistake(&plain),
        }
    }

    /// The value that stands for a name as it is, be there signs in it or not; the empty name is what is not known.
    pub(super) fn of_name(field: Field, name: &str) -> Option<Self> {
        if name.is_empty() {
            return Some(if field == Field::Complete { Self::Unknown } else { Self::None });
        }
        if field.has_names() {
            // A quotation mark cannot be written in a filter: one open letter stands for it.
            return Some(Self::Name(name.replace(is_quote, "?")));
        }
        Self::parse(field, name, 0..name.len()).ok()
    }

    /// The name that it was typed as; empty for what is not known.
    pub(super) fn name(&self) -> String {
        match self {
            Self::Name(name) | Self::Hits(name) => name.clone(),
            Self::None => String::new(),
            other => other.to_string(),
        }
    }
}

fn named_or_mistake(name: &str) -> Result<Value, String> {
    if name.is_empty() {
        return Err("There is no name between these quotation marks.".to_owned());
    }
    Ok(Value::Name(name.to_owned()))
}

/// Two are enough for what anybody types; the rest is for what nobody does.
const ROUNDS: usize = 8;

fn hits(typed: &str, start: usize) -> Result<Value, Mistake> {
    let query = Query::parse(typed).map_err(|mistake| {
        Mistake::new(start + mistake.span.start..start + mistake.span.end, mistake.message)
    })?;
    // Written plainly again and again until nothing changes: then it reads back as itself.
    let mut plainest = query.to_string();
    for _ in 0..ROUNDS {
        match Query::parse(&plainest).map(|query| query.to_string()) {
            Ok(again) if again != plainest => plainest = again,
            Ok(_) | Err(_) => break,
        }
    }
    Ok(Value::Hits(plainest))
}

fn is_separator(c: char) -> bool {
    c.is_whitespace() || c == ',' || c == '，'
}

impl fmt::Display for Value {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Name(name) => {
                let sounds_special = ["none", "any", "unknown"].iter().any(|w| name.eq_ignore_ascii_case(w));
                return if sounds_special || name.contains(is_separator) {
                    write!(f, "\"{name}\"")
                } else {
                    f.write_str(name)
                };
            }
            Self::Hits(query) => {
                let phrase = format!("\"{query}\"");
                // Between quotation marks a lone sign is punctuation, and NEAR a word.
                let is_phrase = || Query::parse(&phrase).is_ok_and(|same| same.to_string() == *query);
                return if !query.contains(is_separator) {
                    f.write_str(query)
                } else if is_phrase() {
                    f.write_str(&phrase)
                } else {
                    write!(f, "({query})")
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
            Self::Once => "once",
            Self::Best => "best",
            Self::All => "all",
            Self::Aside => "aside",
        })
    }
}
