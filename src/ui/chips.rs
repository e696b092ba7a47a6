//! The line of filter chips, with what they leave.

use std::sync::Arc;

use egui::{Align, Frame, Id, Layout, Margin, Panel, RichText, ScrollArea, Ui};

use super::context::ViewContext;
use super::widgets::query_field::{FieldLook, QueryField};
use super::widgets::{Chip, ChipAnswer, chip};
use crate::figure::format;
use crate::query::Filter;
use crate::session::{Action, Command, Role};

/// The field's place among egui's ids, so that an action can give it the keyboard.
pub fn filter_field_id() -> Id {
    Id::unique("add a filter")
}

/// What is half typed in the line.
#[derive(Debug, Default)]
pub struct Chips {
    field: QueryField,
}

/// More outlets than this are no chips each: they are chosen by typing.
const OUTLET_CHIPS: usize = 12;

impl Chips {
    /// Draws the line.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        let frame = Frame::new()
            .fill(tokens.background)
            .inner_margin(Margin::symmetric(tokens.sizes.space.panel as i8, 0));
        Panel::top("filters")
            .show_separator_line(false)
            .exact_size(tokens.sizes.row.chips as f32 + 2.0)
            .frame(frame)
            .show(ui, |ui| {
                let edge = ui.max_rect().expand2(egui::vec2(tokens.sizes.space.panel as f32, 0.0));
                ui.painter().hline(edge.x_range(), edge.bottom() - 0.5, tokens.rule());
                ui.horizontal_centered(|ui| {
                    let left = what_is_left(ctx);
                    let galley = ui.painter().layout_no_wrap(left.clone(), tokens.normal(), tokens.muted);
                    let room = (ui.available_width() - galley.size().x - 24.0).max(120.0);
                    ui.allocate_ui_with_layout(
                        egui::vec2(room, 30.0),
                        Layout::left_to_right(Align::Center),
                        |ui| {
                            ScrollArea::horizontal()
                                .id_salt("chips")
                                .scroll_bar_visibility(egui::scroll_area::ScrollBarVisibility::AlwaysHidden)
                                .show(ui, |ui| {
                                    ui.horizontal_centered(|ui| self.chips(ui, ctx));
                                });
                        },
                    );
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        ui.label(RichText::new(left).color(tokens.muted));
                    });
                });
            });
    }

    fn chips(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(corpus) = ctx.session.corpus() else { return };
        let filter = &ctx.session.bench().filter;
        let outlets = corpus.outlets();
        let are_chips = outlets.len() <= OUTLET_CHIPS;
        if are_chips {
            let chosen = filter.outlets();
            for outlet in outlets {
                let is_on = chosen.is_empty() || chosen.iter().any(|name| **name == *outlet.name);
                let ink = ctx.ink(&outlet.name);
                let tooltip = if outlet.name.is_empty() {
                    "Articles whose outlet is not known. Click to leave them out or take them in"
                } else {
                    "Click to leave this outlet out or take it in; double click for this one alone"
                };
                let (response, answer) =
                    chip(ui, ctx, Chip { text: outlet.shown(), ink, is_on, has_cross: false, tooltip });
                if response.double_clicked() {
                    ctx.send(Command::SetFilter(filter.clone().with_outlet(&outlet.name)));
                } else if answer == ChipAnswer::Clicked {
                    let all: Vec<Arc<str>> = outlets.iter().map(|outlet| Arc::clone(&outlet.name)).collect();
                    ctx.send(Command::SetFilter(filter.clone().toggle_outlet(&outlet.name, &all)));
                }
            }
        }
        for (index, text) in filter.parts().into_iter().enumerate() {
            if are_chips && text.starts_with("outlet:") {
                continue;
            }
            let one = Chip {
                text: &text,
                ink: None,
                is_on: true,
                has_cross: true,
                tooltip: "The cross takes this filter off",
            };
            match chip(ui, ctx, one).1 {
                ChipAnswer::Removed => ctx.send(Command::SetFilter(filter.clone().without(index))),
                ChipAnswer::Clicked => {
                    self.field.text = text;
                    ctx.send(Command::SetFilter(filter.clone().without(index)));
                    ui.memory_mut(|memory| memory.request_focus(filter_field_id()));
                }
                ChipAnswer::Left => {}
            }
        }
        let look = FieldLook {
            name: "Add a filter",
            hint: "+ filter, such as date:2024-05 or opinion:no",
            width: 270.0,
        };
        let parse = |text: &str| Filter::parse(text);
        if let Some(Some(added)) = self.field.ui(ui, ctx, filter_field_id(), look, parse) {
            ctx.send(Command::SetFilter(filter.clone().and(added)));
            self.field.clear();
        }
        if !filter.is_all() {
            super::widgets::action_button(ui, ctx, Action::ClearFilters, "Clear");
        }
    }
}

/// What the filters leave, all of it out of one answer: a new total beside an old count would be a lie.
fn what_is_left(ctx: &ViewContext<'_>) -> String {
    let results = ctx.session.results();
    let Some((listing, corpus)) = results.listing().zip(results.corpus_of(Role::Listing)) else {
        return String::new();
    };
    let all = u64::from(corpus.article_count());
    let left = &listing.coverage;
    let partial = if ctx.session.is_reading() { " so far" } else { "" };
    let articles = format::counted(all, "article", "articles");
    let words = format::counted(left.words, "word", "words");
    if u64::from(left.articles) == all {
        format!("{articles} · {words}{partial}")
    } else {
        format!("{} of {articles} · {words}{partial}", format::count(left.articles.into()))
    }
}
