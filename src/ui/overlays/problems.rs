//! What gave trouble while reading, grouped by cause.

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{action_button, plain_button};

/// Draws the list.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let problems = ctx.session.problems();
    let tokens = ctx.tokens;
    ui.horizontal(|ui| {
        ui.label(
            RichText::new(ctx.numbers().counted(problems.len() as u64, "line", "lines")).color(tokens.muted),
        );
        if plain_button(ui, "Copy all", "Copy the whole list").clicked() {
            let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
            ctx.send(Command::CopyText(all.join("\n")));
        }
        if Action::ShowFields.available(ctx.session).is_ok() {
            action_button(ui, ctx, Action::ShowFields, Action::ShowFields.text());
        }
    });
    ui.add_space(4.0);
    let row = 40.0;
    let height = (ui.available_height() - 20.0).clamp(160.0, 520.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show_rows(
        ui,
        row,
        problems.len(),
        |ui, rows| {
            for index in rows {
                let problem = &problems[index];
                let is_first = index == 0 || problems[index - 1].cause != problem.cause;
                ui.allocate_ui(vec2(ui.available_width(), row), |ui| {
                    ui.set_min_height(row);
                    ui.vertical(|ui| {
                        ui.spacing_mut().item_spacing.y = 1.0;
                        ui.horizontal(|ui| {
                            if is_first {
                                let heading = problem.cause.heading();
                                ui.label(
                                    RichText::new(heading).font(tokens.small_strong()).color(tokens.accent),
                                );
                            }
                            let path = problem.path.as_deref().unwrap_or("");
                            ui.add(
                                egui::Label::new(
                                    RichText::new(path).font(tokens.small()).color(tokens.muted),
                                )
                                .truncate(),
                            );
                        });
                        ui.add(egui::Label::new(RichText::new(&problem.text).color(tokens.text)).truncate());
                    });
                });
            }
        },
    );
}
