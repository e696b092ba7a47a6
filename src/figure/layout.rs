//! Where everything of a figure goes: the one layout that the window paints and files hold.
//!
//! From top to bottom: title, legend, unit of the axis, the chart, reasons for missing numbers, caption.
//! The width is kept whatever is in the figure; the height grows where the text under a small figure needs it.

use super::canvas::Canvas;
use super::data::{BarShape, Figure, FigureKind, RankForm, Scale};
use super::palette::{Role, Scheme};
use super::scene::{Anchor, Rect, Scene, TargetKind, TextRun, Weight, Xy};
use super::sizes::Sizes;
use super::ticks::{Projection, Ticks};
use super::{barcode, bars, dot_rows, dots, format, lines, measure, notes, ranking, shift, table};

/// Air around a figure.
pub(super) const PADDING: f64 = 16.0;
/// From a small line to the next.
pub(super) const SMALL_LINE: f64 = 16.0;
/// The least that is left for the chart itself.
const LEAST_CHART: f64 = 150.0;
/// The least that is left between its axes.
const LEAST_PLOT: f64 = 72.0;

/// Width and height in logical pixels.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Size {
    /// Width.
    pub width: f64,
    /// Height.
    pub height: f64,
}

/// How a figure is to look, apart from what it says.
#[expect(clippy::struct_excessive_bools, reason = "each is a question of its own, asked by its name")]
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Options {
    /// The room there is.
    pub size: Size,
    /// How large text, lines and distances are: 1 is the size of the screen, at which small text has 8.6 points.
    /// The figure is laid out anew for the room that this leaves, not enlarged.
    pub text_scale: f64,
    /// Light or dark.
    pub scheme: Scheme,
    /// Whether the ground is left out, to lie on a slide's own.
    pub is_transparent: bool,
    /// Whether the title is drawn; a window has it elsewhere.
    pub shows_title: bool,
    /// Whether caption and reasons are drawn.
    pub shows_caption: bool,
    /// Whether a table of words gives way so that the picture is no higher than the room: a slide has its shape. What
    /// is cut and left out is said under it.
    pub keeps_height: bool,
    /// The line that is looked at: where there are too many for the intervals of all, it has its own.
    pub looked_at: Option<usize>,
}

impl Default for Options {
    /// Light, 960 by 540, with everything.
    fn default() -> Self {
        Self {
            size: Size { width: 960.0, height: 540.0 },
            text_scale: 1.0,
            scheme: Scheme::Light,
            is_transparent: false,
            shows_title: true,
            shows_caption: true,
            keeps_height: false,
            looked_at: None,
        }
    }
}

impl Size {
    /// What can be drawn in, at text of this size: at least a stamp, at most a wall.
    fn tamed(self, text_scale: f64) -> Self {
        let tame = |value: f64, usual: f64, least: f64| {
            if value.is_finite() { (value / text_scale).clamp(least, 10_000.0) } else { usual }
        };
        Self { width: tame(self.width, 960.0, 160.0), height: tame(self.height, 540.0, 120.0) }
    }
}

/// Lays a figure out.
pub fn layout(figure: &Figure, options: &Options) -> Scene {
    let scale = if options.text_scale.is_finite() { options.text_scale.clamp(0.25, 8.0) } else { 1.0 };
    // In units of which the text has its usual number: whatever is decided by room is decided for this size of text.
    let mut size = options.size.tamed(scale);
    let mut scene = drawn(figure, options, size);
    // Long names can leave no room between the axes. They take a share of any room there is, so it is asked again.
    for _ in 0..4 {
        let short = LEAST_PLOT - scene.plot.height;
        // A table has no axes and is as high as its text whatever room there is.
        if is_text(figure) || figure.is_empty() || scene.plot.width <= 0.0 || short < 0.5 {
            break;
        }
        size.height = scene.height + short;
        scene = drawn(figure, options, size);
    }
    if (scale - 1.0).abs() < 1e-9 { scene } else { scene.scaled(scale) }
}

/// Whether a figure is words alone.
fn is_text(figure: &Figure) -> bool {
    matches!(figure.kind, FigureKind::Table(_)) && !figure.is_empty()
}

