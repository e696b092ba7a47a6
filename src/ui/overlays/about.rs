//! What this program is, and under which terms.

use egui::{RichText, Ui};

use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::plain_button;

/// Draws the sheet.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
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
