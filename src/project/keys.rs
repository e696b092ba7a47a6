//! Articles found again by their keys: where they were, or by what they say when they were moved.

use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::corrections::ArticleKey;
use crate::corpus::{Article, ArticleId, content_id};
use crate::task::{Cancelled, Task};

/// Articles between two questions whether to go on.
const STRIDE: usize = 256;

/// The article of each key, if it is there.
///
/// Path and record decide; of several with the same, the content does, and a changed file keeps its key. Where
/// there is none, the one article of this content is meant, if just one has it.
pub(super) fn find(
    keys: &[&ArticleKey],
    articles: &[Arc<Article>],
    task: &Task,
) -> Result<Vec<Option<ArticleId>>, Cancelled> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let wanted: HashSet<(&str, u32)> = keys.iter().map(|key| (&*key.path, key.record)).collect();
    let there = collect(articles, task, |article| {
        let place = (&*article.path, article.record);
        wanted.contains(&place).then_some(place)
    })?;
    let mut by_place: HashMap<(&str, u32), Vec<ArticleId>> = HashMap::with_capacity(there.len());
    for (place, id) in there {
        by_place.entry(place).or_default().push(id);
    }
    let at = |id: ArticleId| articles.get(id as usize).map(|article| content_id(article));
    let mut found: Vec<Option<ArticleId>> = keys
        .iter()
        .map(|key| match by_place.get(&(&*key.path, key.record)).map_or(&[][..], Vec::as_slice) {
            [] => None,
            [one] => Some(*one),
            several @ [first, ..] => {
                several.iter().find(|id| at(**id) == Some(key.content)).or(Some(first)).copied()
            }
        })
        .collect();

    let lost = || keys.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(key, _)| key.content);
    let moved: HashSet<u64> = lost().collect();
    if moved.is_empty() {
        return Ok(found);
    }
    let mut by_content: HashMap<u64, Option<ArticleId>> = HashMap::with_capacity(moved.len());
    for (content, id) in collect(articles, task, |article| {
        let content = content_id(article);
        moved.contains(&content).then_some(content)
    })? {
        by_content.entry(content).and_modify(|one| *one = None).or_insert(Some(id));
    }
    for (key, found) in keys.iter().zip(&mut found) {
        *found = found.or_else(|| by_content.get(&key.content).copied().flatten());
    }
    Ok(found)
}

/// What `of` gives for the articles, with their numbers, in order.
fn collect<'a, T: Send>(
    articles: &'a [Arc<Article>],
    task: &Task,
    of: impl Fn(&'a Article) -> Option<T> + Sync,
) -> Result<Vec<(T, ArticleId)>, Cancelled> {
    let parts: Result<Vec<Vec<(T, ArticleId)>>, Cancelled> = articles
        .par_chunks(STRIDE)
        .enumerate()
        .map(|(chunk, articles)| {
            task.check()?;
            let numbered = (chunk * STRIDE..).zip(articles);
            Ok(numbered.filter_map(|(id, article)| Some((of(article)?, id as ArticleId))).collect())
        })
        .collect();
    Ok(parts?.into_iter().flatten().collect())
}
