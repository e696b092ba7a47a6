//! How far a neighbourhood reaches, and which words lie in it.
//!
//! The words around the hits of one article fall into *zones*: stretches left or right of a hit that
//! are counted from it. Under positions no two zones share a word, and each word belongs to the
//! nearest hit that reaches it (of two equally near, the one before it).

use std::ops::Range;

use crate::corpus::Corpus;
use crate::query::Hit;

/// How far from the node words are its neighbours; never beyond its article.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Reach {
    /// So many words before and after.
    Window {
        /// Words before the node.
        left: u8,
        /// Words after the node.
        right: u8,
    },
    /// So many words before and after, never beyond the sentence.
    WindowInSentence {
        /// Words before the node.
        left: u8,
        /// Words after the node.
        right: u8,
    },
    /// The sentence around the node.
    Sentence,
    /// The paragraph around the node.
    Paragraph,
}

impl Default for Reach {
    /// Five words on either side.
    fn default() -> Self {
        Self::Window { left: 5, right: 5 }
    }
}

impl Reach {
    /// So many words a window has on either side at most.
    pub const WIDEST: u8 = 50;

    /// The reach in words, as a caption says it.
    pub fn label(self) -> String {
        match self {
            Self::Window { left, right } if left == right => format!("{left} words on either side"),
            Self::Window { left, right } => format!("{left} words before and {right} after"),
            Self::WindowInSentence { left, right } => {
                format!("{}, within the sentence", Self::Window { left, right }.label())
            }
            Self::Sentence => "the sentence".into(),
            Self::Paragraph => "the paragraph".into(),
        }
    }

    /// Words before and after, where the reach is a window.
    pub fn window(self) -> Option<(u8, u8)> {
        match self {
            Self::Window { left, right } | Self::WindowInSentence { left, right } => Some((left, right)),
            Self::Sentence | Self::Paragraph => None,
        }
    }

    /// The sentence or paragraph around a place, unless `known` is that one already; all of the article where
    /// the reach is a window that stops at nothing else.
    fn unit(self, corpus: &Corpus, place: u32, article: &Range<u32>, known: &mut Range<u32>) {
        if !known.contains(&place) {
            *known = match self {
                Self::Window { .. } => article.clone(),
                Self::Sentence | Self::WindowInSentence { .. } => corpus.sentence_at(place),
                Self::Paragraph => corpus.paragraph_at(place),
            };
            *known = known.start.max(article.start)..known.end.min(article.end);
        }
    }

    /// From where to where a hit reaches, within `article`; `known` spares looking a long paragraph up again.
    fn limits(self, corpus: &Corpus, hit: &Hit, article: &Range<u32>, known: &mut Range<u32>) -> Range<u32> {
        let (first, end) = (hit.position, hit.end());
        let window = self.window().map_or(article.clone(), |(left, right)| {
            let (from, to) = (first.saturating_sub(left.into()), end.saturating_add(right.into()));
            from.max(article.start)..to.min(article.end)
        });
        if let Self::Window { .. } = self {
            return window;
        }
        self.unit(corpus, first, article, known);
        let from = known.start;
        self.unit(corpus, end.saturating_sub(1).max(first), article, known);
        from.max(window.start)..known.end.min(window.end)
    }

    /// The hits before a place that reach it, nearest first, and those after it.
    pub(in crate::analysis) fn reaching<'h>(
        self,
        corpus: &Corpus,
        hits: &'h [Hit],
        place: u32,
        article: &Range<u32>,
        known: &mut Range<u32>,
    ) -> Reaching<'h> {
        self.unit(corpus, place, article, known);
        let (left, right) =
            self.window().map_or((u32::MAX, u32::MAX), |(left, right)| (left.into(), right.into()));
        let begun = hits.partition_point(|hit| hit.position <= place);
        let ended = hits.get(..begun).unwrap_or_default().partition_point(|hit| hit.end() <= place);
        let (before, after) = (hits.get(..ended).unwrap_or_default(), hits.get(begun..).unwrap_or_default());
        let from = before.partition_point(|hit| hit.end() <= known.start || place - hit.end() >= right);
        let to = after.partition_point(|hit| hit.position < known.end && hit.position - place <= left);
        Reaching {
            before: before.get(from..).unwrap_or_default(),
            after: after.get(..to).unwrap_or_default(),
            is_own: ended < begun,
        }
    }
}

/// The hits that reach a place.
pub(in crate::analysis) struct Reaching<'h> {
    /// Those before it, the nearest last.
    pub(in crate::analysis) before: &'h [Hit],
    /// Those after it, the nearest first.
    pub(in crate::analysis) after: &'h [Hit],
    /// Whether the place is one of a hit's own words.
    pub(in crate::analysis) is_own: bool,
}

/// How what stands within reach is counted. See METHODS, "Window conventions".
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Counting {
    /// Every place of the text once, the node's own words left out (Evert 2008).
    #[default]
    Positions,
    /// Every pair of node and word, so where neighbourhoods overlap a word counts once for each node.
    Pairs,
}

impl Counting {
    /// Both, in the order of the menu.
    pub const ALL: [Self; 2] = [Self::Positions, Self::Pairs];

    /// Its name on a switch.
    pub fn label(self) -> &'static str {
        match self {
            Self::Positions => "places",
            Self::Pairs => "pairs",
        }
    }
}

