//! The reader of Compare: what outlets tell side by side, passages that tell one thing level with each other.

mod begin;
mod copied;
mod counterparts;
mod keys;
mod layers;
mod map;
mod plain;
mod reader;
mod row;
mod sentence;
mod sheet;
mod strokes;

use std::sync::Arc;

use egui::{RichText, Ui};

use crate::analysis::{Comparison, MOST_ALIGNED};
use crate::corpus::Corpus;
use crate::session::{Command, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::at_right;

/// The reader's own state.
#[derive(Default)]
pub struct Columns {
    plain: plain::Plain,
    reader: reader::Reader,
}

/// Narrower than this, the switches of the layers have a row of their own.
const NARROW: f32 = 1080.0;

impl Columns {
    /// Draws the columns.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>, comparison: &Comparison) {
        let results = ctx.session.results();
        let tellings = results.tellings().zip(results.corpus_of(Role::Tellings));
        let aligned =
            tellings.and_then(|(tellings, of)| Some((tellings, tellings.side_by_side.as_ref()?, of)));
        let is_computing = results.is_computing(Role::Tellings);
        head(ui, ctx, aligned.is_some());
        if let Some((tellings, side, of)) = aligned {
            layers::legend(ui, ctx, ctx.session.reader_layers());
            ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), ctx.tokens.rule());
            if is_computing {
                ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
            }
            // Which words are whose is said of the comparison's own words and columns.
            let is_same = Arc::ptr_eq(corpus, of)
                && tellings.columns.len() == comparison.columns.len()
                && tellings.columns.iter().zip(&comparison.columns).all(|(a, b)| a.outlet == b.outlet);
            let story = reader::Story {
                tellings,
                side,
                corpus: of,
                comparison: is_same.then_some(comparison),
                shown: ctx.session.reader_layers(),
                lit: ctx.session.place().lit.as_deref().and_then(|word| of.vocabulary().id(word)),
            };
            self.reader.ui(ui, ctx, &story);
        } else {
            let problem = results.problem(Role::Tellings).filter(|_| tellings.is_none());
            let why = if let Some(problem) = problem {
                problem.text.clone()
            } else if is_computing || tellings.is_none() {
                "Sentences are being held against each other…".to_owned()
            } else {
                let most = ctx.numbers().count(MOST_ALIGNED as u64);
                format!("Sentences are held against each other for up to {most} articles: choose a story")
            };
            ui.label(RichText::new(why).font(ctx.tokens.small()).color(ctx.tokens.muted));
            ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), ctx.tokens.rule());
            ui.add_space(8.0);
            self.plain.ui(ui, ctx, corpus, comparison, ctx.session.reader_layers());
        }
    }
}

fn head(ui: &mut Ui, ctx: &ViewContext<'_>, is_aligned: bool) {
    let tokens = ctx.tokens;
    let is_narrow = ui.available_width() < NARROW;
    ui.horizontal(|ui| {
        let title = if is_aligned { "Passages side by side" } else { "Side by side" };
        ui.label(RichText::new(title).font(tokens.small_strong()).color(tokens.muted));
        if let Some(word) = &ctx.session.place().lit {
            ui.label(RichText::new(format!("lit: {word}")).color(tokens.text).background_color(tokens.hit));
            if ui.button("Lights off").clicked() {
                ctx.send(Command::Light(None));
            }
        } else if !is_aligned {
            ui.label(
                RichText::new("click a word to light it everywhere").font(tokens.small()).color(tokens.muted),
            );
        }
        if is_aligned {
            keys::buttons(ui, ctx);
        }
        if !is_narrow {
            // Both have widths of their own: what was measured of the few is too narrow for all.
            let name = if is_aligned { "layers" } else { "layers of plain columns" };
            at_right(ui, name, |ui| layers::switches(ui, ctx, is_aligned));
        }
    });
    if is_narrow {
        layers::switches(ui, ctx, is_aligned);
    }
}
