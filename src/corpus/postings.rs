//! From each type to its places: positions, and counts by article and by outlet.
//!
//! Every list is one array for all types, cut by offsets, filled by counting: no list grows.
//! Counts stand beside the positions, so that a frequency by outlet does not walk the positions. A count by article is
//! nearly always small, and the next article with a type not very far: both take three bytes, and what does not fit is
//! looked up among the positions.

use rayon::prelude::*;

use super::starts::Starts;
use super::{ArticleId, OutletId, SENTINEL, TypeId, Vocabulary};
use crate::task::{Cancelled, Task};

/// Stands for so many articles after the last with the type, and for more.
const FAR: u16 = u16::MAX;
/// Stands for so many times in one article, and for more.
const MANY: u8 = u8::MAX;

/// That a type occurs in an article. Bytes, so that nothing is left free between two of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
struct Occurrence {
    /// How many articles after the last one that has the type, or after the first of all; up to [`FAR`].
    gap: [u8; 2],
    /// How often, up to [`MANY`].
    count: u8,
}

/// The lists of all types.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct Postings {
    position_starts: Vec<u32>,
    positions: Vec<u32>,
    article_starts: Vec<u32>,
    articles: Vec<Occurrence>,
}

/// Counts of all types by outlet: the one list that depends on what is known of articles beside their words.
/// [`BLOCK`] types after [`BLOCK`] types, so that what was counted side by side is never copied together.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(super) struct OutletLists {
    blocks: Vec<Block>,
}

/// So many types are counted by outlet at a time.
const BLOCK: usize = 4096;

/// The counts by outlet of some types.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Block {
    starts: Vec<u32>,
    lists: Vec<OutletCount>,
}

/// How often a type occurs in one outlet.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct OutletCount {
    /// The outlet.
    pub outlet: OutletId,
    /// In how many of its articles.
    pub articles: u32,
    /// How often.
    pub count: u32,
}

/// What one worker fills: the lists of a range of types.
struct Share<'a> {
    types: std::ops::Range<u32>,
    positions: &'a mut [u32],
    articles: &'a mut [Occurrence],
}

/// Where the lists of a type go on while they are filled.
struct Next {
    position: u32,
    /// One past the last entry of its articles.
    pair: u32,
    /// The article of that entry.
    article: Option<ArticleId>,
}

impl Postings {
    pub(super) fn new(
        stream: &[TypeId],
        starts: &[u32],
        vocabulary: &Vocabulary,
        task: &Task,
    ) -> Result<Self, Cancelled> {
        let position_starts = offsets(&vocabulary.counts);
        let article_starts = offsets(&vocabulary.articles);
        let mut positions = vec![0; last(&position_starts)];
        let mut articles = vec![Occurrence::default(); last(&article_starts)];

        let shares = shares(&position_starts, &article_starts, &mut positions, &mut articles);
        let filled: Result<Vec<()>, Cancelled> = shares
            .into_par_iter()
            .map(|share| fill(share, stream, starts, &position_starts, &article_starts, task))
            .collect();
        filled?;

        Ok(Self { position_starts, positions, article_starts, articles })
    }

    pub(super) fn positions(&self, id: TypeId) -> &[u32] {
        self.positions.get(list(&self.position_starts, id)).unwrap_or(&[])
    }

    /// The articles with a type, in order, and how often it occurs in each.
    #[inline]
    pub(super) fn articles<'a>(
        &'a self,
        id: TypeId,
        starts: &'a Starts,
    ) -> impl Iterator<Item = (ArticleId, u32)> + Clone + 'a {
        let articles = self.articles.get(list(&self.article_starts, id)).unwrap_or(&[]);
        let positions = self.positions(id);
        let (mut passed, mut article) = (0, 0);
        articles.iter().map(move |occurrence| {
            let left = || positions.get(passed as usize..).unwrap_or(&[]);
            article = match u16::from_le_bytes(occurrence.gap) {
                FAR => left().first().map_or(article, |&at| starts.article_at(at)),
                near => article + ArticleId::from(near),
            };
            let count = match occurrence.count {
                MANY => left().partition_point(|&at| (at as usize) < starts.range(article).end) as u32,
                few => u32::from(few),
            };
            passed += count;
            (article, count)
        })
    }

    /// Sums the counts of each type by outlet, outlets in order.
    pub(super) fn by_outlet(
        &self,
        starts: &Starts,
        outlet_of: &[OutletId],
        task: &Task,
    ) -> Result<OutletLists, Cancelled> {
        let none = OutletCount { outlet: 0, articles: 0, count: 0 };
        let outlets = outlet_of.iter().max().map_or(0, |&o| o as usize + 1);
        let types = self.article_starts.len().saturating_sub(1);
        let blocks: Result<Vec<Block>, Cancelled> = (0..types.div_ceil(BLOCK))
            .into_par_iter()
            .map_init(
                || (vec![none; outlets], Vec::<OutletId>::new()),
                |(sums, touched), block| {
                    task.check()?;
                    let (mut lens, mut lists) = (Vec::with_capacity(BLOCK), Vec::new());
                    for id in block * BLOCK..((block + 1) * BLOCK).min(types) {
                        for (article, count) in self.articles(id as TypeId, starts) {
                            let outlet = outlet_of.get(article as usize).copied().unwrap_or(0);
                            let Some(sum) = sums.get_mut(outlet as usize) else { continue };
                            if sum.articles == 0 {
                                touched.push(outlet);
                            }
                            sum.articles += 1;
                            sum.count += count;
                        }
                        touched.sort_unstable();
                        lens.push(touched.len() as u32);
                        for outlet in touched.drain(..) {
                            if let Some(sum) = sums.get_mut(outlet as usize) {
                                lists.push(OutletCount { outlet, ..*sum });
                                *sum = none;
                            }
                        }
                    }
                    lists.shrink_to_fit();
                    Ok(Block { starts: offsets(&lens), lists })
                },
            )
            .collect();
        Ok(OutletLists { blocks: blocks? })
    }
}

