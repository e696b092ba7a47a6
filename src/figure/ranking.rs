//! Words or phrases one under the other, each with one mark an outlet.
//!
//! From left to right: the word, its marks on one axis, and what stands beside it, such as its count.
//! Each outlet has a lane of its own within the row, so that no mark hides another.

use super::canvas::Canvas;
use super::data::{Bar, Ink, Pattern, RankForm, Ranking};
use super::palette::Role;
use super::reach::reach;
use super::scene::{Anchor, Corners, Item, Rect, TargetKind, TextRun, Weight, Xy};
use super::ticks::{Projection, Ticks};
use super::{format, measure};

/// Lowest row, and what a lane of dots or of bars takes.
const LEAST_ROW: f64 = 20.0;
const DOT_LANE: f64 = 4.0;
const BAR_LANE: f64 = 6.5;
/// Rows do not get higher than this, and lanes not wider.
const MOST_ROW: f64 = 44.0;
const WIDEST_BAR: f64 = 12.0;
const RADIUS: f64 = 4.5;
/// Thickness of bars that end in marks.
const STEM: f64 = 2.0;
/// A line of counts under the lanes, and the air beside the plot.
const COUNTS: f64 = 14.0;
const GAP: f64 = 12.0;
/// Under the plot: the axis with its numbers and its unit.
const FOOT: f64 = 44.0;

/// Which series have a lane, and which are written as counts under the lanes.
struct Parts {
    /// By series its lane.
    lanes: Vec<Option<usize>>,
    /// How many lanes there are.
    rated: usize,
    /// By series its place among the counts.
    counts: Vec<Option<usize>>,
    /// Width of a count with its mark.
    cell: f64,
    /// Counts in a line.
    a_line: usize,
    /// What the counts add to the height of a row.
    extra: f64,
}

/// Whether a mark is a count: of a single article there is no rate.
fn is_count(mark: &Bar) -> bool {
    mark.estimate.value().is_none() && mark.counts.articles == 1
}

fn times(mark: &Bar) -> String {
    format::count(mark.counts.hits) + "×"
}

impl Parts {
    fn of(canvas: &Canvas, chart: &Ranking, width: f64) -> Self {
        let bars = &chart.bars;
        let mut counted = vec![false; bars.series.len()];
        let mut rated = vec![false; bars.series.len()];
        let mut widest = 0.0_f64;
        for mark in &bars.bars {
            let kind = if is_count(mark) { &mut counted } else { &mut rated };
            if let Some(known) = kind.get_mut(mark.series) {
                *known = true;
            }
            if is_count(mark) {
                widest = widest.max(measure::width(&times(mark), canvas.small, Weight::Regular));
            }
        }
        // A series without a mark has its lane too, so that lanes do not change with what is counted.
        let has_lane = counted.iter().zip(&rated).map(|(counted, rated)| *rated || !counted);
        let number = |all: Vec<bool>| -> (Vec<Option<usize>>, usize) {
            let mut next = 0;
            let places = all.into_iter().map(|is_in| {
                next += usize::from(is_in);
                is_in.then(|| next - 1)
            });
            (places.collect(), next)
        };
        let (lanes, rated) = number(has_lane.collect());
        let (counts, all) = number(counted);
        let cell = 2.0 * RADIUS + 3.0 + widest + 8.0;
        let a_line = ((width / cell) as usize).max(1);
        Self { lanes, rated, counts, cell, a_line, extra: COUNTS * all.div_ceil(a_line) as f64 }
    }
}

/// Widths of the names at the left, of what stands at the right, and of the plot between them.
fn widths(canvas: &Canvas, chart: &Ranking, width: f64) -> (f64, f64, f64) {
    let column = |texts: &mut dyn Iterator<Item = &str>, size: f64, share: f64| {
        let widest = texts.map(|text| measure::width(&measure::clean(text), size, Weight::Regular));
        widest.fold(0.0, f64::max).min(width * share)
    };
    let rows = &chart.bars.categories;
    let names = column(&mut rows.iter().map(|row| row.name.as_str()), canvas.normal, 0.34);
    let details = column(&mut rows.iter().map(|row| row.detail.as_str()), canvas.small, 0.26);
    let gap = if details > 0.0 { GAP } else { 0.0 };
    (names, details, width - names - GAP - details - gap)
}

