//! Where the user is: one of three views and what is picked out in it; back and forward.

use std::sync::Arc;

use jiff::civil::Date;

use super::Action;
use crate::analysis::GroupKey;
use crate::corpus::{ArticleId, Span};
use crate::query::Filter;

/// The three views.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum View {
    /// All articles, and a reader.
    #[default]
    Browse,
    /// Keywords in figures, with their lines.
    Frequency,
    /// Outlets side by side.
    Compare,
}

impl View {
    /// In the order of the tabs.
    pub const ALL: [Self; 3] = [Self::Browse, Self::Frequency, Self::Compare];

    /// The tab's name.
    pub fn title(self) -> &'static str {
        match self {
            Self::Browse => "Browse",
            Self::Frequency => "Frequency",
            Self::Compare => "Compare",
        }
    }
}

/// The lenses of the Frequency view that exist.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Lens {
    /// Grouped bars by outlet.
    #[default]
    ByOutlet,
    /// Lines over time.
    OverTime,
    /// One row an article, one stroke a hit.
    Dispersion,
    /// Words that set each outlet apart.
    Distinctive,
    /// Words that make two sides differ.
    WordShift,
    /// Words that stand near a word.
    Neighbours,
    /// Runs of words that come back.
    Phrases,
    /// The concordance with all its tools.
    Lines,
}

impl Lens {
    /// In the order of the list.
    pub const ALL: [Self; 8] = [
        Self::ByOutlet,
        Self::OverTime,
        Self::Dispersion,
        Self::Distinctive,
        Self::WordShift,
        Self::Neighbours,
        Self::Phrases,
        Self::Lines,
    ];

    /// Its name.
    pub fn title(self) -> &'static str {
        match self {
            Self::ByOutlet => "By outlet",
            Self::OverTime => "Over time",
            Self::Dispersion => "Dispersion",
            Self::Distinctive => "Distinctive words",
            Self::WordShift => "Word shift",
            Self::Neighbours => "Neighbours",
            Self::Phrases => "Phrases",
            Self::Lines => "Concordance",
        }
    }

    /// The action that shows it.
    pub fn action(self) -> Action {
        match self {
            Self::ByOutlet => Action::LensByOutlet,
            Self::OverTime => Action::LensOverTime,
            Self::Dispersion => Action::LensDispersion,
            Self::Distinctive => Action::LensDistinctive,
            Self::WordShift => Action::LensWordShift,
            Self::Neighbours => Action::LensNeighbours,
            Self::Phrases => Action::LensPhrases,
            Self::Lines => Action::LensLines,
        }
    }

    /// The lens that an action shows.
    pub fn of_action(action: Action) -> Option<Self> {
        Self::ALL.into_iter().find(|lens| lens.action() == action)
    }

    /// Whether it counts the series of the list; otherwise it finds words by itself.
    pub fn counts_series(self) -> bool {
        match self {
            Self::ByOutlet | Self::OverTime | Self::Dispersion | Self::Neighbours | Self::Lines => true,
            Self::Distinctive | Self::WordShift | Self::Phrases => false,
        }
    }

    /// Whether the series chosen in the list decides what it shows; otherwise a word of its own may be chosen.
    pub fn follows_series(self) -> bool {
        match self {
            Self::ByOutlet
            | Self::OverTime
            | Self::Dispersion
            | Self::Neighbours
            | Self::Phrases
            | Self::Lines => true,
            Self::Distinctive | Self::WordShift => false,
        }
    }
}

/// What Compare shows above the columns, where outlets stand side by side.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum ComparePane {
    /// Framing at a glance.
    #[default]
    Glance,
    /// The articles of the story.
    Articles,
    /// Distinctive words as a figure.
    Figure,
    /// Distinctive words as tables.
    Words,
}

/// What the concordance under the figure shows.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Pick {
    /// The query whose lines are shown; a series of the list or a word clicked in a figure.
    pub query: Option<crate::query::Query>,
    /// The neighbour of the query, or the phrase, whose places are shown; folded.
    pub word: Option<Arc<str>>,
    /// Only this outlet.
    pub outlet: Option<Arc<str>>,
    /// Only these days, both included.
    pub days: Option<(Date, Date)>,
    /// Only articles of the clicked group, where groups are no outlets.
    pub within: Filter,
}

