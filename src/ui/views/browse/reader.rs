//! The reader: clean text, the page furniture in place, or the file as it is.

use std::sync::Arc;

use egui::{Event, Key, Modifiers, Rect, RichText, ScrollArea, Ui, UiBuilder, pos2};

use super::controls::{controls, find_strip};
use super::nearby;
use super::pages::{Pages, PagesOf};
use super::part_editor::PartEditor;
use super::parts::parts_ui;
use super::remarks::RemarksUi;
pub(super) use super::text::{Voice, text};
use super::text::{is_marking, measure};
use super::{unlisted, versions};
use crate::corpus::{Article, ArticleId, Corpus, LineRole, Span};
use crate::project::settings::ReadingFace;
use crate::session::keeping_up::Follower;
use crate::session::{Action, Command, Overlay, ReaderMode};
use crate::ui::context::ViewContext;
use crate::ui::widgets::action_button;
use crate::ui::widgets::kept::Kept;

/// What the reader keeps between frames.
#[derive(Default)]
pub struct Reader {
    shown: Option<Shown>,
    is_whole: bool,
    pages: Pages,
    /// A place that is still to be scrolled to.
    pending: Option<Span>,
    /// By how much what was measured above the screen differs from what was guessed.
    nudge: f32,
    offset: f32,
    kept: Kept<(ArticleId, f32)>,
    parts: PartEditor,
    remarks: RemarksUi,
    follower: Follower,
    /// The number that the article had when it was opened, and the exchange of numbers before: it stays what it is
    /// among egui's ids when its number changes, with all that is half typed in it.
    home: (u64, ArticleId),
    /// What was drawn in the frame before.
    drawn: Option<Arc<Article>>,
}

/// What was shown in the frame before: a change of it scrolls.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Shown {
    article: ArticleId,
    spot: Option<Span>,
    found: Option<Span>,
    mode: ReaderMode,
}

/// Which of two readers.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Side {
    /// The one reader, or the left one of two.
    Main,
    /// The right one of two.
    Beside,
}

/// Air around the text.
const EDGE: f32 = 24.0;

/// A text longer than this is shown whole only on request.
const LONG: usize = 120_000;

