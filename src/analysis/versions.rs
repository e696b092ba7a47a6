//! What the other versions of one article say otherwise, sentence by sentence.

use crate::corpus::{ArticleId, Corpus};
use crate::framing::copies::{CopyDetail, detail};
use crate::task::{Cancelled, Task};

/// So many other versions are compared; of more it is told how many there are.
pub const MOST_COMPARED: usize = 8;

/// The question: what do other versions of this article say otherwise?
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct VersionsRecipe {
    /// The article.
    pub article: ArticleId,
}

/// The answer to a [`VersionsRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct OtherVersions {
    /// The article.
    pub article: ArticleId,
    /// The others, the one that counts first; at most [`MOST_COMPARED`].
    pub others: Vec<OtherVersion>,
    /// How many more there are.
    pub more: u32,
}

/// Another version of an article.
#[derive(Debug, Clone, PartialEq)]
pub struct OtherVersion {
    /// The version.
    pub article: ArticleId,
    /// Whether it is the one that counts.
    pub counts: bool,
    /// Its text against that of the article: what only the article has is `cut`, what only the version has `added`.
    pub detail: CopyDetail,
}

impl VersionsRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<OtherVersions, Cancelled> {
        let article = self.article;
        let all = corpus.versions_of(article);
        let mut found = OtherVersions { article, others: Vec::new(), more: 0 };
        for (at, &other) in all.iter().enumerate().filter(|(_, other)| **other != article) {
            task.check()?;
            if found.others.len() == MOST_COMPARED {
                found.more = (all.len() - 1 - MOST_COMPARED) as u32;
                break;
            }
            let detail = detail(corpus, article, other);
            found.others.push(OtherVersion { article: other, counts: at == 0, detail });
        }
        Ok(found)
    }
}

impl OtherVersion {
    /// Whether it says the same, word for word, under the same headline.
    pub fn is_same(&self) -> bool {
        let CopyDetail { same: _, cut, changed, added, reordered, headline_kept, too_long: _ } = &self.detail;
        cut.is_empty()
            && changed.is_empty()
            && added.is_empty()
            && !reordered
            && *headline_kept != Some(false)
    }
}
