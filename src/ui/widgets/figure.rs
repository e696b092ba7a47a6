//! A figure on the screen: the same scene that is written to SVG and PNG, painted and pointed at.

use std::sync::Arc;

use egui::epaint::{PathShape, TextShape};
use egui::{
    Color32, CornerRadius, FontFamily, FontId, Pos2, Response, Sense, Shape, Stroke, StrokeKind, Ui,
    WidgetInfo, pos2, vec2,
};

use crate::figure::{
    Anchor, Corners, Estimate, Figure, FigureKind, Item, Options, Rect, Scene, Size, TargetKind, TextRun,
    Weight, Xy, format, layout,
};
use crate::ui::context::ViewContext;
use crate::ui::theme::{Face, Tokens};

/// A figure laid out for its place on the screen; laid out anew only when figure or place change.
#[derive(Default)]
pub struct FigureView {
    laid_out: Option<(Arc<Figure>, f32, f32, Scene)>,
    focused: usize,
}

/// What was done to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureAnswer {
    /// What was clicked, or chosen with the keyboard.
    pub clicked: Option<TargetKind>,
}

impl FigureView {
    /// Draws `figure` in the width there is and `height`; dimmed while a newer one is computed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        height: f32,
        is_dimmed: bool,
    ) -> FigureAnswer {
        let width = ui.available_width().max(240.0);
        let is_fresh = self.laid_out.as_ref().is_some_and(|(of, w, h, _)| {
            Arc::ptr_eq(of, figure) && (w - width).abs() < 0.5 && (h - height).abs() < 0.5
        });
        if !is_fresh {
            let options = Options {
                size: Size { width: f64::from(width), height: f64::from(height) },
                is_transparent: true,
                shows_title: false,
                ..Options::default()
            };
            let scene = layout(figure, &options);
            self.laid_out = Some((Arc::clone(figure), width, height, scene));
            self.focused = 0;
        }
        let Some((_, _, _, scene)) = &self.laid_out else { return FigureAnswer { clicked: None } };
        let size = vec2(scene.width as f32, scene.height as f32);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        // With the keyboard on a mark, the figure is called by what the mark says.
        let name = match scene.targets.get(self.focused).filter(|_| response.has_focus()) {
            Some(target) => format!("{}: {}", figure.title, describe(figure, target.kind)),
            None => figure.title.clone(),
        };
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, name.as_str()));
        let opacity = if is_dimmed { ctx.tokens.sizes.motion.kept as f32 } else { 1.0 };
        paint(ui, ctx.tokens, scene, rect.min, opacity);
        self.answer(ui, ctx, figure, &response, rect.min)
    }

    fn answer(
        &mut self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        figure: &Figure,
        response: &Response,
        origin: Pos2,
    ) -> FigureAnswer {
        let Some((_, _, _, scene)) = &self.laid_out else { return FigureAnswer { clicked: None } };
        let mut clicked = None;
        if response.has_focus() && !scene.targets.is_empty() {
            ui.memory_mut(|memory| {
                let filter = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
                memory.set_focus_lock_filter(response.id, filter);
            });
            let count = scene.targets.len();
            ui.input(|input| {
                if input.key_pressed(egui::Key::ArrowRight) {
                    self.focused = (self.focused + 1) % count;
                }
                if input.key_pressed(egui::Key::ArrowLeft) {
                    self.focused = (self.focused + count - 1) % count;
                }
                if input.key_pressed(egui::Key::Enter) || input.key_pressed(egui::Key::Space) {
                    clicked = Some(self.focused.min(count - 1));
                }
            });
            let at = &scene.targets[self.focused.min(count - 1)];
            outline(ui, ctx.tokens, at.rect, origin);
        }
        if let Some(pos) = response.hover_pos() {
            let place = Xy::new(f64::from(pos.x - origin.x), f64::from(pos.y - origin.y));
            if let Some(target) = scene.target_at(place) {
                outline(ui, ctx.tokens, target.rect, origin);
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                let words = describe(figure, target.kind);
                if !words.is_empty() {
                    response.clone().on_hover_text_at_pointer(words);
                }
                if response.clicked() {
                    return FigureAnswer { clicked: Some(target.kind) };
                }
            }
        }
        FigureAnswer { clicked: clicked.map(|index| scene.targets[index].kind) }
    }
}

