//! How much of anything is read: each limit with its range, and the way back to the program's own.

use egui::{DragValue, Grid, RichText, ScrollArea, Ui};

use crate::project::reading_limits::{Limit, Measured};
use crate::project::settings::Settings;
use crate::session::{Action, Command};
use crate::ui::context::ViewContext;
use crate::ui::widgets::{action_button, plain_button};

/// What stands above the first limit of a kind.
fn heading(limit: Limit) -> Option<&'static str> {
    match limit {
        Limit::File => Some("Every file"),
        Limit::Records => Some("Tables and JSON files"),
        Limit::Archive => Some("Archives"),
        Limit::Office => Some("Documents"),
        _ => None,
    }
}

/// Draws the page.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let now = ctx.session.settings();
    let mut next = now.limits.clone();
    let note = "No file may take all memory or all time. What lies beyond a limit is left out and told; a higher limit lets more in, and costs more of both.";
    ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
    ui.add_space(8.0);
    let height = (ui.available_height() - 60.0).clamp(160.0, 560.0);
    ScrollArea::vertical().id_salt("limits").max_height(height).auto_shrink([false, true]).show(ui, |ui| {
        Grid::new("limits").num_columns(3).spacing([20.0, 6.0]).min_col_width(96.0).show(ui, |ui| {
            for limit in Limit::ALL {
                if let Some(heading) = heading(*limit) {
                    ui.label(RichText::new(heading).font(tokens.small_strong()).color(tokens.accent));
                    ui.end_row();
                }
                let mut value = next.get(*limit);
                row_ui(ui, ctx, *limit, &mut value);
                next.set(*limit, value);
                ui.end_row();
            }
        });
    });
    ui.add_space(10.0);
    ui.horizontal(|ui| {
        let back = ui.add_enabled_ui(!next.is_usual(), |ui| {
            plain_button(ui, "Back to defaults", "Set all limits back to the program's own")
        });
        if back.inner.on_disabled_hover_text("All limits are the program's own").clicked() {
            for limit in Limit::ALL {
                next.set(*limit, limit.usual());
            }
        }
        if ctx.session.has_other_limits() {
            action_button(ui, ctx, Action::ReadAgain, "Read again");
            let text = "What is open was read within other limits";
            ui.label(RichText::new(text).font(tokens.small()).color(tokens.muted));
        }
    });
    if next != now.limits {
        // Light or dark may be asked for this run alone.
        let theme = ctx.session.theme();
        ctx.send(Command::SetSettings(Box::new(Settings { limits: next, theme, ..now.clone() })));
    }
}

fn row_ui(ui: &mut Ui, ctx: &ViewContext<'_>, limit: Limit, value: &mut u64) {
    let tokens = ctx.tokens;
    let label = ui.label(RichText::new(limit.title()).color(tokens.text)).on_hover_text(limit.text());
    // A number that is being drawn takes effect when it is let go.
    let id = ui.make_persistent_id(("limit", limit.title()));
    let mut shown = ui.data(|data| data.get_temp::<u64>(id)).unwrap_or(*value);
    let (least, most) = limit.range();
    let suffix = limit.measured().suffix();
    let numbers = ctx.numbers();
    // Out of range is brought back where it is decided, and told.
    let field = DragValue::new(&mut shown)
        .speed((limit.usual() as f64 / 100.0).max(0.1))
        .update_while_editing(false)
        .suffix(suffix)
        .custom_formatter(move |number, _| numbers.count(number as u64))
        .custom_parser(|text| {
            let digits: String = text.chars().filter(char::is_ascii_digit).collect();
            digits.parse().ok()
        });
    let response = ui
        .scope(|ui| {
            ui.spacing_mut().interact_size.x = 104.0;
            ui.add(field)
        })
        .inner
        .labelled_by(label.id);
    if response.dragged() {
        ui.data_mut(|data| data.insert_temp(id, shown));
    } else {
        ui.data_mut(|data| data.remove::<u64>(id));
        *value = shown;
    }
    let unit = if limit.measured() == Measured::Count { "" } else { suffix };
    let mut words = format!("{} to {}{unit}", numbers.count(least), numbers.count(most));
    if *value != limit.usual() {
        words = format!("{words}, usually {}{unit}", numbers.count(limit.usual()));
    }
    ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
}
