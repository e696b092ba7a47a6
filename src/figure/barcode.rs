//! Places of hits in articles: a heading a group with how evenly its hits are spread, under it one row an article.

use super::barcode_data::{Barcode, BarcodeGroup};
use super::canvas::Canvas;
use super::format;
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Corners, Item, Rect, TargetKind, TextRun, Weight, Xy};

/// From a row to the next: at most, where names can still be read, and at least.
const WIDE_ROW: f64 = 18.0;
const NAMED_ROW: f64 = 13.0;
const LEAST_ROW: f64 = 4.0;
/// A group's heading, one line a series, and the air over it.
const HEADING: f64 = 18.0;
const SPREAD: f64 = 16.0;
const AIR: f64 = 8.0;
/// The axis: beginning and end of the articles.
const AXIS: f64 = 22.0;
const STROKE: f64 = 1.5;
/// The least height of a stroke where several series share a row.
const LEAST_LANE: f64 = 4.0;
/// Room for a group's ink before its name.
const SWATCH: f64 = 16.0;

/// Height of all that is not rows.
fn fixed_height(canvas: &Canvas, chart: &Barcode, width: f64) -> f64 {
    let overall = overall_lines(canvas, chart, width).len() as f64 * SPREAD + AIR;
    let groups: f64 =
        chart.groups.iter().map(|group| Heading::of(canvas, chart, group, width).height()).sum();
    overall + groups + AXIS
}

/// The least height of a row: of several series each has a height of its own in it.
fn least_row(chart: &Barcode) -> f64 {
    LEAST_ROW.max(LEAST_LANE * chart.series.len() as f64)
}

/// The least height in which all rows have a place.
pub(super) fn least_height(canvas: &Canvas, chart: &Barcode, width: f64) -> f64 {
    fixed_height(canvas, chart, width) + chart.rows.len() as f64 * least_row(chart)
}

/// What stands over the rows of a group, in lines that fit.
struct Heading {
    name: Vec<String>,
    /// Behind the name, where there is room for it.
    beside: String,
    below: Vec<String>,
}

impl Heading {
    fn of(canvas: &Canvas, chart: &Barcode, group: &BarcodeGroup, width: f64) -> Self {
        let (size, small) = (canvas.normal, canvas.small);
        let left = if group.ink.is_some() { SWATCH } else { 0.0 };
        let text = measure::clean(&group.name);
        let name = measure::wrap(&text, size, Weight::SemiBold, width - left, 3).lines;
        let says = |one: usize| group.spreads.get(one).map(|spread| spread.in_words("article", "articles"));
        let is_one = chart.series.len() == 1;
        let mut beside =
            measure::clean(&if is_one { says(0).unwrap_or_default() } else { group.detail.clone() });
        let mut below = Vec::new();
        let room = width - left - measure::width(&text, size, Weight::SemiBold) - 10.0;
        if name.len() > 1 || measure::width(&beside, small, Weight::Regular) > room {
            below.extend(lines(canvas, &std::mem::take(&mut beside), width));
        }
        if !is_one {
            for (one, series) in chart.series.iter().enumerate() {
                below.extend(lines(
                    canvas,
                    &format!("{}: {}", series.name, says(one).unwrap_or_default()),
                    width,
                ));
            }
        }
        if group.left_out > 0 {
            let more = format::counted(group.left_out, "article with hits has", "articles with hits have");
            below.extend(lines(canvas, &format!("{more} no row here"), width));
        }
        Self { name, beside, below }
    }

    fn height(&self) -> f64 {
        AIR + HEADING * self.name.len().max(1) as f64 + self.below.len() as f64 * SPREAD
    }
}

