//! The field where a filter is typed, with what it may become under it: arrows choose, Tab takes.

use egui::text::{CCursor, CCursorRange};
use egui::text_edit::TextEditState;
use egui::{EventFilter, Id, Key, Modifiers, Popup, PopupCloseBehavior, Ui};

use super::complete::{Completion, completions};
use crate::query::Filter;
use crate::ui::context::ViewContext;
use crate::ui::widgets::query_field::{FieldLook, QueryField};

/// What is half typed.
#[derive(Debug, Default)]
pub struct FilterField {
    field: QueryField,
    chosen: Option<usize>,
    offered: Vec<Completion>,
    /// What they were offered for: the text, the corpus, and the filters that are set.
    offered_for: Option<(String, u64, Filter)>,
}

impl FilterField {
    /// Puts `text` into the field, to be changed.
    pub fn begin(&mut self, text: String) {
        self.field = QueryField::with_text(text);
    }

    /// Draws the field; gives the filter that was typed.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, id: Id, look: FieldLook<'_>) -> Option<Filter> {
        let had_focus = ui.memory(|memory| memory.has_focus(id));
        self.offer(ctx, had_focus);
        let taken = if had_focus { self.keys(ui) } else { None };
        if let Some(text) = taken {
            self.take(ui, id, text);
        }
        let added = self.field.ui(ui, ctx, id, look, Filter::parse).flatten();
        if had_focus && !self.offered.is_empty() && added.is_none() {
            // Tab takes the first of them; without any it goes on to the next widget.
            let filter = EventFilter {
                tab: true,
                horizontal_arrows: true,
                vertical_arrows: true,
                ..EventFilter::default()
            };
            ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
            self.list(ui, id);
        }
        if added.is_some() {
            self.field.clear();
            self.chosen = None;
        }
        added
    }

    fn offer(&mut self, ctx: &ViewContext<'_>, is_typing: bool) {
        let Some(corpus) = ctx.session.corpus().filter(|_| is_typing) else {
            self.offered.clear();
            self.offered_for = None;
            return;
        };
        let of = (self.field.text.clone(), corpus.revision(), ctx.session.bench().filter.clone());
        if self.offered_for.as_ref() != Some(&of) {
            self.offered = completions(ctx.session.results().facets(), &self.field.text);
            self.offered_for = Some(of);
            self.chosen = None;
        }
    }

    fn keys(&mut self, ui: &Ui) -> Option<String> {
        let count = self.offered.len();
        if count == 0 {
            return None;
        }
        let (down, up, tab) = ui.input_mut(|input| {
            (
                input.consume_key(Modifiers::NONE, Key::ArrowDown),
                input.consume_key(Modifiers::NONE, Key::ArrowUp),
                input.consume_key(Modifiers::NONE, Key::Tab),
            )
        });
        if down || up {
            self.chosen = Some(match (self.chosen, down) {
                (None, true) => 0,
                (None, false) => count - 1,
                (Some(at), true) => (at + 1) % count,
                (Some(at), false) => (at + count - 1) % count,
            });
        }
        let enter =
            self.chosen.is_some() && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        if !tab && !enter {
            return None;
        }
        self.offered.get(self.chosen.unwrap_or(0)).map(|(text, _)| text.clone())
    }

    fn take(&mut self, ui: &Ui, id: Id, text: String) {
        self.field = QueryField::with_text(text);
        if let Some(mut state) = TextEditState::load(ui.ctx(), id) {
            let end = CCursor::new(self.field.text.chars().count());
            state.cursor.set_char_range(Some(CCursorRange::two(end, end)));
            state.store(ui.ctx(), id);
        }
    }

    fn list(&mut self, ui: &Ui, id: Id) {
        let Some(response) = ui.ctx().read_response(id) else { return };
        let mut taken = None;
        Popup::from_response(&response)
            .id(id.with("completions"))
            .open(true)
            .close_behavior(PopupCloseBehavior::IgnoreClicks)
            .accessible_name("What the filter may become")
            .width(response.rect.width().max(200.0))
            .show(|ui| {
                for (index, (text, words)) in self.offered.iter().enumerate() {
                    if ui.selectable_label(self.chosen == Some(index), words).clicked() {
                        taken = Some(text.clone());
                    }
                }
            });
        if let Some(text) = taken {
            self.take(ui, id, text);
            response.request_focus();
        }
    }
}
