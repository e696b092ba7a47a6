//! From a folder to articles: walk, read, decode, take apart, join pages of one article, find what recurs.
//!
//! Files are read in parallel on the caller's pool and handed on in order, in batches that begin
//! with a single file, so that the first article can be read while the rest arrive. A large archive
//! is handed on piece by piece. A file that cannot be read, or that makes a rule fail, costs itself
//! alone, in a folder and in an archive. Nothing is ever written.

pub mod again;
pub mod anatomy;
pub mod complete;
pub(crate) mod databases;
pub mod decode;
mod disk;
mod given;
pub mod labels;
mod natural;
pub mod outlet_names;
mod own;
pub mod pages;
mod passed_over;
pub mod readers;
pub mod registry;
pub mod repeats;
mod shared;
mod stamp;
pub mod walk;

use std::fs::{self, File};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::sync::Arc;

use rayon::prelude::*;

use crate::corpus::{Article, CorpusBuilder};
use crate::problem::{Cause, Problem, Problems};
use crate::task::{Cancelled, Task};
use disk::{Unopened, Unread, read_bytes};
pub use given::{OwnFile, ReadReport, ReadSettings};
pub use passed_over::is_own;
use passed_over::{EMPTY, NOT_ORDINARY, too_large};
use readers::content::Disk;
use readers::fields::{FieldMapping, Shape, Shapes};
use readers::limits::Limits;
use readers::{Found, Input, RawArticle};
use registry::Registry;
use shared::SharedTexts;
use walk::FoundFile;

/// Files in the largest batch; the first holds one.
const LARGEST_BATCH: usize = 2048;
/// How many times larger each batch is than the one before.
const GROWTH: usize = 4;
/// Files that a thread reads one after the other before others may help it: at the end of a batch the others wait no
/// longer than these take.
const LEAF: usize = 16;
/// Archives of more bytes are read one after the other, each by all threads and handed on in pieces.
const ALONE: u64 = 4 << 20;

/// Makes ready what reading an article needs (registry, tables, patterns), so that the first article
/// of a folder has not to wait for it.
pub fn prepare() {
    let page = "The Example Post\n\nA headline of five words\n\nBy A. Writer\n\n3 May 2024\n\nOne sentence (Agency). Another.\n";
    let (limits, task) = (Limits::default(), Task::none());
    let file = Input::new(page.as_bytes(), "example.txt", &limits, &task);
    for raw in readers::read(&file).articles {
        let article = anatomy::analyse(raw, "example.txt", Registry::bundled());
        CorpusBuilder::new().push([Arc::new(article)], &Task::none()).ok();
    }
}

/// Reads all articles under `roots`, in the order of their paths. Limits of time hold where `task` has a clock.
///
/// `on_batch` is given each batch as soon as it and all before it are ready, while the next is read. The articles that are
/// returned at the end may know more: files that are pages of one article are one article by then, and
/// lines that come back in many of an outlet's articles are furniture. What went wrong is in `report`, file by file, and what data files are like.
pub fn read_folder(
    roots: &[PathBuf],
    settings: &ReadSettings,
    task: &Task,
    report: &mut ReadReport,
    on_batch: &mut dyn FnMut(Vec<Arc<Article>>),
) -> Result<Vec<Arc<Article>>, Cancelled> {
    Ok(again::Manifest::read(roots, settings, task, report, on_batch)?.1)
}

/// Reads the articles of `files`, in their order. See [`read_folder`].
pub fn read_files(
    files: &[FoundFile],
    settings: &ReadSettings,
    task: &Task,
    report: &mut ReadReport,
    on_batch: &mut dyn FnMut(Vec<Arc<Article>>),
) -> Result<Vec<Arc<Article>>, Cancelled> {
    let mut articles = Vec::with_capacity(files.len());
    read_each(files, settings, task, &mut |_, reads| {
        let mut batch = Vec::new();
        for read in reads {
            report.problems.extend(read.problems);
            report.shapes.extend(read.shapes);
            batch.extend(read.articles);
        }
        articles.extend(batch.iter().map(Arc::clone));
        on_batch(batch);
    })?;
    let joined = pages::find(&articles, &settings.pages, task)?;
    let mut articles = pages::put_together(articles, &joined);
    outlet_names::settle(&mut articles, task)?;
    task.phase("Looking for lines that recur", 0);
    repeats::mark(&mut articles, task)?;
    Ok(articles)
}

