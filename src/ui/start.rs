//! The first screen: calm, and one obvious next step.

use egui::{Align, Layout, RichText, Sense, Ui, WidgetInfo, vec2};

use super::context::ViewContext;
use super::widgets::action_button;
use crate::session::{Action, Command};

/// Draws the start screen.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    ui.add_space((ui.available_height() * 0.2).min(200.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(560.0);
        super::widgets::emblem::emblem(ui, ctx, 64.0);
        ui.add_space(8.0);
        ui.label(RichText::new("Parallax").font(tokens.title()).color(tokens.text));
        ui.add_space(4.0);
        let line = "Who says what, in which words, and what each leaves out";
        ui.label(RichText::new(line).font(tokens.motto()).color(tokens.muted));
        ui.add_space(28.0);
        let button =
            egui::Button::new(RichText::new("Open folder…").font(tokens.strong()).color(tokens.on_accent))
                .fill(tokens.accent)
                .stroke(egui::Stroke::NONE)
                .min_size(vec2(180.0, 40.0));
        let response = ui.add(button).on_hover_text(super::widgets::button::tooltip(ui, Action::OpenFolder));
        if response.clicked() {
            ctx.act(Action::OpenFolder);
        }
        ui.add_space(10.0);
        ui.label(RichText::new("or drop a folder or files here").color(tokens.muted));
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            let width = 330.0;
            ui.add_space((ui.available_width() - width).max(0.0) / 2.0);
            action_button(ui, ctx, Action::OpenSample, "Read the sample");
            action_button(ui, ctx, Action::OpenPath, "Type a path…");
            action_button(ui, ctx, Action::Help, "Help");
        });
        recent(ui, ctx);
        ui.add_space(32.0);
        let privacy = "Everything stays on this machine. Your files are only read, never changed.";
        ui.label(RichText::new(privacy).font(tokens.small()).color(tokens.muted));
    });
}

fn recent(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let folders = &ctx.session.settings().recent;
    if folders.is_empty() {
        return;
    }
    let tokens = ctx.tokens;
    ui.add_space(28.0);
    ui.label(RichText::new("Recent folders").font(tokens.small_strong()).color(tokens.muted));
    ui.add_space(4.0);
    for folder in folders {
        let name = folder
            .file_name()
            .map_or_else(|| folder.display().to_string(), |n| n.to_string_lossy().into_owned());
        let parent = folder.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
        let (rect, response) = ui.allocate_exact_size(vec2(440.0, 30.0), Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Open {name}")));
        if response.hovered() || response.has_focus() {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
        }
        let format = |font, colour| egui::TextFormat::simple(font, colour);
        let left = super::widgets::lines::one_row(ui, &name, format(tokens.normal(), tokens.accent), 180.0);
        let right = super::widgets::lines::one_row(ui, &parent, format(tokens.small(), tokens.muted), 224.0);
        let middle = |galley: &egui::Galley| rect.center().y - galley.size().y / 2.0;
        ui.painter().galley(egui::pos2(rect.left() + 12.0, middle(&left)), left, tokens.accent);
        let at = egui::pos2(rect.right() - 12.0 - right.size().x, middle(&right));
        ui.painter().galley(at, right, tokens.muted);
        if response.on_hover_text(folder.display().to_string()).clicked() {
            ctx.send(Command::Open(vec![folder.clone()]));
        }
    }
}
