//! Which words stand near a word: its neighbours, or collocates.
//!
//! Counted are the words within reach of the node's hits, by outlet or another grouping, with all measures of METHODS,
//! section 3. Two conventions, which programs differ in, see [`Counting`]:
//!
//! - *positions*: R1 is the number of places within reach, C1 the occurrences of the neighbour that
//!   are not the node's own words, N all words that are not; so the four cells add up;
//! - *pairs*: R1 is the number of pairs, which in a window is taken as hits times its width (Brezina
//!   2018), C1 all occurrences of the neighbour, N all words; measures that need a table are undefined.
//!
//! `logDice` and Dice take the plain frequencies of node and neighbour, whatever is counted. A node of
//! several words is one hit with the words around it. The lines of a neighbour are in
//! [`super::places`].

mod count;
mod counters;
mod measures;
mod order;
mod reach;

use std::ops::Range;
use std::sync::Arc;

use rayon::prelude::*;

use super::coverage::Coverage;
use super::function_words::FunctionWords;
use super::grouping::{GroupRow, Grouped, Grouping, NO_ROW as NO_GROUP};
use super::scope::Scope;
use crate::corpus::{Corpus, Subset, TypeId};
use crate::query::{self, Hits, Query};
use crate::stats::{Stat, Undefined};
use crate::task::{Cancelled, Task};
use count::{Details, NO_ROW, Pass, Segment};

pub use measures::{Measure, NearPair};
pub use order::NeighbourOrder;
pub(super) use reach::Reaching;
pub use reach::{Counting, Reach, SLOTS};

/// What counts as a neighbour, and how neighbours are ranked.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NeighbourSettings {
    /// How far they may stand from the node.
    pub reach: Reach,
    /// How they are counted.
    pub counting: Counting,
    /// Words that stand there less often are left out.
    pub minimum_count: u32,
    /// They have to do so in this many articles, or in all with the node where there are fewer.
    pub minimum_articles: u32,
    /// Whether function words ("the", "of") are listed too.
    pub keep_stop_words: bool,
    /// Minimums, measures and order are those of this group, by name; `None` is all groups together.
    pub group: Option<Arc<str>>,
    /// The measure that is shown.
    pub measure: Measure,
    /// What rows are sorted by.
    pub order: NeighbourOrder,
    /// Whether they run the other way round.
    pub is_reversed: bool,
    /// Only neighbours that one group alone has near the node: the group that rows are ranked in, or any.
    pub only_here: bool,
}

impl Default for NeighbourSettings {
    fn default() -> Self {
        Self {
            reach: Reach::default(),
            counting: Counting::default(),
            minimum_count: 3,
            minimum_articles: 2,
            keep_stop_words: false,
            group: None,
            measure: Measure::default(),
            order: NeighbourOrder::default(),
            is_reversed: false,
            only_here: false,
        }
    }
}

/// The question: which words stand near this.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct NeighboursRecipe {
    /// The node: a word, a phrase, a pattern.
    pub query: Query,
    /// Which articles.
    pub scope: Scope,
    /// What stands side by side.
    pub by: Grouping,
    /// How.
    pub settings: NeighbourSettings,
}

/// The node in some articles.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct NodeCounts {
    /// Its hits.
    pub hits: u64,
    /// Articles with a hit.
    pub articles: u32,
    /// R1: places within reach, or pairs.
    pub within_reach: u64,
    /// Words that are its own.
    pub own_words: u64,
    /// All counted words.
    pub words: u64,
}

/// A neighbour in one group.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct NearCell {
    /// The group, as a place in [`Neighbours::groups`].
    pub column: u32,
    /// Times near the node.
    pub together: u64,
    /// In how many articles.
    pub articles: u32,
    /// All its occurrences in the group.
    pub frequency: u64,
    /// Those within the node itself.
    pub within_node: u64,
}

