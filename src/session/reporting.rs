//! The report: one page with figures of what is open, as `parallax report` writes it, into a folder that the user names.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::saving::Saving;
use super::{
    JobKind, Lens, Overlay, PathPurpose, Place, Recipe, Said, Series, Session, TellingChoices, View,
    Workbench, inks_of, standing_of,
};
use crate::analysis::{Analysis, Chosen, Scope, Unit};
use crate::corpus::ArticleId;
use crate::export;
use crate::framing::stories::{Stories, StorySettings};
use crate::ingest::OwnFile;
use crate::problem::Problem;
use crate::project::file::recipe::{MadeOf, names_of};
use crate::project::{Amended, Amendments, CodingBook, Related, StoryBook, import};
use crate::query::{Field, Filter, Query};
use crate::report::{self, Asked, Written, trouble};
use crate::task::{Cancelled, Task};

/// The folder that is suggested, and made in a folder that holds something else.
pub(super) const NAME: &str = "Report";

/// A report on its way out: what is open, as it was when it was asked for.
#[derive(Debug, Clone)]
pub(super) struct TakenPage {
    amended: Arc<Amended>,
    /// What the user said, which may be more than was put right yet.
    said: Amendments,
    stories: (Arc<StoryBook>, StorySettings),
    filter: Filter,
    queries: Vec<Query>,
    /// An article of the story that is open in Compare.
    story: Option<ArticleId>,
    tellings: TellingChoices,
    coding: Arc<CodingBook>,
    /// Colours by the name of the outlet.
    inks: BTreeMap<Arc<str>, u16>,
    problems: Arc<Vec<Problem>>,
    name: String,
    folders: Vec<String>,
}

/// A report on the disk.
#[derive(Debug)]
pub(super) struct Reported {
    folder: PathBuf,
    words: String,
    files: Vec<OwnFile>,
}

impl Session {
    /// Asks where to save the report.
    pub(super) fn ask_to_save_report(&mut self) {
        let Some(amended) = self.library.amended.clone() else { return };
        let place = self.place();
        // What was chosen by hand has the place of a story.
        let shows_story = place.view == View::Compare && self.bench.chosen.is_none();
        let taken = TakenPage {
            amended,
            said: self.amendments(),
            stories: (Arc::clone(&self.bench.stories), self.bench.story_settings),
            filter: self.bench.filter.clone(),
            queries: self.bench.shown_queries(),
            story: place.story.filter(|_| shows_story),
            tellings: self.bench.tellings.clone(),
            coding: Arc::clone(&self.bench.coding),
            inks: self.library.inks.clone(),
            problems: Arc::clone(&self.library.problems),
            name: self.title(),
            folders: names_of(&self.library.roots),
        };
        self.ask_to_save(Saving::Report(Box::new(taken)));
    }

    /// Writes the report into the folder that `path` means, and says how it went.
    pub(super) fn save_report(&mut self, path: PathBuf, taken: TakenPage) {
        self.jobs.start(JobKind::Report, move |task, speaker| {
            let folder = folder_for(&path);
            let at = |problem: Problem| problem.at(folder.display().to_string());
            // Where nothing can be written this is known before all is counted.
            if let Err(problem) = export::make_folder(&folder) {
                speaker.say(Said::Reported(Box::new(Err(problem))));
                return;
            }
            speaker.say(Said::ReportBegun);
            let Ok(written) = taken.write(&folder, task) else { return };
            let reported = written.map_err(at).map(|written| Reported {
                files: written.files.iter().filter_map(|file| OwnFile::at(file).ok()).collect(),
                folder: folder.clone(),
                words: written.words,
            });
            speaker.say(Said::Reported(Box::new(reported)));
        });
    }

    /// The folder can be written into: nobody has to wait at the path field until all is counted.
    pub(super) fn report_begun(&mut self) {
        if self.overlay() == Overlay::Path && self.prompt.purpose == PathPurpose::Save {
            self.overlays.pop();
            self.forget_saving();
        }
    }

    /// The report is there, or it is said why not.
    pub(super) fn reported(&mut self, reported: Result<Reported, Problem>) {
        match reported {
            Ok(Reported { folder, words, files }) => {
                self.settings.saved_into(&folder, files);
                self.after_saving(words);
            }
            Err(problem) => self.hear_saved(Err(problem)),
        }
    }

    /// Stops writing the report, if one is being written.
    pub(super) fn stop_report(&mut self) {
        if self.jobs.is_running(JobKind::Report) {
            self.jobs.cancel(JobKind::Report);
            self.notices.note("The report was stopped before it was written");
        }
    }
}

