//! Choices as a project file names them. A word stays what it is, whatever the screen comes to call the choice.

use crate::analysis::figures::OutletOrder;
use crate::analysis::{
    Bin, Boundary, Counting, GroupKey, Grouping, KeynessMeasure, ListColumn, Measure, NeighbourOrder,
    PhraseOrder, SortKey, Unit,
};
use crate::figure::BarShape;
use crate::project::Mark;
use crate::project::file::Unreadable;
use crate::session::{ComparePane, Lens, MarkedOnly, ReaderLayer, ReaderMode, Role, View};

/// A choice among a few that has a word in project files.
pub trait Worded: Copy + PartialEq + Default + 'static {
    /// What a message calls it.
    const WHAT: &'static str;
    /// All choices with their words.
    const WORDS: &'static [(Self, &'static str)];

    /// Its word.
    fn word(self) -> Option<String> {
        Self::WORDS.iter().find(|(choice, _)| *choice == self).map(|(_, word)| (*word).to_owned())
    }

    /// The choice of a word; what is not said is the usual choice.
    fn of_word(word: Option<&str>) -> Result<Self, Unreadable> {
        let Some(word) = word else { return Ok(Self::default()) };
        let found = Self::WORDS.iter().find(|(_, known)| *known == word).map(|(choice, _)| *choice);
        found.ok_or_else(|| Unreadable::part(Self::WHAT, word))
    }
}

impl Worded for Unit {
    const WHAT: &'static str = "the unit of figures";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::PerThousand, "per thousand"),
        (Self::PerMillion, "per million"),
        (Self::PerThousandSentences, "per thousand sentences"),
        (Self::ShareOfArticles, "share of articles"),
        (Self::Count, "count"),
    ];
}

impl Worded for Grouping {
    const WHAT: &'static str = "what is compared";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Outlet, "outlet"),
        (Self::Group, "group"),
        (Self::Country, "country"),
        (Self::Section, "section"),
        (Self::Opinion, "opinion"),
        (Self::Language, "language"),
        (Self::Agency, "agency"),
        (Self::Story, "story"),
        (Self::Month, "month"),
        (Self::Quarter, "quarter"),
        (Self::Year, "year"),
    ];
}

impl Worded for Bin {
    const WHAT: &'static str = "the width of bins";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Auto, "auto"),
        (Self::Day, "day"),
        (Self::Week, "week"),
        (Self::Month, "month"),
        (Self::Quarter, "quarter"),
        (Self::Year, "year"),
    ];
}

impl Worded for ListColumn {
    const WHAT: &'static str = "the order of the table";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Date, "date"),
        (Self::Outlet, "outlet"),
        (Self::Headline, "headline"),
        (Self::Words, "words"),
        (Self::Hits, "hits"),
        (Self::Path, "path"),
        (Self::Language, "language"),
        (Self::Section, "section"),
        (Self::Wire, "wire"),
        (Self::Byline, "byline"),
        (Self::Completeness, "completeness"),
        (Self::Story, "story"),
        (Self::Tags, "tags"),
        (Self::Note, "note"),
    ];
}

impl Worded for SortKey {
    const WHAT: &'static str = "the order of lines";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Text, "text"),
        (Self::Left(5), "L5"),
        (Self::Left(4), "L4"),
        (Self::Left(3), "L3"),
        (Self::Left(2), "L2"),
        (Self::Left(1), "L1"),
        (Self::Hit, "hit"),
        (Self::Right(1), "R1"),
        (Self::Right(2), "R2"),
        (Self::Right(3), "R3"),
        (Self::Right(4), "R4"),
        (Self::Right(5), "R5"),
        (Self::Outlet, "outlet"),
        (Self::Date, "date"),
    ];
}

impl Worded for Boundary {
    const WHAT: &'static str = "how far words around a hit are looked for";
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Article, "article"), (Self::Sentence, "sentence")];
}

