//! The lines under the figure: what was picked, in how many articles, in which order.

use egui::{Button, RichText, Ui};

use super::concordance::sort_boxes;
use crate::analysis::Counting;
use crate::figure::format;
use crate::query::Filter;
use crate::session::{Action, Command, Lens, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::Lines;
use crate::ui::widgets::{
    Chip, ChipAnswer, ChipState, TRY_AGAIN, action_button, at_right, chip, empty, failed_note,
};

/// Draws the lines.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, scroll: &mut Lines) {
    let tokens = ctx.tokens;
    let results = ctx.session.results();
    let place = ctx.session.place();
    let prompt = match place.lens {
        Lens::Distinctive | Lens::WordShift if place.pick.query.is_none() => {
            Some("Click a word to see its lines")
        }
        Lens::Phrases if place.pick.word.is_none() && !ctx.session.bench().phrases.is_around => {
            Some("Click a phrase to see its lines")
        }
        _ => None,
    };
    if let Some(prompt) = prompt {
        ui.add_space(8.0);
        ui.label(RichText::new(prompt).color(tokens.muted));
        return;
    }
    let answer = results.concordance().zip(results.corpus_of(Role::Concordance));
    let Some((lines, corpus)) = answer else {
        if let Some(problem) = results.problem(Role::Concordance) {
            empty(ui, ctx, "The lines could not be collected", &problem.text, &[TRY_AGAIN]);
        }
        return;
    };
    failed_note(ui, ctx, &[Role::Concordance]);
    header(ui, ctx, lines.lines.len(), lines.articles_with_hits);
    ui.add_space(4.0);
    if lines.lines.is_empty() {
        ui.label(RichText::new("No line has it here").color(tokens.muted));
        return;
    }
    if results.is_computing(Role::Concordance) {
        ui.set_opacity(tokens.sizes.motion.kept as f32);
    }
    scroll.ui(ui, ctx, corpus, lines);
}

/// Three boxes and their words beside the count of lines; with less room they have a row of their own, which wraps.
const SORT_ROOM: f32 = 560.0;

fn header(ui: &mut Ui, ctx: &ViewContext<'_>, count: usize, articles: u32) {
    let tokens = ctx.tokens;
    let place = ctx.session.place();
    let bench = ctx.session.bench();
    let mut has_boxes = false;
    ui.horizontal(|ui| {
        let name = match &place.pick.query {
            Some(query) => bench
                .series
                .iter()
                .find(|series| series.query == *query)
                .map_or_else(|| query.text.clone(), |series| series.name.clone()),
            None => bench.shown_series().next().map(|(_, series)| series.name.clone()).unwrap_or_default(),
        };
        let name = match (&place.pick.word, place.lens) {
            (Some(word), Lens::Neighbours) => format!("{name} with {word} near it"),
            (Some(phrase), Lens::Phrases) => phrase.to_string(),
            _ => name,
        };
        ui.label(RichText::new(name).font(tokens.strong()).color(tokens.text));
        let words = format!(
            "{} in {}",
            ctx.numbers().counted(count as u64, "line", "lines"),
            ctx.numbers().counted(articles.into(), "article", "articles")
        );
        ui.label(RichText::new(words).color(tokens.muted));
        if is_of_places(ctx) {
            ui.label(RichText::new("each place once, with the nearest").color(tokens.muted)).on_hover_text(
                "Pairs in a sentence or paragraph are counted again for each node; the lines are not",
            );
        }
        if let Some(outlet) = &place.pick.outlet {
            let shown = crate::analysis::shown_name(outlet);
            let one = Chip {
                text: shown,
                ink: ctx.ink(outlet),
                state: ChipState::On,
                has_cross: true,
                tooltip: "Only lines of this outlet; the cross shows all",
            };
            if chip(ui, ctx, one).1 != ChipAnswer::Left {
                ctx.send(Command::Pick(Pick { outlet: None, ..place.pick.clone() }));
            }
        }
        if let Some((first, last)) = place.pick.days {
            let days = format::date_range(first, last);
            let one = Chip {
                text: &days,
                ink: None,
                state: ChipState::On,
                has_cross: true,
                tooltip: "Only lines of these days; the cross shows all",
            };
            if chip(ui, ctx, one).1 != ChipAnswer::Left {
                ctx.send(Command::Pick(Pick { days: None, ..place.pick.clone() }));
            }
        }
        if !place.pick.within.is_all() {
            let within = place.pick.within.to_string();
            let one = Chip {
                text: &within,
                ink: None,
                state: ChipState::On,
                has_cross: true,
                tooltip: "Only lines of this group; the cross shows all",
            };
            if chip(ui, ctx, one).1 != ChipAnswer::Left {
                ctx.send(Command::Pick(Pick { within: Filter::all(), ..place.pick.clone() }));
            }
        }
        if ui.available_width() >= SORT_ROOM {
            at_right(ui, "sorted by", |ui| sorted_by(ui, ctx));
            has_boxes = true;
        }
    });
    if !has_boxes {
        ui.horizontal_wrapped(|ui| sorted_by(ui, ctx));
    }
}

fn sorted_by(ui: &mut Ui, ctx: &ViewContext<'_>) {
    sort_boxes(ui, ctx);
    let place = ctx.session.place();
    if place.lens == Lens::Neighbours && place.pick.word.is_some() {
        ui.add_enabled(false, Button::new("Concordance")).on_disabled_hover_text(
            "No query finds just these places. Choose the series on the left to see all its lines",
        );
        return;
    }
    action_button(ui, ctx, Action::LensLines, "Concordance");
}

/// Whether the lines are fewer than the pairs that were counted.
fn is_of_places(ctx: &ViewContext<'_>) -> bool {
    let (place, settings) = (ctx.session.place(), &ctx.session.bench().neighbours);
    let is_window = settings.reach.window().is_some();
    place.lens == Lens::Neighbours
        && place.pick.word.is_some()
        && settings.counting == Counting::Pairs
        && !is_window
}
