//! Above the comparison: what is compared, what is seen of it, and the menus that choose both.

use std::sync::Arc;

use egui::{Label, Popup, PopupCloseBehavior, RichText, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_CHEVRON_LEFT, ICON_CHEVRON_RIGHT};

use super::stories::articles::{self, Ticked};
use super::stories::edit::EditMenu;
use super::stories::pick::{self, Pick};
use super::stories::{in_words, words};
use crate::analysis::Comparison;
use crate::analysis::coverage::outlets_in_words;
use crate::corpus::ArticleId;
use crate::figure::{Numbers, format};
use crate::session::keeping_up::Follower;
use crate::session::{Action, Command, ComparePane, Role};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::{dropping, figure_buttons, tooltip};
use crate::ui::widgets::{at_right, icon_button, segmented, tick_box};

/// What is compared.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum About {
    /// All that the filter leaves.
    All,
    /// Articles chosen by hand.
    Chosen,
    /// A story.
    Story,
    /// The story of an article that tells none.
    Nothing,
}

impl About {
    /// As things are now.
    pub fn of(ctx: &ViewContext<'_>) -> Self {
        let session = ctx.session;
        if session.bench().chosen.is_some() {
            Self::Chosen
        } else if session.story().is_some() {
            Self::Story
        } else if session.place().story.is_some() && session.stories().is_some() {
            Self::Nothing
        } else {
            Self::All
        }
    }
}

/// What stands above the columns, or in their place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Pane {
    /// All stories, where none is chosen.
    Stories,
    /// What is seen where outlets stand side by side.
    Above(ComparePane),
}

/// What is seen: what is compared, in which pane, and the answer to it.
#[derive(Clone, Copy)]
pub struct Seen<'a> {
    /// What is compared.
    pub about: About,
    /// What stands above the columns, or in their place.
    pub pane: Pane,
    /// The outlets side by side, once they are compared.
    pub comparison: Option<&'a Comparison>,
}

/// The head's own state.
#[derive(Default)]
pub struct Head {
    shown: Option<ArticleId>,
    ticked: Ticked,
    follower: Follower,
    pick: Pick,
    edit: EditMenu,
    /// How wide the tools were when they were drawn last.
    tools: f32,
}

