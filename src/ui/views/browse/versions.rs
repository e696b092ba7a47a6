//! Above an article: its other versions, what they say otherwise, and which of them counts.

use egui::{
    Frame, Label, Margin, Popup, PopupCloseBehavior, Response, RichText, ScrollArea, Sense, Ui, WidgetInfo,
};

use super::joined;
use super::line_menu::keep_in_sight;
use crate::analysis::OtherVersion;
use crate::corpus::{ArticleId, Completeness, Corpus};
use crate::figure::format;
use crate::query::{CountedVersions, Field};
use crate::session::{Command, VersionEdit};
use crate::ui::context::ViewContext;
use crate::ui::widgets::word_changes;

/// Other versions shown at once; of more it is told how many there are.
const MOST: usize = 8;
/// A narrower box needs more than one line for a version.
const NARROW: f32 = 440.0;
/// Width of what is shown of two versions against each other.
const WIDTH: f32 = 560.0;

/// Draws what there is to say of versions of an article, and of its pages.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId) {
    let versions = corpus.versions_of(id);
    let pages = corpus.pages_of(id);
    let article = corpus.article(id);
    if versions.is_empty() && pages.is_none() && article.pages.is_empty() {
        return;
    }
    let tokens = ctx.tokens;
    let frame = Frame::new()
        .fill(tokens.raised)
        .stroke(tokens.rule())
        .corner_radius(tokens.sizes.corner.normal as f32)
        .inner_margin(Margin::symmetric(12, 8));
    frame.show(ui, |ui| {
        ui.set_min_width(ui.available_width());
        ui.spacing_mut().item_spacing.y = 4.0;
        // Lines of small type, not of buttons.
        ui.spacing_mut().interact_size.y = tokens.sizes.row.compact as f32 - 6.0;
        if !versions.is_empty() {
            versions_ui(ui, ctx, corpus, id, versions);
        }
        if !article.pages.is_empty() {
            joined::ui(ui, ctx, article, id);
        }
        if let Some(pages) = pages {
            joined::apart_ui(ui, ctx, corpus, id, pages);
        }
    });
    ui.add_space(8.0);
}

fn versions_ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId, versions: &[ArticleId]) {
    let tokens = ctx.tokens;
    let others = versions.len() as u64 - 1;
    let counts = versions.first() == Some(&id);
    let count = ctx.numbers().counted(others, "other version", "other versions");
    let all = ctx.session.bench().filter.counted_versions() == Some(CountedVersions::All);
    let by_hand = if ctx.session.said_of_versions_and_pages(id).0 { ", put right by hand" } else { "" };
    let words = match (counts, all) {
        (true, false) => format!("{count} of this article; this one counts{by_hand}"),
        (false, false) => format!("{count} of this article; another one counts{by_hand}"),
        (_, true) => format!("{count} of this article; all of them count now{by_hand}"),
    };
    ui.label(RichText::new(words).font(tokens.small_strong()).color(tokens.text));
    let answer = ctx.session.results().versions().filter(|answer| answer.article == id);
    for &other in versions.iter().filter(|other| **other != id).take(MOST) {
        let detail = answer.and_then(|answer| answer.others.iter().find(|one| one.article == other));
        version(ui, ctx, corpus, other, (versions.first() == Some(&other), detail));
    }
    let small = |text: &str| RichText::new(text).font(tokens.small());
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = 14.0;
        if others as usize > MOST {
            let more = format!("and {} more", ctx.numbers().count(others - MOST as u64));
            ui.label(small(&more).color(tokens.muted));
        }
        if !counts {
            let link = ui.link(small("Count this one"));
            if link.on_hover_text("Let this version count instead of the others").clicked() {
                ctx.send(Command::EditVersions(VersionEdit::Count(id, true)));
            }
        }
        let link = ui.link(small("Not the same article"));
        if link.on_hover_text("This is another article than the others: both count").clicked() {
            ctx.send(Command::EditVersions(VersionEdit::Part(id)));
        }
        if is_chosen(ctx, versions) {
            let link = ui.link(small("Let the program choose"));
            if link.on_hover_text("The version that counts was chosen by hand").clicked() {
                ctx.send(Command::EditVersions(VersionEdit::Count(id, false)));
            }
        }
        let filter = &ctx.session.bench().filter;
        if counts && !filter.has(Field::Versions) {
            let link = ui.link(small("List all versions"));
            if link
                .on_hover_text("Let the table list every version of every article, and count them all")
                .clicked()
            {
                ctx.send(Command::SetFilter(filter.clone().with_versions(CountedVersions::All)));
            }
        }
    });
}

/// Whether it was said by hand which of these counts.
fn is_chosen(ctx: &ViewContext<'_>, versions: &[ArticleId]) -> bool {
    let chosen = &ctx.session.bench().versions.counts;
    // Keys are hashes of texts: they are made only where any are kept.
    !chosen.is_empty()
        && versions
            .first()
            .and_then(|best| ctx.session.article_key(*best))
            .is_some_and(|key| chosen.contains(&key))
}

