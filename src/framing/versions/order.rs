//! Which of several versions counts: the one that is there whole, and of those the latest.

use std::cmp::Reverse;
use std::sync::Arc;

use hashbrown::HashMap;
use jiff::civil::Date;

use crate::corpus::{Article, ArticleId, Completeness, Corpus, Subset};

/// A version of fewer words than this share of the longest (tenths) is a cut one, whatever it says of itself.
const WHOLE: u64 = 8;

/// How much is missing: nothing as far as is known, other pages, what a wall hides.
fn missing(completeness: Completeness) -> u8 {
    match completeness {
        Completeness::Full | Completeness::Unknown => 0,
        Completeness::Part { .. } => 1,
        Completeness::Truncated => 2,
    }
}

/// How many parts of an article are known.
fn parts(article: &Article) -> usize {
    [
        article.outlet.is_some(),
        article.published.is_some(),
        article.headline.is_some(),
        article.standfirst.is_some(),
        !article.byline.is_empty(),
        article.section.is_some(),
        article.address.is_some(),
        article.wire.is_some(),
    ]
    .into_iter()
    .filter(|is_known| *is_known)
    .count()
}

type Fullest = (u8, Reverse<u32>, bool, Reverse<Option<Date>>, Arc<str>, u32, ArticleId);

/// Sorts the fullest article first: complete, long, dated, late; then by path.
pub(super) fn fullest(corpus: &Corpus, id: ArticleId) -> Fullest {
    let article = corpus.article(id);
    let date = corpus.date_of(id).map(|date| date.date);
    let missing = missing(corpus.completeness_of(id));
    let words = Reverse(corpus.words_of(id));
    (missing, words, date.is_none(), Reverse(date), Arc::clone(&article.path), article.record, id)
}

/// The rank of each article of the corpus among those of `subset`, the fullest first.
pub(super) fn of_originals(corpus: &Corpus, subset: &Subset) -> Vec<u32> {
    let mut ids: Vec<ArticleId> = subset.articles(corpus).collect();
    let key = |id: ArticleId| (missing(corpus.completeness_of(id)), Reverse(corpus.words_of(id)), id);
    ids.sort_unstable_by_key(|&id| key(id));
    let mut ranks = vec![u32::MAX; corpus.article_count() as usize];
    for (rank, id) in (0..).zip(ids) {
        if let Some(slot) = ranks.get_mut(id as usize) {
            *slot = rank;
        }
    }
    ranks
}

/// Sorts versions of one article, the one that counts first.
///
/// What the user says counts comes first. Then what is complete comes before what is cut, by a wall or by being much shorter
/// than the longest; the later text before the earlier; the longer before the shorter. Of the same words the one of
/// which most is known counts, then the first printed, then the first by path.
pub(super) fn sort(corpus: &Corpus, group: &mut [ArticleId], counts: &[ArticleId]) {
    let words = |id: ArticleId| u64::from(corpus.words_of(id));
    let missing = |id: ArticleId| missing(corpus.completeness_of(id));
    let least = group.iter().map(|&id| missing(id)).min().unwrap_or(0);
    let longest = group.iter().filter(|&&id| missing(id) == least).map(|&id| words(id)).max().unwrap_or(0);
    // Copies of one text were all printed when the first was.
    let mut printed: HashMap<&[u32], Date> = HashMap::new();
    let text = |id: ArticleId| corpus.stream().get(corpus.article_range(id)).unwrap_or(&[]);
    for &id in group.iter() {
        if let Some(date) = corpus.date_of(id).map(|date| date.date) {
            let first = printed.entry(text(id)).or_insert(date);
            *first = date.min(*first);
        }
    }
    group.sort_by_cached_key(|&id| {
        let article = corpus.article(id);
        let date = corpus.date_of(id).map(|date| date.date);
        let is_cut = words(id) * 10 < longest * WHOLE;
        (
            counts.iter().rposition(|one| *one == id).map_or((1, 0), |at| (0, counts.len() - at)),
            missing(id),
            is_cut,
            Reverse(printed.get(text(id)).copied()),
            Reverse(words(id)),
            Reverse(parts(article)),
            date.is_none(),
            (date, Arc::clone(&article.path), article.record, id),
        )
    });
}
