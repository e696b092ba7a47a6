//! The inks of the palette to choose from: each with its hue and its second mark.

use egui::{Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::dot::ink_mark;
use crate::figure::{Ink, Pattern};
use crate::ui::context::ViewContext;

const HUES: [&str; Ink::HUES as usize] = ["blue", "orange", "green", "purple", "red"];
const PATTERNS: u16 = 3;
const SIDE: f32 = 26.0;

/// An ink in words: "blue", "blue, hatched".
pub fn ink_name(ink: Ink) -> String {
    let hue = HUES.get(usize::from(ink.hue)).copied().unwrap_or_default();
    match ink.pattern {
        Pattern::Solid => hue.to_owned(),
        Pattern::Hatched => format!("{hue}, hatched"),
        Pattern::Hollow => format!("{hue}, hollow"),
    }
}

/// The mark of `ink` as a button; `name` says what it is for.
pub fn ink_button(ui: &mut Ui, ctx: &ViewContext<'_>, ink: Option<Ink>, is_on: bool, name: &str) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(SIDE, SIDE), Sense::click());
    ink_mark(ui, ctx, rect.center(), ink);
    if is_on || response.hovered() || response.has_focus() {
        let width =
            if response.has_focus() { ctx.tokens.sizes.stroke.strong } else { ctx.tokens.sizes.stroke.line };
        let stroke = Stroke::new(width as f32, ctx.tokens.accent);
        ui.painter().rect_stroke(rect, ctx.tokens.sizes.corner.normal as f32, stroke, StrokeKind::Inside);
    }
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_on, name));
    response.on_hover_text(name)
}

/// Draws all inks, a row a pattern; gives the one that was clicked.
pub fn ink_picker(ui: &mut Ui, ctx: &ViewContext<'_>, current: Option<Ink>) -> Option<u16> {
    let mut picked = None;
    for row in 0..PATTERNS {
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = 2.0;
            for column in 0..u16::from(Ink::HUES) {
                let index = row * u16::from(Ink::HUES) + column;
                let ink = Ink::nth(usize::from(index));
                if ink_button(ui, ctx, Some(ink), current == Some(ink), &ink_name(ink)).clicked() {
                    picked = Some(index);
                }
            }
        });
    }
    picked
}
