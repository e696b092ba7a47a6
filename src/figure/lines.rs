//! Lines over time: gaps stay gaps, names stand at the lines' ends where there is room.
//!
//! Intervals are bands, soft in each line's ink. Bands of many lines mix to a grey that is no line's own: there only
//! the line that is looked at has its band, and the figure says whose it is, or that none is drawn.

use super::bars::FEW_MARKS;
use super::canvas::Canvas;
use super::data::{Figure, FigureKind, Ink, Lines};
use super::estimate::Interval;
use super::layout::{Remark, Upright, remark, unit};
use super::palette::Role;
use super::reach::reach;
use super::scene::{Anchor, Corners, Item, Rect, TargetKind, TextRun, Weight, Xy};
use super::ticks::Projection;
use super::{covers, events, format, measure, values};

/// Names stand at the ends of so many lines at most.
const MOST_DIRECT: usize = 8;
const WIDEST_NAME: f64 = 150.0;
const LEAD: f64 = 28.0;
/// How much a band of intervals covers.
const BAND: f64 = 0.15;
/// So many lines have their bands together; of more, only one that is looked at.
pub const MOST_BANDS: usize = 3;
/// How much a point covers whose line is smoothed.
const FAINT: f64 = 0.45;

/// Whether the names stand at the lines' ends, so that no legend is needed.
pub(super) fn labels_its_lines(figure: &Figure, width: f64) -> bool {
    match &figure.kind {
        FigureKind::Lines(chart) => {
            (1..=MOST_DIRECT).contains(&chart.series.len()) && width >= 560.0 && !chart.points.is_empty()
        }
        FigureKind::Bars(_)
        | FigureKind::Dots(_)
        | FigureKind::Ranking(_)
        | FigureKind::Barcode(_)
        | FigureKind::Shift(_)
        | FigureKind::Table(_) => false,
    }
}

struct Mark {
    index: usize,
    bin: usize,
    /// Where the line runs.
    value: f64,
    /// Where the point stands, if the line is smoothed and runs elsewhere.
    raw: Option<f64>,
    interval: Option<Interval>,
    /// The interval goes on beyond the top of the chart.
    is_cut: bool,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Lines, area: Rect, looked_at: Option<usize>) {
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
    let marked = events::Plan::new(canvas, &chart.events, chart.bins.len(), left, right);
    let strips = covers::height(chart);
    let top = top + 8.0 + marked.height();
    let plot = Rect::edges(left, top, right, area.bottom() - labels.height() - strips);
    canvas.scene.plot = plot;
    axis.draw(canvas, plot);
    axis.draw_zero(canvas, plot);
    covers::draw(canvas, chart, plot);
    labels.draw(canvas, Rect { height: plot.height + strips, ..plot });
    marked.draw(canvas, plot);

    let projection = axis.projection(plot);
    let marks: Vec<Vec<Mark>> =
        (0..chart.series.len()).map(|series| marks_of(chart, series, projection.high)).collect();
    let x = |bin: usize| plot.x + plot.width / chart.bins.len() as f64 * (bin as f64 + 0.5);
    let few = chart.series.len() <= MOST_BANDS;
    let has_band = |series: usize| few || looked_at == Some(series);
    for (series, (one, marks)) in chart.series.iter().zip(&marks).enumerate() {
        if has_band(series) {
            bands(canvas, marks, one.ink, projection, &x);
        }
    }
    for (series, marks) in chart.series.iter().zip(&marks) {
        strokes(canvas, marks, series.ink, chart.bins.len(), projection, &x);
    }
    for mark in marks.iter().flatten() {
        let y = projection.at(mark.raw.unwrap_or(mark.value));
        let rect = Rect { x: x(mark.bin) - 7.0, y: y - 7.0, width: 14.0, height: 14.0 };
        canvas.target(rect, TargetKind::Mark(mark.index));
    }
    if is_direct {
        end_labels(canvas, chart, &names, &marks, plot, projection);
    }
    let is_smoothed = marks.iter().flatten().any(|mark| mark.raw.is_some());
    let mut remarks = remarks(chart, &marks, looked_at);
    let has_few = marks.iter().map(Vec::len).sum::<usize>() < FEW_MARKS;
    if has_few && !is_smoothed && write_values(canvas, &marks, projection, &x) > 0 {
        remarks.push(Remark::ValuesLeftOut);
    }
    remark(canvas, &chart.axis.label, area, &remarks);
}

