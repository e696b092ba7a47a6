//! Which pairs of articles are alike, and how much.
//!
//! Words that stand in few articles nominate: the articles of a word within the window of days meet each other.
//! All words nominate as long as that costs no more than a set number of meetings, and the commonest, which say
//! least, are passed over beyond it; a pair that met is then measured over all its words.

use rayon::prelude::*;

use super::terms::{Vectors, cosine};
use super::when::When;
use crate::task::{Cancelled, Task};

/// So many meetings of two articles over one word are made at most, for the whole corpus.
const MEETINGS: u64 = 1_500_000_000;
/// So many of the articles before it an article is held against at most: the most similar.
pub(super) const NEIGHBOURS: usize = 200;

/// The pairs that are alike enough to count.
pub(super) struct Pairs {
    /// For each article the articles before it, by place, with their likeness.
    pub(super) rows: Vec<Vec<(u32, f32)>>,
    /// Words that were too common to nominate.
    pub(super) common: u32,
    /// Articles that were like more than [`NEIGHBOURS`] others.
    pub(super) crowded: u32,
}

/// Meets all articles within the window. `whens` goes in rising order of days, those without a day last.
/// Pairs below `least` are left out.
pub(super) fn pairs(
    vectors: &Vectors,
    whens: &[When],
    window: i32,
    least: f64,
    task: &Task,
) -> Result<Pairs, Cancelled> {
    let firsts = firsts(whens, window);
    let postings = Postings::new(vectors, task)?;
    let nominating = postings.nominating(&firsts, MEETINGS, task)?;
    let common = nominating.iter().filter(|&&yes| !yes).count() as u32;
    task.phase("Comparing articles", vectors.len() as u64);
    let rows: Vec<(Vec<(u32, f32)>, bool)> = (0..vectors.len())
        .into_par_iter()
        .map_init(
            || (vec![0.0_f32; vectors.len()], Vec::new()),
            |(sums, touched), at| {
                task.check()?;
                task.advance(1);
                let (Some(&when), Some(&first)) = (whens.get(at), firsts.get(at)) else {
                    return Ok((Vec::new(), false));
                };
                let mine = vectors.get(at);
                for (&(term, weight), &place) in mine.iter().zip(postings.places(vectors, at)) {
                    if !nominating.get(term as usize).is_some_and(|&yes| yes) {
                        continue;
                    }
                    let before = postings.before(term, place).iter().rev();
                    for &(other, theirs) in before.take_while(|entry| entry.0 >= first) {
                        if let Some(sum) = sums.get_mut(other as usize) {
                            if *sum <= 0.0 {
                                touched.push(other);
                            }
                            *sum += weight * theirs;
                        }
                    }
                }
                touched.sort_unstable();
                let mut row = Vec::new();
                for other in touched.drain(..) {
                    let Some(sum) = sums.get_mut(other as usize) else { continue };
                    let met = std::mem::take(sum);
                    let near = whens.get(other as usize).map_or(0.0, |other| when.nearness(*other, window));
                    if near <= 0.0 {
                        continue;
                    }
                    // Where common words did not nominate, half of what is asked for has to come from the others.
                    let whole = match common {
                        0 => met,
                        _ if f64::from(met) * near * 2.0 < least => continue,
                        _ => cosine(mine, vectors.get(other as usize)),
                    };
                    let likeness = f64::from(whole) * near;
                    if likeness >= least {
                        row.push((other, likeness as f32));
                    }
                }
                let crowded = row.len() > NEIGHBOURS;
                if crowded {
                    row.sort_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
                    row.truncate(NEIGHBOURS);
                    row.sort_unstable_by_key(|pair| pair.0);
                }
                Ok((row, crowded))
            },
        )
        .collect::<Result<_, Cancelled>>()?;
    let crowded = rows.iter().filter(|(_, crowded)| *crowded).count() as u32;
    Ok(Pairs { rows: rows.into_iter().map(|(row, _)| row).collect(), common, crowded })
}

