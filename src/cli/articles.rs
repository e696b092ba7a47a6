//! `parallax articles`: the articles with their parts, one JSON object a line or in a form other programs count.

use super::args::Articles;
use super::failure::Failure;
use super::open::open;
use super::output::{Streams, deliver};
use crate::analysis::Scope;
use crate::corpus::ArticleId;
use crate::export::corpus::{CorpusFormat, Selected, save_corpus, write_corpus};
use crate::query::{CountedVersions, Field};
use crate::task::Task;

/// Runs the command.
pub fn run(asked: &Articles, streams: &mut Streams<'_>) -> Result<(), Failure> {
    let to = asked.output.out.as_deref();
    if to.is_none() && !asked.format.flows() {
        let what = if asked.format == CorpusFormat::Texts {
            "Texts need a new folder"
        } else {
            "Parquet needs a file"
        };
        return Err(Failure::Usage(format!("{what}; name it with --out")));
    }
    let opened = open(&asked.reading, streams)?;
    // Every article that was read is told of, with the version that counts in its place, unless one asks otherwise.
    let filter = opened.scope.filter.clone();
    let is_asked = filter.has(Field::Versions);
    let filter = if is_asked { filter } else { filter.with_versions(CountedVersions::All) };
    let scope = Scope { filter, ..opened.scope };
    let subset = scope.subset(&opened.corpus);
    let articles: Vec<ArticleId> = subset.articles(&opened.corpus).collect();
    let task = Task::none();
    let selected = Selected { corpus: &opened.corpus, articles: &articles, task: &task };
    match to {
        // Nobody stops it.
        Some(path) => {
            save_corpus(selected, asked.format, path).map_or(Ok(()), |saved| saved.map_err(Failure::NotSaved))
        }
        None => deliver(None, streams, |out| write_corpus(selected, asked.format, out)),
    }
}
