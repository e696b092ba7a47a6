//! Distinctive words: one row of dots an outlet or another group, and the words of one as a list.

use std::sync::Arc;

use egui::{RichText, ScrollArea, Ui};

use super::put_aside::{choose, put_aside};
use super::word_settings::{self, WordGroups, WordSettings};
use super::{LensView, Shown, groupings, pick_group};
use crate::analysis::word_figures::rows_shown;
use crate::analysis::{Distinctive, GroupRow, KeynessMeasure};
use crate::figure::{Figure, FigureKind, TargetKind};
use crate::query::Query;
use crate::session::{Answered, Command, Pick, Role, WordChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::keyness_table::{KeynessOrder, KeynessTable, columns};
use crate::ui::widgets::once::{Once, Same};
use crate::ui::widgets::word_table::{TableAnswer, WordTable};
use crate::ui::widgets::{at_right, segmented};

/// The lens.
#[derive(Default)]
pub struct DistinctiveWords {
    /// The group whose words are listed, once one was chosen: by name, since numbers go by the filter.
    group: Option<Arc<str>>,
    settings: WordSettings,
    groups: WordGroups,
    table: WordTable,
    /// The group that the table lists.
    listed: Option<Arc<str>>,
    /// The rows of the figure.
    rows: Once<Asked, Vec<usize>>,
    /// The words of a group in the order of their p: by the figure, since that changes whenever words or p do.
    by_chance: Once<(usize, bool, Same<Figure>), Vec<u32>>,
}

/// The answer, and the groups whose rows were asked for.
type Asked = (Same<Answered>, Vec<Arc<str>>);

impl LensView for DistinctiveWords {
    fn controls(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        groupings(ui, ctx, ctx.session.results().distinctive().iter().flat_map(|found| &found.groups));
        ui.add_space(8.0);
        put_aside(ui, ctx);
        ui.add_space(8.0);
        if let Some((found, answer)) = answered(ctx) {
            let rows = kept_rows(&mut self.rows, ctx, found, answer);
            self.groups.against(ui, ctx, found, answer);
            self.groups.shown_rows(ui, ctx, found, (answer, rows));
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

fn answered<'a>(ctx: &ViewContext<'a>) -> Option<(&'a Distinctive, &'a Arc<Answered>)> {
    let results = ctx.session.results();
    results.distinctive().zip(results.slot(Role::Distinctive).value())
}

/// The rows of the figure, worked out once for an answer.
fn kept_rows<'k>(
    kept: &'k mut Once<Asked, Vec<usize>>,
    ctx: &ViewContext<'_>,
    found: &Distinctive,
    answer: &Arc<Answered>,
) -> &'k [usize] {
    kept.of((Same::of(answer), ctx.session.bench().words.shown.clone()), || rows(ctx, found))
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
        let Some((found, answer)) = answered(ctx) else { return };
        let corpus = &answer.corpus;
        let rows = kept_rows(&mut self.rows, ctx, found, answer).to_vec();
        let name = |at: usize| found.groups.get(at).map(|row| &row.name);
        let is_chosen = |at: &usize| self.group.is_some() && name(*at) == self.group.as_ref();
        // One that the filter leaves out is chosen still, for when it is back.
        let Some(at) = rows.iter().copied().find(is_chosen).or(rows.first().copied()) else { return };
        if self.listed.as_ref() != name(at) {
            self.listed = name(at).cloned();
            self.table.to_top();
        }
        self.head(ui, ctx, found, &rows, at);
        ui.add_space(4.0);
        let parts = found.groups.get(at).zip(found.words.get(at)).zip(found.sides.get(at));
        let Some(((row, words), sides)) = parts else { return };
        if words.is_empty() {
            ui.label(RichText::new("No word stands out here").color(ctx.tokens.muted));
            return;
        }
        let choices = &ctx.session.bench().words;
        let (by, is_downwards) = choices.order;
        let test = ctx.session.word_test().and_then(|test| test.rows.get(at)).and_then(Option::as_ref);
        let is_by_chance = matches!(by, KeynessMeasure::P | KeynessMeasure::Q);
        let places = match (test, ctx.session.figure()) {
            (Some(test), Some(figure)) if is_by_chance => {
                let key = (at, is_downwards, Same::of(figure));
                Some(self.by_chance.of(key, || test.order(words, is_downwards)).as_slice())
            }
            _ => found.orders.get(at).map(Vec::as_slice),
        };
        let (name, click) = (row.shown(), "Click for its lines");
        let table = KeynessTable { corpus, name, words, places, sides, chances: test, click };
        let order = KeynessOrder { by, is_downwards, is_free: true };
        let columns = columns(&choices.columns, order);
        let listed = table.listed(&columns, order);
        let chosen = ctx.session.place().pick.query.as_ref().map(|query| query.text.clone());
        let is_chosen = |word: &str| chosen.as_deref() == Some(word);
        match self.table.ui(ui, ctx, &listed, is_chosen, |at| table.row(at, &choices.columns)) {
            Some(TableAnswer::Row(at, _)) => {
                if let Some(pick) = table.form(at).and_then(|form| pick_of(form, row)) {
                    ctx.send(Command::Pick(pick));
                }
            }
            Some(TableAnswer::PutAside(at)) => {
                if let Some(form) = table.form(at) {
                    ctx.send(Command::PutAside(form.into()));
                }
            }
            Some(TableAnswer::Heading(at)) => {
                let measure = at.and_then(|at| choices.columns.get(at).copied());
                if let Some(measure) = measure {
                    let turned = if by == measure { !is_downwards } else { measure.is_largest_first() };
                    choose(ctx, WordChoices { order: (measure, turned), ..choices.clone() });
                }
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
