//! The save sheet: what for, how large, how sharp, on what ground, under which title, with a preview that is exact.

use std::sync::Arc;

use egui::{
    Align, Button, ComboBox, DragValue, Id, Key, Layout, Modal, Modifiers, RichText, TextEdit, Ui, vec2,
};

use super::context::ViewContext;
use super::save_preview::Preview;
use super::widgets::button::tooltip;
use super::widgets::{icon_button, plain_button, segmented, tick_box};
use crate::export::{Choices, FigureFormat, Ground, LengthUnit, Measures, Purpose};
use crate::figure::Figure;
use crate::figure::svg::TextAs;
use crate::session::{Action, Command, FigureTitle, Overlay};

/// Width of the choices.
const FORM: f32 = 340.0;
/// Width of what stands before a choice.
const LABEL: f32 = 68.0;
/// Dots per inch that are asked for most: slides, journals, line art.
const USUAL_DPI: [(&str, u16); 3] = [("150", 150), ("300", 300), ("600", 600)];

/// The sheet's own state.
#[derive(Default)]
pub struct SaveSheet {
    preview: Preview,
    typed: FigureTitle,
    is_open: bool,
}

impl SaveSheet {
    /// Draws the sheet, if it is open.
    pub fn ui(&mut self, ui: &Ui, ctx: &ViewContext<'_>) {
        if ctx.session.overlay() != Overlay::SaveFigure {
            self.is_open = false;
            return;
        }
        let Some(figure) = ctx.session.figure() else {
            ctx.act(Action::CloseOverlay);
            return;
        };
        let is_new = !std::mem::replace(&mut self.is_open, true);
        if is_new || !ui.text_edit_focused() {
            // Undo may have changed it.
            self.typed = ctx.session.figure_title().cloned().unwrap_or_default();
        }
        // A button under the keyboard takes Enter for itself; a field does not.
        let is_free = ui.text_edit_focused() || ui.memory(|memory| memory.focused().is_none());
        let enter = is_free && ui.input_mut(|input| input.consume_key(Modifiers::NONE, Key::Enter));
        let window = ui.content_rect().size();
        let room = vec2((window.x - 96.0).min(1_480.0), (window.y - 112.0).min(920.0));
        let margin = egui::Margin::same(ctx.tokens.sizes.space.panel as i8);
        let frame = egui::Frame::popup(ui.style()).inner_margin(margin);
        let response = Modal::new(Id::unique("save sheet"))
            .backdrop_color(ctx.tokens.scrim)
            .frame(frame)
            .show(ui.ctx(), |ui| {
                ui.set_width(room.x);
                ui.horizontal(|ui| {
                    ui.label(
                        RichText::new("Save the figure").font(ctx.tokens.heading()).color(ctx.tokens.text),
                    );
                    ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                        if icon_button(ui, egui_material_icons::icons::ICON_CLOSE, "Close").clicked() {
                            ctx.act(Action::CloseOverlay);
                        }
                    });
                });
                ui.add_space(8.0);
                let choices = ctx.session.settings().figure;
                ui.horizontal_top(|ui| {
                    let room = vec2(room.x - FORM - 24.0, room.y - 44.0);
                    ui.vertical(|ui| {
                        ui.set_width(room.x);
                        let height = self.preview.height_words(ctx.numbers(), figure, &choices);
                        let below = if height.is_empty() { 26.0 } else { 64.0 };
                        self.preview.ui(ui, ctx, figure, &choices, room - vec2(0.0, below));
                        ui.add_space(4.0);
                        let words = self.preview.size_words(ctx.numbers(), figure, &choices);
                        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.muted));
                        if !height.is_empty() {
                            let text =
                                RichText::new(height).font(ctx.tokens.small()).color(ctx.tokens.problem);
                            ui.add(egui::Label::new(text).wrap());
                        }
                    });
                    ui.add_space(12.0);
                    ui.vertical(|ui| {
                        ui.set_width(FORM);
                        ui.set_height(room.y);
                        self.form(ui, ctx, choices);
                        self.buttons(ui, ctx, figure, &choices, enter, is_new);
                    });
                });
            });
        if response.should_close() {
            ctx.act(Action::CloseOverlay);
        }
    }

    fn form(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, before: Choices) {
        let mut choices = before;
        ui.spacing_mut().item_spacing.y = 10.0;
        row(ui, ctx, "File", |ui| {
            let options =
                FigureFormat::ALL.map(|one| (format_name(one), one == choices.format, format_tip(one)));
            if let Some(at) = segmented(ui, ctx, "File", options) {
                choices.format = FigureFormat::ALL[at];
            }
        });
        if choices.format != FigureFormat::Csv {
            self.look(ui, ctx, &mut choices);
        }
        if choices != before {
            ctx.send(Command::ChooseFigure(choices));
        }
    }

    fn look(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, choices: &mut Choices) {
        row(ui, ctx, "For", |ui| {
            let combo = ComboBox::from_id_salt("purpose")
                .selected_text(choices.purpose.title())
                .width(FORM - LABEL - 8.0)
                .show_ui(ui, |ui| {
                    for purpose in Purpose::ALL {
                        let response = ui.selectable_label(purpose == choices.purpose, purpose.title());
                        if response.clicked() {
                            if purpose == Purpose::Own {
                                choices.own = choices.measures();
                            }
                            choices.purpose = purpose;
                            if purpose != Purpose::Own {
                                choices.dpi = purpose.usual_dpi();
                            }
                        }
                    }
                });
            combo.response.accessible_name("What the figure is for");
        });
        measures(ui, ctx, choices);
        if choices.format == FigureFormat::Png {
            row(ui, ctx, "Dots", |ui| {
                let (least, most) = Choices::BOUNDS_DPI;
                ui.add(DragValue::new(&mut choices.dpi).range(least..=most).suffix(" per inch"))
                    .accessible_name("Dots per inch");
                let options = USUAL_DPI.map(|(text, dpi)| (text, dpi == choices.dpi, ""));
                if let Some(at) = segmented(ui, ctx, "Dots per inch", options) {
                    choices.dpi = USUAL_DPI[at].1;
                }
            });
        } else {
            row(ui, ctx, "Text", |ui| {
                let options = [
                    (
                        "As outlines",
                        choices.text == TextAs::Outlines,
                        "Looks the same on any machine; cannot be edited as text",
                    ),
                    (
                        "As text",
                        choices.text == TextAs::Text,
                        "Can be edited and searched; needs Inter, or looks a little different",
                    ),
                ];
                if let Some(at) = segmented(ui, ctx, "Text", options) {
                    choices.text = if at == 0 { TextAs::Outlines } else { TextAs::Text };
                }
            });
        }
        row(ui, ctx, "Ground", |ui| {
            let options = [
                ("Light", choices.ground == Ground::Light, "Ink on paper"),
                ("Dark", choices.ground == Ground::Dark, "Paper on ink"),
            ];
            if let Some(at) = segmented(ui, ctx, "Ground", options) {
                choices.ground = if at == 0 { Ground::Light } else { Ground::Dark };
            }
            tick_box(ui, ctx, &mut choices.is_transparent, "transparent")
                .on_hover_text("Leave the ground out, to lie on a light or dark slide of your own");
        });
        self.titles(ui, ctx);
        row(ui, ctx, "", |ui| {
            tick_box(ui, ctx, &mut choices.has_caption, "with its caption").on_hover_text(
                "The line that says what was counted, in which articles, and by which version",
            );
        });
        if !choices.has_caption {
            row(ui, ctx, "", |ui| {
                let words = "Nobody can cite or check a figure without its caption. The file keeps it inside, where only some programs show it.";
                let text = RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.problem);
                ui.add(egui::Label::new(text).wrap());
            });
        }
    }

    fn titles(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let before = self.typed.clone();
        row(ui, ctx, "Title", |ui| {
            let field = TextEdit::singleline(&mut self.typed.title)
                .hint_text(ctx.session.own_title())
                .desired_width(f32::INFINITY);
            ui.add(field).widget_info(|| {
                egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Title of the figure")
            });
        });
        row(ui, ctx, "Below it", |ui| {
            let field = TextEdit::singleline(&mut self.typed.subtitle)
                .hint_text("A second line, if you like")
                .desired_width(f32::INFINITY);
            ui.add(field)
                .widget_info(|| egui::WidgetInfo::labeled(egui::Role::TextInput, true, "Second line"));
        });
        if self.typed != before {
            ctx.send(Command::TitleFigure(self.typed.clone()));
        }
    }

    fn buttons(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        choices: &Choices,
        enter: bool,
        is_new: bool,
    ) {
        let tokens = ctx.tokens;
        let scene = self.preview.scene(figure, choices);
        let problem = choices.too_large(scene.width, scene.height);
        ui.with_layout(Layout::bottom_up(Align::Min), |ui| {
            ui.horizontal(|ui| {
                let text = RichText::new("Save…").font(tokens.strong()).color(tokens.on_accent);
                let button = Button::new(text).fill(tokens.accent).min_size(vec2(92.0, 30.0));
                let save = ui.add_enabled(problem.is_none(), button).on_hover_text("Enter");
                if is_new {
                    save.request_focus();
                }
                if save.clicked() || enter && problem.is_none() {
                    ctx.send(Command::SaveFigure);
                }
                let can_copy = problem.is_none() && choices.format != FigureFormat::Csv;
                let copy = ui.add_enabled(can_copy, Button::new("Copy picture").min_size(vec2(0.0, 30.0)));
                let copy = copy.on_hover_text(tooltip(ui, Action::CopyPicture));
                if copy.clicked() {
                    ctx.act(Action::CopyPicture);
                }
                if plain_button(ui, "Cancel", "Escape").clicked() {
                    ctx.act(Action::CloseOverlay);
                }
            });
            if let Some(problem) = problem {
                let text = RichText::new(problem).font(tokens.small()).color(tokens.problem);
                ui.add(egui::Label::new(text).wrap());
            }
        });
    }
}

