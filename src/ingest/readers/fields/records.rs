//! The records of a file, read in parallel: a sample says which field holds what, then each record
//! becomes an article by itself.

use hashbrown::HashMap;
use rayon::prelude::*;

use super::problems::{Fault, Faults, group};
use super::propose::{Proposal, fields_of, propose};
use super::shapes::EXAMPLES;
use super::write::{Lack, Writer};
use super::{Part, Record, Shape, ShapePlace, dates};
use crate::corpus::{Confidence, EncodingFound};
use crate::ingest::passed_over::RAISE;
use crate::ingest::readers::{Found, Input, RawArticle};
use crate::problem::Cause;

/// Records of a file, or of one table in it. Reading one is cheap and can be done again.
pub(in crate::ingest::readers) trait Records: Sync {
    /// How many there are.
    fn len(&self) -> usize;
    /// One of them; `None` where it is broken.
    fn get(&self, at: usize) -> Option<Record<'_>>;
    /// Its number as the user finds it in the file.
    fn number(&self, at: usize) -> u64;
    /// What that number counts: "line", "row", "record".
    fn unit(&self) -> &'static str;
    /// The names of all fields, where a header says them.
    fn header(&self) -> Option<Vec<String>>;
}

/// Records that are looked at before the reading begins: the first ones, and as many from the rest.
const SAMPLE: usize = 200;
/// Records that one thread reads at a time.
const BLOCK: usize = 256;
/// Letters of a value shown in an example.
const EXAMPLE_LETTERS: usize = 200;
/// Letters of a value, and of all values, of the record by which one sees how it reads.
const SAMPLE_LETTERS: (usize, usize) = (2000, 20_000);
/// Fields of a shape: more are keys of a list rather than fields.
const MOST_FIELDS: usize = 1000;

/// Adds the articles of `records` to `found`, their shape and what is wrong with them. Records are
/// numbered from `first`; the number after the last is given back.
pub(in crate::ingest::readers) fn read_records(
    file: &Input<'_>,
    records: &dyn Records,
    table: Option<&str>,
    encoding: &EncodingFound,
    first: u32,
    found: &mut Found,
) -> u32 {
    let all = records.len();
    let most = file.limits.records as usize;
    let taken = all.min(most.saturating_sub(first as usize));
    if taken < all {
        // How many more is not known: no file is gone through beyond what is read.
        let text = format!(
            "The file has more than {} records, and only the first {} were read. Cut the file into several, or {RAISE}",
            group(most as u64),
            group(most as u64)
        );
        found.report(file, Cause::Skipped, text);
    }
    let sample: Vec<Record<'_>> = sample(taken).filter_map(|at| records.get(at)).collect();
    let fields = match records.header() {
        Some(header) => header,
        None => fields_of(&sample, MOST_FIELDS),
    };
    let confirmed = file.mappings.find(&fields);
    let proposal = match confirmed {
        Some(mapping) => {
            Proposal { mapping: mapping.clone(), layout: None, lacks: None, confidence: Confidence::High }
        }
        None => propose(&fields, &sample),
    };
    let date_fields: Vec<&str> = proposal.mapping.fields(Part::Date).map(|one| one.field.as_str()).collect();
    let stamps =
        sample.iter().filter_map(|record| date_fields.iter().find_map(|field| record.values(field).next()));
    let order = dates::order(stamps);
    let examples = sample.iter().take(EXAMPLES).map(|record| example(record, &fields)).collect();
    let shown = shown(&sample);
    drop(sample);
    let mut shape = Shape {
        places: vec![ShapePlace { file: file.name.to_owned(), table: table.map(str::to_owned) }],
        files: 1,
        fields,
        layout: proposal.layout,
        mapping: proposal.mapping,
        confidence: proposal.confidence,
        is_confirmed: confirmed.is_some(),
        is_mixed: false,
        records: taken as u64,
        articles: 0,
        examples,
        sample: shown,
    };
    let next = first.saturating_add(taken as u32);
    if let Some(lacks) = proposal.lacks {
        let layout = proposal.layout.unwrap_or("links");
        found.report(file, Cause::NoArticle, format!("This is a list from {layout}. {lacks}"));
        found.shapes.add(shape);
        return next;
    }
    if !shape.mapping.has(Part::Body) {
        if taken > 0 || !file.task.is_cancelled() {
            let (cause, text) = if shape.is_confirmed {
                (Cause::Skipped, NO_ARTICLES.to_owned())
            } else {
                (Cause::NoArticle, no_body(&shape, table))
            };
            found.report(file, cause, text);
        }
        found.shapes.add(shape);
        return next;
    }
    let writer = Writer { file, mapping: &shape.mapping, order, encoding };
    let blocks: Vec<(Vec<RawArticle>, Faults)> = (0..taken.div_ceil(BLOCK))
        .into_par_iter()
        .map(|block| {
            let range = block * BLOCK..taken.min((block + 1) * BLOCK);
            read_block(&writer, records, range, first)
        })
        .collect();
    let mut faults = Faults::default();
    let before = found.articles.len();
    found.articles.reserve(blocks.iter().map(|(articles, _)| articles.len()).sum());
    for (articles, of_block) in blocks {
        found.articles.extend(articles);
        faults.extend(of_block);
    }
    shape.articles = (found.articles.len() - before) as u64;
    faults.tell(records.unit(), table, file, found);
    if shape.confidence == Confidence::Low && shape.articles > 0 {
        found.report(file, Cause::Undecided, guessed(&shape));
    }
    found.shapes.add(shape);
    next
}