fn drawn(figure: &Figure, options: &Options, Size { width, height }: Size) -> Scene {
    let ground = (!options.is_transparent).then_some(Role::Surface);
    let mut canvas = Canvas::new(width, height, ground);
    let inner = width - 2.0 * PADDING;

    let mut top = PADDING;
    if options.shows_title {
        top = title(&mut canvas, figure, top, inner);
    }
    if !lines::labels_its_lines(figure, width)
        && !bars::are_inked_by_group(figure)
        && !names_its_parts(figure)
    {
        top = legend(&mut canvas, figure, top, inner);
    }
    let mut footer = if options.shows_caption { footer_lines(&canvas, figure, inner) } else { Vec::new() };
    let plan = match &figure.kind {
        FigureKind::Table(chart) if is_text(figure) => {
            let room = options.keeps_height.then_some(height - PADDING - top - footer_height(&footer));
            let (plan, cut) = table::Plan::within(&canvas, chart, inner, room);
            footer.splice(0..0, cut);
            Some(plan)
        }
        _ => None,
    };
    let footer_height = footer_height(&footer);
    let least = top + plan.as_ref().map_or_else(|| least_chart(&canvas, figure, inner), table::Plan::height);
    let bottom = if plan.is_some() { least } else { (height - PADDING - footer_height).max(least) };

    let area = Rect::edges(PADDING, top, width - PADDING, bottom);
    match &figure.kind {
        _ if figure.is_empty() => canvas.nothing(area, "Nothing to show here"),
        FigureKind::Bars(chart) => bars::draw(&mut canvas, chart, area),
        FigureKind::Lines(chart) => lines::draw(&mut canvas, chart, area, options.looked_at),
        FigureKind::Dots(chart) if chart.rows.is_empty() => dots::draw(&mut canvas, chart, area),
        FigureKind::Dots(chart) => {
            let unnamed = dot_rows::draw(&mut canvas, chart, area);
            if let Some(line) = footer.first_mut() {
                *line = names_in_words(unnamed, chart.dots.len());
            }
        }
        FigureKind::Shift(chart) => shift::draw(&mut canvas, chart, area),
        FigureKind::Ranking(chart) => ranking::draw(&mut canvas, chart, area),
        FigureKind::Barcode(chart) => barcode::draw(&mut canvas, chart, area),
        FigureKind::Table(chart) => {
            if let Some(plan) = &plan {
                table::draw(&mut canvas, chart, plan, area);
            }
        }
    }
    let mut baseline = bottom + 8.0 + 12.0;
    for line in &footer {
        canvas.small_text(PADDING, baseline, line, Anchor::Start, Role::Muted);
        baseline += SMALL_LINE;
    }
    canvas.scene.height = bottom + footer_height + PADDING;
    if options.keeps_height {
        canvas.scene.height = canvas.scene.height.max(height);
    }
    canvas.scene
}

fn title(canvas: &mut Canvas, figure: &Figure, top: f64, room: f64) -> f64 {
    let heading = Sizes::get().type_.heading;
    let (title, subtitle) = (measure::clean(&figure.title), measure::clean(&figure.subtitle));
    let mut bottom = top;
    if !title.is_empty() {
        let mut baseline = top + heading;
        for line in measure::wrap(&title, heading, Weight::SemiBold, room, 3).lines {
            let at = Xy::new(PADDING, baseline);
            canvas.text(TextRun::new(at, line, Anchor::Start, heading, Role::Text).bold());
            bottom = baseline;
            baseline += 20.0;
        }
    }
    if !subtitle.is_empty() {
        let size = canvas.normal;
        let mut baseline = bottom + if title.is_empty() { size } else { 19.0 };
        for line in measure::wrap(&subtitle, size, Weight::Regular, room, 3).lines {
            canvas.text(TextRun::new(Xy::new(PADDING, baseline), line, Anchor::Start, size, Role::Muted));
            bottom = baseline;
            baseline += 18.0;
        }
    }
    if bottom > top { bottom + 12.0 } else { top }
}

/// What colours and marks stand for, in rows.
fn legend(canvas: &mut Canvas, figure: &Figure, top: f64, room: f64) -> f64 {
    const ROW: f64 = 20.0;
    const SWATCH: f64 = 10.0;
    let (mut x, mut y) = (PADDING, top);
    let size = canvas.normal;
    for entry in figure.legend() {
        let name = measure::clean(&entry.name);
        let lead = if matches!(figure.kind, FigureKind::Lines(_)) { 24.0 } else { SWATCH + 6.0 };
        let name = measure::shorten(&name, size, Weight::Regular, (room - lead).min(320.0));
        let named = lead + measure::width(&name, size, Weight::Regular);
        let badge = canvas.badge_width(&entry.badge);
        let width = named + if badge > 0.0 { 6.0 + badge } else { 0.0 };
        if x > PADDING && x + width > PADDING + room {
            (x, y) = (PADDING, y + ROW);
        }
        let middle = y + ROW / 2.0;
        let is_dot = match &figure.kind {
            FigureKind::Dots(_) => true,
            FigureKind::Ranking(chart) => chart.form == RankForm::Dots || ranking::has_ends(chart),
            FigureKind::Bars(chart) => chart.shape == BarShape::Dots,
            FigureKind::Lines(_) | FigureKind::Barcode(_) | FigureKind::Shift(_) | FigureKind::Table(_) => {
                false
            }
        };
        match &figure.kind {
            _ if is_dot => canvas.dot(Xy::new(x + SWATCH / 2.0, middle), SWATCH / 2.0, entry.ink),
            FigureKind::Bars(_)
            | FigureKind::Dots(_)
            | FigureKind::Ranking(_)
            | FigureKind::Barcode(_)
            | FigureKind::Shift(_)
            | FigureKind::Table(_) => {
                let rect = Rect { x, y: middle - SWATCH / 2.0, width: SWATCH, height: SWATCH };
                canvas.swatch(rect, entry.ink);
            }
            FigureKind::Lines(_) => {
                canvas.stroke(vec![Xy::new(x, middle), Xy::new(x + 18.0, middle)], entry.ink, 2.0);
                canvas.dot(Xy::new(x + 9.0, middle), 3.0, entry.ink);
            }
        }
        canvas.text(TextRun::new(Xy::new(x + lead, middle + 4.5), name, Anchor::Start, size, Role::Text));
        canvas.badge(Xy::new(x + named + 6.0, middle), &entry.badge);
        canvas.target(Rect { x, y, width, height: ROW }, TargetKind::Series(entry.series));
        x += width + 20.0;
    }
    if figure.series().is_empty() { top } else { y + ROW + 4.0 }
}

