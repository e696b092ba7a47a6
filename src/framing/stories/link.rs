//! Average link over sparse likenesses.
//!
//! The two groups whose articles are most alike on average are joined first, down to the threshold; pairs that are
//! not given count as 0. The same groups as [`stats::clustering`](crate::stats::clustering) makes of the full
//! table, at a cost that grows with the pairs that are given.

use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};

use crate::task::{Cancelled, Task};

/// Two groups that might be joined, as they were when this was noted.
struct Candidate {
    average: f64,
    /// Their first articles: of equal averages the earliest is joined first.
    leads: Reverse<(u32, u32)>,
    groups: (u32, u32),
    stamps: (u32, u32),
}

impl Ord for Candidate {
    fn cmp(&self, other: &Self) -> Ordering {
        self.average.total_cmp(&other.average).then_with(|| self.leads.cmp(&other.leads))
    }
}

impl PartialOrd for Candidate {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Candidate {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other).is_eq()
    }
}

impl Eq for Candidate {}

#[derive(Debug, Default, Clone)]
struct Group {
    members: Vec<u32>,
    /// The sum of likenesses to the members of other groups.
    sums: BTreeMap<u32, f64>,
    /// Groups it may never be joined with.
    apart: Vec<u32>,
    lead: u32,
    stamp: u32,
}

/// Groups of the articles 0 to `rows.len()`, each in rising order, by their first article.
///
/// `rows[i]` gives the articles before `i` with their likeness. `together` are joined first; `apart` never are,
/// unless `together` says so.
pub(super) fn link(
    rows: &[Vec<(u32, f32)>],
    threshold: f64,
    together: &[(u32, u32)],
    apart: &[(u32, u32)],
    task: &Task,
) -> Result<Vec<Vec<u32>>, Cancelled> {
    // Rounding must not part what lies exactly at the threshold.
    let reached = threshold - 1e-7;
    let mut joining = Joining {
        groups: (0..rows.len() as u32)
            .map(|at| Group { members: vec![at], lead: at, ..Group::default() })
            .collect(),
        home: (0..rows.len() as u32).collect(),
        heap: BinaryHeap::new(),
        reached,
    };
    for (at, row) in (0..).zip(rows) {
        for &(other, likeness) in row {
            joining.add(at, other, likeness.into());
        }
    }
    for &(a, b) in together {
        let (a, b) = (joining.find(a), joining.find(b));
        if a != b {
            joining.join(a, b);
        }
    }
    for &(a, b) in apart {
        let (a, b) = (joining.find(a), joining.find(b));
        if a != b {
            joining.part(a, b);
        }
    }
    for at in 0..rows.len() as u32 {
        joining.note_all(at);
    }
    task.phase("Joining articles to stories", rows.len() as u64);
    while let Some(best) = joining.heap.pop() {
        task.check()?;
        let (a, b) = best.groups;
        if joining.stamp(a) == best.stamps.0 && joining.stamp(b) == best.stamps.1 {
            let kept = joining.join(a, b);
            joining.note_all(kept);
            task.advance(1);
        }
    }
    let mut groups: Vec<Vec<u32>> =
        joining.groups.into_iter().map(|group| group.members).filter(|members| !members.is_empty()).collect();
    for group in &mut groups {
        group.sort_unstable();
    }
    groups.sort_unstable();
    Ok(groups)
}

struct Joining {
    groups: Vec<Group>,
    home: Vec<u32>,
    heap: BinaryHeap<Candidate>,
    reached: f64,
}

impl Joining {
    fn find(&self, article: u32) -> u32 {
        let mut at = article;
        while let Some(&home) = self.home.get(at as usize) {
            if home == at {
                break;
            }
            at = home;
        }
        at
    }

    fn stamp(&self, group: u32) -> u32 {
        self.groups.get(group as usize).map_or(u32::MAX, |group| group.stamp)
    }

