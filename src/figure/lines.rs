//! Lines over time: gaps stay gaps, names stand at the lines' ends where there is room.
//!
//! The intervals of a single line are a band. Bands of several lines mix to a grey that is no line's own:
//! there they are thin strokes in each line's ink, side by side at each point, or, where the points stand too close
//! for that, bands that cover each other.

use super::bars::FEW_MARKS;
use super::canvas::{Canvas, text_box};
use super::data::{Figure, FigureKind, Ink, Lines, Pattern};
use super::estimate::Interval;
use super::layout::{Upright, note_of_cut, unit};
use super::palette::Role;
use super::reach::reach;
use super::scene::{Anchor, Corners, Item, Rect, TargetKind, TextRun, Weight, Xy};
use super::ticks::Projection;
use super::{format, measure};

/// Names stand at the ends of so many lines at most.
const MOST_DIRECT: usize = 8;
const WIDEST_NAME: f64 = 150.0;
const LEAD: f64 = 28.0;
/// How much a band of intervals covers.
const BAND: f64 = 0.12;
/// How much a band hides of those behind it, where it does.
const COVER: f64 = 0.7;

/// Whether the names stand at the lines' ends, so that no legend is needed.
pub(super) fn labels_its_lines(figure: &Figure, width: f64) -> bool {
    match &figure.kind {
        FigureKind::Lines(chart) => {
            (1..=MOST_DIRECT).contains(&chart.series.len()) && width >= 560.0 && !chart.points.is_empty()
        }
        FigureKind::Bars(_) | FigureKind::Dots(_) | FigureKind::Shift(_) => false,
    }
}

/// Thickness of an interval beside others, and how much it covers: the lines are what one reads first.
const STROKE: f64 = 1.5;
const STROKES_COVER: f64 = 0.45;
/// From an interval to the one beside it.
const BESIDE: f64 = 3.0;

/// How the intervals of lines are shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Intervals {
    /// As bands through which the others show.
    Bands,
    /// As bands of which each covers those behind it.
    CoveringBands,
    /// As thin strokes side by side.
    Strokes,
}

impl Intervals {
    fn of(lines: usize, pitch: f64) -> Self {
        match lines {
            0 | 1 => Self::Bands,
            lines if pitch >= BESIDE * (lines as f64 + 2.0) => Self::Strokes,
            _ => Self::CoveringBands,
        }
    }
}

struct Mark {
    index: usize,
    bin: usize,
    value: f64,
    interval: Option<Interval>,
    /// The interval goes on beyond the top of the chart.
    is_cut: bool,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Lines, area: Rect) {
    if chart.bins.is_empty() || chart.series.is_empty() {
        return canvas.nothing(area, "Nothing to show here");
    }
    let top = unit(canvas, &chart.axis.label, area);
    let (low, high) = reach(chart.points.iter().map(|point| &point.estimate));
    let axis = Upright::covering(canvas, low, high, area.bottom() - top - 48.0);
    let is_direct = chart.series.len() <= MOST_DIRECT && canvas.scene.width >= 560.0;
    let size = canvas.small;
    let names: Vec<String> = chart
        .series
        .iter()
        .map(|one| measure::shorten(&measure::clean(&one.name), size, Weight::Regular, WIDEST_NAME))
        .collect();
    let widest = names.iter().map(|name| measure::width(name, size, Weight::Regular)).fold(0.0, f64::max);
    let right = if is_direct { LEAD + widest + 8.0 } else { 8.0 };
    let (left, right) = (area.x + axis.room, area.right() - right);
    let labels = BinLabels::new(canvas, chart, right - left);
    let plot = Rect::edges(left, top + 8.0, right, area.bottom() - labels.height());
    canvas.scene.plot = plot;
    axis.draw(canvas, plot);
    axis.draw_zero(canvas, plot);
    labels.draw(canvas, plot);

    let projection = axis.projection(plot);
    let marks: Vec<Vec<Mark>> =
        (0..chart.series.len()).map(|series| marks_of(chart, series, projection.high)).collect();
    let x = |bin: usize| plot.x + plot.width / chart.bins.len() as f64 * (bin as f64 + 0.5);
    let pitch = plot.width / chart.bins.len() as f64;
    let look = Intervals::of(chart.series.len(), pitch);
    for (index, (series, marks)) in chart.series.iter().zip(&marks).enumerate() {
        match look {
            Intervals::Bands => bands(canvas, marks, series.ink, projection, &x, false),
            Intervals::CoveringBands => bands(canvas, marks, series.ink, projection, &x, true),
            Intervals::Strokes => {
                let off = (index as f64 - (chart.series.len() - 1) as f64 / 2.0) * BESIDE;
                whiskers(canvas, marks, series.ink, projection, &|bin| x(bin) + off);
            }
        }
    }
    if look == Intervals::Strokes && marks.iter().flatten().any(|mark| mark.is_cut) {
        note_of_cut(canvas, area);
    }
    for (series, marks) in chart.series.iter().zip(&marks) {
        strokes(canvas, marks, series.ink, chart.bins.len(), projection, &x, look != Intervals::Strokes);
    }
    for mark in marks.iter().flatten() {
        let rect =
            Rect { x: x(mark.bin) - 7.0, y: projection.at(mark.value) - 7.0, width: 14.0, height: 14.0 };
        canvas.target(rect, TargetKind::Mark(mark.index));
    }
    if is_direct {
        end_labels(canvas, chart, &names, &marks, plot, projection);
    }
    if chart.points.len() < FEW_MARKS {
        values(canvas, &marks, projection, &x, look);
    }
}

