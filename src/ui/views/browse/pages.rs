//! The pieces of a text, and the lines of a page, one under the other: only those on the screen are laid out.

use egui::{Align, Rect, Ui, pos2, vec2};

use super::furniture::PageLine;
use super::text::{Piece, Voice};
use crate::corpus::{Article, ArticleId, LineRole, Span};
use crate::session::ReaderMode;
use crate::ui::context::ViewContext;

/// What pieces were made for: another article, mode, width or size makes others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagesOf {
    /// The article.
    pub article: ArticleId,
    /// The article alone, with its page, or the file as it is.
    pub mode: ReaderMode,
    /// Up to here the text is shown.
    pub limit: usize,
    /// What the letters depend on.
    pub setting: (u16, bool),
    /// Width in whole pixels.
    pub width: u32,
    /// The corpus: corrections change what is text.
    pub revision: u64,
}

/// What stands on the page.
#[derive(Debug, Clone, Copy)]
enum Item {
    Piece(Piece),
    Line(PageLine),
}

impl Item {
    fn span(&self) -> Span {
        match self {
            Self::Piece(piece) => piece.span,
            Self::Line(line) => line.span,
        }
    }

    fn estimate(&self, ui: &Ui, ctx: &ViewContext<'_>, article: &Article) -> f32 {
        match self {
            Self::Piece(piece) => piece.estimate(ui, ctx, article),
            Self::Line(line) => line.estimate(ui, ctx),
        }
    }

    /// Draws it; tells how high it is, and whether it holds `to`, to which it then scrolls.
    fn ui(
        &self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        id: ArticleId,
        to: Option<Span>,
    ) -> (f32, bool) {
        match self {
            Self::Piece(piece) => piece.ui(ui, ctx, article, id, to),
            Self::Line(line) => line.ui(ui, ctx, article, to),
        }
    }
}

/// Pieces and where they stand.
#[derive(Default)]
pub struct Pages {
    of: Option<PagesOf>,
    pieces: Vec<Item>,
    /// Where each piece begins, from the first; one more than there are pieces.
    tops: Vec<f32>,
    /// The next part of the article to be cut into pieces.
    next_part: usize,
    /// Bytes of what was cut so far.
    shown: usize,
    /// The paragraph that was cut last.
    last_body: Option<u32>,
    is_complete: bool,
}

/// So many parts are cut into pieces in one frame; a text has more only where it is shown whole on request.
const AT_ONCE: usize = 8_000;

impl Pages {
    /// Draws the text; gives the change in height above what is seen, and whether `to` was reached.
    pub fn ui(
        &mut self,
        ui: &mut Ui,
        ctx: &ViewContext<'_>,
        article: &Article,
        of: PagesOf,
        to: Option<Span>,
    ) -> (f32, bool) {
        if self.of != Some(of) {
            *self = Self { of: Some(of), tops: vec![0.0], ..Self::default() };
        }
        self.grow(ui, ctx, article, of);
        let origin = ui.cursor().min;
        let seen = ui.clip_rect();
        let top = seen.top() - origin.y;
        let bottom = seen.bottom() - origin.y;
        let first = self.tops.partition_point(|piece| *piece <= top).saturating_sub(1);
        let end = self.tops.partition_point(|piece| *piece < bottom).min(self.pieces.len());
        let mut shift = 0.0;
        let mut changes = Vec::new();
        let mut is_reached = false;
        let first = first.min(self.pieces.len());
        ui.add_space(self.tops.get(first).copied().unwrap_or(0.0));
        for index in first..end.max(first) {
            let Some(piece) = self.pieces.get(index) else { break };
            let before = self.tops[index + 1] - self.tops[index];
            let (height, holds) = ui.push_id(index, |ui| piece.ui(ui, ctx, article, of.article, to)).inner;
            is_reached |= holds;
            if (height - before).abs() > 0.25 {
                changes.push((index, height - before));
                // What begins above the screen moves all that is on it.
                if self.tops[index] < top {
                    shift += height - before;
                }
            }
        }
        for (index, change) in changes {
            self.tops.iter_mut().skip(index + 1).for_each(|top| *top += change);
        }
        let all = self.tops.last().copied().unwrap_or(0.0);
        let below = origin.y + all - ui.cursor().min.y;
        if below > 0.0 {
            ui.allocate_space(vec2(1.0, below));
        }
        if let Some(to) = to.filter(|_| !is_reached) {
            is_reached = !self.scroll_to(ui, origin, to);
        }
        (shift, is_reached)
    }

    /// Scrolls near the piece that holds a place; whether there is one.
    fn scroll_to(&self, ui: &Ui, origin: egui::Pos2, to: Span) -> bool {
        let is_here = |item: &Item| (item.span().from..item.span().to).contains(&to.from);
        let Some(index) = self.pieces.iter().position(is_here) else { return !self.is_complete };
        let place = Rect::from_min_size(pos2(origin.x, origin.y + self.tops[index]), vec2(10.0, 20.0));
        ui.scroll_to_rect(place, Some(Align::Center));
        true
    }

