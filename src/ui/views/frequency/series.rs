//! The list of series, and the list of lenses under it.

use egui::{
    Button, Id, Key, Popup, RichText, ScrollArea, Sense, TextEdit, TextFormat, Ui, WidgetInfo, pos2, vec2,
};
use egui_material_icons::icons::ICON_MORE_HORIZ;

use crate::analysis::{Analysis, Cell};
use crate::figure::{Ink, format};
use crate::query::Query;
use crate::session::{Action, Command, Lens, Pick, Role, Series};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::query_field::{FieldLook, QueryField};
use crate::ui::widgets::{icon_button, ink_mark};

/// The field's place among egui's ids, so that an action can give it the keyboard.
pub fn field_id() -> Id {
    Id::unique("add a series")
}

/// What is half typed in the list.
#[derive(Default)]
pub struct SeriesList {
    added: QueryField,
    edited: Option<(usize, Editing)>,
}

enum Editing {
    Name(String, bool),
    Query(QueryField, bool),
}

impl SeriesList {
    /// Draws the list.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        ScrollArea::vertical().id_salt("series list").auto_shrink(false).show(ui, |ui| {
            ui.label(RichText::new("Series").font(tokens.small_strong()).color(tokens.muted));
            ui.add_space(6.0);
            for (index, series) in ctx.session.bench().series.iter().enumerate() {
                let is_edited = self.edited.as_ref().is_some_and(|(at, _)| *at == index);
                if is_edited {
                    self.edit_ui(ui, ctx);
                } else {
                    self.row(ui, ctx, index, series);
                }
            }
            ui.add_space(6.0);
            let look = FieldLook {
                name: "Add a series",
                hint: "+ word, phrase or pattern",
                width: ui.available_width(),
            };
            if let Some(Some(query)) = self.added.ui(ui, ctx, field_id(), look, Query::parse) {
                ctx.send(Command::AddSeries(query));
                self.added.clear();
                ui.memory_mut(|memory| memory.request_focus(field_id()));
            }
            ui.add_space(22.0);
            ui.label(RichText::new("Lens").font(tokens.small_strong()).color(tokens.muted));
            ui.add_space(6.0);
            for lens in Lens::ALL {
                lens_ui(ui, ctx, lens);
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, index: usize, series: &Series) {
        let tokens = ctx.tokens;
        let is_picked = is_picked(ctx, index, series);
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 46.0), Sense::click());
        if is_picked {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
        } else if response.hovered() {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
        }
        if response.has_focus() {
            let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
            ui.painter().rect_stroke(
                rect,
                tokens.sizes.corner.normal as f32,
                stroke,
                egui::StrokeKind::Inside,
            );
        }
        let ink = series.is_on.then(|| Ink::of_series(usize::from(series.ink)));
        ink_mark(ui, ctx, pos2(rect.left() + 12.0, rect.center().y), ink);
        let total = total_of(ctx, &series.query);
        let count = total.map_or_else(String::new, |cell| format::count(cell.hits));
        let count = one_row(ui, &count, TextFormat::simple(tokens.figures(), tokens.muted), 70.0);
        let menu_room = 26.0;
        let room = rect.width() - 24.0 - count.size().x - menu_room - 10.0;
        let colour = if series.is_on { tokens.text } else { tokens.muted };
        let name = one_row(ui, &series.name, TextFormat::simple(tokens.normal(), colour), room);
        let typed = series.query.to_string();
        // A series that goes by its query says in how many articles it stands, instead of the same again.
        let found = total.map(|cell| {
            format!("in {}", format::counted(cell.articles_with_hits.into(), "article", "articles"))
        });
        let second = if series.name == typed { found.unwrap_or_default() } else { typed.clone() };
        let second = if series.is_on { second } else { "hidden".to_owned() };
        let query = one_row(ui, &second, TextFormat::simple(tokens.small(), tokens.muted), room);
        let x = rect.left() + 24.0;
        let lines = name.size().y + query.size().y + 1.0;
        let top = rect.center().y - lines / 2.0;
        let name_height = name.size().y;
        ui.painter().galley(pos2(x, top), name, colour);
        ui.painter().galley(pos2(x, top + name_height + 1.0), query, tokens.muted);
        let at = pos2(rect.right() - menu_room - count.size().x, rect.center().y - count.size().y / 2.0);
        ui.painter().galley(at, count, tokens.muted);
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::Button, true, is_picked, format!("Series {}", series.name))
        });
        let menu_rect = egui::Rect::from_min_max(
            pos2(rect.right() - menu_room, rect.top() + 8.0),
            pos2(rect.right() - 2.0, rect.bottom() - 8.0),
        );
        let mut menu_ui = ui.new_child(
            egui::UiBuilder::new()
                .max_rect(menu_rect)
                .layout(egui::Layout::centered_and_justified(egui::Direction::LeftToRight)),
        );
        let more = icon_button(&mut menu_ui, ICON_MORE_HORIZ, &format!("Change the series {}", series.name));
        Popup::menu(&more).accessible_name("Series").show(|ui| self.menu(ui, ctx, index, series));
        let name = if series.name == typed { "" } else { series.name.as_str() };
        let hint = format!(
            "{name}{}{typed}\nClick for its lines, double click to change it",
            if name.is_empty() { "" } else { "\n" }
        );
        let response = response.on_hover_text(hint);
        if response.double_clicked() {
            self.edited = Some((index, Editing::Query(QueryField::with_text(typed), true)));
        } else if response.clicked() {
            if !ctx.session.place().lens.counts_series() {
                ctx.act(Action::LensByOutlet);
            }
            ctx.send(Command::Pick(Pick { query: Some(series.query.clone()), ..Pick::default() }));
        }
    }

    fn menu(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, index: usize, series: &Series) {
        if ui.button("Change what it finds…").clicked() {
            let field = QueryField::with_text(series.query.to_string());
            self.edited = Some((index, Editing::Query(field, true)));
        }
        if ui.button("Rename…").clicked() {
            self.edited = Some((index, Editing::Name(series.name.clone(), true)));
        }
        if ui.button(if series.is_on { "Hide" } else { "Show" }).clicked() {
            ctx.send(Command::ToggleSeries(index));
        }
        ui.menu_button("Colour", |ui| {
            ui.horizontal(|ui| {
                for ink in 0..Ink::MOST_SERIES {
                    let (rect, response) = ui.allocate_exact_size(vec2(24.0, 24.0), Sense::click());
                    ink_mark(ui, ctx, rect.center(), Some(Ink::of_series(usize::from(ink))));
                    if series.ink % Ink::MOST_SERIES == ink || response.hovered() || response.has_focus() {
                        ui.painter().rect_stroke(
                            rect,
                            4.0,
                            egui::Stroke::new(1.0, ctx.tokens.accent),
                            egui::StrokeKind::Inside,
                        );
                    }
                    response.widget_info(|| {
                        WidgetInfo::labeled(egui::Role::Button, true, format!("Colour {}", ink + 1))
                    });
                    if response.clicked() {
                        ctx.send(Command::RecolourSeries(index, ink));
                        ui.close();
                    }
                }
            });
        });
        let last = ctx.session.bench().series.len().saturating_sub(1);
        if ui.add_enabled(index > 0, Button::new("Move up")).clicked() {
            ctx.send(Command::MoveSeries(index, index.saturating_sub(1)));
        }
        if ui.add_enabled(index < last, Button::new("Move down")).clicked() {
            ctx.send(Command::MoveSeries(index, index + 1));
        }
        ui.separator();
        if ui.button("Take out").clicked() {
            ctx.send(Command::RemoveSeries(index));
        }
    }

    fn edit_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some((index, mut editing)) = self.edited.take() else { return };
        let width = ui.available_width();
        let is_left = ui.input(|input| input.key_pressed(Key::Escape));
        let mut is_done = is_left;
        match &mut editing {
            Editing::Name(name, is_new) => {
                let id = Id::unique("rename a series");
                let response = ui.add(
                    TextEdit::singleline(name)
                        .id(id)
                        .desired_width(width)
                        .margin(egui::Margin::symmetric(10, 6)),
                );
                response
                    .widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the series"));
                if std::mem::take(is_new) {
                    response.request_focus();
                } else if response.lost_focus() {
                    if !is_left {
                        ctx.send(Command::RenameSeries(index, name.clone()));
                    }
                    is_done = true;
                }
            }
            Editing::Query(field, is_new) => {
                let id = Id::unique("change a series");
                let look =
                    FieldLook { name: "What the series finds", hint: "word, phrase or pattern", width };
                if std::mem::take(is_new) {
                    ui.memory_mut(|memory| memory.request_focus(id));
                }
                if let Some(query) = field.ui(ui, ctx, id, look, Query::parse) {
                    let is_twin = |query: &Query| {
                        ctx.session.bench().series.iter().any(|series| series.query == *query)
                    };
                    if let Some(query) = query.filter(|query| !is_twin(query)) {
                        ctx.send(Command::EditSeries(index, query.clone()));
                        ctx.send(Command::Pick(Pick { query: Some(query), ..Pick::default() }));
                    }
                    is_done = true;
                }
            }
        }
        if !is_done {
            self.edited = Some((index, editing));
        }
    }
}

