//! Words in a plane, those worth it with their name where there is room.

use super::canvas::Canvas;
use super::data::{Axis, Dot, Dots, Scale};
use super::labels::Labeller;
use super::layout::{Upright, unit};
use super::palette::Role;
use super::scene::{Anchor, Rect, TargetKind, Weight, Xy};
use super::ticks::{Projection, Ticks};
use super::{format, measure};

const SMALLEST: f64 = 2.5;
const LARGEST: f64 = 9.0;
/// Labels tried; beyond that a reader does not read on.
const MOST_LABELS: usize = 200;

struct Placed<'a> {
    index: usize,
    dot: &'a Dot,
    at: Xy,
    radius: f64,
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Dots, area: Rect) {
    let is_drawable = |dot: &Dot| {
        let is_right = dot.x.is_finite() && (chart.x.scale == Scale::Linear || dot.x > 0.0);
        is_right && dot.y.is_finite() && dot.series < chart.series.len()
    };
    let dots: Vec<(usize, &Dot)> =
        chart.dots.iter().enumerate().filter(|(_, dot)| is_drawable(dot)).collect();
    if dots.is_empty() {
        return canvas.nothing(area, "Nothing to show here");
    }
    let top = unit(canvas, &chart.y.label, area);
    let (low, high) = range(dots.iter().map(|(_, dot)| dot.y));
    let axis = Upright::around(canvas, low.min(0.0), high.max(0.0), area.bottom() - top - 48.0);
    let plot = Rect::edges(area.x + axis.room, top + 8.0, area.right(), area.bottom() - 44.0);
    canvas.scene.plot = plot;
    axis.draw(canvas, plot);
    axis.draw_zero(canvas, plot);
    let (left, right) = range(dots.iter().map(|(_, dot)| dot.x));
    let across = across(canvas, &chart.x, left, right, plot);

    let upright = axis.projection(plot);
    let most = dots.iter().map(|(_, dot)| dot.size).filter(|size| size.is_finite()).fold(0.0, f64::max);
    let placed: Vec<Placed<'_>> = dots
        .into_iter()
        .map(|(index, dot)| {
            let share =
                if dot.size.is_finite() && most > 0.0 { (dot.size / most).clamp(0.0, 1.0) } else { 0.0 };
            let radius = (LARGEST * share.sqrt()).max(SMALLEST);
            Placed { index, dot, at: Xy::new(across.at(dot.x), upright.at(dot.y)), radius }
        })
        .collect();
    // Large ones at the back, so that none is hidden.
    let mut order: Vec<&Placed<'_>> = placed.iter().collect();
    order.sort_by(|a, b| b.radius.total_cmp(&a.radius).then(a.index.cmp(&b.index)));
    for one in order {
        if let Some(series) = chart.series.get(one.dot.series) {
            canvas.dot(one.at, one.radius, series.ink);
            canvas.target(around(one, 2.0), TargetKind::Mark(one.index));
        }
    }
    labels(canvas, &placed, plot, upright.at(0.0));
}

fn range(numbers: impl Iterator<Item = f64>) -> (f64, f64) {
    numbers.fold((f64::MAX, f64::MIN), |(low, high), number| (low.min(number), high.max(number)))
}

fn around(one: &Placed<'_>, air: f64) -> Rect {
    let reach = one.radius + air;
    Rect { x: one.at.x - reach, y: one.at.y - reach, width: 2.0 * reach, height: 2.0 * reach }
}

/// The axis to the right: numbers under it, its unit below them at the right end.
pub(super) fn across(canvas: &mut Canvas, axis: &Axis, low: f64, high: f64, plot: Rect) -> Projection {
    // Dots keep clear of the edges.
    let inner = Rect { x: plot.x + 14.0, width: plot.width - 28.0, ..plot };
    let ticks = match axis.scale {
        Scale::Linear => Ticks::within(low, high, (plot.width / 110.0).clamp(2.0, 8.0) as usize),
        Scale::Log => Ticks::log(low, high),
    };
    let projection =
        Projection { low: ticks.low, high: ticks.high, from: inner.x, to: inner.right(), scale: axis.scale };
    let mut last = f64::MIN;
    for value in &ticks.values {
        let x = projection.at(*value);
        let label = if axis.scale == Scale::Log { format::number(*value) } else { ticks.label(*value) };
        let half = measure::width(&label, canvas.small, Weight::Regular) / 2.0;
        canvas.line(Xy::new(x, plot.bottom()), Xy::new(x, plot.bottom() + 4.0), Role::Faint, 1.0);
        if x - half > last + 8.0 {
            canvas.small_text(x, plot.bottom() + 18.0, &label, Anchor::Middle, Role::Muted);
            last = x + half;
        }
    }
    let label = measure::shorten(&measure::clean(&axis.label), canvas.small, Weight::Regular, plot.width);
    canvas.small_text(plot.right(), plot.bottom() + 36.0, &label, Anchor::End, Role::Muted);
    projection
}

/// Writes names beside their dots, in the order given, where they touch nothing written or labelled before.
fn labels(canvas: &mut Canvas, placed: &[Placed<'_>], plot: Rect, zero: f64) {
    let room = Rect::edges(plot.x, plot.y - 8.0, plot.right() + 8.0, plot.bottom());
    let boxes = placed.iter().map(|one| around(one, 0.0)).collect();
    let mut labeller = Labeller::new(room, boxes).keep_off(zero);
    for one in placed.iter().filter(|one| one.dot.is_labelled).take(MOST_LABELS) {
        labeller.write(canvas, &one.dot.word, one.at, one.radius);
    }
}
