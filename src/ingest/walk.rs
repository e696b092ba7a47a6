//! Which files are read, in which order; what is passed over, and why.
//!
//! Folders are searched with all their subfolders, in the natural order of names ("part 2" before
//! "part 10"), so that the same folder gives the same articles in the same order on every system.
//! Nothing is passed over in silence: hidden entries, types that are not read, empty and
//! oversized files and links that lead away are each reported once. Files are not opened here.

use std::cmp::Ordering;
use std::collections::{BTreeSet, HashMap, HashSet};
use std::ffi::{OsStr, OsString};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;

use super::given::OwnFile;
use super::labels::labels;
use super::natural::natural;
use super::own::Own;
use super::passed_over::{
    ABOUT, COMPANION, EMPTY, HIDDEN, NOT_ORDINARY, OWN, OWN_IN_PART, is_about_the_folder, page_stem,
    stems_of_companion, too_large, unread_type,
};
use super::readers::limits::Limits;
use super::readers::{limit_of, may_be_read};
pub use super::stamp::Stamp;
use crate::problem::{Cause, Problem, Problems};
use crate::task::{Cancelled, Task};

/// A file that will be read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct FoundFile {
    /// Where it is: an absolute path.
    pub path: PathBuf,
    /// How the user knows it: relative to the chosen folder, with `/` between its parts. Where
    /// several folders or files were chosen, the folder's name comes first.
    pub shown: Arc<str>,
    /// Its size.
    pub bytes: u64,
    /// What tells whether it was changed.
    pub stamp: Stamp,
}

/// The files under `roots`, which may be folders or files, in a stable order. A file that is
/// reached twice is found once, one that is larger than `limits` say not at all.
pub fn walk(
    roots: &[PathBuf],
    limits: &Limits,
    task: &Task,
    problems: &mut Problems,
) -> Result<Vec<FoundFile>, Cancelled> {
    let survey = survey(roots, &[], limits, &BTreeSet::new(), task)?;
    for (_, problem) in survey.problems {
        problems.report(problem);
    }
    Ok(survey.files.into_iter().map(|(_, file)| file).collect())
}

/// What a walk finds, each with the place of its root in the list.
#[derive(Debug, Default)]
pub(super) struct Survey {
    /// The files, in order.
    pub files: Vec<(usize, FoundFile)>,
    /// What was passed over, in the order in which it was met.
    pub problems: Vec<(usize, Problem)>,
    /// Where each root really is; of one that is away, where it was.
    pub real: Vec<Option<PathBuf>>,
    /// Roots that were there before and are not.
    pub away: BTreeSet<usize>,
    /// Files and folders that could not be looked at: what lies below them may be there all the same.
    pub unlisted: BTreeSet<PathBuf>,
}

/// Walks `roots` but for what the program wrote itself (`own`) and nobody has changed since. `known` says where each
/// root was before: one that was there and is not any more is away, and leaves the names of the others as they were.
pub(super) fn survey(
    roots: &[PathBuf],
    known: &[Option<PathBuf>],
    limits: &Limits,
    own: &BTreeSet<OwnFile>,
    task: &Task,
) -> Result<Survey, Cancelled> {
    task.phase("Looking for articles", 0);
    let mut walk = Walk::new(limits, Own::new(own), task);
    let mut survey = Survey::default();
    let mut chosen = Vec::new();
    for (at, root) in roots.iter().enumerate() {
        let before = known.get(at).cloned().flatten();
        let real = match fs::canonicalize(root) {
            Ok(real) if before.is_none() || can_be_listed(&real) => Some(real),
            Ok(_) => None,
            Err(error) => {
                if before.is_none() {
                    walk.unreadable(at, &root.to_string_lossy(), &error);
                }
                None
            }
        };
        if real.is_none() && before.is_some() {
            survey.away.insert(at);
        }
        let real = real.or(before);
        if let Some(real) = &real {
            chosen.push((root, real.clone(), at));
        }
        survey.real.push(real);
    }
    let labels = labels(&chosen.iter().map(|(root, real, _)| (*root, real.clone())).collect::<Vec<_>>());
    walk.real_roots = chosen.iter().map(|(_, real, _)| real.clone()).collect();
    // Outer folders first: what is in them is known by its place there.
    let mut order: Vec<usize> = (0..chosen.len()).collect();
    order.sort_by_key(|&at| chosen.get(at).map_or(0, |(_, real, _)| real.components().count()));
    for at in order {
        let (Some((_, real, root)), Some(label)) = (chosen.get(at), labels.get(at)) else { continue };
        if !survey.away.contains(root) {
            walk.root(*root, real, label)?;
        }
    }
    walk.follow_links()?;
    survey.files = walk.found;
    survey.files.par_sort_by(in_order);
    survey.problems = walk.problems;
    survey.unlisted = walk.unlisted;
    Ok(survey)
}

