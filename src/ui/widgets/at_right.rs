//! A group at the right end of a row, drawn from left to right, so that Tab goes through it as the eye does.

use egui::{Id, Rect, Ui, UiBuilder, pos2};

/// Draws `content` at the right end of the row; `name` tells it from other such groups.
pub fn at_right(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(name);
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    let room = ui.available_rect_before_wrap();
    let width = known.unwrap_or(0.0).min(room.width());
    let rect = Rect::from_min_max(pos2(room.right() - width, room.top()), room.max);
    let layout = egui::Layout::left_to_right(egui::Align::Center);
    let mut builder = UiBuilder::new().id_salt(name).max_rect(rect).layout(layout);
    if known.is_none() {
        builder = builder.invisible();
    }
    let mut child = ui.new_child(builder);
    content(&mut child);
    let needed = child.min_rect().width();
    ui.advance_cursor_after_rect(rect);
    remember(ui, id, needed);
}

/// The same in a row that wraps; where the row has no room left, the group has one of its own.
pub fn at_right_or_below(ui: &mut Ui, name: &str, content: impl FnOnce(&mut Ui)) {
    let id = ui.scope_id().with(name);
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    if known.is_none_or(|known| known <= ui.available_size_before_wrap().x) {
        return at_right(ui, name, content);
    }
    ui.end_row();
    let needed = ui.horizontal(content).response.rect.width();
    remember(ui, id, needed);
}

fn remember(ui: &Ui, id: Id, needed: f32) {
    let known: Option<f32> = ui.data(|data| data.get_temp(id));
    if known.is_none_or(|known| (known - needed).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, needed));
        // It stands a little off, or cannot be seen yet: that is not shown, or, where it has to be, not for long.
        ui.ctx().request_discard("a group at the right end was measured");
        ui.ctx().request_repaint();
    }
}
