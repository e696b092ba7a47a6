//! Compare: two to six outlets side by side, at a glance and in full.

mod columns;
mod evidence;
mod glance;
mod head;
mod stories;
mod words;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, RichText, Ui};

use self::head::{About, Pane, Seen};
use self::stories::StoriesPane;
use crate::corpus::Corpus;
use crate::session::{Action, Command, ComparePane, Role};
use crate::ui::context::ViewContext;
use crate::ui::panes;
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, empty, failed_note};

/// Where there is less room than this, what stands above the columns gets more of it: few rows of a table say little.
const LOW: f32 = 640.0;

/// The view's own state.
#[derive(Default)]
pub struct Compare {
    columns: columns::Columns,
    figure: FigureView,
    head: head::Head,
    stories: StoriesPane,
    glance: glance::GlanceTable,
    words: words::WordLists,
}

impl Compare {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let about = About::of(ctx);
        let pane = self.head.follow(ctx, about);
        let results = ctx.session.results();
        let answer = results.comparison().zip(results.corpus_of(Role::Comparison));
        let comparison = answer.map(|(comparison, _)| comparison);
        let seen = Seen { about, pane, comparison };
        let bare = Frame::new().fill(ctx.tokens.surface);
        let whole = bare.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 6 });
        if pane == Pane::Stories {
            CentralPanel::default().frame(whole).show(ui, |ui| {
                self.head.ui(ui, ctx, seen);
                ui.add_space(6.0);
                self.stories.ui(ui, ctx);
            });
            return;
        }
        let (is_lost, has_failed) = (about == About::Nothing, answer.is_none());
        let is_gone = ctx.session.bench().chosen.as_ref().is_some_and(|chosen| chosen.articles().is_empty());
        let is_thin = comparison.is_some_and(|found| found.columns.len() < 2);
        // The articles of a story of one outlet can be seen and put right all the same.
        let is_alone = has_failed || is_thin;
        if is_lost || is_gone || (is_alone && pane != Pane::Above(ComparePane::Articles)) {
            CentralPanel::default().frame(whole).show(ui, |ui| {
                self.head.ui(ui, ctx, seen);
                if is_lost {
                    stands_alone(ui, ctx);
                } else if is_gone {
                    are_gone(ui, ctx);
                } else if is_thin {
                    too_few(ui, ctx, about);
                } else if let Some(problem) = results.problem(Role::Comparison) {
                    empty(ui, ctx, "The outlets could not be compared", &problem.text, &[TRY_AGAIN]);
                } else {
                    ui.label(RichText::new("Outlets are being set side by side…").color(ctx.tokens.muted));
                }
            });
            return;
        }
        let room = ui.available_height();
        let is_split = !is_alone;
        let above = |this: &mut Self, ui: &mut Ui| {
            failed_note(ui, ctx, &[Role::Comparison, Role::Tellings]);
            ui.expand_to_include_rect(ui.max_rect());
            this.head.ui(ui, ctx, seen);
            ui.add_space(6.0);
            match (pane, answer) {
                (Pane::Above(ComparePane::Articles), _) => this.head.articles(ui, ctx),
                (Pane::Above(ComparePane::Figure), Some((_, corpus))) => this.figure_ui(ui, ctx, corpus),
                (Pane::Above(ComparePane::Words), Some((comparison, corpus))) => {
                    this.words.ui(ui, ctx, corpus, comparison);
                }
                (_, Some(_)) => this.glance.ui(ui, ctx),
                (_, None) => {}
            }
        };
        if !is_split {
            CentralPanel::default().frame(whole).show(ui, |ui| above(self, ui));
            return;
        }
        Panel::top("compare head")
            .resizable(true)
            .default_size(panes::size(ctx, "compare head", room * if room < LOW { 0.58 } else { 0.46 }))
            .size_range(120.0..=(room - 140.0).max(130.0))
            .frame(whole)
            .show(ui, |ui| above(self, ui));
        panes::note(ui, ctx, "compare head", |panel| panel.y);
        let Some((comparison, corpus)) = answer else { return };
        CentralPanel::default()
            .frame(bare.inner_margin(Margin { left: 20, right: 20, top: 6, bottom: 0 }))
            .show(ui, |ui| {
                if results.is_computing(Role::Comparison) {
                    ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
                }
                self.columns.ui(ui, ctx, corpus, comparison);
            });
    }

    fn figure_ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>) {
        let Some(figure) = ctx.session.figure() else { return };
        let height = ui.available_height() - 4.0;
        let is_old = ctx.session.results().is_computing(Role::Comparison);
        let answer = egui::ScrollArea::vertical()
            .id_salt("compare figure")
            .auto_shrink(false)
            .show(ui, |ui| self.figure.ui(ui, ctx, figure, height, is_old))
            .inner;
        if let (Some(crate::figure::TargetKind::Mark(index)), crate::figure::FigureKind::Dots(dots)) =
            (answer.clicked, &figure.kind)
            && let Some(dot) = dots.dots.get(index)
            && corpus.vocabulary().id(&dot.word).is_some()
        {
            ctx.send(Command::Light(Some(dot.word.as_str().into())));
        }
    }
}

/// The article that was to be compared tells a story that nobody else tells.
fn stands_alone(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let ways = [
        EmptyAction { action: Action::AllStories, text: "All stories" },
        EmptyAction { action: Action::Undo, text: "Undo" },
    ];
    let why = "This article belongs to no story: no other is alike enough, or it was split off.";
    empty(ui, ctx, "Nobody else tells this", why, &ways);
}

/// None of the articles that were chosen is there any more.
fn are_gone(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let ways = [
        EmptyAction { action: Action::ShowBrowse, text: "Back to Browse" },
        EmptyAction { action: Action::ImportReport, text: "Import report" },
    ];
    let why =
        "None of them is in the open folders any more. They are chosen again when their files are back.";
    empty(ui, ctx, "The chosen articles are gone", why, &ways);
    compare_all_ui(ui, ctx);
}

fn compare_all_ui(ui: &mut Ui, ctx: &ViewContext<'_>) {
    ui.vertical_centered(|ui| {
        if ui.button("Compare all articles").clicked() {
            ctx.send(Command::Choose(None));
        }
    });
}

fn too_few(ui: &mut Ui, ctx: &ViewContext<'_>, about: About) {
    let mut ways = Vec::new();
    if about == About::Story {
        ways.push(EmptyAction { action: Action::AllStories, text: "All stories" });
    }
    if !ctx.session.bench().filter.is_all() {
        ways.push(EmptyAction { action: Action::ClearFilters, text: "Clear filters" });
    }
    ways.push(EmptyAction { action: Action::ShowBrowse, text: "Back to Browse" });
    let why =
        "Comparing takes articles of at least two outlets. What is chosen or left by the filters has fewer.";
    let why = match about {
        About::Story => {
            "One outlet alone tells this story, or the filters leave one. Its articles can be read."
        }
        _ => why,
    };
    empty(ui, ctx, "Only one outlet is left", why, &ways);
    if ctx.session.bench().chosen.is_some() {
        compare_all_ui(ui, ctx);
    }
}
