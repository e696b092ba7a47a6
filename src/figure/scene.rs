//! A drawing without a painter: shapes and lines of text at places, with colours by name.
//!
//! The window paints it with its own painter, `svg` writes it; both show the same picture.
//! Places are logical pixels from the top left.

use super::palette::Role;

/// A place.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Xy {
    /// From the left.
    pub x: f64,
    /// From the top.
    pub y: f64,
}

/// A rectangle.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Rect {
    /// Left edge.
    pub x: f64,
    /// Upper edge.
    pub y: f64,
    /// Width, never below zero.
    pub width: f64,
    /// Height, never below zero.
    pub height: f64,
}

/// Radii of a rectangle's corners: a bar is round at its end and square where it stands.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub struct Corners {
    /// The upper two.
    pub upper: f64,
    /// The lower two.
    pub lower: f64,
}

/// A drawing.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Scene {
    /// Width in logical pixels.
    pub width: f64,
    /// Height in logical pixels: what was asked for, or more where the text needs it.
    pub height: f64,
    /// The ground; none in a transparent picture and where the window has its own.
    pub ground: Option<Role>,
    /// The shapes, from the back to the front.
    pub items: Vec<Item>,
    /// The places that can be pointed at, from the back to the front.
    pub targets: Vec<Target>,
    /// The part between the axes.
    pub plot: Rect,
}

/// A shape.
#[derive(Debug, Clone, PartialEq)]
pub enum Item {
    /// A filled rectangle.
    Rect {
        /// Its place.
        rect: Rect,
        /// Radius of its corners.
        corners: Corners,
        /// Colour.
        fill: Role,
        /// How much it covers what lies behind, 0 to 1.
        opacity: f64,
    },
    /// The outline of a rectangle, drawn within it.
    Frame {
        /// Its place.
        rect: Rect,
        /// Radius of its corners.
        corners: Corners,
        /// Colour.
        stroke: Role,
        /// Thickness.
        width: f64,
    },
    /// A line through two points or more.
    Line {
        /// The points.
        points: Vec<Xy>,
        /// Colour.
        stroke: Role,
        /// Thickness.
        width: f64,
        /// Lengths of dash and gap; none for a full line.
        dash: Option<(f64, f64)>,
    },
    /// A filled polygon.
    Polygon {
        /// The corners.
        points: Vec<Xy>,
        /// Colour.
        fill: Role,
        /// How much it covers what lies behind, 0 to 1.
        opacity: f64,
    },
    /// A filled disc.
    Disc {
        /// Centre.
        centre: Xy,
        /// Radius.
        radius: f64,
        /// Colour.
        fill: Role,
        /// How much it covers what lies behind, 0 to 1.
        opacity: f64,
    },
    /// A circle's outline.
    Ring {
        /// Centre.
        centre: Xy,
        /// Radius of the line's middle.
        radius: f64,
        /// Colour.
        stroke: Role,
        /// Thickness.
        width: f64,
    },
    /// One line of text.
    Text(TextRun),
}

/// One line of text.
#[derive(Debug, Clone, PartialEq)]
pub struct TextRun {
    /// Where the baseline has its anchor.
    pub at: Xy,
    /// What is written.
    pub text: String,
    /// Which part of the text stands at `at`.
    pub anchor: Anchor,
    /// Size in logical pixels.
    pub size: f64,
    /// Weight.
    pub weight: Weight,
    /// Colour.
    pub fill: Role,
    /// Turn about `at` in degrees, clockwise.
    pub turn: f64,
    /// Whether a halo of the ground's colour keeps it legible over marks.
    pub has_halo: bool,
}

/// Which part of a text stands at its place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Anchor {
    /// The text begins there.
    Start,
    /// The text is centred there.
    Middle,
    /// The text ends there.
    End,
}

/// How bold a text is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Weight {
    /// Inter Regular.
    Regular,
    /// Inter SemiBold.
    SemiBold,
}

/// A place that can be pointed at.
#[derive(Debug, Clone, PartialEq)]
pub struct Target {
    /// Where.
    pub rect: Rect,
    /// What is there.
    pub kind: TargetKind,
}

/// What can be pointed at in a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum TargetKind {
    /// The mark with this index: into [`Bars::bars`](super::Bars), [`Lines::points`](super::Lines)
    /// or [`Dots::dots`](super::Dots).
    Mark(usize),
    /// The group of bars or the bin with this index, by its label.
    Category(usize),
    /// The series with this index, in the legend or by its label.
    Series(usize),
}

