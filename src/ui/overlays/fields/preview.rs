//! How a record reads as an article with the fields as they are said.

use egui::{Frame, Label, Margin, RichText, ScrollArea, Ui};

use crate::corpus::Article;
use crate::ingest::readers::fields::{FieldMapping, Shape};
use crate::ui::context::ViewContext;
use crate::ui::widgets::once::Once;

/// Fields of a record with what stands in them.
type Sample = Vec<(String, String)>;

/// The article that was made last, and of what.
#[derive(Debug, Default)]
pub struct Preview {
    article: Once<(Sample, FieldMapping), Option<Article>>,
}

impl Preview {
    /// Draws the article.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, shape: &Shape, mapping: &FieldMapping) {
        let tokens = ctx.tokens;
        let key = (shape.sample.clone(), mapping.clone());
        let article = self.article.of(key, || ctx.session.preview(shape, mapping));
        ui.label(
            RichText::new("How one of the first records reads")
                .font(tokens.small_strong())
                .color(tokens.muted),
        );
        ui.add_space(6.0);
        let frame = Frame::new()
            .fill(tokens.background)
            .stroke(tokens.rule())
            .corner_radius(tokens.sizes.corner.normal as f32)
            .inner_margin(Margin::symmetric(14, 12));
        frame.show(ui, |ui| {
            ScrollArea::vertical().id_salt("how it reads").auto_shrink(false).show(ui, |ui| {
                if let Some(article) = article {
                    page(ui, ctx, article);
                } else {
                    let text = "Nothing to read yet: choose “Text” for the field that holds the text of the article.";
                    ui.label(RichText::new(text).color(tokens.muted));
                }
            });
        });
    }
}

fn page(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
    let tokens = ctx.tokens;
    let reading = ctx.reading();
    let headline = article.headline_text();
    if headline.is_empty() {
        ui.label(RichText::new("No headline").color(tokens.muted));
    } else {
        ui.add(Label::new(RichText::new(headline).font(reading.subhead.clone()).color(tokens.text)).wrap());
    }
    ui.add_space(4.0);
    for line in facts(ctx, article) {
        ui.add(Label::new(RichText::new(line).font(tokens.small()).color(tokens.muted)).wrap());
    }
    ui.add_space(8.0);
    ui.spacing_mut().item_spacing.y = 8.0;
    let standfirst = article.standfirst.as_ref().map(|standfirst| standfirst.value);
    for span in standfirst.into_iter().chain(article.body.iter().map(|paragraph| paragraph.span)) {
        let text = RichText::new(article.text(span)).font(tokens.line_text()).color(tokens.text);
        ui.add(Label::new(text).wrap());
    }
    if article.body.is_empty() {
        ui.label(RichText::new("No text").color(tokens.muted));
    }
}

/// What is known of the article, and what of it is not.
fn facts(ctx: &ViewContext<'_>, article: &Article) -> Vec<String> {
    let outlet = article.outlet.as_ref().map_or("No outlet", |outlet| &*outlet.value);
    let published = article.published.as_ref().map(|published| published.value);
    let date = match published {
        Some(_) => ctx.long_date(published),
        None => "no date".to_owned(),
    };
    let mut lines = vec![format!("{outlet} · {date}")];
    let names: Vec<&str> = article.byline.iter().map(|name| &*name.value).collect();
    let agency = article.wire.as_ref().map(|wire| &*wire.value);
    let section = article.section.as_ref().map(|section| &*section.value);
    let authors = (!names.is_empty()).then(|| format!("By {}", names.join(", ")));
    let parts: Vec<String> =
        authors.into_iter().chain(agency.map(str::to_owned)).chain(section.map(str::to_owned)).collect();
    if !parts.is_empty() {
        lines.push(parts.join(" · "));
    }
    lines
}
