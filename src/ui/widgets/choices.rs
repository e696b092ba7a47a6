//! The fields of the filter that can be chosen from, and their values in words.

use std::borrow::Cow;

use crate::figure::format;
use crate::ingest::registry::country_name;
use crate::project::{Change, Part};
use crate::query::{Field, Filter};
use crate::text::language;

/// In the order of the menu. Dates have a chip of their own, folders are typed.
pub const FIELDS: [Field; 15] = [
    Field::Outlet,
    Field::Group,
    Field::Country,
    Field::Lang,
    Field::Section,
    Field::Opinion,
    Field::Story,
    Field::Copies,
    Field::Versions,
    Field::Wire,
    Field::Host,
    Field::Complete,
    Field::Hits,
    Field::Tag,
    Field::Corrected,
];

/// A value in words; the empty one is what is not known.
pub fn value_in_words(field: Field, value: &str) -> Cow<'_, str> {
    let words = match (field, value) {
        (Field::Outlet, "") => "Outlet not known",
        (Field::Group, "") => "In no group",
        (Field::Country, "") => "Country not known",
        (Field::Lang, "") => "Language not known",
        (Field::Section, "") => "Without a section",
        (Field::Story, "") => "In no story",
        (Field::Copies, "") => "Own texts",
        (Field::Copies, "any") => "Printed from elsewhere",
        (Field::Versions, "") => "The only version",
        (Field::Versions, "any") => "Of several versions",
        (Field::Versions, "aside") => "Put aside",
        (Field::Versions, "all") => "All versions",
        (Field::Versions, "best") => "Each article once",
        (Field::Wire, "") => "Written by no agency",
        (Field::Host, "") => "On the outlet's own page",
        (Field::Tag, "") => "Without a tag",
        (Field::Complete, "full") => "Whole",
        (Field::Complete, "truncated") => "Cut short",
        (Field::Complete, "part") => "One page of several",
        (Field::Complete, "") => "Perhaps not whole",
        (Field::Opinion, "yes") => "Opinion",
        (Field::Opinion, "no") => "Everything else",
        (Field::Corrected, "yes") => "Put right by hand",
        (Field::Corrected, "no") => "As read",
        (Field::Date, "") => "Without a date",
        (Field::Date, time) => return time_in_words(time),
        (Field::Country, code) => country_name(code),
        (Field::Lang, code) => language::name(code),
        (_, value) => value,
    };
    Cow::Borrowed(words)
}

/// "2024-05" as "May 2024".
fn time_in_words(time: &str) -> Cow<'_, str> {
    match Part::Published.read(time) {
        Ok(Change::Published(published)) => Cow::Owned(format::published(published)),
        Ok(_) | Err(_) => Cow::Borrowed(time),
    }
}

/// A value as it is typed after the colon.
pub fn value_as_typed(field: Field, value: &str) -> String {
    let written = Filter::default().toggle(field, value).to_string();
    written.split_once(':').map_or_else(String::new, |(_, value)| value.to_owned())
}

/// Why a field has nothing to choose from.
pub fn why_empty(field: Field) -> &'static str {
    match field {
        Field::Group => "No groups yet. Outlets and groups makes them.",
        Field::Country => "The country of no outlet here is known.",
        Field::Hits => "No series yet. Frequency counts words as series.",
        Field::Tag => "No article has a tag yet.",
        Field::Corrected => "Nothing was put right by hand yet.",
        Field::Opinion => "Nothing here is marked as opinion.",
        Field::Story => "No story is known here. Compare looks for them.",
        Field::Copies => "No text here is known to be printed from elsewhere.",
        Field::Versions => "Every article here is the only one of its text.",
        Field::Wire => "No article here is by an agency.",
        Field::Host => "No article here is on another's page.",
        _ => "Nothing here to choose from.",
    }
}

/// Why a filter leaves nothing: it asks for groups that there are not.
pub fn no_group(who_asks: &str, missing: &[&str]) -> String {
    let quoted: Vec<String> = missing.iter().map(|name| format!("“{name}”")).collect();
    let (groups, are) = if missing.len() == 1 { ("the group", "is") } else { ("the groups", "are") };
    format!("{who_asks} for {groups} {}, which {are} no longer there", format::list(&quoted))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_are_said_and_typed() {
        for (field, value, words, typed) in [
            (Field::Section, "World news", "World news", "\"World news\""),
            (Field::Wire, "", "Written by no agency", "none"),
            (Field::Country, "JP", "Japan", "JP"),
            (Field::Complete, "", "Perhaps not whole", "unknown"),
            (Field::Opinion, "no", "Everything else", "no"),
        ] {
            assert_eq!(value_in_words(field, value), words);
            assert_eq!(value_as_typed(field, value), typed);
        }
    }
}