/// Whether what the inks stand for is written where they are, so that no legend is needed.
fn names_its_parts(figure: &Figure) -> bool {
    match &figure.kind {
        FigureKind::Dots(chart) => !chart.rows.is_empty(),
        FigureKind::Barcode(chart) => chart.series.len() == 1,
        FigureKind::Shift(_) | FigureKind::Table(_) => true,
        FigureKind::Bars(_) | FigureKind::Lines(_) | FigureKind::Ranking(_) => false,
    }
}

/// The least height of the chart itself.
fn least_chart(canvas: &Canvas, figure: &Figure, width: f64) -> f64 {
    match &figure.kind {
        _ if figure.is_empty() => LEAST_CHART,
        FigureKind::Dots(chart) if !chart.rows.is_empty() => dot_rows::least_height(chart),
        FigureKind::Shift(chart) => shift::least_height(chart),
        FigureKind::Ranking(chart) => ranking::least_height(canvas, chart, width).max(LEAST_CHART),
        FigureKind::Barcode(chart) => barcode::least_height(canvas, chart, width),
        FigureKind::Bars(_) | FigureKind::Lines(_) | FigureKind::Dots(_) | FigureKind::Table(_) => {
            LEAST_CHART
        }
    }
}

/// How many words stand beside their dots.
fn names_in_words(unnamed: usize, dots: usize) -> String {
    let unnamed = unnamed as u64;
    if unnamed == 0 {
        return format!("All {} are named.", format::counted(dots as u64, "word", "words"));
    }
    format!("{} of {} words not named for want of room.", format::count(unnamed), format::count(dots as u64))
}

/// Lines of one text under a chart: nobody can cite a caption that is cut, and nobody reads more.
const MOST_LINES: usize = 60;

fn footer_height(footer: &[String]) -> f64 {
    if footer.is_empty() { 0.0 } else { 8.0 + SMALL_LINE * footer.len() as f64 }
}

fn footer_lines(canvas: &Canvas, figure: &Figure, room: f64) -> Vec<String> {
    let mut lines = Vec::new();
    if matches!(&figure.kind, FigureKind::Dots(chart) if !chart.rows.is_empty()) && !figure.is_empty() {
        // Known when the words are written.
        lines.push(String::new());
    }
    for text in notes::notes(figure).iter().chain([&figure.caption]) {
        let text = measure::clean(text);
        if !text.is_empty() {
            lines.extend(measure::wrap(&tied(&text), canvas.small, Weight::Regular, room, MOST_LINES).lines);
        }
    }
    lines
}

/// The text with numbers tied to what they count, so that no line ends on "11,208" or begins with "0.1".
fn tied(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    let mut rest = text.chars().peekable();
    while let Some(character) = rest.next() {
        let after = rest.peek().copied().unwrap_or(' ');
        let is_tie = before.is_ascii_digit() || before.is_alphabetic() && after.is_ascii_digit();
        // The canvas makes it a plain space again.
        out.push(if character == ' ' && is_tie { '\u{A0}' } else { character });
        before = character;
    }
    out
}

/// An upright axis: its unit over it, its numbers to the left, a rule at each.
pub(super) struct Upright {
    /// Its numbers.
    pub(super) ticks: Ticks,
    /// Room for the numbers, with the gap to the chart.
    pub(super) room: f64,
}

impl Upright {
    /// An axis for a chart about `height` high that ends on round numbers beyond these.
    pub(super) fn covering(canvas: &Canvas, low: f64, high: f64, height: f64) -> Self {
        Self::of(canvas, Ticks::covering(low, high, steps(height)))
    }

