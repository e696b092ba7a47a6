//! A list of as many rows as there are, of one height or of several: only those on the screen are drawn.
//!
//! The scroll is kept in double precision: a million rows are 32 million pixels high, where single precision
//! knows only every second pixel.

use egui::{Id, Key, Rect, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::ui::context::ViewContext;

/// The scroll of a list.
#[derive(Debug, Default)]
pub struct LongList {
    top: f64,
    height: f64,
    /// Where the handle of the bar was taken.
    grip: f32,
}

/// Where each row of a list begins whose rows have different heights.
#[derive(Debug, Default)]
pub struct Heights {
    /// One more than there are rows: the last is the end.
    tops: Vec<f64>,
}

impl Heights {
    /// Of rows of these heights, in points.
    pub fn new(heights: impl Iterator<Item = f32>) -> Self {
        let mut top = 0.0;
        let next = |height: f32| {
            top += f64::from(height);
            top
        };
        Self { tops: std::iter::once(0.0).chain(heights.map(next)).collect() }
    }
}

/// How high the rows of a list are.
#[derive(Clone, Copy)]
enum Rows<'a> {
    Even(f64, usize),
    Uneven(&'a Heights),
}

impl Rows<'_> {
    fn count(self) -> usize {
        match self {
            Self::Even(_, count) => count,
            Self::Uneven(heights) => heights.tops.len().saturating_sub(1),
        }
    }

    /// Where a row begins; the end of all for the one after the last.
    fn top(self, row: usize) -> f64 {
        match self {
            Self::Even(height, _) => row as f64 * height,
            Self::Uneven(heights) => heights.tops.get(row).copied().unwrap_or_default(),
        }
    }

    /// The row that has this place.
    fn at(self, y: f64) -> usize {
        match self {
            Self::Even(height, _) => (y / height).floor() as usize,
            Self::Uneven(heights) => heights.tops.partition_point(|top| *top <= y).saturating_sub(1),
        }
    }
}

/// Width of the bar.
const BAR: f32 = 8.0;

/// The handle never gets smaller than this.
const LEAST_HANDLE: f32 = 28.0;

impl LongList {
    /// How many pixels lie above what is seen.
    pub fn top(&self) -> f64 {
        self.top
    }

    /// How many pixels are seen at once.
    pub fn height(&self) -> f64 {
        self.height
    }

    /// Scrolls so that so many pixels lie above what is seen.
    pub fn set_top(&mut self, top: f64) {
        self.top = top;
    }

    /// Scrolls so that a row is seen, and not at all where it is seen already.
    pub fn bring(&mut self, row: usize, row_height: f32) {
        let row_height = f64::from(row_height);
        let top = row as f64 * row_height;
        let is_seen = top >= self.top && top + row_height <= self.top + self.height;
        if !is_seen && self.height > 0.0 {
            let is_next = top + row_height * 2.0 > self.top && top < self.top + self.height + row_height;
            // A step beyond the edge moves the list by a row, a leap puts the row where the eye is.
            self.top = if !is_next {
                top - self.height * 0.4
            } else if top < self.top {
                top
            } else {
                top + row_height - self.height
            };
        }
    }

