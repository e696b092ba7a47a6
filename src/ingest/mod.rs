//! From a folder to articles: walk, read, decode, take apart, find what recurs.
//!
//! Files are read in parallel on the caller's pool and handed on in order, in batches that begin
//! with a single file, so that the first article can be read while the rest arrive. A file that
//! cannot be read, or that makes a rule fail, costs itself alone. Nothing is ever written.

pub mod anatomy;
pub mod complete;
pub(crate) mod databases;
pub mod decode;
pub mod readers;
pub mod registry;
pub mod repeats;
pub mod walk;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::corpus::{Article, CorpusBuilder};
use crate::problem::{Cause, Problem, Problems};
use crate::task::{Cancelled, Task};
use readers::limits::Limits;
use readers::{Found, Input};
use registry::Registry;
use walk::FoundFile;

/// Files in the largest batch; the first holds one.
const LARGEST_BATCH: usize = 2048;
/// How many times larger each batch is than the one before.
const GROWTH: usize = 4;

/// Makes ready what reading an article needs (registry, tables, patterns), so that the first article
/// of a folder has not to wait for it.
pub fn prepare() {
    let page = "The Example Post\n\nA headline of five words\n\nBy A. Writer\n\n3 May 2024\n\nOne sentence (Agency). Another.\n";
    let file = Input {
        bytes: page.as_bytes(),
        name: "example.txt",
        limits: &Limits::default(),
        task: &Task::none(),
    };
    for raw in readers::read(&file).articles {
        let article = anatomy::analyse(raw, "example.txt", Registry::bundled());
        CorpusBuilder::new().push([Arc::new(article)], &Task::none()).ok();
    }
}

/// Reads all articles under `roots`, in the order of their paths.
///
/// `on_batch` is given each batch as soon as it and all before it are ready. The articles that are
/// returned at the end may know more: lines that come back in many of an outlet's articles are
/// furniture by then. What went wrong is in `problems`, file by file.
pub fn read_folder(
    roots: &[PathBuf],
    task: &Task,
    problems: &mut Problems,
    on_batch: &mut dyn FnMut(Vec<Arc<Article>>),
) -> Result<Vec<Arc<Article>>, Cancelled> {
    task.phase("Looking for files", 0);
    let files = walk::walk(roots, task, problems)?;
    read_files(&files, task, problems, on_batch)
}

/// Reads the articles of `files`, in their order. See [`read_folder`].
pub fn read_files(
    files: &[FoundFile],
    task: &Task,
    problems: &mut Problems,
    on_batch: &mut dyn FnMut(Vec<Arc<Article>>),
) -> Result<Vec<Arc<Article>>, Cancelled> {
    task.phase("Reading", files.len() as u64);
    let registry = Registry::bundled();
    let limits = Limits::default();
    let mut articles = Vec::with_capacity(files.len());
    let mut rest = files;
    let mut size = 1;
    while !rest.is_empty() {
        let (batch, later) = rest.split_at(size.min(rest.len()));
        rest = later;
        size = (size * GROWTH).min(LARGEST_BATCH);
        let read: Vec<Option<FileRead>> = batch
            .par_iter()
            .map(|file| {
                task.check().ok()?;
                let read = read_file(file, registry, &limits, task);
                task.advance(1);
                Some(read)
            })
            .collect();
        task.check()?;
        let mut ready = Vec::with_capacity(read.len());
        for FileRead { articles, problems: found } in read.into_iter().flatten() {
            problems.extend(found);
            ready.extend(articles.into_iter().map(Arc::new));
        }
        articles.extend(ready.iter().map(Arc::clone));
        on_batch(ready);
    }
    task.phase("Looking for lines that recur", 0);
    repeats::mark(&mut articles, task)?;
    Ok(articles)
}

/// What one file gave.
#[derive(Default)]
struct FileRead {
    articles: Vec<Article>,
    problems: Problems,
}

