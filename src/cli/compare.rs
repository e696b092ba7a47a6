//! `parallax compare`: one JSON object with all that the Compare view shows of a story, or of everything read.
//!
//! Passages, copies, names, voices, dictionary hits, distinctive words, what one tells alone or leaves out, hedges;
//! each with its place in the raw text, in bytes. What is not known is null, an empty list is an answer.

mod answer;
mod parts;

use std::path::Path;
use std::sync::Arc;

use super::args::Compare as Asked;
use super::failure::Failure;
use super::open::{Opened, Wanted, open_with, query};
use super::output::{Streams, deliver};
use crate::analysis::{Chosen, ComparisonRecipe, MOST_COLUMNS, OutletRow, Scope, TellingsRecipe};
use crate::corpus::{ArticleId, Corpus, Subset};
use crate::figure::format;
use crate::framing::labels::{Edit, LabelKey};
use crate::framing::stories::{Stories, Story};
use crate::task::Task;
use answer::{About, Answer};

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    for text in &asked.queries {
        query(text)?;
    }
    let opened = open_with(&asked.reading, Some(Wanted::default()), streams)?;
    let Opened { corpus, scope, .. } = &opened;
    let story = match &asked.story {
        None => None,
        Some(text) => {
            let (found, _) = opened.stories.clone().unwrap_or_default();
            Some((number(text, corpus, &found)?, found))
        }
    };
    let chosen = story.as_ref().and_then(|(at, found)| found.stories.get(*at));
    // The corpus has the titles given by hand.
    let title = story.as_ref().and_then(|(at, _)| corpus.stories().get(*at));
    let of_story = |story: &Story| Chosen::story(title.cloned().unwrap_or_default(), story.articles.clone());
    let scope = Scope { chosen: chosen.map(of_story).or_else(|| scope.chosen.clone()), ..scope.clone() };
    streams.progress("Comparing…");
    let recipe = recipe(&opened, scope.clone(), &asked.queries);
    let told = recipe.run(corpus, &Task::none())?;
    let outlets = recipe.outlets.clone();
    let compared = ComparisonRecipe { scope: scope.clone(), outlets, ..ComparisonRecipe::default() }
        .run(corpus, &Task::none())?;
    streams.progress("");
    left_out(corpus, &scope.subset(corpus), streams);
    if told.side_by_side.is_none() && told.columns.len() > 1 {
        let many = format::counted(told.coverage.articles.into(), "article", "articles");
        streams.say(&format!(
            "Sentences of {many} were not held against each other; choose a story with --story, or fewer with -f"
        ));
    }
    let about = About {
        story: story.as_ref().and_then(|(at, found)| Some((at + 1, found.stories.get(*at)?))),
        title: title.map(AsRef::as_ref),
    };
    deliver(asked.output.out.as_deref(), streams, |out| {
        serde_json::to_writer_pretty(&mut *out, &Answer::of(corpus, about, &recipe, &told, &compared))?;
        out.write_all(b"\n")
    })
}

/// The question: as the project has it put right, with what was asked for here as names of one label.
fn recipe(opened: &Opened, scope: Scope, queries: &[String]) -> TellingsRecipe {
    let mut recipe = TellingsRecipe { scope, ..opened.tellings.clone() };
    let labels = Arc::make_mut(&mut recipe.labels);
    labels.edits.extend(queries.iter().map(|text| Edit::AddLabel {
        label: LabelKey { concept: text.clone(), label: text.clone() },
        query: text.clone(),
    }));
    recipe
}

/// Which story is asked for: its number as `parallax stories` counts, or the file of one of its articles.
fn number(text: &str, corpus: &Corpus, found: &Stories) -> Result<usize, Failure> {
    let many = format::counted(found.stories.len() as u64, "story", "stories");
    if let Ok(number) = text.parse::<usize>()
        && !Path::new(text).exists()
    {
        let at = number.checked_sub(1).filter(|at| *at < found.stories.len());
        return at.ok_or_else(|| {
            Failure::Usage(format!("There is no story {number} among {many}; “parallax stories” lists them"))
        });
    }
    let typed = text.replace('\\', "/");
    let is_meant = |path: &str| path == typed || ends_with(path, &typed) || ends_with(&typed, path);
    let articles = corpus.articles().iter();
    let named: Vec<ArticleId> = (0..)
        .zip(articles)
        .filter(|(_, article)| article.files().any(|(path, _)| is_meant(path)))
        .map(|(id, _)| id)
        .collect();
    let mut stories: Vec<usize> = named.iter().filter_map(|&id| found.story_of(id)).collect();
    stories.sort_unstable();
    stories.dedup();
    match *stories {
        [only] => Ok(only),
        [] if named.is_empty() => Err(Failure::Usage(format!("No article read is called {text}"))),
        [] => Err(Failure::Usage(format!("{text} stands alone: no other article tells its story"))),
        _ => Err(Failure::Usage(format!(
            "{text} is the name of articles of several stories; name the folder too"
        ))),
    }
}

/// Whether a path ends with the whole names of another.
fn ends_with(path: &str, end: &str) -> bool {
    path.strip_suffix(end).is_some_and(|rest| rest.ends_with('/'))
}

/// Says which outlets have no column.
fn left_out(corpus: &Corpus, subset: &Subset, streams: &mut Streams<'_>) {
    let beyond = OutletRow::all(corpus, subset).len().saturating_sub(MOST_COLUMNS);
    if beyond > 0 {
        let outlets = format::counted(beyond as u64, "outlet has", "outlets have");
        streams.say(&format!(
            "{outlets} no column: the {MOST_COLUMNS} with most words stand side by side; -f outlet:… chooses others"
        ));
    }
}