impl TakenPage {
    pub(super) fn write(self, folder: &Path, task: &Task) -> Result<Result<Written, Problem>, Cancelled> {
        let amended = self.put_right(task)?;
        let corpus = &amended.corpus;
        let none = Arc::default();
        let stories = amended.related.as_ref().map_or(&none, |related| &related.stories);
        let (scope, is_named) = self.scope(&amended, stories, task)?;
        let outcome = import::outcome(corpus.articles(), &self.problems, task)?;
        let files = outcome.read + outcome.remarked + outcome.unread;
        let bench = Workbench {
            filter: scope.filter.clone(),
            book: Arc::clone(&self.said.book),
            story_settings: self.stories.1,
            ..Workbench::default()
        };
        let recipe = |analysis: &Analysis, unit, made_of: &MadeOf| {
            is_named.then(|| Arc::from(recipe_of(analysis, &bench, unit, made_of)))
        };
        let asked = Asked {
            corpus,
            scope,
            queries: self.queries,
            stories,
            tellings: &self.tellings.recipe_of_all(&self.coding),
            standing: &standing_of(&self.coding),
            inks: &inks_of(corpus, self.inks, &self.said.book),
            corrections: self.said.corrections.list.len(),
            title: None,
            name: self.name,
            folders: self.folders,
            trouble: trouble::in_words(&self.problems, corpus.articles(), files),
            recipe: &recipe,
        };
        report::write(&asked, folder, task, &mut |_| {})
    }

    /// The articles with all that was said of them, and with their stories.
    fn put_right(&self, task: &Task) -> Result<Arc<Amended>, Cancelled> {
        let mut amended = Arc::clone(&self.amended);
        if !amended.said.is(&self.said) {
            amended = Arc::new(self.said.apply(&amended.as_read, Some(&amended), task)?);
        }
        let (book, settings) = &self.stories;
        let is_known = |found: &Arc<Related>| found.is_of(&amended, book, *settings);
        if !amended.related.as_ref().is_some_and(is_known) {
            let found = Related::find(&amended, book, *settings, task)?;
            amended = Arc::new(amended.related(Arc::new(found)));
        }
        Ok(amended)
    }

    /// Which articles are told of, and whether the filter alone says so: where it names the story that is open, it is
    /// the filter of all figures; a story whose title another has, or that has none, is one by its articles.
    fn scope(&self, amended: &Amended, stories: &Stories, task: &Task) -> Result<(Scope, bool), Cancelled> {
        let corpus = &amended.corpus;
        let passing = Scope::of_filter(self.filter.clone());
        let number = self.story.and_then(|article| stories.story_of(article));
        let Some((number, story)) = number.and_then(|number| Some((number, stories.stories.get(number)?)))
        else {
            return Ok((passing, true));
        };
        let title = corpus.stories().get(number).cloned().unwrap_or_default();
        let named = Scope::of_filter(self.filter.clone().with_value(Field::Story, &title));
        let chosen = Scope { chosen: Some(Chosen::story(title, story.articles.clone())), ..passing };
        let articles = [&chosen, &named].map(|scope| scope.try_subset(corpus, task));
        let [wanted, found] = articles;
        let is_same = wanted?.articles(corpus).eq(found?.articles(corpus));
        Ok(if is_same { (named, true) } else { (chosen, false) })
    }
}

/// The folder that a path means: a folder that holds something and no report gets one of its own inside.
fn folder_for(path: &Path) -> PathBuf {
    let is_empty = || std::fs::read_dir(path).is_ok_and(|mut held| held.next().is_none());
    if !path.is_dir() || path.join(report::PAGE).exists() || is_empty() {
        return path.to_path_buf();
    }
    path.join(NAME)
}

/// What lays the figure that answers a question out again in the window, over the filter, groups and settings of
/// `bench`, in this unit.
pub fn recipe_of(asked: &Analysis, bench: &Workbench, unit: Unit, made_of: &MadeOf) -> String {
    let (lens, queries) = match asked {
        Analysis::Trend(recipe) => (Lens::OverTime, recipe.queries.as_slice()),
        Analysis::Dispersion(recipe) => (Lens::Dispersion, recipe.queries.as_slice()),
        Analysis::Distinctive(_) => (Lens::Distinctive, &[][..]),
        Analysis::WordShift(_) => (Lens::WordShift, &[][..]),
        Analysis::Neighbours(recipe) => (Lens::Neighbours, std::slice::from_ref(&recipe.query)),
        Analysis::Phrases(recipe) => (Lens::Phrases, recipe.around.as_slice()),
        Analysis::Frequency(recipe) => (Lens::ByOutlet, recipe.queries.as_slice()),
        _ => (Lens::ByOutlet, &[][..]),
    };
    let series = queries.iter().zip(0..).map(|(query, ink)| Series {
        name: query.text.clone(),
        query: query.clone(),
        ink,
        is_on: true,
    });
    let mut bench = Workbench {
        series: series.collect(),
        unit,
        is_trend_by_outlet: matches!(asked, Analysis::Trend(recipe) if recipe.by.is_some()),
        ..bench.clone()
    };
    bench.phrases.is_around = matches!(asked, Analysis::Phrases(recipe) if recipe.around.is_some());
    let place = Place { view: View::Frequency, lens, ..Place::default() };
    Recipe::new(&bench, &place, None, made_of.clone()).text()
}
