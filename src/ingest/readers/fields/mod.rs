//! Records of data files: from a flat list of named values to an article.
//!
//! JSON, tables of text and spreadsheets all come down to records whose values have names; nested
//! names are parted by stops (`author.name`), values of a list have the same name. Which field is the
//! headline, which the body, says a [`FieldMapping`]: that of a known layout, one that the user has
//! confirmed for this [`Shape`] of record, or one proposed from names and contents.

mod dates;
mod layouts;
mod names;
mod problems;
mod propose;
mod records;
mod stats;
mod text;
mod write;

pub(super) use dates::looks_like_date;
pub(super) use layouts::list_of_links;
pub(super) use names::{is_article_field, part_of};
pub(super) use records::{Records, read_records};
pub(super) use stats::is_address;

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

use crate::corpus::Confidence;

/// What a field of a record holds.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Part {
    /// The headline.
    Headline,
    /// The line or two that sum the article up.
    Standfirst,
    /// The text of the article, plain or as HTML, or a whole web page.
    Body,
    /// The date of publication.
    Date,
    /// The outlet, by name or address.
    Outlet,
    /// The agency that wrote it.
    Agency,
    /// The author or authors.
    Author,
    /// The section.
    Section,
    /// The language.
    Language,
    /// The address of the page.
    Url,
    /// Kept under its own name.
    Other,
    /// Left out.
    Nothing,
}

/// What one field is used for.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub struct FieldUse {
    /// The field's name.
    pub field: String,
    /// What it holds.
    pub part: Part,
    /// Whether it is added to what the fields before it gave for the same part; otherwise it is used
    /// where those gave nothing.
    pub join: bool,
}

/// Which field holds which part of an article.
///
/// Fields that are not named are kept as [`Part::Other`] where their values are short.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct FieldMapping {
    /// In the order in which the fields of one part are asked, or joined.
    pub uses: Vec<FieldUse>,
}

impl FieldMapping {
    /// The same mapping with one more field.
    #[must_use]
    pub fn with(mut self, field: &str, part: Part, join: bool) -> Self {
        self.uses.push(FieldUse { field: field.to_owned(), part, join });
        self
    }

    /// The fields that hold `part`, in order.
    pub fn fields(&self, part: Part) -> impl Iterator<Item = &FieldUse> {
        self.uses.iter().filter(move |one| one.part == part)
    }

    /// Whether any field holds `part`.
    pub fn has(&self, part: Part) -> bool {
        self.fields(part).next().is_some()
    }
}

/// Mappings that the user has confirmed, by the shape of the records: the set of their fields' names.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
pub struct Mappings {
    by_shape: BTreeMap<String, FieldMapping>,
}

impl Mappings {
    /// None confirmed.
    pub const NONE: &'static Self = &Self { by_shape: BTreeMap::new() };

    /// Keeps `mapping` for records with these fields; one that was kept before is replaced.
    pub fn confirm(&mut self, fields: &[String], mapping: FieldMapping) {
        self.by_shape.insert(shape_key(fields), mapping);
    }

    /// The mapping for records with these fields: that of the same fields, or else one whose fields are
    /// all here and whose shape is nearly the same (a scraper leaves out what an article does not have).
    pub fn find(&self, fields: &[String]) -> Option<&FieldMapping> {
        if let Some(same) = self.by_shape.get(&shape_key(fields)) {
            return Some(same);
        }
        let here: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
        let near = |key: &str| {
            let there: BTreeSet<&str> = key.split('\n').collect();
            let shared = here.intersection(&there).count();
            (shared * 4 >= here.union(&there).count() * 3).then_some(shared)
        };
        let fitting = self.by_shape.iter().filter_map(|(key, mapping)| {
            let holds_body = mapping.fields(Part::Body).any(|one| here.contains(one.field.as_str()));
            near(key).filter(|_| holds_body).map(|shared| (shared, mapping))
        });
        // The first of equals: shapes are in the order of their names.
        fitting
            .fold(None, |best: Option<(usize, &FieldMapping)>, one| match best {
                Some(so_far) if so_far.0 >= one.0 => Some(so_far),
                _ => Some(one),
            })
            .map(|(_, mapping)| mapping)
    }

