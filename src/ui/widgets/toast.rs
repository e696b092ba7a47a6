//! Notices that float over the window: notes go by themselves, problems stay until closed.

use egui::{Align2, Area, Color32, Frame, Id, Order, RichText, Ui, vec2};
use egui_material_icons::MaterialIcon;
use egui_material_icons::icons::{ICON_CHECK, ICON_CLOSE, ICON_CONTENT_COPY, ICON_INFO, ICON_WARNING};

use super::{icon_button, plain_button};
use crate::session::{Action, Command, Notice, Overlay, Weight};
use crate::ui::context::ViewContext;

/// Seconds a note floats.
const FLOATS: f64 = 5.0;
/// Seconds a note floats that offers something to do: it is read before it is decided.
const FLOATS_OFFERING: f64 = 15.0;

/// At most so many float at once; the list has all.
const SHOWN: usize = 4;

/// When each floating note was first seen.
#[derive(Debug, Default)]
pub struct Toasts {
    seen: Vec<(u64, f64)>,
}

impl Toasts {
    /// Draws the floating notices.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        let now = ui.input(|input| input.time);
        let open: Vec<&Notice> = ctx.session.notices().open().collect();
        self.seen.retain(|(id, _)| open.iter().any(|notice| notice.id == *id));
        let mut next_end = f64::INFINITY;
        for notice in &open {
            let known = self.seen.iter().find(|(id, _)| *id == notice.id).map(|(_, time)| *time);
            let first_seen = known.unwrap_or_else(|| {
                self.seen.push((notice.id, now));
                now
            });
            if notice.weight == Weight::Note {
                let end = first_seen + if notice.action.is_some() { FLOATS_OFFERING } else { FLOATS };
                if now >= end && !ctx.is_test {
                    ctx.send(Command::CloseNotice(notice.id));
                }
                next_end = next_end.min(end);
            }
        }
        if next_end.is_finite() && !ctx.is_test {
            let rest = (next_end - now).max(0.05);
            ui.ctx().request_repaint_after(std::time::Duration::from_secs_f64(rest));
        }
        if open.is_empty() {
            return;
        }
        // Above sheets, for what is done there is told there, but not over their buttons, which are on the right.
        let (corner, offset) = match ctx.session.overlay() {
            Overlay::None => (Align2::RIGHT_BOTTOM, vec2(-16.0, -40.0)),
            _ => (Align2::LEFT_BOTTOM, vec2(16.0, -40.0)),
        };
        Area::new(Id::unique("toasts")).order(Order::Tooltip).anchor(corner, offset).show(ui.ctx(), |ui| {
            for notice in open.iter().rev().take(SHOWN) {
                one(ui, ctx, notice);
            }
        });
    }
}

/// The sign of a notice: a tick where something is done, another where something is still to be done.
pub fn sign(ctx: &ViewContext<'_>, notice: &Notice) -> (MaterialIcon, Color32) {
    match (notice.weight, notice.action) {
        (Weight::Problem, _) => (ICON_WARNING, ctx.tokens.problem),
        (Weight::Note, None | Some(Action::Undo)) => (ICON_CHECK, ctx.tokens.good),
        (Weight::Note, Some(_)) => (ICON_INFO, ctx.tokens.accent),
    }
}

fn one(ui: &mut Ui, ctx: &ViewContext<'_>, notice: &Notice) {
    Frame::popup(ui.style()).show(ui, |ui| {
        ui.set_width(360.0);
        ui.horizontal_top(|ui| {
            let (icon, colour) = sign(ctx, notice);
            ui.label(RichText::new(icon.codepoint).color(colour).size(16.0));
            ui.vertical(|ui| {
                ui.set_width(268.0);
                let text = RichText::new(&notice.text).color(ctx.tokens.text);
                ui.add(egui::Label::new(text).wrap().selectable(true));
                if let Some(details) = &notice.details {
                    let details = RichText::new(details).font(ctx.tokens.small()).color(ctx.tokens.muted);
                    ui.add(egui::Label::new(details).wrap().selectable(true));
                }
                if let Some(action) = notice.action
                    && action.available(ctx.session).is_ok()
                    && plain_button(ui, action.text(), action.tooltip()).clicked()
                {
                    ctx.act(action);
                    ctx.send(Command::CloseNotice(notice.id));
                }
            });
            if icon_button(ui, ICON_CONTENT_COPY, "Copy this notice").clicked() {
                ctx.send(Command::CopyText(notice.full_text()));
            }
            if icon_button(ui, ICON_CLOSE, "Close this notice").clicked() {
                ctx.send(Command::CloseNotice(notice.id));
            }
        });
    });
}
