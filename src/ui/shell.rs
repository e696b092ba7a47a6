//! The bar on top, which is always there.

use egui::{Button, Frame, Id, Margin, Panel, RichText, Sense, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_ARROW_BACK, ICON_ARROW_FORWARD, ICON_MENU};

use super::context::ViewContext;
use super::shortcuts;
use super::widgets::query_field::{FieldLook, QueryField};
use super::widgets::{at_right, icon_button, progress};
use crate::query::Query;
use crate::session::{Action, Command, Group, JobKind, View};

/// The search field's place among egui's ids, so that an action can give it the keyboard.
pub fn search_id() -> Id {
    Id::unique("search articles")
}

/// The bar on top.
pub fn top_bar(ui: &mut Ui, ctx: &ViewContext<'_>, search: &mut QueryField) {
    let tokens = ctx.tokens;
    let frame =
        Frame::new().fill(tokens.surface).inner_margin(Margin::symmetric(tokens.sizes.space.panel as i8, 0));
    Panel::top("top bar")
        .show_separator_line(false)
        .exact_size(tokens.sizes.row.bar as f32)
        .frame(frame)
        .show(ui, |ui| {
            ui.horizontal_centered(|ui| {
                menu(ui, ctx);
                ui.label(RichText::new("Parallax").font(tokens.strong()).color(tokens.text));
                let name = ctx.session.library().name();
                if !name.is_empty() {
                    let label =
                        egui::Label::new(RichText::new(&name).font(tokens.small()).color(tokens.muted))
                            .truncate();
                    ui.scope(|ui| {
                        ui.set_max_width(180.0);
                        ui.add(label).on_hover_ui(|ui| {
                            for root in ctx.session.roots() {
                                ui.label(root.display().to_string());
                            }
                        });
                    });
                }
                ui.add_space(16.0);
                for (view, action) in [
                    (View::Browse, Action::ShowBrowse),
                    (View::Frequency, Action::ShowFrequency),
                    (View::Compare, Action::ShowCompare),
                ] {
                    tab(ui, ctx, view, action);
                }
                if ctx.session.corpus().is_some() {
                    ui.add_space(4.0);
                    step(ui, ctx, Action::Back, ICON_ARROW_BACK);
                    step(ui, ctx, Action::Forward, ICON_ARROW_FORWARD);
                }
                at_right(ui, "search and palette", |ui| {
                    if ctx.session.corpus().is_some() {
                        let width = (ui.ctx().content_rect().width() * 0.22).clamp(120.0, 300.0);
                        search_field(ui, ctx, search, width);
                    }
                    let keys = shortcuts::keys(Action::Palette)
                        .map(|keys| ui.ctx().format_shortcut(&keys))
                        .unwrap_or_default();
                    let palette =
                        Button::new(RichText::new(keys).font(tokens.small()).color(tokens.muted)).small();
                    let response =
                        ui.add(palette).on_hover_text(super::widgets::button::tooltip(ui, Action::Palette));
                    response.widget_info(|| {
                        WidgetInfo::labeled(egui::Role::Button, true, Action::Palette.text())
                    });
                    if response.clicked() {
                        ctx.act(Action::Palette);
                    }
                });
            });
        });
    thin_rule(ui, ctx);
}

fn thin_rule(ui: &mut Ui, ctx: &ViewContext<'_>) {
    // While a folder is read, the rule under the bar is its progress.
    let reading = ctx.session.jobs().find(|job| job.kind == JobKind::Read);
    let frame = Frame::new().fill(ctx.tokens.line);
    Panel::top("rule under the bar").show_separator_line(false).exact_size(1.5).frame(frame).show(ui, |ui| {
        progress::thin_line(ui, ctx, reading.map(|job| job.progress));
    });
}

fn search_field(ui: &mut Ui, ctx: &ViewContext<'_>, search: &mut QueryField, width: f32) {
    let is_searching = ctx.session.bench().search.is_some();
    if is_searching && icon_button(ui, egui_material_icons::icons::ICON_CLOSE, "Stop searching").clicked() {
        search.clear();
        ctx.send(Command::SetSearch(None));
    }
    let look =
        FieldLook { name: "Search articles", hint: "Search: word, \"phrase\", island*, /regex/", width };
    if let Some(query) = search.ui(ui, ctx, search_id(), look, Query::parse) {
        ctx.send(Command::SetSearch(query));
        if ctx.session.place().view != View::Browse {
            ctx.send(Command::Show(View::Browse));
        }
    }
}

fn tab(ui: &mut Ui, ctx: &ViewContext<'_>, view: View, action: Action) {
    let tokens = ctx.tokens;
    let is_on = ctx.session.place().view == view;
    let colour = if is_on { tokens.accent } else { tokens.muted };
    let widest = ui.painter().layout_no_wrap(view.title().to_owned(), tokens.strong(), colour).size().x;
    let (rect, response) = ui.allocate_exact_size(vec2(widest + 28.0, 30.0), Sense::click());
    if is_on {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.accent_ground);
    } else if response.hovered() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    if response.has_focus() {
        let stroke = egui::Stroke::new(tokens.sizes.stroke.strong as f32, tokens.accent);
        ui.painter().rect_stroke(rect, tokens.sizes.corner.normal as f32, stroke, egui::StrokeKind::Inside);
    }
    let font = if is_on { tokens.strong() } else { tokens.normal() };
    let galley = ui.painter().layout_no_wrap(view.title().to_owned(), font, colour);
    let at = pos2(rect.center().x - galley.size().x / 2.0, rect.center().y - galley.size().y / 2.0);
    ui.painter().galley(at, galley, colour);
    response.widget_info(|| WidgetInfo::selected(egui::Role::Tab, true, is_on, view.title()));
    let tooltip = super::widgets::button::tooltip(ui, action);
    if response.on_hover_text(tooltip).clicked() {
        ctx.act(action);
    }
}

fn step(ui: &mut Ui, ctx: &ViewContext<'_>, action: Action, icon: egui_material_icons::MaterialIcon) {
    ui.add_enabled_ui(action.available(ctx.session).is_ok(), |ui| {
        if icon_button(ui, icon, &super::widgets::button::tooltip(ui, action)).clicked() {
            ctx.act(action);
        }
    });
}

fn menu(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let response = icon_button(ui, ICON_MENU, "Menu");
    egui::Popup::menu(&response).accessible_name("Menu").show(|ui| {
        for group in Group::ALL {
            ui.menu_button(group.title(), |ui| {
                for action in Action::ALL.iter().filter(|action| action.group() == group) {
                    action_row(ui, ctx, *action);
                }
            });
        }
    });
}

fn action_row(ui: &mut Ui, ctx: &ViewContext<'_>, action: Action) {
    let available = action.available(ctx.session);
    let mut button = Button::new(action.text_now(ctx.session)).selected(action.is_on(ctx.session));
    if let Some(keys) = shortcuts::keys(action) {
        button = button.shortcut_text(ui.ctx().format_shortcut(&keys));
    }
    let response = ui.add_enabled(available.is_ok(), button);
    let response = match available {
        Ok(()) => response.on_hover_text(action.tooltip()),
        Err(why) => response.on_disabled_hover_text(why),
    };
    if response.clicked() {
        ctx.act(action);
        ui.close();
    }
}
