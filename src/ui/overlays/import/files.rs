//! Files by result, and problems by cause: each sentence folds open to the files of which it is said.

use std::collections::BTreeSet;
use std::sync::Arc;

use egui::{Rect, RichText, TextFormat, Ui, WidgetInfo, pos2};

use super::cells::{fold_sign, identity, named_button, row, within, words};
use crate::corpus::ArticleId;
use crate::problem::Cause;
use crate::project::import::Outcome;
use crate::session::{Action, Command, ImportPage, View};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::long_list::LongList;
use crate::ui::widgets::{action_button, at_right, plain_button};

/// The page's scroll, and what is folded.
#[derive(Debug, Default)]
pub struct FilesPage {
    list: LongList,
    rows: Vec<Row>,
    made_of: usize,
    closed: BTreeSet<Cause>,
    /// Groups by their first problem.
    open: BTreeSet<u32>,
    shows_joined: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Row {
    /// A cause, and how many problems have it.
    Cause(Cause, usize),
    /// A sentence that is said of several files, by its place.
    Group(usize),
    /// A problem, and whether it stands under its sentence.
    One(u32, bool),
    /// That articles were put together of several files.
    Joined,
    /// One of them.
    OfPages(ArticleId),
}

/// Room for the buttons of a row.
const BUTTONS: f32 = 116.0;

impl FilesPage {
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some(outcome) = ctx.session.import_report().outcome() else {
            super::waiting(ui, ctx);
            return;
        };
        let outcome = Arc::clone(outcome);
        counts(ui, ctx, &outcome);
        ui.add_space(10.0);
        let problems = ctx.session.problems();
        ui.horizontal(|ui| {
            let count = ctx.numbers().counted(problems.len() as u64, "thing to know", "things to know");
            let text = if problems.is_empty() { "Nothing gave trouble".to_owned() } else { count };
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
        ui.add_space(4.0);
        let made_of = identity(Some(&outcome));
        if made_of != self.made_of {
            self.made_of = made_of;
            self.lay_out(&outcome);
        }
        let mut list = std::mem::take(&mut self.list);
        let mut changed = false;
        list.ui(ui, ctx, "problems", ctx.row_height(), self.rows.len(), |ui, at| {
            if let Some(row) = self.rows.get(at).copied() {
                let fold = self.row(ui, ctx, &outcome, row);
                changed |= fold.is_some();
                match fold {
                    Some(Fold::Cause(cause)) if !self.closed.remove(&cause) => {
                        self.closed.insert(cause);
                    }
                    Some(Fold::Group(first)) if !self.open.remove(&first) => {
                        self.open.insert(first);
                    }
                    Some(Fold::Joined) => self.shows_joined = !self.shows_joined,
                    _ => {}
                }
            }
        });
        self.list = list;
        if changed {
            self.lay_out(&outcome);
            ui.ctx().request_repaint();
        }
    }

    fn lay_out(&mut self, outcome: &Outcome) {
        self.rows.clear();
        let mut last = None;
        for (at, group) in outcome.groups.iter().enumerate() {
            if last != Some(group.cause) {
                last = Some(group.cause);
                let same = outcome.groups.iter().skip(at).take_while(|other| other.cause == group.cause);
                self.rows.push(Row::Cause(group.cause, same.map(|group| group.problems.len()).sum()));
            }
            if self.closed.contains(&group.cause) {
                continue;
            }
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
        if !outcome.joined.is_empty() {
            self.rows.push(Row::Joined);
            if self.shows_joined {
                self.rows.extend(outcome.joined.iter().map(|id| Row::OfPages(*id)));
            }
        }
    }

    fn row(&self, ui: &mut Ui, ctx: &ViewContext<'_>, outcome: &Outcome, shown: Row) -> Option<Fold> {
        let tokens = ctx.tokens;
        let (place, response) = row(ui, ctx, ctx.row_height(), false);
        let at = |left: f32, right: f32| {
            Rect::from_min_max(pos2(place.left() + left, place.top()), pos2(right, place.bottom()))
        };
        let buttons = place.right() - BUTTONS;
        let text = |colour| TextFormat::simple(tokens.normal(), colour);
        let problems = ctx.session.problems();
        match shown {
            Row::Cause(cause, count) => {
                let is_open = !self.closed.contains(&cause);
                fold_sign(ui, ctx, at(6.0, place.left() + 24.0), is_open);
                let words_ = cause.heading();
                words(ui, at(28.0, buttons), words_, TextFormat::simple(tokens.strong(), tokens.text), false);
                let number = ctx.numbers().count(count as u64);
                let figures = TextFormat::simple(tokens.figures(), tokens.text);
                words(ui, at(28.0, place.right() - 12.0), &number, figures, true);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::Button, true, is_open, format!("{words_}: {number}"))
                });
                response.clicked().then_some(Fold::Cause(cause))
            }
            Row::Joined => {
                let words_ = "Pages of one article, put together";
                fold_sign(ui, ctx, at(6.0, place.left() + 24.0), self.shows_joined);
                words(ui, at(28.0, buttons), words_, TextFormat::simple(tokens.strong(), tokens.text), false);
                let number = ctx.numbers().count(outcome.joined.len() as u64);
                let figures = TextFormat::simple(tokens.figures(), tokens.text);
                words(ui, at(28.0, place.right() - 12.0), &number, figures, true);
                response.widget_info(|| {
                    let name = format!("{words_}: {number}");
                    WidgetInfo::selected(egui::Role::Button, true, self.shows_joined, name)
                });
                response.clicked().then_some(Fold::Joined)
            }
            Row::OfPages(id) => {
                let article = ctx.session.corpus()?.articles().get(id as usize)?;
                let files: Vec<&str> = article.files().map(|(path, _)| &**path).collect();
                let files = files.join(", ");
                let middle = place.left() + 28.0 + (buttons - place.left() - 28.0) * 0.36;
                let headline = for_reading(article.headline_text());
                words(ui, at(28.0, middle - 12.0), &headline, text(tokens.text), false);
                let said = Rect::from_min_max(pos2(middle, place.top()), pos2(buttons - 8.0, place.bottom()));
                words(ui, said, &files, text(tokens.muted), false);
                response.widget_info(|| {
                    WidgetInfo::labeled(egui::Role::Row, true, format!("{headline}: {files}"))
                });
                within(ui, at(0.0, place.right() - 10.0).with_min_x(buttons), (id, "pages"), |ui| {
                    if named_button(ui, "Open", &format!("Open: {headline}"), "Read the article").clicked() {
                        ctx.send(Command::Show(View::Browse));
                        ctx.send(Command::OpenArticle(id, None));
                        ctx.act(Action::CloseOverlay);
                    }
                });
                response.on_hover_text(files);
                None
            }
            Row::Group(group) => {
                let group = outcome.groups.get(group)?;
                let first = *group.problems.first()?;
                let said = &problems.get(first as usize)?.text;
                let is_open = self.open.contains(&first);
                fold_sign(ui, ctx, at(28.0, place.left() + 46.0), is_open);
                let count = ctx.numbers().counted(group.problems.len() as u64, "file", "files");
                words(ui, at(50.0, buttons - 84.0), said, text(tokens.text), false);
                words(ui, at(50.0, buttons - 8.0), &count, text(tokens.muted), true);
                response.widget_info(|| {
                    WidgetInfo::selected(egui::Role::Button, true, is_open, format!("{said}: {count}"))
                });
                within(ui, at(0.0, place.right() - 10.0).with_min_x(buttons), first, |ui| {
                    let hint = "Copy the sentence with all its files";
                    if named_button(ui, "Copy", &format!("Copy: {said}"), hint).clicked() {
                        let all = group.problems.iter().filter_map(|one| problems.get(*one as usize));
                        let all: Vec<String> = all.map(ToString::to_string).collect();
                        ctx.send(Command::CopyText(all.join("\n")));
                    }
                });
                let is_clicked = response.clicked();
                response.on_hover_text(said);
                is_clicked.then_some(Fold::Group(first))
            }
            Row::One(one, is_under) => {
                let problem = problems.get(one as usize)?;
                let path = problem.path.as_deref().unwrap_or("");
                let name = if path.is_empty() { "" } else { path };
                if is_under {
                    words(ui, at(72.0, buttons - 8.0), name, text(tokens.text), false);
                } else {
                    let middle = place.left() + 28.0 + (buttons - place.left() - 28.0) * 0.36;
                    words(ui, at(28.0, middle - 12.0), name, text(tokens.text), false);
                    let said =
                        Rect::from_min_max(pos2(middle, place.top()), pos2(buttons - 8.0, place.bottom()));
                    words(ui, said, &problem.text, text(tokens.muted), false);
                }
                response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, problem.to_string()));
                within(ui, at(0.0, place.right() - 10.0).with_min_x(buttons), (one, "one"), |ui| {
                    let hint = "Copy the file's path and what is said of it";
                    if named_button(ui, "Copy", &format!("Copy: {path}"), hint).clicked() {
                        ctx.send(Command::CopyText(problem.to_string()));
                    }
                    let hint = "Show it where it lies, in the system's own window";
                    if !path.is_empty() && named_button(ui, "Show", &format!("Show: {path}"), hint).clicked()
                    {
                        ctx.send(Command::ShowFile(path.to_owned()));
                    }
                });
                response.on_hover_text(format!("{path}\n{}", problem.text));
                None
            }
        }
    }
}

enum Fold {
    Cause(Cause),
    Group(u32),
    Joined,
}

/// The figures at the top: each with what it counts below.
fn counts(ui: &mut Ui, ctx: &ViewContext<'_>, outcome: &Outcome) {
    let tokens = ctx.tokens;
    let missing = ctx.session.import_report().gaps().map(|gaps| gaps.count(|gap| gap.is_open()));
    let so_far = if ctx.session.is_reading() { " so far" } else { "" };
    let figures = [
        (outcome.articles, "article", "articles", "Articles that were found"),
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
            block.response.on_hover_text(meaning);
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
