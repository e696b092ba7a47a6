//! Distinctive words: one row of dots an outlet or another group, and the words of one as a list.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::put_aside::{choose, put_aside};
use super::word_settings::{self, WordSettings};
use super::{LensView, Shown, groupings, pick_group};
use crate::analysis::word_figures::rows_shown;
use crate::analysis::{Distinctive, GroupRow, KeynessMeasure};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Command, Pick, Role, WordChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::keyness_table::{KeynessTable, TableAnswer};
use crate::ui::widgets::{at_right, segmented};

/// The lens.
#[derive(Default)]
pub struct DistinctiveWords {
    /// The group whose words are listed, once one was chosen: by name, since numbers go by the filter.
    group: Option<Arc<str>>,
    settings: WordSettings,
    /// The words in the order of their p, for the answer that they were sorted for.
    by_chance: Option<ByChance>,
}

/// An order by p, worked out once for each figure: that changes whenever words or p do.
struct ByChance {
    group: usize,
    is_downwards: bool,
    figure: Arc<Figure>,
    places: Vec<u32>,
}

impl ByChance {
    fn is_of(&self, group: usize, is_downwards: bool, figure: &Arc<Figure>) -> bool {
        (self.group, self.is_downwards) == (group, is_downwards) && Arc::ptr_eq(&self.figure, figure)
    }
}

impl LensView for DistinctiveWords {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx, ctx.session.results().distinctive().iter().flat_map(|found| &found.groups));
        ui.add_space(8.0);
        put_aside(ui, ctx);
        ui.add_space(8.0);
        if let Some(found) = ctx.session.results().distinctive() {
            word_settings::against(ui, ctx, found);
            word_settings::shown_rows(ui, ctx, found, &rows(ctx, found));
        }
        self.settings.ui(ui, ctx);
    }

    fn is_nothing(&self, ctx: &ViewContext<'_>) -> bool {
        ctx.session.results().distinctive().is_some_and(|words| words.words.iter().all(Vec::is_empty))
    }

    fn nothing(&self) -> &'static str {
        "Distinctive words need at least two groups with words of their own, such as two outlets, and words that are common enough for the settings."
    }

    fn pick(&self, ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> Option<Pick> {
        let (TargetKind::Mark(index), FigureKind::Dots(dots)) = (target, &figure.kind) else { return None };
        let dot = dots.dots.get(index)?;
        let found = ctx.session.results().distinctive()?;
        let row = rows(ctx, found).get(dot.series).and_then(|row| found.groups.get(*row))?;
        pick_of(&dot.word, row)
    }

    fn body(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, mut shown: Shown<'_>) {
        let clicked = shown.beside_list(ui, ctx, (0.45, 380.0..=600.0), |ui| self.list(ui, ctx));
        match clicked {
            Some(TargetKind::Series(row)) => self.list_row(ctx, row),
            Some(target) => {
                if let Some(pick) = self.pick(ctx, shown.figure, target) {
                    ctx.send(Command::Pick(pick));
                }
            }
            None => {}
        }
    }
}

/// The rows of the figure.
fn rows(ctx: &ViewContext<'_>, found: &Distinctive) -> Vec<usize> {
    rows_shown(found, &ctx.session.bench().words.shown)
}

impl DistinctiveWords {
    /// Lists the words of a row of the figure.
    fn list_row(&mut self, ctx: &ViewContext<'_>, row: usize) {
        let found = ctx.session.results().distinctive();
        let group = found.and_then(|found| found.groups.get(*rows(ctx, found).get(row)?));
        if let Some(group) = group {
            self.group = Some(Arc::clone(&group.name));
        }
    }

    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.distinctive().zip(results.corpus_of(Role::Distinctive));
        let Some((found, corpus)) = answer else { return };
        let rows = rows(ctx, found);
        let name = |at: usize| found.groups.get(at).map(|row| &row.name);
        let is_chosen = |at: &usize| self.group.is_some() && name(*at) == self.group.as_ref();
        // One that the filter leaves out is chosen still, for when it is back.
        let Some(at) = rows.iter().copied().find(is_chosen).or(rows.first().copied()) else { return };
        self.head(ui, ctx, found, &rows, at);
        ui.add_space(4.0);
        let parts = found.groups.get(at).zip(found.words.get(at)).zip(found.sides.get(at));
        let Some(((row, words), sides)) = parts else { return };
        if words.is_empty() {
            ui.label(RichText::new("No word stands out here").color(ctx.tokens.muted));
            return;
        }
        let choices = &ctx.session.bench().words;
        let test = ctx.session.word_test().and_then(|test| test.rows.get(at)).and_then(Option::as_ref);
        let is_by_chance = matches!(choices.order.0, KeynessMeasure::P | KeynessMeasure::Q);
        let places = match (test, ctx.session.figure()) {
            (Some(test), Some(figure)) if is_by_chance => {
                let is_downwards = choices.order.1;
                if self.by_chance.as_ref().is_none_or(|known| !known.is_of(at, is_downwards, figure)) {
                    self.by_chance = Some(ByChance {
                        group: at,
                        is_downwards,
                        figure: Arc::clone(figure),
                        places: test.order(words, is_downwards),
                    });
                }
                self.by_chance.as_ref().map(|known| known.places.as_slice())
            }
            _ => found.orders.get(at).map(Vec::as_slice),
        };
        let chosen = ctx.session.place().pick.query.as_ref().map(|query| query.text.clone());
        let table = KeynessTable {
            corpus,
            name: row.shown(),
            words,
            places,
            sides,
            chances: test,
            columns: &choices.columns,
            order: Some(choices.order),
            chosen: chosen.as_deref(),
        };
        let form = |at: usize| words.get(at).map(|word| corpus.vocabulary().form(word.word));
        match table.ui(ui, ctx) {
            Some(TableAnswer::Picked(at)) => {
                if let Some(pick) = form(at).and_then(|form| pick_of(form, row)) {
                    ctx.send(Command::Pick(pick));
                }
            }
            Some(TableAnswer::PutAside(at)) => {
                if let Some(form) = form(at) {
                    ctx.send(Command::PutAside(form.into()));
                }
            }
            Some(TableAnswer::Sort(measure)) => {
                let (by, is_downwards) = choices.order;
                let order = (measure, if by == measure { !is_downwards } else { measure.is_largest_first() });
                choose(ctx, WordChoices { order, ..choices.clone() });
            }
            None => {}
        }
    }

    /// Whose words are listed, and which columns.
    fn head(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, found: &Distinctive, rows: &[usize], now: usize) {
        const COLUMNS: f32 = 84.0;
        ui.horizontal(|ui| {
            let room = ui.available_width() - COLUMNS;
            ScrollArea::horizontal().id_salt("outlets of words").max_width(room).show(ui, |ui| {
                let row = |at: &usize| found.groups.get(*at).map(|row| (*at, row));
                let options: Vec<(usize, &GroupRow)> = rows.iter().filter_map(row).collect();
                let choices = options.iter().map(|(at, row)| (row.shown(), *at == now, ""));
                if let Some((_, row)) =
                    segmented(ui, ctx, "Words of", choices).and_then(|chosen| options.get(chosen))
                {
                    self.group = Some(Arc::clone(&row.name));
                }
            });
            at_right(ui, "columns", |ui| word_settings::columns(ui, ctx));
        });
    }
}

/// The lines of a word in a group.
fn pick_of(word: &str, group: &GroupRow) -> Option<Pick> {
    Some(pick_group(group, Pick { query: Some(Query::of_form(word)?), ..Pick::default() }))
}
