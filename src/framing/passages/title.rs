//! A short name for a passage, of its own words.

use super::{Signs, Told};
use crate::corpus::Corpus;

/// How many words a name has at most.
const WORDS: usize = 3;

/// The rarest words that most of a passage's sentences share, as the first of them writes them and in its
/// order; its first words where nothing is shared. Words that stand side by side stay together, others are
/// parted by a comma.
pub(super) fn title(corpus: &Corpus, sentences: &[Told], signs: &Signs, members: &[usize]) -> String {
    let Some(&first) = members.first() else { return String::new() };
    let Some(told) = sentences.get(first) else { return String::new() };
    let language = corpus.language_of(told.sentence.place.article);
    let have = |sign: u32| {
        members
            .iter()
            .filter(|m| signs.of(**m).binary_search_by_key(&sign, |(sign, _)| *sign).is_ok())
            .count()
    };
    let least = (members.len() * 3).div_ceil(5).max(2);
    let mut words: Vec<(f32, u32)> = Vec::new();
    let mut seen = Vec::new();
    for (position, &word) in (told.sentence.words.start..).zip(told.sentence.types(corpus)) {
        let Some(sign) = signs.stem_of(language, word) else { continue };
        let weight = signs.of(first).binary_search_by_key(&sign, |(sign, _)| *sign).ok();
        let weight = weight.and_then(|at| signs.of(first).get(at)).map_or(0.0, |(_, weight)| *weight);
        if weight > 0.0 && !seen.contains(&sign) && have(sign) >= least {
            seen.push(sign);
            words.push((weight, position));
        }
    }
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    words.truncate(WORDS);
    let mut positions: Vec<u32> = words.into_iter().map(|(_, position)| position).collect();
    if positions.is_empty() {
        positions = told.sentence.words.clone().take(WORDS).collect();
    }
    positions.sort_unstable();
    let mut name = String::new();
    let mut last: Option<u32> = None;
    for position in positions {
        match last {
            Some(last) if last + 1 == position => {
                let gap = corpus.span_at(last).to < corpus.span_at(position).from;
                name.push_str(if gap { " " } else { "" });
            }
            Some(_) => name.push_str(", "),
            None => {}
        }
        name.push_str(corpus.surface_at(position));
        last = Some(position);
    }
    let mut letters = name.chars();
    letters.next().map(|c| c.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