impl Head {
    /// The pane that is seen now.
    pub fn follow(&mut self, ctx: &ViewContext<'_>, about: About) -> Pane {
        let place = ctx.session.place();
        if let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) {
            self.ticked.renumber(&numbers);
            self.shown = self.shown.and_then(|id| numbers.of(id));
        }
        if std::mem::replace(&mut self.shown, place.story) != place.story {
            self.ticked.clear();
        }
        match place.above {
            _ if about == About::All && !ctx.session.compares() => Pane::Stories,
            ComparePane::Articles if about != About::Story => Pane::Above(ComparePane::Glance),
            above => Pane::Above(above),
        }
    }

    /// Draws the articles of the story.
    pub fn articles(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        if let Some((story, corpus)) = ctx.session.story().zip(ctx.session.corpus()) {
            articles::ui(ui, ctx, corpus, story, &mut self.ticked);
        }
    }

    /// Draws title and tools.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, seen: Seen<'_>) {
        let tokens = ctx.tokens;
        let Seen { about, pane, comparison } = seen;
        let (title, note) = said(ctx, seen);
        let width =
            |text: &str, font| ui.painter().layout_no_wrap(text.to_owned(), font, tokens.text).size().x;
        let (title_width, note_width) = (width(&title, tokens.heading()), width(&note, tokens.normal()));
        // Before a title is cut the tools go to a row of their own.
        let least = title_width + note_width + 32.0;
        let all = ui.available_width();
        let is_narrow = all < least + self.tools;
        ui.horizontal(|ui| {
            let room = if is_narrow { all } else { all - self.tools - 16.0 };
            let text = RichText::new(&title).font(tokens.heading()).color(tokens.text);
            let is_cut = title_width + note_width + 16.0 > room;
            let label = ui
                .scope(|ui| {
                    ui.set_max_width((room - note_width - 16.0).max(120.0));
                    ui.add(Label::new(text).truncate())
                })
                .inner;
            let is_part = about != About::Story
                && pane != Pane::Stories
                && comparison.is_some_and(|found| found.coverage.articles < found.in_scope);
            if is_cut {
                label.on_hover_text(&title);
            } else if is_part {
                label.on_hover_text("The others are of outlets that are not side by side here, or not known");
            }
            ui.label(RichText::new(&note).color(tokens.muted));
            if about == About::Chosen
                && ui.button("Compare all").on_hover_text("All articles that the filters leave").clicked()
            {
                ctx.send(Command::Choose(None));
            }
            if !is_narrow {
                at_right(ui, "panes, outlets, save", |ui| self.measured(ui, ctx, seen));
            }
        });
        if is_narrow {
            ui.horizontal(|ui| self.measured(ui, ctx, seen));
        }
    }

    fn measured(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, seen: Seen<'_>) {
        let left = ui.cursor().left();
        self.tools(ui, ctx, seen);
        let drawn = ui.min_rect().right() - left;
        if (drawn - self.tools).abs() > 0.5 {
            self.tools = drawn;
            ui.ctx().request_repaint();
        }
    }

    fn tools(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, seen: Seen<'_>) {
        let Seen { about, pane, comparison } = seen;
        let first = match about {
            About::All => Some(("Stories", Pane::Stories)),
            About::Story => Some(("Articles", Pane::Above(ComparePane::Articles))),
            About::Chosen | About::Nothing => None,
        };
        if about != About::Nothing {
            let rest = [
                ("At a glance", ComparePane::Glance),
                ("Figure", ComparePane::Figure),
                ("Word lists", ComparePane::Words),
            ]
            .map(|(text, above)| (text, Pane::Above(above)));
            let panes: Vec<(&str, Pane)> = first.into_iter().chain(rest).collect();
            let options: Vec<_> = panes.iter().map(|(text, one)| (*text, *one == pane, "")).collect();
            if let Some(index) = segmented(ui, ctx, "Above the columns", options) {
                match panes.get(index).map(|(_, pane)| *pane) {
                    Some(Pane::Stories) => ctx.act(Action::AllStories),
                    Some(Pane::Above(above)) => {
                        if pane == Pane::Stories {
                            ctx.send(Command::CompareAll);
                        }
                        ctx.send(Command::ShowAbove(above));
                    }
                    None => {}
                }
            }
        }
        self.story_menu(ui, ctx, about);
        if about == About::Story
            && let Some(story) = ctx.session.story()
            && self.edit.ui(ui, ctx, story, (&mut self.ticked, pane == Pane::Above(ComparePane::Articles)))
        {
            ctx.send(Command::ShowAbove(ComparePane::Articles));
        }
        if let Some(comparison) = comparison.filter(|_| pane != Pane::Stories && about != About::Nothing) {
            outlets(ui, ctx, comparison);
            figure_buttons(ui, ctx);
        }
    }

    /// Which story, with steps to the next and the one before.
    fn story_menu(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, about: About) {
        if about == About::Story {
            for (icon, action) in
                [(ICON_CHEVRON_LEFT, Action::PreviousStory), (ICON_CHEVRON_RIGHT, Action::NextStory)]
            {
                let can = action.available(ctx.session).is_ok();
                let step = ui.add_enabled_ui(can, |ui| icon_button(ui, icon, &tooltip(ui, action))).inner;
                if step.clicked() {
                    ctx.act(action);
                }
            }
        }
        let button = ui.button(dropping("Story")).on_hover_text("Which story, or all articles");
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, "Story"));
        let shown = Popup::from_toggle_button_response(&button)
            .accessible_name("Which story")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(pick::WIDTH)
            .show(|ui| {
                ui.set_width(pick::WIDTH);
                ui.horizontal(|ui| {
                    let all = ui.button("All stories").on_hover_text(tooltip(ui, Action::AllStories));
                    if all.clicked() {
                        ctx.act(Action::AllStories);
                        ui.close();
                    }
                    let everything = ui.button("All articles");
                    if everything.on_hover_text("Compare all that the filters leave").clicked() {
                        ctx.send(Command::CompareAll);
                        ui.close();
                    }
                });
                if let Some(number) = self.pick.ui(ui, ctx, "Find a story", None) {
                    let story = ctx.session.stories().and_then(|all| all.stories.get(number));
                    ctx.send(Command::ShowStory(story.and_then(|story| story.articles.first().copied())));
                    ui.close();
                }
            });
        if shown.is_none() {
            self.pick.closed();
        }
    }
}

/// Title, and what stands behind it.
fn said(ctx: &ViewContext<'_>, seen: Seen<'_>) -> (String, String) {
    let Seen { about, pane, comparison } = seen;
    if about == About::Nothing {
        return ("No story".to_owned(), String::new());
    }
    if pane == Pane::Stories {
        return ("Stories".to_owned(), in_words(ctx));
    }
    if let (Some(story), Some(number), Some(corpus)) =
        (ctx.session.story(), ctx.session.story_number(), ctx.session.corpus())
        && about == About::Story
    {
        let is_new = !ctx.session.results().is_computing(Role::Comparison);
        let left = comparison.filter(|_| is_new);
        return (ctx.session.story_title(number).to_owned(), words::of_story(ctx, corpus, story, left));
    }
    let Some(comparison) = comparison else { return (String::new(), String::new()) };
    let coverage = &comparison.coverage;
    let chosen = if about == About::Chosen { "Chosen: " } else { "" };
    let title =
        format!("{chosen}{}", articles_in_words(ctx.numbers(), coverage.articles, comparison.in_scope));
    let mut words = outlets_of(comparison);
    if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
        words.push_str(&format!(" · {}", format::date_range(first.date, last.last_day())));
    }
    (title, words)
}

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

fn outlets(ui: &mut Ui, ctx: &ViewContext<'_>, comparison: &Comparison) {
    let button = ui.button(dropping("Outlets")).on_hover_text("Which outlets stand side by side, two to six");
    Popup::menu(&button)
        .accessible_name("Outlets side by side")
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
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
                        format!("{} ({})", outlet.shown(), ctx.numbers().count(outlet.size.articles.into()));
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
