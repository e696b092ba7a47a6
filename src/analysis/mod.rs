//! A question as a value, and its answer over a corpus.
//!
//! An [`Analysis`] is a recipe: immutable, comparable, hashable. With the corpus revision it is
//! the key under which an answer is kept, the step that undo takes back, what a project file
//! stores and what a figure's caption states. [`Analysis::run`] gives the [`Outcome`].
//!
//! Analyses count integers. They draw nothing, start no thread, read no file and no clock; the
//! same recipe over the same corpus gives the same outcome, whatever the number of threads.
//! What has no definition on the data is a value with its reason ([`crate::stats::Stat`]).

pub mod around;
pub mod beside;
pub mod bins;
pub mod cells;
pub mod comparison;
pub mod concordance;
mod copied;
pub mod coverage;
pub mod dates;
pub mod dispersion;
pub mod distinctive;
pub mod events;
pub mod facets;
pub mod figures;
pub mod finding;
pub mod frequency;
pub mod function_words;
pub mod glance;
pub mod grouping;
pub mod headlines;
pub mod keyness;
pub mod kwic;
pub mod languages;
pub mod layers;
pub mod line_groups;
pub mod line_order;
pub mod line_table;
pub mod listing;
pub mod marks;
pub mod measures;
pub mod methods;
pub mod neighbours;
pub mod phrases;
pub mod places;
pub mod rankings;
pub mod ranks;
pub mod scope;
mod sides;
pub mod sieve;
pub mod story_table;
mod tellings;
pub mod timeline;
pub mod trend;
pub mod units;
pub mod versions;
mod word_counts;
pub mod word_figures;
pub mod word_shift;
pub mod word_test;

pub use beside::{Beside, BesideRecipe, DAYS_AROUND};
pub use bins::{Bin, BinRow};
pub use cells::{Cell, IntervalMethod, Per};
pub use comparison::{Comparison, ComparisonColumn, ComparisonRecipe, MOST_COLUMNS, Shading};
pub use concordance::{Concordance, ConcordanceRecipe, Sample};
pub use copied::Copied;
pub use coverage::{Coverage, OutletRow, shown_name};
pub use dispersion::{Dispersion, DispersionRecipe};
pub use distinctive::{Distinctive, DistinctiveRecipe};
pub use events::TimeEvent;
pub use facets::{FACETS, Facet, FacetValue, Facets, FacetsRecipe};
pub use finding::{Finding, FindingRecipe};
pub use frequency::{Frequency, FrequencyRecipe};
pub use grouping::{GroupRow, Grouped, Grouping, largest};
pub use headlines::{Fit, HeadlineFound, Headlines, HeadlinesRecipe};
pub use keyness::{DistinctiveSettings, DistinctiveWord};
pub use kwic::KwicLine;
pub use languages::LanguageCount;
pub use layers::{Layer, LayerMark, Layers, What};
pub use line_groups::{GroupKey, LineGroup};
pub use line_order::{Boundary, LineSort, SortKey};
pub use line_table::{LineTable, Window};
pub use listing::{ListColumn, Listing, ListingRecipe};
pub use marks::{Marks, MarksRecipe};
pub use measures::{Chance, KeynessMeasure, Sides};
pub use neighbours::{
    Counting, Measure, NearPair, Neighbour, NeighbourOrder, NeighbourSettings, Neighbours, NeighboursRecipe,
    Reach, Shared,
};
pub use phrases::{GroupCount, Phrase, PhraseOrder, PhraseSettings, Phrases, PhrasesRecipe};
pub use places::{Counted, PlacesRecipe};
pub use scope::{Choice, Chosen, Scope};
pub use story_table::{StoriesRecipe, StoryRow, StoryTable, Teller};
pub use tellings::{Called, MOST_ALIGNED, SideBySide, TellingColumn, Tellings, TellingsRecipe};
pub use timeline::{MOST_BARS, Timeline, TimelineRecipe};
pub use trend::{Rise, Trend, TrendLine, TrendRecipe};
pub use units::Unit;
pub use versions::{OtherVersion, OtherVersions, VersionsRecipe};
pub use word_shift::{WordShift, WordShiftRecipe};
pub use word_test::{WordTest, WordTestRecipe};

use crate::corpus::Corpus;
use crate::task::{Cancelled, Task};

