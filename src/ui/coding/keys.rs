//! Keys for coding: one key an answer, each shown on its button.

use egui::{Key, Modifiers, Response, RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use crate::session::{Command, DeskPane, DeskStep, Overlay};
use crate::ui::context::ViewContext;

/// What a key or its button says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Said {
    /// The frame is there; of several, the one with this number.
    Yes(usize),
    /// It is not; of several, none is.
    No,
    /// What is not yes is no, and on.
    Rest,
    /// Note something.
    Note,
    /// The unit before.
    Back,
    /// The next unit, without an answer.
    Skip,
    /// The next unit without an answer.
    Open,
    /// Ask the next frame.
    NextFrame,
    /// Take the answer back.
    Clear,
}

/// The keys, with what they say of one frame or of several.
fn meanings(is_one: bool) -> Vec<(Key, Said)> {
    let mut keys = vec![
        (Key::N, Said::No),
        (Key::T, Said::Note),
        (Key::B, Said::Back),
        (Key::ArrowLeft, Said::Back),
        (Key::S, Said::Skip),
        (Key::ArrowRight, Said::Skip),
        (Key::U, Said::Open),
        (Key::Delete, Said::Clear),
        (Key::Backspace, Said::Clear),
    ];
    if is_one {
        keys.extend([(Key::Y, Said::Yes(0)), (Key::Num1, Said::Yes(0)), (Key::Num0, Said::No)]);
        keys.push((Key::F, Said::NextFrame));
    } else {
        let digits = [
            Key::Num1,
            Key::Num2,
            Key::Num3,
            Key::Num4,
            Key::Num5,
            Key::Num6,
            Key::Num7,
            Key::Num8,
            Key::Num9,
        ];
        keys.extend(digits.into_iter().enumerate().map(|(at, key)| (key, Said::Yes(at))));
        keys.extend([(Key::Enter, Said::Rest), (Key::Num0, Said::No)]);
    }
    keys
}

/// The keys that lead from answering to what came out, and back; not while something is typed or lies over the room.
pub fn between_panes(ui: &Ui, ctx: &ViewContext<'_>) {
    let is_covered = ctx.session.overlay() != Overlay::Coding
        || egui::Popup::is_any_open(ui.ctx())
        || ui.text_edit_focused();
    let (key, to) = match ctx.session.desk().pane {
        DeskPane::Code if !ctx.session.desk().coder.is_empty() => (Key::R, DeskPane::Results),
        DeskPane::Results => (Key::C, DeskPane::Code),
        DeskPane::Code | DeskPane::Samples | DeskPane::New => return,
    };
    if !is_covered && ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
        ctx.send(Command::AtDesk(DeskStep::Look(to)));
    }
}

/// What was pressed since the last frame, in order; a key held down says it once.
pub fn pressed(ui: &Ui, is_one: bool) -> Vec<Said> {
    let meanings = meanings(is_one);
    // A button that has the keyboard is pressed with Enter.
    let has_focus = ui.memory(|memory| memory.focused().is_some());
    ui.input(|input| {
        let events = input.events.iter().filter_map(|event| match event {
            egui::Event::Key { key, pressed: true, repeat: false, modifiers, .. }
                if *modifiers == Modifiers::NONE && !(has_focus && *key == Key::Enter) =>
            {
                meanings.iter().find(|(one, _)| one == key).map(|(_, said)| *said)
            }
            _ => None,
        });
        events.collect()
    })
}

/// A button with its key on it.
pub fn key_button(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    key: &str,
    text: &str,
    tip: &str,
    is_on: bool,
) -> Response {
    let tokens = ctx.tokens;
    let colour = if is_on { tokens.accent } else { tokens.text };
    let font = if is_on { tokens.strong() } else { tokens.normal() };
    let cap = ui.painter().layout_no_wrap(key.to_owned(), tokens.small_strong(), tokens.muted);
    let widest = ui.painter().layout_no_wrap(text.to_owned(), tokens.strong(), colour).size().x;
    let words = ui.painter().layout_no_wrap(text.to_owned(), font, colour);
    let cap_width = (cap.size().x + 10.0).max(20.0);
    let (rect, response) = ui.allocate_exact_size(vec2(cap_width + widest + 26.0, 34.0), Sense::click());
    let fill = match (is_on, response.hovered()) {
        (true, _) => tokens.accent_ground,
        (false, true) => tokens.raised,
        (false, false) => tokens.surface,
    };
    let stroke =
        if is_on { egui::Stroke::new(tokens.sizes.stroke.line as f32, tokens.accent) } else { tokens.rule() };
    let corner = tokens.sizes.corner.normal as f32;
    ui.painter().rect(rect, corner, fill, stroke, egui::StrokeKind::Inside);
    let cap_rect = egui::Rect::from_center_size(
        pos2(rect.left() + 8.0 + cap_width / 2.0, rect.center().y),
        vec2(cap_width, 20.0),
    );
    ui.painter().rect(cap_rect, 4.0, tokens.raised, tokens.edge(), egui::StrokeKind::Inside);
    ui.painter().galley(cap_rect.center() - cap.size() / 2.0, cap, tokens.muted);
    let at = pos2(cap_rect.right() + 8.0, rect.center().y - words.size().y / 2.0);
    ui.painter().galley(at, words, colour);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Button, true, is_on, text));
    response.on_hover_text(RichText::new(tip))
}
