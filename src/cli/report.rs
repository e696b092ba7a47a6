//! `parallax report`: one HTML page that holds all it shows, and each of its figures as SVG, PNG and CSV.
//!
//! Only files of its own names are written; what else the folder holds stays as it is.

mod charts;
mod excerpts;
mod notes;
mod stories;
mod tables;

use std::collections::BTreeSet;
use std::ffi::OsString;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{Reading, Report as Asked};
use super::failure::Failure;
use super::open::{Wanted, open_with, queries};
use super::output::Streams;
use crate::analysis::figures::Looks;
use crate::analysis::{
    Analysis, Coverage, Distinctive, DistinctiveRecipe, DistinctiveSettings, Frequency, FrequencyRecipe, Unit,
};
use crate::corpus::{Corpus, OutletId};
use crate::export::{self, FigureFormat, FigureOptions, Report};
use crate::figure::{Figure, Ink, format};
use crate::project::file::recipe::MadeOf;
use crate::session::names_of;
use crate::task::{Cancelled, Task};

/// The page's file.
const PAGE: &str = "report.html";

/// From so many words on, rates are given per million.
const WORDS_FOR_MILLIONS: u64 = 100_000;

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
    /// How many corrections by hand the project holds.
    corrections: usize,
    /// What its figures say they were made of.
    made_of: MadeOf,
}

/// A figure, the name of its files and the question it answers.
struct Chart {
    name: String,
    figure: Figure,
    asked: Analysis,
    /// What lays it out again in the window.
    recipe: Arc<str>,
}

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let queries = queries(&asked.queries)?;
    let opened = open_with(&asked.reading, Some(Wanted::default()), streams)?;
    let corpus = &opened.corpus;
    streams.progress("Counting…");
    let recipe = FrequencyRecipe { queries, scope: opened.scope.clone(), ..FrequencyRecipe::default() };
    let found = Findings::of((corpus, &opened.inks), recipe, opened.corrections, &asked.reading)?;
    let charts = found.charts()?;
    streams.progress("Comparing…");
    let (told, _) = opened.stories.clone().unwrap_or_default();
    let stories = found.stories(&told, &opened.tellings, &opened.standing)?;
    let mut notes = found.notes(&charts, stories.asked, &opened.trouble);
    notes.extend(stories.note);
    let report = Report {
        title: asked.title.clone().unwrap_or_else(|| match &stories.only {
            Some(story) => format!("{story} · {}", title(&asked.reading)),
            None => title(&asked.reading),
        }),
        made_of: made_of(corpus, &found.frequency.coverage),
        generated_for: String::new(),
        figures: charts.iter().map(|chart| chart.figure.clone()).collect(),
        beside: stories.tables,
        tables: found.tables()?,
        concordances: found.excerpts()?,
        notes,
    };
    streams.progress("Drawing…");
    let written = save(&report, &charts, &asked.out)?;
    streams.progress("");
    streams.say(&written);
    Ok(())
}

impl<'a> Findings<'a> {
    fn of(
        (corpus, inks): (&'a Corpus, &'a [Ink]),
        asked: FrequencyRecipe,
        corrections: usize,
        reading: &Reading,
    ) -> Result<Self, Cancelled> {
        let task = Task::none();
        let frequency = asked.run(corpus, &task)?;
        let distinctive_asked = DistinctiveRecipe::new(asked.scope.clone(), DistinctiveSettings::default());
        let distinctive = distinctive_asked.run(corpus, &task)?;
        let is_large = frequency.coverage.words >= WORDS_FOR_MILLIONS;
        let unit = if is_large { Unit::PerMillion } else { Unit::PerThousand };
        let made_of = MadeOf {
            name: title(reading),
            folders: names_of(&reading.paths),
            articles: corpus.article_count(),
            // What a project puts right makes it another corpus than the one that was read.
            content: String::new(),
            corrections: corrections as u32,
        };
        Ok(Self {
            corpus,
            asked,
            frequency,
            distinctive_asked,
            distinctive,
            unit,
            inks,
            corrections,
            made_of,
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

/// What the page is called: by the folder read.
fn title(reading: &Reading) -> String {
    let name = |path: &PathBuf| {
        // A folder given as "." or "news/.." has its name elsewhere.
        let real = path.canonicalize().unwrap_or_else(|_| path.clone());
        // A project is called by its name alone.
        let name = if crate::project::is_project(&real) { real.file_stem() } else { real.file_name() };
        name.map_or_else(|| real.display().to_string(), |name| name.to_string_lossy().into_owned())
    };
    match reading.paths.as_slice() {
        [] => String::new(),
        [one] => name(one),
        [first, rest @ ..] => format!("{} and {} more", name(first), rest.len()),
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

/// Writes everything into `folder` and says what was written and what was there before.
fn save(report: &Report, charts: &[Chart], folder: &Path) -> Result<String, Failure> {
    let held = export::make_folder(folder).map_err(Failure::NotSaved)?;
    let mut own = BTreeSet::from([OsString::from(PAGE)]);
    for chart in charts {
        for format in FigureFormat::ALL {
            let file = format!("{}.{}", chart.name, format.extension());
            let path = folder.join(&file);
            let options =
                FigureOptions { recipe: Some(Arc::clone(&chart.recipe)), ..FigureOptions::default() };
            export::save_figure(&chart.figure, &path, &options).map_err(Failure::NotSaved)?;
            own.insert(file.into());
        }
    }
    // The page comes last: where it is, its figures are.
    export::save_report(report, &folder.join(PAGE)).map_err(Failure::NotSaved)?;
    let replaced = held.iter().filter(|name| own.contains(*name)).count();
    let mut parts = vec![format!(
        "{PAGE} and {}",
        format::counted(own.len() as u64 - 1, "file of figures", "files of figures")
    )];
    if replaced > 0 {
        parts.push(format!("{} in place of earlier ones", format::count(replaced as u64)));
    }
    let others = (held.len() - replaced) as u64;
    if others > 0 {
        let others = format::counted(others, "other file", "other files");
        parts.push(format!("{others} there left as they were"));
    }
    Ok(format!("Wrote {}: {}", parts.join(", "), folder.display()))
}