/// The order in which files are read.
pub(super) fn in_order((a_root, a): &(usize, FoundFile), (b_root, b): &(usize, FoundFile)) -> Ordering {
    a_root.cmp(b_root).then_with(|| natural(&a.shown, &b.shown)).then_with(|| a.path.cmp(&b.path))
}

/// Whether a root that was read before can be looked at: a drive that went away may leave a name behind.
fn can_be_listed(real: &Path) -> bool {
    match fs::metadata(real) {
        Ok(meta) if meta.is_dir() => fs::read_dir(real).is_ok(),
        Ok(_) => true,
        Err(_) => false,
    }
}

/// What is said of a file or folder that gave this error, in place of an answer.
pub(super) fn unreadable(error: io::ErrorKind) -> &'static str {
    match error {
        io::ErrorKind::NotFound => "It is not there any more. Choose it again",
        io::ErrorKind::PermissionDenied => {
            "You may not read it. Change its permissions, or copy it elsewhere"
        }
        _ => "It could not be opened. Check the disk or the network drive, and read the folder again",
    }
}

struct Walk<'a> {
    limits: &'a Limits,
    own: Own<'a>,
    task: &'a Task,
    /// With the root they belong to.
    problems: Vec<(usize, Problem)>,
    real_roots: Vec<PathBuf>,
    /// Files and folders met, by their real path.
    seen: hashbrown::HashSet<OsString>,
    links: Vec<Link>,
    /// With the root they belong to.
    found: Vec<(usize, FoundFile)>,
    unlisted: BTreeSet<PathBuf>,
    /// Folders met that the program wrote itself.
    saved: HashMap<PathBuf, &'a OwnFile>,
}

/// A link met on the way, to be looked at when all else is known.
struct Link {
    root: usize,
    path: PathBuf,
    shown: String,
}

impl<'a> Walk<'a> {
    fn new(limits: &'a Limits, own: Own<'a>, task: &'a Task) -> Self {
        Self {
            limits,
            own,
            task,
            problems: Vec::new(),
            real_roots: Vec::new(),
            seen: hashbrown::HashSet::new(),
            links: Vec::new(),
            found: Vec::new(),
            unlisted: BTreeSet::new(),
            saved: HashMap::new(),
        }
    }

    fn skip(&mut self, root: usize, shown: &str, cause: Cause, text: impl Into<String>) {
        self.problems.push((root, Problem::new(cause, text).at(shown)));
    }

    /// What cannot be looked at is told, and not taken to be gone.
    fn unlisted(&mut self, root: usize, path: PathBuf, shown: &str, error: &io::Error) {
        self.unlisted.insert(path);
        self.unreadable(root, shown, error);
    }

    fn unreadable(&mut self, root: usize, shown: &str, error: &io::Error) {
        self.skip(root, shown, Cause::Unreadable, unreadable(error.kind()));
    }

    fn root(&mut self, root: usize, real: &Path, label: &str) -> Result<(), Cancelled> {
        match fs::metadata(real) {
            Ok(meta) if meta.is_dir() => self.folder(root, real.to_owned(), label.to_owned()),
            Ok(meta) => {
                self.file(root, real.to_owned(), label, &meta);
                Ok(())
            }
            Err(error) => {
                self.unlisted(root, real.to_owned(), label, &error);
                Ok(())
            }
        }
    }

