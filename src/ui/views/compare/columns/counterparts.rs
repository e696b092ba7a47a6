//! What tells the same as a sentence in the other columns: in words, and as a popover.

use egui::{Label, RichText, ScrollArea, Ui};

use super::reader::Story;
use crate::analysis::shown_name;
use crate::corpus::TypeId;
use crate::framing::passages::Grade;
use crate::session::Command;
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;
use crate::ui::widgets::outlet_dot;

/// A sentence of another column that tells the same as a given one.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Counterpart {
    /// Its number in the alignment.
    pub sentence: usize,
    /// How alike they are.
    pub grade: Grade,
    /// How alike, 0 to 1; `None` where they hold together only through others of their passage.
    pub similarity: Option<f64>,
}

/// What tells the same as a sentence, by column, most alike first: all it is linked to, and the rest of its passage.
pub fn counterparts(story: &Story<'_>, number: usize) -> Vec<Counterpart> {
    let alignment = &story.side.alignment;
    let mut found: Vec<Counterpart> = alignment
        .links
        .iter()
        .filter_map(|link| {
            let sentence = match link.pair {
                (a, b) if a == number => b,
                (a, b) if b == number => a,
                _ => return None,
            };
            Some(Counterpart { sentence, grade: link.grade, similarity: Some(link.similarity) })
        })
        .collect();
    let column = story.told(number).map(|told| told.column);
    let passage = alignment.passage_of.get(number).copied().flatten();
    if let Some(passage) = passage.and_then(|passage| alignment.passages.get(passage)) {
        for &sentence in passage.sentences.iter().filter(|one| **one != number) {
            let is_other = story.told(sentence).map(|told| told.column) != column;
            if is_other && found.iter().all(|one| one.sentence != sentence) {
                found.push(Counterpart { sentence, grade: passage.grade, similarity: None });
            }
        }
    }
    found.sort_by(|a, b| {
        let column = |one: &Counterpart| story.told(one.sentence).map(|told| told.column);
        let alike = |one: &Counterpart| one.similarity.unwrap_or(0.0);
        column(a).cmp(&column(b)).then(alike(b).total_cmp(&alike(a))).then(a.sentence.cmp(&b.sentence))
    });
    found
}

/// "Same words in Norvia Daily · reworded in The Lantern".
pub fn in_words(story: &Story<'_>, found: &[Counterpart]) -> String {
    let mut told: Vec<usize> = Vec::new();
    let mut words: Vec<String> = Vec::new();
    for one in found {
        let Some(column) = story.told(one.sentence).map(|told| told.column) else { continue };
        if !told.contains(&column) {
            told.push(column);
            let kind = if one.similarity.is_some() { "" } else { " (through others)" };
            words.push(format!("{}{kind} in {}", one.grade.label(), shown_name(story.name(column))));
        }
    }
    words.join(" · ")
}

/// Width of the popover.
pub const WIDTH: f32 = 420.0;

/// The popover of a sentence: its counterparts, and what can be done with it. Whether it is to close.
pub fn popover(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    story: &Story<'_>,
    (number, word): (usize, Option<TypeId>),
    found: &[Counterpart],
    takes_keys: bool,
) -> bool {
    let tokens = ctx.tokens;
    let Some(told) = story.told(number) else { return true };
    let mut is_done = false;
    ui.set_width(WIDTH);
    let only = story.side.layers.is_only_here(number);
    let title = match (found.is_empty(), only) {
        (true, true) => "Told here alone",
        (true, false) => "No counterpart was found in the other columns",
        (false, _) => "Told elsewhere too",
    };
    ui.label(RichText::new(title).font(tokens.small_strong()).color(tokens.muted));
    ScrollArea::vertical().max_height(320.0).show(ui, |ui| {
        for one in found {
            is_done |= counterpart(ui, ctx, story, *one);
        }
    });
    ui.add_space(6.0);
    ui.separator();
    ui.horizontal_wrapped(|ui| {
        let place = told.sentence.place;
        let read = ui.button("Read article").on_hover_text("Open the article in Browse at this sentence");
        if takes_keys {
            read.request_focus();
        }
        if read.clicked() {
            ctx.send(Command::OpenArticle(place.article, Some(place.span)));
            is_done = true;
        }
        let copies = "Copy the sentence in quotation marks, with outlet, headline, date and path";
        if ui.button("Copy with citation").on_hover_text(copies).clicked() {
            ctx.send(Command::CopyQuoted(place));
            is_done = true;
        }
        if let Some(word) = word {
            let form = story.corpus.vocabulary().form(word);
            let is_lit = story.lit == Some(word);
            let text =
                if is_lit { format!("Lights off “{form}”") } else { format!("Light “{form}”") };
            if ui.button(text).on_hover_text("Light the word wherever it stands").clicked() {
                ctx.send(Command::Light(if is_lit { None } else { Some(form.into()) }));
                is_done = true;
            }
        }
    });
    is_done
}

fn counterpart(ui: &mut Ui, ctx: &ViewContext<'_>, story: &Story<'_>, one: Counterpart) -> bool {
    let tokens = ctx.tokens;
    let Some(told) = story.told(one.sentence) else { return false };
    let mut is_done = false;
    ui.add_space(6.0);
    ui.horizontal(|ui| {
        let name = story.name(told.column);
        outlet_dot(ui, ctx, Some(name));
        ui.label(RichText::new(shown_name(name)).font(tokens.strong()).color(tokens.text));
        let alike = match one.similarity {
            Some(alike) => format!("{}, {} alike", one.grade.label(), ctx.numbers().fixed(alike, 2)),
            None => format!("{}, through other sentences", one.grade.label()),
        };
        ui.label(RichText::new(alike).font(tokens.small()).color(tokens.muted)).on_hover_text(
            "0 nothing shared, 1 the same: rare words, names and figures both have, and runs of words",
        );
        if ui.small_button("Go to").on_hover_text("Bring it to the eye").clicked() {
            ctx.send(Command::ShowTold(Some(told.sentence.place)));
            is_done = true;
        }
    });
    let text = for_reading(told.sentence.text(story.corpus));
    ui.add(Label::new(RichText::new(text).font(tokens.line_text()).color(tokens.text)).wrap());
    is_done
}
