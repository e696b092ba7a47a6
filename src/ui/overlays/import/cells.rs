//! Rows and headings of the report's tables.

use egui::text::LayoutJob;
use egui::{CursorIcon, FontId, Rect, Response, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, pos2};
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

/// Words in a cell, on one row; what does not fit is cut with a sign. Whether anything was cut.
pub fn words(ui: &Ui, place: Rect, text: &str, format: TextFormat, is_right: bool) -> bool {
    let colour = format.color;
    let galley = one_row(ui, text, format, place.width());
    let is_cut = galley.elided;
    let x = if is_right { place.right() - galley.size().x } else { place.left() };
    ui.painter().galley(pos2(x, place.center().y - galley.size().y / 2.0), galley, colour);
    is_cut
}

/// Words in a cell on as many rows as it has room for. Whether anything was cut.
pub fn paragraph(ui: &Ui, place: Rect, text: &str, format: TextFormat) -> bool {
    let colour = format.color;
    let mut job = LayoutJob::single_section(text.to_owned(), format);
    job.wrap.max_width = place.width();
    job.wrap.max_rows = (place.height() / ROW_OF_WORDS).floor().max(1.0) as usize;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let is_cut = galley.elided;
    ui.painter().galley(pos2(place.left(), place.center().y - galley.size().y / 2.0), galley, colour);
    is_cut
}

/// How wide letters are, so that rows can be as high as their words need.
/// To lay out every sentence of a long report would be waited for.
pub struct LetterWidths {
    ascii: Vec<f32>,
    wide: f32,
    other: f32,
}

impl LetterWidths {
    /// Of a font.
    pub fn new(ui: &Ui, font: &FontId) -> Self {
        ui.fonts_mut(|fonts| Self {
            ascii: (0..128_u8).map(|byte| fonts.glyph_width(font, byte.into())).collect(),
            wide: font.size,
            other: fonts.glyph_width(font, 'ж'),
        })
    }

    fn of(&self, letter: char) -> f32 {
        match self.ascii.get(letter as usize) {
            Some(width) => *width,
            None if crate::text::script::is_spaceless(letter) => self.wide,
            None => self.other,
        }
    }

    /// How high a row is in which this text is a [`paragraph`] of this width, where a row of one line has
    /// `row_height`.
    pub fn height_of(&self, text: &str, width: f32, row_height: f32) -> f32 {
        /// What a row of words leaves empty at its end, as the word that follows does not fit.
        const END: f32 = 40.0;
        /// A sentence that names dozens of fields is cut.
        const MOST: f32 = 4.0;
        let needed: f32 = text.chars().map(|letter| self.of(letter)).sum();
        let rows =
            if needed < width { 1.0 } else { (needed / (width - END).max(END)).ceil().clamp(2.0, MOST) };
        row_height + (rows - 1.0) * ROW_OF_WORDS
    }
}

/// From one row of words to the next within a cell.
const ROW_OF_WORDS: f32 = 18.0;

/// The name of a file, which tells it apart, and behind it the folder that it shares with others. Whether anything was
/// cut.
pub fn name_and_folder(ui: &Ui, ctx: &ViewContext<'_>, place: Rect, path: &str) -> bool {
    let tokens = ctx.tokens;
    let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
    let format = TextFormat::simple(tokens.normal(), tokens.text);
    let wide = |text: &str| {
        ui.painter().layout_no_wrap(text.to_owned(), format.font_id.clone(), tokens.text).size().x
    };
    let width = wide(name);
    if width > place.width()
        && let Some((name, record)) = number_behind(name)
    {
        // The number tells the articles of a file apart: the name before it is cut.
        let number = place.with_min_x(place.right() - wide(record));
        words(ui, place.with_max_x(number.left() - 4.0), name, format.clone(), false);
        words(ui, number.with_max_x(f32::INFINITY), record, format, false);
        return true;
    }
    let is_cut = words(ui, place, name, format, false);
    let rest = place.with_min_x(place.left() + width + 8.0);
    if rest.width() <= 24.0 {
        return is_cut || !folder.is_empty();
    }
    words(ui, rest, folder, TextFormat::simple(tokens.small(), tokens.muted), false) || is_cut
}

/// A file's name and the number of a record behind it, with its brackets.
fn number_behind(name: &str) -> Option<(&str, &str)> {
    let (file, record) = name.rsplit_once(' ')?;
    let number = record.strip_prefix('(')?.strip_suffix(')')?;
    (!number.is_empty() && number.bytes().all(|b| b.is_ascii_digit())).then_some((file, record))
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

#[cfg(test)]
mod tests {
    use super::number_behind;

    #[test]
    fn the_number_of_a_record_is_told_from_a_name() {
        for (name, expected) in [
            ("download.txt (3)", Some(("download.txt", "(3)"))),
            ("a b.txt (12)", Some(("a b.txt", "(12)"))),
            ("download.txt", None),
            ("copy (2).txt", None),
            ("quay ()", None),
            ("quay (a)", None),
        ] {
            assert_eq!(number_behind(name), expected, "{name}");
        }
    }
}
