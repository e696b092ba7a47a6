//! As what articles are saved, for other programs to count, read or keep.

use egui::{RichText, Ui};

use crate::export::corpus::CorpusFormat;
use crate::session::Command;
use crate::ui::context::ViewContext;

/// Room for the longest name of a format.
const NAMES: f32 = 170.0;

/// Draws the sheet.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let (tokens, session) = (ctx.tokens, ctx.session);
    let which = match (session.selected_count() as u64, session.bench().filter.is_all()) {
        (0, true) => "All articles".to_owned(),
        (0, false) => "The articles that pass the filters".to_owned(),
        (some, _) => ctx.numbers().counted(some, "selected article", "selected articles"),
    };
    let what = format!(
        "{which}: headline, standfirst and body as they are counted, with outlet, date, byline and the like, without page furniture."
    );
    ui.label(RichText::new(what).color(tokens.text));
    ui.add_space(6.0);
    let count =
        session.to_be_saved().map_or_else(|| "Counting…".to_owned(), |words| format!("Written: {words}."));
    ui.label(RichText::new(count).font(tokens.strong()).color(tokens.text));
    ui.add_space(12.0);
    for format in CorpusFormat::ALL {
        ui.horizontal_top(|ui| {
            let (title, meaning) = (format.title(), format.meaning());
            ui.allocate_ui(egui::vec2(NAMES, 24.0), |ui| {
                ui.set_min_width(NAMES);
                let button = egui::Button::new(format!("{title}…")).min_size(egui::vec2(NAMES - 12.0, 0.0));
                if ui.add(button).on_hover_text(meaning).clicked() {
                    ctx.send(Command::SaveArticles(format));
                }
            });
            ui.add(egui::Label::new(RichText::new(meaning).color(tokens.muted)).wrap());
        });
        ui.add_space(6.0);
    }
}
