//! What something on the screen rests on: why it is said, and the sentences, each leading to its article.

use std::sync::Arc;

use egui::{
    CursorIcon, Label, Response, RichText, ScrollArea, Sense, Stroke, TextFormat, Ui, WidgetInfo, pos2, vec2,
};

use crate::analysis::glance::{Evidence, EvidenceLine};
use crate::analysis::shown_name;
use crate::corpus::{Corpus, Span};
use crate::figure::format;
use crate::framing::Place;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::passage::passage;

/// So many sentences are laid out; the rest is counted.
const SENTENCES: usize = 60;

/// Draws evidence in all the width there is, as high as it is, at most [`HEIGHT`]. The first sentence takes the keyboard
/// where it `takes_keyboard`; whether it has it.
pub fn show(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Arc<Corpus>,
    evidence: &Evidence,
    takes_keyboard: bool,
) -> bool {
    let tokens = ctx.tokens;
    ui.spacing_mut().item_spacing.y = 4.0;
    let title = RichText::new(&evidence.title).font(tokens.strong()).color(tokens.text);
    ui.add(Label::new(title).wrap());
    if !evidence.why.is_empty() {
        let why = RichText::new(&evidence.why).font(tokens.small()).color(tokens.muted);
        ui.add(Label::new(why).wrap());
    }
    let scroll = ScrollArea::vertical().id_salt("evidence").max_height(HEIGHT).auto_shrink([false, true]);
    let shown = scroll.show(ui, |ui| {
        let first = sentences(ui, ctx, corpus, (evidence, &evidence.places), evidence.of);
        for (heading, places) in &evidence.beside {
            ui.add_space(4.0);
            let text = RichText::new(*heading).font(tokens.small_strong()).color(tokens.muted);
            ui.label(text);
            sentences(ui, ctx, corpus, (evidence, places), places.len() as u64);
        }
        first
    });
    let Some(first) = shown.inner.filter(|_| takes_keyboard) else { return false };
    if !first.has_focus() {
        first.request_focus();
    }
    first.has_focus()
}

/// Higher than this, the sentences scroll.
const HEIGHT: f32 = 300.0;

/// Draws sentences; gives the first.
fn sentences(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Arc<Corpus>,
    (evidence, places): (&Evidence, &[Place]),
    of: u64,
) -> Option<Response> {
    let lines = Evidence::sentences(corpus, places);
    let mut first = None;
    for line in lines.iter().take(SENTENCES) {
        let said: Vec<&str> = evidence.said_of(line).collect();
        let response = sentence(ui, ctx, corpus, line, &said.join("\n"));
        first.get_or_insert(response);
    }
    let shown: u64 = lines.iter().take(SENTENCES).map(|line| line.lit.len() as u64).sum();
    if shown < of {
        let numbers = ctx.numbers();
        let words = format!("The first {} of {} places", numbers.count(shown), numbers.count(of));
        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
    first
}

/// One sentence with outlet and date, and under these what is `said` beside it; a click opens its article there.
fn sentence(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Arc<Corpus>,
    line: &EvidenceLine,
    said: &str,
) -> Response {
    let tokens = ctx.tokens;
    let article = corpus.article(line.article);
    let outlet = corpus.outlets().get(usize::from(corpus.outlet_of(line.article)));
    let outlet = outlet.map_or("", |outlet| &*outlet.name);
    let date = corpus.date_of(line.article).map(|date| format::published(Some(date)));
    let from = match date {
        Some(date) => format!("{} · {date}", shown_name(outlet)),
        None => shown_name(outlet).to_owned(),
    };
    let base = TextFormat::simple(tokens.line_text(), tokens.text);
    let whole = line.lit.iter().any(|lit| lit.from <= line.span.from && line.span.to <= lit.to);
    // A sentence lit from end to end would be nothing but paint.
    let lit = TextFormat { background: tokens.hit, ..base.clone() };
    let marks: Vec<(Span, TextFormat)> =
        line.lit.iter().filter(|_| !whole).map(|span| (*span, lit.clone())).collect();
    let mut job = passage(&article.raw, line.span, &base, &marks).job;
    let width = ui.available_width() - 22.0;
    job.wrap.max_width = width;
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
    let head = crate::ui::widgets::lines::one_row(
        ui,
        &from,
        TextFormat::simple(tokens.small(), tokens.muted),
        width,
    );
    let beside = (!said.is_empty())
        .then(|| ui.painter().layout(said.to_owned(), tokens.small_strong(), tokens.text, width));
    let beside_height = beside.as_ref().map_or(0.0, |beside| beside.size().y + 2.0);
    let size = vec2(ui.available_width(), head.size().y + beside_height + galley.size().y + 8.0);
    let (rect, response) = ui.allocate_exact_size(size, Sense::click());
    response.widget_info(|| {
        let who = if said.is_empty() { String::new() } else { format!(", {}", said.replace('\n', "; ")) };
        let name = format!("{}{who}: {}", shown_name(outlet), galley.text());
        WidgetInfo::labeled(egui::Role::Link, true, name)
    });
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, f32::from(4_u8), tokens.raised);
    }
    let left = rect.left() + 16.0;
    ink_mark(ui, ctx, pos2(rect.left() + 6.0, rect.top() + 4.0 + head.size().y / 2.0), ctx.ink(outlet));
    let below_head = rect.top() + 4.0 + head.size().y;
    let under = below_head + beside_height;
    ui.painter().galley(pos2(left, rect.top() + 4.0), head, tokens.muted);
    if let Some(beside) = beside {
        ui.painter().galley(pos2(left, below_head), beside, tokens.text);
    }
    if whole {
        let ink = ctx.ink(outlet).map_or(tokens.muted, |ink| tokens.ink(ink));
        ui.painter().vline(
            rect.left() + 6.0,
            egui::Rangef::new(under + 2.0, rect.bottom() - 4.0),
            Stroke::new(1.0, ink),
        );
    }
    ui.painter().galley(pos2(left, under), galley, tokens.text);
    let response = response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text("Read it in its article");
    if response.clicked() {
        let span = line.lit.first().copied().unwrap_or(line.span);
        ctx.send(Command::OpenArticle(line.article, Some(span)));
        ui.close();
    }
    response
}
