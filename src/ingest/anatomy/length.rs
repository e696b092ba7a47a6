//! The number of words that a database states, against those that are there.

use super::page::evidence;
use crate::corpus::{Completeness, Confidence, EvidenceKind, Inferred, Paragraph, Span};
use crate::ingest::databases::WORDS;
use crate::ingest::readers::Metadata;
use crate::text::script::is_cjk;
use crate::text::words::words;

/// Below this many words, a caption or a note that was counted along weighs too much.
const FEWEST: u32 = 80;

/// `found`, unless less than three fifths of the words that the file states are there: databases count
/// headline, byline and notes along, and count otherwise than we do, but not by so much.
pub(super) fn compare(
    stated: &Metadata,
    body: &[Paragraph],
    text: &str,
    found: Inferred<Completeness>,
) -> Inferred<Completeness> {
    let Some((_, written)) = stated.other.iter().find(|(name, _)| name == WORDS) else { return found };
    let Ok(number) = written.parse::<u32>() else { return found };
    let is_open = matches!(found.value, Completeness::Full | Completeness::Unknown);
    if number < FEWEST || !is_open || body.is_empty() {
        return found;
    }
    let mut spans: Vec<Span> = Vec::new();
    let mut ours = 0;
    for paragraph in body {
        let text = paragraph.span.of(text);
        // Where no spaces part words, databases count characters.
        let characters = text.chars().filter(|c| is_cjk(*c)).count();
        spans.clear();
        words(text, &mut spans);
        ours += spans.len().max(characters);
    }
    if ours as u64 * 5 >= u64::from(number) * 3 {
        return found;
    }
    let quote = format!("{written} words stated, {ours} there");
    Inferred {
        value: Completeness::Truncated,
        evidence: evidence(EvidenceKind::FileMetadata, &quote),
        confidence: Confidence::High,
    }
}
