//! Words or phrases one under the other, each with one mark an outlet.
//!
//! From left to right: the word, its marks on one axis, and what stands beside it, such as its count.
//! Each outlet has a lane of its own within the row, so that no mark hides another.

use super::canvas::Canvas;
use super::data::{Bar, RankForm, Ranking};
use super::measure;
use super::palette::Role;
use super::reach::reach;
use super::scene::{Anchor, Rect, TargetKind, TextRun, Weight, Xy};
use super::ticks::{Projection, Ticks};

/// Lowest row, and what a lane of dots or of bars takes.
const LEAST_ROW: f64 = 20.0;
const DOT_LANE: f64 = 4.0;
const BAR_LANE: f64 = 6.0;
/// Rows do not get higher than this, and lanes not wider.
const MOST_ROW: f64 = 44.0;
const WIDEST_BAR: f64 = 12.0;
const RADIUS: f64 = 4.5;
/// Under the plot: the axis with its numbers and its unit.
const FOOT: f64 = 44.0;

/// The height that a ranking needs so that its rows can be read.
pub(super) fn least_height(chart: &Ranking) -> f64 {
    let lane = if chart.form == RankForm::Bars { BAR_LANE } else { DOT_LANE };
    let row = (lane * chart.bars.series.len() as f64 + 6.0).clamp(LEAST_ROW, MOST_ROW * 2.0);
    row * chart.bars.categories.len() as f64 + FOOT + 8.0
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Ranking, area: Rect) {
    let bars = &chart.bars;
    if bars.categories.is_empty() || bars.series.is_empty() {
        return canvas.nothing(area, "Nothing to show here");
    }
    let column = |texts: &mut dyn Iterator<Item = &str>, size: f64, share: f64| {
        let widest = texts.map(|text| measure::width(&measure::clean(text), size, Weight::Regular));
        widest.fold(0.0, f64::max).min(area.width * share)
    };
    let names = column(&mut bars.categories.iter().map(|row| row.name.as_str()), canvas.normal, 0.34);
    let details = column(&mut bars.categories.iter().map(|row| row.detail.as_str()), canvas.small, 0.26);
    let gap = if details > 0.0 { 12.0 } else { 0.0 };
    let plot = Rect::edges(
        area.x + names + 12.0,
        area.y + 4.0,
        area.right() - details - gap,
        (area.bottom() - FOOT).max(area.y + 40.0),
    );
    let height = (plot.height / bars.categories.len() as f64).min(MOST_ROW * 2.0);
    let plot = Rect { height: height * bars.categories.len() as f64, ..plot };
    canvas.scene.plot = plot;
    let axis = across(canvas, chart, plot);
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
    let lanes = bars.series.len() as f64;
    let lane = ((height - 6.0) / lanes).min(WIDEST_BAR);
    for (index, mark) in bars.bars.iter().enumerate() {
        if mark.category >= bars.categories.len() || mark.series >= bars.series.len() {
            continue;
        }
        let top = plot.y + height * mark.category as f64 + (height - lane * lanes) / 2.0;
        let place = Rect { x: plot.x, y: top + lane * mark.series as f64, width: plot.width, height: lane };
        let target = draw_mark(canvas, chart, mark, place, axis);
        canvas.target(target, TargetKind::Mark(index));
    }
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
            let rect = Rect::edges(from, lane.y + air, to, lane.y + lane.height - air);
            canvas.swatch(rect, ink);
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
