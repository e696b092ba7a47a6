//! Versions of one article: the same article downloaded twice, in print and on the web, before and after an update,
//! whole and cut by a wall.
//!
//! Three signs make two articles versions of one: the same words in the body, where not two known outlets print them;
//! nearly the same text from one outlet, with dates and headlines that agree with that (`rules`); the same web address and
//! a good part of the text. What two outlets print is never a version: that is a copy ([`copies`](super::copies)). One
//! of the versions counts, chosen by `order`; the others are put aside and stay reachable.
//!
//! [`look`] finds the signs, once for a corpus; [`group`] makes groups of them with what the user says.
//! Pages of one article that were not joined are found beside them (`pages`): they are no versions of each other.

mod order;
mod pages;
mod rules;

use hashbrown::HashMap;
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::reuse::{ReuseSettings, shared_passages, shared_text};
use crate::corpus::{ArticleId, Corpus, Pages, Subset, TypeId, Versions};
use crate::task::{Cancelled, Task};
use crate::text::{address, normalise};

/// A body of fewer words says too little: headline and date have to agree too.
const LEAST_BODY: u32 = 50;
/// Shorter articles are versions only word by word.
const LEAST_NEAR: u32 = 60;
/// Of the articles with one address each is compared with this many of the fullest.
const AT_ONE_ADDRESS: usize = 4;

/// Signs that articles are versions of one.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Signs {
    /// The same words, or the same address.
    sure: Vec<(ArticleId, ArticleId)>,
    /// Nearly the same words: the fuller one first, with how many words of the other stand in it.
    near: Vec<(ArticleId, ArticleId, u32)>,
    pages: Vec<Pages>,
}

/// What the user says of versions, of articles by their numbers.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Said {
    /// Pairs that are one article.
    pub together: Vec<[ArticleId; 2]>,
    /// Pairs that are not.
    pub apart: Vec<[ArticleId; 2]>,
    /// Those that count among their versions.
    pub counts: Vec<ArticleId>,
}

/// What two articles may have in common beside their words.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
struct Facts {
    /// Hash of the words of the body; `None` where there are none.
    body: Option<u64>,
    /// Words of the body.
    words: u32,
    /// Hash of the web address, where one is stated that leads to an article.
    address: Option<u64>,
    /// Hash of the headline's letters.
    headline: Option<u64>,
}

/// Looks for versions and pages among all articles of `corpus`.
pub fn look(corpus: &Corpus, task: &Task) -> Result<Signs, Cancelled> {
    look_for(corpus, true, task)
}

/// The same for articles of which more are being read: of those that are nearly alike nothing is known yet.
pub fn look_so_far(corpus: &Corpus, task: &Task) -> Result<Signs, Cancelled> {
    look_for(corpus, false, task)
}

fn look_for(corpus: &Corpus, with_near: bool, task: &Task) -> Result<Signs, Cancelled> {
    let count = corpus.article_count();
    task.phase("Looking for the same article twice", u64::from(count));
    let facts: Vec<Facts> = (0..count)
        .into_par_iter()
        .with_min_len(64)
        .map(|id| {
            if id % 64 == 0 {
                task.check()?;
            }
            Ok(facts(corpus, id))
        })
        .collect::<Result<_, Cancelled>>()?;
    let mut signs = Signs::default();
    let stands = same_bodies(corpus, &facts, &mut signs.sure, task)?;
    at_one_address(corpus, &facts, &stands, &mut signs.sure, task)?;
    if with_near {
        near(corpus, &facts, &stands, &mut signs.near, task)?;
    }
    signs.pages = pages::find(corpus, task)?;
    Ok(signs)
}

fn facts(corpus: &Corpus, id: ArticleId) -> Facts {
    let article = corpus.article(id);
    let range = corpus.article_range(id);
    let heads = [article.headline.as_ref(), article.standfirst.as_ref()];
    let mut from = range.start;
    // Headline and standfirst stand before the body.
    while from < range.end {
        let word = corpus.span_at(from as u32);
        if !heads.iter().flatten().any(|head| head.value.from <= word.from && word.to <= head.value.to) {
            break;
        }
        from += 1;
    }
    let words = corpus.stream().get(from..range.end).unwrap_or(&[]);
    let mut letters = String::new();
    normalise::fold(article.headline_text(), &mut letters);
    letters.retain(char::is_alphanumeric);
    Facts {
        body: (!words.is_empty()).then(|| hash_of(words)),
        words: words.len() as u32,
        address: article
            .address
            .as_deref()
            .and_then(address::of_article)
            .map(|address| xxh3_64(address.as_bytes())),
        headline: (!letters.is_empty()).then(|| xxh3_64(letters.as_bytes())),
    }
}

