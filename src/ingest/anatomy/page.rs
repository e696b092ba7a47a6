//! A page while it is being taken apart: its units, what was found on it, what each unit is so far.
//!
//! A unit is what a reader would call one line: a line, or the lines of one hard-wrapped paragraph.
//! All rules give roles to units; lines get the role of their unit at the end, so that every line
//! is accounted for exactly once whatever the rules do.

use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use super::byline::{self, Credit};
use super::facts::{Facts, Scanned, facts_of};
use super::lines::{self, LineInfo};
use super::shape::{self, Ending, Shape};
use super::titles;
use super::words::{Hit, words};
use super::wraps::{is_soft_break, wrap_width};
use crate::corpus::{Evidence, EvidenceKind, FurnitureKind, ParagraphKind, Span};
use crate::ingest::readers::{Mark, Markup};
use crate::ingest::registry::{DateOrder, Mention, MentionKind, Place, Registry};
use crate::text::blocks::Blocks;

/// What a unit is, as far as is known.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Role {
    /// Not decided yet.
    Open,
    /// Furniture of a kind, with what gave it away.
    Furniture(FurnitureKind, Arc<str>),
    /// The headline.
    Headline,
    /// The standfirst.
    Standfirst,
    /// Byline or agency credit.
    Credit,
    /// The date of publication.
    Date,
    /// The section.
    Section,
    /// A caption.
    Caption,
    /// Body.
    Body(ParagraphKind),
}

/// One line, or the lines of one hard-wrapped paragraph.
#[derive(Debug, Clone)]
pub(super) struct Unit {
    /// Its lines.
    pub lines: Range<usize>,
    /// Its bytes, without white space at both ends.
    pub span: Span,
    /// What can be seen of it.
    pub shape: Shape,
    /// Whether a blank line, or nothing, stands before it.
    pub gap_before: bool,
    /// Whether a blank line, or nothing, stands after it.
    pub gap_after: bool,
    /// What it is.
    pub role: Role,
    /// How much it looks like running text.
    pub prose: Prose,
    /// What has been read of its text alone, whatever its role.
    pub facts: Rc<Facts>,
}

impl Unit {
    /// Makes it end as a sentence does, as its neighbours say of it: what is known of its text alone holds no more.
    fn reshape(&mut self) {
        self.shape.ending = Ending::Sentence;
        self.prose = prose(&self.shape);
        self.facts = Rc::new(Facts::with(self.shape));
    }
}

/// How much a unit looks like running text.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Prose {
    /// A title, a name, a menu.
    No,
    /// A short sentence.
    Weak,
    /// A paragraph.
    Strong,
}

/// A page while it is being taken apart.
pub(super) struct Page<'a> {
    /// The whole text.
    pub raw: &'a str,
    /// The same with ASCII letters in lower case.
    lower: String,
    /// What its bytes are.
    pub blocks: Blocks,
    /// Its lines.
    pub lines: Vec<LineInfo>,
    /// Its units; blank lines belong to none.
    pub units: Vec<Unit>,
    /// Names, domains and phrases of the registry on the whole page.
    pub mentions: Vec<Mention>,
    /// Where on it phrases of pages in general may begin.
    openings: Vec<u32>,
    /// Where on it furniture phrases may stand that may stand anywhere in a line.
    anchors: Vec<u32>,
    /// What is known of outlets.
    pub registry: &'a Registry,
    /// What the file's format says of some lines.
    pub markup: &'a [Markup],
    /// The first and the last unit of the body, where the reader has found it.
    pub located: Option<(usize, usize)>,
    /// How this page writes dates in figures.
    pub order: DateOrder,
    /// Whether any mention of the page may stand for the folder or name of the file.
    pub path: &'a str,
}

