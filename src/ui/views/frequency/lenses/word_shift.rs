//! Word shift: the words that make two outlets or other groups differ, or one and all others.

use std::sync::Arc;

use egui::{RichText, Ui};

use super::groups::{ChosenGroup, GroupChoice};
use super::put_aside::{choose, put_aside};
use super::{LensView, Shown, groupings, pick_group};
use crate::analysis::GroupRow;
use crate::analysis::figures::clause;
use crate::analysis::word_figures::baseline_in_words;
use crate::figure::{Figure, FigureKind, TargetKind, format};
use crate::query::Query;
use crate::session::{Command, Pick, Role, WordChoices};
use crate::ui::context::ViewContext;

/// The lens.
#[derive(Default)]
pub struct WordShiftLens {
    left: GroupChoice,
    right: GroupChoice,
}

impl LensView for WordShiftLens {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let found = results.word_shift().zip(results.slot(Role::WordShift).value());
        groupings(ui, ctx, found.iter().flat_map(|(found, _)| &found.groups));
        let words = &ctx.session.bench().words;
        if let Some((found, answer)) = found {
            let groups = (answer, found.groups.as_slice());
            let (left, right) = (found.left.group.as_ref(), found.right.group.as_ref());
            let name = ("Left side", "Whose words are on the left");
            let has_words = |row: &GroupRow| row.words > 0;
            if let Some(ChosenGroup(left)) = self.left.ui(ui, ctx, name, (left, None), groups, has_words) {
                choose(ctx, WordChoices { left, ..words.clone() });
            }
            ui.label(RichText::new("and").color(ctx.tokens.muted));
            let name = ("Right side", "Whose words are on the right");
            let is_other = |row: &GroupRow| row.words > 0 && Some(&row.name) != left;
            let now = (right, Some("all others"));
            if let Some(ChosenGroup(right)) = self.right.ui(ui, ctx, name, now, groups, is_other) {
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
        "A word shift needs words on both sides. Choose two sides that have articles here."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let (TargetKind::Mark(index), FigureKind::Shift(shift)) = (target, &figure.kind) else { return None };
        let bar = shift.bars.get(index)?;
        let found = ctx.session.results().word_shift()?;
        let place = |name: &Arc<str>| found.groups.iter().find(|row| row.name == *name);
        let (left, right) =
            (found.left.group.as_ref().and_then(place), found.right.group.as_ref().and_then(place));
        let pick = Pick { query: Some(Query::of_form(&bar.word)?), ..Pick::default() };
        Some(match (bar.side, left, right) {
            (0, Some(group), _) | (1, _, Some(group)) => pick_group(group, pick),
            // All others are all but the left one.
            (_, Some(left), _) => Pick { within: left.others(), ..pick },
            _ => pick,
        })
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
