//! A group at the right end of a row, drawn from left to right, so that Tab goes through it as the eye does.

use egui::{Rect, Ui, UiBuilder, pos2};

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
    if known.is_none_or(|known| (known - needed).abs() > 0.5) {
        ui.data_mut(|data| data.insert_temp(id, needed));
        // Until the next frame it stands a little off, or cannot be seen yet.
        ui.ctx().request_repaint();
    }
}
