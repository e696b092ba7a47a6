//! The first screen: calm, and one obvious next step.

use egui::{Align, Layout, RichText, Sense, Ui, WidgetInfo, vec2};

use super::context::ViewContext;
use super::widgets::{action_button, icon_button};
use crate::figure::Numbers;
use crate::project::{self, settings::Recent};
use crate::session::{Action, Command};

/// Draws the start screen.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    ui.add_space((ui.available_height() * 0.2).min(200.0));
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.set_max_width(640.0);
        super::widgets::emblem::emblem(ui, ctx, 64.0);
        ui.add_space(8.0);
        ui.label(RichText::new("Parallax").font(tokens.title()).color(tokens.text));
        ui.add_space(4.0);
        let line = "Who says what, in which words, and what each leaves out";
        ui.label(RichText::new(line).font(tokens.motto()).color(tokens.muted));
        ui.add_space(28.0);
        if let Some(words) = ctx.session.nothing_found() {
            ui.add(egui::Label::new(RichText::new(words).font(tokens.strong()).color(tokens.problem)).wrap());
            if !ctx.session.problems().is_empty() {
                action_button(ui, ctx, Action::ImportReport, "See what became of each file");
            }
            ui.add_space(16.0);
        }
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
        ui.label(RichText::new("or drop a folder, files or a project here").color(tokens.muted));
        ui.add_space(14.0);
        ui.horizontal(|ui| {
            let width = 410.0;
            ui.add_space((ui.available_width() - width).max(0.0) / 2.0);
            action_button(ui, ctx, Action::OpenProject, "Open project…");
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
    let recent = &ctx.session.settings().recent;
    if recent.is_empty() {
        return;
    }
    let tokens = ctx.tokens;
    ui.add_space(28.0);
    ui.label(RichText::new("Recent").font(tokens.small_strong()).color(tokens.muted));
    ui.add_space(4.0);
    for one in recent {
        recent_row(ui, ctx, one);
    }
}

/// Width and height of a row of what was opened lately, and of its parts.
const ROW: egui::Vec2 = vec2(620.0, 30.0);
const NAME: f32 = 190.0;
const NUMBERS: f32 = 210.0;

/// What it is, where it lies, how much there was and when; and a way to forget it.
fn recent_row(ui: &mut Ui, ctx: &ViewContext<'_>, one: &Recent) {
    let tokens = ctx.tokens;
    let Some(first) = one.paths.first() else { return };
    let is_gone = ctx.session.is_vanished(&one.paths);
    let is_project = project::is_project(first);
    let name = if is_project { first.file_stem() } else { first.file_name() };
    let mut name = name.map_or_else(|| first.display().to_string(), |n| n.to_string_lossy().into_owned());
    if one.paths.len() > 1 {
        name = format!("{name} and {} more", one.paths.len() - 1);
    }
    let place = first.parent().map(|parent| parent.display().to_string()).unwrap_or_default();
    let (rect, _) = ui.allocate_exact_size(ROW, Sense::hover());
    let (row, side) = rect.split_left_right_at_x(rect.right() - 32.0);
    let id = ui.scope_id().with(("recent", &one.paths));
    let response = ui.interact(row, id, if is_gone { Sense::hover() } else { Sense::click() });
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, !is_gone, format!("Open {name}")));
    if !is_gone && (response.hovered() || response.has_focus()) {
        ui.painter().rect_filled(row, tokens.sizes.corner.normal as f32, tokens.accent_ground);
    }
    let colour = if is_gone { tokens.faint } else { tokens.accent };
    let muted = if is_gone { tokens.faint } else { tokens.muted };
    let format = egui::TextFormat::simple;
    let row_of = |text: &str, font, colour, width| {
        super::widgets::lines::one_row(ui, text, format(font, colour), width)
    };
    let name = row_of(&name, tokens.normal(), colour, NAME);
    let numbers = row_of(&numbers(ctx.numbers(), one, is_gone), tokens.small(), muted, NUMBERS);
    let place = row_of(&place, tokens.small(), muted, row.width() - NAME - NUMBERS - 48.0);
    let middle = |galley: &egui::Galley| row.center().y - galley.size().y / 2.0;
    let left = row.left() + 12.0;
    for (x, galley, colour) in [
        (left, name, colour),
        (left + NAME + 12.0, place, muted),
        (row.right() - 12.0 - numbers.size().x, numbers, muted),
    ] {
        ui.painter().galley(egui::pos2(x, middle(&galley)), galley, colour);
    }
    let all: Vec<String> = one.paths.iter().map(|path| path.display().to_string()).collect();
    if response.on_hover_text(all.join("\n")).clicked() {
        ctx.send(Command::Open(one.paths.clone()));
    }
    ui.scope_builder(egui::UiBuilder::new().max_rect(side), |ui| {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            let icon = egui_material_icons::icons::ICON_CLOSE;
            if icon_button(ui, icon, "Take off this list; the files stay").clicked() {
                ctx.send(Command::ForgetRecent(one.paths.clone()));
            }
        });
    });
}

/// "32 articles, 4 series, 20 November", or that it is gone.
fn numbers(written: Numbers, one: &Recent, is_gone: bool) -> String {
    if is_gone {
        return "not found".to_owned();
    }
    let mut parts = Vec::new();
    if one.articles > 0 {
        parts.push(written.counted(one.articles.into(), "article", "articles"));
    }
    if one.series > 0 {
        parts.push(format!("{} series", written.count(one.series.into())));
    }
    parts.extend(crate::session::from_day(&one.when));
    parts.join(", ")
}
