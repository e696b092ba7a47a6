//! Articles near one article: what its outlet wrote before and after, and what others wrote around that day.
//!
//! Neighbours are looked for among all articles, whatever the filter leaves: they are the surroundings
//! of what is being read. Articles without a date have none. Versions of one article are one neighbour, unless all
//! versions are counted, and the versions of the article itself are none.

use std::cmp::Reverse;

use crate::corpus::{ArticleId, Corpus, NO_DAY};
use crate::task::{Cancelled, Task};

/// "Around this day" reaches so many days to each side.
pub const DAYS_AROUND: u32 = 3;

/// At most so many articles of other outlets are named.
pub const MOST_AROUND: usize = 8;

/// The question: what stands near this article?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct BesideRecipe {
    /// The article.
    pub article: ArticleId,
    /// Whether of versions of an article only the one that counts is named.
    pub once: bool,
}

/// The answer to a [`BesideRecipe`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Beside {
    /// The article.
    pub article: ArticleId,
    /// The article of the same outlet before it, by day and, within a day, by number.
    pub before: Option<ArticleId>,
    /// The article of the same outlet after it.
    pub after: Option<ArticleId>,
    /// Articles of other outlets within [`DAYS_AROUND`], the nearest day first; at most [`MOST_AROUND`].
    pub around: Vec<ArticleId>,
    /// How many more there are.
    pub more: u32,
}

impl BesideRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Beside, Cancelled> {
        task.check()?;
        let article = self.article;
        let mut found = Beside { article, before: None, after: None, around: Vec::new(), more: 0 };
        let day = corpus.day_of(article);
        if day == NO_DAY || article >= corpus.article_count() {
            return Ok(found);
        }
        let outlet = corpus.outlet_of(article);
        // Articles whose outlet is not known are not of one outlet.
        let is_known =
            corpus.outlets().get(usize::from(outlet)).is_some_and(|column| !column.name.is_empty());
        let here = (day, article);
        let own = corpus.version_of(article).map(|(group, _)| group);
        let is_passed = |id: ArticleId| {
            let version = corpus.version_of(id).filter(|_| self.once);
            version.is_some_and(|(group, rank)| rank > 0 || own == Some(group))
        };
        let (mut before, mut after) = (None, None);
        let mut around = Vec::new();
        for (id, other) in (0..).zip(corpus.outlet_ids()) {
            let key = (corpus.day_of(id), id);
            if key.0 == NO_DAY || id == article || is_passed(id) {
                continue;
            }
            if *other == outlet && is_known {
                if key < here {
                    before = before.max(Some(key));
                } else {
                    after = Some(after.map_or(key, |after: (i32, ArticleId)| after.min(key)));
                }
            } else if key.0.abs_diff(day) <= DAYS_AROUND {
                around.push(id);
            }
        }
        task.check()?;
        // Of two days as near, the later one: what came before is often known already.
        let nearness = |id: &ArticleId| {
            let other = corpus.day_of(*id);
            (other.abs_diff(day), Reverse(other), *id)
        };
        let nearest = around.len().min(MOST_AROUND);
        if nearest < around.len() {
            around.select_nth_unstable_by_key(nearest, nearness);
        }
        found.more = (around.len() - nearest) as u32;
        around.truncate(nearest);
        around.sort_unstable_by_key(nearness);
        found.around = around;
        found.before = before.map(|(_, id)| id);
        found.after = after.map(|(_, id)| id);
        Ok(found)
    }
}
