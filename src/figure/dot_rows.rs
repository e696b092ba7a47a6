//! Words in rows: one plane a series, one under the other, the scale below the same for all.
//!
//! Each row says whose it is by its name, so that it reads in grey too, and has its own scale upwards: how far words of
//! a small outlet stand out can be seen beside those of a large one. A circle round a dot says that no other series has
//! the word.

use super::canvas::Canvas;
use super::data::{Dot, Dots, Ink, Scale};
use super::dots::across;
use super::labels::Labeller;
use super::layout::{Upright, unit};
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Rect, TargetKind, TextRun, Weight, Xy};

/// A row is at least this high, with its name.
const LEAST_ROW: f64 = 108.0;
/// Room for the name above a row.
const NAME: f64 = 18.0;
/// Between rows.
const GAP: f64 = 10.0;
/// Under the last row.
const AXIS: f64 = 44.0;
const SMALLEST: f64 = 2.5;
const LARGEST: f64 = 6.0;

/// Height that the rows need with axis and unit.
pub(super) fn least_height(chart: &Dots) -> f64 {
    chart.series.len() as f64 * LEAST_ROW + AXIS + 24.0
}

/// Draws the rows; gives the number of dots without a name.
pub(super) fn draw(canvas: &mut Canvas, chart: &Dots, area: Rect) -> usize {
    let is_drawable = |dot: &Dot| {
        let is_right = dot.x.is_finite() && (chart.x.scale == Scale::Linear || dot.x > 0.0);
        is_right && dot.y.is_finite() && dot.series < chart.series.len()
    };
    let dots: Vec<(usize, &Dot)> =
        chart.dots.iter().enumerate().filter(|(_, dot)| is_drawable(dot)).collect();
    // Of counts alone there is no scale.
    let top = unit(canvas, if dots.is_empty() { "" } else { &chart.y.label }, area);
    let height = (area.bottom() - AXIS - top) / chart.series.len() as f64;
    let of_row = |row: usize| dots.iter().filter(move |(_, dot)| dot.series == row);
    let axes: Vec<Upright> = (0..chart.series.len())
        .map(|row| {
            let (low, high) = of_row(row)
                .fold((0.0_f64, 0.0_f64), |(low, high), (_, dot)| (low.min(dot.y), high.max(dot.y)));
            Upright::around(canvas, low, if high > low { high } else { low + 1.0 }, height - NAME - GAP)
        })
        .collect();
    let room = axes.iter().map(|axis| axis.room).fold(0.0, f64::max);
    let whole = Rect::edges(area.x + room, top, area.right(), area.bottom() - AXIS);
    canvas.scene.plot = whole;
    let (left, right) =
        dots.iter().fold((f64::MAX, f64::MIN), |(low, high), (_, dot)| (low.min(dot.x), high.max(dot.x)));
    let across = (!dots.is_empty()).then(|| across(canvas, &chart.x, left, right, whole));
    let most = dots.iter().map(|(_, dot)| dot.size).filter(|size| size.is_finite()).fold(0.0, f64::max);

    let mut unnamed = 0;
    for (row, (series, axis)) in chart.series.iter().zip(&axes).enumerate() {
        let head = top + height * row as f64;
        let plot = Rect::edges(whole.x, head + NAME, whole.right(), head + height - GAP);
        name(
            canvas,
            series.name.as_str(),
            chart.rows.get(row).map_or("", String::as_str),
            &series.badge,
            series.ink,
            plot,
            row,
        );
        let Some(across) = across.filter(|_| of_row(row).next().is_some()) else {
            unnamed += counts(canvas, chart, row, plot);
            continue;
        };
        axis.draw(canvas, plot);
        axis.draw_zero(canvas, plot);
        let upright = axis.projection(plot);
        let placed: Vec<(usize, &Dot, Xy, f64)> = of_row(row)
            .map(|&(index, dot)| {
                let share =
                    if dot.size.is_finite() && most > 0.0 { (dot.size / most).clamp(0.0, 1.0) } else { 0.0 };
                let radius = (LARGEST * share.sqrt()).max(SMALLEST);
                (index, dot, Xy::new(across.at(dot.x), upright.at(dot.y)), radius)
            })
            .collect();
        let mut order: Vec<_> = placed.iter().collect();
        order.sort_by(|a, b| b.3.total_cmp(&a.3).then(a.0.cmp(&b.0)));
        for (index, dot, at, radius) in order {
            canvas.dot(*at, *radius, series.ink);
            if dot.is_exclusive {
                canvas.circled(*at, *radius);
            }
            canvas.target(around(*at, radius + 2.0), TargetKind::Mark(*index));
        }
        let boxes = placed.iter().map(|(_, dot, at, radius)| around(*at, reach(dot, *radius))).collect();
        let zero = upright.at(0.0);
        let names = Rect::edges(plot.x, plot.y - 2.0, plot.right(), zero.max(plot.bottom() - 1.0) + 1.0);
        let mut labeller = Labeller::new(names, boxes).keep_off(zero);
        for (_, dot, at, radius) in &placed {
            unnamed += usize::from(!labeller.write(canvas, &dot.word, *at, reach(dot, *radius)));
        }
    }
    unnamed
}

