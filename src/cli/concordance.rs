//! `parallax concordance`: CSV of every place where a query occurs, with the words around it.
//!
//! `from` and `to` are bytes in the decoded text of the file, so that a line leads back to its place.

use std::io::{self, Write};

use rayon::prelude::*;

use super::args::Concordance as Asked;
use super::failure::Failure;
use super::open::{open, query};
use super::output::{Streams, deliver};
use crate::analysis::{Concordance, ConcordanceRecipe, shown_name};
use crate::corpus::Corpus;
use crate::task::Task;

const COLUMNS: [&str; 8] = ["article", "outlet", "date", "left", "hit", "right", "from", "to"];

/// Lines put into words at a time.
const BATCH: usize = 4096;

/// Runs the command.
pub fn run(asked: &Asked, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let query = query(&asked.query)?;
    let opened = open(&asked.reading, streams)?;
    let recipe = ConcordanceRecipe { query, scope: opened.scope, sort: asked.sort.0 };
    let found = recipe.run(&opened.corpus, &Task::none())?;
    let context = usize::from(asked.context);
    deliver(asked.output.out.as_deref(), streams, |out| write(&opened.corpus, &found, context, out))
}

fn write(corpus: &Corpus, found: &Concordance, context: usize, out: &mut dyn Write) -> io::Result<()> {
    let mut writer = csv::Writer::from_writer(out);
    writer.write_record(COLUMNS)?;
    for from in (0..found.lines.len()).step_by(BATCH) {
        let batch = from..found.lines.len().min(from + BATCH);
        let rows: Vec<[String; 8]> =
            batch.into_par_iter().map(|at| row(corpus, found, at, context)).collect();
        rows.iter().try_for_each(|row| writer.write_record(row))?;
    }
    writer.flush()
}

fn row(corpus: &Corpus, found: &Concordance, at: usize, context: usize) -> [String; 8] {
    let line = found.line(corpus, at, context);
    let outlet = corpus.outlets().get(usize::from(line.outlet)).map_or("", |outlet| &*outlet.name);
    [
        corpus.article(line.article).path.to_string(),
        shown_name(outlet).to_owned(),
        line.date.map_or_else(String::new, |date| date.to_string()),
        line.left,
        line.hit,
        line.right,
        line.span.from.to_string(),
        line.span.to.to_string(),
    ]
}
