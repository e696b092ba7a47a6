//! Frequency: keyword series, a figure by a lens, and the lines behind it.

mod concordance;
mod evidence;
mod figure_pane;
mod lenses;
mod series;

pub use series::field_id as series_field_id;

use egui::{CentralPanel, Frame, Margin, Panel, Ui};

use crate::session::Lens;
use crate::ui::context::ViewContext;
use crate::ui::panes;
use crate::ui::widgets::{EmptyAction, empty};

/// The figure gets at least this height before the lines under it get theirs.
const LEAST_FIGURE: f32 = 400.0;

/// The view's own state.
#[derive(Default)]
pub struct FrequencyView {
    series: series::SeriesList,
    pane: figure_pane::FigurePane,
    lines: crate::ui::widgets::lines::Lines,
    concordance: concordance::LinesTool,
}

impl FrequencyView {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        let side =
            Frame::new().fill(tokens.surface).inner_margin(Margin::same(tokens.sizes.space.panel as i8));
        Panel::left("series")
            .resizable(true)
            .default_size(panes::size(ctx, "series", 250.0))
            .size_range(190.0..=420.0)
            .frame(side)
            .show(ui, |ui| self.series.ui(ui, ctx));
        panes::note(ui, ctx, "series", |panel| panel.x);
        let bare = Frame::new().fill(tokens.surface);
        let place = ctx.session.place();
        let has_question = !place.lens.counts_series()
            || !ctx.session.bench().series.is_empty()
            || (place.lens == Lens::Lines && place.pick.query.is_some());
        if !has_question {
            CentralPanel::default().frame(bare).show(ui, |ui| {
                let way = EmptyAction { action: crate::session::Action::AddSeries, text: "Type a word…" };
                let why = "Type a word, a phrase or a pattern on the left, such as island* or \"peace treaty\", and press Enter. Each becomes a series of its own.";
                empty(ui, ctx, "Which words shall be counted?", why, &[way]);
            });
            return;
        }
        if place.lens == Lens::Lines {
            CentralPanel::default()
                .frame(bare.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 8 }))
                .show(ui, |ui| self.concordance.ui(ui, ctx));
            return;
        }
        let room = ui.available_height();
        // What is read row by row gets more of the height, and keeps a size of its own.
        let (name, below) = match place.lens {
            Lens::ByOutlet | Lens::OverTime | Lens::Lines => ("figure and evidence", 0.4),
            Lens::Dispersion | Lens::Distinctive | Lens::WordShift | Lens::Neighbours | Lens::Phrases => {
                ("rows and evidence", 0.28)
            }
        };
        let usual = room - (room * below).min(room - LEAST_FIGURE).max(120.0);
        // The figure is drawn first, since Tab comes to it first.
        Panel::top(name)
            .resizable(true)
            .default_size(panes::size(ctx, name, usual))
            .size_range(220.0_f32.min(room - 90.0)..=(room - 80.0))
            .frame(bare.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 4 }))
            .show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.pane.ui(ui, ctx);
            });
        panes::note(ui, ctx, name, |panel| panel.y);
        CentralPanel::default()
            .frame(bare.inner_margin(Margin { left: 20, right: 20, top: 8, bottom: 0 }))
            .show(ui, |ui| evidence::ui(ui, ctx, &mut self.lines));
    }
}