fn outline(ui: &Ui, tokens: &Tokens, rect: Rect, origin: Pos2) {
    let rect = screen_rect(rect, origin).expand(2.0);
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(3),
        Stroke::new(1.0, tokens.accent),
        StrokeKind::Outside,
    );
}

fn screen_rect(rect: Rect, origin: Pos2) -> egui::Rect {
    egui::Rect::from_min_size(
        pos2(origin.x + rect.x as f32, origin.y + rect.y as f32),
        vec2(rect.width as f32, rect.height as f32),
    )
}

fn paint(ui: &Ui, tokens: &Tokens, scene: &Scene, origin: Pos2, dim: f32) {
    let painter = ui.painter();
    let place = |xy: Xy| pos2(origin.x + xy.x as f32, origin.y + xy.y as f32);
    let colour = |role, opacity: f64| tokens.role(role).gamma_multiply(opacity as f32 * dim);
    for item in &scene.items {
        match item {
            Item::Rect { rect, corners, fill, opacity } => {
                painter.rect_filled(screen_rect(*rect, origin), rounded(*corners), colour(*fill, *opacity));
            }
            Item::Frame { rect, corners, stroke, width } => {
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                painter.rect_stroke(screen_rect(*rect, origin), rounded(*corners), line, StrokeKind::Inside);
            }
            Item::Line { points, stroke, width, dash } => {
                let points: Vec<Pos2> = points.iter().map(|point| place(*point)).collect();
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                match dash {
                    Some((on, off)) => {
                        painter.extend(Shape::dashed_line(&points, line, *on as f32, *off as f32));
                    }
                    None => {
                        painter.line(points, line);
                    }
                }
            }
            Item::Polygon { points, fill, opacity } => {
                // Bands bend both ways, so they are cut into strips that are convex each.
                let points: Vec<Pos2> = points.iter().map(|point| place(*point)).collect();
                for strip in strips(&points) {
                    let shape = PathShape::convex_polygon(strip, colour(*fill, *opacity), Stroke::NONE);
                    painter.add(shape);
                }
            }
            Item::Disc { centre, radius, fill, opacity } => {
                painter.circle_filled(place(*centre), *radius as f32, colour(*fill, *opacity));
            }
            Item::Ring { centre, radius, stroke, width } => {
                let line = Stroke::new(*width as f32, colour(*stroke, 1.0));
                painter.circle_stroke(place(*centre), *radius as f32, line);
            }
            Item::Text(run) => paint_text(ui, tokens, run, place(run.at), dim),
        }
    }
}

fn rounded(corners: Corners) -> CornerRadius {
    let (upper, lower) = (corners.upper as u8, corners.lower as u8);
    CornerRadius { nw: upper, ne: upper, sw: lower, se: lower }
}

/// A band goes along its upper edge and back along its lower one: the n-th point from each end face
/// each other.
fn strips(points: &[Pos2]) -> Vec<Vec<Pos2>> {
    let half = points.len() / 2;
    if points.len() < 4 || points.len() % 2 == 1 {
        return vec![points.to_vec()];
    }
    (0..half - 1)
        .map(|at| {
            let back = points.len() - 1 - at;
            vec![points[at], points[at + 1], points[back - 1], points[back]]
        })
        .collect()
}

