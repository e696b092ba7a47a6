//! The recipe of a figure: the part of the work that makes it, to stand in the picture, and back.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::held::Names;
use super::state::{Extra, Restored, State};
use crate::analysis::{Choice, Grouping};
use crate::corpus::Corpus;
use crate::project::file::recipe::{MadeOf, Recipe as Written};
use crate::project::file::{Unreadable, recipe};
use crate::project::{OutletBook, OutletGroup, of_recipe};
use crate::query::Field;
use crate::session::{ComparePane, Lens, Pick, Place, ReaderLayers, ReaderMode, Role, View, Workbench};

/// What makes a figure, at one moment; its text is made on a worker.
///
/// Searches, orders of tables, marks, corrections, notes and the open article are no part of it, and nothing of it
/// says where the articles lie.
#[derive(Debug, Clone)]
pub struct Recipe {
    bench: Workbench,
    place: Place,
    corpus: Option<Arc<Corpus>>,
    made_of: MadeOf,
}

impl Recipe {
    /// The recipe of the figure of this place. `corpus` gives chosen articles their names.
    pub fn new(bench: &Workbench, place: &Place, corpus: Option<Arc<Corpus>>, made_of: MadeOf) -> Self {
        // A folder without a name of its own is called by its path.
        let name = made_of.name.rsplit(['/', '\\']).next().unwrap_or_default().to_owned();
        let made_of = MadeOf { name, ..made_of };
        Self { bench: of_figure(bench, place), place: where_it_stands(place), corpus, made_of }
    }

    /// What stands in the picture.
    pub fn text(&self) -> String {
        let state = State {
            target: PathBuf::new(),
            order: 0,
            // Equal figures are equal files.
            saved: String::new(),
            roots: Vec::new(),
            gone: Vec::new(),
            bench: self.bench.clone(),
            inks: std::collections::BTreeMap::new(),
            place: self.place.clone(),
            reader_mode: ReaderMode::default(),
            reader_layers: ReaderLayers::default(),
            corpus: self.corpus.clone(),
            held: None,
            named: None,
            extra: Extra::default(),
        };
        Written { made_of: self.made_of.clone(), project: state.file() }.text()
    }
}

/// A recipe as it was found in a picture.
#[derive(Debug, Clone)]
pub struct Found {
    /// The name of the picture's file.
    pub name: String,
    /// What the figure was made of.
    pub made_of: MadeOf,
    /// The part of the workbench that makes it; chosen articles are in `chosen`.
    pub bench: Workbench,
    /// Where it stands.
    pub place: Place,
    /// The articles that Compare is about.
    pub chosen: Option<Names>,
    /// Why these.
    pub chosen_as: Choice,
}

impl Found {
    /// Reads the recipe of the picture at `path`.
    pub fn read(text: &str, path: &Path) -> Result<Self, String> {
        let read = || -> Result<Self, Unreadable> {
            let written = Written::read(text)?;
            let made_of = written.made_of.clone();
            let Restored { bench, place, held, .. } = Restored::of(of_recipe(written)?)?;
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            // Whoever wrote it may have put more in than a recipe has.
            let (bench, place) = (of_figure(&bench, &place), where_it_stands(&place));
            Ok(Self { name, made_of, bench, place, chosen: held.chosen, chosen_as: held.chosen_as })
        };
        read().map_err(|why| recipe::in_words(&why))
    }

    /// The workbench with the figure laid out on it: what is no part of a recipe stays as it is.
    pub fn laid_on(self, bench: &Workbench) -> Workbench {
        let title = role(&self.place).map(|role| (role, self.bench.titles.get(&role).cloned()));
        let here = bench.clone();
        let made = self.bench;
        let mut laid = Workbench {
            story_settings: if asks_stories(&made) { made.story_settings } else { here.story_settings },
            series: made.series,
            filter: made.filter,
            chosen: made.chosen,
            unit: made.unit,
            grouping: made.grouping,
            bin: made.bin,
            is_trend_by_outlet: made.is_trend_by_outlet,
            columns: made.columns,
            keep_stop_words: made.keep_stop_words,
            neighbours: made.neighbours,
            phrases: made.phrases,
            lenses: made.lenses,
            words: made.words,
            book: joined(&here.book, &made.book),
            ..here
        };
        match title {
            Some((role, Some(title))) => drop(laid.titles.insert(role, title)),
            Some((role, None)) => drop(laid.titles.remove(&role)),
            None => {}
        }
        laid
    }

