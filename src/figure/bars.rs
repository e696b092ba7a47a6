//! Bars side by side: one group an outlet, one bar a series.
//!
//! Bars of a single series have the inks of their outlets. Where there are more, bars have the inks of their series,
//! and a strip under each group has the outlet's.

use super::canvas::{Across, Canvas};
use super::data::{Bar, BarShape, Bars, Figure, FigureKind, Ink, Pattern};
use super::layout::{Remark, Upright, remark, unit};
use super::palette::Role;
use super::reach::reach;
use super::scene::{Anchor, Rect, TargetKind, TextRun, Weight, Xy};
use super::ticks::Projection;
use super::{band_labels, format, measure, values};

/// Values are written at the marks where there are fewer.
pub(super) const FEW_MARKS: usize = 20;
const WIDEST_BAR: f64 = 60.0;
/// Radius of a dot.
const DOT: f64 = 4.5;

/// Whether the bars have the inks of their groups, so that no legend is needed: the title names the one series.
pub(super) fn are_inked_by_group(figure: &Figure) -> bool {
    match &figure.kind {
        FigureKind::Bars(chart) => is_inked_by_group(chart),
        FigureKind::Lines(_)
        | FigureKind::Dots(_)
        | FigureKind::Ranking(_)
        | FigureKind::Barcode(_)
        | FigureKind::Shift(_)
        | FigureKind::Table(_) => false,
    }
}

fn is_inked_by_group(chart: &Bars) -> bool {
    chart.series.len() == 1 && chart.categories.iter().any(|category| category.ink.is_some())
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Bars, area: Rect) {
    if chart.categories.is_empty() || chart.series.is_empty() {
        return canvas.nothing(area, "Nothing to show here");
    }
    let top = unit(canvas, &chart.axis.label, area);
    let (low, high) = reach(chart.bars.iter().map(|bar| &bar.estimate));
    let axis = Upright::covering(canvas, low, high, area.bottom() - top - 60.0);
    let labels = band_labels::plan(canvas, &chart.categories, area, axis.room);
    let writes_values = chart.bars.len() < FEW_MARKS;
    // A value over the highest mark must not reach into what stands above the chart.
    let headroom = if writes_values { 12.0 } else { 4.0 };
    let plot = Rect::edges(
        area.x + axis.room.max(labels.left),
        top + headroom,
        area.right(),
        area.bottom() - labels.height,
    );
    canvas.scene.plot = plot;
    axis.draw(canvas, plot);
    labels.draw(canvas, plot);

    let places = Places::new(chart, plot);
    let projection = axis.projection(plot);
    let decimals = format::decimals(chart.bars.iter().filter_map(|bar| bar.estimate.value()));
    let by_group = is_inked_by_group(chart);
    let mut drawn: Vec<Drawn> = Vec::new();
    for (index, bar) in chart.bars.iter().enumerate() {
        if let Some((left, series)) = places.of(bar).zip(chart.series.get(bar.series)) {
            let place = Rect { x: left, width: places.width, ..plot };
            let own = chart.categories.get(bar.category).and_then(|category| category.ink);
            let ink = if by_group { own.unwrap_or_else(nobodys) } else { series.ink };
            let one = Drawn { index, ..draw_bar(canvas, bar, chart.shape, ink, place, projection, decimals) };
            let target = Rect::edges(
                left - places.gap / 2.0,
                one.reach.y - 16.0,
                left + places.width + places.gap / 2.0,
                one.reach.bottom() + 2.0,
            );
            canvas.target(target, TargetKind::Mark(index));
            drawn.push(one);
        }
    }
    axis.draw_zero(canvas, plot);
    if !by_group {
        strips(canvas, chart, &places, plot);
    }
    let mut remarks: Vec<Remark> = Vec::new();
    if drawn.iter().any(|one| one.is_cut) {
        remarks.push(Remark::CutInterval);
    }
    if write_values(canvas, &drawn, writes_values) > 0 {
        remarks.push(Remark::ValuesLeftOut);
    }
    remark(canvas, &chart.axis.label, area, &remarks);
}