/// The points of a series that have a number, in order of time; bands end at the chart's upper edge.
fn marks_of(chart: &Lines, series: usize, top: f64) -> Vec<Mark> {
    let mut marks: Vec<Mark> = chart
        .points
        .iter()
        .enumerate()
        .filter(|(_, point)| point.series == series && point.bin < chart.bins.len())
        .filter_map(|(index, point)| {
            let value = point.estimate.value()?;
            let interval = point.estimate.interval();
            let is_cut = interval.is_some_and(|one| one.high > top);
            let interval = interval.and_then(|one| Interval::new(one.low, one.high.min(top)));
            Some(Mark { index, bin: point.bin, value, interval, is_cut })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.bin, mark.index));
    marks
}

/// Stretches without a gap.
fn stretches(marks: &[Mark]) -> impl Iterator<Item = &[Mark]> {
    marks.chunk_by(|one, next| next.bin - one.bin <= 1)
}

/// Intervals as strokes in the line's own ink.
fn whiskers(canvas: &mut Canvas, marks: &[Mark], ink: Ink, projection: Projection, x: &dyn Fn(usize) -> f64) {
    for mark in marks {
        if let Some(interval) = mark.interval {
            let (from, to) = (projection.at(interval.low), projection.at(interval.high));
            let rect = Rect::edges(x(mark.bin) - STROKE / 2.0, to, x(mark.bin) + STROKE / 2.0, from);
            let corners = Corners::default();
            let item = Item::Rect { rect, corners, fill: ink.role(), opacity: STROKES_COVER };
            canvas.scene.items.push(item);
            if mark.is_cut {
                canvas.arrow(x(mark.bin), to);
            }
        }
    }
}

fn bands(
    canvas: &mut Canvas,
    marks: &[Mark],
    ink: Ink,
    projection: Projection,
    x: &dyn Fn(usize) -> f64,
    covers: bool,
) {
    for stretch in stretches(marks).filter(|stretch| stretch.len() > 1) {
        let edge = |mark: &Mark, is_high: bool| {
            let interval = mark.interval.unwrap_or(Interval { low: mark.value, high: mark.value });
            Xy::new(x(mark.bin), projection.at(if is_high { interval.high } else { interval.low }))
        };
        if stretch.iter().any(|mark| mark.interval.is_some()) {
            let upper = stretch.iter().map(|mark| edge(mark, true));
            let lower = stretch.iter().rev().map(|mark| edge(mark, false));
            let points: Vec<Xy> = upper.chain(lower).collect();
            if let Some(fill) = canvas.scene.ground.filter(|_| covers) {
                canvas.scene.items.push(Item::Polygon { points: points.clone(), fill, opacity: COVER });
            }
            canvas.scene.items.push(Item::Polygon { points, fill: ink.role(), opacity: BAND });
        }
    }
}

fn strokes(
    canvas: &mut Canvas,
    marks: &[Mark],
    ink: Ink,
    bins: usize,
    projection: Projection,
    x: &dyn Fn(usize) -> f64,
    has_bands: bool,
) {
    for stretch in stretches(marks) {
        let points: Vec<Xy> =
            stretch.iter().map(|mark| Xy::new(x(mark.bin), projection.at(mark.value))).collect();
        if let ([mark], [at]) = (stretch, points.as_slice()) {
            // A point between gaps has a stump of a band.
            if let Some(interval) = mark.interval.filter(|_| has_bands) {
                let rect = Rect::edges(
                    at.x - 4.0,
                    projection.at(interval.high),
                    at.x + 4.0,
                    projection.at(interval.low),
                );
                let fill = ink.role();
                canvas.scene.items.push(Item::Rect {
                    rect,
                    corners: Corners::default(),
                    fill,
                    opacity: BAND,
                });
            }
        }
        if bins <= 40 || stretch.len() == 1 {
            let dot = Ink { pattern: Pattern::Solid, ..ink };
            for at in &points {
                canvas.dot(*at, 3.0, dot);
            }
        }
        if points.len() > 1 {
            canvas.stroke(points, ink, 2.0);
        }
    }
}

/// Names of bins under the chart, as many as fit.
struct BinLabels {
    bins: Vec<(String, String)>,
    every: usize,
    has_details: bool,
}

