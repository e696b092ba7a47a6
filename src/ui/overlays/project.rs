//! What the project is made of: where the work is kept, and which folders are read.

use egui::{Grid, Label, RichText, ScrollArea, Ui};

use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{action_button, plain_button};

/// Draws the project: where the work is kept, and what is read.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let kept = match (ctx.session.project(), ctx.session.is_kept()) {
        (Some(path), true) => format!("All changes are kept in {}", path.display()),
        (Some(path), false) => format!("The last changes are being written to {}", path.display()),
        (None, _) => "The work on these folders is kept by Parallax and is back when they are opened again. \
            Save project as… keeps it in a file of your own, to move, copy or hand on"
            .to_owned(),
    };
    ui.add(Label::new(RichText::new(kept).color(tokens.text)).wrap());
    ui.add_space(12.0);
    ui.label(RichText::new("Folders and files").font(tokens.small_strong()).color(tokens.muted));
    ui.add_space(4.0);
    let roots = ctx.session.roots();
    ScrollArea::vertical().max_height(280.0).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("roots of the project").num_columns(2).spacing([12.0, 6.0]).show(ui, |ui| {
            for root in roots {
                let name = root.display().to_string();
                ui.add_enabled_ui(roots.len() > 1, |ui| {
                    let why = "The last folder stays; open another one instead";
                    let tip = format!("Read {name} no longer; the files stay where they are");
                    if plain_button(ui, "Take out", &tip).on_disabled_hover_text(why).clicked() {
                        ctx.send(Command::TakeOut(root.clone()));
                    }
                });
                ui.add(Label::new(RichText::new(&name).color(tokens.text)).truncate());
                ui.end_row();
            }
            for root in ctx.session.gone_roots() {
                let name = root.display().to_string();
                let tip = "It is not there at the moment; take it out to be done with it";
                if plain_button(ui, "Take out", tip).clicked() {
                    ctx.send(Command::TakeOut(root));
                }
                ui.add(
                    Label::new(RichText::new(format!("{name} (not found)")).color(tokens.faint)).truncate(),
                );
                ui.end_row();
            }
        });
    });
    ui.add_space(12.0);
    ui.horizontal(|ui| {
        action_button(ui, ctx, Action::AddFolder, "Add folder…");
        action_button(ui, ctx, Action::SaveProjectAs, "Save project as…");
        action_button(ui, ctx, Action::StartAfresh, "Start afresh");
    });
}
