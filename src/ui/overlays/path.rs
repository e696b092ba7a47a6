//! The path field: where no dialog of the system can come up, and for those who would rather type.

use egui::{Id, Key, RichText, ScrollArea, TextEdit, Ui};

use super::sheet;
use crate::session::{Action, Command, PathPurpose};
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;

/// What is half typed in the field.
#[derive(Debug, Default)]
pub struct PathField {
    typed: String,
    opened_for: Option<(PathPurpose, String)>,
    chosen: Option<usize>,
}

impl PathField {
    /// Draws the field.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let prompt = ctx.session.prompt();
        let opened = (prompt.purpose, prompt.start.clone());
        let is_new = self.opened_for.as_ref() != Some(&opened);
        if is_new {
            self.typed.clone_from(&prompt.start);
            self.opened_for = Some(opened);
            self.chosen = None;
        }
        let (title, button) = match prompt.purpose {
            PathPurpose::Open => ("Open a folder, file or project", "Open"),
            PathPurpose::Save => ("Save as", "Save"),
            PathPurpose::SaveProject => ("Save the project as", "Save"),
            PathPurpose::Facts => ("Read a table", "Read"),
            PathPurpose::Codebook => ("Import a codebook", "Import"),
            PathPurpose::Add => ("Add a folder or file", "Add"),
            PathPurpose::Moved => ("Where is it now?", "Take this"),
        };
        sheet(ui, ctx, title, 620.0, |ui| {
            let mut typed_on = false;
            let completions: &[String] = if prompt.typed == self.typed { &prompt.completions } else { &[] };
            // Arrows choose among the completions, Tab takes the chosen or the first one.
            let (down, up, tab) = ui.input_mut(|input| {
                (
                    input.consume_key(egui::Modifiers::NONE, Key::ArrowDown),
                    input.consume_key(egui::Modifiers::NONE, Key::ArrowUp),
                    input.consume_key(egui::Modifiers::NONE, Key::Tab),
                )
            });
            let count = completions.len();
            if count > 0 && (down || up) {
                self.chosen = Some(match (self.chosen, down) {
                    (None, true) => 0,
                    (None, false) => count - 1,
                    (Some(at), true) => (at + 1) % count,
                    (Some(at), false) => (at + count - 1) % count,
                });
            }
            if tab && let Some(path) = completions.get(self.chosen.unwrap_or(0)) {
                self.typed.clone_from(path);
                typed_on = true;
            }
            let field_id = Id::unique("path field");
            let field = ui.add(
                TextEdit::singleline(&mut self.typed)
                    .id(field_id)
                    .lock_focus(true)
                    .hint_text("/home/you/articles")
                    .desired_width(f32::INFINITY)
                    .margin(egui::Margin::symmetric(10, 8)),
            );
            field.widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Path"));
            if is_new || typed_on {
                field.request_focus();
                if let Some(mut state) = egui::text_edit::TextEditState::load(ui.ctx(), field_id) {
                    let end = egui::text::CCursor::new(self.typed.chars().count());
                    // At first all is chosen, so that a typed or pasted path replaces it.
                    let start = if is_new { egui::text::CCursor::new(0) } else { end };
                    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(start, end)));
                    state.store(ui.ctx(), field_id);
                }
            }
            if field.changed() || typed_on {
                self.chosen = None;
                ctx.send(Command::CompletePath(self.typed.clone()));
            }
            // After a click beside the field nothing has the keyboard, and Enter still means what is typed.
            let is_free = field.lost_focus() || ui.memory(|memory| memory.focused().is_none());
            let enter = is_free && ui.input(|input| input.key_pressed(Key::Enter));
            ui.add_space(4.0);
            let mut taken = None;
            ScrollArea::vertical().max_height(260.0).auto_shrink([false, false]).show_rows(
                ui,
                26.0,
                count,
                |ui, rows| {
                    for index in rows {
                        let path = &completions[index];
                        let label = ui.selectable_label(self.chosen == Some(index), path);
                        if label.clicked() {
                            taken = Some(path.clone());
                        }
                    }
                },
            );
            if let Some(path) = taken {
                self.typed.clone_from(&path);
                ctx.send(Command::CompletePath(path));
                field.request_focus();
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let can = !self.typed.trim().is_empty();
                let pressed = ui.add_enabled(can, egui::Button::new(button)).clicked();
                if can && (pressed || enter) {
                    let chosen = self.chosen.and_then(|at| completions.get(at)).unwrap_or(&self.typed);
                    ctx.send(Command::SubmitPath(chosen.clone()));
                    // If it leads nowhere it is typed otherwise.
                    field.request_focus();
                }
                if plain_button(ui, "Cancel", "Close without doing anything").clicked() {
                    ctx.act(Action::CloseOverlay);
                }
                let hint = "Tab completes, arrows choose";
                ui.label(RichText::new(hint).font(ctx.tokens.small()).color(ctx.tokens.muted));
            });
        });
    }

    /// The field was closed: it opens afresh next time.
    pub fn closed(&mut self) {
        self.opened_for = None;
    }
}
