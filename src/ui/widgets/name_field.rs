//! A field for a name with suggestions under it: arrows choose, Enter takes, Escape leaves.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{
    Id, Key, Modifiers, Popup, PopupCloseBehavior, RichText, SetOpenCommand, TextEdit, Ui, WidgetInfo,
};

use super::query_field::FieldLook;
use crate::ui::context::ViewContext;

/// What is typed, and which suggestion is chosen.
#[derive(Debug, Clone, Default)]
pub struct NameField {
    /// The name so far.
    pub text: String,
    chosen: Option<usize>,
    is_new: bool,
    /// It was not drawn for a while, and takes the keyboard again.
    comes_back: bool,
}

/// What became of a name.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum NameAnswer {
    /// It is being typed.
    Typing,
    /// This is the name.
    Done(String),
    /// The keyboard went elsewhere.
    Away,
    /// Nothing shall change.
    Left,
}

impl NameField {
    /// A field that opens with `text`, all of it chosen.
    pub fn with_text(text: impl Into<String>) -> Self {
        Self { text: text.into(), is_new: true, ..Self::default() }
    }

    /// Takes the keyboard when it is drawn next, and goes on with what is half typed.
    pub fn come_back(&mut self) {
        self.comes_back = true;
    }

    /// Draws the field; `note` says what Enter will do.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        id: Id,
        look: FieldLook<'_>,
        suggestions: &[String],
        note: &str,
    ) -> NameAnswer {
        let tokens = ctx.tokens;
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        if had_focus && !suggestions.is_empty() {
            self.choose(ui, suggestions.len());
        }
        let response = ui.add(
            TextEdit::singleline(&mut self.text)
                .id(id)
                .hint_text(RichText::new(look.hint).color(tokens.muted))
                .desired_width(look.width)
                .margin(egui::Margin::symmetric(8, 4)),
        );
        response.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, look.name));
        if response.changed() {
            self.chosen = None;
        }
        let is_new = std::mem::take(&mut self.is_new);
        if is_new {
            response.request_focus();
            let mut state = TextEditState::load(ui.ctx(), id).unwrap_or_default();
            let end = CCursor::new(self.text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(CCursor::new(0), end)));
            state.store(ui.ctx(), id);
        }
        let comes_back = std::mem::take(&mut self.comes_back);
        if comes_back {
            response.request_focus();
        }
        let (enter, escape) =
            ui.input(|input| (input.key_pressed(Key::Enter), input.key_pressed(Key::Escape)));
        let mut taken = None;
        // Open in egui's memory, so that Escape closes this and not the sheet below it.
        let is_open = is_new || comes_back || had_focus;
        Popup::from_response(&response)
            .id(id.with("suggestions"))
            .open_memory(Some(SetOpenCommand::Bool(is_open && !escape)))
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .accessible_name("Suggestions")
            .width(look.width.max(220.0))
            .show(|ui| {
                ui.set_min_width(look.width.max(220.0));
                for (index, name) in suggestions.iter().enumerate() {
                    if ui.selectable_label(self.chosen == Some(index), name).clicked() {
                        taken = Some(name.clone());
                    }
                }
                ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
            });
        if let Some(name) = taken {
            return NameAnswer::Done(name);
        }
        if is_new || comes_back || !response.lost_focus() {
            return NameAnswer::Typing;
        }
        if escape {
            return NameAnswer::Left;
        }
        let meant = self.chosen.and_then(|at| suggestions.get(at)).unwrap_or(&self.text).trim().to_owned();
        if enter { NameAnswer::Done(meant) } else { NameAnswer::Away }
    }

    /// The name as it stands: the chosen suggestion, or what was typed.
    pub fn meant<'a>(&'a self, suggestions: &'a [String]) -> &'a str {
        self.chosen.and_then(|at| suggestions.get(at)).unwrap_or(&self.text).trim()
    }

    fn choose(&mut self, ui: &Ui, count: usize) {
        let (down, up) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
            )
        });
        if down || up {
            self.chosen = match (self.chosen, down) {
                (None, true) => Some(0),
                (None, false) => Some(count - 1),
                (Some(at), true) => (at + 1 < count).then_some(at + 1),
                (Some(at), false) => at.checked_sub(1),
            };
        }
    }
}
