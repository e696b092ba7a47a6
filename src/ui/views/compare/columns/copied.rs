//! A column's article that prints another's text: one line under its headline, and what was cut and changed.

use egui::{Label, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, Ui, WidgetInfo};

use super::reader::Story;
use crate::analysis::{Copied, shown_name};
use crate::corpus::{ArticleId, Corpus};
use crate::framing::copies::{CopyKind, Direction};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::word_changes;

/// What a column's article is said to be a copy of.
pub fn of<'a>(story: &Story<'a>, article: ArticleId) -> Option<&'a Copied> {
    story.tellings.copies.iter().find(|copied| copied.copy.copy == article)
}

/// "Meridian's text, edited: 3 sentences cut, 4 changed".
pub fn in_words(ctx: &ViewContext<'_>, corpus: &Corpus, copied: &Copied) -> String {
    let outlet = copied.copy.original.map(|id| corpus.outlet_of(id));
    let named = outlet.and_then(|id| corpus.outlets().get(usize::from(id))).map(|one| shown_name(&one.name));
    let whose = named.or(copied.copy.agency.as_deref()).unwrap_or("Another outlet");
    let whose = match copied.copy.direction {
        Direction::Unknown => format!("The same text as {whose}’s"),
        _ => format!("{whose}’s text"),
    };
    let Some(detail) = &copied.detail else {
        return format!("{whose}, by its credit; the original is not among the articles");
    };
    let how = match copied.copy.kind {
        CopyKind::Whole => "whole",
        CopyKind::Edited => "edited",
        CopyKind::Part => "in part",
    };
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in
        [(detail.cut.len(), "cut"), (detail.changed.len(), "changed"), (detail.added.len(), "added")]
    {
        if count > 0 && parts.is_empty() {
            parts.push(format!("{} {word}", ctx.numbers().counted(count as u64, "sentence", "sentences")));
        } else if count > 0 {
            parts.push(format!("{} {word}", ctx.numbers().count(count as u64)));
        }
    }
    let parts = if parts.is_empty() { "word for word".to_owned() } else { parts.join(", ") };
    format!("{whose}, {how}: {parts}")
}

/// How high the line is in this width.
pub fn height(ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, copied: &Copied, width: f32) -> f32 {
    let words = in_words(ctx, story.corpus, copied);
    ui.painter().layout(words, ctx.tokens.small(), ctx.tokens.accent, width).size().y
}

/// The line, and its popover.
pub fn line(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, copied: &Copied) {
    let tokens = ctx.tokens;
    let words = in_words(ctx, story.corpus, copied);
    let text = RichText::new(&words).font(tokens.small()).color(tokens.accent);
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &words));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(egui::Frame::popup(ui.style()).inner_margin(12))
        .accessible_name("What was cut and changed")
        .show(|ui| {
            ui.set_width(560.0);
            ui.label(RichText::new(&words).font(tokens.strong()).color(tokens.text));
            let rests = match copied.copy.direction {
                Direction::Credit => "The copy credits it.",
                Direction::AgencyPage => {
                    "The original stands on the agency’s own page; the copy does not credit it."
                }
                Direction::EarlierDay => "The original was published on an earlier day.",
                Direction::Unknown => "Which was first is not known.",
            };
            ui.label(RichText::new(rests).font(tokens.small()).color(tokens.muted));
            if let Some(original) = copied.copy.original
                && ui.button("Read the original").clicked()
            {
                ctx.send(Command::OpenArticle(original, None));
                ui.close();
            }
            if let Some(detail) = &copied.detail {
                ui.add_space(4.0);
                ScrollArea::vertical()
                    .max_height(420.0)
                    .show(ui, |ui| word_changes(ui, ctx, story.corpus, detail, ["Cut", "Added"]));
            }
        });
}
