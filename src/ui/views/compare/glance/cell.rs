//! A cell: its parts side by side, in two lines; a click opens the rest.

use std::sync::Arc;

use egui::{Galley, Rect, RichText, Sense, TextFormat, Ui, Vec2, vec2};

use super::{bar, part};
use crate::analysis::glance::{GlanceCell, GlancePart, RowKind, Tone};
use crate::corpus::Corpus;
use crate::session::Role;
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::one_row;

/// What a cell stands in.
#[derive(Clone, Copy)]
pub struct Inside<'a> {
    /// Session and tokens.
    pub ctx: &'a ViewContext<'a>,
    /// The corpus of the places.
    pub corpus: &'a Arc<Corpus>,
    /// The outlet.
    pub outlet: &'a str,
    /// What the row is about.
    pub kind: RowKind,
    /// In so many lines it stands until it is opened.
    pub lines: usize,
    /// Whether all of it is shown.
    pub is_open: bool,
}

/// Room between what is said and a mark behind it.
const MARK_GAP: f32 = 10.0;

/// Room before "and 3 more".
const MORE_GAP: f32 = 8.0;

/// A part with its place, as it was laid out.
#[derive(Debug, Clone, PartialEq)]
struct Placed {
    part: usize,
    at: Vec2,
    size: Vec2,
    /// The width of its last row, and how many rows it has.
    last: f32,
    rows: usize,
    /// The width it was given, and how many rows it may have at most.
    given: (f32, usize),
    is_cut: bool,
    /// Its first line.
    line: usize,
    /// Where what stands before it is drawn.
    before: Option<Vec2>,
}

impl Placed {
    fn new(part: usize, galley: &Galley, given: (f32, usize), at: Vec2, line: usize) -> Self {
        let last = galley.rows.last().map_or(0.0, |row| row.size.x);
        let (size, rows, is_cut) = (galley.size(), galley.rows.len(), galley.elided);
        Self { part, at, size, last, rows, given, is_cut, line, before: None }
    }

    /// Where its last row ends.
    fn end(&self) -> Vec2 {
        vec2(self.at.x + self.last, self.at.y + self.size.y)
    }

    /// Its last line.
    fn last_line(&self) -> usize {
        self.line + self.rows.saturating_sub(1)
    }
}

/// A cell as it was laid out: where its parts stand, and what is said of those that do not.
#[derive(Debug, Clone, PartialEq)]
pub struct Laid {
    placed: Vec<Placed>,
    more: Option<(String, Vec2)>,
    size: Vec2,
}

/// Lays a cell out in a width.
pub fn lay(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, width: f32) -> Laid {
    let mut placed = place(ui, inside, cell, width);
    let limits = cell.len().saturating_sub(cell.limits.len())..cell.len();
    let is_found = |one: &Placed| one.part < limits.start;
    let is_cut = !inside.is_open && placed.iter().any(|one| is_found(one) && one.last_line() >= inside.lines);
    let mut more = None;
    if inside.is_open && needs_opening(ui, inside, cell, width) {
        more = Some("show less".to_owned());
    } else if is_cut {
        placed.retain(|one| is_found(one) && one.last_line() < inside.lines);
        more = Some(cut(ui, inside, cell, &mut placed, width));
    }
    let mut size = vec2(width, placed.iter().map(|one| one.end().y).fold(0.0, f32::max));
    let more = more.map(|words| {
        let wanted = small(ui, inside, &words).size();
        let end = placed.last().map_or(Vec2::ZERO, Placed::end);
        let fits = end.x + MORE_GAP + wanted.x <= width;
        let at = if fits { vec2(end.x + MORE_GAP, end.y - wanted.y - 1.0) } else { vec2(0.0, end.y) };
        size.y = size.y.max(at.y + wanted.y);
        (words, at)
    });
    // What keeps more from being said is never cut away.
    for at in limits.filter(|_| is_cut) {
        let Some(limit) = cell.part(at, inside.ctx.numbers()) else { continue };
        let galley = part::galley(ui, inside, &limit, width, 1);
        let one = Placed::new(at, &galley, (width, 1), vec2(0.0, size.y), inside.lines);
        size.y = one.end().y;
        placed.push(one);
    }
    Laid { placed, more, size }
}