/// Takes what some files gave that stand together in the list: the place of the first, and each one's part.
type Take<'a> = dyn FnMut(usize, Vec<FileRead>) + 'a;

/// Reads `files` and hands on in their order what each gave; a large archive comes in several pieces.
fn read_each(
    files: &[FoundFile],
    settings: &ReadSettings,
    task: &Task,
    take: &mut Take<'_>,
) -> Result<(), Cancelled> {
    task.phase("Reading", files.len() as u64);
    let registry = Registry::bundled();
    let reading = Reading { registry, settings, task, texts: SharedTexts::default() };
    let mut rest = files;
    let mut size = 1;
    // What was read last: it is handed on while the next files are read, so that neither waits for the other.
    let mut last: Option<(usize, Vec<FileRead>)> = None;
    while !rest.is_empty() || last.is_some() {
        let at = files.len() - rest.len();
        let together = rest.iter().take(size).take_while(|file| !goes_alone(file, &settings.limits)).count();
        let (batch, later) = rest.split_at(together);
        let mut next = Vec::new();
        rayon::in_place_scope(|scope| {
            if !batch.is_empty() {
                scope.spawn(|_| next = reading.read_all(batch));
            }
            if let Some((at, reads)) = last.take() {
                take(at, reads);
            }
        });
        task.check()?;
        rest = later;
        if !batch.is_empty() {
            last = Some((at, next));
            size = (size * GROWTH).min(LARGEST_BATCH);
        } else if let Some((alone, others)) = rest.split_first() {
            rest = others;
            reading.read_file(alone, &mut |read| take(at, vec![read]));
            task.advance(1);
            task.check()?;
        }
    }
    Ok(())
}

/// Whether a file holds so many that it is read by all threads at once, or is so large that no other is to
/// be in memory beside it.
fn goes_alone(file: &FoundFile, limits: &Limits) -> bool {
    file.bytes > limits.file_bytes || file.bytes > ALONE && readers::promises_pieces(&file.shown)
}

/// What one file gave, or a piece of it.
#[derive(Debug, Clone, Default)]
struct FileRead {
    articles: Vec<Arc<Article>>,
    problems: Problems,
    shapes: Shapes,
    unread: Option<Unread>,
}

impl FileRead {
    fn extend(&mut self, other: Self) {
        self.articles.extend(other.articles);
        self.problems.extend(other.problems);
        self.shapes.extend(other.shapes);
        self.unread = self.unread.or(other.unread);
    }

    fn is_empty(&self) -> bool {
        self.articles.is_empty() && self.problems.is_empty()
    }
}

/// With what files are read.
struct Reading<'a> {
    registry: &'a Registry,
    settings: &'a ReadSettings,
    task: &'a Task,
    texts: SharedTexts,
}

