//! What is done in the import report: lines put back, gaps filled in, files shown, the report saved.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{FactStep, Facts, FillFrom, ImportPage, LineReach, sides};
use crate::corpus::{Article, ArticleId, ArticleKey, file_and_record};
use crate::export;
use crate::figure::format;
use crate::ingest::labels;
use crate::ingest::outlet_names::named_in;
use crate::ingest::pages::PageBook;
use crate::ingest::readers::tables::facts::FactTable;
use crate::problem::{Cause, Problem};
use crate::project::import::{self, Fill, NamePattern, NameReader, save::ByHand};
use crate::project::{Amended, Correction, Corrections, Target};
use crate::session::saving::Saving;
use crate::session::slot::Slot;
use crate::session::trouble::reveal;
use crate::session::{Command, JobKind, PathPurpose, Said, Session, describe_change, describe_target};
use crate::task::{Cancelled, Task};

/// Corrections that a job made, and the list with and without them.
#[derive(Debug)]
pub(in crate::session) struct Filled {
    new: Vec<Correction>,
    before: Arc<Corrections>,
    after: Arc<Corrections>,
}

impl Session {
    pub(super) fn put_line(&mut self, text: &str, reach: LineReach, is_back: bool) {
        let target = match reach {
            LineReach::Article(id) => match self.article_key(id) {
                Some(key) => Target::Articles(Arc::new([key])),
                None => return,
            },
            LineReach::Outlet(name) => Target::Outlet(name),
            LineReach::Everywhere => Target::Folder("".into()),
        };
        let before = self.changes;
        self.change(|bench| {
            let corrections = Arc::make_mut(&mut bench.corrections);
            if is_back {
                corrections.put_back(text, target);
            } else {
                corrections.take_out_again(text, target);
            }
        });
        if self.changes != before {
            self.say_what_was_put_right();
        }
    }

    /// Names of articles hold a hash of their text, and names of files are read by a pattern: work for a job.
    pub(super) fn fill_in(&mut self, articles: Vec<ArticleId>, from: FillFrom) {
        let Some(amended) = self.library.amended.clone() else { return };
        self.fill_by(amended, move |amended, task| {
            let mut fills = Vec::new();
            let all = amended.corpus.articles();
            let reader = match &from {
                FillFrom::Names(pattern, _) => names_read(pattern, all, &articles, task)?,
                FillFrom::Typed(_) => None,
            };
            for (at, id) in articles.into_iter().enumerate() {
                if at % 256 == 0 {
                    task.check()?;
                }
                let Some(article) = all.get(id as usize) else { continue };
                let changes = match (&from, &reader) {
                    (FillFrom::Typed(changes), _) => changes.clone(),
                    (FillFrom::Names(_, replaces), Some(reader)) => {
                        reader.read(article, *replaces).unwrap_or_default().fills
                    }
                    (FillFrom::Names(..), None) => Vec::new(),
                };
                fills.extend(changes.into_iter().map(|change| Fill { article: id, change }));
            }
            Ok(fills)
        });
    }

    fn fill_by(
        &mut self,
        amended: Arc<Amended>,
        fills: impl FnOnce(&Amended, &Task) -> Result<Vec<Fill>, Cancelled> + Send + 'static,
    ) {
        let (remarks, before) = (Arc::clone(&self.bench.remarks), Arc::clone(&self.bench.corrections));
        let kind = self.next_naming();
        self.jobs.start(kind, move |task, speaker| {
            let made = fills(&amended, task)
                .and_then(|fills| import::corrections_of(fills, &amended, &remarks, task));
            let Ok(new) = made else { return };
            let mut after = Corrections::clone(&before);
            after.add_all(new.clone());
            speaker.say(Said::Filled(Box::new(Filled { new, before, after: Arc::new(after) })));
        });
    }

    /// Takes in what a job made corrections of: one step of undo. Where something else was put right meanwhile, both
    /// hold.
    pub(in crate::session) fn take_filled(&mut self, filled: Filled) {
        let Filled { new, before, after } = filled;
        if new.is_empty() {
            self.notices
                .note("Nothing was filled in: these articles have it already, or their names say nothing");
            return;
        }
        let changes = self.changes;
        self.change(|bench| {
            if Arc::ptr_eq(&bench.corrections, &before) {
                bench.corrections = after;
            } else {
                Arc::make_mut(&mut bench.corrections).add_all(new);
            }
        });
        if self.changes != changes {
            self.say_what_was_put_right();
        }
    }

    pub(super) fn step_facts(&mut self, step: FactStep) {
        match step {
            FactStep::Ask => self.ask_to_open(&crate::session::Ask::Facts),
            FactStep::Read(path) => {
                self.jobs.start(JobKind::Facts, move |task, speaker| {
                    let read = import::read_table(&path, task);
                    speaker.say(Said::FactsRead(Box::new(read.map(|table| (path, table)))));
                });
            }
            FactStep::Replace(replaces) => {
                if let Some(facts) = &mut self.importing.facts {
                    facts.replaces = replaces;
                }
            }
            FactStep::TakeIn => {
                let matched = self.importing.facts.as_ref().and_then(|facts| facts.matched.value().cloned());
                if let (Some(matched), Some(amended)) = (matched, self.library.amended.clone()) {
                    self.fill_by(amended, move |_, _| Ok(matched.fills.clone()));
                }
            }
            FactStep::PutAway => {
                let before = self.importing.facts.take();
                self.jobs.sweep(before);
            }
        }
    }

