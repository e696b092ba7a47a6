//! The share of a panel in its room, kept while the window gets wider or narrower.

use egui::Ui;
use egui::containers::panel::PanelState;

use crate::ui::context::ViewContext;
use crate::ui::panes;

/// Widths of a panel and of its room in the frame before.
#[derive(Default)]
pub struct Share {
    room: f32,
    panel: f32,
}

impl Share {
    /// The width for a panel that has none yet. In another room than before it forgets the one it had.
    pub fn of(&mut self, ui: &Ui, ctx: &ViewContext<'_>, name: &str, share: f32) -> f32 {
        let room = ui.available_width();
        let before = std::mem::replace(&mut self.room, room);
        if before <= 0.0 || (before - room).abs() < 0.5 {
            return panes::size(ctx, name, room * share);
        }
        let id = ui.scope_id().with(name);
        let was_drawn = ui.data_mut(|data| {
            let was_drawn = data.get_persisted::<PanelState>(id).is_some();
            data.remove::<PanelState>(id);
            was_drawn
        });
        if was_drawn { self.panel / before * room } else { panes::size(ctx, name, room * share) }
    }

    /// Remembers how wide the panel was drawn.
    pub fn keep(&mut self, width: f32) {
        self.panel = width;
    }
}
