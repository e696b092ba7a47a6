//! A chip: a filter that is set, clicked to change it, crossed to remove it.

use egui::{CornerRadius, Response, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::dot::ink_mark;
use crate::figure::Ink;
use crate::ui::context::ViewContext;

/// What a chip shows.
#[derive(Debug, Clone, Copy)]
pub struct Chip<'a> {
    /// Its words.
    pub text: &'a str,
    /// The mark of an outlet.
    pub ink: Option<Ink>,
    /// Whether what it stands for counts now.
    pub state: ChipState,
    /// Whether it can be removed.
    pub has_cross: bool,
    /// What a click does.
    pub tooltip: &'a str,
}

/// Whether what a chip stands for counts now.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChipState {
    /// It counts.
    On,
    /// It would count, but something else leaves nothing of it.
    Half,
    /// It is left out.
    Off,
}

/// What was done to a chip.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum ChipAnswer {
    /// Nothing.
    Left,
    /// Clicked.
    Clicked,
    /// Its cross was clicked.
    Removed,
}

/// The width a chip takes.
pub fn chip_width(ui: &Ui, ctx: &ViewContext<'_>, chip: &Chip<'_>) -> f32 {
    let text =
        ui.painter().layout_no_wrap(chip.text.to_owned(), ctx.tokens.normal(), ctx.tokens.text).size().x;
    let mark = if chip.ink.is_some() { MARK } else { 0.0 };
    let cross = if chip.has_cross { CROSS } else { 0.0 };
    text + mark + cross + AIR
}

/// Room for the mark, for the cross, and to both sides together.
const MARK: f32 = 16.0;
const CROSS: f32 = 16.0;
const AIR: f32 = 24.0;

/// Draws a chip.
pub fn chip(ui: &mut Ui, ctx: &ViewContext<'_>, chip: Chip<'_>) -> (Response, ChipAnswer) {
    let tokens = ctx.tokens;
    let is_on = chip.state == ChipState::On;
    let colour = if is_on { tokens.text } else { tokens.muted };
    let galley = ui.painter().layout_no_wrap(chip.text.to_owned(), tokens.normal(), colour);
    let mark = if chip.ink.is_some() { MARK } else { 0.0 };
    let cross = if chip.has_cross { CROSS } else { 0.0 };
    let size = vec2(galley.size().x + mark + cross + AIR, 24.0);
    let (rect, mut response) = ui.allocate_exact_size(size, Sense::click());
    let visuals = ui.style().interact(&response);
    let fill = if is_on { tokens.surface } else { tokens.background };
    let radius = CornerRadius::same(tokens.sizes.corner.chip as u8);
    let stroke = if response.has_focus() {
        visuals.bg_stroke
    } else if response.hovered() {
        egui::Stroke::new(1.0, tokens.faint)
    } else {
        tokens.rule()
    };
    ui.painter().rect(rect, radius, fill, stroke, egui::StrokeKind::Inside);
    if chip.ink.is_some() {
        let centre = pos2(rect.left() + 16.0, rect.center().y);
        match chip.state {
            ChipState::On => ink_mark(ui, ctx, centre, chip.ink),
            ChipState::Half => {
                ink_mark(ui, ctx, centre, None);
                let left = egui::Rect::everything_left_of(centre.x);
                let clip = ui.clip_rect().intersect(left);
                let half = &mut ui.new_child(egui::UiBuilder::new());
                half.set_clip_rect(clip);
                ink_mark(half, ctx, centre, chip.ink);
            }
            ChipState::Off => ink_mark(ui, ctx, centre, None),
        }
    }
    let at = pos2(rect.left() + 12.0 + mark, rect.center().y - galley.size().y / 2.0);
    let width = galley.size().x;
    ui.painter().galley(at, galley, colour);
    let mut answer = ChipAnswer::Left;
    if chip.has_cross {
        let cross_at = pos2(at.x + width + 10.0, rect.center().y);
        let arm = 3.5;
        let is_over = response.hover_pos().is_some_and(|pos| pos.x > at.x + width + 2.0);
        let stroke = egui::Stroke::new(1.3, if is_over { tokens.text } else { tokens.muted });
        ui.painter().line_segment([cross_at + vec2(-arm, -arm), cross_at + vec2(arm, arm)], stroke);
        ui.painter().line_segment([cross_at + vec2(-arm, arm), cross_at + vec2(arm, -arm)], stroke);
        if response.clicked() {
            // By keyboard there is no pointer: Enter on a chip that can be removed removes it.
            let on_cross = response.interact_pointer_pos().is_none_or(|pos| pos.x > at.x + width + 2.0);
            answer = if on_cross { ChipAnswer::Removed } else { ChipAnswer::Clicked };
        }
    } else if response.clicked() {
        answer = ChipAnswer::Clicked;
    }
    response.widget_info(|| match chip.state {
        // Neither ticked nor not.
        ChipState::Half => WidgetInfo::labeled(egui::Role::CheckBox, true, chip.text),
        ChipState::On | ChipState::Off => WidgetInfo::selected(egui::Role::CheckBox, true, is_on, chip.text),
    });
    if !chip.tooltip.is_empty() {
        response = response.on_hover_text(RichText::new(chip.tooltip));
    }
    (response, answer)
}
