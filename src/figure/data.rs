//! What a chart says: outlets, series, numbers with their intervals, reasons where there is no number.
//!
//! Plain values that can be compared, cached and written; positions and colours come later, in `layout`.

use super::barcode_data::Barcode;
use super::estimate::{Counts, Estimate};
use super::palette::Role;
use super::scene::TargetKind;
use super::shift_data::Shift;
use super::table_data::Table;

/// A chart as data.
#[derive(Debug, Clone, PartialEq)]
pub struct Figure {
    /// What it shows, in a few words; also the name suggested for its file.
    pub title: String,
    /// A second line under the title; mostly empty.
    pub subtitle: String,
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
    /// Words or phrases one under the other.
    Ranking(Ranking),
    /// Places of hits in articles, one row an article.
    Barcode(Barcode),
    /// Words that make two sides differ.
    Shift(Shift),
    /// Words in rows and columns.
    Table(Table),
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
    /// How their values are drawn.
    pub shape: BarShape,
}

/// How the values of [`Bars`] are drawn.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum BarShape {
    /// As bars.
    #[default]
    Bars,
    /// As dots at their ends.
    Dots,
}

/// Words or phrases one under the other, each with one mark a series: bars turned on their side.
#[derive(Debug, Clone, PartialEq)]
pub struct Ranking {
    /// The measure, to the right; the rows from the top, with what stands beside them as their detail;
    /// the marks.
    pub bars: Bars,
    /// What the marks are.
    pub form: RankForm,
}

/// The marks of a ranking.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum RankForm {
    /// Dots, for a measure whose zero means nothing.
    Dots,
    /// Bars from zero.
    Bars,
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
    /// What the user marked in time.
    pub events: Vec<EventMark>,
    /// For each series the first and the last bin of which something is known; empty where that is all of them for
    /// each, since the bins run from the first article to the last.
    pub covers: Vec<Option<(usize, usize)>>,
}

/// A day with a name, drawn across lines over time.
#[derive(Debug, Clone, PartialEq)]
pub struct EventMark {
    /// What it is called.
    pub name: String,
    /// Its day.
    pub when: String,
    /// Where on the axis: 0 where the first bin begins, 1 where it ends. `None` outside of all bins.
    pub at: Option<f64>,
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
    /// Where each series has a row of its own: what stands behind its name. Empty: all are in one plane.
    pub rows: Vec<String>,
    /// Names of further numbers that each word has, for tables.
    pub measures: Vec<&'static str>,
    /// The words, the ones worth a label first.
    pub dots: Vec<Dot>,
}

/// An axis of numbers.
#[derive(Debug, Clone, PartialEq)]
pub struct Axis {
    /// KeynessMeasure and unit, such as "per 1,000 words".
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
    /// Under that, in a frame: what a reader has to know before reading the bars, such as "few articles".
    pub badge: String,
    /// The outlet's own ink, if the group is an outlet: its bars have it where there is one series,
    /// and a strip under the group has it where there are more.
    pub ink: Option<Ink>,
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
    /// In a frame behind its name: what a reader has to know of it, such as "few articles".
    pub badge: String,
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
    /// Where the line runs instead, if it was asked to be smoothed; the point stays where it is.
    pub smoothed: Option<f64>,
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
    /// Whether the word is written beside its dot if there is room; in rows all are.
    pub is_labelled: bool,
    /// Whether no other series has the word.
    pub is_exclusive: bool,
    /// The further numbers, in the order of [`Dots::measures`]; none where there is no number.
    pub measured: Vec<Option<f64>>,
    /// Why numbers are missing; mostly empty.
    pub reason: String,
    /// What its place was computed from.
    pub counts: Counts,
}

/// Which colour a mark has, and how it is filled.
///
/// Outlets have five hues, series four tones of ink. The sixth outlet has the first hue again with another
/// pattern, so that fifteen outlets and twelve series can be told apart; beyond that they repeat,
/// and labels have to tell.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Ink {
    /// Whose colours.
    pub family: Family,
    /// Index into the theme's colours of the family.
    pub hue: u8,
    /// The second mark.
    pub pattern: Pattern,
}

/// What a colour stands for: on one screen a hue must not be an outlet here and a series there.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Family {
    /// Outlets: the strong colours.
    Outlet,
    /// Series, which are questions put to all outlets: tones of ink, stone and slate.
    Series,
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
    /// In a frame behind its name; mostly empty.
    pub badge: String,
}

impl Figure {
    /// The series of the chart.
    pub fn series(&self) -> &[Series] {
        match &self.kind {
            FigureKind::Bars(bars) => &bars.series,
            FigureKind::Lines(lines) => &lines.series,
            FigureKind::Dots(dots) => &dots.series,
            FigureKind::Ranking(ranking) => &ranking.bars.series,
            FigureKind::Barcode(chart) => &chart.series,
            FigureKind::Shift(shift) => &shift.sides,
            FigureKind::Table(_) => &[],
        }
    }