    /// A folder with all below it, level by level: the folders of one level are listed side by side,
    /// and depth costs no stack.
    fn folder(&mut self, root: usize, real: PathBuf, shown: String) -> Result<(), Cancelled> {
        let mut level = vec![(real, shown)];
        while !level.is_empty() {
            level.retain(|(folder, _)| self.seen.insert(folder.clone().into_os_string()));
            let task = self.task;
            let listed: Vec<io::Result<Listing>> =
                level.par_iter().map(|(folder, _)| list(folder, task)).collect();
            self.task.check()?;
            let mut below = Vec::new();
            for ((folder, shown), entries) in level.into_iter().zip(listed) {
                match entries {
                    Ok(entries) => self.entries(root, &folder, &shown, entries, &mut below),
                    Err(error) => self.unlisted(root, folder, &shown, &error),
                }
            }
            level = below;
        }
        Ok(())
    }

    /// What is in one folder; folders in it go to `below`.
    fn entries(
        &mut self,
        root: usize,
        folder: &Path,
        shown: &str,
        entries: Listing,
        below: &mut Vec<(PathBuf, String)>,
    ) {
        let companions = companions(&entries);
        let saved = self.saved.get(folder).copied();
        let (mut as_saved, before) = (0_usize, self.found.len() + below.len());
        for entry in entries {
            let (file_name, known) = match entry {
                Ok(entry) => entry,
                Err(error) => {
                    self.unlisted(root, folder.to_owned(), shown, &error);
                    continue;
                }
            };
            let name = lossy(&file_name);
            let shown = if shown.is_empty() { name.clone() } else { format!("{shown}/{name}") };
            let meta = match known {
                Ok(meta) => meta,
                Err(error) => {
                    self.unlisted(root, folder.join(&file_name), &shown, &error);
                    continue;
                }
            };
            let path = folder.join(&file_name);
            if saved.is_some_and(|saved| saved.holds(&meta)) {
                as_saved += 1;
            } else if self.own.is_one(&path, &name, &meta) {
                self.skip(root, &shown, Cause::Skipped, OWN);
            } else if is_hidden(&name, &meta) {
                self.skip(root, &shown, Cause::Skipped, HIDDEN);
            } else if meta.is_file() && is_about_the_folder(&name) {
                self.skip(root, &shown, Cause::Skipped, ABOUT);
            } else if meta.is_symlink() {
                self.links.push(Link { root, path, shown });
            } else if meta.is_dir() && companions.contains(&name) {
                self.skip(root, &shown, Cause::Skipped, COMPANION);
            } else if meta.is_dir() {
                if let Some(saved) = self.own.folder(&path, &name) {
                    self.saved.insert(path.clone(), saved);
                }
                below.push((path, shown));
            } else {
                self.file(root, path, &shown, &meta);
            }
        }
        if as_saved > 0 {
            let is_all = self.found.len() + below.len() == before;
            self.skip(root, shown, Cause::Skipped, if is_all { OWN } else { OWN_IN_PART });
        }
    }

    fn file(&mut self, root: usize, path: PathBuf, shown: &str, meta: &fs::Metadata) {
        if !self.seen.insert(path.clone().into_os_string()) {
            return;
        }
        let name = shown.rsplit('/').next().unwrap_or(shown);
        if !meta.is_file() {
            self.skip(root, shown, Cause::Skipped, NOT_ORDINARY);
        } else if !may_be_read(name) {
            self.skip(root, shown, Cause::Skipped, unread_type(name));
        } else if meta.len() == 0 {
            self.skip(root, shown, Cause::NoArticle, EMPTY);
        } else if meta.len() > limit_of(name, self.limits) {
            self.skip(root, shown, Cause::Skipped, too_large(limit_of(name, self.limits)));
        } else {
            self.found.push((
                root,
                FoundFile { path, shown: shown.into(), bytes: meta.len(), stamp: Stamp::of(meta) },
            ));
        }
    }

    /// Links are followed when they stay in a chosen folder and lead to what was not read anyway.
    fn follow_links(&mut self) -> Result<(), Cancelled> {
        while !self.links.is_empty() {
            let mut links = std::mem::take(&mut self.links);
            // The order of a folder's entries is the disk's; which of two links is followed must not be.
            links.sort_by(|a, b| (a.root, &a.path).cmp(&(b.root, &b.path)));
            for link in links {
                self.task.check()?;
                self.follow(link)?;
            }
        }
        Ok(())
    }

