//! A field that was just opened: it has the keyboard, with all its text chosen.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{Response, Ui};

/// Gives a new field the keyboard and chooses all of its text, until it has it: the click that opened it takes the
/// keyboard away once more.
pub fn take_keyboard(ui: &Ui, field: &Response, text: &str, is_new: &mut bool) {
    if !*is_new {
        return;
    }
    *is_new = !field.has_focus();
    if *is_new {
        field.request_focus();
    }
    let mut state = TextEditState::load(ui.ctx(), field.id).unwrap_or_default();
    let end = CCursor::new(text.chars().count());
    state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
    state.store(ui.ctx(), field.id);
}
