//! What lenses hold against each other: outlets, or countries, sections, languages, stretches of time.

use std::sync::Arc;

use egui::{ComboBox, Popup, PopupCloseBehavior, RichText, Ui, WidgetInfo};

use crate::analysis::{GroupRow, Grouping};
use crate::figure::Ink;
use crate::session::{Action, Answered, Command, Pick};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::{action_button, dropping};
use crate::ui::widgets::find_list::FindList;

/// With only the articles of a group.
pub fn pick_group(group: &GroupRow, pick: Pick) -> Pick {
    match group.outlet {
        Some(_) => Pick { outlet: Some(Arc::clone(&group.name)), ..pick },
        None => Pick { outlet: None, within: group.filter(), days: group.days().or(pick.days), ..pick },
    }
}

/// The ink of a group, as figures have it: outlets have their own, other groups that of their place.
pub fn group_ink(ctx: &ViewContext<'_>, group: &GroupRow, at: usize) -> Option<Ink> {
    match group.outlet {
        Some(_) => ctx.ink(&group.name),
        None => Some(Ink::nth(at)),
    }
}

/// What is held against each other; `groups` are those of the answer on the screen.
pub fn groupings<'g>(ui: &mut Ui, ctx: &ViewContext<'_>, groups: impl IntoIterator<Item = &'g GroupRow>) {
    let now = ctx.session.bench().grouping;
    let combo = ComboBox::from_id_salt("grouping").selected_text(format!("by {}", now.label())).width(112.0);
    let combo = combo.show_ui(ui, |ui| {
        for grouping in Grouping::ALL {
            if ui.selectable_label(grouping == now, format!("by {}", grouping.label())).clicked() {
                ctx.send(Command::SetGrouping(grouping));
            }
        }
    });
    let hint = "What is held against each other: outlets, or countries, sections, languages, months";
    combo.response.on_hover_text(hint).accessible_name("What is compared");
    let mut groups = groups.into_iter().peekable();
    if now == Grouping::Outlet || groups.peek().is_none() || groups.any(|group| !group.name.is_empty()) {
        return;
    }
    // All articles in one group that is none: where groups come from is said.
    match now {
        Grouping::Group | Grouping::Country => {
            action_button(ui, ctx, Action::ShowOutlets, &format!("Give outlets a {}…", now.label()));
        }
        Grouping::Story if ctx.session.stories().is_none() => {
            ui.label(RichText::new("looking for stories…").color(ctx.tokens.muted));
        }
        Grouping::Story => {
            let words = "no story found: no two articles are alike enough";
            ui.label(RichText::new(words).color(ctx.tokens.muted));
            action_button(ui, ctx, Action::AllStories, "Look in Compare");
        }
        _ => {
            ui.label(RichText::new("no article has one").color(ctx.tokens.muted));
        }
    }
}

/// A group that was chosen, by name, or all together.
pub struct ChosenGroup(pub Option<Arc<str>>);

/// A choice among groups, as many as there are.
#[derive(Debug, Default)]
pub struct GroupChoice {
    list: FindList,
}

/// A longer name is cut on the button.
const WIDEST: f32 = 150.0;

/// How wide the list is.
pub const GROUPS: f32 = 300.0;

impl GroupChoice {
    /// Draws the button and, under it, the list of the groups that `can` be chosen; `none` stands first, for no
    /// single group.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        (name, hint): (&str, &str),
        (now, none): (Option<&Arc<str>>, Option<&str>),
        (answer, groups): (&Arc<Answered>, &[GroupRow]),
        can: impl Fn(&GroupRow) -> bool,
    ) -> Option<ChosenGroup> {
        let grouping = ctx.session.bench().grouping;
        let shown = now.map_or(none.unwrap_or_default(), |name| grouping.named(name));
        let button = egui::Button::new(dropping(shown)).truncate();
        let place = ui.scope(|ui| {
            ui.set_max_width(WIDEST);
            ui.add(button)
        });
        let button = place.inner.on_hover_text(hint);
        button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("{name}: {shown}")));
        let mut chosen = None;
        let popup = Popup::from_toggle_button_response(&button)
            .accessible_name(name)
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(GROUPS)
            .show(|ui| {
                ui.set_width(GROUPS);
                if let Some(none) = none
                    && ui.selectable_label(now.is_none(), none).clicked()
                {
                    chosen = Some(ChosenGroup(None));
                }
                let names = || {
                    let named = groups.iter().enumerate().filter(|(_, group)| can(group));
                    named.map(|(at, group)| (at, group.shown()))
                };
                self.list.ui(ui, ctx, (name, GROUPS), (answer, names), |ui, at| {
                    let Some(group) = groups.get(at) else { return };
                    let label = egui::Button::selectable(now == Some(&group.name), group.shown()).truncate();
                    if ui.add(label).clicked() {
                        chosen = Some(ChosenGroup(Some(Arc::clone(&group.name))));
                    }
                });
                if chosen.is_some() {
                    ui.close();
                }
            });
        if popup.is_none() {
            self.list.closed();
        }
        chosen
    }
}
