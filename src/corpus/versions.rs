//! Versions of one article as a column: which articles are the same one, and which of them counts.
//!
//! They are found by looking at all articles ([`crate::framing::versions`]) and put right by hand. Beside them stand
//! pages of one article that are each an article of its own, since one is missing or the user took them apart.

use std::sync::Arc;

use super::{ArticleId, Corpus, identity};

/// Of an article without other versions.
const NONE: u32 = u32::MAX;

/// Which articles are versions of one article, and which are its pages.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Versions {
    /// The versions of one article each, the one that counts first.
    groups: Vec<Vec<ArticleId>>,
    /// By article: its group and its place there; empty where there are no groups.
    place_of: Vec<(u32, u32)>,
    /// The pages of one article each.
    pages: Vec<Pages>,
    /// By article: the pages it is one of, in order of articles.
    pages_of: Vec<(ArticleId, u32)>,
    hash: u64,
}

/// Pages of one article that were not made one: each is an article of its own.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Pages {
    /// The pages that are there with their numbers, from 1, in order; each number once.
    pub there: Vec<(u16, ArticleId)>,
    /// How many pages the article has.
    pub of: u16,
}

impl Pages {
    /// The numbers of pages that are not there.
    pub fn missing(&self) -> impl Iterator<Item = u16> + '_ {
        (1..=self.of).filter(|number| self.there.iter().all(|(there, _)| there != number))
    }
}

impl Versions {
    /// Groups of versions among `articles` articles, of each the one that counts first, and pages.
    pub fn new(articles: u32, groups: Vec<Vec<ArticleId>>, pages: Vec<Pages>) -> Self {
        let mut place_of = Vec::new();
        if !groups.is_empty() {
            place_of = vec![(NONE, 0); articles as usize];
        }
        for (group, ids) in (0..).zip(&groups) {
            for (rank, &id) in (0..).zip(ids) {
                if let Some(place) = place_of.get_mut(id as usize) {
                    *place = (group, rank);
                }
            }
        }
        let mut pages_of: Vec<(ArticleId, u32)> =
            (0..).zip(&pages).flat_map(|(at, one)| one.there.iter().map(move |page| (page.1, at))).collect();
        pages_of.sort_unstable();
        // Pages change no count.
        let hash = identity::versions_hash(&groups);
        Self { groups, place_of, pages, pages_of, hash }
    }

    /// The versions of one article each, the one that counts first.
    pub fn groups(&self) -> &[Vec<ArticleId>] {
        &self.groups
    }

    /// Pages of one article each.
    pub fn pages(&self) -> &[Pages] {
        &self.pages
    }

    /// How many articles are put aside where each counts once.
    pub fn aside(&self) -> u32 {
        self.groups.iter().map(|group| group.len() as u32 - 1).sum()
    }
}

impl Corpus {
    /// This corpus with `versions` instead of those it had, and without relations; everything else is shared. Without
    /// any versions it is the same corpus.
    #[must_use]
    pub fn versioned(&self, versions: Arc<Versions>) -> Self {
        let revision = if versions.groups.is_empty() {
            self.unversioned
        } else {
            identity::combine(&[self.unversioned, versions.hash])
        };
        Self { revision, unrelated: revision, relations: None, versions, ..self.clone() }
    }

    /// Which articles are versions of one.
    pub fn versions(&self) -> &Arc<Versions> {
        &self.versions
    }

    /// Whether any article has other versions.
    pub fn has_versions(&self) -> bool {
        !self.versions.groups.is_empty()
    }

    /// The group of versions that an article is in, and its place there: 0 counts. `None` where it is the only one.
    #[inline]
    pub fn version_of(&self, id: ArticleId) -> Option<(u32, u32)> {
        self.versions.place_of.get(id as usize).copied().filter(|place| place.0 != NONE)
    }

    /// All versions of an article, itself among them, the one that counts first; empty where it is the only one.
    pub fn versions_of(&self, id: ArticleId) -> &[ArticleId] {
        let group = self.version_of(id).and_then(|(group, _)| self.versions.groups.get(group as usize));
        group.map_or(&[], Vec::as_slice)
    }

    /// The pages of the article of which this is one, where others are there.
    pub fn pages_of(&self, id: ArticleId) -> Option<&Pages> {
        let of = &self.versions.pages_of;
        let at = of.binary_search_by_key(&id, |page| page.0).ok()?;
        self.versions.pages.get(of.get(at)?.1 as usize)
    }
}