impl<'a> Page<'a> {
    /// The page of `raw`, with `front` (front matter) taken out of the units.
    pub fn new(
        raw: &'a str,
        path: &'a str,
        registry: &'a Registry,
        markup: &'a [Markup],
        front: Option<Span>,
    ) -> Self {
        let lines = lines::split(raw);
        let is_located = markup.iter().any(|m| m.mark == Mark::Body);
        let blocks = Blocks::of(raw.as_bytes());
        let mut units = units(raw, &blocks, &lines, front, !is_located, registry);
        let lower = raw.to_ascii_lowercase();
        let Scanned { mentions, openings, anchors } = scanned(raw, &lower, &blocks, &units, registry);
        signed(raw, &mut units, &mentions);
        answers(raw, &mut units);
        let order = DateOrder::Dmy;
        let mut this = Self {
            raw,
            lower,
            blocks,
            lines,
            units,
            mentions,
            openings,
            anchors,
            registry,
            markup,
            located: None,
            order,
            path,
        };
        if is_located {
            let is_body = |unit: &usize| this.mark(*unit).is_some_and(|m| m.mark.is_of_body());
            let first = (0..this.units.len()).find(is_body);
            this.located = first.zip((0..this.units.len()).rev().find(is_body));
        }
        this
    }

    /// The text of a unit.
    pub fn text(&self, unit: usize) -> &'a str {
        self.units.get(unit).map_or("", |u| u.span.of(self.raw))
    }

    /// A unit read as a byline.
    pub fn byline(&self, unit: usize) -> Option<&Credit> {
        let u = self.units.get(unit)?;
        if u.prose == Prose::Strong {
            return None;
        }
        u.facts.byline.get_or_init(|| byline::read(self.text(unit), self.registry)).as_ref()
    }

    /// The key of a unit's text: see [`title_key`](titles::title_key).
    pub fn title_key(&self, unit: usize) -> u64 {
        self.units
            .get(unit)
            .map_or(0, |u| *u.facts.title.get_or_init(|| titles::title_key(u.span.of(self.raw))))
    }

    /// Whether a unit looks like the name of an outlet.
    pub fn looks_like_outlet(&self, unit: usize) -> bool {
        self.units
            .get(unit)
            .is_some_and(|u| *u.facts.outlet.get_or_init(|| titles::looks_like_outlet(u.span.of(self.raw))))
    }

    /// What the format says of lines within `span`.
    pub fn marks_in(&self, span: Span) -> &'a [Markup] {
        let from = self.markup.partition_point(|m| m.span.from < span.from);
        let rest = self.markup.get(from..).unwrap_or(&[]);
        let inside = rest.partition_point(|m| m.span.to <= span.to);
        rest.get(..inside).unwrap_or(&[])
    }

    /// What the format says a unit is: the mark of most of its bytes.
    pub fn mark(&self, unit: usize) -> Option<&'a Markup> {
        let span = self.units.get(unit)?.span;
        self.marks_in(span).iter().find(|m| m.span.len() * 2 > span.len())
    }

    /// The mark of a headline within `span`.
    pub fn headline_mark(&self, span: Span) -> Option<&'a Markup> {
        self.marks_in(span).iter().find(|m| m.mark == Mark::Heading(1))
    }

    /// The mentions inside `span`.
    pub fn mentions_in(&self, span: Span) -> &[Mention] {
        let from = self.mentions.partition_point(|m| m.span.from < span.from);
        let to = self.mentions.partition_point(|m| m.span.from < span.to);
        self.mentions.get(from..to.max(from)).unwrap_or(&[])
    }

    /// The phrases of pages in general inside `span`, which lies in one unit; they may overlap.
    pub fn phrases_in(&self, span: Span) -> impl Iterator<Item = Hit> + '_ {
        let at = self.units.partition_point(|u| u.span.to <= span.from);
        let unit = self.units.get(at).filter(|u| u.span.len() <= LONGEST_WITH_PHRASES);
        let all = unit.map_or(&[][..], |u| {
            u.facts
                .phrases
                .get_or_init(|| words().find(u.span.of(&self.lower), self.openings_in(u.span)))
                .as_slice()
        });
        let base = unit.map_or(0, |u| u.span.from);
        let on_page = move |h: &Hit| Hit { from: h.from + base, to: h.to + base, theme: h.theme };
        let hits = all.iter().map(on_page).skip_while(move |h| h.to <= span.from);
        hits.take_while(move |h| h.to <= span.to).filter(move |h| h.from >= span.from)
    }

    /// Where in `span` phrases of pages in general may begin, counted from where it begins.
    fn openings_in(&self, span: Span) -> impl Iterator<Item = usize> {
        let from = self.openings.partition_point(|&at| at < span.from);
        let openings = self.openings.get(from..).unwrap_or(&[]);
        openings.iter().take_while(move |&&at| at < span.to).map(move |at| (at - span.from) as usize)
    }

    /// The furniture phrase, of any site, that a unit has.
    pub fn generic_furniture(&self, unit: usize) -> Option<(FurnitureKind, &'a str)> {
        let span = self.units.get(unit)?.span;
        let from = self.anchors.partition_point(|&at| at < span.from);
        let none = self.anchors.get(from).is_none_or(|&at| at >= span.to);
        self.registry.generic_furniture_of(span.of(self.raw), span.of(&self.lower), none)
    }

    /// Says that `unit` is furniture, unless its role is known already.
    pub fn put_aside(&mut self, unit: usize, kind: FurnitureKind, detail: impl Into<Arc<str>>) {
        if let Some(u) = self.units.get_mut(unit)
            && u.role == Role::Open
        {
            u.role = Role::Furniture(kind, detail.into());
        }
    }

    /// Gives `unit` a role, whatever it was.
    pub fn set(&mut self, unit: usize, role: Role) {
        if let Some(u) = self.units.get_mut(unit) {
            u.role = role;
        }
    }

    /// Whether `unit` is still open.
    pub fn is_open(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|u| u.role == Role::Open)
    }

    /// Whether `unit` is furniture.
    pub fn is_furniture(&self, unit: usize) -> bool {
        self.units.get(unit).is_some_and(|u| matches!(u.role, Role::Furniture(..)))
    }
}

