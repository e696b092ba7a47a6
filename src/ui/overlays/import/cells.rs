//! Rows and headings of the report's tables.

use egui::{CursorIcon, Rect, Response, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, pos2};
use egui_material_icons::icons::{
    ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_RIGHT, ICON_KEYBOARD_ARROW_UP,
};

use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::one_row;

/// A column: its heading, and its share of the width or its width in points.
#[derive(Debug, Clone, Copy)]
pub struct Column {
    pub title: &'static str,
    pub width: Width,
    pub is_number: bool,
}

#[derive(Debug, Clone, Copy)]
pub enum Width {
    /// So many parts of what the others leave.
    Share(f32),
    /// So many points.
    Points(f32),
}

/// Between two columns.
const GAP: f32 = 14.0;
/// At both ends of a row.
const EDGE: f32 = 8.0;

/// Where the columns of a row lie.
pub fn places(columns: &[Column], row: Rect) -> Vec<Rect> {
    let inner = row.shrink2(egui::vec2(EDGE, 0.0));
    let gaps = GAP * columns.len().saturating_sub(1) as f32;
    let fixed: f32 = columns.iter().map(|one| if let Width::Points(w) = one.width { w } else { 0.0 }).sum();
    let shares: f32 = columns.iter().map(|one| if let Width::Share(s) = one.width { s } else { 0.0 }).sum();
    let rest = (inner.width() - gaps - fixed).max(0.0);
    let mut left = inner.left();
    let place = |one: &Column| {
        let width = match one.width {
            Width::Points(width) => width,
            Width::Share(share) => rest * share / shares.max(f32::EPSILON),
        };
        let place = Rect::from_min_max(pos2(left, row.top()), pos2(left + width, row.bottom()));
        left += width + GAP;
        place
    };
    columns.iter().map(place).collect()
}

/// Draws the headings; gives the one that was clicked. `sorted` is the column that rows are sorted by, and whether
/// downwards; without it nothing can be sorted.
pub fn headings(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    columns: &[Column],
    sorted: Option<(usize, bool)>,
) -> Option<usize> {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(egui::vec2(ui.available_width(), 26.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let mut clicked = None;
    for (at, (column, place)) in columns.iter().zip(places(columns, rect)).enumerate() {
        if column.title.is_empty() {
            continue;
        }
        let own = sorted.filter(|(by, _)| *by == at).map(|(_, is_down)| is_down);
        let colour = if own.is_some() { tokens.accent } else { tokens.muted };
        let sign = match own {
            Some(true) => ICON_KEYBOARD_ARROW_DOWN.codepoint,
            Some(false) => ICON_KEYBOARD_ARROW_UP.codepoint,
            None => "",
        };
        let text = format!("{} {sign}", column.title);
        let format = TextFormat::simple(tokens.small_strong(), colour);
        let galley = one_row(ui, text.trim_end(), format, place.width());
        let x = if column.is_number { place.right() - galley.size().x } else { place.left() };
        ui.painter().galley(pos2(x, place.center().y - galley.size().y / 2.0), galley, colour);
        if sorted.is_some() {
            let response = ui.interact(place, ui.scope_id().with(("heading", at)), Sense::click());
            let name = format!("Sort by {}", column.title.to_lowercase());
            response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
            if response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(&name).clicked() {
                clicked = Some(at);
            }
        }
    }
    clicked
}

/// Words in a cell, on one row; what does not fit is cut with a sign.
pub fn words(ui: &Ui, place: Rect, text: &str, format: TextFormat, is_right: bool) {
    let colour = format.color;
    let galley = one_row(ui, text, format, place.width());
    let x = if is_right { place.right() - galley.size().x } else { place.left() };
    ui.painter().galley(pos2(x, place.center().y - galley.size().y / 2.0), galley, colour);
}

/// The sign of a row that can be folded open, at its left.
pub fn fold_sign(ui: &Ui, ctx: &ViewContext<'_>, place: Rect, is_open: bool) {
    let sign = if is_open { ICON_KEYBOARD_ARROW_DOWN } else { ICON_KEYBOARD_ARROW_RIGHT };
    words(ui, place, sign.codepoint, TextFormat::simple(ctx.tokens.normal(), ctx.tokens.muted), false);
}

/// A row: its place, and what happens to it; tinted under the pointer.
pub fn row(ui: &mut Ui, ctx: &ViewContext<'_>, height: f32, is_chosen: bool) -> (Rect, Response) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(egui::vec2(ui.available_width(), height), Sense::click());
    if is_chosen {
        ui.painter().rect_filled(rect, 0.0, tokens.accent_ground);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, 0.0, tokens.raised);
    }
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    (rect, response)
}

/// Widgets within a cell.
pub fn within(
    ui: &mut Ui,
    place: Rect,
    salt: impl std::hash::Hash + std::fmt::Debug,
    content: impl FnOnce(&mut Ui),
) {
    let layout = egui::Layout::right_to_left(egui::Align::Center);
    let mut cell = ui.new_child(UiBuilder::new().max_rect(place).id_salt(("cell", salt)).layout(layout));
    cell.style_mut().override_font_id =
        Some(cell.style().text_styles.get(&egui::TextStyle::Small).cloned().unwrap_or_default());
    content(&mut cell);
}

/// A button that says more to a screen reader than it shows.
pub fn named_button(ui: &mut Ui, text: &str, name: &str, hint: &str) -> Response {
    let response = ui.add(egui::Button::new(text).small()).on_hover_text(hint);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, name));
    response
}

/// Rows and what is chosen of a table go by the value that they were made of.
pub fn identity<T>(value: Option<&std::sync::Arc<T>>) -> usize {
    value.map_or(0, |value| std::sync::Arc::as_ptr(value) as usize)
}