    /// An axis for a chart about `height` high that ends just beyond these numbers.
    pub(super) fn around(canvas: &Canvas, low: f64, high: f64, height: f64) -> Self {
        // Halved first: the difference of huge numbers would not be finite.
        let air = (high / 2.0 - low / 2.0) * 0.1;
        Self::of(canvas, Ticks::within(low - air, high + air, steps(height)))
    }

    fn of(canvas: &Canvas, ticks: Ticks) -> Self {
        let widths = ticks.values.iter().map(|value| {
            let label = ticks.label(if *value == 0.0 { 0.0 } else { *value });
            measure::width(&label, canvas.small, Weight::Regular)
        });
        let room = widths.fold(0.0, f64::max) + 10.0;
        Self { ticks, room }
    }

    pub(super) fn projection(&self, plot: Rect) -> Projection {
        let Ticks { low, high, .. } = self.ticks;
        Projection { low, high, from: plot.bottom(), to: plot.y, scale: Scale::Linear }
    }

    /// The line of zero, drawn over what stands on it; stronger than the others.
    pub(super) fn draw_zero(&self, canvas: &mut Canvas, plot: Rect) {
        if (self.ticks.low..=self.ticks.high).contains(&0.0) {
            canvas.rule(plot.x, plot.right(), self.projection(plot).at(0.0), Role::Faint);
        }
    }

    /// The rules but that of zero, and all numbers.
    pub(super) fn draw(&self, canvas: &mut Canvas, plot: Rect) {
        let projection = self.projection(plot);
        for value in &self.ticks.values {
            let y = projection.at(*value);
            let is_zero = value.abs() < (self.ticks.high - self.ticks.low) * 1e-9;
            if !is_zero {
                canvas.rule(plot.x, plot.right(), y, Role::Line);
            }
            let label = if is_zero { "0".to_owned() } else { self.ticks.label(*value) };
            canvas.small_text(plot.x - 10.0, y.round() + 3.5, &label, Anchor::End, Role::Muted);
        }
    }
}

/// Steps of an upright axis.
fn steps(height: f64) -> usize {
    (height / 56.0).clamp(2.0, 6.0) as usize
}

/// The unit of the upright axis, over it; gives the top of what is below.
pub(super) fn unit(canvas: &mut Canvas, label: &str, area: Rect) -> f64 {
    let label = measure::clean(label);
    if label.is_empty() {
        return area.y + 8.0;
    }
    let label = measure::shorten(&label, canvas.small, Weight::Regular, area.width);
    canvas.small_text(area.x, area.y + 12.0, &label, Anchor::Start, Role::Muted);
    area.y + SMALL_LINE + 8.0
}

/// What is to be known of a chart besides its caption, told at the right above it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Remark {
    /// What an arrow at the end of an interval means.
    CutInterval,
    /// Bands end at the upper edge.
    CutBand,
    /// Not every value had room at its mark.
    ValuesLeftOut,
    /// There are too many lines for bands.
    NoBands,
    /// The one line whose interval is drawn.
    BandOf(String),
}

impl Remark {
    /// In full, and for little room.
    fn words(&self) -> (String, String) {
        let (long, short) = match self {
            Self::CutInterval => ("↑ the interval goes on beyond the chart", "↑ goes on"),
            Self::CutBand => ("bands at the upper edge go on beyond it", "bands go on"),
            Self::ValuesLeftOut => {
                ("not every value is written here; the table has all", "more in the table")
            }
            Self::NoBands => ("intervals of so many lines are not drawn; the table has them", "no intervals"),
            Self::BandOf(name) => {
                let name = measure::shorten(name, Sizes::get().type_.small, Weight::Regular, 150.0);
                return (format!("the band is the interval of {name}"), format!("interval: {name}"));
            }
        };
        (long.to_owned(), short.to_owned())
    }
}

/// Tells remarks at the right above the chart, beside the unit of the axis, in the words that fit there.
pub(super) fn remark(canvas: &mut Canvas, unit: &str, area: Rect, remarks: &[Remark]) {
    if remarks.is_empty() {
        return;
    }
    let width = |text: &str| measure::width(text, canvas.small, Weight::Regular);
    let room = area.width - width(&measure::clean(unit)).min(area.width) - 16.0;
    let (long, short): (Vec<String>, Vec<String>) = remarks.iter().map(Remark::words).unzip();
    let (long, short) = (long.join(" · "), short.join(" · "));
    let words = if width(&long) <= room { long } else { short };
    if width(&words) <= room {
        canvas.small_text(area.right(), area.y + 12.0, &words, Anchor::End, Role::Muted);
    }
}

#[test]
fn numbers_stay_with_what_they_count() {
    assert_eq!(
        tied("by article. 24 articles, 2 May 2024"),
        "by article. 24\u{A0}articles, 2\u{A0}May\u{A0}2024"
    );
}
