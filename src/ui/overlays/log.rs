//! Where the log lies, and its last lines.

use egui::{Label, RichText, ScrollArea, Ui};

use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{action_button, plain_button};

/// So many lines are shown and copied.
const LINES: usize = 200;

/// Draws the sheet.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let Some(journal) = ctx.session.journal() else {
        ui.label(RichText::new("No log is kept in this run").color(tokens.muted));
        return;
    };
    let path = journal.path().display().to_string();
    let why = "What Parallax did: what was opened, how long it took, what went wrong. No word of any article stands in it.";
    ui.label(RichText::new(why).color(tokens.text));
    ui.add_space(8.0);
    ui.add(Label::new(RichText::new(&path).color(tokens.muted)).wrap().selectable(true));
    ui.add_space(8.0);
    let lines = journal.last_lines(LINES);
    ui.horizontal(|ui| {
        if plain_button(ui, "Copy path", "Copy the path of the log").clicked() {
            ctx.send(Command::CopyText(path.clone()));
        }
        if plain_button(ui, "Copy last lines", "Copy what is shown below").clicked() {
            ctx.send(Command::CopyText(lines.join("\n")));
        }
        action_button(ui, ctx, Action::ShowLogFolder, "Open folder");
    });
    ui.add_space(12.0);
    let height = (ui.available_height() - 20.0).clamp(120.0, 380.0);
    let area = ScrollArea::both().max_height(height).auto_shrink([false, false]).stick_to_bottom(true);
    area.show_rows(ui, tokens.sizes.type_.small as f32 + 5.0, lines.len(), |ui, rows| {
        for line in lines.get(rows).into_iter().flatten() {
            let text = RichText::new(line).font(tokens.small()).color(tokens.text);
            ui.add(Label::new(text).extend().selectable(true));
        }
    });
}