/// A place one can come back to.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct Place {
    /// The view.
    pub view: View,
    /// The lens of the Frequency view.
    pub lens: Lens,
    /// The article in the reader.
    pub article: Option<ArticleId>,
    /// The words in it to show.
    pub spot: Option<Span>,
    /// The query whose line led to the article: its hits are counted first.
    pub followed: Option<crate::query::Query>,
    /// The article in a second reader at its side.
    pub beside: Option<ArticleId>,
    /// What the concordance shows.
    pub pick: Pick,
    /// Only the group of lines that has this in common; it holds while lines are in groups by this.
    pub line_group: Option<(GroupKey, Arc<str>)>,
    /// The story that Compare is about, by one of its articles.
    pub story: Option<ArticleId>,
    /// Whether, without a story, Compare sets side by side all that the filter leaves, or lists the stories; `None`
    /// lists them where there are any.
    pub compares_all: Option<bool>,
    /// What Compare shows above the columns.
    pub above: ComparePane,
    /// The word lit in every column of Compare, folded.
    pub lit: Option<Arc<str>>,
}

/// Places visited, like a browser's.
#[derive(Debug, Default)]
pub struct History {
    behind: Vec<(u64, Place)>,
    ahead: Vec<(u64, Place)>,
    here: Place,
    /// Tells this visit from all others, so that views can keep its scroll.
    visit: u64,
    last_visit: u64,
    moves: u64,
}

/// So many places are kept.
const KEPT: usize = 200;

impl History {
    /// Where the user is.
    pub fn here(&self) -> &Place {
        &self.here
    }

    /// The number of this visit: going back returns to the same one.
    pub fn visit(&self) -> u64 {
        self.visit
    }

    /// How often the place has changed.
    pub fn moves(&self) -> u64 {
        self.moves
    }

    /// Goes to `place`; going to where one is changes nothing.
    pub fn go(&mut self, place: Place) {
        if place == self.here {
            return;
        }
        if self.behind.len() == KEPT {
            self.behind.remove(0);
        }
        self.last_visit += 1;
        let visit = std::mem::replace(&mut self.visit, self.last_visit);
        self.behind.push((visit, std::mem::replace(&mut self.here, place)));
        self.ahead.clear();
        self.moves += 1;
    }

    /// Changes the place without a step to come back to.
    pub fn adjust(&mut self, change: impl FnOnce(&mut Place)) {
        change(&mut self.here);
        self.moves += 1;
    }

    /// Changes all places, those behind and ahead too.
    pub fn adjust_all(&mut self, change: impl Fn(&mut Place)) {
        let visited = self.behind.iter_mut().chain(&mut self.ahead).map(|(_, place)| place);
        visited.chain([&mut self.here]).for_each(change);
        self.moves += 1;
    }

    /// One step back, if there is one.
    pub fn back(&mut self) {
        if let Some((visit, place)) = self.behind.pop() {
            let visit = std::mem::replace(&mut self.visit, visit);
            self.ahead.push((visit, std::mem::replace(&mut self.here, place)));
            self.moves += 1;
        }
    }

    /// One step forward, if there is one.
    pub fn forward(&mut self) {
        if let Some((visit, place)) = self.ahead.pop() {
            let visit = std::mem::replace(&mut self.visit, visit);
            self.behind.push((visit, std::mem::replace(&mut self.here, place)));
            self.moves += 1;
        }
    }

    /// Whether there is a step back.
    pub fn can_go_back(&self) -> bool {
        !self.behind.is_empty()
    }

    /// Whether there is a step forward.
    pub fn can_go_forward(&self) -> bool {
        !self.ahead.is_empty()
    }

    /// Forgets all places: another folder was opened.
    pub fn clear(&mut self) {
        // Visits of what was open before are none of these.
        let visit = self.last_visit + 1;
        *self = Self { visit, last_visit: visit, moves: self.moves + 1, ..Self::default() };
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn back_and_forward_return_to_the_same_place() {
        let mut history = History::default();
        let reading = Place { article: Some(3), ..Place::default() };
        let frequency = Place { view: View::Frequency, ..reading.clone() };
        history.go(reading.clone());
        let visit = history.visit();
        history.go(frequency.clone());
        assert_ne!(history.visit(), visit);
        history.back();
        assert_eq!((history.here(), history.visit()), (&reading, visit));
        history.forward();
        assert_eq!(history.here(), &frequency);
        history.back();
        history.go(Place::default());
        assert!(!history.can_go_forward());
        history.clear();
        assert!(history.visit() > visit, "another folder's places are other places");
    }
}
