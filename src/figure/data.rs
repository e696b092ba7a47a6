//! What a chart says: outlets, series, numbers with their intervals, reasons where there is no number.
//!
//! Plain values that can be compared, cached and written; positions and colours come later, in `layout`.

use super::estimate::{Counts, Estimate};

/// A chart as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows, in a few words; also the name suggested for its file.
    pub title: String,
    /// One line that lets a picture of it be cited; see [`Caption`](super::Caption).
    pub caption: String,
    /// The chart.
    pub kind: FigureKind,
}

/// The chart of a figure.
#[derive(Debug, Clone, PartialEq)]
pub enum FigureKind {
    /// Bars side by side, in one group an outlet.
    Bars(Bars),
    /// Lines over time.
    Lines(Lines),
    /// Words in a plane, such as frequency against distinctiveness.
    Dots(Dots),
}

/// Bars side by side: one group a category, one bar a series.
#[derive(Debug, Clone, PartialEq)]
pub struct Bars {
    /// The measure, upwards.
    pub axis: Axis,
    /// The groups, from left to right: mostly outlets.
    pub categories: Vec<Category>,
    /// The bars in each group, from left to right.
    pub series: Vec<Series>,
    /// The bars, in any order; a pair of category and series that is missing leaves its place empty.
    pub bars: Vec<Bar>,
}

/// Lines over time bins.
#[derive(Debug, Clone, PartialEq)]
pub struct Lines {
    /// The measure, upwards.
    pub axis: Axis,
    /// All bins in order of time, those without an article included: a gap is shown as a gap.
    pub bins: Vec<Bin>,
    /// The lines.
    pub series: Vec<Series>,
    /// The points, in any order; a pair of bin and series that is missing interrupts its line.
    pub points: Vec<Point>,
}

/// Words in a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Dots {
    /// To the right, mostly frequency.
    pub x: Axis,
    /// Upwards, mostly distinctiveness.
    pub y: Axis,
    /// Whose words they are: mostly outlets.
    pub series: Vec<Series>,
    /// The words, the ones worth a label first.
    pub dots: Vec<Dot>,
}

/// An axis of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// Measure and unit, such as "per 1,000 words".
    pub label: String,
    /// How distances stand for numbers.
    pub scale: Scale,
}

/// How distances on an axis stand for numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Scale {
    /// Equal distances are equal differences.
    #[default]
    Linear,
    /// Equal distances are equal ratios; only what is above zero has a place. Used by [`Dots`] alone,
    /// since a bar's length means nothing on it.
    Log,
}

/// A group of bars.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Category {
    /// In bold: the outlet.
    pub name: String,
    /// Under it, muted: "7 articles".
    pub detail: String,
}

/// A named, coloured query or outlet.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// As the user named it.
    pub name: String,
    /// The query it stands for; empty where it is an outlet.
    pub query: String,
    /// Its colour and mark.
    pub ink: Ink,
}

/// A span of time on the axis below.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Bin {
    /// Such as "May 2024".
    pub name: String,
    /// Such as "7 articles".
    pub detail: String,
}

/// One bar.
#[derive(Debug, Clone, PartialEq)]
pub struct Bar {
    /// Index into [`Bars::categories`].
    pub category: usize,
    /// Index into [`Bars::series`].
    pub series: usize,
    /// Its height.
    pub estimate: Estimate,
    /// What the height was computed from.
    pub counts: Counts,
}

/// One point of a line.
#[derive(Debug, Clone, PartialEq)]
pub struct Point {
    /// Index into [`Lines::bins`].
    pub bin: usize,
    /// Index into [`Lines::series`].
    pub series: usize,
    /// Its height.
    pub estimate: Estimate,
    /// What the height was computed from.
    pub counts: Counts,
}

/// One word in a plane.
#[derive(Debug, Clone, PartialEq)]
pub struct Dot {
    /// The word.
    pub word: String,
    /// Index into [`Dots::series`].
    pub series: usize,
    /// Place on the axis to the right.
    pub x: f64,
    /// Place on the axis upwards.
    pub y: f64,
    /// Area of the dot relative to the others, above zero.
    pub size: f64,
    /// Whether the word is written beside its dot if there is room.
    pub is_labelled: bool,
    /// What its place was computed from.
    pub counts: Counts,
}

