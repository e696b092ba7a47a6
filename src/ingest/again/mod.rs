//! Reading again only what changed.
//!
//! A [`Manifest`] knows what each file of the chosen folders was like when it was read, and what it gave.
//! [`Manifest::look`] walks the folders, opens nothing, and says what differs; [`Manifest::take_in`] reads just that.
//! What comes out is what reading everything afresh would give: the same articles in the same order, the same
//! problems, the same pages joined. Articles of files that stayed are the same values, so that their words need not be counted again.
//!
//! A file that is being written is not read: what differs is taken in when two looks in a row find it the same. What
//! was read of a file that the disk does not give stays, and the file differs until it is read.
//! Folders that are away, and folders that lie there empty as a mount point does without its drive, keep what was read
//! of them.

mod look;
mod news;

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

pub use look::{Decided, Differs, Look, Lost};
pub use news::{News, Numbers};

use super::pages::{self, Joined, PageBook, Place};
use super::readers::fields::Shapes;
use super::walk::{self, FoundFile, Stamp};
use super::{FileRead, ReadReport, ReadSettings, Unread, outlet_names, read_each, repeats};
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
    /// Articles of several files, each a page.
    joined: Vec<Joined>,
}

/// The articles of a file, pages of one put together.
struct Given<'a> {
    file: &'a FoundFile,
    articles: Vec<&'a Arc<Article>>,
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

    /// Of a file that the disk does not give, what was read `before` stays.
    fn extend(&mut self, read: &FileRead, before: Option<&Self>) {
        if let Some(unread) = read.unread {
            if let Some(before) = before {
                self.articles.clone_from(&before.articles);
                self.shapes.clone_from(&before.shapes);
            }
            if unread == Unread::ForNow {
                self.file.stamp = Stamp::default();
            }
        }
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
                    kept.extend(&read, None);
                }
                report.problems.extend(read.problems);
                report.shapes.extend(read.shapes);
                batch.extend(read.articles);
            }
            on_batch(batch);
        })?;
        let mut manifest = Self {
            roots: roots.to_vec(),
            settings: settings.clone(),
            real: survey.real,
            files: kept,
            problems: survey.problems,
            joined: Vec::new(),
        };
        manifest.join_pages(task)?;
        let articles = manifest.articles(task)?;
        Ok((manifest, articles))
    }

    /// The roots.
    pub fn roots(&self) -> &[PathBuf] {
        &self.roots
    }

    /// Whether a file is to be tried again that the disk did not give.
    pub fn is_unsure(&self) -> bool {
        // No file that is there has this stamp: empty ones are passed over.
        self.files.iter().any(|kept| kept.file.stamp == Stamp::default())
    }

    /// What the user said of pages when they were joined.
    pub fn pages(&self) -> &Arc<PageBook> {
        &self.settings.pages
    }

    /// Finds the files that are pages of one article.
    fn join_pages(&mut self, task: &Task) -> Result<(), Cancelled> {
        let given: Vec<Arc<Article>> = self.as_given().cloned().collect();
        self.joined = pages::find(&given, &self.settings.pages, task)?;
        Ok(())
    }

    /// All articles, pages of one put together, where lines that come back in many of an outlet's are put aside.
    fn articles(&self, task: &Task) -> Result<Vec<Arc<Article>>, Cancelled> {
        task.phase("Looking for lines that recur", 0);
        let mut articles = pages::put_together(self.as_given().cloned().collect(), &self.joined);
        outlet_names::settle(&mut articles, task)?;
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
                    kept.extend(&read, before.get(&*file.path).copied());
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
            joined: Vec::new(),
        };
        self.become_of(manifest, task)
    }

    /// The same files with other things said of their pages; nothing is read.
    pub fn with_pages(&self, pages: Arc<PageBook>, task: &Task) -> Result<TakenIn, Cancelled> {
        let mut manifest = self.clone();
        manifest.settings.pages = pages;
        self.become_of(manifest, task)
    }

    /// What becomes of the articles where `after` is known of the files instead.
    fn become_of(&self, mut after: Self, task: &Task) -> Result<TakenIn, Cancelled> {
        after.join_pages(task)?;
        let (news, numbers) = news::compare(&self.by_file(), &after.by_file(), task)?;
        let articles = after.articles(task)?;
        Ok(TakenIn { manifest: after, articles, news, numbers })
    }

    /// The numbers that articles have since pages were joined, by those they had as their files gave them; `None`
    /// where there are no such pages.
    pub fn joining(&self) -> Option<Numbers> {
        let count = self.as_given().count();
        (!self.joined.is_empty()).then(|| Numbers::of_joined(count, &self.joined))
    }

    /// The articles by the file that they are called after: later pages of one are gone from theirs.
    fn by_file(&self) -> Vec<Given<'_>> {
        let mut places = pages::places(self.as_given().count(), &self.joined);
        let mut files = Vec::with_capacity(self.files.len());
        for KeptFile { file, articles, .. } in &self.files {
            let one = |(article, place)| match place {
                Place::Own => Some(article),
                Place::First(whole) => Some(whole),
                Place::Later => None,
            };
            files.push(Given { file, articles: articles.iter().zip(&mut places).filter_map(one).collect() });
        }
        files
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;
    use std::fs;
    use std::io;

    use super::*;

    #[test]
    fn a_file_that_is_not_given_stays_and_is_tried_again() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let path = root.join("a.txt");
        let says =
            |what: &str| fs::write(&path, format!("Quay shut\n\nThe quay has been shut {what}.\n")).unwrap();
        says("since Monday");
        let task = Task::none();
        let settings = ReadSettings::default();
        let read = || {
            let report = &mut ReadReport::default();
            Manifest::read(std::slice::from_ref(&root), &settings, &task, report, &mut |_| {}).unwrap().0
        };
        let manifest = read();
        assert!(!manifest.is_unsure());
        let look = |manifest: &Manifest, before: &Differs| {
            manifest.look(before, &Decided::new(), &BTreeSet::new(), &task).unwrap()
        };
        let follow = |manifest: &Manifest| {
            let second = look(manifest, &look(manifest, &Differs::new()).differs);
            (second.is_news, manifest.take_in(&second, &task).unwrap())
        };
        // The file changed and went away between the walk and the reading.
        says("for three days by now");
        let second = look(&manifest, &look(&manifest, &Differs::new()).differs);
        let elsewhere = folder.path().join("elsewhere");
        fs::rename(&path, &elsewhere).unwrap();
        let taken = manifest.take_in(&second, &task).unwrap();
        assert!(taken.news.is_empty() && taken.articles == manifest.articles(&task).unwrap());
        assert_eq!(taken.manifest.report().problems.list().len(), 1);
        assert!(taken.manifest.is_unsure());
        // It is back as it was when it was not read.
        fs::rename(&elsewhere, &path).unwrap();
        let (is_news, taken) = follow(&taken.manifest);
        assert!(is_news && taken.news.changed.len() == 1 && !taken.manifest.is_unsure());
        assert!(taken.manifest.report().problems.is_empty());
        assert!(taken.articles[0].raw.contains("three days"));
        // The first reading fails in the same way: nothing is known of the file then.
        let mut unread = KeptFile::new(0, manifest.files[0].file.clone());
        let file = FoundFile { path: root.join("gone.txt"), ..manifest.files[0].file.clone() };
        let read_one = &mut |_: usize, reads: Vec<FileRead>| unread.extend(&reads[0], None);
        read_each(&[file], &settings, &task, read_one).unwrap();
        assert!(unread.articles.is_empty() && unread.problems.len() == 1);
        assert_eq!(unread.file.stamp, Stamp::default());
        // Where the disk says that a file may be read by now, it is not tried without end.
        let check = |kind, expected| assert_eq!(Unread::of(kind), expected, "{kind}");
        check(io::ErrorKind::HostUnreachable, Unread::ForNow);
        check(io::ErrorKind::ResourceBusy, Unread::ForNow);
        check(
            io::ErrorKind::PermissionDenied,
            if cfg!(unix) { Unread::UntilChanged } else { Unread::ForNow },
        );
    }
}
