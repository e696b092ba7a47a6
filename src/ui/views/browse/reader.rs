//! The reader: clean text, the page furniture in place, or the file as it is.

use std::ops::Range;
use std::sync::Arc;

use egui::text::{CCursor, TextFormat};
use egui::{Align, Frame, Margin, RichText, ScrollArea, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use egui_material_icons::icons::{ICON_CHEVRON_RIGHT, ICON_KEYBOARD_ARROW_DOWN, ICON_KEYBOARD_ARROW_UP};

use super::parts::parts_ui;
use crate::corpus::{Article, ArticleId, Corpus, ParagraphKind, Span};
use crate::session::{Action, ReaderMode};
use crate::ui::context::ViewContext;
use crate::ui::theme::Tokens;
use crate::ui::widgets::passage::passage;
use crate::ui::widgets::{EmptyAction, action_button, empty, icon_button, segmented};

/// What the reader keeps between frames.
#[derive(Default)]
pub struct Reader {
    shown: Option<(ArticleId, Option<Span>, ReaderMode)>,
    is_whole: bool,
}

/// A line of the raw file longer than this is shown in pieces, so that one huge line cannot stop the window.
const PIECE: usize = 4_000;

/// A text longer than this is shown whole only on request.
const LONG: usize = 120_000;

/// Widest measure of running text.
const MEASURE: f32 = 680.0;

impl Reader {
    /// Draws the article that is open.
    pub fn ui(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, corpus: &Arc<Corpus>) {
        let Some(id) = ctx.session.place().article.filter(|id| *id < corpus.article_count()) else {
            let way = EmptyAction { action: Action::NextArticle, text: "Open the first article" };
            empty(ui, ctx, "No article is open", "Choose one in the table.", &[way]);
            return;
        };
        let article = corpus.article(id);
        let now = (id, ctx.session.place().spot, ctx.session.reader_mode());
        let is_new = self.shown != Some(now);
        if self.shown.is_none_or(|(shown, ..)| shown != id) {
            self.is_whole = false;
        }
        self.shown = Some(now);
        let scroll_to = now.1.filter(|_| is_new);
        ScrollArea::vertical().id_salt(("reader", id)).auto_shrink(false).show(ui, |ui| {
            let side = ((ui.available_width() - MEASURE) / 2.0).clamp(24.0, 56.0) as i8;
            Frame::new().inner_margin(Margin { left: side, right: 24, top: 24, bottom: 64 }).show(ui, |ui| {
                ui.set_max_width(MEASURE.min(ui.available_width()));
                parts_ui(ui, ctx, article);
                ui.add_space(6.0);
                headline(ui, ctx, article, id, scroll_to);
                ui.add_space(2.0);
                controls(ui, ctx);
                ui.add_space(12.0);
                match ctx.session.reader_mode() {
                    ReaderMode::Clean => self.clean(ui, ctx, article, id, scroll_to),
                    ReaderMode::Furniture => self.with_furniture(ui, ctx, article, id, scroll_to),
                    ReaderMode::Raw => self.raw(ui, ctx, article),
                }
                doubts(ui, ctx, article);
            });
        });
    }

    fn clean(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        to: Option<Span>,
    ) {
        if let Some(standfirst) = &article.standfirst {
            text(ui, ctx, article, id, standfirst.value, Voice::Standfirst, to);
        }
        let limit = self.limit(article);
        let mut shown = 0;
        for (index, paragraph) in article.body.iter().enumerate() {
            shown += paragraph.span.len();
            if shown > limit {
                self.show_rest(ui, article.body.len() - index);
                break;
            }
            let voice = match paragraph.kind {
                ParagraphKind::Paragraph => Voice::Paragraph,
                ParagraphKind::Subhead => Voice::Subhead,
                ParagraphKind::ListItem => Voice::ListItem,
                ParagraphKind::Quotation => Voice::Quotation,
            };
            text(ui, ctx, article, id, paragraph.span, voice, to);
        }
        for caption in &article.captions {
            text(ui, ctx, article, id, *caption, Voice::Caption, to);
        }
    }

    fn raw(&mut self, ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
        let tokens = ctx.tokens;
        let encoding = &article.encoding;
        let how = match encoding.by {
            crate::corpus::EncodingSign::ByteOrderMark => "by its byte order mark",
            crate::corpus::EncodingSign::ValidUtf8 => "all bytes are valid",
            crate::corpus::EncodingSign::ZeroBytes => "by its zero bytes",
            crate::corpus::EncodingSign::Guessed => "guessed from the bytes",
        };
        let note = format!("{} · {} ({how})", article.path, encoding.name);
        ui.label(RichText::new(note).font(tokens.small()).color(tokens.muted));
        ui.add_space(8.0);
        let limit = self.limit(article);
        for (index, line) in article.lines.iter().enumerate() {
            if line.span.from as usize > limit {
                self.show_rest(ui, article.lines.len() - index);
                break;
            }
            let room = limit.saturating_sub(line.span.from as usize).max(1);
            let line = article.text(line.span);
            for piece in pieces(line).take(room.div_ceil(PIECE)) {
                ui.add(
                    egui::Label::new(RichText::new(piece).font(tokens.normal()).color(tokens.text))
                        .selectable(true)
                        .wrap(),
                );
            }
            if line.is_empty() {
                ui.add_space(tokens.sizes.type_.normal as f32);
            }
        }
    }

    pub(super) fn limit(&self, article: &Article) -> usize {
        if self.is_whole { article.raw.len() } else { LONG }
    }

    pub(super) fn show_rest(&mut self, ui: &mut Ui, left: usize) {
        let words =
            format!("Show the rest ({} more paragraphs or lines)", crate::figure::format::count(left as u64));
        if ui
            .button(words)
            .on_hover_text("This text is very long; its end may take a moment to lay out")
            .clicked()
        {
            self.is_whole = true;
        }
    }
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Voice {
    Headline,
    Standfirst,
    Paragraph,
    Subhead,
    ListItem,
    Quotation,
    Caption,
}

fn headline(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article, id: ArticleId, to: Option<Span>) {
    match &article.headline {
        Some(headline) => text(ui, ctx, article, id, headline.value, Voice::Headline, to),
        None => {
            ui.label(RichText::new("(no headline)").font(ctx.tokens.headline()).color(ctx.tokens.muted));
        }
    }
}

fn controls(ui: &mut Ui, ctx: &ViewContext<'_>) {
    ui.horizontal(|ui| {
        let mode = ctx.session.reader_mode();
        let modes = [
            ("Clean", ReaderMode::Clean, Action::ReadClean),
            ("With furniture", ReaderMode::Furniture, Action::ReadFurniture),
            ("Raw", ReaderMode::Raw, Action::ReadRaw),
        ];
        let options = modes.map(|(text, one, action)| (text, one == mode, action.tooltip()));
        if let Some(index) = segmented(ui, ctx, "Show", options) {
            ctx.act(modes[index].2);
        }
        let marks = ctx.session.results().marks();
        let count = marks.map_or(0, crate::analysis::Marks::len);
        if count > 0 {
            ui.add_space(6.0);
            let words = crate::figure::format::counted(count as u64, "hit", "hits");
            ui.label(RichText::new(words).color(ctx.tokens.text));
            for (icon, action) in
                [(ICON_KEYBOARD_ARROW_UP, Action::PreviousHit), (ICON_KEYBOARD_ARROW_DOWN, Action::NextHit)]
            {
                if icon_button(ui, icon, &crate::ui::widgets::button::tooltip(ui, action)).clicked() {
                    ctx.act(action);
                }
            }
        }
        ui.add_space(6.0);
        action_button(ui, ctx, Action::CompareOutlets, &format!("Compare {}", ICON_CHEVRON_RIGHT.codepoint));
    });
}

pub(super) fn text(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    article: &Article,
    id: ArticleId,
    span: Span,
    voice: Voice,
    to: Option<Span>,
) {
    let tokens = ctx.tokens;
    let base = format_of(tokens, voice);
    let marks = marks_in(ctx, id, span, &base);
    let mut passage = passage(&article.raw, span, &base, &marks);
    if passage.job.is_empty() {
        return;
    }
    let indent = match voice {
        Voice::ListItem => 20.0,
        Voice::Quotation | Voice::Caption => 16.0,
        Voice::Headline | Voice::Standfirst | Voice::Paragraph | Voice::Subhead => 0.0,
    };
    if voice == Voice::Subhead {
        ui.add_space(8.0);
    }
    passage.job.wrap.max_width = (ui.available_width() - indent).max(40.0);
    let galley = ui.fonts_mut(|fonts| fonts.layout_job(passage.job));
    let (rect, response) =
        ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), Sense::hover());
    let role = if voice == Voice::Headline { egui::Role::Heading } else { egui::Role::Paragraph };
    response.widget_info(|| WidgetInfo::labeled(role, true, galley.text()));
    let at = pos2(rect.left() + indent, rect.top());
    match voice {
        Voice::ListItem => {
            let first_row = galley.rows.first().map_or(0.0, |row| row.rect().height());
            ui.painter().circle_filled(
                pos2(rect.left() + 8.0, rect.top() + first_row / 2.0),
                2.5,
                tokens.muted,
            );
        }
        Voice::Quotation | Voice::Caption => {
            ui.painter().vline(rect.left() + 2.0, rect.y_range(), Stroke::new(3.0, tokens.line));
        }
        Voice::Headline | Voice::Standfirst | Voice::Paragraph | Voice::Subhead => {}
    }
    if let Some(spot) = to {
        let place = passage.places.iter().find(|(.., index)| {
            marks
                .get(*index)
                .is_some_and(|(mark, _)| mark.from >= spot.from && mark.from < spot.to.max(spot.from + 1))
        });
        if let Some((first, ..)) = place {
            let cursor = galley.pos_from_cursor(CCursor::new(*first)).translate(at.to_vec2());
            ui.scroll_to_rect(cursor, Some(Align::Center));
        } else if spot.from >= span.from && spot.to <= span.to {
            ui.scroll_to_rect(rect, Some(Align::Center));
        }
    }
    ui.painter().galley(at, galley, base.color);
    ui.add_space(match voice {
        Voice::ListItem | Voice::Headline => 4.0,
        Voice::Subhead => 2.0,
        Voice::Standfirst | Voice::Paragraph | Voice::Quotation | Voice::Caption => 12.0,
    });
}