impl Reader {
    /// Draws an article.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Arc<Corpus>,
        id: ArticleId,
        side: Side,
    ) {
        let article = corpus.article(id);
        let is_main = side == Side::Main;
        if is_main {
            find_strip(ui, ctx);
        }
        let place = ctx.session.place();
        let now = Shown {
            article: id,
            spot: place.spot.filter(|_| is_main),
            found: ctx.session.find().and_then(|find| find.at).filter(|_| is_main),
            mode: ctx.session.reader_mode(),
        };
        let is_carried = self.follow(ctx, corpus, id);
        let before = self.shown.replace(now);
        if before.is_none_or(|before| before.article != id) {
            self.home = (ctx.session.keeping_up().numbering().exchanges(), id);
            self.is_whole = false;
            self.pending = None;
            self.nudge = 0.0;
        }
        self.drawn = Some(Arc::clone(article));
        let mut area = ScrollArea::vertical().id_salt(("reader", self.home)).auto_shrink(false);
        if is_carried {
            area = area.vertical_scroll_offset(self.offset);
        }
        let left_at = self.kept.returning(ctx.session.visit()).filter(|(article, _)| *article == id);
        if let Some((_, offset)) = left_at {
            area = area.vertical_scroll_offset(offset);
            self.pending = None;
        } else if before != Some(now) {
            let is_search = before.is_some_and(|before| before.found != now.found);
            self.pending = if is_search { now.found } else { now.spot };
        } else if self.nudge != 0.0 {
            area = area.vertical_scroll_offset((self.offset + std::mem::take(&mut self.nudge)).max(0.0));
        }
        if self.pending.is_some_and(|to| to.from as usize > LONG) {
            // What is asked for lies in the part that is shown on request.
            self.is_whole = true;
        }
        let output = area.show(ui, |ui| {
            scroll_keys(ui, ctx);
            follow_marking(ui);
            let widest = measure(ui, ctx, article.language.value);
            let room = ui.available_rect_before_wrap();
            let width = widest.min(room.width() - 2.0 * EDGE);
            let left = room.left() + ((room.width() - width) / 2.0).max(EDGE);
            let column = Rect::from_min_max(pos2(left, room.top() + EDGE), pos2(left + width, room.bottom()));
            ui.scope_builder(UiBuilder::new().max_rect(column), |ui| {
                self.article(ui, ctx, corpus, id, is_main);
                ui.add_space(64.0);
            });
        });
        self.offset = output.state.clamped_offset().y;
        self.kept.keep((id, self.offset));
        if is_main {
            listen(ui, ctx);
        }
    }

    /// Articles may have other numbers than in the frame before: what is read stays where it is. Whether it was.
    fn follow(&mut self, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId) -> bool {
        let Some(numbers) = self.follower.follow(ctx.session.keeping_up().numbering()) else { return false };
        self.kept.adjust(|(article, _)| *article = numbers.of(*article).unwrap_or(ArticleId::MAX));
        self.parts.renumber(&numbers);
        let Some(shown) = &mut self.shown else { return false };
        shown.article = numbers.of(shown.article).unwrap_or(ArticleId::MAX);
        if shown.article == id && self.drawn.as_ref().is_some_and(|drawn| *drawn == *corpus.article(id)) {
            self.pages.carry(id, corpus.revision());
        }
        shown.article == id
    }

    fn article(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Corpus, id: ArticleId, is_main: bool) {
        let article = corpus.article(id);
        let to = self.pending;
        unlisted::ui(ui, ctx, id);
        versions::ui(ui, ctx, corpus, id);
        parts_ui(ui, ctx, article, id, (&mut self.parts, &mut self.remarks));
        ui.add_space(6.0);
        if let Some(headline) = &article.headline {
            text(ui, ctx, article, id, headline.value, Voice::Headline, to);
            if to.is_some_and(|to| to.from >= headline.value.from && to.from < headline.value.to) {
                self.pending = None;
            }
        } else {
            let words = RichText::new("(no headline)").font(ctx.reading().headline);
            ui.label(words.color(ctx.tokens.muted));
            // Nothing else says which one it is.
            let file = RichText::new(article.file_words()).font(ctx.tokens.small()).color(ctx.tokens.muted);
            ui.label(file);
        }
        ui.add_space(2.0);
        controls(ui, ctx, id, is_main);
        ui.add_space(12.0);
        let mode = ctx.session.reader_mode();
        if mode == ReaderMode::Raw {
            how_it_was_read(ui, ctx, article);
        }
        self.pages(ui, ctx, corpus, id, mode);
        doubts(ui, ctx, article);
        if is_main && ctx.session.place().beside.is_none() {
            nearby::ui(ui, ctx, corpus, id);
        }
    }

    fn pages(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        corpus: &Corpus,
        id: ArticleId,
        mode: ReaderMode,
    ) {
        let article = corpus.article(id);
        let settings = ctx.session.settings();
        let of = PagesOf {
            article: id,
            mode,
            limit: self.limit(article),
            setting: (settings.reading_size, settings.reading_face == ReadingFace::Serif),
            width: ui.available_width() as u32,
            revision: corpus.revision(),
        };
        let spacing = std::mem::take(&mut ui.spacing_mut().item_spacing.y);
        let (shift, is_reached) = self.pages.ui(ui, ctx, article, of, self.pending);
        ui.spacing_mut().item_spacing.y = spacing;
        if is_reached {
            self.pending = None;
        } else if self.pending.is_some() {
            ui.request_repaint();
        }
        if shift != 0.0 {
            self.nudge = shift;
            ui.request_repaint();
        }
        let left = self.pages.left(article);
        if left > 0 {
            self.show_rest(ui, ctx, left);
        }
    }

    fn limit(&self, article: &Article) -> usize {
        if self.is_whole { article.raw.len() + 1 } else { LONG }
    }

    fn show_rest(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, left: usize) {
        let left = ctx.numbers().counted(left as u64, "more paragraph or line", "more paragraphs or lines");
        let button = ui.button(format!("Show the rest ({left})"));
        if button.on_hover_text("This text is very long: so far its beginning is shown").clicked() {
            self.is_whole = true;
        }
    }
}

