//! Stories that the user pinned: exactly their articles, whatever the words say, described like those found.

use std::collections::BTreeSet;

use super::terms::{Terms, Vectors};
use super::{Story, describe};
use crate::corpus::{ArticleId, Corpus, Subset};
use crate::task::{Cancelled, Task};

/// The articles of pinned stories, which take no part in the search.
pub(super) struct Pinned {
    stories: Vec<Vec<ArticleId>>,
    all: BTreeSet<ArticleId>,
}

impl Pinned {
    /// Those articles of pinned stories that are in `subset`, each in one story.
    pub(super) fn of(subset: &Subset, stories: &[Vec<ArticleId>]) -> Self {
        let mut all = BTreeSet::new();
        let of_one = |story: &Vec<ArticleId>| -> Vec<ArticleId> {
            story.iter().copied().filter(|&id| subset.contains(id) && all.insert(id)).collect()
        };
        let stories = stories.iter().map(of_one).collect();
        Self { stories, all }
    }

    /// Their articles, in order.
    pub(super) fn articles(&self) -> impl Iterator<Item = ArticleId> + '_ {
        self.all.iter().copied()
    }

    pub(super) fn has(&self, id: ArticleId) -> bool {
        self.all.contains(&id)
    }

    /// Adds them to `stories`; an article that is pinned alone stays alone. Their words weigh as in `others`.
    pub(super) fn describe(
        &self,
        corpus: &Corpus,
        terms: &Terms,
        others: &Vectors,
        stories: &mut Vec<Story>,
        task: &Task,
    ) -> Result<(), Cancelled> {
        if self.all.is_empty() {
            return Ok(());
        }
        let ids: Vec<ArticleId> = self.articles().collect();
        let vectors = others.of_others(corpus, terms, &ids, task)?;
        for story in self.stories.iter().filter(|story| story.len() > 1) {
            task.check()?;
            let place = |id: &ArticleId| ids.binary_search(id).ok().map(|at| at as u32);
            let mut group: Vec<u32> = story.iter().filter_map(place).collect();
            group.sort_unstable();
            let story = describe::story(corpus, terms, &vectors, &ids, &group, &[]);
            stories.push(Story { is_pinned: true, ..story });
        }
        Ok(())
    }
}