/// A text in small letters, in lines that fit.
fn lines(canvas: &Canvas, text: &str, width: f64) -> Vec<String> {
    measure::wrap(&measure::clean(text), canvas.small, Weight::Regular, width, 4).lines
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Barcode, area: Rect) {
    let room = area.height - fixed_height(canvas, chart, area.width);
    let pitch = (room / chart.rows.len().max(1) as f64).min(WIDE_ROW).max(least_row(chart));
    let lane = (pitch - 2.0) / chart.series.len().max(1) as f64;
    let has_names = pitch >= NAMED_ROW && area.width >= 420.0;
    let left = area.x + if has_names { (area.width * 0.34).min(300.0) } else { 12.0 };
    let plot = Rect::edges(left, area.y, area.right(), area.bottom());
    canvas.scene.plot = plot;
    let mut y = overall(canvas, chart, area);
    let mut rows = chart.rows.iter().enumerate().peekable();
    let mut mark = 0;
    for (index, group) in chart.groups.iter().enumerate() {
        y = heading(canvas, chart, index, area, y);
        while let Some((at, row)) = rows.next_if(|(_, row)| row.group == index) {
            let strip = Rect { x: plot.x, y, width: plot.width, height: pitch };
            canvas.target(Rect { x: area.x, width: area.width, ..strip }, TargetKind::Category(at));
            let ground = Rect { y: y + 0.5, height: pitch - 1.0, ..strip };
            let corners = Corners::default();
            canvas.scene.items.push(Item::Rect { rect: ground, corners, fill: Role::Line, opacity: 0.45 });
            if has_names {
                name(canvas, row.when.as_str(), row.name.as_str(), area.x, y + pitch / 2.0, plot.x - 12.0);
            }
            let mut last = vec![f64::MIN; chart.series.len()];
            for &(series, place) in &row.ticks {
                let ink = chart.series.get(series).map(|one| one.ink);
                if let Some(ink) = ink.filter(|_| place.is_finite()) {
                    // Of one series the strokes are the outlet's own.
                    let ink = group.ink.filter(|_| chart.series.len() == 1).unwrap_or(ink);
                    let x = plot.x + (plot.width - STROKE) * place.clamp(0.0, 1.0);
                    // What falls on the stroke before it is that stroke: an article of a million hits has no more
                    // strokes than its row has places for.
                    let before = last.get_mut(series);
                    if before.as_ref().is_some_and(|before| x - **before < STROKE / 2.0) {
                        mark += 1;
                        continue;
                    }
                    if let Some(before) = before {
                        *before = x;
                    }
                    // Which series it is of is told by its height too, for copies without colour.
                    let rect = Rect { x, y: y + 1.0 + lane * series as f64, width: STROKE, height: lane };
                    canvas.scene.items.push(Item::Rect { rect, corners, fill: ink.role(), opacity: 1.0 });
                    let near = Rect { x: x - 3.0, y, width: STROKE + 6.0, height: pitch };
                    canvas.target(near, TargetKind::Mark(mark));
                }
                mark += 1;
            }
            y += pitch;
        }
    }
    canvas.small_text(plot.x, y + 15.0, "beginning of the article", Anchor::Start, Role::Muted);
    canvas.small_text(plot.right(), y + 15.0, "end", Anchor::End, Role::Muted);
}

/// Date and headline to the left of a row.
fn name(canvas: &mut Canvas, when: &str, name: &str, left: f64, middle: f64, right: f64) {
    let size = canvas.small;
    let when = measure::shorten(&measure::clean(when), size, Weight::Regular, (right - left) * 0.45);
    canvas.small_text(left, middle + 4.0, &when, Anchor::Start, Role::Muted);
    let from = left + (measure::width(&when, size, Weight::Regular) + 8.0).max((right - left) * 0.28);
    let name = measure::shorten(&measure::clean(name), size, Weight::Regular, (right - from).max(0.0));
    canvas.small_text(from, middle + 4.0, &name, Anchor::Start, Role::Text);
}

/// What is said of all outlets together.
fn overall_lines(canvas: &Canvas, chart: &Barcode, width: f64) -> Vec<String> {
    let of_series = chart.series.iter().enumerate().flat_map(|(index, series)| {
        let over = chart.over_articles.get(index).map(|one| one.in_words("article", "articles"));
        let between = chart.over_groups.get(index).and_then(|one| one.dp_norm);
        let mut text = over.unwrap_or_default();
        if chart.series.len() > 1 {
            text = format!("{}: {text}", series.name);
        }
        if let Some(dp) = between {
            text = format!("{text}; over the {} DP norm {}", chart.called.many, format::fixed(dp, 2));
        }
        lines(canvas, &format!("All {}: {text}", chart.called.many), width)
    });
    of_series.collect()
}

/// All outlets together; gives the top of the groups.
fn overall(canvas: &mut Canvas, chart: &Barcode, area: Rect) -> f64 {
    let texts = overall_lines(canvas, chart, area.width);
    for (at, text) in texts.iter().enumerate() {
        let baseline = area.y + 12.0 + SPREAD * at as f64;
        canvas.small_text(area.x, baseline, text, Anchor::Start, Role::Muted);
    }
    area.y + texts.len() as f64 * SPREAD + AIR
}

/// A group's name with how its hits are spread; gives the top of its rows.
fn heading(canvas: &mut Canvas, chart: &Barcode, index: usize, area: Rect, top: f64) -> f64 {
    let Some(group) = chart.groups.get(index) else { return top };
    let heading = Heading::of(canvas, chart, group, area.width);
    let mut baseline = top + AIR + 12.0;
    let mut x = area.x;
    if let Some(ink) = group.ink {
        canvas.swatch(Rect { x, y: baseline - 9.0, width: 10.0, height: 10.0 }, ink);
        x += SWATCH;
    }
    let size = canvas.normal;
    let mut end = x;
    for (at, name) in heading.name.iter().enumerate() {
        let at = Xy::new(x, baseline + HEADING * at as f64);
        end = x + measure::width(name, size, Weight::SemiBold) + 10.0;
        canvas.text(TextRun::new(at, name.clone(), Anchor::Start, size, Role::Text).bold());
    }
    canvas.small_text(end, baseline, &heading.beside, Anchor::Start, Role::Muted);
    baseline += HEADING * heading.name.len().saturating_sub(1) as f64;
    for text in &heading.below {
        baseline += SPREAD;
        canvas.small_text(area.x, baseline, text, Anchor::Start, Role::Muted);
    }
    top + heading.height()
}
