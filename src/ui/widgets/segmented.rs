//! A row of choices of which one is on.

use egui::{CornerRadius, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::ui::context::ViewContext;

/// Air to both sides of a choice, together.
const PADDING: f32 = 20.0;

/// Draws `options` as one row; gives the one that was clicked. `name` is what is being chosen.
pub fn segmented<'a>(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    name: &str,
    options: impl IntoIterator<Item = (&'a str, bool, &'a str)>,
) -> Option<usize> {
    let tokens = ctx.tokens;
    let mut clicked = None;
    let options: Vec<_> = options.into_iter().collect();
    let corner = tokens.sizes.corner.normal as u8;
    let last = options.len().saturating_sub(1);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 0.0;
        for (index, (text, is_on, tooltip)) in options.into_iter().enumerate() {
            let font = if is_on { tokens.strong() } else { tokens.normal() };
            let colour = if is_on { tokens.accent } else { tokens.muted };
            // Room for the wider of both weights, so that nothing moves when the choice does.
            let widest = ui.painter().layout_no_wrap(text.to_owned(), tokens.strong(), colour).size().x;
            let galley = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
            let (rect, response) = ui.allocate_exact_size(vec2(widest + PADDING, 26.0), Sense::click());
            let radius = CornerRadius {
                nw: if index == 0 { corner } else { 0 },
                sw: if index == 0 { corner } else { 0 },
                ne: if index == last { corner } else { 0 },
                se: if index == last { corner } else { 0 },
            };
            let fill = if is_on {
                tokens.accent_ground
            } else if response.hovered() {
                tokens.raised
            } else {
                tokens.surface
            };
            let stroke = if response.has_focus() {
                egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent)
            } else {
                tokens.rule()
            };
            ui.painter().rect(rect, radius, fill, stroke, egui::StrokeKind::Inside);
            let at = pos2(rect.center().x - galley.size().x / 2.0, rect.center().y - galley.size().y / 2.0);
            ui.painter().galley(at, galley, colour);
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::RadioButton, true, is_on, format!("{name}: {text}"))
            });
            let response = if tooltip.is_empty() { response } else { response.on_hover_text(tooltip) };
            if response.clicked() {
                clicked = Some(index);
            }
        }
    });
    clicked
}
