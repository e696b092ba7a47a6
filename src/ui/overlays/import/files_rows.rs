//! The rows of the page of files: what came of files, what is said of them, and articles that are worth a look.

use egui::{Rect, Response, TextFormat, Ui, WidgetInfo, pos2};

use super::cells::{fold_sign, name_and_folder, named_button, paragraph, row, within, words};
use super::files::{Articles, Row};
use crate::corpus::{ArticleId, file_and_record};
use crate::project::import::{FileResult, NO_RUNNING_TEXT, Outcome};
use crate::session::{Action, Command, View};
use crate::ui::context::ViewContext;
use crate::ui::widgets::headline::headline_words;

/// What is to be folded open or closed.
#[derive(Debug, Clone, Copy)]
pub(super) enum Fold {
    Result(FileResult),
    Group(u32),
    Articles(Articles),
}

/// Room for the buttons of a row.
const BUTTONS: f32 = 180.0;
/// Where a row's words begin that can be folded, and where those below it.
const FOLDED: f32 = 28.0;
const BELOW: f32 = 50.0;
/// What is left of the words of a group for how many files it is about.
const COUNT: f32 = 84.0;
/// What the name of a file takes of a row, as a share.
const NAME: f32 = 0.36;
/// Between the words of a row and what stands right of them.
const GAP: f32 = 8.0;

/// How wide the words of a row can be in a list of this width.
pub(super) fn width_of_words(row: Row, width: f32) -> f32 {
    match row {
        Row::Group(_) | Row::Articles(Articles::Textless) => width - BELOW - COUNT - BUTTONS,
        _ => (width - FOLDED - BUTTONS) * (1.0 - NAME) - GAP,
    }
}

/// Draws a row in the height that it has; gives what is to be folded.
pub(super) fn row_ui(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    outcome: &Outcome,
    shown: Row,
    is_open: bool,
) -> Option<Fold> {
    let (rect, response) = row(ui, ctx, ui.available_height(), false);
    let place = Place { rect };
    match shown {
        Row::Result(result) => {
            let (one, many) = match result {
                FileResult::PassedOver => ("file or folder", "files and folders"),
                FileResult::Unread | FileResult::Remarked | FileResult::OfNone => ("file", "files"),
            };
            let count = match outcome.files(result) {
                0 => String::new(),
                files => ctx.numbers().counted(files, one, many),
            };
            place.heading(ui, ctx, &response, (result.heading(), &count), is_open);
            let (small, meaning) =
                (TextFormat::simple(ctx.tokens.small(), ctx.tokens.muted), meaning(result));
            words(ui, place.at(FOLDED + MEANING, place.buttons()), meaning, small, false);
            response.on_hover_text(meaning).clicked().then_some(Fold::Result(result))
        }
        Row::Articles(Articles::Textless) => {
            let count = ctx.numbers().counted(outcome.textless.len() as u64, "article", "articles");
            let all = |name: &str| {
                let articles = ctx.session.corpus().map(|corpus| corpus.articles());
                let paths = outcome.textless.iter().filter_map(|id| articles?.get(*id as usize));
                paths
                    .map(|article| format!("{name}: {}", article.file_words()))
                    .collect::<Vec<_>>()
                    .join("\n")
            };
            let is_clicked = response.clicked();
            place.said(ui, ctx, response, (NO_RUNNING_TEXT, &count), is_open, all);
            is_clicked.then_some(Fold::Articles(Articles::Textless))
        }
        Row::Articles(which) => {
            let count = ctx.numbers().counted(which.of(outcome).len() as u64, "article", "articles");
            place.heading(ui, ctx, &response, ("Pages of one article, put together", &count), is_open);
            response.clicked().then_some(Fold::Articles(which))
        }
        Row::Article(which, id) => {
            place.article(ui, ctx, response, which, id);
            None
        }
        Row::Group(group) => {
            let problems = &outcome.groups.get(group)?.problems;
            place.group(ui, ctx, response, problems, is_open)
        }
        Row::One(one, is_under) => {
            place.one(ui, ctx, response, one, is_under);
            None
        }
    }
}

