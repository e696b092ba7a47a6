//! The menu behind "+ filter": field by field, each value to be ticked, so that nobody has to know the syntax.

use std::sync::Arc;

use egui::{
    Align, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, TextEdit, TextFormat, Ui,
    WidgetInfo, pos2, vec2,
};

use super::choices::{FIELDS, value_in_words, why_empty};
use crate::analysis::FacetValue;
use crate::figure::format;
use crate::query::Field;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::lines::one_row;

/// The field that is looked at, and what is searched in it.
#[derive(Debug)]
pub struct FilterMenu {
    field: Field,
    find: String,
}

impl Default for FilterMenu {
    fn default() -> Self {
        Self { field: Field::Outlet, find: String::new() }
    }
}

const NAMES: f32 = 132.0;
const VALUES: f32 = 300.0;
const ROW: f32 = 28.0;
const HEIGHT: f32 = ROW * FIELDS.len() as f32;
/// Where there are more values, a field to search them comes up.
const MANY: usize = 12;

impl FilterMenu {
    /// Draws the button, and below it the menu.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let button = ui.button(dropping("+ filter")).on_hover_text("Choose which articles count");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Choose filters"));
        Popup::from_toggle_button_response(&button)
            .accessible_name("Filters to choose from")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(NAMES + VALUES + 8.0)
            .show(|ui| {
                ui.set_width(NAMES + VALUES + 8.0);
                ui.horizontal_top(|ui| {
                    let column = Layout::top_down(Align::Min);
                    ui.allocate_ui_with_layout(vec2(NAMES, HEIGHT), column, |ui| {
                        ui.set_min_size(vec2(NAMES, HEIGHT));
                        self.fields(ui, ctx);
                    });
                    ui.allocate_ui_with_layout(vec2(VALUES, HEIGHT), column, |ui| {
                        ui.set_min_size(vec2(VALUES, HEIGHT));
                        self.values(ui, ctx);
                    });
                });
            });
    }

    fn fields(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        ui.spacing_mut().item_spacing.y = 0.0;
        for field in FIELDS {
            let is_set = ctx.session.bench().filter.has(field);
            let is_shown = self.field == field;
            let (rect, response) = ui.allocate_exact_size(vec2(NAMES, ROW), Sense::click());
            let tokens = ctx.tokens;
            let corner = tokens.sizes.corner.normal as f32;
            if is_shown {
                ui.painter().rect_filled(rect, corner, tokens.accent_ground);
            } else if response.hovered() || response.has_focus() {
                ui.painter().rect_filled(rect, corner, tokens.raised);
            }
            let font = if is_set { tokens.strong() } else { tokens.normal() };
            let colour = if is_set || is_shown { tokens.accent } else { tokens.text };
            let name = one_row(ui, field.label(), TextFormat::simple(font, colour), rect.width() - 16.0);
            let at = pos2(rect.left() + 8.0, rect.center().y - name.size().y / 2.0);
            ui.painter().galley(at, name, colour);
            response.widget_info(|| {
                let name = format!("Filter by {}", field.label().to_lowercase());
                WidgetInfo::selected(egui::Role::Tab, true, is_shown, name)
            });
            if response.clicked() {
                self.field = field;
                self.find.clear();
            }
        }
    }

    fn values(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let of_series;
        let values: &[FacetValue] = if self.field == Field::Hits {
            of_series = series(ctx);
            &of_series
        } else {
            let facets = ctx.session.results().facets();
            facets.and_then(|facets| facets.facet(self.field)).map_or(&[], |facet| &facet.values)
        };
        if values.is_empty() {
            ui.add_space(6.0);
            ui.label(RichText::new(why_empty(self.field)).color(ctx.tokens.muted));
            return;
        }
        if values.len() > MANY {
            self.find_field(ui, ctx);
        }
        let wanted = self.find.trim().to_lowercase();
        let fits = |value: &&FacetValue| {
            wanted.is_empty() || value_in_words(self.field, &value.value).to_lowercase().contains(&wanted)
        };
        let found: Vec<&FacetValue> = values.iter().filter(fits).collect();
        if found.is_empty() {
            ui.label(RichText::new("Nothing is called that").color(ctx.tokens.muted));
        }
        ui.spacing_mut().item_spacing.y = 0.0;
        let list = ScrollArea::vertical().id_salt(("values", self.field.name())).auto_shrink(false);
        list.show_rows(ui, ROW, found.len(), |ui, rows| {
            for value in found.get(rows).unwrap_or_default() {
                value_ui(ui, ctx, self.field, value);
            }
        });
    }

    fn find_field(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let name = format!("Find in {}", self.field.label().to_lowercase());
        let find = ui.add(
            TextEdit::singleline(&mut self.find)
                .hint_text(RichText::new("Find").color(ctx.tokens.muted))
                .desired_width(VALUES - 20.0)
                .margin(egui::Margin::symmetric(8, 5)),
        );
        find.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name.as_str()));
        ui.add_space(4.0);
    }
}