/// Said of records that the user has said to be none.
const NO_ARTICLES: &str =
    "You said in “Fields of data files” that its records are no articles. Nothing is missing";

/// Numbers of the records that are looked at first.
fn sample(all: usize) -> impl Iterator<Item = usize> {
    let head = all.min(SAMPLE);
    let step = (all - head).div_ceil(SAMPLE).max(1);
    (0..head).chain((head..all).step_by(step))
}

fn read_block(
    writer: &Writer<'_, '_>,
    records: &dyn Records,
    range: std::ops::Range<usize>,
    first: u32,
) -> (Vec<RawArticle>, Faults) {
    let mut articles = Vec::with_capacity(range.len());
    let mut faults = Faults::default();
    for at in range {
        if writer.file.task.is_cancelled() {
            break;
        }
        let number = records.number(at);
        let Some(record) = records.get(at) else {
            faults.add(Fault::Broken, number);
            continue;
        };
        let is_cut = record.is_cut;
        match writer.write(&record, first.saturating_add(at as u32)) {
            Ok(written) => {
                if written.is_cut_by_service {
                    faults.add(Fault::Shortened, number);
                }
                if written.cut.values || is_cut {
                    faults.add(Fault::TooLarge, number);
                }
                if written.cut.pages {
                    faults.add(Fault::Nested, number);
                }
                articles.push(written.article);
            }
            Err(Lack::Text) => faults.add(Fault::NoText, number),
            Err(Lack::Everything) => faults.add(Fault::Nothing, number),
        }
    }
    (articles, faults)
}

fn example(record: &Record<'_>, fields: &[String]) -> Vec<String> {
    let mut first: HashMap<&str, &str> = HashMap::with_capacity(record.fields.len());
    for field in &record.fields {
        first.entry(field.name.as_ref()).or_insert(field.text.as_ref());
    }
    let value = |field: &String| {
        let value = first.get(field.as_str()).copied().unwrap_or("");
        value.chars().take(EXAMPLE_LETTERS).collect()
    };
    fields.iter().map(value).collect()
}

/// The first of the first records that has the most values, cut to what a reader needs to judge it.
fn shown(sample: &[Record<'_>]) -> Vec<(String, String)> {
    let fullest = sample.iter().take(EXAMPLES).rev().max_by_key(|record| record.fields.len());
    let (of_value, mut room) = SAMPLE_LETTERS;
    let mut values = Vec::new();
    for field in fullest.map(|record| record.fields.as_slice()).unwrap_or_default() {
        let mut text: String = field.text.chars().take(of_value.min(room)).collect();
        if text.len() < field.text.len() {
            text.push('…');
        }
        let letters = text.chars().count() + field.name.chars().count();
        let Some(left) = room.checked_sub(letters) else { break };
        room = left;
        values.push((field.name.clone().into_owned(), text));
    }
    values
}

/// The first fields of a shape, in quotation marks.
fn named(shape: &Shape) -> String {
    const SHOWN: usize = 8;
    let names: Vec<String> =
        shape.fields.iter().take(SHOWN).map(|name| format!("“{}”", short(name))).collect();
    let more = if shape.fields.len() > SHOWN { ", …" } else { "" };
    format!("{}{more}", names.join(", "))
}

fn short(name: &str) -> String {
    name.chars().take(40).collect()
}

fn no_body(shape: &Shape, table: Option<&str>) -> String {
    let place = table.map(|table| format!("Sheet “{}”", short(table)));
    let what = place.unwrap_or_else(|| "The file".to_owned());
    if shape.records == 0 {
        return format!(
            "{what} has no rows below the names of its columns. Remove it, or save the articles again"
        );
    }
    if shape.fields.is_empty() {
        return format!("{what} holds no records with text. Save the articles' text as .txt files");
    }
    let names = named(shape);
    format!(
        "{what} has no field with the text of articles; its fields are {names}. If one of them holds the text, say so in “Fields of data files”"
    )
}

fn guessed(shape: &Shape) -> String {
    let field = |part: Part| shape.mapping.fields(part).next().map(|one| short(&one.field));
    let body = field(Part::Body).unwrap_or_default();
    let mut held = vec![format!("the text “{body}”")];
    for (part, what) in
        [(Part::Headline, "the headline"), (Part::Date, "the date"), (Part::Outlet, "the outlet")]
    {
        if let Some(field) = field(part) {
            held.push(format!("{what} “{field}”"));
        }
    }
    format!(
        "Which field holds what was guessed: {}. If it is wrong, put it right in “Fields of data files”",
        held.join(", ")
    )
}
