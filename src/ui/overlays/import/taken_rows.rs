//! A line that was taken out, and below it its articles: each put back where it stands.

use std::sync::Arc;

use egui::{Popup, RichText, TextFormat, Ui, WidgetInfo, pos2};

use super::cells::{fold_sign, named_button, places, row, within, words};
use super::taken::{COLUMNS, Row, TakenPage};
use crate::corpus::{ArticleId, FurnitureKind, LineRole};
use crate::project::import::{TakenLine, TakenOut};
use crate::session::{Action, Command, LineReach};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::dot::{NO_OUTLET, ink_mark};
use crate::ui::widgets::headline::headline_words;

impl TakenPage {
    /// Draws a row; gives the line that is to be folded open or closed.
    pub(super) fn row(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        taken: &TakenOut,
        shown: Row,
    ) -> Option<u32> {
        match shown {
            Row::Line(line) => {
                let row = taken.rows.get(line as usize)?;
                line_row(ui, ctx, row, self.open.contains(&line)).then_some(line)
            }
            Row::Place(line, place) => {
                let row = taken.rows.get(line as usize)?;
                let (article, at) = *row.places.get(place as usize)?;
                place_row(ui, ctx, row, article, at);
                None
            }
            Row::More(line) => {
                let row_ = taken.rows.get(line as usize)?;
                let (rect, _) = row(ui, ctx, ctx.row_height(), false);
                let more = row_.articles as usize - row_.places.len();
                let text =
                    format!("and {}", ctx.numbers().counted(more as u64, "article more", "articles more"));
                let format = TextFormat::simple(ctx.tokens.normal(), ctx.tokens.muted);
                words(ui, rect.with_min_x(rect.left() + 44.0), &text, format, false);
                None
            }
        }
    }
}

fn line_row(ui: &mut Ui, ctx: &ViewContext<'_>, line: &TakenLine, is_open: bool) -> bool {
    let tokens = ctx.tokens;
    let (rect, response) = row(ui, ctx, ctx.row_height(), false);
    let cells = places(&COLUMNS, rect);
    let [text, outlet, times, articles, why, state] = cells.as_slice() else { return false };
    fold_sign(ui, ctx, *text, is_open);
    let plain = |colour| TextFormat::simple(tokens.normal(), colour);
    let said = for_reading(&line.text);
    words(ui, text.with_min_x(text.left() + 20.0), &said, plain(tokens.text), false);
    ink_mark(ui, ctx, pos2(outlet.left() + 5.0, outlet.center().y), ctx.ink(&line.outlet));
    let name = if line.outlet.is_empty() { NO_OUTLET } else { &line.outlet };
    words(ui, outlet.with_min_x(outlet.left() + 16.0), name, plain(tokens.text), false);
    let number = |n: u32| ctx.numbers().count(n.into());
    let figures = || TextFormat::simple(tokens.figures(), tokens.text);
    words(ui, *times, &number(line.times), figures(), true);
    words(ui, *articles, &number(line.articles), figures(), true);
    let mut reason = line.reason.to_string();
    if line.times == 0 {
        "put back by hand".clone_into(&mut reason);
    } else {
        if line.has_other_reasons {
            reason.push_str(", and others");
        }
        if line.put_back > 0 {
            reason = format!("{} put back by hand, {reason}", number(line.put_back));
        }
    }
    let colour = match (line.put_back, line.reason.kind) {
        (1.., _) | (_, FurnitureKind::ByHand) => tokens.accent,
        _ => tokens.muted,
    };
    words(ui, *why, &reason, TextFormat::simple(tokens.small(), colour), false);
    let spoken =
        format!("{said}, {name}: {}, {reason}", ctx.numbers().counted(line.times.into(), "time", "times"));
    response.widget_info(|| WidgetInfo::selected(egui::Role::Row, true, is_open, &spoken));
    within(ui, *state, (&line.text, &line.outlet), |ui| {
        if line.times > 0 {
            let of = format!("Put back: {said}, {name}");
            choose(ui, ctx, line, true, "Put back", &of);
        }
        if line.put_back > 0 {
            let of = format!("Take out again: {said}, {name}");
            choose(ui, ctx, line, false, if line.times > 0 { "Take out" } else { "Take out again" }, &of);
        }
    });
    let is_clicked = response.clicked();
    let mut hint = format!("{said}\n{reason}");
    if line.put_back > 0 {
        hint.push_str(&format!(
            "\nPut back {}",
            ctx.numbers().counted(line.put_back.into(), "time", "times")
        ));
    }
    response.on_hover_text(hint);
    is_clicked
}

