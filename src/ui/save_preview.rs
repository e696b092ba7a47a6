//! What a figure will look like in its file: the very scene that is written, drawn to fit; or the table's first rows.

use std::sync::Arc;

use egui::{Rect, RichText, ScrollArea, Ui, Vec2, pos2, vec2};

use super::context::ViewContext;
use super::theme::Tokens;
use super::widgets::figure_paint::paint;
use crate::export::{Choices, FigureFormat, LengthUnit};
use crate::figure::{Figure, FigureKind, Numbers, Options, Scene, csv, layout};

/// Rows of a table that are shown.
const ROWS: usize = 40;
/// What a page of A4 has between its margins, in millimetres.
const PAGE_MM: f64 = 247.0;
/// Side of the squares that stand for no ground.
const SQUARE: f32 = 8.0;

/// The drawing, laid out anew only when figure or choices change.
#[derive(Default)]
pub struct Preview {
    laid_out: Option<(Arc<Figure>, Options, Scene)>,
    table: Option<(Arc<Figure>, csv::Rows)>,
}

impl Preview {
    /// Draws the preview within `room`.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        choices: &Choices,
        room: Vec2,
    ) {
        match choices.format {
            FigureFormat::Csv => self.table(ui, ctx, figure, room),
            FigureFormat::Png | FigureFormat::Svg => self.drawing(ui, ctx, figure, choices, room),
        }
    }

    /// The drawing as it will be written.
    pub fn scene(&mut self, figure: &Arc<Figure>, choices: &Choices) -> &Scene {
        let options = choices.options().look;
        let is_known =
            |(of, by, _): &(Arc<Figure>, Options, Scene)| Arc::ptr_eq(of, figure) && *by == options;
        let known = self.laid_out.take().filter(is_known);
        let known = known.unwrap_or_else(|| (Arc::clone(figure), options, layout(figure, &options)));
        &self.laid_out.insert(known).2
    }

    fn drawing(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        choices: &Choices,
        room: Vec2,
    ) {
        let scene = self.scene(figure, choices);
        let size = vec2(scene.width as f32, scene.height as f32);
        let scale = (room.x / size.x).min(room.y / size.y).clamp(0.05, 2.0);
        let (rect, response) = ui.allocate_exact_size(room, egui::Sense::hover());
        let name = format!("Preview: {}", figure.title);
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Image, true, name.as_str()));
        ui.painter().rect_filled(rect, ctx.tokens.sizes.corner.normal as f32, ctx.tokens.background);
        let page = Rect::from_center_size(rect.center(), size * scale);
        let tokens = Tokens::of(choices.options().look.scheme);
        ui.painter().rect_filled(page, 0.0, tokens.surface);
        if choices.is_transparent {
            squares(ui, tokens, page);
        }
        let drawing = scene.clone().scaled(f64::from(scale));
        ui.scope(|ui| {
            ui.set_clip_rect(page.intersect(ui.clip_rect()));
            paint(ui, tokens, &drawing, page.min, 1.0);
        });
        ui.painter().rect_stroke(page, 0.0, ctx.tokens.rule(), egui::StrokeKind::Outside);
    }

    fn table(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, figure: &Arc<Figure>, room: Vec2) {
        let known = self.table.take().filter(|(of, _)| Arc::ptr_eq(of, figure));
        let (_, rows) = &*self.table.insert(known.unwrap_or_else(|| (Arc::clone(figure), csv::rows(figure))));
        let tokens = ctx.tokens;
        ui.allocate_ui(room, |ui| {
            ui.set_min_size(room);
            ScrollArea::both().id_salt("table to be saved").auto_shrink(false).show(ui, |ui| {
                egui::Grid::new("rows to be saved").spacing([16.0, 4.0]).show(ui, |ui| {
                    for column in &rows.columns {
                        ui.label(RichText::new(column).font(tokens.small_strong()).color(tokens.muted));
                    }
                    ui.end_row();
                    for row in rows.rows.iter().take(ROWS) {
                        for cell in row {
                            let cell = crate::figure::measure::shorten(
                                cell,
                                tokens.sizes.type_.small,
                                crate::figure::Weight::Regular,
                                160.0,
                            );
                            ui.label(RichText::new(cell).font(tokens.small()).color(tokens.text));
                        }
                        ui.end_row();
                    }
                });
                if rows.rows.len() > ROWS {
                    let more = ctx.numbers().counted((rows.rows.len() - ROWS) as u64, "row", "rows");
                    ui.label(RichText::new(format!("and {more} more")).color(tokens.muted));
                }
            });
        });
    }

    /// In one line: how large the file's picture is.
    pub fn size_words(&mut self, numbers: Numbers, figure: &Arc<Figure>, choices: &Choices) -> String {
        if choices.format == FigureFormat::Csv {
            let rows = numbers.counted(csv::rows(figure).rows.len() as u64, "row", "rows");
            return format!("{rows}, UTF-8, with a mark by which Excel knows it");
        }
        let unit = choices.unit;
        let scene = self.scene(figure, choices);
        let (width, height) = (LengthUnit::Px.to_mm(scene.width), LengthUnit::Px.to_mm(scene.height));
        let length = |mm: f64| numbers.fixed(unit.of_mm(mm), 0);
        let mut words = format!("{} × {} {}", length(width), length(height), unit.name());
        if choices.format == FigureFormat::Png {
            let (across, down) = choices.dots(scene.width, scene.height);
            words.push_str(&format!(", {} × {} dots", numbers.count(across), numbers.count(down)));
        }
        words
    }

    /// That the picture is higher than was asked for, and why; empty where it is not.
    pub fn height_words(&mut self, numbers: Numbers, figure: &Arc<Figure>, choices: &Choices) -> String {
        let (asked, unit) = (choices.measures(), choices.unit);
        let height = LengthUnit::Px.to_mm(self.scene(figure, choices).height);
        if choices.format == FigureFormat::Csv || height <= asked.height_mm + 0.5 {
            return String::new();
        }
        let length = |mm: f64| format!("{} {}", numbers.fixed(unit.of_mm(mm), 0), unit.name());
        let needs = match &figure.kind {
            FigureKind::Ranking(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => {
                "its rows"
            }
            FigureKind::Dots(chart) if !chart.rows.is_empty() => "its rows",
            FigureKind::Bars(_) | FigureKind::Lines(_) | FigureKind::Dots(_) => "its text",
        };
        let mut words = format!(
            "The file will be {} high and not {}: {needs} and the caption need the room.",
            length(height),
            length(asked.height_mm)
        );
        if height > PAGE_MM {
            words.push_str(
                " That is more than a page has. A greater width, smaller letters or fewer rows help.",
            );
        }
        words
    }
}

/// Squares in two tones, which stand for what will lie behind.
fn squares(ui: &Ui, tokens: &Tokens, page: Rect) {
    let painter = ui.painter().with_clip_rect(page.intersect(ui.clip_rect()));
    let tone = tokens.line.gamma_multiply(0.6);
    let (across, down) = ((page.width() / SQUARE).ceil() as usize, (page.height() / SQUARE).ceil() as usize);
    for row in 0..down {
        for column in (row % 2..across).step_by(2) {
            let at = pos2(page.left() + column as f32 * SQUARE, page.top() + row as f32 * SQUARE);
            painter.rect_filled(Rect::from_min_size(at, Vec2::splat(SQUARE)), 0.0, tone);
        }
    }
}