    /// Takes in a table that was read, or says why it was not.
    pub(in crate::session) fn facts_read(&mut self, read: Result<(PathBuf, FactTable), Problem>) {
        match read {
            Ok((path, table)) => {
                let table = Arc::new(table);
                let facts = Facts { path, table, replaces: false, matched: Slot::default() };
                let before = self.importing.facts.replace(facts);
                self.jobs.sweep(before);
                self.report_on_import(Command::ShowImport(ImportPage::ToFillIn));
            }
            Err(problem) => self.notices.problem(&problem),
        }
    }

    /// Opens the path field where no dialog can ask for a table.
    pub(in crate::session) fn prompt_for_facts(&mut self) {
        let folder = self.settings.saved_in.as_deref();
        let folder = folder.map_or_else(crate::session::read::home, crate::session::read::with_slash);
        self.prompt_for_path(PathPurpose::Facts, folder);
    }

    pub(super) fn show_file(&mut self, shown: String) {
        let roots = self.library.roots.clone();
        self.jobs.start(JobKind::Show, move |_, speaker| {
            let why = match labels::locate_near(&roots, &shown) {
                Some(path) => match (reveal(&path), labels::entry_of(&path, &shown)) {
                    (Ok(()), None) => return,
                    (Ok(()), Some(entry)) => {
                        return speaker.say(Said::ShownWithin(within_archive(entry, &path)));
                    }
                    (Err(why), entry) => {
                        let words = format!("{} Its path is {}", why_not_shown(&why), path.display());
                        match entry {
                            Some(entry) => format!("{words}. {}", within_archive(entry, &path)),
                            None => words,
                        }
                    }
                },
                None => "The file is not there any more. Read the folder again".to_owned(),
            };
            speaker.say(Said::NotShown(Problem::new(Cause::Unreadable, why).at(shown)));
        });
    }

    /// Asks where to save the report.
    pub(in crate::session) fn ask_to_save_import(&mut self) {
        let amended = self.library.amended.clone();
        let by_hand = self.bench.corrections.list.iter().map(by_hand);
        let by_hand = by_hand.chain(pages_by_hand(&self.bench.pages)).collect();
        let problems = Arc::clone(&self.library.problems);
        self.ask_to_save(Saving::Import(TakenReport { amended, problems, by_hand }));
    }
}

/// Where an entry of an archive is to be looked for.
fn within_archive(entry: &str, archive: &Path) -> String {
    let name = archive.file_name().map_or_else(|| archive.to_string_lossy(), |name| name.to_string_lossy());
    format!("“{entry}” lies in the archive “{name}”: open that to see it")
}

/// Why the system did not show a file, in words of one's own.
pub fn why_not_shown(why: &std::io::Error) -> &'static str {
    match why.kind() {
        std::io::ErrorKind::NotFound => "This system has no program that shows folders.",
        std::io::ErrorKind::PermissionDenied => "This system does not let Parallax show folders.",
        _ => "The system's own program for folders did not show it.",
    }
}

/// A correction in words.
pub fn by_hand(one: &Correction) -> ByHand {
    ByHand { target: describe_target(&one.target), change: describe_change(&one.change) }
}

/// What was said of pages, in words.
pub fn pages_by_hand(book: &PageBook) -> Vec<ByHand> {
    let paths = |pages: &mut dyn Iterator<Item = &ArticleKey>| {
        let paths: Vec<String> =
            pages.map(|page| format!("“{}”", file_and_record(&page.path, page.record))).collect();
        format!("for {}", format::list(&paths))
    };
    let apart = (!book.apart.is_empty()).then(|| ByHand {
        target: paths(&mut book.apart.iter()),
        change: "Each page is an article of its own".to_owned(),
    });
    let together = book.together.iter().map(|pages| ByHand {
        target: paths(&mut pages.iter()),
        change: "Pages of one article, in this order".to_owned(),
    });
    apart.into_iter().chain(together).collect()
}

/// A reader that has looked at the names of `articles`; `None` where the pattern makes no sense.
fn names_read(
    pattern: &str,
    all: &[Arc<Article>],
    articles: &[ArticleId],
    task: &Task,
) -> Result<Option<NameReader>, Cancelled> {
    let Ok(pattern) = NamePattern::parse(pattern) else { return Ok(None) };
    let mut reader = NameReader::new(pattern, named_in(all, task)?);
    for article in articles.iter().filter_map(|id| all.get(*id as usize)) {
        task.check()?;
        reader.look_at(&article.path);
    }
    reader.settle();
    Ok(Some(reader))
}

/// A report on its way out.
#[derive(Debug, Clone)]
pub(in crate::session) struct TakenReport {
    amended: Option<Arc<Amended>>,
    problems: Arc<Vec<Problem>>,
    by_hand: Vec<ByHand>,
}

impl TakenReport {
    /// Writes it as a new folder of tables, whole or not at all.
    pub(in crate::session) fn write(
        &self,
        path: &Path,
        task: &Task,
    ) -> Result<Result<(), Problem>, Cancelled> {
        let articles = sides(self.amended.as_deref());
        let tables = import::save::tables(articles, &self.problems, &self.by_hand, task)?;
        Ok(tables.and_then(|tables| export::save_folder(path, &tables)))
    }
}
