//! How distinctive words and word shifts are asked and shown: all that the user chose of it.

use std::sync::Arc;

use super::{Role, Session};
use crate::analysis::distinctive::USUAL_K;
use crate::analysis::word_shift::USUAL_DEALINGS;
use crate::analysis::word_test::USUAL_PERMUTATIONS;
use crate::analysis::{
    Analysis, DistinctiveRecipe, DistinctiveSettings, Grouping, KeynessMeasure, Scope, WordShiftRecipe,
    WordTest, WordTestRecipe,
};
use crate::text::normalise::fold;

/// What the user chose of distinctive words and word shifts. Function words are [`super::Workbench::keep_stop_words`].
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct WordChoices {
    /// Words rarer than this are not tested.
    pub minimum_count: u32,
    /// A word has to stand in so many articles of its group.
    pub minimum_articles: u32,
    /// Weight of the prior, in words.
    pub prior_tokens: u32,
    /// Numbers too.
    pub keep_numbers: bool,
    /// Names too.
    pub keep_names: bool,
    /// Single words put aside, folded, in the order in which they were.
    pub aside: Arc<[Arc<str>]>,
    /// The group that each other one is held against; `None`: all others together.
    pub against: Option<Arc<str>>,
    /// Groups that have a row in the figure; empty is the program's choice.
    pub shown: Vec<Arc<str>>,
    /// Columns of the table.
    pub columns: Vec<KeynessMeasure>,
    /// What the table is sorted by, and whether downwards.
    pub order: (KeynessMeasure, bool),
    /// The constant of simple maths.
    pub simple_maths_k: u32,
    /// Dealings of the articles for p.
    pub permutations: u32,
    /// Where the random numbers begin.
    pub seed: u64,
    /// The left side of the word shift; `None` is the group with most words.
    pub left: Option<Arc<str>>,
    /// The right side; `None` is all others together.
    pub right: Option<Arc<str>>,
}

impl Default for WordChoices {
    fn default() -> Self {
        let usual = DistinctiveSettings::default();
        Self {
            minimum_count: usual.minimum_count,
            minimum_articles: usual.minimum_articles,
            prior_tokens: usual.prior_tokens,
            keep_numbers: usual.keep_numbers,
            keep_names: usual.keep_names,
            aside: Arc::default(),
            against: None,
            shown: Vec::new(),
            columns: KeynessMeasure::USUAL.to_vec(),
            order: (KeynessMeasure::Z, true),
            simple_maths_k: USUAL_K,
            permutations: USUAL_PERMUTATIONS,
            seed: 1,
            left: None,
            right: None,
        }
    }
}

/// Bounds of what can be typed.
pub const MOST_FLOOR: u32 = 10_000;
/// The same of the prior and of the constant of simple maths.
pub const MOST_WEIGHT: u32 = 1_000_000;
/// More dealings than these say nothing more.
pub const MOST_PERMUTATIONS: u32 = 99_999;

impl WordChoices {
    /// The same within its bounds: words folded and named once, columns in their order.
    #[must_use]
    pub fn tamed(mut self) -> Self {
        self.minimum_count = self.minimum_count.clamp(1, MOST_FLOOR);
        self.minimum_articles = self.minimum_articles.clamp(1, MOST_FLOOR);
        self.prior_tokens = self.prior_tokens.clamp(1, MOST_WEIGHT);
        self.simple_maths_k = self.simple_maths_k.clamp(1, MOST_WEIGHT);
        self.permutations = self.permutations.clamp(1, MOST_PERMUTATIONS);
        self.columns =
            KeynessMeasure::ALL.into_iter().filter(|measure| self.columns.contains(measure)).collect();
        let mut aside: Vec<Arc<str>> = Vec::new();
        let mut folded = String::new();
        for word in self.aside.iter() {
            fold(word.trim(), &mut folded);
            if !folded.is_empty() && aside.iter().all(|known| **known != *folded) {
                aside.push(folded.as_str().into());
            }
        }
        self.aside = aside.into();
        self
    }

