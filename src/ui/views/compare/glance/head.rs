//! The head of a row: what it asks, of which thing, and what can be chosen about it.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{Button, Label, Popup, RichText, TextFormat, Ui, WidgetInfo};

use crate::analysis::glance::{GlanceRow, RowKind};
use crate::session::{Command, TellingChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;

/// Draws the head. Of several rows of a kind the first names the kind.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, row: &GlanceRow, is_first: bool) {
    let tokens = ctx.tokens;
    ui.spacing_mut().item_spacing.y = 0.0;
    ui.spacing_mut().interact_size.y = 0.0;
    let hover = |response: egui::Response| {
        response.on_hover_ui(|ui| {
            ui.set_max_width(380.0);
            if !row.of.is_empty() {
                ui.label(RichText::new(&row.of).font(tokens.strong()));
            }
            ui.label(&row.about);
        });
    };
    match row.kind {
        RowKind::Dictionary => codebooks(ui, ctx, row),
        RowKind::Series => {
            hover(of_row(ui, &row.of, TextFormat::simple(tokens.normal(), tokens.muted)));
        }
        _ => {
            if is_first {
                hover(ui.add(Label::new(RichText::new(row.kind.label()).color(tokens.muted)).truncate()));
            }
            if !row.of.is_empty() {
                let words = match row.note.as_str() {
                    "" => row.of.clone(),
                    note => format!("{}, {note}", row.of),
                };
                let font = if is_first { tokens.small() } else { tokens.normal() };
                hover(of_row(ui, &words, TextFormat::simple(font, tokens.muted)));
            }
        }
    }
}

/// Which row it is, in two lines where it needs them.
fn of_row(ui: &mut Ui, words: &str, format: TextFormat) -> egui::Response {
    let mut job = LayoutJob::single_section(words.to_owned(), format);
    job.wrap = TextWrapping { max_rows: 2, ..TextWrapping::wrap_at_width(ui.available_width()) };
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let response = ui.add(Label::new(galley));
    // What there is no room for is said all the same to who cannot see.
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
    response
}

/// Whose words are counted, to be chosen.
fn codebooks(ui: &mut Ui, ctx: &ViewContext<'_>, row: &GlanceRow) {
    let tokens = ctx.tokens;
    let text = RichText::new(dropping(row.kind.label())).color(tokens.muted);
    let button = ui.add(Button::new(text).frame(false)).on_hover_ui(|ui| {
        ui.set_max_width(380.0);
        ui.label(&row.about);
        ui.weak("Click to choose another codebook");
    });
    let choices = &ctx.session.bench().tellings;
    Popup::menu(&button).accessible_name("Codebook").show(|ui| {
        let choose = |ui: &mut Ui, id: &Arc<str>, title: &str, hint: &str| {
            let is_on = choices.codebook == *id;
            let response = ui.selectable_label(is_on, title);
            let response = if hint.is_empty() { response } else { response.on_hover_text(hint) };
            if response.clicked() && !is_on {
                let chosen = TellingChoices { codebook: Arc::clone(id), ..choices.clone() };
                ctx.send(Command::ChooseTellings(Box::new(chosen)));
                ui.close();
            }
        };
        for book in ctx.session.bench().coding.all() {
            choose(ui, &book.id, &book.title, &book.citation);
        }
        ui.separator();
        choose(ui, &"".into(), "No codebook", "");
    });
}
