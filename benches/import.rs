//! How long from a folder to articles that can be read, and to words that can be counted?
//!
//! The files are in the machine's file cache. See `benches/README.md`.
#![expect(
    clippy::expect_used,
    clippy::print_stderr,
    reason = "a bench says what it measures, and stops where it cannot"
)]

#[path = "support/folder.rs"]
mod folder;
#[path = "support/generator.rs"]
mod generator;

use std::hint::black_box;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use criterion::{Criterion, criterion_group};
use folder::Folder;
use parallax::corpus::{Article, Corpus, CorpusBuilder};
use parallax::ingest::readers::limits::Limits;
use parallax::ingest::{self, walk};
use parallax::problem::Problems;
use parallax::task::Task;

/// Says to a second process which folder it is to open, see [`first_article`].
const OPEN: &str = "PARALLAX_BENCH_OPEN";

/// Reads a folder as the window does: each batch is indexed as it comes, snapshots are published
/// while it grows, and at the end the lines that recur are taken out.
fn open(folder: &Path) -> Corpus {
    let (task, mut builder, mut next_snapshot) = (Task::none(), CorpusBuilder::new(), 1);
    let roots = [folder.to_owned()];
    let articles = ingest::read_folder(
        &roots,
        &ingest::ReadSettings::default(),
        &task,
        &mut ingest::ReadReport::default(),
        &mut |batch| {
            builder.push(batch, &task).expect("nobody stops it");
            if builder.article_count() >= next_snapshot {
                black_box(builder.snapshot(&task).expect("nobody stops it"));
                next_snapshot = (builder.article_count() * 4).max(64);
            }
        },
    );
    let corpus = builder.snapshot(&task).and_then(|all| all.rebuilt(articles?, &task));
    corpus.expect("nobody stops it")
}

/// Reads a folder as the headless commands do: all articles, then the corpus.
fn open_at_once(folder: &Path) -> Corpus {
    Corpus::build(read(folder), &Task::none()).expect("nobody stops it")
}

/// Reads a folder until the first article can be shown: a corpus of one.
fn open_first(folder: &Path) -> Option<Corpus> {
    let (task, mut builder, mut first) = (Task::none(), CorpusBuilder::new(), None);
    let roots = [folder.to_owned()];
    // Stopped in the first batch, so that the rest costs nothing here: the result is an Err.
    let _stopped = ingest::read_folder(
        &roots,
        &ingest::ReadSettings::default(),
        &task,
        &mut ingest::ReadReport::default(),
        &mut |batch| {
            builder.push(batch, &task).expect("nobody stops it");
            first = builder.snapshot(&task).ok();
            task.cancel();
        },
    );
    first
}

fn read(folder: &Path) -> Vec<Arc<Article>> {
    let read = ingest::read_folder(
        &[folder.to_owned()],
        &ingest::ReadSettings::default(),
        &Task::none(),
        &mut ingest::ReadReport::default(),
        &mut |_| {},
    );
    read.expect("nobody stops it")
}

/// The folders measured, with their names.
fn folders() -> Vec<(String, Folder)> {
    if let Some(given) = Folder::given() {
        return vec![("given".into(), given)];
    }
    [1_000, generator::asked(10_000)]
        .into_iter()
        .map(|size| (size.to_string(), Folder::of_pages(size)))
        .collect()
}

fn import(criterion: &mut Criterion) {
    for (name, folder) in folders() {
        let path = folder.path();
        let articles = read(path);
        say_what_was_found(&name, &articles);
        let mut group = criterion.benchmark_group(format!("import/{name}"));
        group.sample_size(10).warm_up_time(Duration::from_millis(500));
        group.bench_function("walk", |b| {
            b.iter(|| {
                walk::walk(&[path.to_owned()], &Limits::default(), &Task::none(), &mut Problems::new())
                    .map(|files| files.len())
            });
        });
        group.bench_function("walk_read_clean", |b| b.iter(|| black_box(read(path).len())));
        group.bench_function("index", |b| {
            b.iter_with_large_drop(|| Corpus::build(articles.clone(), &Task::none()));
        });
        group.bench_function("folder_to_searchable", |b| b.iter_with_large_drop(|| open_at_once(path)));
        group.bench_function("folder_to_searchable_in_window", |b| b.iter_with_large_drop(|| open(path)));
        group.bench_function("first_article", |b| b.iter_with_large_drop(|| open_first(path)));
        group.bench_function("first_article_new_process", |b| {
            b.iter_custom(|runs| (0..runs).map(|_| first_article(path)).sum());
        });
    }
}

/// From the start of a new process to its first readable article: registry, word lists and all.
fn first_article(folder: &Path) -> Duration {
    let program = std::env::current_exe().expect("this program");
    let begun = Instant::now();
    let status = Command::new(program).env(OPEN, folder).stdin(Stdio::null()).status();
    assert!(status.expect("a process").success(), "no article was found");
    begun.elapsed()
}

/// Figures of a reading that went wrong would mean nothing.
fn say_what_was_found(name: &str, articles: &[Arc<Article>]) {
    let count = |is: fn(&Article) -> bool| articles.iter().filter(|a| is(a)).count();
    eprintln!(
        "{name}: {} articles; {} with outlet, {} with date, {} with headline, {} with byline; {} paragraphs",
        articles.len(),
        count(|a| a.outlet.is_some()),
        count(|a| a.published.is_some()),
        count(|a| a.headline.is_some()),
        count(|a| !a.byline.is_empty()),
        articles.iter().map(|a| a.body.len()).sum::<usize>(),
    );
    if name != "given" {
        let press = generator::Press::new(folder::SEED);
        let pages = (0..articles.len() as u64).map(|number| press.page(number));
        let body = |page: &generator::Page| {
            page.pieces.iter().filter(|(part, _)| *part == generator::Part::Body).count()
        };
        let outlets = pages.clone().map(|page| page.outlet).collect::<std::collections::BTreeSet<_>>().len();
        let years = pages.clone().map(|page| page.date.0).collect::<std::collections::BTreeSet<_>>().len();
        let written = pages.map(|page| body(&page)).sum::<usize>();
        eprintln!("{name}: {written} paragraphs were written, by {outlets} outlets in {years} years");
    }
}

criterion_group!(benches, import);

fn main() {
    if let Some(folder) = std::env::var_os(OPEN) {
        let first = open_first(&PathBuf::from(folder));
        assert!(first.is_some_and(|corpus| corpus.article_count() > 0), "no article");
        return;
    }
    benches();
    Criterion::default().configure_from_args().final_summary();
}
