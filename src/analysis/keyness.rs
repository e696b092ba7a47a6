//! Which words one group of articles uses more than the others: the count and the measures.
//!
//! Each column (an outlet, or one side of a comparison) is held against all other columns
//! together, or each against one of them: weighted log-odds with an informative Dirichlet prior made of the pooled counts,
//! with log ratio and G² (four terms) beside it. See METHODS, "Weighted log-odds".
//!
//! Integers all the way: the postings of each type where the columns hold much of the corpus, the
//! words of their articles where they hold little. Text is touched only to put words aside
//! ([`Sieve`]). Columns' sizes are all their counted words, not only those of the list.

use rayon::prelude::*;

use super::grouping::NO_ROW;
use super::sieve::Sieve;
use crate::corpus::{ArticleId, Corpus, SENTINEL, TypeId};
use crate::stats::Stat;
use crate::stats::dispersion::PartSizes;
use crate::stats::effect_sizes::log_ratio;
use crate::stats::keyness::{Table2x2, g2_4term};
use crate::stats::log_odds::{OneVsRest, Prior};
use crate::task::{Cancelled, Task};

/// What counts as a distinctive word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct DistinctiveSettings {
    /// Words rarer than this in all columns together are not tested.
    pub minimum_count: u32,
    /// A word has to stand in this many articles of the column, or in all of them where the
    /// column has fewer: a word of one article says more of the article than of the outlet.
    pub minimum_articles: u32,
    /// Weight of the prior, in words; at least 1. More pulls rare words towards no difference.
    pub prior_tokens: u32,
    /// Whether function words ("the", "of") are tested too.
    pub keep_stop_words: bool,
    /// Whether words without a letter are tested too.
    pub keep_numbers: bool,
    /// Whether words written like names are tested too.
    pub keep_names: bool,
}

impl Default for DistinctiveSettings {
    fn default() -> Self {
        Self {
            minimum_count: 3,
            minimum_articles: 2,
            prior_tokens: 500,
            keep_stop_words: false,
            keep_numbers: false,
            keep_names: true,
        }
    }
}

/// A word that a column uses more than the others do.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct DistinctiveWord {
    /// The word.
    pub word: TypeId,
    /// Hits in the column.
    pub count: u64,
    /// Hits in all other columns.
    pub elsewhere: u64,
    /// The weighted log-odds in standard deviations: what the list is sorted by. Token-level:
    /// for ranking, not a test.
    pub z: f64,
    /// The weighted log-odds, in natural-log units.
    pub delta: f64,
    /// Log ratio in binary points: +1 is twice as frequent.
    pub log_ratio: Stat<f64>,
    /// Whether the log ratio took half a hit for none.
    pub zero_substituted: bool,
    /// Log-likelihood G² of the four-cell table. Token-level.
    pub g2: f64,
    /// Articles of the column with the word.
    pub articles: u32,
    /// Articles of the other columns with the word.
    pub articles_elsewhere: u32,
    /// No other column has it at all.
    pub exclusive: bool,
    /// `DPnorm` over the column's articles; `None` where nobody asked.
    pub dispersion: Option<Stat>,
}

/// A column no article belongs to.
pub const NO_COLUMN: u32 = NO_ROW;

/// What is held against each other: which article is in which column, and how large these are.
#[derive(Debug, Clone)]
pub struct Columns {
    /// For each article of the corpus its column, or [`NO_COLUMN`].
    pub of_article: Vec<u32>,
    /// Articles in each column.
    pub articles: Vec<u32>,
    /// Counted words in each column.
    pub words: Vec<u64>,
    /// For each outlet of the corpus its column, where columns are made of whole outlets: then the sums by
    /// outlet that the corpus keeps will do.
    pub of_outlet: Option<Vec<u32>>,
    /// The column that each other one is held against; `None`: all others together.
    pub against: Option<u32>,
}

impl Columns {
    /// Words of a column and of what it is held against.
    pub fn pool(&self, column: usize) -> u64 {
        match self.against {
            None => self.words.iter().sum(),
            Some(other) => {
                [column, other as usize].map(|at| self.words.get(at).copied().unwrap_or(0)).iter().sum()
            }
        }
    }

    /// Whether a column is held against anything.
    pub fn is_tested(&self, column: usize) -> bool {
        let words = self.words.get(column).copied().unwrap_or(0);
        self.against != Some(column as u32) && words > 0 && self.pool(column) > words
    }
}

