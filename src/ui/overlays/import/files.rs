//! Files by result, and what is said of them: each sentence folds open to the files of which it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{RichText, Ui};

use super::cells::{LetterWidths, identity};
use super::files_rows::{Fold, row_ui, width_of_words};
use crate::corpus::ArticleId;
use crate::problem::Problem;
use crate::project::import::{FileResult, NO_RUNNING_TEXT, Outcome};
use crate::session::{Action, Command, ImportPage};
use crate::ui::context::ViewContext;
use crate::ui::widgets::long_list::{Heights, LongList};
use crate::ui::widgets::{action_button, at_right, plain_button};

/// The page's scroll, and what is folded.
#[derive(Debug, Default)]
pub struct FilesPage {
    list: LongList,
    rows: Vec<Row>,
    heights: Heights,
    /// The answer and the width that the rows were made of.
    made_of: (usize, u32),
    closed: BTreeSet<FileResult>,
    /// Groups by their first problem.
    pub(super) open: BTreeSet<u32>,
    shown: BTreeSet<Articles>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Row {
    /// What came of files.
    Result(FileResult),
    /// A sentence that is said of several files, by its place.
    Group(usize),
    /// A problem, and whether it stands under its sentence.
    One(u32, bool),
    /// Articles that are worth a look.
    Articles(Articles),
    /// One of them.
    Article(Articles, ArticleId),
}

/// Why articles are worth a look.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Articles {
    /// No running text was found in them.
    Textless,
    /// They were put together of several files.
    Joined,
}

impl Articles {
    pub(super) fn of(self, outcome: &Outcome) -> &[ArticleId] {
        match self {
            Self::Textless => &outcome.textless,
            Self::Joined => &outcome.joined,
        }
    }
}

impl FilesPage {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(outcome) = ctx.session.import_report().outcome() else {
            super::waiting(ui, ctx);
            return;
        };
        let outcome = Arc::clone(outcome);
        counts(ui, ctx, &outcome);
        ui.add_space(10.0);
        above(ui, ctx, &outcome);
        ui.add_space(4.0);
        let made_of = (identity(Some(&outcome)), ui.available_width() as u32);
        if made_of != self.made_of {
            self.made_of = made_of;
            self.lay_out(ui, ctx, &outcome);
        }
        let mut list = std::mem::take(&mut self.list);
        let mut fold = None;
        list.ui_uneven(ui, ctx, "problems", &self.heights, |ui, at| {
            if let Some(row) = self.rows.get(at).copied() {
                fold = row_ui(ui, ctx, &outcome, row, self.is_open(row, &outcome)).or(fold);
            }
        });
        self.list = list;
        if let Some(fold) = fold {
            match fold {
                Fold::Result(result) => turn(&mut self.closed, result),
                Fold::Group(first) => turn(&mut self.open, first),
                Fold::Articles(which) => turn(&mut self.shown, which),
            }
            self.lay_out(ui, ctx, &outcome);
            ui.ctx().request_repaint();
        }
    }

    fn is_open(&self, row: Row, outcome: &Outcome) -> bool {
        match row {
            Row::Result(result) => !self.closed.contains(&result),
            Row::Group(at) => {
                let first = outcome.groups.get(at).and_then(|group| group.problems.first());
                first.is_some_and(|first| self.open.contains(first))
            }
            Row::Articles(which) => self.shown.contains(&which),
            Row::One(..) | Row::Article(..) => false,
        }
    }

    fn lay_out(&mut self, ui: &Ui, ctx: &ViewContext<'_>, outcome: &Outcome) {
        self.rows.clear();
        for result in FileResult::ALL {
            let mut groups =
                outcome.groups.iter().enumerate().filter(|(_, group)| group.result == result).peekable();
            let textless = result == FileResult::Remarked && !outcome.textless.is_empty();
            if groups.peek().is_none() && !textless {
                continue;
            }
            self.rows.push(Row::Result(result));
            if self.closed.contains(&result) {
                continue;
            }
            if textless {
                self.add_articles(Articles::Textless, outcome);
            }
            for (at, group) in groups {
                match group.problems.as_slice() {
                    [] => {}
                    [one] => self.rows.push(Row::One(*one, false)),
                    [first, ..] => {
                        self.rows.push(Row::Group(at));
                        if self.open.contains(first) {
                            self.rows.extend(group.problems.iter().map(|one| Row::One(*one, true)));
                        }
                    }
                }
            }
        }
        self.add_articles(Articles::Joined, outcome);
        let width = self.made_of.1 as f32;
        let problems = ctx.session.problems();
        let letters = LetterWidths::new(ui, &ctx.tokens.normal());
        let height = |row: &Row| {
            let text = sentence(*row, outcome, problems).unwrap_or_default();
            letters.height_of(text, width_of_words(*row, width), ctx.row_height())
        };
        self.heights = Heights::new(self.rows.iter().map(height));
    }

    fn add_articles(&mut self, which: Articles, outcome: &Outcome) {
        let ids = which.of(outcome);
        if !ids.is_empty() {
            self.rows.push(Row::Articles(which));
            if self.shown.contains(&which) {
                self.rows.extend(ids.iter().map(|id| Row::Article(which, *id)));
            }
        }
    }
}