impl Worded for Option<GroupKey> {
    const WHAT: &'static str = "what lines are put into groups by";
    const WORDS: &'static [(Self, &'static str)] = &[
        (None, "none"),
        (Some(GroupKey::Left(5)), "L5"),
        (Some(GroupKey::Left(4)), "L4"),
        (Some(GroupKey::Left(3)), "L3"),
        (Some(GroupKey::Left(2)), "L2"),
        (Some(GroupKey::Left(1)), "L1"),
        (Some(GroupKey::Hit), "hit"),
        (Some(GroupKey::Right(1)), "R1"),
        (Some(GroupKey::Right(2)), "R2"),
        (Some(GroupKey::Right(3)), "R3"),
        (Some(GroupKey::Right(4)), "R4"),
        (Some(GroupKey::Right(5)), "R5"),
        (Some(GroupKey::Outlet), "outlet"),
        (Some(GroupKey::Month), "month"),
    ];
}

impl Worded for MarkedOnly {
    const WHAT: &'static str = "which marked lines are shown";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::All, "all"),
        (Self::Any, "any"),
        (Self::One(Mark::ALL[0]), "A"),
        (Self::One(Mark::ALL[1]), "B"),
        (Self::One(Mark::ALL[2]), "C"),
        (Self::One(Mark::ALL[3]), "D"),
        (Self::One(Mark::ALL[4]), "E"),
        (Self::One(Mark::ALL[5]), "F"),
        (Self::One(Mark::ALL[6]), "G"),
        (Self::One(Mark::ALL[7]), "H"),
        (Self::One(Mark::ALL[8]), "I"),
    ];
}

impl Worded for View {
    const WHAT: &'static str = "the view";
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Browse, "browse"), (Self::Frequency, "frequency"), (Self::Compare, "compare")];
}

impl Worded for Lens {
    const WHAT: &'static str = "the lens";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::ByOutlet, "by outlet"),
        (Self::OverTime, "over time"),
        (Self::Dispersion, "dispersion"),
        (Self::Distinctive, "distinctive words"),
        (Self::Neighbours, "neighbours"),
        (Self::Phrases, "phrases"),
        (Self::Lines, "concordance"),
        (Self::WordShift, "word shift"),
    ];
}

impl Worded for ComparePane {
    const WHAT: &'static str = "what stands above the columns";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Glance, "at a glance"),
        (Self::Articles, "articles"),
        (Self::Figure, "distinctive words"),
        (Self::Words, "words in tables"),
    ];
}

impl Worded for KeynessMeasure {
    const WHAT: &'static str = "a column of distinctive words";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Count, "count"),
        (Self::PerThousand, "per 1000"),
        (Self::Elsewhere, "elsewhere"),
        (Self::PerThousandElsewhere, "per 1000 elsewhere"),
        (Self::Z, "z"),
        (Self::Delta, "delta"),
        (Self::LogRatio, "log ratio"),
        (Self::ConservativeLogRatio, "conservative log ratio"),
        (Self::G2, "g2"),
        (Self::G2TwoTerm, "g2 2 terms"),
        (Self::PercentDifference, "percent difference"),
        (Self::Bic, "bic"),
        (Self::OddsRatio, "odds ratio"),
        (Self::SimpleMaths, "simple maths"),
        (Self::DifferenceCoefficient, "difference coefficient"),
        (Self::Articles, "articles"),
        (Self::ArticlesElsewhere, "articles elsewhere"),
        (Self::Dispersion, "dispersion"),
        (Self::P, "p"),
        (Self::Q, "q"),
    ];
}

impl Worded for BarShape {
    const WHAT: &'static str = "how values by outlet are drawn";
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Bars, "bars"), (Self::Dots, "dots")];
}

impl Worded for OutletOrder {
    const WHAT: &'static str = "the order of outlets";
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Corpus, "corpus"), (Self::Value, "value"), (Self::Name, "name"), (Self::Country, "country")];
}

impl Worded for ReaderMode {
    const WHAT: &'static str = "how the reader shows an article";
    const WORDS: &'static [(Self, &'static str)] =
        &[(Self::Clean, "clean"), (Self::Furniture, "furniture"), (Self::Raw, "raw")];
}

impl Worded for ReaderLayer {
    const WHAT: &'static str = "a layer of the aligned reader";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Shared, "shared words"),
        (Self::Own, "own words"),
        (Self::OnlyHere, "only here"),
        (Self::Names, "names"),
        (Self::Voices, "voices"),
        (Self::Frames, "frames"),
        (Self::Hedges, "hedges"),
        (Self::Figures, "figures"),
    ];
}

