//! Rows of a sheet as they come out of a spreadsheet: only cells with something in them.

use calamine::{Data, DataRef, Dimensions, ExcelDateTime};

use crate::ingest::readers::limits::Limits;

/// One row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Row {
    /// Its number, from 0.
    pub number: u32,
    /// Columns from 0, in order, and what is in them.
    pub cells: Vec<(u32, String)>,
}

/// One sheet.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Sheet {
    /// Its name.
    pub name: String,
    /// Whether it is not shown; its rows are then not read.
    pub is_hidden: bool,
    /// Rows with something in them, in order.
    pub rows: Vec<Row>,
    /// Whether a limit cut it.
    pub is_cut: bool,
    /// Whether it makes no sense somewhere; rows before that are good.
    pub is_damaged: bool,
}

/// How much more may be taken from a file.
#[derive(Debug, Clone, Copy)]
pub(super) struct Room {
    bytes: u64,
    rows: usize,
}

impl Room {
    /// All that `limits` allow.
    pub fn new(limits: &Limits) -> Self {
        Self { bytes: limits.sheet_bytes, rows: limits.records as usize }
    }

    /// Whether so many bytes may still be taken.
    pub fn has(&self, bytes: u64) -> bool {
        bytes <= self.bytes
    }
}

impl Sheet {
    /// Adds a cell; false when there is no more room.
    pub fn add(&mut self, row: u32, column: u32, text: String, room: &mut Room) -> bool {
        /// What a cell costs beside its text.
        const CELL: u64 = 32;
        if text.trim().is_empty() {
            return true;
        }
        let cost = text.len() as u64 + CELL;
        if cost > room.bytes {
            self.is_cut = true;
            return false;
        }
        match self.rows.last_mut() {
            Some(last) if last.number == row => last.cells.push((column, text)),
            _ => {
                if room.rows == 0 {
                    self.is_cut = true;
                    return false;
                }
                room.rows -= 1;
                self.rows.push(Row { number: row, cells: vec![(column, text)] });
            }
        }
        room.bytes -= cost;
        true
    }

    /// Puts rows and cells in order, where the file had another.
    pub fn sort(&mut self) {
        if !self.rows.is_sorted_by(|a, b| a.number < b.number) {
            self.rows.sort_by_key(|row| row.number);
            self.rows.dedup_by(|later, row| {
                let is_same = later.number == row.number;
                if is_same {
                    row.cells.append(&mut later.cells);
                }
                is_same
            });
        }
        for row in &mut self.rows {
            if !row.cells.is_sorted_by(|a, b| a.0 < b.0) {
                row.cells.sort_by_key(|(column, _)| *column);
                row.cells.dedup_by_key(|(column, _)| *column);
            }
        }
    }

    /// Gives the rows of merged cells the value of the first: an outlet that stands once for many articles.
    pub fn fill(&mut self, merged: &[Dimensions], room: &mut Room) {
        /// More are made by a program that means something else.
        const MOST: usize = 100_000;
        for one in merged.iter().take(MOST).filter(|one| one.end.0 > one.start.0) {
            let (from, to, column) = (one.start.0, one.end.0, one.start.1);
            let begin = self.rows.partition_point(|row| row.number < from);
            let end = self.rows.partition_point(|row| row.number <= to);
            let Some(rows) = self.rows.get_mut(begin..end) else { continue };
            let [first, below @ ..] = rows else { continue };
            let value = first.cells.iter().find(|(at, _)| *at == column).map(|(_, text)| text.clone());
            // Long texts are not repeated.
            let Some(value) = value.filter(|value| first.number == from && value.len() <= 300) else {
                continue;
            };
            for row in below {
                let at = row.cells.partition_point(|(at, _)| *at < column);
                let is_empty = row.cells.get(at).is_none_or(|(there, _)| *there != column);
                if is_empty && room.bytes > 400 {
                    room.bytes -= value.len() as u64 + 32;
                    row.cells.insert(at, (column, value.clone()));
                }
            }
        }
    }
}

/// What a cell shows, or nearly.
pub(super) fn text_of(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => number_text(*number),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(is) => is.to_string(),
        DataRef::DateTime(stamp) => date_text(stamp),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => text.clone(),
        DataRef::Error(_) | DataRef::Empty => String::new(),
    }
}

/// The same of a cell of the old format.
pub(super) fn text_of_old(value: &Data) -> String {
    match value {
        Data::Int(number) => number.to_string(),
        Data::Float(number) => number_text(*number),
        Data::Bool(is) => is.to_string(),
        Data::DateTime(stamp) => date_text(stamp),
        Data::String(text) | Data::DateTimeIso(text) | Data::DurationIso(text) => text.clone(),
        _ => String::new(),
    }
}

fn number_text(number: f64) -> String {
    // Prints whole numbers without a fraction.
    number.to_string()
}

fn date_text(stamp: &ExcelDateTime) -> String {
    // Beyond these no calendar of a spreadsheet goes.
    if !stamp.is_datetime() || !(0.0..3_000_000.0).contains(&stamp.as_f64()) {
        return number_text(stamp.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = stamp.to_ymd_hms_milli();
    let date = format!("{year:04}-{month:02}-{day:02}");
    if (hour, minute, second) == (0, 0, 0) {
        date
    } else {
        format!("{date}T{hour:02}:{minute:02}:{second:02}")
    }
}