/// What is to be known of the bands that are drawn, and of those that are not.
fn remarks(chart: &Lines, marks: &[Vec<Mark>], looked_at: Option<usize>) -> Vec<Remark> {
    let few = chart.series.len() <= MOST_BANDS;
    let has_interval = |mark: &Mark| mark.interval.is_some();
    let mut remarks = Vec::new();
    if !few && marks.iter().flatten().any(has_interval) {
        let name = looked_at.and_then(|series| chart.series.get(series)).map(|one| measure::clean(&one.name));
        remarks.push(name.map_or(Remark::NoBands, Remark::BandOf));
    }
    let drawn = marks.iter().enumerate().filter(|(series, _)| few || looked_at == Some(*series));
    if drawn.flat_map(|(_, marks)| marks).any(|mark| mark.is_cut) {
        remarks.push(Remark::CutBand);
    }
    remarks
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
            // The interval is the point's and not the smoothed line's.
            Some(match point.smoothed.filter(|smooth| smooth.is_finite()) {
                Some(smooth) => {
                    let raw = Some(value);
                    Mark { index, bin: point.bin, value: smooth, raw, interval: None, is_cut: false }
                }
                None => Mark { index, bin: point.bin, value, raw: None, interval, is_cut },
            })
        })
        .collect();
    marks.sort_by_key(|mark| (mark.bin, mark.index));
    marks
}

/// Stretches without a gap.
fn stretches(marks: &[Mark]) -> impl Iterator<Item = &[Mark]> {
    marks.chunk_by(|one, next| next.bin - one.bin <= 1)
}

/// Intervals as bands; a point between gaps, or between points without an interval, has a stump of one.
fn bands(canvas: &mut Canvas, marks: &[Mark], ink: Ink, projection: Projection, x: &dyn Fn(usize) -> f64) {
    let fill = ink.role();
    for stretch in stretches(marks) {
        for run in stretch.chunk_by(|one, next| one.interval.is_some() && next.interval.is_some()) {
            let edges: Vec<(f64, f64, f64)> = run
                .iter()
                .filter_map(|mark| {
                    let interval = mark.interval?;
                    Some((x(mark.bin), projection.at(interval.high), projection.at(interval.low)))
                })
                .collect();
            match edges.as_slice() {
                [] => {}
                [(x, top, bottom)] => {
                    let rect = Rect::edges(x - 4.0, *top, x + 4.0, *bottom);
                    let corners = Corners::default();
                    canvas.scene.items.push(Item::Rect { rect, corners, fill, opacity: BAND });
                }
                _ => {
                    let upper = edges.iter().map(|&(x, top, _)| Xy::new(x, top));
                    let lower = edges.iter().rev().map(|&(x, _, bottom)| Xy::new(x, bottom));
                    let points = upper.chain(lower).collect();
                    canvas.scene.items.push(Item::Polygon { points, fill, opacity: BAND });
                }
            }
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
) {
    for stretch in stretches(marks) {
        let points: Vec<Xy> =
            stretch.iter().map(|mark| Xy::new(x(mark.bin), projection.at(mark.value))).collect();
        for (mark, at) in stretch.iter().zip(&points) {
            if let Some(raw) = mark.raw {
                let centre = Xy::new(at.x, projection.at(raw));
                let item = Item::Disc { centre, radius: 2.5, fill: ink.role(), opacity: FAINT };
                canvas.scene.items.push(item);
            }
        }
        let is_smoothed = stretch.iter().any(|mark| mark.raw.is_some());
        // Of many points so many have their mark that a line can be followed without its colour.
        let every = if bins <= 40 { 1 } else { bins.div_ceil(16) };
        for (mark, at) in stretch.iter().zip(&points) {
            let is_marked = mark.bin % every == usize::from(ink.hue) % every;
            if (is_marked && !is_smoothed) || stretch.len() == 1 {
                canvas.dot(*at, 3.0, ink);
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
        canvas.dot(Xy::new(x + 15.0, y), 3.0, one.ink);
        canvas.small_text(x + LEAD, y + 4.0, name, Anchor::Start, Role::Text);
        let width = canvas.scene.width - x;
        canvas.target(Rect { x, y: y - 8.0, width, height: APART }, TargetKind::Series(series));
    }
}

/// Writes values over their points where there is room, the highest first; gives how many had none.
fn write_values(
    canvas: &mut Canvas,
    marks: &[Vec<Mark>],
    projection: Projection,
    x: &dyn Fn(usize) -> f64,
) -> usize {
    let decimals = format::decimals(marks.iter().flatten().map(|mark| mark.value));
    let size = canvas.small;
    let texts = marks.iter().flatten().map(|mark| {
        let at = Xy::new(x(mark.bin), projection.at(mark.value) - 8.0);
        let text = if mark.value == 0.0 { "0".to_owned() } else { format::fixed(mark.value, decimals) };
        let mut run = TextRun::new(at, text, Anchor::Middle, size, Role::Text);
        run.has_halo = true;
        values::Value { run, rank: mark.value.abs(), own: mark.index }
    });
    let texts = texts.collect();
    values::write(canvas, texts, &[])
}
