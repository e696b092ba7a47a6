//! Distinctive words of each outlet as tables side by side.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui, vec2};

use crate::analysis::{Comparison, DistinctiveWord, KeynessMeasure, shown_name};
use crate::corpus::Corpus;
use crate::session::Command;
use crate::ui::context::ViewContext;
use crate::ui::widgets::keyness_table::{KeynessTable, TableAnswer};

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

/// Distinctive words of each column as tables side by side.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, comparison: &Comparison) {
    let count = comparison.columns.len();
    let width = ((ui.available_width() - 12.0 * (count as f32 - 1.0)) / count as f32).max(380.0);
    let height = ui.available_height();
    ScrollArea::horizontal().id_salt("word lists").auto_shrink(false).show(ui, |ui| {
        ui.horizontal_top(|ui| {
            for column in &comparison.columns {
                ui.allocate_ui(vec2(width, height), |ui| {
                    ui.vertical(|ui| {
                        ui.set_width(width);
                        let name = shown_name(&column.name);
                        ui.horizontal(|ui| {
                            crate::ui::widgets::outlet_dot(ui, ctx, Some(&column.name));
                            ui.label(RichText::new(name).font(ctx.tokens.strong()).color(ctx.tokens.text));
                        });
                        let lit = ctx.session.place().lit.as_deref();
                        let sides = comparison.sides(column);
                        let table = KeynessTable {
                            corpus,
                            name,
                            words: &column.top,
                            places: None,
                            sides: &sides,
                            chances: None,
                            columns: if width < NARROW { &FEW_MEASURES } else { &MEASURES },
                            order: None,
                            chosen: lit,
                        };
                        if let Some(TableAnswer::Picked(index)) = table.ui(ui, ctx)
                            && let Some(word) = column.top.get(index)
                        {
                            light(ctx, corpus, word);
                        }
                    });
                });
            }
        });
    });
}

fn light(ctx: &ViewContext<'_>, corpus: &Corpus, word: &DistinctiveWord) {
    let form = corpus.vocabulary().form(word.word);
    let is_lit = ctx.session.place().lit.as_deref() == Some(form);
    ctx.send(Command::Light(if is_lit { None } else { Some(form.into()) }));
}
