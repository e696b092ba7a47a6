//! A table of what is known of articles that lie elsewhere: names of files, and facts beside them.

use std::borrow::Cow;

use super::dialect::{self, Dialect};
use super::header::{Header, MOST_ABOVE, header, unnamed};
use crate::ingest::decode::decode;
use crate::ingest::readers::Input;
use crate::ingest::readers::fields::{Part, part_of};
use crate::ingest::readers::limits::Limits;
use crate::task::Task;

/// A table as it stands in its file.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FactTable {
    /// The columns: their names, and what they hold by these.
    pub columns: Vec<(String, Option<Part>)>,
    /// The rows below the names; a short one lacks its last cells.
    pub rows: Vec<Vec<String>>,
    /// The encoding it was read in.
    pub encoding: &'static str,
    /// What was left out or replaced, in plain sentences.
    pub told: Vec<String>,
}

/// Beginning of a file that is looked at.
const HEAD: usize = 256 * 1024;

/// So many rows are read.
const MOST_ROWS: usize = 2_000_000;

/// So many cells of a row are read.
const MOST_CELLS: usize = 256;

/// So many letters of a cell are kept: names and dates are short.
const MOST_LETTERS: usize = 2_000;

/// Reads a table of facts; where it is none, says what it is taken for.
pub fn read_facts(bytes: &[u8], name: &str, task: &Task) -> Result<FactTable, String> {
    let decoded = decode(bytes);
    if !decoded.is_text {
        return Err("It is no table of text. Save it from the spreadsheet as CSV, in UTF-8".to_owned());
    }
    let text = decoded.text;
    if text.trim().is_empty() {
        return Err("The file is empty".to_owned());
    }
    let (said, begin) = dialect::said(&text);
    let text = text.get(begin..).unwrap_or("");
    let head = (0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0);
    let found = Dialect::find(text.get(..head).unwrap_or(text));
    let dialect = match (said, found) {
        (Some(delimiter), found) => found.unwrap_or_default().with(delimiter),
        (None, Some(found)) => found,
        (None, None) => {
            let text =
                "It has no columns: there is neither a comma, a semicolon, a tab nor a stroke between values";
            return Err(text.to_owned());
        }
    };
    let limits = Limits::default();
    let rows = dialect.all_rows(text, MOST_ABOVE + 1, &Input::new(b"", name, &limits, task));
    let cells = |row: &std::ops::Range<usize>| -> Vec<Cow<'_, str>> {
        let row = text.get(row.clone()).unwrap_or_default();
        dialect.cells(row).take(MOST_CELLS).collect()
    };
    let sample: Vec<Vec<Cow<'_, str>>> = rows.list.iter().take(50).map(cells).collect();
    let Header { names, rows: above } = header(&sample);
    let mut table = FactTable { encoding: decoded.encoding.name, ..FactTable::default() };
    let columns = names.len().min(MOST_CELLS);
    table.columns = (0..columns)
        .map(|at| names.get(at).cloned().unwrap_or_else(|| unnamed(at)))
        .map(|name| (name.clone(), part_of(&name).map(|(part, _)| part)))
        .collect();
    if decoded.encoding.had_errors {
        let text = "Some letters make no sense in the encoding that was found. Save the table in UTF-8";
        table.told.push(text.to_owned());
    }
    if rows.open > 0 {
        table.told.push("A quotation mark is never closed: rows after it may be broken".to_owned());
    }
    let below = rows.list.get(above..).unwrap_or_default();
    if below.len() > MOST_ROWS {
        table.told.push(format!("Only the first {MOST_ROWS} rows are read"));
    }
    for (at, row) in below.iter().take(MOST_ROWS).enumerate() {
        if at % 1024 == 0 && task.is_cancelled() {
            return Err("You stopped this before its end".to_owned());
        }
        let short = |cell: Cow<'_, str>| cell.trim().chars().take(MOST_LETTERS).collect();
        table.rows.push(cells(row).into_iter().take(columns).map(short).collect());
    }
    Ok(table)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tables_of_facts_are_read_in_whatever_form_they_come() {
        let russian = [
            b"file;\xE8\xE7\xE4\xE0\xED\xE8\xE5;date\r\n".as_slice(),
            b"a.txt;\xC2\xE5\xF1\xF2\xED\xE8\xEA \xEF\xF0\xE8\xF7\xE0\xEB\xE0 \xE8 \xF0\xE5\xE9\xE4\xE0;2024-05-03\r\n",
        ]
        .concat();
        for (bytes, columns, first) in [
            (
                "\u{FEFF}file,outlet,date\r\na.txt,\"Norvia, Post\",2024-05-03\r\n".as_bytes(),
                &[("file", None), ("outlet", Some(Part::Outlet)), ("date", Some(Part::Date))][..],
                &["a.txt", "Norvia, Post", "2024-05-03"][..],
            ),
            (
                russian.as_slice(),
                &[("file", None), ("издание", Some(Part::Outlet)), ("date", Some(Part::Date))],
                &["a.txt", "Вестник причала и рейда", "2024-05-03"],
            ),
            (
                b"sep=|\nfile|outlet\na.txt|Norvia\n",
                &[("file", None), ("outlet", Some(Part::Outlet))],
                &["a.txt", "Norvia"],
            ),
        ] {
            let table = read_facts(bytes, "t.csv", &Task::none()).unwrap();
            let found: Vec<(&str, Option<Part>)> =
                table.columns.iter().map(|(name, part)| (name.as_str(), *part)).collect();
            assert_eq!(found, columns);
            assert_eq!(table.rows[0], first, "{}", table.encoding);
        }
        for bytes in [b"".as_slice(), b"PK\x03\x04\0\0\0", b"\n\n", b"One line of words. And no other.\n"] {
            assert!(read_facts(bytes, "t.csv", &Task::none()).is_err(), "{bytes:?}");
        }
    }
}