/// Which of the outlet colours a mark has, and how it is filled.
///
/// There are five hues. The sixth outlet has the first hue again with another pattern, so that
/// fifteen can be told apart; beyond that they repeat, and labels have to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ink {
    /// Index into the theme's outlet colours.
    pub hue: u8,
    /// The second mark.
    pub pattern: Pattern,
}

/// How a mark is filled: what is a hatched bar is a hollow dot and a dashed line.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Pattern {
    /// Full bar, full dot, full line.
    Solid,
    /// Hatched bar, hollow dot, dashed line.
    Hatched,
    /// Hollow bar, dot with a core, dotted line.
    Hollow,
}

/// A line of a legend.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct LegendEntry {
    /// Index of the series.
    pub series: usize,
    /// Its name.
    pub name: String,
    /// Its colour and mark.
    pub ink: Ink,
}

impl Figure {
    /// The series of the chart.
    pub fn series(&self) -> &[Series] {
        match &self.kind {
            FigureKind::Bars(bars) => &bars.series,
            FigureKind::Lines(lines) => &lines.series,
            FigureKind::Dots(dots) => &dots.series,
        }
    }

    /// What colours and marks stand for, in order.
    pub fn legend(&self) -> Vec<LegendEntry> {
        let entry =
            |(series, one): (usize, &Series)| LegendEntry { series, name: one.name.clone(), ink: one.ink };
        self.series().iter().enumerate().map(entry).collect()
    }

    /// Whether there is no mark to draw, not even one without a number.
    pub fn is_empty(&self) -> bool {
        match &self.kind {
            FigureKind::Bars(bars) => bars.bars.is_empty(),
            FigureKind::Lines(lines) => lines.points.is_empty(),
            FigureKind::Dots(dots) => dots.dots.is_empty(),
        }
    }
}

impl Axis {
    /// A linear axis.
    pub fn new(label: impl Into<String>) -> Self {
        Self { label: label.into(), scale: Scale::Linear }
    }

    /// An axis of ratios.
    pub fn log(label: impl Into<String>) -> Self {
        Self { label: label.into(), scale: Scale::Log }
    }
}

impl Category {
    /// A group of this name, with a second line.
    pub fn new(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { name: name.into(), detail: detail.into() }
    }
}

impl Bin {
    /// A bin of this name, with a second line.
    pub fn new(name: impl Into<String>, detail: impl Into<String>) -> Self {
        Self { name: name.into(), detail: detail.into() }
    }
}

impl Series {
    /// A series of this name.
    pub fn new(name: impl Into<String>, query: impl Into<String>, ink: Ink) -> Self {
        Self { name: name.into(), query: query.into(), ink }
    }
}

impl Bar {
    /// A bar without the counts behind it.
    pub fn new(category: usize, series: usize, estimate: Estimate) -> Self {
        Self { category, series, estimate, counts: Counts::default() }
    }
}

impl Point {
    /// A point without the counts behind it.
    pub fn new(bin: usize, series: usize, estimate: Estimate) -> Self {
        Self { bin, series, estimate, counts: Counts::default() }
    }
}

impl Ink {
    /// How many hues there are.
    pub const HUES: u8 = 5;

    /// The ink of the outlet or series with this index.
    pub fn nth(index: usize) -> Self {
        let hues = usize::from(Self::HUES);
        let pattern = match (index / hues) % 3 {
            0 => Pattern::Solid,
            1 => Pattern::Hatched,
            _ => Pattern::Hollow,
        };
        Self { hue: (index % hues) as u8, pattern }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_inks_differ_and_the_next_repeat() {
        let inks: std::collections::HashSet<Ink> = (0..15).map(Ink::nth).collect();
        assert_eq!(inks.len(), 15);
        assert_eq!(Ink::nth(5), Ink { hue: 0, pattern: Pattern::Hatched });
        assert_eq!(Ink::nth(15), Ink::nth(0));
    }
}
