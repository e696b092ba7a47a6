//! XLS, the format of before 2007. The library makes a rectangle of each sheet, so what that would take is
//! reckoned first from the records of the file.

use std::io::{Cursor, Read};

use calamine::{Data, Range, Reader as _, SheetVisible, Xls};

use super::Fault;
use super::rows::{Room, Sheet, text_of_old};
use crate::ingest::readers::Input;

/// The sheets of an XLS file.
pub(super) fn sheets(file: &Input<'_>) -> Result<Vec<Sheet>, Fault> {
    reckon(file)?;
    let mut book: Xls<_> = Xls::new(Cursor::new(file.bytes)).map_err(|error| match error {
        calamine::XlsError::Password => Fault::Locked,
        _ => Fault::Broken,
    })?;
    let mut room = Room::new(file.limits);
    let mut sheets = Vec::new();
    for listed in book.sheets_metadata().to_vec() {
        let is_hidden = listed.visible != SheetVisible::Visible;
        let mut sheet = Sheet { name: listed.name.clone(), is_hidden, ..Sheet::default() };
        if !is_hidden {
            match book.worksheet_range(&listed.name) {
                Ok(range) => take(&mut sheet, &range, &mut room, file),
                Err(_) => sheet.is_damaged = true,
            }
            let merged = book.merge_cells_by_sheet_name(&listed.name).unwrap_or_default();
            sheet.fill(&merged, &mut room);
        }
        sheets.push(sheet);
    }
    if sheets.is_empty() { Err(Fault::Broken) } else { Ok(sheets) }
}

/// Takes cells until there are none or no room.
fn take(sheet: &mut Sheet, range: &Range<Data>, room: &mut Room, file: &Input<'_>) {
    let (top, left) = range.start().unwrap_or_default();
    for (row, column, value) in range.used_cells() {
        let goes_on = sheet.add(top + row as u32, left + column as u32, text_of_old(value), room);
        if !goes_on || file.task.is_cancelled() {
            break;
        }
    }
    sheet.sort();
}

/// Kinds of records, by their numbers in the format's documentation (MS-XLS 2.3).
mod kind {
    pub const EOF: u16 = 0x000A;
    pub const FORMULA: u16 = 0x0006;
    pub const SHEET: u16 = 0x0085;
    pub const MANY_NUMBERS: u16 = 0x00BD;
    pub const RICH_TEXT: u16 = 0x00D6;
    pub const SHARED_TEXT: u16 = 0x00FD;
    pub const DIMENSIONS: u16 = 0x0200;
    pub const NUMBER: u16 = 0x0203;
    pub const TEXT: u16 = 0x0204;
    pub const BOOLEAN: u16 = 0x0205;
    pub const SHORT_NUMBER: u16 = 0x027E;
    pub const BEGIN: u16 = 0x0809;
    pub const STRINGS: u16 = 0x00FC;
    pub const CONTINUE: u16 = 0x003C;
}

/// Whether the rectangles of all sheets, and their texts, stay within the limits.
fn reckon(file: &Input<'_>) -> Result<(), Fault> {
    /// What a cell of a rectangle takes, made twice over on the way.
    const CELL: u64 = 96;
    /// No workbook that a person has made has more.
    const MOST_SHEETS: usize = 1024;
    let stream = stream(file.bytes).ok_or(Fault::Broken)?;
    let mut sheets: Vec<usize> = Vec::new();
    for (kind, data) in records(&stream, 0) {
        match kind {
            kind::SHEET => sheets.extend(word(data, 0).map(|at| at as usize)),
            kind::EOF => break,
            _ => {}
        }
    }
    if sheets.len() > MOST_SHEETS {
        return Err(Fault::TooLarge);
    }
    let texts = longest_texts(&stream);
    let mut room = file.limits.sheet_bytes;
    for from in sheets {
        if file.task.is_cancelled() {
            return Err(Fault::Stopped);
        }
        let (mut rows, mut columns) = ((u64::MAX, 0), (u64::MAX, 0));
        let mut depth = 0_u32;
        for (kind, data) in records(&stream, from) {
            let mut cell = |row: u64, column: u64| {
                rows = (rows.0.min(row), rows.1.max(row));
                columns = (columns.0.min(column), columns.1.max(column));
            };
            let place = || Some((u64::from(half(data, 0)?), u64::from(half(data, 2)?)));
            match kind {
                kind::BEGIN => depth += 1,
                kind::EOF => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                kind::DIMENSIONS => {
                    let area = dimensions(data).ok_or(Fault::Broken)?;
                    room = area.checked_mul(CELL).and_then(|a| room.checked_sub(a)).ok_or(Fault::TooLarge)?;
                }
                kind::MANY_NUMBERS => {
                    if let Some((row, column)) = place() {
                        cell(row, column);
                        cell(row, column + data.len() as u64 / 6);
                    }
                }
                kind::SHARED_TEXT => {
                    if let Some((row, column)) = place() {
                        cell(row, column);
                        let at = word(data, 6).unwrap_or(0) as usize;
                        let length = texts.get(at).copied().unwrap_or(0);
                        room = room.checked_sub(u64::from(length)).ok_or(Fault::TooLarge)?;
                    }
                }
                kind::FORMULA
                | kind::RICH_TEXT
                | kind::NUMBER
                | kind::TEXT
                | kind::BOOLEAN
                | kind::SHORT_NUMBER => {
                    if let Some((row, column)) = place() {
                        cell(row, column);
                    }
                }
                _ => {}
            }
        }
        if rows.0 <= rows.1 {
            let area = (rows.1 - rows.0 + 1) * (columns.1 - columns.0 + 1);
            room = area.checked_mul(CELL).and_then(|area| room.checked_sub(area)).ok_or(Fault::TooLarge)?;
        }
    }
    Ok(())
}

