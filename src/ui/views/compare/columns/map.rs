//! The map of the whole beside the text: a lane a column, what several tell and what one tells alone, and a
//! frame around what is seen.

use egui::{Color32, CursorIcon, Rect, Sense, Stroke, StrokeKind, Ui, WidgetInfo, pos2, vec2};

use super::reader::Story;
use super::sheet::Sheet;
use crate::framing::passages::Row;
use crate::ui::context::ViewContext;

/// Width of a lane, and the air between two.
const LANE: f32 = 4.0;
const BETWEEN: f32 = 2.0;
/// Air at the left of the map.
const AIR: f32 = 8.0;
/// The frame around what is seen is never smaller.
const LEAST_FRAME: f32 = 14.0;
/// So many links between lanes are drawn at most: more would be a grey ground.
const MOST_LINKS: usize = 600;

/// The width that the map of so many columns takes.
pub fn width(columns: usize) -> f32 {
    AIR + columns as f32 * (LANE + BETWEEN)
}

/// What a lane shows in a stretch.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shade {
    /// Told by others too.
    Shared,
    /// Told, with no counterpart level with it.
    Own,
    /// No other column tells it.
    OnlyHere,
}

/// The map as it was drawn last, by the heights it was drawn for.
#[derive(Debug, Default)]
pub struct Map {
    /// Height in pixels and height of the whole that the stretches are of.
    of: (u32, u32),
    /// Lane, from, to in pixels, what.
    stretches: Vec<(usize, f32, f32, Shade)>,
    /// Height in pixels at which two lanes tell the same: lane, height, lane, height.
    links: Vec<(usize, f32, usize, f32)>,
}

impl Map {
    /// Lines were set otherwise.
    pub fn forget(&mut self) {
        self.of = (0, 0);
    }

    /// Draws the map at the right of `rect`; gives what is to be at the top, if something was pointed at.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        story: &Story<'_>,
        sheet: &mut Sheet,
        rect: Rect,
    ) -> Option<f32> {
        let tokens = ctx.tokens;
        let columns = story.side.alignment.columns.len();
        let lanes = Rect::from_min_max(
            pos2(rect.right() - width(columns) + AIR, rect.top() + 4.0),
            pos2(rect.right(), rect.bottom() - 4.0),
        );
        let total = sheet.tops().last().copied().unwrap_or(0.0);
        if total <= rect.height() || lanes.height() < 40.0 {
            return None;
        }
        let of = (lanes.height() as u32, total as u32);
        if self.of != of {
            self.of = of;
            self.draw(story, sheet, lanes.height() / total);
        }
        let response = ui.interact(lanes.expand(3.0), ui.scope_id().with("map"), Sense::DRAG | Sense::CLICK);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ScrollBar, true, "Map of the passages"));
        let painter = ui.painter();
        painter.rect_filled(lanes.expand2(vec2(3.0, 4.0)), 2.0, tokens.surface);
        let x = |lane: usize| lanes.left() + lane as f32 * (LANE + BETWEEN);
        for (from, at, to, other) in &self.links {
            let points = [pos2(x(*from) + LANE, lanes.top() + at), pos2(x(*to), lanes.top() + other)];
            painter.line_segment(points, Stroke::new(1.0, tokens.line));
        }
        for (lane, from, to, shade) in &self.stretches {
            let ink = story.ink(ctx, *lane).map_or(tokens.muted, |ink| tokens.ink(ink));
            let colour: Color32 = match shade {
                Shade::Shared => tokens.faint,
                Shade::Own => tokens.line,
                Shade::OnlyHere => ink,
            };
            let bar = Rect::from_min_max(
                pos2(x(*lane), lanes.top() + from),
                pos2(x(*lane) + LANE, lanes.top() + to),
            );
            painter.rect_filled(bar, 0.0, colour);
        }
        let scale = lanes.height() / total;
        let length = (rect.height() * scale).max(LEAST_FRAME);
        let top = (lanes.top() + sheet.top() * scale).min(lanes.bottom() - length);
        let frame = Rect::from_min_size(pos2(lanes.left() - 3.0, top), vec2(lanes.width() + 2.0, length));
        let is_held = response.hovered() || response.dragged();
        let edge = if is_held { tokens.accent } else { tokens.muted };
        painter.rect_stroke(frame, 3.0, Stroke::new(1.0, edge), StrokeKind::Inside);
        let is_down = response.is_pointer_button_down_on();
        let pointer = response.interact_pointer_pos().filter(|_| is_down || response.clicked());
        response.on_hover_cursor(CursorIcon::PointingHand).on_hover_text(
            "The whole story: grey is told by several, coloured by one alone. Click or drag to go there",
        );
        pointer.map(|pointer| ((pointer.y - lanes.top()) / scale - rect.height() / 2.0).max(0.0))
    }

    /// Makes the stretches and links anew.
    fn draw(&mut self, story: &Story<'_>, sheet: &mut Sheet, scale: f32) {
        self.stretches.clear();
        self.links.clear();
        let columns = story.side.alignment.columns.len();
        let mut last: Vec<Option<usize>> = vec![None; columns];
        let tops: Vec<f32> = sheet.tops().to_vec();
        for (line, ends) in tops.windows(2).enumerate() {
            let &[from, to] = ends else { continue };
            let (from, to) = (from * scale, to * scale);
            let row = story.row(sheet.row(line));
            let mut before: Option<usize> = None;
            for column in 0..columns {
                let cell = sheet.cell(story.side, line, column);
                if cell.is_empty() {
                    continue;
                }
                let is_passage = row.is_some_and(|row: &Row| row.passage.is_some());
                let shade = if is_passage {
                    Shade::Shared
                } else if cell.iter().any(|one| story.side.layers.is_only_here(*one)) {
                    Shade::OnlyHere
                } else {
                    Shade::Own
                };
                self.put(&mut last, column, from, to, shade);
                if is_passage && let Some(before) = before.replace(column) {
                    let at = f32::midpoint(from, to);
                    if self.links.len() < MOST_LINKS {
                        self.links.push((before, at, column, at));
                    }
                }
            }
        }
    }

    /// One more stretch of a lane, joined with the one before where they touch.
    fn put(&mut self, last: &mut [Option<usize>], lane: usize, from: f32, to: f32, shade: Shade) {
        let slot = last.get_mut(lane);
        let before = slot.as_ref().and_then(|at| **at);
        if let Some(known) = before.and_then(|at| self.stretches.get_mut(at))
            && (known.3 == shade || to - known.2 < 0.5)
            && from - known.2 < 0.6
        {
            known.2 = to;
            return;
        }
        if let Some(slot) = slot {
            *slot = Some(self.stretches.len());
        }
        self.stretches.push((lane, from, (to - 0.6).max(from + 0.6), shade));
    }
}
