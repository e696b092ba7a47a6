//! The articles of a story: each leads to its text, and can be ticked to be split off.

use std::collections::BTreeSet;

use egui::{RichText, ScrollArea, Sense, TextFormat, Ui, WidgetInfo, pos2, vec2};

use super::words::held_by;
use crate::corpus::{ArticleId, Corpus};
use crate::framing::stories::Story;
use crate::ingest::again::Numbers;
use crate::session::{Command, Role, StoryEdit};
use crate::ui::context::ViewContext;
use crate::ui::widgets::dot::NO_OUTLET;
use crate::ui::widgets::headline::headline_words;
use crate::ui::widgets::lines::one_row;
use crate::ui::widgets::{outlet_dot, tick_box};

/// Articles that are ticked.
#[derive(Debug, Default)]
pub struct Ticked(BTreeSet<ArticleId>);

impl Ticked {
    /// Takes all ticks off.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// Articles have other numbers.
    pub fn renumber(&mut self, numbers: &Numbers) {
        self.0 = self.0.iter().filter_map(|id| numbers.of(*id)).collect();
    }

    /// How many articles of the story are ticked.
    pub fn count(&self, story: &Story) -> usize {
        story.articles.iter().filter(|id| self.0.contains(id)).count()
    }

    /// Whether some of the story's articles are ticked, and not all.
    pub fn is_part_of(&self, story: &Story) -> bool {
        let count = self.count(story);
        count > 0 && count < story.articles.len()
    }

    /// What splits the ticked articles off.
    pub fn split(&self, story: &Story) -> StoryEdit {
        let (out, rest) = story.articles.iter().partition(|id| self.0.contains(*id));
        StoryEdit::Part(out, rest)
    }
}

/// Draws the articles.
pub fn ui(ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, story: &Story, ticked: &mut Ticked) {
    let tokens = ctx.tokens;
    let muted = |text: String| RichText::new(text).font(tokens.small()).color(tokens.muted);
    ui.horizontal(|ui| {
        let count = ticked.count(story);
        if count == 0 {
            ui.label(muted("Tick articles that tell something else, to split them off".to_owned()));
        } else {
            let can = ticked.is_part_of(story);
            let words = format!("Split off {}", ctx.numbers().counted(count as u64, "article", "articles"));
            let split = ui.add_enabled(can, egui::Button::new(words));
            if split.on_disabled_hover_text("One article at least has to stay").clicked() {
                ctx.send(Command::EditStories(ticked.split(story)));
                ticked.clear();
            }
            if ui.button("No ticks").clicked() {
                ticked.clear();
            }
        }
        let why = ui.button("Why these?").on_hover_text("What holds the story together");
        egui::Popup::menu(&why).accessible_name("What holds the story together").show(|ui| {
            ui.set_min_width(280.0);
            held_by(ui, ctx, corpus, story);
        });
    });
    let first = story.first_told(corpus);
    ui.spacing_mut().item_spacing.y = 0.0;
    let height = tokens.sizes.row.compact as f32 + 4.0;
    let list = ScrollArea::vertical().id_salt("articles of the story").auto_shrink([false, false]);
    list.show_rows(ui, height, story.articles.len(), |ui, rows| {
        for &id in story.articles.get(rows).unwrap_or_default() {
            ui.horizontal(|ui| {
                ui.set_height(height);
                if id < corpus.article_count() {
                    row(ui, ctx, corpus, story, id, first.contains(&id), ticked);
                }
            });
        }
    });
}

fn row(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    corpus: &Corpus,
    story: &Story,
    id: ArticleId,
    is_first: bool,
    ticked: &mut Ticked,
) {
    let tokens = ctx.tokens;
    let article = corpus.article(id);
    let headline = headline_words(article);
    let mut is_ticked = ticked.0.contains(&id);
    let tick = tick_box(ui, ctx, &mut is_ticked, "");
    tick.widget_info(|| {
        WidgetInfo::selected(egui::Role::CheckBox, true, is_ticked, format!("Tick {headline}"))
    });
    if tick.changed() {
        if is_ticked {
            ticked.0.insert(id)
        } else {
            ticked.0.remove(&id)
        };
    }
    let outlet = article.outlet.as_ref().map(|outlet| &*outlet.value);
    outlet_dot(ui, ctx, outlet);
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width() - 8.0, ui.available_height()), Sense::click());
    if response.hovered() || response.has_focus() {
        ui.painter().rect_filled(rect, tokens.sizes.corner.normal as f32, tokens.raised);
    }
    let mut notes = Vec::new();
    if is_first {
        notes.push("first");
    }
    if article.is_opinion() {
        notes.push("opinion");
    }
    if corpus.is_copy(id) {
        notes.push("wire text");
    }
    if story.abroad.contains(&id) {
        notes.push("joined by names and figures alone");
    }
    let listing = ctx.session.results().listing().filter(|_| {
        ctx.session.results().corpus_of(Role::Listing).is_some_and(|of| of.revision() == corpus.revision())
    });
    let is_left_out = listing.is_some_and(|listing| !listing.has_in_scope(id));
    if is_left_out {
        notes.push("left out by the filters");
    }
    let notes = notes.join(" · ");
    let y = |height: f32| rect.center().y - height / 2.0;
    let date = ctx.column_date(article.published.as_ref().map(|date| date.value));
    let mut x = rect.left() + 4.0;
    for (text, width) in [(outlet.unwrap_or(NO_OUTLET), 140.0), (date.as_str(), 100.0)] {
        let galley = one_row(ui, text, TextFormat::simple(tokens.normal(), tokens.muted), width - 8.0);
        ui.painter().galley(pos2(x, y(galley.size().y)), galley, tokens.muted);
        x += width;
    }
    let notes_galley = one_row(ui, &notes, TextFormat::simple(tokens.small(), tokens.muted), 300.0);
    let room = rect.right() - x - notes_galley.size().x - 20.0;
    let colour = if is_left_out { tokens.muted } else { tokens.text };
    let galley = one_row(ui, &headline, TextFormat::simple(tokens.line_text(), colour), room);
    let end = x + galley.size().x + 12.0;
    ui.painter().galley(pos2(x, y(galley.size().y)), galley, colour);
    ui.painter().galley(pos2(end, y(notes_galley.size().y)), notes_galley, tokens.muted);
    response.widget_info(|| {
        let name = format!("{headline}, {}, {date} {notes}", outlet.unwrap_or(NO_OUTLET));
        WidgetInfo::labeled(egui::Role::Link, true, name.trim_end())
    });
    if response.on_hover_text("Read it in Browse").clicked() {
        ctx.send(Command::OpenArticle(id, None));
    }
}
