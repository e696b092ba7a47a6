//! What the user has laid out: series, filter, columns, units. Every change can be undone.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::line_layout::LineLayout;
use super::{LensChoices, Role, TellingChoices, WordChoices};
use crate::analysis::{Bin, Chosen, Grouping, ListColumn, NeighbourSettings, PhraseSettings, Unit};
use crate::framing::coding::JudgementKey;
use crate::framing::stories::StorySettings;
use crate::ingest::pages::PageBook;
use crate::ingest::readers::fields::Mappings;
use crate::project::{
    ArticleKey, CodingBook, Corrections, LineSpot, Mark, OutletBook, Remarks, StoryBook, VersionBook,
};
use crate::query::{Filter, Query};

/// A named, coloured query.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Series {
    /// Its name, by default what was typed.
    pub name: String,
    /// What it finds.
    pub query: Query,
    /// Its colour, counted through the palette.
    pub ink: u16,
    /// Whether it is shown.
    pub is_on: bool,
}

/// A filter with a name, to be used again.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct NamedFilter {
    /// Its name.
    pub name: String,
    /// What it lets through.
    pub filter: Filter,
}

/// What the user calls a figure.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct FigureTitle {
    /// In place of the program's own title; empty leaves that.
    pub title: String,
    /// A second line.
    pub subtitle: String,
}

/// Which phrases are listed.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct PhraseLayout {
    /// How they are counted.
    pub settings: PhraseSettings,
    /// Only those around the series chosen in the list.
    pub is_around: bool,
}

/// What the user has laid out.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Workbench {
    /// Keyword series in order.
    pub series: Vec<Series>,
    /// Which articles count.
    pub filter: Filter,
    /// Articles chosen for Compare, as a rule by hand; `None` is a story, or all that the filter leaves.
    pub chosen: Option<Chosen>,
    /// What the table of articles is searched for.
    pub search: Option<Query>,
    /// Order of the table: column, and whether it runs downwards.
    pub listing_order: (ListColumn, bool),
    /// What figures count in.
    pub unit: Unit,
    /// What figures hold against each other.
    pub grouping: Grouping,
    /// Width of a bin over time.
    pub bin: Bin,
    /// Over time: one line for each of what is compared (of the first series) instead of one line a series.
    pub is_trend_by_outlet: bool,
    /// How the lines of the concordance are sorted, grouped, drawn and set.
    pub lines: LineLayout,
    /// What marks on lines are called; a mark without a name is called by its letter.
    pub mark_names: BTreeMap<Mark, String>,
    /// Outlets set side by side; empty is the program's choice.
    pub columns: Vec<Arc<str>>,
    /// How stories are looked for.
    pub story_settings: StorySettings,
    /// What is chosen and put right about how a story is told.
    pub tellings: TellingChoices,
    /// Distinctive words: function words too.
    pub keep_stop_words: bool,
    /// How neighbours are counted.
    pub neighbours: NeighbourSettings,
    /// How phrases are counted.
    pub phrases: PhraseLayout,
    /// What is chosen of single lenses.
    pub lenses: LensChoices,
    /// Distinctive words and word shifts: everything else that can be chosen.
    pub words: WordChoices,
    /// What was put right by hand.
    pub corrections: Arc<Corrections>,
    /// Colours, countries and groups of outlets.
    pub book: Arc<OutletBook>,
    /// Notes and tags.
    pub remarks: Arc<Remarks>,
    /// What is said of stories.
    pub stories: Arc<StoryBook>,
    /// What is said of versions of articles.
    pub versions: Arc<VersionBook>,
    /// What is said of pages of articles.
    pub pages: Arc<PageBook>,
    /// Codebooks and samples coded by hand.
    pub coding: Arc<CodingBook>,
    /// What fields of data files hold, where the user has said it.
    pub mappings: Arc<Mappings>,
    /// Filters kept under names, in the user's order.
    pub subsets: Vec<NamedFilter>,
    /// What figures are called, by the part of the screen that shows them; only those with a title of the user's own.
    pub titles: BTreeMap<Role, FigureTitle>,
}

impl Default for Workbench {
    fn default() -> Self {
        Self {
            series: Vec::new(),
            filter: Filter::default(),
            chosen: None,
            search: None,
            listing_order: (ListColumn::Date, false),
            unit: Unit::default(),
            grouping: Grouping::default(),
            bin: Bin::Auto,
            is_trend_by_outlet: false,
            lines: LineLayout::default(),
            mark_names: BTreeMap::new(),
            columns: Vec::new(),
            story_settings: StorySettings::default(),
            tellings: TellingChoices::default(),
            keep_stop_words: false,
            neighbours: NeighbourSettings::default(),
            phrases: PhraseLayout::default(),
            lenses: LensChoices::default(),
            words: WordChoices::default(),
            corrections: Arc::default(),
            book: Arc::default(),
            remarks: Arc::default(),
            stories: Arc::default(),
            versions: Arc::default(),
            pages: Arc::default(),
            coding: Arc::default(),
            mappings: Arc::default(),
            subsets: Vec::new(),
            titles: BTreeMap::new(),
        }
    }
}

