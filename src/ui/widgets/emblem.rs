//! The mark of the program: one object, seen from two places before two grounds.

use egui::{CornerRadius, Rect, Sense, Stroke, Ui, pos2, vec2};

use crate::figure::Ink;
use crate::ui::context::ViewContext;

/// Draws the mark, `size` across; `assets/icon/parallax.svg` is the same drawing.
pub fn emblem(ui: &mut Ui, ctx: &ViewContext<'_>, size: f32) {
    let (rect, _) = ui.allocate_exact_size(vec2(size, size), Sense::hover());
    let at = |x: f32, y: f32| pos2(rect.left() + x / 64.0 * size, rect.top() + y / 64.0 * size);
    let round = (12.0 / 64.0 * size) as u8;
    let painter = ui.painter();
    let left = CornerRadius { nw: round, sw: round, ne: 0, se: 0 };
    let right = CornerRadius { ne: round, se: round, nw: 0, sw: 0 };
    painter.rect_filled(Rect::from_min_max(at(2.0, 2.0), at(32.0, 62.0)), left, ctx.tokens.ink(Ink::nth(0)));
    painter.rect_filled(
        Rect::from_min_max(at(32.0, 2.0), at(62.0, 62.0)),
        right,
        ctx.tokens.ink(Ink::nth(1)),
    );
    let line = Stroke::new(5.0 / 64.0 * size, ctx.tokens.surface);
    painter.line_segment([at(13.0, 53.0), at(51.0, 11.0)], line);
    painter.line_segment([at(51.0, 53.0), at(13.0, 11.0)], line);
    painter.circle_filled(at(32.0, 32.0), 12.0 / 64.0 * size, ctx.tokens.surface);
}
