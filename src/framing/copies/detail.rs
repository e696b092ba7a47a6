//! One copy against its original, sentence by sentence.

use std::collections::BTreeMap;

use super::Place;
use super::agency::Agencies;
use super::edits::{Edit, edit_script, kept};
use crate::corpus::{ArticleId, Corpus, TypeId};
use crate::framing::sentence::{Part, Sentence, sentences_of};

/// A sentence was changed, not replaced, if so much of both is kept: twice the kept words by all words.
const STILL_THE_SAME: f64 = 0.5;
/// Texts whose numbers of unmatched sentences multiply to more are compared only where sentences are equal.
const MOST_PAIRS: usize = 250_000;
/// So much of a changed sentence is kept where it is evidence of copying, counted alike.
const CLOSE: f64 = 0.8;
/// A sentence of fewer words is no evidence of copying.
const LEAST_SENTENCE: usize = 8;

/// A sentence of the original as the copy has it.
#[derive(Debug, Clone, PartialEq)]
pub struct Changed {
    /// The sentence of the original.
    pub original: Place,
    /// The sentence of the copy.
    pub copy: Place,
    /// What was done to its words.
    pub script: Vec<Edit>,
}

/// What a copy did with its original. Sentences of bodies alone; headlines are told apart.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct CopyDetail {
    /// Sentences that stand in both word for word: original and copy.
    pub same: Vec<(Place, Place)>,
    /// Sentences of the original missing in the copy.
    pub cut: Vec<Place>,
    /// Sentences that were changed.
    pub changed: Vec<Changed>,
    /// Sentences of the copy that the original does not have.
    pub added: Vec<Place>,
    /// Whether kept sentences stand in another order.
    pub reordered: bool,
    /// Whether the copy has the original's headline, word for word; `None` where one has none.
    pub headline_kept: Option<bool>,
    /// Whether the texts were too long to look for changed sentences: those are then among `cut` and `added`.
    pub too_long: bool,
}

/// Compares a copy with its original. Word by word, within a sentence; sentences may have moved.
pub fn detail(corpus: &Corpus, original: ArticleId, copy: ArticleId) -> CopyDetail {
    let body = |id: ArticleId| -> Vec<Sentence> {
        sentences_of(corpus, id).into_iter().filter(|one| matches!(one.part, Part::Body(_))).collect()
    };
    let (mine, theirs) = (body(original), body(copy));
    let mut match_of: Vec<Option<usize>> = vec![None; mine.len()];
    let mut taken = vec![false; theirs.len()];
    let mut by_words: BTreeMap<&[TypeId], Vec<usize>> = BTreeMap::new();
    for (at, sentence) in theirs.iter().enumerate().rev() {
        by_words.entry(sentence.types(corpus)).or_default().push(at);
    }
    let mut found =
        CopyDetail { headline_kept: headline_kept(corpus, original, copy), ..CopyDetail::default() };
    for (sentence, slot) in mine.iter().zip(&mut match_of) {
        if let Some(at) = by_words.get_mut(sentence.types(corpus)).and_then(Vec::pop) {
            *slot = Some(at);
            if let Some(taken) = taken.get_mut(at) {
                *taken = true;
            }
            found.same.extend(theirs.get(at).map(|other| (sentence.place, other.place)));
        }
    }
    found.too_long = match_changed(corpus, &mine, &theirs, &mut match_of, &mut taken);
    for (sentence, matched) in mine.iter().zip(&match_of) {
        match matched.and_then(|at| theirs.get(at)) {
            None => found.cut.push(sentence.place),
            Some(other) if other.types(corpus) == sentence.types(corpus) => {}
            Some(other) => found.changed.push(Changed {
                original: sentence.place,
                copy: other.place,
                script: edit_script(sentence.types(corpus), other.types(corpus)),
            }),
        }
    }
    found.added = theirs.iter().zip(&taken).filter(|(_, taken)| !**taken).map(|(one, _)| one.place).collect();
    let kept: Vec<usize> = match_of.into_iter().flatten().collect();
    found.reordered = !kept.is_sorted();
    found
}