/// The distinctive words of each column, and how many words were tested.
#[derive(Debug, Clone, Default)]
pub struct Keyness {
    /// For each column its words with z above 0, largest z first.
    pub words: Vec<Vec<DistinctiveWord>>,
    /// Words common enough in the columns together and not put aside.
    pub tested: u32,
    /// Words times columns tested.
    pub tests: u64,
}

/// Tests every word of the columns.
pub fn test(
    corpus: &Corpus,
    columns: &Columns,
    settings: &DistinctiveSettings,
    sieve: &Sieve,
    with_dispersion: bool,
    task: &Task,
) -> Result<Keyness, Cancelled> {
    let pools: Vec<u64> = (0..columns.words.len()).map(|at| columns.pool(at)).collect();
    let alpha_0 = f64::from(settings.prior_tokens.max(1));
    let contrast =
        |(&words, &pool): (&u64, &u64)| OneVsRest::new(words, pool, Prior::Pooled { alpha_0, words: pool });
    let contrasts = columns.words.iter().zip(&pools).map(contrast).collect();
    let tested_columns = (0..pools.len()).filter(|&at| columns.is_tested(at)).count() as u64;
    let shapes = if with_dispersion { shapes(corpus, columns) } else { Vec::new() };
    let tester = Tester { corpus, columns, settings, sieve, pools, tested_columns, contrasts, shapes };
    // Reading a posting is about four times as fast as sorting a word.
    let all_words: u64 = columns.words.iter().sum();
    let is_large = all_words.saturating_mul(4) > corpus.word_count();
    let blocks = if is_large { tester.by_postings(task)? } else { tester.by_articles(task)? };
    let rank_of = ranks(corpus);
    let mut found: Vec<Vec<Found>> = vec![Vec::new(); columns.words.len()];
    for part in &blocks {
        for (column, word) in &part.words {
            if let Some(found) = found.get_mut(*column as usize) {
                found.push(*word);
            }
        }
    }
    task.check()?;
    let listed = |(at, found): (usize, &Vec<Found>)| tester.listed(found, at as u32, &rank_of);
    let words = found.par_iter().enumerate().map(listed).collect();
    task.check()?;
    Ok(Keyness {
        words,
        tested: blocks.iter().map(|block| block.tested).sum(),
        tests: blocks.iter().map(|block| block.tests).sum(),
    })
}

/// The articles with words of each column, and the words of the shortest.
fn shapes(corpus: &Corpus, columns: &Columns) -> Vec<PartSizes> {
    let mut sizes: Vec<Vec<u64>> = vec![Vec::new(); columns.words.len()];
    for (id, &column) in (0..).zip(&columns.of_article) {
        if let Some(sizes) = sizes.get_mut(column as usize) {
            sizes.push(corpus.words_of(id).into());
        }
    }
    sizes.into_iter().map(PartSizes::new).collect()
}

/// The place of each type among all forms in code point order: text is not touched to sort.
fn ranks(corpus: &Corpus) -> Vec<u32> {
    let mut rank_of = vec![0; corpus.vocabulary().len()];
    for (rank, &word) in (0..).zip(corpus.vocabulary().sorted()) {
        if let Some(slot) = rank_of.get_mut(word as usize) {
            *slot = rank;
        }
    }
    rank_of
}

/// A word with z above 0 in a column: what it is sorted by and measured from, no more, since there
/// are hundreds of thousands.
#[derive(Debug, Clone, Copy)]
struct Found {
    z: f64,
    word: TypeId,
    count: u32,
    articles: u32,
    /// In all columns together.
    all_hits: u32,
    all_articles: u32,
}

/// Types tested by one thread at a time: few, since the most frequent have the longest postings.
const BLOCK: usize = 256;

/// Some words measured.
#[derive(Default)]
struct Block {
    words: Vec<(u32, Found)>,
    tested: u32,
    tests: u64,
}

fn column_in(table: &[u32], at: usize) -> u32 {
    table.get(at).copied().unwrap_or(NO_COLUMN)
}

/// Hits and articles of one type, by column.
struct Sums {
    by_column: Vec<(u64, u32)>,
    touched: Vec<u32>,
    hits: u64,
    articles: u32,
}

impl Sums {
    fn new(columns: usize) -> Self {
        Self { by_column: vec![(0, 0); columns], touched: Vec::new(), hits: 0, articles: 0 }
    }