fn hash_of(words: &[TypeId]) -> u64 {
    let mut hash = xxhash_rust::xxh3::Xxh3::new();
    let mut bytes = [0_u8; 1024];
    for words in words.chunks(256) {
        for (to, word) in bytes.chunks_exact_mut(4).zip(words) {
            to.copy_from_slice(&word.to_le_bytes());
        }
        hash.update(bytes.get(..words.len() * 4).unwrap_or(&[]));
    }
    hash.digest()
}

/// Pairs of articles with the same words; by article the one that stands for them all.
fn same_bodies(
    corpus: &Corpus,
    facts: &[Facts],
    sure: &mut Vec<(ArticleId, ArticleId)>,
    task: &Task,
) -> Result<Vec<ArticleId>, Cancelled> {
    let mut by_body: Vec<(u64, ArticleId)> =
        (0..).zip(facts).filter_map(|(id, facts)| Some((facts.body?, id))).collect();
    by_body.par_sort_unstable();
    let mut stands: Vec<ArticleId> = (0..corpus.article_count()).collect();
    for run in by_body.chunk_by(|one, other| one.0 == other.0).filter(|run| run.len() > 1) {
        task.check()?;
        // Articles of unknown outlets go with the one outlet that has the text, if there is just one.
        let mut outlets: Vec<_> = run.iter().filter_map(|&(_, id)| known_outlet(corpus, id)).collect();
        outlets.sort_unstable();
        outlets.dedup();
        let only = if let [one] = *outlets { Some(one) } else { None };
        // What else has to agree: headline and day of a text that is too short to be known by its words.
        let mut first: HashMap<_, ArticleId> = HashMap::new();
        for &(_, id) in run {
            let outlet = known_outlet(corpus, id).or(only);
            let facts = facts.get(id as usize).cloned().unwrap_or_default();
            let short = (facts.words < LEAST_BODY).then(|| (facts.headline, corpus.day_of(id)));
            let one = *first.entry((outlet, short)).or_insert(id);
            if one != id {
                sure.push((one, id));
                if let Some(stands) = stands.get_mut(id as usize) {
                    *stands = one;
                }
            }
        }
    }
    Ok(stands)
}

fn known_outlet(corpus: &Corpus, id: ArticleId) -> Option<crate::corpus::OutletId> {
    let outlet = corpus.outlet_of(id);
    corpus.outlets().get(usize::from(outlet)).filter(|column| !column.name.is_empty()).map(|_| outlet)
}

/// Whether two known outlets publish them.
fn is_of_two_outlets(corpus: &Corpus, one: ArticleId, other: ArticleId) -> bool {
    known_outlet(corpus, one).zip(known_outlet(corpus, other)).is_some_and(|(one, other)| one != other)
}

/// Pairs of articles with one web address and a good part of the text.
fn at_one_address(
    corpus: &Corpus,
    facts: &[Facts],
    stands: &[ArticleId],
    sure: &mut Vec<(ArticleId, ArticleId)>,
    task: &Task,
) -> Result<(), Cancelled> {
    let represents = |id: ArticleId| stands.get(id as usize) == Some(&id);
    let mut by_address: Vec<(u64, ArticleId)> = (0..)
        .zip(facts)
        .filter(|(id, _)| represents(*id))
        .filter_map(|(id, facts)| Some((facts.address?, id)))
        .collect();
    by_address.par_sort_unstable();
    let runs: Vec<_> = by_address.chunk_by(|a, b| a.0 == b.0).filter(|run| run.len() > 1).collect();
    let found: Vec<Vec<(ArticleId, ArticleId)>> = runs
        .par_iter()
        .map(|run| {
            let mut ids: Vec<ArticleId> = run.iter().map(|one| one.1).collect();
            ids.sort_by_cached_key(|&id| order::fullest(corpus, id));
            let mut pairs = Vec::new();
            for (at, &second) in ids.iter().enumerate().skip(1) {
                task.check()?;
                let firsts = ids.iter().take(at.min(AT_ONE_ADDRESS)).copied();
                let mut fitting = firsts.filter(|&first| {
                    !is_of_two_outlets(corpus, first, second)
                        && rules::same_address(corpus, first, second, &shared_text(corpus, first, second))
                });
                pairs.extend(fitting.next().map(|first| (first, second)));
            }
            Ok(pairs)
        })
        .collect::<Result<_, Cancelled>>()?;
    sure.extend(found.into_iter().flatten());
    Ok(())
}