impl Worded for Counting {
    const WHAT: &'static str = "how neighbours are counted";
    const WORDS: &'static [(Self, &'static str)] = &[(Self::Positions, "places"), (Self::Pairs, "pairs")];
}

impl Worded for Measure {
    const WHAT: &'static str = "the measure of neighbours";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::LogDice, "log_dice"),
        (Self::Dice, "dice"),
        (Self::Mi, "mi"),
        (Self::Mi2, "mi2"),
        (Self::Mi3, "mi3"),
        (Self::Npmi, "npmi"),
        (Self::DeltaPOfNode, "delta_p_node_to_word"),
        (Self::DeltaPOfNeighbour, "delta_p_word_to_node"),
        (Self::T, "t_score"),
        (Self::Z, "z_score"),
        (Self::ZBinomial, "z_score_binomial"),
        (Self::G2, "g2_signed"),
        (Self::ChiSquared, "chi_squared"),
    ];
}

impl Worded for NeighbourOrder {
    const WHAT: &'static str = "the order of neighbours";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Measure, "measure"),
        (Self::Word, "word"),
        (Self::Count, "count"),
        (Self::Articles, "articles"),
        (Self::Groups, "outlets"),
    ];
}

impl Worded for PhraseOrder {
    const WHAT: &'static str = "the order of phrases";
    const WORDS: &'static [(Self, &'static str)] = &[
        (Self::Count, "count"),
        (Self::Words, "words"),
        (Self::Length, "length"),
        (Self::Articles, "articles"),
        (Self::Groups, "outlets"),
    ];
}

/// The figures that can have a title of the user's own.
const FIGURES: [(Role, &str); 9] = [
    (Role::Frequency, "by outlet"),
    (Role::Trend, "over time"),
    (Role::Dispersion, "dispersion"),
    (Role::Distinctive, "distinctive words"),
    (Role::Neighbours, "neighbours"),
    (Role::Phrases, "phrases"),
    (Role::WordShift, "word shift"),
    (Role::Comparison, "compare"),
    (Role::Tellings, "at a glance"),
];

/// The word of a figure.
pub fn word_of_figure(figure: Role) -> Option<&'static str> {
    FIGURES.iter().find(|(role, _)| *role == figure).map(|(_, word)| *word)
}

/// The figure of a word.
pub fn figure_of_word(word: &str) -> Result<Role, Unreadable> {
    let found = FIGURES.iter().find(|(_, known)| *known == word).map(|(role, _)| *role);
    found.ok_or_else(|| Unreadable::part("the figure of a title", word))
}

#[cfg(test)]
mod tests {
    use std::fmt::Debug;

    use super::*;

    fn check<T: Worded + Debug>(all: &[T]) {
        assert_eq!(T::WORDS.len(), all.len(), "{}", T::WHAT);
        for choice in all {
            let word = choice.word().unwrap_or_else(|| panic!("{choice:?} has no word"));
            assert_eq!(T::of_word(Some(&word)), Ok(*choice));
        }
        assert!(T::of_word(Some("no such word")).is_err());
    }

    #[test]
    fn every_choice_has_a_word_of_its_own() {
        check(&Unit::ALL);
        check(&ListColumn::ALL);
        check(&SortKey::ALL);
        check(&Boundary::ALL);
        let groups: Vec<_> = GroupKey::ALL.into_iter().map(Some).chain([None]).collect();
        check(&groups);
        check(&MarkedOnly::all().collect::<Vec<_>>());
        check(&View::ALL);
        check(&Lens::ALL);
        check(&OutletOrder::ALL);
        check(&[BarShape::Bars, BarShape::Dots]);
        check(&Bin::ALL);
        check(&Grouping::ALL);
        check(&Counting::ALL);
        check(&Measure::ALL);
        check(&NeighbourOrder::ALL);
        check(&PhraseOrder::ALL);
        check(&[ReaderMode::Clean, ReaderMode::Furniture, ReaderMode::Raw]);
        check(&ReaderLayer::ALL);
    }
}
