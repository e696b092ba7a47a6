//! What stands where there is nothing: why, and what to do.

use egui::{Align, Layout, RichText, Ui};

use super::button::action_button;
use crate::session::Action;
use crate::ui::context::ViewContext;

/// A way out of emptiness.
#[derive(Debug, Clone, Copy)]
pub struct EmptyAction<'a> {
    /// What it does.
    pub action: Action,
    /// The words on its button.
    pub text: &'a str,
}

/// Draws why there is nothing here, and buttons that lead on.
pub fn empty(ui: &mut Ui, ctx: &ViewContext<'_>, title: &str, why: &str, ways: &[EmptyAction<'_>]) {
    let room = ui.available_height();
    ui.add_space((room * 0.28).min(180.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(460.0);
        ui.label(RichText::new(title).font(ctx.tokens.heading()).color(ctx.tokens.text));
        ui.add_space(4.0);
        ui.label(RichText::new(why).color(ctx.tokens.muted));
        ui.add_space(12.0);
        for way in ways {
            action_button(ui, ctx, way.action, way.text);
        }
    });
}
