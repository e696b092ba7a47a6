//! A report: one HTML page that holds all it shows, and each of its figures as SVG, PNG and CSV.
//!
//! The window and the command ask for it with the same words ([`Asked`]) and get the same bytes.

mod charts;
mod excerpts;
mod notes;
mod save;
mod stories;
mod tables;
pub mod trouble;

use std::path::Path;
use std::sync::Arc;

pub use save::{PAGE, Written};

use crate::analysis::figures::Looks;
use crate::analysis::{
    Analysis, Coverage, Distinctive, DistinctiveRecipe, DistinctiveSettings, Frequency, FrequencyRecipe,
    Scope, TellingsRecipe, Unit,
};
use crate::corpus::{Corpus, OutletId};
use crate::export::Report;
use crate::figure::{Figure, Ink, format};
use crate::framing::coding::Standing;
use crate::framing::stories::Stories;
use crate::problem::Problem;
use crate::project::file::recipe::MadeOf;
use crate::query::Query;
use crate::task::{Cancelled, Task};

/// From so many words on, rates are given per million.
const WORDS_FOR_MILLIONS: u64 = 100_000;

/// What lays the figure that answers a question out again in the window, in this unit and made of this; `None` where
/// nothing could.
pub type RecipeOf<'a> = dyn Fn(&Analysis, Unit, &MadeOf) -> Option<Arc<str>> + 'a;

/// What a report is asked for.
pub struct Asked<'a> {
    /// All articles, as they are put right.
    pub corpus: &'a Corpus,
    /// Those that are told of.
    pub scope: Scope,
    /// What is counted and shown lines of, in their order.
    pub queries: Vec<Query>,
    /// Which articles tell one event.
    pub stories: &'a Stories,
    /// How outlets tell this: names put right, sides, hedges, codebooks. Its scope is not looked at.
    pub tellings: &'a TellingsRecipe,
    /// Who has coded what by hand.
    pub standing: &'a Standing,
    /// The colours of the outlets, in their order.
    pub inks: &'a [Ink],
    /// How many corrections by hand there are.
    pub corrections: usize,
    /// The heading of the page, where somebody gave one.
    pub title: Option<String>,
    /// What was read is called so.
    pub name: String,
    /// Names of the folders and files read, without their paths.
    pub folders: Vec<String>,
    /// What went wrong in reading, in one clause; may be empty.
    pub trouble: String,
    /// What lays its figures out again.
    pub recipe: &'a RecipeOf<'a>,
}

/// What all parts of the page are made of.
struct Findings<'a> {
    corpus: &'a Corpus,
    /// The queries, and how often each outlet has them.
    asked: FrequencyRecipe,
    frequency: Frequency,
    /// The distinctive words, with the settings that made them.
    distinctive_asked: DistinctiveRecipe,
    distinctive: Distinctive,
    unit: Unit,
    /// The colours of the outlets, in their order.
    inks: &'a [Ink],
    /// How many corrections by hand there are.
    corrections: usize,
    /// What its figures say they were made of.
    made_of: MadeOf,
    /// What lays them out again.
    recipe: &'a RecipeOf<'a>,
    /// Asked whether to go on.
    task: Task,
}

/// A figure, the name of its files and the question it answers.
struct Chart {
    name: String,
    figure: Figure,
    asked: Analysis,
    /// What lays it out again in the window.
    recipe: Option<Arc<str>>,
}

/// Writes the page and the files of its figures into `folder`, which is made if it is not there; what else it holds
/// stays as it is. `begins` hears the name of each phase, as the task does.
///
/// # Errors
/// The outer one where the task was cancelled: then no file was written. The inner one where the disk refuses, with
/// the path and what to do: files before that one may be written, and the page, which comes last, is not.
pub fn write(
    asked: &Asked<'_>,
    folder: &Path,
    task: &Task,
    begins: &mut dyn FnMut(&'static str),
) -> Result<Result<Written, Problem>, Cancelled> {
    let mut phase = |name, total| {
        task.phase(name, total);
        begins(name);
    };
    phase("Counting", 0);
    let found = Findings::of(asked, task.quiet())?;
    let charts = found.charts()?;
    phase("Comparing", 0);
    let stories = found.stories(asked.stories, asked.tellings, asked.standing)?;
    let mut notes = found.notes(&charts, stories.asked, &asked.trouble);
    notes.extend(stories.note);
    let report = Report {
        title: asked.title.clone().unwrap_or_else(|| match &stories.only {
            Some(story) => format!("{story} · {}", asked.name),
            None => asked.name.clone(),
        }),
        made_of: made_of(asked.corpus, &found.frequency.coverage),
        generated_for: String::new(),
        figures: charts.iter().map(|chart| chart.figure.clone()).collect(),
        beside: stories.tables,
        tables: found.tables()?,
        concordances: found.excerpts()?,
        notes,
    };
    phase("Drawing", charts.len() as u64 + 1);
    let drawn = match save::draw(&report, &charts, task)? {
        Ok(drawn) => drawn,
        Err(problem) => return Ok(Err(problem)),
    };
    // From here on nothing takes long, and a report in part would be worse than a late one.
    Ok(save::save(drawn, folder))
}

impl<'a> Findings<'a> {
    fn of(asked: &Asked<'a>, task: Task) -> Result<Self, Cancelled> {
        let (corpus, scope) = (asked.corpus, &asked.scope);
        let counted = FrequencyRecipe {
            queries: asked.queries.clone(),
            scope: scope.clone(),
            ..FrequencyRecipe::default()
        };
        let frequency = counted.run(corpus, &task)?;
        let distinctive_asked = DistinctiveRecipe::new(scope.clone(), DistinctiveSettings::default());
        let distinctive = distinctive_asked.run(corpus, &task)?;
        let is_large = frequency.coverage.words >= WORDS_FOR_MILLIONS;
        let unit = if is_large { Unit::PerMillion } else { Unit::PerThousand };
        let made_of = MadeOf {
            name: asked.name.clone(),
            folders: asked.folders.clone(),
            articles: corpus.article_count(),
            // What a project puts right makes it another corpus than the one that was read.
            content: String::new(),
            corrections: asked.corrections as u32,
        };
        Ok(Self {
            corpus,
            asked: counted,
            frequency,
            distinctive_asked,
            distinctive,
            unit,
            inks: asked.inks,
            corrections: asked.corrections,
            made_of,
            recipe: asked.recipe,
            task,
        })
    }

    /// The colour of an outlet.
    fn ink(&self, outlet: OutletId) -> Ink {
        self.inks.get(usize::from(outlet)).copied().unwrap_or(Ink::nth(usize::from(outlet)))
    }

    /// How figures look.
    fn looks(&self) -> Looks<'_> {
        Looks { outlets: self.inks, ..Looks::default() }
    }
}

/// "24 of 31 articles · 5 outlets · 11,208 words · 2–16 May 2024".
fn made_of(corpus: &Corpus, coverage: &Coverage) -> String {
    let all = u64::from(corpus.article_count());
    let counted = u64::from(coverage.articles);
    let mut articles = format::counted(all, "article", "articles");
    if counted < all {
        articles = format!("{} of {articles}", format::count(counted));
    }
    let mut parts =
        vec![articles, coverage.outlets_in_words(), format::counted(coverage.words, "word", "words")];
    if let (Some(first), Some(last)) = (coverage.first, coverage.last) {
        parts.push(format::date_range(first.date, last.last_day()));
    }
    parts.join(" · ")
}