/// Width, height and size of text; to change one is to choose a size of one's own.
fn measures(ui: &mut Ui, ctx: &ViewContext<'_>, choices: &mut Choices) {
    let before = choices.measures();
    let mut own = before;
    let unit = choices.unit;
    row(ui, ctx, "Size", |ui| {
        length(ui, "Width", &mut own.width_mm, unit);
        ui.label(RichText::new("×").color(ctx.tokens.muted));
        length(ui, "Height", &mut own.height_mm, unit);
        let options = LengthUnit::ALL.map(|one| (one.name(), one == unit, ""));
        if let Some(at) = segmented(ui, ctx, "Unit of size", options) {
            choices.unit = LengthUnit::ALL[at];
        }
    });
    row(ui, ctx, "Letters", |ui| {
        let (least, most) = Measures::BOUNDS_PT;
        let points =
            DragValue::new(&mut own.text_pt).range(least..=most).speed(0.1).max_decimals(1).suffix(" pt");
        ui.add(points)
            .on_hover_text("Journals ask for 7 to 8 points, slides can be read from 14 on")
            .accessible_name("Size of small text");
        let of = RichText::new("the smallest, others in proportion");
        ui.label(of.font(ctx.tokens.small()).color(ctx.tokens.muted));
    });
    if own != before {
        choices.own = own;
        choices.purpose = Purpose::Own;
    }
}

