//! Spreadsheets: XLSX, XLSM, XLSB, XLS and ODS, one article a row.
//!
//! What a file would grow to is measured before it is unpacked. Cells are taken one after another, never a
//! sheet as a rectangle: two cells far apart make no billion of empty ones. Formulas count by their values,
//! dates by what the format of their cell says. Hidden sheets are not read, which is told.

mod ods;
mod packed;
mod rows;
mod xls;
mod xlsx;

use std::borrow::Cow;
use std::panic::{AssertUnwindSafe, catch_unwind};

use super::archive::is_office_file;
use super::doc::has_stream;
use super::fields::{Record, Records, read_records};
use super::tables::{Header, header, unnamed};
use super::{Found, Input, Reader, ending};
use crate::corpus::{Confidence, EncodingFound, EncodingSign};
use crate::ingest::passed_over::RAISE;
use crate::problem::Cause;
use rows::{Row, Sheet};

/// The reader of spreadsheets.
#[derive(Debug, Clone, Copy)]
pub struct Spreadsheet;

/// A spreadsheet by what it is packed in.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Xlsx,
    Xlsb,
    Ods,
    Xls,
    /// Locked with a password.
    Locked,
}

impl Reader for Spreadsheet {
    fn name(&self) -> &'static str {
        "Spreadsheet"
    }

    fn endings(&self) -> &'static [&'static str] {
        &["xlsx", "xlsm", "xltx", "xlsb", "xls", "ods"]
    }

    fn sniff(&self, bytes: &[u8], name: &str) -> Option<Confidence> {
        let promises = ending(name).is_some_and(|ending| self.endings().contains(&ending.as_str()));
        kind(bytes).filter(|kind| *kind != Kind::Locked || promises).map(|_| Confidence::High)
    }

    fn read(&self, file: &Input<'_>, found: &mut Found) {
        let read = || match kind(file.bytes) {
            Some(Kind::Xlsx) => packed::check(file).and_then(|()| xlsx::sheets(file)),
            Some(Kind::Xlsb) => packed::check(file).and_then(|()| xlsx::binary_sheets(file)),
            Some(Kind::Ods) => packed::check(file).and_then(|()| ods::sheets(file)),
            Some(Kind::Xls) => xls::sheets(file),
            _ => Err(Fault::Locked),
        };
        // The libraries below have been seen to give up loudly on broken files.
        match catch_unwind(AssertUnwindSafe(read)).unwrap_or(Err(Fault::Broken)) {
            Ok(sheets) => articles(file, &sheets, found),
            Err(fault) => {
                if let Some(text) = fault.text(file) {
                    found.report(file, Cause::Unreadable, text);
                }
            }
        }
    }
}

/// Why a spreadsheet could not be read.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Fault {
    /// Damaged, or nothing that is known.
    Broken,
    /// Needs a password.
    Locked,
    /// Would grow beyond the limit.
    TooLarge,
    /// It was stopped before it was known.
    Stopped,
}

impl Fault {
    /// What is told; `None` of what was stopped: whoever did it knows, and a limit of time is told for all.
    fn text(self, file: &Input<'_>) -> Option<String> {
        Some(match self {
            Self::Stopped => return None,
            Self::Broken => "The spreadsheet is damaged. Open it in a spreadsheet program and save it again, or save it as CSV".to_owned(),
            Self::Locked => "The spreadsheet is locked with a password. Save it without one".to_owned(),
            Self::TooLarge => format!(
                "The spreadsheet grows to more than {} MiB when it is unpacked. Cut it into several, save it as CSV, or {RAISE}",
                file.limits.sheet_bytes >> 20
            ),
        })
    }
}

/// What the bytes are; `None` where they are no spreadsheet.
fn kind(bytes: &[u8]) -> Option<Kind> {
    /// The list of what is packed stands at the end.
    const END: usize = 256 * 1024;
    let has = |within: &[u8], what: &[u8]| within.windows(what.len()).any(|window| window == what);
    if bytes.starts_with(b"PK\x03\x04") {
        // An archive of spreadsheets has their lists in it too.
        if !is_office_file(bytes) {
            return None;
        }
        let head = bytes.get(..bytes.len().min(4096)).unwrap_or(bytes);
        let end = bytes.get(bytes.len().saturating_sub(END)..).unwrap_or(bytes);
        if has(head, b"application/vnd.oasis.opendocument.spreadsheet") {
            return Some(Kind::Ods);
        }
        if has(end, b"xl/workbook.bin") || has(head, b"xl/workbook.bin") {
            return Some(Kind::Xlsb);
        }
        return (has(end, b"xl/workbook") || has(head, b"xl/workbook")).then_some(Kind::Xlsx);
    }
    if has_stream(bytes, "EncryptedPackage\0") {
        return Some(Kind::Locked);
    }
    (has_stream(bytes, "Workbook\0") || has_stream(bytes, "Book\0")).then_some(Kind::Xls)
}

