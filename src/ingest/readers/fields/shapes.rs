//! What the data files of a folder are like: one entry for each set of fields, however many files have it.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Deref;

use super::{FieldMapping, Part, shape_key};
use crate::corpus::Confidence;

/// First records shown as examples.
pub(super) const EXAMPLES: usize = 5;
/// Files of a shape that are named.
const MOST_PLACES: usize = 20;
/// Shapes that are told apart: where there are more, names of fields are keys of a list rather than fields.
const MOST_SHAPES: usize = 500;
/// Bytes of names and values that all of them hold.
const MOST_BYTES: usize = 32 << 20;

/// A file, or a table in it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct ShapePlace {
    /// The file as the user knows it.
    pub file: String,
    /// The sheet, where a file has several.
    pub table: Option<String>,
}

/// Records with the same fields: how they were read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Shape {
    /// The first files that have such records.
    pub places: Vec<ShapePlace>,
    /// How many files and tables have such records.
    pub files: u32,
    /// Names of all fields, in the order of their appearance.
    pub fields: Vec<String>,
    /// The known layout, by the name of what writes it.
    pub layout: Option<&'static str>,
    /// How the records were read: as confirmed, or as proposed.
    pub mapping: FieldMapping,
    /// How sure that is; of several files that gave articles the least.
    pub confidence: Confidence,
    /// Whether the user has confirmed it.
    pub is_confirmed: bool,
    /// Whether something else was proposed for another file that gave articles.
    pub is_mixed: bool,
    /// How many records there are.
    pub records: u64,
    /// How many of them gave an article.
    pub articles: u64,
    /// The first records, the beginning of each value, in the order of `fields`; empty where there is none.
    pub examples: Vec<Vec<String>>,
    /// The fullest of these, value by value, to see how it reads.
    pub sample: Vec<(String, String)>,
}

impl Shape {
    /// Whether somebody should look whether it was read rightly: it was guessed, or rows of which none is an
    /// article might be some.
    pub fn is_in_doubt(&self) -> bool {
        let is_table = self.records > 1 && self.fields.len() > 1;
        let is_unsure = self.confidence < Confidence::High || self.is_mixed;
        !self.is_confirmed && is_unsure && (self.articles > 0 || is_table && !self.mapping.has(Part::Body))
    }

    fn bytes(&self) -> usize {
        let names = self.fields.iter().map(String::len).sum::<usize>();
        let examples = self.examples.iter().flatten().map(String::len).sum::<usize>();
        let sample = self.sample.iter().map(|(name, value)| name.len() + value.len()).sum::<usize>();
        // Names stand in the mapping and in the key as well.
        3 * names + examples + sample
    }

    /// Takes over what another file has of it.
    fn merge(&mut self, other: Self) {
        self.files = self.files.saturating_add(other.files);
        self.records += other.records;
        let room = MOST_PLACES.saturating_sub(self.places.len());
        self.places.extend(other.places.into_iter().take(room));
        if other.articles > 0 {
            if self.articles == 0 {
                // Files without an article say little of which field holds what.
                (self.layout, self.mapping) = (other.layout, other.mapping);
                (self.confidence, self.is_mixed) = (other.confidence, other.is_mixed);
                self.sample = other.sample;
            } else {
                self.confidence = self.confidence.min(other.confidence);
                self.is_mixed |= other.is_mixed || self.mapping != other.mapping;
            }
        }
        self.is_confirmed |= other.is_confirmed;
        self.articles += other.articles;
        let places: Vec<Option<usize>> =
            self.fields.iter().map(|field| other.fields.iter().position(|one| one == field)).collect();
        for example in other.examples.iter().take(EXAMPLES.saturating_sub(self.examples.len())) {
            let value = |at: &Option<usize>| at.and_then(|at| example.get(at)).cloned().unwrap_or_default();
            self.examples.push(places.iter().map(value).collect());
        }
    }
}

/// All shapes that were met, in the order in which they came up.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Shapes {
    list: Vec<Shape>,
    by_fields: BTreeMap<String, usize>,
    bytes: usize,
    left_out: u64,
}

impl Shapes {
    /// Adds one, to that with the same fields if there is one.
    pub fn add(&mut self, shape: Shape) {
        let key = shape_key(&shape.fields);
        let known = self.by_fields.get(&key).and_then(|at| self.list.get_mut(*at));
        if let Some(known) = known {
            let before = known.bytes();
            known.merge(shape);
            self.bytes = (self.bytes + known.bytes()).saturating_sub(before);
            return;
        }
        let bytes = shape.bytes();
        if self.list.len() >= MOST_SHAPES || self.bytes + bytes > MOST_BYTES {
            self.left_out += u64::from(shape.files);
            return;
        }
        self.bytes += bytes;
        self.by_fields.insert(key, self.list.len());
        self.list.push(shape);
    }

