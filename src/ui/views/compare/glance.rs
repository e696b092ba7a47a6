//! The comparison at a glance: one row a question, one column an outlet.

use std::sync::Arc;

use egui::{Label, Rect, RichText, ScrollArea, Sense, Ui, UiBuilder, WidgetInfo, pos2, vec2};

use crate::analysis::distinctive::USUAL_K;
use crate::analysis::{
    Analysis, Comparison, ComparisonColumn, DistinctiveWord, KeynessMeasure, Sides, shown_name,
};
use crate::corpus::Corpus;
use crate::figure::format;
use crate::query::Query;
use crate::session::{Command, Role};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::keyness_table::{KeynessTable, TableAnswer};

/// Width of the names of the rows.
pub const NAMES: f32 = 112.0;

/// So many headlines of an outlet are listed; the columns below have all.
const HEADLINES: usize = 2;

/// So many distinctive words of an outlet are listed at a glance.
const WORDS: usize = 8;

/// Draws the table.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, comparison: &Comparison) {
    ScrollArea::vertical().id_salt("glance").auto_shrink([false, false]).show(ui, |ui| {
        ui.spacing_mut().item_spacing.y = 2.0;
        row(ui, ctx, comparison, "", |ui, column| {
            let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), 22.0), Sense::hover());
            ink_mark(ui, ctx, pos2(rect.left() + 5.0, rect.center().y), ctx.ink(&column.name));
            let name = shown_name(&column.name);
            let galley = crate::ui::widgets::lines::one_row(
                ui,
                name,
                egui::TextFormat::simple(ctx.tokens.strong(), ctx.tokens.text),
                rect.width() - 20.0,
            );
            ui.painter().galley(
                pos2(rect.left() + 16.0, rect.center().y - galley.size().y / 2.0),
                galley,
                ctx.tokens.text,
            );
            response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, name));
        });
        row(ui, ctx, comparison, "Headline", |ui, column| headlines(ui, ctx, corpus, column));
        row(ui, ctx, comparison, "Published", |ui, column| plain(ui, ctx, &dates(column)));
        row(ui, ctx, comparison, "Length", |ui, column| {
            let words = ctx.numbers().counted(column.words, "word", "words");
            plain(
                ui,
                ctx,
                &format!(
                    "{words} in {}",
                    ctx.numbers().counted(column.articles.len() as u64, "article", "articles")
                ),
            );
        });
        row(ui, ctx, comparison, "Distinctive", |ui, column| own_words(ui, ctx, corpus, column));
        for (index, query) in asked_queries(ctx).iter().enumerate() {
            let series = ctx.session.bench().series.iter().find(|series| series.query == *query);
            let name = series.map_or_else(|| query.to_string(), |series| series.name.clone());
            row(ui, ctx, comparison, &name, |ui, column| {
                let Some(cell) = column.query_cells.get(index) else { return };
                let rate = cell.value(ctx.session.bench().unit);
                let rate = rate.map_or_else(|_| "—".to_owned(), |rate| ctx.numbers().number(rate));
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = 4.0;
                    ui.label(
                        RichText::new(ctx.numbers().count(cell.hits))
                            .font(ctx.tokens.strong())
                            .color(ctx.tokens.text),
                    );
                    let unit = ctx.session.bench().unit;
                    if unit != crate::analysis::Unit::Count {
                        let words = format!("· {rate} {}", unit.short_label());
                        ui.label(RichText::new(words).color(ctx.tokens.muted));
                    }
                });
            });
        }
        if ctx.session.bench().series.is_empty() {
            let hint = "Series added in Frequency are counted here, a row each.";
            ui.label(RichText::new(hint).font(ctx.tokens.small()).color(ctx.tokens.muted));
        }
    });
}

/// The queries that the shown comparison counted; the workbench may be ahead of it.
fn asked_queries<'a>(ctx: &ViewContext<'a>) -> &'a [Query] {
    match ctx.session.results().asked(Role::Comparison) {
        Some(Analysis::Comparison(recipe)) => &recipe.queries,
        _ => &[],
    }
}

/// What the lists say of a word; less where they are narrow.
const MEASURES: [KeynessMeasure; 6] = [
    KeynessMeasure::Count,
    KeynessMeasure::Elsewhere,
    KeynessMeasure::Z,
    KeynessMeasure::LogRatio,
    KeynessMeasure::G2,
    KeynessMeasure::Articles,
];
const FEW_MEASURES: [KeynessMeasure; 3] =
    [KeynessMeasure::Count, KeynessMeasure::Z, KeynessMeasure::Articles];
const NARROW: f32 = 460.0;

