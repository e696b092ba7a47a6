//! Records of data files: from a flat list of named values to an article.
//!
//! JSON, tables of text and spreadsheets all come down to records whose values have names; nested
//! names are parted by stops (`author.name`), values of a list have the same name. Which field is the
//! headline, which the body, says a [`FieldMapping`]: that of a known layout, one that the user has
//! confirmed for this [`Shape`] of record, or one proposed from names and contents.

mod dates;
mod layouts;
mod names;
mod preview;
mod problems;
mod propose;
mod records;
mod shapes;
mod stats;
mod text;
mod write;

pub(super) use dates::looks_like_date;
pub(super) use layouts::list_of_links;
pub(super) use names::{is_article_field, part_of};
pub(super) use records::{Records, read_records};
pub(super) use stats::is_address;

pub use dates::DateOrderSigns;
pub use preview::preview;
pub use shapes::{Shape, ShapePlace, Shapes};

use std::borrow::Cow;
use std::collections::{BTreeMap, BTreeSet};

use serde::{Deserialize, Serialize};

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

    /// What is said of `field`; nothing is said of one that is kept where its values are short.
    pub fn part_of(&self, field: &str) -> Option<Part> {
        self.uses.iter().find(|one| one.field == field).map(|one| one.part)
    }

    /// Says of `field`, one of `fields`, that it holds `part`, or nothing of it.
    ///
    /// Texts, standfirsts and authors of several fields follow each other in the order of `fields`. Of
    /// every other part the field that was said last is asked first, and those before it where it is empty.
    pub fn set(&mut self, field: &str, part: Option<Part>, fields: &[String]) {
        self.uses.retain(|one| one.field != field);
        let Some(part) = part else { return };
        let mut one = FieldUse { field: field.to_owned(), part, join: false };
        if !part.is_joined() {
            let at = self.uses.iter().position(|other| other.part == part).unwrap_or(self.uses.len());
            self.uses.insert(at, one);
            return;
        }
        one.join = true;
        let mut same = Vec::from([one]);
        same.extend(self.uses.extract_if(.., |other| other.part == part));
        // One that was asked where another is empty is joined too, once the user names a second.
        for one in &mut same {
            one.join = true;
        }
        same.sort_by_key(|one| fields.iter().position(|field| *field == one.field));
        self.uses.extend(same);
    }

    /// How a field is used that is not the first of its part: the field before it, and whether it is added to
    /// what that gave; otherwise it is used where that gave nothing.
    pub fn beside(&self, field: &str) -> Option<(&str, bool)> {
        let at = self.uses.iter().position(|one| one.field == field)?;
        let one = self.uses.get(at)?;
        if matches!(one.part, Part::Other | Part::Nothing) {
            return None;
        }
        let before = self.uses.get(..at)?.iter().rfind(|other| other.part == one.part)?;
        Some((&before.field, one.join))
    }
}

impl Part {
    /// All parts, in the order in which one chooses among them.
    pub const ALL: [Self; 12] = [
        Self::Headline,
        Self::Standfirst,
        Self::Body,
        Self::Date,
        Self::Outlet,
        Self::Agency,
        Self::Author,
        Self::Section,
        Self::Language,
        Self::Url,
        Self::Other,
        Self::Nothing,
    ];

