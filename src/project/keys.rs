//! Articles found again by their keys: by what they say where they were, and where it stands now.

use std::collections::BTreeSet;
use std::sync::Arc;

use hashbrown::{HashMap, HashSet};
use rayon::prelude::*;

use super::corrections::ArticleKey;
use crate::corpus::{Article, ArticleId, content_id};
use crate::task::{Cancelled, Task};

/// Articles between two questions whether to go on.
const STRIDE: usize = 256;

/// Where an article is: its path, and its record there.
type Place<'a> = (&'a str, u32);

/// The article of each key, if it is there.
///
/// An article is meant that says at its place what the key says. Where another text stands at the place, rows may have
/// shifted or files may have taken each other's names: then the nearest article of this content in the same file is
/// meant, else the one of this content elsewhere that no other key means, unless what stands at the place is a cut or
/// amended state of this text: then the one elsewhere is a copy that was always there. Where there is none, what stands
/// at the place is the same file with other words, and keeps its key, unless another key has led there from elsewhere;
/// then the article is gone. Where nothing is at the place, the one article of this content is meant, if just one has it.
///
/// A page that is part of an article now is at its place still: what was said of it is said of the article.
pub(crate) fn find(
    keys: &[&ArticleKey],
    articles: &[Arc<Article>],
    task: &Task,
) -> Result<Vec<Option<ArticleId>>, Cancelled> {
    if keys.is_empty() {
        return Ok(Vec::new());
    }
    let mut named: Vec<&ArticleKey> = keys.to_vec();
    named.sort_unstable();
    named.dedup();
    let found = find_each(&named, articles, task)?;
    let of =
        |key: &&ArticleKey| named.binary_search(key).ok().and_then(|at| found.get(at).copied().flatten());
    Ok(keys.iter().map(of).collect())
}

/// The same of keys in order, none of them twice.
fn find_each<'a>(
    keys: &[&'a ArticleKey],
    articles: &'a [Arc<Article>],
    task: &Task,
) -> Result<Vec<Option<ArticleId>>, Cancelled> {
    let wanted: HashSet<Place<'a>> = keys.iter().map(|key| place(key)).collect();
    let mut by_place: HashMap<Place<'a>, Vec<(u64, ArticleId)>> = HashMap::with_capacity(wanted.len());
    for (places, id) in collect(articles, task, |article| {
        let place = (&*article.path, article.record);
        let own = wanted.contains(&place).then(|| (place, content_id(article)));
        let pages = article.pages.iter().zip(ArticleKey::of_pages(article)).filter_map(|(page, key)| {
            let place = (&*page.path, page.record);
            wanted.contains(&place).then_some((place, key.content))
        });
        let all: Vec<(Place<'a>, u64)> = own.into_iter().chain(pages).collect();
        (!all.is_empty()).then_some(all)
    })? {
        for (place, content) in places {
            by_place.entry(place).or_default().push((content, id));
        }
    }
    let there = |key: &'a ArticleKey| by_place.get(&place(key)).map_or(&[][..], Vec::as_slice);
    let same_there = |key: &&'a ArticleKey| {
        there(key).iter().find(|(content, _)| *content == key.content).map(|(_, id)| *id)
    };
    let mut found: Vec<Option<ArticleId>> = keys.iter().map(same_there).collect();
    if found.iter().all(Option::is_some) {
        return Ok(found);
    }

    let lost = || keys.iter().zip(&found).filter(|(_, found)| found.is_none()).map(|(key, _)| *key);
    let contents: HashSet<u64> = lost().map(|key| key.content).collect();
    let mut elsewhere = Elsewhere::new(found.iter().copied().flatten().collect());
    for (content, id) in collect(articles, task, |article| {
        let content = content_id(article);
        contents.contains(&content).then_some(content)
    })? {
        if let Some(article) = articles.get(id as usize) {
            elsewhere.add(article, content, id);
        }
    }
    let mut came: HashSet<ArticleId> = HashSet::new();
    for (key, found) in keys.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        task.check()?;
        *found = elsewhere.in_file(key);
        came.extend(*found);
    }
    elsewhere.put_taken_aside();
    for (key, found) in keys.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        task.check()?;
        let here = there(key).iter().filter_map(|(_, id)| articles.get(*id as usize));
        let is_amended = |id: ArticleId| {
            let text = articles.get(id as usize);
            text.is_some_and(|text| here.clone().any(|here| are_states_of_one(here, text)))
        };
        *found = elsewhere.in_another(key, there(key).is_empty(), is_amended);
        came.extend(*found);
    }
    // A key with an older text goes where a younger one of the same place leads.
    let mut by_others: HashMap<Place<'a>, ArticleId> = HashMap::new();
    for (key, id) in keys.iter().zip(&found).filter_map(|(key, found)| Some((key, (*found)?))) {
        by_others.entry(place(key)).or_insert(id);
    }
    for (key, found) in keys.iter().zip(&mut found).filter(|(_, found)| found.is_none()) {
        let at_place = || there(key).iter().map(|(_, id)| *id).find(|id| !came.contains(id));
        *found = by_others.get(&place(key)).copied().or_else(at_place);
    }
    Ok(found)
}