/// Reads one file; a failure of any kind becomes its problem.
fn read_file(file: &FoundFile, registry: &Registry, limits: &Limits, task: &Task) -> FileRead {
    let bytes = match std::fs::read(&file.path) {
        Ok(bytes) => bytes,
        Err(error) => {
            let mut read = FileRead::default();
            let text = format!("The file could not be opened ({})", error.kind());
            read.problems.report(Problem::new(Cause::Unreadable, text).at(&*file.shown));
            return read;
        }
    };
    take_apart(&file.shown, || {
        let input = Input { bytes: &bytes, name: &file.shown, limits, task };
        let Found { articles, problems } = readers::read(&input);
        let taken_apart = |raw| anatomy::analyse(raw, &file.shown, registry);
        (articles.into_iter().map(taken_apart).collect(), problems)
    })
}

/// Runs `work` for the file `shown`; a panic in it becomes that file's problem.
fn take_apart(shown: &str, work: impl FnOnce() -> (Vec<Article>, Problems)) -> FileRead {
    let mut read = FileRead::default();
    let caught = catch_unwind(AssertUnwindSafe(work));
    if let Ok((articles, problems)) = caught {
        for article in articles {
            if article.raw.chars().any(char::is_alphanumeric) {
                read.articles.push(article);
            }
        }
        let silent = read.articles.is_empty() && problems.is_empty();
        read.problems = problems;
        if silent {
            let problem = Problem::new(Cause::NoArticle, "The file holds no text");
            read.problems.report(problem.at(shown));
        }
    } else {
        let text = "A fault in Parallax stopped the reading of this file; the others are not touched by it";
        read.problems.report(Problem::new(Cause::Internal, text).at(shown));
    }
    read
}

/// What could not be decided of an article, in plain sentences: told again once something was put right.
pub fn problems_of(article: &Article) -> Vec<String> {
    anatomy::problems(article)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn files(folder: &std::path::Path, n: usize) -> Vec<FoundFile> {
        (0..n)
            .map(|i| {
                let shown = format!("{i:03}.txt");
                let path = folder.join(&shown);
                let text = format!("Harbour {i} closed\n\nThe harbour number {i} has been closed since Monday, when the ice broke two of its piers.\n");
                std::fs::write(&path, text).unwrap();
                FoundFile { path, shown: shown.into(), bytes: 0 }
            })
            .collect()
    }

    #[test]
    fn batches_begin_small_and_keep_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 30);
        let mut sizes = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let all = read_files(&files, &Task::none(), &mut Problems::new(), &mut |batch| {
            sizes.push(batch.len());
            seen.extend(batch.iter().map(|a| a.path.to_string()));
        })
        .unwrap();
        assert_eq!(sizes, [1, 4, 16, 9]);
        assert!(seen.is_sorted());
        assert_eq!(all.len(), 30);
    }

    #[test]
    fn the_result_is_the_same_on_any_number_of_threads() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 40);
        let run = |threads| {
            let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
            pool.install(|| read_files(&files, &Task::none(), &mut Problems::new(), &mut |_| {}).unwrap())
        };
        assert_eq!(run(1), run(4));
    }

    #[test]
    fn a_cancelled_task_stops_between_files() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 30);
        let task = Task::new();
        let mut batches = 0;
        let result = read_files(&files, &task, &mut Problems::new(), &mut |_| {
            batches += 1;
            task.cancel();
        });
        assert_eq!(result, Err(Cancelled));
        assert_eq!(batches, 1);
    }

    #[test]
    fn what_goes_wrong_with_a_file_costs_that_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(folder.path(), 3);
        files[0].path = folder.path().join("gone.txt");
        std::fs::write(&files[1].path, " \n\n").unwrap();
        let mut problems = Problems::new();
        let all = read_files(&files, &Task::none(), &mut problems, &mut |_| {}).unwrap();
        assert_eq!(all.len(), 1);
        let causes: Vec<Cause> = problems.list().iter().map(|p| p.cause).collect();
        assert_eq!(causes, [Cause::Unreadable, Cause::NoArticle]);
        let read = take_apart("bad.txt", || panic!("on purpose"));
        assert_eq!(read.problems.list()[0].cause, Cause::Internal);
    }
}