/// Phrases are looked for in lines up to this many bytes: longer paragraphs are not decided by one.
const LONGEST_WITH_PHRASES: usize = 600;

/// Evidence of `kind`, quoting `words` up to a readable length.
pub(super) fn evidence(kind: EvidenceKind, words: &str) -> Evidence {
    let words = words.trim();
    let quote = match words.char_indices().nth(160) {
        Some((at, _)) => words.get(..at).unwrap_or(""),
        None => words,
    };
    Evidence { kind, quote: quote.into() }
}

/// The units of a page; `wraps` where a paragraph may go on in the next line.
fn units(
    raw: &str,
    blocks: &Blocks,
    lines: &[LineInfo],
    front: Option<Span>,
    wraps: bool,
    registry: &Registry,
) -> Vec<Unit> {
    let wrap = if wraps { wrap_width(raw, lines) } else { None };
    let mut units: Vec<Unit> = Vec::with_capacity(lines.len() / 2 + 2);
    let mut gap = true;
    let mut at = 0;
    while let Some(line) = lines.get(at) {
        if line.trimmed.is_empty() || front.is_some_and(|f| f.from <= line.span.from && line.span.to <= f.to)
        {
            gap = true;
            if let Some(last) = units.last_mut() {
                last.gap_after = true;
            }
            at += 1;
            continue;
        }
        let from = at;
        at += 1;
        if let Some(width) = wrap {
            while lines.get(at).is_some_and(|next| is_soft_break(raw, lines, at - 1, next, width)) {
                at += 1;
            }
        }
        let span =
            Span { from: line.trimmed.from, to: lines.get(at - 1).map_or(line.trimmed.to, |l| l.trimmed.to) };
        let facts = facts_of(raw, blocks, span, (at - from == 1).then_some(line), registry);
        let shape = facts.shape;
        let prose = prose(&shape);
        units.push(Unit {
            lines: from..at,
            span,
            shape,
            gap_before: gap,
            gap_after: at >= lines.len(),
            role: Role::Open,
            prose,
            facts,
        });
        gap = false;
    }
    units
}

