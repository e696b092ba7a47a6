//! Reading again only what changed.
//!
//! A [`Manifest`] knows what each file of the chosen folders was like when it was read, and what it gave.
//! [`Manifest::look`] walks the folders, opens nothing, and says what differs; [`Manifest::take_in`] reads just that.
//! What comes out is what reading everything afresh would give: the same articles in the same order, the same
//! problems. Articles of files that stayed are the same values, so that their words need not be counted again.
//!
//! A file that is being written is not read: what differs is taken in when two looks in a row find it the same.
//! Folders that are away, and folders that lie there empty as a mount point does without its drive, keep what was read
//! of them.

mod look;
mod news;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use look::{Decided, Differs, Look, Lost};
pub use news::{News, Numbers};

use super::readers::fields::Shapes;
use super::walk::{self, FoundFile};
use super::{FileRead, ReadReport, ReadSettings, read_each, repeats};
use crate::corpus::Article;
use crate::problem::Problem;
use crate::task::{Cancelled, Task};
use look::Source;

/// What was read of folders, file by file.
#[derive(Debug, Clone, Default)]
pub struct Manifest {
    roots: Vec<PathBuf>,
    settings: ReadSettings,
    /// Where the roots really are, or were when they were there last.
    real: Vec<Option<PathBuf>>,
    files: Vec<KeptFile>,
    /// What was passed over, by root.
    problems: Vec<(usize, Problem)>,
}

/// What one file was like, and what it gave.
#[derive(Debug, Clone)]
struct KeptFile {
    root: usize,
    file: FoundFile,
    /// As the file gave them: what is known of an outlet's lines by other files is not in them.
    articles: Vec<Arc<Article>>,
    problems: Vec<Problem>,
    shapes: Shapes,
}

impl KeptFile {
    fn new(root: usize, file: FoundFile) -> Self {
        Self { root, file, articles: Vec::new(), problems: Vec::new(), shapes: Shapes::default() }
    }

    fn extend(&mut self, read: &FileRead) {
        self.articles.extend(read.articles.iter().map(Arc::clone));
        self.problems.extend(read.problems.list().iter().cloned());
        self.shapes.extend(read.shapes.clone());
    }
}

/// What taking a difference in gave.
#[derive(Debug)]
pub struct TakenIn {
    /// What is known of the files from now on.
    pub manifest: Manifest,
    /// All articles, as reading everything afresh would give them.
    pub articles: Vec<Arc<Article>>,
    /// What became of which articles.
    pub news: News,
    /// The numbers that articles have now.
    pub numbers: Numbers,
}

impl TakenIn {
    /// Articles that are what they were become the same values as `before`, which are those before the difference.
    pub fn keep_those_of(&mut self, before: &[Arc<Article>]) {
        for (before, id) in before.iter().zip(0..) {
            let now = self.numbers.of_same_text(id).and_then(|now| self.articles.get_mut(now as usize));
            if let Some(now) = now.filter(|now| *now == before) {
                *now = Arc::clone(before);
            }
        }
    }
}

impl Manifest {
    /// Reads all articles under `roots`: see [`read_folder`](super::read_folder).
    pub fn read(
        roots: &[PathBuf],
        settings: &ReadSettings,
        task: &Task,
        report: &mut ReadReport,
        on_batch: &mut dyn FnMut(Vec<Arc<Article>>),
    ) -> Result<(Self, Vec<Arc<Article>>), Cancelled> {
        let survey = walk::survey(roots, &[], &settings.limits, &settings.own, task)?;
        for (_, problem) in &survey.problems {
            report.problems.report(problem.clone());
        }
        let (in_root, files): (Vec<usize>, Vec<FoundFile>) = survey.files.into_iter().unzip();
        let mut kept: Vec<KeptFile> = Vec::with_capacity(files.len());
        read_each(&files, settings, task, &mut |first, reads| {
            let mut batch = Vec::new();
            for (at, read) in (first..).zip(reads) {
                if at >= kept.len()
                    && let (Some(root), Some(file)) = (in_root.get(at), files.get(at))
                {
                    kept.push(KeptFile::new(*root, file.clone()));
                }
                if let Some(kept) = kept.get_mut(at) {
                    kept.extend(&read);
                }
                report.problems.extend(read.problems);
                report.shapes.extend(read.shapes);
                batch.extend(read.articles);
            }
            on_batch(batch);
        })?;
        let manifest = Self {
            roots: roots.to_vec(),
            settings: settings.clone(),
            real: survey.real,
            files: kept,
            problems: survey.problems,
        };
        let articles = manifest.articles(task)?;
        Ok((manifest, articles))
    }

    /// The roots.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// All articles, where lines that come back in many of an outlet's are put aside.
    fn articles(&self, task: &Task) -> Result<Vec<Arc<Article>>, Cancelled> {
        task.phase("Looking for lines that recur", 0);
        let mut articles: Vec<Arc<Article>> = self.as_given().cloned().collect();
        repeats::mark(&mut articles, task)?;
        Ok(articles)
    }

    /// All articles as their files gave them.
    fn as_given(&self) -> impl Iterator<Item = &Arc<Article>> {
        self.files.iter().flat_map(|kept| &kept.articles)
    }

    /// What is told of the folders beside their articles.
    pub fn report(&self) -> ReadReport {
        let mut report = ReadReport::default();
        for (_, problem) in &self.problems {
            report.problems.report(problem.clone());
        }
        for kept in &self.files {
            for problem in &kept.problems {
                report.problems.report(problem.clone());
            }
            report.shapes.extend(kept.shapes.clone());
        }
        report
    }

    /// Reads what `look` found to differ and to stand still.
    ///
    /// A file that was touched and says what it said is no news.
    pub fn take_in(&self, look: &Look, task: &Task) -> Result<TakenIn, Cancelled> {
        let wanted: Vec<FoundFile> = look
            .files
            .iter()
            .filter(|(_, source)| matches!(source, Source::Disk))
            .map(|((_, file), _)| file.clone())
            .collect();
        let mut read: Vec<FileRead> = vec![FileRead::default(); wanted.len()];
        read_each(&wanted, &self.settings, task, &mut |first, reads| {
            for (at, one) in (first..).zip(reads) {
                if let Some(read) = read.get_mut(at) {
                    read.extend(one);
                }
            }
        })?;
        let before: BTreeMap<&Path, &KeptFile> =
            self.files.iter().map(|kept| (&*kept.file.path, kept)).collect();
        let mut read = read.into_iter();
        let mut files = Vec::with_capacity(look.files.len());
        for ((root, file), source) in &look.files {
            let kept = match source {
                Source::Kept(at) => self.files.get(*at).cloned(),
                Source::Disk => read.next().map(|read| {
                    let mut kept = KeptFile::new(*root, file.clone());
                    kept.extend(&read);
                    // What says the same is the same: its words are counted already.
                    if let Some(before) =
                        before.get(&*file.path).filter(|before| before.articles == kept.articles)
                    {
                        kept.articles.clone_from(&before.articles);
                    }
                    kept
                }),
            };
            files.extend(kept);
        }
        let manifest = Self {
            roots: self.roots.clone(),
            settings: self.settings.clone(),
            real: look.real.clone(),
            files,
            problems: look.problems.clone(),
        };
        let (news, numbers) = news::compare(&self.files, &manifest.files, task)?;
        let articles = manifest.articles(task)?;
        Ok(TakenIn { manifest, articles, news, numbers })
    }
}