    /// Adds all of another.
    pub fn extend(&mut self, other: Self) {
        self.left_out += other.left_out;
        for shape in other.list {
            self.add(shape);
        }
    }

    /// Files whose fields are not listed, because too many others are.
    pub fn left_out(&self) -> u64 {
        self.left_out
    }

    /// The shape with these fields, in whatever order they are.
    pub fn with(&self, fields: &[String]) -> Option<&Shape> {
        self.by_fields.get(&shape_key(fields)).and_then(|at| self.list.get(*at))
    }

    /// Files that somebody should look at: see [`Shape::is_in_doubt`].
    pub fn files_in_doubt(&self) -> u64 {
        let shapes = self.list.iter().filter(|shape| shape.is_in_doubt());
        let mut single = BTreeSet::new();
        let mut files = 0;
        for shape in shapes {
            // Sheets of one file are one file.
            if shape.files as usize == shape.places.len() {
                files +=
                    shape.places.iter().filter(|place| single.insert(place.file.as_str())).count() as u64;
            } else {
                files += u64::from(shape.files);
            }
        }
        files
    }
}

impl Deref for Shapes {
    type Target = [Shape];

    fn deref(&self) -> &[Shape] {
        &self.list
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shape(file: &str, fields: &[&str], articles: u64, body: Option<&str>) -> Shape {
        let mapping = FieldMapping::default();
        Shape {
            places: vec![ShapePlace { file: file.to_owned(), table: None }],
            files: 1,
            fields: fields.iter().map(|&field| field.to_owned()).collect(),
            layout: None,
            mapping: body.map_or(mapping.clone(), |body| mapping.with(body, Part::Body, false)),
            confidence: if body.is_some() { Confidence::Medium } else { Confidence::Low },
            is_confirmed: false,
            is_mixed: false,
            records: articles + 1,
            articles,
            examples: vec![fields.iter().map(|field| format!("{field} of {file}")).collect()],
            sample: Vec::new(),
        }
    }

    #[test]
    fn files_with_the_same_fields_are_one_entry() {
        let mut shapes = Shapes::default();
        for n in 0..10_000 {
            shapes.add(shape(&format!("{n}.json"), &["a", "b"], 0, None));
            shapes.add(shape(&format!("{n}.csv"), &["b", "a"], 2, Some("b")));
        }
        let [one] = &*shapes else { panic!("one entry") };
        assert_eq!((one.files, one.records, one.articles), (20_000, 40_000, 20_000));
        assert_eq!((one.places.len(), one.examples.len()), (MOST_PLACES, EXAMPLES));
        assert_eq!(one.examples[1], ["a of 0.csv", "b of 0.csv"], "in the order of the first");
        assert!(one.mapping.has(Part::Body) && !one.is_mixed && one.is_in_doubt());
        assert_eq!(shapes.files_in_doubt(), 20_000);
        shapes.add(shape("last.csv", &["a", "b"], 1, Some("a")));
        assert!(shapes[0].is_mixed);
    }

    #[test]
    fn shapes_without_end_are_counted() {
        let mut shapes = Shapes::default();
        for n in 0..2000 {
            shapes.add(shape("a.json", &[&format!("key {n}")], 0, None));
        }
        assert_eq!((shapes.len(), shapes.left_out()), (MOST_SHAPES, 1500));
        let mut large = Shapes::default();
        let name = "x".repeat(4 << 20);
        for n in 0..10 {
            large.add(shape("a.json", &[&format!("{name}{n}")], 0, None));
        }
        assert!(large.len() < 3 && large.left_out() > 7);
    }

    #[test]
    fn what_is_in_doubt() {
        let check = |shape: Shape, expected: bool| assert_eq!(shape.is_in_doubt(), expected, "{shape:?}");
        let table = shape("a.csv", &["a", "b"], 0, None);
        check(Shape { records: 1, ..table.clone() }, false);
        check(Shape { records: 2, ..table.clone() }, true);
        check(Shape { is_confirmed: true, records: 2, ..table }, false);
        let read = shape("a.csv", &["a", "b"], 2, Some("a"));
        check(Shape { confidence: Confidence::High, ..read.clone() }, false);
        check(Shape { confidence: Confidence::High, is_mixed: true, ..read.clone() }, true);
        check(read, true);
    }
}
