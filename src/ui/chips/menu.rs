//! The menu behind "+ filter": field by field, each value to be ticked, so that nobody has to know the syntax.

use egui::{
    Align, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, TextEdit, TextFormat, Ui,
    WidgetInfo, pos2, vec2,
};

use super::choices::{Choice, ChoiceField};
use crate::corpus::Corpus;
use crate::figure::format;
use crate::query::Filter;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::lines::one_row;

/// The field that is looked at, and what is searched in it.
#[derive(Debug, Default)]
pub struct FilterMenu {
    field: ChoiceField,
    find: String,
    choices: Vec<Choice>,
    /// What `choices` were made of: the corpus and the field.
    made_of: Option<(u64, ChoiceField)>,
    /// Places in `choices` that have what is searched, and the search.
    found: (String, Vec<usize>),
}

const FIELDS: f32 = 124.0;
const VALUES: f32 = 300.0;
const HEIGHT: f32 = 340.0;
const ROW: f32 = 28.0;
/// Where there are more values, a field to search them comes up.
const MANY: usize = 12;

impl FilterMenu {
    /// Draws the button, and below it the menu.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let button = ui.button(dropping("Filter")).on_hover_text("Choose which articles count");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Choose filters"));
        Popup::from_toggle_button_response(&button)
            .accessible_name("Choose filters")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(FIELDS + VALUES + 20.0)
            .show(|ui| {
                let Some(corpus) = ctx.session.corpus() else { return };
                ui.set_width(FIELDS + VALUES + 20.0);
                ui.horizontal_top(|ui| {
                    ui.allocate_ui_with_layout(vec2(FIELDS, HEIGHT), Layout::top_down(Align::Min), |ui| {
                        ui.set_min_size(vec2(FIELDS, HEIGHT));
                        self.fields(ui, ctx);
                    });
                    ui.allocate_ui_with_layout(vec2(VALUES, HEIGHT), Layout::top_down(Align::Min), |ui| {
                        ui.set_min_size(vec2(VALUES, HEIGHT));
                        self.values(ui, ctx, corpus);
                    });
                });
            });
    }

    fn fields(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let parts = ctx.session.bench().filter.parts();
        ui.spacing_mut().item_spacing.y = 0.0;
        for field in ChoiceField::ALL {
            let is_set = parts.iter().any(|part| {
                part.trim_start_matches('-').split(':').next().is_some_and(|name| name == field.typed())
            });
            let text = RichText::new(field.title());
            let text = if is_set { text.color(ctx.tokens.accent) } else { text };
            let row = egui::Button::selectable(self.field == field, text).min_size(vec2(FIELDS, ROW));
            let response = ui.add(row);
            response.widget_info(|| {
                let name = format!("Filter by {}", field.title().to_lowercase());
                WidgetInfo::selected(egui::Role::Tab, true, self.field == field, name)
            });
            if response.clicked() {
                self.field = field;
                self.find.clear();
            }
        }
    }

    fn values(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus) {
        self.refresh(corpus);
        if self.choices.len() > MANY {
            let name = format!("Find in {}", self.field.title().to_lowercase());
            let find = ui.add(
                TextEdit::singleline(&mut self.find)
                    .hint_text(RichText::new("Find").color(ctx.tokens.muted))
                    .desired_width(VALUES - 20.0)
                    .margin(egui::Margin::symmetric(8, 5)),
            );
            find.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name.as_str()));
            ui.add_space(4.0);
        }
        self.search();
        if self.found.1.is_empty() {
            let words =
                if self.choices.is_empty() { "No article here has one" } else { "Nothing is called that" };
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            return;
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        ScrollArea::vertical().id_salt(("values", self.field.typed())).auto_shrink(false).show_rows(
            ui,
            ROW,
            self.found.1.len(),
            |ui, rows| {
                for place in self.found.1.get(rows).unwrap_or_default() {
                    if let Some(choice) = self.choices.get(*place) {
                        value(ui, ctx, choice);
                    }
                }
            },
        );
    }

    fn refresh(&mut self, corpus: &Corpus) {
        let of = (corpus.revision(), self.field);
        if self.made_of != Some(of) {
            self.choices = self.field.choices(corpus);
            self.made_of = Some(of);
            self.found = (String::new(), (0..self.choices.len()).collect());
        }
    }

    fn search(&mut self) {
        if self.found.0 == self.find {
            return;
        }
        let wanted = self.find.trim().to_lowercase();
        let fits = |choice: &Choice| choice.label.to_lowercase().contains(&wanted);
        let found = (0..self.choices.len()).filter(|place| self.choices.get(*place).is_some_and(fits));
        self.found = (self.find.clone(), found.collect());
    }
}

fn value(ui: &mut Ui, ctx: &ViewContext<'_>, choice: &Choice) {
    let tokens = ctx.tokens;
    let Ok(condition) = Filter::parse(&choice.condition) else { return };
    let filter = &ctx.session.bench().filter;
    let is_on = filter.has(&condition);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    tick(ui, ctx, pos2(rect.left() + 14.0, rect.center().y), is_on);
    let count = choice.articles.map(|articles| format::count(articles.into())).unwrap_or_default();
    let count = one_row(ui, &count, TextFormat::simple(tokens.figures(), tokens.muted), 80.0);
    let room = rect.width() - 30.0 - count.size().x - 18.0;
    let label = one_row(ui, &choice.label, TextFormat::simple(tokens.normal(), tokens.text), room);
    let y = |height: f32| rect.center().y - height / 2.0;
    let at = pos2(rect.right() - 12.0 - count.size().x, y(count.size().y));
    ui.painter().galley(at, count, tokens.muted);
    let at = pos2(rect.left() + 30.0, y(label.size().y));
    ui.painter().galley(at, label, tokens.text);
    response.widget_info(|| {
        let articles = choice
            .articles
            .map(|articles| format!(", {}", format::counted(articles.into(), "article", "articles")));
        let name = format!("{}{}", choice.label, articles.unwrap_or_default());
        WidgetInfo::selected(egui::Role::CheckBox, true, is_on, name)
    });
    if response.clicked() {
        ctx.send(Command::SetFilter(filter.clone().toggle(condition)));
    }
}

fn tick(ui: &Ui, ctx: &ViewContext<'_>, centre: egui::Pos2, is_on: bool) {
    let tokens = ctx.tokens;
    let rect = egui::Rect::from_center_size(centre, egui::Vec2::splat(14.0));
    let corner = tokens.sizes.corner.mark as f32;
    let width = tokens.sizes.stroke.line as f32;
    if is_on {
        ui.painter().rect_filled(rect, corner, tokens.accent);
        let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.on_accent);
        let bend = centre + vec2(-1.0, 3.0);
        ui.painter().line_segment([centre + vec2(-4.0, 0.0), bend], stroke);
        ui.painter().line_segment([bend, centre + vec2(4.0, -3.5)], stroke);
    } else {
        let stroke = egui::Stroke::new(width, tokens.muted);
        ui.painter().rect_stroke(rect, corner, stroke, egui::StrokeKind::Inside);
    }
}