/// Matches changed sentences, the most alike first, each once. Whether the texts were too long for it.
fn match_changed(
    corpus: &Corpus,
    mine: &[Sentence],
    theirs: &[Sentence],
    match_of: &mut [Option<usize>],
    taken: &mut [bool],
) -> bool {
    let open: Vec<usize> =
        match_of.iter().enumerate().filter(|(_, one)| one.is_none()).map(|(at, _)| at).collect();
    let free: Vec<usize> = taken.iter().enumerate().filter(|(_, taken)| !**taken).map(|(at, _)| at).collect();
    if open.len().saturating_mul(free.len()) > MOST_PAIRS {
        return true;
    }
    let sorted = |sentence: &Sentence| {
        let mut words = sentence.types(corpus).to_vec();
        words.sort_unstable();
        words
    };
    let bags: Vec<(usize, Vec<TypeId>)> =
        free.iter().filter_map(|&at| Some((at, sorted(theirs.get(at)?)))).collect();
    let mut alike: Vec<(f64, usize, usize)> = Vec::new();
    for &i in &open {
        let Some(sentence) = mine.get(i) else { continue };
        let bag = sorted(sentence);
        for (j, other) in &bags {
            let all = (bag.len() + other.len()) as f64;
            // Kept words are common words, so what has too few of those need not be aligned.
            if 2.0 * common(&bag, other) as f64 / all < STILL_THE_SAME {
                continue;
            }
            let Some(copy) = theirs.get(*j) else { continue };
            let script = edit_script(sentence.types(corpus), copy.types(corpus));
            let likeness = 2.0 * kept(&script) as f64 / all;
            if likeness >= STILL_THE_SAME {
                alike.push((likeness, i, *j));
            }
        }
    }
    alike.sort_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2).cmp(&(b.1, b.2))));
    for (_, i, j) in alike {
        if let (Some(slot @ None), Some(taken @ false)) = (match_of.get_mut(i), taken.get_mut(j)) {
            *slot = Some(j);
            *taken = true;
        }
    }
    false
}

/// How many words two sorted lists have in common.
fn common(a: &[TypeId], b: &[TypeId]) -> usize {
    let (mut i, mut j, mut both) = (0, 0, 0);
    while let (Some(one), Some(other)) = (a.get(i), b.get(j)) {
        both += usize::from(one == other);
        i += usize::from(one <= other);
        j += usize::from(other <= one);
    }
    both
}

fn headline_kept(corpus: &Corpus, original: ArticleId, copy: ArticleId) -> Option<bool> {
    let words = |id: ArticleId| {
        let headline = corpus.article(id).headline.as_ref()?.value;
        let range = corpus.article_range(id);
        let words: Vec<TypeId> = (range.start as u32..range.end as u32)
            .take_while(|&position| corpus.span_at(position).to <= headline.to)
            .filter_map(|position| corpus.stream().get(position as usize).copied())
            .collect();
        Some(words)
    };
    Some(words(original)? == words(copy)?)
}

/// Whether a report that is no copy as a whole took over sentences of an agency's text: one at least with a credit, two
/// without. Sentences inside quotation marks are somebody else's words and no evidence.
pub(super) fn takes_over(corpus: &Corpus, original: ArticleId, copy: ArticleId, agencies: &Agencies) -> bool {
    let found = detail(corpus, original, copy);
    let quotes = ['"', '“', '”', '„', '«', '»', '「', '『'];
    let is_own = |place: &Place| !place.text(corpus).contains(quotes);
    let is_long = |place: &Place| place.text(corpus).split_whitespace().count() >= LEAST_SENTENCE;
    let is_close = |one: &&Changed| {
        let kept = kept(&one.script);
        let all: usize = one.script.iter().map(|edit| edit.original.len() + edit.copy.len()).sum();
        kept >= LEAST_SENTENCE && 2.0 * kept as f64 >= CLOSE * all as f64
    };
    let same = found.same.iter().filter(|(original, _)| is_own(original) && is_long(original)).count();
    let sentences = same + found.changed.iter().filter(is_close).filter(|one| is_own(&one.original)).count();
    let needed = if agencies.credits(corpus, copy, original) { 1 } else { 2 };
    sentences >= needed
}