fn paint_text(ui: &Ui, tokens: &Tokens, run: &TextRun, at: Pos2, dim: f32) {
    let family = match run.weight {
        Weight::Regular => FontFamily::Proportional,
        Weight::SemiBold => Face::SemiBold.family(),
    };
    let colour = tokens.role(run.fill).gamma_multiply(dim);
    let galley = ui.painter().layout_no_wrap(run.text.clone(), FontId::new(run.size as f32, family), colour);
    let baseline = galley
        .rows
        .first()
        .and_then(|row| row.row.glyphs.first().map(|glyph| row.pos.y + glyph.pos.y))
        .unwrap_or(0.0);
    let shift = match run.anchor {
        Anchor::Start => 0.0,
        Anchor::Middle => galley.size().x / 2.0,
        Anchor::End => galley.size().x,
    };
    let angle = (run.turn as f32).to_radians();
    let offset = egui::emath::Rot2::from_angle(angle) * vec2(-shift, -baseline);
    if run.has_halo {
        for (x, y) in [(-1.0, 0.0), (1.0, 0.0), (0.0, -1.0), (0.0, 1.0)] {
            let halo = TextShape::new(at + offset + vec2(x, y), Arc::clone(&galley), Color32::TRANSPARENT)
                .with_override_text_color(tokens.surface)
                .with_angle(angle);
            ui.painter().add(halo);
        }
    }
    ui.painter().add(TextShape::new(at + offset, galley, colour).with_angle(angle));
}

/// What a mark says when it is pointed at.
pub fn describe(figure: &Figure, target: TargetKind) -> String {
    let TargetKind::Mark(index) = target else { return String::new() };
    match &figure.kind {
        FigureKind::Bars(bars) => {
            let Some(bar) = bars.bars.get(index) else { return String::new() };
            let of = |list: &[crate::figure::Category]| {
                list.get(bar.category).map_or_else(String::new, |category| category.name.clone())
            };
            let series = bars.series.get(bar.series).map_or("", |series| series.name.as_str());
            mark_words(&of(&bars.categories), series, &bar.estimate, &bars.axis.label, bar.counts)
        }
        FigureKind::Lines(lines) => {
            let Some(point) = lines.points.get(index) else { return String::new() };
            let bin = lines.bins.get(point.bin).map_or("", |bin| bin.name.as_str());
            let series = lines.series.get(point.series).map_or("", |series| series.name.as_str());
            mark_words(bin, series, &point.estimate, &lines.axis.label, point.counts)
        }
        FigureKind::Dots(dots) => {
            let Some(dot) = dots.dots.get(index) else { return String::new() };
            let series = dots.series.get(dot.series).map_or("", |series| series.name.as_str());
            let counts = dot.counts;
            format!(
                "“{}” in {series}\nz {}\n{}, in {}\nClick for the lines",
                dot.word,
                format::fixed(dot.y, 2),
                format::counted(counts.hits, "hit", "hits"),
                format::counted(counts.articles_with_hits, "article", "articles"),
            )
        }
    }
}

fn mark_words(
    group: &str,
    series: &str,
    estimate: &Estimate,
    unit: &str,
    counts: crate::figure::Counts,
) -> String {
    let mut words = format!("{group} · {series}\n");
    match estimate.value() {
        Some(value) => {
            words.push_str(&format!("{} {unit}", format::number(value)));
            if let Some(interval) = estimate.interval() {
                words.push_str(&format!(
                    "\n95 % interval by article: {} to {}",
                    format::number(interval.low),
                    format::number(interval.high)
                ));
            }
            if let Some(naive) = estimate.naive() {
                words.push_str(&format!(
                    "\nif words were independent: {} to {}",
                    format::number(naive.low),
                    format::number(naive.high)
                ));
            }
        }
        None => words.push_str(&format!("— {}", estimate.reason())),
    }
    words.push_str(&format!(
        "\n{} in {} of {}",
        format::counted(counts.hits, "hit", "hits"),
        format::count(counts.articles_with_hits),
        format::counted(counts.articles, "article", "articles"),
    ));
    if let Some(effect) = counts.design_effect.filter(|effect| *effect > 1.05) {
        words.push_str(&format!("\nArticles count as 1/{} of their words", format::fixed(effect, 1)));
    }
    if counts.articles > 0 && counts.articles < 5 {
        words.push_str("\nToo few articles for an interval you should trust");
    }
    words
}
