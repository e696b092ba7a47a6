//! Nouns into groups: the best pairs first, each group by what holds all of it together.

use std::collections::{BTreeMap, BTreeSet};

use super::evidence::Evidence;
use super::mentions::Candidate;
use super::{Group, Member, Rivals, labels_of};
use crate::framing::labels::find::Support;
use crate::framing::labels::words::is_too_common;
use crate::task::{Cancelled, Task};
use crate::text::nouns::Kinds;

/// What two names that a text or the list connects hold together by.
const GIVEN: f64 = 1.2;

/// From which score on two groups become one.
const SURE: f64 = 0.8;

/// From which score on they are suggested.
const WEAK: f64 = 0.5;

/// Two groups that nothing but meaning speaks for are suggested at most.
const MOST_UNSHOWN: f64 = 0.7;

/// What a pair in one sentence counts as.
const APART: f64 = -2.0;

struct Grouping<'a> {
    pairs: &'a BTreeMap<(usize, usize), Evidence>,
    given: BTreeMap<usize, Vec<usize>>,
}

impl Grouping<'_> {
    fn pair(&self, a: usize, b: usize) -> f64 {
        let set = |at: usize| self.given.get(&at);
        if let (Some(x), Some(y)) = (set(a), set(b))
            && x.iter().any(|one| y.contains(one))
        {
            return GIVEN;
        }
        match self.pairs.get(&(a.min(b), a.max(b))) {
            Some(evidence) if evidence.apart => APART,
            Some(evidence) => evidence.score,
            None => 0.0,
        }
    }

    fn shown(&self, a: usize, b: usize) -> bool {
        self.pairs.get(&(a.min(b), a.max(b))).is_some_and(|evidence| evidence.shown)
    }

    /// How well two groups hold together: half by their best pair, half by all.
    fn hold(&self, a: &[usize], b: &[usize]) -> f64 {
        let all: Vec<f64> = a.iter().flat_map(|&x| b.iter().map(move |&y| self.pair(x, y))).collect();
        let best = all.iter().copied().fold(f64::MIN, f64::max);
        let hold = f64::midpoint(best, all.iter().sum::<f64>() / all.len().max(1) as f64);
        let shown = a.iter().any(|&x| b.iter().any(|&y| self.shown(x, y)));
        if shown { hold } else { hold.min(MOST_UNSHOWN) }
    }
}

pub(super) fn groups(
    all: &[Candidate],
    pairs: &BTreeMap<(usize, usize), Evidence>,
    given: &[Vec<String>],
    task: &Task,
) -> Result<Rivals, Cancelled> {
    let number: BTreeMap<&str, usize> =
        all.iter().enumerate().map(|(n, one)| (one.lemma.as_str(), n)).collect();
    let mut sets: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for (set, lemmas) in given.iter().enumerate() {
        for at in lemmas.iter().filter_map(|lemma| number.get(lemma.as_str())) {
            sets.entry(*at).or_default().push(set);
        }
    }
    let grouping = Grouping { pairs, given: sets };
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut home: BTreeMap<usize, usize> = BTreeMap::new();
    for lemmas in given {
        let members: Vec<usize> = lemmas
            .iter()
            .filter_map(|lemma| number.get(lemma.as_str()).copied())
            .filter(|n| !home.contains_key(n))
            .collect();
        for &member in &members {
            home.insert(member, groups.len());
        }
        if !members.is_empty() {
            groups.push(members);
        }
    }
    for (number, one) in all.iter().enumerate() {
        if !home.contains_key(&number)
            && (one.stands_out() || one.choices.is_some())
            && !is_too_common(&one.lemma)
        {
            groups.push(vec![number]);
        }
    }
    // Two groups hold no better than their best pair: only pairs that hold that well are looked at.
    let from = |least: f64| -> Vec<(usize, usize)> {
        let good = pairs.iter().filter(|(_, evidence)| !evidence.apart && evidence.score >= least);
        good.map(|(pair, _)| *pair).collect()
    };
    let mut home = homes(&groups);
    let edges = from(SURE);
    loop {
        task.check()?;
        let Some((_, a, b)) = best(&grouping, &groups, &home, &edges) else { break };
        let more = groups.get_mut(b).map(std::mem::take).unwrap_or_default();
        if let Some(group) = groups.get_mut(a) {
            group.extend(more);
        }
        home = homes(&groups);
    }
    let sure: Vec<Vec<usize>> = groups.iter().filter(|group| group.len() > 1).cloned().collect();
    let mut joins: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (a, b) in from(WEAK) {
        if let (Some(&x), Some(&y)) = (home.get(&a), home.get(&b))
            && x != y
        {
            joins.insert((x.min(y), x.max(y)));
        }
    }
    let mut weak: Vec<(f64, Vec<usize>)> = Vec::new();
    for (a, b) in joins {
        let (Some(x), Some(y)) = (groups.get(a), groups.get(b)) else { continue };
        let hold = grouping.hold(x, y);
        if hold >= WEAK {
            weak.push((hold, x.iter().chain(y).copied().collect()));
        }
    }
    weak.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.cmp(&b.1)));
    let made = |sure: f64, members: &[usize]| group(all, &grouping, members, sure);
    Ok(Rivals {
        groups: sure.iter().map(|members| made(SURE, members)).collect(),
        suggested: weak.iter().map(|(hold, members)| made(*hold, members)).collect(),
    })
}

