//! A piece of an article's text: laid out, lit, marked with the mouse.

use std::collections::HashMap;
use std::sync::Arc;

use egui::text::{CCursor, LayoutJob, TextFormat};
use egui::text_selection::CCursorRange;
use egui::text_selection::visuals::paint_text_selection;
use egui::{Align, CursorIcon, Galley, Id, Rect, Sense, Stroke, Ui, WidgetInfo, pos2, vec2};
use unicode_segmentation::UnicodeSegmentation as _;

use super::{line_menu, marker};
use crate::corpus::{Article, ArticleId, Language, ParagraphKind, Span};
use crate::session::{Command, Marked, ReaderMode};
use crate::ui::context::ViewContext;
use crate::ui::widgets::passage::{byte_at, character_at, passage, pieces};

/// How a part of an article is set.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Voice {
    /// The headline.
    Headline,
    /// The lines that sum it up.
    Standfirst,
    /// Running text.
    Paragraph,
    /// A heading between paragraphs.
    Subhead,
    /// An item of a list.
    ListItem,
    /// A displayed quotation.
    Quotation,
    /// A caption with its credit.
    Caption,
    /// A line of the file as it is.
    Raw,
}

impl Voice {
    /// The voice of a paragraph.
    pub fn of(kind: ParagraphKind) -> Self {
        match kind {
            ParagraphKind::Paragraph => Self::Paragraph,
            ParagraphKind::Subhead => Self::Subhead,
            ParagraphKind::ListItem => Self::ListItem,
            ParagraphKind::Quotation => Self::Quotation,
        }
    }

    fn indent(self) -> f32 {
        match self {
            Self::ListItem => 20.0,
            Self::Quotation | Self::Caption => 16.0,
            Self::Headline | Self::Standfirst | Self::Paragraph | Self::Subhead | Self::Raw => 0.0,
        }
    }

    fn space_before(self) -> f32 {
        if self == Self::Subhead { 8.0 } else { 0.0 }
    }

    fn space_after(self) -> f32 {
        match self {
            Self::ListItem | Self::Headline => 4.0,
            Self::Subhead => 2.0,
            Self::Standfirst | Self::Paragraph | Self::Quotation | Self::Caption => 12.0,
            Self::Raw => 0.0,
        }
    }
}

/// One piece of a part: a part that is not huge is one piece.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Piece {
    /// Its bytes.
    pub span: Span,
    /// How it is set.
    pub voice: Voice,
    /// Whether its part begins with it.
    pub is_first: bool,
    /// Whether its part ends with it.
    pub is_last: bool,
}