/// Distinctive words of each column as tables side by side.
pub fn words_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, comparison: &Comparison) {
    let count = comparison.columns.len();
    let width = ((ui.available_width() - 12.0 * (count as f32 - 1.0)) / count as f32).max(380.0);
    let height = ui.available_height();
    let all: u64 = comparison.columns.iter().map(|column| column.words).sum();
    ScrollArea::horizontal().id_salt("word lists").auto_shrink(false).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            for column in &comparison.columns {
                ui.allocate_ui(vec2(width, height), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        let name = shown_name(&column.name);
                        ui.horizontal(|ui| {
                            crate::ui::widgets::outlet_dot(ui, ctx, Some(&column.name));
                            ui.label(RichText::new(name).font(ctx.tokens.strong()).color(ctx.tokens.text));
                        });
                        let lit = ctx.session.place().lit.as_deref();
                        let sides = Sides {
                            words: column.words,
                            elsewhere: all - column.words,
                            tested: comparison.tested_words,
                            simple_maths_k: USUAL_K,
                            // Here articles are held against each other as they are.
                            is_one_article: false,
                        };
                        let table = KeynessTable {
                            corpus,
                            name,
                            words: &column.top,
                            places: None,
                            sides: &sides,
                            chances: None,
                            columns: if width < NARROW { &FEW_MEASURES } else { &MEASURES },
                            order: None,
                            chosen: lit,
                        };
                        if let Some(TableAnswer::Picked(index)) = table.ui(ui, ctx)
                            && let Some(word) = column.top.get(index)
                        {
                            light(ctx, corpus, word);
                        }
                    });
                });
            }
        });
    });
}

fn light(ctx: &ViewContext<'_>, corpus: &Corpus, word: &DistinctiveWord) {
    let form = corpus.vocabulary().form(word.word);
    let is_lit = ctx.session.place().lit.as_deref() == Some(form);
    ctx.send(Command::Light(if is_lit { None } else { Some(form.into()) }));
}

/// One row: a name, and a cell a column, as high as the highest.
fn row(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    comparison: &Comparison,
    name: &str,
    mut cell: impl FnMut(&mut Ui, &ComparisonColumn),
) {
    let tokens = ctx.tokens;
    let top = ui.cursor().top() + 6.0;
    let left = ui.cursor().left();
    let room = ui.available_width();
    let width = column_width(room, comparison.columns.len());
    let mut bottom = top + 16.0;
    let label = Rect::from_min_size(pos2(left, top), vec2(NAMES - 12.0, 40.0));
    let mut label_ui = ui.new_child(UiBuilder::new().max_rect(label));
    label_ui.add(Label::new(RichText::new(name).color(tokens.muted)).truncate()).on_hover_text(name);
    for (index, column) in comparison.columns.iter().enumerate() {
        let rect =
            Rect::from_min_size(pos2(left + NAMES + index as f32 * width, top), vec2(width - 16.0, 400.0));
        let mut cell_ui = ui.new_child(UiBuilder::new().max_rect(rect).id_salt((name, index)));
        cell_ui.spacing_mut().interact_size.y = 0.0;
        cell(&mut cell_ui, column);
        bottom = bottom.max(cell_ui.min_rect().bottom());
    }
    let rect = Rect::from_min_max(pos2(left, top - 6.0), pos2(left + room, bottom + 6.0));
    ui.allocate_rect(rect, Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom(), tokens.rule());
}

/// Width of a column when `count` share `room` with the names of the rows.
pub fn column_width(room: f32, count: usize) -> f32 {
    (room - NAMES) / count.max(1) as f32
}

fn plain(ui: &mut Ui, ctx: &ViewContext<'_>, text: &str) {
    ui.add(Label::new(RichText::new(text).color(ctx.tokens.text)).wrap());
}

fn headlines(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, column: &ComparisonColumn) {
    for id in column.articles.iter().take(HEADLINES) {
        let article = corpus.article(*id);
        let words = for_reading(article.headline_text());
        let words = if words.is_empty() { "(no headline)" } else { &*words };
        let text = RichText::new(words).font(ctx.tokens.line_text()).color(ctx.tokens.text);
        let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, words));
        if response
            .on_hover_cursor(egui::CursorIcon::PointingHand)
            .on_hover_text("Read this article")
            .clicked()
        {
            ctx.send(Command::OpenArticle(*id, article.headline.as_ref().map(|headline| headline.value)));
        }
    }
    if column.articles.len() > HEADLINES {
        let more = format!("and {} more", ctx.numbers().count((column.articles.len() - HEADLINES) as u64));
        ui.label(RichText::new(more).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
}

fn dates(column: &ComparisonColumn) -> String {
    match (column.first, column.last) {
        (Some(first), Some(last)) if first == last => format::published(Some(first)),
        (Some(first), Some(last)) => format::date_range(first.date, last.date),
        _ => "no date".to_owned(),
    }
}

fn own_words(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, column: &ComparisonColumn) {
    let tokens = ctx.tokens;
    if column.top.is_empty() {
        ui.label(RichText::new("no word stands out").color(tokens.muted));
        return;
    }
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(10.0, 2.0);
        for word in column.top.iter().take(WORDS) {
            let form = corpus.vocabulary().form(word.word);
            let is_lit = ctx.session.place().lit.as_deref() == Some(form);
            let mut text = RichText::new(format!("{form} {}", ctx.numbers().count(word.count))).color(tokens.text);
            if is_lit {
                text = text.background_color(tokens.hit);
            }
            // In one piece: a word broken over two rows would be two stops of the keyboard.
            let response = ui.add(Label::new(text).extend().sense(Sense::click()));
            response.widget_info(|| {
                WidgetInfo::selected(egui::Role::Button, true, is_lit, format!("Light {form}"))
            });
            let hint = format!(
                "{form}: {} here, {} in the other columns; z {}, in standard errors from equal use. Click to light it in all columns",
                ctx.numbers().count(word.count),
                ctx.numbers().count(word.elsewhere),
                ctx.numbers().fixed(word.z, 1)
            );
            if response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text(hint).clicked() {
                light(ctx, corpus, word);
            }
        }
    });
}
