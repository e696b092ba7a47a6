//! Tables of text: CSV, TSV and their kin, one article a row.
//!
//! Delimiter and quoting are found from the first rows, the header from how it differs from what is below.
//! Rows are found in one pass and read by themselves; a quotation mark that nothing closes costs its row
//! alone. A file that is called a table but is one column of prose is read as plain text, and that is told.

mod dialect;
pub mod facts;
mod header;
mod rows;

use std::borrow::Cow;
use std::ops::Range;

use super::fields::{Part, Record, Records, list_of_links, part_of, read_records};
use super::json::text_of;
use super::text::PlainText;
use super::{Found, Input, Reader, ending, is_markup_file, report_encoding};
use crate::corpus::Confidence;
use crate::ingest::decode::decode;
use crate::problem::Cause;
use dialect::Dialect;
use header::MOST_ABOVE;
pub(super) use header::{Header, header, unnamed};

/// The reader of tables of text.
#[derive(Debug, Clone, Copy)]
pub struct Table;

/// Beginning of a file that is looked at.
const HEAD: usize = 256 * 1024;

impl Reader for Table {
    fn name(&self) -> &'static str {
        "Table (CSV)"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["csv", "tsv", "tab", "psv"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        /// Enough for a header and a row or two.
        const FIRST: usize = 16 * 1024;
        if is_markup_file(bytes) || bytes.starts_with(b"PK\x03\x04") || bytes.starts_with(b"%PDF-") {
            return None;
        }
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        if promises {
            return Some(Confidence::High);
        }
        let head = bytes.get(..FIRST).unwrap_or(bytes);
        let first = head.iter().position(|b| *b == b'\n').map_or(head, |end| head.get(..end).unwrap_or(head));
        if !first.iter().any(|b| b",;\t|".contains(b)) {
            return None;
        }
        // Under another name it takes a header that can be nothing else, and rows that keep to it.
        if !dialect::may_be_header(first, head) {
            return None;
        }
        let text = decode(head).text;
        let dialect = Dialect::find(&text)?;
        let rows = dialect.rows(&text, true);
        let [first, second, ..] = rows.as_slice() else { return None };
        let names: Vec<Cow<'_, str>> = dialect.cells(text.get(first.clone())?).collect();
        let cells = dialect.cells(text.get(second.clone())?).count();
        let has = |part| names.iter().any(|name| part_of(name).is_some_and(|(its, _)| its == part));
        let known = names.iter().filter(|name| part_of(name).is_some()).count();
        let is_header =
            names.len() >= 3 && known >= 3 && (has(Part::Body) || has(Part::Url)) && has(Part::Headline);
        (is_header && cells == names.len() && names.iter().all(|name| name.len() < 60))
            .then_some(Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let Some((text, encoding)) = text_of(file, found) else { return };
        let (said, begin) = dialect::said(&text);
        let text = text.get(begin..).unwrap_or("");
        let head =
            text.get(..(0..=HEAD.min(text.len())).rev().find(|at| text.is_char_boundary(*at)).unwrap_or(0));
        let dialect = Dialect::find(head.unwrap_or(text));
        let dialect = match (said, dialect) {
            (Some(delimiter), found) => Some(found.unwrap_or_default().with(delimiter)),
            (None, found) => found,
        };
        let Some(dialect) = dialect.or_else(|| one_column(text)) else {
            PlainText.read(file, found);
            let text = "The file is called a table, but it is one column of running text, and was read as one article. If it is a table, save it with columns parted by commas or tabs";
            found.report(file, Cause::Undecided, text);
            return;
        };
        report_encoding(file, &encoding, found);
        let rows = dialect.all_rows(text, MOST_ABOVE + 1, file);
        let most = file.limits.fields as usize;
        let first = rows.list.iter().take(50).filter_map(|row| text.get(row.clone()));
        let sample: Vec<Vec<Cow<'_, str>>> =
            first.map(|row| dialect.cells(row).take(most).collect()).collect();
        let first: Vec<&str> =
            sample.first().map(|row| row.iter().map(AsRef::as_ref).collect()).unwrap_or_default();
        if let Some(told) = list_of_links(&first) {
            found.report(file, Cause::NoArticle, told);
            return;
        }
        let Header { names, rows: above } = header(&sample);
        let table =
            Cells { text, dialect, rows: rows.list.get(above..).unwrap_or(&[]), above, names: &names, file };
        let ragged = table.ragged();
        read_records(file, &table, None, &encoding, 0, found);
        if ragged > 0 {
            let rows = if ragged == 1 { "A row has".to_owned() } else { format!("{ragged} rows have") };
            let text = format!(
                "{rows} more cells than there are columns. A comma in a text without quotation marks may have cut it: look at these articles"
            );
            found.report(file, Cause::Undecided, text);
        }
        if rows.open > 0 {
            let many = if rows.open == 1 {
                "a row, which".to_owned()
            } else {
                format!("{} rows, each of which", rows.open)
            };
            let text = format!(
                "A quotation mark is never closed in {many} was read to the end of its line. Look at what is there"
            );
            found.report(file, Cause::Undecided, text);
        }
    }
}

/// A table of one column whose header says that it holds the text.
fn one_column(text: &str) -> Option<Dialect> {
    let first = text.lines().find(|line| !line.trim().is_empty())?;
    let name = first.trim().trim_matches('"');
    let is_named = part_of(name).is_some_and(|(part, _)| part == Part::Body);
    is_named.then(Dialect::default)
}

/// Rows of a table, as records.
struct Cells<'a, 'f> {
    text: &'a str,
    dialect: Dialect,
    rows: &'a [Range<usize>],
    /// Rows above the first.
    above: usize,
    names: &'a [String],
    file: &'a Input<'f>,
}

impl Cells<'_, '_> {
    /// How many of the first rows have more cells than there are names.
    fn ragged(&self) -> usize {
        const LOOKED_AT: usize = 1000;
        // Columns beyond a limit are told of as such.
        if self.names.len() >= self.file.limits.fields as usize {
            return 0;
        }
        let rows = self.rows.iter().take(LOOKED_AT).filter_map(|row| self.text.get(row.clone()));
        let more =
            |row: &str| self.dialect.cells(row).skip(self.names.len()).any(|cell| !cell.trim().is_empty());
        rows.filter(|row| more(row)).count()
    }
}

impl Records for Cells<'_, '_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn get(&self, at: usize) -> Option<Record<'_>> {
        let row = self.text.get(self.rows.get(at)?.clone())?;
        let mut record = Record::default();
        let most = self.file.limits.fields as usize;
        for (at, cell) in self.dialect.cells(row).enumerate() {
            if at >= most {
                if cell.trim().is_empty() {
                    continue;
                }
                record.is_cut = true;
                break;
            }
            let name = match self.names.get(at) {
                Some(name) => Cow::Borrowed(name.as_str()),
                None => Cow::Owned(unnamed(at)),
            };
            record.push(name, cell);
        }
        Some(record)
    }

    fn number(&self, at: usize) -> u64 {
        (at + self.above) as u64 + 1
    }

    fn unit(&self) -> &'static str {
        "row"
    }

    fn header(&self) -> Option<Vec<String>> {
        Some(self.names.to_vec())
    }
}
