//! Rows and cells of a table, as its dialect writes them.
//!
//! A quotation mark opens where a cell begins and closes before a delimiter or the end of a line, so that
//! marks which nobody doubled stay in the text.

use std::borrow::Cow;
use std::ops::Range;

use super::dialect::Dialect;
use crate::ingest::readers::Input;

/// Rows of a table.
#[derive(Debug, Default)]
pub(super) struct Rows {
    /// Their bytes, without the line break; blank rows are left out.
    pub list: Vec<Range<usize>>,
    /// Rows with a quotation mark that nothing closes.
    pub open: usize,
}

/// What ends a row.
enum End {
    /// A line break or the end of the text; where the next row begins.
    Row(usize),
    /// Nothing: a quotation mark stays open.
    Open,
}

impl Dialect {
    /// The rows of `text`. Where it `is_cut`, the last row may be broken and is left out.
    pub fn rows(self, text: &str, is_cut: bool) -> Vec<Range<usize>> {
        let mut found = self.scan(text, usize::MAX, usize::MAX, &mut || true);
        if is_cut && found.list.len() > 2 && !text.ends_with('\n') {
            found.list.pop();
        }
        found.list
    }

    /// The rows of a file: `above` the first record, and one more than are read, so that it is known that
    /// there are more.
    pub fn all_rows(self, text: &str, above: usize, file: &Input<'_>) -> Rows {
        let most = (file.limits.records as usize).saturating_add(above + 1);
        self.scan(text, file.limits.field_bytes as usize, most, &mut || !file.task.is_cancelled())
    }

    fn scan(self, text: &str, longest: usize, most: usize, goes_on: &mut dyn FnMut() -> bool) -> Rows {
        /// Open quotation marks after which they are taken for letters, since each costs a look ahead.
        const MOST_OPEN: usize = 32;
        let bytes = text.as_bytes();
        let mut rows = Rows::default();
        let mut at = 0;
        while at < bytes.len() && rows.list.len() < most && goes_on() {
            let quotes = rows.open < MOST_OPEN;
            let end = match self.row_end(bytes, at, longest, quotes) {
                End::Row(next) => next,
                End::Open => {
                    rows.open += 1;
                    line_end(bytes, at)
                }
            };
            let row = bytes.get(at..end).unwrap_or(&[]);
            let length = row.len() - row.iter().rev().take_while(|b| matches!(b, b'\n' | b'\r')).count();
            let is_blank = row.iter().all(|b| b.is_ascii_whitespace() || *b == self.delimiter);
            if !is_blank {
                rows.list.push(at..at + length);
            }
            at = end;
        }
        rows
    }

    fn row_end(self, bytes: &[u8], from: usize, longest: usize, quotes: bool) -> End {
        let mut at = from;
        let mut begins = true;
        while let Some(&byte) = bytes.get(at) {
            if begins && byte == b'"' && quotes {
                match self.close(bytes, at, longest) {
                    Some(close) => at = close + 1,
                    None => return End::Open,
                }
                begins = false;
                continue;
            }
            match byte {
                b'\n' => return End::Row(at + 1),
                b'\r' => return End::Row(at + 1 + usize::from(bytes.get(at + 1) == Some(&b'\n'))),
                _ => {}
            }
            begins = byte == self.delimiter || begins && byte == b' ';
            at += 1;
        }
        End::Row(at)
    }

    /// Where the quotation mark is that closes the one at `open`.
    fn close(self, bytes: &[u8], open: usize, longest: usize) -> Option<usize> {
        let mut at = open + 1;
        loop {
            let byte = *bytes.get(at)?;
            if byte == b'\\' && self.backslash {
                at += 2;
                continue;
            }
            if byte == b'"' {
                let next = bytes.get(at + 1).copied();
                if next == Some(b'"') && !self.backslash {
                    // Two marks at the end of a cell that a third does not follow are what is left of one.
                    at += 2;
                    continue;
                }
                if self.ends_cell(bytes, at + 1) {
                    return Some(at);
                }
            }
            at += 1;
            if at - open > longest {
                return None;
            }
        }
    }

    /// Whether a delimiter, a line break or nothing comes at `at`, perhaps after spaces.
    fn ends_cell(self, bytes: &[u8], at: usize) -> bool {
        let rest = bytes.get(at..).unwrap_or(&[]);
        let spaces = rest.iter().take(8).take_while(|b| **b == b' ').count();
        match rest.get(spaces) {
            None | Some(b'\n' | b'\r') => true,
            Some(byte) => *byte == self.delimiter,
        }
    }

