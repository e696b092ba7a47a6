//! What differs from what was read, found by walking alone.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use hashbrown::HashMap;

use super::{KeptFile, Manifest};
use crate::ingest::OwnFile;
use crate::ingest::walk::{self, FoundFile, Stamp, Survey};
use crate::problem::Problem;
use crate::task::{Cancelled, Task};

/// What differs from what was read, by where it is: what a file is like; `None` is gone.
pub type Differs = BTreeMap<PathBuf, Option<Stamp>>;

/// What the user says is to be taken out although it may only be away: everything under these roots.
pub type Decided = BTreeSet<PathBuf>;

/// A root of which nothing is there that was there before.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Lost {
    /// The root.
    pub root: PathBuf,
    /// Articles read of it, which stay.
    pub articles: usize,
    /// Whether its folder is there and holds no file: its drive may be away, or somebody took the files out. Of a
    /// single file, whether it is gone from a folder that is there.
    pub is_empty: bool,
    /// Whether it is a single file.
    pub is_file: bool,
    /// Whether something is there that cannot be looked at: nothing tells when it can.
    pub is_closed: bool,
}

/// What a walk found.
#[derive(Debug, Clone, Default)]
pub struct Look {
    /// What differs and stood still since the look before, with what stays: all files, in order.
    pub(super) files: Vec<((usize, FoundFile), Source)>,
    pub(super) problems: Vec<(usize, Problem)>,
    pub(super) real: Vec<Option<PathBuf>>,
    /// Whether anything is to be taken in.
    pub is_news: bool,
    /// All that differs, be it still changing or not: what the next look is held against.
    pub differs: Differs,
    /// How much of it may still be changing.
    pub waiting: usize,
    /// Roots that are away or were emptied.
    pub lost: Vec<Lost>,
    /// Whether something could not be looked at below which files were read: another look may find more.
    pub is_unsure: bool,
    /// Whether a root is there that was not when the others were read: paths may be called otherwise by it, so
    /// everything is to be read afresh.
    pub is_other: bool,
}

/// Where the articles of a file are had from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Source {
    /// They were read; the file has this place in the manifest.
    Kept(usize),
    /// They are to be read.
    Disk,
}

impl Manifest {
    /// Walks the folders, and says what differs from what was read of them. `before` is what the look before this
    /// one found to differ, `own` what the program wrote itself.
    pub fn look(
        &self,
        before: &Differs,
        decided: &Decided,
        own: &BTreeSet<OwnFile>,
        task: &Task,
    ) -> Result<Look, Cancelled> {
        let known = &self.real;
        let survey = walk::survey(&self.roots, known, &self.settings.limits, own, task)?;
        self.hold_against(survey, before, decided, task)
    }

    /// What a walk found, held against what was read. What lies below something that could not be listed stays.
    fn hold_against(
        &self,
        survey: Survey,
        before: &Differs,
        decided: &Decided,
        task: &Task,
    ) -> Result<Look, Cancelled> {
        let known = &self.real;
        let is_unknown = |kept: &KeptFile| {
            !survey.unlisted.is_empty()
                && kept.file.path.ancestors().any(|above| survey.unlisted.contains(above))
        };
        let was_there = |at: usize| known.get(at).is_some_and(Option::is_some);
        let is_other = (0..self.roots.len())
            .any(|at| !was_there(at) && survey.real.get(at).is_some_and(Option::is_some));
        let mut look = Look { real: survey.real, is_other, ..Look::default() };

        // Roots of which nothing is there keep what was read of them.
        let has_files: BTreeSet<usize> = survey.files.iter().map(|(root, _)| *root).collect();
        let mut held = BTreeSet::new();
        for (at, root) in self.roots.iter().enumerate() {
            let of_root = self.files_of(at);
            let articles = of_root.iter().map(|kept| kept.articles.len()).sum();
            let one = of_root.first().map(|kept| kept.file.path.as_path());
            let is_file = one.is_some() && one == known.get(at).and_then(Option::as_deref);
            let folder = one.filter(|_| is_file).and_then(Path::parent);
            let is_gone = || folder.is_some_and(|folder| std::fs::read_dir(folder).is_ok());
            let is_unlisted = !has_files.contains(&at) && of_root.iter().any(is_unknown);
            let is_away = survey.away.contains(&at) && !is_gone() || is_unlisted;
            if decided.contains(root) || !is_away && (has_files.contains(&at) || articles == 0) {
                continue;
            }
            held.insert(at);
            // Of what is away and gave nothing there is nothing to say.
            if one.is_some() {
                let is_closed = is_away && std::fs::metadata(root).is_ok();
                look.lost.push(Lost { root: root.clone(), articles, is_empty: !is_away, is_file, is_closed });
            }
        }

        let mut kept: HashMap<&Path, usize> = HashMap::with_capacity(self.files.len());
        for (at, one) in self.files.iter().enumerate() {
            task.check()?;
            kept.insert(&one.file.path, at);
        }
        let mut is_here = vec![false; self.files.len()];
        for (root, file) in survey.files {
            task.check()?;
            let known = kept.get(&*file.path).and_then(|at| Some((*at, self.files.get(*at)?)));
            if let Some(is_here) = known.and_then(|(at, _)| is_here.get_mut(at)) {
                *is_here = true;
            }
            let same = known.filter(|(_, known)| {
                known.root == root && known.file.shown == file.shown && known.file.stamp.is_same(&file.stamp)
            });
            if let Some((at, _)) = same {
                look.files.push(((root, file), Source::Kept(at)));
                continue;
            }
            let now = Some(file.stamp);
            let is_still = before.get(&file.path) == Some(&now);
            look.differs.insert(file.path.clone(), now);
            if is_still {
                look.is_news = true;
                look.files.push(((root, file), Source::Disk));
            } else {
                look.waiting += 1;
                if let Some((at, known)) = known {
                    look.files.push(((known.root, known.file.clone()), Source::Kept(at)));
                }
            }
        }
        for ((at, one), is_here) in self.files.iter().enumerate().zip(is_here) {
            if is_here {
                continue;
            }
            let is_unknown = is_unknown(one);
            look.is_unsure |= is_unknown;
            let stays = if is_unknown || held.contains(&one.root) {
                true
            } else {
                // What the user takes out was seen to be gone already.
                let is_decided = self.roots.get(one.root).is_some_and(|root| decided.contains(root));
                let is_still = is_decided || before.get(&one.file.path) == Some(&None);
                look.differs.insert(one.file.path.clone(), None);
                look.is_news |= is_still;
                look.waiting += usize::from(!is_still);
                !is_still
            };
            if stays {
                look.files.push(((one.root, one.file.clone()), Source::Kept(at)));
            }
        }
        look.files.sort_by(|(one, _), (other, _)| walk::in_order(one, other));
        look.problems = survey.problems;
        let of_held = self.problems.iter().filter(|(root, _)| held.contains(root));
        look.problems.extend(of_held.cloned());
        Ok(look)
    }

