//! A cell: its parts side by side, in two lines; a click opens the rest.

use std::sync::Arc;

use egui::{Galley, RichText, TextFormat, Ui, Vec2, pos2, vec2};

use super::{bar, part};
use crate::analysis::glance::{GlanceCell, GlancePart, RowKind, Tone};
use crate::corpus::Corpus;
use crate::ui::context::ViewContext;

/// What a cell stands in.
pub struct Inside<'a> {
    /// Session and tokens.
    pub ctx: &'a ViewContext<'a>,
    /// The corpus of the places.
    pub corpus: &'a Arc<Corpus>,
    /// The outlet.
    pub outlet: &'a str,
    /// What the row is about.
    pub kind: RowKind,
    /// Whether all of it is shown.
    pub is_open: bool,
}

/// So many lines stand there until a cell is opened.
const LINES: usize = 2;

/// A part with its place.
struct Placed {
    part: usize,
    at: Vec2,
    galley: Arc<Galley>,
    line: usize,
    /// Where what stands before it is drawn.
    before: Option<(Vec2, Arc<Galley>)>,
}

/// Draws a cell, or that it is being computed. Whether the row is to be opened or closed.
pub fn ui(ui: &mut Ui, inside: &Inside<'_>, cell: Option<&GlanceCell>) -> bool {
    let (ctx, tokens) = (inside.ctx, inside.ctx.tokens);
    ui.spacing_mut().item_spacing.y = 0.0;
    let Some(cell) = cell else {
        let waits = ui.label(RichText::new("…").color(tokens.faint));
        waits.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, "being computed"));
        return false;
    };
    let width = ui.available_width();
    let most = if inside.is_open { usize::MAX } else { LINES };
    let placed = place(ui, inside, cell, width, most);
    let shown = placed.iter().filter(|one| one.line < most).count();
    let left = placed.len() - shown;
    let origin = ui.max_rect().min;
    let mut bottom = origin.y;
    for one in placed.iter().take(shown) {
        if let Some((at, galley)) = &one.before {
            ui.painter().galley(origin + *at, Arc::clone(galley), tokens.muted);
        }
        if let Some(found) = cell.parts.get(one.part) {
            part::ui(ui, inside, found, (one.part, origin + one.at, &one.galley));
        }
        bottom = bottom.max(origin.y + one.at.y + one.galley.size().y);
    }
    ui.allocate_rect(egui::Rect::from_min_max(origin, pos2(origin.x + width, bottom)), egui::Sense::hover());
    let mut is_clicked = false;
    let words = if left > 0 {
        Some(format!("and {} more", ctx.numbers().count(left as u64)))
    } else if inside.is_open && needs_more_lines(ui, inside, cell, width) {
        Some("show less".to_owned())
    } else {
        None
    };
    if let Some(words) = words {
        let text = RichText::new(words).font(tokens.small()).color(tokens.accent);
        ui.spacing_mut().button_padding = vec2(0.0, 0.0);
        ui.spacing_mut().interact_size.y = 0.0;
        is_clicked = ui.add(egui::Button::new(text).frame(false)).clicked();
    }
    if let Some(parts) = &cell.bar {
        bar::ui(ui, ctx, inside.outlet, parts);
    }
    is_clicked
}

fn needs_more_lines(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, width: f32) -> bool {
    let closed = Inside { is_open: false, ..*inside };
    place(ui, &closed, cell, width, LINES).iter().any(|one| one.line >= LINES)
}

/// Lays the parts out, one after the other in lines of a width.
fn place(ui: &Ui, inside: &Inside<'_>, cell: &GlanceCell, width: f32, most: usize) -> Vec<Placed> {
    let tokens = inside.ctx.tokens;
    // One sentence may have all the lines; of several, each has one.
    let is_alone = cell.parts.iter().filter(|part| part.tone != Tone::Chip).count() == 1;
    let rows = if inside.is_open {
        usize::MAX
    } else if is_alone {
        LINES
    } else {
        1
    };
    let mut placed: Vec<Placed> = Vec::with_capacity(cell.parts.len());
    let (mut x, mut y, mut line, mut height) = (0.0_f32, 0.0_f32, 0_usize, 0.0_f32);
    for (index, found) in cell.parts.iter().enumerate() {
        // What is far below is not laid out.
        if line > most.saturating_add(1) {
            placed.push(Placed {
                part: index,
                at: vec2(0.0, y),
                galley: Arc::clone(&placed[placed.len() - 1].galley),
                line,
                before: None,
            });
            continue;
        }
        let galley = part::galley(ui, inside, found, width, rows);
        let format = TextFormat::simple(tokens.normal(), tokens.muted);
        let gap = (!found.before.is_empty() && index > 0)
            .then(|| crate::ui::widgets::lines::one_row(ui, found.before, format, 60.0));
        let gap_width = if x > 0.0 { gap.as_ref().map_or(0.0, |gap| gap.size().x) } else { 0.0 };
        let is_print = found.tone == Tone::Print && inside.kind == RowKind::Headline;
        let fits =
            x == 0.0 || (x + gap_width + galley.size().x <= width && !is_print && galley.rows.len() == 1);
        if !fits {
            // What has to stand with the part before it goes to the next line without a mark of its own.
            x = 0.0;
            y += height;
            height = 0.0;
            line += 1;
        }
        let before = gap.filter(|_| x > 0.0).map(|gap| (vec2(x, y), gap));
        x += if before.is_some() { gap_width } else { 0.0 };
        let size = galley.size();
        placed.push(Placed { part: index, at: vec2(x, y), line, before, galley: Arc::clone(&galley) });
        x += size.x;
        height = height.max(size.y);
        if galley.rows.len() > 1 {
            line += galley.rows.len() - 1;
            let last = galley.rows.last().map_or(0.0, |row| row.size.x);
            // A mark may stand at the end of the last row.
            (x, y, height) = (
                last,
                y + size.y - galley.rows.last().map_or(0.0, |row| row.size.y),
                galley.rows.last().map_or(0.0, |row| row.size.y),
            );
            let next = cell.parts.get(index + 1).map(|next| next.tone);
            if next != Some(Tone::Chip) {
                (x, y, height) = (width, y, height);
            }
        }
    }
    placed
}

/// The words of a part as they are set.
pub(super) fn formats(inside: &Inside<'_>, found: &GlancePart) -> [TextFormat; 3] {
    let tokens = inside.ctx.tokens;
    let plain = match found.tone {
        Tone::Plain => TextFormat::simple(tokens.normal(), tokens.text),
        Tone::Print => TextFormat::simple(tokens.line_text(), tokens.text),
        Tone::Chip => TextFormat::simple(tokens.small(), tokens.muted),
        Tone::Quiet => TextFormat::simple(tokens.normal(), tokens.muted),
    };
    let count = if found.is_chief { tokens.strong() } else { tokens.normal() };
    [
        plain,
        TextFormat::simple(count, if found.is_chief { tokens.text } else { tokens.muted }),
        TextFormat::simple(tokens.normal(), tokens.muted),
    ]
}
