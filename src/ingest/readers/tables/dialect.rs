//! How a table is written: what parts its columns, how quotation marks within a cell are told.

use std::ops::Range;

/// How a table is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Dialect {
    /// What parts columns.
    pub delimiter: u8,
    /// Whether a quotation mark in a cell has a backslash before it rather than another one.
    pub backslash: bool,
}

impl Default for Dialect {
    fn default() -> Self {
        Self { delimiter: b',', backslash: false }
    }
}

/// What may part columns, the commonest first.
const DELIMITERS: [u8; 4] = [b',', b'\t', b';', b'|'];

/// The delimiter that the first line says ("sep=;"), and where the table begins.
pub(super) fn said(text: &str) -> (Option<u8>, usize) {
    let line = text.split('\n').next().unwrap_or("");
    let said = line.trim_end_matches('\r').trim_matches('"');
    let delimiter = said.strip_prefix("sep=").or_else(|| said.strip_prefix("SEP="));
    match delimiter.map(str::as_bytes) {
        Some([one]) => (Some(*one), (line.len() + 1).min(text.len())),
        _ => (None, 0),
    }
}

impl Dialect {
    /// The same with another delimiter.
    pub fn with(self, delimiter: u8) -> Self {
        Self { delimiter, ..self }
    }

    /// The dialect of the table that begins with `head`; `None` where no delimiter makes columns of it.
    pub fn find(head: &str) -> Option<Self> {
        /// Rows that are looked at.
        const ROWS: usize = 200;
        /// Columns whose names are looked at.
        const COLUMNS: usize = 200;
        let backslash = backslash(head);
        let mut best: Option<(f32, Self)> = None;
        for delimiter in DELIMITERS {
            let dialect = Self { delimiter, backslash };
            let rows: Vec<Range<usize>> = dialect.rows(head, true).into_iter().take(ROWS).collect();
            let counts: Vec<usize> =
                rows.iter().filter_map(|row| Some(dialect.cells(head.get(row.clone())?).count())).collect();
            // What a header names counts for more than any count of marks.
            let named = rows.first().and_then(|row| head.get(row.clone())).map_or(0, |row| {
                let cells = dialect.cells(row).take(COLUMNS);
                cells.filter(|cell| super::part_of(cell.trim()).is_some()).count()
            });
            let Some(score) = score(&counts, named) else { continue };
            // Prose has commas too, each with a space behind it.
            if named == 0 && is_spaced(head, delimiter) {
                continue;
            }
            let within =
                rows.iter().filter_map(|row| head.get(row.clone())).map(|row| cut_quotes(row, delimiter));
            let cut = within.fold((0, 0), |sum: (usize, usize), one| (sum.0 + one.0, sum.1 + one.1));
            // A mark that cuts what stands in quotation marks parts no columns.
            let score = score + named as f32 - if cut.0 > cut.1 { 2.0 } else { 0.0 };
            if best.is_none_or(|(most, _)| score > most) {
                best = Some((score, dialect));
            }
        }
        best.map(|(_, dialect)| dialect)
    }
}

/// How well rows of so many cells keep to one number of columns, `named` of which have a known name; `None`
/// where they make no table.
fn score(counts: &[usize], named: usize) -> Option<f32> {
    let columns = *counts.first()?;
    let most = counts.iter().filter(|&&count| count == columns).count();
    let alike = most as f32 / counts.len() as f32;
    // One row tells little: then it takes three columns, or two known ones.
    let is_table = columns >= 2 && (counts.len() > 1 || columns >= 3 || named >= 2) && alike >= 0.6;
    is_table.then(|| alike * 2.0 + (columns.min(20) as f32) / 20.0)
}

/// How many quotation marks that open, every other one of a row, stand within a cell, and how many at its beginning.
fn cut_quotes(row: &str, delimiter: u8) -> (usize, usize) {
    let bytes = row.as_bytes();
    let opening = (0..bytes.len()).filter(|&at| bytes.get(at) == Some(&b'"')).step_by(2);
    opening.fold((0, 0), |(within, first), at| {
        let before = bytes.get(..at).unwrap_or_default().iter().rev().find(|byte| **byte != b' ');
        let is_first = before.is_none_or(|&byte| byte == delimiter);
        (within + usize::from(!is_first), first + usize::from(is_first))
    })
}

/// Whether the first line of `head` may name three columns or more. Titles have commas and menus have bars: to cut
/// such a text into rows takes longer than all else that is done to find its format.
pub(super) fn may_be_header(first: &[u8], head: &[u8]) -> bool {
    let first = first.split(|byte| *byte == b'\r').next().unwrap_or(first);
    // Only where a line is cut at its delimiters alone, whatever the encoding, is it known what it names.
    let is_plain = |byte: &u8| byte.is_ascii() && !matches!(byte, b'"' | b'\\' | 0x1B);
    if !first.iter().all(is_plain) || !first.iter().any(u8::is_ascii_alphanumeric) || head.contains(&0) {
        return true;
    }
    let line = std::str::from_utf8(first).unwrap_or("");
    DELIMITERS.iter().any(|delimiter| {
        let names = line.split(char::from(*delimiter)).filter(|name| super::part_of(name).is_some());
        names.take(3).count() == 3
    })
}

/// Whether most marks of the kind have a space behind them, and no cell is in quotation marks.
fn is_spaced(head: &str, delimiter: u8) -> bool {
    let (mut spaced, mut all) = (0_usize, 0_usize);
    for pair in head.as_bytes().windows(2).filter(|pair| pair[0] == delimiter) {
        all += 1;
        spaced += usize::from(pair[1] == b' ');
    }
    spaced * 2 > all && !head.contains('"')
}

/// Whether quotation marks within cells have backslashes before them.
fn backslash(head: &str) -> bool {
    let escaped = head.matches("\\\"").count();
    escaped > 0 && escaped > head.matches("\"\"").count()
}

#[cfg(test)]
mod tests {
    use super::{Dialect, said};

    #[test]
    fn delimiters_and_quotes() {
        for (text, expected) in [
            ("title,text\nA,x\nB,y\n", Some((b',', false))),
            ("title;text;n\nA, or B;x, y, z;1,5\nC;x, y;2,5\n", Some((b';', false))),
            ("title\ttext\nA, B\tx; y\n", Some((b'\t', false))),
            ("a|b|c\n1|2|3\n", Some((b'|', false))),
            ("title,text\n\"A\",\"say \\\"no\\\"\"\n", Some((b',', true))),
            ("title,text\n\"A\",\"say \"\"no\"\", or\"\n", Some((b',', false))),
            ("1,\"a; b; c\"\n2,\"d; e; f\"\n3,\"g; h; i\"\n", Some((b',', false))),
            ("The leaders met, they said, on Monday.\nNobody came.\nTalks, he said, go on, and on.\n", None),
            ("", None),
        ] {
            let found = Dialect::find(text).map(|dialect| (dialect.delimiter, dialect.backslash));
            assert_eq!(found, expected, "{text:?}");
        }
        for (line, expected) in [
            ("title|url|text", true),
            ("Title,Date,Author,Text\rA", true),
            ("\"title\",\"url\"", true),
            (",;,", true),
            ("News | Politics | Economy | Culture", false),
            ("Harbour shut, mayor says, for days", false),
        ] {
            assert_eq!(super::may_be_header(line.as_bytes(), line.as_bytes()), expected, "{line}");
        }
        assert_eq!(said("sep=;\r\na;b"), (Some(b';'), 7));
        assert_eq!(said("separate"), (None, 0));
    }
}
