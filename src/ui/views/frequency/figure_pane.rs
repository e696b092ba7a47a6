//! The figure of the lens, with what it is counted in and how it leaves the program.

use egui::Ui;

use super::lenses::{LensView, Lenses, Shown, languages_note};
use crate::session::Action;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::figure_buttons;
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, at_right_or_below, empty, failed_note};

/// The pane's own state.
#[derive(Default)]
pub struct FigurePane {
    figure: FigureView,
    lenses: Lenses,
}

impl FigurePane {
    /// Draws the pane.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let counts_series = ctx.session.place().lens.counts_series();
        let Some(lens) = self.lenses.of(ctx.session.place().lens) else { return };
        controls(ui, ctx, lens);
        ui.add_space(6.0);
        let Some(role) = ctx.session.figure_role() else { return };
        let results = ctx.session.results();
        if let Some(problem) = results.problem(role).filter(|_| results.asked(role).is_none()) {
            empty(ui, ctx, "This could not be counted", &problem.text, &[TRY_AGAIN]);
            return;
        }
        failed_note(ui, ctx, &[role]);
        if counts_series && ctx.session.bench().shown_series().next().is_none() {
            empty(ui, ctx, "All series are hidden", "Show one again from its menu on the left.", &[]);
            return;
        }
        if lens.is_nothing(ctx) {
            let (why, way) = if ctx.session.bench().filter.is_all() {
                (lens.nothing(), None)
            } else {
                (
                    "Among the articles that the filters leave there is nothing to count.",
                    Some(EmptyAction { action: Action::ClearFilters, text: "Clear filters" }),
                )
            };
            empty(ui, ctx, "Nothing found", why, way.as_slice());
            return;
        }
        let Some(figure) = ctx.session.figure() else { return };
        languages_note(ui, ctx, ctx.session.place().lens);
        let is_old = results.is_computing(role);
        lens.body(ui, ctx, Shown { figure, view: &mut self.figure, is_old });
    }
}

fn controls(ui: &mut Ui, ctx: &ViewContext<'_>, lens: &mut dyn LensView) {
    ui.horizontal_wrapped(|ui| {
        lens.controls(ui, ctx);
        at_right_or_below(ui, "save", |ui| figure_buttons(ui, ctx));
    });
}
