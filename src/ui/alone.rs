//! The figure alone, with its title and caption, over the whole window: for projecting and for screenshots.

use egui::{Align2, CentralPanel, Frame, Margin, Ui};

use super::context::ViewContext;
use super::widgets::figure::FigureView;
use crate::figure::{Options, Size};

/// The size at which a figure on the screen has its usual text; larger windows have larger text.
const USUAL: Size = Size { width: 1040.0, height: 640.0 };
/// Air around the figure.
const MARGIN: i8 = 16;
/// The way out is shown so many seconds after the mouse moved.
const SHOWS_WAY_OUT: f32 = 2.0;

/// Draws the figure of the place; `false` when there is none.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, view: &mut FigureView) -> bool {
    let Some(figure) = ctx.session.figure() else { return false };
    let frame = Frame::new().fill(ctx.tokens.surface).inner_margin(Margin::same(MARGIN));
    CentralPanel::default().frame(frame).show(ui, |ui| {
        let room = ui.available_size();
        let (width, height) = (f64::from(room.x), f64::from(room.y) - 2.0);
        let text_scale = (width / USUAL.width).min(height / USUAL.height).clamp(1.0, 3.0);
        let options = Options { size: Size { width, height }, text_scale, ..Options::default() };
        egui::ScrollArea::vertical().id_salt("figure alone").auto_shrink(false).show(ui, |ui| {
            view.ui_as(ui, ctx, figure, options, false);
        });
        way_out(ui, ctx);
    });
    true
}

/// How to leave, while the mouse moves: nothing else tells somebody who came here by mistake.
fn way_out(ui: &Ui, ctx: &ViewContext<'_>) {
    let since = ui.input(|input| input.pointer.time_since_last_movement());
    if ctx.is_test || since > SHOWS_WAY_OUT {
        return;
    }
    let at = ui.max_rect().right_top();
    let words = "Escape leaves".to_owned();
    ui.painter().text(at, Align2::RIGHT_TOP, words, ctx.tokens.small(), ctx.tokens.muted);
    ui.ctx().request_repaint_after(std::time::Duration::from_secs_f32(SHOWS_WAY_OUT - since + 0.05));
}
