//! The layers of the reader: which are on, how each looks, and the row in which they are switched.

use egui::{RichText, Sense, Ui, WidgetInfo, pos2, vec2};

use super::strokes::{self, Stroke};
use crate::ui::context::ViewContext;
use crate::ui::widgets::segmented;

/// A layer of the reader.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Kind {
    /// Words that all columns use, greyed.
    Shared,
    /// Words that one column alone uses.
    Own,
    /// Sentences that one column alone tells.
    OnlyHere,
    /// Names of contested things.
    Names,
    /// Words given to somebody.
    Voices,
    /// Words of the codebook.
    Frames,
    /// Hedges and loaded words.
    Hedges,
    /// Figures.
    Figures,
}

impl Kind {
    /// In the order of the row.
    pub const ALL: [Self; 8] = [
        Self::Shared,
        Self::Own,
        Self::OnlyHere,
        Self::Names,
        Self::Voices,
        Self::Frames,
        Self::Hedges,
        Self::Figures,
    ];

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

    /// What the legend says of it.
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

/// Which layers are on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Shown(u8);

impl Default for Shown {
    fn default() -> Self {
        Self(0).toggled(Kind::Shared).toggled(Kind::Own).toggled(Kind::OnlyHere)
    }
}

impl Shown {
    /// Whether a layer is on.
    pub fn has(self, kind: Kind) -> bool {
        self.0 & (1 << kind as u8) != 0
    }

    /// With a layer switched.
    #[must_use]
    pub fn toggled(self, kind: Kind) -> Self {
        Self(self.0 ^ (1 << kind as u8))
    }
}

/// The switches; unaligned columns know the first two layers alone.
pub fn switches(ui: &mut Ui, ctx: &ViewContext<'_>, shown: &mut Shown, is_aligned: bool) {
    let kinds = if is_aligned { &Kind::ALL[..] } else { &Kind::ALL[..2] };
    let options = kinds.iter().map(|kind| (kind.text(), shown.has(*kind), kind.tooltip()));
    if let Some(kind) = segmented(ui, ctx, "Layers", options).and_then(|index| kinds.get(index)) {
        *shown = shown.toggled(*kind);
    }
}

/// One line that says how each layer that is on looks.
pub fn legend(ui: &mut Ui, ctx: &ViewContext<'_>, shown: Shown) {
    let tokens = ctx.tokens;
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing = vec2(6.0, 2.0);
        ui.spacing_mut().interact_size.y = 0.0;
        for kind in Kind::ALL.into_iter().filter(|kind| shown.has(*kind)) {
            sample(ui, ctx, kind);
            ui.label(RichText::new(kind.legend()).font(tokens.small()).color(tokens.muted));
            ui.add_space(10.0);
        }
    });
}

/// A word set as the layer sets it.
fn sample(ui: &mut Ui, ctx: &ViewContext<'_>, kind: Kind) {
    let tokens = ctx.tokens;
    let (font, colour) = match kind {
        Kind::Names => (tokens.passage_strong(), tokens.text),
        Kind::Shared => (tokens.passage(), tokens.muted),
        _ => (tokens.passage(), tokens.text),
    };
    let galley = ui.painter().layout_no_wrap("abc".to_owned(), font, colour);
    let (rect, response) = ui.allocate_exact_size(galley.size() + vec2(8.0, 4.0), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Image, true, kind.text()));
    let word = rect.shrink2(vec2(4.0, 2.0));
    match kind {
        Kind::OnlyHere => {
            let line = egui::Stroke::new(2.0, tokens.text);
            ui.painter().vline(rect.left(), word.y_range(), line);
        }
        Kind::Voices => {
            ui.painter().rect_filled(word.expand2(vec2(1.0, 0.0)), 0.0, tokens.spoken());
        }
        Kind::Own => strokes::paint(ui.painter(), word, Stroke::Solid, tokens.text),
        Kind::Frames => strokes::paint(ui.painter(), word, Stroke::Dotted, tokens.text),
        Kind::Hedges => strokes::paint(ui.painter(), word, Stroke::Waved, tokens.text),
        Kind::Figures => strokes::paint(ui.painter(), word, Stroke::Boxed, tokens.muted),
        Kind::Shared | Kind::Names => {}
    }
    ui.painter().galley(pos2(word.left(), word.top()), galley, colour);
}
