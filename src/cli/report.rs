//! `parallax report`: one HTML page that holds all it shows, and each of its figures as SVG, PNG and CSV.

use std::path::PathBuf;
use std::sync::Arc;

use super::args::{Reading, Report};
use super::failure::Failure;
use super::open::{Wanted, open_with, queries};
use super::output::Streams;
use crate::project::file::recipe::names_of;
use crate::report::{self, Asked};
use crate::session::{Workbench, recipe_of};
use crate::task::Task;

/// Runs the command.
pub fn run(asked: &Report, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let queries = queries(&asked.queries)?;
    let opened = open_with(&asked.reading, Some(Wanted::default()), streams)?;
    let (stories, _) = opened.stories.clone().unwrap_or_default();
    let bench = Workbench { filter: opened.scope.filter.clone(), ..Workbench::default() };
    let wanted = Asked {
        corpus: &opened.corpus,
        scope: opened.scope.clone(),
        queries,
        stories: &stories,
        tellings: &opened.tellings,
        standing: &opened.standing,
        inks: &opened.inks,
        corrections: opened.corrections,
        title: asked.title.clone(),
        name: title(&asked.reading),
        folders: names_of(&asked.reading.paths),
        trouble: opened.trouble.clone(),
        recipe: &|analysis, unit, made_of| Some(Arc::from(recipe_of(analysis, &bench, unit, made_of))),
    };
    let mut begins = |phase: &'static str| streams.progress(&format!("{phase}…"));
    let written =
        report::write(&wanted, &asked.out, &Task::none(), &mut begins)?.map_err(Failure::NotSaved)?;
    streams.progress("");
    streams.say(&written.words);
    Ok(())
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
