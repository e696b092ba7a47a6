//! What a line says by itself, read at most once, and remembered from page to page.
//!
//! The menu of an outlet, its masthead, its copyright line stand on thousands of its pages. What is read of such a line
//! alone, wherever it stands, is kept for the next page of the thread: nothing that depends on other lines, on the file
//! or on what a rule has decided. Results are the same with and without: only the work is saved.

use std::cell::{OnceCell, RefCell};
use std::hash::BuildHasher;
use std::ops::Range;
use std::rc::Rc;
use std::sync::Arc;

use hashbrown::{DefaultHashBuilder, HashTable};

use super::byline::Credit;
use super::captions::Sign;
use super::date::Stamp;
use super::lines::LineInfo;
use super::shape::{Shape, shape_at};
use super::words::{Hit, words};
use crate::corpus::{FurnitureKind, Span};
use crate::ingest::registry::{DateOrder, Mention, Registry};
use crate::text::blocks::Blocks;

/// Furniture of a kind, with what gives it away.
pub(super) type Finding = (FurnitureKind, Arc<str>);

/// What the words of a text begin.
#[derive(Debug, Default)]
pub(super) struct Scanned {
    /// Names, domains and phrases of the registry, by where they stand.
    pub mentions: Vec<Mention>,
    /// Where phrases of pages in general may begin.
    pub openings: Vec<u32>,
    /// Where the furniture phrases may stand that may stand anywhere in a line.
    pub anchors: Vec<u32>,
}

impl Scanned {
    /// Goes through a part of `raw`, of which `lower` has the ASCII letters in lower case and `blocks` say what
    /// its bytes are, from the place beside them on.
    pub fn scan(
        &mut self,
        registry: &Registry,
        (raw, lower): (&str, &str),
        part: Range<usize>,
        blocks: (&Blocks, usize),
    ) {
        let Self { mentions, openings, anchors } = self;
        let words = words();
        registry.mentions_within(raw, lower, part, blocks, mentions, |place| {
            if words.may_open(place) {
                openings.push(place.at as u32);
            }
            if registry.may_stand_at(place) {
                anchors.push(place.at as u32);
            }
        });
    }
}

/// What is read of a unit's text at most once.
#[derive(Debug)]
pub(super) struct Facts {
    /// What can be seen of it.
    pub shape: Shape,
    /// Whether other pages are told of it too.
    pub is_shared: bool,
    /// The date that it stamps, for each order of day, month and year.
    stamps: [OnceCell<Option<Stamp>>; 3],
    /// The photo credit that it ends in.
    pub photo: OnceCell<Option<Sign>>,
    /// The byline that it is.
    pub byline: OnceCell<Option<Credit>>,
    /// Phrases of pages in general, by where they end in it.
    pub phrases: OnceCell<Vec<Hit>>,
    /// What its words begin.
    pub scanned: OnceCell<Scanned>,
    /// Who holds the rights by it.
    pub holder: OnceCell<Option<String>>,
    /// Whether it is a credit of agencies and nothing more.
    pub credit_line: OnceCell<bool>,
    /// Whether it holds nothing but a day without its year.
    pub day_alone: OnceCell<bool>,
    /// Whether it looks like the name of an outlet.
    pub outlet: OnceCell<bool>,
    /// Its key as a title.
    pub title: OnceCell<u64>,
    /// The furniture that it is by signs that nothing outweighs.
    pub sure: OnceCell<Option<Finding>>,
    /// The furniture that it is by a phrase that any site may have.
    pub phrase: OnceCell<Option<Finding>>,
    /// The furniture that it is by its form.
    pub form: OnceCell<Option<Finding>>,
}