impl OutletLists {
    pub(super) fn get(&self, id: TypeId) -> &[OutletCount] {
        let id = id as usize;
        let Some(block) = self.blocks.get(id / BLOCK) else { return &[] };
        block.lists.get(list(&block.starts, (id % BLOCK) as TypeId)).unwrap_or(&[])
    }
}

/// Where each list starts, and where the last ends.
fn offsets(lens: &[u32]) -> Vec<u32> {
    let mut at = 0;
    let mut starts = Vec::with_capacity(lens.len() + 1);
    starts.push(0);
    for &len in lens {
        at += len;
        starts.push(at);
    }
    starts
}

fn last(starts: &[u32]) -> usize {
    starts.last().map_or(0, |&n| n as usize)
}

fn list(starts: &[u32], id: TypeId) -> std::ops::Range<usize> {
    let id = id as usize;
    match (starts.get(id), starts.get(id + 1)) {
        (Some(&from), Some(&to)) => from as usize..to as usize,
        _ => 0..0,
    }
}

/// Cuts the types into ranges of about equally many positions, one for each thread. The lists of a type
/// are the same whoever fills them.
fn shares<'a>(
    position_starts: &[u32],
    article_starts: &[u32],
    mut positions: &'a mut [u32],
    mut articles: &'a mut [Occurrence],
) -> Vec<Share<'a>> {
    let types = position_starts.len() - 1;
    let (workers, total) = (rayon::current_num_threads().clamp(1, 16), positions.len());
    let mut shares = Vec::with_capacity(workers);
    let mut from = 0;
    for worker in 1..=workers {
        let goal = (total * worker / workers) as u32;
        let to =
            if worker == workers { types } else { position_starts.partition_point(|&p| p < goal).min(types) };
        let to = to.max(from);
        let size = |starts: &[u32]| match (starts.get(from), starts.get(to)) {
            (Some(&a), Some(&b)) => (b - a) as usize,
            _ => 0,
        };
        let (mine, rest) = positions.split_at_mut(size(position_starts));
        positions = rest;
        let (mine_a, rest) = articles.split_at_mut(size(article_starts));
        articles = rest;
        shares.push(Share { types: from as u32..to as u32, positions: mine, articles: mine_a });
        from = to;
    }
    shares
}

fn fill(
    share: Share<'_>,
    stream: &[TypeId],
    starts: &[u32],
    position_starts: &[u32],
    article_starts: &[u32],
    task: &Task,
) -> Result<(), Cancelled> {
    let Share { types, positions, articles } = share;
    let first = types.start;
    // Where each list goes on, relative to this share.
    let relative = |starts: &[u32]| -> Vec<u32> {
        let mine = starts.get(types.start as usize..types.end as usize).unwrap_or(&[]);
        let base = mine.first().copied().unwrap_or(0);
        mine.iter().map(|s| s - base).collect()
    };
    let mut next: Vec<Next> = relative(position_starts)
        .into_iter()
        .zip(relative(article_starts))
        .map(|(position, pair)| Next { position, pair, article: None })
        .collect();
    for (article, bounds) in starts.windows(2).enumerate() {
        if article % 256 == 0 {
            task.check()?;
        }
        let &[from, to] = bounds else { continue };
        let words = stream.get(from as usize..to as usize).unwrap_or(&[]);
        for (at, &word) in (from..).zip(words) {
            if word == SENTINEL {
                continue;
            }
            let Some(next) = next.get_mut(word.wrapping_sub(first) as usize) else { continue };
            if let Some(place) = positions.get_mut(next.position as usize) {
                *place = at;
            }
            next.position += 1;
            let id = article as ArticleId;
            if next.article != Some(id) {
                let gap = id - next.article.unwrap_or(0);
                if let Some(place) = articles.get_mut(next.pair as usize) {
                    place.gap = u16::try_from(gap).unwrap_or(FAR).to_le_bytes();
                }
                next.article = Some(id);
                next.pair += 1;
            }
            if let Some(place) = articles.get_mut((next.pair - 1) as usize) {
                place.count = place.count.saturating_add(1);
            }
        }
    }
    Ok(())
}
