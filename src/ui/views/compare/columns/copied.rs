//! A column's article that prints another's text: one line under its headline, and what was cut and changed.

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, Popup, PopupCloseBehavior, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo};

use super::plain::words_in;
use super::reader::Story;
use crate::analysis::{Copied, shown_name};
use crate::corpus::{ArticleId, Corpus, Span};
use crate::framing::Place;
use crate::framing::copies::{Changed, CopyDetail, CopyKind, Direction, EditKind};
use crate::session::Command;
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;

/// So many sentences of each kind are shown; the rest is told in number.
const MOST: usize = 60;

/// What a column's article is said to be a copy of.
pub fn of<'a>(story: &Story<'a>, article: ArticleId) -> Option<&'a Copied> {
    story.tellings.copies.iter().find(|copied| copied.copy.copy == article)
}

/// "Meridian's text, edited: 3 sentences cut, 4 changed".
pub fn in_words(ctx: &ViewContext<'_>, corpus: &Corpus, copied: &Copied) -> String {
    let outlet = copied.copy.original.map(|id| corpus.outlet_of(id));
    let named = outlet.and_then(|id| corpus.outlets().get(usize::from(id))).map(|one| shown_name(&one.name));
    let whose = named.or(copied.copy.agency.as_deref()).unwrap_or("Another outlet");
    let whose = match copied.copy.direction {
        Direction::Unknown => format!("The same text as {whose}’s"),
        _ => format!("{whose}’s text"),
    };
    let Some(detail) = &copied.detail else {
        return format!("{whose}, by its credit; the original is not among the articles");
    };
    let how = match copied.copy.kind {
        CopyKind::Whole => "whole",
        CopyKind::Edited => "edited",
        CopyKind::Part => "in part",
    };
    let mut parts: Vec<String> = Vec::new();
    for (count, word) in
        [(detail.cut.len(), "cut"), (detail.changed.len(), "changed"), (detail.added.len(), "added")]
    {
        if count > 0 && parts.is_empty() {
            parts.push(format!("{} {word}", ctx.numbers().counted(count as u64, "sentence", "sentences")));
        } else if count > 0 {
            parts.push(format!("{} {word}", ctx.numbers().count(count as u64)));
        }
    }
    let parts = if parts.is_empty() { "word for word".to_owned() } else { parts.join(", ") };
    format!("{whose}, {how}: {parts}")
}

/// How high the line is in this width.
pub fn height(ui: &Ui, ctx: &ViewContext<'_>, story: &Story<'_>, copied: &Copied, width: f32) -> f32 {
    let words = in_words(ctx, story.corpus, copied);
    ui.painter().layout(words, ctx.tokens.small(), ctx.tokens.accent, width).size().y
}

/// The line, and its popover.
pub fn line(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, copied: &Copied) {
    let tokens = ctx.tokens;
    let words = in_words(ctx, story.corpus, copied);
    let text = RichText::new(&words).font(tokens.small()).color(tokens.accent);
    let response = ui.add(Label::new(text).wrap().sense(Sense::click()));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, &words));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(egui::Frame::popup(ui.style()).inner_margin(12))
        .accessible_name("What was cut and changed")
        .show(|ui| {
            ui.set_width(560.0);
            ui.label(RichText::new(&words).font(tokens.strong()).color(tokens.text));
            let rests = match copied.copy.direction {
                Direction::Credit => "The copy credits it.",
                Direction::AgencyPage => {
                    "The original stands on the agency’s own page; the copy does not credit it."
                }
                Direction::EarlierDay => "The original was published on an earlier day.",
                Direction::Unknown => "Which was first is not known.",
            };
            ui.label(RichText::new(rests).font(tokens.small()).color(tokens.muted));
            if let Some(original) = copied.copy.original
                && ui.button("Read the original").clicked()
            {
                ctx.send(Command::OpenArticle(original, None));
                ui.close();
            }
            if let Some(detail) = &copied.detail {
                ui.add_space(4.0);
                ScrollArea::vertical()
                    .max_height(420.0)
                    .show(ui, |ui| detail_ui(ui, ctx, story.corpus, detail));
            }
        });
}

