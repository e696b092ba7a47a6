//! One article under the user's hand: what was read, what is made of it, and what may not be overruled.

use std::sync::Arc;

use super::lines::{self, Marked};
use super::{Change, Correction, HandRole, Target};
use crate::corpus::{Article, Confidence, Evidence, EvidenceKind, Inferred};
use crate::ingest;
use crate::project::Part;

/// An article while corrections go over it, one after the other.
pub(super) struct Hand<'a> {
    read: &'a Article,
    /// What is made of it; nothing until something changes.
    made: Option<Box<Article>>,
    /// Parts that were said of this article alone.
    pinned: u16,
    /// By line: what it was said to be, and when. Empty until a line is spoken of.
    lines: Vec<Option<Marked>>,
}

impl<'a> Hand<'a> {
    pub(super) fn new(read: &'a Article) -> Self {
        Self { read, made: None, pinned: 0, lines: Vec::new() }
    }

    /// The outlet as it is called so far; empty when it is not known.
    pub(super) fn outlet(&self) -> &str {
        let article = self.made.as_deref().unwrap_or(self.read);
        article.outlet.as_ref().map_or("", |outlet| &outlet.value)
    }

    /// Makes a change. Whether the article has what the change speaks of.
    pub(super) fn change(&mut self, correction: &Correction) -> bool {
        let is_own = matches!(correction.target, Target::Articles(_));
        // One bit for each part; lines are looked at one by one.
        let part = Part::of(&correction.change).map_or(0, |part| 1 << part as u16);
        if let Change::Line { text, nth, role } = &correction.change {
            return self.mark_lines(text, *nth, *role, is_own);
        }
        if is_own {
            self.pinned |= part;
        } else if self.pinned & part != 0 && !correction.is_rename() {
            return true;
        }
        let read = self.read;
        let made = self.made.get_or_insert_with(|| Box::new(read.clone()));
        match &correction.change {
            Change::Outlet(name) => made.outlet = named(name.as_ref(), read.outlet.as_ref()),
            Change::Wire(name) => made.wire = named(name.as_ref(), read.wire.as_ref()),
            Change::Host(name) => made.host = named(name.as_ref(), read.host.as_ref()),
            Change::Section(name) => made.section = named(name.as_ref(), read.section.as_ref()),
            Change::Published(date) => {
                let was =
                    read.published.as_ref().map_or_else(|| NONE.to_owned(), |date| date.value.to_string());
                made.published = date.map(|date| by_hand(date, &was));
            }
            Change::Byline(names) => {
                let was: Vec<&str> = read.byline.iter().map(|name| &*name.value).collect();
                let was = if was.is_empty() { NONE.to_owned() } else { was.join(", ") };
                let names = names.iter().map(|name| name.trim()).filter(|name| !name.is_empty());
                made.byline = names.map(|name| by_hand(Arc::from(name), &was)).collect();
            }
            Change::Opinion(is_opinion) => {
                let was = if read.is_opinion() { "opinion" } else { "no opinion piece" };
                made.opinion = Some(by_hand(*is_opinion, was));
            }
            Change::Language(language) => {
                made.language = by_hand(*language, read.language.value.code().unwrap_or("unknown"));
            }
            Change::Completeness(completeness) => {
                made.completeness = by_hand(*completeness, &read.completeness.value.to_string());
            }
            Change::Line { .. } => {}
        }
        true
    }

    fn mark_lines(&mut self, text: &str, nth: Option<u32>, role: HandRole, is_own: bool) -> bool {
        let wanted = text.trim();
        if wanted.is_empty() {
            return false;
        }
        let read = self.read;
        let same = read.lines.iter().enumerate().filter(|(_, line)| read.text(line.span).trim() == wanted);
        let same = (0_u32..).zip(same).filter(|(n, _)| nth.is_none_or(|nth| nth == *n));
        let found: Vec<usize> = same.map(|(_, (at, _))| at).collect();
        if !found.is_empty() && self.lines.is_empty() {
            self.lines = vec![None; read.lines.len()];
        }
        let order = self.lines.iter().flatten().map(|mark| mark.order + 1).max().unwrap_or(0);
        for &at in &found {
            if let Some(mark) = self.lines.get_mut(at)
                && (is_own || !mark.is_some_and(|mark| mark.is_own))
            {
                *mark = Some(Marked { role, order, is_own });
            }
        }
        !found.is_empty()
    }

    /// The article, if anything was changed in it.
    pub(super) fn finish(self) -> Option<Article> {
        let lines = lines::assemble(self.read, &self.lines);
        let mut made = match (self.made, &lines) {
            (Some(made), _) => *made,
            (None, Some(_)) => self.read.clone(),
            (None, None) => return None,
        };
        if let Some(parts) = lines {
            parts.put_into(&mut made);
        }
        if !self.read.problems.is_empty() {
            made.problems = ingest::problems_of(&made);
        }
        Some(made)
    }
}

/// What evidence says where nothing was read.
const NONE: &str = "none";

/// What the user said, with what was read.
pub(super) fn by_hand<T>(value: T, was: &str) -> Inferred<T> {
    let quote = Arc::from(format!("read as: {was}"));
    let evidence = Evidence { kind: EvidenceKind::ByHand, quote };
    Inferred { value, evidence, confidence: Confidence::High }
}

fn named(name: Option<&Arc<str>>, read: Option<&Inferred<Arc<str>>>) -> Option<Inferred<Arc<str>>> {
    let name = name.map(|name| name.trim()).filter(|name| !name.is_empty())?;
    Some(by_hand(Arc::from(name), read.map_or(NONE, |read| &read.value)))
}

/// Whether `path` lies below `folder`, which has no slash at its end; below the empty one lies everything.
pub(in crate::project) fn is_below(path: &str, folder: &str) -> bool {
    folder.is_empty() || path.strip_prefix(folder).is_some_and(|rest| rest.starts_with('/'))
}