impl Piece {
    /// The pieces of a part.
    pub fn all(article: &Article, span: Span, voice: Voice) -> impl Iterator<Item = Self> + '_ {
        pieces(&article.raw, span).map(move |piece| Self {
            span: piece,
            voice,
            is_first: piece.from == span.from,
            is_last: piece.to == span.to,
        })
    }

    /// About as high as it will be with letters of this size.
    pub fn estimate(&self, ui: &Ui, ctx: &ViewContext<'_>, article: &Article) -> f32 {
        let (font, line) = font_of(ctx, self.voice, article.language.value);
        let width = (ui.available_width() - self.voice.indent()).max(40.0);
        // A full-width character has three bytes and is as wide as high, others are about half as wide.
        let is_wide = is_full_width(article.language.value);
        let per_line = if is_wide { 3.0 * width / font.size } else { width / (font.size * 0.48) };
        let lines = (self.span.len() as f32 / per_line.max(1.0)).ceil().max(1.0);
        lines * line + self.space()
    }

    fn space(&self) -> f32 {
        let before = if self.is_first { self.voice.space_before() } else { 0.0 };
        before + if self.is_last { self.voice.space_after() } else { 0.0 }
    }

    /// Draws it; tells how high it is, and whether it holds `to`, to which it then scrolls.
    pub fn ui(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        to: Option<Span>,
    ) -> (f32, bool) {
        let voice = self.voice;
        let base = format_of(ctx, voice, article.language.value);
        let marks = marks_in(ctx, id, self.span, &base);
        let (mut job, places) = if voice == Voice::Raw {
            (as_it_is(article.text(self.span), &base), Vec::new())
        } else {
            let passage = passage(&article.raw, self.span, &base, &marks);
            (passage.job, passage.places)
        };
        let indent = voice.indent();
        if job.is_empty() {
            return (0.0, false);
        }
        if self.is_first && voice.space_before() > 0.0 {
            ui.add_space(voice.space_before());
        }
        job.wrap.max_width = (ui.available_width() - indent).max(40.0);
        job.break_on_newline = false;
        let mut galley = ui.fonts_mut(|fonts| fonts.layout_job(job));
        // Running text is no stop of the Tab key, unless its lines are what is worked on.
        let is_worked_on = ctx.session.reader_mode() == ReaderMode::Furniture;
        let sense = if is_worked_on { Sense::click_and_drag() } else { Sense::CLICK | Sense::DRAG };
        let (rect, response) = ui.allocate_exact_size(vec2(ui.available_width(), galley.size().y), sense);
        let role = if voice == Voice::Headline { egui::Role::Heading } else { egui::Role::Paragraph };
        response.widget_info(|| WidgetInfo::labeled(role, true, galley.text()));
        line_menu::on_text(&response, ctx, article, self.span);
        let at = pos2(rect.left() + indent, rect.top());
        self.ornament(ui, ctx, rect, &galley);
        let mut holds = false;
        if let Some(spot) = to {
            let is_at = |mark: &Span| mark.from >= spot.from && mark.from < spot.to.max(spot.from + 1);
            let place = places
                .iter()
                .find(|(.., index)| marks.get(*index).is_some_and(|(mark, _)| is_at(mark)))
                .map(|(first, ..)| *first)
                .or_else(|| {
                    let is_here = spot.from >= self.span.from && spot.from < self.span.to;
                    is_here.then(|| self.character_at(article, spot.from))
                });
            if let Some(first) = place {
                holds = true;
                let cursor = galley.pos_from_cursor(CCursor::new(first)).translate(at.to_vec2());
                ui.scroll_to_rect(cursor, Some(Align::Center));
            }
        }
        self.mark(ui, ctx, article, id, &response, &galley, at);
        let hits = places.iter().filter_map(|(first, end, of)| Some((*first, *end, marks.get(*of)?.0)));
        marker::name_under_pointer(ctx, id, &response, (&galley, at), hits);
        if let Some(range) = self.marked_range(ctx, article, id) {
            let mut visuals = ui.visuals().clone();
            visuals.selection.bg_fill = ctx.tokens.accent.gamma_multiply(0.3);
            visuals.selection.stroke.color = ctx.tokens.text;
            paint_text_selection(&mut galley, &visuals, &range, None);
        }
        ui.painter().galley(at, galley, base.color);
        if self.is_last && voice.space_after() > 0.0 {
            ui.add_space(voice.space_after());
        }
        (rect.height() + self.space(), holds)
    }

    fn ornament(&self, ui: &Ui, ctx: &ViewContext<'_>, rect: Rect, galley: &Galley) {
        let tokens = ctx.tokens;
        match self.voice {
            Voice::ListItem if self.is_first => {
                let first_row = galley.rows.first().map_or(0.0, |row| row.rect().height());
                let bullet = pos2(rect.left() + 8.0, rect.top() + first_row / 2.0);
                ui.painter().circle_filled(bullet, 2.5, tokens.muted);
            }
            Voice::Quotation | Voice::Caption => {
                ui.painter().vline(rect.left() + 2.0, rect.y_range(), Stroke::new(3.0, tokens.line));
            }
            _ => {}
        }
    }

    fn byte_at(&self, article: &Article, character: usize) -> u32 {
        if self.voice == Voice::Raw {
            let text = article.text(self.span);
            let at = text.char_indices().nth(character).map_or(text.len(), |(at, _)| at);
            return self.span.from + at as u32;
        }
        byte_at(&article.raw, self.span, character)
    }

    fn character_at(&self, article: &Article, byte: u32) -> usize {
        if self.voice == Voice::Raw {
            let before = byte.saturating_sub(self.span.from) as usize;
            return article.text(self.span).char_indices().take_while(|(at, _)| *at < before).count();
        }
        character_at(&article.raw, self.span, byte)
    }

    /// The mouse marks text, across paragraphs: a click begins, a drag goes on wherever the pointer is.
    #[expect(clippy::too_many_arguments, reason = "the state of one drawing pass, all of it borrowed")]
    fn mark(
        &self,
        ui: &Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        response: &egui::Response,
        galley: &Arc<Galley>,
        at: egui::Pos2,
    ) {
        if response.hovered() {
            ui.set_cursor_icon(CursorIcon::Text);
        }
        let dragging = marking_id();
        let Some(pointer) = ui.ctx().pointer_interact_pos() else { return };
        let character = || galley.cursor_from_pos(pointer - at).index.0;
        let (is_pressed, is_down, is_shift) = ui.input(|input| {
            (input.pointer.primary_pressed(), input.pointer.primary_down(), input.modifiers.shift)
        });
        let send = |anchor: u32, head: u32| {
            ctx.send(Command::Mark(Some(Marked { article: id, anchor, head })));
        };
        if response.double_clicked() || response.triple_clicked() {
            let range = if response.triple_clicked() {
                0..galley.text().chars().count()
            } else {
                word_around(galley.text(), character())
            };
            send(self.byte_at(article, range.start), self.byte_at(article, range.end));
        } else if is_pressed && response.is_pointer_button_down_on() && response.contains_pointer() {
            let byte = self.byte_at(article, character());
            let before = ctx.session.marked().filter(|marked| is_shift && marked.article == id);
            let anchor = before.map_or(byte, |marked| marked.anchor);
            ui.data_mut(|data| data.insert_temp(dragging, (id, anchor)));
            send(anchor, byte);
        } else if is_down
            && let Some((of, anchor)) = ui.data(|data| data.get_temp::<(ArticleId, u32)>(dragging))
            && of == id
            && ui.input(|input| input.pointer.is_decidedly_dragging())
        {
            // Between two paragraphs the pointer is at the end of the upper one.
            let reach = response.rect.y_range().expand(self.voice.space_after());
            let is_column = response.rect.expand2(vec2(400.0, 0.0)).x_range().contains(pointer.x);
            let seen = ui.clip_rect().y_range();
            if is_column && reach.contains(pointer.y.clamp(seen.min + 1.0, seen.max - 1.0)) {
                let head = self.byte_at(article, character());
                let now = ctx.session.marked();
                if now.is_none_or(|marked| marked.head != head) {
                    send(anchor, head);
                }
            }
        }
        if !is_down {
            ui.data_mut(|data| data.remove_temp::<(ArticleId, u32)>(dragging));
        }
    }

    fn marked_range(&self, ctx: &ViewContext<'_>, article: &Article, id: ArticleId) -> Option<CCursorRange> {
        let marked = ctx.session.marked().filter(|marked| marked.article == id)?.span();
        if marked.to <= self.span.from || marked.from >= self.span.to {
            return None;
        }
        let from = self.character_at(article, marked.from);
        let to = self.character_at(article, marked.to.min(self.span.to));
        Some(CCursorRange::two(CCursor::new(from), CCursor::new(to)))
    }
}

