//! The mark of an outlet or series: colour, and a second mark where colours run out.

use egui::{Color32, Pos2, Response, Sense, Stroke, Ui, pos2, vec2};

use crate::figure::Ink;
use crate::ui::context::ViewContext;
use crate::ui::theme::is_hollow;

const RADIUS: f32 = 4.5;

/// Draws the mark of `ink` around `centre`; no ink is a grey ring.
pub fn ink_mark(ui: &Ui, ctx: &ViewContext<'_>, centre: Pos2, ink: Option<Ink>) {
    let painter = ui.painter();
    match ink {
        Some(ink) if is_hollow(ink) => {
            let colour = ctx.tokens.ink(ink);
            painter.circle_stroke(centre, RADIUS - 1.0, Stroke::new(2.0, colour));
            if ink.pattern == crate::figure::Pattern::Hollow {
                painter.circle_filled(centre, 1.5, colour);
            }
        }
        Some(ink) => {
            painter.circle_filled(centre, RADIUS, ctx.tokens.ink(ink));
        }
        None => {
            painter.circle(centre, RADIUS - 1.0, Color32::TRANSPARENT, Stroke::new(1.5, ctx.tokens.faint));
        }
    }
}

/// The mark of an outlet as a widget of its own, named for a screen reader.
pub fn outlet_dot(ui: &mut Ui, ctx: &ViewContext<'_>, outlet: Option<&str>) -> Response {
    let (rect, response) = ui.allocate_exact_size(vec2(12.0, 16.0), Sense::hover());
    ink_mark(ui, ctx, pos2(rect.left() + 6.0, rect.center().y), outlet.and_then(|name| ctx.ink(name)));
    let name = outlet.filter(|name| !name.is_empty()).unwrap_or(NO_OUTLET);
    response.on_hover_text(name)
}

/// What stands where the outlet of an article is not known.
pub const NO_OUTLET: &str = "Outlet not known";
