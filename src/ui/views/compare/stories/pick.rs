//! A list of stories to choose one from, with a field to search it.

use egui::{RichText, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::order::{Order, StoryOrder, Wanted};
use super::words::days;
use crate::session::Role;
use crate::ui::context::ViewContext;
use crate::ui::widgets::find_field::FindField;
use crate::ui::widgets::lines::one_row;

/// What is searched.
#[derive(Debug, Default)]
pub struct Pick {
    field: FindField,
    rows: StoryOrder,
}

/// Width of the list.
pub const WIDTH: f32 = 420.0;
const ROW: f32 = 30.0;
const HEIGHT: f32 = 340.0;

impl Pick {
    /// Begins anew the next time it is drawn.
    pub fn closed(&mut self) {
        *self = Self::default();
    }

    /// Draws field and list, by first date; gives the number of the story that was chosen. One can
    /// be left out, by its number.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        name: &str,
        left_out: Option<usize>,
    ) -> Option<usize> {
        let tokens = ctx.tokens;
        let results = ctx.session.results();
        let Some((table, answer)) = results.stories().zip(results.slot(Role::Stories).value()) else {
            let words = if ctx.session.is_relating() { "Looking for stories…" } else { "No stories yet" };
            ui.label(RichText::new(words).color(tokens.muted));
            return None;
        };
        self.field.ui(ui, ctx, (name, "Find a story by its title"), WIDTH);
        let find = self.field.text();
        let title = |number: usize| answer.corpus.stories().get(number).map_or("", |title| &**title);
        let wanted = Wanted { order: Order::Date, find, left_out, stories: None };
        let found = self.rows.rows(answer, table, wanted);
        if found.is_empty() {
            let words =
                if find.trim().is_empty() { "There is no other story" } else { "No story is called that" };
            ui.label(RichText::new(words).color(tokens.muted));
        }
        ui.add_space(4.0);
        ui.spacing_mut().item_spacing.y = 0.0;
        let shown = ctx.session.story_number();
        let mut chosen = None;
        let list =
            ScrollArea::vertical().id_salt((name, "list")).max_height(HEIGHT).auto_shrink([false, true]);
        list.show_rows(ui, ROW, found.len(), |ui, rows| {
            let rows = found.get(rows).unwrap_or_default();
            for row in rows.iter().filter_map(|at| table.rows.get(*at)) {
                let (rect, response) =
                    ui.allocate_exact_size(vec2(ui.available_width(), ROW), Sense::click());
                let is_shown = shown == Some(row.number);
                let corner = tokens.sizes.corner.normal as f32;
                if is_shown {
                    ui.painter().rect_filled(rect, corner, tokens.accent_ground);
                } else if response.hovered() || response.has_focus() {
                    ui.painter().rect_filled(rect, corner, tokens.raised);
                }
                let articles = ctx.numbers().count(row.articles.len() as u64);
                let note = format!("{} · {articles}", days(row.first, row.last));
                let note = one_row(ui, &note, TextFormat::simple(tokens.small(), tokens.muted), 200.0);
                let room = rect.width() - note.size().x - 32.0;
                let text =
                    one_row(ui, title(row.number), TextFormat::simple(tokens.normal(), tokens.text), room);
                let y = |height: f32| rect.center().y - height / 2.0;
                ui.painter().galley(pos2(rect.left() + 8.0, y(text.size().y)), text, tokens.text);
                let at = pos2(rect.right() - 12.0 - note.size().x, y(note.size().y));
                ui.painter().galley(at, note, tokens.muted);
                response.widget_info(|| {
                    let name = format!("{}, {}", title(row.number), days(row.first, row.last));
                    WidgetInfo::selected(egui::Role::ListBoxOption, true, is_shown, name)
                });
                if response.clicked() {
                    chosen = Some(row.number);
                }
            }
        });
        chosen
    }
}