    /// The cells of a row, one after another: a row may have more than there is room for.
    pub fn cells(self, row: &str) -> impl Iterator<Item = Cow<'_, str>> {
        let bytes = row.as_bytes();
        let mut next = Some(0);
        // A mark that nothing closes is a letter, and so are those after it: each costs a look ahead.
        let mut quotes = true;
        std::iter::from_fn(move || {
            let at = next?;
            let spaces = bytes.get(at..).unwrap_or(&[]).iter().take_while(|b| **b == b' ').count();
            let open = at + spaces;
            let close = if quotes && bytes.get(open) == Some(&b'"') {
                self.close(bytes, open, usize::MAX)
            } else {
                None
            };
            quotes &= close.is_some() || bytes.get(open) != Some(&b'"');
            let (inner, behind) = match close {
                Some(close) => (Some(open + 1..close), close + 1),
                None => (None, at),
            };
            let rest = bytes.get(behind..).unwrap_or(&[]);
            let end = behind + rest.iter().take_while(|b| **b != self.delimiter).count();
            next = (end < bytes.len()).then_some(end + 1);
            Some(self.plain(row.get(inner.unwrap_or(at..end)).unwrap_or("")))
        })
    }

    /// The text of a cell without what quoting has added.
    fn plain(self, cell: &str) -> Cow<'_, str> {
        if self.backslash && cell.contains('\\') {
            Cow::Owned(cell.replace("\\\"", "\"").replace("\\\\", "\\"))
        } else if cell.contains("\"\"") {
            Cow::Owned(cell.replace("\"\"", "\""))
        } else {
            Cow::Borrowed(cell)
        }
    }
}

/// Where the line after the one at `at` begins.
fn line_end(bytes: &[u8], at: usize) -> usize {
    let rest = bytes.get(at..).unwrap_or(&[]);
    let length = rest.iter().position(|b| matches!(b, b'\n' | b'\r'));
    length.map_or(bytes.len(), |length| {
        let is_pair = rest.get(length..).is_some_and(|rest| rest.starts_with(b"\r\n"));
        at + length + if is_pair { 2 } else { 1 }
    })
}

#[cfg(test)]
mod tests {
    use super::Dialect;

    fn check(text: &str, backslash: bool, expected: &[&[&str]]) {
        let dialect = Dialect { delimiter: b',', backslash };
        let rows = dialect.scan(text, 1000, usize::MAX, &mut || true).list;
        let found: Vec<Vec<String>> = rows
            .into_iter()
            .map(|row| dialect.cells(text.get(row).unwrap()).map(std::borrow::Cow::into_owned).collect())
            .collect();
        assert_eq!(found, expected, "{text:?}");
    }

    #[test]
    fn cells_and_rows() {
        check("a,b\r\nc,\r\n\r\n,\nd", false, &[&["a", "b"], &["c", ""], &["d"]]);
        check("\"a,\nb\",\"c \"\"d\"\" e\"\nf,g", false, &[&["a,\nb", "c \"d\" e"], &["f", "g"]]);
        check("\"a \\\"b\\\", c\",d\n", true, &[&["a \"b\", c", "d"]]);
        check("\"\",\"\"\"a\"\"\"\n", false, &[&["", "\"a\""]]);
        check("a \"b\" c,d", false, &[&["a \"b\" c", "d"]]);
        check("\"he said \"no\" to it\",b", false, &[&["he said \"no\" to it", "b"]]);
        check("a, \"b, c\" ,d", false, &[&["a", "b, c", "d"]]);
        check("\"open,a\nb,c\n", false, &[&["\"open", "a"], &["b", "c"]]);
        check("a\rb\rc", false, &[&["a"], &["b"], &["c"]]);
        check("\"open,a\rb,c\rd,e", false, &[&["\"open", "a"], &["b", "c"], &["d", "e"]]);
        check("\"open,a\r\nb,c", false, &[&["\"open", "a"], &["b", "c"]]);
    }

    #[test]
    fn many_open_marks_take_no_time() {
        let text = "\"a b\n".repeat(100_000);
        let rows = Dialect::default().scan(&text, usize::MAX, usize::MAX, &mut || true);
        assert_eq!(rows.list.len(), 100_000);
        assert_eq!(rows.open, 32);
    }

    #[test]
    fn no_more_rows_and_cells_are_held_than_are_read() {
        let rows = Dialect::default().scan("a\n\nb\nc\nd\n", usize::MAX, 3, &mut || true);
        assert_eq!(rows.list, [0..1, 3..4, 5..6]);
        assert_eq!(
            Dialect::default().cells(",,\"a,b\",,").map(|cell| cell.len()).collect::<Vec<_>>(),
            [0, 0, 3, 0, 0]
        );
    }
}
