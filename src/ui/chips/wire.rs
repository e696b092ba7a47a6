//! The switch that says what becomes of texts which several outlets print.

use egui::{Response, RichText};

use super::switch::Switch;
use crate::query::WireTexts;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::ring;

/// "Wire: all": the line of filters has little room, and what the switch says in full is its name and on its tooltip.
pub fn text(ctx: &ViewContext<'_>) -> String {
    dropping(match ctx.session.bench().filter.wire_texts() {
        Some(WireTexts::All) => "Wire: all",
        Some(WireTexts::Once) => "Wire: once",
        Some(WireTexts::Own) => "Wire: none",
        None => "Wire: filtered",
    })
}

/// "Wire texts: count all".
fn said(ctx: &ViewContext<'_>) -> String {
    match ctx.session.bench().filter.wire_texts() {
        Some(texts) => format!("Wire texts: {}", texts.label().to_lowercase()),
        None => "Wire texts: as filtered".to_owned(),
    }
}

/// Whether the filter asks what is not known yet: numbers will change once it is.
pub fn is_looking(ctx: &ViewContext<'_>) -> bool {
    let asks = ctx.session.bench().filter.asks_relations();
    asks && (ctx.session.is_relating() || ctx.session.stories().is_none())
}

/// Draws the menu under the chip.
pub fn menu(ctx: &ViewContext<'_>, chip: &Response) {
    let tokens = ctx.tokens;
    let switch = Switch {
        about: "Wire texts",
        said: said(ctx),
        hint: "How texts are counted that an agency wrote, or that several outlets print",
    };
    switch.menu(chip, |ui| {
        let filter = &ctx.session.bench().filter;
        let mut chosen = filter.wire_texts();
        for texts in WireTexts::ALL {
            if ring(ui, ctx, &mut chosen, Some(texts), texts.label()).changed() {
                ctx.send(Command::SetFilter(filter.clone().with_wire_texts(texts)));
                ui.close();
            }
            let sentence = RichText::new(texts.sentence()).font(tokens.small()).color(tokens.muted);
            ui.indent(texts.label(), |ui| ui.label(sentence));
            ui.add_space(4.0);
        }
        let note = if chosen.is_none() {
            "The filters ask for agencies or copies one by one; they hold beside what is chosen here."
        } else if is_looking(ctx) {
            "Looking for wire texts…"
        } else {
            "Texts are found to be printed from elsewhere by long runs of the same words. Captions say how they are counted."
        };
        ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
    });
}