/// Adds the articles of all sheets that are shown.
fn articles(file: &Input<'_>, sheets: &[Sheet], found: &mut Found) {
    let encoding = EncodingFound { name: "UTF-8", by: EncodingSign::ValidUtf8, had_errors: false };
    let shown: Vec<&Sheet> =
        sheets.iter().filter(|sheet| !sheet.is_hidden && !sheet.rows.is_empty()).collect();
    let hidden: Vec<&str> = sheets.iter().filter(|sheet| sheet.is_hidden).map(|s| s.name.as_str()).collect();
    if !hidden.is_empty() {
        let names: Vec<String> = hidden.iter().take(5).map(|name| format!("“{name}”")).collect();
        let (many, was, it) = if hidden.len() == 1 {
            ("The hidden sheet", "was", "it")
        } else {
            ("The hidden sheets", "were", "them")
        };
        let more = if hidden.len() > names.len() { ", …" } else { "" };
        let text = format!(
            "{many} {}{more} {was} not read. Show {it} in a spreadsheet program to have {it} read",
            names.join(", ")
        );
        found.report(file, Cause::Skipped, text);
    }
    let damaged: Vec<&Sheet> = sheets.iter().filter(|sheet| sheet.is_damaged && !sheet.is_hidden).collect();
    for sheet in &damaged {
        let text = format!(
            "Sheet “{}” is damaged: only the rows before the damage were read. Open it in a spreadsheet program and save it again",
            sheet.name
        );
        found.report(file, Cause::Unreadable, text);
    }
    if shown.is_empty() {
        if damaged.is_empty() && !file.task.is_cancelled() {
            found.report(
                file,
                Cause::NoArticle,
                "The spreadsheet is empty. Remove it, or fetch the articles again",
            );
        }
        return;
    }
    let mut number = 0;
    for sheet in &shown {
        let left = sheet
            .rows
            .iter()
            .filter_map(|row| row.cells.first())
            .map(|(column, _)| *column)
            .min()
            .unwrap_or(0);
        let sample: Vec<Vec<Cow<'_, str>>> = sheet.rows.iter().take(50).map(|row| dense(row, left)).collect();
        let Header { names, rows: above } = header(&sample);
        let rows = sheet.rows.get(above..).unwrap_or(&[]);
        let table = Cells { rows, names: &names, left, file };
        let name = (shown.len() > 1).then_some(sheet.name.as_str());
        number = read_records(file, &table, name, &encoding, number, found);
        if sheet.is_cut {
            let text = format!(
                "Sheet “{}” has more rows or text than is read; what lies beyond was left out. Cut it into several, or {RAISE}",
                sheet.name
            );
            found.report(file, Cause::Skipped, text);
        }
    }
}

/// A row with its empty cells, from column `left` on.
fn dense(row: &Row, left: u32) -> Vec<Cow<'_, str>> {
    /// Columns that a header is looked for in.
    const MOST: u32 = 1000;
    let mut cells = Vec::new();
    for (column, text) in &row.cells {
        let at = column.saturating_sub(left);
        if at >= MOST {
            break;
        }
        cells.resize(at as usize, Cow::Borrowed(""));
        cells.push(Cow::Borrowed(text.as_str()));
    }
    cells
}

/// Rows of a sheet, as records.
struct Cells<'a, 'f> {
    rows: &'a [Row],
    names: &'a [String],
    left: u32,
    file: &'a Input<'f>,
}

impl Records for Cells<'_, '_> {
    fn len(&self) -> usize {
        self.rows.len()
    }

    fn get(&self, at: usize) -> Option<Record<'_>> {
        let row = self.rows.get(at)?;
        let mut record = Record::default();
        let most = self.file.limits.fields as usize;
        record.is_cut = row.cells.len() > most;
        for (column, text) in row.cells.iter().take(most) {
            let at = column.saturating_sub(self.left) as usize;
            let name = match self.names.get(at) {
                Some(name) => Cow::Borrowed(name.as_str()),
                None => Cow::Owned(unnamed(at)),
            };
            record.push(name, Cow::Borrowed(text.as_str()));
        }
        Some(record)
    }

    fn number(&self, at: usize) -> u64 {
        self.rows.get(at).map_or(0, |row| u64::from(row.number) + 1)
    }

    fn unit(&self) -> &'static str {
        "row"
    }

    fn header(&self) -> Option<Vec<String>> {
        Some(self.names.to_vec())
    }
}
