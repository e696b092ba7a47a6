//! A part of a cell: a link to its evidence.

use std::sync::Arc;

use egui::text::LayoutJob;
use egui::{
    CursorIcon, Galley, Id, Key, Popup, PopupCloseBehavior, Pos2, Rect, RectAlign, Response, ScrollArea,
    Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo, pos2, vec2,
};

use super::cell::{Inside, formats};
use super::put_right;
use crate::analysis::glance::{GlancePart, RowKind, Subject, Tone};
use crate::session::Command;
use crate::ui::views::compare::evidence;
use crate::ui::widgets::lines::one_row;

/// Where the keyboard is with evidence that was opened by it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Keyboard {
    /// It shall go to the first sentence, once that is drawn.
    #[default]
    Goes,
    /// It is there.
    IsIn,
}

/// How wide the evidence is, and how high it may be with what can be put right.
const WIDTH: f32 = 480.0;
const HEIGHT: f32 = 560.0;

/// Where evidence may lie: below what names the outlets, so that it covers neither them nor what is above.
pub fn note_area(ui: &Ui, area: Rect) {
    ui.data_mut(|data| data.insert_temp(area_id(), area));
}

fn area_id() -> Id {
    Id::unique("where evidence of the glance may lie")
}

/// Where evidence of this size stands: below what it is of, else above it, else beside it; always within the area.
fn spot(of: Rect, size: Vec2, area: Rect) -> Pos2 {
    const GAP: f32 = 4.0;
    let x = of.left().min(area.right() - size.x).max(area.left());
    let (below, above) = (of.bottom() + GAP, of.top() - GAP - size.y);
    if below + size.y <= area.bottom() {
        return pos2(x, below.max(area.top()));
    }
    if above >= area.top() {
        return pos2(x, above);
    }
    let y = below.min(area.bottom() - size.y).max(area.top());
    let (right, left) = (of.right() + GAP, of.left() - GAP - size.x);
    if right + size.x <= area.right() {
        pos2(right, y)
    } else if left >= area.left() {
        pos2(left, y)
    } else {
        pos2(x, y)
    }
}

/// The words of a part in at most so many rows.
pub fn galley(ui: &Ui, inside: &Inside<'_>, found: &GlancePart, width: f32, rows: usize) -> Arc<Galley> {
    let [text, count, after] = formats(inside, found);
    let build = |words: &str, is_shortened: bool| {
        let mut job = LayoutJob::default();
        job.append(words, 0.0, text.clone());
        for (words, format) in [(&found.count, &count), (&found.after, &after)] {
            if !words.is_empty() {
                let gap = if job.text.is_empty() { 0.0 } else { 4.0 };
                job.append(words, gap, format.clone());
            }
        }
        job.wrap.max_width = if is_shortened { f32::INFINITY } else { width };
        job.wrap.max_rows = rows;
        job.break_on_newline = false;
        ui.fonts_mut(|fonts| fonts.layout_job(job))
    };
    let whole = build(&found.text, false);
    if !whole.elided || (found.count.is_empty() && found.after.is_empty()) {
        return whole;
    }
    // The words give way, not the figure behind them.
    let behind = build("", true).size().x + 6.0;
    let shortened = one_row(ui, &found.text, text.clone(), width - behind);
    let words: String = shortened.rows.iter().map(|row| row.text()).collect();
    build(&words, true)
}

/// Draws a part at its place.
pub fn ui(
    ui: &mut Ui,
    inside: &Inside<'_>,
    found: &GlancePart,
    (index, at, galley): (usize, Pos2, &Arc<Galley>),
) {
    let tokens = inside.ctx.tokens;
    let rect = Rect::from_min_size(at, galley.size());
    let words = found.words();
    let id = ui.scope_id().with((index, &words));
    let sense = if found.evidence.is_some() { Sense::click() } else { Sense::hover() };
    let response = ui.interact(rect, id, sense);
    let role = if found.evidence.is_some() { egui::Role::Link } else { egui::Role::Label };
    response.widget_info(|| WidgetInfo::labeled(role, true, &words));
    if response.gained_focus() {
        response.scroll_to_me(None);
    }
    let is_lit = found.evidence.as_ref().is_some_and(|evidence| match &evidence.subject {
        Subject::Word(word) => inside.ctx.session.place().lit.as_deref() == Some(word),
        _ => false,
    });
    let is_open = Popup::is_id_open(ui.ctx(), Popup::default_response_id(&response));
    if is_lit {
        ui.painter().rect_filled(rect.expand2(vec2(2.0, 0.0)), 2.0, tokens.hit);
    } else if is_open {
        ui.painter().rect_filled(rect.expand2(vec2(2.0, 0.0)), 2.0, tokens.accent_ground);
    }
    ui.painter().galley(at, Arc::clone(galley), tokens.text);
    if found.tone == Tone::Chip {
        ui.painter().rect_stroke(rect.expand2(vec2(4.0, 0.0)), 4.0, tokens.rule(), StrokeKind::Outside);
    }
    let Some(shown) = &found.evidence else { return };
    if response.hovered() || response.has_focus() {
        for row in &galley.rows {
            let y = at.y + row.pos.y + row.size.y - 1.0;
            let line = egui::Rangef::new(at.x + row.pos.x, at.x + row.pos.x + row.size.x);
            ui.painter().hline(line, y, Stroke::new(1.0, tokens.accent));
        }
    }
    let response = response.on_hover_cursor(CursorIcon::PointingHand);
    // What there is no room for can be read all the same.
    let response =
        if galley_is_cut(galley, found) && !is_open { response.on_hover_text(&words) } else { response };
    // A headline leads to its article at once.
    if inside.kind == RowKind::Headline {
        let response = response.on_hover_text("Read this article");
        if let Some(place) = shown.places.first().filter(|_| response.clicked()) {
            inside.ctx.send(Command::OpenArticle(place.article, Some(place.span)));
        }
        return;
    }
    if response.clicked()
        && let Subject::Word(word) = &shown.subject
    {
        inside.ctx.send(Command::Light((!is_lit).then(|| word.as_str().into())));
    }
    popover(ui, inside, &response, shown);
}

