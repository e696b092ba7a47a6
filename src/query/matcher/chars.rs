//! Characters of scripts without spaces, found wherever they stand.
//!
//! Where words begin and end in Chinese, Japanese or Thai is a guess, and articles and queries may be cut
//! differently. So the forms of words that touch are read as one run of characters. A match may begin and end
//! within a word; it goes on into the next word when nothing but white space lies between.

use super::place::{self, Place};
use crate::corpus::{Corpus, SENTINEL, Span, TypeId};
use crate::query::ast::Chars;
use crate::query::glob::Piece;
use crate::task::{Cancelled, Task};
use crate::text::{normalise, script};

/// One character of a pattern.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Atom {
    Char(char),
    One,
    Run,
}

/// A word of the stream and a byte in its form.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
struct Cursor {
    position: u32,
    offset: usize,
}

/// What a form says of a match that begins in it.
enum Within {
    No,
    /// It matches and ends at this byte.
    Whole(usize),
    /// The words that follow decide.
    Open,
}

struct Matcher<'a> {
    corpus: &'a Corpus,
    chars: &'a Chars,
    atoms: Vec<Atom>,
}

/// All places of `chars`, in order.
pub(super) fn places(corpus: &Corpus, chars: &Chars, task: &Task) -> Result<Vec<Place>, Cancelled> {
    let atoms = chars.pattern.pieces.iter().flat_map(|piece| match piece {
        Piece::Text(text) => text.chars().map(Atom::Char).collect(),
        Piece::One => vec![Atom::One],
        Piece::Run => vec![Atom::Run],
    });
    let matcher = Matcher { corpus, chars, atoms: atoms.collect() };
    let mut out = Vec::new();
    let mut folded = String::new();
    for (n, (id, from)) in matcher.candidates().into_iter().enumerate() {
        if n % 64 == 0 {
            task.check()?;
        }
        let within = matcher.within(corpus.vocabulary().form(id), from);
        if matches!(within, Within::No) {
            continue;
        }
        for (n, &position) in corpus.positions(id).iter().enumerate() {
            if n % super::STRIDE == super::STRIDE - 1 {
                task.check()?;
            }
            let start = Cursor { position, offset: from };
            let end = match within {
                Within::Whole(to) => Some(Cursor { position, offset: to }),
                _ => matcher.run(&matcher.atoms, start),
            };
            let place = end.and_then(|end| matcher.place(start, end, &mut folded));
            out.extend(place);
        }
    }
    place::sort(&mut out);
    Ok(out)
}

