//! A corpus as the user has put it right: corrections, and on top of them groups, countries and tags.
//!
//! The corpus as it was read stays; what is amended shares with it whatever did not change. Headless commands
//! and the window make it here, so that both see the same.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::corrections::{ArticleKey, Corrected, Corrections};
use super::keys;
use super::outlets::OutletBook;
use super::relate::Related;
use super::remarks::Remarks;
use super::version_book::VersionBook;
use crate::corpus::{ArticleId, Corpus, EvidenceKind, Notes, OutletId, Versions};
use crate::framing::versions::{self, Signs};
use crate::ingest::pages::PageBook;
use crate::ingest::registry::Registry;
use crate::task::{Cancelled, Task};

/// All that the user says of articles and outlets.
#[derive(Debug, Clone, Default)]
pub struct Amendments {
    /// What was put right.
    pub corrections: Arc<Corrections>,
    /// Countries and groups of outlets.
    pub book: Arc<OutletBook>,
    /// Tags.
    pub remarks: Arc<Remarks>,
    /// Which articles are versions of one.
    pub versions: Arc<VersionBook>,
    /// Which articles are pages of one. Pages are joined where articles are read: here they are only marked.
    pub pages: Arc<PageBook>,
}

/// The articles of which something was said that is not a part of theirs.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct ByHand {
    /// Said to be the same as another or not to be, or chosen to count among its versions; in order.
    pub versions: Vec<ArticleId>,
    /// Put together of pages, or taken apart into them; in order.
    pub pages: Vec<ArticleId>,
}

/// A corpus with what was said of it.
#[derive(Debug, Clone)]
pub struct Amended {
    /// The corpus to be looked at: put right, with groups, countries and tags. Its articles have the numbers that
    /// they had when they were read.
    pub corpus: Arc<Corpus>,
    /// As it was read.
    pub as_read: Arc<Corpus>,
    /// What was said of it.
    pub said: Amendments,
    /// What became of each correction.
    pub corrected: Arc<Corrected>,
    /// Of which articles versions or pages were put right.
    pub by_hand: Arc<ByHand>,
    /// Under which key the user's remarks on an article are kept, where there are any.
    pub remarked: Arc<BTreeMap<ArticleId, ArticleKey>>,
    /// Which of its articles belong together, where that was looked for; it may be of articles as they were before
    /// the last correction.
    pub related: Option<Arc<Related>>,
    /// Put right, with nothing said beside.
    pub(super) put_right: Arc<Corpus>,
    /// What speaks for articles being versions of one.
    pub(super) signs: Arc<Signs>,
    /// The versions, by that and by what was said.
    pub(super) versions: Arc<Versions>,
}

impl Amended {
    /// Whether `other` is of the same articles with the same parts, whatever is said beside them.
    pub fn is_same_text(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.put_right, &other.put_right)
    }

    /// The key under which what the user says of an article is kept: the one that `remarks` have already, or
    /// a new one, for which its text is hashed.
    pub fn key_of(&self, id: ArticleId, remarks: &Remarks) -> Option<ArticleKey> {
        let kept = self.remarked.get(&id).filter(|key| remarks.by_article.contains_key(*key));
        kept.cloned().or_else(|| Some(ArticleKey::of(self.as_read.articles().get(id as usize)?)))
    }
}

