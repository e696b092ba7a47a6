//! Sizes that the user gave the window and its panes, kept from run to run.

use egui::containers::panel::PanelState;
use egui::{Context, IdSalt, Ui, Vec2};

use super::context::ViewContext;
use crate::session::{Command, Session};

/// How wide or high the pane `name` was left; `usual` where nobody has dragged it.
pub fn size(ctx: &ViewContext<'_>, name: &str, usual: f32) -> f32 {
    ctx.session.settings().window.panes.get(name).map_or(usual, |size| f32::from(*size))
}

/// Notes the size of the panel of this name in `ui`, its width or its height, when a drag of its edge has just ended.
pub fn note(ui: &Ui, ctx: &ViewContext<'_>, name: &'static str, along: fn(Vec2) -> f32) {
    let id = ui.scope_id().with_salt(IdSalt::new(name));
    let edge = ui.read_response(id.with("__resize"));
    if edge.is_some_and(|edge| edge.drag_stopped())
        && let Some(panel) = PanelState::load(ui, id)
    {
        ctx.send(Command::NotePane(name, along(panel.size()).round() as u16));
    }
}

/// Notes how large the window is once it has kept its size for a moment.
#[derive(Debug, Default)]
pub struct WindowWatch {
    seen: Option<(u16, u16, bool)>,
    since: f64,
    is_behind: bool,
}

/// So many seconds a size has to stay.
const STAYS: f64 = 0.5;

impl WindowWatch {
    /// Whether the window has just come to the front again.
    pub fn comes_to_front(&mut self, ctx: &Context) -> bool {
        let is_behind = ctx.input(|input| input.viewport().focused == Some(false));
        std::mem::replace(&mut self.is_behind, is_behind) && !is_behind
    }

    /// Looks at the window; gives its size when that is another than the settings have.
    pub fn look(&mut self, ctx: &Context, session: &Session) -> Option<Command> {
        let (size, is_maximized, is_passing, now) = ctx.input(|input| {
            let window = input.viewport();
            let is_passing = window.minimized == Some(true) || window.fullscreen == Some(true);
            (input.viewport_rect().size(), window.maximized == Some(true), is_passing, input.time)
        });
        let size = (size * ctx.zoom_factor()).round();
        let seen = (size.x as u16, size.y as u16, is_maximized);
        if is_passing {
            return None;
        }
        if self.seen != Some(seen) {
            self.seen = Some(seen);
            self.since = now;
        }
        let mut left = session.settings().window.clone();
        left.resized(seen.0, seen.1, is_maximized);
        if left == session.settings().window {
            return None;
        }
        if now - self.since < STAYS {
            ctx.request_repaint_after(std::time::Duration::from_secs_f64(STAYS));
            return None;
        }
        Some(Command::NoteWindow { width: seen.0, height: seen.1, is_maximized })
    }
}
