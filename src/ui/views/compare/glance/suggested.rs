//! Names that may belong together, under the table: each with its wordings by outlet, to be accepted or dismissed.

use std::sync::Arc;

use egui::{Button, Label, RichText, Ui, WidgetInfo};

use super::rows::{Rows, Table};
use crate::analysis::glance::{Glance, GlanceRow, SuggestedNames, suggested};
use crate::figure::{Numbers, format};
use crate::framing::labels::LabelEdits;
use crate::session::{Answered, Command, Role, TellingChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::once::{Once, Same};

/// The suggestions' own state.
#[derive(Default)]
pub struct Suggested {
    is_open: bool,
    rows: Rows,
    found: Once<Of, Found>,
}

/// Of which answer, after which changes, with numbers written how.
type Of = (Same<Answered>, Same<LabelEdits>, Numbers);

/// The suggestions as a table, and what becomes of each.
type Found = (Arc<Glance>, Vec<SuggestedNames>);

impl Suggested {
    /// Draws how many there are and, where they are asked for, each of them.
    pub fn ui(&mut self, ui: &mut Ui, table: Table<'_>) {
        let ctx = table.ctx;
        let results = ctx.session.results();
        let answer = results.tellings().zip(results.slot(Role::Tellings).value());
        let Some((tellings, answered)) = answer else { return };
        let is_same = tellings.columns.iter().map(|column| &column.name).eq(&table.glance.columns);
        if !is_same || tellings.suggestions.is_empty() {
            return;
        }
        let edits = &ctx.session.bench().tellings.labels;
        let key = (Same::of(answered), Same::of(edits), ctx.numbers());
        let (glance, found) = self.found.of(key, || {
            let found = suggested(tellings, edits, ctx.numbers());
            let rows = found.iter().map(|one| one.row.clone()).collect();
            (Arc::new(Glance { columns: table.glance.columns.clone(), rows, numbers: ctx.numbers() }), found)
        });
        if found.is_empty() {
            return;
        }
        let tokens = ctx.tokens;
        let count = ctx.numbers().counted(found.len() as u64, "suggestion of names", "suggestions of names");
        let text = if self.is_open { "Hide the suggestions of names".to_owned() } else { count };
        let text = RichText::new(text).font(tokens.small()).color(tokens.accent);
        let hint = "Wordings that may name one thing: nothing is put together before you say so";
        if ui.add(Button::new(text).frame(false)).on_hover_text(hint).clicked() {
            self.is_open = !self.is_open;
        }
        if !self.is_open {
            return;
        }
        ui.add_space(4.0);
        let table = Table { glance, corpus: &answered.corpus, ..table };
        self.rows.ui(
            ui,
            table,
            |_| false,
            |ui, at, row, _| {
                if let Some(one) = found.get(at) {
                    head(ui, ctx, row, one);
                }
            },
        );
    }
}

/// What they may be names of, and what is to become of it.
fn head(ui: &mut Ui, ctx: &ViewContext<'_>, row: &GlanceRow, one: &SuggestedNames) {
    let tokens = ctx.tokens;
    ui.spacing_mut().item_spacing.y = 2.0;
    ui.spacing_mut().interact_size.y = 0.0;
    let name = RichText::new(&row.of).color(tokens.muted);
    ui.add(Label::new(name).truncate()).on_hover_text(&row.about);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let button = |ui: &mut Ui, text: &str, hint: &str| {
            let words = RichText::new(text).font(tokens.small()).color(tokens.accent);
            let button = ui.add(Button::new(words).frame(false)).on_hover_text(hint);
            let name = format!("{text}: {}", row.of);
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
            button.clicked()
        };
        let names: Vec<&str> = one.names.iter().map(String::as_str).collect();
        let hint = format!("{} are names of one thing; can be undone", format::list(&names));
        let edits = if button(ui, "Accept", &hint) {
            &one.accept[..]
        } else if button(ui, "Dismiss", "They are not, or it does not matter; can be undone") {
            std::slice::from_ref(&one.dismiss)
        } else {
            return;
        };
        // All of it is one step of undo.
        let choices = ctx.session.bench().tellings.clone();
        let choices = edits.iter().cloned().fold(choices, TellingChoices::and);
        ctx.send(Command::ChooseTellings(Box::new(choices)));
    });
}
