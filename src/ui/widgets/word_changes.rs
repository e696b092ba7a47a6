//! Two texts against each other word by word: sentences that were changed, and those that one of them lacks.

use egui::text::{LayoutJob, TextFormat};
use egui::{Label, RichText, Stroke, Ui};

use crate::corpus::{ArticleId, Corpus, Span, TypeId};
use crate::framing::Place;
use crate::framing::copies::{Changed, CopyDetail, EditKind};
use crate::text::normalise::for_reading;
use crate::ui::context::ViewContext;

/// So many sentences of each kind are shown; the rest is told in number.
const MOST: usize = 60;

/// Draws what was changed, and under these two headings what only the first and only the second has.
pub fn word_changes(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    detail: &CopyDetail,
    [cut_name, added_name]: [&str; 2],
) {
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
    for (name, places, format) in [(cut_name, &detail.cut, &cut), (added_name, &detail.added, &added)] {
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

/// The words of one counted span, with their types.
pub fn words_in(corpus: &Corpus, id: ArticleId, span: Span) -> Vec<(Span, TypeId)> {
    let range = corpus.article_range(id);
    let (mut low, mut high) = (range.start, range.end);
    while low < high {
        let middle = usize::midpoint(low, high);
        if corpus.span_at(middle as u32).from < span.from { low = middle + 1 } else { high = middle }
    }
    (low..range.end)
        .map(|position| (corpus.span_at(position as u32), corpus.stream()[position]))
        .take_while(|(word, _)| word.from < span.to)
        .collect()
}
