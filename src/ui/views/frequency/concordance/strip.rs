//! Under the lines: mark and note of the line that has the keyboard.

use std::collections::BTreeSet;

use egui::{Id, Rect, RichText, Sense, TextEdit, Ui, WidgetInfo, vec2};

use crate::analysis::Concordance;
use crate::corpus::Corpus;
use crate::figure::{Ink, format};
use crate::project::Mark;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::theme::Tokens;
use crate::ui::widgets::at_right;

/// The field for the note.
pub fn note_field_id() -> Id {
    Id::unique("note on a line")
}

/// Draws a mark: its letter in a frame of its colour.
pub fn badge(ui: &Ui, tokens: &Tokens, rect: Rect, mark: Mark, is_on: bool) {
    let colour = tokens.ink(Ink::nth(mark.index()));
    let ground = if is_on { tokens.accent_ground } else { tokens.surface };
    let width = tokens.sizes.stroke.strong as f32;
    ui.painter().rect(rect, 4.0, ground, egui::Stroke::new(width, colour), egui::StrokeKind::Inside);
    let letter = ui.painter().layout_no_wrap(mark.letter().to_string(), tokens.small_strong(), tokens.text);
    ui.painter().galley(rect.center() - letter.size() / 2.0, letter, tokens.text);
}

/// Draws the strip for the line at `current`. Whether a mark was clicked: then the keys of the list go on.
pub fn ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    found: &Concordance,
    current: Option<usize>,
    chosen: &BTreeSet<u32>,
) -> bool {
    let mut is_marked = false;
    let tokens = ctx.tokens;
    ui.painter().hline(ui.max_rect().x_range(), ui.max_rect().top(), tokens.rule());
    let place = |at: usize| {
        let hit = found.lines.get(at)?;
        Some((hit.article(corpus), hit.span(corpus)))
    };
    ui.horizontal_centered(|ui| {
        let Some((article, span)) = current.and_then(place) else {
            let text =
                "Choose a line to mark it or write a note. Space opens its sentence, then its paragraph";
            ui.label(RichText::new(text).color(tokens.muted));
            return;
        };
        let said = ctx.session.line_remark(article, span).cloned().unwrap_or_default();
        let text = match chosen.len() {
            0 | 1 => "Mark".to_owned(),
            count => format!("Mark {}", format::counted(count as u64, "line", "lines")),
        };
        ui.label(RichText::new(text).color(tokens.muted));
        let places = || chosen.iter().filter_map(|at| place(*at as usize)).collect();
        ui.spacing_mut().item_spacing.x = 4.0;
        for mark in Mark::ALL {
            let (rect, response) = ui.allocate_exact_size(vec2(22.0, 22.0), Sense::click());
            let is_on = said.mark == Some(mark);
            let name = ctx.session.mark_name(mark);
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::Button, true, is_on, format!("Mark {name}"))
            });
            badge(ui, tokens, rect, mark, is_on || response.hovered() || response.has_focus());
            let keys = format!("Mark {name} (key {}); again takes it off", mark.index() + 1);
            if response.on_hover_text(keys).clicked() {
                ctx.send(Command::MarkLines(places(), (!is_on).then_some(mark)));
                is_marked = true;
            }
        }
        ui.add_space(12.0);
        let mut note = said.note.clone();
        let hint = RichText::new("Note on this line (N)").color(tokens.muted);
        let room = (ui.available_width() - 190.0).max(120.0);
        let field = TextEdit::singleline(&mut note).id(note_field_id()).hint_text(hint).desired_width(room);
        let response = ui.add(field);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Note on this line"));
        if response.changed() {
            ctx.send(Command::NoteLine(article, span, note));
        }
        at_right(ui, "keys of lines", |ui| {
            let keys = RichText::new("Space: sentence · Enter: article").font(tokens.small());
            ui.label(keys.color(tokens.muted));
        });
    });
    is_marked
}
