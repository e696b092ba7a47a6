//! Under lines over time: of which bins there are articles, where there are none, and where a line's articles end.
//!
//! One thin strip a line, only where there is something to tell apart: full where there are articles, a rule where
//! there is none between the first and the last of them, hatched before and after.

use super::canvas::Canvas;
use super::data::Lines;
use super::palette::Role;
use super::scene::{Corners, Item, Rect, Xy};

/// Height of a strip, and from one to the next.
const STRIP: f64 = 4.0;
const PITCH: f64 = 6.0;
/// Lines that have a strip; more would be taller than the chart.
const MOST: usize = 12;

/// Whether strips are drawn: some line has a gap, or ends before the others do.
pub(super) fn has_strips(chart: &Lines) -> bool {
    chart.covers.len() == chart.series.len()
        && (1..=MOST).contains(&chart.series.len())
        && chart.points.iter().any(|point| point.counts.articles == 0)
}

/// Room under the chart.
pub(super) fn height(chart: &Lines) -> f64 {
    if has_strips(chart) { chart.series.len() as f64 * PITCH + 4.0 } else { 0.0 }
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Lines, plot: Rect) {
    if !has_strips(chart) {
        return;
    }
    let bins = chart.bins.len();
    let pitch = plot.width / bins.max(1) as f64;
    for (index, (series, covers)) in chart.series.iter().zip(&chart.covers).enumerate() {
        let y = plot.bottom() + 4.0 + index as f64 * PITCH;
        let span = |from: usize, to: usize| Rect {
            x: plot.x + pitch * from as f64,
            y,
            width: pitch * to.saturating_sub(from) as f64,
            height: STRIP,
        };
        let (first, last) = covers.map_or((bins, bins), |(first, last)| (first, (last + 1).min(bins)));
        for outside in [span(0, first), span(last, bins)] {
            hatch(canvas, outside);
        }
        let mut has = vec![false; bins];
        for point in chart.points.iter().filter(|one| one.series == index && one.counts.articles > 0) {
            if let Some(has) = has.get_mut(point.bin) {
                *has = true;
            }
        }
        let within = has.get(first..last).unwrap_or_default();
        let mut from = first;
        for run in within.chunk_by(|one, next| one == next) {
            let to = from + run.len();
            let rect = span(from, to);
            if run.first() == Some(&true) {
                let (fill, corners) = (series.ink.role(), Corners::default());
                canvas.scene.items.push(Item::Rect { rect, corners, fill, opacity: 0.75 });
            } else {
                canvas.rule(rect.x, rect.right(), y + STRIP / 2.0 + 0.5, Role::Faint);
            }
            from = to;
        }
    }
}

/// Short rising strokes, whatever the width: nothing is known here.
fn hatch(canvas: &mut Canvas, rect: Rect) {
    let step = 5.0_f64.max(rect.width / 400.0);
    let mut x = rect.x;
    while x + STRIP <= rect.right() {
        canvas.line(Xy::new(x, rect.bottom()), Xy::new(x + STRIP, rect.y), Role::Faint, 1.0);
        x += step;
    }
}