/// The height that a ranking needs so that its rows can be read.
pub(super) fn least_height(canvas: &Canvas, chart: &Ranking, width: f64) -> f64 {
    let lane = if chart.form == RankForm::Bars { BAR_LANE } else { DOT_LANE };
    let parts = Parts::of(canvas, chart, widths(canvas, chart, width).2);
    let row = (lane * parts.rated as f64 + 6.0).clamp(LEAST_ROW, MOST_ROW * 2.0) + parts.extra;
    row * chart.bars.categories.len() as f64 + FOOT + 8.0
}

/// Whether bars end in the marks of their outlets: several in a row are told apart by these without colour.
pub(super) fn has_ends(chart: &Ranking) -> bool {
    chart.form == RankForm::Bars && chart.bars.series.len() > 1
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Ranking, area: Rect) {
    let bars = &chart.bars;
    if bars.categories.is_empty() || bars.series.is_empty() {
        return canvas.nothing(area, "Nothing to show here");
    }
    let (names, details, width) = widths(canvas, chart, area.width);
    let parts = Parts::of(canvas, chart, width);
    let gap = if details > 0.0 { GAP } else { 0.0 };
    let plot = Rect::edges(
        area.x + names + GAP,
        area.y + 4.0,
        area.right() - details - gap,
        (area.bottom() - FOOT).max(area.y + 40.0),
    );
    let height = (plot.height / bars.categories.len() as f64).min(MOST_ROW * 2.0 + parts.extra);
    let plot = Rect { height: height * bars.categories.len() as f64, ..plot };
    canvas.scene.plot = plot;
    let axis = across(canvas, chart, plot);
    if parts.extra > 0.0 {
        // What stands there has no place on the scale: neither has its ground.
        for row in 0..bars.categories.len() {
            let bottom = plot.y + height * (row as f64 + 1.0);
            let rect = Rect::edges(plot.x - RADIUS, bottom - parts.extra, plot.right(), bottom - 1.0);
            let corners = Corners::default();
            canvas.scene.items.push(Item::Rect { rect, corners, fill: Role::Surface, opacity: 1.0 });
            canvas.scene.items.push(Item::Rect { rect, corners, fill: Role::Line, opacity: 0.4 });
        }
    }
    for (index, row) in bars.categories.iter().enumerate() {
        let middle = plot.y + height * (index as f64 + 0.5);
        canvas.rule(plot.x, plot.right(), middle + height / 2.0, Role::Line);
        let name = measure::shorten(&measure::clean(&row.name), canvas.normal, Weight::Regular, names);
        let at = Xy::new(plot.x - 12.0, middle + canvas.normal * 0.35);
        canvas.text(TextRun::new(at, name, Anchor::End, canvas.normal, Role::Text));
        let detail = measure::shorten(&measure::clean(&row.detail), canvas.small, Weight::Regular, details);
        let beside = plot.right() + gap;
        canvas.small_text(beside, middle + canvas.small * 0.35, &detail, Anchor::Start, Role::Muted);
        let whole = Rect { x: area.x, y: middle - height / 2.0, width: area.width, height };
        canvas.target(whole, TargetKind::Category(index));
    }
    let lanes = parts.rated as f64;
    let room = height - parts.extra;
    let lane = ((room - 6.0) / lanes.max(1.0)).min(WIDEST_BAR);
    for (index, mark) in bars.bars.iter().enumerate() {
        if mark.category >= bars.categories.len() {
            continue;
        }
        let top = plot.y + height * mark.category as f64;
        let at = |places: &[Option<usize>]| places.get(mark.series).copied().flatten();
        let target = if is_count(mark) {
            let Some(place) = at(&parts.counts) else { continue };
            let (column, line) = (place % parts.a_line, place / parts.a_line);
            let x = plot.x + 2.0 + parts.cell * column as f64;
            draw_count(
                canvas,
                chart,
                mark,
                Xy::new(x, top + room + COUNTS * (line as f64 + 0.5) - 3.0),
                parts.cell,
            )
        } else {
            let Some(place) = at(&parts.lanes) else { continue };
            let top = top + (room - lane * lanes) / 2.0;
            let place = Rect { x: plot.x, y: top + lane * place as f64, width: plot.width, height: lane };
            draw_mark(canvas, chart, mark, place, axis)
        };
        canvas.target(target, TargetKind::Mark(index));
    }
}

