//! Rows for the aligned reader: every sentence once, in reading order down each column, passages level where
//! the orders of the columns allow it.
//!
//! Passages are laid level one by one, those that cross the fewest others first, as long as no two would have to cross: what
//! stands before what in any column must stay so in all of them together (no cycle). A passage that would cross
//! others stays level in as many columns as it can; in the rest its sentences stand where their column has
//! them, and the row says so.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet, VecDeque};

use hashbrown::HashSet;

use super::Alignment;

/// A row of the aligned reader.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Row {
    /// The passage told here; `None` between passages, where sentences beside each other do not correspond.
    pub passage: Option<usize>,
    /// For each column the numbers of its sentences in [`Alignment::sentences`], in reading order.
    pub cells: Vec<Vec<usize>>,
    /// Columns that tell this passage, but in another row: an empty cell of theirs does not mean "not told".
    pub elsewhere: Vec<usize>,
}

impl Row {
    /// Whether a column does not tell this row's passage anywhere.
    pub fn is_not_told(&self, column: usize) -> bool {
        self.passage.is_some()
            && self.cells.get(column).is_none_or(Vec::is_empty)
            && !self.elsewhere.contains(&column)
    }
}

/// How many steps along the columns' orders are taken to find out whether passages cross. Beyond it the rest of
/// the passages stand where their columns have them.
const MOST_STEPS: usize = 2_000_000;

/// Of more passages than this it is not counted which cross.
const MOST_CROSSED: usize = 2000;

/// The rows of an alignment, top to bottom.
pub fn layout(alignment: &Alignment) -> Vec<Row> {
    let columns = alignment.columns.len();
    let mut level = Level { order: vec![BTreeMap::new(); columns], at: Vec::new(), steps: 0 };
    let order = placing_order(alignment);
    level.at.resize(alignment.passages.len(), vec![None; columns]);
    for passage in order {
        for (column, run) in runs(alignment, passage) {
            level.place(passage, column, run);
        }
    }
    level.rows(alignment)
}

/// In which order passages are placed: those first that cross the fewest others, of equal ones those of most
/// columns and the most alike.
fn placing_order(alignment: &Alignment) -> Vec<usize> {
    let count = alignment.passages.len();
    let firsts: Vec<Vec<(usize, usize)>> = (0..count)
        .map(|passage| runs(alignment, passage).into_iter().map(|(column, run)| (column, run.0)).collect())
        .collect();
    let mut crossings = vec![0_usize; count];
    if count <= MOST_CROSSED {
        for (a, first) in firsts.iter().enumerate() {
            for (b, second) in firsts.iter().enumerate().skip(a + 1) {
                if cross(first, second) {
                    for (passage, other) in [(a, second), (b, first)] {
                        if let Some(sum) = crossings.get_mut(passage) {
                            *sum += other.len();
                        }
                    }
                }
            }
        }
    }
    let mut order: Vec<usize> = (0..count).collect();
    order.sort_by_key(|&passage| {
        let breadth = firsts.get(passage).map_or(0, Vec::len);
        let similarity = alignment.passages.get(passage).map_or(0, |p| (p.similarity * 1e6) as u64);
        (crossings.get(passage).copied(), Reverse(breadth), Reverse(similarity), passage)
    });
    order
}

/// Whether two passages stand in one order in a column and in the other in another; columns ascend in both.
fn cross(a: &[(usize, usize)], b: &[(usize, usize)]) -> bool {
    let (mut i, mut j) = (0, 0);
    let (mut before, mut after) = (false, false);
    while let (Some(first), Some(second)) = (a.get(i), b.get(j)) {
        if first.0 == second.0 {
            before |= first.1 < second.1;
            after |= first.1 > second.1;
        }
        i += usize::from(first.0 <= second.0);
        j += usize::from(second.0 <= first.0);
    }
    before && after
}

