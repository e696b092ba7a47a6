//! Which articles are versions of one: put right as the user says.

use std::sync::Arc;

use super::Session;
use super::pages::different;
use crate::corpus::ArticleId;
use crate::project::{ArticleKey, VersionBook};

/// What is said of versions, of articles by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum VersionEdit {
    /// These are the same article; all their versions with them.
    Join(Vec<ArticleId>),
    /// This is another article than those it was a version of.
    Part(ArticleId),
    /// Of its versions this one counts, or the one that the program chooses.
    Count(ArticleId, bool),
}

impl Session {
    /// Changes what is said of versions.
    pub(super) fn edit_versions(&mut self, edit: &VersionEdit) {
        let Some(corpus) = self.corpus().cloned() else { return };
        let all = |id: ArticleId| -> Vec<ArticleId> {
            let versions = corpus.versions_of(id);
            if versions.is_empty() { vec![id] } else { versions.to_vec() }
        };
        let keys = |ids: &[ArticleId]| -> Vec<ArticleKey> {
            ids.iter().filter_map(|id| self.article_key(*id)).collect()
        };
        let mut book = VersionBook::clone(&self.bench.versions);
        match edit {
            VersionEdit::Join(articles) => {
                let mut joined: Vec<ArticleId> = articles.iter().flat_map(|id| all(*id)).collect();
                joined.sort_unstable();
                joined.dedup();
                book.join(&keys(&joined));
            }
            VersionEdit::Part(out) => {
                let rest: Vec<ArticleId> = all(*out).into_iter().filter(|id| id != out).collect();
                book.count(None, &keys(&[*out]));
                book.part(&keys(&[*out]), &keys(&rest));
            }
            VersionEdit::Count(one, counts) => {
                let versions = keys(&all(*one));
                let key = keys(&[*one]);
                book.count(key.first().filter(|_| *counts), &versions);
            }
        }
        let before = self.changes;
        self.change(|bench| bench.versions = Arc::new(book));
        if self.changes != before {
            let joined = if let VersionEdit::Join(ids) = edit { ids.as_slice() } else { &[] };
            let outlets = different(&corpus, joined, |article| Some(article.outlet.as_ref()?.value.clone()));
            // An update has another date.
            self.say_what_belongs_together(outlets, false);
        }
    }
}