    /// The same with one more word put aside.
    #[must_use]
    pub fn without(&self, word: &str) -> Self {
        let aside = self.aside.iter().cloned().chain([word.into()]).collect();
        Self { aside, ..self.clone() }.tamed()
    }

    /// Names of groups say nothing once other things are held against each other.
    pub(super) fn forget_groups(&mut self) {
        (self.against, self.left, self.right) = (None, None, None);
        self.shown.clear();
    }

    /// Calls an outlet, or another group, otherwise wherever it is chosen.
    pub(super) fn rename(&mut self, from: &str, to: &Arc<str>) {
        let single = [&mut self.against, &mut self.left, &mut self.right].into_iter().flatten();
        for name in single.chain(&mut self.shown) {
            if **name == *from {
                *name = Arc::clone(to);
            }
        }
        self.shown.dedup();
    }

    fn settings(&self, keep_stop_words: bool) -> DistinctiveSettings {
        DistinctiveSettings {
            minimum_count: self.minimum_count,
            minimum_articles: self.minimum_articles,
            prior_tokens: self.prior_tokens,
            keep_stop_words,
            keep_numbers: self.keep_numbers,
            keep_names: self.keep_names,
        }
    }

    /// Whether a number is in the table, or sorts it.
    pub fn needs(&self, measure: KeynessMeasure) -> bool {
        self.order.0 == measure || self.columns.contains(&measure)
    }

    /// The question for distinctive words.
    pub(super) fn distinctive(
        &self,
        scope: &Scope,
        by: Grouping,
        keep_stop_words: bool,
    ) -> DistinctiveRecipe {
        DistinctiveRecipe {
            by,
            aside: Arc::clone(&self.aside),
            against: self.against.clone(),
            order: Some(self.order).filter(|order| {
                !matches!(order.0, KeynessMeasure::P | KeynessMeasure::Q)
                    && *order != (KeynessMeasure::Z, true)
            }),
            with_dispersion: self.needs(KeynessMeasure::Dispersion),
            simple_maths_k: self.simple_maths_k,
            ..DistinctiveRecipe::new(scope.clone(), self.settings(keep_stop_words))
        }
    }

    /// The question what chance does to them, where p or q is wanted.
    pub(super) fn test(&self, of: &DistinctiveRecipe) -> Option<WordTestRecipe> {
        (self.needs(KeynessMeasure::P) || self.needs(KeynessMeasure::Q))
            .then(|| WordTestRecipe::new(of, self.permutations, self.seed))
    }

    /// The question for the word shift.
    pub(super) fn shift(&self, scope: &Scope, by: Grouping, keep_stop_words: bool) -> WordShiftRecipe {
        // What a shift does not go by makes no other question.
        let usual = DistinctiveSettings::default();
        WordShiftRecipe {
            scope: scope.clone(),
            by,
            left: self.left.clone(),
            right: self.right.clone(),
            settings: DistinctiveSettings {
                keep_stop_words,
                keep_numbers: self.keep_numbers,
                keep_names: self.keep_names,
                ..usual
            },
            aside: Arc::clone(&self.aside),
            permutations: USUAL_DEALINGS,
            seed: self.seed,
        }
    }
}

impl Session {
    /// What chance does to the distinctive words that are shown, once it is computed.
    pub fn word_test(&self) -> Option<&WordTest> {
        let of = self.results.slot(Role::Distinctive).shown()?;
        let test = self.results.slot(Role::WordTest).shown()?;
        let is_of = match (&of.key.analysis, &test.key.analysis) {
            (Analysis::Distinctive(of), Analysis::WordTest(test)) => {
                *test == WordTestRecipe::new(of, test.permutations, test.seed)
            }
            _ => false,
        };
        // Where neither is in the table nor sorts it, nobody asked.
        let words = &self.bench.words;
        let is_wanted = words.needs(KeynessMeasure::P) || words.needs(KeynessMeasure::Q);
        self.results.word_test().filter(|_| is_wanted && is_of && of.key.revision == test.key.revision)
    }
}