/// A button whose menu says how far it reaches.
fn choose(ui: &mut Ui, ctx: &ViewContext<'_>, line: &TakenLine, is_back: bool, text: &str, name: &str) {
    let hint = if is_back { "It is text of the article" } else { "It is no text of the article after all" };
    let button = named_button(ui, &dropping(text), name, hint);
    Popup::menu(&button).accessible_name(name).show(|ui| {
        let outlet = if line.outlet.is_empty() {
            "In all whose outlet is not known".to_owned()
        } else {
            format!("In all of {}", line.outlet)
        };
        if ui.button(outlet).clicked() {
            put(ctx, line, LineReach::Outlet(Arc::clone(&line.outlet)), is_back);
        }
        if ui.button("In all articles").clicked() {
            put(ctx, line, LineReach::Everywhere, is_back);
        }
        let alone = "For one article alone: open the line";
        ui.label(RichText::new(alone).font(ctx.tokens.small()).color(ctx.tokens.muted));
    });
}

fn put(ctx: &ViewContext<'_>, line: &TakenLine, reach: LineReach, is_back: bool) {
    ctx.send(Command::PutLine { text: Arc::clone(&line.text), reach, is_back });
}

fn place_row(ui: &mut Ui, ctx: &ViewContext<'_>, line: &TakenLine, id: ArticleId, at: u32) {
    let tokens = ctx.tokens;
    let (rect, response) = row(ui, ctx, ctx.row_height(), false);
    let Some(article) = ctx.session.corpus().and_then(|corpus| corpus.articles().get(id as usize)) else {
        return;
    };
    let cells = places(&COLUMNS, rect);
    let (Some(first), Some(before), Some(state)) = (cells.first(), cells.get(4), cells.last()) else {
        return;
    };
    let (headline, file) = (headline_words(article), article.file_words());
    let plain = |colour| TextFormat::simple(tokens.normal(), colour);
    words(ui, first.with_min_x(first.left() + 36.0), &headline, plain(tokens.text), false);
    let path = rect.with_min_x(first.right() + 14.0).with_max_x(before.right());
    let of_page =
        article.lines.get(at as usize).filter(|line_| article.text(line_.span).trim() == &*line.text);
    let is_out = of_page.as_ref().is_some_and(|line| matches!(line.role, LineRole::Furniture(_)));
    // What is listed was taken out when it was read.
    let back = if is_out { "" } else { "put back by hand" };
    let path = if is_out { path } else { path.with_max_x(before.left() - 14.0) };
    words(ui, path, &file, TextFormat::simple(tokens.small(), tokens.muted), false);
    words(ui, *before, back, TextFormat::simple(tokens.small(), tokens.accent), false);
    response.widget_info(|| {
        let back = if is_out { "" } else { ", put back by hand" };
        WidgetInfo::labeled(egui::Role::Button, true, format!("Open {headline}, {file}{back}"))
    });
    within(ui, *state, (id, at), |ui| {
        let (text, name) =
            if is_out { ("Put back here", "Put back in") } else { ("Take out here", "Take out in") };
        let hint = "In this article alone";
        if named_button(ui, text, &format!("{name} {file}"), hint).clicked() {
            put(ctx, line, LineReach::Article(id), is_out);
        }
    });
    if response.clicked() {
        ctx.act(Action::ShowBrowse);
        ctx.send(Command::OpenArticle(id, of_page.map(|line| line.span)));
        ctx.act(Action::ReadFurniture);
    }
    response.on_hover_text(format!("{headline}\n{file}\nClick to read it there, with what was taken out"));
}
