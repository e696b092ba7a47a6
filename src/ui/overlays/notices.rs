//! All notices of this run, newest first.

use egui::{RichText, ScrollArea, Ui};

use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;
use crate::ui::widgets::toast::full_text;

/// Draws the list.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    ScrollArea::vertical().max_height(460.0).auto_shrink([false, true]).show(ui, |ui| {
        for notice in ctx.session.notices().all().iter().rev() {
            ui.horizontal_top(|ui| {
                if plain_button(ui, "Copy", "Copy this notice").clicked() {
                    ctx.send(Command::CopyText(full_text(notice)));
                }
                ui.add(egui::Label::new(RichText::new(full_text(notice)).color(ctx.tokens.text)).wrap());
            });
        }
    });
}
