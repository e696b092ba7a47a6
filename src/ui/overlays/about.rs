//! What this program is, under which terms, and where it keeps what.

use egui::{Label, RichText, ScrollArea, Ui, vec2};

use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::emblem::emblem;
use crate::ui::widgets::{action_button, plain_button};

/// The packages the program is built of: name, version, licence.
const PACKAGES: &str = include_str!("../../../assets/licences/packages.txt");

/// Licences whose text has to come along.
const TEXTS: [(&str, &str); 4] = [
    ("Parallax: MIT", include_str!("../../../LICENSE-MIT")),
    ("Parallax: Apache-2.0", include_str!("../../../LICENSE-APACHE")),
    ("Inter: SIL Open Font License", include_str!("../../../assets/fonts/OFL-Inter.txt")),
    ("Noto Serif: SIL Open Font License", include_str!("../../../assets/fonts/OFL-NotoSerif.txt")),
];

const VERSION: &str = concat!("Parallax ", env!("CARGO_PKG_VERSION"));

const WORDS: [&str; 3] = [
    "Parallax compares how news outlets tell the same story: who says what, in which words, and what each leaves out. It shows wording, counts and evidence; what they mean is for you to say.",
    "Everything stays on this machine. Nothing is fetched and nothing is sent. Your files are only read.",
    "Licence: MIT or Apache-2.0, as you choose. Faces: Inter and Noto Serif, SIL Open Font License. Icons: Material Symbols, Apache-2.0.",
];

/// Draws the sheet.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    ui.horizontal(|ui| {
        emblem(ui, ctx, 48.0);
        ui.add_space(8.0);
        let version = if ctx.is_test { "Parallax" } else { VERSION };
        ui.label(RichText::new(version).font(tokens.headline()).color(tokens.text));
    });
    ui.add_space(12.0);
    for words in WORDS {
        ui.label(RichText::new(words).color(tokens.text));
        ui.add_space(8.0);
    }
    places(ui, ctx);
    ui.add_space(8.0);
    ui.horizontal(|ui| {
        if plain_button(ui, "Copy version", "Copy the version for a note or a citation").clicked() {
            ctx.send(Command::CopyText(VERSION.to_owned()));
        }
        action_button(ui, ctx, Action::ShowLog, "Show the log…");
    });
    ui.add_space(12.0);
    licences(ui, ctx);
}

fn places(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let places = ctx.session.places();
    let settings = places.settings.as_ref().map(|path| path.display().to_string());
    let data = places.data.as_ref().map(|path| path.display().to_string());
    let log = ctx.session.journal().map(|journal| journal.path().display().to_string());
    for (name, path) in [("Settings", settings), ("Own files", data), ("Log", log)] {
        let Some(path) = path else { continue };
        ui.horizontal(|ui| {
            ui.allocate_ui(vec2(72.0, 18.0), |ui| {
                ui.set_min_width(72.0);
                ui.label(RichText::new(name).color(ctx.tokens.muted));
            });
            ui.add(Label::new(RichText::new(path).color(ctx.tokens.text)).wrap().selectable(true));
        });
    }
}

fn licences(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let height = (ui.available_height() - 30.0).clamp(90.0, 220.0);
    ScrollArea::vertical().max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        for (name, text) in TEXTS {
            ui.collapsing(name, |ui| {
                let text = RichText::new(text).font(tokens.small()).color(tokens.muted);
                ui.add(Label::new(text).wrap().selectable(true));
            });
        }
        let count = PACKAGES.lines().count();
        ui.collapsing(format!("The {count} packages Parallax is built of"), |ui| {
            for line in PACKAGES.lines() {
                ui.label(RichText::new(line).font(tokens.small()).color(tokens.muted));
            }
        });
    });
}