impl Workbench {
    /// The queries of the series that are shown.
    pub fn shown_queries(&self) -> Vec<Query> {
        self.shown_series().map(|(_, series)| series.query.clone()).collect()
    }

    /// The series that are shown, with their place in the list.
    pub fn shown_series(&self) -> impl Iterator<Item = (usize, &Series)> {
        self.series.iter().enumerate().filter(|(_, series)| series.is_on)
    }

    /// Holds other things against each other; names of those before are none of these.
    pub(super) fn group_by(&mut self, grouping: Grouping) {
        if self.grouping != grouping {
            self.grouping = grouping;
            self.neighbours.group = None;
            self.phrases.settings.group = None;
            self.words.forget_groups();
        }
    }

    /// The same put to other articles. Series belong to the question, not to the folder: they stay. What names
    /// articles and outlets goes.
    pub(super) fn of_other_articles(mut self) -> Self {
        let usual = Self::default();
        self.words.forget_groups();
        self.neighbours.group = None;
        self.phrases.settings.group = None;
        self.lines.sides = None;
        self.tellings.labels = usual.tellings.labels;
        self.tellings.sides = usual.tellings.sides;
        Self {
            filter: usual.filter,
            chosen: None,
            search: None,
            columns: Vec::new(),
            corrections: usual.corrections,
            book: usual.book,
            remarks: usual.remarks,
            stories: usual.stories,
            versions: usual.versions,
            pages: usual.pages,
            coding: self.coding.without_samples().into(),
            mappings: usual.mappings,
            subsets: usual.subsets,
            titles: usual.titles,
            ..self
        }
    }

    /// A colour no series has, or the next in turn.
    pub fn free_ink(&self) -> u16 {
        (0..u16::MAX).find(|ink| self.series.iter().all(|series| series.ink != *ink)).unwrap_or(0)
    }
}

/// The workbench with its past and its undone future.
#[derive(Debug, Default)]
pub struct Undo {
    past: Vec<Step>,
    future: Vec<Step>,
}

/// A state to return to, and what the change did that left it.
#[derive(Debug)]
struct Step {
    bench: Workbench,
    words: String,
    /// The text that it typed.
    typed: Option<Typed>,
}

/// A text that is typed letter by letter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Typed {
    /// The title of a figure.
    Title(Role),
    /// The note on an article.
    Note(ArticleKey),
    /// The note on a line.
    LineNote(ArticleKey, LineSpot),
    /// The note on an answer of a coder, by the place of the sample.
    CodingNote(usize, JudgementKey),
}

/// So many steps can be undone.
const STEPS: usize = 200;

impl Undo {
    /// Remembers `before`, the state that a change is about to leave, and what the change did.
    pub fn remember(&mut self, before: Workbench, words: String) {
        self.push(Step { bench: before, words, typed: None });
    }

    /// The same for letters of a text: they join those typed before them, unless something else was done or undone
    /// since.
    pub(super) fn remember_typed(&mut self, before: Workbench, words: String, typed: Typed) {
        let typed = Some(typed);
        let is_going_on = self.past.last().is_some_and(|step| step.typed == typed);
        if !is_going_on || !self.future.is_empty() {
            self.push(Step { bench: before, words, typed });
        }
    }

    fn push(&mut self, step: Step) {
        if self.past.len() == STEPS {
            self.past.remove(0);
        }
        self.past.push(step);
        self.future.clear();
    }

    /// Steps back from `now`; says what was undone.
    pub fn undo(&mut self, now: &mut Workbench) -> Option<&str> {
        step(&mut self.past, &mut self.future, now)
    }

    /// Steps forward again from `now`; says what was done again.
    pub fn redo(&mut self, now: &mut Workbench) -> Option<&str> {
        step(&mut self.future, &mut self.past, now)
    }

    /// What the next step back takes back.
    pub fn next_undo(&self) -> Option<&str> {
        self.past.last().map(|step| step.words.as_str())
    }

    /// What the next step forward does again.
    pub fn next_redo(&self) -> Option<&str> {
        self.future.last().map(|step| step.words.as_str())
    }

    /// Earlier and later states.
    pub(super) fn benches(&self) -> impl Iterator<Item = &Workbench> {
        self.past.iter().chain(&self.future).map(|step| &step.bench)
    }

    /// Articles get other numbers: earlier and later states follow them.
    pub(super) fn renumber(&mut self, mut change: impl FnMut(&mut Workbench)) {
        self.past.iter_mut().chain(&mut self.future).for_each(|step| change(&mut step.bench));
    }

    /// Forgets all steps.
    pub fn clear(&mut self) {
        *self = Self::default();
    }
}

fn step<'a>(from: &mut Vec<Step>, to: &'a mut Vec<Step>, now: &mut Workbench) -> Option<&'a str> {
    let Step { bench, words, typed } = from.pop()?;
    to.push(Step { bench: std::mem::replace(now, bench), words, typed });
    to.last().map(|step| step.words.as_str())
}
