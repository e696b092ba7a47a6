//! Which row of a table names its columns, if any does.

use std::borrow::Cow;

use super::part_of;
use crate::ingest::readers::fields::{is_address, looks_like_date};

/// Names of columns, and how many rows stand above the first record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(in crate::ingest::readers) struct Header {
    /// One a column, none twice.
    pub names: Vec<String>,
    /// The row of names and what stands above it.
    pub rows: usize,
}

/// The name of a column that has none.
pub(in crate::ingest::readers) fn unnamed(at: usize) -> String {
    format!("column {}", at + 1)
}

/// Rows above a header: a title, a note.
pub(super) const MOST_ABOVE: usize = 12;

/// Finds the header of a table by its first rows.
pub(in crate::ingest::readers) fn header(rows: &[Vec<Cow<'_, str>>]) -> Header {
    let columns = rows.iter().map(Vec::len).max().unwrap_or(0);
    let filled = |row: &[Cow<'_, str>]| row.iter().filter(|cell| !cell.trim().is_empty()).count();
    let widest = rows.iter().map(|row| filled(row)).max().unwrap_or(0);
    // A title or a note above the table fills a cell or two.
    let first =
        rows.iter().take(MOST_ABOVE).position(|row| filled(row) * 2 > widest || known(row) >= 2).unwrap_or(0);
    let is_header = rows.get(first).is_some_and(|row| is_header(row, rows.get(first + 1..).unwrap_or(&[])));
    let mut names: Vec<String> = Vec::with_capacity(columns);
    let mut seen = hashbrown::HashSet::new();
    for at in 0..if is_header { rows.get(first).map_or(0, Vec::len) } else { columns } {
        let cell = rows.get(first).filter(|_| is_header).and_then(|row| row.get(at));
        let name: String =
            cell.map(|cell| cell.split_whitespace().collect::<Vec<_>>().join(" ")).unwrap_or_default();
        let mut name = if name.is_empty() { unnamed(at) } else { name };
        if !seen.insert(name.clone()) {
            name = format!("{name} ({})", at + 1);
            seen.insert(name.clone());
        }
        names.push(name);
    }
    Header { names, rows: if is_header { first + 1 } else { 0 } }
}

/// Cells that are names of parts of an article.
fn known(row: &[Cow<'_, str>]) -> usize {
    row.iter().filter(|cell| cell.len() < 60 && part_of(cell).is_some()).count()
}

fn is_header(row: &[Cow<'_, str>], below: &[Vec<Cow<'_, str>>]) -> bool {
    /// Longer ones are values.
    const LONGEST: usize = 80;
    let is_value = |cell: &str| {
        let cell = cell.trim();
        let is_number = !cell.is_empty() && cell.bytes().all(|b| b.is_ascii_digit() || b"+-.,".contains(&b));
        cell.len() > LONGEST || is_number || is_address(cell) || looks_like_date(cell)
    };
    if row.iter().any(|cell| is_value(cell)) {
        return false;
    }
    if known(row) > 0 {
        return true;
    }
    // Short words above columns of long ones, of numbers, dates or addresses.
    let differs = |at: usize, cell: &str| {
        let values: Vec<&str> = below.iter().filter_map(|row| row.get(at)).map(AsRef::as_ref).collect();
        let longer = |value: &&&str| is_value(value) || value.len() > 4 * cell.len() + 20;
        !values.is_empty() && values.iter().filter(longer).count() * 2 > values.len()
    };
    row.iter().enumerate().any(|(at, cell)| !cell.trim().is_empty() && differs(at, cell))
}

#[cfg(test)]
mod tests {
    use std::borrow::Cow;

    use super::header;

    fn check(rows: &[&[&str]], names: &[&str], above: usize) {
        let rows: Vec<Vec<Cow<'_, str>>> =
            rows.iter().map(|row| row.iter().map(|&cell| Cow::Borrowed(cell)).collect()).collect();
        let found = header(&rows);
        assert_eq!(found.names, names);
        assert_eq!(found.rows, above);
    }

    #[test]
    fn headers() {
        check(&[&["Title", "Text"], &["A", "x"]], &["Title", "Text"], 1);
        check(&[&["a", "b", "a", ""], &["1", "2", "3", "4"]], &["a", "b", "a (3)", "column 4"], 1);
        check(&[&["1", "2"], &["3", "4"]], &["column 1", "column 2"], 0);
        check(&[&["https://a.example", "A"], &["https://b.example", "B"]], &["column 1", "column 2"], 0);
        check(
            &[&["Export of Monday"], &[""], &["title", "text", "date"], &["A", "x", "y"]],
            &["title", "text", "date"],
            3,
        );
        check(&[], &[], 0);
    }
}
