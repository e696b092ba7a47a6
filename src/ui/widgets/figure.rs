//! A figure on the screen: painted, pointed at, gone through with the keyboard, and read out.
//!
//! The figure is one stop of the Tab key. With the keyboard on it, left and right go from mark to mark in reading
//! order, and Enter does what a click does. A screen reader hears the title as its name, all it shows as its
//! description, the marks as parts of it, and each mark as the keyboard comes to it.

use std::sync::Arc;

use egui::{CornerRadius, Pos2, Response, Sense, Stroke, StrokeKind, Ui, WidgetInfo, vec2};

use super::figure_paint::{paint, screen_rect};
use crate::figure::{Figure, FigureKind, Options, Rect, Scene, Size, TargetKind, Xy, layout, words};
use crate::session::View;
use crate::ui::context::ViewContext;
use crate::ui::theme::Tokens;

/// Marks listed as parts of a figure; its description and its CSV have the others.
const MOST_PARTS: usize = 200;

/// A figure laid out for its place on the screen; laid out anew only when figure or place change.
#[derive(Default)]
pub struct FigureView {
    laid_out: Option<LaidOut>,
    focused: usize,
    /// The line under the pointer, or else under the keyboard.
    pointed: Option<usize>,
    /// The line clicked last.
    picked: Option<usize>,
    /// What was clicked with the other button of the mouse, until it is taken.
    marked: Option<TargetKind>,
}

struct LaidOut {
    figure: Arc<Figure>,
    options: Options,
    scene: Scene,
    /// The targets as the keyboard goes through them.
    order: Vec<usize>,
    /// The figure in words.
    summary: String,
}

/// What was done to a figure.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct FigureAnswer {
    /// What was clicked, or chosen with the keyboard.
    pub clicked: Option<TargetKind>,
}

impl FigureView {
    /// Draws `figure` in the width there is and `height`; dimmed while a newer one is computed.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        height: f32,
        is_dimmed: bool,
    ) -> FigureAnswer {
        let width = ui.available_width().max(240.0);
        let options = Options {
            size: Size { width: f64::from(width), height: f64::from(height) },
            shows_title: false,
            ..Options::default()
        };
        self.ui_as(ui, ctx, figure, options, is_dimmed)
    }

    /// Draws `figure` as these options say; colours are the window's.
    pub fn ui_as(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        figure: &Arc<Figure>,
        options: Options,
        is_dimmed: bool,
    ) -> FigureAnswer {
        if self.laid_out.as_ref().is_none_or(|known| !Arc::ptr_eq(&known.figure, figure)) {
            (self.focused, self.pointed, self.picked) = (0, None, None);
        }
        let options = Options { looked_at: self.pointed.or(self.picked), ..options };
        if self.laid_out.as_ref().is_none_or(|known| !known.is_of(figure, &options)) {
            self.laid_out = Some(LaidOut::new(figure, options));
        }
        let Some(known) = &self.laid_out else { return FigureAnswer { clicked: None } };
        let size = vec2(known.scene.width as f32, known.scene.height as f32);
        let (rect, response) = ui.allocate_exact_size(size, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, figure.title.as_str()));
        let opacity = if is_dimmed { ctx.tokens.sizes.motion.kept as f32 } else { 1.0 };
        paint(ui, ctx.tokens, &known.scene, rect.min, opacity);
        self.parts(ui, &response);
        let answer = self.answer(ui, ctx, &response);
        self.look(ui, &response, answer);
        answer
    }

    /// Notes which line is looked at; another one is drawn with its interval in the next frame.
    fn look(&mut self, ui: &Ui, response: &Response, answer: FigureAnswer) {
        let Some(known) = &self.laid_out else { return };
        if !matches!(known.figure.kind, FigureKind::Lines(_)) {
            return;
        }
        let origin = response.rect.min;
        let place = response.hover_pos().map(|pos| pos - origin);
        let under = place.and_then(|by| known.scene.target_at(Xy::new(f64::from(by.x), f64::from(by.y))));
        let under = under.or_else(|| self.focused_target().filter(|_| response.has_focus()));
        let pointed = under.and_then(|target| known.figure.series_of(target.kind));
        let picked = answer.clicked.and_then(|kind| known.figure.series_of(kind)).or(self.picked);
        if (pointed, picked) != (self.pointed, self.picked) {
            (self.pointed, self.picked) = (pointed, picked);
            ui.ctx().request_repaint();
        }
    }

    /// What a screen reader is told beside the name.
    fn parts(&self, ui: &Ui, response: &Response) {
        let Some(known) = &self.laid_out else { return };
        let is_heard =
            ui.ctx().accesskit_node_builder(response.id, |node| node.set_description(known.summary.as_str()));
        if is_heard.is_none() {
            return;
        }
        for index in known.order.iter().take(MOST_PARTS) {
            if let Some(target) = known.scene.targets.get(*index) {
                let rect = screen_rect(target.rect, response.rect.min);
                let part = ui.interact(rect, response.id.with(("part", *index)), Sense::hover());
                let says = || words::short(&known.figure, target.kind);
                part.widget_info(|| WidgetInfo::labeled(egui::Role::GraphicsSymbol, true, says()));
            }
        }
        if let Some(target) = self.focused_target().filter(|_| response.has_focus()) {
            let rect = screen_rect(target.rect, response.rect.min);
            let heard = ui.interact(rect, response.id.with("mark under the keyboard"), Sense::hover());
            let says = || words::mark(&known.figure, target.kind).replace('\n', ", ");
            heard.widget_info(|| WidgetInfo::labeled(egui::Role::Status, true, says()));
            ui.ctx().accesskit_node_builder(heard.id, |node| node.set_live(egui::accesskit::Live::Polite));
        }
    }

    /// What was clicked with the other button of the mouse since this was asked last.
    pub fn take_marked(&mut self) -> Option<TargetKind> {
        self.marked.take()
    }

    fn focused_target(&self) -> Option<&crate::figure::Target> {
        let known = self.laid_out.as_ref()?;
        known.scene.targets.get(*known.order.get(self.focused)?)
    }

    fn answer(&mut self, ui: &Ui, ctx: &ViewContext<'_>, response: &Response) -> FigureAnswer {
        let Some(known) = &self.laid_out else { return FigureAnswer { clicked: None } };
        let origin = response.rect.min;
        let mut clicked = None;
        let count = known.order.len();
        if response.has_focus() && count > 0 {
            ui.memory_mut(|memory| {
                let filter = egui::EventFilter { horizontal_arrows: true, ..egui::EventFilter::default() };
                memory.set_focus_lock_filter(response.id, filter);
            });
            let (step, is_chosen) = ui.input(|input| {
                let pressed = |key| input.num_presses(key);
                let is_chosen = input.key_pressed(egui::Key::Enter) || input.key_pressed(egui::Key::Space);
                (count + pressed(egui::Key::ArrowRight) - pressed(egui::Key::ArrowLeft).min(count), is_chosen)
            });
            self.focused = (self.focused + step) % count;
            let Some(known) = &self.laid_out else { return FigureAnswer { clicked: None } };
            let target = known.order.get(self.focused).and_then(|index| known.scene.targets.get(*index));
            if let Some(target) = target {
                outline(ui, ctx.tokens, target.rect, origin, ctx.tokens.sizes.stroke.strong as f32);
                clicked = is_chosen.then_some(target.kind);
            }
        }
        let Some(known) = &self.laid_out else { return FigureAnswer { clicked } };
        if let Some(pos) = response.hover_pos() {
            let place = Xy::new(f64::from(pos.x - origin.x), f64::from(pos.y - origin.y));
            if let Some(target) = known.scene.target_at(place) {
                outline(ui, ctx.tokens, target.rect, origin, 1.0);
                ui.ctx().set_cursor_icon(egui::CursorIcon::PointingHand);
                if matches!(target.kind, TargetKind::Mark(_)) {
                    response.clone().on_hover_text_at_pointer(pointed_at(ctx, &known.figure, target.kind));
                }
                if response.secondary_clicked() {
                    self.marked = Some(target.kind);
                }
                if response.clicked() {
                    return FigureAnswer { clicked: Some(target.kind) };
                }
            }
        }
        FigureAnswer { clicked }
    }
}

