//! Numbers in, numbers out: every statistic by its standard name.
//!
//! One family a file. Each measure states its definition, how to read it, what happens at zeros
//! and small counts, where it comes from, and which program gives the same figure; each is held
//! to figures of such programs by `tests/it/golden.rs`. Nothing here knows a corpus: callers bring
//! counts, and an article is a count and a number of words.
//!
//! What holds everywhere:
//!
//! - A statistic without a definition on the data is [`Undefined`] with a reason, never 0 or NaN.
//!   Infinity is a value.
//! - 0 ln 0 = 0, and no small constant is ever added to avoid a zero.
//! - The unit of sampling is the article. What treats words as independent says "token-level";
//!   the intervals of [`intervals::cluster_wilson`] and the test of [`permutation`] do not.
//! - What is random takes a seed and gives the same result on any number of threads.
//!
//! ```
//! use parallax::stats::intervals::{ClusterSums, cluster_wilson};
//! use parallax::stats::keyness::{Table2x2, g2_4term};
//!
//! // 540 of 116,000 words against 7,525 of 5,451,382.
//! let table = Table2x2 { a: 540, b: 7_525, c: 116_000, d: 5_451_382 };
//! assert_eq!(format!("{:.2}", g2_4term(table)?), "535.86");
//!
//! // Four articles, nine of the ten hits in the first.
//! let sums = ClusterSums::of(&[(9, 400), (0, 350), (1, 500), (0, 450)]);
//! let interval = cluster_wilson(&sums, 0.95)?;
//! assert!(interval.low < 0.0006 && interval.high > 0.05);
//! # Ok::<(), parallax::stats::Undefined>(())
//! ```

pub mod special;
mod undefined;

pub mod frequency;
pub mod intervals;

pub mod random;

pub mod bootstrap;
pub mod permutation;

pub mod article_tests;
pub mod contingency;
pub mod effect_sizes;
pub mod fisher;
pub mod k_groups;
pub mod keyness;
pub mod log_odds;
pub mod multiple;

pub mod collocation;
pub mod dispersion;
pub mod ngrams;
pub mod windows;

pub mod diversity;
pub mod readability;

pub mod alignment;
pub mod clustering;
pub mod md5;
pub mod similarity;
pub mod sketches;

pub mod divergence;
pub mod trend;

pub mod agreement;
pub mod krippendorff;

#[cfg(test)]
mod robustness;

pub use undefined::{Stat, Undefined};

/// One article's count of a word and its number of words.
pub type ArticleCount = (u32, u32);