impl Reading<'_> {
    /// Reads some files side by side, and gives what each gave; without those that a cancelled task left out.
    fn read_all(&self, files: &[FoundFile]) -> Vec<FileRead> {
        let read: Vec<Option<FileRead>> = files
            .par_iter()
            .with_max_len(LEAF)
            .map(|file| {
                self.task.check().ok()?;
                let mut all = FileRead::default();
                self.read_file(file, &mut |read| all.extend(read));
                self.task.advance(1);
                Some(all)
            })
            .collect();
        read.into_iter().flatten().collect()
    }

    /// Reads one file and hands on what it gave; a failure of any kind becomes its problem.
    fn read_file(&self, file: &FoundFile, hand_on: &mut dyn FnMut(FileRead)) {
        let fail = |why: Unopened, hand_on: &mut dyn FnMut(FileRead)| {
            let mut read = FileRead { unread: why.unread, ..FileRead::default() };
            read.problems.report(Problem::new(why.cause, why.text).at(&*file.shown));
            hand_on(read);
        };
        let (bytes, disk) = match self.open(file) {
            Ok(opened) => opened,
            Err(why) => return fail(why, hand_on),
        };
        let mut input = Input::new(&bytes, &file.shown, &self.settings.limits, self.task);
        input.mappings = &self.settings.mappings;
        input.disk = disk.as_ref();
        let mut is_silent = true;
        let caught = guarded(&file.shown, || {
            readers::read_pieces(&input, &mut |found| {
                let read = self.take_apart(found, &file.shown);
                is_silent &= read.is_empty();
                hand_on(read);
            });
        });
        if let Err(problem) = caught {
            let mut read = FileRead::default();
            read.problems.report(problem);
            hand_on(read);
        } else if is_silent && !self.task.is_cancelled() {
            fail(Unopened::new(Cause::NoArticle, NO_TEXT), hand_on);
        }
    }

    /// The bytes of a file, or of a large one that is read piece by piece the first and the way to the
    /// others. Never more is read than a file may have, whatever becomes of it in the meantime.
    fn open(&self, file: &FoundFile) -> Result<(Vec<u8>, Option<Disk>), Unopened> {
        /// Enough to know a format by.
        const HEAD: u64 = 64 << 10;
        // Opening a pipe would wait for somebody to write to it.
        let meta = fs::metadata(&file.path)?;
        if !meta.is_file() {
            return Err(Unopened::new(Cause::Skipped, NOT_ORDINARY));
        }
        let opened = File::open(&file.path)?;
        let limits = &self.settings.limits;
        let (whole, limit) = (limits.bytes_of(&file.shown), readers::limit_of(&file.shown, limits));
        // What was opened is asked again only where its size is more than a hint.
        let length = if meta.len() > whole { opened.metadata()?.len() } else { meta.len() };
        if length > limit {
            return Err(Unopened::new(Cause::Skipped, too_large(limit)));
        }
        let wanted = if length > whole { HEAD } else { whole.saturating_add(1) };
        let bytes = read_bytes(&opened, length, wanted)?;
        if length > whole {
            return Ok((bytes, Some(Disk::new(opened, length))));
        }
        if bytes.len() as u64 > whole {
            return Err(Unopened::new(Cause::Skipped, too_large(whole)));
        }
        if bytes.is_empty() {
            return Err(Unopened::new(Cause::NoArticle, EMPTY));
        }
        Ok((bytes, None))
    }

    /// Takes the texts of a file apart; a fault costs its article.
    fn take_apart(&self, found: Found, shown: &str) -> FileRead {
        let Found { articles, mut problems, shapes } = found;
        let one = |raw: RawArticle| -> Option<Result<Arc<Article>, Problem>> {
            if self.task.is_cancelled() || !raw.raw.chars().any(char::is_alphanumeric) {
                return None;
            }
            let path = match &raw.member {
                Some(member) => format!("{shown}/{member}"),
                None => shown.to_owned(),
            };
            Some(guarded(&path, || {
                let mut article = anatomy::analyse(raw, &path, self.registry);
                self.texts.settle(&mut article);
                Arc::new(article)
            }))
        };
        let taken: Vec<_> = if articles.len() > 1 {
            articles.into_par_iter().map(one).collect()
        } else {
            articles.into_iter().map(one).collect()
        };
        let mut articles = Vec::with_capacity(taken.len());
        for article in taken.into_iter().flatten() {
            match article {
                Ok(article) => articles.push(article),
                Err(problem) => problems.report(problem),
            }
        }
        FileRead { articles, problems, shapes, unread: None }
    }
}

/// Said of a file in which nothing was found and nothing is wrong.
const NO_TEXT: &str = "The file holds no text. Remove it, or fetch the article again";

/// Runs `work` for the file `shown`; a panic in it becomes that file's problem.
fn guarded<T>(shown: &str, work: impl FnOnce() -> T) -> Result<T, Problem> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|_| {
        let text = "A fault in Parallax stopped the reading of this file; the others are not touched by it";
        Problem::new(Cause::Internal, text).at(shown)
    })
}

/// What could not be decided of an article, in plain sentences: told again once something was put right.
pub fn problems_of(article: &Article) -> Vec<String> {
    anatomy::problems(article)
}

