//! Some articles of a corpus: what a filter lets through, or what was selected.

use super::{ArticleId, Corpus, OutletId};

/// A set of articles with its sizes. It belongs to the corpus it was made from.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Subset {
    /// `None` when all articles are in it.
    members: Option<Vec<u64>>,
    articles: u32,
    words: u64,
    outlets: Vec<OutletSize>,
    /// Versions of its articles that would be in it too, if each article did not count once; in order.
    aside: Vec<ArticleId>,
}

/// How much of one outlet is in a subset.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct OutletSize {
    /// Articles.
    pub articles: u32,
    /// Counted words.
    pub words: u64,
    /// Articles with words.
    pub with_words: u32,
    /// The sum of the squares of the articles' words: how unequal they are.
    pub squared_words: u128,
}

impl OutletSize {
    /// Enters an article of so many words.
    pub fn add(&mut self, words: u32) {
        self.articles += 1;
        self.words += u64::from(words);
        self.with_words += u32::from(words > 0);
        self.squared_words += u128::from(u64::from(words) * u64::from(words));
    }
}

impl Subset {
    /// All articles of `corpus`.
    pub fn all(corpus: &Corpus) -> Self {
        let outlets = corpus.outlets().iter().map(|outlet| outlet.size).collect();
        Self {
            members: None,
            articles: corpus.article_count(),
            words: corpus.word_count(),
            outlets,
            aside: Vec::new(),
        }
    }

    /// The articles for which `wanted` says yes.
    pub fn of(corpus: &Corpus, mut wanted: impl FnMut(ArticleId) -> bool) -> Self {
        let count = corpus.article_count();
        let mut members = vec![0_u64; (count as usize).div_ceil(64)];
        let mut outlets = vec![OutletSize::default(); corpus.outlets().len()];
        let (mut articles, mut words) = (0, 0);
        for id in 0..count {
            if !wanted(id) {
                continue;
            }
            if let Some(word) = members.get_mut(id as usize / 64) {
                *word |= 1 << (id % 64);
            }
            let n = corpus.words_of(id);
            articles += 1;
            words += u64::from(n);
            if let Some(outlet) = outlets.get_mut(corpus.outlet_of(id) as usize) {
                outlet.add(n);
            }
        }
        let members = (articles < count).then_some(members);
        Self { members, articles, words, outlets, aside: Vec::new() }
    }

    /// The same, and says which versions of its articles were put aside, in order.
    #[must_use]
    pub fn without(self, aside: Vec<ArticleId>) -> Self {
        Self { aside, ..self }
    }

    /// Versions of its articles that are not in it, since each article counts once; in order.
    pub fn put_aside(&self) -> &[ArticleId] {
        &self.aside
    }

    /// Exactly these articles; numbers the corpus does not have are passed over.
    pub fn from_articles(corpus: &Corpus, ids: &[ArticleId]) -> Self {
        let mut ids = ids.to_vec();
        ids.sort_unstable();
        Self::of(corpus, |id| ids.binary_search(&id).is_ok())
    }

    /// Whether all articles of the corpus are in it.
    pub fn is_all(&self) -> bool {
        self.members.is_none()
    }

    /// Whether article `id` is in it.
    #[inline]
    pub fn contains(&self, id: ArticleId) -> bool {
        match &self.members {
            None => true,
            Some(members) => members.get(id as usize / 64).is_some_and(|w| w >> (id % 64) & 1 == 1),
        }
    }

    /// How many articles are in it.
    pub fn article_count(&self) -> u32 {
        self.articles
    }

    /// How many counted words its articles have.
    pub fn word_count(&self) -> u64 {
        self.words
    }

    /// How much of each outlet is in it, by outlet number; outlets of which nothing is in it are there with zeros.
    pub fn outlets(&self) -> &[OutletSize] {
        &self.outlets
    }

    /// How much of one outlet is in it.
    pub fn outlet(&self, id: OutletId) -> OutletSize {
        self.outlets.get(id as usize).copied().unwrap_or_default()
    }

    /// Its articles in order.
    pub fn articles(&self, corpus: &Corpus) -> impl Iterator<Item = ArticleId> + '_ {
        (0..corpus.article_count()).filter(|&id| self.contains(id))
    }
}
