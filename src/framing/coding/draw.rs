//! A random sample of sentences or articles, the same for the same seed.
//!
//! Each unit has a random number of its own, drawn from the seed and from what and where it is; the smallest
//! numbers are the sample. So it depends neither on threads nor on the order in which files were read, and most of
//! it stays when articles are added.

use std::collections::BTreeMap;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64_with_seed;

use super::super::sentences_of;
use super::{CodingPlan, MOST_UNITS, Strata, Unit, UnitKind};
use crate::corpus::{Article, ArticleId, Corpus, OutletId, Span, Subset, content_id};
use crate::stats::random::Random;
use crate::task::{Cancelled, Task};

/// Articles of one portion of work.
const STRIDE: usize = 256;

/// A sample.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Drawn {
    /// Its units, in random order: nothing in it tells the outlet.
    pub units: Vec<Unit>,
    /// How many units there were to draw from.
    pub of: u64,
    /// By outlet, those without units left out: how many were drawn, and of how many.
    pub outlets: Vec<(OutletId, u32, u64)>,
}

/// A unit with its random numbers: first the one that draws, then the one that orders.
type Ticket = (u64, u64, ArticleId, u32);

/// Units of one outlet: how many there are, and the tickets that may win.
#[derive(Debug, Clone, Default)]
struct Urn {
    of: u64,
    tickets: Vec<Ticket>,
}

impl Urn {
    fn settle(&mut self, size: usize) {
        self.tickets.sort_unstable();
        self.tickets.truncate(size);
    }
}

/// Draws a sample from the articles of `subset`.
pub fn draw(corpus: &Corpus, subset: &Subset, plan: &CodingPlan, task: &Task) -> Result<Drawn, Cancelled> {
    let size = plan.size.min(MOST_UNITS) as usize;
    let articles: Vec<ArticleId> = subset.articles(corpus).collect();
    task.phase("Drawing a sample", articles.len() as u64);
    let parts: Result<Vec<BTreeMap<OutletId, Urn>>, Cancelled> = articles
        .par_chunks(STRIDE)
        .map(|part| {
            let mut urns: BTreeMap<OutletId, Urn> = BTreeMap::new();
            for &id in part {
                task.check()?;
                let urn = urns.entry(corpus.outlet_of(id)).or_default();
                enter(corpus, id, plan, urn);
            }
            for urn in urns.values_mut() {
                urn.settle(size);
            }
            task.advance(part.len() as u64);
            Ok(urns)
        })
        .collect();
    let mut urns: BTreeMap<OutletId, Urn> = BTreeMap::new();
    for (outlet, urn) in parts?.into_iter().flatten() {
        let whole = urns.entry(outlet).or_default();
        whole.of += urn.of;
        whole.tickets.extend(urn.tickets);
    }
    urns.retain(|_, urn| urn.of > 0);
    for urn in urns.values_mut() {
        urn.settle(size);
    }
    let mut won = match plan.strata {
        Strata::None => {
            let mut all = Urn { of: 0, tickets: urns.values().flat_map(|urn| urn.tickets.clone()).collect() };
            all.settle(size);
            all.tickets
        }
        Strata::Outlet => {
            let quotas = quotas(&urns, size);
            let of_outlet =
                |(urn, quota): (&Urn, usize)| urn.tickets.iter().copied().take(quota).collect::<Vec<_>>();
            urns.values().zip(quotas).flat_map(of_outlet).collect()
        }
    };
    won.sort_unstable_by_key(|(draws, orders, id, nth)| (*orders, *draws, *id, *nth));
    let drawn_of = |outlet| won.iter().filter(|(_, _, id, _)| corpus.outlet_of(*id) == outlet).count() as u32;
    Ok(Drawn {
        outlets: urns.iter().map(|(outlet, urn)| (*outlet, drawn_of(*outlet), urn.of)).collect(),
        of: urns.values().map(|urn| urn.of).sum(),
        units: won.iter().filter_map(|(_, _, id, nth)| unit(corpus, *id, *nth, plan.unit)).collect(),
    })
}

/// Puts the units of an article in.
fn enter(corpus: &Corpus, id: ArticleId, plan: &CodingPlan, urn: &mut Urn) {
    let article = corpus.article(id);
    let range = corpus.article_range(id);
    let starts = corpus.sentence_starts();
    let units = match plan.unit {
        UnitKind::Sentence => starts.rank(range.end as u32) - starts.rank(range.start as u32),
        UnitKind::Article => u32::from(!range.is_empty()),
    };
    urn.of += u64::from(units);
    let own = number_of(article);
    for nth in 0..units {
        let key = xxh3_64_with_seed(&nth.to_le_bytes(), own);
        let mut random = Random::part(plan.seed, key);
        urn.tickets.push((random.bits(), random.bits(), id, nth));
    }
}

/// A number for an article that stays with what it says and where it is.
fn number_of(article: &Article) -> u64 {
    xxh3_64_with_seed(article.path.as_bytes(), content_id(article) ^ u64::from(article.record))
}

/// As many of each as there are, and what some lack shared out among the others.
fn quotas(urns: &BTreeMap<OutletId, Urn>, size: usize) -> Vec<usize> {
    let mut order: Vec<(usize, usize)> = urns.values().map(|urn| urn.tickets.len()).enumerate().collect();
    order.sort_unstable_by_key(|(at, has)| (*has, *at));
    let mut quotas = vec![0; order.len()];
    let (mut left, mut outlets) = (size, order.len());
    for (at, has) in order {
        let quota = has.min(left / outlets);
        if let Some(slot) = quotas.get_mut(at) {
            *slot = quota;
        }
        left -= quota;
        outlets -= 1;
    }
    quotas
}

fn unit(corpus: &Corpus, id: ArticleId, nth: u32, kind: UnitKind) -> Option<Unit> {
    let span = match kind {
        UnitKind::Sentence => sentences_of(corpus, id).get(nth as usize)?.place.span,
        UnitKind::Article => Span::new(0, corpus.article(id).raw.len()),
    };
    Some(Unit { article: id, span })
}