/// One neighbour.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Neighbour {
    /// The word.
    pub word: TypeId,
    /// All groups together; the column says nothing.
    pub all: NearCell,
    /// How often in each slot: farther left, L5 to L1, R1 to R5, farther right.
    pub slots: [u64; SLOTS],
    /// Where its groups stand in [`Neighbours::cells`].
    pub cells: Range<usize>,
}

/// Whether groups share a neighbour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum Shared {
    /// Two groups or more have it above the minimums.
    Shared,
    /// One group has it above the minimums, others below.
    Mostly(usize),
    /// One group has it above the minimums, no other has it near the node at all.
    Only(usize),
    /// No group by itself has it above the minimums.
    Scattered,
}

/// The answer to a [`NeighboursRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Neighbours {
    /// What was counted.
    pub coverage: Coverage,
    /// The groups with articles in scope.
    pub groups: Vec<GroupRow>,
    /// The node in each of them.
    pub nodes: Vec<NodeCounts>,
    /// The node in all of them.
    pub node: NodeCounts,
    /// The group that rows are ranked in; `None` is all together.
    pub column: Option<usize>,
    /// All neighbours that pass the minimums, in the order asked for.
    pub rows: Vec<Neighbour>,
    /// Neighbours in groups, row by row.
    pub cells: Vec<NearCell>,
    /// Different words near the node, before any was left out.
    pub near: u32,
    /// How it was asked.
    pub settings: NeighbourSettings,
}

impl NeighboursRecipe {
    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Neighbours, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let (coverage, grouped) = (Coverage::of(corpus, &subset), self.by.sort(corpus, &subset));
        let Hits { hits, counts } = query::find(corpus, &self.query, &subset, task)?;
        let mut from = 0;
        let mut segments: Vec<Segment> = Vec::with_capacity(counts.len());
        let mut nodes: Vec<NodeCounts> =
            grouped.rows.iter().map(|row| NodeCounts { words: row.words, ..NodeCounts::default() }).collect();
        for (article, count) in counts.iter() {
            let to = from + count as usize;
            let column = grouped.row_of(corpus, article);
            if let Some((column, node)) = column.and_then(|column| Some((column, nodes.get_mut(column)?))) {
                segments.push(Segment { article, hits: from..to, column });
                node.hits += u64::from(count);
                node.articles += 1;
            }
            from = to;
        }
        segments.sort_by_key(|segment| segment.column);
        let settings = self.settings.clone();
        let columns = grouped.rows.len();
        let (reach, counting) = (settings.reach, settings.counting);
        let wanted = Wanted { corpus, subset: &subset, settings: &settings, grouped: &grouped };
        let candidates = &wanted.candidates();
        let pass = Pass { corpus, reach, counting, hits: &hits, segments: &segments, candidates, columns };
        let totals = pass.totals(task)?;
        let reaches = totals.within_reach.iter().zip(&totals.node_words);
        for (node, (&reach, &own)) in nodes.iter_mut().zip(reaches) {
            node.within_reach = match (settings.counting, settings.reach) {
                (Counting::Pairs, Reach::Window { left, right }) => {
                    node.hits * (u64::from(left) + u64::from(right))
                }
                _ => reach,
            };
            node.own_words = own;
        }
        let node = nodes.iter().fold(NodeCounts::default(), |all, one| NodeCounts {
            hits: all.hits + one.hits,
            articles: all.articles + one.articles,
            within_reach: all.within_reach + one.within_reach,
            own_words: all.own_words + one.own_words,
            words: all.words + one.words,
        });
        task.check()?;

        let (words, row_of) = wanted.words(candidates, &totals.together);
        let details = pass.details(&totals, &row_of, words.len(), task)?;
        let (rows, cells) = wanted.rows(&words, &details, task)?;
        let groups = grouped.rows;
        let column = settings.group.as_ref().and_then(|name| groups.iter().position(|row| row.name == *name));
        let near = totals.together.iter().filter(|&&count| count > 0).count() as u32;
        let mut found = Neighbours { coverage, groups, nodes, node, column, rows, cells, near, settings };
        found.arrange(corpus);
        task.check()?;
        Ok(found)
    }
}

