//! The menu behind "+ filter": field by field, each value to be ticked, so that nobody has to know the syntax.

use std::sync::Arc;

use egui::{
    Align, Layout, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, TextEdit, TextFormat, Ui,
    WidgetInfo, pos2, vec2,
};

use super::held;
use crate::analysis::FacetValue;
use crate::query::Field;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::choices::{FIELDS, value_in_words, why_empty};
use crate::ui::widgets::facet_value::facet_value;
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
            .anchor(held(&button))
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
                facet_value(ui, ctx, self.field, value, ROW);
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
