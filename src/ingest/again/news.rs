//! What became of which articles when a difference was taken in, and the numbers they have since.

use std::collections::BTreeSet;
use std::path::Path;
use std::sync::Arc;

use hashbrown::HashMap;

use super::Given;
use crate::corpus::{Article, ArticleId};
use crate::ingest::pages::{self, Joined, Place};
use crate::task::{Cancelled, Task};

/// What became of articles: their paths as the user knows them, in order. A table of several may be named often.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct News {
    /// Articles that were not there before.
    pub new: Vec<Arc<str>>,
    /// Articles that say something else, or of which something else is known.
    pub changed: Vec<Arc<str>>,
    /// Articles that are gone.
    pub removed: Vec<Arc<str>>,
    /// Articles that say the same under another path: before, and now.
    pub moved: Vec<(Arc<str>, Arc<str>)>,
}

impl News {
    /// Whether nothing became of any article.
    pub fn is_empty(&self) -> bool {
        self.new.is_empty() && self.changed.is_empty() && self.removed.is_empty() && self.moved.is_empty()
    }
}

/// The numbers that articles have after a difference was taken in, by those they had.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Numbers {
    now: Vec<Option<ArticleId>>,
    /// By the number they had: those whose text is another.
    other_text: BTreeSet<ArticleId>,
    /// Whether any stands at another place in its file.
    are_elsewhere: bool,
}

impl Numbers {
    /// The number of an article that had the number `before`; `None` when it is gone.
    pub fn of(&self, before: ArticleId) -> Option<ArticleId> {
        self.now.get(before as usize).copied().flatten()
    }

    /// The same where its text is what it was, so that places in it hold.
    pub fn of_same_text(&self, before: ArticleId) -> Option<ArticleId> {
        self.of(before).filter(|_| !self.other_text.contains(&before))
    }

    /// The numbers that `count` articles have since pages among them were joined.
    pub(super) fn of_joined(count: usize, joined: &[Joined]) -> Self {
        let (mut next, mut now) = (0, Vec::with_capacity(count));
        for place in pages::places(count, joined) {
            let is_later = matches!(place, Place::Later);
            now.push((!is_later).then_some(next));
            next += ArticleId::from(!is_later);
        }
        let mut other_text = BTreeSet::new();
        for one in joined {
            let whole = one.pages.first().and_then(|first| *now.get(*first)?);
            for page in &one.pages {
                other_text.insert(*page as ArticleId);
                if let Some(now) = now.get_mut(*page) {
                    *now = whole;
                }
            }
        }
        Self { now, other_text, are_elsewhere: true }
    }

    /// How many articles had a number before.
    pub fn count(&self) -> usize {
        self.now.len()
    }

    /// Whether some article says something else than it did.
    pub fn have_other_texts(&self) -> bool {
        !self.other_text.is_empty()
    }

    /// These and then `after`: the numbers after both differences by those before the first.
    #[must_use]
    pub fn then(&self, after: &Self) -> Self {
        let by = |id: &Option<ArticleId>| id.and_then(|id| after.of(id));
        let is_other = |(was, is): &(ArticleId, &Option<ArticleId>)| {
            self.other_text.contains(was) || is.is_some_and(|is| after.other_text.contains(&is))
        };
        Self {
            now: self.now.iter().map(by).collect(),
            other_text: (0..).zip(&self.now).filter(is_other).map(|(was, _)| was).collect(),
            are_elsewhere: self.are_elsewhere || after.are_elsewhere,
        }
    }

    /// Whether every article has the number it had.
    pub fn are_same(&self) -> bool {
        self.now.iter().zip(0..).all(|(now, before)| *now == Some(before))
    }

    /// Whether every article is where it was: it has the number it had, and stands at the same place in its file.
    pub fn are_same_places(&self) -> bool {
        self.are_same() && !self.are_elsewhere
    }