impl Amendments {
    /// Whether these are the very same values, without looking into them. Pages are asked for where articles are read.
    pub fn is(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.corrections, &other.corrections)
            && Arc::ptr_eq(&self.book, &other.book)
            && Arc::ptr_eq(&self.remarks, &other.remarks)
            && Arc::ptr_eq(&self.versions, &other.versions)
    }

    /// Puts articles right of which more are being read: what costs time is left to [`apply`](Self::apply).
    pub fn apply_so_far(&self, as_read: &Arc<Corpus>, task: &Task) -> Result<Amended, Cancelled> {
        self.apply_looking(as_read, None, versions::look_so_far, task)
    }

    /// Puts `as_read` right. What `before` has of the same corpus and the same corrections is not done again.
    pub fn apply(
        &self,
        as_read: &Arc<Corpus>,
        before: Option<&Amended>,
        task: &Task,
    ) -> Result<Amended, Cancelled> {
        self.apply_looking(as_read, before, versions::look, task)
    }

    fn apply_looking(
        &self,
        as_read: &Arc<Corpus>,
        before: Option<&Amended>,
        look: fn(&Corpus, &Task) -> Result<Signs, Cancelled>,
        task: &Task,
    ) -> Result<Amended, Cancelled> {
        task.phase("Putting right", 0);
        let before = before.filter(|before| Arc::ptr_eq(&before.as_read, as_read));
        let is_known = |before: &&Amended| {
            Arc::ptr_eq(&before.said.corrections, &self.corrections)
                || before.said.corrections == self.corrections
        };
        let (put_right, corrected) = match before.filter(is_known) {
            Some(before) => (Arc::clone(&before.put_right), Arc::clone(&before.corrected)),
            None if self.corrections.list.is_empty() => (Arc::clone(as_read), Arc::default()),
            None => {
                let mut corrected = self.corrections.apply(as_read.articles(), task)?;
                let articles = std::mem::take(&mut corrected.articles);
                let nearest = before.map_or(as_read, |before| &before.put_right);
                let put_right = if corrected.changed.is_empty() {
                    Arc::clone(as_read)
                } else {
                    Arc::new(nearest.rebuilt(articles, task)?)
                };
                (put_right, Arc::new(corrected))
            }
        };
        let remarked = self.remarked(as_read, task)?;
        let (said_of_versions, by_hand) = self.said_by_hand(as_read, task)?;
        let notes = self.notes(&put_right, (&corrected, &by_hand), &remarked);
        let same_text = before.filter(|before| Arc::ptr_eq(&before.put_right, &put_right));
        let signs = match same_text {
            Some(before) => Arc::clone(&before.signs),
            None => Arc::new(look(&put_right, task)?),
        };
        let is_known = |before: &&Amended| before.said.versions == self.versions;
        let versions = if let Some(before) = same_text.filter(is_known) {
            Arc::clone(&before.versions)
        } else {
            Arc::new(versions::group(&put_right, &signs, &said_of_versions, task)?)
        };
        let annotated = put_right.annotated(notes).versioned(Arc::clone(&versions));
        let related = before.and_then(|before| before.related.clone());
        let corpus = match &related {
            Some(related) => annotated.related(Arc::clone(&related.relations)),
            None => annotated,
        };
        Ok(Amended {
            corpus: Arc::new(corpus),
            related,
            as_read: Arc::clone(as_read),
            said: self.clone(),
            corrected,
            by_hand: Arc::new(by_hand),
            remarked: Arc::new(remarked),
            put_right,
            signs,
            versions,
        })
    }

    /// What is said of versions, of articles that are there, and which articles that and what is said of pages names.
    fn said_by_hand(&self, as_read: &Corpus, task: &Task) -> Result<(versions::Said, ByHand), Cancelled> {
        let keys = self.versions.keys();
        let found = keys::find(&keys, as_read.articles(), task)?;
        let ids: BTreeMap<&ArticleKey, ArticleId> =
            keys.into_iter().zip(found).filter_map(|(key, id)| Some((key, id?))).collect();
        let pairs = |pairs: &[[ArticleKey; 2]]| {
            pairs.iter().filter_map(|[one, other]| Some([*ids.get(one)?, *ids.get(other)?])).collect()
        };
        let said = versions::Said {
            together: pairs(&self.versions.together),
            apart: pairs(&self.versions.apart),
            counts: self.versions.counts.iter().filter_map(|key| ids.get(key).copied()).collect(),
        };
        let mut by_hand =
            ByHand { versions: ids.into_values().collect(), pages: self.pages_by_hand(as_read, task)? };
        for list in [&mut by_hand.versions, &mut by_hand.pages] {
            list.sort_unstable();
            list.dedup();
        }
        Ok((said, by_hand))
    }

    fn pages_by_hand(&self, as_read: &Corpus, task: &Task) -> Result<Vec<ArticleId>, Cancelled> {
        if self.pages.is_empty() {
            return Ok(Vec::new());
        }
        let articles = as_read.articles();
        let apart: Vec<&ArticleKey> = self.pages.apart.iter().collect();
        let apart = keys::find(&apart, articles, task)?.into_iter().flatten();
        let apart = apart.filter(|id| articles.get(*id as usize).is_some_and(|one| one.pages.is_empty()));
        let is_joined = |id: &ArticleId| {
            articles.get(*id as usize).is_some_and(|one| {
                !one.pages.is_empty() && one.completeness.evidence.kind == EvidenceKind::ByHand
            })
        };
        Ok(apart.chain((0..as_read.article_count()).filter(is_joined)).collect())
    }

    fn remarked(&self, as_read: &Corpus, task: &Task) -> Result<BTreeMap<ArticleId, ArticleKey>, Cancelled> {
        let keys: Vec<&ArticleKey> = self.remarks.by_article.keys().collect();
        let found = keys::find(&keys, as_read.articles(), task)?;
        Ok(keys.into_iter().zip(found).filter_map(|(key, id)| Some((id?, key.clone()))).collect())
    }

    fn notes(
        &self,
        corpus: &Corpus,
        (corrected, by_hand): (&Corrected, &ByHand),
        remarked: &BTreeMap<ArticleId, ArticleKey>,
    ) -> Notes {
        let registry = Registry::bundled();
        let country = |name: &str| {
            let outlet = if name.is_empty() { None } else { registry.by_name(name) };
            outlet.map(|outlet| outlet.country.as_str()).filter(|country| !country.is_empty()).map(Arc::from)
        };
        let number = |name: &str| corpus.outlets().iter().position(|outlet| *outlet.name == *name);
        let outlet_id = |name: &str| number(name).map(|at| at as OutletId);
        let own_country = |(name, entry): (&Arc<str>, &super::OutletEntry)| {
            let country = entry.country.as_ref().filter(|country| !country.trim().is_empty())?;
            Some((outlet_id(name)?, Arc::clone(country)))
        };
        Notes {
            countries: corpus.outlets().iter().map(|outlet| country(&outlet.name)).collect(),
            own_countries: self.book.entries.iter().filter_map(own_country).collect(),
            groups: self
                .book
                .groups
                .iter()
                .map(|group| {
                    let members = group.outlets.iter().filter_map(|name| outlet_id(name)).collect();
                    (Arc::clone(&group.name), members)
                })
                .collect(),
            tags: remarked
                .iter()
                .filter_map(|(id, key)| Some((*id, self.remarks.by_article.get(key)?)))
                .flat_map(|(id, remark)| remark.tags.iter().map(move |tag| (id, Arc::clone(tag))))
                .collect(),
            corrected: [&corrected.changed, &by_hand.versions, &by_hand.pages]
                .into_iter()
                .flatten()
                .copied()
                .collect(),
        }
    }
}