/// The count of a single article with its outlet's mark before it; gives where it can be pointed at.
fn draw_count(canvas: &mut Canvas, chart: &Ranking, mark: &Bar, at: Xy, width: f64) -> Rect {
    if let Some(series) = chart.bars.series.get(mark.series) {
        canvas.dot(at, RADIUS - 0.5, series.ink);
    }
    let baseline = at.y + canvas.small * 0.36;
    canvas.small_text(at.x + RADIUS + 3.0, baseline, &times(mark), Anchor::Start, Role::Muted);
    Rect { x: at.x - RADIUS, y: at.y - COUNTS / 2.0, width: width - 4.0, height: COUNTS }
}

/// Draws one mark in its lane; gives where it can be pointed at.
fn draw_mark(canvas: &mut Canvas, chart: &Ranking, mark: &Bar, lane: Rect, axis: Projection) -> Rect {
    let middle = lane.y + lane.height / 2.0;
    let zero = axis.at(0.0);
    let Some(ink) = chart.bars.series.get(mark.series).map(|series| series.ink) else { return lane };
    let Some(value) = mark.estimate.value() else {
        canvas.small_text(zero.max(lane.x) + 4.0, middle + 3.5, "–", Anchor::Start, Role::Muted);
        return Rect { width: 16.0, ..lane };
    };
    let end = axis.at(value);
    match chart.form {
        RankForm::Dots => {
            canvas.dot(Xy::new(end, middle), RADIUS, ink);
            let reach = RADIUS + 2.0;
            Rect { x: end - reach, y: middle - reach, width: 2.0 * reach, height: 2.0 * reach }
        }
        RankForm::Bars => {
            let (from, to) = (zero.min(end), zero.max(end).max(zero.min(end) + 1.5));
            let air = if lane.height > 5.0 { 0.5 } else { 0.0 };
            if has_ends(chart) {
                let rect = Rect::edges(from, middle - STEM / 2.0, to, middle + STEM / 2.0);
                canvas.swatch(rect, Ink { pattern: Pattern::Solid, ..ink });
                canvas.dot(Xy::new(end, middle), (lane.height / 2.0).clamp(3.2, 4.5), ink);
            } else {
                canvas.swatch(Rect::edges(from, lane.y + air, to, lane.y + lane.height - air), ink);
            }
            Rect { x: lane.x, width: (to - lane.x).max(8.0), ..lane }
        }
    }
}

/// The axis: rules through the plot, numbers under it, its unit below them.
fn across(canvas: &mut Canvas, chart: &Ranking, plot: Rect) -> Projection {
    let estimates = chart.bars.bars.iter().map(|mark| &mark.estimate);
    let about = (plot.width / 90.0).clamp(2.0, 8.0) as usize;
    let ticks = match chart.form {
        RankForm::Bars => {
            let (low, high) = reach(estimates);
            Ticks::covering(low, high, about)
        }
        RankForm::Dots => {
            let values = estimates.filter_map(super::Estimate::value);
            let (low, high) =
                values.fold((f64::MAX, f64::MIN), |(low, high), one| (low.min(one), high.max(one)));
            if low > high { Ticks::covering(0.0, 1.0, about) } else { Ticks::covering(low, high, about) }
        }
    };
    let axis = Projection {
        low: ticks.low,
        high: ticks.high,
        from: plot.x + RADIUS,
        to: plot.right() - RADIUS,
        scale: chart.bars.axis.scale,
    };
    let mut last = f64::MIN;
    for value in &ticks.values {
        let x = axis.at(*value);
        let x = x.round() - 0.5;
        canvas.line(Xy::new(x, plot.y), Xy::new(x, plot.bottom()), Role::Line, 1.0);
        let label = ticks.label(*value);
        let half = measure::width(&label, canvas.small, Weight::Regular) / 2.0;
        if x - half > last + 8.0 {
            canvas.small_text(x, plot.bottom() + 16.0, &label, Anchor::Middle, Role::Muted);
            last = x + half;
        }
    }
    let label = measure::clean(&chart.bars.axis.label);
    let label = measure::shorten(&label, canvas.small, Weight::Regular, plot.width);
    canvas.small_text(plot.right(), plot.bottom() + 34.0, &label, Anchor::End, Role::Muted);
    axis
}