    fn add(&mut self, a: u32, b: u32, likeness: f64) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(group) = self.groups.get_mut(one as usize) {
                *group.sums.entry(other).or_default() += likeness;
            }
        }
    }

    fn part(&mut self, a: u32, b: u32) {
        for (one, other) in [(a, b), (b, a)] {
            if let Some(group) = self.groups.get_mut(one as usize) {
                group.apart.push(other);
            }
        }
    }

    /// Joins two groups into the one with more neighbours; which that is.
    fn join(&mut self, a: u32, b: u32) -> u32 {
        let neighbours = |group: u32| self.groups.get(group as usize).map_or(0, |group| group.sums.len());
        let (kept, gone) = if neighbours(a) >= neighbours(b) { (a, b) } else { (b, a) };
        let Some(moved) = self.groups.get_mut(gone as usize) else { return kept };
        moved.stamp += 1;
        let stamp = moved.stamp;
        let moved = std::mem::replace(moved, Group { stamp, ..Group::default() });
        if let Some(home) = self.home.get_mut(gone as usize) {
            *home = kept;
        }
        for (&other, &sum) in &moved.sums {
            if let Some(group) = self.groups.get_mut(other as usize) {
                group.sums.remove(&gone);
                if other != kept {
                    *group.sums.entry(kept).or_default() += sum;
                }
            }
        }
        for &other in &moved.apart {
            if let Some(group) = self.groups.get_mut(other as usize) {
                group.apart.push(kept);
            }
        }
        if let Some(group) = self.groups.get_mut(kept as usize) {
            for (other, sum) in moved.sums {
                if other != kept {
                    *group.sums.entry(other).or_default() += sum;
                }
            }
            group.members.extend(moved.members);
            group.apart.extend(moved.apart);
            group.lead = group.lead.min(moved.lead);
            group.stamp += 1;
        }
        kept
    }

    /// Notes whom a group might be joined with.
    fn note_all(&mut self, of: u32) {
        let Some(group) = self.groups.get(of as usize) else { return };
        for (&other, &sum) in &group.sums {
            let Some(with) = self.groups.get(other as usize) else { continue };
            let average = sum / (group.members.len() as f64 * with.members.len() as f64);
            if average >= self.reached && !group.apart.contains(&other) {
                let leads = (group.lead.min(with.lead), group.lead.max(with.lead));
                self.heap.push(Candidate {
                    average,
                    leads: Reverse(leads),
                    groups: (of, other),
                    stamps: (group.stamp, with.stamp),
                });
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::stats::clustering::{Linkage, cluster};

    fn rows(likeness: &[Vec<f32>]) -> Vec<Vec<(u32, f32)>> {
        let row = |row: &Vec<f32>| (0..).zip(row.iter().copied()).filter(|pair| pair.1 > 0.0).collect();
        likeness.iter().map(row).collect()
    }

    #[test]
    fn the_groups_are_those_of_the_plain_definition() {
        let mut seed = 11_u64;
        let mut roll = || {
            seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
            (seed >> 40) as f32 / (1_u64 << 24) as f32
        };
        for articles in [0, 1, 2, 7, 30] {
            for threshold in [0.1, 0.3, 0.6] {
                let likeness: Vec<Vec<f32>> = (0..articles)
                    .map(|i| (0..i).map(|_| if roll() < 0.5 { 0.0 } else { roll() }).collect())
                    .collect();
                let plain = cluster(articles, threshold, Linkage::Average, |i, j| likeness[j][i].into());
                let found = link(&rows(&likeness), threshold, &[], &[], &Task::none()).unwrap();
                let found: Vec<Vec<usize>> =
                    found.iter().map(|group| group.iter().map(|&at| at as usize).collect()).collect();
                assert_eq!(found, plain, "{articles} at {threshold}");
            }
        }
    }

    #[test]
    fn the_hand_joins_and_parts() {
        let likeness = [vec![], vec![0.9], vec![0.9, 0.9], vec![0.0, 0.0, 0.0]];
        let groups = |together: &[(u32, u32)], apart: &[(u32, u32)]| {
            link(&rows(&likeness), 0.5, together, apart, &Task::none()).unwrap()
        };
        assert_eq!(groups(&[], &[]), [vec![0, 1, 2], vec![3]]);
        assert_eq!(groups(&[(3, 1)], &[(1, 0), (1, 2)]), [vec![0, 2], vec![1, 3]]);
        // What is joined by hand is not parted: its likeness to the rest is that of all its articles.
        assert_eq!(groups(&[(0, 3)], &[(0, 3)]), [vec![0, 3], vec![1, 2]]);
        assert_eq!(groups(&[], &[(0, 1), (0, 2), (1, 2)]), [[0], [1], [2], [3]]);
    }
}
