//! The field over a list that opens at a click: it takes the keyboard, and what is typed searches the list.

use egui::{Id, Margin, RichText, TextEdit, Ui, WidgetInfo};

use crate::ui::context::ViewContext;

/// What is searched.
#[derive(Debug, Default)]
pub struct FindField {
    text: String,
    has_keyboard: bool,
}

impl FindField {
    /// What is typed.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// Begins anew the next time it is drawn.
    pub fn closed(&mut self) {
        self.text.clear();
        self.has_keyboard = false;
    }

    /// Draws the field, called `name`, in a list of this width.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, (name, hint): (&str, &str), width: f32) {
        let field = ui.add(
            TextEdit::singleline(&mut self.text)
                .id(Id::unique(name))
                .hint_text(RichText::new(hint).color(ctx.tokens.muted))
                .desired_width(width - 20.0)
                .margin(Margin::symmetric(8, 5)),
        );
        field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
        if !self.has_keyboard {
            // The click that opened the list takes the keyboard away once more.
            self.has_keyboard = field.has_focus();
            field.request_focus();
        }
    }
}
