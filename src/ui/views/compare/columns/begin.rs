//! Where an article begins in a column, and about how high what follows will be.

use egui::{CursorIcon, Frame, Label, Margin, RichText, Sense, Ui, WidgetInfo};

use crate::corpus::{Article, ArticleId};
use crate::session::Command;
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;

/// Its date, and a mark of opinion, side by side; a click reads it.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) {
    let tokens = ctx.tokens;
    ui.spacing_mut().interact_size.y = 0.0;
    let date = ctx.long_date(article.published.as_ref().map(|date| date.value));
    let text = RichText::new(date).font(tokens.small()).color(tokens.muted);
    let response = ui.add(Label::new(text).truncate().sense(Sense::click()));
    response.widget_info(|| {
        WidgetInfo::labeled(egui::Role::Link, true, format!("Read {}", for_reading(article.headline_text())))
    });
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Read this article");
    if response.clicked() {
        ctx.send(Command::OpenArticle(id, article.headline.as_ref().map(|headline| headline.value)));
    }
    if article.is_opinion() {
        let text = RichText::new("opinion").font(tokens.small()).color(tokens.muted);
        Frame::new()
            .stroke(tokens.rule())
            .corner_radius(tokens.sizes.corner.normal as u8)
            .inner_margin(Margin::symmetric(5, 0))
            .show(ui, |ui| ui.label(text));
    }
}

/// About as high as so many bytes of text will be: letters are half as wide as high on average.
pub fn estimate(ctx: &ViewContext<'_>, bytes: usize, width: f32) -> f32 {
    let reading = &ctx.tokens.sizes.reading;
    let per_row = (width / (reading.passage as f32 * 0.5)).max(1.0);
    let rows = (bytes as f32 / per_row).ceil().max(1.0);
    rows * (reading.passage * reading.passage_line) as f32
}
