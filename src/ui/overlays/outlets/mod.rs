//! The outlets: their colours, names, countries and groups, each changed where it stands.

mod groups;
mod list;
mod rows;

use std::sync::Arc;

pub(super) use rows::suggested_outlets;

use egui::{Align, Key, Layout, RichText, TextEdit, Ui, WidgetInfo, vec2};

use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::name_field::NameField;
use crate::ui::widgets::{empty, plain_button};

/// What is half typed in the sheet, and the group that is looked at.
#[derive(Debug, Default)]
pub struct OutletSheet {
    find: String,
    added: String,
    editing: Option<Editing>,
    rows: rows::Rows,
    groups: groups::Groups,
}

/// A part of an outlet that is being changed.
#[derive(Debug)]
struct Editing {
    outlet: Arc<str>,
    part: Part,
    field: NameField,
    suggestions: Vec<String>,
    suggested_for: String,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Name,
    Country,
}

/// An outlet on its way to a group.
#[derive(Debug, Clone)]
struct Dragged(Arc<str>);

const GROUPS: f32 = 292.0;

impl OutletSheet {
    /// The sheet was closed: what was half typed goes.
    pub fn closed(&mut self) {
        self.editing = None;
        self.find.clear();
        self.added.clear();
        self.groups.closed();
    }

    /// Draws the content of the sheet.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(corpus) = ctx.session.corpus() else {
            empty(ui, ctx, "No outlets yet", "Open a folder of articles first.", &[]);
            return;
        };
        let book = &ctx.session.bench().book;
        self.rows.refresh(corpus, book, &self.find);
        let height = (ui.available_height() - 8.0).clamp(200.0, 600.0);
        let width = ui.available_width();
        ui.horizontal_top(|ui| {
            ui.spacing_mut().item_spacing.x = 20.0;
            ui.allocate_ui_with_layout(
                vec2(width - GROUPS - 20.0, height),
                Layout::top_down(Align::Min),
                |ui| {
                    ui.set_min_size(vec2(width - GROUPS - 20.0, height));
                    self.above_list(ui, ctx);
                    ui.add_space(4.0);
                    self.list(ui, ctx, corpus);
                },
            );
            let edge = ui.cursor().left() - 10.0;
            let top = ui.max_rect().top();
            ui.painter().vline(edge, top..=top + height, ctx.tokens.rule());
            ui.allocate_ui_with_layout(vec2(GROUPS, height), Layout::top_down(Align::Min), |ui| {
                ui.set_min_size(vec2(GROUPS, height));
                self.groups.ui(ui, ctx, corpus, &self.rows.groups);
            });
        });
    }

    fn above_list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        ui.spacing_mut().item_spacing.x = tokens.sizes.space.normal as f32;
        ui.horizontal(|ui| {
            let field = |ui: &mut Ui, text: &mut String, name: &str, hint: &str, width: f32| {
                let field = ui.add(
                    TextEdit::singleline(text)
                        .hint_text(RichText::new(hint).color(tokens.muted))
                        .desired_width(width)
                        .margin(egui::Margin::symmetric(10, 6)),
                );
                field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
                field
            };
            field(ui, &mut self.find, "Find an outlet", "Find an outlet", 170.0);
            let known = self.rows.list.iter().filter(|row| !row.name.is_empty()).count();
            let shown = ctx.numbers().counted(known as u64, "outlet", "outlets");
            ui.label(RichText::new(shown).color(tokens.muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let name = self.added.trim().to_owned();
                let can = !name.is_empty();
                let why = "Type a name first";
                let pressed = ui
                    .add_enabled_ui(can, |ui| {
                        plain_button(ui, "Add", "Add an outlet that no article shows yet")
                    })
                    .inner
                    .on_disabled_hover_text(why)
                    .clicked();
                let added = field(ui, &mut self.added, "Add an outlet", "+ outlet", 170.0);
                let enter = added.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                if can && (pressed || enter) {
                    ctx.send(Command::AddOutlet(name.into()));
                    self.added.clear();
                }
            });
        });
    }
}
