//! XLSX, XLSM and XLSB, cell by cell.

use std::io::Cursor;

use calamine::{Cell, DataRef, Dimensions, Reader as _, SheetType, SheetVisible, Xlsb, Xlsx};

use super::Fault;
use super::rows::{Room, Sheet, text_of};
use crate::ingest::readers::Input;

/// The sheets of an XLSX file.
pub(super) fn sheets(file: &Input<'_>) -> Result<Vec<Sheet>, Fault> {
    let mut book: Xlsx<_> = Xlsx::new(Cursor::new(file.bytes)).map_err(|error| match error {
        calamine::XlsxError::Password => Fault::Locked,
        _ => Fault::Broken,
    })?;
    let mut room = Room::new(file.limits);
    let mut sheets = Vec::new();
    for mut sheet in listed(book.sheets_metadata()) {
        if !sheet.is_hidden {
            match book.worksheet_cells_reader(&sheet.name) {
                Ok(mut cells) => take(&mut sheet, &mut room, file, || cells.next_cell()),
                Err(_) => sheet.is_damaged = true,
            }
            let merged: Vec<Dimensions> = book.merge_cells_by_sheet_name(&sheet.name).unwrap_or_default();
            sheet.fill(&merged, &mut room);
        }
        sheets.push(sheet);
    }
    some(sheets)
}

/// The sheets of an XLSB file.
pub(super) fn binary_sheets(file: &Input<'_>) -> Result<Vec<Sheet>, Fault> {
    let mut book: Xlsb<_> = Xlsb::new(Cursor::new(file.bytes)).map_err(|_| Fault::Broken)?;
    let mut room = Room::new(file.limits);
    let mut sheets = Vec::new();
    for mut sheet in listed(book.sheets_metadata()) {
        if !sheet.is_hidden {
            match book.worksheet_cells_reader(&sheet.name) {
                Ok(mut cells) => take(&mut sheet, &mut room, file, || cells.next_cell()),
                Err(_) => sheet.is_damaged = true,
            }
        }
        sheets.push(sheet);
    }
    some(sheets)
}

/// The sheets with cells, still empty.
fn listed(all: &[calamine::Sheet]) -> Vec<Sheet> {
    all.iter()
        .filter(|sheet| sheet.typ == SheetType::WorkSheet)
        .map(|sheet| Sheet {
            name: sheet.name.clone(),
            is_hidden: sheet.visible != SheetVisible::Visible,
            ..Sheet::default()
        })
        .collect()
}

fn some(sheets: Vec<Sheet>) -> Result<Vec<Sheet>, Fault> {
    if sheets.is_empty() { Err(Fault::Broken) } else { Ok(sheets) }
}

/// Takes cells until there are none or no room; a broken cell ends the sheet.
fn take<'a, E>(
    sheet: &mut Sheet,
    room: &mut Room,
    file: &Input<'_>,
    mut next: impl FnMut() -> Result<Option<Cell<DataRef<'a>>>, E>,
) {
    loop {
        let cell = match next() {
            Ok(Some(cell)) => cell,
            Ok(None) => break,
            Err(_) => {
                sheet.is_damaged = true;
                break;
            }
        };
        let (row, column) = cell.get_position();
        let goes_on = sheet.add(row, column, text_of(cell.get_value()), room);
        if !goes_on || file.task.is_cancelled() {
            break;
        }
    }
    sheet.sort();
}
