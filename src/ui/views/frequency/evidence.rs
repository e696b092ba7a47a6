//! The lines under the figure: what was picked, in how many articles, in which order.

use egui::{RichText, Ui};

use crate::analysis::SortKey;
use crate::figure::format;
use crate::query::Filter;
use crate::session::{Command, Pick, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::lines::Lines;
use crate::ui::widgets::{Chip, ChipAnswer, ChipState, TRY_AGAIN, at_right, chip, empty, failed_note};

/// Draws the lines.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, scroll: &mut Lines) {
    let tokens = ctx.tokens;
    let results = ctx.session.results();
    let place = ctx.session.place();
    if !place.lens.counts_series() && place.pick.query.is_none() {
        ui.add_space(8.0);
        ui.label(RichText::new("Click a word to see its lines").color(tokens.muted));
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

fn header(ui: &mut Ui, ctx: &ViewContext<'_>, count: usize, articles: u32) {
    let tokens = ctx.tokens;
    let place = ctx.session.place();
    let bench = ctx.session.bench();
    ui.horizontal(|ui| {
        let name = match &place.pick.query {
            Some(query) => bench
                .series
                .iter()
                .find(|series| series.query == *query)
                .map_or_else(|| query.text.clone(), |series| series.name.clone()),
            None => bench.shown_series().next().map(|(_, series)| series.name.clone()).unwrap_or_default(),
        };
        ui.label(RichText::new(name).font(tokens.strong()).color(tokens.text));
        let words = format!(
            "{} in {}",
            format::counted(count as u64, "line", "lines"),
            format::counted(articles.into(), "article", "articles")
        );
        ui.label(RichText::new(words).color(tokens.muted));
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
        at_right(ui, "sorted by", |ui| {
            ui.label(RichText::new("sorted by").color(tokens.muted));
            for level in 0..3 {
                sort_box(ui, ctx, level);
            }
        });
    });
}

fn sort_box(ui: &mut Ui, ctx: &ViewContext<'_>, level: usize) {
    let order = ctx.session.bench().line_order;
    let keys = [
        SortKey::Left(3),
        SortKey::Left(2),
        SortKey::Left(1),
        SortKey::Hit,
        SortKey::Right(1),
        SortKey::Right(2),
        SortKey::Right(3),
        SortKey::Outlet,
        SortKey::Date,
        SortKey::Text,
    ];
    let name = ["first", "second", "third"][level];
    let response = egui::ComboBox::from_id_salt(("sort", level))
        .selected_text(order[level].label())
        .width(74.0)
        .show_ui(ui, |ui| {
            for key in keys {
                if ui.selectable_label(order[level] == key, key.label()).clicked() {
                    let mut order = order;
                    order[level] = key;
                    ctx.send(Command::SortLines(order));
                }
            }
        });
    response
        .response
        .on_hover_text(format!("Sorted {name} by this: L1 is the word before the hit, R1 the word after"));
}
