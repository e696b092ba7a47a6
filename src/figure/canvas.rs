//! The pen of the layouts: marks in an ink, text that is clean and fits, rules.

use super::data::{Ink, Pattern};
use super::measure;
use super::palette::Role;
use super::scene::{Anchor, Corners, Item, Rect, Scene, Target, TargetKind, TextRun, Weight, Xy};
use super::sizes::Sizes;

/// Distance of hatching lines.
const HATCH: f64 = 6.0;

/// A full bar, and the colour of what is drawn across it.
#[derive(Debug, Clone, Copy)]
pub(super) struct Across {
    pub(super) bar: Rect,
    pub(super) ink: Role,
}

/// A scene being drawn.
pub(super) struct Canvas {
    pub(super) scene: Scene,
    pub(super) small: f64,
    pub(super) normal: f64,
    corner: f64,
}

impl Canvas {
    pub(super) fn new(width: f64, height: f64, ground: Option<Role>) -> Self {
        let sizes = Sizes::get();
        let scene = Scene { width, height, ground, ..Scene::default() };
        Self { scene, small: sizes.type_.small, normal: sizes.type_.normal, corner: sizes.corner.mark }
    }

    pub(super) fn text(&mut self, mut run: TextRun) {
        run.text = measure::clean(&run.text);
        if !run.text.is_empty() {
            self.scene.items.push(Item::Text(run));
        }
    }

    /// Small level text.
    pub(super) fn small_text(&mut self, x: f64, baseline: f64, text: &str, anchor: Anchor, fill: Role) {
        self.text(TextRun::new(Xy::new(x, baseline), text, anchor, self.small, fill));
    }

    pub(super) fn line(&mut self, from: Xy, to: Xy, stroke: Role, width: f64) {
        self.scene.items.push(Item::Line { points: vec![from, to], stroke, width, dash: None });
    }

    /// A thin level rule, put where its pixels are sharp.
    pub(super) fn rule(&mut self, left: f64, right: f64, y: f64, stroke: Role) {
        let y = y.round() - 0.5;
        self.line(Xy::new(left, y), Xy::new(right, y), stroke, 1.0);
    }

    /// The swatch of a bar.
    pub(super) fn swatch(&mut self, rect: Rect, ink: Ink) {
        self.filled(rect, Corners { upper: self.corner, lower: self.corner }, ink, 1.0);
    }

    /// A bar, round at its end.
    pub(super) fn bar(&mut self, rect: Rect, ink: Ink, is_upwards: bool) {
        let corner = self.corner.min(rect.width / 4.0).min(rect.height / 2.0);
        let corners = if is_upwards {
            Corners { upper: corner, lower: 0.0 }
        } else {
            Corners { upper: 0.0, lower: corner }
        };
        self.filled(rect, corners, ink, 0.9);
    }

    fn filled(&mut self, rect: Rect, corners: Corners, ink: Ink, full: f64) {
        let fill = ink.role();
        let width = if rect.width < 6.0 { 1.0 } else { 1.5 };
        let opacity = match ink.pattern {
            Pattern::Solid => full,
            Pattern::Hatched => 0.2,
            Pattern::Hollow => 0.08,
        };
        self.scene.items.push(Item::Rect { rect, corners, fill, opacity });
        if ink.pattern == Pattern::Hatched {
            let within = Rect { x: rect.x + 0.75, width: (rect.width - 1.5).max(0.0), ..rect };
            for points in hatching(within) {
                self.scene.items.push(Item::Line { points, stroke: fill, width: 1.25, dash: None });
            }
        }
        if ink.pattern != Pattern::Solid {
            self.scene.items.push(Item::Frame { rect, corners, stroke: fill, width });
        }
    }

