//! The import report: what reading gave, in four pages.

mod cells;
mod changes;
mod decided;
mod files;
mod files_rows;
mod fill;
mod fill_list;
mod fill_names;
mod taken;
mod taken_rows;

use egui::{RichText, Ui};

use crate::session::{Action, Command, ImportPage, JobKind};
use crate::ui::context::ViewContext;
use crate::ui::widgets::progress::{describe, thin_line};
use crate::ui::widgets::{action_button, at_right, empty, segmented};

/// What is folded open, chosen and half typed in the report.
#[derive(Debug, Default)]
pub struct ImportSheet {
    files: files::FilesPage,
    taken: taken::TakenPage,
    fill: fill::FillPage,
    decided: decided::DecidedPage,
    changes: changes::ChangesPage,
}

impl ImportSheet {
    /// The sheet was closed: what was half typed goes.
    pub fn closed(&mut self) {
        self.fill.closed();
    }

    /// Draws the content of the sheet.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let report = ctx.session.import_report();
        let page = report.page();
        ui.horizontal(|ui| {
            let is_there =
                |one: &ImportPage| *one != ImportPage::Changes || !ctx.session.keeping_up().told().is_empty();
            let pages = ImportPage::ALL.into_iter().filter(is_there);
            let pages = pages.map(|one| (one.title(), one == page, meaning(one)));
            if let Some(chosen) = segmented(ui, ctx, "Page", pages)
                && let Some(chosen) = ImportPage::ALL.get(chosen)
            {
                ctx.send(Command::ShowImport(*chosen));
            }
            at_right(ui, "report out", |ui| {
                if let Some(reading) = ctx.session.jobs().find(|job| job.kind == JobKind::Read) {
                    let words = describe(ctx.numbers(), reading.progress);
                    ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
                }
                // What was put right can be taken back from here too: the notice that offers it goes by itself.
                if let Some(step) = ctx.session.next_undo() {
                    action_button(ui, ctx, Action::Undo, "Undo").on_hover_text(step);
                }
                action_button(ui, ctx, Action::SaveImportReport, "Save…");
            });
        });
        ui.add_space(6.0);
        let running = ctx.session.jobs().find(|job| job.kind == JobKind::Import(page));
        thin_line(ui, ctx, running.map(|job| job.progress));
        if let Some(problem) = report.problem() {
            crate::ui::widgets::failed::note(ui, ctx, problem, true);
        }
        let height =
            (ui.available_height() - 16.0).clamp(220.0, (ui.ctx().content_rect().height() * 0.72).max(640.0));
        ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
            ui.set_min_height(height);
            ui.spacing_mut().item_spacing.y = 0.0;
            match page {
                ImportPage::Files => self.files.ui(ui, ctx),
                ImportPage::TakenOut => self.taken.ui(ui, ctx),
                ImportPage::ToFillIn => self.fill.ui(ui, ctx),
                ImportPage::Decisions => self.decided.ui(ui, ctx),
                ImportPage::Changes => self.changes.ui(ui, ctx),
            }
        });
    }
}

fn meaning(page: ImportPage) -> &'static str {
    match page {
        ImportPage::Files => "What became of each file",
        ImportPage::TakenOut => "Lines that belong to the page and not to the article",
        ImportPage::ToFillIn => "Articles without an outlet, a date or a headline",
        ImportPage::Changes => "What came, changed and went since the folder was read",
        ImportPage::Decisions => "What was decided and is not sure, and what was put right by hand",
    }
}

/// What is shown until the first answer is there.
fn waiting(ui: &mut Ui, ctx: &ViewContext<'_>) {
    if ctx.session.corpus().is_none() && !ctx.session.is_reading() {
        empty(ui, ctx, "Nothing was read yet", "Open a folder of articles first.", &[]);
        return;
    }
    ui.add_space(24.0);
    let words = ctx.session.import_report().page().working();
    ui.label(RichText::new(format!("{words}…")).color(ctx.tokens.muted));
}