impl BinLabels {
    fn new(canvas: &Canvas, chart: &Lines, plot_width: f64) -> Self {
        let pitch = plot_width / chart.bins.len() as f64;
        let bins: Vec<(String, String)> =
            chart.bins.iter().map(|bin| (measure::clean(&bin.name), measure::clean(&bin.detail))).collect();
        let width = |text: &str| measure::width(text, canvas.small, Weight::Regular);
        let widest = bins.iter().map(|(name, _)| width(name)).fold(0.0, f64::max).min(140.0);
        let every = (((widest + 14.0) / pitch.max(1e-3)).ceil() as usize).max(1);
        let fits = |detail: &str| !detail.is_empty() && width(detail) + 8.0 <= pitch;
        let has_details = every == 1 && bins.iter().all(|(_, detail)| fits(detail));
        Self { bins, every, has_details }
    }

    fn height(&self) -> f64 {
        if self.has_details { 44.0 } else { 28.0 }
    }

    fn draw(&self, canvas: &mut Canvas, plot: Rect) {
        let pitch = plot.width / self.bins.len().max(1) as f64;
        for (index, (name, detail)) in self.bins.iter().enumerate() {
            let x = plot.x + pitch * (index as f64 + 0.5);
            if index % self.every == 0 {
                if self.every > 1 {
                    canvas.line(Xy::new(x, plot.bottom()), Xy::new(x, plot.bottom() + 4.0), Role::Faint, 1.0);
                }
                let name = measure::shorten(name, canvas.small, Weight::Regular, 140.0);
                canvas.small_text(x, plot.bottom() + 20.0, &name, Anchor::Middle, Role::Text);
                if self.has_details {
                    canvas.small_text(x, plot.bottom() + 36.0, detail, Anchor::Middle, Role::Muted);
                }
            }
            let rect = Rect { x: x - pitch / 2.0, y: plot.bottom(), width: pitch, height: self.height() };
            canvas.target(rect, TargetKind::Category(index));
        }
    }
}

/// Each name level with the last point of its line, moved apart where they would touch.
fn end_labels(
    canvas: &mut Canvas,
    chart: &Lines,
    names: &[String],
    marks: &[Vec<Mark>],
    plot: Rect,
    projection: Projection,
) {
    const APART: f64 = 16.0;
    let mut ends: Vec<(f64, usize)> = marks
        .iter()
        .enumerate()
        .map(|(series, marks)| (marks.last().map_or(plot.bottom(), |mark| projection.at(mark.value)), series))
        .collect();
    ends.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    for index in 1..ends.len() {
        let least = ends.get(index - 1).map_or(0.0, |end| end.0) + APART;
        if let Some(end) = ends.get_mut(index) {
            end.0 = end.0.max(least);
        }
    }
    // What was pushed below the chart goes back up.
    let mut most = plot.bottom();
    for end in ends.iter_mut().rev() {
        end.0 = end.0.min(most);
        most = end.0 - APART;
    }
    for (y, series) in ends {
        let Some((one, name)) = chart.series.get(series).zip(names.get(series)) else { continue };
        let x = plot.right();
        canvas.stroke(vec![Xy::new(x + 8.0, y), Xy::new(x + 22.0, y)], one.ink, 2.0);
        canvas.small_text(x + LEAD, y + 4.0, name, Anchor::Start, Role::Text);
        let width = canvas.scene.width - x;
        canvas.target(Rect { x, y: y - 8.0, width, height: APART }, TargetKind::Series(series));
    }
}

fn values(
    canvas: &mut Canvas,
    marks: &[Vec<Mark>],
    projection: Projection,
    x: &dyn Fn(usize) -> f64,
    look: Intervals,
) {
    let decimals = format::decimals(marks.iter().flatten().map(|mark| mark.value));
    let size = canvas.small;
    let texts: Vec<TextRun> = marks
        .iter()
        .flatten()
        .map(|mark| {
            // Over the stroke, not across it.
            let high = mark
                .interval
                .filter(|_| look == Intervals::Strokes && !mark.is_cut)
                .map_or(mark.value, |one| one.high);
            let at = Xy::new(x(mark.bin), (projection.at(high) - 5.0).min(projection.at(mark.value) - 8.0));
            let text = if mark.value == 0.0 { "0".to_owned() } else { format::fixed(mark.value, decimals) };
            let mut run = TextRun::new(at, text, Anchor::Middle, size, Role::Text);
            run.has_halo = true;
            run
        })
        .collect();
    if !collide(&texts) {
        for text in texts {
            canvas.text(text);
        }
    }
}

/// Whether two of the texts would touch: then none is written, since some without the others mislead.
fn collide(texts: &[TextRun]) -> bool {
    let boxes: Vec<Rect> = texts.iter().filter(|run| !run.text.is_empty()).map(text_box).collect();
    boxes.iter().enumerate().any(|(index, one)| boxes.iter().take(index).any(|other| one.overlaps(*other)))
}
