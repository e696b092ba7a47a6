//! The part of a corpus that follows from the words of its articles alone.
//!
//! It is by far the largest. What is known of articles beside their words can change without it: it is shared.

use super::bits::Bits;
use super::postings::Postings;
use super::spans::WordSpans;
use super::starts::Starts;
use super::{TypeId, Vocabulary};

/// Words by place and by type.
#[derive(Debug, PartialEq, Eq)]
pub(super) struct TextPart {
    pub(super) vocabulary: Vocabulary,
    pub(super) stream: Vec<TypeId>,
    pub(super) starts: Starts,
    pub(super) spans: WordSpans,
    pub(super) sentences: Bits,
    pub(super) paragraphs: Bits,
    pub(super) postings: Postings,
    /// How many counted words each article has.
    pub(super) lens: Vec<u32>,
}
