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
const STROKE: f64 = 1.25;

/// Height of all that is not rows.
fn fixed_height(chart: &Barcode) -> f64 {
    let overall = chart.series.len() as f64 * SPREAD + AIR;
    let groups: f64 = chart.groups.iter().map(|group| heading_height(chart, group)).sum();
    overall + groups + AXIS
}

fn heading_height(chart: &Barcode, group: &BarcodeGroup) -> f64 {
    let lines = if chart.series.len() > 1 { chart.series.len() } else { 0 };
    let told = usize::from(group.left_out > 0);
    AIR + HEADING + (lines + told) as f64 * SPREAD
}

/// The least height in which all rows have a place.
pub(super) fn least_height(chart: &Barcode) -> f64 {
    fixed_height(chart) + chart.rows.len() as f64 * LEAST_ROW
}

pub(super) fn draw(canvas: &mut Canvas, chart: &Barcode, area: Rect) {
    let room = area.height - fixed_height(chart);
    let pitch = (room / chart.rows.len().max(1) as f64).clamp(LEAST_ROW, WIDE_ROW);
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
                    let rect = Rect { x, y: y + 1.0, width: STROKE, height: pitch - 2.0 };
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

/// All outlets together.
fn overall(canvas: &mut Canvas, chart: &Barcode, area: Rect) -> f64 {
    let mut baseline = area.y + 12.0;
    for (index, series) in chart.series.iter().enumerate() {
        let over = chart.over_articles.get(index).map(|one| one.in_words("article", "articles"));
        let between = chart.over_groups.get(index).and_then(|one| one.dp_norm);
        let mut text = over.unwrap_or_default();
        if chart.series.len() > 1 {
            text = format!("{}: {text}", series.name);
        }
        if let Some(dp) = between {
            text = format!("{text}; over the {} DP norm {}", chart.called.many, format::fixed(dp, 2));
        }
        small(canvas, area, baseline, &format!("All {}: {text}", chart.called.many));
        baseline += SPREAD;
    }
    area.y + chart.series.len() as f64 * SPREAD + AIR
}

/// A group's name with how its hits are spread; gives the top of its rows.
fn heading(canvas: &mut Canvas, chart: &Barcode, index: usize, area: Rect, top: f64) -> f64 {
    let Some(group) = chart.groups.get(index) else { return top };
    let mut baseline = top + AIR + 12.0;
    let mut x = area.x;
    if let Some(ink) = group.ink {
        canvas.swatch(Rect { x, y: baseline - 9.0, width: 10.0, height: 10.0 }, ink);
        x += 16.0;
    }
    let size = canvas.normal;
    let name = measure::shorten(&measure::clean(&group.name), size, Weight::SemiBold, area.width * 0.4);
    let width = measure::width(&name, size, Weight::SemiBold);
    canvas.text(TextRun::new(Xy::new(x, baseline), name, Anchor::Start, size, Role::Text).bold());
    let says = |one: usize| group.spreads.get(one).map(|spread| spread.in_words("article", "articles"));
    let beside = if chart.series.len() == 1 { says(0).unwrap_or_default() } else { group.detail.clone() };
    let from = x + width + 10.0;
    let beside =
        measure::shorten(&measure::clean(&beside), canvas.small, Weight::Regular, area.right() - from);
    canvas.small_text(from, baseline, &beside, Anchor::Start, Role::Muted);
    if chart.series.len() > 1 {
        for (one, series) in chart.series.iter().enumerate() {
            baseline += SPREAD;
            small(canvas, area, baseline, &format!("{}: {}", series.name, says(one).unwrap_or_default()));
        }
    }
    if group.left_out > 0 {
        baseline += SPREAD;
        let more = format::counted(group.left_out, "article with hits has", "articles with hits have");
        small(canvas, area, baseline, &format!("{more} no row here"));
    }
    top + heading_height(chart, group)
}

fn small(canvas: &mut Canvas, area: Rect, baseline: f64, text: &str) {
    let text = measure::shorten(&measure::clean(text), canvas.small, Weight::Regular, area.width);
    canvas.small_text(area.x, baseline, &text, Anchor::Start, Role::Muted);
}
