//! Browse: all articles in a table, and a reader.

mod columns;
mod controls;
mod facets;
mod furniture;
mod joined;
mod line_menu;
mod marker;
mod nearby;
mod pages;
mod part_editor;
mod parts;
mod reader;
mod remarks;
mod rows;
mod share;
mod table;
mod text;
mod unlisted;
mod versions;

pub use controls::{before_find_id, find_field_id};

use egui::{CentralPanel, Frame, Key, Margin, Panel, Ui};
use egui_material_icons::icons::{ICON_CLOSE, ICON_SWAP_HORIZ};
use share::Share;

use crate::corpus::ArticleId;
use crate::session::{Action, Command, Overlay, Role, Select};
use crate::ui::context::ViewContext;
use crate::ui::panes;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::choices::no_group;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, at_right, empty, failed_note, icon_button};

/// The view's own state: scroll, and what was scrolled to.
#[derive(Default)]
pub struct Browse {
    facets: facets::FacetColumn,
    table: table::Table,
    /// Beside one reader, and beside two.
    table_shares: [Share; 2],
    beside_share: Share,
    reader: reader::Reader,
    beside: reader::Reader,
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
        let is_there = |id: &ArticleId| *id < corpus.article_count();
        let place = ctx.session.place();
        let (open, beside) = (place.article.filter(is_there), place.beside.filter(is_there));
        // Two readers need the room; the table keeps a width of its own beside them.
        let (name, share) = if beside.is_some() { ("articles of two", 0.26) } else { ("articles", 0.445) };
        let wanted = self.table_shares[usize::from(beside.is_some())].of(ui, ctx, name, share);
        let table = Panel::left(name)
            .resizable(true)
            .default_size(wanted.max(280.0))
            .size_range(240.0..=(width - 360.0).max(300.0))
            .frame(frame)
            .show(ui, |ui| self.table_ui(ui, ctx));
        self.table_shares[usize::from(beside.is_some())].keep(table.response.rect.width());
        panes::note(ui, ctx, name, |panel| panel.x);
        escape(ui, ctx);
        if let (Some(_), Some(other)) = (open, beside) {
            let name = "article beside";
            let wanted = self.beside_share.of(ui, ctx, name, 0.5);
            let panel = Panel::right(name)
                .resizable(true)
                .default_size(wanted)
                .size_range(220.0..=(ui.available_width() - 220.0).max(230.0))
                .frame(frame)
                .show(ui, |ui| {
                    side_bar(ui, ctx);
                    self.beside.ui(ui, ctx, corpus, other, reader::Side::Beside);
                });
            self.beside_share.keep(panel.response.rect.width());
        }
        CentralPanel::default().frame(frame).show(ui, |ui| {
            if let Some(id) = open {
                self.reader.ui(ui, ctx, corpus, id, reader::Side::Main);
            } else {
                let way = EmptyAction { action: Action::NextArticle, text: "Open the first article" };
                empty(ui, ctx, "No article is open", "Choose one in the table.", &[way]);
            }
        });
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

/// Above the second reader: change sides, close.
fn side_bar(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let frame = Frame::new().fill(ctx.tokens.raised).inner_margin(Margin::symmetric(16, 2));
    Panel::top("beside bar").show_separator_line(false).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            at_right(ui, "sides", |ui| {
                for (icon, action) in
                    [(ICON_SWAP_HORIZ, Action::SwapBeside), (ICON_CLOSE, Action::CloseBeside)]
                {
                    if icon_button(ui, icon, &tooltip(ui, action)).clicked() {
                        ctx.act(action);
                    }
                }
            });
        });
    });
}

/// Escape lets go of what was done last: the find field, marked text, selected rows, the second reader.
fn escape(ui: &Ui, ctx: &ViewContext<'_>) {
    let session = ctx.session;
    let is_covered = session.overlay() != Overlay::None || egui::Popup::is_any_open(ui.ctx());
    if is_covered || ui.ctx().text_edit_focused() || !ui.input(|input| input.key_pressed(Key::Escape)) {
        return;
    }
    if session.find().is_some() {
        controls::close_find(ui, ctx);
    } else if session.marked().is_some() {
        ctx.send(Command::Mark(None));
    } else if session.selected_count() > 0 {
        ctx.send(Command::Select(Select::None));
    } else if session.place().beside.is_some() {
        ctx.act(Action::CloseBeside);
    }
}

fn nothing_found(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let bench = ctx.session.bench();
    let clear = EmptyAction { action: Action::ClearFilters, text: "Clear filters" };
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
            let missing = bench.missing_groups(&bench.filter);
            let why = if missing.is_empty() {
                "The filters leave none of the articles.".to_owned()
            } else {
                format!("{}.", no_group("The filters ask", &missing))
            };
            empty(ui, ctx, "No article is left", &why, &[clear]);
        }
    }
}