fn homes(groups: &[Vec<usize>]) -> BTreeMap<usize, usize> {
    groups.iter().enumerate().flat_map(|(number, group)| group.iter().map(move |&at| (at, number))).collect()
}

/// The two groups that hold together best, of those that one of `edges` connects.
fn best(
    grouping: &Grouping<'_>,
    groups: &[Vec<usize>],
    home: &BTreeMap<usize, usize>,
    edges: &[(usize, usize)],
) -> Option<(f64, usize, usize)> {
    let mut best: Option<(f64, usize, usize)> = None;
    let mut seen = BTreeSet::new();
    for (a, b) in edges {
        let (Some(&x), Some(&y)) = (home.get(a), home.get(b)) else { continue };
        let (x, y) = (x.min(y), x.max(y));
        if x == y || !seen.insert((x, y)) {
            continue;
        }
        let (Some(of_x), Some(of_y)) = (groups.get(x), groups.get(y)) else { continue };
        let hold = grouping.hold(of_x, of_y);
        if hold >= SURE && best.is_none_or(|(score, ..)| hold > score) {
            best = Some((hold, x, y));
        }
    }
    best
}

/// A score in hundredths. It orders what was found; it is no share of right ones.
fn hundredths(score: f64) -> u8 {
    (score.clamp(0.0, 0.99) * 100.0) as u8
}

fn group(all: &[Candidate], grouping: &Grouping<'_>, members: &[usize], sure: f64) -> Group {
    let mut given: Vec<usize> =
        members.iter().filter_map(|at| grouping.given.get(at)).flatten().copied().collect();
    given.sort_unstable();
    given.dedup();
    let member = |&at: &usize| {
        let one = all.get(at)?;
        let others: Vec<usize> = members.iter().copied().filter(|other| *other != at).collect();
        let mut support = Vec::new();
        for &other in &others {
            let evidence = grouping.pairs.get(&(at.min(other), at.max(other)));
            for &(sign, x, y) in evidence.iter().flat_map(|evidence| &evidence.signs) {
                let (here, there) = if at < other { (x, y) } else { (y, x) };
                support.push(Support { sign, here, there });
            }
        }
        Some(Member {
            lemma: one.lemma.clone(),
            labels: labels_of(one),
            is_event: one.kinds().meets(Kinds::EVENTS),
            sure: hundredths(grouping.hold(&[at], &others)),
            support,
        })
    };
    Group { members: members.iter().filter_map(member).collect(), given, sure: hundredths(sure) }
}