/// For each column that tells a passage the neighbouring sentences that stand for it: the longest run, of equal
/// ones the first.
fn runs(alignment: &Alignment, passage: usize) -> Vec<(usize, (usize, usize))> {
    let mut found: BTreeMap<usize, (usize, usize)> = BTreeMap::new();
    let sentences = alignment.passages.get(passage).map_or(&[][..], |p| p.sentences.as_slice());
    for run in sentences.chunk_by(|a, b| a + 1 == *b) {
        for part in run.chunk_by(|a, b| column_of(alignment, *a) == column_of(alignment, *b)) {
            let (Some(&from), Some(&to)) = (part.first(), part.last()) else { continue };
            let best = found.entry(column_of(alignment, from)).or_insert((from, to));
            if to - from > best.1 - best.0 {
                *best = (from, to);
            }
        }
    }
    found.into_iter().collect()
}

fn column_of(alignment: &Alignment, sentence: usize) -> usize {
    alignment.sentences.get(sentence).map_or(0, |told| told.column)
}

/// Which passages stand level in which columns.
struct Level {
    /// Of each column: its first sentence to the passage.
    order: Vec<BTreeMap<usize, usize>>,
    /// Of each passage and column: the first and last sentence that stands level.
    at: Vec<Vec<Option<(usize, usize)>>>,
    steps: usize,
}

impl Level {
    /// Puts a passage level in a column unless it would cross others there.
    fn place(&mut self, passage: usize, column: usize, run: (usize, usize)) {
        let Some(order) = self.order.get(column) else { return };
        let before = order.range(..run.0).next_back().map(|(_, passage)| *passage);
        let after = order.range(run.0..).next().map(|(_, passage)| *passage);
        let crosses = before.is_some_and(|before| self.leads(passage, before))
            || after.is_some_and(|after| self.leads(after, passage));
        if crosses || self.steps > MOST_STEPS {
            return;
        }
        if let Some(order) = self.order.get_mut(column) {
            order.insert(run.0, passage);
        }
        if let Some(slot) = self.at.get_mut(passage).and_then(|at| at.get_mut(column)) {
            *slot = Some(run);
        }
    }