impl LaidOut {
    fn new(figure: &Arc<Figure>, options: Options) -> Self {
        let scene = layout(figure, &options);
        let place_of: std::collections::BTreeMap<usize, usize> = (0..)
            .zip(&scene.targets)
            .filter_map(|(index, target)| match target.kind {
                TargetKind::Mark(mark) => Some((mark, index)),
                TargetKind::Category(_) | TargetKind::Series(_) => None,
            })
            .collect();
        let marks = words::reading_order(figure);
        let mut order: Vec<usize> = marks.iter().filter_map(|mark| place_of.get(mark).copied()).collect();
        let is_other = |index: &usize| !matches!(scene.targets[*index].kind, TargetKind::Mark(_));
        order.extend((0..scene.targets.len()).filter(is_other));
        Self { figure: Arc::clone(figure), options, scene, order, summary: words::summary(figure) }
    }

    fn is_of(&self, figure: &Arc<Figure>, options: &Options) -> bool {
        let near = |a: f64, b: f64| (a - b).abs() < 0.5;
        let (own, asked) = (self.options.size, options.size);
        Arc::ptr_eq(&self.figure, figure)
            && near(own.width, asked.width)
            && near(own.height, asked.height)
            && Options { size: own, ..*options } == self.options
    }
}

fn pointed_at(ctx: &ViewContext<'_>, figure: &Figure, target: TargetKind) -> String {
    let mut says = words::mark(figure, target);
    if matches!(figure.kind, FigureKind::Dots(_) | FigureKind::Ranking(_))
        && ctx.session.place().view == View::Frequency
    {
        says.push_str("\nClick for the lines");
    }
    says
}

fn outline(ui: &Ui, tokens: &Tokens, rect: Rect, origin: Pos2, width: f32) {
    let rect = screen_rect(rect, origin).expand(2.0);
    let stroke = Stroke::new(width, tokens.accent);
    ui.painter().rect_stroke(rect, CornerRadius::same(3), stroke, StrokeKind::Outside);
}
