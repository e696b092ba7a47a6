//! The sheet of events: days with names, drawn across the figure over time.

use egui::{RichText, TextEdit, Ui, WidgetInfo};
use jiff::civil::Date;

use super::{choose, heading, sheet};
use crate::analysis::TimeEvent;
use crate::figure::format;
use crate::ui::context::ViewContext;

/// What is being typed.
#[derive(Default)]
pub struct Events {
    name: String,
    date: String,
    /// The sheet shall open, since a day was clicked.
    is_wanted: bool,
}

impl Events {
    /// Opens the sheet with this day.
    pub fn mark(&mut self, date: Date) {
        self.date = date.to_string();
        self.is_wanted = true;
    }

    /// Draws the button, and the sheet it opens.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let is_wanted = std::mem::take(&mut self.is_wanted);
        let hint = "Mark days with names; a right click in the figure does it for the day under the pointer";
        sheet(ui, "Events", hint, is_wanted, |ui| self.content(ui, ctx, is_wanted));
    }

    fn content(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, is_new: bool) {
        let tokens = ctx.tokens;
        let events = &ctx.session.bench().lenses.events;
        if events.is_empty() {
            ui.label(RichText::new("No day is marked yet").color(tokens.muted));
        }
        for (at, event) in events.iter().enumerate() {
            ui.horizontal(|ui| {
                let button = ui.button("Remove");
                button.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Button, true, format!("Remove event {}", event.name))
                });
                if button.clicked() {
                    choose(ctx, |choices| drop(choices.events.remove(at)));
                }
                ui.label(RichText::new(format::date(event.date)).color(tokens.muted));
                ui.label(&event.name);
            });
        }
        heading(ui, ctx, "Mark a day");
        let mut is_entered = false;
        ui.horizontal(|ui| {
            let date =
                ui.add(TextEdit::singleline(&mut self.date).hint_text("2024-05-02").desired_width(112.0));
            date.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Day of the event"));
            let name =
                ui.add(TextEdit::singleline(&mut self.name).hint_text("its name").desired_width(130.0));
            name.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, "Name of the event"));
            if is_new {
                name.request_focus();
            }
            let enter = ui.input(|input| input.key_pressed(egui::Key::Enter));
            is_entered = enter && (name.lost_focus() || date.lost_focus());
            let is_ready = self.event().is_some();
            is_entered |= ui.add_enabled(is_ready, egui::Button::new("Mark")).clicked();
        });
        if !self.date.trim().is_empty() && self.date().is_none() {
            let text = "Write the day as year-month-day, such as 2024-05-02";
            ui.label(RichText::new(text).font(tokens.small()).color(tokens.muted));
        }
        if let Some(event) = self.event().filter(|_| is_entered) {
            choose(ctx, |choices| choices.events.push(event));
            (self.name, self.date) = (String::new(), String::new());
        }
    }

    fn date(&self) -> Option<Date> {
        self.date.trim().parse().ok()
    }

    fn event(&self) -> Option<TimeEvent> {
        let name = self.name.trim();
        Some(TimeEvent { date: self.date()?, name: name.to_owned() }).filter(|_| !name.is_empty())
    }
}
