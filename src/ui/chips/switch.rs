//! A switch in the line of filters: a short chip, and under it a menu that says it in full.

use egui::{Popup, PopupCloseBehavior, Response, Ui, WidgetInfo};

use super::held;
use crate::ui::widgets::{Chip, ChipState};

/// Width of the menu.
const WIDTH: f32 = 380.0;

/// What a switch says in full: the line of filters has little room.
pub(super) struct Switch<'a> {
    /// What the menu is about.
    pub(super) about: &'a str,
    /// How it stands: its name, and on its tooltip.
    pub(super) said: String,
    /// What it is for.
    pub(super) hint: &'a str,
}

/// How the chip looks.
pub fn look(text: &str) -> Chip<'_> {
    Chip { text, ink: None, state: ChipState::On, has_cross: false, tooltip: "" }
}

impl Switch<'_> {
    /// Draws the menu under the chip.
    pub(super) fn menu(self, chip: &Response, add: impl FnOnce(&mut Ui)) {
        let Self { about, said, hint } = self;
        chip.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &said));
        let chip = &chip.clone().on_hover_ui(|ui| {
            ui.set_max_width(WIDTH);
            ui.label(&said);
            ui.weak(hint);
        });
        Popup::from_toggle_button_response(chip)
            .anchor(held(chip))
            .accessible_name(about)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(WIDTH)
            .show(|ui| {
                ui.set_width(WIDTH);
                add(ui);
            });
    }
}
