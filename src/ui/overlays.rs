//! What lies over the window: help, problems, notices, the path field, about.

use egui::{Id, Key, Modal, RichText, ScrollArea, TextEdit, Ui, vec2};

use super::context::ViewContext;
use super::widgets::plain_button;
use super::widgets::toast::full_text;
use super::{help, project};
use crate::figure::format;
use crate::session::{Action, Command, Overlay, PathPurpose};

/// What is half typed in an overlay.
#[derive(Debug, Default)]
pub struct Overlays {
    path: String,
    path_for: Option<(PathPurpose, String)>,
    chosen: Option<usize>,
}

impl Overlays {
    /// Draws what lies over the window, if something does.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let overlay = ctx.session.overlay();
        if overlay != Overlay::Path {
            self.path_for = None;
        }
        match overlay {
            Overlay::None | Overlay::Palette => {}
            Overlay::Help => sheet(ui, ctx, "Help and shortcuts", 860.0, |ui| help::ui(ui, ctx)),
            Overlay::Problems => sheet(ui, ctx, "What reading brought up", 720.0, |ui| problems(ui, ctx)),
            Overlay::Notices => sheet(ui, ctx, "Notices", 560.0, |ui| notices(ui, ctx)),
            Overlay::About => sheet(ui, ctx, "About Parallax", 520.0, |ui| about(ui, ctx)),
            Overlay::Path => self.path(ui, ctx),
            Overlay::Project => sheet(ui, ctx, "Project", 640.0, |ui| project::ui(ui, ctx)),
            Overlay::Moved => {
                let title = project::question(ctx);
                sheet(ui, ctx, &title, 560.0, |ui| project::moved_ui(ui, ctx));
            }
        }
    }

    fn path(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let prompt = ctx.session.prompt();
        let opened = (prompt.purpose, prompt.start.clone());
        let is_new = self.path_for.as_ref() != Some(&opened);
        if is_new {
            self.path.clone_from(&prompt.start);
            self.path_for = Some(opened);
            self.chosen = None;
        }
        let (title, button) = match prompt.purpose {
            PathPurpose::Open => ("Open a folder, file or project", "Open"),
            PathPurpose::Save(_) => ("Save the figure as", "Save"),
            PathPurpose::SaveProject => ("Save the project as", "Save"),
            PathPurpose::Add => ("Add a folder or file", "Add"),
            PathPurpose::Moved => ("Where is it now?", "Take this"),
        };
        sheet(ui, ctx, title, 620.0, |ui| {
            let mut typed_on = false;
            let completions: &[String] = if prompt.typed == self.path { &prompt.completions } else { &[] };
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
                self.path.clone_from(path);
                typed_on = true;
            }
            let field_id = Id::unique("path field");
            let field = ui.add(
                TextEdit::singleline(&mut self.path)
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
                    let end = egui::text::CCursor::new(self.path.chars().count());
                    // At first all is chosen, so that a typed or pasted path replaces it.
                    let start = if is_new { egui::text::CCursor::new(0) } else { end };
                    state.cursor.set_char_range(Some(egui::text::CCursorRange::two(start, end)));
                    state.store(ui.ctx(), field_id);
                }
            }
            if field.changed() || typed_on {
                self.chosen = None;
                ctx.send(Command::CompletePath(self.path.clone()));
            }
            let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
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
                self.path.clone_from(&path);
                ctx.send(Command::CompletePath(path));
                field.request_focus();
            }
            ui.add_space(8.0);
            ui.horizontal(|ui| {
                let can = !self.path.trim().is_empty();
                let pressed = ui.add_enabled(can, egui::Button::new(button)).clicked();
                if can && (pressed || enter) {
                    let chosen = self.chosen.and_then(|at| completions.get(at)).unwrap_or(&self.path);
                    ctx.send(Command::SubmitPath(chosen.clone()));
                }
                if plain_button(ui, "Cancel", "Close without doing anything").clicked() {
                    ctx.act(Action::CloseOverlay);
                }
                let hint = "Tab completes, arrows choose";
                ui.label(RichText::new(hint).font(ctx.tokens.small()).color(ctx.tokens.muted));
            });
        });
    }
}

fn sheet(ui: &Ui, ctx: &ViewContext<'_>, title: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    let room = ui.content_rect().size();
    let response = Modal::new(Id::unique("sheet")).show(ui.ctx(), |ui| {
        ui.set_width(width.min(room.x - 80.0));
        ui.set_max_height(room.y - 120.0);
        ui.horizontal(|ui| {
            ui.label(RichText::new(title).font(ctx.tokens.heading()).color(ctx.tokens.text));
            ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
                if super::widgets::icon_button(ui, egui_material_icons::icons::ICON_CLOSE, "Close").clicked()
                {
                    ctx.act(Action::CloseOverlay);
                }
            });
        });
        ui.add_space(8.0);
        content(ui);
    });
    if response.should_close() {
        ctx.act(Action::CloseOverlay);
    }
}

fn problems(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let problems = ctx.session.problems();
    let tokens = ctx.tokens;
    ui.horizontal(|ui| {
        ui.label(RichText::new(format::counted(problems.len() as u64, "line", "lines")).color(tokens.muted));
        if plain_button(ui, "Copy all", "Copy the whole list").clicked() {
            let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
            ctx.send(Command::CopyText(all.join("\n")));
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

fn notices(ui: &mut Ui, ctx: &ViewContext<'_>) {
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

fn about(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let line = |ui: &mut Ui, text: &str| {
        ui.label(RichText::new(text).color(tokens.text));
        ui.add_space(6.0);
    };
    line(
        ui,
        concat!(
            "Parallax ",
            env!("CARGO_PKG_VERSION"),
            " compares how news outlets tell the same story: who says what, in which words, and what each leaves out."
        ),
    );
    line(
        ui,
        "It shows wording, counts and evidence. It never says that an outlet is biased: that judgement is yours.",
    );
    line(
        ui,
        "Everything stays on this machine. Nothing is fetched and nothing is sent. Your files are only read.",
    );
    line(
        ui,
        "Licence: MIT or Apache-2.0, as you choose. Faces: Inter and Noto Serif, SIL Open Font License. Icons: Material Symbols, Apache-2.0.",
    );
    if plain_button(ui, "Copy version", "Copy the version for a note or a citation").clicked() {
        ctx.send(Command::CopyText(concat!("Parallax ", env!("CARGO_PKG_VERSION")).to_owned()));
    }
}