fn detail_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, detail: &CopyDetail) {
    let tokens = ctx.tokens;
    let plain = TextFormat::simple(tokens.line_text(), tokens.text);
    let cut =
        TextFormat { strikethrough: Stroke::new(1.0, tokens.text), color: tokens.muted, ..plain.clone() };
    let added = TextFormat { underline: Stroke::new(1.5, tokens.accent), ..plain.clone() };
    if detail.too_long {
        let why =
            "The texts are too long to be compared word by word: changed sentences stand as cut and added";
        ui.label(RichText::new(why).font(tokens.small()).color(tokens.muted));
    }
    if detail.reordered {
        ui.label(RichText::new("Sentences stand in another order").font(tokens.small()).color(tokens.muted));
    }
    let heading = |ui: &mut Ui, text: &str, count: usize| {
        ui.add_space(8.0);
        let words = format!("{text} ({})", ctx.numbers().count(count as u64));
        ui.label(RichText::new(words).font(tokens.small_strong()).color(tokens.muted));
    };
    let rest = |ui: &mut Ui, count: usize| {
        if count > MOST {
            let words = format!("and {} more", ctx.numbers().count((count - MOST) as u64));
            ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        }
    };
    if !detail.changed.is_empty() {
        heading(ui, "Changed", detail.changed.len());
        for changed in detail.changed.iter().take(MOST) {
            let mut job = LayoutJob::default();
            for (text, kind) in edits(corpus, changed) {
                let format = match kind {
                    EditKind::Kept => &plain,
                    EditKind::Removed => &cut,
                    EditKind::Added => &added,
                };
                job.append(&text, 0.0, format.clone());
                job.append(" ", 0.0, plain.clone());
            }
            ui.add(Label::new(job).wrap());
            ui.add_space(4.0);
        }
        rest(ui, detail.changed.len());
    }
    for (name, places, format) in [("Cut", &detail.cut, &cut), ("Added", &detail.added, &added)] {
        if places.is_empty() {
            continue;
        }
        heading(ui, name, places.len());
        for place in places.iter().take(MOST) {
            let mut job = LayoutJob::default();
            job.append(&for_reading(place.text(corpus)), 0.0, format.clone());
            ui.add(Label::new(job).wrap());
            ui.add_space(4.0);
        }
        rest(ui, places.len());
    }
}

/// A changed sentence in pieces: what was kept as the copy writes it, what was removed as the original does.
fn edits(corpus: &Corpus, changed: &Changed) -> Vec<(String, EditKind)> {
    let (original, copy) = (words_of(corpus, changed.original), words_of(corpus, changed.copy));
    let mut pieces = Vec::new();
    for edit in &changed.script {
        let (place, words, range) = match edit.kind {
            EditKind::Removed => (changed.original, &original, &edit.original),
            EditKind::Kept | EditKind::Added => (changed.copy, &copy, &edit.copy),
        };
        let span = stretch(place.span, words, range.start as usize, range.end as usize);
        let text = Place { article: place.article, span }.text(corpus);
        let text = for_reading(text.trim()).into_owned();
        if !text.is_empty() {
            pieces.push((text, edit.kind));
        }
    }
    pieces
}

/// The words of a sentence.
fn words_of(corpus: &Corpus, place: Place) -> Vec<Span> {
    words_in(corpus, place.article, place.span).into_iter().map(|(word, _)| word).collect()
}

/// From the first of some words to the first after them, or to the ends of the sentence.
fn stretch(whole: Span, words: &[Span], from: usize, to: usize) -> Span {
    let start = if from == 0 { whole.from } else { words.get(from).map_or(whole.to, |word| word.from) };
    let end = words.get(to).map_or(whole.to, |word| word.from);
    Span { from: start, to: end.max(start) }
}
