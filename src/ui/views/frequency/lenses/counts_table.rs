//! The numbers behind a figure by outlet, to be read and copied.

use std::sync::Arc;

use egui::{Align2, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::figure::{Bar, Bars, Figure, FigureKind, csv, format};
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::plain_button;

/// The table's scroll, and its rows as text.
#[derive(Default)]
pub struct CountsTable {
    list: LongList,
    known: Option<(Arc<Figure>, Vec<Row>)>,
}

/// One bar.
struct Row {
    name: String,
    /// Value, hits, words, articles with hits, articles, design effect.
    numbers: [String; 6],
    why: String,
}

const HEADINGS: [&str; 6] = ["value", "hits", "words", "with hits", "articles", "deff"];
const NUMBER: f32 = 58.0;
const ROW: f32 = 24.0;

impl CountsTable {
    /// Draws the counts of `figure`.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, figure: &Arc<Figure>) {
        let FigureKind::Bars(bars) = &figure.kind else { return };
        if self.known.as_ref().is_none_or(|(known, _)| !Arc::ptr_eq(known, figure)) {
            self.known = Some((Arc::clone(figure), bars.bars.iter().map(|bar| row(bars, bar)).collect()));
        }
        let Some((_, rows)) = &self.known else { return };
        ui.horizontal(|ui| {
            ui.label(RichText::new("Counts").font(ctx.tokens.small_strong()).color(ctx.tokens.muted));
            if plain_button(ui, "Copy counts", "All of it, for a spreadsheet").clicked() {
                ctx.send(Command::CopyText(tabbed(figure)));
            }
        });
        let (head, _) = ui.allocate_exact_size(vec2(ui.available_width(), 20.0), Sense::hover());
        for (at, text) in HEADINGS.iter().enumerate() {
            let x = head.right() - 12.0 - NUMBER * (HEADINGS.len() - 1 - at) as f32;
            let (font, colour) = (ctx.tokens.small(), ctx.tokens.muted);
            ui.painter().text(pos2(x, head.center().y), Align2::RIGHT_CENTER, text, font, colour);
        }
        self.list.ui(ui, ctx, "counts", ROW, rows.len(), |ui, at| {
            if let Some(row) = rows.get(at) {
                row_ui(ui, ctx, row);
            }
        });
    }
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, row: &Row) {
    let tokens = ctx.tokens;
    let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::hover());
    ui.painter().hline(rect.x_range(), rect.bottom() - 0.5, tokens.rule());
    let left = rect.right() - 12.0 - NUMBER * HEADINGS.len() as f32;
    let name = egui::text::LayoutJob::simple_singleline(row.name.clone(), tokens.normal(), tokens.text);
    let mut name = name;
    name.wrap = egui::text::TextWrapping::truncate_at_width((left - rect.left() - 6.0).max(40.0));
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(name));
    ui.painter().galley(pos2(rect.left(), rect.center().y - galley.size().y / 2.0), galley, tokens.text);
    for (at, text) in row.numbers.iter().enumerate() {
        let x = rect.right() - 12.0 - NUMBER * (HEADINGS.len() - 1 - at) as f32;
        let place = pos2(x, rect.center().y);
        ui.painter().text(place, Align2::RIGHT_CENTER, text, tokens.normal(), tokens.text);
    }
    let pairs = HEADINGS.iter().zip(&row.numbers).map(|(name, number)| format!("{name} {number}"));
    let says = format!("{}: {}", row.name, pairs.collect::<Vec<_>>().join(", "));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Label, true, says.as_str()));
    if !row.why.is_empty() {
        response.on_hover_text(&row.why);
    }
}

fn row(bars: &Bars, bar: &Bar) -> Row {
    let outlet = bars.categories.get(bar.category).map_or("", |one| one.name.as_str());
    let series = bars.series.get(bar.series).map_or("", |one| one.name.as_str());
    let counts = bar.counts;
    let why = [bar.estimate.reason(), bar.estimate.no_interval()];
    let mut why: Vec<String> = why.iter().filter(|why| !why.is_empty()).map(ToString::to_string).collect();
    if let Some(effect) = counts.design_effect.filter(|effect| *effect > 1.05) {
        why.push(format!("Articles count as 1/{} of their words", format::fixed(effect, 1)));
    }
    Row {
        name: if bars.series.len() == 1 { outlet.to_owned() } else { format!("{outlet} · {series}") },
        numbers: [
            bar.estimate.value().map_or_else(|| "–".to_owned(), format::number),
            format::count(counts.hits),
            format::count(counts.words),
            format::count(counts.articles_with_hits),
            format::count(counts.articles),
            counts.design_effect.map_or_else(|| "–".to_owned(), |effect| format::fixed(effect, 1)),
        ],
        why: why.join("\n"),
    }
}

/// The figure's table with tabs between its cells, as spreadsheets take it.
fn tabbed(figure: &Figure) -> String {
    let csv::Rows { columns, rows } = csv::rows(figure);
    let mut out = columns.join("\t");
    for row in rows {
        out.push('\n');
        // A name with a tab in it must not move the cells after it.
        out.push_str(
            &row.iter().map(|cell| cell.replace(['\t', '\n', '\r'], " ")).collect::<Vec<_>>().join("\t"),
        );
    }
    out
}