/// The series, to leave only articles with hits of them; with their numbers where they were counted.
fn series(ctx: &ViewContext<'_>) -> Vec<FacetValue> {
    let bench = ctx.session.bench();
    let value = |series: &crate::session::Series| {
        let value: Arc<str> = series.query.to_string().into();
        let is_chosen = bench.filter.chooses(Field::Hits, &value);
        FacetValue { value, articles: 0, is_chosen }
    };
    bench.series.iter().map(value).collect()
}

fn value_ui(ui: &mut Ui, ctx: &ViewContext<'_>, field: Field, value: &FacetValue) {
    let tokens = ctx.tokens;
    let filter = &ctx.session.bench().filter;
    let is_on = filter.chooses(field, &value.value);
    let words = value_in_words(field, &value.value);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    tick(ui, ctx, pos2(rect.left() + 14.0, rect.center().y), is_on);
    // Hits are not counted here.
    let count = if field == Field::Hits { String::new() } else { format::count(value.articles.into()) };
    let count = one_row(ui, &count, TextFormat::simple(tokens.figures(), tokens.muted), 80.0);
    let room = rect.width() - 30.0 - count.size().x - 18.0;
    let label = one_row(ui, &words, TextFormat::simple(tokens.normal(), tokens.text), room);
    let y = |height: f32| rect.center().y - height / 2.0;
    let at = pos2(rect.right() - 12.0 - count.size().x, y(count.size().y));
    ui.painter().galley(at, count, tokens.muted);
    let at = pos2(rect.left() + 30.0, y(label.size().y));
    ui.painter().galley(at, label, tokens.text);
    response.widget_info(|| {
        let name = if field == Field::Hits {
            words.to_string()
        } else {
            format!("{words}, {}", format::counted(value.articles.into(), "article", "articles"))
        };
        WidgetInfo::selected(egui::Role::CheckBox, true, is_on, name)
    });
    if response.clicked() {
        ctx.send(Command::SetFilter(filter.clone().toggle(field, &value.value)));
    }
}

fn tick(ui: &Ui, ctx: &ViewContext<'_>, centre: egui::Pos2, is_on: bool) {
    let tokens = ctx.tokens;
    let rect = egui::Rect::from_center_size(centre, egui::Vec2::splat(14.0));
    let corner = tokens.sizes.corner.mark as f32;
    if is_on {
        ui.painter().rect_filled(rect, corner, tokens.accent);
        let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.on_accent);
        let bend = centre + vec2(-1.0, 3.0);
        ui.painter().line_segment([centre + vec2(-4.0, 0.0), bend], stroke);
        ui.painter().line_segment([bend, centre + vec2(4.0, -3.5)], stroke);
    } else {
        let stroke = egui::Stroke::new(tokens.sizes.stroke.line as f32, tokens.muted);
        ui.painter().rect_stroke(rect, corner, stroke, egui::StrokeKind::Inside);
    }
}