/// A link that is drawn small, and named in full for who hears it.
pub(super) fn link(ui: &mut Ui, ctx: &ViewContext<'_>, words: &str, name: &str) -> Response {
    let response = ui.link(RichText::new(words).font(ctx.tokens.small()));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Link, true, name));
    keep_in_sight(&response);
    response
}

/// When a version is from, and what is missing of it.
fn known(ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId) -> String {
    let date = corpus.date_of(id);
    let mut words = if date.is_some() { ctx.long_date(date) } else { "no date".to_owned() };
    match corpus.completeness_of(id) {
        Completeness::Truncated => words.push_str(", cut short"),
        Completeness::Part { part, of } => words.push_str(&format!(", part {part} of {of}")),
        Completeness::Full | Completeness::Unknown => {}
    }
    words
}

/// The file of an article, with the number of its record where it is one of several.
pub(super) fn file(corpus: &Corpus, id: ArticleId) -> String {
    corpus.article(id).file_words()
}

fn version(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    id: ArticleId,
    (counts, detail): (bool, Option<&OtherVersion>),
) {
    let tokens = ctx.tokens;
    let (known, file) = (known(ctx, corpus, id), file(corpus, id));
    let row = |ui: &mut Ui| {
        ui.spacing_mut().item_spacing.x = 8.0;
        let counting = if counts { ", counts" } else { "" };
        let open = link(ui, ctx, &known, &format!("Version: {known}, {file}{counting}"));
        if open.on_hover_text("Read this version").clicked() {
            ctx.send(Command::OpenArticle(id, None));
        }
        if counts {
            ui.label(RichText::new("counts").font(tokens.small_strong()).color(tokens.text));
        }
        if let Some(detail) = detail {
            differs(ui, ctx, corpus, detail);
        }
        let beside = link(ui, ctx, "side by side", &format!("Side by side: {known}, {file}"));
        if beside.on_hover_text("Open this version beside the article").clicked() {
            ctx.send(Command::OpenBeside(id));
        }
        ui.add(Label::new(RichText::new(&file).font(tokens.small()).color(tokens.muted)).truncate())
            .on_hover_text(&file);
    };
    // On one line, with what is left of it for the file, unless that is hardly anything.
    if ui.available_width() < NARROW {
        ui.horizontal_wrapped(row)
    } else {
        ui.horizontal(row)
    };
}

/// What another version says otherwise, in a few words.
fn in_words(ctx: &ViewContext<'_>, other: &OtherVersion) -> String {
    if other.is_same() {
        return "the same words".to_owned();
    }
    let detail = &other.detail;
    let mut parts = Vec::new();
    if detail.headline_kept == Some(false) {
        parts.push("another headline".to_owned());
    }
    let mut is_first = true;
    for (count, word) in
        [(detail.cut.len(), "missing"), (detail.added.len(), "more"), (detail.changed.len(), "changed")]
    {
        if count > 0 {
            let sentences = if std::mem::take(&mut is_first) {
                ctx.numbers().counted(count as u64, "sentence", "sentences")
            } else {
                ctx.numbers().count(count as u64)
            };
            parts.push(format!("{sentences} {word}"));
        }
    }
    if detail.reordered {
        parts.push("in another order".to_owned());
    }
    format::list(&parts)
}

/// What another version says otherwise; a click shows it word by word.
fn differs(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, other: &OtherVersion) {
    let tokens = ctx.tokens;
    let words = in_words(ctx, other);
    let detail = &other.detail;
    if detail.cut.is_empty() && detail.added.is_empty() && detail.changed.is_empty() {
        ui.label(RichText::new(words).font(tokens.small()).color(tokens.muted));
        return;
    }
    let text = RichText::new(&words).font(tokens.small()).color(tokens.accent);
    let response = ui.add(Label::new(text).sense(Sense::click()).selectable(false));
    response.widget_info(|| WidgetInfo::labeled(egui::Role::Button, true, format!("What differs: {words}")));
    let response =
        response.on_hover_cursor(egui::CursorIcon::PointingHand).on_hover_text("Show it word by word");
    Popup::from_toggle_button_response(&response)
        .close_behavior(PopupCloseBehavior::CloseOnClickOutside)
        .frame(Frame::popup(ui.style()).inner_margin(12))
        .accessible_name("What differs, word by word")
        .show(|ui| {
            ui.set_width(WIDTH);
            ui.label(RichText::new(&words).font(tokens.strong()).color(tokens.text));
            ScrollArea::vertical().max_height(420.0).show(ui, |ui| {
                word_changes(ui, ctx, corpus, detail, ["Only in the open version", "Only in the other"]);
            });
        });
}
