//! The room where samples are coded by hand: nothing else is on the screen.

mod asked;
mod draw;
mod keys;
mod results;
mod unit;

use std::sync::Arc;

use egui::{CentralPanel, Frame, Panel, Rect, RichText, ScrollArea, Ui, UiBuilder, vec2};
use egui_material_icons::icons::{ICON_ARROW_BACK, ICON_CLOSE};

use self::draw::NewSample;
use self::unit::UnitPane;
use super::context::ViewContext;
use super::widgets::{action_button, at_right, icon_button, plain_button, segmented};
use crate::framing::coding::{Strata, UnitKind};
use crate::project::Coding;
use crate::session::{Action, CodingFile, Command, DeskPane, DeskStep, Overlay};

/// What is half typed in the room.
#[derive(Debug, Default)]
pub struct CodingRoom {
    new: NewSample,
    unit: UnitPane,
}

/// Widest measure of lists and forms.
const MEASURE: f32 = 860.0;

/// Whether the room is what is seen, be it below a sheet.
pub fn is_open(ctx: &ViewContext<'_>) -> bool {
    ctx.session.lies_over(Overlay::Coding)
}

impl CodingRoom {
    /// Draws the room over all there is room for.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>) {
        let tokens = ctx.tokens;
        let height = tokens.sizes.row.bar as f32;
        let bare = Frame::new().fill(tokens.surface);
        let place = Panel::top("coding bar").show_separator_line(false).exact_size(height).frame(bare);
        let place = place.show(ui, |_| {}).response.rect;
        let frame = Frame::new().fill(tokens.surface);
        CentralPanel::default().frame(frame).show(ui, |ui| match ctx.session.desk().pane {
            DeskPane::Samples => samples(ui, ctx),
            DeskPane::New => self.new.ui(ui, ctx),
            DeskPane::Code => self.unit.ui(ui, ctx),
            DeskPane::Results => results::ui(ui, ctx),
        });
        // Last, so that the Tab key comes to what one is here for first, and to the cross at the end.
        bar(ui, ctx, place);
        keys::between_panes(ui, ctx);
    }
}

fn bar(ui: &mut Ui, ctx: &ViewContext<'_>, place: Rect) {
    let tokens = ctx.tokens;
    let inside = place.shrink2(vec2(tokens.sizes.space.panel as f32, 0.0));
    let inside = UiBuilder::new().id_salt("inside of the coding bar").max_rect(inside);
    ui.scope_builder(inside, |ui| {
        ui.horizontal_centered(|ui| {
            let desk = ctx.session.desk();
            if desk.pane != DeskPane::Samples && icon_button(ui, ICON_ARROW_BACK, "All samples").clicked() {
                ctx.send(Command::AtDesk(DeskStep::Look(DeskPane::Samples)));
            }
            let sample = ctx.session.desk_sample().map(|(_, coding)| coding);
            let title = match (desk.pane, sample) {
                (DeskPane::New, _) => "New sample".to_owned(),
                (DeskPane::Code | DeskPane::Results, Some(coding)) => title_of(ctx, coding),
                _ => "Coding by hand".to_owned(),
            };
            ui.label(RichText::new(title).font(tokens.heading()).color(tokens.text));
            if let (DeskPane::Code | DeskPane::Results, Some(coding)) = (desk.pane, sample) {
                ui.label(RichText::new(size_of(ctx, coding)).color(tokens.muted));
            }
            at_right(ui, "panes of the sample", |ui| {
                if matches!(desk.pane, DeskPane::Code | DeskPane::Results) {
                    let panes = [
                        ("Code", desk.pane == DeskPane::Code, "Answer unit by unit (C)"),
                        (
                            "Results",
                            desk.pane == DeskPane::Results,
                            "How far coders agree, and how hits do (R)",
                        ),
                    ];
                    if let Some(at) = segmented(ui, ctx, "Sample", panes) {
                        let pane = if at == 0 { DeskPane::Code } else { DeskPane::Results };
                        ctx.send(Command::AtDesk(DeskStep::Look(pane)));
                    }
                    ui.add_space(8.0);
                }
                if icon_button(ui, ICON_CLOSE, "Close coding by hand").clicked() {
                    ctx.send(Command::AtDesk(DeskStep::Look(DeskPane::Samples)));
                    ctx.act(Action::CloseOverlay);
                }
            });
        });
    });
    ui.painter().hline(place.x_range(), place.bottom() - 0.5, tokens.rule());
}

fn title_of(ctx: &ViewContext<'_>, coding: &Coding) -> String {
    let book = &ctx.session.bench().coding;
    let id = &coding.plan.codebook;
    book.codebook(id).map_or_else(|| id.to_string(), |codebook| codebook.title.clone())
}

/// "100 of 1,204 sentences".
fn size_of(ctx: &ViewContext<'_>, coding: &Coding) -> String {
    let (one, many) = match coding.plan.unit {
        UnitKind::Sentence => ("sentence", "sentences"),
        UnitKind::Article => ("article", "articles"),
    };
    let drawn = ctx.numbers().count(coding.units.len() as u64);
    format!("{drawn} of {}", ctx.numbers().counted(coding.of, one, many))
}

