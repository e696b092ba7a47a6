//! The marker pen: hits of different series are told apart by their ground, by a line under them, and by their name.

use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Galley, Pos2, Response, Stroke};

use crate::analysis::Marks;
use crate::corpus::{ArticleId, Span};
use crate::ui::context::ViewContext;

/// How a hit is set: on the ground of its series with a line in its ink; the current one has the line of what is chosen.
pub fn format(
    ctx: &ViewContext<'_>,
    marks: Option<&Marks>,
    hit: Span,
    is_current: bool,
    base: &TextFormat,
) -> TextFormat {
    let tokens = ctx.tokens;
    let series = marks.and_then(|marks| marks.query_of(hit)).and_then(|query| ctx.series_of(query));
    let (background, underline) = match series {
        _ if is_current => (tokens.hit, Stroke::new(2.0, tokens.accent)),
        Some((_, ink)) => (tokens.marker(ink), Stroke::new(2.0, tokens.ink(ink))),
        None => (tokens.hit, Stroke::NONE),
    };
    TextFormat { background, color: tokens.text, expand_bg: 1.0, underline, ..base.clone() }
}

/// Names the series of the hit under the pointer, where there are several.
pub fn name_under_pointer(
    ctx: &ViewContext<'_>,
    id: ArticleId,
    response: &Response,
    (galley, at): (&Arc<Galley>, Pos2),
    hits: impl Iterator<Item = (usize, usize, Span)>,
) {
    let Some(pointer) = response.hover_pos() else { return };
    let character = galley.cursor_from_pos(pointer - at).index.0;
    let under = hits.into_iter().find(|(first, end, _)| (*first..*end).contains(&character));
    let query = under.and_then(|(.., hit)| ctx.session.results().marks_of(id)?.query_of(hit));
    if let Some((name, _)) = query.and_then(|query| ctx.series_of(query)) {
        response.clone().on_hover_text_at_pointer(name);
    }
}
