//! Tables that are no figure: as a file for spreadsheets, and for the clipboard.

use crate::figure::csv;
use crate::problem::{Cause, Problem};

/// Rows under a head as a CSV file, with the mark by which spreadsheets know that it is UTF-8.
pub fn table<H, R>(head: H, rows: impl IntoIterator<Item = R>) -> Result<Vec<u8>, Problem>
where
    H: IntoIterator<Item: AsRef<[u8]>>,
    R: IntoIterator<Item: AsRef<[u8]>>,
{
    csv::table(head, rows, true)
        .map_err(|why| Problem::new(Cause::Internal, format!("The table was not written: {why}")))
}

/// Rows with tabs between their cells, as spreadsheets take them from the clipboard: what would end a cell or a row
/// within one is a space.
///
/// ```
/// use parallax::export::tabbed;
/// assert_eq!(tabbed([["Quay Post", "a\tb"], ["two\nlines", ""]]), "Quay Post\ta b\ntwo lines\t");
/// ```
pub fn tabbed<R>(rows: impl IntoIterator<Item = R>) -> String
where
    R: IntoIterator<Item: AsRef<str>>,
{
    let row = |cells: R| {
        let cells = cells.into_iter().map(|cell| cell.as_ref().replace(['\t', '\n', '\r'], " "));
        cells.collect::<Vec<_>>().join("\t")
    };
    rows.into_iter().map(row).collect::<Vec<_>>().join("\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_is_as_spreadsheets_read_it() {
        let bytes = table(["外", "b"], [["岛, quay", "two\nlines"]]).unwrap();
        assert_eq!(String::from_utf8(bytes).unwrap(), "\u{FEFF}外,b\r\n\"岛, quay\",\"two\nlines\"\r\n");
    }
}
