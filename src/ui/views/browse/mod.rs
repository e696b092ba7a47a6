//! Browse: all articles in a table, and a reader.

mod facets;
mod line_menu;
mod part_editor;
mod parts;
mod reader;
mod remarks;
mod table;

use egui::{CentralPanel, Frame, Panel, Ui};

use crate::session::Role;
use crate::ui::context::ViewContext;
use crate::ui::panes;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, empty, failed_note};

/// The view's own state: scroll, and what was scrolled to.
#[derive(Default)]
pub struct Browse {
    facets: facets::FacetColumn,
    table: table::Table,
    reader: reader::Reader,
}

impl Browse {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(corpus) = ctx.session.corpus() else { return };
        let frame = Frame::new().fill(ctx.tokens.surface);
        if ctx.session.settings().shows_facets {
            let column = Frame::new().fill(ctx.tokens.background);
            Panel::left("facets")
                .resizable(true)
                .default_size(facets::WIDTH)
                .size_range(150.0..=360.0)
                .frame(column)
                .show(ui, |ui| self.facets.ui(ui, ctx));
        }
        let width = ui.available_width();
        Panel::left("articles")
            .resizable(true)
            .default_size(panes::size(ctx, "articles", (width * 0.445).clamp(320.0, 760.0)))
            .size_range(280.0..=(width - 360.0).max(300.0))
            .frame(frame)
            .show(ui, |ui| self.table_ui(ui, ctx));
        panes::note(ui, ctx, "articles", |panel| panel.x);
        CentralPanel::default().frame(frame).show(ui, |ui| self.reader.ui(ui, ctx, corpus));
    }

    fn table_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        // A panel shrinks to what it holds, and before the first answer it holds nothing.
        ui.expand_to_include_rect(ui.max_rect());
        let Some(corpus) = ctx.session.corpus() else { return };
        if ctx.session.results().listing().is_some() {
            failed_note(ui, ctx, &[Role::Listing, Role::Marks]);
        }
        match ctx.session.results().listing() {
            Some(listing) if listing.order.is_empty() => nothing_found(ui, ctx),
            Some(listing) => {
                let is_old = ctx.session.results().is_computing(Role::Listing);
                self.table.ui(ui, ctx, corpus, listing, is_old);
            }
            None => {
                if let Some(problem) = ctx.session.results().problem(Role::Listing) {
                    empty(ui, ctx, "The articles could not be listed", &problem.text, &[TRY_AGAIN]);
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
