//! Words that make two sides differ: bars to the left and to the right of one line.
//!
//! A word stands across the line from its bar, so that none lies on a bar; which side it belongs to is told by the way
//! its bar goes, in grey too. Where there is room, hits on both sides and the share so far stand at the right.

use super::canvas::Canvas;
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Rect, TargetKind, TextRun, Weight, Xy};
use super::shift_data::Shift;
use super::ticks::Ticks;
use super::{format, layout::SMALL_LINE};

/// From one bar to the next.
const ROW: f64 = 18.0;
/// Thickness of a bar.
const BAR: f64 = 11.0;
/// The names of the sides above, the scale below.
const HEAD: f64 = 26.0;
const AXIS: f64 = 44.0;
/// From the line in the middle to a word.
const GAP: f64 = 6.0;
/// A figure at least this wide has columns of numbers.
const WIDE: f64 = 560.0;
/// Width of each.
const COLUMNS: [f64; 2] = [96.0, 60.0];

/// Height that the bars need with names and scale.
pub(super) fn least_height(chart: &Shift) -> f64 {
    chart.drawn().len() as f64 * ROW + HEAD + AXIS
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Shift, area: Rect) {
    let bars = chart.drawn();
    let has_columns = area.width >= WIDE;
    let right = if has_columns { area.right() - COLUMNS.iter().sum::<f64>() } else { area.right() };
    let plot = Rect::edges(area.x, area.y + HEAD, right, area.y + HEAD + ROW * bars.len() as f64);
    canvas.scene.plot = plot;
    let middle = plot.x + plot.width / 2.0;
    let half = plot.width / 2.0;
    let most = bars.iter().map(|bar| bar.share).filter(|share| share.is_finite()).fold(0.0, f64::max);
    let most = if most > 0.0 { most } else { 1.0 };
    let ticks = Ticks::covering(0.0, most, (half / 70.0).clamp(1.0, 4.0) as usize);
    let reach = |share: f64| share.clamp(0.0, ticks.high) / ticks.high * (half - 2.0);

    heads(canvas, chart, plot, has_columns.then_some(area.right()));
    canvas.small_text(middle, plot.bottom() + 16.0, "0", Anchor::Middle, Role::Muted);
    let mut last = middle + measure::width("0", canvas.small, Weight::Regular);
    for value in ticks.values.iter().filter(|value| **value > 0.0) {
        let label = ticks.label(*value);
        let half = measure::width(&label, canvas.small, Weight::Regular) / 2.0;
        let has_room = middle + reach(*value) - half > last + 4.0;
        for x in [middle - reach(*value), middle + reach(*value)] {
            canvas.line(Xy::new(x, plot.y), Xy::new(x, plot.bottom()), Role::Line, 1.0);
            if has_room {
                let x = x.min(plot.right() - half).max(plot.x + half);
                canvas.small_text(x, plot.bottom() + 16.0, &label, Anchor::Middle, Role::Muted);
            }
        }
        if has_room {
            last = middle + reach(*value) + half;
        }
    }
    let label =
        measure::shorten(&measure::clean(&chart.axis.label), canvas.small, Weight::Regular, plot.width);
    canvas.small_text(middle, plot.bottom() + 16.0 + SMALL_LINE, &label, Anchor::Middle, Role::Muted);
    for (index, bar) in bars.iter().enumerate() {
        let row = Rect { y: plot.y + ROW * index as f64, height: ROW, ..plot };
        let y = row.y + (ROW - BAR) / 2.0;
        let length = reach(if bar.share.is_finite() { bar.share } else { 0.0 }).max(1.0);
        let rect = match bar.side {
            0 => Rect::edges(middle - length, y, middle, y + BAR),
            _ => Rect::edges(middle, y, middle + length, y + BAR),
        };
        if let Some(side) = chart.sides.get(bar.side) {
            canvas.swatch(rect, side.ink);
        }
        let (x, anchor) =
            if bar.side == 0 { (middle + GAP, Anchor::Start) } else { (middle - GAP, Anchor::End) };
        let word =
            measure::shorten(&measure::clean(&bar.word), canvas.small, Weight::Regular, half - 2.0 * GAP);
        let mut run = TextRun::new(Xy::new(x, y + BAR - 1.5), word, anchor, canvas.small, Role::Text);
        run.has_halo = true;
        canvas.text(run);
        if has_columns {
            let [hits, share] = COLUMNS;
            let counts = format!("{} : {}", format::count(bar.hits[0]), format::count(bar.hits[1]));
            let baseline = y + BAR - 1.5;
            canvas.small_text(plot.right() + hits, baseline, &counts, Anchor::End, Role::Muted);
            let sum = format!("{} %", format::fixed(bar.cumulative, 0));
            canvas.small_text(plot.right() + hits + share, baseline, &sum, Anchor::End, Role::Muted);
        }
        let whole = Rect { width: area.right() - plot.x, ..row };
        canvas.target(whole, TargetKind::Mark(index));
    }
    canvas.line(Xy::new(middle, plot.y - 4.0), Xy::new(middle, plot.bottom()), Role::Faint, 1.0);
}

/// Whose words go which way, and what the columns are.
fn heads(canvas: &mut Canvas, chart: &Shift, plot: Rect, columns: Option<f64>) {
    let (size, baseline) = (canvas.small, plot.y - 10.0);
    let middle = plot.x + plot.width / 2.0;
    let room = plot.width / 2.0 - 2.0 * GAP;
    for (index, side) in chart.sides.iter().enumerate() {
        let (x, anchor) =
            if index == 0 { (middle - GAP, Anchor::End) } else { (middle + GAP, Anchor::Start) };
        let name = if index == 0 { format!("← {}", side.name) } else { format!("{} →", side.name) };
        let name = measure::shorten(&measure::clean(&name), size, Weight::SemiBold, room);
        canvas.text(TextRun::new(Xy::new(x, baseline), name, anchor, size, Role::Text).bold());
    }
    if let Some(right) = columns {
        canvas.small_text(right - COLUMNS[1], baseline, "hits", Anchor::End, Role::Muted);
        canvas.small_text(right, baseline, "together", Anchor::End, Role::Muted);
    }
}
