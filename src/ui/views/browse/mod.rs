//! Browse: all articles in a table, and a reader.

mod furniture;
mod parts;
mod reader;
mod table;

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::session::Role;
use crate::ui::context::ViewContext;
use crate::ui::widgets::{EmptyAction, empty};

/// The view's own state: scroll, and what was scrolled to.
#[derive(Default)]
pub struct Browse {
    table: table::Table,
    reader: reader::Reader,
}

impl Browse {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(corpus) = ctx.session.corpus() else { return };
        let width = ui.available_width();
        let frame = Frame::new().fill(ctx.tokens.surface);
        Panel::left("articles")
            .resizable(true)
            .default_size((width * 0.445).clamp(320.0, 760.0))
            .size_range(280.0..=(width - 360.0).max(300.0))
            .frame(frame)
            .show(ui, |ui| self.table_ui(ui, ctx));
        CentralPanel::default().frame(frame).show(ui, |ui| self.reader.ui(ui, ctx, corpus));
    }

    fn table_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        // A panel shrinks to what it holds, and before the first answer it holds nothing.
        ui.expand_to_include_rect(ui.max_rect());
        let Some(corpus) = ctx.session.corpus() else { return };
        match ctx.session.results().listing() {
            Some(listing) if listing.order.is_empty() => nothing_found(ui, ctx),
            Some(listing) => {
                let is_old = ctx.session.results().is_computing(Role::Listing);
                self.table.ui(ui, ctx, corpus, listing, is_old);
            }
            None => {
                if let Some(problem) = ctx.session.results().problem(Role::Listing) {
                    empty(ui, ctx, "The articles could not be listed", &problem.text, &[]);
                }
            }
        }
    }
}

fn nothing_found(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let bench = ctx.session.bench();
    let clear = EmptyAction { action: crate::session::Action::ClearFilters, text: "Clear filters" };
    match (&bench.search, bench.filter.is_all()) {
        (Some(query), true) => {
            empty(
                ui,
                ctx,
                "No article says that",
                &format!("Nothing matches {query}. Try fewer letters and a * at the end."),
                &[],
            );
        }
        (Some(query), false) => {
            empty(
                ui,
                ctx,
                "No article says that",
                &format!("Nothing matches {query} among the articles that the filters leave."),
                &[clear],
            );
        }
        (None, _) => {
            empty(ui, ctx, "No article is left", "The filters leave none of the articles.", &[clear]);
        }
    }
}