/// The words of a row that has no place in the plane, with their counts; gives how many had no room.
fn counts(canvas: &mut Canvas, chart: &Dots, row: usize, plot: Rect) -> usize {
    const LINE: f64 = 15.0;
    let mut dots: Vec<(usize, &Dot)> =
        chart.dots.iter().enumerate().filter(|(_, dot)| dot.series == row).collect();
    dots.sort_by_key(|(index, dot)| (std::cmp::Reverse(dot.counts.hits), *index));
    let Some((_, first)) = dots.first() else { return 0 };
    let size = canvas.small;
    let reason = measure::wrap(&measure::clean(&first.reason), size, Weight::Regular, plot.width, 2).lines;
    let mut baseline = plot.y + size + 2.0;
    for line in &reason {
        canvas.small_text(plot.x, baseline, line, Anchor::Start, Role::Muted);
        baseline += LINE;
    }
    let mut x = plot.x;
    for (at, (index, dot)) in dots.iter().enumerate() {
        let text = format!("{} {}×", measure::clean(&dot.word), super::format::count(dot.counts.hits));
        let text = measure::shorten(&text, size, Weight::Regular, plot.width);
        let width = measure::width(&text, size, Weight::Regular);
        if x > plot.x && x + width > plot.right() {
            (x, baseline) = (plot.x, baseline + LINE);
        }
        if baseline > plot.bottom() {
            return dots.len() - at;
        }
        canvas.small_text(x, baseline, &text, Anchor::Start, Role::Text);
        canvas.target(Rect { x, y: baseline - size, width, height: LINE }, TargetKind::Mark(*index));
        x += width + 12.0;
    }
    0
}

/// Whose row it is, above it: its ink, its name and how much of it there is.
fn name(canvas: &mut Canvas, name: &str, detail: &str, badge: &str, ink: Ink, plot: Rect, row: usize) {
    const SWATCH: f64 = 4.0;
    let (size, baseline) = (canvas.small, plot.y - 6.0);
    canvas.dot(Xy::new(plot.x + SWATCH, baseline - size * 0.36), SWATCH, ink);
    let left = plot.x + 2.0 * SWATCH + 6.0;
    let name = measure::shorten(&measure::clean(name), size, Weight::SemiBold, (plot.right() - left) * 0.6);
    let width = measure::width(&name, size, Weight::SemiBold);
    canvas.text(TextRun::new(Xy::new(left, baseline), name, Anchor::Start, size, Role::Text).bold());
    let from = left + width + 8.0;
    let detail =
        measure::shorten(&measure::clean(detail), size, Weight::Regular, (plot.right() - from).max(0.0));
    canvas.small_text(from, baseline, &detail, Anchor::Start, Role::Muted);
    let end = from + measure::width(&detail, size, Weight::Regular) + 8.0;
    if end + canvas.badge_width(badge) <= plot.right() {
        canvas.badge(Xy::new(end, baseline - size * 0.36), badge);
    }
    let rect =
        Rect { x: plot.x, y: baseline - size, width: (from - plot.x).min(plot.width), height: size + 4.0 };
    canvas.target(rect, TargetKind::Series(row));
}

/// How far a dot reaches with the circle round it.
fn reach(dot: &Dot, radius: f64) -> f64 {
    if dot.is_exclusive { radius + 3.0 } else { radius }
}

fn around(at: Xy, reach: f64) -> Rect {
    Rect { x: at.x - reach, y: at.y - reach, width: 2.0 * reach, height: 2.0 * reach }
}
