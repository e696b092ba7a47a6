//! What can be said of a distinctive word in numbers: the columns of its table, and what it is sorted by.
//!
//! Each measure is one of `stats`; here it gets its name, its meaning in a sentence, and its numbers out of a
//! [`DistinctiveWord`]. What is undefined keeps its reason.

use super::keyness::DistinctiveWord;
use crate::figure::format;
use crate::stats::effect_sizes::{
    bic, difference_coefficient, log_ratio_conservative, odds_ratio, percent_difference, simple_maths,
};
use crate::stats::keyness::{Table2x2, g2_2term};
use crate::stats::{Stat, Undefined};

/// A column of numbers.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub enum KeynessMeasure {
    /// Hits in the outlet.
    Count,
    /// The same per 1,000 of its words.
    PerThousand,
    /// Hits in what it is held against.
    Elsewhere,
    /// The same per 1,000 words there.
    PerThousandElsewhere,
    /// Weighted log-odds in standard deviations.
    #[default]
    Z,
    /// Weighted log-odds.
    Delta,
    /// Log ratio.
    LogRatio,
    /// Conservative log ratio.
    ConservativeLogRatio,
    /// G² of four terms.
    G2,
    /// G² of two terms.
    G2TwoTerm,
    /// %DIFF.
    PercentDifference,
    /// BIC.
    Bic,
    /// Odds ratio.
    OddsRatio,
    /// Simple maths.
    SimpleMaths,
    /// Difference coefficient.
    DifferenceCoefficient,
    /// Articles of the outlet with the word.
    Articles,
    /// Articles elsewhere with the word.
    ArticlesElsewhere,
    /// `DPnorm` over the outlet's articles.
    Dispersion,
    /// p by permuting articles.
    P,
    /// The same corrected for all tests.
    Q,
}

/// What the words of one row are held against, and how.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Sides {
    /// Words of the outlet.
    pub words: u64,
    /// Words of what it is held against.
    pub elsewhere: u64,
    /// Words tested, for what is corrected by their number.
    pub tested: u32,
    /// The constant of simple maths.
    pub simple_maths_k: u32,
    /// Whether the outlet has a single article: then there are counts, and no rate or strength that would be the
    /// outlet's and not its article's.
    pub is_one_article: bool,
}

/// What permuting articles says of one word.
#[derive(Debug, Clone, Copy, PartialEq)]
pub struct Chance {
    /// The share of divisions of the articles that differ at least as much.
    pub p: f64,
    /// p after Benjamini and Hochberg, over all tests of the figure.
    pub q: f64,
}

impl KeynessMeasure {
    /// In the order of the columns.
    pub const ALL: [Self; 20] = [
        Self::Count,
        Self::PerThousand,
        Self::Elsewhere,
        Self::PerThousandElsewhere,
        Self::Z,
        Self::Delta,
        Self::LogRatio,
        Self::ConservativeLogRatio,
        Self::G2,
        Self::G2TwoTerm,
        Self::PercentDifference,
        Self::Bic,
        Self::OddsRatio,
        Self::SimpleMaths,
        Self::DifferenceCoefficient,
        Self::Articles,
        Self::ArticlesElsewhere,
        Self::Dispersion,
        Self::P,
        Self::Q,
    ];

    /// The columns shown at first.
    pub const USUAL: [Self; 7] =
        [Self::Count, Self::Elsewhere, Self::Z, Self::LogRatio, Self::Articles, Self::P, Self::Q];