/// How the first records of a data file read with `mapping`: one of them as an article, as far as its values
/// are kept. `None` where that gives no text.
pub fn preview(shape: &Shape, mapping: &FieldMapping) -> Option<Article> {
    let path = shape.places.first().map_or("", |place| place.file.as_str());
    let read = || {
        readers::fields::preview(shape, mapping).map(|raw| anatomy::analyse(raw, path, Registry::bundled()))
    };
    guarded(path, read).ok().flatten()
}

#[cfg(test)]
mod tests {
    use super::stamp::Stamp;
    use super::*;

    fn files(folder: &std::path::Path, n: usize) -> Vec<FoundFile> {
        (0..n)
            .map(|i| {
                let shown = format!("{i:03}.txt");
                let path = folder.join(&shown);
                let text = format!("Harbour {i} closed\n\nThe harbour number {i} has been closed since Monday, when the ice broke two of its piers.\n");
                fs::write(&path, text).unwrap();
                FoundFile { path, shown: shown.into(), bytes: 0, stamp: Stamp::default() }
            })
            .collect()
    }

    #[test]
    fn batches_begin_small_and_keep_the_order() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 30);
        let mut sizes = Vec::new();
        let mut seen: Vec<String> = Vec::new();
        let all = read_files(
            &files,
            &ReadSettings::default(),
            &Task::none(),
            &mut ReadReport::default(),
            &mut |batch| {
                sizes.push(batch.len());
                seen.extend(batch.iter().map(|a| a.path.to_string()));
            },
        )
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
            pool.install(|| {
                read_files(
                    &files,
                    &ReadSettings::default(),
                    &Task::none(),
                    &mut ReadReport::default(),
                    &mut |_| {},
                )
                .unwrap()
            })
        };
        assert_eq!(run(1), run(4));
    }

    #[test]
    fn a_cancelled_task_stops_between_files() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 30);
        let task = Task::new();
        let mut batches = 0;
        let result =
            read_files(&files, &ReadSettings::default(), &task, &mut ReadReport::default(), &mut |_| {
                batches += 1;
                task.cancel();
            });
        assert_eq!(result, Err(Cancelled));
        assert_eq!(batches, 1);
    }

    #[test]
    fn the_next_files_are_read_while_the_last_are_taken() {
        let folder = tempfile::tempdir().unwrap();
        let files = files(folder.path(), 5);
        let task = Task::new();
        let mut went_on = Vec::new();
        read_files(&files, &ReadSettings::default(), &task, &mut ReadReport::default(), &mut |_| {
            let all_are_read = || task.progress().done == 5;
            // Nothing is waited for where they are.
            let looks = (0..1000).take_while(|_| !all_are_read());
            looks.for_each(|_| std::thread::sleep(std::time::Duration::from_millis(10)));
            went_on.push(all_are_read());
        })
        .unwrap();
        assert_eq!(went_on, [true, true]);
    }

    #[test]
    fn files_that_go_alone_keep_their_place() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(folder.path(), 12);
        for alone in [0, 3, 4, 11] {
            files[alone].bytes = u64::MAX;
        }
        let mut taken = Vec::new();
        let take = &mut |at: usize, reads: Vec<FileRead>| taken.push((at, reads.len()));
        read_each(&files, &ReadSettings::default(), &Task::none(), take).unwrap();
        assert_eq!(taken, [(0, 1), (1, 1), (2, 1), (3, 1), (4, 1), (5, 6), (11, 1)]);
    }

    #[test]
    fn what_goes_wrong_with_a_file_costs_that_file_alone() {
        let folder = tempfile::tempdir().unwrap();
        let mut files = files(folder.path(), 3);
        files[0].path = folder.path().join("gone.txt");
        fs::write(&files[1].path, " \n\n").unwrap();
        let mut report = ReadReport::default();
        let settings = ReadSettings::default();
        let all = read_files(&files, &settings, &Task::none(), &mut report, &mut |_| {}).unwrap();
        assert_eq!(all.len(), 1);
        let causes: Vec<Cause> = report.problems.list().iter().map(|p| p.cause).collect();
        assert_eq!(causes, [Cause::Unreadable, Cause::NoArticle]);
        let read: Result<(), Problem> = guarded("bad.txt", || panic!("on purpose"));
        assert!(read.is_err_and(|problem| problem.cause == Cause::Internal));
    }
}
