//! Which words each outlet uses more than all other outlets in scope together, or more than one of them; countries,
//! sections, months and other groups alike.
//!
//! A ranking of wording, with its counts and articles beside it; not a test, and no judgement. What chance alone would
//! do is another question, asked when the ranking is on the screen: see [`super::word_test`].

use std::sync::Arc;

use rayon::prelude::*;

use super::coverage::Coverage;
use super::grouping::{GroupRow, Grouped, Grouping};
use super::keyness::{self, Columns, DistinctiveSettings, DistinctiveWord, Keyness};
use super::measures::{KeynessMeasure, Sides};
use super::scope::Scope;
use super::sieve::Sieve;
use crate::corpus::{Corpus, Subset};
use crate::stats::Undefined;
use crate::task::{Cancelled, Task};

/// The question: which words, by outlet or by another grouping.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DistinctiveRecipe {
    /// Which articles.
    pub scope: Scope,
    /// What counts as a distinctive word.
    pub settings: DistinctiveSettings,
    /// What is held against each other.
    pub by: Grouping,
    /// Single words put aside, folded.
    pub aside: Arc<[Arc<str>]>,
    /// The group that each other one is held against, by name; `None`: all others together.
    pub against: Option<Arc<str>>,
    /// What the lists are sorted by, and whether downwards; `None` is z, from large to small. p has its order where it
    /// is computed.
    pub order: Option<(KeynessMeasure, bool)>,
    /// Whether the dispersion of each word is asked for.
    pub with_dispersion: bool,
    /// The constant of simple maths.
    pub simple_maths_k: u32,
}

/// The constant of simple maths that is usual: for small corpora 1 means nothing.
pub const USUAL_K: u32 = 100;

impl Default for DistinctiveRecipe {
    fn default() -> Self {
        Self::new(Scope::default(), DistinctiveSettings::default())
    }
}

/// The answer to a [`DistinctiveRecipe`].
#[derive(Debug, Clone, PartialEq)]
pub struct Distinctive {
    /// What was counted.
    pub coverage: Coverage,
    /// The groups with articles in scope.
    pub groups: Vec<GroupRow>,
    /// For each group all words with z above 0 that pass the floors, largest z first.
    pub words: Vec<Vec<DistinctiveWord>>,
    /// For each group its words in the order asked for, as places in `words`; empty where that is the order of z.
    pub orders: Vec<Vec<u32>>,
    /// For each group what its words are held against.
    pub sides: Vec<Sides>,
    /// The group that all others are held against, as a place in `groups`.
    pub against: Option<usize>,
    /// How many words were tested.
    pub tested_words: u32,
    /// Words times groups tested.
    pub tests: u64,
    /// Why nothing could be tested, where it could not: a group needs another to differ from.
    pub undefined: Option<Undefined>,
}

/// What both the ranking and its test go by.
pub(super) struct Prepared {
    pub(super) subset: Subset,
    pub(super) groups: Vec<GroupRow>,
    pub(super) columns: Columns,
    /// Why nothing can be tested.
    pub(super) undefined: Option<Undefined>,
}

impl DistinctiveRecipe {
    /// The question about `scope` with these settings.
    pub fn new(scope: Scope, settings: DistinctiveSettings) -> Self {
        Self {
            scope,
            settings,
            by: Grouping::default(),
            aside: Arc::default(),
            against: None,
            order: None,
            with_dispersion: false,
            simple_maths_k: USUAL_K,
        }
    }

    /// Articles and groups of the question.
    pub(super) fn prepare(&self, corpus: &Corpus, task: &Task) -> Result<Prepared, Cancelled> {
        let subset = self.scope.try_subset(corpus, task)?;
        let grouped = self.by.sort(corpus, &subset);
        let mut columns = columns(corpus, &grouped);
        let groups = grouped.rows;
        let place = |name: &Arc<str>| groups.iter().position(|row| row.name == *name && row.words > 0);
        columns.against = self.against.as_ref().and_then(place).map(|at| at as u32);
        let is_lost = self.against.is_some() && columns.against.is_none();
        let is_alone = !(0..groups.len()).any(|at| columns.is_tested(at));
        let undefined = (is_lost || is_alone).then_some(Undefined::EmptyGroup);
        Ok(Prepared { subset, groups, columns, undefined })
    }

    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Distinctive, Cancelled> {
        task.check()?;
        let Prepared { subset, groups, columns, undefined } = self.prepare(corpus, task)?;
        let Keyness { words, tested, tests } = if undefined.is_some() {
            Keyness { words: vec![Vec::new(); groups.len()], ..Keyness::default() }
        } else {
            let sieve = Sieve::of(corpus, &subset, &self.settings, &self.aside, task)?;
            keyness::test(corpus, &columns, &self.settings, &sieve, self.with_dispersion, task)?
        };
        let mut sides: Vec<Sides> = (0..groups.len())
            .map(|at| Sides {
                words: columns.words[at],
                elsewhere: columns.pool(at) - columns.words[at],
                tested,
                simple_maths_k: self.simple_maths_k,
                is_one_article: false,
            })
            .collect();
        let orders = self.orders(&words, &sides);
        // Words of a single article have their order all the same.
        for (side, row) in sides.iter_mut().zip(&groups) {
            side.is_one_article = row.articles == 1;
        }
        task.check()?;
        Ok(Distinctive {
            coverage: Coverage::of(corpus, &subset),
            against: columns.against.map(|at| at as usize),
            groups,
            words,
            orders,
            sides,
            tested_words: tested,
            tests,
            undefined,
        })
    }

    /// The words of each group by another measure; what is undefined comes last, ties as z has them.
    fn orders(&self, words: &[Vec<DistinctiveWord>], sides: &[Sides]) -> Vec<Vec<u32>> {
        let Some((measure, is_downwards)) =
            self.order.filter(|(measure, _)| !matches!(measure, KeynessMeasure::P | KeynessMeasure::Q))
        else {
            return Vec::new();
        };
        let order = |(words, sides): (&Vec<DistinctiveWord>, &Sides)| {
            let value = |word: &DistinctiveWord| measure.value(word, sides, None).and_then(Result::ok);
            let mut keyed: Vec<(Option<f64>, u32)> =
                words.par_iter().map(value).zip(0..words.len() as u32).collect();
            keyed.par_sort_unstable_by(|(one, at), (other, after)| {
                let values = match (one, other) {
                    (Some(one), Some(other)) if is_downwards => other.total_cmp(one),
                    (Some(one), Some(other)) => one.total_cmp(other),
                    (one, other) => other.is_some().cmp(&one.is_some()),
                };
                values.then(at.cmp(after))
            });
            keyed.into_iter().map(|(_, at)| at).collect()
        };
        words.iter().zip(sides).map(order).collect()
    }
}

impl Distinctive {
    /// The word at a place of a group's list as it was asked to be sorted.
    pub fn word(&self, group: usize, place: usize) -> Option<&DistinctiveWord> {
        let words = self.words.get(group)?;
        match self.orders.get(group) {
            Some(order) => words.get(*order.get(place)? as usize),
            None => words.get(place),
        }
    }
}

/// One column for each group.
fn columns(corpus: &Corpus, grouped: &Grouped) -> Columns {
    Columns {
        of_article: grouped.of_articles(corpus),
        articles: grouped.rows.iter().map(|row| row.articles).collect(),
        words: grouped.rows.iter().map(|row| row.words).collect(),
        of_outlet: grouped.of_outlets().map(<[u32]>::to_vec),
        against: None,
    }
}
