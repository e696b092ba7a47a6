//! Lines put right: parts and lines of an article are made to say the same again.
//!
//! Every line stays accounted for exactly once. A line that leaves a paragraph shrinks or splits it; a line
//! that becomes text is a paragraph of its own at its place; there is one headline and one standfirst, and
//! what they were before is put aside.

use super::HandRole;
use super::hand::by_hand;
use crate::corpus::{
    Article, FurnitureKind, FurnitureReason, Inferred, LineRole, Lines, Paragraph, ParagraphKind, Span,
};

/// What a line was said to be.
#[derive(Debug, Clone, Copy)]
pub(super) struct Marked {
    pub(super) role: HandRole,
    /// Later is greater.
    pub(super) order: u32,
    /// Whether it was said of this article alone.
    pub(super) is_own: bool,
}

/// The parts of an article that follow from its lines.
pub(super) struct Parts {
    lines: Lines,
    headline: Option<Inferred<Span>>,
    standfirst: Option<Inferred<Span>>,
    body: Vec<Paragraph>,
    captions: Vec<Span>,
}

impl Parts {
    pub(super) fn put_into(self, article: &mut Article) {
        article.lines = self.lines;
        article.headline = self.headline;
        article.standfirst = self.standfirst;
        article.body = self.body;
        article.captions = self.captions;
    }
}

/// What a line is while parts are put together: as it was read, or as it is from now on.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Now {
    Read,
    Hand(HandRole),
    /// It was the headline or standfirst until another line took its place.
    Displaced,
}

/// The parts of `read` after its lines were marked; `None` when no mark changes anything.
pub(super) fn assemble(read: &Article, marks: &[Option<Marked>]) -> Option<Parts> {
    let mut now: Vec<Now> = vec![Now::Read; read.lines.len()];
    for ((now, line), mark) in now.iter_mut().zip(&read.lines).zip(marks) {
        if let Some(mark) = mark
            && !is_already(&line.role, mark.role)
        {
            *now = Now::Hand(mark.role);
        }
    }
    if now.iter().all(|now| *now == Now::Read) {
        return None;
    }
    let headline = single(read, marks, &mut now, HandRole::Headline, read.headline.as_ref());
    let standfirst = single(read, marks, &mut now, HandRole::Standfirst, read.standfirst.as_ref());
    let mut parts =
        Parts { lines: read.lines.clone(), headline, standfirst, body: Vec::new(), captions: Vec::new() };
    parts.number(read, &now);
    Some(parts)
}

fn is_already(role: &LineRole, wanted: HandRole) -> bool {
    match wanted {
        HandRole::Headline => *role == LineRole::Headline,
        HandRole::Standfirst => *role == LineRole::Standfirst,
        HandRole::Body => matches!(role, LineRole::Body(_)),
        HandRole::Caption => matches!(role, LineRole::Caption(_)),
        HandRole::Furniture => matches!(role, LineRole::Furniture(_)),
    }
}

/// The one headline or standfirst: the lines marked last, as far as nothing but blank lines lies between
/// them; or what is left of the lines read.
fn single(
    read: &Article,
    marks: &[Option<Marked>],
    now: &mut [Now],
    role: HandRole,
    was: Option<&Inferred<Span>>,
) -> Option<Inferred<Span>> {
    let is_marked = |at: usize| marks.get(at).copied().flatten().is_some_and(|mark| mark.role == role);
    let is_new = |now: &[Now]| now.contains(&Now::Hand(role));
    let text = |was: Option<&Inferred<Span>>| {
        was.map_or_else(|| "none".to_owned(), |was| format!("“{}”", read.text(was.value).trim()))
    };
    let kept: Vec<usize> = if is_new(now) {
        let order = |at: &usize| marks.get(*at).copied().flatten().map(|mark| mark.order);
        let last = (0..now.len())
            .filter(|&at| is_marked(at))
            .max_by_key(|at| (order(at), std::cmp::Reverse(*at)))?;
        let is_blank = |at: usize| read.lines.get(at).is_some_and(|line| line.role == LineRole::Blank);
        let step = |at: usize, up: bool| {
            if up { at.checked_sub(1) } else { Some(at + 1).filter(|at| *at < now.len()) }
        };
        let reach = |up: bool| {
            let (mut end, mut at) = (last, last);
            while let Some(next) = step(at, up) {
                if is_marked(next) {
                    end = next;
                } else if !is_blank(next) {
                    break;
                }
                at = next;
            }
            end
        };
        (reach(true)..=reach(false)).filter(|&at| is_marked(at)).collect()
    } else {
        let lines = read.lines.iter().zip(now.iter()).enumerate();
        lines
            .filter(|(_, (line, now))| **now == Now::Read && is_already(&line.role, role))
            .map(|(at, _)| at)
            .collect()
    };
    for (at, (line, now)) in read.lines.iter().zip(now.iter_mut()).enumerate() {
        let has_role = match now {
            Now::Read => is_already(&line.role, role),
            Now::Hand(hand) => *hand == role,
            Now::Displaced => false,
        };
        if has_role && !kept.contains(&at) {
            *now = Now::Displaced;
        }
    }
    let all_read = read.lines.iter().enumerate().filter(|(_, line)| is_already(&line.role, role));
    if all_read.map(|(at, _)| at).eq(kept.iter().copied()) {
        // Nothing left it and nothing came to it; where no line is it, it stands in none.
        return was.cloned();
    }
    let span = covering(read, &kept)?;
    let span = match was {
        Some(was) if !is_new(now) => overlap(read, was.value, span).unwrap_or(span),
        _ => span,
    };
    Some(by_hand(span, &text(was)))
}