    /// Draws the rows that are seen in all the room there is; each has to take `row_height`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        name: &str,
        row_height: f32,
        count: usize,
        row: impl FnMut(&mut Ui, usize),
    ) {
        let step = f64::from(row_height);
        self.draw(ui, ctx, name, (Rows::Even(step, count), step), row);
    }

    /// Draws the rows that are seen in all the room there is; each has to take the height it has there.
    pub fn ui_uneven(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        name: &str,
        heights: &Heights,
        row: impl FnMut(&mut Ui, usize),
    ) {
        self.draw(ui, ctx, name, (Rows::Uneven(heights), f64::from(ctx.row_height())), row);
    }

    fn draw(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        name: &str,
        (rows, step): (Rows<'_>, f64),
        mut row: impl FnMut(&mut Ui, usize),
    ) {
        let rect = ui.available_rect_before_wrap();
        let id = ui.scope_id().with(name);
        ui.allocate_rect(rect, Sense::hover());
        if rect.height() <= 0.0 {
            return;
        }
        self.height = f64::from(rect.height());
        let most = (rows.top(rows.count()) - self.height).max(0.0);
        self.listen(ui, rect, step);
        self.top = self.top.clamp(0.0, most);
        let mut index = rows.at(self.top);
        let mut y = rect.top() - (self.top - rows.top(index)) as f32;
        let mut inside = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(name));
        inside.set_clip_rect(rect.intersect(ui.clip_rect()));
        inside.spacing_mut().item_spacing.y = 0.0;
        while index < rows.count() && y < rect.bottom() {
            let height = (rows.top(index + 1) - rows.top(index)) as f32;
            let place = Rect::from_min_size(pos2(rect.left(), y), vec2(rect.width(), height));
            inside.scope_builder(UiBuilder::new().max_rect(place).id_salt(index), |ui| row(ui, index));
            y += height;
            index += 1;
        }
        if most > 0.0 {
            self.bar(ui, id, name, rect, most);
            self.paint_bar(ui, ctx, id, rect, most);
        }
    }

    /// The wheel, and the keys that leap, where the pointer is.
    fn listen(&mut self, ui: &Ui, rect: Rect, step: f64) {
        if !ui.rect_contains_pointer(rect) || !ui.is_enabled() {
            return;
        }
        let wheel = ui.input_mut(|input| std::mem::take(&mut input.smooth_scroll_delta.y));
        self.top -= f64::from(wheel);
        if ui.ctx().text_edit_focused() {
            return;
        }
        let page = (self.height - step).max(step);
        let keys = [
            (Key::PageDown, self.top + page),
            (Key::PageUp, self.top - page),
            (Key::Home, 0.0),
            (Key::End, f64::MAX),
        ];
        for (key, top) in keys {
            if ui.input_mut(|input| input.consume_key(egui::Modifiers::NONE, key)) {
                self.top = top;
            }
        }
    }

    /// Length of the handle, and where it begins.
    fn handle(&self, rect: Rect, most: f64) -> (f32, f32) {
        let share = self.height / (most + self.height);
        let length = (rect.height() * share as f32).max(LEAST_HANDLE).min(rect.height());
        let from = (rect.height() - length) * (self.top / most) as f32;
        (length, rect.top() + from)
    }

    fn bar(&mut self, ui: &Ui, id: Id, name: &str, rect: Rect, most: f64) {
        let track = Rect::from_min_max(pos2(rect.right() - BAR, rect.top()), rect.max);
        let response = ui.interact(track, id.with("bar"), Sense::click_and_drag());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollBar, true, format!("Scroll {name}")));
        let (length, from) = self.handle(rect, most);
        let Some(pointer) = response.interact_pointer_pos() else { return };
        if response.drag_started() || response.clicked() {
            let is_on_handle = (from..=from + length).contains(&pointer.y);
            self.grip = if is_on_handle { pointer.y - from } else { length / 2.0 };
        }
        let room = rect.height() - length;
        if (response.dragged() || response.clicked()) && room > 0.0 {
            self.top = f64::from((pointer.y - self.grip - rect.top()) / room) * most;
        }
    }

    fn paint_bar(&self, ui: &Ui, ctx: &ViewContext<'_>, id: Id, rect: Rect, most: f64) {
        let (length, from) = self.handle(rect, most);
        let is_held = ui.ctx().is_being_dragged(id.with("bar"));
        let is_near = ui.rect_contains_pointer(rect);
        if is_held || is_near {
            let width = if is_held { BAR } else { BAR - 3.0 };
            let handle = Rect::from_min_size(pos2(rect.right() - width - 1.0, from), vec2(width, length));
            ui.painter().rect_filled(handle, width / 2.0, ctx.tokens.faint);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_row_is_brought_into_sight_to_the_pixel() {
        let check = |top: f64, row: usize, expected: f64| {
            let mut list = LongList { top, height: 640.0, grip: 0.0 };
            list.bring(row, 32.0);
            assert!((list.top - expected).abs() < 1e-6, "{row} from {top}: {}", list.top);
        };
        check(0.0, 5, 0.0);
        check(0.0, 20, 32.0);
        check(33.0, 1, 32.0);
        check(0.0, 500, 16_000.0 - 256.0);
        // Single precision knows no odd pixel here.
        check(31_999_361.0, 999_999, 31_999_361.0);
        check(31_999_359.0, 999_999, 31_999_360.0);
        check(31_999_361.0, 999_985, 31_999_361.0);
        check(31_999_361.0, 999_979, 31_999_328.0);
    }
    #[test]
    fn rows_of_different_heights_are_found_by_their_place() {
        let heights = Heights::new([32.0, 50.0, 32.0].into_iter());
        let rows = Rows::Uneven(&heights);
        assert_eq!(rows.count(), 3);
        assert_eq!([0, 1, 2, 3].map(|row| rows.top(row) as u32), [0, 32, 82, 114]);
        assert_eq!([0.0, 31.9, 32.0, 81.0, 82.0, 113.0].map(|y| rows.at(y)), [0, 0, 1, 1, 2, 2]);
        let none = Heights::default();
        assert_eq!((Rows::Uneven(&none).count(), Rows::Uneven(&none).at(0.0)), (0, 0));
    }
}