    /// What it is called.
    pub fn title(self) -> &'static str {
        match self {
            Self::Headline => "Headline",
            Self::Standfirst => "Standfirst",
            Self::Body => "Text",
            Self::Date => "Date",
            Self::Outlet => "Outlet",
            Self::Agency => "Agency",
            Self::Author => "Author",
            Self::Section => "Section",
            Self::Language => "Language",
            Self::Url => "Address",
            Self::Other => "Kept",
            Self::Nothing => "Left out",
        }
    }

    /// Whether several fields of it are read one after the other.
    fn is_joined(self) -> bool {
        matches!(self, Self::Body | Self::Standfirst | Self::Author)
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

    /// Forgets the mapping that holds for records with these fields; says whether there was one.
    pub fn forget(&mut self, fields: &[String]) -> bool {
        let key = self.found(fields).map(|(key, _)| key.to_owned());
        key.is_some_and(|key| self.by_shape.remove(&key).is_some())
    }

    /// All of them: names of fields in their order, and what they hold.
    pub fn iter(&self) -> impl Iterator<Item = (Vec<&str>, &FieldMapping)> {
        self.by_shape.iter().map(|(key, mapping)| (key.split('\n').collect(), mapping))
    }

    /// The mapping for records with these fields: that of the same fields, or else one whose fields are
    /// all here and whose shape is nearly the same (a scraper leaves out what an article does not have).
    pub fn find(&self, fields: &[String]) -> Option<&FieldMapping> {
        self.found(fields).map(|(_, mapping)| mapping)
    }

    fn found(&self, fields: &[String]) -> Option<(&str, &FieldMapping)> {
        if let Some((same, mapping)) = self.by_shape.get_key_value(&shape_key(fields)) {
            return Some((same, mapping));
        }
        let here: BTreeSet<&str> = fields.iter().map(String::as_str).collect();
        let near = |key: &str| {
            let there: BTreeSet<&str> = key.split('\n').collect();
            let shared = here.intersection(&there).count();
            (shared * 4 >= here.union(&there).count() * 3).then_some(shared)
        };
        let fitting = self.by_shape.iter().filter_map(|(key, mapping)| {
            let holds_body = mapping.fields(Part::Body).any(|one| here.contains(one.field.as_str()));
            near(key).filter(|_| holds_body).map(|shared| (shared, key.as_str(), mapping))
        });
        // The first of equals: shapes are in the order of their names.
        fitting
            .fold(None, |best: Option<(usize, &str, &FieldMapping)>, one| match best {
                Some(so_far) if so_far.0 >= one.0 => Some(so_far),
                _ => Some(one),
            })
            .map(|(_, key, mapping)| (key, mapping))
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
        assert!(!mappings.clone().forget(&names(&["words", "x", "y"])));
        let mut none = mappings.clone();
        assert!(none.forget(&names(&["day", "words", "id"])) && none.is_empty(), "that which holds for it");
        let text = serde_json::to_string(&mappings).unwrap();
        assert_eq!(serde_json::from_str::<Mappings>(&text).unwrap(), mappings);
    }

    #[test]
    fn the_user_says_what_a_field_holds() {
        let fields = names(&["a", "b", "c", "d"]);
        let guessed = FieldMapping::default().with("c", Part::Body, false).with("d", Part::Body, false).with(
            "a",
            Part::Headline,
            false,
        );
        let check = |said: &[(&str, Option<Part>)], expected: &[(&str, Part, bool)]| {
            let mut mapping = guessed.clone();
            for (field, part) in said {
                mapping.set(field, *part, &fields);
            }
            let uses: Vec<_> = mapping.uses.iter().map(|one| (&*one.field, one.part, one.join)).collect();
            assert_eq!(uses, expected, "{said:?}");
        };
        let (c, d) = (("c", Part::Body, false), ("d", Part::Body, false));
        check(&[("a", None)], &[c, d]);
        check(
            &[("b", Some(Part::Headline))],
            &[c, d, ("b", Part::Headline, false), ("a", Part::Headline, false)],
        );
        let joined = |field| (field, Part::Body, true);
        check(&[("a", Some(Part::Body))], &[joined("a"), joined("c"), joined("d")]);
        check(&[("c", Some(Part::Nothing))], &[d, ("a", Part::Headline, false), ("c", Part::Nothing, false)]);
        let mut mapping = guessed.clone();
        assert_eq!(mapping.beside("c"), None);
        assert_eq!(mapping.beside("d"), Some(("c", false)));
        mapping.set("a", Some(Part::Body), &fields);
        assert_eq!(mapping.beside("d"), Some(("c", true)));
        assert_eq!(mapping.part_of("a"), Some(Part::Body));
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
