//! Tables: a frame and a word a line, or a word a line and a column for each frame (LIWC-22).

use hashbrown::HashSet;

use super::check::Fault;
use super::import::{Gathered, Imported, of_categories, passed_over};
use super::toml_file::language_of;

/// Headings by which columns are known, folded.
const FRAME: [&str; 12] = [
    "frame",
    "category",
    "categories",
    "cat",
    "dimension",
    "key",
    "topic",
    "class",
    "code",
    "label",
    "group",
    "theme",
];
const WORD: [&str; 11] =
    ["word", "words", "term", "terms", "pattern", "entry", "token", "value", "keyword", "phrase", "lemma"];
const WEIGHT: [&str; 5] = ["weight", "weights", "score", "loading", "valence"];
const LANGUAGE: [&str; 3] = ["language", "lang", "locale"];
const KIND: [&str; 2] = ["kind", "role"];
/// What LIWC-22 calls its first column.
const WIDE: &str = "dicterm";

/// Which column is what.
#[derive(Debug, Clone, Copy, Default, PartialEq)]
struct Columns {
    frame: usize,
    word: usize,
    weight: Option<usize>,
    language: Option<usize>,
    kind: Option<usize>,
}

/// Reads a table.
pub(super) fn read(stem: &str, text: &str) -> Result<Imported, Fault> {
    let first = text.lines().find(|line| !line.trim().is_empty()).unwrap_or("");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .flexible(true)
        .delimiter(separator(first))
        .trim(csv::Trim::All)
        .from_reader(text.as_bytes());
    let mut rows: Vec<(usize, csv::StringRecord)> = Vec::new();
    for record in reader.records() {
        let record = record.map_err(|_| Fault::new("This table cannot be read"))?;
        let line = record.position().map_or(0, |place| place.line() as usize);
        if record.iter().any(|cell| !cell.is_empty()) {
            rows.push((line, record));
        }
    }
    let Some((_, header)) = rows.first() else { return Err(Fault::new("This file is empty")) };
    if header.len() < 2 {
        return Err(Fault::at(1, "A table of a codebook has at least two columns, for frames and words"));
    }
    if is_wide(&rows) { wide(stem, &rows) } else { long(stem, &rows) }
}

/// The sign that cuts a line into most cells; of those alike, the first.
fn separator(line: &str) -> u8 {
    let count = |sign: u8| line.bytes().filter(|b| *b == sign).count();
    [b',', b';', b'\t'].into_iter().rev().max_by_key(|sign| count(*sign)).unwrap_or(b',')
}

fn folded(cell: &str) -> String {
    cell.to_lowercase()
}

fn is_mark(cell: &str) -> bool {
    matches!(cell, "X" | "x" | "✓" | "true" | "TRUE" | "yes")
}

/// Whether there is a column for each frame: so called, or of marks throughout.
fn is_wide(rows: &[(usize, csv::StringRecord)]) -> bool {
    let Some(((_, header), rest)) = rows.split_first() else { return false };
    if header.get(0).is_some_and(|cell| folded(cell) == WIDE) {
        return true;
    }
    let mut cells =
        rest.iter().flat_map(|(_, row)| row.iter().skip(1)).filter(|cell| !cell.is_empty()).peekable();
    header.len() > 2 && cells.peek().is_some() && cells.all(is_mark)
}

fn wide(stem: &str, rows: &[(usize, csv::StringRecord)]) -> Result<Imported, Fault> {
    let Some(((_, header), rest)) = rows.split_first() else { return Err(Fault::new("This file is empty")) };
    let mut gathered = Gathered::default();
    for name in header.iter().skip(1).filter(|name| !name.is_empty()) {
        gathered.frame(name);
    }
    let mut without = Vec::new();
    let mut weights = 0_usize;
    for (_, row) in rest {
        let Some(word) = row.get(0).filter(|word| !word.is_empty()) else { continue };
        let mut is_in_one = false;
        for (name, cell) in header.iter().zip(row).skip(1) {
            let number: Option<f64> = cell.parse().ok();
            if name.is_empty() || !(is_mark(cell) || number.is_some_and(|number| number.abs() > 0.0)) {
                continue;
            }
            weights += usize::from(number.is_some_and(|number| (number - 1.0).abs() > 0.0));
            gathered.add(name, word);
            is_in_one = true;
        }
        if !is_in_one {
            without.push(word.chars().take(40).collect());
        }
    }
    let mut notes = Vec::new();
    passed_over(&mut notes, "Left out, since they are marked for no category", &without);
    of_weights(&mut notes, weights);
    of_categories(stem, gathered.frames, notes)
}

fn of_weights(notes: &mut Vec<String>, weights: usize) {
    if weights > 0 {
        notes.push(format!(
            "{weights} weights were not kept: dictionary hits are counts, and every word counts as one"
        ));
    }
}

fn long(stem: &str, rows: &[(usize, csv::StringRecord)]) -> Result<Imported, Fault> {
    let (columns, has_header) = match rows.first().and_then(|(_, header)| named(header)) {
        Some(columns) => (columns, true),
        None => (guessed(rows), false),
    };
    let mut gathered = Gathered::default();
    let mut short = Vec::new();
    let mut weights = 0_usize;
    for (line, row) in rows.iter().skip(usize::from(has_header)) {
        let cell = |at: usize| row.get(at).filter(|cell| !cell.is_empty());
        let (Some(frame), Some(word)) = (cell(columns.frame), cell(columns.word)) else {
            short.push(format!("line {line}"));
            continue;
        };
        let weight = columns.weight.and_then(cell).and_then(|cell| cell.parse::<f64>().ok());
        weights += usize::from(weight.is_some_and(|weight| (weight - 1.0).abs() > 0.0));
        if columns.kind.and_then(cell) == Some("exclude") {
            if let Some(frame) = gathered.frame(frame) {
                frame.exclude.push(word.to_owned());
            }
            continue;
        }
        let code = columns.language.and_then(cell).unwrap_or_default();
        let Some(language) = language_of(code) else {
            return Err(Fault::at(*line, format!("“{code}” is no language's code, such as en")));
        };
        gathered.add_in(frame, language, word);
    }
    let mut notes = Vec::new();
    passed_over(&mut notes, "Lines without a frame or without a word", &short);
    of_weights(&mut notes, weights);
    of_categories(stem, gathered.frames, notes)
}

/// The columns by their headings.
fn named(header: &csv::StringRecord) -> Option<Columns> {
    let find = |names: &[&str]| header.iter().position(|cell| names.contains(&folded(cell).as_str()));
    Some(Columns {
        frame: find(&FRAME)?,
        word: find(&WORD)?,
        weight: find(&WEIGHT),
        language: find(&LANGUAGE),
        kind: find(&KIND),
    })
}

/// The columns by what stands in them: the frame is what comes back more often, in doubt the first.
fn guessed(rows: &[(usize, csv::StringRecord)]) -> Columns {
    let distinct = |at: usize| rows.iter().filter_map(|(_, row)| row.get(at)).collect::<HashSet<_>>().len();
    let is_number = |at: usize| {
        let mut cells =
            rows.iter().filter_map(|(_, row)| row.get(at)).filter(|cell| !cell.is_empty()).peekable();
        cells.peek().is_some() && cells.all(|cell| cell.parse::<f64>().is_ok())
    };
    let weight = (2..4).find(|&at| is_number(at));
    if distinct(1) < distinct(0) {
        Columns { frame: 1, word: 0, weight, ..Columns::default() }
    } else {
        Columns { frame: 0, word: 1, weight, ..Columns::default() }
    }
}
