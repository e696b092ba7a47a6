//! The layers of the reader: how each looks, and the row in which they are switched.

use egui::{RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::strokes::{self, Stroke};
use crate::session::{Command, ReaderLayer, ReaderLayers};
use crate::ui::context::ViewContext;
use crate::ui::widgets::segmented;

/// How a layer is switched and explained.
trait Told {
    /// Its name on the switch.
    fn text(self) -> &'static str;
    /// What the switch does.
    fn tooltip(self) -> &'static str;
    /// What the legend says of it.
    fn legend(self) -> &'static str;
}

impl Told for ReaderLayer {
    fn text(self) -> &'static str {
        match self {
            Self::Shared => "Shared words",
            Self::Own => "Own words",
            Self::OnlyHere => "Only here",
            Self::Names => "Names",
            Self::Voices => "Voices",
            Self::Frames => "Frames",
            Self::Hedges => "Hedges",
            Self::Figures => "Figures",
        }
    }

    fn tooltip(self) -> &'static str {
        match self {
            Self::Shared => "Grey the words that all columns use",
            Self::Own => "Underline the words that only one column uses, in the colour of its outlet",
            Self::OnlyHere => "Mark the sentences that no other column tells",
            Self::Names => "Set the names of contested things in bold",
            Self::Voices => "Tint the words given to somebody who is quoted or reported",
            Self::Frames => "Dot the words that the codebook lists for a frame",
            Self::Hedges => "Wave under hedges and loaded words, outside quotations",
            Self::Figures => "Frame numbers, dates and sums of money",
        }
    }

    fn legend(self) -> &'static str {
        match self {
            Self::Shared => "all use it",
            Self::Own => "one alone uses it",
            Self::OnlyHere => "told here alone",
            Self::Names => "name of a contested thing",
            Self::Voices => "somebody’s words",
            Self::Frames => "dictionary hit",
            Self::Hedges => "hedge or loaded word",
            Self::Figures => "number, date or sum",
        }
    }
}

/// The switches; unaligned columns know the first two layers alone.
pub fn switches(ui: &mut Ui, ctx: &ViewContext<'_>, is_aligned: bool) {
    let shown = ctx.session.reader_layers();
    let layers = if is_aligned { &ReaderLayer::ALL[..] } else { &ReaderLayer::ALL[..2] };
    let options = layers.iter().map(|layer| (layer.text(), shown.has(*layer), layer.tooltip()));
    if let Some(layer) = segmented(ui, ctx, "Layers", options).and_then(|index| layers.get(index)) {
        ctx.send(Command::SwitchLayer(*layer));
    }
}

/// One line that says how each layer that is on looks.
pub fn legend(ui: &mut Ui, ctx: &ViewContext<'_>, shown: ReaderLayers) {
    let tokens = ctx.tokens;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        for layer in shown.on() {
            sample(ui, ctx, layer);
            ui.label(RichText::new(layer.legend()).font(tokens.small()).color(tokens.muted));
            ui.add_space(10.0);
        }
    });
}

/// A word set as the layer sets it.
fn sample(ui: &mut Ui, ctx: &ViewContext<'_>, layer: ReaderLayer) {
    let tokens = ctx.tokens;
    let (font, colour) = match layer {
        ReaderLayer::Names => (tokens.passage_strong(), tokens.text),
        ReaderLayer::Shared => (tokens.passage(), tokens.muted),
        _ => (tokens.passage(), tokens.text),
    };
    let galley = ui.painter().layout_no_wrap("abc".to_owned(), font, colour);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(8.0, 4.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, layer.text()));
    let word = rect.shrink2(vec2(4.0, 2.0));
    match layer {
        ReaderLayer::OnlyHere => {
            let line = egui::Stroke::new(2.0, tokens.text);
            ui.painter().vline(rect.left(), word.y_range(), line);
        }
        ReaderLayer::Voices => {
            ui.painter().rect_filled(word.expand2(vec2(1.0, 0.0)), 0.0, tokens.spoken());
        }
        ReaderLayer::Own => strokes::paint(ui.painter(), word, Stroke::Solid, tokens.text),
        ReaderLayer::Frames => strokes::paint(ui.painter(), word, Stroke::Dotted, tokens.text),
        ReaderLayer::Hedges => strokes::paint(ui.painter(), word, Stroke::Waved, tokens.text),
        ReaderLayer::Figures => strokes::paint(ui.painter(), word, Stroke::Boxed, tokens.muted),
        ReaderLayer::Shared | ReaderLayer::Names => {}
    }
    ui.painter().galley(pos2(word.left(), word.top()), galley, colour);
}
