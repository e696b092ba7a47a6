//! Which frames are asked of each unit, and how far the coder is with each.

use std::sync::Arc;

use egui::{Align, Frame, Layout, Margin, Panel, RichText, ScrollArea, Ui, vec2};

use crate::framing::codebook::{Codebook, Frame as CodedFrame};
use crate::session::coding::MOST_AT_ONCE;
use crate::session::{Command, DeskStep};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{plain_button, ring, segmented, tick_box};

/// Width of the pane.
const FRAMES: f32 = 270.0;

/// Draws the pane. `asks_several`: several frames are asked of each unit, though one may be left of them.
pub fn ui(asks_several: &mut bool, ui: &mut Ui, ctx: &ViewContext<'_>, codebook: &Codebook) {
    let tokens = ctx.tokens;
    let desk = ctx.session.desk();
    let frame = Frame::new().fill(tokens.background).inner_margin(Margin::same(16));
    Panel::left("asked").resizable(false).exact_size(FRAMES).frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(
                RichText::new(format!("Coder: {}", desk.coder)).font(tokens.strong()).color(tokens.text),
            );
            if plain_button(ui, "Change…", "Somebody else codes").clicked() {
                ctx.send(Command::AtDesk(DeskStep::Coder("".into())));
            }
        });
        ui.add_space(12.0);
        let several = desk.frames.len() > 1 || *asks_several;
        let ways = [
            ("One frame", !several, "One question in mind, one key a unit: quickest to answer right"),
            ("Several at once", several, "Each unit is read once; digits say which frames are there"),
        ];
        if let Some(at) = segmented(ui, ctx, "Ask", ways) {
            *asks_several = at == 1;
            if at == 0 {
                ctx.send(Command::AtDesk(DeskStep::Frames(desk.frames.iter().take(1).cloned().collect())));
            }
        }
        ui.add_space(8.0);
        ScrollArea::vertical().id_salt("frames").auto_shrink(false).show(ui, |ui| {
            let counts = ctx.session.desk_counts();
            for frame in &codebook.frames {
                let done = counts.map_or(0, |counts| counts.answered(&desk.coder, &frame.id));
                frame_row(ui, ctx, frame, several, done);
            }
        });
    });
}

fn frame_row(ui: &mut Ui, ctx: &ViewContext<'_>, frame: &CodedFrame, several: bool, done: u32) {
    let tokens = ctx.tokens;
    let Some((_, coding)) = ctx.session.desk_sample() else { return };
    let is_asked = ctx.session.desk().frames.contains(&frame.id);
    let of = coding.units.len() as u64;
    let words = match u64::from(done) {
        0 => String::new(),
        done if done >= of => "done".to_owned(),
        done => format!("{} of {}", ctx.numbers().count(done), ctx.numbers().count(of)),
    };
    let mut asked = None;
    let size = vec2(ui.available_width(), tokens.sizes.row.compact as f32);
    ui.allocate_ui_with_layout(size, Layout::right_to_left(Align::Center), |ui| {
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
            ui.style_mut().wrap_mode = Some(egui::TextWrapMode::Truncate);
            asked = if several {
                several_row(ui, ctx, frame, is_asked)
            } else {
                let mut chosen = is_asked;
                let row = ring(ui, ctx, &mut chosen, true, &frame.title).on_hover_text(told(frame));
                row.changed().then(|| vec![Arc::clone(&frame.id)])
            };
        });
    });
    if let Some(frames) = asked {
        ctx.send(Command::AtDesk(DeskStep::Frames(frames)));
    }
}

/// Its whole name, which the row may have no room for, and what it means.
fn told(frame: &CodedFrame) -> String {
    format!("{}: {}", frame.title, frame.definition)
}

/// A frame among several, ticked or not; gives the frames that are asked from now on when that changes.
fn several_row(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    frame: &CodedFrame,
    is_asked: bool,
) -> Option<Vec<Arc<str>>> {
    let asked = &ctx.session.desk().frames;
    let mut is_on = is_asked;
    let is_full = asked.len() >= MOST_AT_ONCE && !is_asked;
    let row = ui.add_enabled_ui(!is_full, |ui| tick_box(ui, ctx, &mut is_on, &frame.title)).inner;
    let row = row.on_disabled_hover_text("Nine frames at once are the most: there are nine digits");
    row.on_hover_text(told(frame)).changed().then(|| {
        let others = asked.iter().filter(|id| **id != frame.id).cloned();
        others.chain(is_on.then(|| Arc::clone(&frame.id))).collect()
    })
}
