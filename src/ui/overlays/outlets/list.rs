//! The list of outlets: as many rows as there are, only those on screen are drawn.

use std::sync::Arc;

use egui::{
    Align, Id, Layout, Popup, PopupCloseBehavior, Rect, Response, RichText, ScrollArea, Sense, TextFormat,
    Ui, UiBuilder, WidgetInfo, pos2, vec2,
};

use super::rows::{self, Row};
use super::{Dragged, Editing, OutletSheet, Part};
use crate::corpus::Corpus;
use crate::ingest::registry::country_code;
use crate::project::OutletBook;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::ink_picker::{ink_button, ink_picker};
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::name_field::{NameAnswer, NameField};
use crate::ui::widgets::query_field::FieldLook;
use crate::ui::widgets::tick_box;

const ROW: f32 = 34.0;
const COUNTRY: f32 = 124.0;
const ARTICLES: f32 = 62.0;
const WORDS: f32 = 78.0;
const IN_GROUPS: f32 = 128.0;
const GAP: f32 = 20.0;

/// Where the columns of a row begin.
struct Columns {
    tick: Rect,
    mark: Rect,
    name: Rect,
    country: Rect,
    articles: Rect,
    words: Rect,
    groups: Rect,
}

impl Columns {
    fn of(rect: Rect, has_ticks: bool) -> Self {
        let cell = |left: f32, right: f32| {
            Rect::from_min_max(pos2(left, rect.top()), pos2(right.max(left), rect.bottom()))
        };
        let tick = rect.left() + if has_ticks { 26.0 } else { 0.0 };
        let right = rect.right() - 10.0;
        // In a narrow sheet the names of groups go first; their counts stand beside the groups.
        let groups = if rect.width() >= 560.0 { right - IN_GROUPS } else { right };
        let words = groups - WORDS - GAP;
        let articles = words - ARTICLES;
        let country = articles - COUNTRY;
        Self {
            tick: cell(rect.left(), tick),
            mark: cell(tick, tick + 28.0),
            name: cell(tick + 30.0, country - 8.0),
            country: cell(country, articles),
            articles: cell(articles, words),
            words: cell(words, groups - GAP),
            groups: cell(groups, right),
        }
    }
}

impl OutletSheet {
    pub(super) fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        let group = self.groups.chosen(&ctx.session.bench().book);
        header(ui, ctx, group.is_some());
        if self.rows.list.is_empty() {
            ui.add_space(24.0);
            let words = format!("No outlet is called “{}”", self.find.trim());
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            return;
        }
        let rows = std::mem::take(&mut self.rows.list);
        ScrollArea::vertical().id_salt("outlets").auto_shrink(false).show_rows(
            ui,
            ROW,
            rows.len(),
            |ui, shown| {
                for row in rows.get(shown).unwrap_or_default() {
                    self.row(ui, ctx, corpus, row, group.as_ref());
                }
            },
        );
        self.rows.list = rows;
    }

    fn row(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        row: &Row,
        group: Option<&Arc<str>>,
    ) {
        let tokens = ctx.tokens;
        let book = &ctx.session.bench().book;
        let (rect, over) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
        if over.contains_pointer() {
            ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
        }
        ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
        let columns = Columns::of(rect, group.is_some());
        let is_known = !row.name.is_empty();
        let mut row_ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt(("outlet", &row.name)));
        let ui = &mut row_ui;
        if is_known {
            if let Some(group) = group {
                cell(ui, columns.tick, "tick", |ui| tick(ui, ctx, book, group, &row.name));
            }
            cell(ui, columns.mark, "mark", |ui| mark(ui, ctx, book, &row.name));
        }
        let edited = self.editing.as_ref().filter(|editing| editing.outlet == row.name).map(|e| e.part);
        cell(ui, columns.name, "name", |ui| {
            if edited == Some(Part::Name) {
                self.edit(ui, ctx, corpus);
            } else if name(ui, ctx, row).clicked() {
                self.begin(&row.name, Part::Name, &row.name);
            }
        });
        if is_known {
            cell(ui, columns.country, "country", |ui| {
                if edited == Some(Part::Country) {
                    self.edit(ui, ctx, corpus);
                    return;
                }
                let country = rows::country_of(book, &row.name);
                if country_button(ui, ctx, &row.name, country.as_deref()).clicked() {
                    self.begin(&row.name, Part::Country, country.as_deref().unwrap_or(""));
                }
            });
        }
        number(ui, ctx, columns.articles, &ctx.numbers().counted(row.articles.into(), "article", "articles"));
        number(ui, ctx, columns.words, &ctx.numbers().counted(row.words, "word", "words"));
        if columns.groups.width() > 1.0 && is_known {
            cell(ui, columns.groups, "groups", |ui| in_groups(ui, ctx, book, row));
        }
    }

    fn begin(&mut self, outlet: &Arc<str>, part: Part, text: &str) {
        self.editing = Some(Editing {
            outlet: Arc::clone(outlet),
            part,
            field: NameField::with_text(text),
            suggestions: Vec::new(),
            suggested_for: text.to_owned(),
        });
    }

    fn edit(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>) {
        let Some(mut editing) = self.editing.take() else { return };
        let book = &ctx.session.bench().book;
        if editing.suggested_for != editing.field.text {
            editing.suggested_for.clone_from(&editing.field.text);
            editing.suggestions = match editing.part {
                Part::Name => rows::suggested_outlets(corpus, &editing.field.text, &editing.outlet),
                Part::Country => rows::suggested_countries(book, &editing.field.text),
            };
        }
        let meant = editing.field.meant(&editing.suggestions);
        let joins = match editing.part {
            Part::Name => rows::what_renaming_does(ctx.numbers(), corpus, book, &editing.outlet, meant),
            Part::Country => None,
        };
        let (name, hint, plain_note) = match editing.part {
            Part::Name if editing.outlet.is_empty() => {
                ("Outlet of these articles".to_owned(), "Name of the outlet", "Enter gives them this outlet")
            }
            Part::Name => (format!("Name of {}", editing.outlet), "Name", "Enter renames, Escape leaves it"),
            Part::Country => (
                format!("Country of {}", editing.outlet),
                "Country",
                "Enter sets it; empty is the program's own",
            ),
        };
        let note = joins.as_deref().unwrap_or(plain_note);
        let look = FieldLook { name: &name, hint, width: ui.available_width() - 18.0 };
        let id = Id::unique("change an outlet");
        match editing.field.ui(ui, ctx, id, look, &editing.suggestions, note) {
            NameAnswer::Typing => self.editing = Some(editing),
            NameAnswer::Done(text) => change(ctx, &editing, &text),
            // Clicking away keeps what was typed, but makes no two outlets one.
            NameAnswer::Away if joins.is_none() => change(ctx, &editing, editing.field.text.trim()),
            NameAnswer::Away | NameAnswer::Left => {}
        }
    }
}