/// For each article the first of those before it that may be near enough.
fn firsts(whens: &[When], window: i32) -> Vec<u32> {
    let mut first = 0_usize;
    let mut firsts = Vec::with_capacity(whens.len());
    for when in whens {
        let Some(day) = when.day() else {
            firsts.push(0);
            continue;
        };
        while whens.get(first).and_then(|when| when.day()).is_some_and(|before| before < day - window) {
            first += 1;
        }
        firsts.push(first as u32);
    }
    firsts
}

/// The articles of each term, in order.
struct Postings {
    starts: Vec<usize>,
    entries: Vec<(u32, f32)>,
    /// For each entry of the vectors where it stands among `entries`.
    places: Vec<u32>,
}

impl Postings {
    fn new(vectors: &Vectors, task: &Task) -> Result<Self, Cancelled> {
        let mut starts = Vec::with_capacity(vectors.articles.len() + 1);
        let mut total = 0;
        starts.push(0);
        for &articles in &vectors.articles {
            // What stands in one article alone is in no vector.
            total += if articles > 1 { articles as usize } else { 0 };
            starts.push(total);
        }
        let mut next = starts.clone();
        let mut entries = vec![(0, 0.0); total];
        let mut places = Vec::with_capacity(total);
        for at in 0..vectors.len() {
            if at % 256 == 0 {
                task.check()?;
            }
            for &(term, weight) in vectors.get(at) {
                if let Some(next) = next.get_mut(term as usize)
                    && let Some(entry) = entries.get_mut(*next)
                {
                    *entry = (at as u32, weight);
                    places.push(*next as u32);
                    *next += 1;
                }
            }
        }
        Ok(Self { starts, entries, places })
    }

    fn list(&self, term: u32) -> &[(u32, f32)] {
        match (self.starts.get(term as usize), self.starts.get(term as usize + 1)) {
            (Some(&from), Some(&to)) => self.entries.get(from..to).unwrap_or(&[]),
            _ => &[],
        }
    }

    /// Where the terms of the article at a place stand, in their order.
    fn places(&self, vectors: &Vectors, at: usize) -> &[u32] {
        self.places.get(vectors.range(at)).unwrap_or(&[])
    }

    /// The articles of a term before an entry of its own.
    fn before(&self, term: u32, place: u32) -> &[(u32, f32)] {
        let from = self.starts.get(term as usize).copied().unwrap_or(0);
        self.entries.get(from..place as usize).unwrap_or(&[])
    }

    /// Which terms nominate: those of fewest meetings first, as long as all together stay within `most`.
    fn nominating(&self, firsts: &[u32], most: u64, task: &Task) -> Result<Vec<bool>, Cancelled> {
        let terms = self.starts.len() - 1;
        let mut costs: Vec<(u64, u32)> = (0..terms as u32)
            .into_par_iter()
            .map(|term| {
                if term % 1024 == 0 {
                    task.check()?;
                }
                let list = self.list(term);
                let (mut cost, mut before) = (0, 0);
                for (place, entry) in list.iter().enumerate() {
                    // Articles without a day come last and meet all before them.
                    let first = firsts.get(entry.0 as usize).copied().unwrap_or(0);
                    while first > 0 && list.get(before).is_some_and(|e| e.0 < first) {
                        before += 1;
                    }
                    cost += (place - if first > 0 { before } else { 0 }) as u64;
                }
                Ok((cost, term))
            })
            .collect::<Result<_, Cancelled>>()?;
        costs.sort_unstable();
        let mut nominating = vec![false; terms];
        let mut spent = 0_u64;
        for (cost, term) in costs {
            spent = spent.saturating_add(cost);
            if spent > most {
                break;
            }
            if let Some(yes) = nominating.get_mut(term as usize) {
                *yes = true;
            }
        }
        Ok(nominating)
    }
}