fn length(ui: &mut Ui, name: &str, mm: &mut f64, unit: LengthUnit) {
    let (least, most) = Measures::BOUNDS_MM;
    let mut shown = unit.of_mm(*mm);
    let response = ui.add(
        DragValue::new(&mut shown).range(unit.of_mm(least)..=unit.of_mm(most)).speed(1.0).max_decimals(0),
    );
    if response.changed() {
        *mm = unit.to_mm(shown);
    }
    response.accessible_name(name);
}

/// A choice with its name before it.
fn row(ui: &mut Ui, ctx: &ViewContext<'_>, name: &str, choice: impl FnOnce(&mut Ui)) {
    ui.horizontal(|ui| {
        let label = RichText::new(name).font(ctx.tokens.small()).color(ctx.tokens.muted);
        ui.allocate_ui_with_layout(vec2(LABEL, 28.0), Layout::left_to_right(Align::Center), |ui| {
            ui.set_min_width(LABEL);
            ui.label(label);
        });
        choice(ui);
    });
}

fn format_name(format: FigureFormat) -> &'static str {
    match format {
        FigureFormat::Png => "PNG",
        FigureFormat::Svg => "SVG",
        FigureFormat::Csv => "CSV",
    }
}

fn format_tip(format: FigureFormat) -> &'static str {
    match format {
        FigureFormat::Png => "A picture, for slides and documents",
        FigureFormat::Svg => "A drawing, sharp at any size, for print",
        FigureFormat::Csv => "The numbers, with intervals and reasons",
    }
}
