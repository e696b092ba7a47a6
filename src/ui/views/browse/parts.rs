//! The article's parts above its text, each with why we think so.

use egui::{Label, RichText, Sense, Ui, WidgetInfo};

use crate::corpus::{Article, Completeness, Confidence, Evidence};
use crate::figure::format;
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::NO_OUTLET;
use crate::ui::widgets::outlet_dot;

/// Draws the line of parts.
pub fn parts_ui(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        let outlet = article.outlet.as_ref();
        outlet_dot(ui, ctx, outlet.map(|outlet| &*outlet.value));
        ui.add_space(-8.0);
        match outlet {
            Some(outlet) => {
                part(ui, ctx, "Outlet", &outlet.value, true, Some((&outlet.evidence, outlet.confidence)));
            }
            None => missing(ui, ctx, "Outlet", NO_OUTLET, "Neither the text nor the folder names the outlet"),
        }
        match &article.published {
            Some(date) => {
                let words = ctx.long_date(Some(date.value));
                part(ui, ctx, "Published", &words, false, Some((&date.evidence, date.confidence)));
            }
            None => missing(
                ui,
                ctx,
                "Published",
                "no date",
                "The text shows no publication date. Dates of pictures, updates and tickers do not count",
            ),
        }
        if let Some(section) = &article.section {
            part(ui, ctx, "Section", &section.value, false, Some((&section.evidence, section.confidence)));
        }
        if let Some(opinion) = article.opinion.as_ref().filter(|opinion| opinion.value) {
            part(ui, ctx, "Opinion", "opinion", false, Some((&opinion.evidence, opinion.confidence)));
        }
        if let Some(first) = article.byline.first() {
            let names: Vec<&str> = article.byline.iter().map(|name| &*name.value).collect();
            let words = format!("by {}", format::list(&names));
            part(ui, ctx, "Byline", &words, false, Some((&first.evidence, first.confidence)));
        }
        if let Some(wire) = &article.wire {
            part(
                ui,
                ctx,
                "Wire",
                &format!("wire: {}", wire.value),
                false,
                Some((&wire.evidence, wire.confidence)),
            );
        }
        if let Some(host) = &article.host {
            part(
                ui,
                ctx,
                "Host",
                &format!("on {}", host.value),
                false,
                Some((&host.evidence, host.confidence)),
            );
        }
        let language = &article.language;
        let name = language.value.code().map_or("language not known", crate::text::language::name);
        part(ui, ctx, "Language", name, false, Some((&language.evidence, language.confidence)));
        let complete = &article.completeness;
        let words = match complete.value {
            Completeness::Full => "whole text".to_owned(),
            Completeness::Truncated => "cut short".to_owned(),
            Completeness::Part { part, of } => format!("part {part} of {of}"),
            Completeness::Unknown => "perhaps not whole".to_owned(),
        };
        part(ui, ctx, "Completeness", &words, false, Some((&complete.evidence, complete.confidence)));
    });
}

fn part(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    name: &str,
    value: &str,
    is_strong: bool,
    why: Option<(&Evidence, Confidence)>,
) {
    let tokens = ctx.tokens;
    let (font, colour) =
        if is_strong { (tokens.strong(), tokens.text) } else { (tokens.normal(), tokens.muted) };
    let response = ui.add(
        Label::new(RichText::new(value).font(font).color(colour)).sense(Sense::hover()).selectable(false),
    );
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {value}")));
    if let Some((evidence, confidence)) = why {
        response.on_hover_ui(|ui| why_ui(ui, ctx, name, value, evidence, confidence));
    }
}

fn missing(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, value: &str, why: &str) {
    let response = ui.label(RichText::new(value).color(ctx.tokens.muted).italics());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, format!("{name}: {value}")));
    response.on_hover_text(why);
}

fn why_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    name: &str,
    value: &str,
    evidence: &Evidence,
    confidence: Confidence,
) {
    let tokens = ctx.tokens;
    ui.set_max_width(360.0);
    ui.label(RichText::new(name).font(tokens.small_strong()).color(tokens.muted));
    ui.label(RichText::new(value).font(tokens.strong()).color(tokens.text));
    ui.label(
        RichText::new(format!("{}, from: {}", confidence.label(), evidence.kind.label())).color(tokens.muted),
    );
    if !evidence.quote.is_empty() {
        let quote: String = evidence.quote.chars().take(240).collect();
        let end = if quote.len() < evidence.quote.len() { "…" } else { "" };
        ui.label(RichText::new(format!("“{quote}{end}”")).color(tokens.text));
    }
}
