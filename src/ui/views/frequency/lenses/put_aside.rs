//! What is put aside: function words, numbers, names, with one click each, and single words.

use std::sync::Arc;

use egui::Ui;

use crate::figure::format;
use crate::session::{Command, WordChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::tick_box;

/// Draws the choices.
pub fn put_aside(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let bench = ctx.session.bench();
    ui.label(egui::RichText::new("Without").color(ctx.tokens.muted));
    let mut drops = !bench.keep_stop_words;
    let tick = tick_box(ui, ctx, &mut drops, "function words");
    if tick.on_hover_text("Leaves out words such as the, of, and").changed() {
        ctx.send(Command::KeepStopWords(!drops));
    }
    let words = &bench.words;
    let mut drops = !words.keep_numbers;
    if tick_box(ui, ctx, &mut drops, "numbers").on_hover_text("Leaves out words without a letter").changed() {
        choose(ctx, WordChoices { keep_numbers: !drops, ..words.clone() });
    }
    let mut drops = !words.keep_names;
    let tick = tick_box(ui, ctx, &mut drops, "names");
    let hint = "Leaves out words that nearly always have a capital inside sentences: names, days, months. German articles are not asked, since every noun has one there";
    if tick.on_hover_text(hint).changed() {
        choose(ctx, WordChoices { keep_names: !drops, ..words.clone() });
    }
    if !words.aside.is_empty() {
        let count = format::counted(words.aside.len() as u64, "word", "words");
        ui.menu_button(format!("and {count}"), |ui| taken_out(ui, ctx, words))
            .response
            .on_hover_text("Single words put aside; a click takes one back");
    }
}

fn taken_out(ui: &mut Ui, ctx: &ViewContext<'_>, words: &WordChoices) {
    egui::ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for word in words.aside.iter() {
            if ui.button(format!("Take “{word}” back")).clicked() {
                let aside = words.aside.iter().filter(|one| *one != word).cloned().collect();
                choose(ctx, WordChoices { aside, ..words.clone() });
            }
        }
        ui.separator();
        if ui.button("Take all back").clicked() {
            choose(ctx, WordChoices { aside: Arc::default(), ..words.clone() });
        }
    });
}

/// Asks and shows words so from now on.
pub fn choose(ctx: &ViewContext<'_>, words: WordChoices) {
    ctx.send(Command::ChooseWords(Box::new(words)));
}