/// Pairs of articles of one outlet with nearly the same text.
fn near(
    corpus: &Corpus,
    facts: &[Facts],
    stands: &[ArticleId],
    near: &mut Vec<(ArticleId, ArticleId, u32)>,
    task: &Task,
) -> Result<(), Cancelled> {
    let looked_at = Subset::of(corpus, |id| {
        corpus.words_of(id) >= LEAST_NEAR
            && stands.get(id as usize) == Some(&id)
            && known_outlet(corpus, id).is_some()
    });
    let order = order::of_originals(corpus, &looked_at);
    let found = shared_passages(corpus, &looked_at, &ReuseSettings::same(), &order, LEAST_NEAR / 2, task)?;
    let of = |id: ArticleId| facts.get(id as usize);
    let is_named_alike = |one, other| {
        let (Some(one), Some(other)) = (of(one), of(other)) else { return false };
        one.headline.is_some() && one.headline == other.headline
            || one.address.is_some() && one.address == other.address
    };
    let pairs = found.pairs.iter().filter(|pair| {
        rules::nearly_same(corpus, pair, is_named_alike(pair.first, pair.second))
            && !is_of_two_outlets(corpus, pair.first, pair.second)
    });
    near.extend(pairs.map(|pair| (pair.first, pair.second, pair.shared.words_of_second)));
    // What is fuller begins a group, and each joins the one with which it shares most.
    let rank = |id: ArticleId| order.get(id as usize).copied().unwrap_or(u32::MAX);
    near.sort_by_key(|&(first, second, words)| (rank(second), std::cmp::Reverse(words), rank(first)));
    Ok(())
}

/// Groups of versions, by what was found and what the user says.
pub fn group(corpus: &Corpus, signs: &Signs, said: &Said, task: &Task) -> Result<Versions, Cancelled> {
    let mut sets = Joining::new(corpus.article_count(), &said.apart);
    for &[one, other] in &said.together {
        sets.join(one, other);
    }
    for &(one, other) in &signs.sure {
        sets.join(one, other);
    }
    task.check()?;
    // What two texts have in common with a third does not make them one: what joined another begins no group.
    let mut joined = vec![false; corpus.article_count() as usize];
    for run in signs.near.chunk_by(|one, other| one.1 == other.1) {
        let begins = |id: ArticleId| joined.get(id as usize) == Some(&false);
        if let Some(&(first, second, _)) = run.iter().find(|pair| begins(pair.0))
            && sets.join(first, second)
            && let Some(joined) = joined.get_mut(second as usize)
        {
            *joined = true;
        }
    }
    let mut groups = sets.groups();
    groups.par_iter_mut().for_each(|group| order::sort(corpus, group, &said.counts));
    groups.sort_unstable_by_key(|group| group.iter().min().copied());
    task.check()?;
    Ok(Versions::new(corpus.article_count(), groups, signs.pages.clone()))
}

/// Sets of articles that grow, some of which are held apart.
struct Joining {
    parent: Vec<ArticleId>,
    /// By the article that stands for a set: from whom its articles are held apart.
    apart: HashMap<ArticleId, Vec<ArticleId>>,
    /// Those that were joined to anything.
    touched: Vec<ArticleId>,
}

impl Joining {
    fn new(articles: u32, apart: &[[ArticleId; 2]]) -> Self {
        let mut held: HashMap<ArticleId, Vec<ArticleId>> = HashMap::new();
        for &[one, other] in apart {
            held.entry(one).or_default().push(other);
            held.entry(other).or_default().push(one);
        }
        Self { parent: (0..articles).collect(), apart: held, touched: Vec::new() }
    }

    fn root(&mut self, mut id: ArticleId) -> ArticleId {
        loop {
            let above = self.parent.get(id as usize).copied().unwrap_or(id);
            if above == id {
                return id;
            }
            let next = self.parent.get(above as usize).copied().unwrap_or(above);
            if let Some(slot) = self.parent.get_mut(id as usize) {
                *slot = next;
            }
            id = next;
        }
    }

    /// Makes one set of two, unless they are held apart. Whether they are one then.
    fn join(&mut self, one: ArticleId, other: ArticleId) -> bool {
        let many = self.parent.len();
        if one as usize >= many || other as usize >= many {
            return false;
        }
        let (one_root, other_root) = (self.root(one), self.root(other));
        if one_root == other_root {
            return true;
        }
        let held = self.apart.get(&one_root).cloned().unwrap_or_default();
        if held.iter().any(|&foe| self.root(foe) == other_root) {
            return false;
        }
        let (above, below) = (one_root.min(other_root), one_root.max(other_root));
        if let Some(slot) = self.parent.get_mut(below as usize) {
            *slot = above;
        }
        if let Some(foes) = self.apart.remove(&below) {
            self.apart.entry(above).or_default().extend(foes);
        }
        self.touched.extend([one, other]);
        true
    }

    /// Sets of more than one.
    fn groups(mut self) -> Vec<Vec<ArticleId>> {
        let mut touched = std::mem::take(&mut self.touched);
        touched.sort_unstable();
        touched.dedup();
        let mut members: Vec<(ArticleId, ArticleId)> =
            touched.into_iter().map(|id| (self.root(id), id)).collect();
        members.sort_unstable();
        let groups = members.chunk_by(|one, other| one.0 == other.0).filter(|group| group.len() > 1);
        groups.map(|group| group.iter().map(|one| one.1).collect()).collect()
    }
}