fn place(key: &ArticleKey) -> Place<'_> {
    (&key.path, key.record)
}

/// Articles of one file by their records.
type Records = BTreeSet<(u32, ArticleId)>;

/// Articles with the contents of keys that are not where these say.
struct Elsewhere<'a> {
    /// Articles that a key means.
    taken: HashSet<ArticleId>,
    /// By file and content, with their records: those that no key means, and all.
    in_file: HashMap<(&'a str, u64), [Records; 2]>,
    by_content: HashMap<u64, Vec<ArticleId>>,
    /// By content the one article that no key means, where there is just one.
    free: HashMap<u64, ArticleId>,
}

impl<'a> Elsewhere<'a> {
    fn new(taken: HashSet<ArticleId>) -> Self {
        Self { taken, in_file: HashMap::new(), by_content: HashMap::new(), free: HashMap::new() }
    }

    fn add(&mut self, article: &'a Article, content: u64, id: ArticleId) {
        let [free, all] = self.in_file.entry((&*article.path, content)).or_default();
        all.insert((article.record, id));
        if !self.taken.contains(&id) {
            free.insert((article.record, id));
        }
        self.by_content.entry(content).or_default().push(id);
    }

    /// The nearest of the same file: one that no key means before one that others mean, which may be its younger names.
    fn in_file(&mut self, key: &'a ArticleKey) -> Option<ArticleId> {
        let [free, all] = self.in_file.get_mut(&(&*key.path, key.content))?;
        let one = nearest(free, key.record).or_else(|| nearest(all, key.record))?;
        free.remove(&one);
        self.taken.insert(one.1);
        Some(one.1)
    }

    fn put_taken_aside(&mut self) {
        for (content, all) in &self.by_content {
            let mut free = all.iter().filter(|id| !self.taken.contains(*id));
            if let (Some(one), None) = (free.next(), free.next()) {
                self.free.insert(*content, *one);
            }
        }
    }

    /// The one of other files that no key means, where its text is not the one that was amended at the place; where
    /// nothing is at the place, one that others mean will do.
    fn in_another(
        &mut self,
        key: &ArticleKey,
        is_place_empty: bool,
        is_amended: impl Fn(ArticleId) -> bool,
    ) -> Option<ArticleId> {
        let free = self.free.get(&key.content).copied().filter(|id| !is_amended(*id));
        if free.is_some() {
            self.free.remove(&key.content);
        }
        free.or_else(|| match self.by_content.get(&key.content).map(Vec::as_slice) {
            Some([only]) if is_place_empty => Some(*only),
            _ => None,
        })
    }
}

/// Letters of a run that two texts have in common: long enough to be no turn of phrase.
const RUN: usize = 16;
/// More letters than this of a text are not looked at to tell whether it is a state of another.
const MOST_LETTERS: usize = 200_000;

/// Whether one text is the other, cut or amended: most of the shorter one stands in the longer, run by run. What the
/// pages of one outlet have around their articles makes no two of them one.
fn are_states_of_one(one: &Article, other: &Article) -> bool {
    let letters = |article: &Article| -> Vec<char> {
        let text = article.counted_spans().flat_map(|span| article.text(span).chars());
        text.filter(|letter| !letter.is_whitespace()).take(MOST_LETTERS).collect()
    };
    let (one, other) = (letters(one), letters(other));
    let (short, long) = if one.len() < other.len() { (one, other) } else { (other, one) };
    let runs: HashSet<&[char]> = long.windows(RUN).collect();
    let shared = short.windows(RUN).filter(|run| runs.contains(run)).count();
    shared * 2 > short.windows(RUN).count()
}

/// Of records in a file the nearest to `record`, the later of two.
fn nearest(records: &Records, record: u32) -> Option<(u32, ArticleId)> {
    let after = records.range((record, 0)..).next().copied();
    let before = records.range(..(record, 0)).next_back().copied();
    match (before, after) {
        (Some(before), Some(after)) if record.abs_diff(before.0) < after.0.abs_diff(record) => Some(before),
        (before, after) => after.or(before),
    }
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
