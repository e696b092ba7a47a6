//! What stands over an old answer when the new question could not be answered.

use egui::{Frame, Margin, RichText, Ui};
use egui_material_icons::icons::ICON_WARNING;

use super::button::action_button;
use super::empty::EmptyAction;
use crate::problem::Problem;
use crate::session::{Action, Role};
use crate::ui::context::ViewContext;

/// The way out where nothing can be shown.
pub const TRY_AGAIN: EmptyAction<'static> = EmptyAction { action: Action::TryAgain, text: "Try again" };

/// Says that what is shown answers the question before, why, and how to ask again. Nothing where all went well.
pub fn failed_note(ui: &mut Ui, ctx: &ViewContext<'_>, roles: &[Role]) {
    let results = ctx.session.results();
    if let Some((role, problem)) = roles.iter().find_map(|role| Some((*role, results.problem(*role)?))) {
        note(ui, ctx, problem, results.slot(role).shown().is_some());
    }
}

/// Says why there is no newer answer and how to ask again, and where there is one before, that it is what is shown.
pub fn note(ui: &mut Ui, ctx: &ViewContext<'_>, problem: &Problem, has_before: bool) {
    let tokens = ctx.tokens;
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(tokens.rule())
        .corner_radius(tokens.sizes.corner.normal as f32)
        .inner_margin(Margin::symmetric(12, 6));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        ui.horizontal_wrapped(|ui| {
            ui.label(RichText::new(ICON_WARNING.codepoint).color(tokens.problem).size(16.0));
            let mut words = format!("{}.", problem.text.trim_end_matches('.'));
            if has_before {
                words.push_str(" What you see is the answer before.");
            }
            ui.label(RichText::new(words).color(tokens.text));
            action_button(ui, ctx, Action::TryAgain, "Try again");
        });
    });
    ui.add_space(4.0);
}
