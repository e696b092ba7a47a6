//! Floors, prior and chance of distinctive words, and which groups and columns are shown.

use std::sync::Arc;

use egui::{DragValue, Popup, PopupCloseBehavior, ScrollArea, Ui, WidgetInfo};

use super::groups::{ChosenGroup, GROUPS, GroupChoice};
use super::put_aside::choose;
use crate::analysis::word_figures::MOST_ROWS;
use crate::analysis::{Distinctive, GroupRow, KeynessMeasure};
use crate::figure::format;
use crate::session::{Answered, MOST_FLOOR, MOST_PERMUTATIONS, MOST_WEIGHT, WordChoices};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::find_list::FindList;
use crate::ui::widgets::tick_box;

/// What is being typed or dragged, until the hand lets go.
#[derive(Default)]
pub struct WordSettings {
    draft: Option<WordChoices>,
}

impl WordSettings {
    /// Draws the menu of floors, prior and chance.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        ui.menu_button("Settings", |ui| {
            let now = &ctx.session.bench().words;
            let mut draft = self.draft.take().unwrap_or_else(|| now.clone());
            let mut is_held = false;
            let mut number = |ui: &mut Ui, name: &str, value: &mut u32, most: u32, hint: &str| {
                ui.label(name).on_hover_text(hint);
                let field = ui.add(DragValue::new(value).range(1..=most).update_while_editing(false));
                is_held |= field.dragged() || field.has_focus();
                field.on_hover_text(hint).accessible_name(name);
                ui.end_row();
            };
            egui::Grid::new("word settings").num_columns(2).show(ui, |ui| {
                let hint = "Words with fewer hits in all articles together are not tested";
                number(ui, "Least hits", &mut draft.minimum_count, MOST_FLOOR, hint);
                let hint =
                    "A word has to stand in so many articles of its outlet or group, or in all where it has fewer";
                number(ui, "Least articles", &mut draft.minimum_articles, MOST_FLOOR, hint);
                let hint = "Weight of the prior, in words: more pulls rare words towards no difference";
                number(ui, "Prior, in words", &mut draft.prior_tokens, MOST_WEIGHT, hint);
                let hint = "The constant of simple maths: 1 brings up rare words, 100 or more common ones";
                number(ui, "k of simple maths", &mut draft.simple_maths_k, MOST_WEIGHT, hint);
                let hint =
                    "So often articles are dealt out by chance for p, where there are too many ways for all";
                number(ui, "Permutations", &mut draft.permutations, MOST_PERMUTATIONS, hint);
                let hint = "Where the random numbers begin: the same seed gives the same p";
                let mut seed = u32::try_from(draft.seed).unwrap_or(u32::MAX);
                number(ui, "Seed", &mut seed, u32::MAX, hint);
                if u64::from(seed) != draft.seed {
                    draft.seed = seed.into();
                }
            });
            if draft != *now {
                if is_held {
                    self.draft = Some(draft);
                } else {
                    choose(ctx, draft);
                }
            }
        });
    }
}

/// Which groups are held against which, and shown.
#[derive(Default)]
pub struct WordGroups {
    against: GroupChoice,
    shown: FindList,
}

impl WordGroups {
    /// What each group is held against.
    pub fn against(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        found: &Distinctive,
        answer: &Arc<Answered>,
    ) {
        let words = &ctx.session.bench().words;
        ui.label(egui::RichText::new("against").color(ctx.tokens.muted));
        let name = ("Held against", "What the words of each are held against");
        let groups = (answer, found.groups.as_slice());
        if let Some(ChosenGroup(against)) =
            self.against.ui(ui, ctx, name, (words.against.as_ref(), Some("all others")), groups, |_| true)
        {
            choose(ctx, WordChoices { against, ..words.clone() });
        }
    }

    /// Which groups have a row; `rows` are those that have one now.
    pub fn shown_rows(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        found: &Distinctive,
        (answer, rows): (&Arc<Answered>, &[usize]),
    ) {
        if found.groups.len() < 3 {
            return;
        }
        let words = &ctx.session.bench().words;
        let name = format::capital(ctx.session.bench().grouping.plural());
        let button = ui.button(dropping(&name));
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &name));
        let popup = Popup::from_toggle_button_response(&button)
            .accessible_name(&name)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(GROUPS)
            .show(|ui| {
                ui.set_width(GROUPS);
                ui.label(format!("Rows of the figure, at most {MOST_ROWS}"));
                let names = || {
                    let can =
                        |(at, group): &(usize, &GroupRow)| found.against != Some(*at) && group.words > 0;
                    found.groups.iter().enumerate().filter(can).map(|(at, group)| (at, group.shown()))
                };
                self.shown.ui(ui, ctx, ("Rows of the figure", GROUPS), (answer, names), |ui, at| {
                    let Some(group) = found.groups.get(at) else { return };
                    let was = rows.contains(&at);
                    let mut is_on = was;
                    let can = was || rows.len() < MOST_ROWS;
                    let tick = ui.add_enabled(can, egui::Checkbox::new(&mut is_on, group.shown()));
                    if tick.on_disabled_hover_text("Take another one away first").changed() {
                        let mut places: Vec<usize> = rows
                            .iter()
                            .copied()
                            .filter(|row| *row != at)
                            .chain(is_on.then_some(at))
                            .collect();
                        places.sort_unstable();
                        let name = |row: usize| Some(Arc::clone(&found.groups.get(row)?.name));
                        let shown = places.into_iter().filter_map(name).collect();
                        choose(ctx, WordChoices { shown, ..words.clone() });
                    }
                });
            });
        if popup.is_none() {
            self.shown.closed();
        }
    }
}

/// Which columns the table has.
pub fn columns(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let words = &ctx.session.bench().words;
    ui.menu_button("Columns", |ui| {
        ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
            for measure in KeynessMeasure::ALL {
                let mut is_on = words.columns.contains(&measure);
                if tick_box(ui, ctx, &mut is_on, measure.title()).on_hover_text(measure.meaning()).changed() {
                    let is_kept = |one: &KeynessMeasure| {
                        if *one == measure { is_on } else { words.columns.contains(one) }
                    };
                    let columns = KeynessMeasure::ALL.into_iter().filter(is_kept).collect();
                    choose(ctx, WordChoices { columns, ..words.clone() });
                }
            }
        });
    });
}
