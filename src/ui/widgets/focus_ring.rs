//! A ring around what has the keyboard, the same for everything that can have it.

use egui::{Id, LayerId, Order, Stroke, StrokeKind, Ui};

use crate::ui::context::ViewContext;

/// Draws the ring, over everything.
pub fn focus_ring(ui: &Ui, ctx: &ViewContext<'_>) {
    let Some(id) = ui.memory(egui::Memory::focused) else { return };
    // What was drawn a moment ago and has gone is remembered for one more frame.
    let is_there = ui.ctx().viewport(|viewport| viewport.this_pass.widgets.contains(id));
    let Some(response) = ui.ctx().read_response(id).filter(|_| is_there) else { return };
    // Of what is scrolled half out of sight only the part to be seen has a ring.
    let rect = response.rect.intersect(response.interact_rect);
    if !rect.is_positive() {
        return;
    }
    let tokens = ctx.tokens;
    let stroke = Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
    let layer = LayerId::new(Order::Foreground, Id::unique("focus ring"));
    let corner = tokens.sizes.corner.normal as f32;
    ui.ctx().layer_painter(layer).rect_stroke(rect.expand(1.0), corner, stroke, StrokeKind::Inside);
}