    fn follow(&mut self, link: Link) -> Result<(), Cancelled> {
        let Link { root, path, shown } = link;
        let target = fs::canonicalize(&path).and_then(|real| fs::metadata(&real).map(|meta| (real, meta)));
        let Ok((real, meta)) = target else {
            self.skip(
                root,
                &shown,
                Cause::Unreadable,
                "The link leads nowhere. Remove it, or restore what it points to",
            );
            return Ok(());
        };
        if !self.real_roots.iter().any(|root| real.starts_with(root)) {
            self.skip(
                root,
                &shown,
                Cause::Skipped,
                "The link leads out of the folder. Choose its target too to have it read",
            );
        } else if self.seen.contains(real.as_os_str()) {
            self.skip(
                root,
                &shown,
                Cause::Skipped,
                "The link leads to what is read in its own place. Nothing is missing",
            );
        } else if meta.is_dir() {
            return self.folder(root, real, shown);
        } else {
            self.file(root, real, &shown, &meta);
        }
        Ok(())
    }
}

/// The entries of one folder: their names, and what they are. An entry or its kind may be unknown.
type Listing = Vec<io::Result<(OsString, io::Result<fs::Metadata>)>>;

/// Names of folders that a browser has put beside a page in the same folder.
fn companions(entries: &Listing) -> HashSet<String> {
    let folders: Vec<&str> = entries
        .iter()
        .flatten()
        .filter(|(_, meta)| meta.as_ref().is_ok_and(fs::Metadata::is_dir))
        .filter_map(|(name, _)| name.to_str().filter(|name| stems_of_companion(name).next().is_some()))
        .collect();
    if folders.is_empty() {
        return HashSet::new();
    }
    let pages: HashSet<&str> =
        entries.iter().flatten().filter_map(|(name, _)| page_stem(name.to_str()?)).collect();
    let belongs = |folder: &&str| stems_of_companion(folder).any(|page| pages.contains(page));
    folders.into_iter().filter(belongs).map(str::to_owned).collect()
}

fn list(folder: &Path, task: &Task) -> io::Result<Listing> {
    let mut entries = Listing::new();
    for entry in fs::read_dir(folder)? {
        if task.is_cancelled() {
            break;
        }
        // Of a link, the metadata are its own.
        entries.push(entry.map(|entry| (entry.file_name(), entry.metadata())));
    }
    Ok(entries)
}

pub(super) fn lossy(name: &OsStr) -> String {
    name.to_string_lossy().into_owned()
}

#[cfg(windows)]
fn is_hidden(name: &str, meta: &fs::Metadata) -> bool {
    use std::os::windows::fs::MetadataExt as _;
    /// `FILE_ATTRIBUTE_HIDDEN`.
    const HIDDEN: u32 = 2;
    name.starts_with('.') || meta.file_attributes() & HIDDEN != 0
}

#[cfg(not(windows))]
fn is_hidden(name: &str, _meta: &fs::Metadata) -> bool {
    name.starts_with('.')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_listed_is_known_to_be_so() {
        let outer = tempfile::tempdir().unwrap();
        // A folder that the walk has met and that cannot be opened when it is its turn.
        let real = outer.path().join("away");
        let (limits, task) = (Limits::default(), Task::none());
        let mut walk = Walk::new(&limits, Own::default(), &task);
        walk.folder(0, real.clone(), "away".to_owned()).unwrap();
        let entry = |meta| vec![Ok((OsString::from("radio"), meta))];
        let error = || io::Error::from(io::ErrorKind::HostUnreachable);
        walk.entries(0, outer.path(), "", entry(Err(error())), &mut Vec::new());
        walk.entries(0, &outer.path().join("press"), "", vec![Err(error())], &mut Vec::new());
        let expected = ["away", "press", "radio"].map(|name| outer.path().join(name));
        assert_eq!(walk.unlisted, BTreeSet::from(expected));
        assert_eq!(walk.problems.len(), 3);
    }
}
