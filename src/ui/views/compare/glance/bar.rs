//! How the words given to speakers are shared out.

use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::analysis::glance::BarPart;
use crate::ui::context::ViewContext;

const HEIGHT: f32 = 5.0;

/// Draws the bar: the largest part in the outlet's ink, the next ones paler, the rest grey.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, outlet: &str, parts: &[BarPart]) {
    let tokens = ctx.tokens;
    ui.add_space(3.0);
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), HEIGHT), Sense::hover());
    let numbers = ctx.numbers();
    let of = parts.first().map_or(0, |part| part.of);
    let mut words: Vec<String> =
        parts.iter().map(|part| format!("{} {}", part.name, numbers.count(part.count))).collect();
    let rest = of.saturating_sub(parts.iter().map(|part| part.count).sum());
    if rest > 0 {
        words.push(format!("of no side {}", numbers.count(rest)));
    }
    let words = match of {
        0 => "No words of a speaker on a side".to_owned(),
        _ => format!("Of {} given to speakers: {}", numbers.counted(of, "word", "words"), words.join(", ")),
    };
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, &words));
    response.on_hover_text(words);
    ui.painter().rect_filled(rect, HEIGHT / 2.0, tokens.line);
    let ink = ctx.ink(outlet).map_or(tokens.muted, |ink| tokens.ink(ink));
    let mut left = rect.left();
    for (at, part) in parts.iter().enumerate() {
        let width = rect.width() * (part.count as f64 / part.of.max(1) as f64) as f32;
        let piece =
            Rect::from_min_max(pos2(left, rect.top()), pos2((left + width).min(rect.right()), rect.bottom()));
        let colour = match at {
            0 => ink,
            1 => tokens.faint,
            _ => tokens.faint.lerp_to_gamma(tokens.line, 0.5),
        };
        ui.painter().rect_filled(piece, HEIGHT / 2.0, colour);
        left += width;
    }
}
