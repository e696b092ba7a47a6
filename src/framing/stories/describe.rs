//! What a group of articles is called, when it was told, and what holds it together.

use std::collections::BTreeMap;

use super::terms::{Terms, Vectors, cosine};
use super::{Story, StoryWord, by_date};
use crate::corpus::{ArticleId, Corpus, OutletId, Published};
use crate::framing::Place;

/// How many words are given as evidence.
const WORDS: usize = 12;

/// The story of a group of places in `ids`; `joined` are those that came by figures and names.
pub(super) fn story(
    corpus: &Corpus,
    terms: &Terms,
    vectors: &Vectors,
    ids: &[ArticleId],
    group: &[u32],
    joined: &[u32],
) -> Story {
    let id_of = |at: u32| ids.get(at as usize).copied();
    let mut articles: Vec<ArticleId> = group.iter().filter_map(|&at| id_of(at)).collect();
    articles.sort_by_key(|&id| by_date(corpus, id));
    let dates: Vec<Published> = articles.iter().filter_map(|&id| corpus.date_of(id)).collect();
    let mut outlets: Vec<OutletId> = articles.iter().map(|&id| corpus.outlet_of(id)).collect();
    outlets.sort_unstable();
    outlets.dedup();
    let core: Vec<u32> = group.iter().copied().filter(|at| joined.binary_search(at).is_err()).collect();
    // Of each term: its summed weight, its summed squares, its articles.
    let mut sums: BTreeMap<u32, (f64, f64, u32)> = BTreeMap::new();
    for &(term, weight) in core.iter().flat_map(|&at| vectors.get(at as usize)) {
        let sum = sums.entry(term).or_default();
        let weight = f64::from(weight);
        *sum = (sum.0 + weight, sum.1 + weight * weight, sum.2 + 1);
    }
    // The likeness of all pairs, each counted twice, is the square of the sum without the squares.
    let likeness = |sum: &(f64, f64, u32)| sum.0 * sum.0 - sum.1;
    let total: f64 = sums.values().map(likeness).sum();
    let pairs = core.len() as f64 * (core.len() as f64 - 1.0);
    let mut words: Vec<(f64, u32, u32)> =
        sums.iter().filter(|(_, sum)| sum.2 > 1).map(|(&term, sum)| (likeness(sum), term, sum.2)).collect();
    words.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
    let words = words
        .into_iter()
        .take(WORDS)
        .filter_map(|(part, term, articles)| {
            let word = *terms.shown.get(term as usize)?;
            Some(StoryWord { word, articles, share: part / total })
        })
        .collect();
    let centre: Vec<(u32, f32)> = sums.iter().map(|(&term, sum)| (term, sum.0 as f32)).collect();
    let mut best: Option<(f32, Place)> = None;
    for &at in &core {
        let Some(id) = id_of(at) else { continue };
        let Some(headline) = &corpus.article(id).headline else { continue };
        let central = cosine(vectors.get(at as usize), &centre);
        if best.is_none_or(|(most, _)| central > most) {
            best = Some((central, Place { article: id, span: headline.value }));
        }
    }
    let mut abroad: Vec<ArticleId> =
        group.iter().filter(|at| joined.binary_search(at).is_ok()).filter_map(|&at| id_of(at)).collect();
    abroad.sort_by_key(|&id| by_date(corpus, id));
    Story {
        first: dates.iter().min().copied(),
        last: dates.iter().max().copied(),
        articles,
        outlets,
        title: best.map(|(_, title)| title),
        words,
        cohesion: if pairs > 0.0 { (total / pairs).clamp(0.0, 1.0) } else { 0.0 },
        abroad,
        is_pinned: false,
    }
}