impl Xy {
    /// A place.
    pub fn new(x: f64, y: f64) -> Self {
        Self { x, y }
    }

    /// The place, this many times as far from the top left.
    fn scaled(self, by: f64) -> Self {
        Self { x: self.x * by, y: self.y * by }
    }
}

impl Rect {
    /// A rectangle by its edges, whichever way round.
    pub fn edges(left: f64, top: f64, right: f64, bottom: f64) -> Self {
        Self {
            x: left.min(right),
            y: top.min(bottom),
            width: (right - left).abs(),
            height: (bottom - top).abs(),
        }
    }

    /// Right edge.
    pub fn right(self) -> f64 {
        self.x + self.width
    }

    /// Lower edge.
    pub fn bottom(self) -> f64 {
        self.y + self.height
    }

    /// The rectangle, this many times as large and as far from the top left.
    #[must_use]
    pub fn scaled(self, by: f64) -> Self {
        Self { x: self.x * by, y: self.y * by, width: self.width * by, height: self.height * by }
    }

    /// Whether the two share a point within.
    pub fn overlaps(self, other: Self) -> bool {
        self.x < other.right() && other.x < self.right() && self.y < other.bottom() && other.y < self.bottom()
    }

    /// Whether the place lies in it.
    pub fn contains(self, place: Xy) -> bool {
        (self.x..=self.right()).contains(&place.x) && (self.y..=self.bottom()).contains(&place.y)
    }
}

impl Scene {
    /// What lies at a place, the foremost first.
    pub fn target_at(&self, place: Xy) -> Option<&Target> {
        self.targets.iter().rev().find(|target| target.rect.contains(place))
    }

    /// The same drawing, this many times as large.
    #[must_use]
    pub fn scaled(mut self, by: f64) -> Self {
        self.width *= by;
        self.height *= by;
        self.plot = self.plot.scaled(by);
        for target in &mut self.targets {
            target.rect = target.rect.scaled(by);
        }
        for item in &mut self.items {
            item.scale(by);
        }
        self
    }

    /// All text in it, in the order of drawing.
    pub fn texts(&self) -> impl Iterator<Item = &TextRun> {
        self.items.iter().filter_map(|item| match item {
            Item::Text(run) => Some(run),
            Item::Rect { .. }
            | Item::Frame { .. }
            | Item::Line { .. }
            | Item::Polygon { .. }
            | Item::Disc { .. }
            | Item::Ring { .. } => None,
        })
    }
}

impl Item {
    fn scale(&mut self, by: f64) {
        match self {
            Self::Rect { rect, corners, .. } => (*rect, *corners) = (rect.scaled(by), corners.scaled(by)),
            Self::Frame { rect, corners, width, .. } => {
                (*rect, *corners) = (rect.scaled(by), corners.scaled(by));
                *width *= by;
            }
            Self::Line { points, width, dash, .. } => {
                place_anew(points, by);
                *width *= by;
                *dash = dash.map(|(dash, gap)| (dash * by, gap * by));
            }
            Self::Polygon { points, .. } => place_anew(points, by),
            Self::Disc { centre, radius, .. } => {
                *centre = centre.scaled(by);
                *radius *= by;
            }
            Self::Ring { centre, radius, width, .. } => {
                *centre = centre.scaled(by);
                *radius *= by;
                *width *= by;
            }
            Self::Text(run) => {
                run.at = run.at.scaled(by);
                run.size *= by;
            }
        }
    }
}

fn place_anew(points: &mut [Xy], by: f64) {
    for point in points {
        *point = point.scaled(by);
    }
}

impl Corners {
    fn scaled(self, by: f64) -> Self {
        Self { upper: self.upper * by, lower: self.lower * by }
    }
}

impl TextRun {
    /// Level text in regular weight.
    pub fn new(at: Xy, text: impl Into<String>, anchor: Anchor, size: f64, fill: Role) -> Self {
        let text = text.into();
        Self { at, text, anchor, size, weight: Weight::Regular, fill, turn: 0.0, has_halo: false }
    }

    /// The same in semi-bold.
    #[must_use]
    pub fn bold(mut self) -> Self {
        self.weight = Weight::SemiBold;
        self
    }
}
