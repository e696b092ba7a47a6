//! Why a statistic has no value.
//!
//! A statistic without a definition on the data at hand is never 0 and never NaN: it is an
//! [`Undefined`], and the screen shows a dash with its sentence.

/// The value of a statistic, or the reason why there is none.
pub type Stat<T = f64> = Result<T, Undefined>;

/// Why a statistic is undefined on the data at hand.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, thiserror::Error)]
pub enum Undefined {
    /// One of the groups compared has no words at all.
    #[error("One of the groups has no words")]
    EmptyGroup,
    /// A count is a fact about its articles; only what is estimated has an interval.
    #[error("A plain count is no estimate and has no interval")]
    NotAnEstimate,
    /// Rates were asked for over words, or over sentences, and not over what is wanted here.
    #[error("Not measured in this unit yet")]
    OtherUnit,
    /// Nothing to count in.
    #[error("There are no words to count in")]
    NoWords,
    /// The word, or the pair, does not occur where it would have to.
    #[error("The word does not occur")]
    NoOccurrence,
    /// No unit that was compared has a hit: there are no hits that could be right.
    #[error("No unit has a hit")]
    NoHit,
    /// Coders said yes to no unit: there is nothing that hits could find.
    #[error("Nobody said yes to a unit")]
    NoYes,
    /// A count is larger than the total it is part of, or a setting makes no sense.
    #[error("The counts contradict each other")]
    Inconsistent,
    /// A single article has counts; a rate or strength would be its own and not its group's.
    #[error("One article gives a count and no rate of its group")]
    OneArticle,
    /// Fewer articles than the measure needs.
    #[error("Needs at least {0} articles")]
    TooFewArticles(u32),
    /// Fewer hits than the measure needs.
    #[error("Needs at least {0} hits")]
    TooFewHits(u32),
    /// Fewer parts than the measure needs.
    #[error("Needs at least {0} parts with words")]
    TooFewParts(u32),
    /// Fewer points in time than the measure needs.
    #[error("Needs at least {0} points in time with words")]
    TooFewBins(u32),
    /// The text is shorter than the measure needs.
    #[error("Needs a text of at least {0} words")]
    TooShort(u32),
    /// No word comes back, so lexical diversity cannot be measured by repetition.
    #[error("The text never repeats a word")]
    NoRepetition,
    /// Everything compared is equal, so there is no variation to measure against.
    #[error("There is no variation: all values are the same")]
    NoVariation,
    /// Expected frequencies too small for the measure.
    #[error("The expected frequency is 1 or less")]
    ExpectedTooSmall,
    /// A vocabulary of one word leaves no other words to compare with.
    #[error("The vocabulary has only one word")]
    OneWordVocabulary,
    /// A prior of zero or less for some word.
    #[error("The prior has to be above zero for every word")]
    PriorNotPositive,
    /// Zero divided by zero.
    #[error("Both sides of the ratio are zero")]
    ZeroByZero,
    /// The pair makes up everything there is.
    #[error("The pair is everywhere, so nothing is left to compare with")]
    Everywhere,
    /// Pairs count a place once for each node, so the four cells do not add up.
    #[error("Pairs count some places more than once, so they make no table to test")]
    NoTable,
    /// No unit was coded by two coders.
    #[error("No unit was coded by two coders")]
    NotCodedTwice,
    /// The units were not all coded the same number of times.
    #[error("Every unit has to be coded by the same number of coders, at least two")]
    UnequalCoding,
    /// The estimate runs away to infinity, for instance when all hits are in the last bin.
    #[error("The data do not determine a finite estimate")]
    NoEstimate,
}