    /// What colours and marks stand for, in order.
    pub fn legend(&self) -> Vec<LegendEntry> {
        let entry = |(series, one): (usize, &Series)| LegendEntry {
            series,
            name: one.name.clone(),
            ink: one.ink,
            badge: one.badge.clone(),
        };
        self.series().iter().enumerate().map(entry).collect()
    }

    /// The series of what can be pointed at; a group of bars or a bin of time has none.
    pub fn series_of(&self, target: TargetKind) -> Option<usize> {
        match (target, &self.kind) {
            (TargetKind::Series(series), _) => Some(series),
            (TargetKind::Category(_), _) | (TargetKind::Mark(_), FigureKind::Table(_)) => None,
            (TargetKind::Mark(mark), FigureKind::Bars(bars)) => bars.bars.get(mark).map(|one| one.series),
            (TargetKind::Mark(mark), FigureKind::Lines(lines)) => {
                lines.points.get(mark).map(|one| one.series)
            }
            (TargetKind::Mark(mark), FigureKind::Ranking(ranking)) => {
                ranking.bars.bars.get(mark).map(|one| one.series)
            }
            (TargetKind::Mark(mark), FigureKind::Barcode(chart)) => {
                chart.tick(mark).map(|(_, series, _)| series)
            }
            (TargetKind::Mark(mark), FigureKind::Shift(shift)) => shift.drawn().get(mark).map(|one| one.side),
            (TargetKind::Mark(mark), FigureKind::Dots(dots)) => dots.dots.get(mark).map(|one| one.series),
        }
    }

    /// Whether there is no mark to draw, not even one without a number.
    pub fn is_empty(&self) -> bool {
        match &self.kind {
            FigureKind::Bars(bars) => bars.bars.is_empty(),
            FigureKind::Lines(lines) => lines.points.is_empty(),
            FigureKind::Dots(dots) => dots.dots.is_empty(),
            FigureKind::Ranking(ranking) => ranking.bars.bars.is_empty(),
            FigureKind::Barcode(chart) => chart.rows.is_empty(),
            FigureKind::Shift(shift) => shift.bars.is_empty(),
            FigureKind::Table(table) => table.columns.is_empty() || table.rows.is_empty(),
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
        Self { name: name.into(), detail: detail.into(), badge: String::new(), ink: None }
    }

    /// The same, with a badge.
    #[must_use]
    pub fn badged(mut self, badge: impl Into<String>) -> Self {
        self.badge = badge.into();
        self
    }

    /// The same, with the ink of the outlet that it is.
    #[must_use]
    pub fn inked(mut self, ink: Ink) -> Self {
        self.ink = Some(ink);
        self
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
        Self { name: name.into(), query: query.into(), ink, badge: String::new() }
    }

    /// The same, with a badge.
    #[must_use]
    pub fn badged(mut self, badge: impl Into<String>) -> Self {
        self.badge = badge.into();
        self
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
        Self { bin, series, estimate, smoothed: None, counts: Counts::default() }
    }
}

impl Ink {
    /// How many hues outlets have.
    pub const HUES: u8 = 5;
    /// How many tones series have.
    pub const TONES: u8 = 4;
    /// How many series can be told apart.
    pub const MOST_SERIES: u16 = Self::TONES as u16 * 3;

    /// The ink of the outlet with this index.
    pub fn nth(index: usize) -> Self {
        Self::of(Family::Outlet, index, Self::HUES)
    }

    /// The ink of the series with this index.
    pub fn of_series(index: usize) -> Self {
        Self::of(Family::Series, index, Self::TONES)
    }

    fn of(family: Family, index: usize, hues: u8) -> Self {
        let hues = usize::from(hues);
        let pattern = match (index / hues) % 3 {
            0 => Pattern::Solid,
            1 => Pattern::Hatched,
            _ => Pattern::Hollow,
        };
        Self { family, hue: (index % hues) as u8, pattern }
    }

    /// Its colour.
    pub fn role(self) -> Role {
        match self.family {
            Family::Outlet => Role::Outlet(self.hue),
            Family::Series => Role::Series(self.hue),
        }
    }

    /// The colour of what is drawn across it.
    pub fn role_across(self) -> Role {
        match self.family {
            Family::Outlet => Role::OnOutlet,
            Family::Series => Role::OnSeries(self.hue),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn fifteen_inks_differ_and_the_next_repeat() {
        let inks: std::collections::HashSet<Ink> = (0..15).map(Ink::nth).collect();
        assert_eq!(inks.len(), 15);
        assert_eq!(Ink::nth(5), Ink { family: Family::Outlet, hue: 0, pattern: Pattern::Hatched });
        assert_eq!(Ink::nth(15), Ink::nth(0));
        let series: std::collections::HashSet<Ink> =
            (0..usize::from(Ink::MOST_SERIES)).map(Ink::of_series).collect();
        assert_eq!(series.len(), usize::from(Ink::MOST_SERIES));
        assert!(series.is_disjoint(&inks));
    }
}
