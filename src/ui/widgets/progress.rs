//! A thin line of progress: how far, or that something is under way.

use egui::{Rect, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::figure::Numbers;
use crate::task::Progress;
use crate::ui::context::ViewContext;

/// Draws a thin line over the whole width; nothing while `progress` is none, so that nothing moves.
pub fn thin_line(ui: &mut Ui, ctx: &ViewContext<'_>, progress: Option<Progress>) {
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 2.0), Sense::hover());
    let Some(progress) = progress else { return };
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::ProgressIndicator, true, describe(ctx.numbers(), progress))
    });
    let filled = fraction(progress).unwrap_or(0.35);
    let right = rect.left() + rect.width() * filled;
    ui.painter().rect_filled(rect, 0.0, ctx.tokens.line);
    let done = Rect::from_min_max(rect.min, pos2(right, rect.bottom()));
    ui.painter().rect_filled(done, 0.0, ctx.tokens.accent);
}

/// A short bar in a line of text.
pub fn bar(ui: &mut Ui, ctx: &ViewContext<'_>, progress: Progress) {
    let (rect, response) = ui.allocate_exact_size(vec2(120.0, 6.0), Sense::hover());
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::ProgressIndicator, true, describe(ctx.numbers(), progress))
    });
    ui.painter().rect_filled(rect, 3.0, ctx.tokens.line);
    let right = rect.left() + rect.width() * fraction(progress).unwrap_or(0.35);
    ui.painter().rect_filled(
        Rect::from_min_max(rect.min, pos2(right, rect.bottom())),
        3.0,
        ctx.tokens.accent,
    );
}

/// "Reading 1,204 of 10,000".
pub fn describe(numbers: Numbers, progress: Progress) -> String {
    let grouped = |count| numbers.count(count);
    match (progress.done, progress.total) {
        (0, 0) => progress.phase.to_owned(),
        (done, 0) => format!("{} {}", progress.phase, grouped(done)),
        (done, total) => format!("{} {} of {}", progress.phase, grouped(done), grouped(total)),
    }
}

fn fraction(progress: Progress) -> Option<f32> {
    (progress.total > 0).then(|| (progress.done as f32 / progress.total as f32).clamp(0.0, 1.0))
}