    /// The numbers of some articles, of those that are there.
    pub fn of_all(&self, before: &[ArticleId]) -> Vec<ArticleId> {
        let mut now: Vec<ArticleId> = before.iter().filter_map(|id| self.of(*id)).collect();
        now.sort_unstable();
        // Pages that became one article have its number.
        now.dedup();
        now
    }
}

/// Holds files against what they were. In one file, an article with the same text is the same one; of the others that
/// with the same place in the file is. A file that moved takes its articles along.
pub(super) fn compare(
    before: &[Given<'_>],
    after: &[Given<'_>],
    task: &Task,
) -> Result<(News, Numbers), Cancelled> {
    let mut news = News::default();
    let first = firsts(before);
    let mut numbers = Numbers {
        now: vec![None; before.iter().map(|kept| kept.articles.len()).sum()],
        ..Numbers::default()
    };
    let mut by_path: HashMap<&Path, usize> = HashMap::with_capacity(before.len());
    for (at, kept) in before.iter().enumerate() {
        task.check()?;
        by_path.insert(&kept.file.path, at);
    }
    let mut stays = vec![false; before.len()];
    for kept in after {
        if let Some(stays) = by_path.get(&*kept.file.path).and_then(|at| stays.get_mut(*at)) {
            *stays = true;
        }
    }
    let mut gone: HashMap<_, Vec<usize>> = HashMap::new();
    for (at, kept) in before.iter().enumerate().rev().filter(|(at, _)| stays.get(*at) == Some(&false)) {
        gone.entry(kept.file.stamp.moved()).or_default().push(at);
    }
    let mut number = 0;
    for kept in after {
        task.check()?;
        let here = number;
        number += kept.articles.len() as ArticleId;
        let same = by_path.get(&*kept.file.path).copied();
        let is_moved = same.is_none();
        let at = same.or_else(|| gone.get_mut(&kept.file.stamp.moved())?.pop());
        if let Some(stays) = at.and_then(|at| stays.get_mut(at)) {
            *stays = true;
        }
        let Some((old, from)) = at.and_then(|at| Some((before.get(at)?, *first.get(at)?))) else {
            news.new.extend(kept.articles.iter().map(|article| Arc::clone(&article.path)));
            continue;
        };
        let is_same_file = old.articles.len() == kept.articles.len()
            && old.articles.iter().zip(&kept.articles).all(|(one, other)| Arc::ptr_eq(one, other));
        let pairs = if is_same_file {
            (0..kept.articles.len()).map(Some).collect()
        } else {
            pair(&old.articles, &kept.articles)
        };
        let mut is_taken = vec![false; kept.articles.len()];
        for (place, now) in pairs.iter().enumerate() {
            let Some(was) = old.articles.get(place) else { continue };
            let Some((now, is)) = now.and_then(|now| Some((now, kept.articles.get(now)?))) else {
                news.removed.push(Arc::clone(&was.path));
                continue;
            };
            if let Some(taken) = is_taken.get_mut(now) {
                *taken = true;
            }
            let id = from + place as ArticleId;
            if let Some(number) = numbers.now.get_mut(id as usize) {
                *number = Some(here + now as ArticleId);
            }
            if Arc::ptr_eq(was, is) {
                continue;
            }
            numbers.are_elsewhere |= was.record != is.record;
            if was.raw != is.raw {
                numbers.other_text.insert(id);
            }
            if is_moved && was.raw == is.raw {
                news.moved.push((Arc::clone(&was.path), Arc::clone(&is.path)));
            } else if was.raw != is.raw || !is_same_but_for_record(was, is) {
                news.changed.push(Arc::clone(&is.path));
            }
        }
        let new = kept.articles.iter().zip(is_taken).filter(|(_, is_taken)| !is_taken);
        news.new.extend(new.map(|(article, _)| Arc::clone(&article.path)));
    }
    for (old, _) in before.iter().zip(stays).filter(|(_, stays)| !stays) {
        news.removed.extend(old.articles.iter().map(|article| Arc::clone(&article.path)));
    }
    follow_pages(before, after, &mut news, &mut numbers);
    Ok((news, numbers))
}

/// A page that became part of an article goes on in it, and an article whose first page is gone in the next that is
/// there.
fn follow_pages(before: &[Given<'_>], after: &[Given<'_>], news: &mut News, numbers: &mut Numbers) {
    fn all<'a>(files: &'a [Given<'_>]) -> impl Iterator<Item = (ArticleId, &'a Arc<Article>)> {
        (0..).zip(files.iter().flat_map(|file| file.articles.iter().copied()))
    }
    let mut homes: HashMap<(&str, u32), (ArticleId, &Arc<Article>)> = HashMap::new();
    for (_, article) in all(before).chain(all(after)).filter(|(_, article)| !article.pages.is_empty()) {
        homes.extend(article.files().map(|(path, record)| ((&**path, record), (ArticleId::MAX, article))));
    }
    if homes.is_empty() {
        return;
    }
    for (id, article) in all(after) {
        for (path, record) in article.files() {
            if let Some(home) = homes.get_mut(&(&**path, record)) {
                *home = (id, article);
            }
        }
    }
    for (id, was) in all(before) {
        let Some(now) = numbers.now.get_mut(id as usize).filter(|now| now.is_none()) else { continue };
        let mut found = was.files().filter_map(|(path, record)| homes.get(&(&**path, record)));
        let Some((home, is)) = found.find(|(home, _)| *home != ArticleId::MAX) else { continue };
        *now = Some(*home);
        numbers.other_text.insert(id);
        // An article that is gone and its second page, which is one now, are one that changed.
        let of = |list: &[Arc<str>], path: &Arc<str>| list.iter().position(|one| one == path);
        if let (Some(gone), Some(new)) = (of(&news.removed, &was.path), of(&news.new, &is.path)) {
            news.removed.remove(gone);
            news.changed.push(news.new.remove(new));
        }
    }
}

/// A row that moved because another came before it did not change.
fn is_same_but_for_record(was: &Article, is: &Article) -> bool {
    was.record == is.record && was == is || Article { record: is.record, ..was.clone() } == *is
}

/// The number of each file's first article.
fn firsts(files: &[Given<'_>]) -> Vec<ArticleId> {
    let mut next = 0;
    files
        .iter()
        .map(|kept| {
            let first = next;
            next += kept.articles.len() as ArticleId;
            first
        })
        .collect()
}

/// For each of `before` its place among `after`: by the whole text, then by place.
fn pair(before: &[&Arc<Article>], after: &[&Arc<Article>]) -> Vec<Option<usize>> {
    let mut by_text: HashMap<&str, Vec<usize>> = HashMap::new();
    for (at, article) in after.iter().enumerate().rev() {
        by_text.entry(&article.raw).or_default().push(at);
    }
    let mut is_taken = vec![false; after.len()];
    let mut pairs: Vec<Option<usize>> = before
        .iter()
        .map(|article| {
            let at = by_text.get_mut(&*article.raw)?.pop()?;
            *is_taken.get_mut(at)? = true;
            Some(at)
        })
        .collect();
    let mut by_record: HashMap<(&str, u32), usize> = HashMap::new();
    for (at, article) in after.iter().enumerate().rev() {
        if is_taken.get(at) == Some(&false) {
            by_record.insert((&article.path, article.record), at);
        }
    }
    for (article, pair) in before.iter().zip(&mut pairs) {
        if pair.is_none() {
            *pair = by_record.remove(&(&*article.path, article.record));
        }
    }
    pairs
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_followed_over_several_differences() {
        let numbers = |now: &[Option<ArticleId>], other: &[ArticleId]| Numbers {
            now: now.to_vec(),
            other_text: other.iter().copied().collect(),
            are_elsewhere: false,
        };
        let first = numbers(&[Some(1), None, Some(2), Some(0)], &[0]);
        let both = first.then(&numbers(&[Some(0), Some(3), None], &[0]));
        assert_eq!(both, numbers(&[Some(3), None, None, Some(0)], &[0, 3]));
    }
}
