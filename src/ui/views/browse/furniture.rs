//! What the page had around the article: each line of it with its reason, and lines that say who, when and where.

use egui::text::{LayoutJob, TextFormat};
use egui::{Align, Frame, Margin, Sense, Ui, WidgetInfo};

use super::line_menu;
use crate::corpus::{Article, LineRole, Span};
use crate::ui::context::ViewContext;

/// A line of the page that is no text of the article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct PageLine {
    /// Its bytes.
    pub span: Span,
    /// Which line of the page.
    pub number: usize,
}

/// Of a longer line the beginning is shown.
const MOST: usize = 600;

/// Below each line.
const SPACE: f32 = 6.0;

/// Around the words of furniture, above and below.
const AIR: f32 = 3.0;

impl PageLine {
    /// About as high as it will be.
    pub fn estimate(&self, ui: &Ui, ctx: &ViewContext<'_>) -> f32 {
        let font = ctx.tokens.normal();
        let per_line = (ui.available_width() / (font.size * 0.48)).max(1.0);
        let rows = (self.span.len().min(MOST) as f32 / per_line).ceil().max(1.0);
        rows * font.size * 1.3 + 2.0 * AIR + SPACE
    }

    /// Draws it; tells how high it is, and whether it holds `to`, to which it then scrolls.
    pub fn ui(&self, ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, to: Option<Span>) -> (f32, bool) {
        let top = ui.cursor().top();
        match article.lines.get(self.number).map(|line| line.role) {
            Some(LineRole::Furniture(reason)) => furniture(ui, ctx, article, self.span, &reason.to_string()),
            Some(LineRole::Date) => labelled(ui, ctx, article, self.span, "date"),
            Some(LineRole::Section) => labelled(ui, ctx, article, self.span, "section"),
            _ => labelled(ui, ctx, article, self.span, "byline or credit"),
        }
        let drawn = ui.min_rect().with_min_y(top);
        ui.add_space(SPACE);
        let holds = to.is_some_and(|to| (self.span.from..self.span.to).contains(&to.from));
        if holds {
            ui.scroll_to_rect(drawn, Some(Align::Center));
        }
        (ui.cursor().top() - top, holds)
    }
}

/// The words of a line, with a sign where they go on.
fn words(article: &Article, span: Span) -> String {
    let words = crate::text::normalise::for_reading(article.text(span));
    let end = if words.chars().nth(MOST).is_some() { "…" } else { "" };
    words.chars().take(MOST).chain(end.chars()).collect()
}

fn furniture(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span, reason: &str) {
    let tokens = ctx.tokens;
    let shown = words(article, span);
    let mut job = LayoutJob::default();
    job.append(&shown, 0.0, TextFormat::simple(tokens.normal(), tokens.muted));
    job.append(
        &format!("  {reason}"),
        6.0,
        TextFormat { italics: true, ..TextFormat::simple(tokens.small(), tokens.muted) },
    );
    job.wrap.max_width = ui.available_width() - 28.0;
    let margin = Margin::symmetric(12, AIR as i8);
    let frame = Frame::new().fill(tokens.background).corner_radius(4).inner_margin(margin);
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let response = ui.add(egui::Label::new(job).sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Furniture: {shown}")));
        line_menu::on_click(&response, ctx, article, span);
        response.on_hover_text(format!("Taken out: {reason}. Click to put it back"));
    });
}

fn labelled(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span, what: &str) {
    let tokens = ctx.tokens;
    let mut job = LayoutJob::default();
    job.append(&words(article, span), 0.0, TextFormat::simple(tokens.normal(), tokens.text));
    job.append(what, 8.0, TextFormat { italics: true, ..TextFormat::simple(tokens.small(), tokens.accent) });
    job.wrap.max_width = ui.available_width();
    let response = ui.add(egui::Label::new(job).sense(Sense::click()));
    line_menu::on_click(&response, ctx, article, span);
}