    /// Cuts more of the text into pieces, a bounded number in one frame.
    fn grow(&mut self, ui: &Ui, ctx: &ViewContext<'_>, article: &Article, of: PagesOf) {
        if self.is_complete {
            return;
        }
        for _ in 0..AT_ONCE {
            let Some(part) = part(article, of.mode, self.next_part, &mut self.last_body) else {
                self.is_complete = true;
                return;
            };
            if self.shown >= of.limit {
                self.is_complete = true;
                return;
            }
            self.next_part += 1;
            let (span, voice) = match part {
                Part::Nothing => continue,
                Part::Line(line) => {
                    self.push(Item::Line(line), line.estimate(ui, ctx));
                    continue;
                }
                Part::Text(span, voice) => (span, voice),
            };
            if span.is_empty() && of.mode == ReaderMode::Raw {
                // An empty line of the file is as high as a line.
                let empty = Piece { span, voice, is_first: true, is_last: true };
                self.push(Item::Piece(empty), ctx.tokens.normal().size * 1.5);
            }
            for piece in Piece::all(article, span, voice) {
                if self.shown >= of.limit {
                    // The rest of this part belongs to what is shown on request.
                    self.next_part -= 1;
                    self.is_complete = true;
                    return;
                }
                let item = Item::Piece(piece);
                self.push(item, item.estimate(ui, ctx, article));
            }
        }
        ui.request_repaint();
    }

    fn push(&mut self, item: Item, height: f32) {
        let top = self.tops.last().copied().unwrap_or(0.0);
        self.shown += item.span().len();
        self.pieces.push(item);
        self.tops.push(top + height);
    }

    /// The same article has another number, in another corpus: what was measured holds.
    pub fn carry(&mut self, article: ArticleId, revision: u64) {
        if let Some(of) = &mut self.of {
            of.article = article;
            of.revision = revision;
        }
    }

    /// How many parts are not shown yet.
    pub fn left(&self, article: &Article) -> usize {
        let Some(of) = self.of.filter(|_| self.is_complete) else { return 0 };
        part_count(article, of.mode).saturating_sub(self.next_part)
    }
}

fn part_count(article: &Article, mode: ReaderMode) -> usize {
    match mode {
        ReaderMode::Raw | ReaderMode::Furniture => article.lines.len(),
        ReaderMode::Clean => {
            usize::from(article.standfirst.is_some()) + article.body.len() + article.captions.len()
        }
    }
}

/// A part of what is shown.
enum Part {
    /// A line that is not shown, or not for itself.
    Nothing,
    Text(Span, Voice),
    Line(PageLine),
}

/// A part of an article in the order in which it is read.
fn part(article: &Article, mode: ReaderMode, number: usize, last_body: &mut Option<u32>) -> Option<Part> {
    let number = match (mode, &article.standfirst) {
        (ReaderMode::Raw, _) => {
            return article.lines.get(number).map(|line| Part::Text(line.span, Voice::Raw));
        }
        (ReaderMode::Furniture, _) => return on_page(article, number, last_body),
        (ReaderMode::Clean, Some(standfirst)) if number == 0 => {
            return Some(Part::Text(standfirst.value, Voice::Standfirst));
        }
        (ReaderMode::Clean, Some(_)) => number - 1,
        (ReaderMode::Clean, None) => number,
    };
    if let Some(paragraph) = article.body.get(number) {
        return Some(Part::Text(paragraph.span, Voice::of(paragraph.kind)));
    }
    let caption = article.captions.get(number - article.body.len());
    caption.map(|caption| Part::Text(*caption, Voice::Caption))
}

/// A line of the page with the text in its place; `last_body` is the paragraph that was drawn last.
fn on_page(article: &Article, number: usize, last_body: &mut Option<u32>) -> Option<Part> {
    let line = article.lines.get(number)?;
    Some(match &line.role {
        LineRole::Blank => Part::Nothing,
        // A paragraph of several lines is drawn once, at its first.
        LineRole::Body(paragraph) if last_body.replace(*paragraph) == Some(*paragraph) => Part::Nothing,
        LineRole::Body(paragraph) => match article.body.get(*paragraph as usize) {
            Some(text) => Part::Text(text.span, Voice::of(text.kind)),
            None => Part::Nothing,
        },
        LineRole::Headline => Part::Text(line.span, Voice::Subhead),
        LineRole::Standfirst => Part::Text(line.span, Voice::Standfirst),
        LineRole::Caption(_) => Part::Text(line.span, Voice::Caption),
        LineRole::Furniture(_) | LineRole::Credit | LineRole::Date | LineRole::Section => {
            Part::Line(PageLine { span: line.span, number })
        }
    })
}
