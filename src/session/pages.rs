//! Pages of one article: joined and taken apart as the user says.

use std::sync::Arc;

use super::Session;
use crate::corpus::{Article, ArticleId, ArticleKey, Completeness};
use crate::ingest::pages::PageBook;

/// What is said of pages, of articles by their numbers.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum PageEdit {
    /// These are pages of one article.
    Join(Vec<ArticleId>),
    /// Each page of this article is an article of its own.
    Part(ArticleId),
}

impl Session {
    /// Changes what is said of pages.
    pub(super) fn edit_pages(&mut self, edit: &PageEdit) {
        let Some(corpus) = self.corpus().cloned() else { return };
        let article = |id: &ArticleId| corpus.articles().get(*id as usize);
        let mut book = PageBook::clone(&self.bench.pages);
        match edit {
            PageEdit::Join(ids) => book.join(in_order(ids.iter().filter_map(article))),
            PageEdit::Part(id) => {
                let Some(article) = article(id).filter(|article| !article.pages.is_empty()) else { return };
                book.take_apart(&ArticleKey::of_pages(article).collect::<Vec<_>>());
            }
        }
        self.change(|bench| bench.pages = Arc::new(book));
    }
}

/// The pages of articles: by the numbers that they state, or else in the order of the articles.
fn in_order<'a>(articles: impl Iterator<Item = &'a Arc<Article>>) -> Vec<ArticleKey> {
    let mut articles: Vec<&Article> = articles.map(|article| &**article).collect();
    let number = |article: &&Article| match article.completeness.value {
        Completeness::Part { part, .. } => Some(part),
        _ => None,
    };
    if articles.iter().all(|article| number(article).is_some()) {
        articles.sort_by_key(number);
    }
    let keys = |article: &Article| {
        let own = article.pages.is_empty().then(|| ArticleKey::of(article));
        own.into_iter().chain(ArticleKey::of_pages(article)).collect::<Vec<_>>()
    };
    articles.into_iter().flat_map(keys).collect()
}
