//! The question where a folder of the project is now.

use egui::{Label, RichText, Ui};

use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;

/// "Where is “articles” now?"
pub fn question(ctx: &ViewContext<'_>) -> String {
    let name = ctx.session.wanted_folder().map(|path| {
        path.file_name()
            .map_or_else(|| path.display().to_string(), |name| name.to_string_lossy().into_owned())
    });
    format!("Where is “{}” now?", name.unwrap_or_default())
}

/// Draws the question where a folder is.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let Some(was) = ctx.session.wanted_folder() else { return };
    let text = "This project reads a folder that is not where it was. Say where it is now, and corrections and \
        notes go with it; or go on without it, and they wait until it is back.";
    ui.add(Label::new(RichText::new(text).color(tokens.text)).wrap());
    ui.add_space(6.0);
    let place = format!("It was at {}", was.display());
    ui.add(Label::new(RichText::new(place).font(tokens.small()).color(tokens.muted)).wrap());
    ui.add_space(14.0);
    ui.horizontal(|ui| {
        if plain_button(ui, "Choose…", "Choose the folder where it is now").clicked() {
            ctx.send(Command::AskWhere);
        }
        if plain_button(ui, "Skip", "Open the project without this folder").clicked() {
            ctx.send(Command::AnswerWhere(None));
        }
    });
}
