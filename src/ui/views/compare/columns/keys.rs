//! The keyboard in the reader: from sentence to sentence, from passage to passage.

use egui::{EventFilter, Id, Key, Modifiers, Ui};
use egui_material_icons::icons::{ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_UP};

use super::counterparts::counterparts;
use super::reader::Story;
use crate::session::Action;
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::icon_button;

/// What was asked by keyboard.
#[derive(Debug, Clone, Copy, PartialEq)]
pub enum Asked {
    /// To another sentence.
    Sentence(usize),
    /// Open the popover of this sentence.
    Open,
    /// Scroll so far, in pages.
    Pages(f32),
    /// To the beginning or the end.
    End(bool),
}

/// Buttons to the passage before and the next.
pub fn buttons(ui: &mut Ui, ctx: &ViewContext<'_>) {
    for (action, icon) in
        [(Action::PreviousPassage, ICON_KEYBOARD_ARROW_UP), (Action::NextPassage, ICON_KEYBOARD_ARROW_DOWN)]
    {
        let available = action.available(ctx.session).is_ok();
        ui.add_enabled_ui(available, |ui| {
            if icon_button(ui, icon, &tooltip(ui, action)).clicked() {
                ctx.act(action);
            }
        });
    }
}

/// What the keys ask while the reader has the keyboard. `current` is where it stands.
pub fn listen(
    ui: &Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    id: Id,
    current: Option<usize>,
) -> Option<Asked> {
    let filter = EventFilter { vertical_arrows: true, horizontal_arrows: true, ..EventFilter::default() };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(id, filter));
    let pressed = |key: Key| ui.input_mut(|input| input.consume_key(Modifiers::NONE, key));
    for (key, action) in [
        (Key::N, Action::NextPassage),
        (Key::P, Action::PreviousPassage),
        (Key::O, Action::NextOnlyHere),
        (Key::U, Action::PreviousOnlyHere),
    ] {
        if pressed(key) && action.available(ctx.session).is_ok() {
            ctx.act(action);
        }
    }
    for (key, asked) in [
        (Key::PageDown, Asked::Pages(1.0)),
        (Key::PageUp, Asked::Pages(-1.0)),
        (Key::Home, Asked::End(false)),
        (Key::End, Asked::End(true)),
        (Key::Enter, Asked::Open),
        (Key::Space, Asked::Open),
    ] {
        if pressed(key) {
            return Some(asked);
        }
    }
    let next =
        [Key::ArrowDown, Key::ArrowUp, Key::ArrowRight, Key::ArrowLeft].into_iter().find(|k| pressed(*k))?;
    let Some(current) = current else { return Some(Asked::Sentence(story.first()?)) };
    let to = match next {
        Key::ArrowDown => story.beside(current, 1),
        Key::ArrowUp => story.beside(current, -1),
        Key::ArrowRight => across(story, current, false),
        _ => across(story, current, true),
    };
    to.map(Asked::Sentence)
}

/// The counterpart of a sentence in the nearest column to one side, or what stands level with it there.
fn across(story: &Story<'_>, current: usize, to_left: bool) -> Option<usize> {
    let column = story.told(current)?.column;
    let is_there = |other: usize| if to_left { other < column } else { other > column };
    let distance =
        |sentence: usize| story.told(sentence).map_or(usize::MAX, |told| told.column.abs_diff(column));
    let found = counterparts(story, current);
    let told = found.iter().map(|one| one.sentence);
    let nearest = told
        .filter(|sentence| story.told(*sentence).is_some_and(|told| is_there(told.column)))
        .min_by_key(|sentence| distance(*sentence));
    nearest.or_else(|| {
        let row = story.side.rows.iter().find(|row| row.cells.iter().any(|cell| cell.contains(&current)))?;
        let level = row.cells.iter().filter_map(|cell| cell.first().copied());
        let there = level.filter(|sentence| story.told(*sentence).is_some_and(|told| is_there(told.column)));
        there.min_by_key(|sentence| distance(*sentence))
    })
}