/// A column in the middle of the room.
fn column(ui: &mut Ui, name: &str, width: f32, content: impl FnOnce(&mut Ui)) {
    ScrollArea::vertical().id_salt(name).auto_shrink(false).show(ui, |ui| {
        let room = ui.available_width();
        let width = width.min(room - 48.0);
        ui.horizontal_top(|ui| {
            ui.add_space(((room - width) / 2.0).max(0.0));
            ui.vertical(|ui| {
                ui.set_width(width);
                ui.add_space(24.0);
                content(ui);
                ui.add_space(32.0);
            });
        });
    });
}

fn samples(ui: &mut Ui, ctx: &ViewContext<'_>) {
    let tokens = ctx.tokens;
    let samples = &ctx.session.bench().coding.samples;
    column(ui, "samples", MEASURE, |ui| {
        let why = "Dictionary hits say which words stand there. Whether a frame is there only people can say: \
                   draw a blind sample, have two or more of you answer yes or no without talking, and see how far \
                   you agree and how often the words are right.";
        ui.label(RichText::new(why).color(tokens.muted));
        ui.add_space(12.0);
        ui.horizontal(|ui| {
            if plain_button(ui, "New sample…", "Draw sentences or articles at random").clicked() {
                ctx.send(Command::AtDesk(DeskStep::Look(DeskPane::New)));
            }
            if plain_button(ui, "Codebooks…", Action::ShowCodebooks.tooltip()).clicked() {
                ctx.act(Action::ShowCodebooks);
            }
        });
        ui.add_space(16.0);
        if samples.is_empty() {
            ui.label(RichText::new("No sample was drawn yet").font(tokens.strong()).color(tokens.text));
        }
        for (at, coding) in samples.iter().enumerate() {
            sample(ui, ctx, at, coding);
        }
    });
}

fn sample(ui: &mut Ui, ctx: &ViewContext<'_>, at: usize, coding: &Coding) {
    let tokens = ctx.tokens;
    ui.painter().hline(ui.max_rect().x_range(), ui.cursor().top(), tokens.rule());
    ui.add_space(10.0);
    let number = at + 1;
    ui.horizontal(|ui| {
        ui.label(RichText::new(title_of(ctx, coding)).font(tokens.strong()).color(tokens.text));
        ui.label(RichText::new(size_of(ctx, coding)).color(tokens.text));
        at_right(ui, &format!("do with sample {at}"), |ui| {
            for (text, pane, tip) in [
                ("Code", DeskPane::Code, "Go on answering"),
                (
                    "Results",
                    DeskPane::Results,
                    "How far coders agree, and how dictionary hits do against them",
                ),
            ] {
                let button = plain_button(ui, text, tip);
                named(&button, &format!("{text} sample {number}"));
                if button.clicked() {
                    ctx.send(Command::AtDesk(DeskStep::Take(at, pane)));
                }
            }
            let save =
                plain_button(ui, "Save answers…", "Every answer with its unit, coder and note, as CSV");
            named(&save, &format!("Save answers of sample {number}"));
            if save.clicked() {
                ctx.send(Command::SaveCoding(CodingFile::Answers(at)));
            }
            let drop = plain_button(ui, "Throw away", "With all answers; can be undone");
            named(&drop, &format!("Throw sample {number} away"));
            if drop.clicked() {
                ctx.send(Command::DropSample(at));
            }
        });
    });
    ui.label(RichText::new(how_drawn(ctx, coding)).font(tokens.small()).color(tokens.muted));
    ui.label(RichText::new(who_coded(ctx, at)).font(tokens.small()).color(tokens.muted));
    ui.add_space(10.0);
}

fn how_drawn(ctx: &ViewContext<'_>, coding: &Coding) -> String {
    let plan = &coding.plan;
    let strata = match plan.strata {
        Strata::None => "drawn from all alike",
        Strata::Outlet => "as many of each outlet",
    };
    let blind = if plan.is_blind { "blind" } else { "with outlet and headline shown" };
    let story = match plan.story.as_deref() {
        Some("") => "from a story without a headline · ".to_owned(),
        Some(title) => format!("from the story “{title}” · "),
        None => String::new(),
    };
    format!("{story}{strata} · {blind} · seed {}", ctx.numbers().count(plan.seed))
}

/// "Ada answered 100 units, Bo 40".
fn who_coded(ctx: &ViewContext<'_>, sample: usize) -> String {
    let counts = ctx.session.coded(sample).filter(|counts| counts.units() > 0);
    let Some(counts) = counts else { return "Nobody has coded it yet".to_owned() };
    let of = |coder: &Arc<str>| format!("{coder} {}", ctx.numbers().count(counts.units_of(coder).into()));
    let said: Vec<String> = counts.coders().map(of).collect();
    format!("Units with an answer: {}", said.join(", "))
}

/// Why what is seen could not be found out, and how to ask again. Whether there is such a thing.
fn problem(ui: &mut Ui, ctx: &ViewContext<'_>) -> bool {
    let Some(problem) = ctx.session.desk().problem() else { return false };
    ui.horizontal_wrapped(|ui| {
        ui.label(RichText::new(&problem.text).color(ctx.tokens.problem));
        action_button(ui, ctx, Action::TryAgain, "Try again");
    });
    true
}

/// The name a screen reader hears, where the words on a button would not tell it from others.
fn named(button: &egui::Response, name: &str) {
    button.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, button.enabled(), name));
}