/// Which words get a row, and what their rows say beside what was counted near the node.
struct Wanted<'a> {
    corpus: &'a Corpus,
    subset: &'a Subset,
    settings: &'a NeighbourSettings,
    grouped: &'a Grouped,
}

impl Wanted<'_> {
    fn least(&self) -> u64 {
        self.settings.minimum_count.max(1).into()
    }

    /// For each type whether it could have a row.
    fn candidates(&self) -> Vec<bool> {
        let function_words =
            (!self.settings.keep_stop_words).then(|| FunctionWords::of(self.corpus, self.subset));
        let vocabulary = self.corpus.vocabulary();
        let is_listed = |word| function_words.as_ref().is_some_and(|list| list.contains(word));
        // In pairs an occurrence counts once for each node that it is near.
        let least = if self.settings.counting == Counting::Pairs { 1 } else { self.least() };
        let types = 0..vocabulary.len() as TypeId;
        types.map(|word| vocabulary.count(word) >= least && !is_listed(word)).collect()
    }

    /// The candidates that stand near the node often enough, and the row of each type.
    fn words(&self, candidates: &[bool], together: &[u64]) -> (Vec<TypeId>, Vec<u32>) {
        let mut words = Vec::new();
        let mut row_of = vec![NO_ROW; together.len()];
        for (((word, &count), row), &can) in (0..).zip(together).zip(&mut row_of).zip(candidates) {
            if can && count >= self.least() {
                *row = words.len() as u32;
                words.push(word);
            }
        }
        (words, row_of)
    }

    fn rows(
        &self,
        words: &[TypeId],
        details: &Details,
        task: &Task,
    ) -> Result<(Vec<Neighbour>, Vec<NearCell>), Cancelled> {
        let columns = self.grouped.rows.len();
        let cell = |one: &counters::Found| NearCell {
            column: one.column,
            together: one.together,
            articles: one.articles,
            frequency: 0,
            within_node: one.within_node.into(),
        };
        let mut cells: Vec<NearCell> = details.found.par_iter().map(cell).collect();
        // Words that stand only within nodes have no row: every row has something found.
        let mut drafts = Vec::with_capacity(words.len());
        let (mut rest, mut from) = (cells.as_mut_slice(), 0);
        for of_row in details.found.chunk_by(|one, next| one.row == next.row) {
            let (cells, others) = rest.split_at_mut(of_row.len());
            let row = of_row.first().map_or(0, |one| one.row as usize);
            drafts.push((row, from..from + of_row.len(), cells));
            (rest, from) = (others, from + of_row.len());
        }
        let row = |frequencies: &mut Vec<u64>,
                   (row, range, cells): (usize, Range<usize>, &mut [NearCell])| {
            let word = words.get(row).copied().unwrap_or_default();
            let frequency = self.frequencies(word, frequencies);
            let mut all = NearCell { column: 0, together: 0, articles: 0, frequency, within_node: 0 };
            for cell in cells {
                cell.frequency = frequencies.get(cell.column as usize).copied().unwrap_or(0);
                all.together += cell.together;
                all.articles += cell.articles;
                all.within_node += cell.within_node;
            }
            let alone = &details.within_alone;
            let first = alone.partition_point(|&(other, _)| (other as usize) < row);
            let of_row = alone.iter().skip(first).take_while(|&&(other, _)| other as usize == row);
            all.within_node += of_row.map(|(_, times)| times).sum::<u64>();
            let slots = details.slots.get(row).copied().unwrap_or_default();
            Neighbour { word, all, slots, cells: range }
        };
        let rows = drafts.into_par_iter().map_init(|| vec![0_u64; columns], row).collect();
        task.check()?;
        Ok((rows, cells))
    }

    /// How often a word occurs in scope, and by column.
    fn frequencies(&self, word: TypeId, sums: &mut [u64]) -> u64 {
        sums.fill(0);
        let mut all = 0;
        let mut add = |column: u32, count: u32| {
            if let Some(sum) = sums.get_mut(column as usize) {
                *sum += u64::from(count);
                all += u64::from(count);
            }
        };
        if let Some(of_outlet) = self.grouped.of_outlets() {
            for part in self.corpus.outlet_counts(word) {
                add(of_outlet.get(usize::from(part.outlet)).copied().unwrap_or(NO_GROUP), part.count);
            }
        } else {
            for (article, count) in self.corpus.article_counts(word) {
                let column = self.grouped.row_of(self.corpus, article);
                add(column.map_or(NO_GROUP, |column| column as u32), count);
            }
        }
        all
    }
}

