//! The measures of association by which neighbours are ranked, and the counts they are made of.

use crate::stats::collocation::{self, Pair};
use crate::stats::{Stat, Undefined};

use super::Counting;

/// A measure of association. Definitions stand in METHODS, section 3, and in [`crate::stats::collocation`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Measure {
    /// 14 + log₂ Dice: does not depend on the size of the corpus.
    #[default]
    LogDice,
    /// Dice's coefficient.
    Dice,
    /// Mutual information.
    Mi,
    /// Mutual information with O squared.
    Mi2,
    /// Mutual information with O cubed.
    Mi3,
    /// Normalised mutual information.
    Npmi,
    /// What the node says about the neighbour.
    DeltaPOfNode,
    /// What the neighbour says about the node.
    DeltaPOfNeighbour,
    /// The t-score.
    T,
    /// The z-score.
    Z,
    /// The z-score with the variance of a binomial.
    ZBinomial,
    /// Log-likelihood, signed.
    G2,
    /// Pearson's chi-squared.
    ChiSquared,
}

impl Measure {
    /// All measures, in the order of the menu.
    pub const ALL: [Self; 13] = [
        Self::LogDice,
        Self::Dice,
        Self::Mi,
        Self::Mi2,
        Self::Mi3,
        Self::Npmi,
        Self::DeltaPOfNode,
        Self::DeltaPOfNeighbour,
        Self::T,
        Self::Z,
        Self::ZBinomial,
        Self::G2,
        Self::ChiSquared,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        match self {
            Self::LogDice => "logDice",
            Self::Dice => "Dice",
            Self::Mi => "MI",
            Self::Mi2 => "MI²",
            Self::Mi3 => "MI³",
            Self::Npmi => "NPMI",
            Self::DeltaPOfNode => "ΔP node → word",
            Self::DeltaPOfNeighbour => "ΔP word → node",
            Self::T => "t-score",
            Self::Z => "z-score",
            Self::ZBinomial => "z-score (binomial)",
            Self::G2 => "G² (signed)",
            Self::ChiSquared => "χ²",
        }
    }

    /// Its name as a column of a table and a word of a command line.
    pub fn key(self) -> &'static str {
        match self {
            Self::LogDice => "log_dice",
            Self::Dice => "dice",
            Self::Mi => "mi",
            Self::Mi2 => "mi2",
            Self::Mi3 => "mi3",
            Self::Npmi => "npmi",
            Self::DeltaPOfNode => "delta_p_node_to_word",
            Self::DeltaPOfNeighbour => "delta_p_word_to_node",
            Self::T => "t_score",
            Self::Z => "z_score",
            Self::ZBinomial => "z_score_binomial",
            Self::G2 => "g2_signed",
            Self::ChiSquared => "chi_squared",
        }
    }

    /// How to read it, in a sentence.
    pub fn meaning(self) -> &'static str {
        match self {
            Self::LogDice => {
                "14 + log₂ Dice: at most 14 as a rule, +1 is twice as strong; the same in small and large corpora"
            }
            Self::Dice => "How much of both words' occurrences are together: 0 to 1",
            Self::Mi => "How many times more often than by chance, in bits; favours rare pairs",
            Self::Mi2 => "MI with more weight on frequency",
            Self::Mi3 => "MI with most weight on frequency",
            Self::Npmi => "MI between −1 (never) over 0 (chance) to 1 (always)",
            Self::DeltaPOfNode => "How much likelier the word is near the node than elsewhere: −1 to 1",
            Self::DeltaPOfNeighbour => {
                "How much likelier the node's reach is at the word than elsewhere: −1 to 1"
            }
            Self::T => "Evidence that favours frequent pairs. Token-level: takes words for independent",
            Self::Z => {
                "Distance from chance, too large for rare pairs. Token-level: takes words for independent"
            }
            Self::ZBinomial => "Distance from chance. Token-level: takes words for independent",
            Self::G2 => {
                "Evidence, not strength; negative if rarer than by chance. Token-level: takes words for independent"
            }
            Self::ChiSquared => "Evidence, not strength. Token-level: takes words for independent",
        }
    }

    /// Whether it takes words for independent draws, which they are not.
    pub fn is_token_level(self) -> bool {
        match self {
            Self::T | Self::Z | Self::ZBinomial | Self::G2 | Self::ChiSquared => true,
            Self::LogDice
            | Self::Dice
            | Self::Mi
            | Self::Mi2
            | Self::Mi3
            | Self::Npmi
            | Self::DeltaPOfNode
            | Self::DeltaPOfNeighbour => false,
        }
    }

    /// Its name with what has to be said wherever it is shown.
    pub fn full_label(self) -> String {
        let label = self.label();
        if self.is_token_level() {
            format!("{label}, token-level (assumes independent words)")
        } else {
            label.to_owned()
        }
    }
}

/// A node and a neighbour in some articles: all that the measures need.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct NearPair {
    /// O11: times together.
    pub together: u64,
    /// R1: places within reach of a node; under pairs all pairs of the node.
    pub within_reach: u64,
    /// C1: occurrences of the neighbour among N.
    pub marginal: u64,
    /// N: under positions all words that are not the node's own, under pairs all words.
    pub total: u64,
    /// Hits of the node.
    pub node: u64,
    /// All occurrences of the neighbour, within the node too.
    pub frequency: u64,
    /// How it was counted.
    pub counting: Counting,
}

impl NearPair {
    fn pair(&self) -> Pair {
        Pair { together: self.together, node: self.within_reach, collocate: self.marginal, total: self.total }
    }

    /// The pair as a table: only positions make one, since pairs count places more than once.
    fn table(&self) -> Stat<Pair> {
        match self.counting {
            Counting::Positions => Ok(self.pair()),
            Counting::Pairs => Err(Undefined::NoTable),
        }
    }

    /// E11: how often together by chance.
    pub fn expected(&self) -> Stat {
        self.pair().expected()
    }

    /// Whether Dice is above 1, which happens where one node has a word near it many times.
    pub fn is_repetitive(&self) -> bool {
        2 * self.together > self.node + self.frequency
    }

    /// A measure of the pair.
    pub fn measure(&self, measure: Measure) -> Stat {
        let (pair, together) = (self.pair(), self.together);
        match measure {
            Measure::LogDice => collocation::log_dice(together, self.node, self.frequency),
            Measure::Dice => collocation::dice(together, self.node, self.frequency),
            Measure::Mi => collocation::mutual_information(together, pair.expected()?, 1),
            Measure::Mi2 => collocation::mutual_information(together, pair.expected()?, 2),
            Measure::Mi3 => collocation::mutual_information(together, pair.expected()?, 3),
            Measure::Npmi => collocation::npmi(pair),
            Measure::DeltaPOfNode => Ok(collocation::delta_p(self.table()?)?.collocate_given_node),
            Measure::DeltaPOfNeighbour => Ok(collocation::delta_p(self.table()?)?.node_given_collocate),
            Measure::T => collocation::t_score(together, pair.expected()?),
            Measure::Z => collocation::z_score(together, pair.expected()?),
            Measure::ZBinomial => collocation::z_score_binomial(self.table()?),
            Measure::G2 => Ok(collocation::log_likelihood(self.table()?)?.signed),
            Measure::ChiSquared => collocation::pair_chi_squared(self.table()?),
        }
    }
}