    /// The passages that follow one directly in its columns.
    fn after(&self, passage: usize) -> impl Iterator<Item = usize> + '_ {
        let at = self.at.get(passage).map_or(&[][..], Vec::as_slice);
        at.iter().zip(&self.order).filter_map(|(run, order)| {
            let (from, _) = (*run)?;
            order.range(from + 1..).next().map(|(_, passage)| *passage)
        })
    }

    /// Whether reading on from one passage, in any columns, reaches the other.
    fn leads(&mut self, from: usize, to: usize) -> bool {
        let mut seen = HashSet::new();
        let mut open = vec![from];
        while let Some(passage) = open.pop() {
            if passage == to {
                return true;
            }
            self.steps += 1;
            if self.steps > MOST_STEPS {
                return true;
            }
            if seen.insert(passage) {
                open.extend(self.after(passage));
            }
        }
        false
    }

    /// The passages that stand level in two columns at least, in an order that all columns agree with; of those
    /// free to come next the one that stands earliest, by the share of its columns already read.
    fn sequence(&self, alignment: &Alignment) -> Vec<usize> {
        let columns = self.order.len();
        let mut starts = vec![(0_usize, 0_usize); columns];
        for (number, told) in alignment.sentences.iter().enumerate() {
            if let Some((first, count)) = starts.get_mut(told.column) {
                *first = if *count == 0 { number } else { *first };
                *count += 1;
            }
        }
        let share = |passage: usize| -> u64 {
            let at = self.at.get(passage).map_or(&[][..], Vec::as_slice);
            let shares: Vec<f64> = at
                .iter()
                .zip(&starts)
                .filter_map(|(run, (first, count))| {
                    Some((*run)?.0.saturating_sub(*first) as f64 / *count as f64)
                })
                .collect();
            (shares.iter().sum::<f64>() / shares.len().max(1) as f64 * 1e9) as u64
        };
        let mut waiting = vec![0_usize; self.at.len()];
        for order in &self.order {
            for passage in order.values().skip(1) {
                if let Some(count) = waiting.get_mut(*passage) {
                    *count += 1;
                }
            }
        }
        let mut free: BTreeSet<(u64, usize)> = (0..self.at.len())
            .filter(|&passage| waiting.get(passage) == Some(&0))
            .filter(|&passage| self.at.get(passage).is_some_and(|at| at.iter().any(Option::is_some)))
            .map(|passage| (share(passage), passage))
            .collect();
        let mut sequence = Vec::new();
        while let Some((_, passage)) = free.pop_first() {
            sequence.push(passage);
            for next in self.after(passage) {
                if let Some(count) = waiting.get_mut(next) {
                    *count = count.saturating_sub(1);
                    if *count == 0 {
                        free.insert((share(next), next));
                    }
                }
            }
        }
        sequence
    }

    fn rows(&self, alignment: &Alignment) -> Vec<Row> {
        let columns = self.order.len();
        let empty = || vec![Vec::new(); columns];
        let mut own = self.own_sentences(alignment);
        let mut rows = Vec::new();
        // What a column tells by itself follows the passage before it at once.
        let mut between = Row { cells: empty(), ..Row::default() };
        for (column, cell) in between.cells.iter_mut().enumerate() {
            *cell = take_before(&mut own, column, self.next_start(column, None));
        }
        for passage in self.sequence(alignment) {
            if between.cells.iter().any(|cell| !cell.is_empty()) {
                rows.push(std::mem::take(&mut between));
            }
            between = Row { cells: empty(), ..Row::default() };
            let at = self.at.get(passage).map_or(&[][..], Vec::as_slice);
            let mut row = Row { passage: Some(passage), cells: empty(), ..Row::default() };
            for (column, run) in at.iter().enumerate() {
                let Some((from, to)) = *run else { continue };
                if let Some(cell) = row.cells.get_mut(column) {
                    cell.extend(from..=to);
                }
                if let Some(cell) = between.cells.get_mut(column) {
                    *cell = take_before(&mut own, column, self.next_start(column, Some(from)));
                }
            }
            let told = alignment.passages.get(passage).map(|p| alignment.told_by(p)).unwrap_or_default();
            row.elsewhere =
                told.into_iter().filter(|c| row.cells.get(*c).is_none_or(Vec::is_empty)).collect();
            rows.push(row);
        }
        if between.cells.iter().any(|cell| !cell.is_empty()) {
            rows.push(between);
        }
        rows
    }

    /// Where the next level passage of a column begins, after the one that begins at `after`.
    fn next_start(&self, column: usize, after: Option<usize>) -> usize {
        let from = after.map_or(0, |at| at + 1);
        let order = self.order.get(column);
        order.and_then(|order| order.range(from..).next()).map_or(usize::MAX, |(first, _)| *first)
    }

    /// The sentences of each column that stand level with nothing, in order.
    fn own_sentences(&self, alignment: &Alignment) -> Vec<VecDeque<usize>> {
        let mut is_level = vec![false; alignment.sentences.len()];
        for (from, to) in self.at.iter().flatten().flatten() {
            for slot in is_level.get_mut(*from..=*to).into_iter().flatten() {
                *slot = true;
            }
        }
        let mut own = vec![VecDeque::new(); self.order.len()];
        for (number, told) in alignment.sentences.iter().enumerate() {
            if is_level.get(number) == Some(&false)
                && let Some(own) = own.get_mut(told.column)
            {
                own.push_back(number);
            }
        }
        own
    }
}

fn take_before(own: &mut [VecDeque<usize>], column: usize, until: usize) -> Vec<usize> {
    let mut taken = Vec::new();
    if let Some(own) = own.get_mut(column) {
        while let Some(sentence) = own.pop_front_if(|sentence| *sentence < until) {
            taken.push(sentence);
        }
    }
    taken
}
