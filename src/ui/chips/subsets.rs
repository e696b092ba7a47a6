//! Filters kept under names: kept, used, renamed, dropped.

use egui::{Key, Popup, PopupCloseBehavior, RichText, TextEdit, Ui, WidgetInfo};
use egui_material_icons::icons::{ICON_BOOKMARK_ADD, ICON_DELETE, ICON_EDIT};

use super::held;
use crate::query::Filter;
use crate::session::{Command, NamedFilter};
use crate::ui::context::ViewContext;
use crate::ui::widgets::button::dropping;
use crate::ui::widgets::choices::no_group;
use crate::ui::widgets::icon_button;

/// What is half typed.
#[derive(Debug, Default)]
pub struct Subsets {
    name: String,
    /// The name before, and as it is being typed.
    renamed: Option<(String, String)>,
}

const LIST: f32 = 280.0;

/// The subset that the filter equals.
pub fn of<'a>(subsets: &'a [NamedFilter], filter: &Filter) -> Option<&'a NamedFilter> {
    subsets.iter().find(|subset| subset.filter == *filter)
}

impl Subsets {
    /// Draws the buttons there is a use for.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let bench = ctx.session.bench();
        let kept = of(&bench.subsets, &bench.filter);
        if !bench.filter.is_all() && kept.is_none() {
            self.keep(ui, ctx);
        }
        if !bench.subsets.is_empty() {
            let text = kept.map_or("Subsets", |subset| subset.name.as_str());
            let shown: String = if text.chars().count() > 24 {
                text.chars().take(23).chain(['…']).collect()
            } else {
                text.to_owned()
            };
            let words = RichText::new(dropping(&shown));
            let words = if kept.is_some() { words.color(ctx.tokens.accent) } else { words };
            let button = ui.button(words).on_hover_text("Filters you have kept under names");
            let spoken =
                kept.map_or_else(|| "Subsets".to_owned(), |subset| format!("Subset: {}", subset.name));
            button.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, spoken.as_str()));
            let shown = Popup::from_toggle_button_response(&button)
                .anchor(held(&button))
                .accessible_name("Subsets")
                .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
                .width(LIST)
                .show(|ui| self.list(ui, ctx, kept));
            if shown.is_none() {
                self.renamed = None;
            }
        }
    }

    fn keep(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let button = icon_button(ui, ICON_BOOKMARK_ADD, "Keep as…")
            .on_hover_text("Keep these filters under a name, to be used again");
        if button.clicked() {
            self.name.clear();
        }
        let subsets = &ctx.session.bench().subsets;
        Popup::from_toggle_button_response(&button)
            .anchor(held(&button))
            .accessible_name("Keep these filters")
            .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
            .width(260.0)
            .show(|ui| {
                let field = name_field(ui, ctx, &mut self.name, "Name of the subset", button.clicked());
                let name = self.name.trim();
                let is_taken = subsets.iter().any(|subset| subset.name == name);
                let note = if is_taken {
                    "A subset has this name: it gets these filters"
                } else {
                    "Such as “Early reports” or “Without wire copy”"
                };
                ui.label(RichText::new(note).font(ctx.tokens.small()).color(ctx.tokens.muted));
                let enter = field.lost_focus() && ui.input(|input| input.key_pressed(Key::Enter));
                let keep = ui.add_enabled(!name.is_empty(), egui::Button::new("Keep"));
                if !name.is_empty() && (enter || keep.on_disabled_hover_text("Type a name first").clicked()) {
                    ctx.send(Command::KeepSubset(name.to_owned()));
                    ui.close();
                }
            });
    }

    fn list(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, kept: Option<&NamedFilter>) {
        ui.set_width(LIST);
        egui::ScrollArea::vertical().max_height(360.0).auto_shrink([false, true]).show(ui, |ui| {
            for subset in &ctx.session.bench().subsets {
                let is_renamed = self.renamed.as_ref().is_some_and(|(from, _)| *from == subset.name);
                if is_renamed {
                    self.rename(ui, ctx);
                } else {
                    let is_on = kept.is_some_and(|kept| kept.name == subset.name);
                    self.row(ui, ctx, subset, is_on);
                }
            }
        });
    }

    fn row(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, subset: &NamedFilter, is_on: bool) {
        let mut note = None;
        ui.horizontal(|ui| {
            let width = LIST - 64.0;
            let button = egui::Button::selectable(is_on, subset.name.as_str()).truncate();
            let use_it = ui.add_sized(egui::vec2(width, 26.0), button);
            let missing = ctx.session.bench().missing_groups(&subset.filter);
            let use_it = use_it.on_hover_text(subset.filter.to_string());
            if !missing.is_empty() {
                use_it.widget_info(|| {
                    let name = format!("{}: {}", subset.name, no_group("It asks", &missing));
                    WidgetInfo::selected(egui::Role::Button, true, is_on, name)
                });
                note = Some(no_group("It asks", &missing));
            }
            if use_it.clicked() {
                ctx.send(Command::SetFilter(subset.filter.clone()));
                ui.close();
            }
            if icon_button(ui, ICON_EDIT, &format!("Rename {}", subset.name)).clicked() {
                self.renamed = Some((subset.name.clone(), subset.name.clone()));
            }
            if icon_button(ui, ICON_DELETE, &format!("Forget {}", subset.name)).clicked() {
                ctx.send(Command::DropSubset(subset.name.clone()));
            }
        });
        if let Some(note) = note {
            ui.label(RichText::new(note).font(ctx.tokens.small()).color(ctx.tokens.muted));
        }
    }

    fn rename(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let Some((from, mut to)) = self.renamed.take() else { return };
        let is_new = to == from && !ui.memory(|memory| memory.has_focus(field_id()));
        let field = name_field(ui, ctx, &mut to, "New name of the subset", is_new);
        if field.lost_focus() {
            let name = to.trim();
            if !name.is_empty() && name != from && !ui.input(|input| input.key_pressed(Key::Escape)) {
                ctx.send(Command::RenameSubset { from, to: name.to_owned() });
            }
        } else {
            self.renamed = Some((from, to));
        }
    }
}

fn field_id() -> egui::Id {
    egui::Id::unique("name of a subset")
}

fn name_field(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    text: &mut String,
    name: &str,
    is_new: bool,
) -> egui::Response {
    let field = ui.add(
        TextEdit::singleline(text)
            .id(field_id())
            .hint_text(RichText::new("Name").color(ctx.tokens.muted))
            .desired_width(f32::INFINITY)
            .margin(egui::Margin::symmetric(8, 5)),
    );
    field.widget_info(|| WidgetInfo::labeled(egui::Role::TextInput, true, name));
    if is_new {
        field.request_focus();
    }
    field
}
