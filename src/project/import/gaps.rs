//! Articles that lack an outlet, a date or a headline, and those where what was lacking was filled in by hand.

use std::sync::Arc;

use super::STRIDE;
use crate::corpus::{Article, ArticleId};
use crate::task::{Cancelled, Task};

/// What an article lacks.
#[expect(clippy::struct_excessive_bools, reason = "each is lacking or not by itself")]
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Gap {
    /// The article.
    pub article: ArticleId,
    /// It has no outlet.
    pub outlet: bool,
    /// It has no date.
    pub date: bool,
    /// It has no headline.
    pub headline: bool,
    /// Something that it lacked as it was read is there.
    pub filled: bool,
}

impl Gap {
    /// Whether anything is lacking still.
    pub fn is_open(self) -> bool {
        self.outlet || self.date || self.headline
    }
}

/// Articles that lack something, or did.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Gaps {
    /// In the order of the articles.
    pub list: Vec<Gap>,
}

impl Gaps {
    /// How many lack this.
    pub fn count(&self, lacks: impl Fn(&Gap) -> bool) -> u64 {
        self.list.iter().filter(|gap| lacks(gap)).count() as u64
    }
}

/// What `articles` lack, and what was put into the same articles since they were read.
pub fn gaps(articles: &[Arc<Article>], as_read: &[Arc<Article>], task: &Task) -> Result<Gaps, Cancelled> {
    task.phase("Looking for what is missing", articles.len() as u64);
    let mut list = Vec::new();
    for (chunk, now) in articles.chunks(STRIDE).enumerate() {
        task.check()?;
        for (id, article) in (chunk * STRIDE..).zip(now) {
            let read = as_read.get(id).unwrap_or(article);
            let has = |article: &Article| {
                [article.outlet.is_some(), article.published.is_some(), article.headline.is_some()]
            };
            let (now, before) = (has(article), has(read));
            let filled = now.iter().zip(before).any(|(now, before)| *now && !before);
            let [outlet, date, headline] = now.map(|has| !has);
            let gap = Gap { article: id as ArticleId, outlet, date, headline, filled };
            if gap.is_open() || filled {
                list.push(gap);
            }
        }
        task.advance(now.len() as u64);
    }
    Ok(Gaps { list })
}