/// What the words of a page begin. Lines that are known from other pages are not gone through again.
fn scanned(raw: &str, lower: &str, blocks: &Blocks, units: &[Unit], registry: &Registry) -> Scanned {
    let mut found = Scanned::default();
    let mut from = 0;
    for unit in units.iter().filter(|u| u.facts.is_shared) {
        found.scan(registry, (raw, lower), from..unit.span.from as usize, (blocks, 0));
        let own = unit.facts.scanned.get_or_init(|| {
            let mut own = Scanned::default();
            let (line, lower) = (unit.span.of(raw), unit.span.of(lower));
            own.scan(registry, (line, lower), 0..line.len(), (blocks, unit.span.from as usize));
            own
        });
        let on_page = |m: &Mention| Mention {
            span: Span { from: m.span.from + unit.span.from, to: m.span.to + unit.span.from },
            ..*m
        };
        found.mentions.extend(own.mentions.iter().map(on_page));
        found.openings.extend(own.openings.iter().map(|at| at + unit.span.from));
        found.anchors.extend(own.anchors.iter().map(|at| at + unit.span.from));
        from = unit.span.to as usize;
    }
    found.scan(registry, (raw, lower), from..raw.len(), (blocks, 0));
    found
}

/// How much a shape looks like running text.
pub(super) fn prose(s: &Shape) -> Prose {
    let long = s.size >= 90 && s.length() >= 12;
    // "... said. (Reuters)" ends in a bracket after a sentence.
    let ends = s.ends() || s.ending == Ending::Bracket && s.stops > 0;
    if long && s.runs() && (ends || s.stops > 0 && s.size >= 110) {
        return Prose::Strong;
    }
    if s.size >= 160 && s.runs() && s.length() >= 20 {
        return Prose::Strong;
    }
    // Arabic and many others know no capitals.
    let caseless = s.capitals == 0 && s.letters > s.digits;
    let sentence = ends && s.length() >= 3 && (s.is_wide() || s.smalls > 0 || caseless);
    if sentence { Prose::Weak } else { Prose::No }
}

/// Paragraphs that end in the agency's name behind their last sentence ("… añadió. EFE") are running text.
fn signed(raw: &str, units: &mut [Unit], mentions: &[Mention]) {
    for mention in mentions.iter().filter(|m| m.what == MentionKind::Credit && m.place == Place::Tail) {
        let at = units.partition_point(|u| u.span.to < mention.span.to);
        let Some(unit) = units.get_mut(at).filter(|u| u.prose < Prose::Strong) else { continue };
        let before = Span { from: unit.span.from, to: mention.span.from.max(unit.span.from) };
        if unit.span.to == mention.span.to && shape::ending(before.of(raw)) == Ending::Sentence {
            unit.reshape();
        }
    }
}

/// Answers in Japanese interviews, 「…」 below a question that a dash leads, end without a full stop.
fn answers(raw: &str, units: &mut [Unit]) {
    const ASKS: [&str; 3] = ["――", "──", "——"];
    let asks = |unit: &Unit| ASKS.iter().any(|dash| unit.span.of(raw).starts_with(dash));
    if !units.iter().any(|u| u.shape.is_wide() && asks(u)) {
        return;
    }
    for at in 1..units.len() {
        let text = units[at].span.of(raw);
        let quoted = text.starts_with('「') && text.ends_with('」');
        if quoted && units[at].shape.ending == Ending::Bracket && asks(&units[at - 1]) {
            units[at].reshape();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn texts(raw: &str) -> Vec<String> {
        units(raw, &Blocks::of(raw.as_bytes()), &lines::split(raw), None, true, Registry::bundled())
            .iter()
            .map(|u| u.span.of(raw).replace('\n', " "))
            .collect()
    }

    #[test]
    fn hard_wrapped_paragraphs_become_one_unit_each() {
        let raw = "The harbour of Port Nelin has been closed since Monday, when the ice\n\
                   broke two piers and carried the fuel barge out to sea with nobody on\n\
                   board.\n\
                   \n\
                   The mayor said on Tuesday that it would open again before the end of\n\
                   the month, and that the ferry to the islands would run from the old\n\
                   quay until then.\n";
        let units = texts(raw);
        assert_eq!(units.len(), 2, "{units:?}");
    }

    #[test]
    fn short_lines_of_a_menu_stay_apart() {
        let raw = "Home\nWorld\nBusiness\nSport\n\nA headline of some length\n\nThe text of the article is one long line that nobody wrapped, as most pages are.\n";
        assert_eq!(texts(raw).len(), 6);
    }
}
