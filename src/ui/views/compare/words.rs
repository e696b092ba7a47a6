//! Distinctive words of each outlet as tables side by side.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::{Comparison, KeynessMeasure, shown_name};
use crate::corpus::Corpus;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::keyness_table::{KeynessOrder, KeynessTable, columns};
use crate::ui::widgets::word_table::{TableAnswer, WordTable};

/// What the lists say of a word; less where they are narrow.
const MEASURES: [KeynessMeasure; 6] = [
    KeynessMeasure::Count,
    KeynessMeasure::Elsewhere,
    KeynessMeasure::Z,
    KeynessMeasure::LogRatio,
    KeynessMeasure::G2,
    KeynessMeasure::Articles,
];
const FEW_MEASURES: [KeynessMeasure; 3] =
    [KeynessMeasure::Count, KeynessMeasure::Z, KeynessMeasure::Articles];
const NARROW: f32 = 460.0;

/// Lists are as the outlets have the words: they stand with those of the largest z first.
const ORDER: KeynessOrder = KeynessOrder { by: KeynessMeasure::Z, is_downwards: true, is_free: false };

/// The tables' own state.
#[derive(Default)]
pub struct WordLists {
    /// By the place of the column.
    tables: Vec<WordTable>,
}

impl WordLists {
    /// Distinctive words of each column as tables side by side.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, comparison: &Comparison) {
        let count = comparison.columns.len();
        let width = ((ui.available_width() - 12.0 * (count as f32 - 1.0)) / count as f32).max(380.0);
        let height = ui.available_height();
        let measures: &[KeynessMeasure] = if width < NARROW { &FEW_MEASURES } else { &MEASURES };
        let columns = columns(measures, ORDER);
        self.tables.resize_with(count, WordTable::default);
        ScrollArea::horizontal().id_salt("word lists").auto_shrink(false).show(ui, |ui| {
            ui.horizontal_top(|ui| {
                for (column, table) in comparison.columns.iter().zip(&mut self.tables) {
                    let name = shown_name(&column.name);
                    ui.allocate_ui(vec2(width, height), |ui| {
                        let id = egui::UiBuilder::new().id_salt(("words of", name));
                        ui.scope_builder(id, |ui| {
                            ui.set_width(width);
                            ui.horizontal(|ui| {
                                crate::ui::widgets::outlet_dot(ui, ctx, Some(&column.name));
                                ui.label(
                                    RichText::new(name).font(ctx.tokens.strong()).color(ctx.tokens.text),
                                );
                            });
                            let sides = comparison.sides(column);
                            let words = KeynessTable {
                                corpus,
                                name,
                                words: &column.top,
                                places: None,
                                sides: &sides,
                                chances: None,
                                click: "Click to light it in all columns, or to put the light out",
                            };
                            let lit = ctx.session.place().lit.as_deref();
                            let listed = words.listed(&columns, ORDER);
                            let row = |at| words.row(at, measures);
                            if let Some(TableAnswer::Row(at, _)) =
                                table.ui(ui, ctx, &listed, |word| lit == Some(word), row)
                                && let Some(form) = words.form(at)
                            {
                                ctx.send(Command::Light((lit != Some(form)).then(|| form.into())));
                            }
                        });
                    });
                }
            });
        });
    }
}
