//! The pieces of a text one under the other, of which only those on the screen are laid out.

use egui::{Align, Rect, Ui, pos2, vec2};

use super::text::{Piece, Voice};
use crate::corpus::{Article, ArticleId, Span};
use crate::ui::context::ViewContext;

/// What pieces were made for: another article, mode, width or size makes others.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct PagesOf {
    /// The article.
    pub article: ArticleId,
    /// The file as it is, instead of the article.
    pub is_raw: bool,
    /// Up to here the text is shown.
    pub limit: usize,
    /// What the letters depend on.
    pub setting: (u16, bool),
    /// Width in whole pixels.
    pub width: u32,
    /// The corpus: corrections change what is text.
    pub revision: u64,
}

/// Pieces and where they stand.
#[derive(Default)]
pub struct Pages {
    of: Option<PagesOf>,
    pieces: Vec<Piece>,
    /// Where each piece begins, from the first; one more than there are pieces.
    tops: Vec<f32>,
    /// The next part of the article to be cut into pieces.
    next_part: usize,
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
        let is_here = |piece: &Piece| to.from >= piece.span.from && to.from < piece.span.to;
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
        let mut shown = self.pieces.iter().map(|piece| piece.span.len()).sum::<usize>();
        for _ in 0..AT_ONCE {
            let Some((span, voice)) = part(article, of.is_raw, self.next_part) else {
                self.is_complete = true;
                return;
            };
            if shown >= of.limit {
                self.is_complete = true;
                return;
            }
            self.next_part += 1;
            if span.is_empty() && of.is_raw {
                // An empty line of the file is as high as a line.
                self.push(
                    Piece { span, voice, is_first: true, is_last: true },
                    ctx.tokens.normal().size * 1.5,
                );
            }
            for piece in Piece::all(article, span, voice) {
                if shown >= of.limit {
                    // The rest of this part belongs to what is shown on request.
                    self.next_part -= 1;
                    self.is_complete = true;
                    return;
                }
                shown += piece.span.len();
                self.push(piece, piece.estimate(ui, ctx, article));
            }
        }
        ui.request_repaint();
    }

    fn push(&mut self, piece: Piece, height: f32) {
        let top = self.tops.last().copied().unwrap_or(0.0);
        self.pieces.push(piece);
        self.tops.push(top + height);
    }

    /// How many parts are not shown yet.
    pub fn left(&self, article: &Article) -> usize {
        let is_raw = self.of.is_some_and(|of| of.is_raw);
        if self.is_complete { part_count(article, is_raw).saturating_sub(self.next_part) } else { 0 }
    }
}

fn part_count(article: &Article, is_raw: bool) -> usize {
    if is_raw {
        article.lines.len()
    } else {
        usize::from(article.standfirst.is_some()) + article.body.len() + article.captions.len()
    }
}

/// A part of an article in the order in which it is read.
fn part(article: &Article, is_raw: bool, number: usize) -> Option<(Span, Voice)> {
    if is_raw {
        return article.lines.get(number).map(|line| (line.span, Voice::Raw));
    }
    let number = match &article.standfirst {
        Some(standfirst) if number == 0 => return Some((standfirst.value, Voice::Standfirst)),
        Some(_) => number - 1,
        None => number,
    };
    match article.body.get(number) {
        Some(paragraph) => Some((paragraph.span, Voice::of(paragraph.kind))),
        None => article.captions.get(number - article.body.len()).map(|caption| (*caption, Voice::Caption)),
    }
}
