//! Distinctive words: all outlets in one plane, and one outlet's words as a list.

use egui::{RichText, ScrollArea, Ui, vec2};

use super::{LensView, Shown};
use crate::analysis::shown_name;
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Command, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::keyness_table::keyness_table;
use crate::ui::widgets::segmented;

/// The lens.
#[derive(Default)]
pub struct DistinctiveWords {
    /// The outlet whose words are listed.
    outlet: usize,
}

impl LensView for DistinctiveWords {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let mut keep = ctx.session.bench().keep_stop_words;
        let tick = ui.checkbox(&mut keep, "function words too");
        if tick.on_hover_text("Words such as the, of, and are left out unless this is on").changed() {
            ctx.send(Command::KeepStopWords(keep));
        }
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        ctx.session.results().distinctive().is_some_and(|words| words.words.iter().all(Vec::is_empty))
    }

    fn nothing(&self) -> &'static str {
        "Distinctive words need at least two outlets with words of their own."
    }

    fn pick(&self, _: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let (TargetKind::Mark(index), FigureKind::Dots(dots)) = (target, &figure.kind) else { return None };
        pick_of(&dots.dots.get(index)?.word)
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        let table_width = (ui.available_width() * 0.42).clamp(380.0, 560.0);
        let room = ui.available_size();
        ui.horizontal_top(|ui| {
            let left = vec2(room.x - table_width - 16.0, room.y);
            let clicked = ui.allocate_ui(left, |ui| shown.ui(ui, ctx, room)).inner;
            if let Some(pick) = clicked.and_then(|target| self.pick(ctx, shown.figure, target)) {
                ctx.send(Command::Pick(pick));
            }
            ui.allocate_ui(vec2(table_width, room.y), |ui| ui.vertical(|ui| self.list(ui, ctx)));
        });
    }
}

impl DistinctiveWords {
    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.distinctive().zip(results.corpus_of(Role::Distinctive));
        let Some((distinctive, corpus)) = answer else { return };
        self.outlet = self.outlet.min(distinctive.outlets.len().saturating_sub(1));
        ScrollArea::horizontal().id_salt("outlets of words").show(ui, |ui| {
            let names: Vec<&str> = distinctive.outlets.iter().map(|row| shown_name(&row.name)).collect();
            let options = names.iter().enumerate().map(|(at, name)| (*name, at == self.outlet, ""));
            if let Some(at) = segmented(ui, ctx, "Words of", options) {
                self.outlet = at;
            }
        });
        ui.add_space(4.0);
        let found = distinctive.outlets.get(self.outlet).zip(distinctive.words.get(self.outlet));
        let Some((row, words)) = found else { return };
        if words.is_empty() {
            ui.label(RichText::new("No word of this outlet stands out").color(ctx.tokens.muted));
            return;
        }
        let chosen = ctx.session.place().pick.query.as_ref().map(|query| query.text.clone());
        let name = shown_name(&row.name);
        if let Some(at) = keyness_table(ui, ctx, corpus, name, words, chosen.as_deref())
            && let Some(pick) = pick_of(corpus.vocabulary().form(words[at].word))
        {
            ctx.send(Command::Pick(pick));
        }
    }
}

/// All lines of a word.
fn pick_of(word: &str) -> Option<Pick> {
    Some(Pick { query: Some(Query::of_form(word)?), ..Pick::default() })
}
