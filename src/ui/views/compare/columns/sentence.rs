//! One sentence of the reader as it is set: its words with the marks of the layers that are on.

use std::sync::Arc;

use egui::text::TextFormat;
use egui::{Color32, Galley, Pos2, Rect, Ui, pos2};

use super::reader::{Story, is_headline};
use super::strokes::{self, Stroke};
use crate::analysis::{Layer, LayerMark, Shading, What};
use crate::corpus::{Span, TypeId};
use crate::framing::passages::Told;
use crate::session::ReaderLayer;
use crate::ui::context::ViewContext;
use crate::ui::widgets::passage::{Passage, passage};

/// A sentence laid out.
pub struct Set {
    /// Its text.
    pub galley: Arc<Galley>,
    /// Lines to be painted: first character, one past the last.
    strokes: Vec<(usize, usize, Stroke, Color32)>,
    /// Its words: first character, one past the last, type.
    words: Vec<(usize, usize, TypeId)>,
    /// Marks of layers that are on: first character, one past the last, number among the marks of the sentence.
    marks: Vec<(usize, usize, usize)>,
}

/// A stretch of the sentence in which nothing begins or ends.
struct Piece {
    span: Span,
    word: Option<TypeId>,
}

/// Whether the layer of a mark is on.
fn is_on(story: &Story<'_>, mark: &LayerMark) -> bool {
    let kind = match mark.what.layer() {
        Layer::OnlyHere => return false,
        Layer::Voices => ReaderLayer::Voices,
        Layer::Names => ReaderLayer::Names,
        Layer::Frames => ReaderLayer::Frames,
        Layer::Hedges => ReaderLayer::Hedges,
        Layer::Figures => ReaderLayer::Figures,
    };
    story.shown.has(kind)
}

/// The line of a layer, if it has one.
fn stroke_of(what: &What) -> Option<Stroke> {
    match what.layer() {
        Layer::Frames => Some(Stroke::Dotted),
        Layer::Hedges => Some(Stroke::Waved),
        Layer::Figures => Some(Stroke::Boxed),
        Layer::OnlyHere | Layer::Names | Layer::Voices => None,
    }
}

/// The stretches between all places where a word or a mark begins or ends.
fn cut(story: &Story<'_>, told: &Told, marks: &[LayerMark]) -> Vec<Piece> {
    let corpus = story.corpus;
    let words: Vec<(Span, TypeId)> = told
        .sentence
        .words
        .clone()
        .zip(told.sentence.types(corpus))
        .map(|(position, id)| (corpus.span_at(position), *id))
        .collect();
    let shown = marks.iter().filter(|mark| is_on(story, mark)).map(|mark| mark.span);
    let mut edges: Vec<u32> =
        words.iter().map(|(span, _)| *span).chain(shown).flat_map(|span| [span.from, span.to]).collect();
    edges.sort_unstable();
    edges.dedup();
    let mut next = 0;
    let pairs = edges.iter().zip(edges.iter().skip(1));
    pairs
        .map(|(from, to)| {
            while words.get(next).is_some_and(|(span, _)| span.to <= *from) {
                next += 1;
            }
            let word = words.get(next).filter(|(span, _)| span.from <= *from).map(|(_, id)| *id);
            Piece { span: Span { from: *from, to: *to }, word }
        })
        .collect()
}

impl Set {
    /// Sets a sentence in this width.
    pub fn new(ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, number: usize, width: f32) -> Option<Self> {
        let told = story.told(number)?;
        let tokens = ctx.tokens;
        let marks = story.side.layers.of(number);
        let line = (tokens.sizes.reading.passage * tokens.sizes.reading.passage_line) as f32;
        let font = if is_headline(told) { tokens.passage_strong() } else { tokens.passage() };
        let base = TextFormat {
            line_height: Some(line),
            valign: egui::Align::Center,
            ..TextFormat::simple(font, tokens.text)
        };
        let ink = story.ink(ctx, told.column).map_or(tokens.muted, |ink| tokens.ink(ink));
        let pieces = cut(story, told, marks);
        let mut formats = Vec::with_capacity(pieces.len());
        let mut drawn: Vec<Vec<(Stroke, Color32)>> = Vec::with_capacity(pieces.len());
        for piece in &pieces {
            let mut format = base.clone();
            let mut strokes = Vec::new();
            let shading = piece.word.zip(story.comparison).map(|(id, known)| known.shading(id));
            match shading {
                Some(Shading::Shared) if story.shown.has(ReaderLayer::Shared) => format.color = tokens.muted,
                Some(Shading::Own(_)) if story.shown.has(ReaderLayer::Own) => {
                    strokes.push((Stroke::Solid, ink));
                }
                _ => {}
            }
            let touched = |mark: &&LayerMark| {
                mark.span.from < piece.span.to && piece.span.from < mark.span.to && is_on(story, mark)
            };
            for mark in marks.iter().filter(touched) {
                match mark.what.layer() {
                    Layer::Names => {
                        format.font_id = tokens.passage_strong();
                        format.color = tokens.text;
                    }
                    Layer::Voices => format.background = tokens.spoken(),
                    _ => {}
                }
                let colour = if mark.what.layer() == Layer::Figures { tokens.muted } else { tokens.text };
                strokes.extend(stroke_of(&mark.what).map(|stroke| (stroke, colour)));
            }
            if piece.word.is_some() && piece.word == story.lit {
                format.background = tokens.hit;
                format.color = tokens.text;
            }
            drawn.push(strokes);
            formats.push((piece.span, format));
        }
        let span = told.sentence.place.span;
        let article = story.corpus.article(told.sentence.place.article);
        let Passage { mut job, places } = passage(&article.raw, span, &base, &formats);
        job.wrap.max_width = width;
        let galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        let mut strokes: Vec<(usize, usize, Stroke, Color32)> = Vec::new();
        let mut words: Vec<(usize, usize, TypeId)> = Vec::new();
        let mut spots: Vec<(usize, usize, usize)> = Vec::new();
        for (first, end, index) in places {
            for (stroke, colour) in drawn.get(index).into_iter().flatten() {
                match strokes.iter_mut().rev().find(|one| one.2 == *stroke && one.3 == *colour) {
                    Some(last) if last.1 >= first => last.1 = end,
                    _ => strokes.push((first, end, *stroke, *colour)),
                }
            }
            let Some(piece) = pieces.get(index) else { continue };
            words.extend(piece.word.map(|id| (first, end, id)));
            for (number, mark) in marks.iter().enumerate() {
                if is_on(story, mark) && mark.span.from < piece.span.to && piece.span.from < mark.span.to {
                    match spots.iter_mut().find(|one| one.2 == number) {
                        Some(spot) => spot.1 = end,
                        None => spots.push((first, end, number)),
                    }
                }
            }
        }
        Some(Self { galley, strokes, words, marks: spots })
    }