/// Says that a cell is being computed, or could not be.
pub fn waits(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let has_failed = ctx.session.results().problem(Role::Tellings).is_some();
    let (mark, words) = if has_failed { ("–", "could not be computed") } else { ("…", "being computed") };
    let waits = ui.label(RichText::new(mark).color(ctx.tokens.faint));
    waits.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, words));
}

/// Draws a cell as it was laid out. Whether the row is to be opened or closed.
pub fn ui(ui: &mut Ui, inside: &Inside<'_>, cell: &GlanceCell, laid: &Laid) -> bool {
    let (ctx, tokens) = (inside.ctx, inside.ctx.tokens);
    ui.spacing_mut().item_spacing.y = 0.0;
    let origin = ui.max_rect().min;
    let muted = TextFormat::simple(tokens.normal(), tokens.muted);
    for one in &laid.placed {
        let Some(found) = cell.part(one.part, ctx.numbers()) else { continue };
        let rect = Rect::from_min_size(origin + one.at, one.size);
        if !is_near(ui, rect) {
            continue;
        }
        if let Some(at) = one.before {
            let galley = one_row(ui, found.before, muted.clone(), 60.0);
            ui.painter().galley(origin + at, galley, tokens.muted);
        }
        let galley = part::galley(ui, inside, &found, one.given.0, one.given.1);
        part::ui(ui, inside, &found, (one.part, rect.min, &galley));
    }
    let is_clicked = laid.more.as_ref().is_some_and(|(words, at)| {
        let galley = small(ui, inside, words);
        let rect = Rect::from_min_size(origin + *at, galley.size());
        let response = ui.interact(rect, ui.scope_id().with("more"), Sense::click());
        response.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, words));
        ui.painter().galley(rect.min, galley, tokens.accent);
        if response.has_focus() {
            ui.painter().hline(rect.x_range(), rect.bottom() - 1.0, egui::Stroke::new(1.0, tokens.accent));
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand).clicked()
    });
    ui.allocate_rect(Rect::from_min_size(origin, laid.size), Sense::hover());
    if let Some(parts) = &cell.bar {
        bar::ui(ui, ctx, inside.outlet, parts);
    }
    is_clicked
}

/// Whether something is seen, or so near that the keyboard may go there next.
pub fn is_near(ui: &Ui, rect: Rect) -> bool {
    ui.clip_rect().expand(NEAR).intersects(rect)
}

/// So far above and below what is seen links are there for the keyboard.
const NEAR: f32 = 160.0;

fn small(ui: &Ui, inside: &Inside<'_>, words: &str) -> Arc<Galley> {
    let tokens = inside.ctx.tokens;
    one_row(ui, words, TextFormat::simple(tokens.small(), tokens.accent), 200.0)
}

/// Takes parts away at the end until there is room to say how many are not shown; says it.
fn cut(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, placed: &mut Vec<Placed>, width: f32) -> String {
    loop {
        let is_own = |one: &&Placed| cell.parts.get(one.part).is_some_and(|part| !part.belongs);
        let left = cell.first(placed.iter().filter(is_own).count()).more;
        // What belongs to a part is not counted, and may be what there is no room for.
        let words =
            if left == 0 { "more".to_owned() } else { GlancePart::more(left, inside.ctx.numbers()).text };
        let room = width - placed.last().map_or(0.0, |one| one.end().x) - MORE_GAP;
        let wanted = small(ui, inside, &words).size().x;
        if wanted <= room || placed.len() < 2 {
            return words;
        }
        // A sentence or headline that has the line to itself gives way by its own end.
        let last = placed.last_mut().filter(|one| one.at.x == 0.0);
        let found = last.and_then(|one| Some((cell.parts.get(one.part)?, one)));
        if let Some((found, one)) = found
            && one.size.x > width * 0.6
        {
            let given = (width - wanted - MORE_GAP, 1);
            let galley = part::galley(ui, inside, found, given.0, given.1);
            *one = Placed { before: one.before, ..Placed::new(one.part, &galley, given, one.at, one.line) };
            return words;
        }
        placed.pop();
    }
}