/// A question put to a corpus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub enum Analysis {
    /// How often, by outlet.
    Frequency(FrequencyRecipe),
    /// How often, over time.
    Trend(TrendRecipe),
    /// Where in the articles, and how evenly.
    Dispersion(DispersionRecipe),
    /// Where, with the words around.
    Concordance(ConcordanceRecipe),
    /// Which words an outlet uses more than the others do.
    Distinctive(DistinctiveRecipe),
    /// What chance alone would do to these words.
    WordTest(WordTestRecipe),
    /// Which words make two sides differ.
    WordShift(WordShiftRecipe),
    /// Two to six outlets side by side.
    Comparison(ComparisonRecipe),
    /// How outlets tell a story.
    Tellings(TellingsRecipe),
    /// Which stories there are, and who tells them.
    Stories(StoriesRecipe),
    /// Which articles, in which order, with how many hits.
    Listing(ListingRecipe),
    /// Where in one article.
    Marks(MarksRecipe),
    /// Where a typed text stands in one article.
    Finding(FindingRecipe),
    /// What stands near one article.
    Beside(BesideRecipe),
    /// What other versions of one article say otherwise.
    Versions(VersionsRecipe),
    /// Which headlines have a few letters.
    Headlines(HeadlinesRecipe),
    /// What there is to choose from.
    Facets(FacetsRecipe),
    /// When articles are from.
    Timeline(TimelineRecipe),
    /// Which words stand near a word.
    Neighbours(NeighboursRecipe),
    /// Which phrases come back.
    Phrases(PhrasesRecipe),
    /// Where a neighbour or a phrase was counted; the answer is a concordance.
    Places(PlacesRecipe),
}

/// The answer to an [`Analysis`], of the same name; that of [`Analysis::Places`] is a concordance.
#[derive(Debug, Clone)]
pub enum Outcome {
    /// See [`Analysis::Frequency`].
    Frequency(Frequency),
    /// See [`Analysis::Trend`].
    Trend(Trend),
    /// See [`Analysis::Dispersion`].
    Dispersion(Dispersion),
    /// See [`Analysis::Concordance`].
    Concordance(Concordance),
    /// See [`Analysis::Distinctive`].
    Distinctive(Distinctive),
    /// See [`Analysis::WordTest`].
    WordTest(WordTest),
    /// See [`Analysis::WordShift`].
    WordShift(WordShift),
    /// See [`Analysis::Comparison`].
    Comparison(Comparison),
    /// See [`Analysis::Tellings`].
    Tellings(Box<Tellings>),
    /// See [`Analysis::Stories`].
    Stories(StoryTable),
    /// See [`Analysis::Listing`].
    Listing(Listing),
    /// See [`Analysis::Marks`].
    Marks(Marks),
    /// See [`Analysis::Finding`].
    Finding(Finding),
    /// See [`Analysis::Beside`].
    Beside(Beside),
    /// See [`Analysis::Versions`].
    Versions(OtherVersions),
    /// See [`Analysis::Headlines`].
    Headlines(Headlines),
    /// See [`Analysis::Facets`].
    Facets(Facets),
    /// See [`Analysis::Timeline`].
    Timeline(Timeline),
    /// See [`Analysis::Neighbours`].
    Neighbours(Neighbours),
    /// See [`Analysis::Phrases`].
    Phrases(Phrases),
}

impl Analysis {
    /// Answers the question over `corpus`. Fails only when `task` is cancelled.
    pub fn run(&self, corpus: &Corpus, task: &Task) -> Result<Outcome, Cancelled> {
        Ok(match self {
            Self::Frequency(recipe) => Outcome::Frequency(recipe.run(corpus, task)?),
            Self::Trend(recipe) => Outcome::Trend(recipe.run(corpus, task)?),
            Self::Dispersion(recipe) => Outcome::Dispersion(recipe.run(corpus, task)?),
            Self::Concordance(recipe) => Outcome::Concordance(recipe.run(corpus, task)?),
            Self::Distinctive(recipe) => Outcome::Distinctive(recipe.run(corpus, task)?),
            Self::WordTest(recipe) => Outcome::WordTest(recipe.run(corpus, task)?),
            Self::WordShift(recipe) => Outcome::WordShift(recipe.run(corpus, task)?),
            Self::Comparison(recipe) => Outcome::Comparison(recipe.run(corpus, task)?),
            Self::Tellings(recipe) => Outcome::Tellings(Box::new(recipe.run(corpus, task)?)),
            Self::Stories(recipe) => Outcome::Stories(recipe.run(corpus, task)?),
            Self::Listing(recipe) => Outcome::Listing(recipe.run(corpus, task)?),
            Self::Marks(recipe) => Outcome::Marks(recipe.run(corpus, task)?),
            Self::Finding(recipe) => Outcome::Finding(recipe.run(corpus, task)?),
            Self::Beside(recipe) => Outcome::Beside(recipe.run(corpus, task)?),
            Self::Versions(recipe) => Outcome::Versions(recipe.run(corpus, task)?),
            Self::Headlines(recipe) => Outcome::Headlines(recipe.run(corpus, task)?),
            Self::Facets(recipe) => Outcome::Facets(recipe.run(corpus, task)?),
            Self::Timeline(recipe) => Outcome::Timeline(recipe.run(corpus, task)?),
            Self::Neighbours(recipe) => Outcome::Neighbours(recipe.run(corpus, task)?),
            Self::Phrases(recipe) => Outcome::Phrases(recipe.run(corpus, task)?),
            Self::Places(recipe) => Outcome::Concordance(recipe.run(corpus, task)?),
        })
    }

