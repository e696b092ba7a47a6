//! Result slots: what each part of the screen asks, and the answers.

use std::sync::Arc;

use crate::analysis::{
    Analysis, Beside, Comparison, Concordance, Coverage, Dispersion, Distinctive, Facets, Finding, Frequency,
    Headlines, Listing, Marks, Neighbours, OtherVersions, Outcome, Phrases, StoryTable, Tellings, Timeline,
    Trend, WordShift, WordTest,
};
use crate::corpus::{ArticleId, Corpus};
use crate::problem::Problem;
use crate::session::slot::Slot;

/// The parts of the screen that show a result.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Role {
    /// The table of articles.
    Listing,
    /// Hits in the article that is read.
    Marks,
    /// Hits in the article beside it.
    MarksBeside,
    /// Where in the article stands what is looked for.
    Finding,
    /// What stands near the article in time.
    Beside,
    /// What other versions of the article say otherwise.
    Versions,
    /// Bars by outlet, and the totals beside the series.
    Frequency,
    /// Lines over time.
    Trend,
    /// Places of hits in the articles.
    Dispersion,
    /// Words that set outlets apart.
    Distinctive,
    /// What chance does to them.
    WordTest,
    /// Words that make two sides differ.
    WordShift,
    /// Words near a word.
    Neighbours,
    /// Runs of words that come back.
    Phrases,
    /// The lines under the figure.
    Concordance,
    /// The lines of a second outlet, facing those of the first.
    ConcordanceBeside,
    /// Outlets side by side.
    Comparison,
    /// How they tell the story.
    Tellings,
    /// Stories, and who tells them.
    Stories,
    /// Headlines with the letters typed in the palette.
    Headlines,
    /// What there is to choose from in Browse.
    Facets,
    /// Articles over time, to choose a stretch of it.
    Timeline,
}

impl Role {
    /// What single lenses of Frequency ask, and Compare where outlets stand side by side: it is left with them.
    pub(super) const LEFT_BEHIND: [Self; 9] = [
        Self::Trend,
        Self::Dispersion,
        Self::Distinctive,
        Self::WordTest,
        Self::WordShift,
        Self::Neighbours,
        Self::Phrases,
        Self::Comparison,
        Self::Tellings,
    ];

    /// All roles.
    pub const ALL: [Self; 22] = [
        Self::Listing,
        Self::Marks,
        Self::MarksBeside,
        Self::Finding,
        Self::Beside,
        Self::Versions,
        Self::Frequency,
        Self::Trend,
        Self::Dispersion,
        Self::Distinctive,
        Self::WordTest,
        Self::WordShift,
        Self::Neighbours,
        Self::Phrases,
        Self::Concordance,
        Self::ConcordanceBeside,
        Self::Comparison,
        Self::Tellings,
        Self::Stories,
        Self::Headlines,
        Self::Facets,
        Self::Timeline,
    ];

    /// Whether its answers name articles or places in them by number, and not words, outlets and days alone: then they
    /// lead elsewhere once articles have other numbers or texts.
    pub(super) fn names_articles(self) -> bool {
        match self {
            Self::Listing
            | Self::Marks
            | Self::MarksBeside
            | Self::Finding
            | Self::Beside
            | Self::Versions
            | Self::Dispersion
            | Self::Concordance
            | Self::ConcordanceBeside
            | Self::Comparison
            | Self::Tellings
            | Self::Stories
            | Self::Headlines => true,
            Self::Frequency
            | Self::Trend
            | Self::Distinctive
            | Self::WordTest
            | Self::WordShift
            | Self::Neighbours
            | Self::Phrases
            | Self::Facets
            | Self::Timeline => false,
        }
    }

    /// What the status line calls the work for it.
    pub fn title(self) -> &'static str {
        match self {
            Self::Listing => "Listing articles",
            Self::Marks | Self::MarksBeside => "Finding hits",
            Self::Finding => "Looking in the article",
            Self::Beside => "Looking for articles of these days",
            Self::Versions => "Comparing versions",
            Self::Frequency => "Counting",
            Self::Trend => "Counting over time",
            Self::Dispersion => "Finding places",
            Self::Distinctive => "Weighing words",
            Self::WordTest => "Testing words by chance",
            Self::WordShift => "Shifting words",
            Self::Neighbours => "Counting neighbours",
            Self::Phrases => "Counting phrases",
            Self::Concordance | Self::ConcordanceBeside => "Collecting lines",
            Self::Comparison => "Comparing outlets",
            Self::Tellings => "Holding sentences against each other",
            Self::Stories => "Counting stories",
            Self::Headlines => "Looking through headlines",
            Self::Facets => "Counting what there is",
            Self::Timeline => "Counting articles over time",
        }
    }
}

/// What a slot answers: an analysis over one revision of the corpus.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub struct Key {
    /// The question.
    pub analysis: Analysis,
    /// The corpus it was put to.
    pub revision: u64,
}