impl Parts {
    /// Gives lines their roles, and body and captions their spans, from top to bottom.
    fn number(&mut self, read: &Article, now: &[Now]) {
        let mut group: Vec<usize> = Vec::new();
        let mut of: Option<LineRole> = None;
        for (at, (line, now)) in read.lines.iter().zip(now).enumerate() {
            let role = match now {
                Now::Read => line.role.clone(),
                Now::Displaced => {
                    self.lines.set(at, &put_aside("another line took its place"));
                    LineRole::Headline
                }
                Now::Hand(HandRole::Furniture) => {
                    self.lines.set(at, &put_aside(""));
                    LineRole::Headline
                }
                Now::Hand(HandRole::Headline) => {
                    self.lines.set(at, &LineRole::Headline);
                    LineRole::Headline
                }
                Now::Hand(HandRole::Standfirst) => {
                    self.lines.set(at, &LineRole::Standfirst);
                    LineRole::Standfirst
                }
                Now::Hand(hand @ (HandRole::Body | HandRole::Caption)) => {
                    self.close(read, of.take(), &mut group);
                    self.add(at, *hand, read);
                    continue;
                }
            };
            if role == LineRole::Blank || of.as_ref() == Some(&role) {
                if role != LineRole::Blank {
                    group.push(at);
                }
                continue;
            }
            self.close(read, of.take(), &mut group);
            if matches!(role, LineRole::Body(_) | LineRole::Caption(_)) {
                group.push(at);
                of = Some(role);
            }
        }
        self.close(read, of, &mut group);
    }

    /// A line that is a paragraph or a caption of its own from now on.
    fn add(&mut self, at: usize, role: HandRole, read: &Article) {
        let Some(span) = covering(read, &[at]) else { return };
        if role == HandRole::Body {
            self.lines.set(at, &LineRole::Body(self.body.len() as u32));
            self.body.push(Paragraph { kind: ParagraphKind::Paragraph, span });
        } else {
            self.lines.set(at, &LineRole::Caption(self.captions.len() as u32));
            self.captions.push(span);
        }
    }

    /// Takes lines in that stood in one paragraph or caption and still stand together.
    fn close(&mut self, read: &Article, of: Option<LineRole>, group: &mut Vec<usize>) {
        let lines = std::mem::take(group);
        let Some(role) = of else { return };
        let is_whole = read.lines.iter().filter(|line| line.role == role).count() == lines.len();
        let span = |was: Span| {
            if is_whole {
                return Some(was);
            }
            let lines = covering(read, &lines)?;
            Some(overlap(read, was, lines).unwrap_or(lines))
        };
        let paragraph = |i: u32| read.body.get(i as usize).and_then(|was| Some((was.kind, span(was.span)?)));
        let caption = |i: u32| read.captions.get(i as usize).and_then(|was| span(*was));
        let number = match role {
            LineRole::Body(i) => paragraph(i).map(|(kind, span)| {
                self.body.push(Paragraph { kind, span });
                LineRole::Body(self.body.len() as u32 - 1)
            }),
            LineRole::Caption(i) => caption(i).map(|span| {
                self.captions.push(span);
                LineRole::Caption(self.captions.len() as u32 - 1)
            }),
            _ => None,
        };
        // White space that stood among the lines of a paragraph is left alone.
        let number = number.unwrap_or(LineRole::Blank);
        for at in lines {
            self.lines.set(at, &number);
        }
    }
}

fn put_aside(detail: &str) -> LineRole {
    LineRole::Furniture(FurnitureReason { kind: FurnitureKind::ByHand, detail: detail.into() })
}

/// From the first of these lines to the last, without the white space around; `None` when nothing is left.
fn covering(read: &Article, lines: &[usize]) -> Option<Span> {
    let (first, last) = (read.lines.get(*lines.first()?)?, read.lines.get(*lines.last()?)?);
    trimmed(read, Span { from: first.span.from, to: last.span.to })
}

/// What two spans share, without the white space around; `None` when that is nothing.
fn overlap(read: &Article, a: Span, b: Span) -> Option<Span> {
    let (from, to) = (a.from.max(b.from), a.to.min(b.to));
    if from < to { trimmed(read, Span { from, to }) } else { None }
}

fn trimmed(read: &Article, span: Span) -> Option<Span> {
    let text = read.text(span);
    let lead = text.len() - text.trim_start().len();
    let words = text.trim();
    let from = span.from as usize + lead;
    (!words.is_empty()).then(|| Span::new(from, from + words.len()))
}