impl Matcher<'_> {
    /// Types and bytes of their forms where a match may begin, in any order.
    fn candidates(&self) -> Vec<(TypeId, usize)> {
        let vocabulary = self.corpus.vocabulary();
        match self.atoms.first() {
            Some(&Atom::Char(c)) if self.chars.open_left => {
                vocabulary.occurrences(c).filter(|&(id, from)| self.may_begin(id, from)).collect()
            }
            Some(&Atom::Char(c)) => {
                vocabulary.with_prefix(c.encode_utf8(&mut [0; 4])).iter().map(|&id| (id, 0)).collect()
            }
            _ => vocabulary
                .iter()
                .filter(|(_, form)| form.chars().any(script::is_spaceless))
                .flat_map(|(id, form)| form.char_indices().map(move |(from, _)| (id, from)))
                .collect(),
        }
    }

    fn may_begin(&self, id: TypeId, from: usize) -> bool {
        !matches!(self.within(self.corpus.vocabulary().form(id), from), Within::No)
    }

    fn within(&self, form: &str, from: usize) -> Within {
        let mut rest = form.get(from..).unwrap_or("").chars();
        for atom in &self.atoms {
            match (atom, rest.next()) {
                (Atom::Run, _) | (_, None) => return Within::Open,
                (Atom::Char(c), Some(found)) if *c != found => return Within::No,
                _ => {}
            }
        }
        let rest = rest.as_str().len();
        if rest > 0 && !self.chars.open_right { Within::No } else { Within::Whole(form.len() - rest) }
    }

    /// The end of a match of `atoms` that begins at `at`; a run takes as little as it can.
    fn run(&self, atoms: &[Atom], mut at: Cursor) -> Option<Cursor> {
        for (n, atom) in atoms.iter().enumerate() {
            match atom {
                Atom::Char(c) => {
                    let (found, after) = self.step(at)?;
                    if *c != found {
                        return None;
                    }
                    at = after;
                }
                Atom::One => at = self.step(at)?.1,
                Atom::Run => {
                    let rest = atoms.get(n + 1..)?;
                    for _ in 0..=Chars::LONGEST_RUN {
                        if let Some(end) = self.run(rest, at) {
                            return Some(end);
                        }
                        at = self.step(at)?.1;
                    }
                    return None;
                }
            }
        }
        (self.chars.open_right || at.offset == self.form(at.position).len()).then_some(at)
    }

    fn form(&self, position: u32) -> &str {
        self.corpus.stream().get(position as usize).map_or("", |&id| self.corpus.vocabulary().form(id))
    }

    /// The character at a point, and the point after it.
    fn step(&self, at: Cursor) -> Option<(char, Cursor)> {
        if let Some(c) = self.form(at.position).get(at.offset..)?.chars().next() {
            return Some((c, Cursor { offset: at.offset + c.len_utf8(), ..at }));
        }
        let next = at.position + 1;
        let c = self.form(next).chars().next().filter(|_| self.touches_next(at.position))?;
        Some((c, Cursor { position: next, offset: c.len_utf8() }))
    }

    /// Whether nothing but white space lies between a word and the next of its paragraph.
    fn touches_next(&self, position: u32) -> bool {
        let corpus = self.corpus;
        let next = position + 1;
        if corpus.stream().get(next as usize).is_none_or(|&id| id == SENTINEL)
            || corpus.paragraph_starts().contains(next)
        {
            return false;
        }
        let Some(article) = corpus.articles().get(corpus.article_at(position) as usize) else { return false };
        let (from, to) = (corpus.span_at(position).to as usize, corpus.span_at(next).from as usize);
        article.raw.get(from..to).is_some_and(|between| between.chars().all(char::is_whitespace))
    }

    /// The place from `start` to `end`, unless it was typed exactly and looks different.
    fn place(&self, start: Cursor, end: Cursor, folded: &mut String) -> Option<Place> {
        let corpus = self.corpus;
        let first = corpus.surface_at(start.position);
        let lead = raw_offset(first, start.offset, folded);
        let last = if end.position == start.position { first } else { corpus.surface_at(end.position) };
        let last_end = if end.offset == self.form(end.position).len() {
            last.len()
        } else {
            raw_offset(last, end.offset, folded)
        };
        // Words too long to say where in them: shown whole.
        let lead = u16::try_from(lead).unwrap_or(0);
        let tail = u16::try_from(last.len().saturating_sub(last_end)).unwrap_or(0);
        let place = Place { first: start.position, lead, end: end.position + 1, tail };
        if let Some(typed) = &self.chars.typed {
            let article = corpus.articles().get(corpus.article_at(place.first) as usize)?;
            let (a, b) = (corpus.span_at(place.first), corpus.span_at(end.position));
            let span = Span { from: a.from + u32::from(lead), to: b.to.saturating_sub(u32::from(tail)) };
            let written: String = article.text(span).chars().filter(|c| !c.is_whitespace()).collect();
            if !typed.matches(&written) {
                return None;
            }
        }
        Some(place)
    }
}

/// The byte of a word as written that corresponds to byte `offset` of its folded form.
fn raw_offset(surface: &str, offset: usize, folded: &mut String) -> usize {
    if offset == 0 {
        return 0;
    }
    normalise::fold(surface, folded);
    if folded == surface {
        return offset;
    }
    let ends: Vec<usize> = surface.char_indices().map(|(at, c)| at + c.len_utf8()).collect();
    let shorter = ends.partition_point(|&end| {
        normalise::fold(surface.get(..end).unwrap_or(""), folded);
        folded.len() < offset
    });
    ends.get(shorter).copied().unwrap_or(surface.len())
}
