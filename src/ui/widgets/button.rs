//! Buttons: of actions, of icons, of words.

use egui::{Button, Response, RichText, Ui};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::ICON_FULLSCREEN;

use crate::session::Action;
use crate::ui::context::ViewContext;
use crate::ui::shortcuts;

/// A button of an action: its words, its tooltip with the keys, greyed with the reason when it cannot be done.
pub fn action_button(ui: &mut Ui, ctx: &ViewContext<'_>, action: Action, text: &str) -> Response {
    let available = action.available(ctx.session);
    let response = ui.add_enabled(available.is_ok(), Button::new(text));
    let response = match available {
        Ok(()) => response.on_hover_text(tooltip(ui, action)),
        Err(why) => response.on_disabled_hover_text(why),
    };
    if response.clicked() {
        ctx.act(action);
    }
    response
}

/// What is done with a figure: copy it, save it, see it alone.
pub fn figure_buttons(ui: &mut Ui, ctx: &ViewContext<'_>) {
    action_button(ui, ctx, Action::CopyPicture, "Copy picture");
    action_button(ui, ctx, Action::SaveFigure, "Save…");
    ui.add_enabled_ui(Action::FigureAlone.available(ctx.session).is_ok(), |ui| {
        if icon_button(ui, ICON_FULLSCREEN, &tooltip(ui, Action::FigureAlone)).clicked() {
            ctx.act(Action::FigureAlone);
        }
    });
}

/// The sentence of an action with its keys.
pub fn tooltip(ui: &Ui, action: Action) -> String {
    match shortcuts::keys(action) {
        Some(keys) => format!("{}  ({})", action.tooltip(), ui.ctx().format_shortcut(&keys)),
        None => action.tooltip().to_owned(),
    }
}

/// A button that shows only an icon; `name` is its tooltip and its name for a screen reader.
pub fn icon_button(ui: &mut Ui, icon: MaterialIcon, name: &str) -> Response {
    let font = egui::FontFamily::Proportional;
    let text = RichText::new(icon.codepoint).family(font).size(16.0);
    let response = ui.add(Button::new(text).frame(false)).on_hover_text(name);
    response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, response.enabled(), name));
    response
}

/// A button of words that is no action of its own.
pub fn plain_button(ui: &mut Ui, text: &str, tooltip: &str) -> Response {
    ui.add(Button::new(text)).on_hover_text(tooltip)
}

/// The button that does what one came for; there is one at most.
pub fn primary_button(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) -> Response {
    let words = RichText::new(text).font(ctx.tokens.strong()).color(ctx.tokens.on_accent);
    // In a row its words stand in the middle.
    ui.horizontal(|ui| ui.add(Button::new(words).fill(ctx.tokens.accent).min_size(egui::vec2(120.0, 30.0))))
        .inner
}

/// The words of a button that drops a menu.
pub fn dropping(text: &str) -> String {
    format!("{text} {}", egui_material_icons::icons::ICON_KEYBOARD_ARROW_DOWN.codepoint)
}
