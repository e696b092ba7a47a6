//! Rows of the table: those on the screen are laid out and drawn, the others keep the height they had.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use super::{GUTTER, NAMES, cell, column_width};
use crate::analysis::glance::{Glance, GlanceRow, RowKind};
use crate::corpus::Corpus;
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::one_row;

/// Room above and below what a row says.
const PAD: f32 = 5.0;

/// What rows are of.
#[derive(Clone, Copy)]
pub struct Table<'a> {
    /// Session and tokens.
    pub ctx: &'a ViewContext<'a>,
    /// The corpus of the places.
    pub corpus: &'a Arc<Corpus>,
    /// The rows.
    pub glance: &'a Arc<Glance>,
}

/// The rows' own state.
#[derive(Default)]
pub struct Rows {
    /// Rows of which all is shown.
    opened: BTreeSet<(RowKind, String)>,
    measured: Measured,
}

/// Rows as they were laid out, for one table in one width.
#[derive(Default)]
struct Measured {
    of: Arc<Glance>,
    /// The width of the table and the size of a point.
    look: (f32, f32),
    /// By the place of the row in the table.
    rows: Vec<Option<MeasuredRow>>,
}

/// A row as it was laid out.
struct MeasuredRow {
    is_open: bool,
    is_first: bool,
    height: f32,
    cells: Vec<cell::Laid>,
}

impl Measured {
    /// Keeps what still holds for this table in this width.
    fn renew(&mut self, glance: &Arc<Glance>, look: (f32, f32)) {
        if self.look != look {
            (self.look, self.rows) = (look, Vec::new());
        }
        if !Arc::ptr_eq(&self.of, glance) {
            // The table is made anew with whatever changes; most of its rows say what they said.
            let same =
                |at: usize| self.of.columns == glance.columns && self.of.rows.get(at) == glance.rows.get(at);
            let kept: Vec<bool> = (0..self.rows.len()).map(same).collect();
            for (row, is_kept) in self.rows.iter_mut().zip(kept) {
                row.take_if(|_| !is_kept);
            }
            self.of = Arc::clone(glance);
        }
        self.rows.resize_with(glance.rows.len(), || None);
    }

    /// What is known of a row, if it is as it was then.
    fn take(&mut self, at: usize, (is_open, is_first): (bool, bool)) -> Option<MeasuredRow> {
        let row = self.rows.get_mut(at)?.take()?;
        (row.is_open == is_open && row.is_first == is_first).then_some(row)
    }

    fn put(&mut self, at: usize, row: MeasuredRow) {
        if let Some(place) = self.rows.get_mut(at) {
            *place = Some(row);
        }
    }
}

impl Rows {
    /// Draws all rows but those hidden. `head` draws what stands before a row: it is told the row's place, and whether
    /// the row is the first of its kind.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        table: Table<'_>,
        is_hidden: impl Fn(&GlanceRow) -> bool,
        head: impl Fn(&mut Ui, usize, &GlanceRow, bool),
    ) {
        self.measured.renew(table.glance, (ui.available_width(), ui.ctx().pixels_per_point()));
        let mut before = None;
        for (at, row) in table.glance.rows.iter().enumerate() {
            if is_hidden(row) {
                continue;
            }
            let is_first = before != Some(row.kind);
            before = Some(row.kind);
            let key = (row.kind, row.of.clone());
            let is_open = self.opened.contains(&key);
            let mut known = self.measured.take(at, (is_open, is_first));
            let size = vec2(ui.available_width(), known.as_ref().map_or(0.0, |known| known.height));
            let place = Rect::from_min_size(ui.cursor().min, size);
            if known.is_some() && !cell::is_near(ui, place) {
                ui.allocate_space(size);
            } else {
                // In a scope, a row takes as many numbers of widgets whether it is drawn or not.
                let scope = UiBuilder::new().id_salt(("row", &key));
                let drawn = ui.scope_builder(scope, |ui| {
                    let head = |ui: &mut Ui| head(ui, at, row, is_first);
                    row_ui(ui, table, (row, is_first, is_open), known.take(), head)
                });
                let (is_turned, now) = drawn.inner;
                known = Some(now);
                if is_turned && !self.opened.remove(&key) {
                    self.opened.insert(key);
                }
            }
            if let Some(known) = known {
                self.measured.put(at, known);
            }
        }
    }
}

/// One row: its head, and a cell a column, as high as the highest. Whether it is to be opened or closed, and how it
/// was laid out.
fn row_ui(
    ui: &mut Ui,
    table: Table<'_>,
    (row, is_first, is_open): (&GlanceRow, bool, bool),
    known: Option<MeasuredRow>,
    head: impl FnOnce(&mut Ui),
) -> (bool, MeasuredRow) {
    let Table { ctx, corpus, glance } = table;
    let tokens = ctx.tokens;
    let key = (row.kind, &row.of);
    let (left, top, room) = (ui.cursor().left(), ui.cursor().top() + PAD, ui.available_width());
    let width = column_width(room, glance.columns.len());
    let place = Rect::from_min_size(pos2(left, top), vec2(NAMES - 12.0, 600.0));
    let mut head_ui = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("head", &key)));
    head(&mut head_ui);
    let mut bottom = head_ui.min_rect().bottom();
    // The more a row of one line would leave out, the more it gets.
    let lines = match row.kind {
        RowKind::Verbs | RowKind::Distinctive | RowKind::Figures => 1,
        RowKind::Names | RowKind::Events | RowKind::People if !is_first => 1,
        RowKind::Voices => 3,
        _ => 2,
    };
    let mut is_turned = false;
    let mut cells = known.map(|known| known.cells).unwrap_or_default();
    for (index, name) in glance.columns.iter().enumerate() {
        let at = pos2(left + NAMES + index as f32 * width, top);
        let place = Rect::from_min_size(at, vec2(width - GUTTER, 4_000.0));
        let mut cell_ui = ui.new_child(UiBuilder::new().max_rect(place).id_salt((&key, index)));
        let inside = cell::Inside { ctx, corpus, outlet: name, kind: row.kind, lines, is_open };
        match row.cells.get(index) {
            Some(found) => {
                if cells.len() <= index {
                    cells.push(cell::lay(ui, &inside, found, width - GUTTER));
                }
                if let Some(laid) = cells.get(index) {
                    is_turned |= cell::ui(&mut cell_ui, &inside, found, laid);
                }
            }
            None => cell::waits(&mut cell_ui, ctx),
        }
        bottom = bottom.max(cell_ui.min_rect().bottom());
    }
    if row.kind == RowKind::Dictionary && !row.note.is_empty() {
        let at = pos2(left + NAMES, bottom + 1.0);
        let words = format!("{}: {}", row.of, row.note);
        let format = TextFormat::simple(tokens.small(), tokens.muted);
        let galley = one_row(ui, &words, format, room - NAMES);
        let rect = Rect::from_min_size(at, galley.size());
        bottom = rect.bottom();
        let response = ui.interact(rect, ui.scope_id().with(("banner", &key)), Sense::hover());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, &words));
        ui.painter().galley(at, galley, tokens.muted);
    }
    let rect = Rect::from_min_max(pos2(left, top - PAD), pos2(left + room, bottom + PAD));
    ui.allocate_rect(rect, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom(), tokens.rule());
    (is_turned, MeasuredRow { is_open, is_first, height: rect.height(), cells })
}