fn needs_opening(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, width: f32) -> bool {
    let closed = Inside { is_open: false, ..*inside };
    place(ui, &closed, cell, width).iter().any(|one| one.last_line() >= inside.lines || one.is_cut)
}

/// Lays the parts out, one after the other in lines of a width.
fn place(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, width: f32) -> Vec<Placed> {
    let tokens = inside.ctx.tokens;
    let is_mark = |at: usize| cell.parts.get(at).is_some_and(|part| part.tone == Tone::Chip);
    // One sentence may have all the lines; of several, each has one.
    let rows = match (inside.is_open, cell.is_alone()) {
        (true, _) => usize::MAX,
        (false, true) => inside.lines,
        (false, false) => 1,
    };
    let muted = TextFormat::simple(tokens.normal(), tokens.muted);
    let mut placed: Vec<Placed> = Vec::with_capacity(cell.len());
    let (mut x, mut y, mut line) = (0.0_f32, 0.0_f32, 0_usize);
    for index in 0..cell.len() {
        let Some(found) = cell.part(index, inside.ctx.numbers()) else { break };
        // What is far below the last line is not laid out.
        if !inside.is_open && line > inside.lines + 1 {
            break;
        }
        let mark = if is_mark(index + 1) {
            let next = cell.parts.get(index + 1);
            next.map_or(0.0, |next| part::galley(ui, inside, next, width, 1).size().x + MARK_GAP + 4.0)
        } else {
            0.0
        };
        let given = ((width - mark).max(40.0), rows);
        let galley = part::galley(ui, inside, &found, given.0, given.1);
        let gap = (index > 0 && !is_mark(index)).then(|| one_row(ui, found.before, muted.clone(), 60.0));
        let gap_width = if is_mark(index) { MARK_GAP } else { gap.as_ref().map_or(0.0, |gap| gap.size().x) };
        let starts_anew = inside.kind == RowKind::Headline && !is_mark(index);
        let is_one_row = galley.rows.len() == 1;
        let fits =
            index == 0 || (!starts_anew && is_one_row && x + gap_width + galley.size().x + mark <= width);
        let mut before = None;
        if fits && index > 0 {
            before = gap.map(|_| vec2(x, y));
            x += gap_width;
        } else if index > 0 {
            // A comma or colon ends its line; a dot between two parts is not needed there.
            before = gap.filter(|_| !found.before.starts_with(' ')).map(|_| vec2(x, y));
            y = placed.last().map_or(y, |last: &Placed| last.end().y);
            x = 0.0;
            line += 1;
        }
        let one = Placed { before, ..Placed::new(index, &galley, given, vec2(x, y), line) };
        let end = one.end();
        line = one.last_line();
        x = end.x;
        if !is_one_row {
            y = end.y - galley.rows.last().map_or(0.0, |row| row.size.y);
        }
        placed.push(one);
    }
    placed
}

/// How words, count and what is said behind are set.
pub(super) fn formats(inside: &Inside<'_>, found: &GlancePart) -> [TextFormat; 3] {
    let tokens = inside.ctx.tokens;
    let plain = match found.tone {
        Tone::Plain => TextFormat::simple(tokens.normal(), tokens.text),
        Tone::Print => TextFormat::simple(tokens.line_text(), tokens.text),
        Tone::Chip => TextFormat::simple(tokens.small(), tokens.muted),
        Tone::Quiet => TextFormat::simple(tokens.normal(), tokens.muted),
    };
    let count = if found.is_chief {
        TextFormat::simple(tokens.strong(), tokens.text)
    } else {
        TextFormat::simple(tokens.normal(), tokens.text)
    };
    [plain, count, TextFormat::simple(tokens.normal(), tokens.muted)]
}
