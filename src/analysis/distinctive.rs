//! Which words each outlet uses more than all other outlets in scope together.
//!
//! A ranking of wording, with its counts and articles beside it; not a test, and no judgement.

use super::coverage::{Coverage, OutletRow};
use super::frequency::rows_by_outlet;
use super::function_words::FunctionWords;
use super::keyness::{self, Columns, DistinctiveSettings, DistinctiveWord, Keyness, NO_COLUMN};
use super::scope::Scope;
use crate::corpus::{ArticleId, Corpus, Subset};
use crate::stats::Undefined;
use crate::task::{Cancelled, Task};

/// The question: which words, by outlet. For the fields see [`DistinctiveSettings`].
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct DistinctiveRecipe {
    /// Which articles.
    pub scope: Scope,
    /// Words rarer than this in scope are not tested.
    pub minimum_count: u32,
    /// A word has to stand in this many articles of the outlet, or in all where it has fewer.
    pub minimum_articles: u32,
    /// Weight of the prior, in words; at least 1.
    pub prior_tokens: u32,
    /// Whether function words are tested too.
    pub keep_stop_words: bool,
    /// Whether words without a letter are tested too.
    pub keep_numbers: bool,
}

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
    /// The outlets with articles in scope.
    pub outlets: Vec<OutletRow>,
    /// For each outlet all words with z above 0 that pass the floors, largest z first.
    pub words: Vec<Vec<DistinctiveWord>>,
    /// How many words were tested.
    pub tested_words: u32,
    /// Why nothing could be tested, where it could not: an outlet needs another to differ from.
    pub undefined: Option<Undefined>,
}

impl DistinctiveRecipe {
    /// The question about `scope` with these settings.
    pub fn new(scope: Scope, settings: DistinctiveSettings) -> Self {
        let DistinctiveSettings {
            minimum_count,
            minimum_articles,
            prior_tokens,
            keep_stop_words,
            keep_numbers,
        } = settings;
        Self { scope, minimum_count, minimum_articles, prior_tokens, keep_stop_words, keep_numbers }
    }

    /// What counts as a distinctive word here.
    pub fn settings(&self) -> DistinctiveSettings {
        DistinctiveSettings {
            minimum_count: self.minimum_count,
            minimum_articles: self.minimum_articles,
            prior_tokens: self.prior_tokens,
            keep_stop_words: self.keep_stop_words,
            keep_numbers: self.keep_numbers,
        }
    }

    /// Answers the question.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Distinctive, Cancelled> {
        task.check()?;
        let subset = self.scope.try_subset(corpus, task)?;
        let (coverage, outlets) = (Coverage::of(corpus, &subset), OutletRow::all(corpus, &subset));
        if outlets.iter().filter(|row| row.words > 0).count() < 2 {
            let words = vec![Vec::new(); outlets.len()];
            let undefined = Some(Undefined::EmptyGroup);
            return Ok(Distinctive { coverage, outlets, words, tested_words: 0, undefined });
        }
        let function_words = FunctionWords::of(corpus, &subset);
        let columns = columns(corpus, &subset, &outlets);
        let Keyness { words, tested } =
            keyness::test(corpus, &columns, &self.settings(), &function_words, task)?;
        Ok(Distinctive { coverage, outlets, words, tested_words: tested, undefined: None })
    }
}

/// One column for each of `rows`, holding its articles in `subset`.
pub(super) fn columns(corpus: &Corpus, subset: &Subset, rows: &[OutletRow]) -> Columns {
    let row_of = rows_by_outlet(corpus, rows);
    let column_of = |id: ArticleId| {
        let row = row_of.get(usize::from(corpus.outlet_of(id))).copied().flatten();
        row.filter(|_| subset.contains(id)).map_or(NO_COLUMN, |row| row as u16)
    };
    Columns {
        of_article: (0..corpus.article_count() as ArticleId).map(column_of).collect(),
        articles: rows.iter().map(|row| row.articles).collect(),
        words: rows.iter().map(|row| row.words).collect(),
        of_outlet: subset
            .is_all()
            .then(|| row_of.iter().map(|row| row.map_or(NO_COLUMN, |row| row as u16)).collect()),
    }
}