/// Slots of the position profile: farther left, L5 to L1, R1 to R5, farther right.
pub const SLOTS: usize = 12;

/// Distances that have a slot of their own.
const NEAR: u32 = 5;

/// A stretch of words beside a hit, and from where their distance is counted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Side {
    /// Before the hit that begins here.
    Left(u32),
    /// After the hit that ends here.
    Right(u32),
}

impl Side {
    /// The slot of the word at `place`.
    #[inline]
    pub(super) fn slot(self, place: u32) -> usize {
        match self {
            Self::Left(first) => left_slot(first - place),
            Self::Right(end) => right_slot(place - end + 1),
        }
    }
}

#[inline]
fn left_slot(distance: u32) -> usize {
    if distance > NEAR { 0 } else { (NEAR + 1 - distance) as usize }
}

#[inline]
fn right_slot(distance: u32) -> usize {
    if distance > NEAR { SLOTS - 1 } else { (NEAR + distance) as usize }
}

/// The zones of the hits of one article under positions.
#[inline]
pub(super) fn each_zone(
    corpus: &Corpus,
    reach: Reach,
    hits: &[Hit],
    article: &Range<u32>,
    mut visit: impl FnMut(Range<u32>, Side),
) {
    // Where the hits so far end, and how far the last of them reaches.
    let mut before: Option<(u32, u32)> = None;
    let mut known = 0..0;
    for hit in hits {
        let limits = reach.limits(corpus, hit, article, &mut known);
        let first = hit.position;
        let Some((end, right)) = before else {
            visit(limits.start..first, Side::Left(first));
            before = Some((hit.end(), limits.end));
            continue;
        };
        let (mut right, mut left) = (right.min(first), limits.start.max(end));
        if left < right {
            // Both reach what lies between: the nearer has it.
            let cut = (u64::from(end) + u64::from(first)).div_ceil(2) as u32;
            (left, right) = (cut.clamp(left, right), cut.clamp(left, right));
        }
        if end < right {
            visit(end..right, Side::Right(end));
        }
        if left < first {
            visit(left..first, Side::Left(first));
        }
        before = Some((end.max(hit.end()), limits.end));
    }
    if let Some((end, right)) = before
        && end < right
    {
        visit(end..right, Side::Right(end));
    }
}

/// Every pair within a window: the zones of each hit for itself.
#[inline]
pub(super) fn each_own_zone(
    corpus: &Corpus,
    reach: Reach,
    hits: &[Hit],
    article: &Range<u32>,
    mut visit: impl FnMut(Range<u32>, Side),
) {
    let mut known = 0..0;
    for hit in hits {
        let limits = reach.limits(corpus, hit, article, &mut known);
        visit(limits.start..hit.position, Side::Left(hit.position));
        visit(hit.end()..limits.end, Side::Right(hit.end()));
    }
}

/// Every pair within sentences or paragraphs, summed up: place, slot, and how many nodes see the place there.
///
/// A long paragraph full of nodes has more pairs than anybody could wait for, so they are not gone
/// through one by one: limits and hits are in order, and places count how many have begun and ended.
pub(super) fn each_sum(
    corpus: &Corpus,
    reach: Reach,
    hits: &[Hit],
    article: &Range<u32>,
    mut visit: impl FnMut(u32, usize, u64),
) {
    let mut known = 0..0;
    let limits: Vec<Range<u32>> =
        hits.iter().map(|hit| reach.limits(corpus, hit, article, &mut known)).collect();
    // Hits up to a place: that reach it, that begin by it, that end by it, that reach no further.
    let (mut reaching, mut begun, mut ended, mut left_behind) = (0, 0, 0, 0);
    let mut place = limits.first().map_or(article.end, |first| first.start);
    while place < article.end {
        let many = |from: usize, is_passed: &dyn Fn(usize) -> bool| {
            (from..hits.len()).find(|&at| !is_passed(at)).unwrap_or(hits.len())
        };
        reaching = many(reaching, &|at| limits[at].start <= place);
        begun = many(begun, &|at| hits[at].position <= place);
        ended = many(ended, &|at| hits[at].end() <= place);
        left_behind = many(left_behind, &|at| limits[at].end <= place);
        let coming = reaching.saturating_sub(begun) as u64;
        let passed = ended.saturating_sub(left_behind) as u64;
        if coming + passed == 0 {
            // Nobody sees this place: on to the next that somebody does.
            let next = limits.get(reaching).map_or(article.end, |limits| limits.start);
            place = if begun > ended { place + 1 } else { next.max(place + 1) };
            continue;
        }
        let mut near = (0, 0);
        for at in (begun..reaching).take_while(|&at| hits[at].position - place <= NEAR) {
            visit(place, left_slot(hits[at].position - place), 1);
            near.0 += 1;
        }
        for at in (left_behind..ended).rev().take_while(|&at| place - hits[at].end() < NEAR) {
            visit(place, right_slot(place - hits[at].end() + 1), 1);
            near.1 += 1;
        }
        if coming > near.0 {
            visit(place, 0, coming - near.0);
        }
        if passed > near.1 {
            visit(place, SLOTS - 1, passed - near.1);
        }
        place += 1;
    }
}