/// Where it is kept which article's text is being marked, and from where.
fn marking_id() -> Id {
    Id::unique("text being marked")
}

/// Whether the mouse is marking text.
pub fn is_marking(ui: &Ui) -> bool {
    let is_begun = ui.data(|data| data.get_temp::<(ArticleId, u32)>(marking_id()).is_some());
    is_begun && ui.input(|input| input.pointer.is_decidedly_dragging())
}

/// The word around a character, or the sign there.
fn word_around(text: &str, character: usize) -> std::ops::Range<usize> {
    let mut from = 0;
    for word in text.split_word_bounds() {
        let to = from + word.chars().count();
        if character < to {
            return from..to;
        }
        from = to;
    }
    from..from
}

/// Heights of pieces that were on the screen, for parts that are drawn one by one.
type Heights = HashMap<(ArticleId, u32, u32), f32>;

/// So many heights are kept before all are measured afresh.
const MOST_HEIGHTS: usize = 20_000;

/// Draws a part of an article where it stands; of a huge part only what is on the screen is laid out.
pub fn text(
    ui: &mut Ui,
    ctx: &ViewContext<'_>,
    article: &Article,
    id: ArticleId,
    span: Span,
    voice: Voice,
    to: Option<Span>,
) {
    let mut all = Piece::all(article, span, voice).peekable();
    let Some(first) = all.next() else { return };
    if all.peek().is_none() {
        first.ui(ui, ctx, article, id, to);
        return;
    }
    let store = Id::unique("heights of pieces");
    let size = u32::from(ctx.session.settings().reading_size);
    for piece in std::iter::once(first).chain(all) {
        let key = (id, piece.span.from, ui.available_width() as u32 * 64 + size);
        let known = ui.data_mut(|data| data.get_temp_mut_or_default::<Heights>(store).get(&key).copied());
        let height = known.unwrap_or_else(|| piece.estimate(ui, ctx, article));
        let place = Rect::from_min_size(ui.cursor().min, vec2(ui.available_width(), height));
        let is_meant = to.is_some_and(|to| to.from >= piece.span.from && to.from < piece.span.to);
        if ui.is_rect_visible(place) || is_meant {
            let (drawn, _) = piece.ui(ui, ctx, article, id, to);
            ui.data_mut(|data| {
                let heights = data.get_temp_mut_or_default::<Heights>(store);
                if heights.len() > MOST_HEIGHTS {
                    heights.clear();
                }
                heights.insert(key, drawn);
            });
        } else {
            ui.allocate_space(place.size());
        }
    }
}

