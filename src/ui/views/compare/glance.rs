//! Framing at a glance: one row a question, one column an outlet, every part of a cell one click from its evidence.
//!
//! What the cells say is made in [`crate::analysis::glance`]; here it is laid out and clicked.

mod bar;
mod cell;
mod head;
mod part;
mod put_right;
mod rows;
mod suggested;

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, RichText, ScrollArea, Sense, TextFormat, Ui, UiBuilder, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_CONTENT_COPY, ICON_SAVE};

use self::rows::{Rows, Table};
use self::suggested::Suggested;
use crate::analysis::glance::{Glance, GlanceRow, RowKind};
use crate::analysis::shown_name;
use crate::session::{Action, Command, ComparePane, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::tooltip;
use crate::ui::widgets::dot::ink_mark;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::{TRY_AGAIN, empty, failed, icon_button};

/// Width of the names of the rows.
pub const NAMES: f32 = 128.0;

/// Room between columns.
const GUTTER: f32 = 16.0;

/// Width of a column when `count` share `room` with the names of the rows.
pub fn column_width(room: f32, count: usize) -> f32 {
    (room - NAMES) / count.max(1) as f32
}

/// The table's own state: what is opened.
#[derive(Default)]
pub struct GlanceTable {
    rows: Rows,
    /// Kinds of which all rows are shown.
    more: BTreeSet<RowKind>,
    suggested: Suggested,
}

impl GlanceTable {
    /// Draws the table.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some((glance, corpus)) = ctx.session.glance() else {
            if let Some(problem) = ctx.session.glance_problem() {
                empty(ui, ctx, "The table could not be made", &problem.text, &[TRY_AGAIN]);
            }
            return;
        };
        let (glance, corpus) = (Arc::clone(glance), Arc::clone(corpus));
        if let Some(problem) = ctx.session.glance_problem() {
            failed::note(ui, ctx, problem, true);
        }
        let results = ctx.session.results();
        if results.is_computing(Role::Comparison)
            || (results.is_computing(Role::Tellings) && results.tellings().is_some())
        {
            ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
        }
        heads(ui, ctx, &glance);
        let window = ui.content_rect();
        let foot = ctx.tokens.sizes.row.status as f32;
        let below_heads = pos2(ui.max_rect().left(), ui.cursor().top());
        part::note_area(
            ui,
            Rect::from_min_max(below_heads, pos2(ui.max_rect().right(), window.bottom() - foot - 8.0)),
        );
        ScrollArea::vertical().id_salt("glance").auto_shrink([false, false]).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = 0.0;
            let table = Table { ctx, corpus: &corpus, glance: &glance };
            let is_hidden = |row: &GlanceRow| row.is_more && !self.more.contains(&row.kind);
            self.rows.ui(ui, table, is_hidden, |ui, _, row, is_first| head::ui(ui, ctx, row, is_first));
            ui.add_space(6.0);
            missing(ui, ctx);
            self.footer(ui, ctx, &glance);
            self.suggested.ui(ui, table);
            ui.add_space(8.0);
        });
    }

    /// What else there is to show.
    fn footer(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, glance: &Glance) {
        ui.horizontal_wrapped(|ui| {
            for (kind, words) in [
                (RowKind::Names, "things with several names"),
                (RowKind::Events, "event words"),
                (RowKind::People, "persons"),
                (RowKind::Figures, "figures"),
            ] {
                let hidden = glance.rows.iter().filter(|row| row.kind == kind && row.is_more).count();
                if hidden == 0 {
                    continue;
                }
                let is_on = self.more.contains(&kind);
                let count = ctx.numbers().count(hidden as u64);
                let text = if is_on { format!("Fewer {words}") } else { format!("{count} more {words}") };
                let text = RichText::new(text).font(ctx.tokens.small()).color(ctx.tokens.accent);
                if ui.add(egui::Button::new(text).frame(false)).clicked() {
                    if is_on {
                        self.more.remove(&kind)
                    } else {
                        self.more.insert(kind)
                    };
                }
            }
            if ctx.session.bench().series.is_empty() {
                let hint = "Series added in Frequency are counted here, a row each.";
                ui.label(RichText::new(hint).font(ctx.tokens.small()).color(ctx.tokens.muted));
            }
        });
    }
}

/// Which articles of those compared are in no column, and where they are to be found.
fn missing(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let results = ctx.session.results();
    let Some(words) = results.comparison().and_then(|found| found.left_out_in_words(ctx.numbers())) else {
        return;
    };
    let tokens = ctx.tokens;
    ui.horizontal_wrapped(|ui| {
        let words = format!("Not in this table: {words}.");
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        if ctx.session.story().is_some() {
            let text =
                RichText::new("Show all articles of the story").font(tokens.small()).color(tokens.accent);
            if ui.add(egui::Button::new(text).frame(false)).clicked() {
                ctx.send(Command::ShowAbove(ComparePane::Articles));
            }
        }
    });
}

/// The names of the outlets, and what is done with the table; they stay while the rows are scrolled.
fn heads(ui: &mut Ui, ctx: &ViewContext<'_>, glance: &Glance) {
    let tokens = ctx.tokens;
    let (rect, _) = ui.allocate_exact_size(vec2(ui.available_width(), 26.0), Sense::hover());
    let tools = Rect::from_min_size(rect.min, vec2(NAMES - 12.0, rect.height()));
    let mut inside = ui
        .new_child(UiBuilder::new().max_rect(tools).layout(egui::Layout::left_to_right(egui::Align::Center)));
    inside.spacing_mut().item_spacing.x = 2.0;
    for (action, icon) in [(Action::CopyGlance, ICON_CONTENT_COPY), (Action::SaveGlance, ICON_SAVE)] {
        let name = format!("{}: {}", action.text(), tooltip(ui, action));
        inside.add_enabled_ui(action.available(ctx.session).is_ok(), |ui| {
            if icon_button(ui, icon, &name).clicked() {
                ctx.act(action);
            }
        });
    }
    let width = column_width(rect.width(), glance.columns.len());
    for (index, name) in glance.columns.iter().enumerate() {
        let at = pos2(rect.left() + NAMES + index as f32 * width, rect.top());
        let place = Rect::from_min_size(at, vec2(width - GUTTER, rect.height()));
        let response = ui.interact(place, ui.scope_id().with(("outlet", index)), Sense::hover());
        ink_mark(ui, ctx, pos2(place.left() + 5.0, place.center().y), ctx.ink(name));
        let shown = shown_name(name);
        let format = TextFormat::simple(tokens.strong(), tokens.text);
        let galley = one_row(ui, shown, format, place.width() - 18.0);
        let at = pos2(place.left() + 16.0, place.center().y - galley.size().y / 2.0);
        ui.painter().galley(at, galley, tokens.text);
        response.widget_info(|| WidgetInfo::labeled(egui::Role::ColumnHeader, true, shown));
    }
    ui.painter().hline(rect.x_range(), rect.bottom(), tokens.rule());
}