    /// Whether none is confirmed.
    pub fn is_empty(&self) -> bool {
        self.by_shape.is_empty()
    }
}

/// What stands for a shape: its fields' names in order, one a line.
fn shape_key(fields: &[String]) -> String {
    let names: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
    names.into_iter().collect::<Vec<_>>().join("\n")
}

/// The records of a file, or of one of its tables: their fields, and how these were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The sheet, where a file has several.
    pub table: Option<String>,
    /// Names of all fields, in the order of their appearance.
    pub fields: Vec<String>,
    /// The known layout, by the name of what writes it.
    pub layout: Option<&'static str>,
    /// How the records were read: as confirmed, or as proposed.
    pub mapping: FieldMapping,
    /// How sure that is.
    pub confidence: Confidence,
    /// Whether the user has confirmed it.
    pub is_confirmed: bool,
    /// How many records there are.
    pub records: u32,
    /// How many of them gave an article.
    pub articles: u32,
    /// The first records, the beginning of each value, in the order of `fields`; empty where there is none.
    pub examples: Vec<Vec<String>>,
}

/// One value of a record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Field<'a> {
    /// Its name, with those of the objects around it.
    pub name: Cow<'a, str>,
    /// Its text; numbers as they are written.
    pub text: Cow<'a, str>,
}

/// One record: its values in the order of the file. Those of a list follow each other under one name.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Record<'a> {
    /// Its values; empty ones are not there.
    pub fields: Vec<Field<'a>>,
    /// Whether a limit cut it.
    pub is_cut: bool,
}

impl<'a> Record<'a> {
    /// Values under `name`, in order.
    pub fn values(&self, name: &str) -> impl Iterator<Item = &str> {
        self.fields.iter().filter(move |field| field.name == name).map(|field| field.text.as_ref())
    }

    /// Adds a value, unless it says nothing.
    pub fn push(&mut self, name: Cow<'a, str>, text: Cow<'a, str>) {
        if !is_nothing(&text) {
            self.fields.push(Field { name, text });
        }
    }
}

/// What programs write where they know nothing.
fn is_nothing(text: &str) -> bool {
    const NOTHING: [&str; 10] =
        ["null", "none", "nan", "n/a", "#n/a", "undefined", "nil", "<na>", "nat", "[]"];
    let text = text.trim();
    text.is_empty() || text.len() <= 9 && NOTHING.iter().any(|nothing| text.eq_ignore_ascii_case(nothing))
}

#[cfg(test)]
mod tests {
    use super::{FieldMapping, Mappings, Part, is_nothing};

    fn names(names: &[&str]) -> Vec<String> {
        names.iter().map(|&name| name.to_owned()).collect()
    }

    #[test]
    fn a_confirmed_mapping_is_found_by_its_shape() {
        let mapping = FieldMapping::default().with("words", Part::Body, false);
        let mut mappings = Mappings::default();
        mappings.confirm(&names(&["id", "words", "day", "who"]), mapping.clone());
        assert_eq!(mappings.find(&names(&["who", "day", "words", "id"])), Some(&mapping));
        assert_eq!(mappings.find(&names(&["day", "words", "id"])), Some(&mapping), "one is missing");
        assert_eq!(mappings.find(&names(&["who", "day", "id"])), None, "the body is missing");
        assert_eq!(mappings.find(&names(&["words", "x", "y"])), None, "another shape");
        let text = serde_json::to_string(&mappings).unwrap();
        assert_eq!(serde_json::from_str::<Mappings>(&text).unwrap(), mappings);
    }

    #[test]
    fn what_says_nothing() {
        for text in ["", " ", "NaN", "null", "None", "#N/A"] {
            assert!(is_nothing(text), "{text}");
        }
        for text in ["0", "Nan Tolva", "nothing"] {
            assert!(!is_nothing(text), "{text}");
        }
    }
}