/// Whether a language is written in characters as wide as high.
pub fn is_full_width(language: Language) -> bool {
    matches!(language.code(), Some("ja" | "zh"))
}

/// The widest line that reads well: about 70 letters, or 40 full-width characters.
pub fn measure(ui: &Ui, ctx: &ViewContext<'_>, language: Language) -> f32 {
    const LETTERS: f32 = 70.0;
    const CHARACTERS: f32 = 40.0;
    // Letters as often as in running English; Cyrillic is a little wider, which is as well.
    const SAMPLE: &str = "the quick talks on islands ended late and no date was set for more of them";
    let font = ctx.reading().text;
    if is_full_width(language) {
        return font.size * CHARACTERS;
    }
    let width = ui.painter().layout_no_wrap(SAMPLE.to_owned(), font, ctx.tokens.text).size().x;
    (width / SAMPLE.len() as f32 * LETTERS).ceil()
}

/// The letters of a voice, and the height of its lines.
fn font_of(ctx: &ViewContext<'_>, voice: Voice, language: Language) -> (egui::FontId, f32) {
    let reading = ctx.reading();
    let sizes = &ctx.tokens.sizes.reading;
    // Characters that fill their square want more air between lines.
    let by = if is_full_width(language) { sizes.article_line + 0.16 } else { sizes.article_line };
    let line = |font: &egui::FontId| (font.size * by as f32).round();
    match voice {
        Voice::Headline => {
            let line = (reading.headline.size * sizes.headline_line as f32).round();
            (reading.headline, line)
        }
        Voice::Paragraph | Voice::ListItem | Voice::Quotation | Voice::Standfirst => {
            let line = line(&reading.text);
            (reading.text, line)
        }
        Voice::Subhead => {
            let line = line(&reading.subhead);
            (reading.subhead, line)
        }
        Voice::Caption => {
            let line = (reading.caption.size * 1.42).round();
            (reading.caption, line)
        }
        Voice::Raw => {
            let font = ctx.tokens.normal();
            let line = (font.size * 1.5).round();
            (font, line)
        }
    }
}

fn format_of(ctx: &ViewContext<'_>, voice: Voice, language: Language) -> TextFormat {
    let (font, line) = font_of(ctx, voice, language);
    let colour = match voice {
        Voice::Standfirst | Voice::Caption => ctx.tokens.muted,
        _ => ctx.tokens.text,
    };
    TextFormat { line_height: Some(line), valign: Align::Center, ..TextFormat::simple(font, colour) }
}

/// A line of the file, character by character; what cannot be drawn is a space.
fn as_it_is(text: &str, base: &TextFormat) -> LayoutJob {
    let shown: String = text.chars().map(|c| if c.is_control() && c != '\t' { ' ' } else { c }).collect();
    LayoutJob::single_section(shown, base.clone())
}

/// What is lit within `span`: hits with the marker pen, the current one underlined; what was looked for in
/// another tone, which goes before.
fn marks_in(ctx: &ViewContext<'_>, id: ArticleId, span: Span, base: &TextFormat) -> Vec<(Span, TextFormat)> {
    let tokens = ctx.tokens;
    let is_main = ctx.session.place().article == Some(id);
    let spot = ctx.session.place().spot.filter(|_| is_main);
    let spot_here = spot.filter(|spot| spot.from >= span.from && spot.to <= span.to);
    let marks = ctx.session.results().marks_of(id);
    let lit = |mark: Span| (mark, marker::format(ctx, marks, mark, spot == Some(mark), base));
    // The place that was asked for shows even before hits are known.
    let mut found: Vec<(Span, TextFormat)> = match marks {
        Some(marks) => marks.within(span).map(lit).collect(),
        None => Vec::new(),
    };
    if let Some(spot) = spot_here
        && !found.iter().any(|(mark, _)| mark.from < spot.to && spot.from < mark.to)
    {
        found.push(lit(spot));
    }
    if let Some(find) = ctx.session.find().filter(|_| is_main)
        && let Some(finding) = ctx.session.results().finding().filter(|finding| finding.article == id)
    {
        let sought: Vec<Span> = finding.within(span).collect();
        found.retain(|(mark, _)| !sought.iter().any(|one| one.from < mark.to && mark.from < one.to));
        found.extend(sought.into_iter().map(|one| {
            let is_current = find.at == Some(one);
            let (background, color) = if is_current {
                (tokens.accent, tokens.on_accent)
            } else {
                (tokens.accent_ground, tokens.accent)
            };
            (one, TextFormat { background, color, expand_bg: 1.0, ..base.clone() })
        }));
    }
    found.sort_by_key(|(mark, _)| mark.from);
    found
}