/// Whether words of the part are not on the screen.
fn galley_is_cut(galley: &Galley, found: &GlancePart) -> bool {
    galley.elided || galley.text().contains('…') && !found.text.contains('…')
}

fn popover(ui: &Ui, inside: &Inside<'_>, response: &Response, shown: &crate::analysis::glance::Evidence) {
    let id = response.id.with("opened by keyboard");
    let has_key = ui.input(|input| input.key_pressed(Key::Enter) || input.key_pressed(Key::Space));
    if response.clicked() && has_key {
        ui.data_mut(|data| data.insert_temp(id, Keyboard::Goes));
    }
    let mut keyboard: Option<Keyboard> = ui.data(|data| data.get_temp(id));
    let area = ui.data(|data| data.get_temp(area_id())).unwrap_or_else(|| ui.content_rect());
    let popup = Popup::from_toggle_button_response(response);
    let size = popup.get_expected_size().unwrap_or(vec2(WIDTH, 0.0));
    // No frame of the popup may stick out of the area.
    let height = HEIGHT.min(area.height() - 24.0).max(120.0);
    let corner = RectAlign { parent: egui::Align2::LEFT_TOP, child: egui::Align2::LEFT_TOP };
    let popup = popup
        .at_position(spot(response.rect, size, area))
        .align(corner)
        .align_alternatives(&[])
        .gap(0.0)
        .accessible_name(shown.title.clone())
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .width(WIDTH)
        .show(|ui| {
            ui.set_width(WIDTH);
            // What is brought into sight here is brought into sight by this, not by the table below.
            // It is as high as it needs at once, not as it was while less was asked.
            let scroll = ScrollArea::vertical().id_salt("about").auto_shrink([false, true]);
            let scroll = scroll.max_height(height).min_scrolled_height(height);
            scroll.show(ui, |ui| {
                let goes_in = keyboard == Some(Keyboard::Goes);
                if evidence::show(ui, inside.ctx, inside.corpus, shown, goes_in) {
                    keyboard = Some(Keyboard::IsIn);
                }
                put_right::ui(ui, inside.ctx, shown);
            });
        });
    match keyboard {
        // It comes back to where it was, unless it went elsewhere by itself.
        Some(_) if popup.is_none() => {
            if ui.memory(|memory| memory.focused().is_none()) {
                response.request_focus();
            }
            ui.data_mut(|data| data.remove_temp::<Keyboard>(id));
        }
        Some(now) => ui.data_mut(|data| {
            data.insert_temp(id, now);
        }),
        None => {}
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn evidence_lies_within_its_area_and_beside_what_it_is_of() {
        let area = Rect::from_min_max(pos2(20.0, 226.0), pos2(1260.0, 690.0));
        let of = |x: f32, y: f32| Rect::from_min_size(pos2(x, y), vec2(120.0, 16.0));
        for (of, height, expected) in [
            // Below, above, to the right, to the left.
            (of(150.0, 240.0), 300.0, pos2(150.0, 260.0)),
            (of(150.0, 640.0), 300.0, pos2(150.0, 336.0)),
            (of(150.0, 450.0), 400.0, pos2(274.0, 290.0)),
            (of(900.0, 450.0), 400.0, pos2(404.0, 290.0)),
            // At the edge it moves in, and what is higher than the area begins at its top.
            (of(1_140.0, 240.0), 300.0, pos2(768.0, 260.0)),
            (of(150.0, 300.0), 900.0, pos2(274.0, 226.0)),
        ] {
            let found = spot(of, vec2(492.0, height), area);
            assert_eq!(found, expected, "{of} {height}");
            assert!(found.y >= area.top() && found.x >= area.left(), "nothing above is covered");
        }
    }
}
