//! The article with what the page had around it, each line with its reason.

use egui::text::{LayoutJob, TextFormat};
use egui::{Frame, Margin, Sense, Ui, WidgetInfo};

use super::line_menu;
use super::reader::{Reader, Voice, text};
use crate::corpus::{Article, ArticleId, LineRole, Span};
use crate::ui::context::ViewContext;

impl Reader {
    pub(super) fn with_furniture(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        to: Option<Span>,
    ) {
        let limit = self.limit(article);
        let mut last_body = None;
        for (index, line) in article.lines.iter().enumerate() {
            if line.span.to as usize > limit {
                self.show_rest(ui, ctx, article.lines.len() - index);
                break;
            }
            match &line.role {
                LineRole::Blank => {}
                LineRole::Furniture(reason) => furniture(ui, ctx, article, line.span, &reason.to_string()),
                LineRole::Body(paragraph) => {
                    // A paragraph of several lines is drawn once, at its first.
                    if last_body != Some(*paragraph) {
                        last_body = Some(*paragraph);
                        if let Some(paragraph) = article.body.get(*paragraph as usize) {
                            text(ui, ctx, article, id, paragraph.span, Voice::of(paragraph.kind), to);
                        }
                    }
                }
                LineRole::Headline => text(ui, ctx, article, id, line.span, Voice::Subhead, to),
                LineRole::Standfirst => text(ui, ctx, article, id, line.span, Voice::Standfirst, to),
                LineRole::Caption(_) => text(ui, ctx, article, id, line.span, Voice::Caption, to),
                LineRole::Credit => labelled(ui, ctx, article, line.span, "byline or credit"),
                LineRole::Date => labelled(ui, ctx, article, line.span, "date"),
                LineRole::Section => labelled(ui, ctx, article, line.span, "section"),
            }
        }
    }
}

fn furniture(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span, reason: &str) {
    let tokens = ctx.tokens;
    let shown: String = crate::text::normalise::for_reading(article.text(span)).chars().take(600).collect();
    let mut job = LayoutJob::default();
    job.append(&shown, 0.0, TextFormat::simple(tokens.normal(), tokens.muted));
    job.append(
        &format!("  {reason}"),
        6.0,
        TextFormat { italics: true, ..TextFormat::simple(tokens.small(), tokens.muted) },
    );
    job.wrap.max_width = ui.available_width() - 28.0;
    let frame = Frame::new().fill(tokens.background).corner_radius(4).inner_margin(Margin::symmetric(12, 3));
    frame.show(ui, |ui| {
        ui.set_width(ui.available_width());
        let response = ui.add(egui::Label::new(job).sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("Furniture: {shown}")));
        line_menu::on_click(&response, ctx, article, span);
        response.on_hover_text(format!("Taken out: {reason}. Click to put it back"));
    });
    ui.add_space(2.0);
}

fn labelled(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, span: Span, what: &str) {
    let tokens = ctx.tokens;
    let mut job = LayoutJob::default();
    let words = crate::text::normalise::for_reading(article.text(span));
    job.append(&words, 0.0, TextFormat::simple(tokens.normal(), tokens.text));
    job.append(what, 8.0, TextFormat { italics: true, ..TextFormat::simple(tokens.small(), tokens.accent) });
    job.wrap.max_width = ui.available_width();
    let response = ui.add(egui::Label::new(job).sense(Sense::click()));
    line_menu::on_click(&response, ctx, article, span);
    ui.add_space(4.0);
}
