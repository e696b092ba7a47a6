//! Tick boxes and rings to choose with. Their outline is all that shows that there is something to click.

use egui::{Checkbox, RadioButton, Response, Ui, WidgetText};

use crate::ui::context::ViewContext;
use crate::ui::theme::outline_ticks;

/// A box to be ticked.
pub fn tick_box(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    is_on: &mut bool,
    text: impl Into<WidgetText>,
) -> Response {
    let text: WidgetText = text.into();
    outlined(ui, ctx, |ui| ui.add(Checkbox::new(is_on, text)))
}

/// A ring of which one of several is chosen.
pub fn ring<T: PartialEq>(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    chosen: &mut T,
    own: T,
    text: impl Into<WidgetText>,
) -> Response {
    let text: WidgetText = text.into();
    let mut response = outlined(ui, ctx, |ui| ui.add(RadioButton::new(*chosen == own, text)));
    if response.clicked() && *chosen != own {
        *chosen = own;
        response.mark_changed();
    }
    response
}

fn outlined(ui: &mut Ui, ctx: &ViewContext<'_>, add: impl FnOnce(&mut Ui) -> Response) -> Response {
    let before = ui.visuals().widgets.clone();
    outline_ticks(ui.visuals_mut(), ctx.tokens);
    let response = add(ui);
    ui.visuals_mut().widgets = before;
    response
}
