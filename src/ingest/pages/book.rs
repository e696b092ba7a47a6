//! What the user says of pages: which articles are pages of one, and which are not.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};

use crate::corpus::{Article, ArticleKey, content_id};

/// What the user says of pages. It holds for each reading: pages are found by their files, and by what they say where
/// files were moved.
#[derive(Debug, Clone, PartialEq, Eq, Hash, Default)]
pub struct PageBook {
    /// Pages that are each an article of its own.
    pub apart: BTreeSet<ArticleKey>,
    /// Pages of one article each, in their order.
    pub together: Vec<Vec<ArticleKey>>,
}

impl PageBook {
    /// Whether nothing is said.
    pub fn is_empty(&self) -> bool {
        self.apart.is_empty() && self.together.is_empty()
    }

    /// Says that each of these is an article of its own.
    pub fn take_apart(&mut self, pages: &[ArticleKey]) {
        self.let_go(pages);
        self.apart.extend(pages.iter().cloned());
    }

    /// Says that these are the pages of one article, in this order.
    pub fn join(&mut self, pages: Vec<ArticleKey>) {
        self.let_go(&pages);
        if pages.len() > 1 {
            self.together.push(pages);
        }
    }

    /// Says nothing of these any more.
    pub fn let_go(&mut self, pages: &[ArticleKey]) {
        let is_one = |key: &ArticleKey| pages.iter().any(|page| is_same_place(page, key));
        self.apart.retain(|key| !is_one(key));
        self.together.retain(|group| !group.iter().any(is_one));
    }
}

fn is_same_place(one: &ArticleKey, other: &ArticleKey) -> bool {
    (&one.path, one.record) == (&other.path, other.record)
}

/// The pages that are held apart, to be asked of many articles.
pub(super) struct Apart<'a> {
    places: HashSet<(&'a str, u32)>,
    contents: HashSet<u64>,
}

impl<'a> Apart<'a> {
    pub(super) fn new(book: &'a PageBook) -> Self {
        Self {
            places: book.apart.iter().map(|key| (&*key.path, key.record)).collect(),
            contents: book.apart.iter().map(|key| key.content).collect(),
        }
    }

    /// Whether an article is held apart: the one at the place that was meant, or one that says what it said.
    pub(super) fn holds(&self, article: &Article) -> bool {
        !self.places.is_empty()
            && (self.places.contains(&(&*article.path, article.record))
                || self.contents.contains(&content_id(article)))
    }
}

/// The articles that are joined by hand, by their places among `articles`, page by page. A group of which one page is
/// not there, or is meant twice, is not joined.
pub(super) fn by_hand(book: &PageBook, articles: &[Arc<Article>]) -> Vec<Vec<usize>> {
    if book.together.is_empty() {
        return Vec::new();
    }
    let keys = || book.together.iter().flatten();
    let wanted: HashSet<(&str, u32)> = keys().map(|key| (&*key.path, key.record)).collect();
    let mut by_place: HashMap<(&str, u32), usize> = HashMap::new();
    for (at, article) in articles.iter().enumerate() {
        let place = (&*article.path, article.record);
        if wanted.contains(&place) {
            by_place.entry(place).or_insert(at);
        }
    }
    // Files that were moved are known by what they say, where only one says it.
    let lost: HashSet<u64> = keys()
        .filter(|key| !by_place.contains_key(&(&*key.path, key.record)))
        .map(|key| key.content)
        .collect();
    let mut by_content: HashMap<u64, Option<usize>> = HashMap::new();
    if !lost.is_empty() {
        for (at, article) in articles.iter().enumerate() {
            let content = content_id(article);
            if lost.contains(&content) {
                by_content.entry(content).and_modify(|one| *one = None).or_insert(Some(at));
            }
        }
    }
    let find = |key: &ArticleKey| {
        let at = by_place.get(&(&*key.path, key.record)).copied();
        at.or_else(|| by_content.get(&key.content).copied().flatten())
    };
    let mut taken: HashSet<usize> = HashSet::new();
    let mut found = Vec::new();
    for group in &book.together {
        let Some(pages) = group.iter().map(find).collect::<Option<Vec<usize>>>() else { continue };
        let each: HashSet<usize> = pages.iter().copied().collect();
        if each.len() == pages.len() && pages.len() > 1 && taken.is_disjoint(&each) {
            taken.extend(each);
            found.push(pages);
        }
    }
    found
}
