//! Pairs joined into passages, by average link: no chain drags unlike sentences together.

use hashbrown::HashMap;

use super::pairs::Finder;
use super::{Grade, Link};
use crate::task::{Cancelled, Task};

/// A passage holds at most this many sentences; what would join beyond stays linked to it.
const MOST_TOGETHER: usize = 96;
/// How much lower than a pair's threshold the mean over a whole passage may be.
const SLACK: f64 = 0.9;

/// Sentences of at least two columns that hold together.
pub(super) struct Group {
    pub grade: Grade,
    pub similarity: f64,
    pub sentences: Vec<usize>,
}

/// The passages that the pairs make, by their first sentence.
pub(super) fn groups(finder: &Finder<'_>, pairs: &[Link], task: &Task) -> Result<Vec<Group>, Cancelled> {
    let mut order: Vec<&Link> = pairs.iter().collect();
    order.sort_by(|a, b| {
        (a.grade, b.similarity)
            .partial_cmp(&(b.grade, a.similarity))
            .map_or(a.pair.cmp(&b.pair), |o| o.then(a.pair.cmp(&b.pair)))
    });
    let mut home: HashMap<usize, usize> = HashMap::new();
    let mut groups: Vec<Vec<usize>> = Vec::new();
    for link in order {
        task.check()?;
        let (a, b) = link.pair;
        // Related sentences make passages of their own; what tells the same as others is not watered down.
        if link.grade == Grade::Related && (home.contains_key(&a) || home.contains_key(&b)) {
            continue;
        }
        let (first, second) = (home_of(&mut home, &mut groups, a), home_of(&mut home, &mut groups, b));
        if first != second && holds(finder, &groups, (first, second), link.grade) {
            let moved = groups.get_mut(second).map(std::mem::take).unwrap_or_default();
            for sentence in &moved {
                home.insert(*sentence, first);
            }
            if let Some(group) = groups.get_mut(first) {
                group.extend(moved);
            }
        }
    }
    let mut made = Vec::new();
    for mut sentences in groups {
        sentences.sort_unstable();
        if sentences.len() > 1 {
            let (grade, similarity) = graded(finder, pairs, &sentences);
            made.push(Group { grade, similarity, sentences });
        }
    }
    made.sort_unstable_by_key(|group| group.sentences.first().copied());
    Ok(made)
}

fn home_of(home: &mut HashMap<usize, usize>, groups: &mut Vec<Vec<usize>>, sentence: usize) -> usize {
    *home.entry(sentence).or_insert_with(|| {
        groups.push(vec![sentence]);
        groups.len() - 1
    })
}

/// Whether two groups are alike enough on the whole to be one.
fn holds(finder: &Finder<'_>, groups: &[Vec<usize>], pair: (usize, usize), grade: Grade) -> bool {
    let (Some(first), Some(second)) = (groups.get(pair.0), groups.get(pair.1)) else { return false };
    if first.len() + second.len() > MOST_TOGETHER {
        return false;
    }
    let least = match grade {
        Grade::Related => finder.settings().related,
        _ => finder.settings().reworded,
    };
    if first.len() == 1 && second.len() == 1 {
        return true;
    }
    let across = first.iter().flat_map(|&a| second.iter().filter_map(move |&b| finder.similarity(a, b)));
    let (sum, count) = across.fold((0.0, 0_usize), |(sum, count), one| (sum + one, count + 1));
    count > 0 && sum / count as f64 >= least * SLACK
}

/// The weakest grade by which a sentence holds to the others, and the mean similarity across columns.
fn graded(finder: &Finder<'_>, pairs: &[Link], sentences: &[usize]) -> (Grade, f64) {
    let mut weakest = Grade::SameWords;
    let (mut sum, mut count) = (0.0, 0_usize);
    for (at, &a) in sentences.iter().enumerate() {
        let mut best = Grade::Related;
        for &b in sentences {
            let pair = (a.min(b), a.max(b));
            if let Ok(found) = pairs.binary_search_by(|link| link.pair.cmp(&pair))
                && let Some(link) = pairs.get(found)
            {
                best = best.min(link.grade);
            }
        }
        weakest = weakest.max(best);
        for &b in sentences.get(at + 1..).unwrap_or(&[]) {
            if let Some(similarity) = finder.similarity(a, b) {
                sum += similarity;
                count += 1;
            }
        }
    }
    (weakest, sum / count.max(1) as f64)
}
