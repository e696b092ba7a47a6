//! Compare: two to six outlets side by side, at a glance and in full.

mod columns;
mod evidence;
mod glance;
mod words;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Margin, Panel, Popup, RichText, Ui};

use crate::analysis::Comparison;
use crate::analysis::coverage::outlets_in_words;
use crate::corpus::Corpus;
use crate::figure::{Numbers, format};
use crate::session::{Action, Command, Role};
use crate::ui::context::ViewContext;
use crate::ui::panes;
use crate::ui::widgets::button::{dropping, figure_buttons};
use crate::ui::widgets::figure::FigureView;
use crate::ui::widgets::{EmptyAction, TRY_AGAIN, at_right, empty, failed_note, segmented, tick_box};

/// The view's own state.
#[derive(Default)]
pub struct Compare {
    columns: columns::Columns,
    figure: FigureView,
    glance: glance::GlanceTable,
    pane: Pane,
}

/// What stands above the columns, beside the glance.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
enum Pane {
    /// The table at a glance.
    #[default]
    Glance,
    /// Distinctive words as a figure.
    Figure,
    /// Distinctive words as tables.
    Words,
}

impl Compare {
    /// Draws the view.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let results = ctx.session.results();
        let answer = results.comparison().zip(results.corpus_of(Role::Comparison));
        let Some((comparison, corpus)) = answer else {
            if let Some(problem) = results.problem(Role::Comparison) {
                empty(ui, ctx, "The outlets could not be compared", &problem.text, &[TRY_AGAIN]);
            }
            return;
        };
        failed_note(ui, ctx, &[Role::Comparison]);
        if comparison.columns.len() < 2 {
            too_few(ui, ctx);
            return;
        }
        let bare = Frame::new().fill(ctx.tokens.surface);
        let room = ui.available_height();
        let head = bare.inner_margin(Margin { left: 20, right: 20, top: 12, bottom: 6 });
        Panel::top("compare head")
            .resizable(true)
            .default_size(panes::size(ctx, "compare head", (room - 160.0).max(room * 0.6)))
            .size_range(120.0..=(room - 140.0).max(130.0))
            .frame(head)
            .show(ui, |ui| {
                ui.expand_to_include_rect(ui.max_rect());
                self.title(ui, ctx, comparison);
                ui.add_space(6.0);
                match self.pane {
                    Pane::Glance => self.glance.ui(ui, ctx),
                    Pane::Figure => self.figure_ui(ui, ctx, corpus),
                    Pane::Words => words::ui(ui, ctx, corpus, comparison),
                }
            });
        panes::note(ui, ctx, "compare head", |panel| panel.y);
        CentralPanel::default()
            .frame(bare.inner_margin(Margin { left: 20, right: 20, top: 6, bottom: 0 }))
            .show(ui, |ui| {
                if results.is_computing(Role::Comparison) {
                    ui.set_opacity(ctx.tokens.sizes.motion.kept as f32);
                }
                self.columns.ui(ui, ctx, corpus, comparison);
            });
    }

    fn title(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, comparison: &Comparison) {
        let tokens = ctx.tokens;
        let is_narrow = ui.available_width() < NARROW;
        ui.horizontal(|ui| {
            let coverage = &comparison.coverage;
            let chosen = if ctx.session.bench().chosen.is_some() { "Chosen: " } else { "" };
            let title = format!(
                "{chosen}{}",
                articles_in_words(ctx.numbers(), coverage.articles, comparison.in_scope)
            );
            let title = ui.label(RichText::new(title).font(tokens.heading()).color(tokens.text));
            if coverage.articles < comparison.in_scope {
                title.on_hover_text("The others are of outlets that are not side by side here, or not known");
            }
            let mut words = outlets_of(comparison);
            if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
                words.push_str(&format!(" · {}", format::date_range(first.date, last.date)));
            }
            ui.label(RichText::new(words).color(tokens.muted));
            if ctx.session.bench().chosen.is_some()
                && ui.button("Compare all").on_hover_text("All articles that the filters leave").clicked()
            {
                ctx.send(Command::Choose(None));
            }
            if !is_narrow {
                at_right(ui, "panes, outlets, save", |ui| self.tools(ui, ctx, comparison));
            }
        });
        if is_narrow {
            ui.horizontal(|ui| self.tools(ui, ctx, comparison));
        }
    }

    fn tools(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, comparison: &Comparison) {
        let panes = [("At a glance", Pane::Glance), ("Figure", Pane::Figure), ("Word lists", Pane::Words)];
        let options = panes.map(|(text, pane)| (text, pane == self.pane, ""));
        if let Some(index) = segmented(ui, ctx, "Above the columns", options) {
            self.pane = panes[index].1;
        }
        outlets(ui, ctx, comparison);
        figure_buttons(ui, ctx);
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

/// Narrower than this, title and tools have a row each.
const NARROW: f32 = 980.0;

fn outlets_of(comparison: &Comparison) -> String {
    let (unknown, known): (Vec<_>, Vec<_>) =
        comparison.columns.iter().partition(|column| column.name.is_empty());
    let of_unknown: usize = unknown.iter().map(|column| column.articles.len()).sum();
    outlets_in_words(known.len() as u64, of_unknown as u64)
}

/// "4 of 5 articles", "5 articles".
fn articles_in_words(numbers: Numbers, shown: u32, in_scope: u32) -> String {
    let all = numbers.counted(in_scope.into(), "article", "articles");
    if shown == in_scope { all } else { format!("{} of {all}", numbers.count(shown.into())) }
}

fn too_few(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let mut ways = Vec::new();
    if !ctx.session.bench().filter.is_all() {
        ways.push(EmptyAction { action: Action::ClearFilters, text: "Clear filters" });
    }
    ways.push(EmptyAction { action: Action::ShowBrowse, text: "Back to Browse" });
    let why =
        "Comparing takes articles of at least two outlets. What is chosen or left by the filters has fewer.";
    empty(ui, ctx, "Only one outlet is left", why, &ways);
    if ctx.session.bench().chosen.is_some() {
        ui.vertical_centered(|ui| {
            if ui.button("Compare all articles").clicked() {
                ctx.send(Command::Choose(None));
            }
        });
    }
}

fn outlets(ui: &mut Ui, ctx: &ViewContext<'_>, comparison: &Comparison) {
    let button = ui.button(dropping("Outlets")).on_hover_text("Which outlets stand side by side, two to six");
    Popup::menu(&button)
        .accessible_name("Outlets side by side")
        .close_behavior(egui::PopupCloseBehavior::CloseOnClickOutside)
        .show(|ui| {
            let Some(corpus) = ctx.session.corpus() else { return };
            egui::ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                for outlet in corpus.outlets() {
                    let is_in = comparison.columns.iter().any(|column| column.name == outlet.name);
                    let is_full = comparison.columns.len() >= crate::analysis::MOST_COLUMNS;
                    let is_last_pair = comparison.columns.len() <= 2;
                    let mut is_on = is_in;
                    let enabled = if is_in { !is_last_pair } else { !is_full };
                    let text =
                        format!("{} ({})", outlet.shown(), ctx.numbers().count(outlet.articles.into()));
                    let response = ui.add_enabled_ui(enabled, |ui| tick_box(ui, ctx, &mut is_on, text)).inner;
                    let response = response.on_disabled_hover_text(if is_in {
                        "Two outlets at least"
                    } else {
                        "Six outlets at most"
                    });
                    if response.changed() {
                        ctx.send(Command::ToggleColumn(Arc::clone(&outlet.name)));
                    }
                }
            });
        });
}