/// Writes values at their bars where there is room, the highest first; gives how many had none.
/// Of many bars only those are told that nothing is drawn for: a 0 would seem to be missing.
fn write_values(canvas: &mut Canvas, drawn: &[Drawn], writes_all: bool) -> usize {
    let runs: Vec<values::Value> = drawn
        .iter()
        .filter(|one| !one.value.text.is_empty() && (writes_all || one.height == 0.0))
        .map(|one| values::Value { run: one.value.clone(), rank: one.height.abs(), own: one.index })
        .collect();
    let taken: Vec<(usize, Rect)> =
        drawn.iter().flat_map(|one| one.taken.iter().flatten().map(|rect| (one.index, *rect))).collect();
    let left_out = values::write(canvas, runs, &taken);
    if writes_all { left_out } else { 0 }
}

/// The ink of a group that is no outlet, among groups that are.
fn nobodys() -> Ink {
    Ink { pattern: Pattern::Hollow, ..Ink::of_series(1) }
}

/// A strip of each outlet's ink under its group.
fn strips(canvas: &mut Canvas, chart: &Bars, places: &Places, plot: Rect) {
    for (index, category) in chart.categories.iter().enumerate() {
        if let Some(ink) = category.ink {
            let (left, right) = places.group(index);
            let y = plot.bottom() + 4.5;
            canvas.stroke(vec![Xy::new(left, y), Xy::new(right, y)], ink, 3.0);
        }
    }
}

/// One bar as drawn.
struct Drawn {
    /// Its number among the bars.
    index: usize,
    /// Its value.
    height: f64,
    /// Its value as text.
    value: TextRun,
    /// How far bar and interval reach.
    reach: Rect,
    /// The bar, and the interval with its marks, that no other value may touch.
    taken: [Option<Rect>; 2],
    /// The interval goes on beyond the chart.
    is_cut: bool,
}

/// Where the bars stand.
struct Places {
    left: f64,
    band: f64,
    inset: f64,
    width: f64,
    gap: f64,
    categories: usize,
    series: usize,
}

impl Places {
    fn new(chart: &Bars, plot: Rect) -> Self {
        let (categories, series) = (chart.categories.len(), chart.series.len());
        let band = plot.width / categories as f64;
        let pitch = (band * 0.76 / series as f64).min(WIDEST_BAR + 4.0);
        let gap = if pitch > 14.0 {
            4.0
        } else if pitch > 5.0 {
            1.0
        } else {
            0.0
        };
        // No gap after the last bar.
        let inset = (band - (pitch * series as f64 - gap)) / 2.0;
        Self { left: plot.x, band, inset, width: pitch - gap, gap, categories, series }
    }

    fn of(&self, bar: &Bar) -> Option<f64> {
        let is_there = bar.category < self.categories && bar.series < self.series;
        let group = self.left + self.band * bar.category as f64 + self.inset;
        is_there.then_some(group + (self.width + self.gap) * bar.series as f64)
    }

    /// Left and right end of a group's bars.
    fn group(&self, category: usize) -> (f64, f64) {
        let left = self.left + self.band * category as f64;
        (left + self.inset, left + self.band - self.inset)
    }
}

