//! All notices of this run, newest first, each with its time and all its words.

use egui::{Label, RichText, ScrollArea, Ui};
use egui_material_icons::icons::ICON_CONTENT_COPY;

use crate::session::{Command, Notice};
use crate::ui::context::ViewContext;
use crate::ui::widgets::toast::sign;
use crate::ui::widgets::{icon_button, plain_button};

/// Draws the list.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let all = ctx.session.notices().all();
    if all.is_empty() {
        ui.label(RichText::new("Parallax has had nothing to say so far").color(tokens.muted));
        return;
    }
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(ctx.numbers().counted(all.len() as u64, "notice", "notices")).color(tokens.muted),
        );
        if plain_button(ui, "Copy all", "Copy all notices with their times").clicked() {
            ctx.send(Command::CopyText(all_text(all)));
        }
    });
    ui.add_space(8.0);
    let height = (ui.available_height() - 20.0).clamp(160.0, 520.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for notice in all.iter().rev() {
            one(ui, ctx, notice);
        }
    });
}

fn one(ui: &mut Ui, ctx: &ViewContext<'_>, notice: &Notice) {
    let tokens = ctx.tokens;
    ui.horizontal_top(|ui| {
        let (icon, colour) = sign(ctx, notice);
        ui.label(RichText::new(icon.codepoint).color(colour).size(16.0));
        // A test has no clock of its own.
        if !ctx.is_test {
            ui.label(RichText::new(notice.time_of_day()).font(tokens.figures()).color(tokens.muted));
        }
        let width = (ui.available_width() - 40.0).max(80.0);
        ui.vertical(|ui| {
            ui.set_width(width);
            ui.add(Label::new(RichText::new(&notice.text).color(tokens.text)).wrap().selectable(true));
            if let Some(details) = &notice.details {
                let details = RichText::new(details).font(tokens.small()).color(tokens.muted);
                ui.add(Label::new(details).wrap().selectable(true));
            }
        });
        if icon_button(ui, ICON_CONTENT_COPY, "Copy this notice").clicked() {
            ctx.send(Command::CopyText(notice.full_text()));
        }
    });
    ui.add_space(4.0);
}

fn all_text(all: &[Notice]) -> String {
    let lines: Vec<String> =
        all.iter().map(|notice| format!("{} {}", notice.time_of_day(), notice.full_text())).collect();
    lines.join("\n")
}