    /// What the person at the screen calls it.
    pub fn title(&self) -> &'static str {
        match self {
            Self::Frequency(_) => "Frequency",
            Self::Trend(_) => "Frequency over time",
            Self::Dispersion(_) => "Dispersion",
            Self::Concordance(_) => "Concordance",
            Self::Distinctive(_) => "Distinctive words",
            Self::WordTest(_) => "Distinctive words by chance",
            Self::WordShift(_) => "Word shift",
            Self::Comparison(_) => "Comparison",
            Self::Tellings(_) => "How the story is told",
            Self::Stories(_) => "Stories",
            Self::Listing(_) => "Articles",
            Self::Marks(_) => "Hits in an article",
            Self::Finding(_) => "Find in article",
            Self::Beside(_) => "Articles near an article",
            Self::Versions(_) => "Versions of an article",
            Self::Headlines(_) => "Headlines",
            Self::Facets(_) => "What there is to choose from",
            Self::Timeline(_) => "Articles over time",
            Self::Neighbours(_) => "Neighbours",
            Self::Phrases(_) => "Phrases",
            Self::Places(_) => "Places counted",
        }
    }

    /// Which articles it is about, unless that is asked of none or of one.
    pub fn scope(&self) -> Option<&Scope> {
        Some(match self {
            Self::Frequency(recipe) => &recipe.scope,
            Self::Trend(recipe) => &recipe.scope,
            Self::Dispersion(recipe) => &recipe.scope,
            Self::Concordance(recipe) => &recipe.scope,
            Self::Distinctive(recipe) => &recipe.scope,
            Self::WordTest(recipe) => &recipe.of.scope,
            Self::WordShift(recipe) => &recipe.scope,
            Self::Comparison(recipe) => &recipe.scope,
            Self::Tellings(recipe) => &recipe.scope,
            Self::Stories(recipe) => &recipe.scope,
            Self::Listing(recipe) => &recipe.scope,
            Self::Facets(recipe) => &recipe.scope,
            Self::Timeline(recipe) => recipe.scope(),
            Self::Neighbours(recipe) => &recipe.scope,
            Self::Phrases(recipe) => &recipe.scope,
            Self::Places(recipe) => &recipe.scope,
            Self::Marks(_) | Self::Finding(_) | Self::Beside(_) | Self::Versions(_) | Self::Headlines(_) => {
                return None;
            }
        })
    }
}

impl Outcome {
    /// What was counted, unless it is one article alone.
    pub fn coverage(&self) -> Option<&Coverage> {
        Some(match self {
            Self::Frequency(found) => &found.coverage,
            Self::Trend(found) => &found.coverage,
            Self::Dispersion(found) => &found.coverage,
            Self::Concordance(found) => &found.coverage,
            Self::Distinctive(found) => &found.coverage,
            Self::WordShift(found) => &found.coverage,
            Self::Comparison(found) => &found.coverage,
            Self::Tellings(found) => &found.coverage,
            Self::Stories(found) => &found.coverage,
            Self::Listing(found) => &found.coverage,
            Self::Neighbours(found) => &found.coverage,
            Self::Phrases(found) => &found.coverage,
            Self::WordTest(_)
            | Self::Marks(_)
            | Self::Finding(_)
            | Self::Beside(_)
            | Self::Versions(_)
            | Self::Headlines(_)
            | Self::Facets(_)
            | Self::Timeline(_) => return None,
        })
    }

    /// The answer, if it is one about frequency by outlet.
    pub fn as_frequency(&self) -> Option<&Frequency> {
        if let Self::Frequency(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is one about frequency over time.
    pub fn as_trend(&self) -> Option<&Trend> {
        if let Self::Trend(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is a concordance.
    pub fn as_concordance(&self) -> Option<&Concordance> {
        if let Self::Concordance(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is one about distinctive words.
    pub fn as_distinctive(&self) -> Option<&Distinctive> {
        if let Self::Distinctive(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is a word shift.
    pub fn as_word_shift(&self) -> Option<&WordShift> {
        if let Self::WordShift(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is a comparison.
    pub fn as_comparison(&self) -> Option<&Comparison> {
        if let Self::Comparison(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is one about neighbours.
    pub fn as_neighbours(&self) -> Option<&Neighbours> {
        if let Self::Neighbours(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is one about phrases.
    pub fn as_phrases(&self) -> Option<&Phrases> {
        if let Self::Phrases(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is one about how a story is told.
    pub fn as_tellings(&self) -> Option<&Tellings> {
        if let Self::Tellings(found) = self { Some(found) } else { None }
    }

    /// The answer, if it is a list of articles.
    pub fn as_listing(&self) -> Option<&Listing> {
        if let Self::Listing(found) = self { Some(found) } else { None }
    }
}