/// Draws one bar in its column.
fn draw_bar(
    canvas: &mut Canvas,
    bar: &Bar,
    shape: BarShape,
    ink: Ink,
    place: Rect,
    projection: Projection,
    decimals: usize,
) -> Drawn {
    let middle = place.x + place.width / 2.0;
    let zero = projection.at(0.0);
    let write = |text: String, baseline: f64, fill: Role, size: f64| {
        TextRun::new(Xy::new(middle, baseline), text, Anchor::Middle, size, fill)
    };
    let Some(value) = bar.estimate.value() else {
        // A single article has a count, and no rate that would be its outlet's.
        let text =
            if bar.counts.articles == 1 { format::count(bar.counts.hits) + "×" } else { "–".to_owned() };
        // In narrow columns they would touch: each series has a height of its own.
        let is_narrow = measure::width(&text, canvas.small, Weight::Regular) + 2.0 > place.width;
        let rise = if is_narrow { canvas.small * bar.series.min(8) as f64 } else { 0.0 };
        canvas.small_text(middle, zero - 5.0 - rise, &text, Anchor::Middle, Role::Muted);
        let reach = Rect { y: zero - 16.0 - rise, height: 16.0, ..place };
        let value = write(String::new(), zero, Role::Text, canvas.small);
        return Drawn { index: 0, height: 0.0, value, reach, taken: [Some(reach), None], is_cut: false };
    };
    let end = projection.at(value);
    let rect = Rect::edges(place.x, end, place.x + place.width, zero);
    // Nothing found is a 0 on the axis and no bar, however low; the lowest bar is a line. Dots are drawn last, over
    // their intervals.
    if shape == BarShape::Bars && value != 0.0 && rect.height < 1.5 {
        let thin = Rect { y: if value > 0.0 { zero - 2.0 } else { zero }, height: 2.0, ..rect };
        canvas.bar(thin, Ink { pattern: Pattern::Solid, ..ink }, value > 0.0);
    } else if shape == BarShape::Bars && value != 0.0 {
        canvas.bar(rect, ink, value > 0.0);
    }
    let mut reach = rect;
    let mut whisker = None;
    let mut is_cut = false;
    let is_full = ink.pattern == Pattern::Solid && shape == BarShape::Bars;
    let full_bar = is_full.then_some(Across { bar: rect, ink: ink.role_across() });
    if let Some(interval) = bar.estimate.interval() {
        let (from, to) = (projection.at(interval.low), projection.at(interval.high).max(place.y));
        canvas.interval(middle, from, to, if place.width < 8.0 { 0.75 } else { 1.0 }, full_bar);
        is_cut = interval.high > projection.high;
        if is_cut {
            canvas.arrow(middle, to);
        }
        reach = Rect::edges(reach.x, reach.y.min(to), reach.right(), reach.bottom().max(from));
        whisker = Some(Rect::edges(middle - 2.0, to, middle + 2.0, from));
    }
    // What takes words for independent is never shown without what does not.
    if let Some(naive) = bar.estimate.naive().filter(|_| bar.estimate.interval().is_some()) {
        for bound in [naive.low, naive.high] {
            let y = projection.at(bound);
            if bound <= projection.high {
                canvas.tick(middle, y, (place.width * 0.3).clamp(3.0, 8.0), full_bar);
                reach = Rect::edges(reach.x, reach.y.min(y), reach.right(), reach.bottom().max(y));
            }
        }
    }
    if shape == BarShape::Dots {
        let radius = (place.width / 3.0).clamp(2.0, DOT);
        canvas.dot(Xy::new(middle, end), radius, ink);
        reach =
            Rect::edges(reach.x, reach.y.min(end - radius), reach.right(), reach.bottom().max(end + radius));
    }
    let baseline = if value < 0.0 { reach.bottom() + 13.0 } else { reach.y - 5.0 };
    let text = if value == 0.0 { "0".to_owned() } else { format::fixed(value, decimals) };
    let mut run = write(text, baseline, Role::Text, canvas.small);
    let width = measure::width(&run.text, run.size, Weight::Regular);
    let fits_beside = whisker.is_some() && width + 4.0 <= place.width / 2.0;
    if (is_cut || fits_beside) && value >= 0.0 && shape == BarShape::Bars {
        // At the end of its interval it would be read as standing that high: it stands at its bar.
        run.at = Xy::new(middle + 4.0, rect.y - 5.0);
        run.anchor = Anchor::Start;
    }
    run.has_halo = true;
    let taken = match shape {
        BarShape::Bars => (value != 0.0).then_some(rect),
        BarShape::Dots => Some(Rect { y: end - DOT, height: 2.0 * DOT, ..rect }),
    };
    Drawn { index: 0, height: value, value: run, reach, taken: [taken, whisker], is_cut }
}