    /// A dot, or the swatch of one. Each hue has a shape of its own, so that in a copy without colour it is still told
    /// apart; all shapes of one radius cover the same.
    pub(super) fn dot(&mut self, centre: Xy, radius: f64, ink: Ink) {
        let fill = ink.role();
        let width = 1.5;
        if ink.pattern == Pattern::Solid {
            self.scene.items.push(match corners_of(centre, radius, ink.hue) {
                Some(points) => Item::Polygon { points, fill, opacity: 0.85 },
                None => Item::Disc { centre, radius, fill, opacity: 0.85 },
            });
            return;
        }
        let inner = (radius - width / 2.0).max(0.5);
        self.scene.items.push(match corners_of(centre, inner, ink.hue) {
            Some(corners) => Item::Line { points: closed(corners), stroke: fill, width, dash: None },
            None => Item::Ring { centre, radius: inner, stroke: fill, width },
        });
        if ink.pattern == Pattern::Hollow {
            let radius = (radius * 0.4).max(0.75);
            self.scene.items.push(Item::Disc { centre, radius, fill, opacity: 1.0 });
        }
    }

    /// A thin circle round a dot, which says that its word stands nowhere else.
    pub(super) fn circled(&mut self, centre: Xy, radius: f64) {
        self.scene.items.push(Item::Ring { centre, radius: radius + 2.5, stroke: Role::Muted, width: 0.8 });
    }

    /// Width of a badge with these words; 0 without any.
    pub(super) fn badge_width(&self, words: &str) -> f64 {
        let words = measure::clean(words);
        if words.is_empty() { 0.0 } else { measure::width(&words, self.small, Weight::Regular) + 10.0 }
    }

    /// Words in a frame, from `at` to the right, level with it.
    pub(super) fn badge(&mut self, at: Xy, words: &str) {
        let width = self.badge_width(words);
        if width > 0.0 {
            let height = self.small + 5.0;
            self.frame(Rect { x: at.x, y: at.y - height / 2.0, width, height }, Role::Faint);
            self.small_text(at.x + 5.0, at.y + self.small * 0.36, words, Anchor::Start, Role::Muted);
        }
    }

    /// A stroke of a series, or the swatch of one.
    pub(super) fn stroke(&mut self, points: Vec<Xy>, ink: Ink, width: f64) {
        let dash = match ink.pattern {
            Pattern::Solid => None,
            Pattern::Hatched => Some((6.0, 4.0)),
            Pattern::Hollow => Some((1.5, 3.0)),
        };
        self.scene.items.push(Item::Line { points, stroke: ink.role(), width, dash });
    }

    /// An upright interval from `low` up to `high`, in another ink where it crosses a full bar.
    pub(super) fn interval(&mut self, x: f64, low: f64, high: f64, width: f64, across: Option<Across>) {
        let mut part = |from: f64, to: f64, ink: Role| {
            if from - to > 0.01 {
                self.line(Xy::new(x, from), Xy::new(x, to), ink, width);
            }
        };
        match across {
            Some(Across { bar, ink }) => {
                let (top, bottom) = (bar.y.clamp(high, low), bar.bottom().clamp(high, low));
                part(top, high, Role::Text);
                part(bottom, top, ink);
                part(low, bottom, Role::Text);
            }
            None => part(low, high, Role::Text),
        }
    }

    /// A short level mark, in another ink where it lies on a full bar.
    pub(super) fn tick(&mut self, x: f64, y: f64, width: f64, across: Option<Across>) {
        let under = across.filter(|one| (one.bar.y..=one.bar.bottom()).contains(&y));
        let ink = under.map_or(Role::Text, |one| one.ink);
        self.line(Xy::new(x - width / 2.0, y), Xy::new(x + width / 2.0, y), ink, 1.0);
    }

    /// The head of an interval that goes on beyond the chart.
    pub(super) fn arrow(&mut self, x: f64, y: f64) {
        let points = vec![Xy::new(x - 3.5, y + 6.0), Xy::new(x, y), Xy::new(x + 3.5, y + 6.0)];
        self.scene.items.push(Item::Line { points, stroke: Role::Text, width: 1.0, dash: None });
    }

    pub(super) fn target(&mut self, rect: Rect, kind: TargetKind) {
        self.scene.targets.push(Target { rect, kind });
    }

    /// A thin frame round a badge.
    pub(super) fn frame(&mut self, rect: Rect, stroke: Role) {
        let corners = Corners { upper: self.corner, lower: self.corner };
        self.scene.items.push(Item::Frame { rect, corners, stroke, width: 1.0 });
    }