/// From where it is said what a heading means.
const MEANING: f32 = 170.0;

/// What a heading means.
fn meaning(result: FileResult) -> &'static str {
    match result {
        FileResult::Unread => "These files gave no article, because something is wrong with them",
        FileResult::Remarked => "These files were read; a remark says what is to be known of them",
        FileResult::PassedOver => "These are no articles, or are not to be read: nothing was taken from them",
        FileResult::OfNone => "Said of all that was read, and of no file alone",
    }
}

/// A button that leads to the limits of reading, where a sentence says that one can be raised.
fn settings_button(ui: &mut Ui, ctx: &ViewContext<'_>, said: &str, of: &str) {
    let hint = "Open the limits of reading in Settings";
    if said.contains("limit in Settings")
        && named_button(ui, "Settings", &format!("Limits of reading in Settings: {of}"), hint).clicked()
    {
        ui.data_mut(|data| data.insert_temp(crate::ui::overlays::settings::asked_for_limits(), true));
        ctx.act(Action::Settings);
    }
}

/// Where a row is drawn.
struct Place {
    rect: Rect,
}

impl Place {
    /// From so many points right of the row's beginning.
    fn at(&self, left: f32, right: f32) -> Rect {
        let rect = self.rect;
        Rect::from_min_max(pos2(rect.left() + left, rect.top()), pos2(right, rect.bottom()))
    }

    fn buttons(&self) -> f32 {
        self.rect.right() - BUTTONS
    }

    /// The name of a file, and what is said of it.
    fn name_and_words(&self) -> (Rect, Rect) {
        let middle = FOLDED + (self.rect.width() - FOLDED - BUTTONS) * NAME;
        let name = self.at(FOLDED, self.rect.left() + middle - 12.0);
        (name, self.at(middle, self.buttons() - GAP))
    }