    /// Groups of outlets that are others here than in the recipe.
    pub fn other_groups(&self, book: &OutletBook) -> Vec<String> {
        let is_other =
            |there: &&OutletGroup| book.group(&there.name).is_some_and(|here| here.outlets != there.outlets);
        self.bench.book.groups.iter().filter(is_other).map(|group| group.name.to_string()).collect()
    }
}

/// What is said of outlets here, and of those of which nothing is said here what the recipe says.
fn joined(here: &Arc<OutletBook>, there: &OutletBook) -> Arc<OutletBook> {
    let mut book = (**here).clone();
    for (name, entry) in &there.entries {
        book.entries.entry(Arc::clone(name)).or_insert_with(|| entry.clone());
    }
    for group in &there.groups {
        if book.group(&group.name).is_none() {
            book.groups.push(group.clone());
        }
    }
    if book == **here { Arc::clone(here) } else { Arc::new(book) }
}

/// The part of the workbench that makes the figure of this place.
fn of_figure(bench: &Workbench, place: &Place) -> Workbench {
    // Taken apart by name, so that of a new part it is decided here whether it makes figures.
    let Workbench {
        series,
        filter,
        chosen,
        search: _,
        listing_order: _,
        unit,
        grouping,
        bin,
        is_trend_by_outlet,
        lines: _,
        mark_names: _,
        columns,
        story_settings,
        tellings: _,
        keep_stop_words,
        neighbours,
        phrases,
        lenses,
        words,
        corrections: _,
        book,
        remarks: _,
        coding: _,
        stories: _,
        versions: _,
        pages: _,
        mappings: _,
        subsets: _,
        titles,
    } = bench;
    let usual = Workbench::default();
    let is_compared = place.view == View::Compare;
    let picked = place.pick.query.as_ref();
    let title = role(place).and_then(|role| Some((role, titles.get(&role)?.clone())));
    Workbench {
        series: series.iter().filter(|one| one.is_on || picked == Some(&one.query)).cloned().collect(),
        filter: filter.clone(),
        chosen: chosen.clone().filter(|_| is_compared),
        unit: *unit,
        grouping: *grouping,
        bin: *bin,
        is_trend_by_outlet: *is_trend_by_outlet,
        columns: if is_compared { columns.clone() } else { Vec::new() },
        story_settings: if asks_stories(bench) { *story_settings } else { usual.story_settings },
        keep_stop_words: *keep_stop_words,
        neighbours: neighbours.clone(),
        phrases: phrases.clone(),
        lenses: lenses.clone(),
        words: words.clone(),
        book: Arc::clone(book),
        titles: title.into_iter().collect(),
        ..usual
    }
}

/// Whether its figures depend on how stories are looked for.
fn asks_stories(bench: &Workbench) -> bool {
    bench.grouping == Grouping::Story || bench.filter.has(Field::Story)
}

/// View, lens and the query that the figure is about; a recipe of no figure is one of bars.
fn where_it_stands(place: &Place) -> Place {
    let view = if place.view == View::Browse { View::Frequency } else { place.view };
    let lens = if place.lens == Lens::Lines { Lens::default() } else { place.lens };
    let is_about_one = matches!(lens, Lens::Neighbours | Lens::Phrases);
    let query = place.pick.query.clone().filter(|_| is_about_one);
    // A figure of Compare is of outlets side by side; those of a story come as chosen articles.
    let compares_all = (view == View::Compare).then_some(true);
    let above = if view == View::Compare { place.above } else { ComparePane::default() };
    Place { view, lens, pick: Pick { query, ..Pick::default() }, compares_all, above, ..Place::default() }
}

fn role(place: &Place) -> Option<Role> {
    Role::of_figure(place)
}
