//! Pages of one article that lie in several files, made one article.
//!
//! Each page was taken apart by itself; which belong together is seen when all are read (`find`), and what comes out
//! is one article whose text is that of its pages, one after the other (`join`). Everything after it sees one article.
//! Nothing is joined on weak evidence, and nothing over a page that is missing.

mod book;
mod find;
mod join;

use std::sync::Arc;

use hashbrown::HashMap;

pub use book::PageBook;

use crate::corpus::Article;
use crate::task::{Cancelled, Task};

/// An article that was put together.
#[derive(Debug, Clone)]
pub(super) struct Joined {
    /// Its pages in order, by their places among the articles as their files gave them.
    pub(super) pages: Vec<usize>,
    /// The article.
    pub(super) article: Arc<Article>,
}

/// Why pages are one article.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Why {
    /// The user says it.
    ByHand,
    /// Their addresses differ in the number of the page alone.
    Address,
    /// They have one headline, and each says which page it is.
    Headline,
    /// Their files' names differ in the number of the page alone, and each says which page it is.
    FileName,
}

/// Which of `articles` are pages of one, each group with the article it makes, in the order of their first pages.
/// Depends on nothing but the articles and what is said of them.
pub(super) fn find(
    articles: &[Arc<Article>],
    book: &PageBook,
    task: &Task,
) -> Result<Vec<Joined>, Cancelled> {
    let mut joined = Vec::new();
    for group in find::groups(articles, book, task)? {
        task.check()?;
        let pages: Vec<&Article> =
            group.pages.iter().filter_map(|at| articles.get(*at)).map(|one| &**one).collect();
        if let Some(article) = join::join(&pages, group.why) {
            joined.push(Joined { pages: group.pages, article: Arc::new(article) });
        }
    }
    joined.sort_by_key(|one| one.pages.first().copied());
    Ok(joined)
}

/// For each of the articles as files gave them what stands in its place: itself, the article that it is the first page
/// of, or nothing where it is a later page.
pub(super) fn places<'a>(count: usize, joined: &'a [Joined]) -> impl Iterator<Item = Place<'a>> + use<'a> {
    let mut of: HashMap<usize, Place<'a>> = HashMap::new();
    for one in joined {
        let mut pages = one.pages.iter();
        if let Some(first) = pages.next() {
            of.insert(*first, Place::First(&one.article));
        }
        of.extend(pages.map(|at| (*at, Place::Later)));
    }
    (0..count).map(move |at| of.get(&at).copied().unwrap_or(Place::Own))
}

/// What stands in the place of an article.
#[derive(Debug, Clone, Copy)]
pub(super) enum Place<'a> {
    /// It is no page of several.
    Own,
    /// The article that it is the first page of.
    First(&'a Arc<Article>),
    /// It is another page.
    Later,
}

/// The articles with those that are pages of one put together: each stands where its first page stood.
pub(super) fn put_together(given: Vec<Arc<Article>>, joined: &[Joined]) -> Vec<Arc<Article>> {
    if joined.is_empty() {
        return given;
    }
    let places = places(given.len(), joined);
    let one = |(article, place): (Arc<Article>, Place<'_>)| match place {
        Place::Own => Some(article),
        Place::First(whole) => Some(Arc::clone(whole)),
        Place::Later => None,
    };
    given.into_iter().zip(places).filter_map(one).collect()
}