    /// Words in the middle of an area where nothing can be drawn.
    pub(super) fn nothing(&mut self, area: Rect, text: &str) {
        let at = Xy::new(area.x + area.width / 2.0, area.y + area.height / 2.0);
        let text = measure::shorten(text, self.normal, Weight::Regular, area.width);
        self.text(TextRun::new(at, text, Anchor::Middle, self.normal, Role::Muted));
    }
}

/// The corners of the shape of a hue that covers as much as a disc of this radius; `None` is the disc.
fn corners_of(centre: Xy, radius: f64, hue: u8) -> Option<Vec<Xy>> {
    let (side, slant, arm) = (radius * 0.886, radius * 1.253, radius * 1.347);
    let at = |x: f64, y: f64| Xy::new(centre.x + x, centre.y + y);
    // A triangle stands on its centre of mass.
    let (up, down) = (arm * 1.155, arm * 0.577);
    Some(match hue {
        1 => vec![at(-side, -side), at(side, -side), at(side, side), at(-side, side)],
        2 => vec![at(0.0, -up), at(arm, down), at(-arm, down)],
        3 => vec![at(0.0, -slant), at(slant, 0.0), at(0.0, slant), at(-slant, 0.0)],
        4 => vec![at(0.0, up), at(-arm, -down), at(arm, -down)],
        _ => return None,
    })
}

/// Round from the middle of the first side to it again, so that every corner is joined.
fn closed(mut corners: Vec<Xy>) -> Vec<Xy> {
    if let [first, second, ..] = *corners {
        let middle = Xy::new(f64::midpoint(first.x, second.x), f64::midpoint(first.y, second.y));
        corners.rotate_left(1);
        corners.insert(0, middle);
        corners.push(middle);
    }
    corners
}

/// Lines at 45 degrees through a rectangle, rising to the right.
fn hatching(rect: Rect) -> Vec<Vec<Xy>> {
    let mut lines = Vec::new();
    // Each line is x - left + y - top = distance, for distances along the upper and right edges.
    let reach = rect.width + rect.height;
    let step = HATCH.max(reach / 500.0);
    let mut distance = step / 2.0;
    while distance < reach && step > 0.0 {
        let from = Xy::new(rect.x + (distance - rect.height).max(0.0), rect.y + distance.min(rect.height));
        let to = Xy::new(rect.x + distance.min(rect.width), rect.y + (distance - rect.width).max(0.0));
        lines.push(vec![from, to]);
        distance += step;
    }
    lines
}

/// The box a level text covers, a little air included.
pub(super) fn text_box(run: &TextRun) -> Rect {
    let width = measure::width(&run.text, run.size, run.weight);
    let left = match run.anchor {
        Anchor::Start => run.at.x,
        Anchor::Middle => run.at.x - width / 2.0,
        Anchor::End => run.at.x - width,
    };
    Rect { x: left - 1.0, y: run.at.y - run.size * 0.8, width: width + 2.0, height: run.size }
}

#[test]
fn every_shape_covers_what_its_disc_does() {
    let disc = std::f64::consts::PI * 16.0;
    for hue in 1..Ink::HUES {
        let corners = corners_of(Xy::new(3.0, 7.0), 4.0, hue).unwrap();
        let next = corners.iter().cycle().skip(1);
        let area: f64 = corners.iter().zip(next).map(|(a, b)| a.x * b.y - b.x * a.y).sum::<f64>() / 2.0;
        assert!((area.abs() / disc - 1.0).abs() < 0.02, "{hue}: {area} and {disc}");
    }
    assert!(corners_of(Xy::new(0.0, 0.0), 4.0, 0).is_none());
}

#[test]
fn hatching_stays_within_its_bar() {
    let rect = Rect { x: 10.0, y: 20.0, width: 15.0, height: 40.0 };
    let lines = hatching(rect);
    assert!(lines.len() > 5);
    for line in lines {
        assert!(line.iter().all(|place| rect.contains(*place)), "{line:?}");
        assert!((line[1].x - line[0].x + (line[1].y - line[0].y)).abs() < 1e-9, "{line:?}");
    }
}