    /// Paints it.
    pub fn paint(&self, ui: &Ui, ctx: &ViewContext<'_>, at: Pos2) {
        ui.painter().galley(at, Arc::clone(&self.galley), ctx.tokens.text);
        let letters = ctx.tokens.sizes.reading.passage as f32;
        for (first, end, stroke, colour) in &self.strokes {
            for rect in stretches(&self.galley, *first, *end) {
                let middle = rect.center().y;
                let letters = Rect::from_min_max(
                    pos2(rect.left(), middle - letters * 0.62),
                    pos2(rect.right(), middle + letters * 0.62),
                );
                strokes::paint(ui.painter(), letters.translate(at.to_vec2()), *stroke, *colour);
            }
        }
    }

    /// The word at a point, counted from the corner of the text.
    pub fn word_at(&self, point: egui::Vec2) -> Option<TypeId> {
        let at = self.galley.cursor_from_pos(point).index.0;
        self.words.iter().find(|(first, end, _)| (*first..*end).contains(&at)).map(|(.., id)| *id)
    }

    /// The marks at a point, by their numbers among those of the sentence.
    pub fn marks_at(&self, point: egui::Vec2) -> impl Iterator<Item = usize> + '_ {
        let at = self.galley.cursor_from_pos(point).index.0;
        self.marks.iter().filter(move |(first, end, _)| (*first..*end).contains(&at)).map(|(.., mark)| *mark)
    }
}

/// Where characters stand, one rectangle a row of the text, without the white space at the ends of rows.
fn stretches(galley: &Galley, first: usize, end: usize) -> Vec<Rect> {
    let mut found = Vec::new();
    let mut from = 0;
    for row in &galley.rows {
        let count = row.glyphs.len();
        let (low, high) = (first.max(from), end.min(from + count));
        let mut glyphs = row.glyphs.get(low.saturating_sub(from)..high.saturating_sub(from)).unwrap_or(&[]);
        while let [rest @ .., last] = glyphs
            && last.chr.is_whitespace()
        {
            glyphs = rest;
        }
        if low < high
            && let (Some(a), Some(b)) = (glyphs.first(), glyphs.last())
        {
            let rect = row.rect();
            found.push(Rect::from_min_max(
                pos2(row.pos.x + a.pos.x, rect.top()),
                pos2(row.pos.x + b.pos.x + b.advance_width, rect.bottom()),
            ));
        }
        from += count + usize::from(row.ends_with_newline);
    }
    found
}

/// What a mark means, in words.
pub fn meaning(story: &Story<'_>, number: usize, mark: &LayerMark) -> Option<String> {
    let tellings = story.tellings;
    match &mark.what {
        What::OnlyHere => Some("Told here alone".to_owned()),
        What::Voice { column, article, voice } => {
            let voices = tellings.columns.get(*column as usize)?.voices.get(*article as usize)?;
            let voice = voices.voices.get(*voice as usize)?;
            let kind = voice.kind.label();
            let verb = voice.verb.as_ref().map_or(String::new(), |verb| {
                format!(", “{}” ({})", verb.place.text(story.corpus), verb.class.label())
            });
            Some(match &voice.speaker {
                Some(speaker) => {
                    format!("Said by {}: {kind}{verb}; {}", speaker.name, speaker.resolved.label())
                }
                None => format!("Said by nobody named: {kind}{verb}"),
            })
        }
        What::Name { concept, label } => {
            let called = tellings.concepts.get(*concept as usize)?;
            let label = called.concept.labels.get(*label as usize)?;
            Some(format!("A name of {}: {}", called.concept.name, label.text))
        }
        What::Frame { codebook, frame } => {
            Some(format!("Dictionary hit: {}", story.side.layers.frame(*codebook, *frame)?))
        }
        What::Hedge { class } => Some(format!("Hedge or loaded word: {class}")),
        What::Figure { nth } => {
            let figure = story.side.alignment.figures.get(number)?.get(*nth as usize)?;
            let softened = figure.hedge.map_or(String::new(), |hedge| format!(", {}", hedge.label()));
            Some(format!("Figure: {}{softened}", figure.kind.label()))
        }
    }
}
