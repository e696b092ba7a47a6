//! What lies over the window: help, the import report, notices, the path field, the project, about.

mod about;
mod articles;
mod codebooks;
mod corrections;
mod fields;
mod import;
mod limits;
mod log;
mod moved;
mod notices;
mod outlets;
mod path;
mod project;
mod settings;

use egui::{Id, Modal, RichText, Ui};

use super::context::ViewContext;
use super::help::Help;
use crate::session::{Action, Overlay};

/// What is half typed in an overlay.
#[derive(Debug, Default)]
pub struct Overlays {
    /// A text field had the keyboard when the last frame was drawn: Escape has taken it by the next.
    pub was_typing: bool,
    path: path::PathField,
    help: Help,
    outlets: outlets::OutletSheet,
    codebooks: codebooks::CodebookSheet,
    fields: fields::FieldSheet,
    import: import::ImportSheet,
    settings: settings::SettingsSheet,
}

impl Overlays {
    /// Draws what lies over the window, if something does.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let overlay = ctx.session.overlay();
        if overlay != Overlay::Path {
            self.path.closed();
        }
        if overlay != Overlay::Help {
            self.help.closed();
        }
        if overlay != Overlay::Outlets {
            self.outlets.closed();
        }
        if overlay != Overlay::Fields {
            self.fields.closed();
        }
        if overlay != Overlay::Settings {
            self.settings.closed();
        }
        // Below the path field it stays as it was left.
        if !ctx.session.lies_over(Overlay::Codebooks) {
            self.codebooks.closed();
        }
        if !ctx.session.lies_over(Overlay::ImportReport) {
            self.import.closed();
        }
        match overlay {
            Overlay::None
            | Overlay::Palette
            | Overlay::SaveFigure
            | Overlay::FigureAlone
            | Overlay::Coding => {}
            Overlay::Help => sheet(ui, ctx, "Help and shortcuts", 900.0, |ui| self.help.ui(ui, ctx)),
            Overlay::ImportReport => {
                // Long tables grow with the window.
                let width = (ui.content_rect().width() * 0.75).clamp(1120.0, 1760.0);
                sheet(ui, ctx, "Import report", width, |ui| self.import.ui(ui, ctx));
            }
            Overlay::SaveArticles => sheet(ui, ctx, "Save articles", 600.0, |ui| articles::ui(ui, ctx)),
            Overlay::Notices => sheet(ui, ctx, "Notices", 560.0, |ui| notices::ui(ui, ctx)),
            Overlay::About => sheet(ui, ctx, "About Parallax", 600.0, |ui| about::ui(ui, ctx)),
            Overlay::Log => sheet(ui, ctx, "The log", 720.0, |ui| log::ui(ui, ctx)),
            Overlay::Settings => sheet(ui, ctx, "Settings", 600.0, |ui| self.settings.ui(ui, ctx)),
            Overlay::Outlets => {
                sheet(ui, ctx, "Outlets and groups", 1080.0, |ui| self.outlets.ui(ui, ctx));
            }
            Overlay::Corrections => sheet(ui, ctx, "Corrections", 720.0, |ui| corrections::ui(ui, ctx)),
            Overlay::Fields => {
                sheet(ui, ctx, "Fields of data files", 1120.0, |ui| self.fields.ui(ui, ctx));
            }
            Overlay::Codebooks => {
                sheet(ui, ctx, "Codebooks", 1120.0, |ui| self.codebooks.ui(ui, ctx));
            }
            Overlay::Path => self.path.ui(ui, ctx),
            Overlay::Project => sheet(ui, ctx, "Project", 640.0, |ui| project::ui(ui, ctx)),
            Overlay::Moved => sheet(ui, ctx, &moved::question(ctx), 560.0, |ui| moved::ui(ui, ctx)),
        }
    }
}

/// A sheet over the window: its title, a cross, and its content.
pub(super) fn sheet(ui: &Ui, ctx: &ViewContext<'_>, title: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    let room = ui.content_rect().size();
    let margin = ctx.tokens.sizes.space.section;
    let frame = egui::Frame::popup(ui.style()).inner_margin(egui::Margin::same(margin as i8));
    let response =
        Modal::new(Id::unique("sheet")).backdrop_color(ctx.tokens.scrim).frame(frame).show(ui.ctx(), |ui| {
            ui.set_width(width.min(room.x - 80.0 - 2.0 * margin as f32));
            ui.set_max_height(room.y - 120.0);
            ui.horizontal(|ui| {
                ui.label(RichText::new(title).font(ctx.tokens.heading()).color(ctx.tokens.text));
                ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                    if crate::ui::widgets::icon_button(ui, egui_material_icons::icons::ICON_CLOSE, "Close")
                        .clicked()
                    {
                        ctx.act(Action::CloseOverlay);
                    }
                });
            });
            ui.add_space(12.0);
            content(ui);
        });
    if response.should_close() {
        ctx.act(Action::CloseOverlay);
    }
}