    fn add(&mut self, column: u32, hits: u32, articles: u32) {
        let Some(sum) = self.by_column.get_mut(column as usize) else { return };
        if sum.1 == 0 {
            self.touched.push(column);
        }
        sum.0 += u64::from(hits);
        sum.1 += articles;
        self.hits += u64::from(hits);
        self.articles += articles;
    }

    /// Only what was touched: most types stand in few columns.
    fn clear(&mut self) {
        for column in self.touched.drain(..) {
            self.by_column[column as usize] = (0, 0);
        }
        (self.hits, self.articles) = (0, 0);
    }
}

struct Tester<'a> {
    corpus: &'a Corpus,
    columns: &'a Columns,
    settings: &'a DistinctiveSettings,
    sieve: &'a Sieve,
    /// Words of each column and of what it is held against.
    pools: Vec<u64>,
    tested_columns: u64,
    /// Each column against the others; undefined where one side has no words.
    contrasts: Vec<Stat<OneVsRest>>,
    /// See [`shapes`]; empty where nobody asked for dispersion.
    shapes: Vec<PartSizes>,
}

impl Tester<'_> {
    /// Type after type, each by its postings.
    fn by_postings(&self, task: &Task) -> Result<Vec<Block>, Cancelled> {
        let types = self.corpus.vocabulary().len();
        let block = |at: usize| {
            task.check()?;
            let (mut block, mut sums) = (Block::default(), Sums::new(self.columns.words.len()));
            for word in at * BLOCK..((at + 1) * BLOCK).min(types) {
                let word = word as TypeId;
                if self.corpus.vocabulary().count(word) < u64::from(self.settings.minimum_count) {
                    continue;
                }
                if let Some(of_outlet) = &self.columns.of_outlet {
                    for part in self.corpus.outlet_counts(word) {
                        sums.add(column_in(of_outlet, part.outlet.into()), part.count, part.articles);
                    }
                } else {
                    for (id, hits) in self.corpus.article_counts(word) {
                        sums.add(column_in(&self.columns.of_article, id as usize), hits, 1);
                    }
                }
                self.finish(word, &mut sums, &mut block);
            }
            Ok(block)
        };
        (0..types.div_ceil(BLOCK)).into_par_iter().map(block).collect()
    }

    /// Article after article, then type after type.
    fn by_articles(&self, task: &Task) -> Result<Vec<Block>, Cancelled> {
        let members = (0..).zip(&self.columns.of_article).filter(|(_, column)| **column != NO_COLUMN);
        let members: Vec<(ArticleId, u32)> = members.map(|(id, column)| (id, *column)).collect();
        let counted: Vec<Vec<(TypeId, u32, u32)>> = members
            .par_iter()
            .map(|&(id, column)| {
                task.check()?;
                let mut words =
                    self.corpus.stream().get(self.corpus.article_range(id)).unwrap_or_default().to_vec();
                words.sort_unstable();
                Ok(words.chunk_by(|a, b| a == b).map(|run| (run[0], column, run.len() as u32)).collect())
            })
            .collect::<Result<_, Cancelled>>()?;
        let mut counts: Vec<(TypeId, u32, u32)> = counted.concat();
        counts.retain(|count| count.0 != SENTINEL);
        counts.par_sort_unstable();
        task.check()?;
        let types: Vec<&[(TypeId, u32, u32)]> = counts.chunk_by(|a, b| a.0 == b.0).collect();
        let block = |types: &[&[(TypeId, u32, u32)]]| {
            task.check()?;
            let (mut block, mut sums) = (Block::default(), Sums::new(self.columns.words.len()));
            for counts in types {
                counts.iter().for_each(|&(_, column, hits)| sums.add(column, hits, 1));
                if let Some(&(word, ..)) = counts.first() {
                    self.finish(word, &mut sums, &mut block);
                }
            }
            Ok(block)
        };
        types.par_chunks(BLOCK).map(block).collect()
    }

    /// Measures a type whose sums are complete, and clears them.
    fn finish(&self, word: TypeId, sums: &mut Sums, block: &mut Block) {
        let floor = u64::from(self.settings.minimum_count);
        if sums.hits > 0 && sums.hits >= floor && self.sieve.keeps(self.corpus, word) {
            sums.touched.sort_unstable();
            match self.columns.against {
                None => {
                    block.tested += 1;
                    block.tests += self.tested_columns;
                    let all = (sums.hits, sums.articles);
                    for &column in &sums.touched {
                        let own = sums.by_column[column as usize];
                        block.words.extend(self.find(word, column, own, all).map(|found| (column, found)));
                    }
                }
                Some(other) => self.finish_pairs(word, other, sums, block),
            }
        }
        sums.clear();
    }

    /// The same where each column is held against one of them.
    fn finish_pairs(&self, word: TypeId, other: u32, sums: &Sums, block: &mut Block) {
        let floor = u64::from(self.settings.minimum_count);
        let there = sums.by_column.get(other as usize).copied().unwrap_or_default();
        let tests_before = block.tests;
        for (column, own) in (0..).zip(&sums.by_column) {
            let both = (own.0 + there.0, own.1 + there.1);
            if both.0 > 0 && both.0 >= floor && self.columns.is_tested(column as usize) {
                block.tests += 1;
                block.words.extend(self.find(word, column, *own, both).map(|found| (column, found)));
            }
        }
        block.tested += u32::from(block.tests > tests_before);
    }

    fn table(&self, column: u32, count: u64, all_hits: u64) -> Table2x2 {
        let size = self.columns.words[column as usize];
        Table2x2 { a: count, b: all_hits - count, c: size, d: self.pools[column as usize] - size }
    }

    /// The word in one column, if it stands in enough of its articles and z is above 0.
    #[inline]
    fn find(
        &self,
        word: TypeId,
        column: u32,
        (count, articles): (u64, u32),
        (all_hits, all_articles): (u64, u32),
    ) -> Option<Found> {
        let at = column as usize;
        if articles < self.settings.minimum_articles.min(self.columns.articles[at]) {
            return None;
        }
        let table = self.table(column, count, all_hits);
        // Cheap first look: the log-odds are above 0 only where the column's rate is.
        if u128::from(table.a) * u128::from(table.d) <= u128::from(table.b) * u128::from(table.c) {
            return None;
        }
        let z = self.contrasts[at].as_ref().ok()?.word(count, all_hits).ok()?.z;
        // A corpus has fewer than 2^32 words.
        let (count, all_hits) = (count as u32, all_hits as u32);
        (z > 0.0).then_some(Found { z, word, count, articles, all_hits, all_articles })
    }

    /// The words of a column with all their measures, largest z first, ties by count, then code point.
    fn listed(&self, found: &[Found], column: u32, rank_of: &[u32]) -> Vec<DistinctiveWord> {
        // Bits of positive numbers order as the numbers do.
        let key = |(at, found): (u32, &Found)| {
            let rank = rank_of.get(found.word as usize).copied().unwrap_or(0);
            (!found.z.to_bits(), u64::from(!found.count) << 32 | u64::from(rank), at)
        };
        let mut keys: Vec<(u64, u64, u32)> = (0..).zip(found).map(key).collect();
        keys.par_sort_unstable();
        let word = |&(.., at): &(u64, u64, u32)| self.measure(column, found.get(at as usize)?);
        // In order, whoever measures which part.
        keys.par_iter().with_min_len(1024).filter_map(word).collect()
    }

    /// All measures of a word that was found.
    fn measure(&self, column: u32, found: &Found) -> Option<DistinctiveWord> {
        let (count, all_hits) = (u64::from(found.count), u64::from(found.all_hits));
        let table = self.table(column, count, all_hits);
        let odds = self.contrasts[column as usize].as_ref().ok()?.word(count, all_hits).ok()?;
        let ratio = log_ratio(table);
        Some(DistinctiveWord {
            word: found.word,
            count,
            elsewhere: table.b,
            z: odds.z,
            delta: odds.delta,
            log_ratio: ratio.map(|ratio| ratio.value),
            zero_substituted: ratio.is_ok_and(|ratio| ratio.zero_substituted),
            g2: g2_4term(table).ok()?,
            articles: found.articles,
            articles_elsewhere: found.all_articles - found.articles,
            exclusive: table.b == 0,
            dispersion: self.shapes.get(column as usize).map(|&shape| self.dispersion(column, found, shape)),
        })
    }

    fn dispersion(&self, column: u32, found: &Found, shape: PartSizes) -> Stat {
        let is_here = |id: ArticleId| column_in(&self.columns.of_article, id as usize) == column;
        let here = self.corpus.article_counts(found.word).filter(|(id, _)| is_here(*id));
        let parts = here.map(|(id, hits)| (u64::from(hits), u64::from(self.corpus.words_of(id))));
        shape.spread(parts).shown()
    }
}