    fn heading(
        &self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        response: &Response,
        (heading, count): (&str, &str),
        is_open: bool,
    ) {
        let tokens = ctx.tokens;
        fold_sign(ui, ctx, self.at(6.0, self.rect.left() + 24.0), is_open);
        let strong = TextFormat::simple(tokens.strong(), tokens.text);
        words(ui, self.at(FOLDED, self.buttons()), heading, strong, false);
        let figures = TextFormat::simple(tokens.normal(), tokens.text);
        words(ui, self.at(FOLDED, self.rect.right() - 12.0), count, figures, true);
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::Button, true, is_open, format!("{heading}: {count}"))
        });
    }

    /// An article by its headline and its files.
    fn article(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        response: Response,
        which: Articles,
        id: ArticleId,
    ) {
        let tokens = ctx.tokens;
        let Some(article) = ctx.session.corpus().and_then(|corpus| corpus.articles().get(id as usize)) else {
            return;
        };
        let headline = headline_words(article);
        let files: Vec<String> =
            article.files().map(|(path, record)| file_and_record(path, record)).collect();
        let files = files.join(", ");
        let (left, right) = self.name_and_words();
        let plain = |colour| TextFormat::simple(tokens.normal(), colour);
        let is_cut = match which {
            Articles::Textless => {
                name_and_folder(ui, ctx, left, &article.file_words())
                    | words(ui, right, &headline, plain(tokens.muted), false)
            }
            Articles::Joined => {
                words(ui, left, &headline, plain(tokens.text), false)
                    | words(ui, right, &files, plain(tokens.muted), false)
            }
        };
        let name = format!("{headline}: {files}");
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, &name));
        within(ui, self.at(0.0, self.rect.right() - 10.0).with_min_x(self.buttons()), (id, which), |ui| {
            if named_button(ui, "Open", &format!("Open: {name}"), "Look at the article").clicked() {
                ctx.send(Command::Show(View::Browse));
                ctx.send(Command::OpenArticle(id, None));
                if which == Articles::Textless {
                    // There is nothing else to be seen of it.
                    ctx.act(Action::ReadFurniture);
                }
                ctx.act(Action::CloseOverlay);
            }
        });
        if is_cut {
            response.on_hover_text(name);
        }
    }

    /// A sentence, and of how many files it is said.
    fn group(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        response: Response,
        group: &[u32],
        is_open: bool,
    ) -> Option<Fold> {
        let first = *group.first()?;
        let problems = ctx.session.problems();
        let said = &problems.get(first as usize)?.text;
        let count = ctx.numbers().counted(group.len() as u64, "file", "files");
        let is_clicked = response.clicked();
        self.said(ui, ctx, response, (said, &count), is_open, |_| {
            let all = group.iter().filter_map(|one| problems.get(*one as usize));
            all.map(ToString::to_string).collect::<Vec<_>>().join("\n")
        });
        is_clicked.then_some(Fold::Group(first))
    }

    /// A sentence that folds open, of how many it is said, and a button that copies it with `all` of them.
    fn said(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        response: Response,
        (said, count): (&str, &str),
        is_open: bool,
        all: impl Fn(&str) -> String,
    ) {
        let tokens = ctx.tokens;
        fold_sign(ui, ctx, self.at(FOLDED, self.rect.left() + BELOW - 4.0), is_open);
        let plain = |colour| TextFormat::simple(tokens.normal(), colour);
        let is_cut = paragraph(ui, self.at(BELOW, self.buttons() - COUNT), said, plain(tokens.text));
        words(ui, self.at(BELOW, self.buttons() - GAP), count, plain(tokens.muted), true);
        response.widget_info(|| {
            WidgetInfo::selected(egui::Role::Button, true, is_open, format!("{said}: {count}"))
        });
        within(ui, self.at(0.0, self.rect.right() - 10.0).with_min_x(self.buttons()), said, |ui| {
            let hint = "Copy the sentence with all its files";
            if named_button(ui, "Copy", &format!("Copy: {said}"), hint).clicked() {
                ctx.send(Command::CopyText(all(said)));
            }
            settings_button(ui, ctx, said, said);
        });
        if is_cut {
            response.on_hover_text(said);
        }
    }

    /// A file, and what is said of it where its sentence does not stand above.
    fn one(&self, ui: &mut Ui, ctx: &ViewContext<'_>, response: Response, one: u32, is_under: bool) {
        let tokens = ctx.tokens;
        let Some(problem) = ctx.session.problems().get(one as usize) else { return };
        let path = problem.path.as_deref().unwrap_or("");
        let is_cut = if is_under {
            name_and_folder(ui, ctx, self.at(BELOW + 22.0, self.buttons() - GAP), path)
        } else {
            let (left, right) = self.name_and_words();
            let muted = TextFormat::simple(tokens.normal(), tokens.muted);
            name_and_folder(ui, ctx, left, path) | paragraph(ui, right, &problem.text, muted)
        };
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Row, true, problem.to_string()));
        within(ui, self.at(0.0, self.rect.right() - 10.0).with_min_x(self.buttons()), (one, "one"), |ui| {
            let hint = "Copy the file's path and what is said of it";
            if named_button(ui, "Copy", &format!("Copy: {path}"), hint).clicked() {
                ctx.send(Command::CopyText(problem.to_string()));
            }
            let hint = "Show it where it lies, in the system's own window";
            if !path.is_empty() && named_button(ui, "Show", &format!("Show: {path}"), hint).clicked() {
                ctx.send(Command::ShowFile(path.to_owned()));
            }
            if !is_under {
                settings_button(ui, ctx, &problem.text, path);
            }
        });
        if is_cut {
            response.on_hover_text(format!("{path}\n{}", problem.text));
        }
    }
}