/// The sentence that a row shows whole.
fn sentence<'a>(row: Row, outcome: &Outcome, problems: &'a [Problem]) -> Option<&'a str> {
    let problem = match row {
        Row::Group(at) => *outcome.groups.get(at)?.problems.first()?,
        Row::One(problem, false) => problem,
        Row::Articles(Articles::Textless) => return Some(NO_RUNNING_TEXT),
        Row::Result(_) | Row::One(_, true) | Row::Articles(_) | Row::Article(..) => return None,
    };
    Some(&problems.get(problem as usize)?.text)
}

fn turn<T: Ord>(set: &mut BTreeSet<T>, one: T) {
    if !set.remove(&one) {
        set.insert(one);
    }
}

/// How much there is to know, and what can be done with all of it.
fn above(ui: &mut Ui, ctx: &ViewContext<'_>, outcome: &Outcome) {
    let problems = ctx.session.problems();
    ui.horizontal(|ui| {
        let numbers = ctx.numbers();
        let things = numbers.counted(problems.len() as u64, "thing to know", "things to know");
        let files = outcome.unread + outcome.remarked + outcome.passed_over;
        let files = numbers.counted(files, "file or folder", "files and folders");
        let text = if problems.is_empty() {
            "Nothing gave trouble".to_owned()
        } else {
            format!("{things} about {files}, the worst first")
        };
        ui.label(RichText::new(text).color(ctx.tokens.muted));
        if Action::ShowFields.available(ctx.session).is_ok() {
            action_button(ui, ctx, Action::ShowFields, Action::ShowFields.text());
        }
        if !problems.is_empty() {
            at_right(ui, "copy problems", |ui| {
                if plain_button(ui, "Copy all", "Copy the whole list").clicked() {
                    let all: Vec<String> = problems.iter().map(ToString::to_string).collect();
                    ctx.send(Command::CopyText(all.join("\n")));
                }
            });
        }
    });
}

/// The figures at the top: each with what it counts below.
fn counts(ui: &mut Ui, ctx: &ViewContext<'_>, outcome: &Outcome) {
    let tokens = ctx.tokens;
    let missing = ctx.session.import_report().gaps().map(|gaps| gaps.count(|gap| gap.is_open()));
    let so_far = if ctx.session.is_reading() { " so far" } else { "" };
    let figures = [
        (outcome.articles, "article", "articles", "Articles that were found: a file can hold several"),
        (
            outcome.read,
            "file read, no remark",
            "files read, no remark",
            "Files that gave articles, and of which nothing is to be said",
        ),
        (
            outcome.remarked,
            "with a remark",
            "with a remark",
            "Files that gave articles; the list says what is to be known of them",
        ),
        (
            outcome.unread,
            "file not read",
            "files not read",
            "Files that gave no article because something is wrong with them",
        ),
        (
            outcome.passed_over,
            "passed over",
            "passed over",
            "Files and folders that are no articles, or that are not read",
        ),
        (
            outcome.textless.len() as u64,
            "without text",
            "without text",
            "Articles in which no running text was found; they are listed below",
        ),
        (
            outcome.joined.len() as u64,
            "of several pages",
            "of several pages",
            "Articles that were put together of files that are a page each",
        ),
        (
            outcome.repeated,
            "word for word as another",
            "word for word as another",
            "Articles whose whole text another article has, letter for letter",
        ),
    ];
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = 28.0;
        for (at, (number, one, many, meaning)) in figures.into_iter().enumerate() {
            let label = if number == 1 { one } else { many };
            let shown = ctx.numbers().count(number);
            let block = ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let colour = if number == 0 { tokens.muted } else { tokens.text };
                ui.label(RichText::new(&shown).font(tokens.heading()).color(colour));
                // Once is enough: eight times there would be no room for the last.
                let label = if at == 0 { format!("{label}{so_far}") } else { label.to_owned() };
                ui.label(RichText::new(label).font(tokens.small()).color(tokens.muted));
            });
            // Over the words too, which would keep the pointer to themselves.
            let id = ui.scope_id().with(("figure", at));
            ui.interact(block.response.rect, id, egui::Sense::hover()).on_hover_text(meaning);
        }
        if let Some(missing) = missing.filter(|missing| *missing > 0) {
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                ui.label(
                    RichText::new(ctx.numbers().count(missing)).font(tokens.heading()).color(tokens.text),
                );
                let link = egui::Link::new(RichText::new("to fill in").font(tokens.small()));
                if ui.add(link).clicked() {
                    ctx.send(Command::ShowImport(ImportPage::ToFillIn));
                }
            });
        }
    });
}