fn change(ctx: &ViewContext<'_>, editing: &Editing, text: &str) {
    let outlet = Arc::clone(&editing.outlet);
    match editing.part {
        Part::Name if !text.is_empty() && text != &*outlet => {
            ctx.send(Command::RenameOutlet { from: outlet, to: text.into() });
        }
        Part::Name => {}
        Part::Country => {
            let book = &ctx.session.bench().book;
            if rows::country_of(book, &outlet).as_deref().unwrap_or("") == text {
                return;
            }
            let country = country_code(text).unwrap_or(text);
            let country = (!country.is_empty()).then(|| Arc::from(country));
            ctx.send(Command::PlaceOutlet(outlet, country));
        }
    }
}

fn header(ui: &mut Ui, ctx: &ViewContext<'_>, has_ticks: bool) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let columns = Columns::of(rect, has_ticks);
    let title = |at: Rect, text: &str, is_right: bool| {
        let format = TextFormat::simple(tokens.small_strong(), tokens.muted);
        let galley = one_row(ui, text, format, at.width().max(60.0));
        let x = if is_right { at.right() - galley.size().x } else { at.left() };
        ui.painter().galley(pos2(x, at.center().y - galley.size().y / 2.0), galley, tokens.muted);
    };
    title(columns.name, "Outlet", false);
    title(columns.country, "Country", false);
    title(columns.articles, "Articles", true);
    title(columns.words, "Words", true);
    if columns.groups.width() > 1.0 {
        title(columns.groups, "Groups", false);
    }
}

fn cell(ui: &mut Ui, rect: Rect, salt: &str, content: impl FnOnce(&mut Ui)) {
    let layout = Layout::left_to_right(Align::Center);
    content(&mut ui.new_child(UiBuilder::new().max_rect(rect).id_salt(salt).layout(layout)));
}

/// A number at the right of its cell; a screen reader hears what is counted.
fn number(ui: &mut Ui, ctx: &ViewContext<'_>, rect: Rect, words: &str) {
    let tokens = ctx.tokens;
    let digits = words.split(' ').next().unwrap_or_default();
    let format = TextFormat::simple(tokens.figures(), tokens.text);
    let galley = one_row(ui, digits, format, rect.width());
    let at = pos2(rect.right() - galley.size().x, rect.center().y - galley.size().y / 2.0);
    let response = ui.interact(rect, ui.scope_id().with(words.len()).with(words), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, words));
    ui.painter().galley(at, galley, tokens.text);
}

fn tick(ui: &mut Ui, ctx: &ViewContext<'_>, book: &OutletBook, group: &Arc<str>, outlet: &Arc<str>) {
    let mut is_in = book.group(group).is_some_and(|group| group.outlets.contains(outlet));
    let name = format!("{outlet} in {group}");
    let response = tick_box(ui, ctx, &mut is_in, "");
    response.widget_info(|| WidgetInfo::selected(egui::Role::CheckBox, true, is_in, name.as_str()));
    if response.on_hover_text(name.as_str()).changed() {
        ctx.send(Command::ToggleInGroup { group: Arc::clone(group), outlet: Arc::clone(outlet) });
    }
}