/// Cells that a record of a sheet's extent makes room for; `None` where it contradicts itself.
fn dimensions(data: &[u8]) -> Option<u64> {
    let (top, bottom, left, right) = if data.len() >= 14 {
        (
            u64::from(word(data, 0)?),
            u64::from(word(data, 4)?),
            u64::from(half(data, 8)?),
            u64::from(half(data, 10)?),
        )
    } else {
        let half = |at| half(data, at).map(u64::from);
        (half(0)?, half(2)?, half(4)?, half(6)?)
    };
    // An empty sheet ends where it begins.
    Some((bottom.checked_sub(top)? + 1) * (right.checked_sub(left)? + 1))
}

/// The bytes of each shared text, at most: what the table of them says before each.
fn longest_texts(stream: &[u8]) -> Vec<u32> {
    let mut table: Vec<&[u8]> = Vec::new();
    let mut is_open = false;
    for (kind, data) in records(stream, 0) {
        match kind {
            kind::STRINGS => {
                is_open = true;
                table.push(data.get(8..).unwrap_or(&[]));
            }
            kind::CONTINUE if is_open => table.push(data),
            kind::EOF => break,
            _ => is_open = false,
        }
    }
    let mut lengths = Vec::new();
    let mut parts = Parts { table, part: 0, at: 0 };
    while let Some(length) = parts.text() {
        lengths.push(length);
    }
    lengths
}

/// A place in a table of texts, which is cut into records anywhere.
struct Parts<'a> {
    table: Vec<&'a [u8]>,
    part: usize,
    at: usize,
}

impl Parts<'_> {
    fn byte(&mut self) -> Option<u8> {
        while self.at >= self.table.get(self.part)?.len() {
            self.part += 1;
            self.at = 0;
        }
        let byte = self.table.get(self.part)?.get(self.at).copied();
        self.at += 1;
        byte
    }

    fn number(&mut self, bytes: u32) -> Option<u32> {
        let mut number = 0;
        for at in 0..bytes {
            number |= u32::from(self.byte()?) << (8 * at);
        }
        Some(number)
    }

    /// Goes over one text, and says how many bytes it may take.
    fn text(&mut self) -> Option<u32> {
        let count = self.number(2)?;
        let mut flags = self.byte()?;
        let runs = if flags & 8 != 0 { self.number(2)? } else { 0 };
        let extra = if flags & 4 != 0 { self.number(4)? } else { 0 };
        let mut left = count as usize;
        while left > 0 {
            let part = self.table.get(self.part)?;
            let width = 1 + usize::from(flags & 1);
            let here = (part.len().saturating_sub(self.at) / width).min(left);
            self.at += here * width;
            left -= here;
            if left > 0 {
                // A text that goes on says anew how wide its letters are.
                self.part += 1;
                self.at = 0;
                flags = flags & !1 | self.byte()? & 1;
            }
        }
        let mut after = u64::from(runs) * 4 + u64::from(extra);
        while after > 0 {
            let here = (self.table.get(self.part)?.len().saturating_sub(self.at) as u64).min(after);
            self.at += here as usize;
            after -= here;
            if after > 0 {
                self.part += 1;
                self.at = 0;
            }
        }
        Some(count.saturating_mul(3))
    }
}

/// The stream of records within the container.
fn stream(bytes: &[u8]) -> Option<Vec<u8>> {
    let mut container = cfb::CompoundFile::open(Cursor::new(bytes)).ok()?;
    ["/Workbook", "/Book", "/WORKBOOK", "/BOOK"].into_iter().find_map(|name| {
        let mut stream = Vec::new();
        let part = container.open_stream(name).ok()?;
        part.take(bytes.len() as u64).read_to_end(&mut stream).ok()?;
        Some(stream)
    })
}

/// Records from `from` on: their kinds and what is in them.
fn records(stream: &[u8], from: usize) -> impl Iterator<Item = (u16, &[u8])> {
    let mut at = from;
    std::iter::from_fn(move || {
        let head = stream.get(at..at.checked_add(4)?)?;
        let (kind, length) = (half(head, 0)?, usize::from(half(head, 2)?));
        let data = stream.get(at + 4..at + 4 + length)?;
        at += 4 + length;
        Some((kind, data))
    })
}

fn half(data: &[u8], at: usize) -> Option<u16> {
    Some(u16::from_le_bytes(data.get(at..at + 2)?.try_into().ok()?))
}

fn word(data: &[u8], at: usize) -> Option<u32> {
    Some(u32::from_le_bytes(data.get(at..at + 4)?.try_into().ok()?))
}