impl Facts {
    /// Nothing but the shape is known.
    pub fn with(shape: Shape) -> Self {
        Self {
            shape,
            is_shared: false,
            stamps: Default::default(),
            photo: OnceCell::new(),
            byline: OnceCell::new(),
            phrases: OnceCell::new(),
            scanned: OnceCell::new(),
            holder: OnceCell::new(),
            credit_line: OnceCell::new(),
            day_alone: OnceCell::new(),
            outlet: OnceCell::new(),
            title: OnceCell::new(),
            sure: OnceCell::new(),
            phrase: OnceCell::new(),
            form: OnceCell::new(),
        }
    }

    /// The date that it stamps where figures are written in `order`.
    pub fn stamp(&self, order: DateOrder) -> &OnceCell<Option<Stamp>> {
        let [dmy, mdy, ymd] = &self.stamps;
        match order {
            DateOrder::Dmy => dmy,
            DateOrder::Mdy => mdy,
            DateOrder::Ymd => ymd,
        }
    }
}

/// Longest line that is remembered, in bytes: longer ones hardly come back.
const LONGEST: usize = 160;
/// How many lines are remembered at most by a thread; with what is known of each a few kilobytes a line.
const MOST: usize = 2048;

/// Lines that came once, told by their hashes: so many.
const ONCE: usize = 4096;

/// The lines of pages of this thread. Most lines come only once: what is remembered has come twice.
struct Known {
    lines: HashTable<(Box<str>, Rc<Facts>)>,
    hasher: DefaultHashBuilder,
    /// By a part of its hash the rest of that of the last line there.
    once: Box<[u32]>,
}

impl Known {
    fn new() -> Self {
        let once = vec![0; ONCE].into_boxed_slice();
        Self { lines: HashTable::new(), hasher: DefaultHashBuilder::default(), once }
    }

    /// What is remembered of a line, or is from now on; nothing of one that comes for the first time.
    fn of(&mut self, text: &str, shape: impl Fn() -> Shape) -> Option<Rc<Facts>> {
        let hash = self.hasher.hash_one(text);
        if let Some((_, facts)) = self.lines.find(hash, |(line, _)| **line == *text) {
            return Some(Rc::clone(facts));
        }
        let once = self.once.get_mut(hash as usize % ONCE)?;
        let rest = (hash >> 32) as u32;
        if std::mem::replace(once, rest) != rest {
            return None;
        }
        if self.lines.len() >= MOST {
            // When there are too many, all are forgotten.
            self.lines.clear();
        }
        let facts = Rc::new(Facts { is_shared: true, ..Facts::with(shape()) });
        let hasher = &self.hasher;
        self.lines
            .insert_unique(hash, (text.into(), Rc::clone(&facts)), |(line, _)| hasher.hash_one(&**line));
        Some(facts)
    }
}

thread_local! {
    static KNOWN: RefCell<Known> = RefCell::new(Known::new());
}

/// What is known of the text at `span`; `line` where it is a line and not several.
pub(super) fn facts_of(
    raw: &str,
    blocks: &Blocks,
    span: Span,
    line: Option<&LineInfo>,
    registry: &Registry,
) -> Rc<Facts> {
    let text = span.of(raw);
    // What other registries know of a line is not what this one does.
    let is_shared = text.len() <= LONGEST
        && line.is_some_and(|line| stands_alone(raw, line.span))
        && std::ptr::eq(registry, Registry::bundled());
    let shape = || shape_at(raw, blocks, span);
    if !is_shared {
        return Rc::new(Facts::with(shape()));
    }
    let known = KNOWN.with_borrow_mut(|known| known.of(text, shape));
    known.unwrap_or_else(|| Rc::new(Facts::with(shape())))
}

/// Whether nothing but line feeds parts a line from the next ones: what is beside other breaks is looked at by rules
/// about lines as well.
fn stands_alone(raw: &str, line: Span) -> bool {
    let bytes = raw.as_bytes();
    let before = (line.from as usize).checked_sub(1).and_then(|at| bytes.get(at));
    let after = bytes.get(line.to as usize..).unwrap_or(&[]);
    before.is_none_or(|&byte| byte == b'\n') && matches!(after, [] | [b'\n', ..] | [b'\r', b'\n', ..])
}
