//! Word shift: the words that make two outlets differ, or one and all others.

use egui::{RichText, Ui};

use super::put_aside::{choose, put_aside};
use super::word_settings::{ChosenOutlet, outlet_box};
use super::{LensView, Shown};
use crate::analysis::figures::clause;
use crate::analysis::word_figures::baseline_in_words;
use crate::figure::{Figure, FigureKind, TargetKind, format};
use crate::query::{Filter, Query};
use crate::session::{Command, Pick, WordChoices};
use crate::ui::context::ViewContext;

/// The lens.
#[derive(Default)]
pub struct WordShiftLens;

impl LensView for WordShiftLens {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let words = &ctx.session.bench().words;
        if let Some(found) = ctx.session.results().word_shift() {
            let names = || found.outlets.iter().filter(|row| row.words > 0).map(|row| &row.name);
            let left = found.left.outlet.as_ref();
            if let Some(ChosenOutlet(left)) = outlet_box(ui, "Left side", left, None, names()) {
                choose(ctx, WordChoices { left, ..words.clone() });
            }
            ui.label(RichText::new("and").color(ctx.tokens.muted));
            let others = names().filter(|name| Some(*name) != left);
            let right = found.right.outlet.as_ref();
            if let Some(ChosenOutlet(right)) = outlet_box(ui, "Right side", right, Some("all others"), others)
            {
                choose(ctx, WordChoices { right, ..words.clone() });
            }
            let swap = ui.add_enabled(right.is_some(), egui::Button::new("Swap"));
            if swap.on_hover_text("Left becomes right").clicked() {
                choose(ctx, WordChoices { left: right.cloned(), right: left.cloned(), ..words.clone() });
            }
            ui.add_space(8.0);
        }
        put_aside(ui, ctx);
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        ctx.session.results().word_shift().is_some_and(|found| found.bits.is_err() || found.words.is_empty())
    }

    fn nothing(&self) -> &'static str {
        "A word shift needs words on both sides. Choose two outlets that have articles here."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let (TargetKind::Mark(index), FigureKind::Shift(shift)) = (target, &figure.kind) else { return None };
        let bar = shift.bars.get(index)?;
        let found = ctx.session.results().word_shift()?;
        let outlet = if bar.side == 0 { &found.left.outlet } else { &found.right.outlet };
        // All others are all but the left one.
        let others = found.left.outlet.as_ref().filter(|_| outlet.is_none());
        let within = others.map_or_else(Filter::all, |left| Filter::all().without_outlet(left));
        let query = Some(Query::of_form(&bar.word)?);
        Some(Pick { query, outlet: outlet.clone(), within, ..Pick::default() })
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        if let Some(found) = ctx.session.results().word_shift() {
            ui.horizontal(|ui| {
                let bits = found.bits.map_or_else(
                    |reason| format!("— {}", clause(reason)),
                    |bits| format!("{} bits apart", format::fixed(bits, 3)),
                );
                let hint = "Jensen-Shannon divergence: 0 the same words equally often, 1 no word in common";
                ui.label(RichText::new(bits).font(ctx.tokens.strong()).color(ctx.tokens.text)).on_hover_text(hint);
                if let Ok(chance) = found.baseline {
                    let words = format!("by chance {}", baseline_in_words(&chance));
                    let hint = "What the same articles give when they are dealt to the two sides by chance: small texts are apart by themselves";
                    ui.label(RichText::new(words).color(ctx.tokens.muted)).on_hover_text(hint);
                }
            });
            ui.add_space(4.0);
        }
        let room = ui.available_size();
        if let Some(pick) = shown.ui(ui, ctx, room).and_then(|target| self.pick(ctx, shown.figure, target)) {
            ctx.send(Command::Pick(pick));
        }
    }
}