    /// The files of a root: files stand in the order of their roots.
    fn files_of(&self, root: usize) -> &[KeptFile] {
        let from = self.files.partition_point(|kept| kept.root < root);
        let to = self.files.partition_point(|kept| kept.root <= root);
        self.files.get(from..to).unwrap_or_default()
    }

    /// The same with what is passed over as `look` found it, where no file differs.
    #[must_use]
    pub fn passing_over(mut self, look: &Look) -> Self {
        self.problems.clone_from(&look.problems);
        self.real.clone_from(&look.real);
        for ((_, file), source) in &look.files {
            if let Source::Kept(at) = source
                && let Some(kept) = self.files.get_mut(*at)
            {
                kept.file.clone_from(file);
            }
        }
        self
    }

    /// Whether something else is passed over than when the folders were read.
    pub fn passes_over_else(&self, look: &Look) -> bool {
        let sorted = |problems: &[(usize, Problem)]| {
            let mut all: Vec<(usize, Problem)> = problems.to_vec();
            all.sort();
            all
        };
        self.problems.len() != look.problems.len() || sorted(&self.problems) != sorted(&look.problems)
    }
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;
    use crate::ingest::{ReadReport, ReadSettings};

    #[test]
    fn what_cannot_be_listed_is_not_gone() {
        let folder = tempfile::tempdir().unwrap();
        let root = fs::canonicalize(folder.path()).unwrap();
        let written = ["a.txt", "norvia/b.txt", "norvia/may/c.txt", "radio/d.txt"];
        for name in written {
            let path = root.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, format!("Quay shut\n\nThe quay of {name} has been shut since Monday.\n"))
                .unwrap();
        }
        let (roots, task) = ([root.clone()], Task::none());
        let report = &mut ReadReport::default();
        let read = Manifest::read(&roots, &ReadSettings::default(), &task, report, &mut |_| {});
        let manifest = read.unwrap().0;
        // What could not be listed, what is not found, and what differs: everything there is to differ is gone.
        let check = |unlisted: &[&str], missing: &[&str], gone: &[&str], lost: &[bool]| {
            let paths = |names: &[&str]| -> BTreeSet<PathBuf> {
                names
                    .iter()
                    .map(|name| if name.is_empty() { root.clone() } else { root.join(name) })
                    .collect()
            };
            let look = |before: &Differs| {
                let survey =
                    walk::survey(&roots, &manifest.real, &manifest.settings.limits, &BTreeSet::new(), &task);
                let mut survey = survey.unwrap();
                survey.unlisted = paths(unlisted);
                survey.files.retain(|(_, file)| !paths(missing).contains(&file.path));
                manifest.hold_against(survey, before, &Decided::new(), &task).unwrap()
            };
            let first = look(&Differs::new());
            let expected: Differs = paths(gone).into_iter().map(|path| (path, None)).collect();
            assert_eq!(first.differs, expected, "{unlisted:?}");
            let is_empty: Vec<bool> = first.lost.iter().map(|lost| lost.is_empty).collect();
            assert_eq!(is_empty, lost, "{unlisted:?}");
            let second = look(&first.differs);
            assert_eq!(second.is_unsure, missing.len() > gone.len() && !unlisted.is_empty(), "{unlisted:?}");
            let taken = manifest.take_in(&second, &task).unwrap();
            assert_eq!(taken.articles.len(), written.len() - gone.len(), "{unlisted:?}");
        };
        check(&[], &["a.txt"], &["a.txt"], &[]);
        check(&["norvia"], &["norvia/b.txt", "norvia/may/c.txt"], &[], &[]);
        check(&["norvia/may"], &["norvia/b.txt", "norvia/may/c.txt"], &["norvia/b.txt"], &[]);
        check(&["radio/d.txt"], &["a.txt", "radio/d.txt"], &["a.txt"], &[]);
        // All of a folder that cannot be listed is away, and not taken out of it.
        check(&[""], &written, &[], &[false]);
        check(&[], &written, &[], &[true]);
    }
}
