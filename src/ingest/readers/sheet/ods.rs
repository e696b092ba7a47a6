//! ODS, as its XML streams by: repeated rows and cells are counted, not made.

use std::collections::BTreeSet;
use std::io::{BufReader, Cursor, Read as _};

use calamine::Dimensions;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use zip::ZipArchive;

use super::Fault;
use super::rows::{Room, Sheet};
use crate::ingest::readers::Input;

/// The sheets of an ODS file.
pub(super) fn sheets(file: &Input<'_>) -> Result<Vec<Sheet>, Fault> {
    let mut archive = ZipArchive::new(Cursor::new(file.bytes)).map_err(|_| Fault::Broken)?;
    let part = archive.by_name("content.xml").map_err(|_| Fault::Broken)?;
    let mut xml = Reader::from_reader(BufReader::new(part.take(file.limits.sheet_bytes)));
    let mut state = State::new(Room::new(file.limits));
    let mut buffer = Vec::new();
    let mut is_damaged = false;
    loop {
        if file.task.is_cancelled() {
            break;
        }
        buffer.clear();
        match xml.read_event_into(&mut buffer) {
            Ok(Event::Start(element)) => state.begin(&element),
            Ok(Event::Empty(element)) => {
                state.begin(&element);
                state.end(element.local_name().as_ref());
            }
            Ok(Event::End(element)) => state.end(element.local_name().as_ref()),
            Ok(Event::Text(text)) if state.is_text() => state.text.push_str(&text.xml10_content()),
            Ok(Event::GeneralRef(name)) if state.is_text() => {
                let named = match &*name {
                    "amp" => Some('&'),
                    "lt" => Some('<'),
                    "gt" => Some('>'),
                    "quot" => Some('"'),
                    "apos" => Some('\''),
                    _ => name.resolve_char_ref().ok().flatten(),
                };
                state.text.extend(named);
            }
            Ok(Event::Eof) | Err(_) => {
                is_damaged = !state.is_over;
                break;
            }
            Ok(_) => {}
        }
    }
    // What a cut file has left open counts.
    if let Some(sheet) = state.sheet.take() {
        state.sheets.push(sheet);
    }
    if is_damaged && let Some(last) = state.sheets.last_mut() {
        last.is_damaged = true;
    }
    for sheet in &mut state.sheets {
        sheet.is_hidden = state.hidden.contains(&sheet.name);
        sheet.sort();
    }
    match state.sheets {
        sheets if !sheets.is_empty() => Ok(sheets),
        _ if file.task.is_cancelled() => Err(Fault::Stopped),
        _ => Err(Fault::Broken),
    }
}

/// Rows and columns that a sheet may have.
const MOST_ROWS: u32 = 1 << 20;
const MOST_COLUMNS: u32 = 1 << 14;

struct State {
    sheets: Vec<Sheet>,
    sheet: Option<Sheet>,
    room: Room,
    /// Tables within tables.
    depth: u32,
    /// All sheets have ended.
    is_over: bool,
    row: u32,
    column: u32,
    row_repeats: u32,
    cells: Vec<(u32, String)>,
    /// Bytes of `cells`.
    pending: u64,
    in_cell: bool,
    cell_repeats: u32,
    rows_spanned: u32,
    /// What the cell says beside its text.
    value: Option<String>,
    text: String,
    /// Open elements whose text is not the cell's: notes, drawings.
    aside: u32,
    merged: Vec<Dimensions>,
    /// The style that is being read.
    style: Option<String>,
    styles_not_shown: BTreeSet<String>,
    /// Names of sheets whose style is not shown.
    hidden: BTreeSet<String>,
}

impl State {
    fn new(room: Room) -> Self {
        Self {
            sheets: Vec::new(),
            sheet: None,
            room,
            depth: 0,
            is_over: false,
            row: 0,
            column: 0,
            row_repeats: 1,
            cells: Vec::new(),
            pending: 0,
            in_cell: false,
            cell_repeats: 1,
            rows_spanned: 1,
            value: None,
            text: String::new(),
            aside: 0,
            merged: Vec::new(),
            style: None,
            styles_not_shown: BTreeSet::new(),
            hidden: BTreeSet::new(),
        }
    }

    fn is_text(&self) -> bool {
        self.in_cell && self.aside == 0
    }