fn format_of(tokens: &Tokens, voice: Voice) -> TextFormat {
    let reading = &tokens.sizes.reading;
    let line = Some((reading.article * reading.article_line) as f32);
    match voice {
        Voice::Headline => TextFormat {
            line_height: Some((reading.headline * reading.headline_line) as f32),
            ..TextFormat::simple(tokens.headline(), tokens.text)
        },
        Voice::Paragraph | Voice::ListItem | Voice::Quotation => {
            TextFormat { line_height: line, ..TextFormat::simple(tokens.reading(), tokens.text) }
        }
        Voice::Standfirst => {
            TextFormat { line_height: line, ..TextFormat::simple(tokens.reading(), tokens.muted) }
        }
        Voice::Subhead => {
            TextFormat { line_height: line, ..TextFormat::simple(tokens.heading(), tokens.text) }
        }
        Voice::Caption => {
            TextFormat { line_height: Some(19.0), ..TextFormat::simple(tokens.normal(), tokens.muted) }
        }
    }
}

/// The hits within `span`, with the marker pen; the current one framed by a line below.
fn marks_in(ctx: &ViewContext<'_>, id: ArticleId, span: Span, base: &TextFormat) -> Vec<(Span, TextFormat)> {
    let tokens = ctx.tokens;
    let spot = ctx.session.place().spot;
    let Some(marks) = ctx.session.results().marks().filter(|marks| marks.article == id) else {
        // The place that was asked for shows even before hits are known.
        return spot
            .filter(|spot| spot.from >= span.from && spot.to <= span.to)
            .map(|spot| vec![(spot, TextFormat { background: tokens.hit, ..base.clone() })])
            .unwrap_or_default();
    };
    let lit = |mark: Span| {
        let is_current = spot == Some(mark);
        let underline = if is_current { Stroke::new(2.0, tokens.accent) } else { Stroke::NONE };
        (
            mark,
            TextFormat {
                background: tokens.hit,
                color: tokens.text,
                expand_bg: 1.0,
                underline,
                ..base.clone()
            },
        )
    };
    let mut found: Vec<_> = marks.within(span).map(lit).collect();
    if let Some(spot) = spot.filter(|spot| spot.from >= span.from && spot.to <= span.to)
        && !found.iter().any(|(mark, _)| mark.from < spot.to && spot.from < mark.to)
    {
        found.push(lit(spot));
        found.sort_by_key(|(mark, _)| mark.from);
    }
    found
}

fn doubts(ui: &mut Ui, ctx: &ViewContext<'_>, article: &Article) {
    if article.problems.is_empty() {
        return;
    }
    ui.add_space(16.0);
    for problem in &article.problems {
        ui.label(RichText::new(problem).font(ctx.tokens.small()).color(ctx.tokens.muted));
    }
}

/// A line in pieces of bounded length, cut between characters.
fn pieces(line: &str) -> impl Iterator<Item = &str> {
    let mut rest: Range<usize> = 0..line.len();
    std::iter::from_fn(move || {
        if rest.is_empty() {
            return None;
        }
        let mut end = (rest.start + PIECE).min(line.len());
        while !line.is_char_boundary(end) {
            end += 1;
        }
        let piece = line.get(rest.start..end);
        rest.start = end;
        piece
    })
}
