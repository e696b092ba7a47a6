//! One value of a field, to be ticked, with the number of articles that have it.

use egui::{Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::choices::value_in_words;
use super::lines::one_row;
use crate::analysis::FacetValue;
use crate::query::Field;
use crate::session::Command;
use crate::ui::context::ViewContext;

/// Draws the row; a click takes the value into the filter, or out of it.
pub fn facet_value(ui: &mut Ui, ctx: &ViewContext<'_>, field: Field, value: &FacetValue, height: f32) {
    let tokens = ctx.tokens;
    let filter = &ctx.session.bench().filter;
    let is_on = filter.chooses(field, &value.value);
    let words = value_in_words(field, &value.value);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    tick(ui, ctx, pos2(rect.left() + 14.0, rect.center().y), is_on);
    // Hits are not counted here.
    let count = if field == Field::Hits { String::new() } else { ctx.numbers().count(value.articles.into()) };
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
            format!("{words}, {}", ctx.numbers().counted(value.articles.into(), "article", "articles"))
        };
        WidgetInfo::selected(egui::Role::CheckBox, true, is_on, name)
    });
    if response.clicked() {
        let filter = filter.clone();
        ctx.send(Command::SetFilter(match field {
            // One of the ways to count, not several.
            Field::Copies | Field::Versions if is_on => filter.without_field(field),
            Field::Copies | Field::Versions => filter.with_value(field, &value.value),
            _ => filter.toggle(field, &value.value),
        }));
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
