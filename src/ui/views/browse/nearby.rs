//! Under the text: what the outlet wrote before and after, and what others wrote around that day.

use egui::{RichText, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::line_menu::keep_in_sight;
use crate::analysis::DAYS_AROUND;
use crate::corpus::{ArticleId, Corpus};
use crate::query::Filter;
use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::headline::headline_words;
use crate::ui::widgets::lines::one_row;

/// Draws the neighbours of the open article.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId) {
    let Some(near) = ctx.session.results().beside().filter(|near| near.article == id) else { return };
    let article = corpus.article(id);
    let ids = near.before.iter().chain(&near.after).chain(&near.around);
    // The answer may be of an older snapshot than the corpus.
    if ids.clone().any(|near| *near >= corpus.article_count()) || ids.count() == 0 {
        return;
    }
    let tokens = ctx.tokens;
    ui.add_space(tokens.sizes.space.section as f32);
    let rule = ui.available_rect_before_wrap();
    ui.painter().hline(rule.x_range(), rule.top(), tokens.rule());
    ui.add_space(tokens.sizes.space.panel as f32);
    let heading = |ui: &mut Ui, text: String| {
        ui.label(RichText::new(text).font(tokens.small_strong()).color(tokens.muted));
        ui.add_space(2.0);
    };
    if near.before.is_some() || near.after.is_some() {
        let outlet = article.outlet.as_ref().map_or("this outlet", |outlet| &*outlet.value);
        heading(ui, format!("Before and after in {outlet}"));
        if let Some(before) = near.before {
            let tip = tooltip(ui, Action::PreviousOfOutlet);
            row(ui, ctx, corpus, before, &tip);
        }
        if let Some(after) = near.after {
            let tip = tooltip(ui, Action::NextOfOutlet);
            row(ui, ctx, corpus, after, &tip);
        }
        ui.add_space(tokens.sizes.space.wide as f32);
    }
    if near.around.is_empty() {
        return;
    }
    heading(ui, "Others around this day".to_owned());
    for other in &near.around {
        row(ui, ctx, corpus, *other, "Read this article");
    }
    if near.more > 0
        && let Some(date) = article.published.as_ref().map(|date| date.value.date)
    {
        let days = jiff::Span::new().days(i64::from(DAYS_AROUND));
        let words = format!("and {} more", ctx.numbers().count(near.more.into()));
        let link = ui.link(words).on_hover_text("Let the table list the articles of these days");
        if link.clicked()
            && let (Ok(first), Ok(last)) = (date.checked_sub(days), date.checked_add(days))
        {
            ctx.send(Command::SetFilter(Filter::default().with_days(first, last)));
        }
    }
}

/// Mark, date, headline, outlet: one line that opens the article.
fn row(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId, tip: &str) {
    const DATE: f32 = 92.0;
    let tokens = ctx.tokens;
    let article = corpus.article(id);
    let outlet = article.outlet.as_ref().map_or("", |outlet| &*outlet.value);
    let shown_outlet = crate::analysis::shown_name(outlet);
    let date = ctx.column_date(corpus.date_of(id));
    let mut headline = headline_words(article);
    if corpus.version_of(id).is_some_and(|(_, rank)| rank > 0) {
        headline.push_str(" (other version)");
    }
    let height = tokens.sizes.row.compact as f32 + 4.0;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), height), Sense::click());
    response.widget_info(|| {
        let name = format!("Near: {headline}, {shown_outlet}, {date}");
        WidgetInfo::labeled(egui::Role::Link, true, name)
    });
    keep_in_sight(&response);
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
    }
    let middle = rect.center().y;
    ink_mark(ui, ctx, pos2(rect.left() + 10.0, middle), ctx.ink(outlet));
    let put = |text: &str, x: f32, room: f32, font, colour, is_right: bool| -> f32 {
        let galley = one_row(ui, text, TextFormat::simple(font, colour), room);
        let width = galley.size().x;
        let x = if is_right { x - width } else { x };
        ui.painter().galley(pos2(x, middle - galley.size().y / 2.0), galley, colour);
        width
    };
    put(&date, rect.left() + 24.0, DATE - 6.0, tokens.figures(), tokens.muted, false);
    let name_room = rect.width() * 0.25;
    let name = put(shown_outlet, rect.right() - 8.0, name_room, tokens.small(), tokens.muted, true);
    let left = rect.left() + 24.0 + DATE;
    let room = rect.right() - 8.0 - name - 12.0 - left;
    put(&headline, left, room, tokens.normal(), tokens.text, false);
    if response.on_hover_text(tip).clicked() {
        ctx.send(Command::OpenArticle(id, None));
    }
}