fn mark(ui: &mut Ui, ctx: &ViewContext<'_>, book: &OutletBook, outlet: &Arc<str>) {
    let by_hand = book.entries.get(outlet).and_then(|entry| entry.ink);
    let ink = ctx.ink(outlet);
    let button = ink_button(ui, ctx, ink, false, &format!("Colour of {outlet}"));
    Popup::menu(&button)
        .accessible_name("Colour of the outlet")
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(150.0)
        .show(|ui| {
            if let Some(index) = ink_picker(ui, ctx, ink) {
                ctx.send(Command::PaintOutlet(Arc::clone(outlet), Some(index)));
                ui.close();
            }
            let own = ui.selectable_label(by_hand.is_none(), "The program's own");
            if own.clicked() {
                ctx.send(Command::PaintOutlet(Arc::clone(outlet), None));
                ui.close();
            }
        });
}

fn name(ui: &mut Ui, ctx: &ViewContext<'_>, row: &Row) -> Response {
    let tokens = ctx.tokens;
    if row.name.is_empty() {
        let words = match row.articles {
            1 => "Give this article an outlet…".to_owned(),
            many => format!("Give these {} articles an outlet…", ctx.numbers().count(many.into())),
        };
        return ui.button(words).on_hover_text("Their outlet is not known. They get the one that you name");
    }
    let (rect, response) = ui.allocate_exact_size(ui.available_size(), Sense::click_and_drag());
    let galley = one_row(ui, &row.name, TextFormat::simple(tokens.normal(), tokens.text), rect.width());
    let at = pos2(rect.left(), rect.center().y - galley.size().y / 2.0);
    if response.hovered() || response.has_focus() {
        let under = at.y + galley.size().y;
        let stroke = egui::Stroke::new(tokens.sizes.stroke.line as f32, tokens.accent);
        ui.painter().hline(at.x..=at.x + galley.size().x, under, stroke);
    }
    ui.painter().galley(at, galley, tokens.text);
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Rename {}", row.name)));
    response.dnd_set_drag_payload(Dragged(Arc::clone(&row.name)));
    if response.dragged() {
        carried(ui, ctx, &row.name);
    }
    if response.is_pointer_button_down_on() {
        return response;
    }
    let mut hint = format!("{}\nClick to rename it; drag it onto a group", row.name);
    if row.articles == 0 {
        hint.push_str("; right-click to forget it");
    }
    let response = response.on_hover_text(hint);
    response.context_menu(|ui| {
        if ui.button("Only this outlet").clicked() {
            let filter = ctx.session.bench().filter.clone().with_outlet(&row.name);
            ctx.send(Command::SetFilter(filter));
        }
        if row.articles == 0 && ui.button("Forget it").clicked() {
            ctx.send(Command::RemoveOutlet(Arc::clone(&row.name)));
        }
    });
    response
}

/// The name of what is dragged, beside the pointer.
fn carried(ui: &Ui, ctx: &ViewContext<'_>, name: &str) {
    let Some(at) = ui.ctx().pointer_interact_pos() else { return };
    let layer = egui::LayerId::new(egui::Order::Tooltip, Id::unique("carried outlet"));
    let painter = ui.ctx().layer_painter(layer);
    let tokens = ctx.tokens;
    let galley = painter.layout_no_wrap(name.to_owned(), tokens.normal(), tokens.text);
    let rect = Rect::from_min_size(at + vec2(12.0, 6.0), galley.size() + vec2(20.0, 8.0));
    let corner = tokens.sizes.corner.chip as f32;
    painter.rect(rect, corner, tokens.surface, tokens.rule(), egui::StrokeKind::Inside);
    painter.galley(rect.min + vec2(10.0, 4.0), galley, tokens.text);
}

fn country_button(ui: &mut Ui, ctx: &ViewContext<'_>, outlet: &str, country: Option<&str>) -> Response {
    let tokens = ctx.tokens;
    let text = RichText::new(country.unwrap_or("–"));
    let text = text.color(if country.is_some() { tokens.text } else { tokens.muted });
    let response = ui.add(egui::Button::new(text).frame(false).truncate());
    let spoken = country.unwrap_or("not known");
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Button, true, format!("Country of {outlet}: {spoken}"))
    });
    response.on_hover_text("Click to set the country")
}

fn in_groups(ui: &mut Ui, ctx: &ViewContext<'_>, book: &OutletBook, row: &Row) {
    let names: Vec<&str> = book.groups_of(&row.name).map(|name| &**name).collect();
    if names.is_empty() {
        return;
    }
    let text = names.join(", ");
    let label = RichText::new(&text).font(ctx.tokens.small()).color(ctx.tokens.muted);
    ui.add(egui::Label::new(label).truncate()).on_hover_text(text);
}
