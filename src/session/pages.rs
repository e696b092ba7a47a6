//! Pages of one article: joined and taken apart as the user says.

use std::sync::Arc;

use super::{Action, Session};
use crate::corpus::{Article, ArticleId, ArticleKey, Completeness, Corpus};
use crate::figure::format;
use crate::ingest::pages::PageBook;

/// So many outlets are named in a notice.
const MOST_NAMED: usize = 4;

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
        let joined = if let PageEdit::Join(ids) = edit { ids.as_slice() } else { &[] };
        match edit {
            PageEdit::Join(ids) => book.join(in_order(ids.iter().filter_map(article))),
            PageEdit::Part(id) => {
                let Some(article) = article(id).filter(|article| !article.pages.is_empty()) else { return };
                book.take_apart(&ArticleKey::of_pages(article).collect::<Vec<_>>());
            }
        }
        let before = self.changes;
        self.change(|bench| bench.pages = Arc::new(book));
        if self.changes != before {
            let outlets = different(&corpus, joined, |article| Some(article.outlet.as_ref()?.value.clone()));
            let dates = different(&corpus, joined, |article| Some(article.published.as_ref()?.value));
            self.say_what_belongs_together(outlets, dates.len() > 1);
        }
    }

    /// Says what was said of versions or pages, with the way back, and what speaks against it: outlets of articles that
    /// are one now, and that their dates differ.
    pub(super) fn say_what_belongs_together(&mut self, mut outlets: Vec<Arc<str>>, is_of_dates: bool) {
        let Some(done) = self.undo.next_undo() else { return };
        let mut letters = done.chars();
        let mut words: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
        words.push_str(letters.as_str());
        let more = outlets.len().saturating_sub(MOST_NAMED);
        outlets.truncate(MOST_NAMED);
        let mut named: Vec<String> = outlets.iter().map(ToString::to_string).collect();
        if more > 0 {
            named.push(format!("{} more", format::count(more as u64)));
        }
        let named = format::list(&named);
        let against = match (outlets.len() > 1, is_of_dates) {
            (true, true) => format!("different outlets ({named}) and of different dates"),
            (true, false) => format!("different outlets ({named})"),
            (false, true) => "different dates".to_owned(),
            (false, false) => return self.notices.offer(words, Action::Undo),
        };
        let words = format!("{words}. They are of {against}: undo it if that was not meant");
        self.notices.offer(words, Action::Undo);
    }
}

/// What `part` says of articles, each once, in their order; what is not known differs from nothing.
pub(super) fn different<T: PartialEq>(
    corpus: &Corpus,
    ids: &[ArticleId],
    part: impl Fn(&Article) -> Option<T>,
) -> Vec<T> {
    let mut different = Vec::new();
    for said in ids.iter().filter_map(|id| part(corpus.articles().get(*id as usize)?)) {
        if !different.contains(&said) {
            different.push(said);
        }
    }
    different
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