/// An answer, with the corpus it was given by: numbers of words, outlets and places mean nothing to another.
#[derive(Debug)]
pub struct Answered {
    /// The answer.
    pub outcome: Outcome,
    /// The snapshot it was put to.
    pub corpus: Arc<Corpus>,
}

/// One slot for each role.
#[derive(Debug)]
pub struct Results {
    slots: Vec<Slot<Key, Answered>>,
}

impl Default for Results {
    fn default() -> Self {
        Self { slots: Role::ALL.iter().map(|_| Slot::Empty).collect() }
    }
}

macro_rules! typed {
    ($(#[$doc:meta] $name:ident: $variant:ident -> $type:ty;)*) => {
        $(#[$doc] pub fn $name(&self) -> Option<&$type> {
            match self.slot(Role::$variant).value().map(|answered| &answered.outcome) {
                Some(Outcome::$variant(value)) => Some(value),
                _ => None,
            }
        })*
    };
}

impl Results {
    /// The slot of `role`.
    pub fn slot(&self, role: Role) -> &Slot<Key, Answered> {
        &self.slots[role as usize]
    }

    /// The slot of `role`, to be changed.
    pub(super) fn slot_mut(&mut self, role: Role) -> &mut Slot<Key, Answered> {
        &mut self.slots[role as usize]
    }

    /// Asks anew what could not be answered.
    pub(super) fn forget_failures(&mut self) {
        for slot in &mut self.slots {
            slot.forget_failure();
        }
    }

    /// Whether some question could not be answered.
    pub fn has_failed(&self) -> bool {
        Role::ALL.iter().any(|role| self.problem(*role).is_some())
    }

    /// The corpus that the shown answer of `role` was given by.
    pub fn corpus_of(&self, role: Role) -> Option<&Arc<Corpus>> {
        self.slot(role).value().map(|answered| &answered.corpus)
    }

    /// The question that the shown answer of `role` answers.
    pub fn asked(&self, role: Role) -> Option<&Analysis> {
        self.slot(role).shown().map(|keyed| &keyed.key.analysis)
    }

    /// What the shown answer of `role` was counted from.
    pub fn coverage(&self, role: Role) -> Option<&Coverage> {
        self.slot(role).value().and_then(|answered| answered.outcome.coverage())
    }

    /// Whether `role` waits for a newer answer.
    pub fn is_computing(&self, role: Role) -> bool {
        self.slot(role).is_computing()
    }

    /// Why `role` has no answer.
    pub fn problem(&self, role: Role) -> Option<&Problem> {
        self.slot(role).problem()
    }

    /// Hits in `article`, be it read alone or beside another.
    pub fn marks_of(&self, article: ArticleId) -> Option<&Marks> {
        [Role::Marks, Role::MarksBeside].into_iter().find_map(|role| {
            match self.slot(role).value().map(|answered| &answered.outcome) {
                Some(Outcome::Marks(marks)) if marks.article == article => Some(marks),
                _ => None,
            }
        })
    }

    /// The lines of the second of two outlets.
    pub fn concordance_beside(&self) -> Option<&Concordance> {
        self.slot(Role::ConcordanceBeside).value().and_then(|answered| answered.outcome.as_concordance())
    }

    typed! {
        /// The table of articles, newest answer.
        listing: Listing -> Listing;
        /// Hits in the article that is read.
        marks: Marks -> Marks;
        /// Where in the article stands what is looked for.
        finding: Finding -> Finding;
        /// What stands near the article in time.
        beside: Beside -> Beside;
        /// What other versions of the article say otherwise.
        versions: Versions -> OtherVersions;
        /// Bars by outlet.
        frequency: Frequency -> Frequency;
        /// Lines over time.
        trend: Trend -> Trend;
        /// Places of hits in the articles.
        dispersion: Dispersion -> Dispersion;
        /// Words that set outlets apart.
        distinctive: Distinctive -> Distinctive;
        /// What chance does to them; see [`super::Session::word_test`].
        word_test: WordTest -> WordTest;
        /// Words that make two sides differ.
        word_shift: WordShift -> WordShift;
        /// Words near a word.
        neighbours: Neighbours -> Neighbours;
        /// Runs of words that come back.
        phrases: Phrases -> Phrases;
        /// The lines under the figure.
        concordance: Concordance -> Concordance;
        /// Outlets side by side.
        comparison: Comparison -> Comparison;
        /// How they tell the story.
        tellings: Tellings -> Tellings;
        /// Stories, and who tells them.
        stories: Stories -> StoryTable;
        /// Headlines with the letters typed in the palette.
        headlines: Headlines -> Headlines;
        /// What there is to choose from.
        facets: Facets -> Facets;
        /// Articles over time.
        timeline: Timeline -> Timeline;
    }
}