/// What the shown answer counted of a query; the workbench may be ahead of it.
fn total_of<'a>(ctx: &ViewContext<'a>, query: &Query) -> Option<&'a Cell> {
    let results = ctx.session.results();
    let Some(Analysis::Frequency(recipe)) = results.asked(Role::Frequency) else { return None };
    let at = recipe.queries.iter().position(|asked| asked == query)?;
    results.frequency()?.totals.get(at)
}

fn is_picked(ctx: &ViewContext<'_>, index: usize, series: &Series) -> bool {
    let place = ctx.session.place();
    if !place.lens.counts_series() {
        return false;
    }
    match &place.pick.query {
        Some(query) => *query == series.query,
        None => ctx.session.bench().shown_series().next().is_some_and(|(first, _)| first == index),
    }
}

fn lens_ui(ui: &mut Ui, ctx: &ViewContext<'_>, lens: Lens) {
    let (tokens, action) = (ctx.tokens, lens.action());
    let is_on = ctx.session.place().lens == lens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 28.0), Sense::click());
    if is_on {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
    } else if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    let (font, colour) =
        if is_on { (tokens.strong(), tokens.accent) } else { (tokens.normal(), tokens.text) };
    let galley = ui.painter().layout_no_wrap(lens.title().to_owned(), font, colour);
    ui.painter().galley(pos2(rect.left() + 8.0, rect.center().y - galley.size().y / 2.0), galley, colour);
    response.widget_info(|| {
        WidgetInfo::selected(egui::Role::RadioButton, true, is_on, format!("Lens: {}", lens.title()))
    });
    if response.on_hover_text(tooltip(ui, action)).clicked() {
        ctx.act(action);
    }
}
