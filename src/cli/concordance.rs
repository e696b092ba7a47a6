//! `parallax concordance`: CSV of every place where a query occurs, with the words around it, or of the groups
//! that these lines fall into.
//!
//! `from` and `to` are bytes in the decoded text of the file, so that a line leads back to its place.

use std::io::{self, Write};

use super::args::Concordance as Asked;
use super::failure::Failure;
use super::open::{open, query};
use super::output::{Streams, csv, deliver};
use crate::analysis::{Boundary, Concordance, ConcordanceRecipe, LineTable, Sample, Window};
use crate::task::Task;

/// The columns of groups.
const GROUP_COLUMNS: [&str; 4] = ["group", "lines", "articles", "outlets"];

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let query = query(&asked.query)?;
    let opened = open(&asked.reading, streams)?;
    let mut recipe = ConcordanceRecipe::new(query, opened.scope, asked.sort.0);
    recipe.sample = asked.sample.map(|lines| Sample { lines, seed: asked.seed });
    recipe.group_by = asked.group_by;
    if asked.window == Some(Window::Sentence) {
        recipe.boundary = Boundary::Sentence;
    }
    let found = recipe.run(&opened.corpus, &Task::none())?;
    if recipe.sample.is_some() {
        streams.say(&found.in_words(&recipe));
    }
    let window = asked.window.unwrap_or(Window::Characters(asked.context));
    let said = |article, span| opened.lines.of(&opened.corpus, article, span);
    let table = LineTable::new(&opened.corpus, &recipe, &found, window, &said);
    deliver(asked.output.out.as_deref(), streams, |out| match asked.group_by {
        Some(_) => groups(&found, out),
        None => csv(out, &LineTable::COLUMNS, table.rows(&Task::none())),
    })
}

fn groups(found: &Concordance, out: &mut dyn Write) -> io::Result<()> {
    let rows = found.groups.iter().map(|group| {
        [
            group.value.to_string(),
            group.lines.to_string(),
            group.articles.to_string(),
            group.outlets.to_string(),
        ]
    });
    csv(out, &GROUP_COLUMNS, rows)
}