impl Neighbours {
    /// A row in one group; `None` where the group does not have it near the node.
    pub fn cell(&self, row: &Neighbour, column: usize) -> Option<&NearCell> {
        let cells = self.cells.get(row.cells.clone())?;
        cells.binary_search_by_key(&column, |cell| cell.column as usize).ok().and_then(|at| cells.get(at))
    }

    /// All groups that have a row near the node.
    pub fn cells_of(&self, row: &Neighbour) -> &[NearCell] {
        self.cells.get(row.cells.clone()).unwrap_or_default()
    }

    /// What the measures of a row are made of, in one group or in all.
    pub fn pair(&self, row: &Neighbour, column: Option<usize>) -> Option<NearPair> {
        let (cell, node) = match column {
            None => (&row.all, &self.node),
            Some(column) => (self.cell(row, column)?, self.nodes.get(column)?),
        };
        let counting = self.settings.counting;
        let (marginal, total) = match counting {
            Counting::Positions => {
                (cell.frequency - cell.within_node.min(cell.frequency), node.words - node.own_words)
            }
            Counting::Pairs => (cell.frequency, node.words),
        };
        Some(NearPair {
            together: cell.together,
            within_reach: node.within_reach,
            marginal,
            total,
            node: node.hits,
            frequency: cell.frequency,
            counting,
        })
    }

    /// A measure of a row, in one group or in all.
    pub fn measure(&self, row: &Neighbour, column: Option<usize>, measure: Measure) -> Stat {
        self.pair(row, column).ok_or(Undefined::NoOccurrence)?.measure(measure)
    }

    /// The count and the articles of a row where rows are ranked.
    pub fn ranked(&self, row: &Neighbour) -> (u64, u32) {
        match self.column {
            None => (row.all.together, row.all.articles),
            Some(column) => self.cell(row, column).map_or((0, 0), |cell| (cell.together, cell.articles)),
        }
    }

    /// Whether a count and a number of articles pass the minimums in one group or in all.
    pub(super) fn passes(&self, (count, articles): (u64, u32), node: &NodeCounts) -> bool {
        count >= u64::from(self.settings.minimum_count.max(1))
            && articles >= self.settings.minimum_articles.min(node.articles)
    }

    /// Whether a row passes the minimums where rows are ranked, and is what is asked for.
    fn is_listed(&self, row: &Neighbour) -> bool {
        // A group that is not in scope has no neighbours.
        let is_nobodys = self.settings.group.is_some() && self.column.is_none();
        let node = self.column.and_then(|column| self.nodes.get(column)).unwrap_or(&self.node);
        let is_wanted = || match self.shared(row) {
            Shared::Only(column) => self.column.is_none_or(|ranked| ranked == column),
            Shared::Shared | Shared::Mostly(_) | Shared::Scattered => false,
        };
        !is_nobodys && self.passes(self.ranked(row), node) && (!self.settings.only_here || is_wanted())
    }

    /// Whether groups share a row.
    pub fn shared(&self, row: &Neighbour) -> Shared {
        let cells = self.cells_of(row);
        let mut above = cells.iter().filter(|cell| {
            let node = self.nodes.get(cell.column as usize);
            node.is_some_and(|node| self.passes((cell.together, cell.articles), node))
        });
        match (above.next(), above.next()) {
            (Some(_), Some(_)) => Shared::Shared,
            (Some(one), None) if cells.len() == 1 => Shared::Only(one.column as usize),
            (Some(one), None) => Shared::Mostly(one.column as usize),
            (None, _) => Shared::Scattered,
        }
    }
}