/// The keys that scroll by a screen, where the pointer is not over the table.
fn scroll_keys(ui: &Ui, ctx: &ViewContext<'_>) {
    if ui.ctx().text_edit_focused()
        || ctx.session.overlay() != Overlay::None
        || !ui.rect_contains_pointer(ui.clip_rect())
    {
        return;
    }
    let page = (ui.clip_rect().height() - 48.0).max(48.0);
    let leap = f32::MAX / 4.0;
    for (key, by) in [(Key::PageDown, -page), (Key::PageUp, page), (Key::Home, leap), (Key::End, -leap)] {
        if ui.input_mut(|input| input.consume_key(Modifiers::NONE, key)) {
            ui.scroll_with_delta(egui::vec2(0.0, by));
        }
    }
}

/// While text is marked beyond the edge the text moves on under the pointer.
fn follow_marking(ui: &Ui) {
    if !is_marking(ui) {
        return;
    }
    let seen = ui.clip_rect();
    if let Some(pointer) = ui.ctx().pointer_interact_pos() {
        let beyond = (seen.top() - pointer.y).max(0.0) - (pointer.y - seen.bottom()).max(0.0);
        if beyond != 0.0 {
            ui.scroll_with_delta(egui::vec2(0.0, beyond.clamp(-24.0, 24.0)));
            ui.request_repaint();
        }
    }
}

/// Copying marked text.
fn listen(ui: &Ui, ctx: &ViewContext<'_>) {
    if ctx.session.marked().is_none() || ui.ctx().text_edit_focused() {
        return;
    }
    if ui.input(|input| input.events.iter().any(|event| matches!(event, Event::Copy))) {
        ctx.send(Command::CopyMarked);
    }
}

/// The file and its encoding; of several pages each.
fn how_it_was_read(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
    let own = article.pages.is_empty().then_some((&article.path, &article.encoding));
    let files = own.into_iter().chain(article.pages.iter().map(|page| (&page.path, &page.encoding)));
    for (path, encoding) in files {
        let how = match encoding.by {
            crate::corpus::EncodingSign::ByteOrderMark => "by its byte order mark",
            crate::corpus::EncodingSign::ValidUtf8 => "all bytes are valid",
            crate::corpus::EncodingSign::ZeroBytes => "by its zero bytes",
            crate::corpus::EncodingSign::Stated => "as the file says",
            crate::corpus::EncodingSign::Guessed => "guessed from the bytes",
        };
        let note = format!("{path} · {} ({how})", encoding.name);
        ui.label(RichText::new(note).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
    ui.add_space(8.0);
}

fn doubts(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
    if article.problems.is_empty() {
        return;
    }
    ui.add_space(16.0);
    for problem in &article.problems {
        ui.label(RichText::new(problem).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
    let is_taken_out = article.body.is_empty()
        && article.lines.iter().any(|line| matches!(line.role, LineRole::Furniture(_)));
    if is_taken_out && ctx.session.reader_mode() == ReaderMode::Clean {
        ui.add_space(6.0);
        let words = "All that stands there was taken for menus, buttons and the like. If there is an article in it, put its lines back:";
        ui.label(RichText::new(words).font(ctx.tokens.small()).color(ctx.tokens.text));
        action_button(ui, ctx, Action::ReadFurniture, "Read with furniture");
    }
}