    /// The head of its column.
    pub fn label(self) -> &'static str {
        match self {
            Self::Count => "here",
            Self::PerThousand => "per 1,000",
            Self::Elsewhere => "elsewhere",
            Self::PerThousandElsewhere => "1,000 elsew.",
            Self::Z => "z",
            Self::Delta => "log-odds",
            Self::LogRatio => "log ratio",
            Self::ConservativeLogRatio => "cons. LR",
            Self::G2 => "G²",
            Self::G2TwoTerm => "G² 2 terms",
            Self::PercentDifference => "%DIFF",
            Self::Bic => "BIC",
            Self::OddsRatio => "odds ratio",
            Self::SimpleMaths => "simple m.",
            Self::DifferenceCoefficient => "diff. coeff.",
            Self::Articles => "articles",
            Self::ArticlesElsewhere => "art. elsew.",
            Self::Dispersion => "dispersion",
            Self::P => "p",
            Self::Q => "q",
        }
    }

    /// Its whole name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Count => "Hits here",
            Self::PerThousand => "Per 1,000 words here",
            Self::Elsewhere => "Hits elsewhere",
            Self::PerThousandElsewhere => "Per 1,000 words elsewhere",
            Self::Z => "Weighted log-odds, z",
            Self::Delta => "Weighted log-odds",
            Self::LogRatio => "Log ratio",
            Self::ConservativeLogRatio => "Conservative log ratio",
            Self::G2 => "Log-likelihood G², four terms",
            Self::G2TwoTerm => "Log-likelihood G², two terms",
            Self::PercentDifference => "%DIFF",
            Self::Bic => "BIC",
            Self::OddsRatio => "Odds ratio",
            Self::SimpleMaths => "Simple maths",
            Self::DifferenceCoefficient => "Difference coefficient",
            Self::Articles => "Articles here",
            Self::ArticlesElsewhere => "Articles elsewhere",
            Self::Dispersion => "Dispersion (DPnorm)",
            Self::P => "p by permuting articles",
            Self::Q => "q (Benjamini–Hochberg)",
        }
    }

    /// What it means, in a sentence or two.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::Count => "Hits in this outlet",
            Self::PerThousand => "Hits per 1,000 words of this outlet",
            Self::Elsewhere => "Hits in what the outlet is held against",
            Self::PerThousandElsewhere => "Hits per 1,000 words of what the outlet is held against",
            Self::Z => "Weighted log-odds in standard deviations. Ranks words; it is no test",
            Self::Delta => {
                "Weighted log-odds, natural logarithm: how much more, pulled towards 0 where hits are few"
            }
            Self::LogRatio => {
                "Binary points: +1 is twice as frequent here. * marks a count of 0 taken as 0.5"
            }
            Self::ConservativeLogRatio => {
                "The smallest log ratio that the counts vouch for, corrected for the words tested; 0 shows no difference. Token-level: takes words for independent"
            }
            Self::G2 => {
                "Log-likelihood of all four cells (Dunning). Token-level: takes words for independent; evidence, not strength"
            }
            Self::G2TwoTerm => {
                "Log-likelihood of two cells (Rayson), as Wmatrix and AntConc print it. Token-level: takes words for independent"
            }
            Self::PercentDifference => {
                "By how many percent more frequent here; ∞ where the word is nowhere else"
            }
            Self::Bic => {
                "G² of two terms less ln N: above 2 positive, above 10 very strong. Token-level: takes words for independent"
            }
            Self::OddsRatio => "Odds here to odds elsewhere, a half added to each cell; 1 is no difference",
            Self::SimpleMaths => {
                "Per million here plus k, to per million elsewhere plus k: a low k brings up rare words"
            }
            Self::DifferenceCoefficient => "−1 only elsewhere, 0 no difference, 1 only here",
            Self::Articles => "Articles of this outlet with the word",
            Self::ArticlesElsewhere => "Other articles with the word",
            Self::Dispersion => "Over this outlet's articles: 0 even, 1 all in one. Needs five hits",
            Self::P => {
                "How often articles dealt out by chance differ at least as much. Takes articles, not words, for independent"
            }
            Self::Q => {
                "p corrected for all words and outlets tested: the share of false finds among words up to here"
            }
        }
    }

    /// Whether large numbers come first when it is sorted by: small p are what one looks for.
    pub fn is_largest_first(self) -> bool {
        !matches!(self, Self::P | Self::Q | Self::Dispersion)
    }

    /// The number for `word`; `None` where it is not computed (yet).
    pub fn value(self, word: &DistinctiveWord, sides: &Sides, chance: Option<Chance>) -> Option<Stat> {
        let table = Table2x2 { a: word.count, b: word.elsewhere, c: sides.words, d: sides.elsewhere };
        let per_thousand = |hits: u64, words: u64| match words {
            0 => Err(Undefined::EmptyGroup),
            words => Ok(hits as f64 * 1e3 / words as f64),
        };
        let is_count =
            matches!(self, Self::Count | Self::Elsewhere | Self::Articles | Self::ArticlesElsewhere);
        if sides.is_one_article && !is_count && !matches!(self, Self::P | Self::Q) {
            return Some(Err(Undefined::OneArticle));
        }
        Some(match self {
            Self::Count => Ok(word.count as f64),
            Self::PerThousand => per_thousand(word.count, sides.words),
            Self::Elsewhere => Ok(word.elsewhere as f64),
            Self::PerThousandElsewhere => per_thousand(word.elsewhere, sides.elsewhere),
            Self::Z => Ok(word.z),
            Self::Delta => Ok(word.delta),
            Self::LogRatio => word.log_ratio,
            Self::ConservativeLogRatio => log_ratio_conservative(table, 0.05, sides.tested),
            Self::G2 => Ok(word.g2),
            Self::G2TwoTerm => g2_2term(table),
            Self::PercentDifference => percent_difference(table),
            Self::Bic => bic(table).map(|bic| bic.two_term),
            Self::OddsRatio => odds_ratio(table).map(|ratio| ratio.haldane),
            Self::SimpleMaths => simple_maths(table, 1e6, sides.simple_maths_k.into()),
            Self::DifferenceCoefficient => difference_coefficient(table),
            Self::Articles => Ok(word.articles.into()),
            Self::ArticlesElsewhere => Ok(word.articles_elsewhere.into()),
            Self::Dispersion => word.dispersion?,
            Self::P => Ok(chance?.p),
            Self::Q => Ok(chance?.q),
        })
    }

    /// A number of this measure as it is shown.
    pub fn shown(self, value: f64) -> String {
        if value.is_infinite() {
            return if value > 0.0 { "∞" } else { "−∞" }.to_owned();
        }
        match self {
            Self::Count | Self::Elsewhere | Self::Articles | Self::ArticlesElsewhere => {
                format::count(value as u64)
            }
            Self::PerThousand | Self::PerThousandElsewhere => format::number(value),
            Self::Z
            | Self::LogRatio
            | Self::ConservativeLogRatio
            | Self::G2
            | Self::G2TwoTerm
            | Self::Bic
            | Self::OddsRatio
            | Self::SimpleMaths => format::fixed(value, 1),
            Self::PercentDifference => format::fixed(value, 0),
            Self::Delta | Self::DifferenceCoefficient | Self::Dispersion => format::fixed(value, 2),
            Self::P | Self::Q => chance_in_words(value),
        }
    }
}

/// A p-value: three digits behind the point, and what is smaller as an upper bound.
pub fn chance_in_words(p: f64) -> String {
    if p < 0.0005 { "< 0.001".to_owned() } else { format::fixed(p, 3) }
}
