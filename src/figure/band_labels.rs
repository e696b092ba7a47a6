//! Names under groups of bars: level and broken into lines, else turned, else shortened.

use super::canvas::Canvas;
use super::data::Category;
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Rect, TargetKind, TextRun, Weight, Xy};

/// From a line of a name to the next.
const LINE: f64 = 17.0;
/// The most that turned names add to the left of the chart.
const MOST_LEFT: f64 = 110.0;
/// The smallest name that can be read.
const LEAST_SIZE: f64 = 8.0;

/// Labels for all groups.
pub(super) struct BandLabels {
    /// Room under the chart.
    pub(super) height: f64,
    /// Room to the left of the chart that the first names need.
    pub(super) left: f64,
    labels: Vec<Label>,
    way: Way,
}

struct Label {
    name: Vec<String>,
    detail: Vec<String>,
    badge: String,
}

/// A group's texts, clean.
struct Named {
    name: String,
    detail: String,
    badge: String,
}

#[derive(Clone, Copy, PartialEq)]
enum Way {
    /// Of this size.
    Level(f64),
    /// By so many degrees, of this size, one name every so many groups.
    Turned { angle: f64, size: f64, every: usize },
}

/// Chooses how the names are written in the width there is.
pub(super) fn plan(canvas: &Canvas, categories: &[Category], area: Rect, axis_room: f64) -> BandLabels {
    let clean: Vec<Named> = categories
        .iter()
        .map(|one| Named {
            name: measure::clean(&one.name),
            detail: measure::clean(&one.detail),
            badge: measure::clean(&one.badge),
        })
        .collect();
    let band = (area.width - axis_room) / categories.len().max(1) as f64;
    let ways = [(canvas.normal, false), (canvas.small, false), (canvas.small, true)];
    let found = ways.into_iter().find_map(|(size, may_cut)| level(canvas, &clean, band, size, may_cut));
    found.unwrap_or_else(|| turned(canvas, &clean, area, axis_room))
}

/// Level names of this size, in three lines at most; with `may_cut` the third may end in an ellipsis.
fn level(canvas: &Canvas, names: &[Named], band: f64, size: f64, may_cut: bool) -> Option<BandLabels> {
    let room = band - if size < canvas.normal { 6.0 } else { 10.0 };
    let mut labels = Vec::new();
    for Named { name, detail, badge } in names {
        let name = measure::wrap(name, size, Weight::SemiBold, room, 3);
        let detail = measure::wrap(detail, canvas.small, Weight::Regular, room, 2);
        let is_legible = name.is_whole || may_cut && name.lines.len() == 3;
        // A single group has nowhere to turn to.
        let fits_badge = badge_width(canvas, badge) <= band;
        if !(is_legible && detail.is_whole && fits_badge || names.len() == 1) {
            return None;
        }
        labels.push(Label { name: name.lines, detail: detail.lines, badge: badge.clone() });
    }
    let lines = labels.iter().map(|one| {
        let detail = one.detail.iter().filter(|line| !line.is_empty()).count();
        one.name.len() + detail + usize::from(!one.badge.is_empty())
    });
    let height = 8.0 + LINE * lines.max().unwrap_or(1) as f64 + 4.0;
    Some(BandLabels { height, left: 0.0, labels, way: Way::Level(size) })
}

