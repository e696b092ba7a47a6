//! The concordance with all its room: lines sorted, in groups, drawn at random, marked by hand, or of two outlets
//! facing each other.

mod facing;
mod list;
mod rows;
mod strip;
mod toolbar;

use std::collections::BTreeSet;

use egui::{Panel, RichText, Ui};

pub use toolbar::sort_boxes;

use crate::analysis::{Analysis, ConcordanceRecipe};
use crate::session::{MarkedOnly, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, empty, failed_note};

/// The tool's own state.
#[derive(Default)]
pub struct LinesTool {
    list: list::LineList,
    facing: facing::Facing,
    toolbar: toolbar::Toolbar,
}

impl LinesTool {
    /// Draws the tool.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.concordance().zip(results.corpus_of(Role::Concordance));
        let recipe = match results.asked(Role::Concordance) {
            Some(Analysis::Concordance(recipe)) => Some(recipe),
            _ => None,
        };
        let (Some((found, corpus)), Some(recipe)) = (answer, recipe) else {
            if let Some(problem) = results.problem(Role::Concordance) {
                empty(ui, ctx, "The lines could not be collected", &problem.text, &[TRY_AGAIN]);
            } else if ctx.session.bench().shown_series().next().is_none() {
                empty(ui, ctx, "All series are hidden", "Show one again from its menu on the left.", &[]);
            }
            return;
        };
        // Before anything is said of lines by their numbers.
        self.list.follow(ctx, corpus, found, recipe);
        let is_faced = ctx.session.bench().lines.sides.is_some();
        // What was chosen in the list is none of the lines that face each other.
        let nothing_chosen = BTreeSet::new();
        let chosen = if is_faced { &nothing_chosen } else { self.list.chosen() };
        self.toolbar.ui(ui, ctx, found, recipe, chosen);
        failed_note(ui, ctx, &[Role::Concordance, Role::ConcordanceBeside]);
        ui.add_space(6.0);
        if is_faced {
            self.facing.ui(ui, ctx, corpus, found);
            return;
        }
        if found.lines.is_empty() {
            nothing(ui, ctx, recipe);
            return;
        }
        let current = self.list.current(found);
        let strip = Panel::bottom("line strip").resizable(false).exact_size(36.0).frame(egui::Frame::NONE);
        let shown = strip.show(ui, |ui| strip::ui(ui, ctx, corpus, found, current, self.list.chosen()));
        if results.is_computing(Role::Concordance) {
            ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
        }
        self.list.ui(ui, ctx, corpus, found, recipe);
        if shown.inner {
            self.list.take_keys(ui);
        }
    }
}

/// Why there is no line.
fn nothing(ui: &mut Ui, ctx: &ViewContext<'_>, recipe: &ConcordanceRecipe) {
    let tokens = ctx.tokens;
    if ctx.session.bench().lines.marked != MarkedOnly::All {
        let why = "No line here has such a mark. Choose a line and press 1 to 9 to mark it, or show all lines above.";
        empty(ui, ctx, "No marked line", why, &[]);
    } else if recipe.scope.filter_in_words().is_empty() {
        ui.label(RichText::new("No line has it").color(tokens.muted));
    } else {
        let way = EmptyAction { action: crate::session::Action::ClearFilters, text: "Clear filters" };
        empty(ui, ctx, "No line has it here", "Among the articles that are left there is none.", &[way]);
    }
}