    fn begin(&mut self, element: &BytesStart<'_>) {
        match element.local_name().as_ref() {
            "style" => self.style = attribute(element, "name"),
            "table-properties" if attribute(element, "display").as_deref() == Some("false") => {
                self.styles_not_shown.extend(self.style.clone());
            }
            "table" => {
                self.depth += 1;
                if self.depth == 1 {
                    let name = attribute(element, "name").unwrap_or_default();
                    let style = attribute(element, "style-name").unwrap_or_default();
                    if self.styles_not_shown.contains(&style) {
                        self.hidden.insert(name.clone());
                    }
                    self.sheet = Some(Sheet { name, ..Sheet::default() });
                    self.row = 0;
                }
            }
            "table-row" if self.depth == 1 => {
                self.column = 0;
                self.row_repeats = number(element, "number-rows-repeated");
            }
            "table-cell" | "covered-table-cell" if self.depth == 1 => {
                self.in_cell = true;
                self.cell_repeats = number(element, "number-columns-repeated");
                self.rows_spanned = number(element, "number-rows-spanned");
                let kind = attribute(element, "value-type").unwrap_or_default();
                self.value = match kind.as_str() {
                    "float" | "percentage" | "currency" => attribute(element, "value"),
                    "date" => attribute(element, "date-value"),
                    "boolean" => attribute(element, "boolean-value"),
                    "string" => attribute(element, "string-value"),
                    _ => None,
                };
                self.text.clear();
            }
            "annotation" | "frame" | "shape" | "custom-shape" | "object" => self.aside += 1,
            "p" | "h" if self.is_text() && !self.text.is_empty() => self.text.push('\n'),
            "line-break" if self.is_text() => self.text.push('\n'),
            "s" | "tab" if self.is_text() => self.text.push(' '),
            _ => {}
        }
    }

    fn end(&mut self, name: &str) {
        match name {
            "annotation" | "frame" | "shape" | "custom-shape" | "object" => {
                self.aside = self.aside.saturating_sub(1);
            }
            "style" => self.style = None,
            "spreadsheet" if self.depth == 0 => self.is_over = true,
            "table" => {
                self.depth = self.depth.saturating_sub(1);
                if self.depth == 0
                    && let Some(mut sheet) = self.sheet.take()
                {
                    sheet.fill(&self.merged, &mut self.room);
                    self.merged.clear();
                    self.sheets.push(sheet);
                }
            }
            "table-cell" | "covered-table-cell" if self.in_cell && self.depth == 1 => self.end_cell(),
            "table-row" if self.depth == 1 => self.end_row(),
            _ => {}
        }
    }

    fn end_cell(&mut self) {
        self.in_cell = false;
        let repeats = self.cell_repeats.min(MOST_COLUMNS.saturating_sub(self.column));
        let text = self.value.take().unwrap_or_else(|| std::mem::take(&mut self.text));
        if self.rows_spanned > 1 && self.merged.len() < 100_000 {
            let end = (self.row.saturating_add(self.rows_spanned - 1), self.column);
            self.merged.push(Dimensions::new((self.row, self.column), end));
        }
        if !text.trim().is_empty() {
            let cost = (text.len() as u64 + 32) * u64::from(repeats);
            if self.room.has(self.pending + cost) {
                self.pending += cost;
                for column in self.column..self.column + repeats {
                    self.cells.push((column, text.clone()));
                }
            } else if let Some(sheet) = &mut self.sheet {
                sheet.is_cut = true;
            }
        }
        self.column = self.column.saturating_add(repeats);
    }

    fn end_row(&mut self) {
        let repeats = self.row_repeats.min(MOST_ROWS.saturating_sub(self.row));
        let cells = std::mem::take(&mut self.cells);
        self.pending = 0;
        if let Some(sheet) = &mut self.sheet
            && !cells.is_empty()
        {
            'rows: for row in self.row..self.row + repeats {
                for (column, text) in &cells {
                    if !sheet.add(row, *column, text.clone(), &mut self.room) {
                        break 'rows;
                    }
                }
            }
        }
        self.row = self.row.saturating_add(repeats);
    }
}

/// The value of the attribute whose name ends so, whatever stands before its colon.
fn attribute(element: &BytesStart<'_>, name: &str) -> Option<String> {
    let found = element.attributes().flatten().find(|one| one.key.local_name().as_ref() == name)?;
    found.normalized_value(quick_xml::XmlVersion::Implicit1_0).ok().map(std::borrow::Cow::into_owned)
}

fn number(element: &BytesStart<'_>, name: &str) -> u32 {
    attribute(element, name).and_then(|value| value.parse().ok()).unwrap_or(1).max(1)
}