fn turned(canvas: &Canvas, names: &[Named], area: Rect, axis_room: f64) -> BandLabels {
    let longest = (area.height * 0.38).clamp(40.0, 150.0);
    let band = (area.width - axis_room) / names.len().max(1) as f64;
    // Upright names of a very narrow chart get smaller before the first is left out.
    let (angle, size, every) = if band * std::f64::consts::FRAC_1_SQRT_2 >= 14.0 {
        (45.0_f64, canvas.small, 1)
    } else {
        (90.0, (band * 0.9).clamp(LEAST_SIZE, canvas.small), (LEAST_SIZE / band.max(0.1)).ceil() as usize)
    };
    let room = longest / angle.to_radians().sin();
    let (mut left, mut reach): (f64, f64) = (0.0, 0.0);
    let mut labels = Vec::new();
    let of_detail = |detail: &str| measure::width(detail, size, Weight::Regular) + 6.0;
    // The counts go first when room is short, and go together: the name is what tells the groups apart.
    let is_cut =
        |one: &&Named| measure::width(&one.name, size, Weight::SemiBold) + of_detail(&one.detail) > room;
    let has_details = names.iter().filter(is_cut).count() * 4 <= names.len()
        && names.iter().all(|one| room - of_detail(&one.detail) >= 70.0);
    for (index, Named { name, detail, badge }) in names.iter().enumerate() {
        // Turned, the badge takes the place of the count, and stays where counts go: it must not be missed.
        let detail = match (badge.is_empty(), has_details) {
            (false, _) => badge.as_str(),
            (true, true) => detail.as_str(),
            (true, false) => "",
        };
        let detail_width = of_detail(detail);
        let rest = if detail.is_empty() { room } else { room - detail_width };
        let centre = axis_room + band * (index as f64 + 0.5);
        let sideways = angle.to_radians().cos();
        let allowed = if sideways > 0.01 {
            (centre + MOST_LEFT - axis_room - size) / sideways - (room - rest)
        } else {
            f64::MAX
        };
        let name = measure::shorten(name, size, Weight::SemiBold, rest.min(allowed.max(40.0)));
        let length = measure::width(&name, size, Weight::SemiBold)
            + if detail.is_empty() { 0.0 } else { detail_width };
        left = left.max(length * sideways + size - band * (index as f64 + 0.5));
        reach = reach.max(length * angle.to_radians().sin());
        labels.push(Label { name: vec![name], detail: vec![detail.to_owned()], badge: String::new() });
    }
    BandLabels {
        height: reach + 18.0,
        left: left.min(axis_room + MOST_LEFT),
        labels,
        way: Way::Turned { angle, size, every },
    }
}

impl BandLabels {
    pub(super) fn draw(&self, canvas: &mut Canvas, plot: Rect) {
        let band = plot.width / self.labels.len().max(1) as f64;
        for (index, label) in self.labels.iter().enumerate() {
            let x = plot.x + band * (index as f64 + 0.5);
            match self.way {
                Way::Level(size) => draw_level(canvas, label, size, x, plot.bottom()),
                Way::Turned { angle, size, every } if index % every.max(1) == 0 => {
                    draw_turned(canvas, label, size, Xy::new(x, plot.bottom() + 10.0), angle);
                }
                Way::Turned { .. } => {}
            }
            let rect = Rect { x: x - band / 2.0, y: plot.bottom(), width: band, height: self.height };
            canvas.target(rect, TargetKind::Category(index));
        }
    }
}

fn draw_level(canvas: &mut Canvas, label: &Label, size: f64, x: f64, top: f64) {
    let mut baseline = top + 8.0 + 13.0;
    for line in &label.name {
        canvas.text(TextRun::new(Xy::new(x, baseline), line, Anchor::Middle, size, Role::Text).bold());
        baseline += LINE;
    }
    for line in &label.detail {
        canvas.small_text(x, baseline, line, Anchor::Middle, Role::Muted);
        baseline += LINE;
    }
    if !label.badge.is_empty() {
        let width = badge_width(canvas, &label.badge);
        let rect = Rect { x: x - width / 2.0, y: baseline - 12.0, width, height: 16.0 };
        canvas.frame(rect, Role::Faint);
        canvas.small_text(x, baseline, &label.badge, Anchor::Middle, Role::Text);
    }
}

/// Width of a badge with its frame.
fn badge_width(canvas: &Canvas, badge: &str) -> f64 {
    if badge.is_empty() { 0.0 } else { measure::width(badge, canvas.small, Weight::Regular) + 12.0 }
}

/// Name and count on one rising line that ends under the middle of the group.
fn draw_turned(canvas: &mut Canvas, label: &Label, size: f64, end: Xy, angle: f64) {
    let (sin, cos) = angle.to_radians().sin_cos();
    // The middle of the letters, not their feet, points at the group.
    let end = Xy::new(end.x + sin * size * 0.35, end.y + cos * size * 0.35);
    let detail = label.detail.concat();
    let back = if detail.is_empty() { 0.0 } else { measure::width(&detail, size, Weight::Regular) + 6.0 };
    let mut count = TextRun::new(end, detail, Anchor::End, size, Role::Muted);
    count.turn = -angle;
    canvas.text(count);
    let at = Xy::new(end.x - back * cos, end.y + back * sin);
    let mut name = TextRun::new(at, label.name.concat(), Anchor::End, size, Role::Text).bold();
    name.turn = -angle;
    canvas.text(name);
}
